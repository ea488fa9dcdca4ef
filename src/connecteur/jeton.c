/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jeton.c - header, claims, signature
 */
#include "connecteur/jeton.h"

#include "base/empreinte.h"
#include "base/json_out.h"

static void revendications(struct str certificat, struct str corps, int64_t expire, struct buf *out)
{
	char empreinte[2 * EMPREINTE_SHA512_TAILLE + 1];
	struct json_out j;

	empreinte_sha512(corps, empreinte);
	json_init(&j, out, 0);
	json_objet(&j);
	json_cle(&j, "id");
	json_texte(&j, certificat);
	json_champ_entier(&j, "expire", expire);
	json_champ(&j, "hash", str_of(empreinte));
	json_fin_objet(&j);
}

void jeton_ecrire(const struct signature_cle *cle, struct str certificat, struct str corps,
		  int64_t maintenant_ms, struct buf *out)
{
	AUTO_BUF clair = {0};
	AUTO_BUF signe = {0};

	buf_init(&clair, JETON_MAX);
	buf_init(&signe, JETON_MAX);
	revendications(certificat, corps, maintenant_ms + JETON_VIE_MS, &clair);
	base64url(STR("{\"alg\":\"RS512\",\"typ\":\"JWT\"}"), &signe);
	buf_char(&signe, '.');
	base64url(buf_view(&clair), &signe);
	buf_str(out, buf_view(&signe));
	buf_char(out, '.');
	signature_rs512(cle, buf_view(&signe), out);
}
