/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sqlite_bulk.c - many rows into one table of a SQLite base: one prepared INSERT, values bound without another copy
 *
 * The values of a row are gathered in the bulk's own buffer (the caller's text may die at once, as with COPY), then
 * bound as SQLITE_STATIC: SQLite copies them only into the page.
 */
#include "store/sqlite.h"

#include "base/mem.h"

enum genre { GENRE_NULL, GENRE_INT, GENRE_TEXT, GENRE_BLOB };

struct valeur {
	enum genre genre;
	int64_t v; /* the integer, or where the bytes start in `octets` */
	size_t n;
};

struct sqlite_bulk {
	struct bulk b;
	sqlite3_stmt *insert;
	struct buf octets;
	struct valeur *suivante; /* where the next value goes */
	struct valeur valeurs[];
};

enum err sqlite_bulk_open(struct db *db, const char *table, const char *colonnes, int n,
			  struct bulk **ret)
{
	struct sqlite_bulk *s;
	struct buf sql;
	sqlite3_stmt *h;
	int rc;

	buf_init(&sql, STORE_TEXTE_MAX);
	buf_printf(&sql, "INSERT INTO %s (%s) VALUES (", table, colonnes);
	for (int i = 0; i < n; i++)
		buf_cstr(&sql, i ? ", ?" : "?");
	buf_char(&sql, ')');
	rc = sqlite3_prepare_v2(((struct sqlite_db *)db)->h, sql.p, -1, &h, NULL);
	buf_free(&sql);
	if (rc != SQLITE_OK)
		return sqlite_fail(db, rc);
	s = mem_alloc(sizeof *s + (size_t)n * sizeof *s->valeurs);
	s->insert = h;
	s->suivante = s->valeurs;
	buf_init(&s->octets, STORE_TEXTE_MAX);
	*ret = &s->b;
	return OK;
}

static void add_bytes(struct bulk *b, enum genre genre, struct str v)
{
	struct sqlite_bulk *s = (struct sqlite_bulk *)b;

	*s->suivante++ = (struct valeur){genre, (int64_t)s->octets.n, v.n};
	buf_str(&s->octets, v);
}

void sqlite_bulk_int(struct bulk *b, int64_t v)
{
	*((struct sqlite_bulk *)b)->suivante++ = (struct valeur){.genre = GENRE_INT, .v = v};
}

void sqlite_bulk_text(struct bulk *b, struct str v)
{
	add_bytes(b, GENRE_TEXT, v);
}

void sqlite_bulk_blob(struct bulk *b, struct str v)
{
	add_bytes(b, GENRE_BLOB, v);
}

void sqlite_bulk_null(struct bulk *b)
{
	*((struct sqlite_bulk *)b)->suivante++ = (struct valeur){.genre = GENRE_NULL};
}

static void bind(struct sqlite_bulk *s, int i)
{
	const struct valeur *v = &s->valeurs[i];
	const char *p = v->n ? s->octets.p + v->v : "";

	switch (v->genre) {
	case GENRE_NULL:
		sqlite3_bind_null(s->insert, i + 1);
		break;
	case GENRE_INT:
		sqlite3_bind_int64(s->insert, i + 1, v->v);
		break;
	case GENRE_TEXT:
		sqlite3_bind_text64(s->insert, i + 1, p, v->n, SQLITE_STATIC, SQLITE_UTF8);
		break;
	case GENRE_BLOB:
		sqlite3_bind_blob64(s->insert, i + 1, p, v->n, SQLITE_STATIC);
		break;
	}
}

enum err sqlite_bulk_row(struct bulk *b)
{
	struct sqlite_bulk *s = (struct sqlite_bulk *)b;
	enum err e = OK;
	int rc;

	if (buf_depasse(&s->octets)) {
		sqlite_bulk_empty(b);
		return db_fail(b->db, CAUSE_VALEUR, "row too large");
	}
	for (int i = 0; i < b->n_colonnes; i++)
		bind(s, i);
	rc = sqlite3_step(s->insert);
	if (rc != SQLITE_DONE)
		e = sqlite_fail(b->db, rc);
	sqlite3_reset(s->insert);
	sqlite_bulk_empty(b);
	return e;
}

enum err sqlite_bulk_flush(struct bulk *b)
{
	(void)b; /* each row is in the table at once */
	return OK;
}

void sqlite_bulk_empty(struct bulk *b)
{
	struct sqlite_bulk *s = (struct sqlite_bulk *)b;

	s->suivante = s->valeurs;
	buf_reset(&s->octets);
}

void sqlite_bulk_free(struct bulk *b)
{
	struct sqlite_bulk *s = (struct sqlite_bulk *)b;

	sqlite3_finalize(s->insert);
	buf_free(&s->octets);
	mem_free(s);
}
