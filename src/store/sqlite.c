/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sqlite.c - the SQLite engine: statements, transactions, first load
 *
 * $1, $2… are named parameters for SQLite, numbered in order of appearance: their places are resolved once, when the statement
 * is prepared. A first load goes through a rollback journal instead of the WAL: a transaction that only appends pages journals
 * nothing but the few pages that existed, so every page is written once (the WAL writes it twice) and a kill
 * leaves a journal that brings the empty base back.
 */
#include "store/sqlite.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <time.h>

#include "base/mem.h"

enum { RANGE_ATTENTE_MS = 100 };

struct sqlite_stmt {
	struct stmt st;
	sqlite3_stmt *h;
	int place[STORE_PARAMETRES_MAX + 1]; /* of $n, 0: $n is not in the text */
};

static inline sqlite3_stmt *handle(struct stmt *st)
{
	return ((struct sqlite_stmt *)st)->h;
}

static inline struct sqlite_db *base_of(struct db *db)
{
	return (struct sqlite_db *)db;
}

/* --- failures --- */

enum cause sqlite_cause(int rc)
{
	static const struct {
		int rc;
		enum cause cause;
	} CAUSES[] = {
		{SQLITE_BUSY, CAUSE_OCCUPEE},          {SQLITE_LOCKED, CAUSE_OCCUPEE},
		{SQLITE_CONSTRAINT, CAUSE_CONTRAINTE}, {SQLITE_MISMATCH, CAUSE_VALEUR},
		{SQLITE_TOOBIG, CAUSE_VALEUR},         {SQLITE_READONLY, CAUSE_LECTURE_SEULE},
		{SQLITE_FULL, CAUSE_DISQUE_PLEIN},     {SQLITE_CORRUPT, CAUSE_ABIMEE},
		{SQLITE_NOTADB, CAUSE_ABIMEE},         {SQLITE_ERROR, CAUSE_DEMANDE},
		{SQLITE_RANGE, CAUSE_DEMANDE},         {SQLITE_MISUSE, CAUSE_DEMANDE},
	};

	if (rc == SQLITE_CONSTRAINT_DATATYPE)
		return CAUSE_VALEUR;
	for (size_t i = 0; i < sizeof CAUSES / sizeof *CAUSES; i++)
		if (CAUSES[i].rc == (rc & 0xff))
			return CAUSES[i].cause;
	return CAUSE_PANNE;
}

enum cause sqlite_cause_de(sqlite3 *h, int rc)
{
	/* a file that could not grow (the index of the WAL) is told as a failure to read or write */
	if ((rc & 0xff) == SQLITE_IOERR && sqlite3_system_errno(h) == ENOSPC)
		return CAUSE_DISQUE_PLEIN;
	return sqlite_cause(rc);
}

enum err sqlite_fail(struct db *db, int rc)
{
	return db_fail(db, sqlite_cause_de(base_of(db)->h, rc), sqlite3_errmsg(base_of(db)->h));
}

/* --- connection --- */

static void sqlite_close(struct db *db)
{
	sqlite3_close_v2(base_of(db)->h);
	mem_free(db);
}

static void sqlite_wait(struct db *db, int ms)
{
	base_of(db)->attente_ms = ms;
	sqlite3_busy_timeout(base_of(db)->h, ms);
}

enum err sqlite_exec(struct db *db, const char *sql)
{
	int rc = sqlite3_exec(base_of(db)->h, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? OK : sqlite_fail(db, rc);
}

int sqlite_pragma(sqlite3 *h, const char *sql, char *ret, size_t size)
{
	sqlite3_stmt *st;
	int rc = sqlite3_prepare_v2(h, sql, -1, &st, NULL);

	ret[0] = '\0';
	if (rc != SQLITE_OK)
		return rc;
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW && sqlite3_column_text(st, 0))
		(void)snprintf(ret, size, "%s", (const char *)sqlite3_column_text(st, 0));
	rc = sqlite3_finalize(st);
	return rc;
}

int sqlite_journal(struct sqlite_db *base, const char *pragma)
{
	const struct timespec pause = {0, 20 * 1000 * 1000};
	char mode[16];

	for (int attente = 0;; attente += 20) {
		int rc = sqlite_pragma(base->h, pragma, mode, sizeof mode);

		if ((rc & 0xff) != SQLITE_BUSY || attente >= base->attente_ms)
			return rc;
		nanosleep(&pause, NULL);
	}
}

