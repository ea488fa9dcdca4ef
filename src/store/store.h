/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store.h - the base: one interface, two engines (SQLite embedded, PostgreSQL 15)
 *
 * The same SQL text runs on both, with $1, $2… as parameters; what differs is in reference of the portable subset
 * (docs/choix). SQL is always a literal: struct sql is only made by SQL("…"), which refuses anything else. Times come from C as text,
 * booleans are 0/1, folding is done in C.
 *
 * Functions return OK or an error; the words are in db_incident(). Only this room includes sqlite3.h and libpq-fe.h.
 *
 * Both engines behave alike where they would differ: a text loses its NULs (each becomes U+FFFD); a statement that fails
 * condemns its transaction (tx_commit refuses it); a reading transaction refuses to write; "name" is never a text. Misuse (a parameter or
 * a column that does not exist, a transaction in another one) is a BUG(). Texts must be UTF-8: PostgreSQL refuses others (E_INVALIDE).
 * Codes: E_CONFLIT a constraint, E_INVALIDE a value of the wrong type, E_OCCUPE another writer, E_REFUS no right to write, E_PANNE the rest.
 */
#ifndef RELAIS_STORE_STORE_H
#define RELAIS_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/embarque.h"
#include "base/err.h"
#include "base/str.h"

struct db; /* one connection, used by one thread at a time */
struct stmt; /* one prepared statement of that connection */

struct sql {
	const char *text;
};
#define SQL(literal) ((struct sql){"" literal ""})
#define SQL_FIXE(literal)                                                                          \
	{                                                                                          \
		"" literal ""                                                                      \
	} /* the same, to initialise a static const */

enum db_mode {
	DB_LECTURE, /* nothing will be written; an absent base is E_ABSENT */
	DB_ECRITURE, /* an absent SQLite base is created, empty */
};

/*
 * dsn: « postgresql://… » (or « postgres://… », or « host=… »), else the path of a SQLite file, or « :memory: ».
 * E_ABSENT: no such base. E_INVALIDE: the file is not a base. E_PANNE: the server does not answer. The connection belongs to the
 * caller (db_close).
 */
enum err db_open(const char *dsn, enum db_mode mode, struct db **ret,
		 struct incident *inc) MUST_CHECK;
/* Rolls back what is open, and frees the statements and bulks that were not; accepts NULL. */
void db_close(struct db *db);
bool db_est_postgres(const struct db *db);
/* The last failure on this connection, in French; filled by every function below that fails. */
const struct incident *db_incident(const struct db *db);

/* Run one statement without parameters or result. */
enum err db_exec(struct db *db, struct sql sql) MUST_CHECK;

/*
 * Prepare. DB_FLUX: the result may be large: it is read by pieces (a cursor on PostgreSQL) and other statements may run on the same
 * connection meanwhile, inside a transaction (outside of one PostgreSQL gives it whole). stmt_free accepts NULL; the connection keeps the last
 * statements that were freed, so that preparing the same literal again costs nothing.
 */
enum { DB_FLUX = 1 };
enum err db_prepare(struct db *db, struct sql sql, int flags, struct stmt **ret) MUST_CHECK;
void stmt_free(struct stmt *st);

/* Parameters are numbered from 1, keep their value until bound again, and are copied when bound. */
void stmt_int(struct stmt *st, int i, int64_t v);
void stmt_text(struct stmt *st, int i, struct str v); /* an empty str is the empty text, not NULL */
void stmt_blob(struct stmt *st, int i, const void *bytes, size_t n);
void stmt_null(struct stmt *st, int i);

/* Next row: *row is false at the end. The first call executes; after the end, or stmt_reset, it executes again. */
enum err stmt_step(struct stmt *st, bool *row) MUST_CHECK;
void stmt_reset(struct stmt *st);
/* Execute a statement that gives no row (INSERT, UPDATE, DELETE) and be ready for the next one. */
enum err stmt_exec(struct stmt *st) MUST_CHECK;
/* One integer of the first row: E_ABSENT when there is no row or it is NULL. The statement is reset. */
enum err stmt_one_int(struct stmt *st, int64_t *ret) MUST_CHECK;

