/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * communes.c - movements read day by day: where each commune went, unless it came back
 *
 * On one day a commune may be created by a change of code and merge at once (49144 became 44225, which joined 44180), and one that gives
 * back another keeps existing: its own row says so. So on each day the departures are written first, then what exists at the end of that day has none.
 */
#include "referentiel/communes.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"

enum { CODE_TAILLE = 5, SUITES_MAX = 16 /* changes of one code: six are known at most */ };

struct mouvement {
	char avant[CODE_TAILLE], apres[CODE_TAILLE];
	int date;
};

struct communes {
	struct VEC(struct mouvement) mouvements;
	struct map suivante; /* code → the code that took its place, as a number; 0: it exists */
	struct map partie; /* code → the commune that it is a part of */
	struct map arrondissement; /* the same, for ARM */
};

static uint64_t nombre(const char code[CODE_TAILLE])
{
	uint64_t n = 0;

	memcpy(&n, code, CODE_TAILLE);
	return n;
}

/* The code as a number that a map can hold; 0: not a code. */
static uint64_t code_nombre(struct str code)
{
	return code.n == CODE_TAILLE ? nombre(code.p) : 0;
}

static uint64_t lue(const struct map *m, uint64_t code)
{
	const uint64_t *v = map_get(m, (struct str){(const char *)&code, sizeof code});

	return v ? *v : 0;
}

static void ecrire(struct map *m, uint64_t code, uint64_t valeur)
{
	*map_put(m, (struct str){(const char *)&code, sizeof code}, NULL) = valeur;
}

struct communes *communes_nouvelles(void)
{
	struct communes *c = mem_alloc(sizeof *c);

	map_init(&c->suivante);
	map_init(&c->partie);
	map_init(&c->arrondissement);
	return c;
}

void communes_liberer(struct communes *c)
{
	if (!c)
		return;
	VEC_FREE(&c->mouvements);
	map_free(&c->suivante);
	map_free(&c->partie);
	map_free(&c->arrondissement);
	mem_free(c);
}

void communes_partie(struct communes *c, struct str type, struct str code, struct str parent)
{
	const uint64_t n = code_nombre(code), p = code_nombre(parent);

	if (n && p && n != p)
		ecrire(str_eq(type, STR("ARM")) ? &c->arrondissement : &c->partie, n, p);
}

void communes_mouvement(struct communes *c, struct str avant, struct str apres, int date)
{
	if (avant.n != CODE_TAILLE || apres.n != CODE_TAILLE)
		return;
	struct mouvement *m = VEC_PUSH(&c->mouvements);

	memcpy(m->avant, avant.p, CODE_TAILLE);
	memcpy(m->apres, apres.p, CODE_TAILLE);
	m->date = date;
}

/* By day; on a day, the rows of a commune that stays itself come last. */
static int comparer(const void *a, const void *b)
{
	const struct mouvement *x = a, *y = b;
	const bool reste_x = nombre(x->avant) == nombre(x->apres),
		   reste_y = nombre(y->avant) == nombre(y->apres);

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (reste_x != reste_y)
		return reste_x ? 1 : -1;
	const int c = memcmp(x->avant, y->avant, CODE_TAILLE);
	return c ? c : memcmp(x->apres, y->apres, CODE_TAILLE);
}

/* One day: departures, then what exists at its end. */
static void un_jour(struct communes *c, const struct mouvement *m, size_t n)
{
	struct map partis;

	map_init(&partis);
	for (size_t i = 0; i < n; i++) {
		const uint64_t avant = nombre(m[i].avant), apres = nombre(m[i].apres);
		const uint64_t deja = lue(&partis, avant);

		/* shared between several communes, or there still: it is followed to none */
		ecrire(&c->suivante, avant, avant == apres || (deja && deja != apres) ? 0 : apres);
		ecrire(&partis, avant, deja && deja != apres ? avant : apres);
	}
	for (size_t i = 0; i < n; i++)
		if (!lue(&partis, nombre(m[i].apres)))
			ecrire(&c->suivante, nombre(m[i].apres), 0);
	map_free(&partis);
}

void communes_resoudre(struct communes *c)
{
	const struct mouvement *v = c->mouvements.v;

	if (c->mouvements.n)
		qsort(c->mouvements.v, c->mouvements.n, sizeof *c->mouvements.v, comparer);
	for (size_t i = 0, suite; i < c->mouvements.n; i = suite) {
		suite = i + 1;
		while (suite < c->mouvements.n && v[suite].date == v[i].date)
			suite++;
		un_jour(c, v + i, suite - i);
	}
	VEC_FREE(&c->mouvements);
}

/* The commune of today: where the movements lead, then what a part is a part of. */
static uint64_t actuelle(const struct communes *c, uint64_t code)
{
	for (int i = 0; i < SUITES_MAX; i++) {
		uint64_t suivante = lue(&c->suivante, code);

		if (!suivante)
			suivante = lue(&c->partie, code);
		if (!suivante)
			break;
		code = suivante;
	}
	return code;
}

bool communes_memes(const struct communes *c, struct str a, struct str b)
{
	const uint64_t x = code_nombre(a), y = code_nombre(b);

	if (str_eq(a, b))
		return a.n > 0;
	if (!x || !y)
		return false;
	const uint64_t xa = actuelle(c, x), ya = actuelle(c, y);
	return xa == ya || lue(&c->arrondissement, xa) == ya || lue(&c->arrondissement, ya) == xa;
}
