/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * referentiel_communes_test.c - which commune a code is today, on what really happened (formats.md 9, 9)
 */
#include "tap.h"

#include "lecture.h"
#include "referentiel/communes.h"

/* « 20190101 91182 91228 », one movement a line. */
static struct communes *apres(const char *const *mouvements)
{
	struct communes *c = communes_nouvelles();

	for (; *mouvements; mouvements++) {
		struct str s = str_of(*mouvements);
		uint64_t date = 0;

		(void)str_to_uint(str_sub(s, 0, 8), &date);
		communes_mouvement(c, str_sub(s, 9, 5), str_sub(s, 15, 5), (int)date);
	}
	return c;
}
#define APRES(...) apres((const char *const[]){__VA_ARGS__, NULL})

static bool memes(const struct communes *c, const char *a, const char *b)
{
	const bool ab = communes_memes(c, str_of(a), str_of(b));

	OK(ab == communes_memes(c, str_of(b), str_of(a)));
	return ab;
}

TEST(sans_rien_savoir_un_code_est_lui_meme)
{
	struct communes *c = communes_nouvelles();

	communes_resoudre(c);
	OK(memes(c, "29019", "29019"));
	OK(!memes(c, "29019", "29232"));
	OK(!memes(c, "", ""));
	OK(!memes(c, "29019", ""));
	/* what is no code is only the same as itself */
	OK(memes(c, "2901", "2901"));
	OK(!memes(c, "2901", "290199"));
	communes_liberer(c);
	communes_liberer(NULL);
}

TEST(une_commune_fusionnee_est_celle_qui_la_suit)
{
	/* Courcouronnes joined Évry; rows in any order */
	struct communes *c = APRES("20190101 91228 91228", "20190101 91182 91228");

	communes_resoudre(c);
	OK(memes(c, "91182", "91228"));
	OK(!memes(c, "91182", "91229"));
	communes_liberer(c);
}

TEST(une_suite_de_fusions_et_de_changements_de_code)
{
	/* one day: Freigné changes its code because it changes département, then merges */
	struct communes *c =
		APRES("20180101 49144 44225", "20180101 44225 44180", "20180101 44180 44180",
		      "20300101 44180 44999", "20300101 44999 44999");

	communes_resoudre(c);
	OK(memes(c, "49144", "44999"));
	OK(memes(c, "49144", "44225"));
	OK(memes(c, "44225", "44180"));
	communes_liberer(c);
}

TEST(une_commune_retablie_existe)
{
	/* merged in 1972, given back in 1990: the one that gives back keeps existing */
	struct communes *c = APRES("19720101 01001 01002", "19720101 01002 01002",
				   "19900101 01002 01002", "19900101 01002 01001");

	communes_resoudre(c);
	OK(!memes(c, "01001", "01002"));
	communes_liberer(c);
}

TEST(une_commune_partagee_n_est_suivie_vers_aucune)
{
	struct communes *c = APRES("19680302 08227 08454", "19680302 08227 08203",
				   "19680302 08454 08454", "19680302 08203 08203");

	communes_resoudre(c);
	OK(!memes(c, "08227", "08454"));
	OK(!memes(c, "08227", "08203"));
	communes_liberer(c);
}

TEST(deux_codes_qui_tournent_en_rond_s_arretent)
{
	struct communes *c = APRES("19680302 08227 08454", "19690302 08454 08227");

	communes_resoudre(c);
	OK(memes(c, "08227", "08454"));
	communes_partie(c, STR("COMD"), STR("11111"), STR("22222"));
	communes_partie(c, STR("COMD"), STR("22222"), STR("11111"));
	(void)memes(c, "11111", "22222");
	OK(!memes(c, "11111", "33333"));
	communes_liberer(c);
}

