/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres.h - what the files of the PostgreSQL engine share: postgres.c (statements), postgres_open.c, postgres_bulk.c
 */
#ifndef RELAIS_STORE_POSTGRES_H
#define RELAIS_STORE_POSTGRES_H

#include <libpq-fe.h>

#include "store/moteur.h"

struct postgres_db {
	struct db db;
	PGconn *c;
	int schema; /* its oid: the writer's place is one a schema */
	unsigned dernier; /* counter that names statements and cursors */
};

extern const struct moteur postgres_moteur;

/* db_fail with the server's own words; res may be NULL. */
enum err postgres_fail(struct db *db, const PGresult *res);
/* Run one or more statements, results ignored. */
enum err postgres_exec(struct db *db, const char *sql);

/* The bulk_* of struct moteur, for its table: see moteur.h. The bulk belongs to store.c until postgres_bulk_free. */
enum err postgres_bulk_open(struct db *db, const char *table, const char *colonnes, int n,
			    struct bulk **ret);
void postgres_bulk_int(struct bulk *b, int64_t v);
void postgres_bulk_text(struct bulk *b, struct str v);
void postgres_bulk_blob(struct bulk *b, struct str v);
void postgres_bulk_null(struct bulk *b);
enum err postgres_bulk_row(struct bulk *b);
enum err postgres_bulk_flush(struct bulk *b);
void postgres_bulk_empty(struct bulk *b);
void postgres_bulk_free(struct bulk *b);

#endif
