/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_precedente_test.c - the formations of N-1: rows of lists folded by code, clés that complete them, this base's own campagne
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"

#include "parcoursup/precedente.h"

#define TETE                                                                                       \
	"UAI_GES;UAI_COMPOSANTE;LIB_COMPOSANTE;LIB_INS;UAI_AFF;LIB_AFF;ACADÉMIE;CODEFORMATION;"   \
	"LIBFORMATION;CODESPÉCIALITÉ;LIBSPÉCIALITÉ;CODESPÉFORMATIONINITIALE;CODEMEF;CODECFD;" \
	"CODEFORMATIONINSCRIPTION;CODEFORMATIONACCUEIL;CODESISE;LISTE_IDEO;ID_RCO;"                \
	"FORMATION_PARAMÉTRÉE;APPRENTISSAGEOUSCOLAIRE;LISTE_RNCP;CAPACITE;NBDEDEMANDES\n"
#define RANG(uai, mef, cfd, inscription, accueil, cle, parametree, genre)                          \
	";" uai ";Lycée;;;;;43;BTS - Services;11423;MCO;;" mef ";" cfd ";" inscription ";" accueil \
	";;;" cle ";" parametree ";" genre ";;24;\n"
#define LIGNE(uai, mef, cfd, inscription, accueil, cle, parametree)                                \
	RANG(uai, mef, cfd, inscription, accueil, cle, parametree, "Apprentissage")
#define CLE1 "104239P01219990001100001899900012800010-29019#L01"
#define CLE2 "104239P01219990001100001899900012800010-29019#L02"

#define TETE20                                                                                     \
	"UAI_GES;UAI_COMPOSANTE;LIB_COMPOSANTE;LIB_INS;UAI_AFF;LIB_AFF;CODECOMMUNE;LIBCOMMUNE;"    \
	"CODEPOSTAL;ACADÉMIE;MINISTERETUTELLE;LIBMINISTERE;TYPEETA;CODEFORMATION;LIBFORMATION;"   \
	"CODESPÉCIALITÉ;LIBSPÉCIALITÉ;CODESPÉFORMATIONINITIALE;CODEMEF\n"
#define LIGNE20(specialite)                                                                             \
	"0299901E;0299901E;CFA;;0299901E;CFA;29019;Brest;29200;Rennes;6;M;T;21;Classe;1210;" specialite \
	";;\n"

static void importer_liste(struct depot *d, const char *nom, const char *texte)
{
	struct importation i = {.campagne = 2023};

	IMPORTER(d, &i, depot_fichier(d, nom, texte));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_STR(i.r[0].incident.message, "");
}

/* « code|accueil|uai|mef|cfd|clé|publiée|offre », joined by « / », then the number of scolaires. */
static const char *lues_comme(struct depot *d, int campagne, const struct vue *vue)
{
	static const char *const PUBLIEES[PUBLIEE__MAX] = {"?", "oui", "non"};
	struct precedentes p;
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	if (precedentes_lire(d->db, vue, campagne, d->a, &p))
		return "(erreur)";
	for (size_t i = 0; i < p.liste.n; i++) {
		const struct precedente *q = &p.liste.v[i];

		buf_printf(&b, "%s%.*s%s|%.*s|%.*s|%.*s|%.*s|%.*s|%s|%lld", i ? " / " : "",
			   STR_FMT(q->code), q->code_parcoursup ? "" : "*",
			   STR_FMT(q->code_accueil), STR_FMT(q->uai), STR_FMT(q->mef),
			   STR_FMT(q->cfd), STR_FMT(q->cle), PUBLIEES[q->publiee],
			   (long long)q->offre);
	}
	if (p.scolaires)
		buf_printf(&b, " + %lld", (long long)p.scolaires);
	precedentes_liberer(&p);
	return arena_cstr(d->a, buf_view(&b));
}

static const char *lues(struct depot *d, int campagne)
{
	struct vue vue;

	return vue_resoudre(d->db, 0, &vue) ? "(erreur)" : lues_comme(d, campagne, &vue);
}