static enum err sqlite_premier(struct db *db, bool debut)
{
	int rc;

	if (!debut) {
		rc = sqlite_journal(base_of(db), "PRAGMA journal_mode=WAL");
		if (rc != SQLITE_OK)
			return sqlite_fail(db, rc);
		return sqlite_exec(db, "PRAGMA cache_size=-16384");
	}
	/* Somebody is reading the empty base: the WAL stays, which is only slower. */
	rc = sqlite_pragma(base_of(db)->h, "PRAGMA journal_mode=DELETE", (char[16]){""}, 16);
	if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY)
		return sqlite_fail(db, rc);
	return sqlite_exec(db, "PRAGMA cache_size=-32768");
}

/*
 * The first statistics. The limit bounds the work to a few hundred rows an index; a table without any is counted whole, all its pages read, for a
 * figure that no plan needs: those are left out.
 */
static int analyser(sqlite3 *h)
{
	static const char tables[] =
		"SELECT group_concat('ANALYZE \"' || tbl_name || '\"', ';') FROM (SELECT DISTINCT tbl_name "
		"FROM sqlite_schema WHERE type = 'index')";
	char sql[2048] = "";
	int rc = sqlite_pragma(h, tables, sql, sizeof sql);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(h, "PRAGMA analysis_limit=400", NULL, NULL, NULL);
	return rc == SQLITE_OK ? sqlite3_exec(h, sql, NULL, NULL, NULL) : rc;
}

/* Upkeep gives way: a reader or a writer in the way is no failure, the next time will do. */
static enum err sqlite_range(struct db *db)
{
	struct sqlite_db *base = base_of(db);
	char deja[16];
	int rc;

	if (db->mode == DB_LECTURE)
		return OK;
	sqlite3_busy_timeout(base->h, RANGE_ATTENTE_MS);
	rc = sqlite_pragma(base->h, "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'", deja,
			   sizeof deja);
	if (rc == SQLITE_OK)
		rc = deja[0] ? sqlite3_exec(base->h, "PRAGMA analysis_limit=400; PRAGMA optimize",
					    NULL, NULL, NULL)
			     : analyser(base->h);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(base->h, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
	sqlite3_busy_timeout(base->h, base->attente_ms);
	return rc == SQLITE_OK || (rc & 0xff) == SQLITE_BUSY ? OK : sqlite_fail(db, rc);
}

/* --- transactions --- */

/* A connection opened for reading is query_only already; to say it again would have every prepared statement prepared anew. */
static enum err sqlite_begin(struct db *db, enum tx_mode mode)
{
	if (mode == TX_ECRITURE)
		return sqlite_exec(db, "BEGIN IMMEDIATE");
	return sqlite_exec(db, db->mode == DB_LECTURE ? "BEGIN DEFERRED"
						      : "PRAGMA query_only=1; BEGIN DEFERRED");
}

/* A reading transaction forbade writing (as PostgreSQL does); a connection opened for reading stays so. */
static void end_of_reading(struct db *db)
{
	if (db->mode == DB_ECRITURE)
		sqlite3_exec(base_of(db)->h, "PRAGMA query_only=0", NULL, NULL, NULL);
}

static enum err sqlite_commit(struct db *db)
{
	enum err e = sqlite_exec(db, "COMMIT");

	if (e == OK)
		end_of_reading(db);
	return e;
}

static void sqlite_rollback(struct db *db)
{
	/* After a full disk SQLite has already rolled back. */
	if (!sqlite3_get_autocommit(base_of(db)->h))
		sqlite3_exec(base_of(db)->h, "ROLLBACK", NULL, NULL, NULL);
	end_of_reading(db);
}

/* --- statements --- */

static void resolve_parameters(struct sqlite_stmt *s, const char *sql)
{
	int n = sqlite3_bind_parameter_count(s->h);

	for (int place = 1; place <= n; place++) {
		const char *nom = sqlite3_bind_parameter_name(s->h, place);
		uint64_t i = 0;

		if (!nom || nom[0] != '$' || !str_to_uint(str_of(nom + 1), &i) || i < 1 ||
		    i > STORE_PARAMETRES_MAX)
			BUG("parameters are $1, $2… up to $%d: %s", STORE_PARAMETRES_MAX, sql);
		s->place[i] = place;
		if ((int)i > s->st.n_parametres)
			s->st.n_parametres = (int)i;
	}
}

static enum err sqlite_prepare(struct db *db, const char *sql, int flags, struct stmt **ret)
{
	struct sqlite_stmt *s;
	sqlite3_stmt *h;
	int rc = sqlite3_prepare_v2(base_of(db)->h, sql, -1, &h, NULL);

