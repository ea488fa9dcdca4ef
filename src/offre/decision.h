/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decision.h - what a person decided of an offre (domain.md 4.4: the UAI of the lieu « set by a human »)
 *
 * A decision belongs to the offre's immutable number: it survives a change of clé, and an offre that goes and comes back keeps it. No feed, no
 * referential and no rollback writes here. Each change is a version and an event.
 */
#ifndef RELAIS_OFFRE_DECISION_H
#define RELAIS_OFFRE_DECISION_H

#include "base/arena.h"
#include "store/store.h"

/* The only nature there is: the UAI of the lieu. */
#define DECISION_UAI "uai"

struct decision {
	int64_t offre;
	struct str cle; /* for the journal */
	struct str valeur; /* empty: the decision is withdrawn */
	struct str acteur, raison;
	int64_t instant;
};
/* Set or withdraw the UAI of the lieu, in the open write transaction. E_CONFLIT: it is what stands already (nothing is written). */
enum err decision_uai(struct db *db, const struct decision *d) MUST_CHECK;

/* The decision in force, as known at that version; texts are in the arena. E_ABSENT: none. */
struct decision_lue {
	struct str valeur, acteur, raison;
	int64_t instant; /* when it was made */
};
enum err decision_lire(struct db *db, int64_t offre, int64_t version, struct arena *a,
		       struct decision_lue *ret) MUST_CHECK;

#endif
