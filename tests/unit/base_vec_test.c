/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_vec_test.c - arrays that grow
 */
#include "tap.h"

#include "base/vec.h"

TEST(pushes_keep_their_order)
{
	struct VEC(int) v = {0};
	bool bons = true;

	for (int i = 0; i < 10000; i++)
		*VEC_PUSH(&v) = i;
	EQ_INT(v.n, 10000);
	OK(v.cap >= v.n);
	for (int i = 0; i < 10000; i++)
		bons = bons && v.v[i] == i;
	OK(bons);
	VEC_FREE(&v);
	EQ_INT(v.n, 0);
	EQ_INT(v.cap, 0);
	OK(v.v == NULL);
}

TEST(any_type_and_reuse_after_free)
{
	struct VEC(struct str) v = {0};

	*VEC_PUSH(&v) = STR("a");
	VEC_FREE(&v);
	*VEC_PUSH(&v) = STR("b");
	EQ_INT(v.n, 1);
	EQ_STR(v.v[0], "b");
	VEC_FREE(&v);
	VEC_FREE(&v);
}
