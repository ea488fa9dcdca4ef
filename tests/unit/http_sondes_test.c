/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http_sondes_test.c - bytes that two programs could read differently, sent as they are: each is refused, and ends its connection
 *
 * A whole request follows each probe on the same connection: answering it would be the hole. Nothing that follows a refusal is read.
 */
#include "tap.h"

#include "http.h"

#define SUITE "GET /page HTTP/1.1\r\nHost: essai\r\n\r\n"
#define HOTE "Host: essai\r\n"

static void page(const struct http_requete *q, struct http_reponse *r)
{
	(void)q;
	buf_cstr(&r->corps, "<p>CONTENU</p>");
}
static void echo(const struct http_requete *q, struct http_reponse *r)
{
	buf_str(&r->corps, q->corps);
}
static bool oui(void *ctx, const struct http_requete *q, struct http_reponse *r)
{
	(void)ctx;
	(void)q;
	(void)r;
	return true;
}

static const struct http_route routes[] = {
	{HTTP_GET, "/page", page, "public", 0, 0},
	{HTTP_POST, "/echo", echo, "public", 0, 1000},
};
static const struct http_reglages reglages = {
	.adresse = "127.0.0.1", .ouvriers = 2, .routes = routes, .n_routes = 2, .autoriser = oui};
static struct http_serveur *serveur;

__attribute__((constructor)) static void demarrer(void)
{
	struct incident inc;

	if (http_ouvrir(&reglages, &serveur, &inc)) {
		printf("Bail out! %s\n", inc.message);
		exit(1);
	}
}
__attribute__((destructor)) static void arreter(void)
{
	if (http_arreter(serveur, 1000))
		_exit(1);
}

/* What each is answered; FERMEE: the connection is closed without a word. */
enum { FERMEE = 0 };

