/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * recherche_analyse_test.c - what is typed in one way and written in another becomes the same terms
 */
#include "tap.h"

#include "base/buf.h"
#include "base/limites.h"
#include "recherche/analyse.h"

/* The terms read by `lire`, with a bar between them. */
static struct str termes(void (*lire)(struct analyse *, struct str), const char *texte)
{
	static char vu[4096];
	struct analyse *a = analyse_new();
	size_t n = 0;

	lire(a, str_of(texte));
	vu[0] = '\0';
	for (size_t i = 0; i < analyse_n(a) && n < sizeof vu; i++) {
		const struct str t = analyse_terme(a, i);

		n += (size_t)snprintf(vu + n, sizeof vu - n, "%s%.*s", i ? "|" : "", STR_FMT(t));
	}
	analyse_free(a);
	return str_of(vu);
}

static void requete(struct analyse *a, struct str s)
{
	analyse_requete(a, s, NULL);
}

TEST(words_are_folded_and_cut)
{
	EQ_STR(termes(analyse_texte, "Management Commercial Opérationnel"),
	       "management|commercial|operationnel");
	EQ_STR(termes(analyse_texte, "esthétique-cosmétique, ŒNOLOGIE (H2O)"),
	       "esthetique|cosmetique|oenologie|h2o");
	EQ_STR(termes(analyse_texte, ""), "");
	EQ_STR(termes(analyse_texte, " «\xc2\xa0… – \xe2\x82\xac × ÷ 、 »"), "");
	EQ_STR(termes(analyse_texte, "a × b ÷ c"), "a|b|c");
	EQ_STR(termes(analyse_texte, "Логика 料理"), "Логика|料理");
}

TEST(elided_particles_go)
{
	EQ_STR(termes(analyse_texte, "CFA de l'Hôtellerie"), "cfa|de|hotellerie");
	EQ_STR(termes(analyse_texte, "lycée L’Espérance"), "lycee|esperance");
	EQ_STR(termes(analyse_texte, "jusqu'au d'Alembert qu'ici lorsqu'on"), "au|alembert|ici|on");
	EQ_STR(termes(analyse_texte, "aujourd'hui O'Brien prud'homme"),
	       "aujourd|hui|o|brien|prud|homme");
	EQ_STR(termes(analyse_texte, "l'"), "");
}

TEST(abbreviations_are_those_of_people)
{
	EQ_STR(termes(analyse_texte, "ST-DENIS Ste Marie"), "saint|denis|sainte|marie");
	EQ_STR(termes(analyse_texte, "B.T.S. M.C.O"), "bts|mco");
	EQ_STR(termes(analyse_texte, "a b 1.2.3"), "a|b|1|2|3");
}

TEST(a_siret_is_one_term_however_spaced)
{
	EQ_STR(termes(requete, "552 100 554 00013"), "55210055400013");
	EQ_STR(termes(requete, "552\xc2\xa0"
			       "100\xc2\xa0"
			       "554\xe2\x80\xaf"
			       "00013"),
	       "55210055400013");
	EQ_STR(termes(requete, "552.100.554-00013"), "55210055400013");
	EQ_STR(termes(requete, "55 21 00 55 40 00 13"), "55210055400013");
	EQ_STR(termes(requete, "552100554 00013"), "55210055400013");
	EQ_STR(termes(requete, "SIRET : 55210055400013"), "55210055400013");
	EQ_STR(termes(requete, "SIREN 552 100 554"), "552100554");
	EQ_STR(termes(requete, "552 100 554 000"), "552100554000");
	EQ_STR(termes(requete, "cap 552 100 554 00013 lyon"), "cap|55210055400013|lyon");
}

