/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_json_test.c - the outer structure of a JSON file, however its bytes come; what is refused, what is set aside
 */
#include "tap.h"

#include <stdlib.h>

#include "base/limites.h"
#include "lecture.h"

static const struct {
	const char *octets, *trace;
} fichiers[] = {
	{"[{\"nom\":\"Ville\",\"code\":\"1001\",\"codesPostaux\":[\"01400\",\"1410\"],\"population\":7}]",
	 "1!ZERO_PERDU|1001|code|1001\n1|01001|01400|Ville\n1!ZERO_PERDU|1001|codesPostaux|1410\n"
	 "1|01001|01410|Ville\n=1|0|UTF-8|\n"},
	/* an element's line is the one where it starts */
	{"[\n {\"code\":\"2A004\",\n  \"codesPostaux\":[\"20000\"]},\n\n {\"code\":\"75056\",\"codesPostaux\":[]}\n]\n",
	 "2|2A004|20000|\n5!CODE_ABSENT|75056|codesPostaux|\n=2|1|UTF-8|\n"},
	/* a lone code without its list; what is no code, beside one that is, and alone */
	{"[{\"code\":\"01001\",\"codesPostaux\":\"01400\"},{\"code\":\"01002\",\"codesPostaux\":[null,\"01410\"]},"
	 "\n{\"code\":\"01003\",\"codesPostaux\":[{}]}]",
	 "1|01001|01400|\n1!CODE_ABSENT|01002|codesPostaux|\n1|01002|01410|\n"
	 "2!CODE_ABSENT|01003|codesPostaux|\n=3|1|UTF-8|\n"},
	/* NDJSON, its last line without end; an escaped quote, brackets inside a text */
	{"{\"code\":\"01001\",\"nom\":\"A \\\" ]}{\",\"codesPostaux\":[\"01400\"]}\n"
	 "{\"code\":\"01002\",\"nom\":\"\\u00e9\\\\\",\"codesPostaux\":[\"01410\"]}",
	 "1|01001|01400|A \" ]}{\n2|01002|01410|é\\\n=2|0|UTF-8|\n"},
	/* envelopes: the list may come after something else */
	{"{ \"communes\" : [ {\"code\":\"01001\",\"codesPostaux\":[\"01400\"]} ] , \"n\" : 1, \"x\\\"\":[] }",
	 "1|01001|01400|\n=1|0|UTF-8|\n"},
	{"{\"pagination\":{\"page\":\"1\"},\"communes\":[{\"code\":\"01001\",\"codesPostaux\":[\"01400\"]}]}",
	 "1|01001|01400|\n=1|0|UTF-8|\n"},
	/* what is no object, or says a thing twice, is set aside and the rest is read */
	{"[1, \"deux\",\nnull,[3],{\"code\":\"01001\",\"code\":\"01002\",\"codesPostaux\":[\"01400\"]},\n"
	 "{\"code\":\"01003\",\"codesPostaux\":[\"01400\"]},{\"nom\":\"sans code\",\"codesPostaux\":[]}]",
	 "1!OBJET_ILLISIBLE|||1\n1!OBJET_ILLISIBLE|||\"deux\"\n2!OBJET_ILLISIBLE|||null\n"
	 "2!OBJET_ILLISIBLE|||[3]\n2!OBJET_ILLISIBLE|||{\"code\":\"01001\",\"code\":\"01002\","
	 "\"codesPostaux\":[\"01400\"]}\n3|01003|01400|\n3!CODE_ABSENT||code|\n=7|6|UTF-8|\n"},
	{"\xef\xbb\xbf[{\"code\":\"01001\",\"nom\":\"Ch\xc3\xa2teau\",\"codesPostaux\":[\"01400\"]}]",
	 "1|01001|01400|Château\n=1|0|UTF-8 avec BOM|\n"},
	/* bytes that are not UTF-8 are read as cp1252, and said */
	{"[{\"code\":\"01001\",\"nom\":\"Ch\xe2teau\",\"codesPostaux\":[\"01400\"]}]",
	 "1|01001|01400|Château\n1!ENCODAGE|||1\n=1|0|cp1252|\n"},
};

