/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_csv_parcoursup_test.c - the lists of formations of Parcoursup, in each shape that they had (formats.md 5.3)
 *
 * The files are invented; their titles are those of the real ones.
 */
#include "tap.h"

#include "lecture.h"

#define TETE_2025                                                                                  \
	"UAI_GES;UAI_COMPOSANTE;LIB_COMPOSANTE;LIB_INS;UAI_AFF;LIB_AFF;ACADÉMIE;CODEFORMATION;"   \
	"LIBFORMATION;CODESPÉCIALITÉ;LIBSPÉCIALITÉ;CODESPÉFORMATIONINITIALE;CODEMEF;CODECFD;" \
	"CODEFORMATIONINSCRIPTION;CODEFORMATIONACCUEIL;CODESISE;LISTE_IDEO;ID_RCO;"                \
	"FORMATION_PARAMÉTRÉE;APPRENTISSAGEOUSCOLAIRE;LISTE_RNCP;CAPACITE;NBDEDEMANDES"          \
	"\r\n"
#define LIGNE_2025                                                                                  \
	"0940001A;0940001A;CFA A;;0940002B;CFA B;Créteil;42;BTS - Production;11436;Option A - en " \
	"apprentissage;10436;3112011621;32020116;47102;47103;;FOR.1;CLE#L01;Paramétrée;"          \
	"Apprentissage;\"35341;37391\";25;17\r\n"

static void eq_trace(enum format f, const char *octets, const char *trace)
{
	AUTO_LECTURE l = {0};
	struct str s = str_of(octets);

	EQ_INT(format_reconnaitre(s.p, s.n), f);
	lire(&l, f, s, s.n, 1);
	EQ_STR(buf_view(&l.trace), trace);
}

TEST(vingt_quatre_colonnes)
{
	eq_trace(
		FORMAT_PARCOURSUP,
		TETE_2025 LIGNE_2025
		"0450001C;0450001C;Université;Portail;0450001C;Université;Orléans;3004;Licence;2032;"
		"Portail;;;;47168;47168;;;;Non Paramétrée;Scolaire;;10;0\r\n",
		"2|47102|47103|0940001A|0940001A|0940002B||CFA A|||Créteil||42|BTS - Production|11436|"
		"Option A - en apprentissage|10436|32020116|3112011621|35341,37391|CLE#L01||Paramétrée|"
		"1||25\n"
		"3|47168|47168|0450001C|0450001C|0450001C|Portail|Université|||Orléans||3004|Licence|"
		"2032|Portail|||||||Non Paramétrée|0||10\n=2|0|UTF-8|\n");
}

/* The older export: other columns in between, and the tag « Certifiée ». */
TEST(flag_certif)
{
	eq_trace(
		FORMAT_PARCOURSUP,
		"UAI_GES;UAI_COMPOSANTE;LIB_COMPOSANTE;CODECOMMUNE;CODEPOSTAL;MINISTERETUTELLE;"
		"UAI_CERFA;SIRET_CERFA;CODEFORMATION;LIBFORMATION;CODESPÉCIALITÉ;LIBSPÉCIALITÉ;"
		"CODEFORMATIONINSCRIPTION;LATITUDE;FLAG_CERTIF\n"
		"0940001A;0940001A;CFA A;94028;94000;6;;;42;BTS - Production;11436;A;47102;48.7;1\n"
		"0940001A;0940001A;CFA A;94028;94000;6;;;42;BTS - Production;11437;B;47103;48.7;non\n"
		"0940001A;0940001A;CFA A;94028;94000;6;;;42;BTS - Production;11438;C;;48.7;0\n",
		"2|47102||0940001A|0940001A|||CFA A|94028|94000|||42|BTS - Production|11436|A|||||||||1|\n"
		"3|47103||0940001A|0940001A|||CFA A|94028|94000|||42|BTS - Production|11437|B|||||||||0|\n"
		"4!CODE_ABSENT||code_inscription|\n=3|1|UTF-8|\n");
}

/* 2020: no code of formation; the school that manages it is the key of a row. */
TEST(dix_neuf_colonnes)
{
	eq_trace(
		FORMAT_PARCOURSUP,
		"UAI_GES;UAI_COMPOSANTE;LIB_COMPOSANTE;LIB_INS;UAI_AFF;LIB_AFF;CODECOMMUNE;LIBCOMMUNE;"
		"CODEPOSTAL;ACADÉMIE;MINISTERETUTELLE;LIBMINISTERE;TYPEETA;CODEFORMATION;LIBFORMATION;"
		"CODESPÉCIALITÉ;LIBSPÉCIALITÉ;CODESPÉFORMATIONINITIALE;CODEMEF\n"
		"0590001A;0590001A;CFA T;;0590002B;CFA T;59606;Valenciennes;59308;Lille;6;M;Lycée;43;"
		"BTS - Services;11423;MCO - en apprentissage;10423;3113121321\n",
		"2|||0590001A|0590001A|0590002B||CFA T|59606|59308|Lille||43|BTS - Services|11423|"
		"MCO - en apprentissage|10423||3113121321|||||||\n=1|0|UTF-8|\n");
}

TEST(la_forme_simple)
{
	eq_trace(
		FORMAT_PARCOURSUP,
		"G_TI_COD;G_TA_COD;UAI;TYPE_FORMATION;DOMAINE;SPECIALITE;LIBELLE;CLE;PARAMETRAGE\n"
		"20001;20002;0650001a;BTS;BTS - Services;MCO - en apprentissage;LYCEE A;CLE#L01;Validé\n",
		"2|20001|20002|0650001A|||LYCEE A|||||BTS||BTS - Services||MCO - en apprentissage|||||"
		"CLE#L01||Validé|||\n=1|0|UTF-8|\n");
}