TEST(numbers_that_are_no_siret_stay_apart)
{
	EQ_STR(termes(analyse_texte, "75001 2024"), "75001|2024");
	EQ_STR(termes(analyse_texte, "75001, 93200"), "75001|93200");
	EQ_STR(termes(analyse_texte, "2024 75001 93200"), "2024|75001|93200");
	EQ_STR(termes(analyse_texte, "12 34"), "12|34");
	EQ_STR(termes(analyse_texte, "100 200"), "100|200");
	EQ_STR(termes(requete, "boulangerie 93"), "boulangerie|93");
}

TEST(a_rncp_in_any_spelling)
{
	EQ_STR(termes(requete, "rncp 38362"), "rncp38362");
	EQ_STR(termes(requete, "RNCP38362"), "rncp38362");
	EQ_STR(termes(requete, "fiche RNCP n° 38362"), "rncp38362");
	EQ_STR(termes(requete, "RS 5801"), "rs5801");
	EQ_STR(termes(requete, "rncp"), "rncp");
	EQ_STR(termes(requete, "rncp bts"), "rncp|bts");
	EQ_STR(termes(requete, "rs 12"), "rs|12");
	EQ_STR(termes(analyse_code, "RNCP38362"), "rncp38362|38362");
	EQ_STR(termes(analyse_code, "RNCPX"), "rncpx");
}

TEST(a_uai_needs_its_letter)
{
	EQ_STR(termes(requete, "UAI 0751234J"), "0751234j");
	EQ_STR(termes(requete, "0751234 J"), "0751234j");
	EQ_STR(termes(requete, "075 1234 J lyon"), "0751234j|lyon");
	EQ_STR(termes(analyse_code, "0751234-J"), "0751234j");
	EQ_STR(termes(requete, "0751234 à lyon"), "0751234|lyon"); /* no letter of a UAI */
	EQ_STR(termes(requete, "0751234 k"), "0751234|k");
	EQ_STR(termes(requete, "0751234"), "0751234");
}

TEST(a_cle_is_one_term_with_or_without_its_end)
{
#define CORPS "104239P01211234567890123412345678901234"
	EQ_STR(termes(analyse_code, CORPS "-77288#L01"),
	       "104239p0121123456789012341234567890123477288l01|#l01");
	EQ_STR(termes(requete, "clé " CORPS "-77288#L01"),
	       "104239p0121123456789012341234567890123477288l01");
	EQ_STR(termes(requete, CORPS "-77288"), "104239p0121123456789012341234567890123477288");
	EQ_STR(termes(requete, CORPS), "104239p01211234567890123412345678901234");
	EQ_STR(termes(requete, "104239P01…#L01"), "104239p01|#l01");
	EQ_STR(termes(requete, "104239P01…-77288#L01"), "104239p01|#l01");
	EQ_STR(termes(requete, "104239P01...-77288#L01"), "104239p01|#l01");
	EQ_STR(termes(requete, "77288-77288"), "77288");
	EQ_STR(termes(requete, "104239X01211234567890123412345678901234-77288#L01"),
	       "104239x01211234567890123412345678901234|77288|#l01");
#undef CORPS
}

TEST(little_words_go_unless_alone)
{
	EQ_STR(termes(requete, "CAP de la cuisine en apprentissage à Lyon"),
	       "cap|cuisine|apprentissage|lyon");
	EQ_STR(termes(requete, "de la"), "de|la");
	EQ_STR(termes(requete, "la la"), "la");
	EQ_STR(termes(requete, "lyon Lyon LYON"), "lyon");
	EQ_STR(termes(requete, "siret"), "siret");
	EQ_STR(termes(requete, "n° siret lyon"), "n|siret|lyon");
}

static bool tape(const char *texte)
{
	struct analyse *a = analyse_new();
	bool en_cours;

	analyse_requete(a, str_of(texte), &en_cours);
	analyse_free(a);
	return en_cours;
}

TEST(one_is_typing_only_at_the_end)
{
	OK(tape("boul"));
	OK(tape("cap boul"));
	OK(!tape("boul "));
	OK(!tape("boul,"));
	OK(!tape("boul de")); /* its last word is left out */
	OK(!tape("boul boul"));
	OK(!tape(""));
}