enum { N_FICHIERS = sizeof fichiers / sizeof *fichiers };

TEST(chaque_forme_se_lit_coupee_partout)
{
	for (unsigned i = 0; i < N_FICHIERS; i++) {
		struct str s = str_of(fichiers[i].octets);

		for (size_t coupe = 0; coupe <= s.n; coupe++) {
			AUTO_LECTURE l = {0};

			lire(&l, FORMAT_CODES_POSTAUX, s, coupe, coupe ? s.n : 1);
			EQ_STR(buf_view(&l.trace), fichiers[i].trace);
		}
	}
}

/* NDJSON may stop after any of its objects; any other prefix is refused. */
TEST(un_fichier_coupe_est_refuse)
{
	for (unsigned i = 0; i < N_FICHIERS; i++) {
		struct str s = str_of(fichiers[i].octets);

		if (str_contains(s, STR("}\n{")))
			continue;
		for (size_t n = 0; n < str_trim(s).n; n++) {
			AUTO_LECTURE l = {0};

			lire(&l, FORMAT_CODES_POSTAUX, str_sub(s, 0, n), n, 1);
			EQ_INT(l.err, E_INVALIDE);
			EQ_INT(l.vus[RECORD_BILAN], 0);
			/* a mark cut in its middle is read as cp1252 */
			OK(n < 3 || strstr(l.inc.message, "Le fichier est coupé"));
		}
	}
}

TEST(un_json_mal_forme_est_refuse_avec_sa_ligne)
{
	static const struct {
		const char *octets, *ligne;
	} cas[] = {
		{"[{\"a\":}]", "ligne 1"},
		{"[\n{\"a\":1}\n{\"b\":2}]", "ligne 3"},
		{"[{},\n]", "ligne 2"},
		{"[,{}]", "ligne 1"},
		{"[{}]\n\n[]", "ligne 3"},
		{"{\"f\":[{}],}", "ligne 1"},
		{"{\"f\":[{}]\n\"g\":1}", "ligne 2"},
		{"[{\n\"a\":1\n\"b\":2}]", "ligne 3"},
		{"x", "ligne 1"},
		{"[nul]", "ligne 1"},
		{"[{\"a\":\"\\u0000\"}]", "ligne 1"},
		{"[{\"a\":[}]}]", "ligne 1"},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_LECTURE l = {0};
		struct str s = str_of(cas[i].octets);

		lire(&l, FORMAT_CODES_POSTAUX, s, s.n, 1);
		EQ_INT(l.err, E_INVALIDE);
		OK(strstr(l.inc.message, "mal formé"));
		OK(strstr(l.inc.message, cas[i].ligne));
		OK(l.inc.remede[0]);
	}
}

TEST(un_json_que_jansson_refuse_dit_pourquoi_et_ou)
{
	static const struct {
		const char *octets, *dit;
	} cas[] = {
		{"[{},{\"a\":\"\\u0000\"}]",
		 "ligne 1 (élément 2 de la liste) : un texte contient le caractère nul"},
		{"[{\"a\":\"\\ud800\"}]", "(élément 1 de la liste) : un texte contient la moitié"},
		{"[{\"a\":99999999999999999999}]",
		 "(élément 1 de la liste) : un nombre est trop grand"},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_LECTURE l = {0};
		struct str s = str_of(cas[i].octets);

		lire(&l, FORMAT_CODES_POSTAUX, s, s.n, 1);
		EQ_INT(l.err, E_INVALIDE);
		OK(strstr(l.inc.message, cas[i].dit));
	}
}

