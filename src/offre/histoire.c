/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * histoire.c - five small queries about one offre
 *
 * An anomaly belongs to the file in which it was seen: only those of the last file that had any count, and only if that file is not older than
 * the offre's present state, because an older one speaks of values that are no longer there.
 */
#include "offre/histoire.h"

#include "base/date.h"
#include "offre/dossiers.h"

static const struct sql SQL_OFFRE = SQL_FIXE(
	"SELECT o.cle, o.formation_numero, o.action_numero, o.source, o.du_version, s.code, o.empreinte FROM (SELECT cle, "
	"formation_numero, action_numero, source, du_version, empreinte FROM offre WHERE numero = $1 AND du_version <= $2 UNION ALL SELECT cle, "
	"formation_numero, action_numero, source, du_version, empreinte FROM offre_passe WHERE numero = $1 AND du_version <= $2 AND "
	"au_version > $2) AS o JOIN source AS s ON s.numero = o.source");
static const struct sql SQL_AUTRES = SQL_FIXE(
	"SELECT COUNT(*) FROM (SELECT source FROM offre_source WHERE offre = $1 AND du_version <= $2 UNION ALL SELECT "
	"source FROM offre_source_passe WHERE offre = $1 AND du_version <= $2 AND au_version > $2) AS s");
/* Another source took it over as it was: what it says is older. */
static const struct sql SQL_REPRISE = SQL_FIXE(
	"SELECT du_version, source FROM offre_passe WHERE numero = $1 AND au_version = $2 AND "
	"empreinte = $3 AND source <> $4");
static const struct sql SQL_PREMIERE = SQL_FIXE(
	"SELECT v.connu_le FROM version AS v JOIN (SELECT MIN(du_version) AS premiere FROM (SELECT du_version FROM "
	"offre WHERE numero = $1 UNION ALL SELECT du_version FROM offre_passe WHERE numero = $1) AS t) AS p ON "
	"v.numero = p.premiere");
static const struct sql SQL_INSTANT = SQL_FIXE("SELECT connu_le FROM version WHERE numero = $1");
static const struct sql SQL_CLES = SQL_FIXE(
	"SELECT cle, MAX(du_version) AS derniere FROM offre_passe WHERE numero = $1 AND du_version <= $2 AND cle <> "
	"$3 GROUP BY cle ORDER BY derniere DESC");
static const struct sql SQL_RUNS = SQL_FIXE(
	"SELECT date_faits, fichier, etat, lus, nouveaux, modifies, disparus FROM run WHERE genre IN ('lheo', 'rco') AND source "
	"= $1 AND (version <= $2 OR (version IS NULL AND etat = 'inchange' AND date_faits <= $3)) ORDER BY numero DESC "
	"LIMIT 5");
static const struct sql SQL_ANOMALIES = SQL_FIXE(
	"SELECT a.run, a.ligne, r.fichier, a.champ, a.valeur, a.code FROM anomalie AS a JOIN run AS r ON r.numero = "
	"a.run WHERE (a.ref = $1 OR (a.ref = $2 AND $2 <> '')) AND r.source = $3 AND (r.version <= $4 "
	"OR (r.version IS NULL AND r.date_faits <= $6)) AND r.numero >= COALESCE((SELECT MIN(numero) FROM run WHERE version >= $5), 0) ORDER BY "
	"a.run DESC, a.rang");

static const struct sql SQL_FLUX = SQL_FIXE(
	"SELECT s.code, MAX(r.date_faits) FROM run AS r JOIN source AS s ON s.numero = r.source WHERE r.genre IN ('lheo', 'rco') "
	"AND r.etat <> 'annulation' AND (r.version <= $1 OR (r.version IS NULL AND r.etat = 'inchange' AND r.date_faits <= $2)) "
	"AND NOT EXISTS (SELECT 1 FROM run AS a WHERE a.version <= $1 AND a.annule = r.numero) GROUP BY s.code ORDER BY s.code");

#define DISPARUE                                                                                                                                                                                                                        \
	"SELECT o.cle, o.intitule, s.code, v.connu_le, COALESCE(a.fichier, ''), COALESCE(a.raison, ''), o.numero, o.uai_lieu, o.region, o.academie FROM offre_passe AS o JOIN source AS s ON s.numero = o.source JOIN version AS v ON " \
	"v.numero = o.au_version LEFT JOIN run AS a ON a.numero = v.run AND a.etat = 'annulation' WHERE o.au_version <= $1 AND NOT EXISTS (SELECT 1 FROM offre AS c WHERE c.numero = o.numero AND "                                     \
	"c.du_version <= $1) AND NOT EXISTS (SELECT 1 FROM offre_passe AS p WHERE p.numero = o.numero AND p.du_version <= $1 AND "                                                                                                      \
	"p.au_version > $1) AND "