TEST(les_codes_se_suivent_comme_des_nombres)
{
	OK(code_cmp(STR("9"), STR("10")) < 0);
	OK(code_cmp(STR("10"), STR("R0000001")) < 0);
	OK(code_cmp(STR("R0000001"), STR("10")) > 0);
	OK(code_cmp(STR("31001"), STR("31001/31002")) < 0);
	OK(code_cmp(STR("R0000002"), STR("R0000010")) < 0);
	EQ_INT(code_cmp(STR("31001"), STR("31001")), 0);
	OK(code_cmp(STR("031001"), STR("31001")) != 0); /* equal by value, not the same code */
}

/* The same inscription and the same accueil, twice: what one leaves empty, the other says. */
TEST_BASES(deux_lignes_d_une_formation_se_completent)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	importer_liste(&d, "p.csv",
		       TETE LIGNE("0299901E", "3113121321", "", "20001", "20001", "", "")
			       LIGNE("0299901E", "3113121322", "32031213", "20001", "20001", CLE1,
				     "Paramétrée"));
	EQ_STR(lues(&d, 2023), "20001|20001|0299901E|3113121321|32031213|" CLE1 "|oui|0");
	EQ_STR(lues(&d, 2022), "");
}

/* One inscription, two accueils: two formations; a second row of the second accueil completes it. */
TEST_BASES(une_inscription_a_deux_accueils)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	importer_liste(&d, "p.csv",
		       TETE LIGNE("0299901E", "", "32031213", "20001", "30001", CLE1, "Paramétrée")
			       LIGNE("0359901X", "3113121321", "", "20001", "30002", "", "")
				       LIGNE("0359901X", "3113121322", "32031213", "20001", "30002",
					     CLE2, "Non Paramétrée")
					       LIGNE("0299901E", "", "", "9", "9", "", "En cours"));
	EQ_STR(lues(&d, 2023),
	       "9|9|0299901E||||non|0 / 20001|30001|0299901E||32031213|" CLE1
	       "|oui|0 / 20001/30002|30002|0359901X|3113121321|32031213|" CLE2 "|non|0");
}

TEST_BASES(les_scolaires_sont_comptees)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	importer_liste(&d, "p.csv",
		       TETE LIGNE("0299901E", "", "", "20001", "20001", "", "")
			       RANG("0299901E", "", "", "20002", "20002", "", "", "Scolaire"));
	EQ_STR(lues(&d, 2023), "20001|20001|0299901E||||?|0 + 1");
}

/* A list of clés completes the formations that it knows, adds the others, and never says another clé than the list. */
TEST_BASES(une_liste_de_cles_complete)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	importer_liste(&d, "p.csv",
		       TETE LIGNE("0299901E", "", "", "20001", "20001", "", "")
			       LIGNE("0299901E", "", "", "20002", "20002", CLE2, ""));
	importer_liste(&d, "c.csv",
		       "parcoursup_id;cle_ministere_educatif\n20001;" CLE1 "\n20002;" CLE1
		       "\n20003;" CLE1 "\n");
	EQ_STR(lues(&d, 2023), "20001|20001|0299901E|||" CLE1 "|?|0 / 20002|20002|0299901E|||" CLE2
			       "|?|0 / 20003|||||" CLE1 "|?|0");
}

/* A formation of this base's own campagne N-1, and the statut of its offre. */
static void la_notre(struct depot *d, const char *code, int offre, const char *cle,
		     const char *statut)
{
	base_exec(d->db,
		  arena_printf(
			  d->a,
			  "INSERT INTO formation VALUES (2023, '%s', '', '0299901E', 'Lycée', '', "
			  "'', '', '', '', '32031213', '%s', 'creee', 'absente', "
			  "'a_parametrer', %d, 'creee', 1, '', '', 1)",
			  code, cle, offre));
	if (*statut)
		base_exec(
			d->db,
			arena_printf(d->a,
				     "INSERT INTO statut VALUES (2023, %d, '%s', 'aucune', 0, '', "
				     "'', '', '', 0, 0, '', 1, 1)",
				     offre, statut));
}

