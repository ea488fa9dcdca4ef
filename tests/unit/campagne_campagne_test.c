/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne_campagne_test.c - a campagne's dates and choices: the presets, what a base changed in them, its rules
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"

#include "campagne/campagne.h"

/* The preset, without a base. */
static struct campagne preset(int annee)
{
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct campagne c = {0};

	if (campagne_lire(NULL, annee, INT64_MAX, a, &c, &inc) != OK)
		c.annee = -1;
	return c;
}

TEST(chaque_preset_a_toutes_ses_dates_dans_l_ordre)
{
	for (int n = CAMPAGNE_PREMIERE; n <= CAMPAGNE_DERNIERE; n++) {
		const struct campagne c = preset(n);
		const int *j = c.jalon;

		EQ_INT(c.annee, n);
		for (int i = 0; i < JALON__MAX; i++) {
			EQ_INT(date_valide(j[i] / 10000, j[i] / 100 % 100, j[i] % 100), true);
			OK(j[i] / 10000 == n || j[i] / 10000 == n - 1);
		}
		OK(j[JALON_OUVERTURE_REFERENCEMENT] < j[JALON_IMPORT_DEBUT]);
		OK(j[JALON_IMPORT_DEBUT] < j[JALON_IMPORT_FIN]);
		OK(j[JALON_IMPORT_DEBUT] < j[JALON_OUVERTURE_GESTION]);
		OK(j[JALON_IMPORT_FIN] < j[JALON_VISIBLE_CANDIDATS]);
		OK(j[JALON_OUVERTURE_GESTION] < j[JALON_VISIBLE_CANDIDATS]);
		OK(j[JALON_VISIBLE_CANDIDATS] < j[JALON_VOEUX_DEBUT]);
		OK(j[JALON_VOEUX_DEBUT] < j[JALON_VOEUX_FIN]);
		OK(j[JALON_VOEUX_FIN] < j[JALON_DERNIER_VERSEMENT]);
		EQ_INT(c.parametres.campagne, n);
		EQ_INT(c.parametres.fenetre_debut, n * 10000 + 801);
		EQ_INT(c.parametres.fenetre_fin, (n + 1) * 10000 + 731);
		EQ_INT(c.parametres.n_regles, 0);
	}
}

TEST(le_preset_2024_est_celui_de_l_annexe)
{
	static const int VOULUES[JALON__MAX] = {20231001, 20231101, 20231115, 20231114,
						20231220, 20240117, 20240314, 20240829};
	const struct campagne c = preset(2024);

	for (int i = 0; i < JALON__MAX; i++) {
		EQ_INT(c.jalon[i], VOULUES[i]);
		OK(!c.deduite[i]);
	}
	EQ_INT(c.parametres.siret_inactif, SIRET_INACTIF_NON_AFFICHEE);
	EQ_INT(c.parametres.qualiopi_porte_par, QUALIOPI_UN_DES_DEUX);
	EQ_INT(c.parametres.rncp_couvre, RNCP_COUVRE_PERIODE);
	EQ_INT(c.parametres.duree_incoherente, DUREE_BLOQUANT);
}

TEST(une_date_deduite_se_dit)
{
	OK(preset(2023).deduite[JALON_IMPORT_DEBUT]);
	OK(!preset(2023).deduite[JALON_VISIBLE_CANDIDATS]);
	OK(preset(2027).deduite[JALON_VOEUX_FIN]);
	EQ_INT(preset(2027).jalon[JALON_VOEUX_FIN], 20270311);
}

TEST(une_annee_inconnue_dit_lesquelles_existent)
{
	AUTO_ARENA a = arena_new(0);
	struct campagne c = {.annee = 99};
	struct incident inc = {0};

	for (int annee = 2019; annee <= 2030; annee++)
		EQ_INT(campagne_lire(NULL, annee, INT64_MAX, a, &c, &inc),
		       annee < CAMPAGNE_PREMIERE || annee > CAMPAGNE_DERNIERE ? E_ABSENT : OK);
	c.annee = 99;
	EQ_INT(campagne_lire(NULL, 1999, INT64_MAX, a, &c, &inc), E_ABSENT);
	EQ_INT(c.annee, 99);
	EQ_STR(inc.message, "La campagne 1999 n'existe pas.");
	OK(strstr(inc.remede, "2021") && strstr(inc.remede, "2027"));
}

TEST(chaque_jalon_a_un_code_et_un_nom)
{
	for (int i = 0; i < JALON__MAX; i++) {
		OK(jalon_code((enum jalon)i)[0] && jalon_libelle((enum jalon)i)[0]);
		for (int k = 0; k < i; k++)
			OK(strcmp(jalon_code((enum jalon)i), jalon_code((enum jalon)k)) != 0);
	}
	EQ_STR(jalon_code(JALON_IMPORT_DEBUT), "import_debut");
	EQ_STR(jalon_libelle(JALON_IMPORT_DEBUT), "début de la mise à jour automatique");
}

