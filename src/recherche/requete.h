/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * requete.h - what is asked of an index, and what it answers
 *
 * Words: every one must be found in a document (analyse.h says what a word is). A word is found as it is written or by its French stem;
 * where no document writes it so, or while it is being typed, also as the start of a longer one (of two letters at least). A number of four
 * digits at most that a document has is only itself: « 93 » is a département, not the start of everything. Filters: several values of one
 * facet are « or », several facets « and ».
 *
 * Order: by relevance (what each word is worth: the weight of its best text × 4 as written, 3 by its stem, 2 by its start), then by the first
 * sort key, then by number. Any other order: by that key, then by number. So a document has one place, and a page begins at a place, not
 * after so many documents: it stays right when documents come and go between two pages, and the last costs what the first does.
 */
#ifndef RELAIS_RECHERCHE_REQUETE_H
#define RELAIS_RECHERCHE_REQUETE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "recherche/index.h"

struct recherche_filtre {
	unsigned facette;
	const struct str *
		valeurs; /* one of these; a value that no document has is accepted and finds nothing */
	size_t n; /* 0: any */
};

struct recherche_filtre_masque {
	unsigned masque;
	uint32_t bits; /* 0: any */
	bool tous; /* all of these bits; else at least one */
};

enum { RECHERCHE_PERTINENCE = -1 };

struct recherche_requete {
	struct str mots; /* any bytes */
	bool en_cours; /* the last word is being typed */
	const struct recherche_filtre
		*filtres; /* a facet at most once in each list: else its last one holds */
	size_t n_filtres;
	const struct recherche_filtre_masque *masques;
	size_t n_masques;
	int tri; /* a sort key, or RECHERCHE_PERTINENCE */
	bool inverse; /* the sort key the other way */
	unsigned page; /* documents wanted: 0 (figures only) to LIMITE_RECHERCHE_PAGE */
	bool tout; /* all of them, in order: page and curseur are not read */
	struct str curseur; /* empty: the first page */
};

/* Everything is in the arena that was given. */
struct recherche_reponse {
	uint32_t total; /* documents found, all pages together */
	uint32_t avant; /* how many stand before this page */
	const uint32_t *documents; /* this page: the rank of each */
	size_t n;
	struct str precedent, suivant; /* cursors: letters and digits; empty: no such page */
	const uint32_t *const *
		facettes; /* [facet][value]: documents that it would find with this facet's filter left out */
	const uint32_t *const *masques; /* [mask][bit], the same */
	struct str inconnu; /* the first word that no document has, as it was read; else empty */
	struct str
		suggestion; /* then what to look for instead, one letter away in each unknown word; empty: no idea */
};

/*
 * E_INVALIDE, with an incident for the person: too long, too many words or values, or a cursor that this query did not give.
 * Facets, masks and sort keys that the schema does not have are the caller's fault (BUG).
 */
enum err recherche_executer(const struct recherche_index *x, const struct recherche_requete *q,
			    struct arena *a, struct recherche_reponse *ret,
			    struct incident *inc) MUST_CHECK;

#endif
