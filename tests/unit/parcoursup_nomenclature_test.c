/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_nomenclature_test.c - what a formation that is created is called (formats.md 5.2)
 */
#include "tap.h"

#include "parcoursup/nomenclature.h"

TEST(chaque_genre_de_diplome_a_son_type_et_son_domaine)
{
	static const struct {
		const char *cfd, *libelle, *type, *domaine;
	} CAS[] = {
		{"32031213", "MCO", "BTS - BTS - BTSM", "BTS - Services"},
		{"32022101", "Métiers de l'eau", "BTS - BTS - BTSM", "BTS - Production"},
		{"32031103", "Pêche et gestion de l'environnement MARITIME", "BTS - BTS - BTSM",
		 "BTS - Maritime"},
		{"32331205", "Technico-commercial", "BTS - BTS - BTSM", "BTS - Agricole"},
		{"25131501", "GEA", "BUT - Bachelor universitaire de technologie",
		 "BUT - Services"},
		{"25120101", "GMP", "BUT - Bachelor universitaire de technologie",
		 "BUT - Production"},
		{"46331201", "Conseil", "Certificat de spécialisation",
		 "Certificat de spécialisation - Agricole"},
		{"46131201", "Conseil", "Certificat de spécialisation",
		 "Certificat de spécialisation"},
		{"01033101", "Aide", "Mention complémentaire", "Mention complémentaire"},
		{"26031403", "DCG", "Diplôme d'État", "Diplôme d'État"},
		{"26X31402", "Responsable", "Titre de niveau 6", "Titre de niveau 6"},
		{"36X31402", "Comptable", "Titre de niveau 5", "Titre de niveau 5"},
		{"50031213", "CAP", "Formation professionnelle", "Formation professionnelle"},
		{"", "", "Formation professionnelle", "Formation professionnelle"},
		{"320", "", "BTS - BTS - BTSM", "BTS - Services"},
	};
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		EQ_STR(nomenclature_type(str_of(CAS[i].cfd)), CAS[i].type);
		EQ_STR(nomenclature_domaine(a, str_of(CAS[i].cfd), str_of(CAS[i].libelle)),
		       CAS[i].domaine);
	}
}

/* The first label that is written for people; in capitals all through, the next one is better. */
TEST(la_specialite_est_ecrite_pour_des_gens)
{
	static const struct {
		const char *fiche, *intitule, *diplome, *specialite;
	} CAS[] = {
		{"BTS Tourisme", "bts", "TOURISME", "Tourisme - en apprentissage"},
		{"", "BTS management commercial", "MCO",
		 "Management commercial - en apprentissage"},
		{"TOURISME", "Tourisme d'affaires", "TOURISME",
		 "Tourisme d'affaires - en apprentissage"},
		{"TOURISME", "TOUR", "", "TOURISME - en apprentissage"},
		{"", "", "tourisme", "Tourisme - en apprentissage"},
		{"", "", "", " - en apprentissage"},
	};
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		const struct jugee o = {.cfd = STR("32031213"),
					.fiche = str_of(CAS[i].fiche),
					.intitule = str_of(CAS[i].intitule),
					.diplome = str_of(CAS[i].diplome)};

		EQ_STR(nomenclature_de(a, &o).specialite, CAS[i].specialite);
		EQ_STR(nomenclature_de(a, &o).domaine, "BTS - Services");
	}
}
