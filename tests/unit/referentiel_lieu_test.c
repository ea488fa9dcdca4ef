/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * referentiel_lieu_test.c - a commune's code says its académie and its région, even when the commune is no more
 */
#include "tap.h"

#include "referentiel/memoire.h"

#define LIEU(insee, academie_voulue, region_voulue)                                                \
	do {                                                                                       \
		const struct lieu lieu = lieu_de_commune(STR(insee));                              \
		EQ_STR(lieu.academie, academie_voulue);                                            \
		EQ_STR(lieu.region, region_voulue);                                                \
	} while (0)

TEST(les_communes_de_metropole)
{
	LIEU("75112", "01", "11");
	LIEU("77288", "24", "11");
	LIEU("29019", "14", "53");
	LIEU("35238", "14", "53");
	LIEU("01053", "10", "84");
	LIEU("83137", "23", "93");
	LIEU("13201", "02", "93");
	LIEU("14118", "70", "28");
}

TEST(la_corse_a_deux_lettres_et_un_ancien_chiffre)
{
	LIEU("2A004", "27", "94");
	LIEU("2B033", "27", "94");
	LIEU("20004", "27", "94");
	LIEU("2C004", "", "");
}

TEST(l_outre_mer_se_lit_sur_trois_caracteres)
{
	LIEU("97105", "32", "01");
	LIEU("97209", "31", "02");
	LIEU("97302", "33", "03");
	LIEU("97411", "28", "04");
	LIEU("97608", "43", "06");
	LIEU("97502", "44", "");
	LIEU("97701", "77", "");
	LIEU("97801", "78", "");
	LIEU("98735", "41", "");
	LIEU("98818", "40", "");
	LIEU("97999", "", "");
}

TEST(un_uai_dit_son_departement)
{
	static const struct {
		const char *uai, *academie, *region;
	} CAS[] = {{"0299901E", "14", "53"}, {"0779901U", "24", "11"}, {"6200001A", "27", "94"},
		   {"7200001A", "27", "94"}, {"9760487A", "43", "06"}, {"9770001A", "77", ""},
		   {"0990001A", "", ""},     {"299901E", "", ""},      {"", "", ""}};

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		const struct lieu lieu = lieu_d_uai(str_of(CAS[i].uai));

		EQ_STR(lieu.academie, CAS[i].academie);
		EQ_STR(lieu.region, CAS[i].region);
	}
}

TEST(une_commune_disparue_garde_son_departement)
{
	LIEU("49001", "17", "52"); /* merged in 2016: no longer in the code officiel géographique */
	LIEU("14999", "70", "28");
}

TEST(ce_qui_n_est_pas_un_code_n_a_pas_de_lieu)
{
	LIEU("", "", "");
	LIEU("75", "", "");
	LIEU("7511", "", "");
	LIEU("751122", "", "");
	LIEU("99999", "", "");
	LIEU("-----", "", "");
	LIEU("7", "", "");
	EQ_STR(lieu_de_commune(STR_VIDE).academie, "");
}

TEST(chaque_departement_a_une_seule_academie)
{
	int n = 0;

	for (int i = 1; i <= 95; i++) {
		char insee[16];

		(void)snprintf(insee, sizeof insee, "%02d001", i);
		const struct lieu lieu = lieu_de_commune(str_of(insee));
		n += lieu.academie.n == 2 && lieu.region.n == 2 &&
		     academie_nom(lieu.academie).n > 0 && region_nom(lieu.region).n > 0;
	}
	EQ_INT(n, 95);
}

TEST(les_noms_des_academies_et_des_regions)
{
	EQ_STR(academie_nom(STR("24")), "Créteil");
	EQ_STR(academie_nom(STR("27")), "Corse");
	EQ_STR(academie_nom(STR("05")), "");
	EQ_STR(academie_nom(STR_VIDE), "");
	EQ_STR(region_nom(STR("11")), "Île-de-France");
	EQ_STR(region_nom(STR("93")), "Provence-Alpes-Côte d'Azur");
	EQ_STR(region_nom(STR("12")), "");
	EQ_STR(region_nom(STR_VIDE), "");
	EQ_STR(academie_region(STR("24")), "11");
	EQ_STR(academie_region(STR("05")), "");
	EQ_STR(academie_region(STR_VIDE), "");
}
