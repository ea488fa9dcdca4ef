/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lieux.h - from what somebody types to the départements that it may mean (inside the room)
 *
 * « 77 », « 2a », « 77000 », « 2A004 », « Seine-et-Marne », « Île-de-France », « Melun », « st étienne ». A postal code and a commune are looked up
 * in the referentials of the base; without them a postal code says its département by its first digits.
 */
#ifndef RELAIS_WEB_LIEUX_H
#define RELAIS_WEB_LIEUX_H

#include "base/arena.h"
#include "store/store.h"

enum { LIEUX_MAX = 40 };

struct lieu_trouve {
	struct str departement, nom; /* « 77 », « Seine-et-Marne » */
	struct str commune; /* as the referential writes it; empty: the département was named */
};
struct lieux {
	struct lieu_trouve v
		[LIEUX_MAX]; /* each département once, in the order of their codes but for communes */
	size_t n;
};

/* Inside a transaction; db may be NULL: the base is not asked. Nothing found: n is 0. Texts lie in the arena. */
enum err lieux_trouver(struct db *db, struct str saisie, struct arena *a,
		       struct lieux *ret) MUST_CHECK;

#endif
