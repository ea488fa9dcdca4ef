/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_str_test.c - looking at text
 */
#include "tap.h"

TEST(equality_and_order)
{
	OK(str_eq(STR(""), STR_VIDE));
	OK(str_eq(str_of(NULL), STR_VIDE));
	OK(!str_eq(STR("a"), STR("b")));
	OK(!str_eq(STR("a"), STR("ab")));
	OK(str_cmp(STR("a"), STR("ab")) < 0);
	OK(str_cmp(STR("b"), STR("ab")) > 0);
	OK(str_cmp(STR("ab"), STR("ab")) == 0);
	OK(str_cmp(STR_VIDE, STR("a")) < 0);
	OK(str_cmp(STR_VIDE, STR("")) == 0);
	OK(str_cmp(STR("\xff"), STR("a")) > 0);
}

TEST(starts_and_contains)
{
	OK(str_starts(STR("RNCP123"), STR("RNCP")));
	OK(str_starts(STR("RNCP"), STR_VIDE));
	OK(str_starts(STR_VIDE, STR_VIDE));
	OK(!str_starts(STR("RN"), STR("RNCP")));
	OK(!str_starts(STR("rncp1"), STR("RNCP")));
	OK(str_contains(STR("ministère du travail"), STR("du")));
	OK(str_contains(STR("du"), STR("du")));
	OK(str_contains(STR_VIDE, STR_VIDE));
	OK(!str_contains(STR("d"), STR("du")));
	OK(!str_contains(STR_VIDE, STR("d")));
}

TEST(trim_takes_every_white_space_and_nothing_else)
{
	EQ_STR(str_trim(STR("  a b\t\r\n\v\f")), "a b");
	EQ_STR(str_trim(STR("\xc2\xa0\xef\xbb\xbf "
			    "é\xc2\xa0")),
	       "é");
	EQ_STR(str_trim(STR(" \xc2\xa0 ")), "");
	EQ_STR(str_trim(STR_VIDE), "");
	EQ_STR(str_trim(STR("a ")), "a");
	EQ_STR(str_trim(STR("a\xef\xbb\xbf")), "a");
	EQ_STR(str_trim(STR("à")), "à"); /* c3 a0: its last byte is half an NBSP */
	EQ_STR(str_trim(STR("\xa0")), "\xa0");
}

TEST(sub_is_clamped)
{
	EQ_STR(str_sub(STR("abcdef"), 2, 3), "cde");
	EQ_STR(str_sub(STR("abcdef"), 4, 100), "ef");
	EQ_STR(str_sub(STR("abcdef"), 4, 3), "ef");
	EQ_STR(str_sub(STR("abcdef"), 4, 2), "ef");
	EQ_STR(str_sub(STR("abcdef"), 6, 1), "");
	EQ_STR(str_sub(STR("abcdef"), SIZE_MAX, SIZE_MAX), "");
	EQ_STR(str_sub(STR("abcdef"), 1, SIZE_MAX), "bcdef");
	EQ_STR(str_sub(STR_VIDE, 0, 1), "");
}

TEST(digits_and_numbers)
{
	uint64_t v = 7;

	OK(str_digits(STR("0123456789")));
	OK(str_digits(STR("5")));
	OK(!str_digits(STR_VIDE));
	OK(!str_digits(STR("12 ")));
	OK(!str_digits(STR("/")) && !str_digits(STR(":")));

	OK(!str_to_uint(STR_VIDE, &v) && !str_to_uint(STR("-1"), &v) &&
	   !str_to_uint(STR("+1"), &v));
	OK(!str_to_uint(STR("1234567890123456789"), &v));
	OK(!str_to_uint(STR("1.0"), &v));
	EQ_INT(v, 7);
	OK(str_to_uint(STR("0042"), &v));
	EQ_INT(v, 42);
	OK(str_to_uint(STR("999999999999999999"), &v));
	EQ_INT(v, 999999999999999999);
}
