/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * run.c - the tables run and source
 */
#include "import/run.h"

#include <stdio.h>

#include "base/date.h"
#include "base/moteur.h"
#include "base/utf8.h"
#include "base/vec.h"

static const struct sql SQL_SOURCE = SQL_FIXE("SELECT numero FROM source WHERE code = $1");
static const struct sql SQL_SOURCE_DERNIERE = SQL_FIXE("SELECT MAX(numero) FROM source");
static const struct sql SQL_SOURCE_NOUVELLE =
	SQL_FIXE("INSERT INTO source (numero, code) VALUES ($1, $2)");
/* The two exports of France compétences fill one table; the two kinds of feed give offers. */
static const struct sql SQL_PRECEDENT = SQL_FIXE(
	"SELECT r.empreinte, r.complet, r.date_faits, r.lecteurs, (SELECT COUNT(*) FROM run AS s WHERE (s.genre = r.genre OR "
	"(s.genre IN ('rncp', 'rncp-csv') AND r.genre IN ('rncp', 'rncp-csv')) OR (s.genre IN ('lheo', 'rco') AND r.genre IN ('lheo', 'rco'))) "
	"AND (s.source <> r.source OR s.genre <> r.genre) AND s.numero > r.numero AND s.version IS NOT NULL), r.etat FROM run AS r WHERE r.genre = $1 "
	"AND r.source = $2 AND r.etat <> 'refuse' ORDER BY r.numero DESC LIMIT 1");
static const struct sql SQL_DERNIER = SQL_FIXE("SELECT MAX(numero) FROM run");
static const struct sql SQL_ECRIRE = SQL_FIXE(
	"INSERT INTO run (numero, instant, genre, source, fichier, taille, empreinte, complet, date_faits, "
	"date_fichier, encodage, lecteurs, etat, version, lus, ecartes, nouveaux, modifies, inchanges, disparus, anomalies, "
	"message, forcee, raison) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
	"$19, $20, $21, $22, $23, $24)");
static const struct sql SQL_ANOMALIES = SQL_FIXE(
	"SELECT ligne, ref, champ, valeur, code FROM anomalie WHERE run = $1 ORDER BY rang LIMIT $2");

/* The largest value of a column, 0 when the table is empty. */
static enum err maximum(struct db *db, struct sql sql, int64_t *ret)
{
	struct stmt *st;
	int64_t n = 0;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	err = stmt_one_int(st, &n);
	stmt_free(st);
	if (err && err != E_ABSENT)
		return err;
	*ret = err ? 0 : n;
	return OK;
}

enum err run_source_prochaine(struct db *db, int64_t *ret)
{
	const enum err err = maximum(db, SQL_SOURCE_DERNIERE, ret);

	if (!err)
		++*ret;
	return err;
}

enum err run_source_connue(struct db *db, const char *code, int64_t *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_SOURCE, 0, &st);

	*ret = 0;
	if (err)
		return err;
	stmt_text(st, 1, str_of(code));
	err = stmt_one_int(st, ret);
	stmt_free(st);
	return err == E_ABSENT ? OK : err;
}

enum err run_source(struct db *db, const char *code, int64_t nouveau, int64_t *ret)
{
	struct stmt *st;
	enum err err = run_source_connue(db, code, ret);

	if (err || *ret)
		return err;
	err = nouveau ? OK : run_source_prochaine(db, &nouveau);
	if (err || (err = db_prepare(db, SQL_SOURCE_NOUVELLE, 0, &st)))
		return err;
	stmt_int(st, 1, nouveau);
	stmt_text(st, 2, str_of(code));
	err = stmt_exec(st);
	stmt_free(st);
	if (!err)
		*ret = nouveau;
	return err;
}

enum err run_precedent(struct db *db, const char *genre, int64_t source, struct run_precedent *ret)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_PRECEDENT, 0, &st);

	if (err)
		return err;
	stmt_text(st, 1, str_of(genre));
	stmt_int(st, 2, source);
	err = stmt_step(st, &row);
	if (!err && row) {
		(void)snprintf(ret->empreinte, sizeof ret->empreinte, "%.*s",
			       STR_FMT(col_text(st, 0)));
		ret->complet = col_int(st, 1) != 0;
		ret->date_faits = date_iso(col_text(st, 2));
		ret->autre_depuis = col_int(st, 4) != 0;
		ret->memes_lecteurs = str_eq(col_text(st, 3), str_of(moteur_lecteurs));
	}
	/* an undone file may be given again: nothing to compare it with */
	row = !err && row && !str_eq(col_text(st, 5), STR("annulation"));
	stmt_free(st);
	return err ? err : (row ? OK : E_ABSENT);
}

