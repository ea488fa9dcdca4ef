/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_ical_test.c - escaped, folded on characters, and the same text again once unfolded
 */
#include "tap.h"

#include "base/ical.h"
#include "base/utf8.h"

#define CAS(sortie, fonction, propriete, texte)                                                    \
	do {                                                                                       \
		AUTO_BUF b;                                                                        \
		buf_init(&b, 4096);                                                                \
		fonction(&b, propriete, STR(texte));                                               \
		EQ_STR(buf_view(&b), sortie);                                                      \
	} while (0)

TEST(a_text_is_escaped)
{
	CAS("SUMMARY:a\\, b\\; c\\\\d : « é »\r\n", ical_texte, "SUMMARY", "a, b; c\\d : « é »");
	CAS("X:a\\nb\\nc\\nd\\n\r\n", ical_texte, "X", "a\nb\r\nc\rd\r");
	CAS("X:a b c\xef\xbf\xbd\r\n", ical_texte, "X",
	    "a\x01"
	    "b\x7f"
	    "c\xff");
	CAS("X:\r\n", ical_texte, "X", "");
}

TEST(a_value_is_not)
{
	CAS("DTSTART;VALUE=DATE:20231101\r\n", ical_valeur, "DTSTART;VALUE=DATE", "20231101");
	CAS("CATEGORIES:a,b\r\n", ical_valeur, "CATEGORIES", "a,b");
}

/* Unfold; false when a line is longer than allowed, does not end with CRLF, or starts inside a character. */
static bool deplier(struct str s, struct buf *ret)
{
	size_t ligne = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\r') {
			buf_char(ret, s.p[i]);
			if (++ligne > ICAL_LIGNE_MAX)
				return false;
			continue;
		}
		if (!str_starts(str_sub(s, i, s.n), STR("\r\n")))
			return false;
		if (i + 2 == s.n)
			return true;
		if (s.p[i + 2] != ' ' || !utf8_sequence(s.p + i + 3, s.n - i - 3))
			return false;
		i += 2;
		ligne = 1;
	}
	return false;
}

/* Characters of one to four bytes and escapes, from every place on the line. */
TEST(lines_are_folded_between_characters)
{
	static const char *const MORCEAUX[] = {"a", "é", "…", "😀", ",", "\n"};
	static const char *const ECRITS[] = {"a", "é", "…", "😀", "\\,", "\\n"};

	for (size_t m = 0; m < sizeof MORCEAUX / sizeof *MORCEAUX; m++)
		for (size_t avance = 0; avance < 160; avance++) {
			AUTO_BUF texte = {0}, ecrit = {0}, voulu = {0}, deplie = {0};

			buf_init(&texte, 4096);
			buf_init(&ecrit, 4096);
			buf_init(&voulu, 4096);
			buf_init(&deplie, 4096);
			buf_cstr(&voulu, "X:");
			for (size_t i = 0; i < avance + 100; i++) {
				buf_cstr(&texte, i < avance ? "z" : MORCEAUX[m]);
				buf_cstr(&voulu, i < avance ? "z" : ECRITS[m]);
			}
			ical_texte(&ecrit, "X", buf_view(&texte));
			OK(deplier(buf_view(&ecrit), &deplie));
			EQ_STR(buf_view(&deplie), buf_view(&voulu));
		}
}

TEST(a_line_of_75_bytes_is_not_folded)
{
	static const char TEXTE[] =
		"1234567890123456789012345678901234567890123456789012345678901234567890123";
	AUTO_BUF b;

	buf_init(&b, 4096);
	ical_texte(&b, "X", str_of(TEXTE));
	EQ_INT(b.n, 77);
	OK(memchr(b.p, ' ', b.n) == NULL);
	buf_reset(&b);
	ical_texte(&b, "XY", str_of(TEXTE));
	EQ_INT(b.n, 78 + 3);
	EQ_INT(b.p[77], ' ');
}
