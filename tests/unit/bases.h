/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bases.h - one test, both engines
 *
 *	TEST_BASES(un_total_se_relit)
 *	{
 *		struct db *db = base_open(dsn, DB_ECRITURE);
 *		…
 *		db_close(db);
 *	}
 *
 * makes two tests: one on a SQLite file in a folder of its own, one on PostgreSQL in a schema of its own when RELAIS_TEST_PG
 * holds an address (tools/with-postgres gives one), else a visible SKIP. Folder and schema are removed after the test. Included after
 * tap.h.
 */
#ifndef RELAIS_BASES_H
#define RELAIS_BASES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "store/store.h"

enum { BASES_DSN_MAX = 600 };

/* Not on SQLITE only: the tests that say what SQLite alone does use base_dossier themselves. */
#define TEST_BASES(nom)                                                                            \
	static void nom(const char *dsn);                                                          \
	TEST(nom##_sqlite)                                                                         \
	{                                                                                          \
		base_avec_sqlite(nom);                                                             \
	}                                                                                          \
	TEST(nom##_postgres)                                                                       \
	{                                                                                          \
		if (!getenv("RELAIS_TEST_PG"))                                                     \
			SKIP("RELAIS_TEST_PG n'est pas donné : voir tools/with-postgres");         \
		base_avec_postgres(nom);                                                           \
	}                                                                                          \
	static void nom(const char *dsn)

/* The base, or the end of the program with the reason on stdout. */
static inline struct db *base_open(const char *dsn, enum db_mode mode)
{
	struct incident inc = {0};
	struct db *db;

	if (db_open(dsn, mode, &db, &inc) == OK)
		return db;
	printf("Bail out! %s %s\n", inc.message, inc.detail);
	exit(1);
}

/* SQL made by a test: the one place where it is not a literal. */
static inline void base_exec(struct db *db, const char *texte)
{
	if (db_exec(db, (struct sql){texte}) == OK)
		return;
	printf("Bail out! %s: %s %s\n", texte, db_incident(db)->message, db_incident(db)->detail);
	exit(1);
}

static inline void base_dossier(char ret[64])
{
	(void)snprintf(ret, 64, "/tmp/relais-test.XXXXXX");
	if (!mkdtemp(ret)) {
		puts("Bail out! no temporary folder");
		exit(1);
	}
}

/* The folder and the base called base.db in it. */
static inline void base_supprime(const char *dossier)
{
	static const char *const FICHIERS[] = {"base.db", "base.db-wal", "base.db-shm",
					       "base.db-journal"};

	for (size_t i = 0; i < sizeof FICHIERS / sizeof *FICHIERS; i++) {
		char chemin[128];

		(void)snprintf(chemin, sizeof chemin, "%s/%s", dossier, FICHIERS[i]);
		(void)unlink(chemin);
	}
	(void)rmdir(dossier);
}

static inline void base_avec_sqlite(void (*test)(const char *dsn))
{
	char dossier[64], dsn[BASES_DSN_MAX];

	base_dossier(dossier);
	(void)snprintf(dsn, sizeof dsn, "%s/base.db", dossier);
	test(dsn);
	base_supprime(dossier);
}

static inline void base_avec_postgres(void (*test)(const char *dsn))
{
	static int numero;
	const char *serveur = getenv("RELAIS_TEST_PG");
	char schema[64], sql[128], dsn[BASES_DSN_MAX];
	struct db *db = base_open(serveur, DB_ECRITURE);

	(void)snprintf(schema, sizeof schema, "test_%d_%d", (int)getpid(), ++numero);
	(void)snprintf(sql, sizeof sql, "CREATE SCHEMA %s", schema);
	base_exec(db, sql);
	(void)snprintf(dsn, sizeof dsn, "%s%coptions=-csearch_path%%3D%s", serveur,
		       strchr(serveur, '?') ? '&' : '?', schema);
	test(dsn);
	(void)snprintf(sql, sizeof sql, "DROP SCHEMA %s CASCADE", schema);
	base_exec(db, sql);
	db_close(db);
}

#endif
