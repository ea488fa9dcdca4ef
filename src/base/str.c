/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * str.c - the functions of struct str that are not worth inlining
 */
#include "base/str.h"

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_contains(struct str s, struct str needle)
{
	if (needle.n == 0)
		return true;
	return s.n >= needle.n && memmem(s.p, s.n, needle.p, needle.n) != NULL;
}

/* What str_trim takes away. ASCII white space first: it is nearly always that. */
static const struct str blancs[] = {
	{" ", 1},  {"\n", 1}, {"\r", 1},       {"\t", 1},
	{"\v", 1}, {"\f", 1}, {"\xc2\xa0", 2}, {"\xef\xbb\xbf", 3},
};
enum { BLANCS = sizeof blancs / sizeof *blancs };

static size_t blanc_au_debut(struct str s)
{
	for (size_t i = 0; i < BLANCS; i++)
		if (str_starts(s, blancs[i]))
			return blancs[i].n;
	return 0;
}

static size_t blanc_a_la_fin(struct str s)
{
	for (size_t i = 0; i < BLANCS; i++) {
		size_t n = blancs[i].n;

		if (s.n >= n && memcmp(s.p + s.n - n, blancs[i].p, n) == 0)
			return n;
	}
	return 0;
}

/* No white space begins or ends with one of these: most texts are told apart by two comparisons. */
static bool ordinaire(char c)
{
	unsigned char u = (unsigned char)c;

	return u > 0x20 && u < 0x80;
}

struct str str_trim(struct str s)
{
	size_t n;

	while (s.n && !ordinaire(s.p[0]) && (n = blanc_au_debut(s)) > 0) {
		s.p += n;
		s.n -= n;
	}
	while (s.n && !ordinaire(s.p[s.n - 1]) && (n = blanc_a_la_fin(s)) > 0)
		s.n -= n;
	return s;
}

struct str str_sub(struct str s, size_t from, size_t n)
{
	if (from >= s.n)
		return STR_VIDE;
	if (n > s.n - from)
		n = s.n - from;
	return (struct str){s.p + from, n};
}

bool str_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

bool str_to_uint(struct str s, uint64_t *ret)
{
	uint64_t v = 0;

	if (s.n > 18 || !str_digits(s))
		return false;

	for (size_t i = 0; i < s.n; i++)
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	*ret = v;
	return true;
}
