/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fil.h - what follows a change of facts: verdicts, then the continuous import into Parcoursup
 *
 * Every command that changed facts calls this once, at its end. A campagne that was migrated goes on « au fil de l'eau », offre by offre, as long as it is
 * open (domain.md 5 and 6): a change of a feed, of a list, of a rule or of a decision reaches its formations at once.
 */
#ifndef RELAIS_PARCOURSUP_FIL_H
#define RELAIS_PARCOURSUP_FIL_H

#include "base/arena.h"
#include "base/err.h"
#include "store/store.h"

/*
 * The verdicts of the campagnes that are open on the day of that instant, then the formations of those that were migrated, each in its own write
 * transaction. Outside of any transaction. On failure the incident is filled; what was committed before stays, and the next call goes on.
 */
enum err suites_renouveler(struct db *db, int64_t instant, struct incident *inc) MUST_CHECK;

/* What that did to one campagne. */
struct suite_campagne {
	int annee;
	bool migree; /* else nothing follows */
	int64_t formations, statuts; /* that changed */
};
struct suites {
	const struct suite_campagne *v; /* the open campagnes, in the order of the years */
	size_t n;
};
/*
 * The same, told: for what is due to a day alone, without any change of facts. The delay of a loss ends, and its formation has « Certifiée » no more: to be
 * called every night. Where nothing is due nothing is written, neither a version nor an event. The table is in the arena.
 */
enum err suites_suivre(struct db *db, int64_t instant, struct arena *a, struct suites *ret,
		       struct incident *inc) MUST_CHECK;

/* Does the continuous import follow that campagne on that day? Once it is closed its formations only move by « campagne migrer ». */
enum err suites_suivent(struct db *db, int campagne, int64_t instant, bool *ret) MUST_CHECK;

#endif
