/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * statique.h - files that do not change while the server runs: prepared once, named after their content, kept for a year
 *
 * The address of a file holds its fingerprint, so that a browser never asks again for what it has, and asks at once for what changed. What compresses well
 * is compressed at the start, by gzip, once.
 */
#ifndef RELAIS_HTTP_STATIQUE_H
#define RELAIS_HTTP_STATIQUE_H

#include "http/http.h"

struct statique_source {
	const char *nom; /* « theme.css » */
	const char *type; /* Content-Type */
	struct str octets; /* outlive the statiques, as what follows */
	struct str gzip; /* the same, compressed already; empty: compressed at the start */
};

struct statiques;

/* prefixe: « /s/ »; v outlives the statiques; its route is that prefix and « * ». statiques_fermer gives it back, after the server. */
struct statiques *statiques_ouvrir(const char *prefixe, const struct statique_source *v, size_t n);
void statiques_fermer(struct statiques *s); /* accepts NULL */
/* « /s/theme.0123456789ab.css »: what a page writes. BUG() when there is no such file. */
const char *statiques_chemin(const struct statiques *s, const char *nom);
/* Answer with the file of the request's path, compressed when the browser takes it, or 404. Never waits: for routes of the loop. */
void statiques_repondre(const struct statiques *s, const struct http_requete *q,
			struct http_reponse *r);

#endif
