/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doublons_texte.c - for a person: the answer, then each kind with its first groups; the whole list is the CSV's
 */
#include "cli/doublons.h"

#include <stdlib.h>
#include <string.h>

enum { GROUPES_MONTRES = 5, MEMBRES_MONTRES = 4, RETRAIT = 2 };

static const char *compte(const struct trouvailles *t, size_t n, const char *un, const char *plus)
{
	return arena_printf(t->e->arena, "%s %s", nombre_francais(t->e->arena, (int64_t)n),
			    n > 1 ? plus : un);
}

static size_t groupes(const struct trouvailles *t, enum gravite g)
{
	size_t n = 0;

	for (int d = 0; d < DOUBLON__MAX; d++)
		if (doublon_sens((enum doublon)d)->gravite == g)
			n += t->groupes[d].n;
	return n;
}

/* What is to be done first. */
static const char *suite(size_t doublons, size_t douteux, size_t incoherences)
{
	if (doublons)
		return douteux ? "À faire d'abord : le Carif-Oref examine les doublons, puis les groupes à vérifier."
			       : "À faire d'abord : le Carif-Oref examine les doublons.";
	if (douteux)
		return "Aucun doublon. À faire d'abord : le Carif-Oref examine les groupes à vérifier.";
	return incoherences
		       ? "Aucun doublon à examiner. À faire d'abord : corriger les incohérences, la plus "
			 "fréquente en tête."
		       : "Aucun doublon à examiner, aucune incohérence à corriger.";
}

static void tete(const struct trouvailles *t, struct ecran *e)
{
	const size_t doublons = groupes(t, GRAVITE_DOUBLON);
	const size_t douteux = groupes(t, GRAVITE_A_VERIFIER);
	const struct paragraphe p = {STYLE_NORMAL, 0, 0, false};

	ecran_paragraphe(e, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(t->e->arena, "Doublons et incohérences, campagne %d, au %s",
				      t->e->campagne.annee, date_longue(t->e->arena, t->e->jour)));
	ecran_paragraphe(
		e, p,
		arena_printf(t->e->arena, "%s : %s de doublons, %s à vérifier, %s, %s.",
			     compte(t, t->offres, "offre comparée", "offres comparées"),
			     compte(t, doublons, "groupe", "groupes"),
			     compte(t, douteux, "groupe", "groupes"),
			     compte(t, groupes(t, GRAVITE_FAUX), "faux doublon reconnu",
				    "faux doublons reconnus"),
			     compte(t, t->contradictions.n, "incohérence", "incohérences")));
	ecran_paragraphe(e, p, suite(doublons, douteux, t->contradictions.n));
}

static void membre(const struct trouvailles *t, struct ecran *e, const struct offre_comparee *o)
{
	ecran_paragraphe(
		e, (struct paragraphe){STYLE_NORMAL, 6, 8, false},
		arena_printf(
			t->e->arena,
			"- %.*s · année %.*s · responsable %.*s%s%.*s · %.*s, %.*s %.*s · source %.*s",
			STR_FMT(o->cle), STR_FMT(o->annee.n ? o->annee : STR("non renseignée")),
			STR_FMT(o->siret_responsable), o->nom_responsable.n ? " " : "",
			STR_FMT(o->nom_responsable), STR_FMT(o->ligne), STR_FMT(o->code_postal),
			STR_FMT(o->ville), STR_FMT(o->source)));
}

static void groupe(const struct trouvailles *t, struct ecran *e, const struct groupe *g)
{
	const struct offre_comparee *o = g->membres[0];

	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, 4, 6, false},
			 arena_printf(t->e->arena, "%.*s, %zu offres", STR_FMT(o->intitule), g->n));
	for (size_t i = 0; i < g->n && i < MEMBRES_MONTRES; i++)
		membre(t, e, g->membres[i]);
	if (g->n > MEMBRES_MONTRES)
		ecran_paragraphe(
			e, (struct paragraphe){STYLE_GRIS, 6, 8, false},
			arena_printf(t->e->arena, "… et %zu de plus", g->n - MEMBRES_MONTRES));
}