/* Columns of the current row, from 0. Texts and bytes are valid until the next step. NULL reads as 0 and as the empty str. */
int64_t col_int(struct stmt *st, int i);
struct str col_text(struct stmt *st, int i);
struct str col_blob(struct stmt *st, int i);
bool col_null(struct stmt *st, int i);

/*
 * Transactions. TX_ECRITURE takes the one writer's place at once (BEGIN IMMEDIATE; an advisory lock on PostgreSQL) and waits up to 5 s:
 * E_OCCUPE after that. TX_LECTURE sees one state of the base until its end. AUTO_TX rolls back unless tx_commit was called:
 * « AUTO_TX tx = {0}; ». Its end resets every statement of the connection. tx_commit that fails has rolled back.
 */
enum tx_mode { TX_LECTURE, TX_ECRITURE };
struct tx {
	struct db *db;
	bool ouverte;
};
enum err tx_begin(struct db *db, enum tx_mode mode, struct tx *ret) MUST_CHECK;
enum err tx_commit(struct tx *tx) MUST_CHECK;
void tx_rollback(struct tx *tx); /* harmless when it is closed */
#define AUTO_TX __attribute__((cleanup(tx_rollback))) struct tx

/*
 * Many rows into one table, in the open transaction. PostgreSQL: COPY by pieces of about 1 MB; SQLite: a prepared INSERT. Several may be
 * open at once and other statements may run between rows; the rows are surely visible to them after bulk_flush. `colonnes` is a literal
 * list « a, b, c »; values are given in that order and copied, then bulk_row. A bulk may serve several transactions: tx_commit flushes
 * it, tx_rollback empties it.
 */
struct bulk;
enum err bulk_open(struct db *db, struct sql table, struct sql colonnes,
		   struct bulk **ret) MUST_CHECK;
void bulk_int(struct bulk *b, int64_t v);
void bulk_text(struct bulk *b, struct str v);
void bulk_blob(struct bulk *b, const void *bytes, size_t n);
void bulk_null(struct bulk *b);
enum err bulk_row(struct bulk *b)
	MUST_CHECK; /* BUG() when the number of values is not that of the columns */
enum err bulk_flush(struct bulk *b) MUST_CHECK; /* what was given is in the table */
enum err bulk_close(struct bulk *b) MUST_CHECK; /* flush and free; accepts NULL */
void bulk_abandonner(struct bulk *b); /* free without a flush, after a failure; accepts NULL */

/*
 * A new, empty base is filled faster when nothing has to be undone page by page: call this before the first write transaction of a base
 * that holds no fact, and db_fin_premier_chargement after its commit. A kill in between leaves an empty base. No effect on PostgreSQL.
 */
enum err db_premier_chargement(struct db *db) MUST_CHECK;
enum err db_fin_premier_chargement(struct db *db) MUST_CHECK;
/* Bring the log back into the base's file (SQLite); refresh the planner's statistics (both). Gives way to whoever uses the base. */
enum err db_range(struct db *db) MUST_CHECK;

/*
 * Bring the base to the program's schema. `migrations` is a table of NNNN_nom.sql (base/embarque.h), in order; each is applied once, in a
 * transaction, and its SHA-256 fingerprint is kept in schema_version(numero, nom, empreinte, applique_le). Six words of the SQL are
 * replaced by the engine's: @id@ (integer primary key that numbers itself), @int@, @blob@, @strict@ (after the closing parenthesis), @cle@ (the
 * same for a table that is stored in its primary key's order: STRICT, WITHOUT ROWID on SQLite, nothing on PostgreSQL), @cle_texte@ (a text
 * compared byte by byte: TEXT on SQLite, TEXT COLLATE "C" on PostgreSQL).
 * Statements are separated by « ; » at the end of a line. E_REFUS, nothing changed: the base knows a migration that this program does not
 * (it was written by a newer version), or one whose fingerprint differs. With DB_LECTURE nothing is applied: E_REFUS too if some are missing.
 */
enum err db_migrate(struct db *db, const struct embarque *migrations, int64_t instant,
		    struct incident *inc) MUST_CHECK;

#endif
