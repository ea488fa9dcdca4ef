/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vocabulaire.c - every term of the documents, gathered then put in order with its postings
 *
 * Occurrences are noted as they come, so those of one term are already in the order of documents: one pass that counts and one that places
 * make the postings. A term that a document has twice is noted once, with its best weight.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"
#include "recherche/analyse.h"
#include "recherche/interne.h"

struct occurrence {
	uint32_t terme;
	uint32_t posting;
};

struct vocabulaire {
	struct analyse *analyse;
	struct map termes;
	struct VEC(struct occurrence) occurrences;
	struct VEC(size_t) dernieres; /* a term's last occurrence */
};

struct vocabulaire *vocabulaire_new(void)
{
	struct vocabulaire *v = mem_alloc(sizeof *v);

	v->analyse = analyse_new();
	map_init(&v->termes);
	return v;
}

void vocabulaire_free(struct vocabulaire *v)
{
	analyse_free(v->analyse);
	map_free(&v->termes);
	VEC_FREE(&v->occurrences);
	VEC_FREE(&v->dernieres);
	mem_free(v);
}

static void noter(struct vocabulaire *v, struct str terme, uint32_t document, uint32_t poids)
{
	bool neuf;
	uint64_t *numero = map_put(&v->termes, terme, &neuf);
	const uint32_t posting = document << POIDS_BITS | poids;

	if (neuf) {
		*numero = v->dernieres.n;
		*VEC_PUSH(&v->dernieres) = 0;
	} else {
		struct occurrence *o = &v->occurrences.v[v->dernieres.v[*numero]];

		if (o->posting >> POIDS_BITS == document) {
			o->posting = o->posting > posting ? o->posting : posting;
			return;
		}
	}
	v->dernieres.v[*numero] = v->occurrences.n;
	*VEC_PUSH(&v->occurrences) = (struct occurrence){(uint32_t)*numero, posting};
}

void vocabulaire_texte(struct vocabulaire *v, uint32_t document, const struct recherche_texte *t)
{
	static void (*const lectures[])(struct analyse *, struct str) = {
		[RECHERCHE_TEXTE] = analyse_texte,
		[RECHERCHE_INTITULE] = analyse_intitule,
		[RECHERCHE_CODE] = analyse_code,
	};

	REQUIRE(t->poids > 0 && t->poids <= RECHERCHE_POIDS_MAX);
	lectures[t->lecture](v->analyse, t->texte);
	for (size_t i = 0; i < analyse_n(v->analyse); i++)
		noter(v, analyse_terme(v->analyse, i), document, t->poids);
}

/* An entry of a map to put in order: its first bytes, as a number, settle most comparisons. */
struct ordonne {
	uint64_t tete;
	struct str texte;
	uint32_t numero; /* in the map */
};

static int comparer(const void *a, const void *b)
{
	const struct ordonne *x = a, *y = b;

	if (x->tete != y->tete)
		return x->tete < y->tete ? -1 : 1;
	return str_cmp(x->texte, y->texte);
}

static uint64_t tete(struct str s)
{
	uint64_t r = 0;

	for (size_t i = 0; i < sizeof r; i++)
		r = r << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
	return r;
}

/* The keys of a map as a lexique; *rangs: where each went, to be freed. */
static void lexique_ranger(struct recherche_index *x, const struct map *m, struct lexique *ret,
			   uint32_t **rangs)
{
	struct ordonne *v = mem_alloc(m->n * sizeof *v);
	uint32_t *debuts = index_memoire(x, m->n + 1, sizeof *debuts);
	size_t taille = 0;
	char *octets;

	*rangs = mem_alloc(m->n * sizeof **rangs);
	for (size_t i = 0; i < m->n; i++) {
		const struct str s = m->entries[i].key;

		v[i] = (struct ordonne){tete(s), s, (uint32_t)i};
		taille += s.n;
	}
	if (taille > UINT32_MAX)
		BUG("recherche: %zu bytes of terms", taille);
	qsort(v, m->n, sizeof *v, comparer);

	octets = index_memoire(x, taille + 1, 1);
	taille = 0;
	for (size_t i = 0; i < m->n; i++) {
		debuts[i] = (uint32_t)taille;
		memcpy(octets + taille, v[i].texte.p, v[i].texte.n);
		taille += v[i].texte.n;
		(*rangs)[v[i].numero] = (uint32_t)i;
	}
	debuts[m->n] = (uint32_t)taille;
	*ret = (struct lexique){octets, debuts, (uint32_t)m->n};
	mem_free(v);
}

/* Values, each with the list that it goes into, become lists; the order of values stays. */
static struct listes lister(struct recherche_index *x, const struct occurrence *v, size_t n,
			    const uint32_t *rangs, uint32_t listes)
{
	uint32_t *debuts = index_memoire(x, (size_t)listes + 1, sizeof *debuts);
	uint32_t *valeurs = index_memoire(x, n, sizeof *valeurs);
	uint32_t total = 0;

	for (size_t i = 0; i < n; i++)
		debuts[rangs[v[i].terme]]++;
	for (uint32_t i = 0; i <= listes; i++) {
		const uint32_t k = debuts[i];

		debuts[i] = total;
		total += k;
	}
	for (size_t i = 0; i < n; i++)
		valeurs[debuts[rangs[v[i].terme]]++] = v[i].posting;
	/* Each start was moved to its end, which is where the next begins. */
	for (uint32_t i = listes; i > 0; i--)
		debuts[i] = debuts[i - 1];
	debuts[0] = 0;
	return (struct listes){valeurs, debuts};
}

static void racines_ranger(struct vocabulaire *v, struct recherche_index *x)
{
	struct VEC(struct occurrence) membres = {0};
	struct map racines;
	uint32_t *rangs;

	map_init(&racines);
	for (uint32_t i = 0; i < x->termes.n; i++) {
		const struct str r = analyse_racine(v->analyse, lexique_texte(&x->termes, i));
		uint64_t *numero;
		bool neuf;

		if (!r.n)
			continue;
		numero = map_put(&racines, r, &neuf);
		if (neuf)
			*numero = racines.n - 1;
		*VEC_PUSH(&membres) = (struct occurrence){(uint32_t)*numero, i};
	}
	lexique_ranger(x, &racines, &x->racines, &rangs);
	x->classes = lister(x, membres.v, membres.n, rangs, x->racines.n);
	mem_free(rangs);
	VEC_FREE(&membres);
	map_free(&racines);
}

void vocabulaire_ranger(struct vocabulaire *v, struct recherche_index *x)
{
	uint32_t *rangs;

	if (v->occurrences.n > UINT32_MAX)
		BUG("recherche: %zu occurrences", v->occurrences.n);
	lexique_ranger(x, &v->termes, &x->termes, &rangs);
	x->postings = lister(x, v->occurrences.v, v->occurrences.n, rangs, x->termes.n);
	mem_free(rangs);
	racines_ranger(v, x);
}

uint32_t lexique_place(const struct lexique *l, struct str s)
{
	uint32_t bas = 0, haut = l->n;

	while (bas < haut) {
		const uint32_t milieu = bas + (haut - bas) / 2;

		if (str_cmp(lexique_texte(l, milieu), s) < 0)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas;
}

uint32_t lexique_fin(const struct lexique *l, uint32_t place, struct str s)
{
	uint32_t haut = l->n;

	while (place < haut) {
		const uint32_t milieu = place + (haut - place) / 2;

		if (str_starts(lexique_texte(l, milieu), s))
			place = milieu + 1;
		else
			haut = milieu;
	}
	return place;
}
