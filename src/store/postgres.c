/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres.c - the PostgreSQL engine: statements, cursors, transactions
 *
 * Parameters and results travel as text, whose types the server infers; only bytes given as parameters travel as they are. A large
 * result (DB_FLUX) is read through a cursor by pieces, so that it neither fills the memory nor holds the connection. There is
 * one writer at a time, as on SQLite: an advisory lock, one a schema, held until the end of the transaction.
 */
#include "store/postgres.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/mem.h"

enum {
	OID_BYTEA = 17,
	VERROU = 0x72656c61, /* « rela »: the first half of the advisory lock's key */
	NOM_TAILLE = 24,
	ENTIER_TAILLE = 24,
	PARAMETRE_GARDE = 4096, /* bytes of a value's memory that outlive it */
};

struct parametre {
	char *octets; /* its memory, kept from one value to the next */
	size_t cap;
};

struct postgres_stmt {
	struct stmt st;
	const char *sql;
	bool flux, curseur; /* curseur: the cursor is open */
	char nom[NOM_TAILLE]; /* of the prepared statement, and of its cursor */
	PGresult *res; /* the rows at hand */
	int ligne, n_lignes; /* the current one, how many */
	struct arena *octets; /* bytea of the current row, decoded */
	struct parametre *memoires;
	const char **valeurs; /* for libpq, from 0 */
	int *tailles, *formats;
};

static inline struct postgres_stmt *of(struct stmt *st)
{
	return (struct postgres_stmt *)st;
}

static inline PGconn *connection(struct db *db)
{
	return ((struct postgres_db *)db)->c;
}

/* --- failures --- */

static enum cause cause_of(const char *etat)
{
	static const struct {
		const char *debut; /* of the SQLSTATE; the most precise first */
		enum cause cause;
	} CAUSES[] = {
		{"55P03", CAUSE_OCCUPEE},       {"40", CAUSE_OCCUPEE},
		{"25006", CAUSE_LECTURE_SEULE}, {"42501", CAUSE_LECTURE_SEULE},
		{"53100", CAUSE_DISQUE_PLEIN},  {"57P", CAUSE_COUPEE},
		{"08", CAUSE_COUPEE},           {"23", CAUSE_CONTRAINTE},
		{"22", CAUSE_VALEUR},           {"42804", CAUSE_VALEUR},
		{"XX001", CAUSE_ABIMEE},        {"XX002", CAUSE_ABIMEE},
		{"42", CAUSE_DEMANDE},          {"25", CAUSE_DEMANDE},
		{"26", CAUSE_DEMANDE},          {"34", CAUSE_DEMANDE},
		{"0A", CAUSE_DEMANDE},
	};

	for (size_t i = 0; i < sizeof CAUSES / sizeof *CAUSES; i++)
		if (str_starts(str_of(etat), str_of(CAUSES[i].debut)))
			return CAUSES[i].cause;
	return CAUSE_PANNE;
}

enum err postgres_fail(struct db *db, const PGresult *res)
{
	const char *etat = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
	const char *mots = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *suite = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_DETAIL) : NULL;
	struct str propre = str_trim(str_of(mots ? mots : PQerrorMessage(connection(db))));
	char detail[sizeof db->incident.detail];
	enum cause cause = etat ? cause_of(etat) : CAUSE_PANNE;

	(void)snprintf(detail, sizeof detail, "%.*s%s%s%s", STR_FMT(propre), suite ? " (" : "",
		       suite ? suite : "", suite ? ")" : "");
	if (PQstatus(connection(db)) == CONNECTION_BAD)
		cause = CAUSE_COUPEE;
	return db_fail(db, cause, detail);
}

static bool succeeded(const PGresult *res)
{
	ExecStatusType s = PQresultStatus(res);

	return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
}

/* --- connection --- */

static void postgres_close(struct db *db)
{
	PQfinish(connection(db));
	mem_free(db);
}

enum err postgres_exec(struct db *db, const char *sql)
{
	PGresult *res = PQexec(connection(db), sql);
	enum err e = succeeded(res) ? OK : postgres_fail(db, res);

	PQclear(res);
	return e;
}

