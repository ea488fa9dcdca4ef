/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * html.c - one place that escapes
 */
#include "base/html.h"

#include <string.h>

#include "base/utf8.h"

void html_init(struct html *h, struct buf *out)
{
	*h = (struct html){.out = out};
	buf_cstr(out, "<!DOCTYPE html>\n");
}

static void fermer_balise(struct html *h)
{
	if (h->balise)
		buf_char(h->out, '>');
	h->balise = false;
}

/* The same five in texts and in attributes: nothing depends on where it stands. */
static const char *entite(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/* HTML allows no control character but white space, neither C0 nor C1. */
static bool interdit(const char *p, size_t n)
{
	const unsigned char c = (unsigned char)p[0];

	if (n == 0 || c == 0x7f)
		return true;
	if (n == 2 && c == 0xc2)
		return (unsigned char)p[1] < 0xa0;
	return c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

static void echapper(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		const size_t n = utf8_sequence(s.p + i, s.n - i);
		const char *e = entite(s.p[i]);

		if (e)
			buf_cstr(out, e);
		else if (interdit(s.p + i, n))
			buf_cstr(out, "\xef\xbf\xbd");
		else
			buf_add(out, s.p + i, n);
		i += n ? n : 1;
	}
}

void html_element(struct html *h, const char *nom)
{
	fermer_balise(h);
	REQUIRE(h->profondeur < HTML_PROFONDEUR_MAX);
	h->pile[h->profondeur++] = nom;
	buf_printf(h->out, "<%s", nom);
	h->balise = true;
}

void html_attribut(struct html *h, const char *nom, const char *valeur)
{
	REQUIRE(h->balise);
	buf_printf(h->out, " %s=\"", nom);
	echapper(h->out, str_of(valeur));
	buf_char(h->out, '"');
}

void html_attribut_entier(struct html *h, const char *nom, int64_t valeur)
{
	REQUIRE(h->balise);
	buf_printf(h->out, " %s=\"%lld\"", nom, (long long)valeur);
}

void html_texte(struct html *h, struct str s)
{
	fermer_balise(h);
	echapper(h->out, s);
}

/* One line an element of some size: the file is also read by people. */
static void a_la_ligne(struct html *h, const char *nom)
{
	static const char *const DANS_LE_TEXTE[] = {"a", "abbr", "b", "code", "span", "strong"};

	for (size_t i = 0; i < sizeof DANS_LE_TEXTE / sizeof *DANS_LE_TEXTE; i++)
		if (strcmp(nom, DANS_LE_TEXTE[i]) == 0)
			return;
	buf_char(h->out, '\n');
}

void html_fin(struct html *h)
{
	REQUIRE(h->profondeur > 0);
	const char *nom = h->pile[--h->profondeur];

	fermer_balise(h);
	buf_printf(h->out, "</%s>", nom);
	a_la_ligne(h, nom);
}

void html_fin_vide(struct html *h)
{
	REQUIRE(h->profondeur > 0 && h->balise);
	h->profondeur--;
	h->balise = false;
	buf_cstr(h->out, "/>\n");
}

void html_style(struct html *h, struct str css)
{
	REQUIRE(!str_contains(css, STR("<")));
	html_element(h, "style");
	fermer_balise(h);
	buf_str(h->out, css);
	html_fin(h);
}

void html_mot(struct html *h, const char *nom, const char *classe, const char *texte)
{
	html_element(h, nom);
	if (classe)
		html_attribut(h, "class", classe);
	html_texte(h, str_of(texte));
	html_fin(h);
}
