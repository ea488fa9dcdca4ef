/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * interne.h - how an index lies in memory (inside recherche/)
 *
 * Terms are sorted: those that begin alike are neighbours, and so are their postings. One posting is a document and the weight of the text
 * where the term stands: document << POIDS_BITS | poids. Facets, masks and sort keys are columns.
 */
#ifndef RELAIS_RECHERCHE_INTERNE_H
#define RELAIS_RECHERCHE_INTERNE_H

#include "base/arena.h"
#include "base/map.h"
#include "recherche/index.h"

enum { POIDS_BITS = 4, RANG_BITS = 22 };

/* Texts in order, one behind the other. */
struct lexique {
	const char *octets;
	const uint32_t *debuts; /* n + 1 of them */
	uint32_t n;
};

/* For each entry of a lexique, a list of numbers. */
struct listes {
	const uint32_t *v;
	const uint32_t *debuts; /* n + 1 of them */
};

struct facette {
	const uint16_t *colonne; /* a document's value */
	const struct str *valeurs;
	struct map codes; /* a value's number */
	const uint32_t *comptes; /* a value's documents */
};

struct masque {
	const uint32_t *colonne;
	const uint32_t *comptes; /* 32 */
};

struct recherche_index {
	struct recherche_schema schema;
	uint32_t n;
	size_t memoire;
	struct arena *arene;
	const uint32_t *numeros; /* increasing */
	struct facette facettes[RECHERCHE_FACETTES_MAX];
	struct masque masques[RECHERCHE_MASQUES_MAX];
	const uint32_t *rangs
		[RECHERCHE_TRIS_MAX]; /* a document's place in that order; the same for equals */
	struct lexique termes, racines;
	struct listes postings; /* of a term */
	struct listes classes; /* of a stem: its terms */
};

static inline struct str lexique_texte(const struct lexique *l, uint32_t i)
{
	return (struct str){l->octets + l->debuts[i], l->debuts[i + 1] - l->debuts[i]};
}

/* The first entry that is not before s. */
uint32_t lexique_place(const struct lexique *l, struct str s);
/* The first entry after place that does not begin with s. */
uint32_t lexique_fin(const struct lexique *l, uint32_t place, struct str s);

/* Memory of the index, counted. */
void *index_memoire(struct recherche_index *x, size_t n, size_t taille);

/* What the documents of a construction hold: builder of columns (index.c), builder of words (vocabulaire.c). */
struct vocabulaire;
struct vocabulaire *vocabulaire_new(void);
void vocabulaire_free(struct vocabulaire *v);
void vocabulaire_texte(struct vocabulaire *v, uint32_t document, const struct recherche_texte *t);
void vocabulaire_ranger(struct vocabulaire *v,
			struct recherche_index *x); /* terms, stems, postings of x */

#endif
