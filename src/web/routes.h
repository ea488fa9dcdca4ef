/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * routes.h - every address of the pages, in one table (inside the room)
 */
#ifndef RELAIS_WEB_ROUTES_H
#define RELAIS_WEB_ROUTES_H

#include "http/http.h"

const struct http_route *routes_table(size_t *n);
/* Answer a route whose `droit` is a struct web_page. */
void routes_repondre(const struct http_requete *q, struct http_reponse *r);
/* The page of a status ≥ 400. */
void routes_page_statut(void *ctx, int statut, struct buf *out);
/* A file beside the pages (assets/). On the loop. */
void routes_actif(const struct http_requete *q, struct http_reponse *r);

#endif
