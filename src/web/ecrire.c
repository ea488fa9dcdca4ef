/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecrire.c - texts by html_echapper, addresses by one table of what may stand in them
 */
#include "web/ecrire.h"

#include "base/date.h"
#include "base/francais.h"
#include "base/html.h"

/* Bytes of an address: free in any part of it (RFC 3986, unreserved), or with a meaning in a whole one. */
enum { LIBRE = 1, RESERVE = 2 };
static const char RESERVES[] = ":/?#[]@!$()*+,;=%";

void ecrire(struct buf *out, struct str s)
{
	html_echapper(out, s);
}

void ecrire_cstr(struct buf *out, const char *s)
{
	ecrire(out, str_of(s));
}

void ecrire_phrase(struct buf *out, struct str s)
{
	size_t debut = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != ' ' || francais_coupable(s, i))
			continue;
		html_echapper(out, (struct str){s.p + debut, i - debut});
		buf_cstr(out, FRANCAIS_INSECABLE);
		debut = i + 1;
	}
	html_echapper(out, (struct str){s.p + debut, s.n - debut});
}

void ecrire_phrase_cstr(struct buf *out, const char *s)
{
	ecrire_phrase(out, str_of(s));
}

static int genre(char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
		return LIBRE;
	if (c == '\0')
		return 0;
	return strchr("-._~", c) ? LIBRE : strchr(RESERVES, c) ? RESERVE : 0;
}

static void encoder(struct buf *out, struct str s, int permis)
{
	static const char HEXA[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if (genre(s.p[i]) & permis) {
			buf_char(out, s.p[i]);
		} else if (c == '&' && (permis & RESERVE)) {
			buf_cstr(out, "&amp;");
		} else {
			buf_char(out, '%');
			buf_char(out, HEXA[c >> 4]);
			buf_char(out, HEXA[c & 15]);
		}
	}
}

/* Blanks and controls before or inside a scheme are dropped by browsers: « java\nscript: » is one. So a scheme is what stands before the first « : », if no
 * « / », « ? » or « # » comes first, whatever it is made of. */
static bool adresse_permise(struct str s)
{
	static const struct str PERMIS[] = {STR_FIXE("http"), STR_FIXE("https"),
					    STR_FIXE("mailto")};
	size_t n = 0;

	while (n < s.n && !strchr(":/?#", s.p[n] ? s.p[n] : ' '))
		n++;
	if (n == s.n || s.p[n] != ':')
		return true;
	for (size_t i = 0; i < sizeof PERMIS / sizeof *PERMIS; i++)
		if (str_eq((struct str){s.p, n}, PERMIS[i]))
			return true;
	return false;
}

void ecrire_url(struct buf *out, struct str s)
{
	if (adresse_permise(s))
		encoder(out, s, LIBRE | RESERVE);
	else
		buf_char(out, '#');
}

void ecrire_url_cstr(struct buf *out, const char *s)
{
	ecrire_url(out, str_of(s));
}

void ecrire_param(struct buf *out, struct str s)
{
	encoder(out, s, LIBRE);
}

void ecrire_param_cstr(struct buf *out, const char *s)
{
	ecrire_param(out, str_of(s));
}

void ecrire_sur(struct buf *out, struct html_sur s)
{
	buf_str(out, s.html);
}

void ecrire_entier(struct buf *out, int64_t n)
{
	buf_int(out, n);
}

void ecrire_nombre(struct buf *out, int64_t n)
{
	francais_nombre(out, n);
}

void ecrire_date(struct buf *out, int date)
{
	const int annee = date / 10000, mois = date / 100 % 100, jour = date % 100;

	REQUIRE(date_valide(annee, mois, jour));
	buf_int(out, jour);
	buf_cstr(out, jour == 1 ? "er" FRANCAIS_INSECABLE : FRANCAIS_INSECABLE);
	buf_cstr(out, date_mois(mois));
	buf_cstr(out, FRANCAIS_INSECABLE);
	buf_int(out, annee);
}

void ecrire_iso(struct buf *out, int date)
{
	char iso[11];

	date_iso_texte(date, iso);
	buf_cstr(out, iso);
}
