/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * html.c - one place that escapes
 */
#include "base/html.h"

#include <string.h>

#include "base/utf8.h"

void html_init(struct html *h, struct buf *out)
{
	html_fragment(h, out);
	buf_cstr(out, "<!DOCTYPE html>\n");
}

void html_fragment(struct html *h, struct buf *out)
{
	*h = (struct html){.out = out};
}

static void fermer_balise(struct html *h)
{
	if (h->balise)
		buf_char(h->out, '>');
	h->balise = false;
}

/*
 * What a byte asks for: nothing, an entity (the same five in texts and in attributes: nothing depends on where it stands), a look at the sequence that it
 * starts, or its replacement. HTML allows no control character but white space, neither C0 nor C1.
 */
enum octet { SIMPLE, ESPERLUETTE, INFERIEUR, SUPERIEUR, GUILLEMET, APOSTROPHE, SEQUENCE, INTERDIT };

#define QUATRE(x) x, x, x, x
#define SEIZE(x) QUATRE(x), QUATRE(x), QUATRE(x), QUATRE(x)
static const unsigned char OCTETS[256] = {
	[0x00] = QUATRE(INTERDIT), [0x04] = QUATRE(INTERDIT), [0x08] = INTERDIT,
	[0x0b] = INTERDIT,         [0x0c] = INTERDIT,         [0x0e] = INTERDIT,
	[0x0f] = INTERDIT,         [0x10] = SEIZE(INTERDIT),  [0x7f] = INTERDIT,
	['&'] = ESPERLUETTE,       ['<'] = INFERIEUR,         ['>'] = SUPERIEUR,
	['"'] = GUILLEMET,         ['\''] = APOSTROPHE,       [0x80] = SEIZE(SEQUENCE),
	[0x90] = SEIZE(SEQUENCE),  [0xa0] = SEIZE(SEQUENCE),  [0xb0] = SEIZE(SEQUENCE),
	[0xc0] = SEIZE(SEQUENCE),  [0xd0] = SEIZE(SEQUENCE),  [0xe0] = SEIZE(SEQUENCE),
	[0xf0] = SEIZE(SEQUENCE),
};

/* Length of the character that starts there, when HTML allows it; 0: it does not, or it is no UTF-8. */
static size_t permis(const char *p, size_t reste)
{
	const unsigned char a = (unsigned char)p[0], b = reste > 1 ? (unsigned char)p[1] : 0;

	if (a >= 0xc3 && a <= 0xdf && (b & 0xc0) == 0x80)
		return 2; /* nearly every letter of French that is not ASCII */
	if (a == 0xc2 && b < 0xa0)
		return 0;
	return utf8_sequence(p, reste);
}

void html_echapper(struct buf *out, struct str s)
{
	static const struct str ECRIT[] = {
		[ESPERLUETTE] = STR_FIXE("&amp;"),     [INFERIEUR] = STR_FIXE("&lt;"),
		[SUPERIEUR] = STR_FIXE("&gt;"),        [GUILLEMET] = STR_FIXE("&quot;"),
		[APOSTROPHE] = STR_FIXE("&#39;"),      [SEQUENCE] = STR_FIXE("\xef\xbf\xbd"),
		[INTERDIT] = STR_FIXE("\xef\xbf\xbd"),
	};
	size_t debut = 0; /* of what passes as it is, and is not written yet */

	for (size_t i = 0; i < s.n;) {
		const enum octet o = OCTETS[(unsigned char)s.p[i]];
		const size_t n = o == SEQUENCE ? permis(s.p + i, s.n - i) : o == SIMPLE;

		if (n) {
			i += n;
			continue;
		}
		buf_add(out, s.p + debut, i - debut);
		buf_str(out, ECRIT[o]);
		/* A C1 control is one character of two bytes: one replacement. */
		i += o == SEQUENCE && utf8_sequence(s.p + i, s.n - i) ? 2 : 1;
		debut = i;
	}
	buf_add(out, s.p + debut, s.n - debut);
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
	html_echapper(h->out, str_of(valeur));
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
	html_echapper(h->out, s);
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