TEST(une_partie_de_commune_et_un_arrondissement)
{
	struct communes *c = APRES("20190101 59350 59999");

	communes_partie(c, STR("COMA"), STR("59355"), STR("59350"));
	communes_partie(c, STR("COMD"), STR("59350"), STR("59350"));
	communes_partie(c, STR("ARM"), STR("75101"), STR("75056"));
	communes_partie(c, STR("ARM"), STR("75112"), STR("75056"));
	communes_partie(c, STR("ARM"), STR("7511"), STR("75056"));
	communes_resoudre(c);
	OK(memes(c, "59355", "59350"));
	OK(memes(c, "59355", "59999")); /* the movement of its parent is followed too */
	/* an arrondissement is in its city; two of them are two places */
	OK(memes(c, "75101", "75056"));
	OK(!memes(c, "75101", "75112"));
	OK(!memes(c, "7511", "75056"));
	communes_liberer(c);
}

static enum err recevoir(void *ctx, const struct record *r)
{
	uint64_t date = 0;
	const struct str *c = r->champ;

	if (r->kind == RECORD_COMMUNE && !str_eq(c[COMMUNE_TYPE], STR("COM")))
		communes_partie(ctx, c[COMMUNE_TYPE], c[COMMUNE_CODE], c[COMMUNE_PARENT]);
	if (r->kind != RECORD_MOUVEMENT || !str_eq(c[MOUVEMENT_TYPE_AVANT], STR("COM")) ||
	    !str_eq(c[MOUVEMENT_TYPE_APRES], STR("COM")))
		return OK;
	for (size_t i = 0; i < c[MOUVEMENT_DATE].n; i++)
		if (c[MOUVEMENT_DATE].p[i] != '-')
			date = date * 10 + (uint64_t)(c[MOUVEMENT_DATE].p[i] - '0');
	communes_mouvement(ctx, c[MOUVEMENT_AVANT], c[MOUVEMENT_APRES], (int)date);
	return OK;
}

static bool remplir(struct communes *c, const char *chemin, enum format f)
{
	struct str s = lire_fichier(chemin);
	struct incident inc = {0};

	if (!s.p)
		return false;
	struct lecteur *l = format_ouvrir(f, (struct puits){recevoir, c});
	EQ_INT(format_nourrir(l, s.p, s.n, &inc), OK);
	EQ_INT(format_fin(l, &inc), OK);
	format_fermer(l);
	mem_free((void *)(uintptr_t)s.p);
	return true;
}

/* The codes of real clés that the code officiel géographique of 2024 lists no more as communes, and what became of them. */
TEST(les_communes_des_cles_reelles)
{
	static const char *const suites[][2] = {
		{"91182", "91228"}, {"79353", "79030"}, {"85166", "85194"}, {"48076", "48009"},
		{"85224", "85146"}, {"41092", "41059"}, {"22247", "22264"}, {"79044", "79063"},
		{"59540", "59183"}, {"59355", "59350"}, {"49144", "44180"}, {"14507", "50592"},
		{"75112", "75056"}, {"69381", "69123"}, {"13201", "13055"}, {"20004", "2A004"},
	};
	static const char *const inconnues[] = {"97618", "97621"};
	struct communes *c = communes_nouvelles();

	if (!remplir(c, "../shared/data/geo/cog_communes.csv", FORMAT_COMMUNES) ||
	    !remplir(c, "../shared/data/geo/cog_mouvements-communes.csv", FORMAT_MOUVEMENTS)) {
		communes_liberer(c);
		SKIP("real samples are not in ../shared/data");
	}
	communes_resoudre(c);
	for (unsigned i = 0; i < sizeof suites / sizeof *suites; i++)
		if (!memes(c, suites[i][0], suites[i][1]))
			printf("# %s is not in %s\n", suites[i][0], suites[i][1]);
	for (unsigned i = 0; i < sizeof suites / sizeof *suites; i++)
		OK(memes(c, suites[i][0], suites[i][1]));
	for (unsigned i = 0; i < sizeof inconnues / sizeof *inconnues; i++)
		OK(!memes(c, inconnues[i], "97611"));
	communes_liberer(c);
}