static const struct sonde {
	const char *nom;
	struct str octets;
	int statut;
} SONDES[] = {
	{"no Host", STR_FIXE("GET /page HTTP/1.1\r\n\r\n" SUITE), 400},
	{"two Host", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE HOTE "\r\n" SUITE), 400},
	{"two Host, one in capitals",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "HOST: b\r\n\r\n" SUITE), 400},
	{"empty Host", STR_FIXE("GET /page HTTP/1.1\r\nHost:\r\n\r\n" SUITE), 400},
	{"Host with a path", STR_FIXE("GET /page HTTP/1.1\r\nHost: a/b\r\n\r\n" SUITE), 400},
	{"Host with a user", STR_FIXE("GET /page HTTP/1.1\r\nHost: a@b\r\n\r\n" SUITE), 400},
	{"two Host in HTTP/1.0", STR_FIXE("GET /page HTTP/1.0\r\n" HOTE HOTE "\r\n" SUITE), 400},
	{"Content-Length + chunked",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
		  "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SUITE),
	 400},
	{"chunked + Content-Length",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
		  "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" SUITE),
	 400},
	{"chunked alone",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
		  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SUITE),
	 411},
	{"a coding nobody knows",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Transfer-Encoding: xchunked\r\n\r\n" SUITE), 411},
	{"a chunked GET",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE
		  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SUITE),
	 411},
	{"bad chunk size",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Transfer-Encoding: chunked\r\n\r\nzz\r\n" SUITE),
	 411},
	{"two different Content-Length",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
		  "Content-Length: 0\r\nContent-Length: 36\r\n\r\n" SUITE),
	 400},
	{"two equal Content-Length",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
		  "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" SUITE),
	 400},
	{"space before colon", STR_FIXE("GET /page HTTP/1.1\r\nHost : essai\r\n\r\n" SUITE), 400},
	{"space before the colon of a length",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length : 3\r\n\r\nabc" SUITE), 400},
	{"no name", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE ": x\r\n\r\n" SUITE), 400},
	{"no colon", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "bonjour\r\n\r\n" SUITE), 400},
	{"obs-fold", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: un\r\n deux\r\n\r\n" SUITE), 400},
	{"obs-fold, tab", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: un\r\n\tdeux\r\n\r\n" SUITE),
	 400},
	{"obs-fold of an empty value",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A:\r\n \r\n\r\n" SUITE), 400},
	{"a first header that is folded",
	 STR_FIXE("GET /page HTTP/1.1\r\n Host: essai\r\n\r\n" SUITE), 400},
	{"NUL in a header", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: u\0n\r\n\r\n" SUITE), 400},
	{"NUL at the end of a header",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: un\0\r\n\r\n" SUITE), 400},
	{"NUL in a name", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X\0A: un\r\n\r\n" SUITE), 400},
	{"NUL in the Host", STR_FIXE("GET /page HTTP/1.1\r\nHost: essai\0b\r\n\r\n" SUITE), 400},
	{"NUL in the target", STR_FIXE("GET /page\0x HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"a control byte in a header",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: u\001n\r\n\r\n" SUITE), 400},
	{"DEL in a header", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: u\177n\r\n\r\n" SUITE),
	 400},
	{"a bare carriage return in a header",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: un\rContent-Length: 3\r\n\r\n" SUITE), 400},
	{"a bare line feed after a header",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: un\n\r\n" SUITE), 400},
	{"bare line feeds everywhere", STR_FIXE("GET /page HTTP/1.1\nHost: essai\n\n" SUITE), 400},
	{"a bare line feed that ends the headers",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "\n" SUITE), 400},
	{"a bare line feed after the first line",
	 STR_FIXE("GET /page HTTP/1.1\n" HOTE "\r\n" SUITE), 400},
	{"two spaces in the first line", STR_FIXE("GET  /page HTTP/1.1\r\n" HOTE "\r\n" SUITE),
	 400},
	{"two spaces before the version", STR_FIXE("GET /page  HTTP/1.1\r\n" HOTE "\r\n" SUITE),
	 400},
	{"a space in the target", STR_FIXE("GET /pa ge HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"a tab in the first line", STR_FIXE("GET\t/page HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"absolute form", STR_FIXE("GET http://essai/page HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"authority form", STR_FIXE("CONNECT essai:80 HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"asterisk form", STR_FIXE("OPTIONS * HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"a fragment", STR_FIXE("GET /page#x HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"a control byte in the target", STR_FIXE("GET /pa\001ge HTTP/1.1\r\n" HOTE "\r\n" SUITE),
	 400},
	{"a byte that is not ASCII", STR_FIXE("GET /pag\xe9 HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"an encoded NUL", STR_FIXE("GET /page%00 HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"a bad percent", STR_FIXE("GET /page%zz HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"a bad parameter", STR_FIXE("GET /page?q=%ff HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"dots", STR_FIXE("GET /a/../page HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"encoded dots", STR_FIXE("GET /%2e%2e/page HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"HTTP/1.2", STR_FIXE("GET /page HTTP/1.2\r\n" HOTE "\r\n" SUITE), 505},
	{"HTTP/2 without asking", STR_FIXE("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" SUITE), 505},
	{"HTTP/0.9", STR_FIXE("GET /page\r\n\r\n" SUITE), 400},
	{"a version in small letters", STR_FIXE("GET /page http/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"a method that is no token", STR_FIXE("G(ET /page HTTP/1.1\r\n" HOTE "\r\n" SUITE), 400},
	{"an unknown Expect",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
		  "Content-Length: 3\r\nExpect: rien\r\n\r\nabc" SUITE),
	 417},
	{"a body too large",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length: 1001\r\n\r\n" SUITE), 413},
	{"a GET with a body",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "Content-Length: 36\r\n\r\n" SUITE), 413},
	{"a body for what is not there",
	 STR_FIXE("POST /rien HTTP/1.1\r\n" HOTE "Content-Length: 36\r\n\r\n" SUITE), 404},
	{"TLS on a port without it", STR_FIXE("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n" SUITE),
	 FERMEE},
};

/* The parser refuses these before the guard sees them, and libmicrohttpd 0.9.75 writes the header of its answer twice. */
static const struct sonde LONGUEURS[] = {
	{"Content-Length: 3, 3",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length: 3, 3\r\n\r\nabc" SUITE), 400},
	{"Content-Length: -1",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length: -1\r\n\r\n" SUITE), 400},
	{"Content-Length: +5",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length: +5\r\n\r\nabcde" SUITE), 400},
	{"Content-Length: 0x5",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length: 0x5\r\n\r\nabcde" SUITE), 400},
	{"Content-Length: nothing",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length:\r\n\r\n" SUITE), 400},
	{"Content-Length: 2^64",
	 STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
		  "Content-Length: 18446744073709551616\r\n\r\n" SUITE),
	 413},
};

static void sonder(const struct sonde *s, int voulues)
{
	AUTO_ARENA a = arena_new(0);
	const char *recu = client_demander(a, http_port(serveur), s->octets);
	const int statut = client_statut(recu), n = client_reponses(recu);

	if (!recu || statut != s->statut || n != voulues || strstr(recu, "CONTENU"))
		printf("# %s: %s\n", s->nom,
		       recu ? arena_printf(a, "%d, %d answers", statut, n) : "it stays open");
	OK(recu);
	EQ_INT(statut, s->statut);
	EQ_INT(n, voulues);
	OK(!recu || (!strstr(recu, "CONTENU") && !strstr(recu, "HTTP/1.1 200")));
}

TEST(chaque_sonde_est_refusee_et_ferme_sa_connexion)
{
	for (size_t i = 0; i < sizeof SONDES / sizeof *SONDES; i++)
		sonder(&SONDES[i], SONDES[i].statut != FERMEE);
}

TEST(une_longueur_mal_ecrite_est_refusee_et_ferme_sa_connexion)
{
	for (size_t i = 0; i < sizeof LONGUEURS / sizeof *LONGUEURS; i++)
		sonder(&LONGUEURS[i], 2);
}

/* Each is answered, and so is the one that follows it. */
static const struct sonde BONNES[] = {
	{"plain", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "\r\n"), 200},
	{"no space after the colon", STR_FIXE("GET /page HTTP/1.1\r\nHost:essai\r\n\r\n"), 200},
	{"blanks around a value", STR_FIXE("GET /page HTTP/1.1\r\nHost: \t essai:80 \r\n\r\n"),
	 200},
	{"an address", STR_FIXE("GET /page HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n"), 200},
	{"an empty value", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A:\r\nX-B: \r\n\r\n"), 200},
	{"a value in Latin-1", STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "X-A: \xe9\r\n\r\n"), 200},
	{"cookies",
	 STR_FIXE("GET /page HTTP/1.1\r\n" HOTE "Cookie: a=\"b c\"; d=e\r\nX-B: f\r\n\r\n"), 200},
	{"an empty line first", STR_FIXE("\r\nGET /page HTTP/1.1\r\n" HOTE "\r\n"), 200},
	{"parameters", STR_FIXE("GET /page?a=%20&b&c=+ HTTP/1.1\r\n" HOTE "X: y\r\n\r\n"), 200},
	{"an encoded path", STR_FIXE("GET /%70age HTTP/1.1\r\n" HOTE "\r\n"), 200},
	{"a body", STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length: 3\r\n\r\nabc"), 200},
	{"no body", STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE "Content-Length: 0\r\n\r\n"), 200},
	{"an unknown path", STR_FIXE("GET /rien HTTP/1.1\r\n" HOTE "\r\n"), 404},
	{"an unknown method", STR_FIXE("TRACE /page HTTP/1.1\r\n" HOTE "\r\n"), 405},
};

TEST(ce_qui_est_bien_dit_passe_et_la_suite_aussi)
{
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof BONNES / sizeof *BONNES; i++) {
		const struct sonde *s = &BONNES[i];
		AUTO_BUF octets = {0};

		buf_init(&octets, 4096);
		buf_str(&octets, s->octets);
		buf_cstr(&octets, "GET /page HTTP/1.1\r\nHost: essai\r\nConnection: close\r\n\r\n");

		const char *recu = client_demander(a, http_port(serveur), buf_view(&octets));

		if (client_statut(recu) != s->statut || client_reponses(recu) != 2)
			printf("# %s\n", s->nom);
		EQ_INT(client_statut(recu), s->statut);
		EQ_INT(client_reponses(recu), 2);
	}
}

TEST(http_1_0_se_passe_d_hote_et_ferme)
{
	AUTO_ARENA a = arena_new(0);
	const char *recu =
		client_demander(a, http_port(serveur), STR("GET /page HTTP/1.0\r\n\r\n"));

	EQ_INT(client_statut(recu), 200);
	OK(recu && strstr(recu, "CONTENU"));
}

static const char *grosse(struct arena *a, const char *avant, const char *motif, int n,
			  const char *apres)
{
	AUTO_BUF octets = {0};

	buf_init(&octets, 1024 * 1024);
	buf_cstr(&octets, avant);
	for (int i = 0; i < n; i++)
		buf_cstr(&octets, motif);
	buf_cstr(&octets, apres);
	return client_demander(a, http_port(serveur), buf_view(&octets));
}

TEST(ce_qui_est_trop_grand_est_refuse)
{
	AUTO_ARENA a = arena_new(0);
	const char *fin = " HTTP/1.1\r\n" HOTE "\r\n" SUITE;

	EQ_INT(client_statut(grosse(a, "GET /", "a", LIMITE_HTTP_CIBLE, fin)), 414);
	EQ_INT(client_statut(grosse(a, "GET /", "a", 100000, fin)), 414);
	EQ_INT(client_statut(grosse(a, "GET /page?", "a&", LIMITE_HTTP_PARAMETRES + 1, fin)), 400);
	EQ_INT(client_statut(grosse(a, "GET /page HTTP/1.1\r\n" HOTE "X: ", "a",
				    LIMITE_HTTP_ENTETES_OCTETS, "\r\n\r\n" SUITE)),
	       431);
	EQ_INT(client_statut(grosse(a, "GET /page HTTP/1.1\r\n" HOTE "X: ", "a", 100000,
				    "\r\n\r\n" SUITE)),
	       431);
	EQ_INT(client_statut(grosse(a, "GET /page HTTP/1.1\r\n" HOTE, "X: a\r\n",
				    LIMITE_HTTP_ENTETES, "\r\n" SUITE)),
	       431);
	EQ_INT(client_statut(grosse(a, "GET /page HTTP/1.1\r\n" HOTE "Connection: close\r\n",
				    "X: a\r\n", LIMITE_HTTP_ENTETES - 2, "\r\n")),
	       200);
}

TEST(une_requete_coupee_a_chaque_octet_est_lue_de_meme)
{
	static const struct str octets =
		STR_FIXE("POST /echo HTTP/1.1\r\n" HOTE
			 "Content-Length: 5\r\nConnection: close\r\n\r\nabcde");
	int bonnes = 0;

	for (size_t i = 1; i < octets.n; i++) {
		const int fd = client_connecter(http_port(serveur), 0);
		AUTO_BUF recu = {0};

		buf_init(&recu, 64 * 1024);
		MUST(fd >= 0);
		(void)setsockopt(fd, IPPROTO_TCP, 1 /* TCP_NODELAY */, &(int){1}, sizeof(int));
		(void)client_envoyer(fd, str_sub(octets, 0, i));
		dormir_ms(1);
		(void)client_envoyer(fd, str_sub(octets, i, octets.n));
		bonnes += client_lire(fd, HTTP_PATIENCE_MS, &recu) &&
			  client_statut(recu.p) == 200 &&
			  strcmp(client_corps(recu.p), "abcde") == 0;
		(void)close(fd);
	}
	EQ_INT(bonnes, octets.n - 1);
}
