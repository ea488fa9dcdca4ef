/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * journal_journal_test.c - versions go up and forward, events are only added
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"

static enum err nouvelle(struct depot *d, int64_t connu_le, int64_t *numero, bool *recule)
{
	const struct version_demande demande = {
		.connu_le = connu_le, .cause = "import", .run = 7, .personne = "essai"};

	return version_nouvelle(d->db, &demande, numero, recule);
}

TEST_BASES(une_base_sans_fait_n_a_pas_de_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	int64_t n = 99;

	EQ_INT(version_derniere(d.db, &n), OK);
	EQ_INT(n, 0);
	n = 99;
	EQ_INT(version_connue(d.db, d.instant, &n), E_ABSENT);
	EQ_INT(n, 99);
}

TEST_BASES(les_versions_montent_de_un_en_un)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	bool recule = true;
	int64_t n = 0;

	for (int i = 1; i <= 4; i++) {
		EQ_INT(nouvelle(&d, d.instant + i * 60, &n, &recule), OK);
		EQ_INT(n, i);
		OK(!recule);
	}
	EQ_INT(version_derniere(d.db, &n), OK);
	EQ_INT(n, 4);
	EQ_STR(depot_lignes(&d,
			    "SELECT cause, run, personne, connu_le FROM version WHERE numero = 1",
			    4),
	       "import|7|essai|2023-10-02T10:01:00Z");
}

TEST_BASES(une_version_sans_run_le_dit)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	EQ_INT(depot_version(&d, 0), 1);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version WHERE run IS NULL"), 1);
}

TEST_BASES(un_instant_plus_ancien_est_avance)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	int64_t n;
	bool recule;

	MUST(nouvelle(&d, d.instant, &n, &recule) == OK);
	EQ_INT(nouvelle(&d, d.instant - 30 * DEPOT_JOUR, &n, &recule), OK);
	EQ_INT(n, 2);
	OK(recule);
	EQ_STR(depot_texte(&d, "SELECT connu_le FROM version WHERE numero = 2"),
	       "2023-10-02T10:00:00Z");
	/* the same instant is not a step back */
	EQ_INT(nouvelle(&d, d.instant, &n, &recule), OK);
	OK(!recule);
}

TEST_BASES(la_version_connue_avant_pendant_apres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	int64_t n = 99;
	bool recule;

	MUST(nouvelle(&d, d.instant, &n, &recule) == OK);
	MUST(nouvelle(&d, d.instant + 100, &n, &recule) == OK);
	MUST(nouvelle(&d, d.instant + 100, &n, &recule) == OK);
	n = 99;
	EQ_INT(version_connue(d.db, d.instant - 1, &n), E_ABSENT);
	EQ_INT(n, 99);
	EQ_INT(version_connue(d.db, d.instant, &n), OK);
	EQ_INT(n, 1);
	EQ_INT(version_connue(d.db, d.instant + 99, &n), OK);
	EQ_INT(n, 1);
	EQ_INT(version_connue(d.db, d.instant + 100, &n), OK);
	EQ_INT(n, 3);
	EQ_INT(version_connue(d.db, d.instant + 10000000, &n), OK);
	EQ_INT(n, 3);
}

TEST_BASES(une_version_abandonnee_ne_laisse_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct tx tx;
	int64_t n;

	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
	EQ_INT(depot_version(&d, 1), 1);
	tx_rollback(&tx);
	EQ_INT(version_derniere(d.db, &n), OK);
	EQ_INT(n, 0);
}

TEST_BASES(un_instant_illisible_est_une_panne)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	int64_t n = 99;
	bool recule;

	base_exec(d.db, "INSERT INTO version (numero, connu_le, cause, personne) "
			"VALUES (1, 'hier', 'import', 'essai')");
	EQ_INT(nouvelle(&d, d.instant, &n, &recule), E_PANNE);
	EQ_INT(n, 99);
}

TEST_BASES(un_evenement_garde_qui_quoi_pourquoi)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct evenement e = {.instant = d.instant,
				    .acteur = STR("ligne de commande"),
				    .objet = STR("run 1"),
				    .changement = STR("12 nouveaux"),
				    .raison = STR_VIDE};

	EQ_INT(journal_ajouter(d.db, &e), OK);
	EQ_INT(journal_ajouter(d.db, &e), OK);
	EQ_STR(depot_lignes(&d,
			    "SELECT instant, acteur, objet, changement, raison FROM evenement "
			    "ORDER BY numero LIMIT 1",
			    5),
	       "2023-10-02T10:00:00Z|ligne de commande|run 1|12 nouveaux|");
	EQ_INT(depot_entier(&d, "SELECT COUNT(DISTINCT numero) FROM evenement"), 2);
}

/* A base that nobody migrated: every question fails and says so, nothing is made up. */
static void noter(void *ctx, const struct evenement_lu *e)
{
	struct buf *out = ctx;

	buf_printf(out, "%lld %.*s %.*s: %.*s;", (long long)e->version, STR_FMT(e->acteur),
		   STR_FMT(e->objet), STR_FMT(e->changement));
}

TEST_BASES(les_evenements_d_un_objet_dans_leur_ordre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const char *const OBJETS[] = {"regle 3", "campagne 2024", "regle 31", "regle 3"};
	AUTO_BUF out;

	buf_init(&out, 1024);
	for (int i = 0; i < 4; i++)
		EQ_INT(journal_ajouter(d.db, &(struct evenement){.instant = d.instant,
								 .version = i + 1,
								 .acteur = STR("moi"),
								 .objet = str_of(OBJETS[i]),
								 .changement = STR("x"),
								 .raison = STR("y")}),
		       OK);
	EQ_INT(journal_lire(d.db, "regle 3", INT64_MAX, (struct evenements_puits){noter, &out}),
	       OK);
	EQ_STR(buf_view(&out), "1 moi regle 3: x;4 moi regle 3: x;");
	buf_reset(&out);
	EQ_INT(journal_lire(d.db, "regle %", 3, (struct evenements_puits){noter, &out}), OK);
	EQ_STR(buf_view(&out), "1 moi regle 3: x;3 moi regle 31: x;");
	buf_reset(&out);
	EQ_INT(journal_lire(d.db, "campagne 2023", 3, (struct evenements_puits){noter, &out}), OK);
	EQ_INT(out.n, 0);
}

TEST_BASES(sans_tables_tout_echoue_proprement)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	const struct version_demande demande = {.connu_le = 1, .cause = "import", .personne = "x"};
	const struct evenement e = {.instant = 1};
	int64_t n = 99;
	bool recule;

	OK(version_derniere(db, &n) != OK);
	OK(version_nouvelle(db, &demande, &n, &recule) != OK);
	OK(version_connue(db, 1, &n) != OK);
	OK(journal_ajouter(db, &e) != OK);
	OK(journal_lire(db, "regle %", 1, (struct evenements_puits){0}) != OK);
	OK(db_incident(db)->message[0] != 0);
	EQ_INT(n, 99);
	db_close(db);
}
