/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web.h - the pages, as a table of routes for http/, and what they need to answer
 *
 * One of these serves one base and one campagne. Its workers have each a connection and the referentials in memory (salle.h); lists and counts come
 * from the photo of the catalogue; what was written for that photo stays in a cache that the loop answers from.
 */
#ifndef RELAIS_WEB_WEB_H
#define RELAIS_WEB_WEB_H

#include "http/http.h"

struct web;

struct web_reglages {
	const char *dsn;
	int campagne; /* 0: as catalogue/photo.h chooses */
	int date; /* AAAAMMJJ: the base as known then; 0: now */
	size_t cache_octets; /* 0: WEB_CACHE_OCTETS */
	const char *editeur, *hebergeur,
		*contact; /* what the law asks a site to say; NULL: not given, and the pages say so */
	const char *annuaire; /* a file of interlocuteurs.h; NULL: what the program knows */
	void (*dire)(void *ctx,
		     const char *message); /* what an operator must know, from any thread */
	void *ctx;
};
enum { WEB_CACHE_OCTETS = 16 * 1024 * 1024 };

/* Read the base, be ready to answer. The settings outlive it. E_ABSENT: no base, or nothing in it; E_INVALIDE: the annuaire is wrong; the incident says what to do. */
enum err web_ouvrir(const struct web_reglages *reglages, struct web **ret,
		    struct incident *inc) MUST_CHECK;
void web_fermer(struct web *w); /* accepts NULL; after the server */
/* Fill what concerns the pages: routes, ctx, contexts of workers, rights, ready answers, the page of a status. */
void web_regler(struct web *w, struct http_reglages *ret);

#endif
