/* SPDX-License-Identifier: EUPL-1.2 */
/* http_entetes_test.c - tokens, versions, codings; the log's line; the routes */
#include "tap.h"

#include "http/acces.h"
#include "http/entetes.h"
#include "http/route.h"

TEST(jetons)
{
	OK(entetes_jeton(STR("Content-Length")));
	OK(entetes_jeton(STR("!#$%&'*+-.^_`|~09az")));
	OK(!entetes_jeton(STR("")));
	OK(!entetes_jeton(STR("Host ")));
	OK(!entetes_jeton(STR("a:b")));
	OK(!entetes_jeton(STR("a\0b")));
	OK(!entetes_jeton(STR("é")));
	OK(entetes_egal(STR("HoSt"), STR("host")));
	OK(!entetes_egal(STR("hos"), STR("host")));
	OK(!entetes_egal(STR("@"), STR("`")));
}

TEST(une_version_est_reconnue_dans_une_liste)
{
	const struct str v = STR("\"12\"");

	OK(entetes_version(STR("\"12\""), v));
	OK(entetes_version(STR(" W/\"12\" "), v));
	OK(entetes_version(STR("\"1\", \"12\""), v));
	OK(entetes_version(STR("*"), v));
	OK(!entetes_version(STR(""), v));
	OK(!entetes_version(STR("12"), v));
	OK(!entetes_version(STR("\"1\",\"2\""), v));
	OK(!entetes_version(STR("\"1, \"12\""), v));
	OK(entetes_version(STR("\"a,b\", \"12\""), v));
}

TEST(gzip_est_pris_ou_refuse)
{
	OK(entetes_gzip(STR("gzip")));
	OK(entetes_gzip(STR("br, GZIP;q=0.5")));
	OK(entetes_gzip(STR("*")));
	OK(!entetes_gzip(STR("")));
	OK(!entetes_gzip(STR("br")));
	OK(!entetes_gzip(STR("gzip;q=0, *")));
	OK(!entetes_gzip(STR("gzip; q=0.000")));
	OK(entetes_gzip(STR("gzip;q=0.001")));
	OK(!entetes_gzip(STR("*;q=0")));
}

static void rien(const struct http_requete *q, struct http_reponse *r)
{
	(void)q;
	(void)r;
}

static const struct http_route routes[] = {
	{HTTP_GET, "/", rien, "public", 0, 0},
	{HTTP_GET, "/offres", rien, "public", 0, 0},
	{HTTP_GET, "/offres/neuves", rien, "public", 0, 0},
	{HTTP_GET, "/offres/:numero", rien, "public", 0, 0},
	{HTTP_POST, "/offres/:numero", rien, "public", 0, 10},
	{HTTP_GET, "/s/*", rien, "public", 0, 0},
};

static const char *trouver(enum http_methode m, const char *chemin, struct str *variable)
{
	const struct http_route *r = NULL;
	struct str v[HTTP_VARIABLES_MAX] = {{0}};
	unsigned permises = 0;
	const enum err err = route_trouver(routes, sizeof routes / sizeof *routes, m,
					   str_of(chemin), &r, v, &permises);

	*variable = v[0];
	return err == E_ABSENT ? "absente" : err ? "refus" : r->chemin;
}

TEST(la_premiere_route_qui_convient_repond)
{
	struct str v;

	EQ_STR(trouver(HTTP_GET, "/", &v), "/");
	EQ_STR(trouver(HTTP_GET, "/offres", &v), "/offres");
	EQ_STR(trouver(HTTP_GET, "/offres/neuves", &v), "/offres/neuves");
	EQ_STR(trouver(HTTP_GET, "/offres/12", &v), "/offres/:numero");
	EQ_STR(v, "12");
	EQ_STR(trouver(HTTP_GET, "/s/a/b.css", &v), "/s/*");
	EQ_STR(v, "a/b.css");
	EQ_STR(trouver(HTTP_GET, "/offres/", &v), "absente");
	EQ_STR(trouver(HTTP_GET, "/offres/12/x", &v), "absente");
	EQ_STR(trouver(HTTP_GET, "/offresx", &v), "absente");
	EQ_STR(trouver(HTTP_GET, "//", &v), "absente");
	EQ_STR(trouver(HTTP_GET, "", &v), "absente");
	EQ_STR(trouver(HTTP_POST, "/offres", &v), "refus");
	EQ_STR(trouver(HTTP_METHODE__MAX, "/offres/1", &v), "refus");
}

TEST(une_route_sans_droit_ou_mal_faite_n_est_pas_valide)
{
	OK(route_valide(&routes[3]));
	OK(!route_valide(&(struct http_route){HTTP_GET, "/x", rien, NULL, 0, 0}));
	OK(!route_valide(&(struct http_route){HTTP_GET, "/x", NULL, "public", 0, 0}));
	OK(!route_valide(&(struct http_route){HTTP_GET, "x", rien, "public", 0, 0}));
	OK(!route_valide(&(struct http_route){HTTP_GET, "/*/x", rien, "public", 0, 0}));
	OK(!route_valide(&(struct http_route){HTTP_GET, "/x", rien, "public", 0, 10}));
	OK(!route_valide(&(struct http_route){HTTP_POST, "/x", rien, "p", HTTP_BOUCLE, 10}));
	OK(!route_valide(&(struct http_route){HTTP_GET, "/:a/:b/:c/:d/:e/:f/:g/:h/:i", rien,
					      "public", 0, 0}));
}

TEST(les_methodes_permises_sont_dites)
{
	AUTO_BUF b = {0};

	buf_init(&b, 100);
	route_permises(1u << HTTP_GET | 1u << HTTP_DELETE, &b);
	EQ_STR(buf_view(&b), "GET, HEAD, DELETE");
}

TEST(une_ligne_du_journal_ne_peut_pas_en_faire_deux)
{
	AUTO_BUF b = {0};

	buf_init(&b, 4096);
	acces_ecrire(&(struct acces_ligne){.instant = 0,
					   .numero = 255,
					   .octets = 12,
					   .methode = STR("GET"),
					   .chemin = STR("/a\"b\\c\nd\xc2\x85"),
					   .statut = 200,
					   .duree_us = 34},
		     &b);
	EQ_STR(buf_view(&b), "t=1970-01-01T00:00:00Z evt=requete id=ff methode=\"GET\" "
			     "chemin=\"/a\\\"b\\\\c d \" statut=200 octets=12 duree_us=34\n");
}

TEST(un_chemin_long_est_coupe_entre_deux_caracteres)
{
	AUTO_BUF b = {0}, chemin = {0};

	buf_init(&b, 4096);
	buf_init(&chemin, 4096);
	buf_char(&chemin, '/');
	for (int i = 0; i < 300; i++)
		buf_cstr(&chemin, "é");
	acces_ecrire(&(struct acces_ligne){.chemin = buf_view(&chemin), .refus = "cible"}, &b);
	OK(strstr(b.p, "é\" refus=cible statut=0"));
	OK(b.n < 400);
}
