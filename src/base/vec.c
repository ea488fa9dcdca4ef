/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vec.c - the part of VEC that is a function
 */
#include "base/vec.h"

#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"

void vec_room(void **v, size_t n, size_t *cap, size_t size)
{
	size_t grand;

	if (n < *cap)
		return;

	grand = *cap < 8 ? 8 : *cap * 2;
	if (grand > SIZE_MAX / 2 / size)
		BUG("vec: %zu elements of %zu bytes", n, size);
	*v = mem_realloc(*v, grand * size);
	*cap = grand;
}

void vec_release(void **v, size_t *n, size_t *cap)
{
	mem_free(*v);
	*v = NULL;
	*n = 0;
	*cap = 0;
}
