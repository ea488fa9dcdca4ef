/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_parcoursup_test.c - lists of a past campagne, schools of several files: what an import keeps of them
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"

#define TETE                                                                                       \
	"UAI_GES;UAI_COMPOSANTE;UAI_AFF;LIB_AFF;CODEFORMATION;LIBFORMATION;CODESPÉCIALITÉ;"      \
	"LIBSPÉCIALITÉ;CODEMEF\n"
#define LIGNE(uai, specialite, mef)                                                                \
	uai ";" uai ";" uai ";CFA;42;BTS - Production;" specialite ";Option;" mef "\n"
#define SIMPLE                                                                                     \
	"G_TI_COD;G_TA_COD;UAI;TYPE_FORMATION;DOMAINE;SPECIALITE;LIBELLE;CLE;PARAMETRAGE\n"        \
	"20001;20001;0299901E;;;MCO;LYCEE A;CLE;Validé\n"
#define CLES "parcoursup_id;cle_ministere_educatif\n20001;CLE\n"

static const char FORMATIONS[] =
	"SELECT campagne, genre, code_inscription FROM formation_precedente ORDER BY campagne, genre";

TEST_BASES(sans_campagne_la_liste_est_refusee_et_dit_quoi_faire)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "p.csv", SIMPLE), depot_fichier(&d, "c.csv", CLES),
		 depot_fichier(&d, "s.csv", CSV_SIRENE));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_INT(i.r[1].etat, IMPORT_REFUSE);
	EQ_INT(i.r[2].etat, IMPORT_APPLIQUE);
	OK(str_contains(str_of(i.r[0].incident.remede), STR("--campagne 2023")));
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM formation_precedente"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run WHERE etat = 'refuse'"), 2);
}

/* Two campagnes and two genres of one source side by side; the same file again changes nothing, for its campagne only. */
TEST_BASES(chaque_campagne_garde_sa_liste)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.campagne = 2023, .source = "essai"};
	const char *liste = depot_fichier(&d, "p.csv", SIMPLE);
	const char *cles = depot_fichier(&d, "c.csv", CLES);

	IMPORTER(&d, &i, liste, cles);
	EQ_STR(i.r[0].source, "essai:2023");
	EQ_INT(i.r[0].bilan.nouveaux + i.r[1].bilan.nouveaux, 2);
	IMPORTER(&d, &i, liste);
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	i.campagne = 2022;
	i.source = NULL;
	IMPORTER(&d, &i, liste);
	EQ_STR(i.r[0].source, "parcoursup:2022");
	EQ_INT(i.r[0].bilan.nouveaux, 1);
	EQ_INT(i.r[0].bilan.disparus, 0);
	EQ_STR(depot_lignes(&d, FORMATIONS, 3),
	       "2022|parcoursup|20001 / 2023|parcoursup|20001 / 2023|parcoursup-cles|20001");
}

/* Repeated rows are told: the very same ones are kept once, those that differ are all kept. */
TEST_BASES(piege_6_formations_repetees)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.campagne = 2020};
	static const char ANOMALIES[] = "SELECT code, ligne, ref FROM anomalie ORDER BY rang";

	IMPORTER(&d, &i,
		 depot_fichier(&d, "p.csv",
			       TETE LIGNE("0299901E", "1", "3112011621")
				       LIGNE("0299901E", "1", "3112011621") LIGNE("0299901E", "1",
										  "3112011622")
					       LIGNE("0299901E", "2", "3112011621")
						       LIGNE("0299901E", "1", "3112011623")));
	EQ_INT(i.r[0].lus, 5);
	EQ_INT(i.r[0].bilan.nouveaux, 4);
	EQ_INT(i.r[0].anomalies, 3);
	EQ_STR(depot_lignes(&d, ANOMALIES, 3),
	       "DOUBLON|3|0299901E / LIGNE_REPETEE|4|0299901E / LIGNE_REPETEE|6|0299901E");
}

/* In these lists a wrong letter is a warning, once a row: the row is kept (formats.md 5.6). */
TEST_BASES(une_lettre_fausse_avertit)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.campagne = 2020};

	IMPORTER(&d, &i,
		 depot_fichier(&d, "p.csv",
			       TETE LIGNE("0299901A", "1", "") LIGNE("C752887F", "2", "")
				       LIGNE("0299901E", "3",
					     "") "0299901E;0299901B;0299901C;CFA;42;A;4;B;\n"));
	EQ_INT(i.r[0].bilan.nouveaux, 4);
	EQ_STR(depot_lignes(&d, "SELECT code, champ, valeur FROM anomalie ORDER BY rang", 3),
	       "UAI_FAUX|uai|0299901A / UAI_FAUX|uai|C752887F / UAI_FAUX|uai|0299901B / "
	       "UAI_FAUX|uai_affectation|0299901C");
}

#define RESEAU "Siret;UAI validée;Raison sociale;Nature\n"

/* One file a network: importing the second leaves what the first said, unless it is declared complete. */
TEST_BASES(les_reseaux_s_ajoutent)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *agri = depot_fichier(
		&d, "a.csv",
		RESEAU "99900012800010;0299901E;CFA;formateur\n99900011000018;0299901E;"
		       "CFA;inconnue\n");
	const char *cci =
		depot_fichier(&d, "c.csv", RESEAU "99900001100018;0359901X;CFA C;formateur\n");

	IMPORTER(&d, &i, agri, cci);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM etablissement"), 3);
	i.complet = true;
	IMPORTER(&d, &i, cci);
	EQ_INT(i.r[0].bilan.disparus, 2);
}

/* Each of two whole lists would erase the other: the second is refused, in a first load too. */
TEST_BASES(deux_reseaux_complets_dans_une_commande)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.complet = true};
	const char *agri =
		depot_fichier(&d, "a.csv", RESEAU "99900012800010;0299901E;CFA;formateur\n");
	const char *cci =
		depot_fichier(&d, "c.csv", RESEAU "99900001100018;0359901X;CFA C;formateur\n");

	for (int tour = 0; tour < 2; tour++) {
		IMPORTER(&d, &i, agri, agri, cci);
		EQ_INT(i.r[1].etat, IMPORT_INCHANGE);
		EQ_INT(i.r[2].etat, IMPORT_REFUSE);
		OK(strstr(i.r[2].incident.message, "a.csv") != NULL);
		OK(strstr(i.r[2].incident.remede, "--complet") != NULL);
		EQ_STR(depot_lignes(&d, "SELECT uai FROM etablissement", 1), "0299901E");
		d.instant += DEPOT_JOUR;
	}
}
