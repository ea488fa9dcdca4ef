/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http_serveur_test.c - what the server answers, and what it says of it
 */
#include "tap.h"

#include <zlib.h>

#include "http_routes.h"

TEST(une_page_vient_d_un_ouvrier_qui_a_son_contexte)
{
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);
	const char *r = client_get(a, http_port(s), "/page/12?q=x");

	EQ_INT(client_statut(r), 200);
	OK(strncmp(client_corps(r), "12 avec ouvrier ", 16) == 0);
	EQ_STR(client_corps(client_get(a, http_port(s), "/boucle/7")), "7 sans ouvrier -1");
	EQ_INT(http_arreter(s, 1000), 0);
	EQ_INT(essai.ouverts, 2);
	EQ_INT(essai.fermes, 2);
}

TEST(toute_reponse_porte_les_entetes_de_surete)
{
	static const char *const cibles[] = {"/page/1", "/rien", "/healthz", "/a%00", "/porte/x"};
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);

	for (size_t i = 0; i < sizeof cibles / sizeof *cibles; i++) {
		const char *r = client_get(a, http_port(s), cibles[i]);

		OK(porte_entete(r,
				"Content-Security-Policy: default-src 'self'; object-src 'none'; "
				"base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n"));
		OK(porte_entete(r, "X-Content-Type-Options: nosniff\r\n"));
		OK(porte_entete(r, "Referrer-Policy: same-origin\r\n"));
		OK(porte_entete(r, "X-Frame-Options: DENY\r\n"));
		OK(porte_entete(r, "X-Request-Id: "));
	}
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(les_refus_sont_des_pages_en_francais)
{
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);
	const int p = http_port(s);
	const char *r = client_get(a, p, "/rien");

	EQ_INT(client_statut(r), 404);
	OK(strstr(r, "<html lang=\"fr\">") && strstr(r, "<h1>Page introuvable</h1>"));
	OK(porte_entete(r, "Cache-Control: no-store\r\n"));
	EQ_INT(client_statut(client_get(a, p, "/prive")), 403);
	EQ_INT(client_statut(client_get(a, p, "/glouton")), 503);
	r = client_demander(a, p,
			    STR("POST /version HTTP/1.1\r\nHost: e\r\nContent-Length: "
				"0\r\nConnection: close\r\n\r\n"));
	EQ_INT(client_statut(r), 405);
	OK(porte_entete(r, "Allow: GET, HEAD\r\n"));
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(un_entete_ne_peut_pas_en_cacher_un_autre)
{
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);
	const char *r = client_get(a, http_port(s), "/rompu?vers=/a%0d%0aSet-Cookie:+x");

	EQ_INT(client_statut(r), 500);
	OK(r && !strstr(r, "Set-Cookie"));
	r = client_get(a, http_port(s), "/rompu?vers=/ailleurs");
	EQ_INT(client_statut(r), 303);
	OK(porte_entete(r, "Location: /ailleurs\r\n"));
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(un_corps_est_recu_entier)
{
	AUTO_ARENA a = arena_new(0);
	AUTO_BUF q = {0};
	struct http_serveur *s = servir(&usuels);
	const char *r;

	buf_init(&q, 1024 * 1024);
	buf_cstr(&q, "POST /echo HTTP/1.1\r\nHost: e\r\nContent-Length: 200000\r\nConnection: "
		     "close\r\n\r\n");
	for (int i = 0; i < 200000; i++)
		buf_char(&q, (char)('a' + i % 26));
	r = client_demander(a, http_port(s), buf_view(&q));
	EQ_INT(client_statut(r), 200);
	EQ_STR(client_corps(r), strstr(q.p, "\r\n\r\n") + 4);
	r = client_demander(
		a, http_port(s),
		STR("POST /echo HTTP/1.1\r\nHost: e\r\nContent-Type: "
		    "Application/x-www-form-urlencoded; charset=utf-8\r\n"
		    "Content-Length: 18\r\nConnection: close\r\n\r\nx=1&nom=%C3%A9+%26"));
	EQ_STR(client_corps(r), "é &");
	r = client_demander(a, http_port(s),
			    STR("POST /echo HTTP/1.1\r\nHost: e\r\nExpect: 100-continue\r\n"
				"Content-Length: 2\r\nConnection: close\r\n\r\nok"));
	EQ_INT(client_statut(r), 100);
	OK(r && strstr(r, "HTTP/1.1 200 OK"));
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(une_version_deja_la_n_est_pas_renvoyee)
{
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);
	const int p = http_port(s);
	const char *r = client_get(a, p, "/version");

	EQ_STR(client_corps(r), "contenu de la version");
	OK(porte_entete(r, "ETag: \"v12\"\r\n"));
	OK(porte_entete(r, "Cache-Control: no-cache\r\n"));
	r = client_demander(a, p,
			    STR("GET /version HTTP/1.1\r\nHost: e\r\nConnection: close\r\n"
				"If-None-Match: \"v11\", W/\"v12\"\r\n\r\n"));
	EQ_INT(client_statut(r), 304);
	EQ_STR(client_corps(r), "");
	OK(porte_entete(r, "ETag: \"v12\"\r\n"));
	r = client_demander(a, p,
			    STR("HEAD /version HTTP/1.1\r\nHost: e\r\nConnection: "
				"close\r\n\r\n"));
	EQ_INT(client_statut(r), 200);
	EQ_STR(client_corps(r), "");
	OK(porte_entete(r, "Content-Length: 21\r\n"));
	EQ_INT(http_arreter(s, 1000), 0);
}

