/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_saisies_test.c - UAIs typed by hand: rows that count, that wait, that are put aside, and the persons who decided otherwise
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"

#include "base/limites.h"
#include "import/annulation.h"
#include "offre/decision.h"

#define TETE "cle_ministere_educatif;uai_formation\n"
#define SUITE LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01"
#define CLE_3ANS "104239P0131" SUITE /* durée corrected */
#define CLE_X "104239P012X" SUITE
#define CLE_2 "104239P0122" SUITE
#define UAI_A "0299902F"
#define UAI_B "0299903G"
#define UAI_C "0359901X"

static const char DECISIONS[] =
	"SELECT offre, valeur, COALESCE(run, 0) FROM decision ORDER BY offre";
static const char ETATS[] = "SELECT cle, uai, etat FROM saisie ORDER BY run, cle";

static void lire(struct depot *d, struct importation *i, const char *lignes)
{
	IMPORTER(d, i, depot_fichier(d, "saisis.csv", arena_printf(d->a, TETE "%s", lignes)));
}

static void flux_de(struct depot *d, struct importation *i, const char *cle)
{
	IMPORTER(d, i, depot_fichier(d, "lheo.xml", LHEO(d, {.numero = cle})));
}

/* « relais decider »; an empty UAI withdraws. */
static enum err a_la_main(struct depot *d, int64_t offre, const char *uai)
{
	const struct decision c = {.offre = offre,
				   .cle = STR("clé"),
				   .valeur = str_of(uai),
				   .acteur = STR("essai"),
				   .raison = STR("à la main"),
				   .instant = d->instant};
	AUTO_TX tx = {0};
	enum err err = tx_begin(d->db, TX_ECRITURE, &tx);

	if (!err)
		err = decision_uai(d->db, &c);
	return err ? err : tx_commit(&tx);
}

static enum err defaire(struct depot *d, int64_t run, struct annulation *a)
{
	struct incident inc = {0};
	const struct annulation_demande demande = {
		.run = run, .raison = "essai", .instant = d->instant};

	return annuler(d->db, &demande, a, &inc);
}

TEST_BASES(une_ligne_attend_son_offre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	lire(&d, &i, LHEO_CLE "; " UAI_A " \n");
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].format, FORMAT_UAI_SAISIS);
	EQ_STR(i.r[0].source, "uai-saisis");
	EQ_INT(i.r[0].bilan.nouveaux, 1);
	EQ_INT(i.r[0].saisies.gardees, 1);
	EQ_INT(i.r[0].saisies.attente, 1);
	EQ_STR(depot_lignes(&d, "SELECT ligne, code, champ, valeur FROM anomalie", 4),
	       "2|ESPACES|uai| " UAI_A " ");
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "");
	d.instant += DEPOT_JOUR;
	flux_de(&d, &i, LHEO_CLE);
	EQ_INT(i.r[0].saisies.appliquees, 1);
	EQ_INT(i.r[0].saisies.attente, 0);
	EQ_INT(i.r[0].anomalies, 0);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|1");
	EQ_STR(depot_texte(&d, "SELECT raison FROM decision"), "fichier saisis.csv, ligne 2");
	EQ_STR(depot_texte(&d, "SELECT changement FROM evenement WHERE objet LIKE 'offre 1, %'"),
	       "UAI du lieu saisi : « " UAI_A " », avant «  »");
	/* the feed again, changed or not: nothing more is said */
	IMPORTER(&d, &i, depot_fichier(&d, "b.xml", LHEO(&d, {.intitule = "BTS"})));
	EQ_INT(i.r[0].bilan.modifies, 1);
	EQ_INT(i.r[0].saisies.appliquees, 0);
}

TEST_BASES(le_meme_fichier_ne_change_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	flux_de(&d, &i, LHEO_CLE);
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n" CLE_3ANS ";" UAI_B "\n");
	EQ_INT(i.r[0].saisies.appliquees, 1);
	EQ_INT(i.r[0].saisies.attente, 1);
	d.instant += DEPOT_JOUR;
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n" CLE_3ANS ";" UAI_B "\n");
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	lire(&d, &i,
	     CLE_3ANS " ;" UAI_B "\n"); /* other bytes, nothing new; a row that lacks stays */
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(i.r[0].bilan.inchanges, 1);
	EQ_INT(i.r[0].saisies.attente, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 2);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM saisie"), 2);
}