	(void)flags; /* SQLite always reads by pieces */
	if (rc != SQLITE_OK)
		return sqlite_fail(db, rc);
	if (!h)
		BUG("an empty statement");
	s = mem_alloc(sizeof *s);
	s->h = h;
	s->st.n_colonnes = sqlite3_column_count(h);
	resolve_parameters(s, sql);
	*ret = &s->st;
	return OK;
}

static void sqlite_finalize(struct stmt *st)
{
	sqlite3_finalize(handle(st));
	mem_free(st);
}

static inline int place(struct stmt *st, int i)
{
	return ((struct sqlite_stmt *)st)->place[i];
}

static void sqlite_bind_int(struct stmt *st, int i, int64_t v)
{
	sqlite3_bind_int64(handle(st), place(st, i), v);
}

static void sqlite_bind_text(struct stmt *st, int i, struct str v)
{
	sqlite3_bind_text64(handle(st), place(st, i), v.p, v.n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void sqlite_bind_blob(struct stmt *st, int i, struct str v)
{
	sqlite3_bind_blob64(handle(st), place(st, i), v.p, v.n, SQLITE_TRANSIENT);
}

static void sqlite_bind_null(struct stmt *st, int i)
{
	sqlite3_bind_null(handle(st), place(st, i));
}

static enum err sqlite_step(struct stmt *st, bool *row)
{
	int rc = sqlite3_step(handle(st));
	enum err e;

	if (rc == SQLITE_ROW) {
		*row = true;
		return OK;
	}
	e = rc == SQLITE_DONE ? OK : sqlite_fail(st->db, rc);
	sqlite3_reset(handle(st)); /* lets go of the read lock */
	*row = false;
	return e;
}

static void sqlite_reset(struct stmt *st)
{
	sqlite3_reset(handle(st));
}

static int64_t sqlite_column_int(struct stmt *st, int i)
{
	return sqlite3_column_int64(handle(st), i);
}

static struct str sqlite_column_text(struct stmt *st, int i)
{
	const char *p = (const char *)sqlite3_column_text(handle(st), i);

	return (struct str){p, (size_t)sqlite3_column_bytes(handle(st), i)};
}

static struct str sqlite_column_blob(struct stmt *st, int i)
{
	const char *p = sqlite3_column_blob(handle(st), i);

	return (struct str){p, (size_t)sqlite3_column_bytes(handle(st), i)};
}

static bool sqlite_column_null(struct stmt *st, int i)
{
	return sqlite3_column_type(handle(st), i) == SQLITE_NULL;
}

const struct moteur sqlite_moteur = {
	.postgres = false,
	.close = sqlite_close,
	.wait = sqlite_wait,
	.exec = sqlite_exec,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.premier = sqlite_premier,
	.range = sqlite_range,
	.prepare = sqlite_prepare,
	.finalize = sqlite_finalize,
	.bind_int = sqlite_bind_int,
	.bind_text = sqlite_bind_text,
	.bind_blob = sqlite_bind_blob,
	.bind_null = sqlite_bind_null,
	.step = sqlite_step,
	.reset = sqlite_reset,
	.column_int = sqlite_column_int,
	.column_text = sqlite_column_text,
	.column_blob = sqlite_column_blob,
	.column_null = sqlite_column_null,
	.bulk_open = sqlite_bulk_open,
	.bulk_int = sqlite_bulk_int,
	.bulk_text = sqlite_bulk_text,
	.bulk_blob = sqlite_bulk_blob,
	.bulk_null = sqlite_bulk_null,
	.bulk_row = sqlite_bulk_row,
	.bulk_flush = sqlite_bulk_flush,
	.bulk_empty = sqlite_bulk_empty,
	.bulk_free = sqlite_bulk_free,
};
