/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_comprime_test.c - what was compressed comes back, and nothing else does
 */
#include "tap.h"

#include "base/comprime.h"

static void aller_retour(struct str s)
{
	AUTO_BUF petit, grand;

	buf_init(&petit, s.n + s.n / 255 + 16);
	buf_init(&grand, s.n);
	comprime(s, &petit);
	OK(!buf_depasse(&petit));
	EQ_INT(decomprime(buf_view(&petit), s.n, &grand), OK);
	OK(str_eq(buf_view(&grand), s));
}

TEST(texts_come_back)
{
	static char texte[100000];
	uint32_t graine = 1;

	aller_retour(STR_VIDE);
	aller_retour(STR("a"));
	aller_retour(STR("nul\0octet"));
	for (size_t i = 0; i < sizeof texte; i++)
		texte[i] = "Objectifs de la formation. "[i % 27];
	aller_retour((struct str){texte, sizeof texte});
	for (size_t i = 0; i < sizeof texte; i++) {
		graine = graine * 1664525 + 1013904223; /* nothing to compress */
		texte[i] = (char)(graine >> 24);
	}
	aller_retour((struct str){texte, sizeof texte});
}

TEST(a_long_text_is_made_shorter)
{
	static char texte[10000];
	AUTO_BUF petit;

	memset(texte, 'a', sizeof texte);
	buf_init(&petit, 2 * sizeof texte);
	comprime((struct str){texte, sizeof texte}, &petit);
	OK(petit.n > 0 && petit.n < sizeof texte / 10);
}

TEST(other_bytes_are_refused)
{
	struct str s = STR("un texte, un texte, un texte, un texte, un texte");
	AUTO_BUF petit, grand;

	buf_init(&petit, 1000);
	buf_init(&grand, 1000);
	comprime(s, &petit);
	EQ_INT(decomprime(buf_view(&petit), s.n - 1, &grand), E_INVALIDE);
	EQ_INT(decomprime(buf_view(&petit), s.n + 1, &grand), E_INVALIDE);
	EQ_INT(decomprime(str_sub(buf_view(&petit), 0, petit.n - 1), s.n, &grand), E_INVALIDE);
	EQ_INT(decomprime(STR("\xff\xff\xff\xff"), s.n, &grand), E_INVALIDE);
	EQ_INT(decomprime(buf_view(&petit), SIZE_MAX, &grand), E_INVALIDE);
	EQ_INT(grand.n, 0);
}