/* What is not a decision is put aside with its line; the others count. */
TEST_BASES(les_lignes_fausses_sont_mises_de_cote)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	lire(&d, &i,
	     "10423912" SUITE ";" UAI_A "\n" LHEO_CLE ";0299902f\n" CLE_3ANS ";0299902A\n" CLE_X
	     ";299902F\n" CLE_2 ";" UAI_A "\n" LHEO_CLE ";" UAI_A "\n" CLE_2 ";" UAI_B "\n" CLE_2
	     ";" UAI_A "\n" CLE_X ";\n");
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].lus, 9);
	EQ_INT(i.r[0].ecartes, 8);
	EQ_INT(i.r[0].anomalies, 8);
	EQ_INT(i.r[0].saisies.gardees, 1);
	EQ_STR(depot_lignes(&d, "SELECT ligne, code, champ, valeur FROM anomalie ORDER BY rang", 4),
	       "2|SAISIE_CLE|cle|10423912" SUITE
	       " / 4|SAISIE_UAI_LETTRE|uai|0299902A / 5|SAISIE_UAI_FORME|uai|299902F / 10|SAISIE_UAI_FORME|uai| / "
	       "6|SAISIE_CONTRADICTOIRE|uai|" UAI_A " / 7|DOUBLON|cle|" LHEO_CLE
	       " / 8|SAISIE_CONTRADICTOIRE|uai|" UAI_B " / 9|SAISIE_CONTRADICTOIRE|uai|" UAI_A);
	EQ_STR(depot_lignes(&d, ETATS, 3), LHEO_CLE "|" UAI_A "|attente");
}

/* Nothing in it is usable: refused as any other list, and what is wrong with each row stays. */
TEST_BASES(un_fichier_dont_rien_ne_compte_est_refuse)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	for (int tour = 0; tour < 2; tour++) {
		lire(&d, &i, LHEO_CLE ";0299902A\n" CLE_2 ";" UAI_A "\n" CLE_2 ";" UAI_B "\n");
		EQ_INT(i.r[0].etat, IMPORT_REFUSE);
		OK(str_contains(str_of(i.r[0].incident.message), STR("(3)")));
		OK(i.r[0].incident.remede[0] != 0);
		EQ_INT(i.r[0].anomalies, 3);
		EQ_INT(i.r[0].version, 0);
		EQ_STR(depot_lignes(
			       &d,
			       "SELECT r.etat, r.version, COUNT(*) FROM run AS r JOIN anomalie "
			       "AS a ON a.run = r.numero WHERE r.numero = (SELECT MAX(numero) "
			       "FROM run) GROUP BY r.etat, r.version",
			       3),
		       "refuse||3");
		EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM saisie"), 0);
	}
}

TEST_BASES(une_edition_remplace_la_precedente)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	flux_de(&d, &i, LHEO_CLE);
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	d.instant += DEPOT_JOUR;
	lire(&d, &i, LHEO_CLE ";" UAI_B "\n");
	EQ_INT(i.r[0].bilan.modifies, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_B "|3");
	EQ_STR(depot_lignes(&d, "SELECT valeur, run, du_version, au_version FROM decision_passe",
			    4),
	       UAI_A "|2|2|3");
}

/* Before or after the file, set or withdrawn: what a person decided of the offre stays, and it is told. */
TEST_BASES(la_main_l_emporte)
{
	static const char CONFLITS[] =
		"SELECT run, ligne, valeur FROM anomalie WHERE code = 'SAISIE_CONFLIT' ORDER BY run";
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	flux_de(&d, &i, LHEO_CLE);
	MUST(a_la_main(&d, 1, UAI_C) == OK);
	EQ_INT(a_la_main(&d, 1, UAI_C), E_CONFLIT);
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE); /* the row is kept all the same */
	EQ_INT(i.r[0].saisies.conflits, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_C "|0");
	EQ_STR(depot_lignes(&d, CONFLITS, 3), "2|2|" UAI_A " ; en vigueur : " UAI_C);
	MUST(a_la_main(&d, 1, "") == OK);
	d.instant += DEPOT_JOUR;
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n" CLE_3ANS ";" UAI_A "\n");
	EQ_INT(i.r[0].saisies.conflits, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM anomalie WHERE run = 3 AND valeur LIKE "
				"'% ; en vigueur : aucun, retiré à la main'"),
	       1);
	/* a feed does not tell it again */
	IMPORTER(&d, &i, depot_fichier(&d, "b.xml", LHEO(&d, {.intitule = "BTS"})));
	EQ_INT(i.r[0].saisies.conflits, 0);
	EQ_INT(i.r[0].anomalies, 0);
}

