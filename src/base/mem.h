/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mem.h - the only door to malloc; memory exhausted ends the process, whose supervisor starts it
 * again
 */
#ifndef RELAIS_BASE_MEM_H
#define RELAIS_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size); /* zeroed; never NULL */
void *mem_realloc(void *p, size_t size); /* what is new is not zeroed; never NULL */
/* What happens then; also for a library that says that it could not allocate. Says it, and never returns. */
void mem_epuisee(void) __attribute__((noreturn));
void mem_free(void *p); /* accepts NULL */
/* After much was freed at once: give to the system what the process does not need any more. Slow (milliseconds). */
void mem_rendre(void);

#endif
