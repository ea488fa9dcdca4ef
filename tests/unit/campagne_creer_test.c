/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne_creer_test.c - a campagne made from another one: its dates moved, every value marked, one version; and which campagnes exist
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"

#include "campagne/valeurs.h"

static const struct decideur QUI = {DEPOT_MIDI, STR_FIXE("moi"), STR_FIXE("note")};

static enum err creer(struct depot *d, int annee, int depuis, int *ret, struct incident *inc)
{
	AUTO_TX tx = {0};
	enum err err;

	if ((err = tx_begin(d->db, TX_ECRITURE, &tx)) ||
	    (err = campagne_creer(d->db, annee, depuis, &QUI, ret, inc)))
		return err;
	return tx_commit(&tx);
}

TEST_BASES(une_campagne_creee_a_les_dates_d_une_autre_deplacees)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c;
	int depuis = 0;

	MUST(creer(&d, 2028, 0, &depuis, &inc) == OK);
	EQ_INT(depuis, 2027);
	MUST(campagne_lire(d.db, 2028, INT64_MAX, d.a, &c, &inc) == OK);
	EQ_INT(c.jalon[JALON_IMPORT_DEBUT], 20271101);
	EQ_INT(c.jalon[JALON_VOEUX_DEBUT], 20280118);
	EQ_INT(c.jalon[JALON_DERNIER_VERSEMENT], 20280829);
	EQ_INT(c.parametres.fenetre_debut, 20280801);
	EQ_INT(c.parametres.fenetre_fin, 20290731);
	for (int j = 0; j < JALON__MAX; j++)
		OK(c.deduite[j]);
	for (int p = 0; p < CAMPAGNE_PARAMETRES; p++)
		OK(c.parametre_deduit[p]);
	/* one version; an event a value, which says where it comes from and why */
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 1);
	EQ_STR(depot_texte(&d, "SELECT cause FROM version"), "campagne");
	EQ_INT(depot_entier(
		       &d,
		       "SELECT COUNT(*) FROM campagne_valeur WHERE campagne = 2028 AND deduite = 1"),
	       CAMPAGNE_PARAMETRES + JALON__MAX);
	EQ_INT(depot_entier(
		       &d,
		       "SELECT COUNT(*) FROM evenement WHERE objet = 'campagne 2028' AND version = 1 AND "
		       "acteur = 'moi' AND raison = 'note'"),
	       CAMPAGNE_PARAMETRES + JALON__MAX);
	EQ_INT(depot_entier(
		       &d,
		       "SELECT COUNT(*) FROM evenement WHERE changement = 'import_fin : - → 2027-11-15 "
		       "(déduite de la campagne 2027)'"),
	       1);
	EQ_STR(depot_lignes(&d, "SELECT annee, etat, verdicts_version FROM campagne", 3),
	       "2028|ouverte|0");
	/* not known before */
	EQ_INT(campagne_lire(d.db, 2028, 0, d.a, &c, &inc), E_ABSENT);
}

TEST_BASES(les_parametres_et_ce_que_la_base_a_change_suivent)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c;
	int depuis = 0;

	base_exec(
		d.db,
		"INSERT INTO campagne_valeur (campagne, nom, valeur, deduite, du_version) VALUES (2024, "
		"'rncp_couvre', 'entree', 0, 0), (2024, 'voeux_debut', '2024-02-29', 0, 0)");
	MUST(creer(&d, 2029, 2024, &depuis, &inc) == OK);
	EQ_INT(depuis, 2024);
	MUST(campagne_lire(d.db, 2029, INT64_MAX, d.a, &c, &inc) == OK);
	EQ_INT(c.parametres.rncp_couvre, RNCP_COUVRE_ENTREE);
	EQ_INT(c.jalon[JALON_VOEUX_DEBUT], 20290228); /* no 29 February that year */
	EQ_INT(c.jalon[JALON_VISIBLE_CANDIDATS], 20281220);
	/* the one just made is the nearest before the next */
	MUST(creer(&d, 2030, 0, &depuis, &inc) == OK);
	EQ_INT(depuis, 2029);
	/* none before: the first after */
	MUST(creer(&d, 2018, 0, &depuis, &inc) == OK);
	EQ_INT(depuis, 2021);
	MUST(campagne_lire(d.db, 2018, INT64_MAX, d.a, &c, &inc) == OK);
	EQ_INT(c.jalon[JALON_VOEUX_FIN], 20180311);
}