/* The same UAI said by hand after the file: it is the person's from then on. */
TEST_BASES(confirmer_a_la_main_protege_de_l_edition_suivante)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	flux_de(&d, &i, LHEO_CLE);
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	MUST(a_la_main(&d, 1, UAI_A) == OK);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|0");
	lire(&d, &i, LHEO_CLE ";" UAI_B "\n");
	EQ_INT(i.r[0].saisies.conflits, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|0");
}

/* An offre that a feed brings under another clé by correcting it; a row for a clé that an offre had before. */
TEST_BASES(une_cle_corrigee)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	flux_de(&d, &i, LHEO_CLE);
	lire(&d, &i, CLE_3ANS ";" UAI_A "\n");
	EQ_INT(i.r[0].saisies.attente, 1);
	flux_de(&d, &i, CLE_3ANS);
	EQ_INT(i.r[0].bilan.modifies, 1);
	EQ_INT(i.r[0].saisies.appliquees, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2");
	/* the former clé: its offre is known, and has a row of its own that says otherwise */
	d.instant += DEPOT_JOUR;
	lire(&d, &i, LHEO_CLE ";" UAI_B "\n");
	EQ_INT(i.r[0].saisies.supplantees, 1);
	EQ_STR(depot_lignes(&d, "SELECT code, valeur FROM anomalie WHERE run = 4", 2),
	       "SAISIE_SUPPLANTEE|" UAI_B " ; en vigueur : " UAI_A);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2");
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	EQ_INT(i.r[0].saisies.appliquees, 1);
}

TEST_BASES(une_ancienne_cle)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	flux_de(&d, &i, LHEO_CLE);
	flux_de(&d, &i, CLE_3ANS);
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	EQ_INT(i.r[0].saisies.appliquees, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|3");
}

/* The formation's clé says X, its two years are two offers: the row means both. */
TEST_BASES(le_chiffre_de_l_annee)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const struct formation_xml deux = {
		.numero = CLE_X,
		.actions = {
			{.sessions = {{.numero = "S1", .debut = "20240902", .annees = {"1"}},
				      {.numero = "S2", .debut = "20240902", .annees = {"2"}}}}}};

	lire(&d, &i, CLE_X ";" UAI_A "\n");
	IMPORTER(&d, &i, depot_fichier(&d, "a.xml", lheo_texte(&d, &deux, 1)));
	EQ_STR(depot_lignes(&d, "SELECT numero, cle FROM offre ORDER BY numero", 2),
	       "1|" LHEO_CLE " / 2|" CLE_2);
	EQ_INT(i.r[0].saisies.appliquees, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|1 / 2|" UAI_A "|1");
	lire(&d, &i, CLE_2 ";" UAI_B "\n"); /* its own row goes before */
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|1 / 2|" UAI_B "|3");
	EQ_STR(depot_lignes(&d, ETATS, 3),
	       CLE_X "|" UAI_A "|appliquee / " CLE_2 "|" UAI_B "|appliquee");
}

/* The row of both years counts for one of them: it is applied, and whoever reads why it is not for the other must not remove it. */
TEST_BASES(une_cle_sans_annee_compte_pour_une_offre_sur_deux)
{
	static const char DITES[] = "SELECT code, ligne, valeur FROM anomalie WHERE run = (SELECT "
				    "MAX(numero) FROM run) ORDER BY rang";
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const struct formation_xml deux = {
		.numero = CLE_X,
		.actions = {
			{.sessions = {{.numero = "S1", .debut = "20240902", .annees = {"1"}},
				      {.numero = "S2", .debut = "20240902", .annees = {"2"}}}}}};

	IMPORTER(&d, &i, depot_fichier(&d, "a.xml", lheo_texte(&d, &deux, 1)));
	lire(&d, &i, CLE_X ";" UAI_A "\n" CLE_2 ";" UAI_B "\n");
	EQ_INT(i.r[0].saisies.appliquees, 2);
	EQ_INT(i.r[0].saisies.supplantees, 0);
	EQ_STR(depot_lignes(&d, DITES, 3),
	       "SAISIE_SUPPLANTEE_POUR_UNE|2|" UAI_A " ; en vigueur : " UAI_B);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2 / 2|" UAI_B "|2");
	/* for both: it counts for none, and can go */
	lire(&d, &i, LHEO_CLE ";" UAI_C "\n");
	lire(&d, &i, CLE_X ";" UAI_A "\n" CLE_2 ";" UAI_B "\n");
	EQ_INT(i.r[0].saisies.appliquees, 1);
	EQ_INT(i.r[0].saisies.supplantees, 1);
	EQ_STR(depot_lignes(&d, DITES, 2), "SAISIE_SUPPLANTEE|2");
	/* a person decided of one: it still counts for the other */
	MUST(a_la_main(&d, 2, UAI_C) == OK);
	lire(&d, &i, CLE_X ";" UAI_B "\n" LHEO_CLE ";" UAI_B "\n" CLE_2 ";" UAI_B "\n");
	EQ_INT(i.r[0].saisies.appliquees, 2);
	EQ_INT(i.r[0].saisies.conflits, 1);
}

