/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * entetes.c - header fields read as RFC 9110 writes them
 */
#include "http/entetes.h"

static char minuscule(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool entetes_egal(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (minuscule(a.p[i]) != minuscule(b.p[i]))
			return false;
	return true;
}

bool entetes_jeton(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		const char c = minuscule(s.p[i]);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			continue;
		if (!c || !strchr("!#$%&'*+-.^_`|~", c))
			return false;
	}
	return s.n > 0;
}

/* The next element of a list, taken from *reste; a comma between quotes does not separate. */
static struct str element(struct str *reste)
{
	bool cite = false;
	size_t n = 0;

	while (n < reste->n && (cite || reste->p[n] != ','))
		cite ^= reste->p[n++] == '"';
	const struct str e = str_trim(str_sub(*reste, 0, n));

	*reste = str_sub(*reste, n + 1, reste->n);
	return e;
}

bool entetes_version(struct str liste, struct str etag)
{
	if (str_eq(str_trim(liste), STR("*")))
		return true;
	while (liste.n) {
		struct str e = element(&liste);

		if (str_starts(e, STR("W/")))
			e = str_sub(e, 2, e.n);
		if (e.n && str_eq(e, etag))
			return true;
	}
	return false;
}

/* « ;q=0 », « ; q=0.000 ». */
static bool poids_nul(struct str options)
{
	options = str_trim(options);
	if (options.n < 3 || minuscule(options.p[0]) != 'q' || options.p[1] != '=')
		return false;
	for (size_t i = 2; i < options.n; i++)
		if (options.p[i] != '0' && options.p[i] != '.')
			return false;
	return true;
}

bool entetes_gzip(struct str accepte)
{
	bool etoile = false;

	while (accepte.n) {
		const struct str e = element(&accepte);
		const char *point = e.n ? memchr(e.p, ';', e.n) : NULL;
		const size_t n = point ? (size_t)(point - e.p) : e.n;
		const bool voulu = !poids_nul(str_sub(e, n + 1, e.n));
		const struct str nom = str_trim(str_sub(e, 0, n));

		if (entetes_egal(nom, STR("gzip")))
			return voulu;
		etoile |= str_eq(nom, STR("*")) && voulu;
	}
	return etoile;
}
