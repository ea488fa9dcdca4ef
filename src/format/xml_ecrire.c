/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_ecrire.c - runs of ordinary bytes are copied whole: most of a text needs nothing
 */
#include "format/xml_ecrire.h"

#include "base/utf8.h"

#define REMPLACEMENT "\xef\xbf\xbd"

/* What a character becomes, NULL: itself. n: its bytes, 0 when they are no UTF-8. */
static const char *reference(const char *p, size_t n, bool attribut)
{
	if (n == 0)
		return REMPLACEMENT;
	if (n == 3 && memcmp(p, "\xef\xbf", 2) == 0 && (unsigned char)p[2] >= 0xbe)
		return REMPLACEMENT; /* U+FFFE, U+FFFF */
	switch (n == 1 ? *p : ' ') {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return attribut ? "&quot;" : NULL;
	case '\t':
		return attribut ? "&#9;" : NULL;
	case '\n':
		return attribut ? "&#10;" : NULL;
	case '\r':
		return "&#13;";
	default:
		return n == 1 && (unsigned char)*p < ' ' ? REMPLACEMENT : NULL;
	}
}

void xml_texte_ecrire(struct buf *out, struct str s, bool attribut)
{
	size_t debut = 0, i = 0;

	while (i < s.n) {
		const size_t n = utf8_sequence(s.p + i, s.n - i);
		const char *r = reference(s.p + i, n, attribut);

		if (r) {
			buf_add(out, s.p + debut, i - debut);
			buf_cstr(out, r);
			debut = i + (n ? n : 1);
		}
		i += n ? n : 1;
	}
	if (i > debut)
		buf_add(out, s.p + debut, i - debut);
}

void xml_brut(struct buf *out, const char *xml)
{
	buf_cstr(out, xml);
}

void xml_ouvre(struct buf *out, const char *nom)
{
	buf_char(out, '<');
	buf_cstr(out, nom);
	buf_char(out, '>');
}

static void ouvre_attribut(struct buf *out, const char *nom, const char *attribut, struct str s)
{
	buf_char(out, '<');
	buf_cstr(out, nom);
	buf_char(out, ' ');
	buf_cstr(out, attribut);
	buf_cstr(out, "=\"");
	xml_texte_ecrire(out, s, true);
	buf_cstr(out, "\">");
}

void xml_ouvre_numero(struct buf *out, const char *nom, struct str numero)
{
	if (numero.n)
		ouvre_attribut(out, nom, "numero", numero);
	else
		xml_ouvre(out, nom);
}

void xml_ouvre_info(struct buf *out, const char *nom, const char *info)
{
	ouvre_attribut(out, nom, "info", str_of(info));
}

void xml_ferme(struct buf *out, const char *nom)
{
	buf_cstr(out, "</");
	buf_cstr(out, nom);
	buf_char(out, '>');
}

void xml_element_ecrire(struct buf *out, const char *nom, struct str s)
{
	xml_ouvre(out, nom);
	xml_texte_ecrire(out, s, false);
	xml_ferme(out, nom);
}

void xml_extra(struct buf *out, const char *info, struct str s)
{
	ouvre_attribut(out, "extra", "info", str_of(info));
	xml_texte_ecrire(out, s, false);
	xml_ferme(out, "extra");
}