/* A clé that said no année, typed before the année was declared; one that says another année is another offre. */
TEST_BASES(une_annee_declaree_depuis)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	lire(&d, &i, CLE_X ";" UAI_A "\n" CLE_2 ";" UAI_B "\n");
	flux_de(&d, &i, LHEO_CLE);
	EQ_INT(i.r[0].saisies.appliquees, 1);
	EQ_INT(i.r[0].saisies.attente, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|1");
}

/* In a first load the place of the file among the feeds is that of the command, whatever its reading takes. */
TEST_BASES(un_premier_chargement_dans_les_deux_ordres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *saisis = depot_fichier(&d, "s.csv", TETE LHEO_CLE ";" UAI_A "\n");
	const char *autres = depot_fichier(&d, "t.csv", TETE LHEO_CLE ";" UAI_B "\n");

	IMPORTER(&d, &i, saisis, depot_fichier(&d, "a.xml", LHEO(&d, {0})), autres);
	EQ_INT(i.r[0].saisies.attente, 1);
	EQ_INT(i.r[1].saisies.appliquees, 1);
	EQ_INT(i.r[2].saisies.appliquees, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_B "|3");
	/* a decision that this very version made leaves no trace */
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM decision_passe"), 0);
}

TEST_BASES(un_fichier_se_defait)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct annulation a = {0};

	IMPORTER(&d, &i,
		 depot_fichier(&d, "a.xml",
			       LHEO(&d, {0}, {.numero = CLE_2, .actions = {{.numero = "AF_2"}}})));
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n" CLE_2 ";" UAI_A "\n");
	lire(&d, &i, LHEO_CLE ";" UAI_B "\n" CLE_2 ";" UAI_B "\n" CLE_3ANS ";" UAI_B "\n");
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_B "|3 / 2|" UAI_B "|3");
	MUST(a_la_main(&d, 2, UAI_C) == OK);
	EQ_INT(defaire(&d, 2, &a), E_REFUS); /* the later one goes first */
	MUST(defaire(&d, 3, &a) == OK);
	EQ_INT(a.bilan.retablies, 2);
	EQ_INT(a.bilan.retirees, 1);
	EQ_INT(a.bilan.conflits, 1);
	EQ_STR(depot_lignes(&d, "SELECT run, ref FROM anomalie WHERE code = 'ANNULATION_CONFLIT'",
			    2),
	       "4|" CLE_2);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2 / 2|" UAI_C "|0");
	MUST(defaire(&d, 2, &a) == OK);
	EQ_INT(a.bilan.retirees, 2);
	EQ_INT(a.bilan.conflits, 0);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "2|" UAI_C "|0");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM saisie"), 0);
	/* and the same file can be given again */
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	EQ_INT(i.r[0].saisies.appliquees, 1);
}

/* A file that says what is in force already confirms it: it is undone first, although it brought nothing. */
TEST_BASES(un_fichier_qui_redit_tient_le_premier)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct annulation a = {0};

	flux_de(&d, &i, LHEO_CLE);
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	i.source = "autre";
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(i.r[0].run, 3);
	EQ_INT(defaire(&d, 2, &a), E_REFUS);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2");
	MUST(defaire(&d, 3, &a) == OK);
	EQ_INT(a.bilan.retirees + a.bilan.retablies + a.bilan.conflits, 0);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2");
	EQ_STR(depot_lignes(&d, "SELECT etat, version FROM run WHERE annule = 3", 2),
	       "annulation|3");
	EQ_INT(defaire(&d, 3, &a), E_REFUS);
	MUST(defaire(&d, 2, &a) == OK);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "");
}

