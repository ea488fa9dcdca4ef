/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * confrontation_texte.c - how many, how, where: the answer before its details
 */
#include "cli/confrontation.h"
#include "offre/decision.h"
#include "referentiel/memoire.h"
#include "regle/codes.h"

enum { RETRAIT = 2, COL_LIBELLE = 52, COL_NOM = 44, COL_N = 10, PREMIERS = 10, FAITS_MAX = 40 };

static const char *signe(struct arena *a, int64_t n)
{
	return arena_printf(a, "%s%s",
			    n > 0   ? "+"
			    : n < 0 ? "−"
				    : "",
			    nombre_francais(a, n < 0 ? -n : n));
}

static void total(struct ecran *e, struct arena *a, const char *quoi, int64_t de, int64_t vers)
{
	buf_cstr(e->out, "  ");
	ecran_colonne(e, quoi, COL_NOM);
	ecran_nombre(e, de, COL_N);
	buf_cstr(e->out, "  → ");
	ecran_nombre(e, vers, COL_N);
	buf_printf(e->out, "   (%s)\n", de == vers ? "inchangé" : signe(a, vers - de));
}

static void totaux(const struct confrontation *c, struct ecran *e)
{
	const struct confrontation_total *x = &c->total.avant, *y = &c->total.apres;
	struct arena *a = c->e->arena;

	if (c->partielle)
		return;
	ecran_titre(e, "Avant → après, toutes offres");
	total(e, a, "Offres", x->offres, y->offres);
	total(e, a, "Réglementaires", x->reglementaires, y->reglementaires);
	total(e, a, "Importables dans Parcoursup", x->importables, y->importables);
	total(e, a, "dont le SAIO doit vérifier avant l'import", x->attend_saio, y->attend_saio);
	for (int s = PERIMETRE__MAX - 1; s > PERIMETRE_HORS; s--)
		if (x->importables_statut[s] || y->importables_statut[s])
			total(e, a,
			      arena_printf(a, "importables %s",
					   statut_perimetre_code((enum statut_perimetre)s)),
			      x->importables_statut[s], y->importables_statut[s]);
	for (int s = PERIMETRE__MAX - 1; s >= PERIMETRE_HORS; s--)
		if (x->statut[s] != y->statut[s])
			total(e, a,
			      arena_printf(a, "périmètre %s",
					   statut_perimetre_code((enum statut_perimetre)s)),
			      x->statut[s], y->statut[s]);
}

/* « …, connu le 1er décembre 2023 : 3 nouveaux, 1 modifié, 0 disparu »; of an undoing, what it gave back and took away. */
static const char *comptes(struct arena *a, const struct fait_nouveau *f, const char *texte)
{
	const char *m = nombre_francais(a, f->modifies), *d = nombre_francais(a, f->disparus);
	const char *ms = f->modifies > 1 ? "s" : "", *ds = f->disparus > 1 ? "s" : "";

	if (f->annule)
		return arena_printf(a, "%s : %s rétabli%s, %s retiré%s", texte, m, ms, d, ds);
	return arena_printf(a, "%s : %s nouveau%s, %s modifié%s, %s disparu%s", texte,
			    nombre_francais(a, f->nouveaux), f->nouveaux > 1 ? "x" : "", m, ms, d,
			    ds);
}

static void faits(const struct confrontation *c, struct ecran *e)
{
	struct arena *a = c->e->arena;
	const struct paragraphe p = {STYLE_NORMAL, RETRAIT, RETRAIT + 2, false};
	size_t dits = 0, saisies = 0;

	if (!c->causes || !c->causes->n)
		return;
	ecran_titre(e, "Ce que la base a appris entre les deux");
	for (size_t i = 0; i < c->causes->n; i++) {
		const struct fait_nouveau *f = &c->causes->v[i];
		const bool saisie = str_eq(f->acteur, STR(DECISION_FICHIER));
		const char *texte = fait_nouveau_texte(f, a);

		saisies += saisie;
		if (saisie || dits++ >= FAITS_MAX)
			continue;
		ecran_paragraphe(e, p, f->genre.n ? comptes(a, f, texte) : texte);
	}
	if (saisies)
		ecran_paragraphe(
			e, p,
			arena_printf(
				a,
				"UAI du lieu changés par un fichier saisi à la main : %s (--json les donne tous).",
				nombre_francais(a, (int64_t)saisies)));
	if (dits > FAITS_MAX)
		ecran_paragraphe(e, p,
				 arena_printf(a, "… et %zu autres (--json les donne tous).",
					      dits - FAITS_MAX));
}

