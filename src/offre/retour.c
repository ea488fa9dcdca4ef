/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retour.c - the offres that a version touched are sorted, then put back in a few statements
 */
#include "offre/retour.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "offre/offre_sql.h"

#define DE_LA_VERSION                                                                              \
	"du_version = CAST($1 AS BIGINT) AND (CAST($2 AS BIGINT) = 0 OR source = CAST($2 AS "      \
	"BIGINT))"
#define DU_LOT(colonne) colonne " IN (SELECT numero FROM lot)"
#define OFFRE_SANS_VERSION "numero, cle" OFFRE_COLONNES(OFFRE_VIRGULE) ", texte, source, empreinte"
#define SESSION_SANS_VERSION "offre, rang" SESSION_COLONNES(OFFRE_VIRGULE)

/* k: touched; c: now; l: as the version left it, when it is of the past; p: as it was before; x: who has that clé now. */
static const struct sql SQL_TOUCHEES = SQL_FIXE(
	"SELECT k.numero, c.cle, c.empreinte, c.source, c.du_version, l.cle, l.empreinte, l.source, p.cle, x.numero, "
	"(SELECT COUNT(*) FROM offre_source AS s WHERE s.offre = k.numero), (SELECT COUNT(*) FROM offre_source_change AS g JOIN "
	"offre_source AS s ON s.offre = g.offre AND s.source = g.source WHERE g.offre = k.numero AND g.geste = 'ajoutee' AND "
	"g.version > CAST($1 AS BIGINT)) FROM (SELECT numero FROM offre "
	"WHERE " DE_LA_VERSION " UNION SELECT numero FROM offre_passe WHERE " DE_LA_VERSION
	" UNION SELECT numero FROM offre_passe WHERE au_version = CAST($1 AS BIGINT) AND CAST($2 AS BIGINT) = 0) AS k "
	"LEFT JOIN offre AS c ON c.numero = k.numero LEFT JOIN offre_passe AS l ON l.numero = k.numero AND l.du_version = "
	"CAST($1 AS BIGINT) LEFT JOIN offre_passe AS p ON p.numero = k.numero AND p.au_version = CAST($1 AS BIGINT) LEFT "
	"JOIN offre AS x ON x.cle = p.cle AND x.numero <> k.numero ORDER BY k.numero");
static const struct sql SQL_VIDER = SQL_FIXE("DELETE FROM lot");
static const struct sql TABLE_LOT = SQL_FIXE("lot");
static const struct sql COLONNES_LOT = SQL_FIXE("numero");

/* $1: the new version; $2: the one taken back. */
static const struct {
	struct sql sql;
	int n;
} ETAPES[] = {
	{SQL_FIXE("INSERT INTO offre_passe (" OFFRE_SQL ", au_version) SELECT " OFFRE_SQL
		  ", CAST($1 AS BIGINT) FROM offre WHERE " DU_LOT("numero")),
	 1},
	{SQL_FIXE("INSERT INTO session_passe (" SESSION_SQL ", au_version) SELECT " SESSION_SQL
		  ", CAST($1 AS BIGINT) FROM session WHERE " DU_LOT("offre")),
	 1},
	{SQL_FIXE("DELETE FROM offre WHERE " DU_LOT("numero")), 0},
	{SQL_FIXE("DELETE FROM session WHERE " DU_LOT("offre")), 0},
	{SQL_FIXE("INSERT INTO offre (" OFFRE_SQL ") SELECT " OFFRE_SANS_VERSION
		  ", CAST($1 AS BIGINT) FROM offre_passe WHERE au_version = $2 AND " DU_LOT(
			  "numero")),
	 2},
	{SQL_FIXE("INSERT INTO session (" SESSION_SQL ") SELECT " SESSION_SANS_VERSION
		  ", CAST($1 AS BIGINT) FROM session_passe WHERE au_version = $2 AND " DU_LOT(
			  "offre")),
	 2},
};

