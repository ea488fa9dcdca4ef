/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan.h - the figures of a campagne and their words: one verdict after the other is counted; the terminal and the pages lay it out
 *
 * Sentences are in the arena of the etude.
 */
#ifndef RELAIS_EXPLICATION_BILAN_H
#define RELAIS_EXPLICATION_BILAN_H

#include "campagne/etude.h"
#include "parcoursup/comptes.h"
#include "verdict/actions.h"
#include "verdict/verdicts.h"

/* The funnel: each stage is a part of the one before it; the last one is a part of the importable ones. */
enum tri {
	TRI_DECLAREES,
	TRI_AFFICHEES,
	TRI_REGLEMENTAIRES,
	TRI_PERIMETRE,
	TRI_IMPORTABLES,
	TRI_SAIO,
	TRI__MAX
};

/* What stops an offre: a criterion (0..7), the UAI, a mention. One offre may have several. */
enum { MOTIF_UAI = CRITERES, MOTIF_MENTION, MOTIF__MAX = MOTIF_MENTION + MENTION__MAX };

enum { ZONES_MAX = 128, ZONE_CODE = 8, FLUX_MAX = 256 };
struct zone {
	char code[ZONE_CODE]; /* empty: the place is not known */
	int64_t offres, reglementaires, importables;
};
struct zones {
	struct zone v[ZONES_MAX];
	size_t n;
};

struct bilan_flux {
	struct str source;
	int date;
};

struct bilan_campagne {
	const struct etude *e;
	int64_t tri[TRI__MAX];
	int64_t motif[MOTIF__MAX];
	int64_t motif_acteur[MOTIF__MAX][ACTEUR__MAX]; /* the same offres, by who corrects */
	int64_t a_verifier[CRITERES];
	/* Only offres of the perimeter that something stops: whom do they wait for? One may wait for several. */
	int64_t attendent, acteur[ACTEUR__MAX], attendu[MOTIF__MAX][ACTEUR__MAX];
	struct zones regions, academies;
	struct comptes parcoursup;
	struct manques manques;
	int date_ref[REF__MAX]; /* of the last edition, 0: none */
	struct bilan_flux flux[FLUX_MAX];
	size_t n_flux;
};

/*
 * Judge every offre that the etude sees, count. In its transaction; refs: the referentials of its vue, NULL: read for this one. bilan_liberer in any
 * case. The structure is large: not on a stack.
 */
enum err bilan_lire(const struct etude *e, struct referentiels *refs,
		    struct bilan_campagne *ret) MUST_CHECK;
void bilan_liberer(struct bilan_campagne *b);

/* The motifs that occur, the most frequent first: their ranks in `motif`; how many. */
size_t bilan_motifs(const struct bilan_campagne *b, int ret[MOTIF__MAX]);
const char *motif_libelle(int motif);
/* « Critère 8 · année d'entrée »: the same, said to belong to the criteria or to the mentions; court: for the line of a phone. */
const char *motif_titre(struct arena *a, int motif, bool court);
const char *tri_libelle(enum tri t); /* « Réglementaires » */
const char *tri_court(enum tri t); /* for the line of a phone */
/* The actors that offres wait for, the most awaited first; how many. The same for one motif. */
size_t bilan_acteurs(const int64_t par_acteur[ACTEUR__MAX], enum acteur ret[ACTEUR__MAX]);
/* « le CFA, le certificateur », in that order; empty: nobody. In the arena. */
const char *bilan_qui(struct arena *a, const int64_t par_acteur[ACTEUR__MAX]);

/* The sentences that open the report: where the campagne stands; what to do first; its next date. */
const char *bilan_resume(const struct bilan_campagne *b);
const char *bilan_a_faire(const struct bilan_campagne *b);
const char *bilan_calendrier(const struct bilan_campagne *b);
/* « flux « lheo:11 », Île-de-France »; « édition du 5 octobre 2023 », « pas dans la base ». */
const char *bilan_flux_libelle(const struct bilan_campagne *b, const struct bilan_flux *f);
const char *bilan_edition(const struct bilan_campagne *b, int date);

/* Where the migration stands and what to do, in one or two sentences. */
const char *bilan_migration(const struct bilan_campagne *b);
/* How many formations the campagne has. */
int64_t bilan_formations(const struct bilan_campagne *b);
/* The figures of Parcoursup, each with what it is a share of. */
struct chiffre {
	const char *cle, *libelle;
	int64_t n, tout;
};
enum { CHIFFRES = 6 };
void bilan_chiffres(const struct bilan_campagne *b, struct chiffre ret[CHIFFRES]);

#endif
