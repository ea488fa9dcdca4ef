/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * route.h - which route answers a path. Pure
 */
#ifndef RELAIS_HTTP_ROUTE_H
#define RELAIS_HTTP_ROUTE_H

#include "http/http.h"

/* Does the path match that pattern? Then each « :nom », which takes one segment that is not empty, and a « * » at its end, which takes the rest,
 * are in `variables`. */
bool route_correspond(const char *motif, struct str chemin,
		      struct str variables[HTTP_VARIABLES_MAX]);
/*
 * The first route of that method that matches. E_ABSENT: none has that path. E_REFUS: some do, for other methods: `permises` (a set of
 * 1u << method) says which.
 */
enum err route_trouver(const struct http_route *routes, size_t n, enum http_methode methode,
		       struct str chemin, const struct http_route **ret,
		       struct str variables[HTTP_VARIABLES_MAX], unsigned *permises) MUST_CHECK;
/* The method of that name; HEAD is told as GET. False: none of ours. */
bool route_methode(struct str nom, enum http_methode *ret);
void route_permises(unsigned permises, struct buf *out); /* « GET, HEAD, POST », for Allow */
bool route_valide(const struct http_route *r); /* its pattern, its right, its handler */

#endif