TEST(un_json_sans_rien_d_utilisable_est_refuse)
{
	static const struct {
		const char *octets, *dit;
	} cas[] = {
		{"[]", "sa liste est vide"},
		{"{\"communes\":[],\"pagination\":{}}", "sa liste est vide"},
		{"[{},null]", "ses éléments (2)"},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_LECTURE l = {0};
		struct str s = str_of(cas[i].octets);

		lire(&l, FORMAT_CODES_POSTAUX, s, s.n, 1);
		EQ_INT(l.err, E_INVALIDE);
		OK(strstr(l.inc.message, cas[i].dit));
		OK(l.inc.remede[0]);
		EQ_INT(l.vus[RECORD_BILAN], 0);
	}
}

TEST(une_bombe_est_refusee)
{
	AUTO_BUF b;
	AUTO_LECTURE l = {0};
	AUTO_LECTURE m = {0};

	buf_init(&b, 2 * LIMITE_JSON_ELEMENT);
	buf_char(&b, '[');
	for (int i = 0; i <= LIMITE_JSON_PROFONDEUR; i++)
		buf_char(&b, '[');
	lire(&l, FORMAT_CODES_POSTAUX, buf_view(&b), b.n, 1);
	EQ_INT(l.err, E_INVALIDE);
	OK(strstr(l.inc.message, "l'un dans l'autre"));

	buf_reset(&b);
	buf_cstr(&b, "[\n{\"a\":\"");
	while (b.n <= LIMITE_JSON_ELEMENT + 16)
		buf_cstr(&b, "0123456789abcdef");
	lire(&m, FORMAT_CODES_POSTAUX, buf_view(&b), b.n, 1);
	EQ_INT(m.err, E_INVALIDE);
	OK(strstr(m.inc.message, "L'élément JSON de la ligne 2 dépasse"));
}

TEST(ce_que_rend_le_puits_arrete_tout)
{
	AUTO_LECTURE l = {.refuse_apres = 1};
	struct str s = str_of(fichiers[0].octets);

	lire(&l, FORMAT_CODES_POSTAUX, s, s.n, 1);
	EQ_INT(l.err, E_PANNE);
	EQ_INT(l.recus, 1);
}

TEST(un_json_est_reconnu_a_ses_champs)
{
	static const struct {
		const char *octets;
		enum format format;
	} cas[] = {
		{" [{\"nom\":\"A\",\"code\":\"01001\",\"codesPostaux\":[]}]", FORMAT_CODES_POSTAUX},
		{"{\"ENS.1\":{\"jpo\":[]}}", FORMAT_REFUSE_JPO},
		{"{\"autre\":1}", FORMAT_REFUSE_JSON},
		{"[]", FORMAT_REFUSE_JSON},
		/* the clé alone, or a name that is a value, makes no feed */
		{"[{\"parcoursup_id\":\"1\",\"cle_ministere_educatif\":\"C\"}]",
		 FORMAT_REFUSE_JSON},
		{"[{\"x\":\"etablissement_formateur_siret\"}]", FORMAT_REFUSE_JSON},
		{"[{\"etablissement_formateur_siret\" : null}]", FORMAT_RCO},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++)
		EQ_INT(format_reconnaitre(cas[i].octets, strlen(cas[i].octets)), cas[i].format);
}

/* One page of several: the list is longer than what is here, and the file says so. */
TEST(une_page_sur_plusieurs_est_dite)
{
	static const struct {
		const char *octets, *trace;
	} cas[] = {
		{"{\"communes\":[{\"code\":\"01001\",\"codesPostaux\":[\"01400\"]}],\"pagination\":"
		 "{\"page\":\"1\",\"resultats_par_page\":1,\"nombre_de_page\":2,\"total\":2}}",
		 "1|01001|01400|\n0!PAGE_SEULE||total|1 sur 2\n=1|0|UTF-8|\n"},
		{"{\"pagination\":{\"total\":\"47\"},\"communes\":[{\"code\":\"01001\",\"codesPostaux\":[\"01400\"]}]}",
		 "1|01001|01400|\n0!PAGE_SEULE||total|1 sur 47\n=1|0|UTF-8|\n"},
		{"{\"communes\":[{\"code\":\"01001\",\"codesPostaux\":[\"01400\"]}],\"n\":7,\"total\":3}",
		 "1|01001|01400|\n0!PAGE_SEULE||total|1 sur 3\n=1|0|UTF-8|\n"},
		{"{\"communes\":[{\"code\":\"01001\",\"codesPostaux\":[\"01400\"]}],\"meta\":{\"total\":1},"
		 "\"total\":null,\"x\":{\"total\":[9]},\"totaux\":9}",
		 "1|01001|01400|\n=1|0|UTF-8|\n"},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_LECTURE l = {0};

		lire(&l, FORMAT_CODES_POSTAUX, str_of(cas[i].octets), 5, 3);
		EQ_STR(buf_view(&l.trace), cas[i].trace);
	}
}

