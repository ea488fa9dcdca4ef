/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne.h - a campagne owns every date and every parameter (domain.md 5); N is the rentrée
 *
 * The campagnes 2021 to 2027 are preset; a preset exists in the base from its first use, and what a base changed goes before the preset. A date that
 * no official text gives (reference: the calendar of past campagnes) is deduced from the other years, and marked so.
 */
#ifndef RELAIS_CAMPAGNE_CAMPAGNE_H
#define RELAIS_CAMPAGNE_CAMPAGNE_H

#include "base/arena.h"
#include "regle/parametres.h"
#include "store/store.h"

enum { CAMPAGNE_PREMIERE = 2021, CAMPAGNE_DERNIERE = 2027 };

enum jalon {
	JALON_OUVERTURE_REFERENCEMENT,
	JALON_IMPORT_DEBUT,
	JALON_IMPORT_FIN,
	JALON_OUVERTURE_GESTION,
	JALON_VISIBLE_CANDIDATS,
	JALON_VOEUX_DEBUT,
	JALON_VOEUX_FIN,
	JALON_DERNIER_VERSEMENT,
	JALON__MAX
};
const char *jalon_code(enum jalon j); /* « import_debut » */
const char *jalon_libelle(enum jalon j); /* « début de la mise à jour automatique » */

enum { CAMPAGNE_PARAMETRES = 7 }; /* the choices and the window (valeurs.h) */

struct campagne {
	int annee; /* N */
	int jalon[JALON__MAX];
	bool deduite[JALON__MAX]; /* the date is deduced from other years */
	int delai_perte; /* campagne_delai_perte says how many days */
	struct parametres parametres; /* with the perimeter rules in force */
	bool parametre_deduit[CAMPAGNE_PARAMETRES]; /* taken from another campagne */
};

/*
 * The campagne N as known at that version (INT64_MAX: now), its texts and rules in the arena. db may be NULL: the preset, without rules. E_ABSENT, with
 * the incident: no preset and not in the base.
 */
enum err campagne_lire(struct db *db, int annee, int64_t version, struct arena *a,
		       struct campagne *ret, struct incident *inc) MUST_CHECK;

/* A campagne that exists: preset, or in the base; what the base says of a preset goes before it. */
struct campagne_connue {
	int annee;
	bool preset, dans_la_base;
};
/* All of them as known at that version, in the order of their years; in the arena. */
enum err campagnes_connues(struct db *db, int64_t version, struct arena *a,
			   const struct campagne_connue **ret, size_t *n) MUST_CHECK;

/* By jalon, the version that gave its date as known at `version`, and the instant of that version; 0 and 0 for a preset date. */
struct jalon_depuis {
	int64_t version, instant;
};
enum err campagne_jalons_depuis(struct db *db, int annee, int64_t version,
				struct jalon_depuis ret[JALON__MAX]) MUST_CHECK;

/* The verdicts that the base keeps for a campagne: at which version and by which engine they were computed. 0 and empty: never. */
struct verdicts_etat {
	int64_t version;
	char moteur[32];
};
enum err campagne_verdicts(struct db *db, int annee, struct verdicts_etat *ret) MUST_CHECK;
/* Remember it; the campagne exists in the base from then on. In a write transaction. */
enum err campagne_verdicts_faits(struct db *db, int annee, int64_t version,
				 const char *moteur) MUST_CHECK;

/* A version was made that changes no fact that a verdict looks at: what was up to date before it still is. In a write transaction. */
enum err campagne_verdicts_suivent(struct db *db, int64_t avant, int64_t apres) MUST_CHECK;

/* The campagnes of the base that are open on that date: from the opening of the référencement to the last transfer. In the arena; *n of them. */
enum err campagnes_ouvertes(struct db *db, int date, struct arena *a, const int **annees,
			    size_t *n) MUST_CHECK;

/* The campagne that people work on that day: the last open one of the base, else the last one of the base, else the preset that began last. */
enum err campagne_courante(struct db *db, int date, int *ret) MUST_CHECK;

/* The next deadline for a correction, as « avant le 15 novembre 2023 », then as what happens after it. In the arena. */
const char *campagne_echeance(struct arena *a, const struct campagne *c, int date);

#endif
