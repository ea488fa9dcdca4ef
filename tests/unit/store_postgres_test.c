/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store_postgres_test.c - servers that do not answer, and a connection that dies
 */
#include "tap.h"
#include "bases.h"

#include "store/moteur.h"

static enum err try_open(const char *dsn, struct incident *inc)
{
	struct db *db;
	enum err e = db_open(dsn, DB_LECTURE, &db, inc);

	if (e == OK)
		db_close(db);
	return e;
}

/* The password must stand in no sentence. */
static bool shows_secret(const struct incident *inc)
{
	return strstr(inc->message, "s3cr3t") || strstr(inc->detail, "s3cr3t") ||
	       strstr(inc->remede, "s3cr3t");
}

TEST(un_serveur_muet_est_dit_sans_mot_de_passe)
{
	struct incident inc = {0};

	EQ_INT(try_open("postgresql://127.0.0.1:9/base?user=moi&password=s3cr3t", &inc), E_PANNE);
	OK(strstr(inc.message, "ne répond pas") && strstr(inc.message, "127.0.0.1"));
	OK(inc.remede[0] && inc.detail[0]);
	OK(!shows_secret(&inc));
}

TEST(une_adresse_mal_ecrite_est_dite_sans_mot_de_passe)
{
	static const char *const ADRESSES[] = {"postgresql://127.0.0.1/base?password=s3cr3t%zz",
					       "host=127.0.0.1 password='s3cr3t",
					       "postgres://[s3cr3t/base"};

	for (size_t i = 0; i < sizeof ADRESSES / sizeof *ADRESSES; i++) {
		struct incident inc = {0};

		EQ_INT(try_open(ADRESSES[i], &inc), E_INVALIDE);
		OK(strstr(inc.message, "n'est pas bien écrite"));
		OK(!shows_secret(&inc));
		EQ_INT(try_open(ADRESSES[i], NULL), E_INVALIDE);
	}
}

TEST(une_base_ou_un_schema_absent_est_dit)
{
	const char *serveur = getenv("RELAIS_TEST_PG");
	struct incident inc = {0};
	char dsn[BASES_DSN_MAX];

	if (!serveur)
		SKIP("RELAIS_TEST_PG n'est pas donné : voir tools/with-postgres");
	(void)snprintf(dsn, sizeof dsn, "%s?dbname=nulle_part", serveur);
	EQ_INT(try_open(dsn, &inc), E_ABSENT);
	OK(strstr(inc.message, "« nulle_part » n'existe pas"));
	(void)snprintf(dsn, sizeof dsn, "%s?options=-csearch_path%%3Dnulle_part", serveur);
	EQ_INT(try_open(dsn, &inc), E_ABSENT);
	OK(strstr(inc.message, "schéma"));
}

static void coupe(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE), *autre = base_open(dsn, DB_ECRITURE);
	struct stmt *st, *tue;
	struct bulk *b;
	struct tx tx = {0};
	int64_t pid = 0, n;

	base_exec(db, "CREATE TABLE t (id BIGINT)");
	MUST(db_prepare(db, SQL("SELECT pg_backend_pid()"), 0, &st) == OK);
	MUST(stmt_one_int(st, &pid) == OK);
	MUST(db_prepare(autre, SQL("SELECT 1 FROM pg_terminate_backend($1)"), 0, &tue) == OK);
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	MUST(bulk_open(db, SQL("t"), SQL("id"), &b) == OK);
	bulk_int(b, 1);
	OK(bulk_row(b) == OK);
	stmt_int(tue, 1, pid);
	OK(stmt_one_int(tue, &n) == OK);
	usleep(100 * 1000);
	EQ_INT(bulk_flush(b), E_PANNE);
	OK(strstr(db_incident(db)->message, "perdue"));
	EQ_INT(stmt_one_int(st, &pid), E_PANNE);
	EQ_INT(tx_commit(&tx), E_PANNE);
	db_close(db);
	db_close(autre);
}

TEST(une_connexion_coupee_est_dite)
{
	if (!getenv("RELAIS_TEST_PG"))
		SKIP("RELAIS_TEST_PG n'est pas donné : voir tools/with-postgres");
	base_avec_postgres(coupe);
}
