/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sources.c - the few offers that a source declares beside another are held in memory, in order
 */
#include "offre/sources.h"

#include <stdlib.h>

static const struct sql SQL_SOURCE = SQL_FIXE("SELECT numero FROM source WHERE code = $1");
static const struct sql SQL_A_COTE =
	SQL_FIXE("SELECT offre FROM offre_source WHERE source = $1 AND du_version <= $2 UNION ALL "
		 "SELECT offre FROM offre_source_passe WHERE source = $1 AND du_version <= $2 AND "
		 "au_version > $2 ORDER BY offre");

static enum err lire_a_cote(struct db *db, const struct vue *vue, struct declarees *d)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_A_COTE, DB_FLUX, &st);

	if (err)
		return err;
	stmt_int(st, 1, d->source);
	stmt_int(st, 2, vue->offres);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&d->a_cote) = col_int(st, 0);
	stmt_free(st);
	return err;
}

enum err declarees_ouvrir(struct db *db, const struct vue *vue, struct str code,
			  struct declarees *ret)
{
	struct declarees d = {0};
	struct stmt *st;
	enum err err = db_prepare(db, SQL_SOURCE, 0, &st);

	if (err)
		return err;
	stmt_text(st, 1, code);
	err = stmt_one_int(st, &d.source);
	stmt_free(st);
	if (!err)
		err = lire_a_cote(db, vue, &d);
	if (err)
		declarees_liberer(&d);
	else
		*ret = d;
	return err;
}

void declarees_liberer(struct declarees *d)
{
	VEC_FREE(&d->a_cote);
}

static int par_numero(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool declarees_contient(const struct declarees *d, int64_t numero, int64_t principale)
{
	if (!d->source || d->source == principale)
		return true;
	return d->a_cote.n &&
	       bsearch(&numero, d->a_cote.v, d->a_cote.n, sizeof numero, par_numero) != NULL;
}
