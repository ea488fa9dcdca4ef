/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecarts.c - groups are found by their key, and sorted once at the end
 */
#include "verdict/ecarts.h"

#include <stdlib.h>

void ecarts_init(struct ecarts_bilan *b)
{
	*b = (struct ecarts_bilan){.a = arena_new(0)};
	map_init(&b->regions.rang);
	map_init(&b->organismes.rang);
	map_init(&b->regles.rang);
}

static void groupes_liberer(struct ecarts_groupes *g)
{
	VEC_FREE(&g->liste);
	map_free(&g->rang);
}

void ecarts_liberer(struct ecarts_bilan *b)
{
	groupes_liberer(&b->regions);
	groupes_liberer(&b->organismes);
	groupes_liberer(&b->regles);
	arena_free(b->a);
	b->a = NULL;
}

static struct ecarts_groupe *grouper(struct ecarts_bilan *b, struct ecarts_groupes *g,
				     struct str cle, struct str nom, enum ecart_genre genre)
{
	bool nouveau;
	uint64_t *rang = map_put(&g->rang, cle, &nouveau);

	if (nouveau) {
		*rang = g->liste.n;
		*VEC_PUSH(&g->liste) = (struct ecarts_groupe){.cle = arena_str(b->a, cle),
							      .nom = arena_str(b->a, nom)};
	}
	g->liste.v[*rang].genre[genre]++;
	g->liste.v[*rang].total++;
	return &g->liste.v[*rang];
}

static struct ecarts_regle regle_de(struct ecarts_bilan *b, const struct cote *c)
{
	const struct regle_perimetre *r = c->verdict->regle;

	return r ? (struct ecarts_regle){r->numero, arena_str(b->a, r->nom)}
		 : (struct ecarts_regle){0};
}

/* The rule that decides; « A → B » where it is not the same before and after. */
static void grouper_regle(struct ecarts_bilan *b, const struct ecart *e)
{
	const struct ecarts_regle de = regle_de(b, e->avant.offre ? &e->avant : &e->apres);
	const struct ecarts_regle vers = regle_de(b, e->apres.offre ? &e->apres : &e->avant);
	const struct str x = de.nom.n ? de.nom : STR("aucune règle");
	const struct str y = vers.nom.n ? vers.nom : STR("aucune règle");
	const char *cle =
		arena_printf(b->a, "%.*s %lld %.*s %lld", STR_FMT(de.nom), (long long)de.numero,
			     STR_FMT(vers.nom), (long long)vers.numero);
	const struct str nom =
		str_eq(x, y) ? x
			     : str_of(arena_printf(b->a, "%.*s → %.*s", STR_FMT(x), STR_FMT(y)));
	struct ecarts_groupe *g = grouper(b, &b->regles, str_of(cle), nom, e->genre);

	g->avant = de;
	g->apres = vers;
}

static void compter_avis(struct ecarts_bilan *b, const struct ecart *e)
{
	for (int i = 0; i <= CRITERES; i++) {
		if (!(e->criteres >> i & 1))
			continue;
		const struct verdict *x = e->avant.verdict, *y = e->apres.verdict;
		const enum avis de = i < CRITERES ? x->critere[i].avis : x->uai.avis;
		const enum avis vers = i < CRITERES ? y->critere[i].avis : y->uai.avis;

		b->critere[i][de][vers]++;
	}
	for (int m = 0; m < MENTION__MAX; m++) {
		if (!(e->mentions >> m & 1))
			continue;
		if (e->apres.verdict->mention_manque[m])
			b->mention_perdue[m]++;
		else
			b->mention_gagnee[m]++;
	}
}

void ecarts_compter(struct ecarts_bilan *b, const struct ecart *e)
{
	const struct cote *c = ecart_cote(e);
	const struct str *col = c->offre->fait.col;

	if (e->motif_seul) {
		b->motif_seul++;
		return;
	}
	b->total++;
	b->genre[e->genre]++;
	b->importables[e->genre] += c->verdict->importable;
	compter_avis(b, e);
	(void)grouper(b, &b->regions, c->offre->region, STR_VIDE, e->genre);
	(void)grouper(b, &b->organismes, col[OC_siret_responsable], col[OC_nom_responsable],
		      e->genre);
	grouper_regle(b, e);
}

static int par_cle(const void *a, const void *b)
{
	const struct ecarts_groupe *x = a, *y = b;

	return str_cmp(x->cle, y->cle);
}

static int par_total(const void *a, const void *b)
{
	const struct ecarts_groupe *x = a, *y = b;

	if (x->total != y->total)
		return x->total < y->total ? 1 : -1;
	return par_cle(a, b);
}

static void trier(struct ecarts_groupes *g, int (*ordre)(const void *, const void *))
{
	if (g->liste.n)
		qsort(g->liste.v, g->liste.n, sizeof *g->liste.v, ordre);
}

void ecarts_finir(struct ecarts_bilan *b)
{
	trier(&b->regions, par_cle);
	trier(&b->organismes, par_total);
	trier(&b->regles, par_total);
}