static void genres(const struct confrontation *c, struct ecran *e)
{
	struct arena *a = c->e->arena;

	ecran_titre(e, "Les offres qui changent, chacune comptée une fois");
	for (int g = 0; g < ECART__MAX; g++) {
		if (!c->bilan.genre[g])
			continue;
		buf_cstr(e->out, "  ");
		ecran_colonne(e, ecart_libelle((enum ecart_genre)g), COL_LIBELLE);
		ecran_nombre(e, c->bilan.genre[g], COL_N);
		if (g <= ECART_DISPARUE)
			buf_printf(e->out, "   dont importables : %s",
				   nombre_francais(a, c->bilan.importables[g]));
		buf_char(e->out, '\n');
	}
}

static void avis_change(const struct confrontation *c, struct ecran *e, int i, int de, int vers)
{
	struct arena *a = c->e->arena;
	const int64_t n = c->bilan.critere[i][de][vers];

	if (!n)
		return;
	buf_cstr(e->out, "  ");
	ecran_colonne(e,
		      i < CRITERES ? arena_printf(a, "%d  %s", i + 1, critere_libelle(i + 1))
				   : arena_printf(a, "   %s", critere_libelle(0)),
		      COL_LIBELLE);
	ecran_colonne(e,
		      arena_printf(a, " %s %s → %s %s", avis_signe((enum avis)de),
				   avis_libelle((enum avis)de), avis_signe((enum avis)vers),
				   avis_libelle((enum avis)vers)),
		      COL_NOM - COL_N);
	ecran_nombre(e, n, COL_N);
	buf_char(e->out, '\n');
}

static void criteres(const struct confrontation *c, struct ecran *e)
{
	AUTO_BUF corps;
	struct ecran dedans;

	buf_init(&corps, ECRAN_MAX);
	dedans = (struct ecran){&corps, e->couleur};
	for (int i = 0; i <= CRITERES; i++)
		for (int k = 0; k < AVIS__MAX * AVIS__MAX; k++)
			avis_change(c, &dedans, i, k / AVIS__MAX, k % AVIS__MAX);
	for (int m = 0; m < MENTION__MAX; m++)
		for (int k = 0; k < 2; k++) {
			const int64_t n =
				k ? c->bilan.mention_perdue[m] : c->bilan.mention_gagnee[m];

			if (!n)
				continue;
			buf_cstr(&corps, "  ");
			ecran_colonne(&dedans,
				      arena_printf(c->e->arena, "mention : %s",
						   mention_libelle((enum mention)m)),
				      COL_LIBELLE);
			ecran_colonne(&dedans, k ? " n'est plus renseignée" : " est renseignée",
				      COL_NOM - COL_N);
			ecran_nombre(&dedans, n, COL_N);
			buf_char(&corps, '\n');
		}
	if (!corps.n)
		return;
	ecran_titre(e, "Par critère (une offre peut en changer plusieurs)");
	buf_str(e->out, buf_view(&corps));
}

static void groupe(const struct confrontation *c, struct ecran *e, const char *nom,
		   const int64_t genre[ECART__MAX])
{
	int64_t autres = 0;

	for (int g = ECART_CLASSIFICATION; g < ECART__MAX; g++)
		autres += genre[g];
	buf_cstr(e->out, "  ");
	ecran_colonne(e, ecran_court(c->e->arena, nom, COL_NOM - 2), COL_NOM);
	if (c->causes)
		for (int g = 0; g < ECART_GAGNEE; g++)
			ecran_nombre(e, genre[g], COL_N);
	ecran_nombre(e, genre[ECART_GAGNEE], COL_N);
	ecran_nombre(e, genre[ECART_PERDUE], COL_N);
	ecran_nombre(e, autres, COL_N);
	buf_char(e->out, '\n');
}

static const char *nom_groupe(const struct confrontation *c, const struct ecarts_groupes *gs,
			      const struct ecarts_groupe *g)
{
	struct arena *a = c->e->arena;

	if (gs == &c->bilan.regles)
		return arena_cstr(a, g->nom);
	if (gs == &c->bilan.regions)
		return g->cle.n ? arena_printf(a, "%.*s %.*s", STR_FMT(g->cle),
					       STR_FMT(region_nom(g->cle)))
				: "(commune du lieu inconnue)";
	const char *siret =
		code_renseigne(g->cle) ? arena_cstr(a, g->cle) : "(SIRET non renseigné)";

	return g->nom.n ? arena_printf(a, "%s %.*s", siret, STR_FMT(g->nom)) : siret;
}

