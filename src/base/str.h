/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * str.h - text that is looked at: a pointer and a length, never owned, not NUL-terminated
 *
 * A str lives as long as the memory it points to (an arena, a buffer, a literal). The empty str has
 * n == 0 and may have p == NULL.
 */
#ifndef RELAIS_BASE_STR_H
#define RELAIS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){"" literal "", sizeof(literal) - 1})
/* The same, to initialise a static const. */
#define STR_FIXE(literal)                                                                          \
	{                                                                                          \
		"" literal "", sizeof(literal) - 1                                                 \
	}
#define STR_VIDE ((struct str){NULL, 0})
/* For printf("%.*s"): the length, then the pointer. Texts longer than INT_MAX never occur
 * (limites.h). */
#define STR_FMT(s) (int)(s).n, (s).n ? (s).p : ""

static inline struct str str_of(const char *cstr)
{
	return (struct str){cstr, cstr ? strlen(cstr) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_cmp(struct str a, struct str b); /* bytes, shorter first: <0, 0, >0 */
bool str_starts(struct str s, struct str prefix);
bool str_contains(struct str s, struct str needle);
struct str str_trim(struct str s); /* without ASCII white space, NBSP and BOM at both ends */
struct str str_sub(struct str s, size_t from, size_t n); /* clamped to s */
bool str_digits(struct str s); /* at least one character, all of them 0-9 */

/* Decimal without sign, at most 18 digits; false (and *ret untouched) for anything else. */
bool str_to_uint(struct str s, uint64_t *ret);

#endif