static void postgres_wait(struct db *db, int ms)
{
	char sql[64];

	(void)snprintf(sql, sizeof sql, "SET lock_timeout = %d", ms);
	PQclear(PQexec(connection(db), sql));
}

static enum err postgres_premier(struct db *db, bool debut)
{
	(void)db;
	(void)debut;
	return OK; /* the server's own business */
}

/* Only what changed much since the last time: statistics of the rest are still right. */
static enum err postgres_range(struct db *db)
{
	static const char CHANGEES[] =
		"SELECT quote_ident(relname) FROM pg_stat_user_tables WHERE schemaname = "
		"current_schema() AND n_mod_since_analyze > 500 + n_live_tup / 10";
	PGresult *res;
	enum err e = OK;

	if (db->mode == DB_LECTURE)
		return OK;
	/* Counters of this connection are sent late when nothing hurries them. */
	PQclear(PQexec(connection(db), "SELECT pg_stat_force_next_flush()"));
	res = PQexec(connection(db), CHANGEES);
	if (!succeeded(res))
		e = postgres_fail(db, res);
	for (int i = 0; e == OK && i < PQntuples(res); i++) {
		char sql[256];

		(void)snprintf(sql, sizeof sql, "ANALYZE %s", PQgetvalue(res, i, 0));
		e = postgres_exec(db, sql);
	}
	PQclear(res);
	return e == E_OCCUPE ? OK : e; /* somebody else is at it */
}

/* --- transactions --- */

static enum err postgres_begin(struct db *db, enum tx_mode mode)
{
	char sql[128];
	enum err e;

	if (mode == TX_LECTURE)
		return postgres_exec(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	(void)snprintf(sql, sizeof sql, "BEGIN; SELECT pg_advisory_xact_lock(%d, %d)", VERROU,
		       ((struct postgres_db *)db)->schema);
	e = postgres_exec(db, sql);
	if (e != OK)
		PQclear(PQexec(connection(db), "ROLLBACK"));
	return e;
}

static enum err postgres_commit(struct db *db)
{
	PGresult *res = PQexec(connection(db), "COMMIT");
	enum err e = OK;

	if (!succeeded(res))
		e = postgres_fail(db, res);
	else if (strcmp(PQcmdStatus(res), "COMMIT") != 0)
		e = db_fail(db, CAUSE_PANNE, PQcmdStatus(res));
	PQclear(res);
	return e;
}

static void postgres_rollback(struct db *db)
{
	if (PQtransactionStatus(connection(db)) != PQTRANS_IDLE)
		PQclear(PQexec(connection(db), "ROLLBACK"));
}

/* --- statements --- */

/* The highest $n outside of quotes. */
static int count_parameters(const char *sql)
{
	int max = 0;
	char quote = 0;

	for (const char *p = sql; *p; p++) {
		int n = 0;

		if (quote) {
			if (*p == quote)
				quote = 0;
			continue;
		}
		if (*p == '\'' || *p == '"')
			quote = *p;
		if (*p != '$')
			continue;
		while (p[1] >= '0' && p[1] <= '9' && n <= STORE_PARAMETRES_MAX)
			n = n * 10 + (*++p - '0');
		if (n > STORE_PARAMETRES_MAX)
			BUG("parameters are $1, $2… up to $%d: %s", STORE_PARAMETRES_MAX, sql);
		if (n > max)
			max = n;
	}
	return max;
}

static int count_columns(struct db *db, const char *nom)
{
	PGresult *res = PQdescribePrepared(connection(db), nom);
	int n = succeeded(res) ? PQnfields(res) : 0;

	PQclear(res);
	return n;
}

static enum err postgres_prepare(struct db *db, const char *sql, int flags, struct stmt **ret)
{
	char nom[NOM_TAILLE];
	struct postgres_stmt *s;
	PGresult *res;
	size_t n;