TEST(les_etablissements_donnent_uai_et_siret)
{
	AUTO_LECTURE l = {0};
	AUTO_LECTURE m = {0};
	struct str rco = STR(
		"{\"cle_quelconque\":[{\"etablissement_siege_siret\":\"1\",\"siret\":\"11000001700018\",\"ferme\":\"true\","
		"\"nda\":\"11940000194\",\"uai\":\"0753465j\",\"code_insee_localite\":\"1004\","
		"\"entreprise_raison_sociale\":null,\"enseigne\":\"CFA\"},\n"
		"{\"siret\":\"11000002500012\",\"uai\":null},{\"uai\":\"0753465J\"},{\"siret\":\"11\",\"uai\":\"0753465J\"}]}");
	struct str onisep = STR(
		"[{\"siret\":\"11000001700018\",\"lieux_de_formation\":[],\"uai\":\"0753465J\","
		"\"adresse\":{\"code_insee\":\"01004\"},\"etat_administratif\":\"fermé\"},{\"siret\":\"11000002500012\"}]");

	EQ_INT(format_reconnaitre(rco.p, rco.n), FORMAT_RCO_ETABLISSEMENTS);
	lire(&l, FORMAT_RCO_ETABLISSEMENTS, rco, rco.n, 1);
	EQ_STR(buf_view(&l.trace),
	       "1!ZERO_PERDU|11000001700018|insee|1004\n1|0753465J|11000001700018|CFA|01004|||\n"
	       "2!CODE_ABSENT||siret|\n2!CLE_MALFORMEE|11|siret|11\n=4|2|UTF-8|\n");
	EQ_INT(format_reconnaitre(onisep.p, onisep.n), FORMAT_UAI_SIRET);
	lire(&m, FORMAT_UAI_SIRET, onisep, onisep.n, 1);
	EQ_STR(buf_view(&m.trace), "1|0753465J|11000001700018||01004|||\n=2|0|UTF-8|\n");
}

TEST(les_echantillons_reels)
{
	static const struct {
		const char *chemin;
		enum format format;
		const char *lus;
		unsigned uai;
	} reels[] = {
		{"catalogue/rco-etablissements-2022-10-10.json", FORMAT_RCO_ETABLISSEMENTS,
		 "\n=5691|0|", 3853},
		{"uai/referentiel_uai_siret.fixture.json", FORMAT_UAI_SIRET, "\n=808|0|", 757},
	};

	for (unsigned i = 0; i < sizeof reels / sizeof *reels; i++) {
		AUTO_BUF chemin;
		AUTO_LECTURE l = {0};

		buf_init(&chemin, 1000);
		buf_printf(&chemin, "../shared/data/%s", reels[i].chemin);
		struct str s = lire_fichier(chemin.p);
		if (!s.p)
			SKIP("real samples are not in ../shared/data");
		EQ_INT(format_reconnaitre(s.p, s.n), reels[i].format);
		lire(&l, reels[i].format, s, 65536, 65536);
		EQ_INT(l.err, OK);
		EQ_INT(l.vus[RECORD_UAI], reels[i].uai);
		OK(str_contains(buf_view(&l.trace), str_of(reels[i].lus)));
		mem_free((void *)(uintptr_t)s.p);
	}
}
