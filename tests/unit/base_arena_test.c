/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_arena_test.c - nothing overlaps, everything is aligned, the maximum is noticed
 */
#include "tap.h"

#include <stdalign.h>
#include <stdint.h>

#include "base/arena.h"

static bool plein_de(const unsigned char *p, size_t n, unsigned char c)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != c)
			return false;
	return true;
}

/* Objects and texts of all sizes, taken in turn and filled: each still holds its own bytes at
 * the end. */
TEST(nothing_overlaps)
{
	enum { N = 3000 };
	static unsigned char *pris[N];
	static size_t tailles[N];
	AUTO_ARENA a = arena_new(0);

	for (int tour = 0; tour < 3; tour++) {
		bool bons = true;

		for (size_t i = 0; i < N; i++) {
			tailles[i] = i % 97 == 0 ? i * 40 : i % 61;
			pris[i] = i & 1 ? arena_alloc(a, tailles[i]) : arena_bytes(a, tailles[i]);
			if (i & 1)
				bons = bons && plein_de(pris[i], tailles[i], 0) &&
				       (uintptr_t)pris[i] % alignof(max_align_t) == 0;
			memset(pris[i], (int)(i & 255), tailles[i]);
		}
		for (size_t i = 0; i < N; i++)
			bons = bons && plein_de(pris[i], tailles[i], (unsigned char)(i & 255));
		OK(bons);
		arena_reset(a);
	}
}

TEST(texts_are_copied_with_a_nul)
{
	AUTO_ARENA a = arena_new(0);
	char source[] = "abc";
	struct str s = arena_str(a, (struct str){source, 2});
	char *c = arena_cstr(a, STR_VIDE);

	source[0] = 'x';
	EQ_STR(s, "ab");
	EQ_INT(s.p[2], 0);
	EQ_STR(c, "");
	EQ_STR(arena_cstr(a, STR("été")), "été");
}

TEST(printf_of_any_length)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(arena_printf(a, "%s %d", "n°", 5), "n° 5");
	EQ_STR(arena_printf(a, "%s", ""), "");
	for (int n = 509; n < 516; n++) {
		const char *s = arena_printf(a, "%*d", n, 7);

		EQ_INT(strlen(s), n);
		EQ_INT(s[n - 1], '7');
	}
}

TEST(the_maximum_is_noticed_and_forgotten)
{
	AUTO_ARENA a = arena_new(1000);

	memset(arena_alloc(a, 600), 1, 600);
	OK(!arena_depasse(a));
	memset(arena_bytes(a, 400), 1, 400);
	OK(!arena_depasse(a));
	OK(arena_bytes(a, 1) != NULL);
	OK(arena_depasse(a));
	memset(arena_alloc(a, 100000), 1, 100000);
	OK(arena_depasse(a));
	arena_reset(a);
	OK(!arena_depasse(a));
	OK(arena_bytes(a, 1000) != NULL);
	OK(!arena_depasse(a));
}

/* Texts are neighbours, NUL included: writing one leaves the one before as it was. */
TEST(texts_do_not_touch_their_neighbours)
{
	AUTO_ARENA a = arena_new(0);
	const char *avant = arena_cstr(a, STR("avant"));

	for (int n = 500; n < 530; n++) {
		const char *long_texte = arena_printf(a, "%*d", n, 7);
		const char *court = arena_cstr(a, STR("court"));

		EQ_STR(avant, "avant");
		EQ_INT(strlen(long_texte), n);
		EQ_STR(court, "court");
		avant = arena_cstr(a, STR("avant"));
	}
}

TEST(no_maximum)
{
	AUTO_ARENA a = arena_new(0);

	OK(arena_bytes(a, 10 * 1024 * 1024) != NULL);
	OK(!arena_depasse(a));
	arena_free(NULL);
}
