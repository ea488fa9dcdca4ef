/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_index64_test.c - every fingerprint is found again
 */
#include "tap.h"

#include "base/index64.h"

enum { BEAUCOUP = 100000 };

TEST(an_empty_index)
{
	struct index64 x = {0};

	OK(index64_get(&x, 1) == NULL);
	index64_free(&x);
	index64_free(&x);
}

/* Keys that follow each other, keys far apart: numbers 1 to n, and their products by a large odd
 * number. */
TEST(a_hundred_thousand_keys)
{
	static const uint64_t pas[] = {1, UINT64_C(1) << 40, UINT64_C(0xd6e8feb86659fd93)};

	for (size_t p = 0; p < sizeof pas / sizeof *pas; p++) {
		struct index64 x = {0};
		bool bons = true;

		for (uint32_t i = 1; i <= BEAUCOUP; i++) {
			uint32_t *v = index64_put(&x, i * pas[p]);

			bons = bons && *v == 0;
			*v = i;
		}
		EQ_INT(x.n, BEAUCOUP);
		for (uint32_t i = 1; i <= BEAUCOUP; i++) {
			const uint32_t *v = index64_get(&x, i * pas[p]);

			bons = bons && v && *v == i && index64_put(&x, i * pas[p]) == v;
		}
		OK(bons);
		EQ_INT(x.n, BEAUCOUP);
		OK(index64_get(&x, (BEAUCOUP + 1) * pas[p]) == NULL);
		index64_free(&x);
		OK(index64_get(&x, pas[p]) == NULL);
	}
}
