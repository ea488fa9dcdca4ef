/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_csv_test.c - the same records, however the bytes are cut
 */
#include "tap.h"

#include "base/csv.h"

enum { RECORD_MAX = 40 };

/* What a scan tells, as text: « 1:[a|b] 2:[c] » then « ok » or « invalide en 3 ». */
static enum err noter(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	struct buf *trace = ctx;

	buf_printf(trace, "%u:[", ligne);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(trace, '|');
		buf_str(trace, champs[i]);
	}
	buf_cstr(trace, "] ");
	return OK;
}

static void lire(struct buf *trace, struct str s, size_t premier, size_t pas)
{
	struct csv c;
	size_t n = premier < s.n ? premier : s.n;
	enum err err;

	csv_init(&c, ';', RECORD_MAX, noter, trace);
	err = csv_feed(&c, s.p, n);
	while (!err && n < s.n) {
		size_t m = pas < s.n - n ? pas : s.n - n;

		err = csv_feed(&c, s.p + n, m);
		n += m;
	}
	if (!err)
		err = csv_end(&c);
	if (err)
		buf_printf(trace, "erreur %d en %u", (int)err, c.ligne);
	else
		buf_cstr(trace, "ok");
	csv_free(&c);
}

static const struct {
	struct str octets;
	const char *trace;
} cas[] = {
#define CAS(octets, trace)                                                                         \
	{                                                                                          \
		{octets, sizeof octets - 1}, trace                                                 \
	}
	CAS("", "ok"),
	CAS("a", "1:[a] ok"),
	CAS("a\n", "1:[a] ok"),
	CAS("a;b;c\nd;e;f\n", "1:[a|b|c] 2:[d|e|f] ok"),
	CAS("a;b;c\r\nd;e;f\r\n", "1:[a|b|c] 2:[d|e|f] ok"),
	CAS("a;b;c\rd;e;f\r", "1:[a|b|c] 2:[d|e|f] ok"),
	CAS("a;b;c\nd;e;f", "1:[a|b|c] 2:[d|e|f] ok"),
	CAS("\n\na\n\n\nb\n\n", "3:[a] 6:[b] ok"),
	CAS("\r\n\r\na\r\n\r\nb", "3:[a] 5:[b] ok"),
	CAS("a\n\r\nb\r\rc\r\n\nd", "1:[a] 3:[b] 5:[c] 7:[d] ok"),
	CAS(";", "1:[|] ok"),
	CAS(";\n;;\n", "1:[|] 2:[||] ok"),
	CAS("a;\n;b", "1:[a|] 2:[|b] ok"),
	CAS(" \n", "1:[ ] ok"),
	CAS("\"\"", "1:[] ok"),
	CAS("\"\"\n\"\";\"\"\n", "1:[] 2:[|] ok"),
	CAS("\"a\";\"b;c\";\"d\"\"e\"\n", "1:[a|b;c|d\"e] ok"),
	CAS("\"\"\"\"\n", "1:[\"] ok"),
	CAS("\"\"\"\"\"\"\n", "1:[\"\"] ok"),
	CAS("\"a\nb\";c\nd\n", "1:[a\nb|c] 3:[d] ok"),
	CAS("\"a\r\nb\";c\r\nd\r\n", "1:[a\r\nb|c] 3:[d] ok"),
	CAS("\"a\rb\r\";c\rd\r", "1:[a\rb\r|c] 4:[d] ok"),
	CAS("\"\r\";x\n\"\n\";y\r\nz", "1:[\r|x] 3:[\n|y] 5:[z] ok"),
	CAS("\"a\r\"\nb", "1:[a\r] 3:[b] ok"), /* that LF is a second line break */
	CAS("a\"b;c\"\n", "1:[a\"b|c\"] ok"),
	CAS("\"a\"b;\"c\" ;d\n", "1:[ab|c |d] ok"),
	CAS("\"a\"b\"c\";d\n", "1:[ab\"c\"|d] ok"),
	CAS(" \"a\";b\n", "1:[ \"a\"|b] ok"),
	CAS("a;\"b", "erreur 2 en 1"),
	CAS("a\n\"b;c\nd\n", "1:[a] erreur 2 en 2"),
	CAS("\"", "erreur 2 en 1"),
	CAS("\"a\"\"", "erreur 2 en 1"),
	CAS("l'été;12345678;\"Sœur\"\nfin de la 2e;x",
	    "1:[l'été|12345678|Sœur] 2:[fin de la 2e|x] ok"),
	CAS("0123456789012345678901234567890123456789\n",
	    "1:[0123456789012345678901234567890123456789] ok"),
	CAS("01234567890123456789;01234567890123456789\nb",
	    "1:[01234567890123456789|01234567890123456789] 2:[b] ok"),
	CAS("a\n01234567890123456789012345678901234567890\n", "1:[a] erreur 2 en 2"),
	CAS("a\n\n\"0123456789\n123456789012345678901234567890\"\"\"", "1:[a] erreur 2 en 3"),
	CAS("a\n01234567890123456789012345678901234567890", "1:[a] erreur 2 en 2"),
	CAS("nul\0octet;b\nc", "1:[nul\0octet|b] 2:[c] ok"),
#undef CAS
};