	(void)snprintf(nom, sizeof nom, "r%u", ++((struct postgres_db *)db)->dernier);
	res = PQprepare(connection(db), nom, sql, 0, NULL);
	if (!succeeded(res)) {
		enum err e = postgres_fail(db, res);

		PQclear(res);
		return e;
	}
	PQclear(res);
	s = mem_alloc(sizeof *s);
	s->st.n_parametres = count_parameters(sql);
	s->st.n_colonnes = count_columns(db, nom);
	s->sql = sql;
	s->flux = flags & DB_FLUX;
	memcpy(s->nom, nom, sizeof nom);
	s->octets = arena_new(0);
	n = (size_t)s->st.n_parametres;
	s->memoires = mem_alloc((n + 1) * sizeof *s->memoires);
	s->valeurs = mem_alloc((n + 1) * sizeof *s->valeurs);
	s->tailles = mem_alloc((n + 1) * sizeof *s->tailles);
	s->formats = mem_alloc((n + 1) * sizeof *s->formats);
	*ret = &s->st;
	return OK;
}

static void postgres_finalize(struct stmt *st)
{
	struct postgres_stmt *s = of(st);
	PGTransactionStatusType etat = PQtransactionStatus(connection(st->db));
	char sql[64];

	/* Impossible in a condemned transaction, useless at the end: the name then dies with the connection. */
	if (!st->db->ferme && (etat == PQTRANS_IDLE || etat == PQTRANS_INTRANS)) {
		(void)snprintf(sql, sizeof sql, "DEALLOCATE %s", s->nom);
		PQclear(PQexec(connection(st->db), sql));
	}
	PQclear(s->res);
	arena_free(s->octets);
	for (int i = 0; i < st->n_parametres; i++)
		mem_free(s->memoires[i].octets);
	mem_free(s->memoires);
	mem_free((void *)s->valeurs);
	mem_free(s->tailles);
	mem_free(s->formats);
	mem_free(s);
}

static char *room(struct postgres_stmt *s, int i, size_t n)
{
	struct parametre *m = &s->memoires[i - 1];

	if (m->cap < n) {
		m->cap = n < 32 ? 32 : n;
		m->octets = mem_realloc(m->octets, m->cap);
	}
	s->valeurs[i - 1] = m->octets;
	return m->octets;
}

static void postgres_bind_int(struct stmt *st, int i, int64_t v)
{
	(void)snprintf(room(of(st), i, ENTIER_TAILLE), ENTIER_TAILLE, "%lld", (long long)v);
	of(st)->formats[i - 1] = 0;
}

static void bind_bytes(struct stmt *st, int i, struct str v, int format)
{
	char *p = room(of(st), i, v.n + 1);

	memcpy(p, v.p, v.n);
	p[v.n] = '\0';
	of(st)->tailles[i - 1] = (int)v.n;
	of(st)->formats[i - 1] = format;
}

static void postgres_bind_text(struct stmt *st, int i, struct str v)
{
	bind_bytes(st, i, v, 0);
}

static void postgres_bind_blob(struct stmt *st, int i, struct str v)
{
	bind_bytes(st, i, v, 1);
}

static void postgres_bind_null(struct stmt *st, int i)
{
	struct parametre *m = &of(st)->memoires[i - 1];

	of(st)->valeurs[i - 1] = NULL;
	if (m->cap <= PARAMETRE_GARDE)
		return;
	mem_free(m->octets);
	*m = (struct parametre){0};
}

/* Take the rows of res, or its failure. */
static enum err take(struct stmt *st, PGresult *res)
{
	struct postgres_stmt *s = of(st);
	enum err e;

	PQclear(s->res);
	s->res = NULL;
	s->ligne = -1;
	s->n_lignes = 0;
	if (!succeeded(res)) {
		e = postgres_fail(st->db, res);
		PQclear(res);
		return e;
	}
	s->res = res;
	s->n_lignes = PQntuples(res);
	return OK;
}

static enum err fetch(struct stmt *st)
{
	char sql[64];

	(void)snprintf(sql, sizeof sql, "FETCH FORWARD %d FROM %s", STORE_FLUX_LIGNES, of(st)->nom);
	return take(st, PQexec(connection(st->db), sql));
}

static enum err open_cursor(struct stmt *st)
{
	struct postgres_stmt *s = of(st);
	AUTO_BUF sql;
	enum err e;