static void valeur(struct depot *d, int annee, const char *nom, const char *v, int version)
{
	base_exec(d->db,
		  arena_printf(d->a,
			       "INSERT INTO campagne_valeur (campagne, nom, valeur, deduite, "
			       "du_version) VALUES (%d, '%s', '%s', 0, %d)",
			       annee, nom, v, version));
}

TEST_BASES(ce_que_la_base_a_change_passe_avant_le_preset)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c;

	valeur(&d, 2023, "import_debut", "2022-10-24", 3);
	valeur(&d, 2023, "siret_inactif", "non_reglementaire", 3);
	valeur(&d, 2023, "qualiopi_porte_par", "responsable", 3);
	valeur(&d, 2023, "rncp_couvre", "entree", 3);
	valeur(&d, 2023, "duree_incoherente", "avertissement", 3);
	valeur(&d, 2024, "import_debut", "2023-10-24", 3);
	EQ_INT(campagne_lire(d.db, 2023, INT64_MAX, d.a, &c, &inc), OK);
	EQ_INT(c.jalon[JALON_IMPORT_DEBUT], 20221024);
	OK(!c.deduite[JALON_IMPORT_DEBUT]);
	EQ_INT(c.jalon[JALON_IMPORT_FIN], 20221115);
	OK(c.deduite[JALON_IMPORT_FIN]);
	EQ_INT(c.parametres.siret_inactif, SIRET_INACTIF_NON_REGLEMENTAIRE);
	EQ_INT(c.parametres.qualiopi_porte_par, QUALIOPI_RESPONSABLE);
	EQ_INT(c.parametres.rncp_couvre, RNCP_COUVRE_ENTREE);
	EQ_INT(c.parametres.duree_incoherente, DUREE_AVERTISSEMENT);
	/* as known before the change */
	EQ_INT(campagne_lire(d.db, 2023, 2, d.a, &c, &inc), OK);
	EQ_INT(c.jalon[JALON_IMPORT_DEBUT], 20221101);
	EQ_INT(c.parametres.rncp_couvre, RNCP_COUVRE_PERIODE);
}

TEST_BASES(une_valeur_que_le_programme_ne_connait_pas_ne_change_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c;

	valeur(&d, 2024, "couleur", "bleu", 0);
	valeur(&d, 2024, "rncp_couvre", "tout", 0);
	valeur(&d, 2024, "import_fin", "mi-novembre", 0);
	EQ_INT(campagne_lire(d.db, 2024, INT64_MAX, d.a, &c, &inc), OK);
	EQ_INT(c.parametres.rncp_couvre, RNCP_COUVRE_PERIODE);
	EQ_INT(c.jalon[JALON_IMPORT_FIN], 20231115);
}

TEST_BASES(une_campagne_de_la_base_existe_sans_preset)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c;

	EQ_INT(campagne_lire(d.db, 2031, INT64_MAX, d.a, &c, &inc), E_ABSENT);
	valeur(&d, 2031, "import_debut", "2030-11-01", 2);
	EQ_INT(campagne_lire(d.db, 2031, 1, d.a, &c, &inc), E_ABSENT);
	EQ_INT(campagne_lire(d.db, 2031, 2, d.a, &c, &inc), OK);
	EQ_INT(c.annee, 2031);
	EQ_INT(c.jalon[JALON_IMPORT_DEBUT], 20301101);
	EQ_INT(c.parametres.fenetre_debut, 20310801);
}

/* domain.md 4.3: nineteen rules, each with its prefix, its conditions and its statut. */
static const struct {
	const char *prefixe;
	enum enregistrement enregistrement;
	enum condition actif, iut;
	enum statut_perimetre statut;
} REGLES[] = {
	{"320", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"323", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"251", 0, 0, DOIT, PERIMETRE_A_PUBLIER},
	{"355", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"241", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"321", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"463", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"461", 0, 0, 0, PERIMETRE_A_PUBLIER_RECTEUR},
	{"0103", 0, 0, 0, PERIMETRE_A_PUBLIER_RECTEUR},
	{"446", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"447", 0, 0, 0, PERIMETRE_A_PUBLIER},
	{"336", 0, 0, 0, PERIMETRE_A_PUBLIER_HABILITATION},
	{"337", 0, 0, 0, PERIMETRE_A_PUBLIER_HABILITATION},
	{"360", ENREGISTREMENT_DE_DROIT, 0, 0, PERIMETRE_A_PUBLIER_HABILITATION},
	{"260", ENREGISTREMENT_DE_DROIT, 0, 0, PERIMETRE_A_PUBLIER_HABILITATION},
	{"205", 0, 0, 0, PERIMETRE_A_PUBLIER_POSTBAC},
	{"36", ENREGISTREMENT_SUR_DEMANDE, DOIT, 0, PERIMETRE_A_PUBLIER},
	{"26", ENREGISTREMENT_SUR_DEMANDE, DOIT, 0, PERIMETRE_A_PUBLIER_POSTBAC},
	{"250", 0, 0, 0, PERIMETRE_HORS},
};