static void genre(const struct trouvailles *t, struct ecran *e, enum doublon d)
{
	static const char *const SIGNES[GRAVITE__MAX] = {"✖", "?", "–"};
	const struct doublon_sens *s = doublon_sens(d);
	const size_t n = t->groupes[d].n;

	if (!n)
		return;
	ecran_titre(e, arena_printf(t->e->arena, "%s %s : %s%s", SIGNES[s->gravite], s->titre,
				    compte(t, n, "groupe", "groupes"),
				    s->gravite == GRAVITE_FAUX ? " (faux doublon)" : ""));
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT, false}, s->sens);
	if (s->remede[0])
		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 arena_printf(t->e->arena, "→ %s", s->remede));
	/* What needs nobody is counted, not shown. */
	for (size_t i = 0; i < n && i < GROUPES_MONTRES && s->gravite != GRAVITE_FAUX; i++)
		groupe(t, e, &t->groupes[d].v[i]);
}

/* A code, its first offre, and how many there are. */
struct sorte {
	const struct contradiction *premiere;
	size_t n, rang;
};

static int par_nombre(const void *a, const void *b)
{
	const struct sorte *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n)
			    : (x->rang > y->rang) - (x->rang < y->rang);
}

static void incoherence(const struct trouvailles *t, struct ecran *e, const struct sorte *s)
{
	const struct contradiction *c = s->premiere;
	struct arena *a = t->e->arena;

	ecran_paragraphe(
		e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
		arena_printf(a, "? %s : %s", c->phrase.fait, compte(t, s->n, "offre", "offres")));
	ecran_paragraphe(e, (struct paragraphe){STYLE_GRIS, RETRAIT + 2, RETRAIT + 4, false},
			 arena_printf(a, "par exemple %.*s%s%s", STR_FMT(c->offre->cle),
				      c->phrase.vu[0] ? " : " : "", c->phrase.vu));
	if (c->phrase.remede[0])
		ecran_paragraphe(e,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false},
				 arena_printf(a, "→ %s", c->phrase.remede));
}

/* The codes are a handful: each is soon found. */
static void incoherences(const struct trouvailles *t, struct ecran *e)
{
	struct VEC(struct sorte) sortes = {0};

	ecran_titre(e, "Incohérences d'une offre");
	if (!t->contradictions.n)
		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT, false},
				 "Aucune.");
	for (size_t i = 0; i < t->contradictions.n; i++) {
		const struct contradiction *c = &t->contradictions.v[i];
		size_t k = 0;

		while (k < sortes.n && strcmp(sortes.v[k].premiere->code, c->code) != 0)
			k++;
		if (k == sortes.n)
			*VEC_PUSH(&sortes) = (struct sorte){c, 0, k};
		sortes.v[k].n++;
	}
	if (sortes.n)
		qsort(sortes.v, sortes.n, sizeof *sortes.v, par_nombre);
	for (size_t i = 0; i < sortes.n; i++)
		incoherence(t, e, &sortes.v[i]);
	VEC_FREE(&sortes);
}

static void codes_postaux(const struct trouvailles *t, struct ecran *e)
{
	if (!t->codes_postaux)
		ecran_paragraphe(
			e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
			"Les codes postaux n'ont pas pu être comparés à ceux des communes : leur liste "
			"n'est pas dans la base. → « relais import FICHIER » la lit.");
}

void doublons_texte(const struct trouvailles *t, struct ecran *e)
{
	tete(t, e);
	for (int d = 0; d < DOUBLON__MAX; d++)
		genre(t, e, (enum doublon)d);
	incoherences(t, e);
	codes_postaux(t, e);
	buf_char(e->out, '\n');
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, 0, 0, false},
			 "La liste entière, une ligne par offre : --format csv.");
}
