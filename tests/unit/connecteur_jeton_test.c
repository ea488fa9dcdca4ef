/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur_jeton_test.c - the three parts of a token; whether openssl verifies it is in connecteur_connecteur_test.c
 */
#include <fcntl.h>
#include <sodium.h>

#include "tap.h"

#include "connecteur/jeton.h"
#include "processus.h"

/* The part, decoded. */
static struct str partie(struct str jeton, int rang, char ret[1024])
{
	const char *p = jeton.p, *fin;
	size_t n = 0;

	while (rang--)
		p = strchr(p, '.') + 1;
	fin = strchr(p, '.');
	OK(sodium_base642bin((unsigned char *)ret, 1024, p, fin ? (size_t)(fin - p) : strlen(p),
			     NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0);
	return (struct str){ret, n};
}

TEST(a_token_says_who_until_when_and_what)
{
	char dossier[] = "/tmp/jeton-XXXXXX", chemin[64], texte[1024];
	struct signature_cle *cle = NULL;
	struct incident inc = {0};
	AUTO_BUF jeton = {0}, encore = {0};

	MUST(mkdtemp(dossier) != NULL);
	(void)snprintf(chemin, sizeof chemin, "%s/cle.pem", dossier);
	OK(COMMANDE("openssl", "genrsa", "-out", chemin, "2048") == 0);
	OK(signature_cle_lire(chemin, &cle, &inc) == OK);
	(void)unlink(chemin);
	(void)rmdir(dossier);
	MUST(cle != NULL);

	buf_init(&jeton, JETON_MAX);
	buf_init(&encore, JETON_MAX);
	jeton_ecrire(cle, STR("certificat-7"), STR("abc"), INT64_C(1700000000123), &jeton);
	EQ_STR(partie(buf_view(&jeton), 0, texte), "{\"alg\":\"RS512\",\"typ\":\"JWT\"}");
	EQ_STR(partie(buf_view(&jeton), 1, texte),
	       "{\"id\":\"certificat-7\",\"expire\":1700000020123,\"hash\":\""
	       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	       "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f\"}");
	EQ_INT(partie(buf_view(&jeton), 2, texte).n, 256);
	EQ_INT(partie(buf_view(&jeton), 2, texte).n ? strchr(jeton.p, '=') != NULL : 1, 0);

	/* PKCS#1 v1.5 has no hazard: the same instant, the same bytes */
	jeton_ecrire(cle, STR("certificat-7"), STR("abc"), INT64_C(1700000000123), &encore);
	EQ_STR(buf_view(&jeton), buf_view(&encore));
	signature_cle_free(cle);
}
