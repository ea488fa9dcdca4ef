/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * execution.h - one query being answered: words, then filters, then a page (inside recherche/)
 */
#ifndef RELAIS_RECHERCHE_EXECUTION_H
#define RELAIS_RECHERCHE_EXECUTION_H

#include "recherche/interne.h"
#include "recherche/requete.h"

struct execution {
	const struct recherche_index *x;
	const struct recherche_requete *q;
	struct arena *a;
	struct recherche_reponse r;
	uint32_t *documents; /* what is found so far, in order */
	size_t n;
	uint16_t *scores; /* of every document; NULL when no word was asked */
};

/* Read the words and keep the documents that have them all. Without words: all the documents. */
enum err mots_chercher(struct execution *e, struct incident *inc) MUST_CHECK;
/* One letter added, taken away, changed, or two that follow each other exchanged. */
bool mots_voisins(struct str a, struct str b);

/* Read the filters, count the facets, keep the documents that pass. */
enum err filtres_appliquer(struct execution *e, struct incident *inc) MUST_CHECK;

/* Put in order what is found, and take the page that was asked. */
enum err page_choisir(struct execution *e, struct incident *inc) MUST_CHECK;

#endif
