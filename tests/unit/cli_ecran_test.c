/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cli_ecran_test.c - lines of 100 columns, cut where a French reader expects it
 */
#include "tap.h"

#include "base/utf8.h"
#include "cli/ecran.h"

/* The paragraph as it is written, without colour: stdout of a test is no terminal. */
static const char *mis_en_page(struct arena *a, struct paragraphe p, const char *texte)
{
	AUTO_BUF out;
	struct ecran e;

	buf_init(&out, ECRAN_MAX);
	ecran_init(&e, &out);
	ecran_paragraphe(&e, p, texte);
	return arena_cstr(a, buf_view(&out));
}

/* n letters, then the text: what follows falls on the edge of the line. */
static const char *au_bord(struct arena *a, int n, const char *texte)
{
	char *x = arena_alloc(a, (size_t)n + 1);

	memset(x, 'x', (size_t)n);
	return mis_en_page(a, (struct paragraphe){0}, arena_printf(a, "%s %s", x, texte));
}

/* The second line of what was written. */
static const char *deuxieme(const char *texte)
{
	const char *p = strchr(texte, '\n');

	return p ? p + 1 : "";
}

TEST(une_ligne_tient_en_cent_colonnes)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(au_bord(a, 95, "fini"), arena_printf(a, "%.95s fini\n", au_bord(a, 95, "")));
	EQ_STR(deuxieme(au_bord(a, 96, "fini")), "fini\n");
	/* Columns are characters, not bytes: four letters of eight bytes. */
	EQ_INT(utf8_longueur(str_of(au_bord(a, 95, "éàùç"))), 101);
	EQ_STR(deuxieme(au_bord(a, 96, "éàùç")), "éàùç\n");
}

TEST(le_retrait_de_la_suite_et_la_ligne_deja_commencee)
{
	AUTO_ARENA a = arena_new(0);
	const char *long_mot = mis_en_page(
		a, (struct paragraphe){STYLE_NORMAL, 2, 4, false},
		"a bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
		"bbbbbbbbb c");

	EQ_STR(mis_en_page(a, (struct paragraphe){STYLE_NORMAL, 3, 5, false}, "mot"), "   mot\n");
	EQ_STR(mis_en_page(a, (struct paragraphe){STYLE_NORMAL, 3, 5, true}, "mot"), "mot\n");
	OK(strncmp(long_mot, "  a", 3) == 0);
	OK(strncmp(deuxieme(long_mot), "    c", 5) == 0);
}

TEST(on_ne_coupe_pas_une_ponctuation_un_code_ou_une_date)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(deuxieme(au_bord(a, 92, "trouvée ;")), "trouvée ;\n");
	EQ_STR(deuxieme(au_bord(a, 93, "« Cycle »")), "« Cycle »\n");
	EQ_STR(deuxieme(au_bord(a, 90, "552 100 554 00013")), "552 100 554 00013\n");
	EQ_STR(deuxieme(au_bord(a, 93, "14 novembre 2023")), "14 novembre 2023\n");
	EQ_STR(deuxieme(au_bord(a, 93, "1er août 2024")), "1er août 2024\n");
	EQ_STR(deuxieme(au_bord(a, 96, "critère 14 fois")), "critère 14 fois\n");
}

TEST(une_valeur_etrangere_est_citee_et_coupee_sur_un_caractere)
{
	AUTO_ARENA a = arena_new(0);
	AUTO_BUF longue;

	buf_init(&longue, 4096);
	EQ_STR(anomalie_valeur(a, STR_VIDE), "(vide)");
	EQ_STR(anomalie_valeur(a, STR("20240900")), "« 20240900 »");
	buf_char(&longue, 'x');
	for (int i = 0; i < 200; i++)
		buf_cstr(&longue, "é");
	OK(utf8_valide(str_of(anomalie_valeur(a, buf_view(&longue)))));
	OK(strstr(anomalie_valeur(a, buf_view(&longue)), "… »") != NULL);
}

TEST(chaque_avis_a_son_signe)
{
	EQ_STR(avis_signe(AVIS_CONFORME), "✔");
	EQ_STR(avis_signe(AVIS_NON_CONFORME), "✖");
	EQ_STR(avis_signe(AVIS_A_VERIFIER), "?");
	EQ_STR(avis_signe(AVIS_SANS_OBJET), "–");
}

TEST(une_page_ne_coupe_pas_les_lignes_la_non_plus)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(texte_insecable(a, "Le « SAIO » : 3 088 lignes, le 6 novembre 2023 ?"),
	       "Le «\xc2\xa0SAIO\xc2\xa0»\xc2\xa0: 3\xc2\xa0"
	       "088 lignes, le 6\xc2\xa0novembre\xc2\xa0"
	       "2023\xc2\xa0?");
	EQ_STR(texte_insecable(a, ""), "");
}