/* Only what the caller has: « /page/pret ». */
static bool deja(void *ctx, const struct http_requete *q, struct http_reponse *r)
{
	(void)ctx;
	if (!str_eq(q->chemin, STR("/page/pret")))
		return false;
	if (!http_etag(q, r, STR("\"p1\"")))
		buf_printf(&r->corps, "déjà là %s", q->contexte ? "d'un ouvrier" : "de la boucle");
	return true;
}

TEST(ce_qui_est_pret_n_attend_pas_un_ouvrier)
{
	AUTO_ARENA a = arena_new(0);
	struct http_reglages g = usuels;
	struct http_serveur *s;
	const char *r;

	g.deja = deja;
	s = servir(&g);
	r = client_get(a, http_port(s), "/page/pret");
	EQ_INT(client_statut(r), 200);
	EQ_STR(client_corps(r), "déjà là de la boucle");
	OK(porte_entete(r, "ETag: \"p1\"\r\n"));
	OK(porte_entete(r, "X-Content-Type-Options: nosniff\r\n"));
	r = client_demander(a, http_port(s),
			    STR("GET /page/pret HTTP/1.1\r\nHost: e\r\nConnection: close\r\n"
				"If-None-Match: \"p1\"\r\n\r\n"));
	EQ_INT(client_statut(r), 304);
	OK(strncmp(client_corps(client_get(a, http_port(s), "/page/12")), "12 avec ouvrier ", 16) ==
	   0);
	EQ_INT(http_arreter(s, 1000), 0);
}

static const char *get_gzip(struct arena *a, int port, const char *chemin)
{
	return client_demander(a, port,
			       str_of(arena_printf(a,
						   "GET %s HTTP/1.1\r\nHost: e\r\nConnection: close"
						   "\r\nAccept-Encoding: br, gzip\r\n\r\n",
						   chemin)));
}

static long longueur(const char *reponse)
{
	const char *p = reponse ? strstr(reponse, "Content-Length: ") : NULL;

	return p ? strtol(p + 16, NULL, 10) : -1;
}

