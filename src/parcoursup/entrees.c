/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * entrees.c - reads the table run
 */
#include "parcoursup/entrees.h"

#include "base/date.h"

/* The two forms of the RNCP are one list. */
static const struct sql SQL_ENTREES = SQL_FIXE(
	"SELECT r.genre, COALESCE(s.code, ''), r.fichier, r.empreinte, r.date_faits FROM run AS r LEFT JOIN source AS s ON s.numero = "
	"r.source WHERE r.numero = (SELECT MAX(l.numero) FROM run AS l WHERE l.etat = 'applique' AND ((l.genre = r.genre AND l.source = "
	"r.source) OR (l.genre IN ('rncp', 'rncp-csv') AND r.genre IN ('rncp', 'rncp-csv'))) AND NOT EXISTS (SELECT 1 FROM run AS a "
	"WHERE a.annule = l.numero AND a.version IS NOT NULL)) ORDER BY r.genre, s.code");

static struct str nom(struct str chemin)
{
	size_t debut = chemin.n;

	while (debut && chemin.p[debut - 1] != '/')
		debut--;
	return str_sub(chemin, debut, chemin.n);
}

enum err entrees_lire(struct db *db, struct arena *a, struct entrees *ret)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_ENTREES, 0, &st);

	*ret = (struct entrees){0};
	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&ret->liste) = (struct entree){
			.genre = arena_str(a, col_text(st, 0)),
			.source = arena_str(a, col_text(st, 1)),
			.fichier = arena_str(a, nom(col_text(st, 2))),
			.empreinte = arena_str(a, col_text(st, 3)),
			.date = date_iso(col_text(st, 4)),
		};
	stmt_free(st);
	return err;
}

void entrees_liberer(struct entrees *e)
{
	VEC_FREE(&e->liste);
}
