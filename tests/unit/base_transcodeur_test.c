/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_transcodeur_test.c - UTF-8, cp1252 and mixtures, cut anywhere, come out the same
 */
#include "tap.h"

#include "base/utf8.h"

struct vu {
	struct buf texte;
	struct transcodeur t;
};

/* Convert s in pieces of `pas` bytes, the first one of `premier` bytes. */
static void convertir(struct vu *vu, struct str s, size_t premier, size_t pas)
{
	size_t n = premier < s.n ? premier : s.n;

	buf_init(&vu->texte, 100000);
	transcodeur_init(&vu->t);
	transcodeur_feed(&vu->t, s.p, n, &vu->texte);
	while (n < s.n) {
		size_t m = pas < s.n - n ? pas : s.n - n;

		transcodeur_feed(&vu->t, s.p + n, m, &vu->texte);
		n += m;
	}
	transcodeur_end(&vu->t, &vu->texte);
}

static bool pareils(const struct vu *a, const struct vu *b)
{
	return str_eq(buf_view(&a->texte), buf_view(&b->texte)) && a->t.bom == b->t.bom &&
	       a->t.convertis == b->t.convertis && a->t.multioctets == b->t.multioctets &&
	       a->t.perdus == b->t.perdus;
}

static const struct cas {
	struct str octets;
	const char *texte, *nom;
	unsigned convertis, multioctets, perdus;
} cas[] = {
#define CAS(octets, ...)                                                                           \
	{                                                                                          \
		{octets, sizeof octets - 1}, __VA_ARGS__                                           \
	}
	CAS("", "", "UTF-8", 0, 0, 0),
	{{NULL, 0}, "", "UTF-8", 0, 0, 0},
	CAS("abc", "abc", "UTF-8", 0, 0, 0),
	CAS("\xef\xbb\xbf", "", "UTF-8 avec BOM", 0, 0, 0),
	CAS("\xef\xbb\xbf\xc3\xa9t\xc3\xa9", "été", "UTF-8 avec BOM", 0, 2, 0),
	CAS("\xef\xbb", "ï»", "cp1252", 2, 0, 0),
	CAS("\xef", "ï", "cp1252", 1, 0, 0),
	CAS("a\xef\xbb\xbf", "a\xef\xbb\xbf", "UTF-8", 0, 1, 0),
	CAS("\xef\xbb\xbf\xef\xbb\xbf", "\xef\xbb\xbf", "UTF-8 avec BOM", 0, 1, 0),
	CAS("\xef\xbb\xbf\xe9", "é", "mélange UTF-8 et cp1252", 1, 0, 0),
	CAS("\xe9t\xe9", "été", "cp1252", 2, 0, 0),
	CAS("\xe9\xe2\x82\xac\xe9", "é€é", "mélange UTF-8 et cp1252", 2, 1, 0),
	CAS("\x80\x9c\x85\x9f\x92", "€œ…Ÿ’", "cp1252", 5, 0, 0),
	CAS("\x81\x8d\x8f\x90\x9d", "�����", "cp1252", 5, 0, 5),
	CAS("\xef\xbf\xbd", "�", "UTF-8", 0, 1, 1),
	CAS("\xf0\x9d\x84\x9e\xf0\x9d\x84", "𝄞ð�„", "mélange UTF-8 et cp1252", 3, 1, 1),
	CAS("\xe2\x82\xe2\x82\xac", "â‚€", "mélange UTF-8 et cp1252", 2, 1, 0),
	CAS("\xed\xa0\x80", "í\xc2\xa0€", "cp1252", 3, 0, 0),
	CAS("\xc0\x80", "À€", "cp1252", 2, 0, 0),
	CAS("L'\xc9lite ; 12345678 ; fen\xeatre ; ao\xfbt", "L'Élite ; 12345678 ; fenêtre ; août",
	    "cp1252", 3, 0, 0),
	CAS("0123456789abcdef \xc3\xa9 0123456789abcdef", "0123456789abcdef é 0123456789abcdef",
	    "UTF-8", 0, 1, 0),
	CAS("\xc3\xc3\xa9\xf0\xf0\x9d\xe2\xc3", "Ãéðð�âÃ", "mélange UTF-8 et cp1252", 6, 1, 1),
#undef CAS
};

TEST(what_comes_out)
{
	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		struct vu vu;

		convertir(&vu, cas[i].octets, cas[i].octets.n, 1);
		EQ_STR(buf_view(&vu.texte), cas[i].texte);
		EQ_STR(transcodeur_nom(&vu.t), cas[i].nom);
		EQ_INT(vu.t.convertis, cas[i].convertis);
		EQ_INT(vu.t.multioctets, cas[i].multioctets);
		EQ_INT(vu.t.perdus, cas[i].perdus);
		OK(utf8_valide(buf_view(&vu.texte)));
		buf_free(&vu.texte);
	}
}

TEST(the_cut_does_not_matter)
{
	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		struct vu entier;

		convertir(&entier, cas[i].octets, cas[i].octets.n, 1);
		for (size_t coupe = 0; coupe <= cas[i].octets.n; coupe++)
			for (size_t pas = 1; pas <= cas[i].octets.n; pas++) {
				struct vu vu;

				convertir(&vu, cas[i].octets, coupe, pas);
				OK(pareils(&vu, &entier));
				buf_free(&vu.texte);
			}
		buf_free(&entier.texte);
	}
}

/* Every sequence of three bytes taken among the ones that decide. */
TEST(the_cut_does_not_matter_for_any_three_bytes)
{
	static const unsigned char bords[] = {
		0x00, 0x41, 0x7f, 0x80, 0x81, 0x8f, 0x90, 0x9f, 0xa0, 0xbb, 0xbf, 0xc0, 0xc1,
		0xc2, 0xc3, 0xdf, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff,
	};
	enum { N = sizeof bords };

	for (size_t i = 0; i < N * N * N; i++) {
		char o[5] = {(char)bords[i % N], (char)bords[i / N % N], (char)bords[i / N / N],
			     'z'};
		struct vu entier, vu;

		convertir(&entier, (struct str){o, 4}, 4, 1);
		OK(utf8_valide(buf_view(&entier.texte)));
		for (size_t coupe = 0; coupe < 4; coupe++) {
			convertir(&vu, (struct str){o, 4}, coupe, 1);
			OK(pareils(&vu, &entier));
			buf_free(&vu.texte);
		}
		buf_free(&entier.texte);
	}
}

TEST(nothing_is_written_past_the_maximum)
{
	struct transcodeur t;
	AUTO_BUF b;

	transcodeur_init(&t);
	buf_init(&b, 4);
	transcodeur_feed(&t, "abcdefgh", 8, &b);
	transcodeur_end(&t, &b);
	OK(buf_depasse(&b));
	OK(b.n <= 4);
}
