/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * valeurs.h - the values of a campagne by their names: shown, tried, changed
 *
 * A value is one of a short list (« rncp_couvre=periode »), or a date: the window of sessions, a jalon. Only the first two judge offres: a jalon
 * changes deadlines, never a verdict.
 */
#ifndef RELAIS_CAMPAGNE_VALEURS_H
#define RELAIS_CAMPAGNE_VALEURS_H

#include "campagne/campagne.h"

enum { VALEURS_MAX = 32 };

/* One value of a campagne, as it stands. */
struct valeur {
	const char *nom, *libelle;
	const char *const *choix; /* what it may be, until NULL; NULL: a date */
	const char *choisi; /* one of them; NULL: a date */
	int date;
	bool juge; /* verdicts depend on it */
	bool deduite; /* nobody gave it for this campagne */
};
/* All of them, in the order in which people read them; how many. */
size_t campagne_valeurs(const struct campagne *c, struct valeur ret[VALEURS_MAX]);
/* As it is written: « periode », « 2023-11-15 »; « - » for a date that is not given. */
enum { VALEUR_TEXTE_MAX = 32 };
void valeur_texte(const struct valeur *v, char ret[VALEUR_TEXTE_MAX]);

/* How many days a published offre that is no more importable has to be corrected, before its formation loses « Certifiée » (domain.md 6). */
int campagne_delai_perte(const struct campagne *c);

/* One value as the base keeps it; false, nothing changed: this program does not know that name or that value. */
bool campagne_appliquer(struct campagne *c, struct str nom, struct str valeur, bool deduite);

/* What somebody wants: « nom=valeur ». */
struct reglage {
	struct str nom, valeur;
};
/* False when there is no « = ». */
bool reglage_lire(const char *texte, struct reglage *ret);
/*
 * Put them into c, which is untouched on failure. E_INVALIDE, with the incident: a name or a value that does not exist (and which ones do),
 * the same name twice, a window or a period of the calendar that ends before it starts. The perimeter rules are not read again: regles_en_vigueur does it.
 */
enum err campagne_regler(struct campagne *c, const struct reglage *r, size_t n,
			 struct incident *inc) MUST_CHECK;

/* Who decides, when, why. */
struct decideur {
	int64_t instant;
	struct str acteur, raison;
};
/*
 * Really change them, in the open write transaction: a version, an event a value. *changes: how many differ from what was; 0: nothing is
 * written. E_INVALIDE as above; other failures are in db_incident, and the incident is filled.
 */
enum err campagne_modifier(struct db *db, const struct campagne *c, const struct reglage *r,
			   size_t n, const struct decideur *qui, size_t *changes,
			   struct incident *inc) MUST_CHECK;

/* Parcoursup began in 2018; further from the campagne it is taken from, a date means nothing. */
enum { CREER_MIN = 2018, CREER_MAX = 2099, CREER_ECART_MAX = 10 };
/*
 * A campagne that does not exist yet, every value taken from campagne `depuis` (0: the last one before it, else the first one after it), dates moved by
 * as many years, all marked « déduite ». In the open write transaction: one version, an event a value. *ret: the campagne it was taken from. E_INVALIDE:
 * out of those years; E_CONFLIT: it exists; E_ABSENT: `depuis` does not; the incident is filled in every case.
 */
enum err campagne_creer(struct db *db, int annee, int depuis, const struct decideur *qui, int *ret,
			struct incident *inc) MUST_CHECK;

#endif