TEST(un_fichier_statique_est_garde_un_an_et_compresse_une_fois)
{
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);
	const char *chemin = statiques_chemin(essai.statiques, "theme.css");
	const char *r = client_get(a, http_port(s), chemin);
	unsigned char clair[1024];
	z_stream z = {0};

	OK(strncmp(chemin, "/s/theme.", 9) == 0 && strlen(chemin) == 9 + 12 + 4);
	EQ_STR(client_corps(r), CSS);
	OK(porte_entete(r, "Cache-Control: public, max-age=31536000, immutable\r\n"));
	OK(porte_entete(r, "Content-Type: text/css; charset=utf-8\r\n"));
	OK(porte_entete(r, "Vary: Accept-Encoding\r\n"));
	r = get_gzip(a, http_port(s), chemin);
	MUST(porte_entete(r, "Content-Encoding: gzip\r\n"));
	OK(longueur(r) > 0 && longueur(r) < (long)sizeof CSS / 2);
	MUST(inflateInit2(&z, 31) == Z_OK);
	z.next_in = (Bytef *)(uintptr_t)client_corps(r);
	z.avail_in = (uInt)longueur(r);
	z.next_out = clair;
	z.avail_out = sizeof clair;
	EQ_INT(inflate(&z, Z_FINISH), Z_STREAM_END);
	EQ_STR(((struct str){(char *)clair, z.total_out}), CSS);
	(void)inflateEnd(&z);
	r = get_gzip(a, http_port(s), statiques_chemin(essai.statiques, "petit.svg"));
	OK(r && !strstr(r, "gzip"));
	EQ_STR(client_corps(r), "<svg/>");
	EQ_INT(client_statut(client_get(a, http_port(s), "/s/theme.css")), 404);
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(le_journal_dit_quoi_et_jamais_qui)
{
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);

	buf_reset(&essai.journal);
	(void)client_get(a, http_port(s), "/page/12?q=Marie");
	(void)client_get(a, http_port(s), "/jeton/abcd");
	(void)client_get(a, http_port(s), "/page/%00");
	EQ_INT(http_arreter(s, 1000), 0);
	OK(strstr(essai.journal.p, " methode=\"GET\" chemin=\"/page/12\" statut=200 octets="));
	OK(strstr(essai.journal.p, " chemin=\"/jeton/:secret\" statut=200 "));
	OK(strstr(essai.journal.p, " refus=cible statut=400 "));
	OK(!strstr(essai.journal.p, "Marie"));
	OK(!strstr(essai.journal.p, "abcd"));
	OK(!strstr(essai.journal.p, "127.0.0.1"));
}

TEST(les_mesures_comptent)
{
	AUTO_ARENA a = arena_new(0);
	struct http_serveur *s = servir(&usuels);
	const char *r;

	(void)client_get(a, http_port(s), "/page/12");
	(void)client_get(a, http_port(s), "/rien");
	(void)client_get(a, http_port(s), "/a%00");
	r = client_get(a, http_port(s), "/metrics");
	OK(porte_entete(r, "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
	OK(strstr(r, "\nrelais_http_requetes_total{classe=\"2xx\"} 1\n"));
	OK(strstr(r, "\nrelais_http_requetes_total{classe=\"4xx\"} 2\n"));
	OK(strstr(r, "\nrelais_http_refus_total{motif=\"cible\"} 1\n"));
	OK(strstr(r, "\nrelais_http_duree_secondes_bucket{le=\"+Inf\"} 3\n"));
	OK(strstr(r, "\nrelais_http_duree_secondes_count 3\n"));
	OK(strstr(r, "\nrelais_http_ouvriers 2\n"));
	OK(strstr(r, "\nrelais_http_file 0\n"));
	OK(strstr(r, "\nrelais_http_echanges 1\n"));
	EQ_STR(client_corps(client_get(a, http_port(s), "/healthz")), "ok\n");
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(un_port_pris_est_dit_avec_son_remede)
{
	struct http_reglages g = usuels;
	struct http_serveur *s = servir(&usuels), *autre = NULL;
	struct incident inc;

	g.port = http_port(s);
	EQ_INT(http_ouvrir(&g, &autre, &inc), E_PANNE);
	OK(!autre);
	OK(strstr(inc.message, "Le serveur ne peut pas écouter sur 127.0.0.1, port "));
	OK(strstr(inc.remede, "tient ce port"));
	g.adresse = "pas une adresse";
	EQ_INT(http_ouvrir(&g, &autre, &inc), E_PANNE);
	OK(strstr(inc.remede, "127.0.0.1"));
	EQ_INT(http_arreter(s, 1000), 0);
	EQ_INT(essai.ouverts, essai.fermes);
}