TEST(what_is_read)
{
	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_BUF trace;

		buf_init(&trace, 10000);
		lire(&trace, cas[i].octets, cas[i].octets.n, 1);
		if (!memchr(cas[i].octets.p, '\0', cas[i].octets.n))
			EQ_STR(buf_view(&trace), cas[i].trace);
	}
}

TEST(no_bytes_at_all)
{
	AUTO_BUF trace, ecrit;

	buf_init(&trace, 100);
	buf_init(&ecrit, 100);
	lire(&trace, STR_VIDE, 0, 1);
	EQ_STR(buf_view(&trace), "ok");
	csv_write(&ecrit, ';', STR_VIDE);
	EQ_STR(buf_view(&ecrit), "");
}

TEST(a_nul_is_an_ordinary_byte)
{
	AUTO_BUF trace;

	buf_init(&trace, 100);
	lire(&trace, STR("nul\0octet;b"), 5, 1);
	OK(str_eq(buf_view(&trace), STR("1:[nul\0octet|b] ok")));
}

TEST(the_cut_does_not_matter)
{
	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_BUF entier;

		buf_init(&entier, 10000);
		lire(&entier, cas[i].octets, cas[i].octets.n, 1);
		for (size_t coupe = 0; coupe <= cas[i].octets.n; coupe++)
			for (size_t pas = 1; pas <= cas[i].octets.n; pas++) {
				AUTO_BUF trace;

				buf_init(&trace, 10000);
				lire(&trace, cas[i].octets, coupe, pas);
				EQ_STR(buf_view(&trace), buf_view(&entier));
			}
	}
}

/* Every text of six bytes made of the five kinds of bytes, cut everywhere. */
TEST(the_cut_does_not_matter_for_any_six_bytes)
{
	static const char sortes[] = {'a', ';', '"', '\n', '\r'};

	for (size_t i = 0; i < 15625; i++) {
		char o[6];
		AUTO_BUF entier;
		size_t reste = i;

		for (size_t j = 0; j < sizeof o; j++, reste /= 5)
			o[j] = sortes[reste % 5];
		buf_init(&entier, 10000);
		lire(&entier, (struct str){o, sizeof o}, sizeof o, 1);
		for (size_t coupe = 0; coupe < sizeof o; coupe++) {
			AUTO_BUF un, deux;

			buf_init(&un, 10000);
			buf_init(&deux, 10000);
			lire(&un, (struct str){o, sizeof o}, coupe, 1);
			lire(&deux, (struct str){o, sizeof o}, coupe, sizeof o);
			EQ_STR(buf_view(&un), buf_view(&entier));
			EQ_STR(buf_view(&deux), buf_view(&entier));
		}
	}
}