/* The undoing of a feed touches no decision; an offre that is there again finds the row that came while it was away. */
TEST_BASES(un_flux_defait_rend_ses_offres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "essai"};
	struct annulation a = {0};

	IMPORTER(&d, &i,
		 depot_fichier(&d, "a.xml",
			       LHEO(&d, {0}, {.numero = CLE_2, .actions = {{.numero = "AF_2"}}})));
	i.complet = true;
	flux_de(&d, &i, LHEO_CLE);
	EQ_INT(i.r[0].bilan.disparus, 1);
	i.source = NULL;
	lire(&d, &i, CLE_2 ";" UAI_A "\n");
	EQ_INT(i.r[0].saisies.attente, 1);
	MUST(defaire(&d, 2, &a) == OK);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "2|" UAI_A "|3");
}

/* The feed that gave the clé is undone: so is what it made the rows do, and they wait again, although the offre had that clé for a while. */
TEST_BASES(un_changement_de_cle_defait)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct annulation a = {0};

	flux_de(&d, &i, LHEO_CLE);
	lire(&d, &i, CLE_3ANS ";" UAI_A "\n");
	d.instant += DEPOT_JOUR;
	flux_de(&d, &i, CLE_3ANS);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2");
	d.instant += DEPOT_JOUR;
	MUST(defaire(&d, 3, &a) == OK);
	EQ_STR(depot_lignes(&d, "SELECT cle FROM offre", 1), LHEO_CLE);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "");
	EQ_STR(depot_texte(&d, "SELECT raison FROM evenement WHERE objet LIKE 'offre 1, %' ORDER "
			       "BY numero DESC LIMIT 1"),
	       "annulation de l'import 3");
	EQ_STR(depot_lignes(&d, ETATS, 3), CLE_3ANS "|" UAI_A "|attente");
	/* nor does a feed after it, nor another row of that clé, take it for one that the offre had */
	IMPORTER(&d, &i, depot_fichier(&d, "b.xml", LHEO(&d, {.intitule = "BTS"})));
	lire(&d, &i, CLE_3ANS ";" UAI_B "\n");
	EQ_INT(i.r[0].saisies.attente, 1);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "");
	/* given again, then left for another one: it had it indeed */
	flux_de(&d, &i, CLE_3ANS);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_B "|6");
	flux_de(&d, &i, LHEO_CLE);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_B "|6");
	lire(&d, &i, CLE_3ANS ";" UAI_C "\n");
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_C "|9");
}

/* What the former clé's own row had decided is in force again; what a person decided stays. */
TEST_BASES(un_changement_de_cle_defait_rend_la_ligne_d_avant)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct annulation a = {0};

	flux_de(&d, &i, LHEO_CLE);
	lire(&d, &i, LHEO_CLE ";" UAI_B "\n" CLE_3ANS ";" UAI_A "\n");
	flux_de(&d, &i, CLE_3ANS);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_A "|2");
	MUST(defaire(&d, 3, &a) == OK);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_B "|2");
	EQ_STR(depot_lignes(&d, ETATS, 3),
	       LHEO_CLE "|" UAI_B "|appliquee / " CLE_3ANS "|" UAI_A "|attente");
	flux_de(&d, &i, CLE_3ANS);
	MUST(a_la_main(&d, 1, UAI_C) == OK);
	MUST(defaire(&d, 5, &a) == OK);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "1|" UAI_C "|0");
}

/* An offre that the undone feed brought takes its decision away with it; its row waits for it. */
TEST_BASES(une_offre_apportee_puis_defaite)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "essai"};
	struct annulation a = {0};

	flux_de(&d, &i, CLE_2);
	i.source = NULL;
	lire(&d, &i, LHEO_CLE ";" UAI_A "\n");
	i.source = "essai";
	IMPORTER(&d, &i,
		 depot_fichier(&d, "a.xml",
			       LHEO(&d, {.numero = CLE_2},
				    {.numero = LHEO_CLE, .actions = {{.numero = "AF_2"}}})));
	EQ_INT(i.r[0].saisies.appliquees, 1);
	MUST(defaire(&d, 3, &a) == OK);
	EQ_STR(depot_lignes(&d, DECISIONS, 3), "");
	EQ_STR(depot_lignes(&d, ETATS, 3), LHEO_CLE "|" UAI_A "|attente");
}

TEST_BASES(trop_de_lignes)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct buf b;

	buf_init(&b, 64 << 20);
	for (int k = 0; k <= LIMITE_SAISIES; k++)
		buf_cstr(&b, "a;b\n");
	lire(&d, &i, arena_cstr(d.a, buf_view(&b)));
	buf_free(&b);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	OK(str_contains(str_of(i.r[0].incident.message), STR("200000 UAI")));
}
