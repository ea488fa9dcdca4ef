/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reprise.c - the undoings of a base are few: held in memory, followed back one after the other
 */
#include "journal/reprise.h"

#include <stdlib.h>

static const struct sql SQL_REPRISES =
	SQL_FIXE("SELECT a.version, r.version FROM run AS a JOIN run AS r ON r.numero = a.annule "
		 "WHERE a.version IS NOT NULL AND r.version IS NOT NULL ORDER BY a.version");

enum err reprises_lire(struct db *db, struct reprises *ret)
{
	struct reprises r = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_REPRISES, 0, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&r.v) = (struct reprise){col_int(st, 0), col_int(st, 1)};
	stmt_free(st);
	if (err)
		reprises_liberer(&r);
	else
		*ret = r;
	return err;
}

void reprises_liberer(struct reprises *r)
{
	VEC_FREE(&r->v);
}

static int par_version(const void *a, const void *b)
{
	const struct reprise *x = a, *y = b;

	return (x->par > y->par) - (x->par < y->par);
}

/* The last of the versions that is before that one. */
static int64_t derniere(const int64_t *bornes, size_t n, int64_t avant)
{
	int64_t ret = 0;

	for (size_t i = 0; i < n; i++)
		if (bornes[i] < avant && bornes[i] > ret)
			ret = bornes[i];
	return ret;
}

/* The undoing that made that version, NULL: none did. */
static const struct reprise *reprise_de(const struct reprises *r, int64_t version)
{
	const struct reprise cherchee = {.par = version};

	return r->v.n ? bsearch(&cherchee, r->v.v, r->v.n, sizeof cherchee, par_version) : NULL;
}

int64_t reprises_origine(const struct reprises *r, const int64_t *bornes, size_t n)
{
	int64_t version = derniere(bornes, n, INT64_MAX);
	const struct reprise *reprise;

	/* an undoing is after what it takes back: this goes backwards only */
	while ((reprise = reprise_de(r, version)))
		version = derniere(bornes, n, reprise->de);
	return version;
}

bool reprises_faite(const struct reprises *r, const int64_t *bornes, size_t n, int64_t version)
{
	for (size_t i = 0; i < n; i++) {
		const struct reprise *reprise = reprise_de(r, bornes[i]);

		if (reprise && reprise->de == version)
			return true;
	}
	return false;
}
