/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arena.h - memory that lives as long as one piece of work
 *
 * A request, an imported record, a rule evaluation each own one arena; every string and array built
 * for it comes from there and disappears in one call. Nothing taken from an arena is ever freed
 * alone.
 *
 * An arena has a maximum. Past it allocations still succeed (so that no caller needs an error path
 * for each string), but arena_depasse() becomes true: the owner of the unit of work asks it at its
 * checkpoints and refuses the unit. Foreign sizes are bounded by limites.h before they reach an
 * arena, so the overshoot is small.
 */
#ifndef RELAIS_BASE_ARENA_H
#define RELAIS_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct arena *arena_new(size_t max); /* max in bytes, 0: no limit; never NULL */
void arena_reset(struct arena *a); /* forget everything, keep the first block */
void arena_free(struct arena *a); /* accepts NULL */
bool arena_depasse(const struct arena *a); /* more than max was asked for since the last reset */
void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type; never NULL */
void *arena_bytes(struct arena *a, size_t size); /* not zeroed, not aligned: for text; never NULL */
struct str arena_str(struct arena *a, struct str s); /* a copy, with a NUL after it */
char *arena_cstr(struct arena *a, struct str s); /* the same, as a C string */
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF(2, 3);

static inline void arena_freep(struct arena **a)
{
	arena_free(*a);
}
#define AUTO_ARENA __attribute__((cleanup(arena_freep))) struct arena *

#endif