static const struct sql SQL_DISPARUE_CLE =
	SQL_FIXE(DISPARUE "o.cle = $2 ORDER BY o.au_version DESC LIMIT 1");
static const struct sql SQL_DISPARUE_NUMERO =
	SQL_FIXE(DISPARUE "o.numero = $2 ORDER BY o.au_version DESC LIMIT 1");

/* What the queries share. */
struct recherche {
	struct db *db;
	const struct vue *vue;
	struct arena *a;
	int64_t numero, source, empreinte;
	int64_t du_version; /* of its content */
	struct str cle;
	char jusqua[11]; /* vue_jusqua of the feeds */
	struct offre_histoire *h;
};

static enum err lire_offre(struct recherche *r)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_OFFRE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, r->numero);
	stmt_int(st, 2, r->vue->offres);
	if (!(err = stmt_step(st, &row)) && row) {
		r->cle = arena_str(r->a, col_text(st, 0));
		r->h->formation_numero = arena_str(r->a, col_text(st, 1));
		r->h->action_numero = arena_str(r->a, col_text(st, 2));
		r->source = col_int(st, 3);
		r->du_version = col_int(st, 4);
		r->h->source = arena_str(r->a, col_text(st, 5));
		r->empreinte = col_int(st, 6);
	} else if (!err) {
		err = E_ABSENT;
	}
	stmt_free(st);
	return err;
}

/* Back through the sources that took it over as it was. */
static enum err remonter(struct recherche *r)
{
	int64_t source = r->source;
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_REPRISE, 0, &st);

	if (err)
		return err;
	do {
		stmt_int(st, 1, r->numero);
		stmt_int(st, 2, r->du_version);
		stmt_int(st, 3, r->empreinte);
		stmt_int(st, 4, source);
		if ((err = stmt_step(st, &row)) || !row)
			break;
		r->du_version = col_int(st, 0);
		source = col_int(st, 1);
		stmt_reset(st);
	} while (true);
	stmt_free(st);
	return err;
}

/* The day of the instant that the statement gives for that number. */
static enum err jour(struct db *db, struct sql sql, int64_t numero, int *ret)
{
	struct stmt *st;
	int64_t instant;
	bool row;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, numero);
	if (!(err = stmt_step(st, &row)) && row && instant_lire(col_text(st, 0), &instant))
		*ret = instant_date_paris(instant);
	stmt_free(st);
	return err;
}

static enum err compter_autres(struct recherche *r)
{
	struct stmt *st;
	enum err err = db_prepare(r->db, SQL_AUTRES, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, r->numero);
	stmt_int(st, 2, r->vue->offres);
	err = stmt_one_int(st, &r->h->autres_sources);
	stmt_free(st);
	return err;
}

static enum err lire_cles(struct recherche *r)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_CLES, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, r->numero);
	stmt_int(st, 2, r->vue->offres);
	stmt_text(st, 3, r->cle);
	while (r->h->n_cles < HISTOIRE_CLES_MAX && !(err = stmt_step(st, &row)) && row)
		r->h->cles[r->h->n_cles++] = arena_str(r->a, col_text(st, 0));
	stmt_free(st);
	return err;
}

static enum err lire_runs(struct recherche *r)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_RUNS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, r->source);
	stmt_int(st, 2, r->vue->offres);
	stmt_text(st, 3, str_of(r->jusqua));
	while (r->h->n_runs < HISTOIRE_RUNS_MAX && !(err = stmt_step(st, &row)) && row)
		r->h->runs[r->h->n_runs++] =
			(struct histoire_run){.date_faits = date_iso(col_text(st, 0)),
					      .fichier = arena_str(r->a, col_text(st, 1)),
					      .etat = arena_str(r->a, col_text(st, 2)),
					      .lus = col_int(st, 3),
					      .nouveaux = col_int(st, 4),
					      .modifies = col_int(st, 5),
					      .disparus = col_int(st, 6)};
	stmt_free(st);
	return err;
}

static enum err lire_anomalies(struct recherche *r)
{
	struct offre_histoire *h = r->h;
	int64_t run = 0;
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_ANOMALIES, 0, &st);

	if (err)
		return err;
	stmt_text(st, 1, r->cle);
	stmt_text(st, 2, h->formation_numero);
	stmt_int(st, 3, r->source);
	stmt_int(st, 4, r->vue->offres);
	stmt_int(st, 5, r->du_version);
	stmt_text(st, 6, str_of(r->jusqua));
	while (h->n_anomalies < HISTOIRE_ANOMALIES_MAX && !(err = stmt_step(st, &row)) && row) {
		if (run && run != col_int(st, 0))
			break;
		run = col_int(st, 0);
		h->anomalies[h->n_anomalies++] =
			(struct histoire_anomalie){.ligne = col_int(st, 1),
						   .fichier = arena_str(r->a, col_text(st, 2)),
						   .champ = arena_str(r->a, col_text(st, 3)),
						   .valeur = arena_str(r->a, col_text(st, 4)),
						   .code = arena_str(r->a, col_text(st, 5))};
	}
	stmt_free(st);
	return err;
}