/* Where no list speaks of it, it stands under its code; a code of ours is not Parcoursup's. */
TEST_BASES(les_notres_sont_de_l_an_dernier)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	importer_liste(&d, "p.csv", TETE LIGNE("0359901X", "", "", "20001", "20001", "", ""));
	la_notre(&d, "R0000001", 7, CLE1, "publie");
	la_notre(&d, "R0000002", 8, CLE2, "a_publier");
	la_notre(&d, "20009", 9, "", "");
	EQ_STR(lues(&d, 2023), "20001|20001|0359901X||||?|0 / 20009||0299901E||32031213||?|9 / "
			       "R0000001*||0299901E||32031213|" CLE1 "|oui|7 / "
			       "R0000002*||0299901E||32031213|" CLE2 "|non|8");
}

/* The list has its clé under a code of Parcoursup, or has its code: one formation, and what ours knows of its offre. */
TEST_BASES(la_liste_donne_le_code_d_une_des_notres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	importer_liste(&d, "p.csv",
		       TETE LIGNE("0299901E", "", "", "20001", "20001", CLE1, "Paramétrée")
			       LIGNE("0299901E", "", "", "20002", "20002", "", ""));
	la_notre(&d, "R0000001", 7, CLE1, "a_publier");
	la_notre(&d, "20002", 8, CLE2, "publie");
	EQ_STR(lues(&d, 2023), "20001|20001|0299901E||32031213|" CLE1
			       "|oui|7 / 20002|20002|0299901E||32031213|" CLE2 "|oui|8");
	base_exec(d.db, "UPDATE statut SET code = '20777' WHERE offre = 8");
	EQ_STR(lues(&d, 2023),
	       "20001|20001|0299901E||32031213|" CLE1
	       "|oui|7 / 20002|20002|0299901E||||?|0 / 20777||0299901E||32031213|" CLE2 "|oui|8");
}

/* A replay reads ours as they were known: before they were made, then with the offre, the statut and the code of that version. */
TEST_BASES(les_notres_comme_on_les_connaissait)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue = {.version = 4, .offres = 4};

	la_notre(&d, "R0000001", 7, CLE1, "a_publier");
	base_exec(d.db, "INSERT INTO formation_passe SELECT f.*, 5 FROM formation AS f");
	base_exec(d.db, "INSERT INTO statut_passe SELECT s.*, 5 FROM statut AS s");
	base_exec(d.db, "UPDATE formation SET offre = 8, cle_avant = '" CLE2 "', du_version = 5");
	base_exec(d.db, "UPDATE statut SET statut = 'publie', code = '20777', du_version = 5, "
			"offre = 8");
	la_notre(&d, "R0000002", 9, "", "");
	base_exec(d.db, "UPDATE formation SET du_version = 6 WHERE code = 'R0000002'");
	EQ_STR(lues_comme(&d, 2023, &vue), "R0000001*||0299901E||32031213|" CLE1 "|non|7");
	vue.version = vue.offres = 5;
	EQ_STR(lues_comme(&d, 2023, &vue), "20777||0299901E||32031213|" CLE2 "|oui|8");
	vue.version = vue.offres = 0;
	EQ_STR(lues_comme(&d, 2023, &vue), "");
	vue.courante = true;
	EQ_STR(lues_comme(&d, 2023, &vue), "20777||0299901E||32031213|" CLE2 "|oui|8 / "
					   "R0000002*||0299901E||32031213||?|9");
}

/* The list of 2020 gives no code: two options of one diploma in one place are two formations; a row given twice is one. */
TEST_BASES(sans_code_deux_options_sont_deux_formations)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	importer_liste(&d, "p.csv",
		       TETE20 LIGNE20("Option A") LIGNE20("Option B") LIGNE20("Option A"));
	EQ_STR(lues(&d, 2023), "0299901E/0299901E/0299901E/21/1210*||0299901E||||?|0 / "
			       "0299901E/0299901E/0299901E/21/1210#0002*||0299901E||||?|0");
}
