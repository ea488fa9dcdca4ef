/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * etablissements.c - sorts what is said by school and by trust, and takes each column from the first who gives it
 */
#include "referentiel/etablissements.h"

#include <stdlib.h>

#include "referentiel/table.h"

unsigned etablissement_genre(struct str genre)
{
	const char *mot;
	unsigned i = 0;

	while ((mot = ref_genre_rang(REF_UAI, i)) && !str_eq(genre, str_of(mot)))
		i++;
	return i;
}

static int comparer(const void *a, const void *b)
{
	const struct etablissement_dit *x = a, *y = b;
	const int c = str_cmp(x->uai, y->uai);

	if (c)
		return c;
	if (x->genre != y->genre)
		return x->genre < y->genre ? -1 : 1;
	if (x->source != y->source)
		return x->source > y->source ? -1 : 1;
	return x->ordre < y->ordre ? -1 : 1;
}

static void prendre(struct str *ici, struct str dit)
{
	if (!ici->n)
		*ici = dit;
}

/* The rows of one school, the most believed first. */
static void plier_un(const struct etablissement_dit *v, size_t n, etablissement_plie *donner,
		     void *ctx)
{
	struct str etat = STR_VIDE, iut = STR_VIDE, accueil = STR_VIDE;
	struct etablissement e = {.uai = v->uai};
	bool premier = true;

	for (size_t i = 0; i < n; i++) {
		prendre(&e.insee, v[i].insee);
		prendre(&etat, v[i].etat);
		prendre(&iut, v[i].iut);
		prendre(&accueil, v[i].accueil);
	}
	e.ouvert = str_eq(etat, STR("ouvert"));
	e.iut = str_eq(iut, STR("1"));
	e.accueil = str_eq(accueil, STR("1"));
	for (size_t i = 0; i < n; i++) {
		if (!v[i].siret)
			continue;
		e.siret = v[i].siret;
		donner(ctx, &e, etat.n > 0, premier);
		premier = false;
	}
	if (premier)
		donner(ctx, &e, etat.n > 0, true);
}

void etablissements_plier(struct etablissement_dit *v, size_t n, etablissement_plie *donner,
			  void *ctx)
{
	if (n)
		qsort(v, n, sizeof *v, comparer);
	for (size_t i = 0, suite; i < n; i = suite) {
		suite = i + 1;
		while (suite < n && str_eq(v[suite].uai, v[i].uai))
			suite++;
		plier_un(v + i, suite - i, donner, ctx);
	}
}