enum err run_prochain(struct db *db, int64_t *ret)
{
	const enum err err = maximum(db, SQL_DERNIER, ret);

	if (!err)
		++*ret;
	return err;
}

static const char *etat_code(enum import_etat e)
{
	static const char *const CODES[] = {[IMPORT_APPLIQUE] = "applique",
					    [IMPORT_INCHANGE] = "inchange",
					    [IMPORT_LAISSE] = "laisse",
					    [IMPORT_REFUSE] = "refuse"};

	return CODES[e];
}

void run_fichier(const struct lecture *l, struct buf *out)
{
	const char *nom = lot_nom_court(l->lot->nom);
	struct transcodeur t;

	transcodeur_init(&t);
	transcodeur_feed(&t, nom, strlen(nom), out);
	transcodeur_end(&t, out);
}

enum err run_ecrire(struct db *db, const struct run_fait *r)
{
	const struct import_resultat *res = r->resultat;
	const char *genre = format_code(res->format);
	const int64_t entiers[] = {res->lus,
				   res->ecartes,
				   res->bilan.nouveaux,
				   res->bilan.modifies,
				   res->bilan.inchanges,
				   res->bilan.disparus,
				   res->anomalies};
	char instant[21], date_faits[11];
	AUTO_BUF fichier;
	struct stmt *st;
	enum err err = db_prepare(db, SQL_ECRIRE, 0, &st);

	buf_init(&fichier, RUN_FICHIER_MAX);
	if (err)
		return err;
	instant_texte(r->instant, instant);
	date_iso_texte(r->date_faits, date_faits);
	stmt_int(st, 1, r->numero);
	stmt_text(st, 2, str_of(instant));
	stmt_text(st, 3, str_of(genre ? genre : ""));
	stmt_int(st, 4, r->source);
	run_fichier(r->lecture, &fichier);
	stmt_text(st, 5, buf_view(&fichier));
	stmt_int(st, 6, (int64_t)r->lecture->taille);
	stmt_text(st, 7, str_of(r->lecture->empreinte));
	stmt_int(st, 8, r->complet);
	stmt_text(st, 9, str_of(date_faits));
	stmt_text(st, 10, str_of(r->lecture->date_fichier));
	stmt_text(st, 11, str_of(r->lecture->encodage));
	stmt_text(st, 12, str_of(moteur_lecteurs));
	stmt_text(st, 13, str_of(etat_code(res->etat)));
	if (res->version)
		stmt_int(st, 14, res->version);
	else
		stmt_null(st, 14);
	for (int i = 0; i < (int)(sizeof entiers / sizeof *entiers); i++)
		stmt_int(st, 15 + i, entiers[i]);
	stmt_text(st, 22, str_of(res->incident.message));
	stmt_int(st, 23, res->forcee && res->etat == IMPORT_APPLIQUE);
	stmt_text(st, 24, str_of(r->raison ? r->raison : ""));
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

enum err import_anomalies(struct db *db, int64_t run, struct arena *a, size_t max,
			  const struct anomalie_lue **ret, size_t *n)
{
	struct VEC(struct anomalie_lue) v = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_ANOMALIES, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, run);
	stmt_int(st, 2, (int64_t)max);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&v) = (struct anomalie_lue){.ligne = col_int(st, 0),
						      .ref = arena_str(a, col_text(st, 1)),
						      .champ = arena_str(a, col_text(st, 2)),
						      .valeur = arena_str(a, col_text(st, 3)),
						      .code = arena_str(a, col_text(st, 4))};
	stmt_free(st);
	struct anomalie_lue *copie = arena_alloc(a, (v.n + 1) * sizeof *copie);
	if (v.n)
		memcpy(copie, v.v, v.n * sizeof *copie);
	*ret = copie;
	*n = v.n;
	VEC_FREE(&v);
	return err;
}
