/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_parcoursup.c - in « relais explain »: what the offre is for Parcoursup, what comes next, whose place it took
 */
#include "cli/explication.h"

enum { RETRAIT = 2, COL_PARCOURSUP = 16, VALEUR = RETRAIT + COL_PARCOURSUP };

static void champ(struct ecran *e, const char *libelle, const char *valeur)
{
	buf_cstr(e->out, "  ");
	ecran_colonne(e, libelle, COL_PARCOURSUP);
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, VALEUR, VALEUR, true}, valeur);
}

static const char *statut(const struct explication *x)
{
	const struct statut_fait *s = &x->parcoursup->statut;

	return arena_printf(x->a, "%s %s", statut_signe(s->statut), statut_libelle(s->statut));
}

static const char *voisine(const struct explication *x, const struct parcours_voisine *v)
{
	return arena_printf(x->a, "l'offre n° %lld%s%.*s", (long long)v->numero,
			    v->cle.n ? ", clé " : "", STR_FMT(v->cle));
}

void parcoursup_texte(const struct explication *x, struct ecran *ecran)
{
	const struct parcours *p = x->parcoursup;
	const char *qui = explication_qui(x);

	ecran_titre(ecran, arena_printf(x->a, "Parcoursup %d", p->campagne));
	champ(ecran, "Formation", x->formation);
	if (p->migree)
		champ(ecran, "Statut", statut(x));
	if (p->a_formation)
		champ(ecran, "Paramétrage", parametrage_libelle(p->formation.col[FT_PARAMETRAGE]));
	if (p->remplace.numero)
		champ(ecran, "Remplace", voisine(x, &p->remplace));
	if (p->remplacee_par.numero)
		champ(ecran, "Remplacée par", voisine(x, &p->remplacee_par));
	if (x->suite.texte[0])
		champ(ecran, "Ensuite", x->suite.texte);
	if (qui[0])
		champ(ecran, "Qui agit", qui);
}

void parcoursup_json(const struct explication *x, struct json_out *j)
{
	const struct suite *s = &x->suite;
	char iso[11] = "";

	json_cle(j, "parcoursup");
	json_objet(j);
	parcours_champs(x->parcoursup, x->a, j);
	json_cle(j, "suite");
	json_objet(j);
	json_champ(j, "texte", str_of(s->texte));
	json_champ(j, "acteur", str_of(acteur_code(s->acteur)));
	if (s->avant)
		date_iso_texte(s->avant, iso);
	json_champ(j, "avant", str_of(iso));
	json_fin_objet(j);
	json_fin_objet(j);
}
