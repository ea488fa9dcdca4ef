/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tableur.c - the CSV for spreadsheets
 */
#include "format/tableur.h"

static bool formule(struct str s)
{
	return s.n && memchr("=+-@'\t\r", s.p[0], 7);
}

void csv_cellule(struct buf *out, struct str s)
{
	bool guillemets = false;

	for (size_t i = 0; i < s.n; i++)
		guillemets =
			guillemets || s.p[i] == ';' || s.p[i] == '"' || (unsigned char)s.p[i] < ' ';
	guillemets = guillemets || (s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' '));
	if (guillemets)
		buf_char(out, '"');
	if (formule(s))
		buf_char(out, '\'');
	for (size_t i = 0; guillemets && i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, s.p[i]);
	}
	if (guillemets)
		buf_char(out, '"');
	else
		buf_str(out, s);
}

void csv_ligne(struct buf *out, const struct str *cellules, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(out, ';');
		csv_cellule(out, cellules[i]);
	}
	buf_cstr(out, "\r\n");
}

void csv_debut(struct buf *out, const struct tableur_colonne *colonnes, size_t n)
{
	buf_cstr(out, "\xef\xbb\xbf");
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(out, ';');
		csv_cellule(out, str_of(colonnes[i].titre));
	}
	buf_cstr(out, "\r\n");
}

struct str csv_deproteger(struct str s)
{
	return s.n && s.p[0] == '\'' ? str_sub(s, 1, s.n) : s;
}