/* The first groups, the others as one line, then the sum. */
static void groupes(const struct confrontation *c, struct ecran *e, const char *titre,
		    const struct ecarts_groupes *gs)
{
	struct arena *a = c->e->arena;
	const bool region = gs == &c->bilan.regions;
	const size_t montres = region || gs->liste.n <= PREMIERS + 1 ? gs->liste.n : PREMIERS;
	int64_t reste[ECART__MAX] = {0};

	ecran_titre(e, titre);
	buf_cstr(e->out, "  ");
	ecran_colonne(e, "", COL_NOM);
	buf_cstr(e->out, c->causes ? " nouvelles disparues" : "");
	buf_cstr(e->out, "  gagnées   perdues    autres\n");
	for (size_t i = 0; i < gs->liste.n; i++) {
		const struct ecarts_groupe *g = &gs->liste.v[i];

		if (i < montres)
			groupe(c, e, nom_groupe(c, gs, g), g->genre);
		for (int k = 0; i >= montres && k < ECART__MAX; k++)
			reste[k] += g->genre[k];
	}
	if (montres < gs->liste.n)
		groupe(c, e, arena_printf(a, "… et %zu autres", gs->liste.n - montres), reste);
	groupe(c, e, "Total", c->bilan.genre);
}

/* « 62 (dont 27 disparues) » with its parenthesis only when there are some. */
static const char *dont(struct arena *a, int64_t n, const char *quoi)
{
	return n ? arena_printf(a, " (dont %s %s%s)", nombre_francais(a, n), quoi, n > 1 ? "s" : "")
		 : "";
}

/* An importable offre that came or went is one that becomes or no longer is importable. */
const char *ecarts_phrase(struct arena *a, const struct ecarts_bilan *b)
{
	const int64_t n = b->total;
	const int64_t nouvelles = b->importables[ECART_NOUVELLE];
	const int64_t disparues = b->importables[ECART_DISPARUE];
	const int64_t gagnees = b->genre[ECART_GAGNEE] + nouvelles;
	const int64_t perdues = b->genre[ECART_PERDUE] + disparues;

	if (!n)
		return "Rien ne change : aucune offre.";
	if (!gagnees && !perdues)
		return arena_printf(
			a,
			"%s offre%s ; aucune ne devient importable dans Parcoursup, aucune ne cesse de l'être.",
			nombre_francais(a, n), n > 1 ? "s changent" : " change");
	return arena_printf(
		a, "%s offre%s : %s devien%s importable%s dans Parcoursup%s, %s ne %s plus%s.",
		nombre_francais(a, n), n > 1 ? "s changent" : " change",
		nombre_francais(a, gagnees), gagnees > 1 ? "nent" : "t", gagnees > 1 ? "s" : "",
		dont(a, nouvelles, "nouvelle"), nombre_francais(a, perdues),
		perdues > 1 ? "le sont" : "l'est", dont(a, disparues, "disparue"));
}

const char *ecarts_motif_seul(struct arena *a, const struct ecarts_bilan *b)
{
	const int64_t n = b->motif_seul;

	return arena_printf(a, "En plus, %s offre%s %s verdict, pour un autre motif.",
			    nombre_francais(a, n), n > 1 ? "s" : "",
			    n > 1 ? "gardent leur" : "garde son");
}

void confrontation_texte(const struct confrontation *c, struct ecran *e)
{
	const int64_t n = c->bilan.total;

	ecran_paragraphe(e, (struct paragraphe){.style = STYLE_GRAS}, c->titre);
	ecran_paragraphe(e, (struct paragraphe){0}, ecarts_phrase(c->e->arena, &c->bilan));
	if (c->bilan.motif_seul)
		ecran_paragraphe(e, (struct paragraphe){0},
				 ecarts_motif_seul(c->e->arena, &c->bilan));
	if (c->forme == FORME_TABLE) {
		buf_char(e->out, '\n');
		return;
	}
	totaux(c, e);
	faits(c, e);
	if (!n)
		return;
	genres(c, e);
	criteres(c, e);
	groupes(c, e, "Par règle de périmètre", &c->bilan.regles);
	groupes(c, e, "Par région", &c->bilan.regions);
	groupes(c, e, "Par organisme responsable", &c->bilan.organismes);
}