TEST_BASES(une_valeur_confirmee_n_est_plus_deduite)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct reglage r[] = {{STR("import_fin"), STR("2027-11-15")},
				    {STR("rncp_couvre"), STR("periode")}};
	struct incident inc = {0};
	struct campagne c;
	int depuis;
	size_t changes = 0;

	MUST(creer(&d, 2028, 0, &depuis, &inc) == OK);
	MUST(campagne_lire(d.db, 2028, INT64_MAX, d.a, &c, &inc) == OK);
	{
		AUTO_TX tx = {0};

		MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
		MUST(campagne_modifier(d.db, &c, r, 2, &QUI, &changes, &inc) == OK);
		MUST(tx_commit(&tx) == OK);
	}
	EQ_INT(changes, 2);
	MUST(campagne_lire(d.db, 2028, INT64_MAX, d.a, &c, &inc) == OK);
	OK(!c.deduite[JALON_IMPORT_FIN] && c.deduite[JALON_IMPORT_DEBUT]);
	EQ_INT(depot_entier(
		       &d,
		       "SELECT COUNT(*) FROM evenement WHERE changement = 'rncp_couvre : periode (déduite) → "
		       "periode'"),
	       1);
}

TEST_BASES(ce_qui_ne_peut_pas_etre_cree_est_refuse_et_rien_n_est_ecrit)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const struct {
		int annee, depuis;
		enum err err;
		const char *dit;
	} VOULUS[] = {
		{2017, 0, E_INVALIDE, "2017 ne peut pas être l'année d'une campagne."},
		{2100, 0, E_INVALIDE, "2100 ne peut pas être l'année d'une campagne."},
		{0, 0, E_INVALIDE, "0 ne peut pas être l'année d'une campagne."},
		{2024, 0, E_CONFLIT, "La campagne 2024 existe déjà."},
		{2021, 2027, E_CONFLIT, "La campagne 2021 existe déjà."},
		{2028, 2029, E_ABSENT, "La campagne 2029 n'existe pas."},
		{2028, 2028, E_ABSENT, "La campagne 2028 n'existe pas."},
		{2038, 0, E_INVALIDE, "La campagne 2027 est à 11 ans de la campagne 2038."},
		{2032, 2021, E_INVALIDE, "La campagne 2021 est à 11 ans de la campagne 2032."},
	};

	for (size_t i = 0; i < sizeof VOULUS / sizeof *VOULUS; i++) {
		struct incident inc = {0};
		int depuis = 99;

		EQ_INT(creer(&d, VOULUS[i].annee, VOULUS[i].depuis, &depuis, &inc), VOULUS[i].err);
		EQ_STR(inc.message, VOULUS[i].dit);
		OK(inc.remede[0] != 0);
		EQ_INT(depuis, 99);
	}
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM campagne_valeur"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM campagne"), 0);
	/* at the bound, and one that was made is not made again */
	struct incident inc = {0};
	int depuis;

	EQ_INT(creer(&d, 2037, 0, &depuis, &inc), OK);
	EQ_INT(creer(&d, 2037, 0, &depuis, &inc), E_CONFLIT);
}

