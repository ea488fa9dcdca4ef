/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * histoire.h - what the base remembers of one offre and no rule asks: since when, from where, what was odd in the file
 *
 * For a person who asks « where is it, since when »; the texts are in the arena. Everything is as the vue knew it.
 */
#ifndef RELAIS_OFFRE_HISTOIRE_H
#define RELAIS_OFFRE_HISTOIRE_H

#include "base/arena.h"
#include "offre/decision.h"
#include "referentiel/vue.h"
#include "store/store.h"

enum { HISTOIRE_RUNS_MAX = 5, HISTOIRE_ANOMALIES_MAX = 50, HISTOIRE_CLES_MAX = 5 };

/* One import of the offre's source. */
struct histoire_run {
	int date_faits; /* AAAAMMJJ */
	struct str fichier;
	struct str etat; /* as kept in run.etat */
	int64_t lus, nouveaux, modifies, disparus;
};

/* Something odd in the offre's record, in the last file that declared it. */
struct histoire_anomalie {
	int64_t ligne;
	struct str fichier, champ, valeur, code; /* code: format/anomalie.h */
};

struct offre_histoire {
	struct str source; /* code of its main source */
	int64_t autres_sources; /* how many others declare it too */
	int connue_le; /* day in Paris on which the base first knew it */
	int modifiee_le; /* day of its last change */
	struct str formation_numero, action_numero; /* in its feed */
	struct str cles[HISTOIRE_CLES_MAX]; /* clés that it had before, the latest first */
	size_t n_cles;
	struct histoire_run
		runs[HISTOIRE_RUNS_MAX]; /* the last imports of its source, the latest first */
	size_t n_runs;
	struct histoire_anomalie anomalies[HISTOIRE_ANOMALIES_MAX];
	size_t n_anomalies;
	struct decision_lue decision; /* the UAI that a person set; an empty valeur: none */
};

/* Of the offre of that number, which the vue sees (E_ABSENT else). */
enum err offre_histoire(struct db *db, const struct vue *vue, int64_t numero, struct arena *a,
			struct offre_histoire *ret) MUST_CHECK;

/* An offre that the vue does not see any more (domain.md 4.4: it never disappears silently). */
struct offre_disparue {
	int64_t numero;
	struct str cle, intitule, source;
	struct str uai, region, academie; /* of the lieu, as declared last; empty: not said */
	int dernier_jour; /* the last day in Paris on which it was known as declared */
	int disparue_le;
	struct str fichier,
		raison; /* when an import that brought it was undone: which file, why; else empty */
};
/* The one of that clé or number. E_ABSENT: the base never knew it, or not yet on the vue's date, or it is there (under another clé perhaps). */
enum err offre_disparue(struct db *db, const struct vue *vue, struct str cle_ou_numero,
			struct arena *a, struct offre_disparue *ret) MUST_CHECK;

/* Of these numbers, those that are gone, in their order: called once each, the texts die with the call. Anything but OK stops. */
struct disparues_puits {
	enum err (*recevoir)(void *ctx, const struct offre_disparue *d);
	void *ctx;
};
enum err offres_disparues(struct db *db, const struct vue *vue, const int64_t *numeros, size_t n,
			  struct disparues_puits puits) MUST_CHECK;
/* As offre_trouver (dossiers.h), else the offre that is gone: for what can be asked of both. E_ABSENT: the base never knew it, or not yet. */
enum err offre_designer(struct db *db, const struct vue *vue, struct str cle_ou_numero,
			int64_t *ret) MUST_CHECK;

/* The feeds that the vue knows, in the order of their codes: the last edition of each. Called once a feed; the text dies with the call. */
struct flux_puits {
	void (*recevoir)(void *ctx, struct str source, int date_faits);
	void *ctx;
};
enum err flux_connus(struct db *db, const struct vue *vue, struct flux_puits puits) MUST_CHECK;

#endif