static const struct sql SQL_GESTES = SQL_FIXE(
	"SELECT offre, geste, source, avant FROM offre_source_change WHERE version = $1 AND par = $2 "
	"ORDER BY numero DESC");
enum { AJOUTEE, RETIREE, PRINCIPALE, GESTES };
static const struct {
	const char *nom;
	struct sql inverse;
} INVERSES[GESTES] = {
	[AJOUTEE] = {"ajoutee",
		     SQL_FIXE("DELETE FROM offre_source WHERE offre = $1 AND source = $2")},
	[RETIREE] =
		{"retiree",
		 SQL_FIXE(
			 "INSERT INTO offre_source (offre, source) SELECT numero, CAST($2 AS BIGINT) FROM offre WHERE "
			 "numero = $1 AND source <> CAST($2 AS BIGINT) ON CONFLICT DO NOTHING")},
	[PRINCIPALE] = {"principale",
			SQL_FIXE("UPDATE offre SET source = $3 WHERE numero = $1 AND source = $2")},
};

struct touchee {
	int64_t numero;
	int64_t occupant; /* who has its former clé now, 0: nobody else */
	struct str cle; /* for people */
	const char *conflit; /* NULL: it is taken back */
	bool avant, la; /* it was there before; it is there now */
};

struct retour {
	struct db *db;
	const struct retour_demande *d;
	int64_t par;
	struct arena *arena;
	struct VEC(struct touchee) touchees;
	struct map index; /* number → index + 1 */
};

static const char *conflit_de(struct stmt *st, int64_t version)
{
	const bool la = !col_null(st, 1), reste = la && col_int(st, 4) == version;
	const bool laissee = reste || !col_null(st, 5);

	if (la && (col_int(st, 11) > 0 || (col_null(st, 8) && col_int(st, 10) > 0)))
		return "une autre source la déclare aussi";
	if (reste || (!la && !laissee))
		return NULL;
	if (!la)
		return "retirée depuis";
	if (!laissee)
		return "revenue depuis";
	return col_int(st, 2) == col_int(st, 6) && col_int(st, 3) == col_int(st, 7)
		       ? NULL
		       : "changée depuis";
}

static struct str cle_de(const int64_t *numero)
{
	return (struct str){(const char *)numero, sizeof *numero};
}

static enum err lire(struct retour *r)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_TOUCHEES, DB_FLUX, &st);

	if (err)
		return err;
	stmt_int(st, 1, r->d->version);
	stmt_int(st, 2, r->d->source);
	while (!(err = stmt_step(st, &row)) && row) {
		const int cle = !col_null(st, 1) ? 1 : (!col_null(st, 8) ? 8 : 5);
		const struct touchee t = {.numero = col_int(st, 0),
					  .occupant = col_int(st, 9),
					  .cle = arena_str(r->arena, col_text(st, cle)),
					  .conflit = conflit_de(st, r->d->version),
					  .avant = !col_null(st, 8),
					  .la = !col_null(st, 1)};

		*VEC_PUSH(&r->touchees) = t;
		*map_put(&r->index, cle_de(&t.numero), NULL) = r->touchees.n;
	}
	stmt_free(st);
	return err;
}

/* A former clé can be given back only when its present owner gives it up in the same return; each refusal may cause another. */
static void trouver_occupees(struct retour *r)
{
	bool change = true;

	while (change) {
		change = false;
		for (size_t i = 0; i < r->touchees.n; i++) {
			struct touchee *t = &r->touchees.v[i];
			const uint64_t *autre =
				t->occupant ? map_get(&r->index, cle_de(&t->occupant)) : NULL;

			if (t->conflit || !t->occupant ||
			    (autre && !r->touchees.v[*autre - 1].conflit))
				continue;
			t->conflit = "sa clé est celle d'une autre offre depuis";
			change = true;
		}
	}
}

static enum err retablir(struct retour *r, struct retour_bilan *bilan)
{
	struct bulk *lot;
	enum err err = bulk_open(r->db, TABLE_LOT, COLONNES_LOT, &lot);