TEST_BASES(les_campagnes_connues_sont_les_presets_et_celles_de_la_base)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct campagne_connue *v;
	size_t n = 0;

	MUST(campagnes_connues(d.db, INT64_MAX, d.a, &v, &n) == OK);
	MUST(n == CAMPAGNE_DERNIERE - CAMPAGNE_PREMIERE + 1);
	for (size_t i = 0; i < n; i++) {
		EQ_INT(v[i].annee, CAMPAGNE_PREMIERE + (int)i);
		OK(v[i].preset && !v[i].dans_la_base);
	}
	base_exec(
		d.db,
		"INSERT INTO campagne_valeur (campagne, nom, valeur, deduite, du_version) VALUES (2019, "
		"'import_fin', '2018-11-15', 1, 1), (2020, 'import_fin', '2019-11-15', 1, 2), (2024, 'import_fin', "
		"'2023-11-15', 0, 3), (2029, 'import_fin', '2028-11-15', 1, 5)");
	base_exec(
		d.db,
		"INSERT INTO campagne_valeur_passe (campagne, nom, valeur, deduite, du_version, au_version) VALUES "
		"(2029, 'import_fin', '2028-11-14', 1, 4, 5)");
	MUST(campagnes_connues(d.db, INT64_MAX, d.a, &v, &n) == OK);
	MUST(n == 10);
	EQ_INT(v[0].annee, 2019);
	EQ_INT(v[1].annee, 2020);
	OK(!v[1].preset && v[1].dans_la_base);
	EQ_INT(v[5].annee, 2024);
	OK(v[5].preset && v[5].dans_la_base);
	EQ_INT(v[6].annee, 2025);
	OK(v[6].preset && !v[6].dans_la_base);
	EQ_INT(v[9].annee, 2029);
	/* as known earlier */
	MUST(campagnes_connues(d.db, 4, d.a, &v, &n) == OK);
	EQ_INT(n, 10);
	MUST(campagnes_connues(d.db, 3, d.a, &v, &n) == OK);
	EQ_INT(n, 9);
	MUST(campagnes_connues(d.db, 1, d.a, &v, &n) == OK);
	EQ_INT(n, 8);
}

TEST_BASES(chaque_date_dit_de_quelle_version_elle_vient)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct jalon_depuis v[JALON__MAX];

	base_exec(
		d.db,
		"INSERT INTO version (numero, connu_le, cause, personne) VALUES (1, '2023-10-02T10:00:00Z', 'campagne', "
		"''), (2, '2023-10-03T10:00:00Z', 'campagne', '')");
	base_exec(
		d.db,
		"INSERT INTO campagne_valeur (campagne, nom, valeur, deduite, du_version) VALUES (2024, "
		"'import_fin', '2023-11-20', 0, 2), (2024, 'rncp_couvre', 'entree', 0, 2)");
	base_exec(
		d.db,
		"INSERT INTO campagne_valeur_passe (campagne, nom, valeur, deduite, du_version, au_version) VALUES "
		"(2024, 'import_fin', '2023-11-18', 0, 1, 2)");
	MUST(campagne_jalons_depuis(d.db, 2024, INT64_MAX, v) == OK);
	EQ_INT(v[JALON_IMPORT_FIN].version, 2);
	EQ_INT(v[JALON_IMPORT_FIN].instant, DEPOT_MIDI + DEPOT_JOUR);
	EQ_INT(v[JALON_IMPORT_DEBUT].version, 0);
	EQ_INT(v[JALON_IMPORT_DEBUT].instant, 0);
	MUST(campagne_jalons_depuis(d.db, 2024, 1, v) == OK);
	EQ_INT(v[JALON_IMPORT_FIN].version, 1);
	EQ_INT(v[JALON_IMPORT_FIN].instant, DEPOT_MIDI);
	MUST(campagne_jalons_depuis(d.db, 2024, 0, v) == OK);
	EQ_INT(v[JALON_IMPORT_FIN].version, 0);
}

TEST_BASES(sans_tables_on_le_dit)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	AUTO_ARENA a = arena_new(0);
	struct jalon_depuis depuis[JALON__MAX] = {0};
	const struct campagne_connue *v = NULL;
	struct incident inc = {0};
	size_t n = 99;
	int ret = 99;

	OK(campagnes_connues(db, INT64_MAX, a, &v, &n) != OK);
	EQ_INT(n, 99);
	OK(campagne_jalons_depuis(db, 2024, INT64_MAX, depuis) != OK);
	OK(campagne_creer(db, 2028, 0, &QUI, &ret, &inc) != OK);
	OK(inc.message[0] != 0);
	EQ_INT(ret, 99);
	db_close(db);
}
