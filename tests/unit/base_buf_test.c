/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_buf_test.c - what is written, and the maximum
 */
#include "tap.h"

#include <stdint.h>

#include "base/buf.h"

TEST(an_empty_buffer_is_an_empty_text)
{
	AUTO_BUF b;

	buf_init(&b, 10);
	EQ_STR(buf_view(&b), "");
	EQ_STR(b.p, "");
	buf_add(&b, NULL, 0);
	buf_reset(&b);
	EQ_STR(b.p, "");
	OK(!buf_depasse(&b));
}

TEST(everything_is_appended)
{
	AUTO_BUF b;

	buf_init(&b, 1000);
	buf_cstr(&b, "a");
	buf_str(&b, STR("bc"));
	buf_str(&b, STR_VIDE);
	buf_char(&b, 'd');
	buf_printf(&b, "%s", "");
	buf_printf(&b, "[%d]", 12);
	buf_add(&b, "\0x", 2);
	EQ_INT(b.n, 10);
	OK(memcmp(b.p, "abcd[12]\0x", 11) == 0);
}

TEST(numbers)
{
	AUTO_BUF b;

	buf_init(&b, 1000);
	buf_uint(&b, 0);
	buf_char(&b, ' ');
	buf_uint(&b, UINT64_MAX);
	buf_char(&b, ' ');
	buf_int(&b, INT64_MIN);
	buf_char(&b, ' ');
	buf_int(&b, INT64_MAX);
	buf_char(&b, ' ');
	buf_int(&b, -5);
	buf_char(&b, ' ');
	buf_int(&b, 0);
	EQ_STR(buf_view(&b),
	       "0 18446744073709551615 -9223372036854775808 9223372036854775807 -5 0");
}

TEST(exactly_the_maximum_fits)
{
	for (size_t max = 0; max < 200; max++) {
		AUTO_BUF b;

		buf_init(&b, max);
		for (size_t i = 0; i < max; i++)
			buf_char(&b, 'x');
		OK(!buf_depasse(&b));
		EQ_INT(b.n, max);
		buf_char(&b, 'y');
		OK(buf_depasse(&b));
		EQ_INT(b.n, max);
		EQ_INT(strlen(b.p), max);
		OK(b.cap <= max + 1 || max == 0);
	}
}

TEST(a_piece_that_does_not_fit_is_left_out_whole_and_so_is_the_rest)
{
	AUTO_BUF b;

	buf_init(&b, 5);
	buf_cstr(&b, "abc");
	buf_cstr(&b, "def");
	OK(buf_depasse(&b));
	buf_char(&b, 'g');
	buf_printf(&b, "h");
	EQ_STR(buf_view(&b), "abc");

	buf_reset(&b);
	EQ_STR(b.p, "");
	OK(!buf_depasse(&b));
	buf_printf(&b, "%s", "12345");
	EQ_STR(buf_view(&b), "12345");
	OK(!buf_depasse(&b));
	buf_reset(&b);
	buf_printf(&b, "%s", "123456");
	OK(buf_depasse(&b));
	EQ_STR(b.p, "");
}

TEST(printf_of_any_length)
{
	AUTO_BUF b;

	buf_init(&b, 100000);
	for (int n = 1; n < 300; n++) {
		size_t avant = b.n;

		buf_printf(&b, "%*d", n, 7);
		EQ_INT(b.n, avant + (size_t)n);
		EQ_INT(b.p[b.n - 1], '7');
		EQ_INT(b.p[b.n], 0);
	}
}

TEST(a_size_that_would_wrap_is_refused)
{
	AUTO_BUF b;

	buf_init(&b, SIZE_MAX);
	buf_cstr(&b, "abc");
	buf_add(&b, "abc", SIZE_MAX - 2);
	OK(buf_depasse(&b));
	EQ_STR(buf_view(&b), "abc");
}
