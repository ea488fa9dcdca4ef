/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * buf.h - text that is written: grows up to a hard maximum given at creation
 *
 * Past the maximum nothing more is added and buf_depasse() stays true until buf_reset. The bytes
 * are always followed by a NUL that is not counted. A piece that does not fit is left out whole.
 */
#ifndef RELAIS_BASE_BUF_H
#define RELAIS_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct buf {
	char *p;
	size_t n, cap, max;
	bool depasse;
};

void buf_init(struct buf *b, size_t max); /* max in bytes, NUL not counted */
void buf_reset(struct buf *b); /* empty it, keep the memory */
void buf_free(struct buf *b); /* buf_init needed before it is used again */
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_cstr(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_uint(struct buf *b, uint64_t v);
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);

static inline bool buf_depasse(const struct buf *b)
{
	return b->depasse;
}
static inline struct str buf_view(const struct buf *b) /* valid until the next write */
{
	return (struct str){b->p, b->n};
}
/* Freed on every way out, so give it a value at once: buf_init as the first statement, or = {0}. */
#define AUTO_BUF __attribute__((cleanup(buf_free))) struct buf

#endif