enum err offre_histoire(struct db *db, const struct vue *vue, int64_t numero, struct arena *a,
			struct offre_histoire *ret)
{
	struct offre_histoire h = {0};
	struct recherche r = {.db = db, .vue = vue, .a = a, .numero = numero, .h = &h};
	enum err err;

	vue_jusqua(vue, "lheo", r.jusqua);
	if ((err = lire_offre(&r)) || (err = remonter(&r)) || (err = compter_autres(&r)) ||
	    (err = jour(db, SQL_PREMIERE, numero, &h.connue_le)) ||
	    (err = jour(db, SQL_INSTANT, r.du_version, &h.modifiee_le)) || (err = lire_cles(&r)) ||
	    (err = lire_runs(&r)) || (err = lire_anomalies(&r)))
		return err;
	err = decision_lire(db, numero, vue->offres, a, &h.decision);
	if (err && err != E_ABSENT)
		return err;
	*ret = h;
	return OK;
}

enum err flux_connus(struct db *db, const struct vue *vue, struct flux_puits puits)
{
	char jusqua[11];
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_FLUX, 0, &st);

	if (err)
		return err;
	vue_jusqua(vue, "lheo", jusqua);
	stmt_int(st, 1, vue->offres);
	stmt_text(st, 2, str_of(jusqua));
	while (!(err = stmt_step(st, &row)) && row)
		puits.recevoir(puits.ctx, col_text(st, 0), date_iso(col_text(st, 1)));
	stmt_free(st);
	return err;
}

static struct offre_disparue disparue_lue(struct arena *a, struct stmt *st)
{
	struct offre_disparue d = {.numero = col_int(st, 6),
				   .cle = arena_str(a, col_text(st, 0)),
				   .intitule = arena_str(a, col_text(st, 1)),
				   .source = arena_str(a, col_text(st, 2)),
				   .fichier = arena_str(a, col_text(st, 4)),
				   .raison = arena_str(a, col_text(st, 5)),
				   .uai = arena_str(a, col_text(st, 7)),
				   .region = arena_str(a, col_text(st, 8)),
				   .academie = arena_str(a, col_text(st, 9))};
	int64_t instant = 0;

	(void)instant_lire(col_text(st, 3), &instant);
	d.disparue_le = instant_date_paris(instant);
	d.dernier_jour = date_ajoute_jours(d.disparue_le, -1);
	return d;
}

enum err offre_disparue(struct db *db, const struct vue *vue, struct str cle_ou_numero,
			struct arena *a, struct offre_disparue *ret)
{
	uint64_t numero;
	const bool par_numero = str_to_uint(cle_ou_numero, &numero);
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, par_numero ? SQL_DISPARUE_NUMERO : SQL_DISPARUE_CLE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, vue->offres);
	if (par_numero)
		stmt_int(st, 2, (int64_t)numero);
	else
		stmt_text(st, 2, cle_ou_numero);
	err = stmt_step(st, &row);
	if (!err && row)
		*ret = disparue_lue(a, st);
	stmt_free(st);
	return err ? err : (row ? OK : E_ABSENT);
}

enum err offres_disparues(struct db *db, const struct vue *vue, const int64_t *numeros, size_t n,
			  struct disparues_puits puits)
{
	AUTO_ARENA a = arena_new(0);
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_DISPARUE_NUMERO, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, vue->offres);
	for (size_t i = 0; !err && i < n; i++) {
		arena_reset(a);
		stmt_int(st, 2, numeros[i]);
		if (!(err = stmt_step(st, &row)) && row) {
			const struct offre_disparue d = disparue_lue(a, st);

			err = puits.recevoir(puits.ctx, &d);
		}
		stmt_reset(st);
	}
	stmt_free(st);
	return err;
}

enum err offre_designer(struct db *db, const struct vue *vue, struct str cle_ou_numero,
			int64_t *ret)
{
	AUTO_ARENA a = arena_new(0);
	struct offre_disparue d;
	enum err err = offre_trouver(db, vue, cle_ou_numero, ret);

	if (err == E_ABSENT && !(err = offre_disparue(db, vue, cle_ou_numero, a, &d)))
		*ret = d.numero;
	return err;
}
