/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * francais.c - which spaces hold two words together
 */
#include "base/francais.h"

#include <stdio.h>

#include "base/date.h"

enum { NOMBRE_MAX = 128 };

static bool chiffre(char c)
{
	return c >= '0' && c <= '9';
}

static bool finit(struct str s, struct str fin)
{
	return s.n >= fin.n && memcmp(s.p + s.n - fin.n, fin.p, fin.n) == 0;
}

/* « 14 novembre 2023 »: a month stands right there, at the start or at the end. */
static bool commence_par_mois(struct str s)
{
	for (int m = 1; m <= 12; m++)
		if (str_starts(s, str_of(date_mois(m))))
			return true;
	return false;
}

static bool finit_par_mois(struct str s)
{
	for (int m = 1; m <= 12; m++)
		if (finit(s, str_of(date_mois(m))))
			return true;
	return false;
}

bool francais_coupable(struct str texte, size_t espace)
{
	const struct str avant = {texte.p, espace};
	const struct str apres = {texte.p + espace + 1, texte.n - espace - 1};
	const char suivant = apres.n ? apres.p[0] : '\0'; /* which strchr finds too */
	const bool nombre = avant.n && chiffre(avant.p[avant.n - 1]);

	if (strchr(":;!?%", suivant) || str_starts(apres, STR("»")) || finit(avant, STR("«")))
		return false;
	if ((nombre || finit(avant, STR("er"))) && commence_par_mois(apres))
		return false;
	return !(chiffre(suivant) && (nombre || finit_par_mois(avant)));
}

void francais_nombre(struct buf *out, int64_t n)
{
	char chiffres[24];
	const int t = snprintf(chiffres, sizeof chiffres, "%lld", (long long)(n < 0 ? -n : n));

	if (n < 0)
		buf_char(out, '-');
	for (int i = 0; i < t; i++) {
		if (i && (t - i) % 3 == 0)
			buf_cstr(out, FRANCAIS_INSECABLE);
		buf_char(out, chiffres[i]);
	}
}

const char *nombre_francais(struct arena *a, int64_t n)
{
	AUTO_BUF b = {0};

	buf_init(&b, NOMBRE_MAX);
	francais_nombre(&b, n);
	return arena_cstr(a, buf_view(&b));
}

const char *part_francaise(struct arena *a, int64_t partie, int64_t tout)
{
	if (!tout)
		return "–";
	/* Tenths of a percent, rounded: no locale, no binary fraction. */
	const int64_t millieme = (partie * 2000 + tout) / (2 * tout);

	return arena_printf(a, "%lld,%lld%s%%", (long long)(millieme / 10),
			    (long long)(millieme % 10), FRANCAIS_INSECABLE);
}