TEST(les_codes_et_leurs_cles)
{
	eq_trace(FORMAT_PARCOURSUP_CLES,
		 "parcoursup_id;cle_ministere_educatif;rapprochement\r\n32103;CLE#L01;unique1\r\n"
		 "32104;;aucun\r\n",
		 "2|32103|||||||||||||||||||CLE#L01|unique1||||\n"
		 "3|32104||||||||||||||||||||aucun||||\n=2|0|UTF-8|\n");
	eq_trace(FORMAT_PARCOURSUP_CLES, "parcoursup_id;cle_ministere_educatif\n32103;CLE#L01\n",
		 "2|32103|||||||||||||||||||CLE#L01|||||\n=1|0|UTF-8|\n");
	/* the code is a number: zeros before it are nothing */
	eq_trace(
		FORMAT_PARCOURSUP_CLES,
		"parcoursup_id;cle_ministere_educatif\n000047168;CLE#L01\n00;CLE#L02\n4716x;CLE#L03\n",
		"2|47168|||||||||||||||||||CLE#L01|||||\n3|0|||||||||||||||||||CLE#L02|||||\n"
		"4!CLE_MALFORMEE|4716x|code_inscription|4716x\n=3|1|UTF-8|\n");
}

TEST(les_zeros_perdus)
{
	eq_trace(FORMAT_PARCOURSUP,
		 "UAI_GES;CODECOMMUNE;CODEPOSTAL;CODEFORMATION;LIBFORMATION;CODESPÉCIALITÉ;"
		 "LIBSPÉCIALITÉ;CODEMEF\n10001x;1004;1000;42;A;1;B;1000131\n",
		 "2!CODE_MALFORME|10001x|uai_gestion|10001x\n2!ZERO_PERDU|10001x|insee|1004\n"
		 "2!ZERO_PERDU|10001x|code_postal|1000\n2!ZERO_PERDU|10001x|mef|1000131\n"
		 "2||||10001x||||01004|01000|||42|A|1|B|||0001000131|||||||\n=1|0|UTF-8|\n");
}

/* One offer, several RNCP (formats.md 9, 8): with or without prefix, whatever stands between them. */
TEST(plusieurs_rncp)
{
	static const struct {
		const char *vu, *voulu;
		bool faux;
	} cas[] = {
		{"35341", "35341", false},
		{"35341;37391", "35341,37391", false},
		{"RNCP35341 | RNCP37391;", "35341,37391", false},
		{"35341;", "35341", false},
		{";35341", ";35341", true},
		{"RNCP", "RNCP", true},
		{"35341/37391", "35341/37391", true},
		{"1111111111;2222222222;3333333333;4444444444;5555555555;6666666666;7777777777",
		 "1111111111,2222222222,3333333333,4444444444,5555555555,6666666666,7777777777",
		 false},
		{"1111111111;2222222222;3333333333;4444444444;5555555555;6666666666;7777777777;88888",
		 "1111111111;2222222222;3333333333;4444444444;5555555555;6666666666;7777777777;88888",
		 true},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_BUF b;
		AUTO_BUF voulu;
		buf_init(&b, 4000);
		buf_init(&voulu, 4000);
		buf_printf(&b,
			   "UAI_GES;CODEFORMATION;LIBFORMATION;CODESPÉCIALITÉ;LIBSPÉCIALITÉ;"
			   "CODEFORMATIONINSCRIPTION;LISTE_RNCP\n0940001A;1;A;2;B;3;\"%s\"\n",
			   cas[i].vu);
		if (cas[i].faux)
			buf_printf(&voulu, "2!CODE_MALFORME|3|rncp|%s\n", cas[i].vu);
		buf_printf(&voulu, "2|3|||0940001A||||||||1|A|2|B||||%s||||||\n=1|0|UTF-8|\n",
			   cas[i].voulu);
		eq_trace(FORMAT_PARCOURSUP, b.p, voulu.p);
	}
}

TEST(apprentissage_ou_scolaire)
{
	eq_trace(
		FORMAT_PARCOURSUP,
		"UAI_GES;CODEFORMATION;LIBFORMATION;CODESPÉCIALITÉ;LIBSPÉCIALITÉ;"
		"CODEFORMATIONINSCRIPTION;APPRENTISSAGEOUSCOLAIRE\n0940001A;1;A;2;B;3;APPRENTISSAGE\n"
		"0940001A;1;A;2;B;4;?\n",
		"2|3|||0940001A||||||||1|A|2|B||||||||1||\n"
		"3!VALEUR_HORS_LISTE|4|apprentissage|?\n3|4|||0940001A||||||||1|A|2|B||||||||?||\n"
		"=2|0|UTF-8|\n");
}

/* With --as the header decides between the shapes; when it fits none the message is that of the list of today. */
TEST(un_en_tete_d_aucune_forme)
{
	AUTO_LECTURE l = {0};

	lire(&l, FORMAT_PARCOURSUP, STR("UAI_GES;CODEFORMATION\n0940001A;1\n"), 100, 1);
	EQ_INT(l.err, E_INVALIDE);
	OK(str_contains(str_of(l.inc.message), STR("« CODEFORMATIONINSCRIPTION »")));
}
