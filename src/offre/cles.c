/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cles.c - the order of the clés, from the index for the present, sorted by the base for a past date
 */
#include "offre/cles.h"

static const struct sql SQL_COURANTES = SQL_FIXE("SELECT numero FROM offre ORDER BY cle");
static const struct sql SQL_PASSEES = SQL_FIXE(
	"SELECT numero FROM (SELECT numero, cle FROM offre WHERE du_version <= $1 UNION ALL SELECT numero, cle "
	"FROM offre_passe WHERE du_version <= $1 AND au_version > $1) AS o ORDER BY cle");

enum err offres_par_cle(struct db *db, const struct vue *vue, struct cles_puits puits)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, vue->courante ? SQL_COURANTES : SQL_PASSEES, DB_FLUX, &st);

	if (err)
		return err;
	if (!vue->courante)
		stmt_int(st, 1, vue->offres);
	while (!(err = stmt_step(st, &row)) && row)
		if ((err = puits.recevoir(puits.ctx, col_int(st, 0))))
			break;
	stmt_free(st);
	return err;
}