TEST_BASES(les_dix_neuf_regles_de_depart)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c;

	for (int annee = CAMPAGNE_PREMIERE; annee <= CAMPAGNE_DERNIERE; annee++) {
		MUST(campagne_lire(d.db, annee, 0, d.a, &c, &inc) == OK);
		MUST(c.parametres.n_regles == 19);
		for (int i = 0; i < 19; i++) {
			const struct regle_perimetre *r = &c.parametres.regles[i];

			OK(r->nom.n > 0 && r->motif.n > 0 && r->academie.n == 0);
			EQ_STR(r->cfd_prefixe, REGLES[i].prefixe);
			EQ_INT(r->enregistrement, REGLES[i].enregistrement);
			EQ_INT(r->rncp_actif, REGLES[i].actif);
			EQ_INT(r->uai_iut, REGLES[i].iut);
			EQ_INT(r->statut, REGLES[i].statut);
			EQ_INT(r->duree, 0);
			EQ_INT(r->annee, 0);
		}
	}
}

static void regle(struct depot *d, const char *table, int numero, const char *reste)
{
	base_exec(d->db,
		  arena_printf(
			  d->a,
			  "INSERT INTO %s (numero, nom, cfd_prefixe, enregistrement, rncp_actif, "
			  "uai_iut, duree, annee, academie, statut, motif, auteur, valable_du, "
			  "valable_au, du_version%s) VALUES (%d, 'essai', '999', %s)",
			  table, strstr(table, "passe") ? ", au_version" : "", numero, reste));
}

TEST_BASES(une_regle_se_lit_avec_toutes_ses_conditions)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c;

	base_exec(d.db, "DELETE FROM regle_perimetre");
	regle(&d, "regle_perimetre", 30,
	      "'', 'non', 'non', '2', '1', '14', 'inventé', '', 'moi', '', '', 0");
	MUST(campagne_lire(d.db, 2024, INT64_MAX, d.a, &c, &inc) == OK);
	MUST(c.parametres.n_regles == 1);
	const struct regle_perimetre *r = c.parametres.regles;
	EQ_INT(r->rncp_actif, NE_DOIT_PAS);
	EQ_INT(r->uai_iut, NE_DOIT_PAS);
	EQ_INT(r->duree, 2);
	EQ_INT(r->annee, 1);
	EQ_STR(r->academie, "14");
	/* a statut that this program does not know lets nothing through */
	EQ_INT(r->statut, PERIMETRE_HORS);
}

/* In force when the window of sessions of the campagne opens, and as known at the version. */
TEST_BASES(une_regle_compte_entre_ses_dates_et_ses_versions)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const char TOUT[] = "'', '', '', '', '', '', 'a_publier', '', 'moi', ";
	struct incident inc = {0};
	struct campagne c;

	base_exec(d.db, "DELETE FROM regle_perimetre");
	regle(&d, "regle_perimetre", 1, arena_printf(d.a, "%s'2024-08-01', '', 0", TOUT));
	regle(&d, "regle_perimetre", 2, arena_printf(d.a, "%s'2024-08-02', '', 0", TOUT));
	regle(&d, "regle_perimetre", 3, arena_printf(d.a, "%s'', '2024-08-01', 0", TOUT));
	regle(&d, "regle_perimetre", 4, arena_printf(d.a, "%s'', '2024-07-31', 0", TOUT));
	regle(&d, "regle_perimetre", 5, arena_printf(d.a, "%s'', '', 4", TOUT));
	regle(&d, "regle_perimetre_passe", 6, arena_printf(d.a, "%s'', '', 2, 4", TOUT));
	static const struct {
		int annee;
		int64_t version;
		size_t n;
	} VOULUS[] = {{2024, INT64_MAX, 3}, {2024, 4, 3}, {2024, 3, 3}, {2024, 2, 3},
		      {2024, 1, 2},         {2023, 1, 2}, {2025, 1, 2}};
	for (size_t i = 0; i < sizeof VOULUS / sizeof *VOULUS; i++) {
		MUST(campagne_lire(d.db, VOULUS[i].annee, VOULUS[i].version, d.a, &c, &inc) == OK);
		EQ_INT(c.parametres.n_regles, VOULUS[i].n);
	}
}

