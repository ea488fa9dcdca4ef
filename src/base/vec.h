/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vec.h - a growing array of any type: struct VEC(int) v = {0}; *VEC_PUSH(&v) = 3; VEC_FREE(&v);
 */
#ifndef RELAIS_BASE_VEC_H
#define RELAIS_BASE_VEC_H

#include <stddef.h>

#define VEC(type)                                                                                  \
	{                                                                                          \
		type *v;                                                                           \
		size_t n, cap;                                                                     \
	}

/* The address of a new last element, not zeroed; addresses taken before are lost. */
#define VEC_PUSH(vec)                                                                              \
	(vec_room((void **)&(vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v),                    \
	 &(vec)->v[(vec)->n++])
#define VEC_FREE(vec) (vec_release((void **)&(vec)->v, &(vec)->n, &(vec)->cap))

/* What the macros call. */
void vec_room(void **v, size_t n, size_t *cap, size_t size);
void vec_release(void **v, size_t *n, size_t *cap);

#endif
