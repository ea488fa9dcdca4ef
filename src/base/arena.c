/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arena.c - blocks filled from both ends: objects from the front, text from the back
 *
 * Objects need alignment and text does not; taking them from opposite ends wastes no padding. What
 * is large gets a block of its own, kept behind the current one, so that the rest of the current
 * block is not lost.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

enum {
	BLOC_MIN = 8 * 1024,
	BLOC_MAX = 1024 * 1024,
	ALIGNEMENT = alignof(max_align_t),
};

struct bloc {
	struct bloc *suivant;
	size_t avant, arriere; /* what is free lies between them */
	size_t taille;
	alignas(max_align_t) char octets[];
};

struct arena {
	struct bloc *courant; /* then the full and the large ones */
	size_t max;
	size_t demande; /* bytes asked for since the last reset */
};

static struct bloc *bloc_new(size_t taille)
{
	struct bloc *b;

	if (taille > SIZE_MAX / 2)
		BUG("arena: %zu bytes asked for", taille);
	b = mem_realloc(NULL, sizeof *b + taille);
	*b = (struct bloc){.arriere = taille, .taille = taille};
	return b;
}

struct arena *arena_new(size_t max)
{
	struct arena *a = mem_alloc(sizeof *a);

	a->max = max;
	a->courant = bloc_new(BLOC_MIN);
	return a;
}

static void blocs_free(struct bloc *b)
{
	while (b) {
		struct bloc *suivant = b->suivant;

		mem_free(b);
		b = suivant;
	}
}

/* The block that is kept is the current one, the largest of the ordinary ones: an arena that is
 * reset for every record soon holds the usual record in one block. */
void arena_reset(struct arena *a)
{
	struct bloc *b = a->courant;

	blocs_free(b->suivant);
	b->suivant = NULL;
	b->avant = 0;
	b->arriere = b->taille;
	a->demande = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;

	blocs_free(a->courant);
	mem_free(a);
}

bool arena_depasse(const struct arena *a)
{
	return a->max && a->demande > a->max;
}

/* A block with room for `size` bytes, `size` already rounded up by who needs it. */
static struct bloc *bloc_pour(struct arena *a, size_t size)
{
	struct bloc *b = a->courant;
	size_t taille = b->taille;

	if (size <= b->arriere - b->avant)
		return b;

	if (size > taille / 4) {
		struct bloc *grand = bloc_new(size);

		grand->suivant = b->suivant;
		b->suivant = grand;
		return grand;
	}

	b = bloc_new(taille < BLOC_MAX ? taille * 2 : taille);
	b->suivant = a->courant;
	a->courant = b;
	return b;
}

static void compter(struct arena *a, size_t size)
{
	a->demande = size > SIZE_MAX - a->demande ? SIZE_MAX : a->demande + size;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct bloc *b;
	size_t rond;
	void *p;

	if (size > SIZE_MAX / 4)
		BUG("arena: %zu bytes asked for", size);
	rond = (size + ALIGNEMENT - 1) & ~(size_t)(ALIGNEMENT - 1);
	if (rond == 0)
		rond = ALIGNEMENT;

	compter(a, size);
	b = bloc_pour(a, rond);
	p = b->octets + b->avant;
	b->avant += rond;
	return memset(p, 0, rond);
}

void *arena_bytes(struct arena *a, size_t size)
{
	struct bloc *b;

	compter(a, size);
	b = bloc_pour(a, size);
	b->arriere -= size;
	return b->octets + b->arriere;
}

char *arena_cstr(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str arena_str(struct arena *a, struct str s)
{
	return (struct str){arena_cstr(a, s), s.n};
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	char essai[512];
	va_list args;
	size_t n;
	char *p;
	int r;

	va_start(args, fmt);
	r = vsnprintf(essai, sizeof essai, fmt, args);
	va_end(args);
	if (r < 0)
		BUG("arena_printf: format refused: %s", fmt);

	n = (size_t)r;
	if (n < sizeof essai)
		return arena_cstr(a, (struct str){essai, n});

	p = arena_bytes(a, n + 1);
	va_start(args, fmt);
	vsnprintf(p, n + 1, fmt, args);
	va_end(args);
	return p;
}
