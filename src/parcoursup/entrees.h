/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * entrees.h - the files in force: what a migration was made from, so that it can be made again
 *
 * Of each list, and of each source of a feed, the last file that was applied and not undone. A feed that is not complete adds to those before it.
 */
#ifndef RELAIS_PARCOURSUP_ENTREES_H
#define RELAIS_PARCOURSUP_ENTREES_H

#include "base/arena.h"
#include "base/vec.h"
#include "store/store.h"

struct entree {
	struct str genre, source; /* « lheo », « lheo:11 » */
	struct str fichier; /* its name, without the folders */
	struct str empreinte; /* SHA-256 of its bytes */
	int date; /* AAAAMMJJ of its facts, as told at the import */
};
struct entrees {
	struct VEC(struct entree) liste; /* in the order of genres, then of sources */
};
/* As of now; texts in the arena. entrees_liberer in any case. */
enum err entrees_lire(struct db *db, struct arena *a, struct entrees *ret) MUST_CHECK;
void entrees_liberer(struct entrees *e);

#endif
