/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decision.c - the tables decision and decision_passe
 */
#include "offre/decision.h"

#include "base/date.h"
#include "journal/journal.h"

static const struct sql SQL_LIRE = SQL_FIXE(
	"SELECT d.valeur, d.acteur, d.raison, v.connu_le, COALESCE(d.run, 0), COALESCE(r.fichier, ''), COALESCE(r.date_faits, '') FROM "
	"(SELECT valeur, acteur, raison, run, du_version FROM decision WHERE offre = $1 AND nature = '" DECISION_UAI
	"' AND du_version <= $2 UNION ALL SELECT valeur, acteur, raison, run, du_version "
	"FROM decision_passe WHERE offre = $1 AND nature = '" DECISION_UAI
	"' AND du_version <= $2 AND au_version > $2) AS d JOIN version AS v ON v.numero = d.du_version LEFT JOIN run AS r ON "
	"r.numero = d.run");
/* One that this very version made was seen by nobody: it leaves no trace. */
static const struct sql SQL_ARCHIVER = SQL_FIXE(
	"INSERT INTO decision_passe (offre, nature, valeur, acteur, raison, run, du_version, au_version) SELECT offre, nature, "
	"valeur, acteur, raison, run, du_version, CAST($2 AS BIGINT) FROM decision WHERE offre = $1 AND nature = '" DECISION_UAI
	"' AND du_version < CAST($2 AS BIGINT)");
static const struct sql SQL_RETIRER =
	SQL_FIXE("DELETE FROM decision WHERE offre = $1 AND nature = '" DECISION_UAI "'");
static const struct sql SQL_POSER = SQL_FIXE(
	"INSERT INTO decision (offre, nature, valeur, acteur, raison, run, du_version) VALUES "
	"($1, '" DECISION_UAI "', $2, $3, $4, $5, $6)");

enum err decision_lire(struct db *db, int64_t offre, int64_t version, struct arena *a,
		       struct decision_lue *ret)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_LIRE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, offre);
	stmt_int(st, 2, version);
	if (!(err = stmt_step(st, &row)) && row) {
		ret->valeur = arena_str(a, col_text(st, 0));
		ret->acteur = arena_str(a, col_text(st, 1));
		ret->raison = arena_str(a, col_text(st, 2));
		ret->instant = 0;
		(void)instant_lire(col_text(st, 3), &ret->instant);
		ret->run = col_int(st, 4);
		ret->fichier = arena_str(a, col_text(st, 5));
		ret->importe_le = date_iso(col_text(st, 6));
	}
	stmt_free(st);
	return err ? err : (row ? OK : E_ABSENT);
}

/* The decision in force is over at that version. */
static enum err clore(struct db *db, int64_t offre, int64_t version)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_ARCHIVER, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, offre);
	stmt_int(st, 2, version);
	err = stmt_exec(st);
	stmt_free(st);
	if (err || (err = db_prepare(db, SQL_RETIRER, 0, &st)))
		return err;
	stmt_int(st, 1, offre);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

static enum err poser(struct db *db, const struct decision *d, int64_t version)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_POSER, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, d->offre);
	stmt_text(st, 2, d->valeur);
	stmt_text(st, 3, d->acteur);
	stmt_text(st, 4, d->raison);
	if (d->run)
		stmt_int(st, 5, d->run);
	else
		stmt_null(st, 5);
	stmt_int(st, 6, version);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

enum err decision_poser(struct db *db, const struct decision *d, struct str avant, int64_t version)
{
	AUTO_ARENA a = arena_new(0);
	enum err err = clore(db, d->offre, version);

	if (err || (d->valeur.n && (err = poser(db, d, version))))
		return err;
	const struct evenement e = {
		.instant = d->instant,
		.version = version,
		.acteur = d->acteur,
		.objet = str_of(arena_printf(a, "offre %lld, clé %.*s", (long long)d->offre,
					     STR_FMT(d->cle))),
		.changement = str_of(arena_printf(a, "UAI du lieu saisi : « %.*s », avant « %.*s »",
						  STR_FMT(d->valeur), STR_FMT(avant))),
		.raison = d->raison,
	};
	return journal_ajouter(db, &e);
}

enum err decision_uai(struct db *db, const struct decision *d)
{
	AUTO_ARENA a = arena_new(0);
	struct decision_lue avant = {0};
	const struct version_demande demande = {
		.connu_le = d->instant, .cause = "decision", .personne = arena_cstr(a, d->acteur)};
	int64_t version;
	bool recule;
	enum err err = decision_lire(db, d->offre, INT64_MAX, a, &avant);

	if (err && err != E_ABSENT)
		return err;
	if (str_eq(avant.valeur, d->valeur) && !avant.run)
		return E_CONFLIT;
	err = version_nouvelle(db, &demande, &version, &recule);
	return err ? err : decision_poser(db, d, avant.valeur, version);
}