	for (size_t i = 0; !err && i < r->touchees.n; i++) {
		const struct touchee *t = &r->touchees.v[i];

		if (t->conflit) {
			bilan->conflits++;
			err = r->d->conflit(r->d->ctx, t->cle, t->conflit);
			continue;
		}
		bilan->retablies += t->avant;
		bilan->retirees += !t->avant && t->la;
		bulk_int(lot, t->numero);
		err = bulk_row(lot);
	}
	if (!err)
		err = bulk_flush(lot);
	bulk_abandonner(lot);
	for (size_t i = 0; !err && i < sizeof ETAPES / sizeof *ETAPES; i++) {
		struct stmt *st;

		if ((err = db_prepare(r->db, ETAPES[i].sql, 0, &st)))
			break;
		if (ETAPES[i].n > 0)
			stmt_int(st, 1, r->d->nouvelle);
		if (ETAPES[i].n > 1)
			stmt_int(st, 2, r->d->version);
		err = stmt_exec(st);
		stmt_free(st);
	}
	return err ? err : db_exec(r->db, SQL_VIDER);
}

/* One change of an offre's sources. */
struct geste {
	int64_t offre, source, avant;
	int quoi;
};

static enum err lire_gestes(struct retour *r, struct geste **ret, size_t *n)
{
	struct VEC(struct geste) v = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_GESTES, 0, &st);

	*n = 0;
	if (err)
		return err;
	stmt_int(st, 1, r->d->version);
	stmt_int(st, 2, r->par);
	while (!(err = stmt_step(st, &row)) && row)
		for (int i = 0; i < GESTES; i++)
			if (str_eq(col_text(st, 1), str_of(INVERSES[i].nom)))
				*VEC_PUSH(&v) = (struct geste){.offre = col_int(st, 0),
							       .source = col_int(st, 2),
							       .avant = col_int(st, 3),
							       .quoi = i};
	stmt_free(st);
	*ret = arena_alloc(r->arena, (v.n + 1) * sizeof **ret);
	if (v.n)
		memcpy(*ret, v.v, v.n * sizeof **ret);
	*n = v.n;
	VEC_FREE(&v);
	return err;
}

/* The last change first; those of an offre in conflict stay. */
static enum err rendre_sources(struct retour *r, struct retour_bilan *bilan)
{
	struct stmt *st[GESTES] = {NULL};
	struct geste *v = NULL;
	size_t n = 0;
	enum err err = lire_gestes(r, &v, &n);

	for (int i = 0; !err && i < GESTES; i++)
		err = db_prepare(r->db, INVERSES[i].inverse, 0, &st[i]);
	for (size_t i = 0; !err && i < n; i++) {
		const uint64_t *touchee = map_get(&r->index, cle_de(&v[i].offre));

		if (touchee && r->touchees.v[*touchee - 1].conflit)
			continue;
		bilan->retablies += !touchee;
		stmt_int(st[v[i].quoi], 1, v[i].offre);
		stmt_int(st[v[i].quoi], 2, v[i].source);
		if (v[i].quoi == PRINCIPALE)
			stmt_int(st[v[i].quoi], 3, v[i].avant);
		err = stmt_exec(st[v[i].quoi]);
	}
	for (int i = 0; i < GESTES; i++)
		stmt_free(st[i]);
	return err;
}

enum err offres_annuler(struct db *db, const struct retour_demande *d, int64_t par,
			struct retour_bilan *bilan)
{
	struct retour r = {.db = db, .d = d, .par = par, .arena = arena_new(0)};
	enum err err;

	map_init(&r.index);
	if (!(err = lire(&r))) {
		trouver_occupees(&r);
		err = retablir(&r, bilan);
	}
	if (!err)
		err = rendre_sources(&r, bilan);
	map_free(&r.index);
	VEC_FREE(&r.touchees);
	arena_free(r.arena);
	return err;
}
