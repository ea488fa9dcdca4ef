/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * absence.c - the table of the reasons that are not a verdict's
 */
#include "parcoursup/absence.h"

#include "base/err.h"
#include "regle/statut.h"

static const struct {
	const char *code, *libelle, *court;
	enum acteur acteur;
} MOTIFS[] = {
	{ABSENCE_PLUSIEURS, "Formation à départager : plusieurs liens possibles",
	 "Formation à départager", ACTEUR_SAIO},
	{ABSENCE_CANDIDATE, "Offre à départager : plusieurs liens possibles", "Offre à départager",
	 ACTEUR_SAIO},
	{ABSENCE_PROCHE, "Offre qui remplace peut-être celle d'une formation de l'an dernier",
	 "Offre qui en remplace peut-être une", ACTEUR_SAIO},
	{ABSENCE_DISPARUE, "Formation dont l'offre n'est plus déclarée", "Offre plus déclarée",
	 ACTEUR_CFA},
	{ABSENCE_NON_REDECLAREE, "Formation dont la clé n'est plus au catalogue",
	 "Clé qui n'est plus au catalogue", ACTEUR_CFA},
	{ABSENCE_SANS_OFFRE, "Formation sans clé, à laquelle aucune offre ne correspond",
	 "Sans clé, et sans offre semblable", ACTEUR_CFA},
	{ABSENCE_ECARTEE, "Formation qu'aucune offre ne reprend, a dit le SAIO",
	 "Écartée par le SAIO", ACTEUR_CFA},
	{ABSENCE_ATTEND_SAIO, "Offre sans formation, qui attend que le SAIO l'instruise",
	 "Offre à instruire par le SAIO", ACTEUR_SAIO},
	{"non_affichee", "Offre non affichée : un établissement est fermé", "Établissement fermé",
	 ACTEUR_PERSONNE},
	{"uai", "UAI du lieu absent, faux, inconnu ou fermé", "UAI du lieu", ACTEUR_PERSONNE},
};
enum { N_MOTIFS = sizeof MOTIFS / sizeof *MOTIFS };

/* What follows « mention: »; an empty str when it is something else. */
static struct str suite(const char *code, struct str debut)
{
	const struct str s = str_of(code);

	return str_starts(s, debut) ? str_sub(s, debut.n, s.n) : STR_VIDE;
}

static const char *mention(struct arena *a, struct str quoi, bool court)
{
	const char *debut = court ? "Mention ·" : "Mention non renseignée :";

	for (int m = 0; m < MENTION__MAX; m++)
		if (str_eq(quoi, str_of(mention_code((enum mention)m))))
			return arena_printf(a, "%s %s", debut, mention_libelle((enum mention)m));
	return "Mention non renseignée";
}

static const char *nommer(struct arena *a, const char *code, bool court)
{
	const struct str quoi = suite(code, STR("mention:")), statut = suite(code, STR("statut:"));
	const struct str critere = suite(code, STR("critere:"));
	enum statut s;
	int n;

	for (int i = 0; i < N_MOTIFS; i++)
		if (strcmp(code, MOTIFS[i].code) == 0)
			return court ? MOTIFS[i].court : MOTIFS[i].libelle;
	if (quoi.n)
		return mention(a, quoi, court);
	if (statut.n && statut_lu(statut, &s))
		return arena_printf(a, court ? "Statut · %s" : "Statut : %s", statut_libelle(s));
	if (critere.n != 1 || critere.p[0] < '1' || critere.p[0] > '0' + CRITERES)
		return code;
	n = critere.p[0] - '0';
	return court ? arena_printf(a, "Critère %d · %s", n, critere_court(n))
		     : arena_printf(a, "Critère %d : %s", n, critere_libelle(n));
}

const char *absence_libelle(struct arena *a, const char *code)
{
	return nommer(a, code, false);
}

const char *absence_court(struct arena *a, const char *code)
{
	return nommer(a, code, true);
}

enum acteur absence_acteur(const char *code)
{
	for (int i = 0; i < N_MOTIFS; i++)
		if (strcmp(code, MOTIFS[i].code) == 0)
			return MOTIFS[i].acteur;
	return suite(code, STR("statut:")).n ? ACTEUR_SAIO : ACTEUR_PERSONNE;
}
