/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doublons.h - offres that look like one another, and declared values that contradict one another: compared, named, never merged
 *
 * Pure: what is compared was turned into numbers before (equal texts, equal numbers; 0: not known). A genre says what its members share and
 * what sets them apart; some are duplicates, others only look so and are named to spare a person the search. Sorting makes the groups:
 * n log n, and the same groups in the same order whatever the order of the offres.
 */
#ifndef RELAIS_VERDICT_DOUBLONS_H
#define RELAIS_VERDICT_DOUBLONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "regle/phrases.h"

enum champ_compare {
	CHAMP_CERTIFICATION, /* CFD and RNCP retained */
	CHAMP_FAMILLE, /* CFD commun of a BTS à options; 0: it is not one */
	CHAMP_DUREE,
	CHAMP_ANNEE,
	CHAMP_COMMUNE,
	CHAMP_ADRESSE, /* adresse_repliee */
	CHAMP_RESPONSABLE, /* SIRET */
	CHAMP_SIREN, /* of the responsable */
	CHAMP_FORMATEUR, /* SIRET */
	CHAMP_SIREN_FORMATEUR,
	CHAMP_MODALITE,
	CHAMP_PARCOURS, /* parcours_de */
	CHAMP_SESSION, /* when its latest session starts */
	CHAMP_SOURCE,
	CHAMP__MAX
};

struct comparee {
	int64_t offre;
	uint32_t champ[CHAMP__MAX];
};

enum doublon {
	DOUBLON_REPETEE,
	DOUBLON_SOURCES,
	DOUBLON_SIRET,
	DOUBLON_RESPONSABLE,
	DOUBLON_VOISINS,
	DOUBLON_PARCOURS,
	DOUBLON_OPTIONS,
	DOUBLON_MODALITES,
	DOUBLON_SESSIONS,
	DOUBLON_ANNEES,
	DOUBLON_LIEUX,
	DOUBLON__MAX
};

enum gravite { GRAVITE_DOUBLON, GRAVITE_A_VERIFIER, GRAVITE_FAUX, GRAVITE__MAX };
const char *gravite_code(enum gravite g); /* « doublon », « a_verifier », « faux_doublon » */

/* What a genre means to a person. */
struct doublon_sens {
	const char *code; /* « repetee » */
	const char *titre; /* « Offre déclarée deux fois » */
	const char *sens; /* why they look alike, and what sets them apart */
	const char *remede; /* who does what; empty: nothing */
	enum gravite gravite;
	enum acteur acteur;
};
const struct doublon_sens *doublon_sens(enum doublon d);

struct doublons_puits {
	void (*recevoir)(void *ctx, enum doublon d, const struct comparee *membres, size_t n);
	void *ctx;
};
/* Every group of that genre, its members by number. The array is sorted in place. */
void doublons_grouper(enum doublon d, struct comparee *v, size_t n, struct doublons_puits puits);

/* An address without case, accents, punctuation and the usual abbreviations: « 12 Bd. de l'Été » is « 12 boulevard de l ete ». */
void adresse_repliee(struct str ligne, struct buf *out);
/*
 * What tells a parcours from another: the Certif Info code and the sequence number of the clé (« 104239P01 »), and what follows « parcours » in the
 * title, folded.
 */
void parcours_de(struct str cle, struct str intitule, struct buf *out);

/* Incohérences of the place. Unknown or malformed values contradict nothing. */
/* The code postal is of another département than the INSEE commune. A few communes are served from the next département: to be looked at. */
bool departement_autre(struct str code_postal, struct str insee);
/* The declared town is not the commune of that label: CEDEX, arrondissements and « St » apart. */
bool ville_autre(struct str ville, struct str libelle);

#endif
