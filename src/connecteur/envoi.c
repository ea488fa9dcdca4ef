/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * envoi.c - one formation in the JSON that the web service reads (formats.md 5.4)
 *
 * The token signs the fingerprint of these bytes, so their order and their form are fixed: compact, in the order of the documentation.
 */
#include "connecteur/connecteur.h"

#include "base/json_out.h"
#include "base/utf8.h"

/* The MEF, when there is only one: Parcoursup looks for the filière by the rest when it is empty. */
static struct str mef(const struct envoi *e)
{
	for (size_t i = 1; i < e->n_mefs; i++)
		if (!str_eq(e->mefs[i], e->mefs[0]))
			return STR_VIDE;
	return e->n_mefs ? e->mefs[0] : STR_VIDE;
}

static void texte(struct json_out *j, const char *cle, struct str s)
{
	json_cle(j, cle);
	json_texte(j, s); /* an empty one is "", never null */
}

static void ecrire(const struct envoi *e, struct buf *out)
{
	struct json_out j;

	json_init(&j, out, 0);
	json_objet(&j);
	json_cle(&j, "g_ta_cod");
	if (e->g_ta_cod)
		json_entier(&j, e->g_ta_cod);
	else
		json_rien(&j);
	texte(&j, "user", e->user);
	json_cle(&j, "rncp");
	json_liste(&j);
	if (e->rncp)
		json_entier(&j, e->rncp);
	json_fin_liste(&j);
	texte(&j, "cfd", e->cfd);
	texte(&j, "uai", e->uai);
	texte(&j, "rco", e->rco);
	texte(&j, "mef", mef(e));
	json_fin_objet(&j);
}

static enum err verifier(const struct envoi *e, struct incident *inc)
{
	const struct {
		struct str s;
		const char *nom;
	} textes[] = {{e->rco, "clé ministères éducatifs"},
		      {e->uai, "UAI du lieu"},
		      {e->user, "demandeur"},
		      {e->cfd, "code formation diplôme"},
		      {mef(e), "MEF"}};
	enum { OBLIGATOIRES = 2 };

	REQUIRE(e->g_ta_cod >= 0);
	for (size_t i = 0; i < sizeof textes / sizeof *textes; i++) {
		if (i < OBLIGATOIRES && !textes[i].s.n)
			incident_set(
				inc, E_INVALIDE,
				"La formation ne peut pas être envoyée à Parcoursup : il manque "
				"ce champ : %s.",
				textes[i].nom);
		else if (!utf8_valide(textes[i].s))
			incident_set(
				inc, E_INVALIDE,
				"La formation ne peut pas être envoyée à Parcoursup : un champ "
				"n'est pas en UTF-8 : %s.",
				textes[i].nom);
		else
			continue;
		return E_INVALIDE;
	}
	return OK;
}

enum err envoi_corps(const struct envoi *e, struct buf *out, struct incident *inc)
{
	AUTO_BUF corps = {0};
	enum err err = verifier(e, inc);

	if (err)
		return err;
	buf_init(&corps, LIMITE_ENVOI);
	ecrire(e, &corps);
	if (buf_depasse(&corps))
		return incident_set(
			inc, E_INVALIDE,
			"La formation ne peut pas être envoyée à Parcoursup : ses champs "
			"dépassent %d octets.",
			LIMITE_ENVOI);
	buf_str(out, buf_view(&corps));
	return OK;
}
