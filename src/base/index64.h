/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * index64.h - from a 64-bit fingerprint to a small number, compactly: 10⁵ or 10⁶ of them fit in a few megabytes
 *
 * The key 0 is not allowed (empreinte_record never gives it). No removal.
 */
#ifndef RELAIS_BASE_INDEX64_H
#define RELAIS_BASE_INDEX64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct index64 {
	uint64_t *cles; /* 0: free */
	uint32_t *valeurs;
	size_t n, cap; /* cap is a power of two, or 0 */
};

void index64_free(struct index64 *x); /* leaves it empty and usable; {0} is an empty index */
/* The value's address, or NULL; valid until the next put. */
uint32_t *index64_get(const struct index64 *x, uint64_t cle);
/* The value's address, 0 when the key is new. */
uint32_t *index64_put(struct index64 *x, uint64_t cle);

#endif