static enum err compter(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	size_t *vu = ctx;

	(void)ligne;
	(void)champs;
	*vu = n;
	return OK;
}

/* A line of n empty fields, read whole then byte by byte. */
static enum err lire_champs(size_t n, size_t pas, size_t *vu)
{
	char ligne[CSV_CHAMPS_MAX + 2];
	struct csv c;
	enum err err = OK;

	memset(ligne, ';', n - 1);
	ligne[n - 1] = '\n';
	csv_init(&c, ';', RECORD_MAX, compter, vu);
	for (size_t i = 0; i < n && !err; i += pas)
		err = csv_feed(&c, ligne + i, pas < n - i ? pas : n - i);
	if (!err)
		err = csv_end(&c);
	csv_free(&c);
	return err;
}

TEST(the_number_of_fields_is_bounded)
{
	static const size_t pas[] = {1, 100, 1000};

	for (size_t i = 0; i < sizeof pas / sizeof *pas; i++) {
		size_t vu = 0;

		EQ_INT(lire_champs(CSV_CHAMPS_MAX, pas[i], &vu), OK);
		EQ_INT(vu, CSV_CHAMPS_MAX);
		vu = 0;
		EQ_INT(lire_champs(CSV_CHAMPS_MAX + 1, pas[i], &vu), E_INVALIDE);
		EQ_INT(vu, 0);
	}
}

static enum err refuser_b(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	(void)n;
	*(unsigned *)ctx = ligne;
	return str_eq(champs[0], STR("b")) ? E_CONFLIT : OK;
}

TEST(what_the_callback_says_stops_the_scan)
{
	static const char *const textes[] = {"a\nb\nc\n", "a\n\"b\"\nc\n", "a\nb", "a\n\"b\""};

	for (size_t i = 0; i < 4; i++) {
		struct csv c;
		unsigned ligne = 0;
		enum err err;

		csv_init(&c, ';', RECORD_MAX, refuser_b, &ligne);
		err = csv_feed(&c, textes[i], strlen(textes[i]));
		if (i >= 2) {
			EQ_INT(err, OK);
			err = csv_end(&c);
		}
		EQ_INT(err, E_CONFLIT);
		EQ_INT(ligne, 2);
		csv_free(&c);
	}
}

TEST(fields_are_quoted_only_when_needed)
{
	static const struct {
		const char *champ, *ecrit;
	} ecrits[] = {
		{"", ""},           {"abc", "abc"},       {"a b", "a b"},
		{"a,b", "a,b"},     {"a;b", "\"a;b\""},   {"a\"b", "\"a\"\"b\""},
		{"\"", "\"\"\"\""}, {"a\nb", "\"a\nb\""}, {"a\rb", "\"a\rb\""},
		{" a", "\" a\""},   {"a ", "\"a \""},     {"été", "été"},
	};

	for (size_t i = 0; i < sizeof ecrits / sizeof *ecrits; i++) {
		AUTO_BUF b;

		buf_init(&b, 100);
		csv_write(&b, ';', str_of(ecrits[i].champ));
		EQ_STR(buf_view(&b), ecrits[i].ecrit);
	}
}

/* What csv_write writes, csv_feed reads. */
TEST(what_is_written_is_read)
{
	AUTO_BUF ligne, trace;

	buf_init(&ligne, 1000);
	buf_init(&trace, 1000);
	for (size_t i = 0; i < 3; i++) {
		csv_write(&ligne, ';', STR("a\"b;\r\n"));
		buf_char(&ligne, ';');
	}
	csv_write(&ligne, ';', STR(" z "));
	lire(&trace, buf_view(&ligne), 3, 2);
	EQ_STR(buf_view(&trace), "1:[a\"b;\r\n|a\"b;\r\n|a\"b;\r\n| z ] ok");
}
