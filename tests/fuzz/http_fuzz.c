/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http_fuzz.c - the guard and what is decoded after it: any bytes are refused, or give texts that are safe to show
 *
 * The bytes are the head of a request, cut as libmicrohttpd cuts it, then read as a target, as a form and as the values of header fields.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "http/acces.h"
#include "http/cible.h"
#include "http/entetes.h"
#include "http/garde.h"
#include "http/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct str jusqu_a(struct str *reste, const char *fin)
{
	const char *p = reste->n ? memmem(reste->p, reste->n, fin, strlen(fin)) : NULL;
	const size_t n = p ? (size_t)(p - reste->p) : reste->n;
	const struct str s = str_sub(*reste, 0, n);

	*reste = p ? str_sub(*reste, n + strlen(fin), reste->n) : STR_VIDE;
	return s;
}

static void sur(struct str s, bool lignes)
{
	if (!utf8_valide(s))
		abort();
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if (c == 0x7f || (c < 0x20 && !(lignes && strchr("\t\n\r", c) && c)))
			abort();
	}
}

static void decodes(struct str s, struct arena *a)
{
	struct http_champs c = {NULL, 99};
	struct str chemin = {NULL, 99}, v[HTTP_VARIABLES_MAX] = {{0}};

	if (!cible_chemin(s, a, &chemin)) {
		sur(chemin, false);
		if (chemin.p[0] != '/' || str_contains(chemin, STR("/../")))
			abort();
		if (route_correspond("/offres/:numero/*", chemin, v) &&
		    (!v[0].n || memchr(v[0].p, '/', v[0].n)))
			abort();
	} else if (chemin.n != 99) {
		abort();
	}
	if (!cible_parametres(s, a, &c)) {
		if (c.n > LIMITE_HTTP_PARAMETRES)
			abort();
		for (size_t i = 0; i < c.n; i++) {
			sur(c.v[i].nom, true);
			sur(c.v[i].valeur, true);
		}
	} else if (c.n != 99) {
		abort();
	}
}

/* What the guard lets in has one host at most, one length at most, and no other framing. */
static void garde(struct str s, struct arena *a)
{
	struct http_champ *v = arena_alloc(a, (s.n + 1) * sizeof *v);
	struct garde_vue g = {.octets = s.n};
	uint64_t corps = 12345678;
	size_t hotes = 0, longueurs = 0, codages = 0;

	g.methode = jusqu_a(&s, " ");
	g.cible = jusqu_a(&s, " ");
	g.version = jusqu_a(&s, "\r\n");
	while (s.n) {
		struct str ligne = jusqu_a(&s, "\r\n");

		v[g.entetes.n].nom = jusqu_a(&ligne, ":");
		while (ligne.n && (ligne.p[0] == ' ' || ligne.p[0] == '\t'))
			ligne = str_sub(ligne, 1, ligne.n);
		v[g.entetes.n++].valeur = ligne;
	}
	g.entetes.v = v;
	(void)garde_lignes(&g);
	if (garde_requete(&g, &corps)) {
		if (corps != 12345678)
			abort();
		return;
	}
	for (size_t i = 0; i < g.entetes.n; i++) {
		sur(g.cible, false);
		hotes += entetes_egal(v[i].nom, STR("host"));
		longueurs += entetes_egal(v[i].nom, STR("content-length"));
		codages += entetes_egal(v[i].nom, STR("transfer-encoding"));
	}
	if (hotes > 1 || longueurs > 1 || codages || (!longueurs && corps))
		abort();
}

static void journal(struct str s)
{
	AUTO_BUF b = {0};

	buf_init(&b, 4096);
	acces_ecrire(&(struct acces_ligne){.methode = s, .chemin = s, .statut = 200}, &b);
	if (b.depasse || !utf8_valide(buf_view(&b)) || memchr(b.p, '\n', b.n) != b.p + b.n - 1)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct str s = {(const char *)data, n};
	AUTO_ARENA a = arena_new(0);

	garde(s, a);
	decodes(s, a);
	(void)entetes_version(s, STR("\"v12\""));
	(void)entetes_gzip(s);
	journal(s);
	return 0;
}
