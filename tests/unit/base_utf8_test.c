/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_utf8_test.c - valid sequences, and text folded for comparison
 */
#include "tap.h"

#include "base/utf8.h"

static size_t sequence(const char *s)
{
	return utf8_sequence(s, strlen(s));
}

TEST(sequences)
{
	EQ_INT(sequence("a"), 1);
	EQ_INT(sequence("é"), 2);
	EQ_INT(sequence("€"), 3);
	EQ_INT(sequence("𝄞"), 4);
	EQ_INT(utf8_sequence("", 0), 0);
	EQ_INT(utf8_sequence("", 1), 1); /* NUL is a character */
	EQ_INT(sequence("\xef\xbf\xbf"), 3);
	EQ_INT(sequence("\xf4\x8f\xbf\xbf"), 4);
	EQ_INT(sequence("\xed\x9f\xbf"), 3);
	EQ_INT(sequence("\xee\x80\x80"), 3);
}

TEST(what_is_not_a_sequence)
{
	EQ_INT(sequence("\x80"), 0);
	EQ_INT(sequence("\xbf"), 0);
	EQ_INT(sequence("\xc0\x80"), 0); /* overlong */
	EQ_INT(sequence("\xc1\xbf"), 0);
	EQ_INT(sequence("\xe0\x9f\xbf"), 0);
	EQ_INT(sequence("\xf0\x8f\xbf\xbf"), 0);
	EQ_INT(sequence("\xed\xa0\x80"), 0); /* surrogate */
	EQ_INT(sequence("\xf4\x90\x80\x80"), 0); /* past U+10FFFF */
	EQ_INT(sequence("\xf5\x80\x80\x80"), 0);
	EQ_INT(sequence("\xff"), 0);
	EQ_INT(sequence("\xc3"), 0); /* cut */
	EQ_INT(sequence("\xe2\x82"), 0);
	EQ_INT(sequence("\xf0\x9d\x84"), 0);
	EQ_INT(sequence("\xe9t\xe9"), 0);
	EQ_INT(utf8_sequence("é", 1), 0);
}

/* Every code point, encoded here in another way, is one sequence; every other start is none. */
TEST(every_code_point)
{
	bool bons = true;

	for (unsigned cp = 0; cp < 0x110000; cp++) {
		char s[4];
		size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
		static const unsigned tete[] = {0, 0, 0xc0, 0xe0, 0xf0};
		unsigned reste = cp;

		for (size_t i = n; i-- > 1; reste >>= 6)
			s[i] = (char)(0x80 | (reste & 63));
		s[0] = (char)(tete[n] | reste);
		bons = bons && utf8_sequence(s, n) == (cp >= 0xd800 && cp < 0xe000 ? 0 : n);
	}
	OK(bons);
}

TEST(valid_texts)
{
	OK(utf8_valide(STR_VIDE));
	OK(utf8_valide(STR("Établissement n° 12, l’été : 3 €")));
	OK(!utf8_valide(STR("\xc9tablissement")));
	OK(!utf8_valide(STR("une longue suite de lettres, puis \xe9")));
	OK(!utf8_valide(STR("12345678\xc3")));
}

TEST(length_in_characters)
{
	EQ_INT(utf8_longueur(STR_VIDE), 0);
	EQ_INT(utf8_longueur(STR("abc")), 3);
	EQ_INT(utf8_longueur(STR("é€𝄞")), 3);
}

TEST(no_text_at_all)
{
	AUTO_BUF b;

	buf_init(&b, 10);
	utf8_replie(STR_VIDE, &b);
	EQ_STR(buf_view(&b), "");
}

static void replie(const char *s, const char *voulu)
{
	AUTO_BUF une, deux;

	buf_init(&une, 10000);
	buf_init(&deux, 10000);
	utf8_replie(str_of(s), &une);
	EQ_STR(buf_view(&une), voulu);
	utf8_replie(buf_view(&une), &deux);
	EQ_STR(buf_view(&deux), voulu); /* folding twice is folding once */
}

TEST(folded_texts)
{
	replie("", "");
	replie("   ", "");
	replie("Lycée Général", "lycee general");
	replie("  Sœur   Ægir\t\n", "soeur aegir");
	replie("L’été, l‘été, lʼété", "l'ete, l'ete, l'ete");
	replie("À\u00a0VENIR\u202f: 3\u2009€", "a venir : 3 €");
	replie("Straße STRAẞE", "strasse strasse");
	replie("GARÇON Noël Où ÇÀ ÿ Ÿ", "garcon noel ou ca y y");
	replie("e\u0301te\u0301", "ete"); /* decomposed, as some systems write it */
	replie("zéro\u200blargeur", "zerolargeur");
	replie("Łódź Şişli Ħ ĳ ŉ ŋ", "lodz sisli h ij n n");
	replie("sous\u2011marin – bois", "sous-marin - bois");
	replie("MÀJ 日本 Ω", "maj 日本 Ω");
	replie("[@A`{Z}]", "[@a`{z}]");
}