	buf_init(&sql, STORE_TEXTE_MAX);
	buf_printf(&sql, "DECLARE %s NO SCROLL CURSOR FOR %s", s->nom, s->sql);
	e = take(st, PQexecParams(connection(st->db), sql.p, st->n_parametres, NULL, s->valeurs,
				  s->tailles, s->formats, 0));
	if (e != OK)
		return e;
	s->curseur = true;
	return fetch(st);
}

static enum err execute(struct stmt *st)
{
	struct postgres_stmt *s = of(st);

	if (s->flux && st->db->tx_ouverte)
		return open_cursor(st);
	return take(st, PQexecPrepared(connection(st->db), s->nom, st->n_parametres, s->valeurs,
				       s->tailles, s->formats, 0));
}

static void postgres_reset(struct stmt *st)
{
	struct postgres_stmt *s = of(st);

	PQclear(s->res);
	s->res = NULL;
	if (s->curseur && PQtransactionStatus(connection(st->db)) == PQTRANS_INTRANS) {
		char sql[64];

		(void)snprintf(sql, sizeof sql, "CLOSE %s", s->nom);
		PQclear(PQexec(connection(st->db), sql));
	}
	s->curseur = false;
}

static enum err postgres_step(struct stmt *st, bool *row)
{
	struct postgres_stmt *s = of(st);
	enum err e = OK;

	arena_reset(s->octets);
	if (!s->res)
		e = execute(st);
	else if (s->curseur && s->ligne + 1 == s->n_lignes && s->n_lignes == STORE_FLUX_LIGNES)
		e = fetch(st);
	*row = e == OK && ++s->ligne < s->n_lignes;
	if (!*row)
		postgres_reset(st);
	return e;
}

static int64_t postgres_column_int(struct stmt *st, int i)
{
	const char *p = PQgetvalue(of(st)->res, of(st)->ligne, i);
	bool negatif = *p == '-';
	uint64_t v = 0;

	for (p += negatif; *p >= '0' && *p <= '9'; p++)
		v = v * 10 + (uint64_t)(*p - '0');
	return (int64_t)(negatif ? -v : v);
}

static struct str postgres_column_text(struct stmt *st, int i)
{
	struct postgres_stmt *s = of(st);

	return (struct str){PQgetvalue(s->res, s->ligne, i),
			    (size_t)PQgetlength(s->res, s->ligne, i)};
}

static inline unsigned hexa(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static struct str postgres_column_blob(struct stmt *st, int i)
{
	struct str texte = postgres_column_text(st, i);
	char *octets;
	size_t n;

	if (PQftype(of(st)->res, i) != OID_BYTEA || texte.n < 2)
		return texte;
	n = texte.n / 2 - 1; /* after the \x */
	octets = arena_bytes(of(st)->octets, n);
	for (size_t k = 0; k < n; k++)
		octets[k] = (char)(hexa(texte.p[2 * k + 2]) << 4 | hexa(texte.p[2 * k + 3]));
	return (struct str){octets, n};
}

static bool postgres_column_null(struct stmt *st, int i)
{
	return PQgetisnull(of(st)->res, of(st)->ligne, i);
}

const struct moteur postgres_moteur = {
	.postgres = true,
	.close = postgres_close,
	.wait = postgres_wait,
	.exec = postgres_exec,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.premier = postgres_premier,
	.range = postgres_range,
	.prepare = postgres_prepare,
	.finalize = postgres_finalize,
	.bind_int = postgres_bind_int,
	.bind_text = postgres_bind_text,
	.bind_blob = postgres_bind_blob,
	.bind_null = postgres_bind_null,
	.step = postgres_step,
	.reset = postgres_reset,
	.column_int = postgres_column_int,
	.column_text = postgres_column_text,
	.column_blob = postgres_column_blob,
	.column_null = postgres_column_null,
	.bulk_open = postgres_bulk_open,
	.bulk_int = postgres_bulk_int,
	.bulk_text = postgres_bulk_text,
	.bulk_blob = postgres_bulk_blob,
	.bulk_null = postgres_bulk_null,
	.bulk_row = postgres_bulk_row,
	.bulk_flush = postgres_bulk_flush,
	.bulk_empty = postgres_bulk_empty,
	.bulk_free = postgres_bulk_free,
};
