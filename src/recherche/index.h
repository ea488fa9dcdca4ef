/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * index.h - documents, put where they are found
 *
 * Built once, then never changed: any number of threads may read one index at once, without a lock (requete.h). A document here is neutral:
 * a number, texts, facets, sort keys; what it is about is its owner's business, who finds it again by its rank (0, 1, 2… as added).
 * It takes 4 bytes a document, 2 for each facet, 4 for each mask and each order, 4 an occurrence of a term, and the terms: 22 MB for 106 000
 * documents with six codes each, built in one second (bench/recherche).
 *
 *	struct recherche_construction *c = recherche_construire_debut(&(struct recherche_schema){.facettes = 2, .masques = 1, .tris = 1});
 *	for (…)
 *		recherche_construire_document(c, &document);
 *	struct recherche_index *x = recherche_construire_fin(c);
 */
#ifndef RELAIS_RECHERCHE_INDEX_H
#define RELAIS_RECHERCHE_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum {
	RECHERCHE_FACETTES_MAX = 24,
	RECHERCHE_MASQUES_MAX = 8,
	RECHERCHE_TRIS_MAX = 8,
	RECHERCHE_POIDS_MAX = 15,
	RECHERCHE_VALEURS_MAX =
		4096, /* values of one facet; what comes after is counted with the empty one */
	RECHERCHE_DOCUMENTS_MAX = 1 << 22,
};

/* What every document of an index has. Facets, masks and sort keys are known by their number, from 0. */
struct recherche_schema {
	unsigned facettes; /* one value a document, of a few: région, type, niveau… */
	unsigned masques; /* several values a document, of 32 at most, as bits */
	unsigned
		tris; /* orders that may be asked; the first also puts in order what is as relevant */
};

/* How a text is read (analyse.h). */
enum recherche_lecture { RECHERCHE_TEXTE, RECHERCHE_INTITULE, RECHERCHE_CODE };

struct recherche_texte {
	struct str texte;
	unsigned poids; /* 1 to RECHERCHE_POIDS_MAX: what a word found there is worth */
	enum recherche_lecture lecture;
};

/* Compared by its text, folded, the empty ones last; then by its number. */
struct recherche_tri {
	struct str texte;
	int64_t nombre;
};

/* Everything is read at once: nothing needs to outlive the call. */
struct recherche_document {
	uint32_t
		numero; /* greater than that of the document before; the same in the next index: a cursor keeps it */
	const struct recherche_texte *textes;
	size_t n_textes;
	const struct str
		*facettes; /* as many as the schema says; empty: not known, a value like another */
	const uint32_t *masques;
	const struct recherche_tri *tris;
};

struct recherche_construction;
struct recherche_index;

struct recherche_construction *recherche_construire_debut(const struct recherche_schema *schema);
void recherche_construire_document(struct recherche_construction *c,
				   const struct recherche_document *d);
/* Frees the construction; recherche_liberer frees the index. */
struct recherche_index *recherche_construire_fin(struct recherche_construction *c);
void recherche_liberer(struct recherche_index *x); /* accepts NULL */

/* How many documents, and how many bytes all this takes. */
uint32_t recherche_taille(const struct recherche_index *x);
size_t recherche_memoire(const struct recherche_index *x);

/* The values of a facet, in the order in which they were met: counts come in that order. They live as long as the index. */
struct recherche_valeurs {
	const struct str *v;
	size_t n;
};
struct recherche_valeurs recherche_valeurs(const struct recherche_index *x, unsigned facette);

#endif
