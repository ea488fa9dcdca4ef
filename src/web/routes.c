/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * routes.c - the table
 */
#include "web/routes.h"

#include "web/visite.h"

static void accueil(struct visite *v)
{
	size_t n;

	photo_offres(v->photo, &n);
	buf_printf(v->out, "<!DOCTYPE html><title>relais</title><p>%zu offres", n);
}

static const struct web_page ACCUEIL = {accueil, WEB_GARDEE};

static const struct http_route ROUTES[] = {
	{HTTP_GET, "/", routes_repondre, &ACCUEIL, 0, 0},
	{HTTP_GET, "/healthz", http_sante, &ACCUEIL, HTTP_BOUCLE, 0},
	{HTTP_GET, "/metrics", http_metriques, &ACCUEIL, HTTP_BOUCLE, 0},
};

const struct http_route *routes_table(size_t *n)
{
	*n = sizeof ROUTES / sizeof *ROUTES;
	return ROUTES;
}

void routes_page_statut(void *ctx, int statut, struct buf *out)
{
	(void)ctx;
	buf_printf(out, "<!DOCTYPE html><title>%d</title>", statut);
}

const char *routes_empreinte(void)
{
	return "0";
}