TEST(a_bad_byte_is_shown)
{
	replie("caf\xe9", "caf\xef\xbf\xbd");
}

/* The eight bytes at a time give what one at a time gives, wherever the white space is. */
TEST(every_alignment)
{
	for (unsigned masque = 0; masque < 1u << 12; masque++) {
		char s[13] = "", voulu[13] = "";
		size_t n = 0;

		for (unsigned i = 0; i < 12; i++) {
			bool blanc = masque >> i & 1;

			s[i] = blanc ? ' ' : (char)('A' + i);
			if (!blanc)
				voulu[n++] = (char)('a' + i);
			else if (n && voulu[n - 1] != ' ')
				voulu[n++] = ' ';
		}
		if (n && voulu[n - 1] == ' ')
			n--;
		voulu[n] = '\0';
		replie(s, voulu);
	}
}

/* No byte but A-Z changes among the visible ASCII ones, at each place of the eight. */
TEST(every_ascii_byte_at_every_place)
{
	for (int c = 0x21; c < 0x80; c++)
		for (int place = 0; place < 8; place++) {
			char s[] = "aBcDeFgH", voulu[] = "abcdefgh";

			s[place] = (char)c;
			voulu[place] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
			replie(s, voulu);
		}
}

TEST(every_letter_of_latin_1_and_extended_a_becomes_ascii)
{
	for (unsigned cp = 0xc0; cp < 0x180; cp++) {
		char s[3] = {(char)(0xc0 | cp >> 6), (char)(0x80 | (cp & 63)), '\0'};
		AUTO_BUF b;
		bool ascii = true;

		if (cp == 0xd7 || cp == 0xf7)
			continue; /* × and ÷ */
		buf_init(&b, 10);
		utf8_replie(str_of(s), &b);
		for (size_t i = 0; i < b.n; i++)
			ascii = ascii && b.p[i] >= 'a' && b.p[i] <= 'z';
		OK(ascii && b.n > 0);
	}
}

TEST(a_long_text_is_folded_whole)
{
	for (size_t n = 505; n < 1040; n++) {
		AUTO_BUF source, vu;

		buf_init(&source, 10000);
		buf_init(&vu, 10000);
		for (size_t i = 0; i < n; i++)
			buf_char(&source, i % 7 == 3 ? ' ' : 'E');
		buf_cstr(&source, " \xc2\xa0 É \xc2\xa0  ");
		utf8_replie(buf_view(&source), &vu);
		for (size_t i = 0; i < n; i++)
			if (source.p[i] == 'E')
				source.p[i] = 'e';
		source.n = n;
		OK(vu.n == n + 2 - (n % 7 == 4));
		OK(memcmp(vu.p, source.p, n) == 0);
		EQ_INT(vu.p[vu.n - 1], 'e');
	}
}

TEST(folding_appends)
{
	AUTO_BUF b;

	buf_init(&b, 100);
	buf_cstr(&b, "a|");
	utf8_replie(STR("  É "), &b);
	EQ_STR(buf_view(&b), "a|e");
}

static void visible(const char *texte, bool lignes, const char *voulu)
{
	AUTO_BUF b;

	buf_init(&b, 1024);
	utf8_visible(str_of(texte), lignes, &b);
	EQ_STR(b.n ? b.p : "", voulu);
}

TEST(ce_qui_commanderait_un_terminal_ne_passe_pas)
{
	visible("Créteil, l’été « a »", false, "Créteil, l’été « a »");
	visible("a\033[31mb\ac\x7f", false, "a [31mb c ");
	visible("a\nb\tc", false, "a b c");
	visible("a\nb\tc", true, "a\nb c");
	visible("a\xc2\x9b"
		"31m",
		false, "a 31m"); /* C1 */
	visible("a\xe2\x80\xae"
		"b\xe2\x81\xa6",
		false,
		"a\xef\xbf\xbd"
		"b\xef\xbf\xbd");
	visible("a\xe2\x80\x99\xff", false, "a\xe2\x80\x99\xef\xbf\xbd");
}