TEST_BASES(les_verdicts_d_une_campagne_se_rappellent)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct verdicts_etat etat = {.version = 99};

	EQ_INT(campagne_verdicts(d.db, 2024, &etat), OK);
	EQ_INT(etat.version, 0);
	EQ_STR(etat.moteur, "");
	EQ_INT(campagne_verdicts_faits(d.db, 2024, 7, "relais-1"), OK);
	EQ_INT(campagne_verdicts(d.db, 2024, &etat), OK);
	EQ_INT(etat.version, 7);
	EQ_STR(etat.moteur, "relais-1");
	EQ_INT(campagne_verdicts_faits(d.db, 2024, 8, "relais-2"), OK);
	EQ_INT(campagne_verdicts(d.db, 2024, &etat), OK);
	EQ_INT(etat.version, 8);
	EQ_STR(etat.moteur, "relais-2");
	EQ_STR(depot_lignes(&d, "SELECT annee, etat FROM campagne", 2), "2024|ouverte");
}

TEST_BASES(une_campagne_est_ouverte_du_referencement_au_dernier_versement)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const struct {
		int date;
		size_t n;
		int premiere;
	} VOULUS[] = {{20220930, 0, 0}, {20221001, 1, 2023}, {20230829, 1, 2023}, {20230830, 0, 0},
		      {20230930, 0, 0}, {20231001, 1, 2024}, {20240829, 1, 2024}, {20240830, 0, 0}};
	const int *annees;
	size_t n = 99;

	EQ_INT(campagnes_ouvertes(d.db, 20231101, d.a, &annees, &n), OK);
	EQ_INT(n, 0); /* a preset is no campagne of the base before its first use */
	MUST(campagne_verdicts_faits(d.db, 2024, 1, "x") == OK);
	MUST(campagne_verdicts_faits(d.db, 2023, 1, "x") == OK);
	for (size_t i = 0; i < sizeof VOULUS / sizeof *VOULUS; i++) {
		EQ_INT(campagnes_ouvertes(d.db, VOULUS[i].date, d.a, &annees, &n), OK);
		EQ_INT(n, VOULUS[i].n);
		if (n)
			EQ_INT(annees[0], VOULUS[i].premiere);
	}
	/* one that was closed is not; dates that the base changed count */
	base_exec(d.db, "UPDATE campagne SET etat = 'fermee' WHERE annee = 2024");
	EQ_INT(campagnes_ouvertes(d.db, 20231101, d.a, &annees, &n), OK);
	EQ_INT(n, 0);
	base_exec(d.db, "UPDATE campagne SET etat = 'ouverte' WHERE annee = 2024");
	valeur(&d, 2023, "dernier_versement", "2023-12-31", 0);
	EQ_INT(campagnes_ouvertes(d.db, 20231101, d.a, &annees, &n), OK);
	EQ_INT(n, 2);
	EQ_INT(annees[0], 2023);
	EQ_INT(annees[1], 2024);
}

TEST(l_echeance_dit_ce_qui_reste_possible)
{
	AUTO_ARENA a = arena_new(0);
	const struct campagne c = preset(2024);

	EQ_STR(campagne_echeance(a, &c, 20231115),
	       "avant le 15 novembre 2023 pour la mise à jour automatique ; après, l'offre sera traitée "
	       "au fil de l'eau");
	EQ_STR(campagne_echeance(a, &c, 20231116),
	       "dès que possible : la mise à jour automatique est finie, les offres corrigées sont "
	       "traitées au fil de l'eau jusqu'au 29 août 2024");
	OK(strstr(campagne_echeance(a, &c, 20240829), "dès que possible") != NULL);
	EQ_STR(campagne_echeance(a, &c, 20240830),
	       "la campagne est close depuis le 29 août 2024 : la correction servira à la campagne "
	       "suivante");
}

TEST_BASES(sans_tables_une_campagne_le_dit)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct verdicts_etat etat;
	struct campagne c;
	const int *annees;
	size_t n;

	OK(campagne_lire(db, 2024, INT64_MAX, a, &c, &inc) != OK);
	OK(inc.message[0] != 0);
	OK(campagne_verdicts(db, 2024, &etat) != OK);
	OK(campagne_verdicts_faits(db, 2024, 1, "x") != OK);
	OK(campagnes_ouvertes(db, 20231101, a, &annees, &n) != OK);
	EQ_INT(n, 0);
	base_exec(db, "CREATE TABLE campagne_valeur (campagne INTEGER, nom TEXT, valeur TEXT, "
		      "deduite INTEGER, du_version INTEGER)");
	OK(campagne_lire(db, 2024, INT64_MAX, a, &c, &inc) != OK);
	db_close(db);
}
