/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cache.h - pages that were written already, for the version of the catalogue that they show
 *
 * Bounded in bytes. A page is kept under its canonical address and a generation; the pages of another generation are forgotten when the first of a new one
 * comes. When the room is full the page that was asked for the longest time ago goes. Any number of threads.
 */
#ifndef RELAIS_WEB_CACHE_H
#define RELAIS_WEB_CACHE_H

#include <stdint.h>

#include "base/buf.h"

struct cache;

struct cache *cache_ouvrir(size_t octets_max); /* of pages and addresses; never NULL */
void cache_fermer(struct cache *c); /* accepts NULL */

/* Append the page to `out`; false: it is not there. */
bool cache_lire(struct cache *c, uint64_t generation, struct str adresse, struct buf *out);
/* Keep a copy, unless it alone is more than an eighth of the room. `generation` is the one of now: only its pages stay. */
void cache_garder(struct cache *c, uint64_t generation, struct str adresse, struct str page);

struct cache_mesures {
	uint64_t pages, octets, trouvees, absentes;
};
/* What it holds now, and how often it had the page since it was opened. */
struct cache_mesures cache_mesurer(struct cache *c);

#endif
