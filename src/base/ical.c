/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ical.c - pieces that are never cut (a character, an escape) are put one after the other; the one that does not fit opens a new line
 */
#include "base/ical.h"

#include "base/utf8.h"

struct ligne {
	struct buf *out;
	size_t n; /* bytes on the current line */
};

static void poser(struct ligne *l, struct str morceau)
{
	if (l->n + morceau.n > ICAL_LIGNE_MAX) {
		buf_cstr(l->out, "\r\n ");
		l->n = 1;
	}
	buf_str(l->out, morceau);
	l->n += morceau.n;
}

/* The name and its parameters are ASCII literals. */
static void commencer(struct ligne *l, const char *propriete)
{
	for (const char *p = propriete; *p; p++)
		poser(l, (struct str){p, 1});
	poser(l, STR(":"));
}

/* The character at the start of s, as it stands in the file or in a text; *n: its bytes there. */
static struct str caractere(struct str s, size_t *n)
{
	*n = utf8_sequence(s.p, s.n);
	if (*n)
		return (struct str){s.p, *n};
	*n = 1;
	return STR("\xef\xbf\xbd");
}

/* The same for a text: CRLF and CR are the line break that LF is. */
static struct str echappe(struct str s, size_t *n)
{
	const struct str c = caractere(s, n);

	if (c.n > 1)
		return c;
	switch (c.p[0]) {
	case '\\':
		return STR("\\\\");
	case ';':
		return STR("\\;");
	case ',':
		return STR("\\,");
	case '\r':
		*n = str_starts(s, STR("\r\n")) ? 2 : 1;
		return STR("\\n");
	case '\n':
		return STR("\\n");
	default:
		return (unsigned char)c.p[0] < ' ' || c.p[0] == 0x7f ? STR(" ") : c;
	}
}

static void ecrire(struct buf *out, const char *propriete, struct str s,
		   struct str (*piece)(struct str s, size_t *n))
{
	struct ligne l = {out, 0};
	size_t n = 0;

	commencer(&l, propriete);
	for (size_t i = 0; i < s.n; i += n)
		poser(&l, piece(str_sub(s, i, s.n - i), &n));
	buf_cstr(out, "\r\n");
}

void ical_valeur(struct buf *out, const char *propriete, struct str valeur)
{
	ecrire(out, propriete, valeur, caractere);
}

void ical_texte(struct buf *out, const char *propriete, struct str texte)
{
	ecrire(out, propriete, texte, echappe);
}
