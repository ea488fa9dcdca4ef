/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * date.h - civil dates of France, without locale, without time zone files
 *
 * A date is an int that reads AAAAMMJJ (20240901): dates compare as numbers. Two values are not
 * dates: DATE_ABSENTE (nothing was given) and DATE_INCOMPLETE (something was given that is not a
 * full date: 20240900, 99999999, « septembre »). Neither is a date for any criterion (domain.md
 * 4.0).
 */
#ifndef RELAIS_BASE_DATE_H
#define RELAIS_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { DATE_ABSENTE = 0, DATE_INCOMPLETE = -1 };

struct arena;

static inline bool date_pleine(int d)
{
	return d > 0;
}
bool date_valide(int annee, int mois, int jour); /* Gregorian, years 1000 to 9999 */

/* Each reads one spelling, blanks around it apart: '' is absent, anything that is not a full
 * date is incomplete. */
int date_aaaammjj(struct str s); /* LHEO: 8 digits; 00000000, 99999999, 20240900: incomplete */
int date_jjmmaaaa(struct str s); /* BCN, France compétences: JJ/MM/AAAA */
int date_iso(struct str s); /* AAAA-MM-JJ */

/* Arithmetic on full dates. What would leave the years 1000 to 9999 stays on their first or last
 * day. */
int date_ajoute_mois(int date, int mois); /* clamped to the month's last day */
int date_ajoute_jours(int date, int jours);
int date_jours_entre(int de, int a); /* a - de in days */

/* Words for a full date; BUG() for what is not one. */
void date_iso_texte(int date, char ret[11]); /* "2024-09-01" */
const char *date_mois(int mois); /* 1 to 12: « janvier » */
/* « 14 novembre 2023 », « 1er août 2024 » (UTF-8, in the arena). */
const char *date_longue(struct arena *a, int date);

/* An instant is seconds since 1970 UTC; in the base it is the text 2023-11-14T08:00:00Z. */
int64_t instant_maintenant(void);
void instant_texte(int64_t instant, char ret[21]);
bool instant_lire(struct str s, int64_t *ret);
/* Civil days in Europe/Paris: the European rule of summer time in force since 1996, for every
 * year. */
int instant_date_paris(int64_t instant);
int64_t instant_debut_de_jour_paris(int date); /* the first second of that civil day in Paris, */
int64_t instant_fin_de_jour_paris(int date); /* and the last one */

#endif
