/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sqlite.h - what the three files of the SQLite engine share: sqlite.c (statements), sqlite_open.c, sqlite_bulk.c
 */
#ifndef RELAIS_STORE_SQLITE_H
#define RELAIS_STORE_SQLITE_H

#include <sqlite3.h>

#include "store/moteur.h"

struct sqlite_db {
	struct db db;
	sqlite3 *h;
	int attente_ms;
};

extern const struct moteur sqlite_moteur;

/* What the result code means. */
enum cause sqlite_cause(int rc);
/* The same, of the last failure of this connection: what the system said of it counts too. */
enum cause sqlite_cause_de(sqlite3 *h, int rc);
/* db_fail with SQLite's own words. */
enum err sqlite_fail(struct db *db, int rc);
/* Run one or more statements, results ignored. */
enum err sqlite_exec(struct db *db, const char *sql);
/* First value of a PRAGMA as text, "" when there is none; rc is SQLite's. */
int sqlite_pragma(sqlite3 *h, const char *sql, char *ret, size_t size);
/* Change the journal mode; another process may be doing the same: tries again until the wait is over. */
int sqlite_journal(struct sqlite_db *base, const char *pragma);

/* The bulk_* of struct moteur, for its table: see moteur.h. The bulk belongs to store.c until sqlite_bulk_free. */
enum err sqlite_bulk_open(struct db *db, const char *table, const char *colonnes, int n,
			  struct bulk **ret);
void sqlite_bulk_int(struct bulk *b, int64_t v);
void sqlite_bulk_text(struct bulk *b, struct str v);
void sqlite_bulk_blob(struct bulk *b, struct str v);
void sqlite_bulk_null(struct bulk *b);
enum err sqlite_bulk_row(struct bulk *b);
enum err sqlite_bulk_flush(struct bulk *b);
void sqlite_bulk_empty(struct bulk *b);
void sqlite_bulk_free(struct bulk *b);

#endif
