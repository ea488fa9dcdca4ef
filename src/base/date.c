/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * date.c - days counted from 1970-01-01; Paris is one or two hours ahead of UTC
 *
 * Summer time follows the European rule (last Sunday of March to last Sunday of October, at 01:00
 * UTC) for every year: nothing here looks at an instant before 1996, and no time zone file of the
 * machine can change an answer.
 */
#include "base/date.h"

#include <time.h>

#include "base/arena.h"

enum { JOUR = 86400, HEURE = 3600, DATE_MIN = 10000101, DATE_MAX = 99991231 };

struct civil {
	int annee, mois, jour;
};

static struct civil civil_de(int date)
{
	return (struct civil){date / 10000, date / 100 % 100, date % 100};
}

static int date_de(struct civil c)
{
	return c.annee * 10000 + c.mois * 100 + c.jour;
}

static int jours_du_mois(int annee, int mois)
{
	static const int jours[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool bissextile = annee % 4 == 0 && (annee % 100 != 0 || annee % 400 == 0);

	return mois == 2 && bissextile ? 29 : jours[mois - 1];
}

bool date_valide(int annee, int mois, int jour)
{
	return annee >= 1000 && annee <= 9999 && mois >= 1 && mois <= 12 && jour >= 1 &&
	       jour <= jours_du_mois(annee, mois);
}

/* Days since 1970-01-01. Years begin in March, so that the leap day comes last; 400 years are
 * 146097 days. */
static int64_t jours_de(struct civil c)
{
	int64_t y = c.annee - (c.mois <= 2);
	int64_t siecles = y / 400;
	int64_t an = y - siecles * 400;
	int64_t jour = (153 * (c.mois + (c.mois > 2 ? -3 : 9)) + 2) / 5 + c.jour - 1;

	return siecles * 146097 + an * 365 + an / 4 - an / 100 + jour - 719468;
}

/* The date of a count of days, clamped to the years 1000 to 9999 (so that arithmetic here has no
 * negative). */
static int date_du_jour(int64_t jours)
{
	int64_t z = jours + 719468;
	int64_t ere, reste, an, jour, m;
	struct civil c;

	if (jours < jours_de(civil_de(DATE_MIN)))
		return DATE_MIN;
	if (jours > jours_de(civil_de(DATE_MAX)))
		return DATE_MAX;

	ere = z / 146097;
	reste = z - ere * 146097;
	an = (reste - reste / 1460 + reste / 36524 - reste / 146096) / 365;
	jour = reste - (365 * an + an / 4 - an / 100);
	m = (5 * jour + 2) / 153;
	c.jour = (int)(jour - (153 * m + 2) / 5 + 1);
	c.mois = (int)(m < 10 ? m + 3 : m - 9);
	c.annee = (int)(an + ere * 400 + (c.mois <= 2));
	return date_de(c);
}

static int nombre(const char *p, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

static int composee(int annee, int mois, int jour)
{
	if (!date_valide(annee, mois, jour))
		return DATE_INCOMPLETE;
	return date_de((struct civil){annee, mois, jour});
}

int date_aaaammjj(struct str s)
{
	s = str_trim(s);
	if (s.n == 0)
		return DATE_ABSENTE;
	if (s.n != 8)
		return DATE_INCOMPLETE;
	return composee(nombre(s.p, 4), nombre(s.p + 4, 2), nombre(s.p + 6, 2));
}

int date_jjmmaaaa(struct str s)
{
	s = str_trim(s);
	if (s.n == 0)
		return DATE_ABSENTE;
	if (s.n != 10 || s.p[2] != '/' || s.p[5] != '/')
		return DATE_INCOMPLETE;
	return composee(nombre(s.p + 6, 4), nombre(s.p + 3, 2), nombre(s.p, 2));
}

int date_iso(struct str s)
{
	s = str_trim(s);
	if (s.n == 0)
		return DATE_ABSENTE;
	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return DATE_INCOMPLETE;
	return composee(nombre(s.p, 4), nombre(s.p + 5, 2), nombre(s.p + 8, 2));
}

int date_ajoute_mois(int date, int mois)
{
	struct civil c = civil_de(date);
	int64_t total = (int64_t)c.annee * 12 + c.mois - 1 + mois;

	if (total < 1000 * 12)
		return DATE_MIN;
	if (total >= 10000 * 12)
		return DATE_MAX;

	c.annee = (int)(total / 12);
	c.mois = (int)(total % 12) + 1;
	if (c.jour > jours_du_mois(c.annee, c.mois))
		c.jour = jours_du_mois(c.annee, c.mois);
	return date_de(c);
}

int date_ajoute_jours(int date, int jours)
{
	return date_du_jour(jours_de(civil_de(date)) + jours);
}

int date_jours_entre(int de, int a)
{
	return (int)(jours_de(civil_de(a)) - jours_de(civil_de(de)));
}

static void chiffres(char *p, int n, int v)
{
	for (int i = n - 1; i >= 0; i--) {
		p[i] = (char)('0' + v % 10);
		v /= 10;
	}
}

void date_iso_texte(int date, char ret[11])
{
	struct civil c = civil_de(date);

	if (!date_valide(c.annee, c.mois, c.jour))
		BUG("date_iso_texte: %d is not a date", date);
	chiffres(ret, 4, c.annee);
	ret[4] = '-';
	chiffres(ret + 5, 2, c.mois);
	ret[7] = '-';
	chiffres(ret + 8, 2, c.jour);
	ret[10] = '\0';
}

const char *date_mois(int mois)
{
	static const char *const MOIS[] = {
		"janvier", "février", "mars",      "avril",   "mai",      "juin",
		"juillet", "août",    "septembre", "octobre", "novembre", "décembre",
	};

	REQUIRE(mois >= 1 && mois <= 12);
	return MOIS[mois - 1];
}

const char *date_longue(struct arena *a, int date)
{
	struct civil c = civil_de(date);

	if (!date_valide(c.annee, c.mois, c.jour))
		BUG("date_longue: %d is not a date", date);
	return arena_printf(a, "%d%s %s %d", c.jour, c.jour == 1 ? "er" : "", date_mois(c.mois),
			    c.annee);
}

int64_t instant_maintenant(void)
{
	return (int64_t)time(NULL);
}

static int64_t jour_de(int64_t instant)
{
	return instant / JOUR - (instant % JOUR < 0);
}

void instant_texte(int64_t instant, char ret[21])
{
	int64_t jour = jour_de(instant);
	int seconde = (int)(instant - jour * JOUR);

	date_iso_texte(date_du_jour(jour), ret);
	ret[10] = 'T';
	chiffres(ret + 11, 2, seconde / HEURE);
	ret[13] = ':';
	chiffres(ret + 14, 2, seconde / 60 % 60);
	ret[16] = ':';
	chiffres(ret + 17, 2, seconde % 60);
	ret[19] = 'Z';
	ret[20] = '\0';
}

bool instant_lire(struct str s, int64_t *ret)
{
	int date, h, m, sec;

	if (s.n != 20 || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':' || s.p[19] != 'Z')
		return false;

	date = date_iso((struct str){s.p, 10});
	h = nombre(s.p + 11, 2);
	m = nombre(s.p + 14, 2);
	sec = nombre(s.p + 17, 2);
	if (!date_pleine(date) || h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59)
		return false;

	*ret = jours_de(civil_de(date)) * JOUR + h * HEURE + m * 60 + sec;
	return true;
}

/* The last Sunday of a month of 31 days. Day 0 was a Thursday. */
static int64_t dernier_dimanche(int annee, int mois)
{
	int64_t dernier = jours_de((struct civil){annee, mois, 31});

	return dernier - ((dernier + 4) % 7 + 7) % 7;
}

int instant_date_paris(int64_t instant)
{
	int annee = date_du_jour(jour_de(instant)) / 10000;
	int64_t debut = dernier_dimanche(annee, 3) * JOUR + HEURE;
	int64_t fin = dernier_dimanche(annee, 10) * JOUR + HEURE;
	int heures = instant >= debut && instant < fin ? 2 : 1;

	return date_du_jour(jour_de(instant + heures * HEURE));
}

int64_t instant_debut_de_jour_paris(int date)
{
	return instant_fin_de_jour_paris(date_ajoute_jours(date, -1)) + 1;
}

int64_t instant_fin_de_jour_paris(int date)
{
	int annee = date / 10000;
	int64_t jour = jours_de(civil_de(date));
	/* Clocks change at 02:00 or 03:00 in Paris, so the end of the day already knows of it. */
	bool ete = jour >= dernier_dimanche(annee, 3) && jour < dernier_dimanche(annee, 10);

	return (jour + 1) * JOUR - (ete ? 2 : 1) * HEURE - 1;
}
