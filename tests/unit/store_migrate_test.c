/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store_migrate_test.c - a base comes to the program's schema once, entirely or not at all
 */
#include "tap.h"
#include "bases.h"

#include <sys/wait.h>

#include "store/moteur.h"

#define FICHIER(nom, sql)                                                                          \
	{                                                                                          \
		nom, (const unsigned char *)(sql), sizeof(sql) - 1                                 \
	}

static const char SOCLE[] = "-- a comment that ends like a statement;\n"
			    "CREATE TABLE ville (\n"
			    "\tid @id@,\n"
			    "\tnom TEXT NOT NULL,\n"
			    "\tpopulation @int@,\n"
			    "\tblason @blob@\n"
			    ") @strict@;\n"
			    "\n"
			    "INSERT INTO ville (nom, population) VALUES ('a; b', 4000000000);\n";
static const char RUES[] =
	"CREATE TABLE rue (id @id@, ville @int@ REFERENCES ville (id)) @strict@;\n"
	"CREATE INDEX rue_ville ON rue (ville);\n";

static const struct embarque UNE[] = {FICHIER("0001_socle.sql", SOCLE), {0}};
static const struct embarque DEUX[] = {
	FICHIER("0001_socle.sql", SOCLE), FICHIER("0002_rues.sql", RUES), {0}};
static const struct embarque CHANGEE[] = {FICHIER("0001_socle.sql", "CREATE TABLE x (id @id@);\n"),
					  FICHIER("0002_rues.sql", RUES),
					  {0}};
static const struct embarque FAUSSE[] = {
	FICHIER("0001_socle.sql", SOCLE),
	FICHIER("0002_fausse.sql",
		"CREATE TABLE moitie (id @id@);\nINSERT INTO rien (x) VALUES (1);\n"),
	{0}};

static int64_t count(struct db *db, const char *sql)
{
	struct stmt *st;
	int64_t n = -1;

	if (db_prepare(db, (struct sql){sql}, 0, &st) != OK)
		return -1;
	OK(stmt_one_int(st, &n) == OK);
	stmt_free(st);
	return n;
}

TEST_BASES(chaque_migration_est_appliquee_une_fois)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct incident inc = {0};
	struct stmt *st;
	bool row;

	EQ_INT(db_migrate(db, UNE, 1700000000, &inc), OK);
	EQ_INT(db_migrate(db, UNE, 1700000001, &inc), OK);
	EQ_INT(count(db, "SELECT count(*) FROM ville"), 1);
	EQ_INT(db_migrate(db, DEUX, 1700000002, &inc), OK);
	EQ_INT(count(db, "SELECT population FROM ville WHERE nom = 'a; b'"), 4000000000);
	EQ_INT(count(db, "SELECT count(*) FROM rue"), 0);
	MUST(db_prepare(db,
			SQL("SELECT numero, nom, empreinte, applique_le FROM schema_version "
			    "ORDER BY numero"),
			0, &st) == OK);
	MUST(stmt_step(st, &row) == OK && row);
	EQ_INT(col_int(st, 0), 1);
	EQ_STR(col_text(st, 1), "socle");
	EQ_INT(col_text(st, 2).n, 64);
	EQ_STR(col_text(st, 3), "2023-11-14T22:13:20Z");
	MUST(stmt_step(st, &row) == OK && row);
	EQ_STR(col_text(st, 1), "rues");
	EQ_STR(col_text(st, 3), "2023-11-14T22:13:22Z");
	db_close(db);
}

TEST_BASES(l_identite_se_numerote_seule_ou_non)
{
	struct db *db = base_open(dsn, DB_ECRITURE);

	MUST(db_migrate(db, UNE, 0, NULL) == OK);
	EQ_INT(count(db, "INSERT INTO ville (nom) VALUES ('x') RETURNING id"), 2);
	EQ_INT(count(db, "INSERT INTO ville (id, nom) VALUES (77, 'y') RETURNING id"), 77);
	db_close(db);
}

TEST_BASES(une_base_plus_recente_est_refusee)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct incident inc = {0};

	MUST(db_migrate(db, DEUX, 0, &inc) == OK);
	EQ_INT(db_migrate(db, UNE, 0, &inc), E_REFUS);
	EQ_STR(inc.message, "Cette base a été écrite par une version plus récente de relais "
			    "(migration 0002).");
	EQ_STR(inc.remede, "Installez cette version, ou utilisez une autre base.");
	db_close(db);
}

TEST_BASES(une_empreinte_changee_est_refusee)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct incident inc = {0};

	MUST(db_migrate(db, UNE, 0, &inc) == OK);
	EQ_INT(db_migrate(db, CHANGEE, 0, &inc), E_REFUS);
	OK(strstr(inc.message, "0001 (socle)"));
	OK(inc.remede[0]);
	EQ_INT(count(db, "SELECT count(*) FROM rue"), -1); /* 0002 was not applied */
	db_close(db);
}

