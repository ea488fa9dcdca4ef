/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reprise.h - which version took back which, so that the present state of a thing is led back to what really made it
 *
 * An undoing makes a version that puts back what stood before another one. A later undoing must see through it: x, then y, then z, and z taken back:
 * it is y's version that made the present state, and y can be taken back; an edition that says y again is another matter.
 */
#ifndef RELAIS_JOURNAL_REPRISE_H
#define RELAIS_JOURNAL_REPRISE_H

#include "base/vec.h"
#include "store/store.h"

struct reprise {
	int64_t par, de; /* the version of the undoing; the one that it took back */
};
struct reprises {
	struct VEC(struct reprise) v; /* in the order of `par` */
};

/* All of the base. */
enum err reprises_lire(struct db *db, struct reprises *ret) MUST_CHECK;
void reprises_liberer(struct reprises *r); /* harmless on {0} */

/*
 * The version that made the present state of a thing, seen through the undoings; 0: what was there before any. bornes: the n versions at which the thing
 * came, changed or went, in any order; a 0 among them is nothing.
 */
int64_t reprises_origine(const struct reprises *r, const int64_t *bornes, size_t n);
/* Was what that version did to the thing taken back already? */
bool reprises_faite(const struct reprises *r, const int64_t *bornes, size_t n, int64_t version);

#endif
