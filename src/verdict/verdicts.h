/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdicts.h - the rules run over offers; what changed is kept
 *
 * The verdict of an offer for a campagne is one row; it is written only when its constats change (the date of a daily list is not part of
 * them), and the one it replaces moves to verdict_passe. As facts are kept with their versions, the verdict of a past date is computed again, by
 * the same code, from the facts of that date.
 */
#ifndef RELAIS_VERDICT_VERDICTS_H
#define RELAIS_VERDICT_VERDICTS_H

#include "campagne/campagne.h"
#include "offre/dossiers.h"
#include "regle/verdict.h"

/* What a pass over the offers did. */
struct verdicts_bilan {
	int64_t offres;
	int64_t ecrits; /* new or changed verdicts */
	int64_t retires; /* verdicts of offers that are gone */
};

/* Called for each offer, in the order of their numbers; anything but OK stops the pass. */
struct verdicts_puits {
	enum err (*recevoir)(void *ctx, const struct offre_lue *offre,
			     const struct verdict *verdict);
	void *ctx;
};

/*
 * Judge every offer of the vue (or the one whose number is `seule`) for the campagne. Nothing is written. In a transaction.
 */
struct verdicts_demande {
	const struct vue *vue;
	const struct campagne *campagne;
	int64_t seule; /* 0: all; DOSSIERS_DU_LOT: those of the table lot */
	struct referentiels *referentiels; /* NULL: those of the vue, read for this pass */
};
enum err verdicts_juger(struct db *db, const struct verdicts_demande *demande,
			struct verdicts_puits puits, struct verdicts_bilan *ret) MUST_CHECK;

/*
 * The same for all current offers, and keep what changed. In a write transaction. Does it even when the base says that it is up to date: the
 * caller asks verdicts_a_jour first. puits.recevoir may be NULL.
 */
enum err verdicts_garder(struct db *db, const struct vue *vue, const struct campagne *campagne,
			 struct verdicts_puits puits, struct verdicts_bilan *ret) MUST_CHECK;
/*
 * The kept verdicts of that campagne, in the order of the offers' numbers, when they are those of that version, computed by this program: *lus says
 * whether. Anything but OK of recevoir stops the reading. In a transaction.
 */
struct verdicts_relus {
	enum err (*recevoir)(void *ctx, int64_t offre, const struct verdict *verdict);
	void *ctx;
};
enum err verdicts_relire(struct db *db, int annee, int64_t version, struct verdicts_relus puits,
			 bool *lus) MUST_CHECK;
/* Were the kept verdicts of that campagne computed by this program from the last version? */
enum err verdicts_a_jour(struct db *db, int annee, bool *ret) MUST_CHECK;
/*
 * What a command that changed facts does once, at its end: the campagnes of the base that are open on that date (AAAAMMJJ) get their verdicts again,
 * each in its own write transaction; those that are of the last version already cost nothing. On failure the incident is filled.
 */
enum err verdicts_renouveler(struct db *db, int date, struct incident *inc) MUST_CHECK;

#endif
