/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_bulk.c - many rows into one table of a PostgreSQL base: COPY in text, by pieces of about 1 MB
 *
 * Each bulk writes into its own buffer, and the connection is in COPY only while a piece is sent: several bulks and any
 * statement may alternate.
 */
#include "store/postgres.h"

#include "base/mem.h"

struct postgres_bulk {
	struct bulk b;
	char *copy; /* the COPY statement */
	struct buf lignes; /* whole rows not sent yet, and the current one */
	size_t entieres; /* bytes of `lignes` that are whole rows */
};

static inline struct postgres_bulk *of(struct bulk *b)
{
	return (struct postgres_bulk *)b;
}

enum err postgres_bulk_open(struct db *db, const char *table, const char *colonnes, int n,
			    struct bulk **ret)
{
	struct postgres_bulk *s = mem_alloc(sizeof *s);
	struct buf sql;

	(void)db;
	(void)n;
	buf_init(&sql, STORE_TEXTE_MAX);
	buf_printf(&sql, "COPY %s (%s) FROM STDIN", table, colonnes);
	s->copy = mem_alloc(sql.n + 1);
	memcpy(s->copy, sql.p, sql.n);
	buf_free(&sql);
	buf_init(&s->lignes, STORE_TEXTE_MAX);
	*ret = &s->b;
	return OK;
}

/* What COPY reads as something else stands behind a backslash. */
static void add_escaped(struct buf *b, struct str v)
{
	static const char ECHAPPES[256] = {['\\'] = '\\', ['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r'};
	const char *debut = v.p, *fin = v.p + v.n;

	for (const char *p = debut; p < fin; p++) {
		char c = ECHAPPES[(unsigned char)*p];

		if (!c)
			continue;
		buf_add(b, debut, (size_t)(p - debut));
		buf_char(b, '\\');
		buf_char(b, c);
		debut = p + 1;
	}
	buf_add(b, debut, (size_t)(fin - debut));
}

void postgres_bulk_int(struct bulk *b, int64_t v)
{
	buf_int(&of(b)->lignes, v);
	buf_char(&of(b)->lignes, '\t');
}

void postgres_bulk_text(struct bulk *b, struct str v)
{
	add_escaped(&of(b)->lignes, v);
	buf_char(&of(b)->lignes, '\t');
}

void postgres_bulk_blob(struct bulk *b, struct str v)
{
	static const char HEXA[] = "0123456789abcdef";
	struct buf *l = &of(b)->lignes;

	buf_cstr(l, "\\\\x");
	for (size_t i = 0; i < v.n; i++) {
		unsigned char c = (unsigned char)v.p[i];

		buf_add(l, (char[2]){HEXA[c >> 4], HEXA[c & 15]}, 2);
	}
	buf_char(l, '\t');
}

void postgres_bulk_null(struct bulk *b)
{
	buf_cstr(&of(b)->lignes, "\\N\t");
}

enum err postgres_bulk_row(struct bulk *b)
{
	struct postgres_bulk *s = of(b);

	if (buf_depasse(&s->lignes)) {
		postgres_bulk_empty(b);
		return db_fail(b->db, CAUSE_VALEUR, "row too large");
	}
	s->lignes.p[s->lignes.n - 1] = '\n'; /* in place of the last tab */
	s->entieres = s->lignes.n;
	return s->entieres < STORE_BULK_OCTETS ? OK : postgres_bulk_flush(b);
}

static enum err end_of_copy(struct db *db, PGconn *c)
{
	PGresult *res;
	enum err e = OK;

	while ((res = PQgetResult(c))) {
		if (e == OK && PQresultStatus(res) != PGRES_COMMAND_OK)
			e = postgres_fail(db, res);
		PQclear(res);
	}
	return e;
}

enum err postgres_bulk_flush(struct bulk *b)
{
	struct postgres_bulk *s = of(b);
	PGconn *c = ((struct postgres_db *)b->db)->c;
	PGresult *res;
	enum err e;

	if (b->n_valeurs != 0)
		BUG("bulk_flush in the middle of a row");
	if (s->entieres == 0)
		return OK;
	res = PQexec(c, s->copy);
	e = PQresultStatus(res) == PGRES_COPY_IN ? OK : postgres_fail(b->db, res);
	PQclear(res);
	if (e != OK)
		return e;
	if (PQputCopyData(c, s->lignes.p, (int)s->entieres) != 1 || PQputCopyEnd(c, NULL) != 1)
		e = postgres_fail(b->db, NULL);
	if (e == OK)
		e = end_of_copy(b->db, c);
	postgres_bulk_empty(b);
	return e;
}

void postgres_bulk_empty(struct bulk *b)
{
	buf_reset(&of(b)->lignes);
	of(b)->entieres = 0;
}

void postgres_bulk_free(struct bulk *b)
{
	buf_free(&of(b)->lignes);
	mem_free(of(b)->copy);
	mem_free(b);
}
