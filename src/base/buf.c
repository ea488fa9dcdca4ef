/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * buf.c - a buffer that doubles until its maximum
 *
 * A piece that does not fit is left out whole: a text is never cut in the middle of a number or of
 * a character.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

enum { CAP_MIN = 64 };

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.p = (char *)"", .max = max}; /* cap 0: p is never written */
}

void buf_reset(struct buf *b)
{
	b->n = 0;
	b->depasse = false;
	if (b->cap)
		b->p[0] = '\0';
}

void buf_free(struct buf *b)
{
	if (b->cap)
		mem_free(b->p);
	*b = (struct buf){0};
}

static void agrandir(struct buf *b, size_t besoin)
{
	size_t cap = b->cap < CAP_MIN / 2 ? CAP_MIN : b->cap;

	while (cap < besoin)
		cap = cap > SIZE_MAX / 2 ? besoin : cap * 2;
	if (cap - 1 > b->max)
		cap = b->max + 1;
	b->p = mem_realloc(b->cap ? b->p : NULL, cap);
	b->cap = cap;
}

/* Is there room for n bytes and the NUL? Makes it, or says no for good. */
static inline bool place(struct buf *b, size_t n)
{
	if (b->depasse || n > b->max - b->n || n >= SIZE_MAX - b->n) {
		b->depasse = true;
		return false;
	}
	if (b->n + n >= b->cap)
		agrandir(b, b->n + n + 1);
	return true;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (n == 0 || !place(b, n))
		return;

	memcpy(b->p + b->n, bytes, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void buf_cstr(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
	if (!place(b, 1))
		return;

	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void buf_uint(struct buf *b, uint64_t v)
{
	char chiffres[20];
	size_t i = sizeof chiffres;

	do {
		chiffres[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	buf_add(b, chiffres + i, sizeof chiffres - i);
}

void buf_int(struct buf *b, int64_t v)
{
	char chiffres[21];
	size_t i = sizeof chiffres;
	uint64_t absolu = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do {
		chiffres[--i] = (char)('0' + absolu % 10);
		absolu /= 10;
	} while (absolu);
	if (v < 0)
		chiffres[--i] = '-';
	buf_add(b, chiffres + i, sizeof chiffres - i);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	size_t libre = b->cap ? b->cap - b->n : 0;
	va_list args;
	int r;

	if (b->depasse)
		return;

	va_start(args, fmt);
	r = vsnprintf(libre ? b->p + b->n : NULL, libre, fmt, args);
	va_end(args);
	if (r < 0)
		BUG("buf_printf: format refused: %s", fmt);
	if ((size_t)r < libre) {
		b->n += (size_t)r;
		return;
	}

	if (libre)
		b->p[b->n] = '\0'; /* vsnprintf has begun to write there */
	if (r == 0 || !place(b, (size_t)r))
		return;
	va_start(args, fmt);
	vsnprintf(b->p + b->n, (size_t)r + 1, fmt, args);
	va_end(args);
	b->n += (size_t)r;
}
