/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tap.h - the smallest test harness that prove understands
 *
 *	TEST(une_session_fermee_ne_compte_pas)
 *	{
 *		EQ_INT(session_ouvertes(&d), 0);
 *	}
 *
 * Each TEST registers itself and is one line of TAP, in the order of the file. A check that fails
 * says where and what, and the test goes on; MUST leaves the test. A test that checked nothing
 * fails. Included once in a program: it holds main.
 */
#ifndef RELAIS_TAP_H
#define RELAIS_TAP_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

enum { TAP_TESTS_MAX = 500, TAP_DITS_MAX = 10 };

static struct {
	struct {
		const char *nom;
		void (*fonction)(void);
	} tests[TAP_TESTS_MAX];
	int n, verifies, rates; /* the tests; the checks made and failed in the current one */
	const char *saute; /* why the current test was skipped */
} tap;

#define TEST(nom_du_test)                                                                          \
	static void test_##nom_du_test(void);                                                      \
	__attribute__((constructor)) static void inscrire_##nom_du_test(void)                      \
	{                                                                                          \
		tap_inscrire(#nom_du_test, test_##nom_du_test);                                    \
	}                                                                                          \
	static void test_##nom_du_test(void)

/* Checks. EQ_STR takes struct str or C strings on either side. */
#define OK(expr) ((void)tap_ok((expr), __FILE__, __LINE__, #expr))
#define EQ_INT(vu, voulu) tap_eq_int((long long)(vu), (long long)(voulu), __FILE__, __LINE__, #vu)
#define EQ_STR(vu, voulu) tap_eq_str(TAP_STR(vu), TAP_STR(voulu), __FILE__, __LINE__, #vu)
#define MUST(expr)                                                                                 \
	do {                                                                                       \
		if (!tap_ok((expr), __FILE__, __LINE__, #expr))                                    \
			return;                                                                    \
	} while (0)
#define SKIP(raison)                                                                               \
	do {                                                                                       \
		tap.saute = (raison);                                                              \
		return;                                                                            \
	} while (0)
#define TAP_STR(x) _Generic((x), struct str : tap_str, default : str_of)(x)

static inline struct str tap_str(struct str s)
{
	return s;
}

static inline void tap_inscrire(const char *nom, void (*fonction)(void))
{
	if (tap.n == TAP_TESTS_MAX) {
		puts("Bail out! more tests than TAP_TESTS_MAX");
		exit(1);
	}
	tap.tests[tap.n].nom = nom;
	tap.tests[tap.n++].fonction = fonction;
}

static inline bool tap_ok(bool vrai, const char *fichier, int ligne, const char *texte)
{
	tap.verifies++;
	if (!vrai && tap.rates++ < TAP_DITS_MAX)
		printf("# %s:%d: %s\n", fichier, ligne, texte);
	return vrai;
}

static inline void tap_eq_int(long long vu, long long voulu, const char *fichier, int ligne,
			      const char *texte)
{
	if (!tap_ok(vu == voulu, fichier, ligne, texte) && tap.rates <= TAP_DITS_MAX)
		printf("#   vu %lld, voulu %lld\n", vu, voulu);
}

static inline void tap_eq_str(struct str vu, struct str voulu, const char *fichier, int ligne,
			      const char *texte)
{
	if (!tap_ok(str_eq(vu, voulu), fichier, ligne, texte) && tap.rates <= TAP_DITS_MAX)
		printf("#   vu    « %.*s »\n#   voulu « %.*s »\n", STR_FMT(vu), STR_FMT(voulu));
}

int main(void)
{
	int rates = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 0; i < tap.n; i++) {
		bool bon;

		tap.verifies = tap.rates = 0;
		tap.saute = NULL;
		tap.tests[i].fonction();
		if (tap.rates)
			tap.saute = NULL; /* « not ok # SKIP » would count as good */
		if (!tap.verifies && !tap.saute)
			puts("# nothing was checked");
		bon = !tap.rates && (tap.verifies || tap.saute);
		rates += !bon;
		printf("%sok %d - %s%s%s\n", bon ? "" : "not ", i + 1, tap.tests[i].nom,
		       tap.saute ? " # SKIP " : "", tap.saute ? tap.saute : "");
	}
	printf("1..%d\n", tap.n);
	return rates || !tap.n;
}

#endif
