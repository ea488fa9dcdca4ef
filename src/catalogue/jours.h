/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jours.h - the catalogue day by day: how many offres there were, réglementaires, importables, as the kept verdicts say
 *
 * Of the verdicts that a campagne keeps, each with the versions between which it held (verdict/verdicts.h): nothing is judged again. A day
 * without any new version is like the one before it.
 */
#ifndef RELAIS_CATALOGUE_JOURS_H
#define RELAIS_CATALOGUE_JOURS_H

#include "base/arena.h"
#include "base/err.h"
#include "store/store.h"

struct jour_compte {
	int jour; /* AAAAMMJJ in Paris */
	int64_t offres, reglementaires, importables; /* at the end of that day */
};
/* The days on which something changed, up to that version, the oldest first; in the arena. In a transaction. */
enum err jours_lire(struct db *db, int campagne, int64_t version, struct arena *a,
		    const struct jour_compte **ret, size_t *n) MUST_CHECK;

#endif