TEST_BASES(un_echec_au_milieu_ne_laisse_rien)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct incident inc = {0};

	OK(db_migrate(db, FAUSSE, 0, &inc) != OK);
	OK(strstr(inc.message, "La migration 0002 (fausse) n'a pas pu être appliquée"));
	OK(inc.detail[0]);
	EQ_INT(count(db, "SELECT count(*) FROM schema_version"), 1);
	EQ_INT(count(db, "SELECT count(*) FROM moitie"), -1);
	EQ_INT(db_migrate(db, DEUX, 0, &inc), OK); /* once repaired it goes on */
	EQ_INT(count(db, "SELECT count(*) FROM rue"), 0);
	db_close(db);
}

TEST_BASES(la_base_d_un_autre_programme_est_refusee)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct incident inc = {0};

	base_exec(db, "CREATE TABLE autre (id INTEGER)");
	EQ_INT(db_migrate(db, UNE, 0, &inc), E_REFUS);
	OK(strstr(inc.message, "ne sont pas de relais"));
	EQ_INT(count(db, "SELECT count(*) FROM schema_version"), -1);
	db_close(db);
}

TEST_BASES(lire_n_applique_rien)
{
	struct db *db = base_open(dsn, DB_ECRITURE), *lit;
	struct incident inc = {0};

	lit = base_open(dsn, DB_LECTURE);
	EQ_INT(db_migrate(lit, DEUX, 0, &inc), E_REFUS);
	OK(strstr(inc.message, "vide"));
	MUST(db_migrate(db, UNE, 0, NULL) == OK);
	EQ_INT(db_migrate(lit, DEUX, 0, &inc), E_REFUS);
	OK(strstr(inc.message, "il lui manque la migration 0002"));
	EQ_INT(db_migrate(lit, UNE, 0, &inc), OK);
	db_close(lit);
	db_close(db);
}

TEST_BASES(une_base_a_jour_s_ouvre_pendant_une_ecriture)
{
	struct db *un = base_open(dsn, DB_ECRITURE), *deux = base_open(dsn, DB_ECRITURE);
	struct incident inc = {0};
	struct tx tx = {0};

	MUST(db_migrate(un, UNE, 0, &inc) == OK);
	db_set_attente(deux, 50);
	MUST(tx_begin(un, TX_ECRITURE, &tx) == OK);
	EQ_INT(db_migrate(deux, UNE, 0, &inc), OK);
	EQ_INT(db_migrate(deux, DEUX, 0, &inc), E_OCCUPE);
	OK(strstr(inc.message, "occupée"));
	tx_rollback(&tx);
	EQ_INT(db_migrate(deux, DEUX, 0, &inc), OK);
	db_close(un);
	db_close(deux);
}

/* « é » comes after « z » for the bytes, before « f » for most languages. */
TEST_BASES(une_cle_texte_se_range_par_octets)
{
	static const char CLES[] = "CREATE TABLE c (cle @cle_texte@ PRIMARY KEY, n @int@) @cle@;\n"
				   "INSERT INTO c (cle, n) VALUES ('é', 3), ('z', 2), ('Z', 1);\n";
	static const struct embarque TABLE[] = {FICHIER("0001_cles.sql", CLES), {0}};
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *st;
	bool row;

	MUST(db_migrate(db, TABLE, 0, NULL) == OK);
	MUST(db_prepare(db, SQL("SELECT n FROM c ORDER BY cle"), 0, &st) == OK);
	for (int i = 1; i <= 3; i++) {
		MUST(stmt_step(st, &row) == OK && row);
		EQ_INT(col_int(st, 0), i);
	}
	db_close(db);
}

/* Four programs start together on an empty base: the INSERT of 0001 is there once. */
TEST_BASES(quatre_programmes_demarrent_ensemble)
{
	enum { N = 4 };
	pid_t enfants[N];
	struct db *db;

	fflush(stdout);
	for (int k = 0; k < N; k++) {
		enfants[k] = fork();
		if (enfants[k])
			continue;
		db = base_open(dsn, DB_ECRITURE);
		if (db_migrate(db, DEUX, 0, NULL) != OK) {
			printf("# %s %s\n", db_incident(db)->message, db_incident(db)->detail);
			_exit(1);
		}
		db_close(db);
		_exit(0);
	}
	for (int k = 0; k < N; k++) {
		int etat = -1;

		waitpid(enfants[k], &etat, 0);
		EQ_INT(etat, 0);
	}
	db = base_open(dsn, DB_LECTURE);
	EQ_INT(count(db, "SELECT count(*) FROM ville"), 1);
	EQ_INT(count(db, "SELECT count(*) FROM schema_version"), 2);
	db_close(db);
}

/* What the program carries applies on both engines. */
TEST_BASES(les_migrations_du_programme_s_appliquent)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct incident inc = {0};
	int64_t n = 0;

	while (embarque_migrations[n].nom)
		n++;
	EQ_INT(db_migrate(db, embarque_migrations, 0, &inc), OK);
	EQ_STR(inc.message, "");
	EQ_STR(inc.detail, "");
	EQ_INT(count(db, "SELECT count(*) FROM schema_version"), n);
	db_close(db);
}
