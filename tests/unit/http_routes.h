/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http_routes.h - a server whose handlers do what pages may do: answer, wait, ask for too much
 */
#ifndef RELAIS_TESTS_HTTP_ROUTES_H
#define RELAIS_TESTS_HTTP_ROUTES_H

#include "http.h"
#include "http/statique.h"

/* What the handlers and the tests share. */
static struct {
	pthread_mutex_t verrou;
	pthread_cond_t porte;
	bool ouverte;
	int dedans; /* handlers that wait at the door */
	int ouverts, fermes; /* contexts of workers */
	struct buf journal;
	struct statiques *statiques;
} essai = {.verrou = PTHREAD_MUTEX_INITIALIZER, .porte = PTHREAD_COND_INITIALIZER};

#define CSS                                                                                        \
	".a{color:red}.b{color:red}.c{color:red}.d{color:red}.e{color:red}"                        \
	".f{color:red}.g{color:red}.h{color:red}.i{color:red}"
static const struct statique_source sources[] = {
	{.nom = "theme.css", .type = "text/css; charset=utf-8", .octets = STR_FIXE(CSS)},
	{.nom = "petit.svg", .type = "image/svg+xml", .octets = STR_FIXE("<svg/>")},
};

static void page(const struct http_requete *q, struct http_reponse *r)
{
	buf_printf(&r->corps, "%.*s %s ouvrier %d", STR_FMT(q->variables[0]),
		   q->contexte ? "avec" : "sans", q->contexte ? *(int *)q->contexte : -1);
}
static void echo(const struct http_requete *q, struct http_reponse *r)
{
	struct http_champs c;

	if (!http_formulaire(q, &c))
		buf_str(&r->corps, http_champ(c, "nom", NULL));
	else
		buf_str(&r->corps, q->corps);
}
static void porte(const struct http_requete *q, struct http_reponse *r)
{
	(void)q;
	pthread_mutex_lock(&essai.verrou);
	essai.dedans++;
	while (!essai.ouverte)
		pthread_cond_wait(&essai.porte, &essai.verrou);
	essai.dedans--;
	pthread_mutex_unlock(&essai.verrou);
	buf_cstr(&r->corps, "passé");
}
static void gros(const struct http_requete *q, struct http_reponse *r)
{
	(void)q;
	for (int i = 0; i < 4 * 1024 * 1024 / 16; i++)
		buf_cstr(&r->corps, "0123456789abcdef");
}
static void glouton(const struct http_requete *q, struct http_reponse *r)
{
	for (int i = 0; i < 20; i++)
		(void)arena_bytes(q->arena, 1024 * 1024);
	buf_cstr(&r->corps, "jamais");
}
static void rompu(const struct http_requete *q, struct http_reponse *r)
{
	http_entete(r, "Location", http_champ(q->parametres, "vers", NULL));
	r->statut = 303;
}
static void version(const struct http_requete *q, struct http_reponse *r)
{
	if (!http_etag(q, r, STR("\"v12\"")))
		buf_cstr(&r->corps, "contenu de la version");
}
static void statique(const struct http_requete *q, struct http_reponse *r)
{
	statiques_repondre(essai.statiques, q, r);
}

static enum err ouvrir(void *ctx, int ouvrier, void **ret, struct incident *inc)
{
	int *numero = malloc(sizeof *numero);

	(void)ctx;
	(void)inc;
	if (!numero)
		abort();
	*numero = ouvrier;
	*ret = numero;
	essai.ouverts++;
	return 0;
}
static void fermer(void *ctx, void *contexte)
{
	(void)ctx;
	free(contexte);
	essai.fermes++;
}
static bool autoriser(void *ctx, const struct http_requete *q, struct http_reponse *r)
{
	(void)ctx;
	(void)r;
	return strcmp(q->route->droit, "personne") != 0;
}
static void journal(void *ctx, struct str lignes)
{
	(void)ctx;
	pthread_mutex_lock(&essai.verrou);
	buf_str(&essai.journal, lignes);
	pthread_mutex_unlock(&essai.verrou);
}

static const struct http_route routes[] = {
	{HTTP_GET, "/page/:numero", page, "public", 0, 0},
	{HTTP_GET, "/boucle/:numero", page, "public", HTTP_BOUCLE, 0},
	{HTTP_POST, "/echo", echo, "public", 0, 256 * 1024},
	{HTTP_GET, "/porte", porte, "public", 0, 0},
	{HTTP_GET, "/gros", gros, "public", 0, 0},
	{HTTP_GET, "/glouton", glouton, "public", 0, 0},
	{HTTP_GET, "/rompu", rompu, "public", 0, 0},
	{HTTP_GET, "/version", version, "public", 0, 0},
	{HTTP_GET, "/prive", page, "personne", 0, 0},
	{HTTP_GET, "/jeton/:secret", page, "public", HTTP_DISCRET, 0},
	{HTTP_GET, "/s/*", statique, "public", HTTP_BOUCLE, 0},
	{HTTP_GET, "/healthz", http_sante, "public", HTTP_BOUCLE, 0},
	{HTTP_GET, "/metrics", http_metriques, "public", HTTP_BOUCLE, 0},
};

static const struct http_reglages usuels = {.adresse = "127.0.0.1",
					    .ouvriers = 2,
					    .routes = routes,
					    .n_routes = sizeof routes / sizeof *routes,
					    .ouvrir = ouvrir,
					    .fermer = fermer,
					    .autoriser = autoriser,
					    .journal = journal};

static struct http_serveur *servir(const struct http_reglages *g)
{
	struct http_serveur *s = NULL;
	struct incident inc;

	if (http_ouvrir(g, &s, &inc)) {
		printf("Bail out! %s\n", inc.message);
		exit(1);
	}
	return s;
}

__attribute__((constructor)) static void preparer(void)
{
	buf_init(&essai.journal, 8 * 1024 * 1024);
	essai.statiques = statiques_ouvrir("/s/", sources, 2);
}
__attribute__((destructor)) static void ranger(void)
{
	buf_free(&essai.journal);
	statiques_fermer(essai.statiques);
}

static bool porte_entete(const char *reponse, const char *ligne)
{
	const char *p = reponse ? strstr(reponse, ligne) : NULL;

	return p && p > reponse && p[-1] == '\n' && p < client_corps(reponse);
}

#endif
