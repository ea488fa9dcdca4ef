/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map.h - from a text to a 64-bit value (a number, or a pointer kept as uintptr_t)
 *
 * Open addressing, grows by itself, keys are copied into the map's own memory unless map_put_static
 * is used. The order of entries[0..n) is that of insertion, so that what is made from a map is the
 * same every time. No removal.
 */
#ifndef RELAIS_BASE_MAP_H
#define RELAIS_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct map {
	struct map_entry *entries; /* in order of insertion */
	uint32_t *slots; /* index + 1 into entries, 0: free */
	size_t n, cap, mask;
	struct arena *keys;
};

struct map_entry {
	struct str key;
	uint64_t value;
	uint32_t hash;
};

void map_init(struct map *m);
void map_free(struct map *m); /* map_init needed before it is used again */
/* The value's address, or NULL; valid until the next put. */
uint64_t *map_get(const struct map *m, struct str key);
/* The value's address, made 0 when the key is new (then *is_new, which may be NULL, is true). */
uint64_t *map_put(struct map *m, struct str key, bool *is_new);
/* The same for a key whose bytes outlive the map: they are not copied. */
uint64_t *map_put_static(struct map *m, struct str key, bool *is_new);

#endif
