/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mem.c - malloc, and the end of the process when there is none left
 *
 * Nothing useful can be done in the middle of a rule when memory is out: the base keeps the truth,
 * the supervisor starts the process again. The message is written without allocating.
 */
#include "base/mem.h"

#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

void mem_epuisee(void)
{
	static const char mot[] = "relais : la mémoire est épuisée, le programme s'arrête.\n";

	if (write(STDERR_FILENO, mot, sizeof mot - 1) < 0)
		abort();
	abort();
}

void *mem_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		mem_epuisee();
	return p;
}

void *mem_realloc(void *p, size_t size)
{
	void *q = realloc(p, size ? size : 1);

	if (!q)
		mem_epuisee();
	return q;
}

void mem_free(void *p)
{
	free(p);
}

void mem_rendre(void)
{
	(void)malloc_trim(0);
}