TEST(a_name_has_its_initials)
{
	EQ_STR(termes(analyse_intitule, "BTS Management commercial opérationnel"),
	       "bts|management|commercial|operationnel|mco");
	EQ_STR(termes(analyse_intitule,
		      "Négociation et digitalisation de la relation client (BTS)"),
	       "negociation|et|digitalisation|de|la|relation|client|bts|ndrc");
	EQ_STR(termes(analyse_intitule, "Support à l'action managériale"),
	       "support|a|action|manageriale|sam");
	EQ_STR(termes(analyse_intitule, "Services informatiques option réseaux"),
	       "services|informatiques|option|reseaux|si");
	EQ_STR(termes(analyse_intitule, "BTS - Commerce international - 1re année"),
	       "bts|commerce|international|1re|annee|ci");
	EQ_STR(termes(analyse_intitule, "CAP Cuisine"), "cap|cuisine");
	EQ_STR(termes(analyse_intitule, "CAP"), "cap");
	EQ_STR(termes(analyse_intitule, "a b c d e f g h i j k l m n o p"),
	       "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|bcefghij");
}

static bool meme_racine(const char *x, const char *y)
{
	struct analyse *a = analyse_new();
	const struct str rx = analyse_racine(a, str_of(x));
	char copie[128];
	bool r;

	snprintf(copie, sizeof copie, "%.*s", STR_FMT(rx));
	r = copie[0] && str_eq(str_of(copie), analyse_racine(a, str_of(y)));
	analyse_free(a);
	return r;
}

TEST(stems)
{
	OK(meme_racine("boulanger", "boulangers"));
	OK(meme_racine("boulanger", "boulangere"));
	OK(meme_racine("infirmiere", "infirmiers"));
	OK(meme_racine("vendeuses", "vendeurs"));
	OK(meme_racine("employe", "employees"));
	OK(meme_racine("mere", "mere"));
	OK(meme_racine("commercial", "commerciaux"));
	OK(meme_racine("cuisine", "cuisines"));
	OK(!meme_racine("cuisine", "boulanger"));
	OK(!meme_racine("bts", "bts")); /* none */
	OK(!meme_racine("abc12", "abc12"));
}

/* Any bytes, of any length: terms are short, folded, and hold no separator. */
TEST(any_bytes_are_read)
{
	static char texte[3 * LIMITE_RECHERCHE_TEXTE];
	struct analyse *a = analyse_new();
	bool bons = true;

	for (unsigned graine = 1; graine < 200; graine++) {
		unsigned x = graine;

		for (size_t i = 0; i < sizeof texte; i++) {
			x = x * 1664525u + 1013904223u;
			texte[i] = graine % 3 ? (char)(x >> 24) : "ab'. #-1é"[(x >> 24) % 10];
		}
		analyse_requete(a, (struct str){texte, sizeof texte}, NULL);
		for (size_t i = 0; i < analyse_n(a); i++)
			bons = bons && analyse_terme(a, i).n &&
			       analyse_terme(a, i).n <= LIMITE_CODE;
		analyse_code(a, (struct str){texte, sizeof texte});
		OK(analyse_n(a) <= 2);
		analyse_intitule(a, (struct str){texte, sizeof texte});
	}
	OK(bons);
	memset(texte, 'a', sizeof texte);
	analyse_texte(a, (struct str){texte, sizeof texte});
	EQ_INT(analyse_n(a), 1);
	EQ_INT(analyse_terme(a, 0).n, LIMITE_CODE);
	for (size_t i = 0; i + 1 < sizeof texte; i += 2)
		memcpy(texte + i, "\xd0\xb6", 2);
	texte[0] = 'a';
	texte[1] = 'b';
	texte[2] = 'c'; /* so that the limit falls inside a letter */
	analyse_code(a, (struct str){texte, sizeof texte});
	OK(analyse_terme(a, 0).n < LIMITE_CODE);
	analyse_free(a);
	analyse_free(NULL);
}
