/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decision.h - what a person decided of an offre (domain.md 4.4: the UAI of the lieu « set by a human »)
 *
 * A decision belongs to the offre's immutable number: it survives a change of clé, and an offre that goes and comes back keeps it. No feed and no
 * referential writes here. A decision is made for that very offre, by hand, or comes from a file typed by hand (saisies.h): then it has that file's run,
 * and the next edition, or the undoing of that run, may replace it; never one made by hand. Each change is an event of its version.
 */
#ifndef RELAIS_OFFRE_DECISION_H
#define RELAIS_OFFRE_DECISION_H

#include "base/arena.h"
#include "store/store.h"

/* The only nature there is: the UAI of the lieu. */
#define DECISION_UAI "uai"
/* Who decides by a file typed by hand: the acteur of what it changes. */
#define DECISION_FICHIER "saisie à la main"

struct decision {
	int64_t offre;
	struct str cle; /* for the journal */
	struct str valeur; /* empty: the decision is withdrawn */
	struct str acteur, raison;
	int64_t run; /* of the file that it comes from; 0: by hand */
	int64_t instant;
};
/*
 * Set or withdraw the UAI of the lieu by hand, in the open write transaction, as a version of its own. E_CONFLIT: it is what a person decided already
 * (nothing is written).
 */
enum err decision_uai(struct db *db, const struct decision *d) MUST_CHECK;
/* Put it in the place of what is in force, `avant`, as of that version. */
enum err decision_poser(struct db *db, const struct decision *d, struct str avant,
			int64_t version) MUST_CHECK;

/* The decision in force, as known at that version; texts are in the arena. E_ABSENT: none. */
struct decision_lue {
	struct str valeur, acteur, raison;
	int64_t instant; /* when it was made */
	int64_t run; /* of the file that it comes from; 0: by hand */
	struct str fichier; /* its name */
	int importe_le; /* and the day of its facts */
};
enum err decision_lire(struct db *db, int64_t offre, int64_t version, struct arena *a,
		       struct decision_lue *ret) MUST_CHECK;

#endif
