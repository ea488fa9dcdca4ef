/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cible.c - percent-decoding, once, and nothing doubtful after it
 *
 * libmicrohttpd decodes too, but lets a NUL and bytes that are not UTF-8 pass: what it decoded is not used.
 */
#include "http/cible.h"

#include "base/utf8.h"

void cible_couper(struct str cible, struct str *chemin, struct str *parametres)
{
	const char *q = cible.n ? memchr(cible.p, '?', cible.n) : NULL;
	const size_t n = q ? (size_t)(q - cible.p) : cible.n;

	*chemin = str_sub(cible, 0, n);
	*parametres = q ? str_sub(cible, n + 1, cible.n) : STR_VIDE;
}

static int chiffre(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Control characters, C1 ones included (U+0080 to U+009F, C2 80 to C2 9F). */
static bool controle(struct str s, bool lignes)
{
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if (lignes && (c == '\t' || c == '\n' || c == '\r'))
			continue;
		if (c < 0x20 || c == 0x7f)
			return true;
		if (c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xa0)
			return true;
	}
	return false;
}

static enum err decoder(struct str s, bool plus, struct arena *a, struct str *ret)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '%') {
			const int haut = i + 2 < s.n ? chiffre(s.p[i + 1]) : -1;
			const int bas = i + 2 < s.n ? chiffre(s.p[i + 2]) : -1;

			if (haut < 0 || bas < 0)
				return E_INVALIDE;
			c = (char)(haut * 16 + bas);
			i += 2;
		} else if (plus && c == '+') {
			c = ' ';
		}
		p[n++] = c;
	}
	p[n] = '\0';
	if (!utf8_valide((struct str){p, n}) || controle((struct str){p, n}, plus))
		return E_INVALIDE;
	*ret = (struct str){p, n};
	return OK;
}

/* What a file system, or a proxy in front, would understand otherwise than we do. */
static bool ambigu(struct str chemin)
{
	for (size_t i = 0, debut = 1; i <= chemin.n; i++) {
		if (i < chemin.n && chemin.p[i] == '\\')
			return true;
		if (i > 0 && (i == chemin.n || chemin.p[i] == '/')) {
			const struct str segment = str_sub(chemin, debut, i - debut);

			if (str_eq(segment, STR(".")) || str_eq(segment, STR("..")))
				return true;
			debut = i + 1;
		}
	}
	return false;
}

enum err cible_chemin(struct str s, struct arena *a, struct str *ret)
{
	struct str chemin;

	if (!s.n || s.p[0] != '/' || decoder(s, false, a, &chemin) || ambigu(chemin))
		return E_INVALIDE;
	*ret = chemin;
	return OK;
}

/* The next piece before a separator, taken from *reste. */
static struct str couper(struct str *reste, char separateur)
{
	const char *fin = reste->n ? memchr(reste->p, separateur, reste->n) : NULL;
	const size_t n = fin ? (size_t)(fin - reste->p) : reste->n;
	const struct str piece = str_sub(*reste, 0, n);

	*reste = str_sub(*reste, n + 1, reste->n);
	return piece;
}

enum err cible_parametres(struct str s, struct arena *a, struct http_champs *ret)
{
	struct http_champ *v;
	size_t n = 0, max = 1;

	for (size_t i = 0; i < s.n; i++)
		max += s.p[i] == '&';
	if (max > LIMITE_HTTP_PARAMETRES)
		max = LIMITE_HTTP_PARAMETRES;
	v = arena_alloc(a, max * sizeof *v);
	while (s.n) {
		struct str valeur = couper(&s, '&');

		if (!valeur.n)
			continue;
		if (n == max)
			return E_INVALIDE;
		const struct str nom = couper(&valeur, '=');

		if (decoder(nom, true, a, &v[n].nom) || decoder(valeur, true, a, &v[n].valeur))
			return E_INVALIDE;
		n++;
	}
	*ret = (struct http_champs){v, n};
	return OK;
}
