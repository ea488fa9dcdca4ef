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

#define DE_LA_SOURCE(table) " UNION SELECT offre FROM " table " WHERE " DE_LA_VERSION
#define FINIE(table, numero)                                                                       \
	" UNION SELECT " numero " FROM " table                                                     \
	" WHERE au_version = CAST($1 AS BIGINT) AND CAST($2 AS BIGINT) = 0"

/* k: touched, or whose sources were; c: now; l: as the version left it, when it is of the past; p: as it was before; x: who has that clé now. */
static const struct sql SQL_TOUCHEES = SQL_FIXE(
	"SELECT k.numero, c.cle, c.source, c.du_version, l.cle, l.source, p.cle, x.numero FROM (SELECT numero FROM offre "
	"WHERE " DE_LA_VERSION " UNION SELECT numero FROM offre_passe WHERE " DE_LA_VERSION FINIE(
		"offre_passe",
		"numero") DE_LA_SOURCE("offre_source") DE_LA_SOURCE("offre_source_passe")
		FINIE("offre_source_passe",
		      "offre") ") AS k "
			       "LEFT JOIN offre AS c ON c.numero = k.numero LEFT JOIN offre_passe AS l ON l.numero = k.numero AND l.du_version = "
			       "CAST($1 AS BIGINT) LEFT JOIN offre_passe AS p ON p.numero = k.numero AND p.au_version = CAST($1 AS BIGINT) LEFT "
			       "JOIN offre AS x ON x.cle = p.cle AND x.numero <> k.numero ORDER BY k.numero");
static const struct sql SQL_BORNES = SQL_FIXE(
	"SELECT du_version FROM offre WHERE numero = $1 UNION ALL SELECT du_version FROM offre_passe WHERE numero = $1 UNION "
	"ALL SELECT au_version FROM offre_passe WHERE numero = $1");
/* A source beside an offre, all the time: 0, it still is. */
static const struct sql SQL_PAIRES = SQL_FIXE(
	"SELECT offre, source, du_version, 0 AS au_version FROM offre_source UNION ALL SELECT offre, source, du_version, "
	"au_version FROM offre_source_passe ORDER BY offre, source");
static const struct sql SQL_DERNIERE_CLE =
	SQL_FIXE("SELECT cle FROM offre_passe WHERE numero = $1 ORDER BY au_version DESC LIMIT 1");
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

/* One source beside one offre; $1: the offre; $2: the source; $3: the new version. An offre is not beside itself. */
static const struct sql SQL_PAIRE[] = {
	SQL_FIXE(
		"INSERT INTO offre_source_passe (offre, source, du_version, au_version) SELECT offre, source, du_version, "
		"CAST($3 AS BIGINT) FROM offre_source WHERE offre = $1 AND source = $2"),
	SQL_FIXE("DELETE FROM offre_source WHERE offre = $1 AND source = $2 AND du_version < $3"),
	SQL_FIXE(
		"INSERT INTO offre_source (offre, source, du_version) SELECT numero, CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM "
		"offre WHERE numero = $1 AND source <> CAST($2 AS BIGINT) ON CONFLICT DO NOTHING"),
};
enum { SEPARER = 0, ASSOCIER = 2, PAIRE_N = sizeof SQL_PAIRE / sizeof *SQL_PAIRE };

struct touchee {
	int64_t numero;
	int64_t occupant; /* who has its former clé now, 0: nobody else */
	struct str cle; /* for people */
	const char *conflit; /* NULL: it is taken back */
	bool ligne; /* the version did something to its row */
	bool avant; /* it was there before */
};

/* A source beside an offre during some versions. */
struct paire {
	int64_t offre, source, du, au; /* au: 0, it still is */
	bool reprise; /* by this return */
};

struct retour {
	struct db *db;
	const struct retour_demande *d;
	struct arena *arena;
	struct stmt *touche, *bornes, *derniere_cle; /* touche: the row being read */
	struct stmt *paire_etapes[PAIRE_N];
	struct VEC(struct touchee) touchees;
	struct VEC(struct paire) paires; /* in the order of offers, then of sources */
	struct VEC(int64_t) versions; /* at which what is looked at changed */
	int64_t nouvelle;
	size_t paire; /* the first one of the offre being read, or of a later one */
	struct map index; /* number → index + 1 */
};

static struct str cle_de(const int64_t *numero)
{
	return (struct str){(const char *)numero, sizeof *numero};
}

static enum err lire_paires(struct retour *r)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(r->db, SQL_PAIRES, DB_FLUX, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&r->paires) = (struct paire){.offre = col_int(st, 0),
						       .source = col_int(st, 1),
						       .du = col_int(st, 2),
						       .au = col_int(st, 3)};
	stmt_free(st);
	return err;
}

/* Is that source's part what is taken back? */
static bool demandee(const struct retour *r, int64_t source)
{
	return !r->d->source || r->d->source == source;
}

/* What is looked at: the version that made it what it is, and whether its part in the version is there to be taken back. */
struct part {
	int64_t origine;
	bool concernee;
};

/* From the versions at which it changed. */
static struct part part_de(const struct retour *r, bool demandee)
{
	const struct reprises *faites = r->d->reprises;
	const int64_t *v = r->versions.v;
	const size_t n = r->versions.n;
	bool touchee = false;

	for (size_t i = 0; i < n; i++)
		touchee = touchee || v[i] == r->d->version;
	return (struct part){
		.origine = reprises_origine(faites, v, n),
		.concernee = touchee && demandee && !reprises_faite(faites, v, n, r->d->version),
	};
}

/* The row of the offre being read. */
static enum err regarder_ligne(struct retour *r, int64_t numero, struct part *ret)
{
	const int64_t laissee = col_int(r->touche, col_null(r->touche, 4) ? 2 : 5);
	bool row;
	enum err err = OK;

	r->versions.n = 0;
	if (!col_null(r->touche, 1) && col_int(r->touche, 3) == r->d->version) {
		*VEC_PUSH(&r->versions) = r->d->version;
	} else {
		stmt_int(r->bornes, 1, numero);
		while (!(err = stmt_step(r->bornes, &row)) && row)
			*VEC_PUSH(&r->versions) = col_int(r->bornes, 0);
	}
	*ret = part_de(r, demandee(r, laissee));
	return err;
}

/* What the sources of the offre being read are since that version. */
struct entourage {
	bool concernee; /* the version did something to one, */
	bool ajoutee, changee; /* one stands beside it that did not; one came or went */
	bool reste; /* one stands beside it whose part is not taken back */
};

/* The same source beside the same offre, at other times. */
static bool meme_paire(const struct paire *a, const struct paire *b)
{
	return a->offre == b->offre && a->source == b->source;
}

/* One source beside the offre, at all times from the i-th on; *i goes after them. */
static void regarder_source(struct retour *r, size_t *i, struct entourage *e)
{
	struct paire *premiere = &r->paires.v[*i];
	bool la = false;

	r->versions.n = 0;
	for (; *i < r->paires.n && meme_paire(&r->paires.v[*i], premiere); ++*i) {
		la = la || !r->paires.v[*i].au;
		*VEC_PUSH(&r->versions) = r->paires.v[*i].du;
		*VEC_PUSH(&r->versions) = r->paires.v[*i].au;
	}
	const struct part p = part_de(r, demandee(r, premiere->source));
	premiere->reprise = p.concernee && p.origine == r->d->version;
	e->concernee = e->concernee || p.concernee;
	e->changee = e->changee || p.origine > r->d->version;
	e->ajoutee = e->ajoutee || (la && p.origine > r->d->version);
	e->reste = e->reste || (la && !premiere->reprise);
}

/* The sources beside that offre: those whose part is taken back are marked. */
static struct entourage regarder_sources(struct retour *r, int64_t numero)
{
	struct entourage ret = {0};

	while (r->paire < r->paires.n && r->paires.v[r->paire].offre < numero)
		r->paire++;
	for (size_t i = r->paire; i < r->paires.n && r->paires.v[i].offre == numero;)
		regarder_source(r, &i, &ret);
	return ret;
}

/* Why the offre being read is not taken back; NULL: it is. */
static const char *conflit_de(struct retour *r, struct part ligne, struct entourage e)
{
	const bool la = !col_null(r->touche, 1);

	/* of files that share a version, the one that goes does not say what the other told of the offre */
	if (la && (e.ajoutee || (ligne.concernee && r->d->source && e.reste)))
		return "une autre source la déclare aussi";
	if (ligne.origine > r->d->version) {
		if (!la)
			return "retirée depuis";
		return col_null(r->touche, 4) ? "revenue depuis" : "changée depuis";
	}
	return e.changee ? "ses sources ont changé depuis" : NULL;
}

/* How people know it: its clé now, else the last one that it had. */
static enum err nommer(struct retour *r, struct touchee *t)
{
	bool row;
	enum err err;

	if (!col_null(r->touche, 1)) {
		t->cle = arena_str(r->arena, col_text(r->touche, 1));
		return OK;
	}
	stmt_int(r->derniere_cle, 1, t->numero);
	if (!(err = stmt_step(r->derniere_cle, &row)) && row)
		t->cle = arena_str(r->arena, col_text(r->derniere_cle, 0));
	stmt_reset(r->derniere_cle);
	return err;
}

/* The offre being read: what of it is taken back. */
static enum err trier(struct retour *r)
{
	struct touchee t = {.numero = col_int(r->touche, 0),
			    .occupant = col_int(r->touche, 7),
			    .avant = !col_null(r->touche, 6)};
	struct part ligne;
	enum err err = regarder_ligne(r, t.numero, &ligne);

	if (err)
		return err;
	const struct entourage e = regarder_sources(r, t.numero);
	if (!ligne.concernee && !e.concernee)
		return OK; /* taken back already */
	t.ligne = ligne.concernee;
	t.conflit = conflit_de(r, ligne, e);
	if ((err = nommer(r, &t)))
		return err;
	*VEC_PUSH(&r->touchees) = t;
	*map_put(&r->index, cle_de(&t.numero), NULL) = r->touchees.n;
	return OK;
}

static enum err lire(struct retour *r)
{
	bool row;
	enum err err = lire_paires(r);

	if (err || (err = db_prepare(r->db, SQL_BORNES, 0, &r->bornes)) ||
	    (err = db_prepare(r->db, SQL_DERNIERE_CLE, 0, &r->derniere_cle)) ||
	    (err = db_prepare(r->db, SQL_TOUCHEES, DB_FLUX, &r->touche)))
		return err;
	stmt_int(r->touche, 1, r->d->version);
	stmt_int(r->touche, 2, r->d->source);
	while (!(err = stmt_step(r->touche, &row)) && row)
		if ((err = trier(r)))
			return err;
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

			if (t->conflit || !t->ligne || !t->occupant ||
			    (autre && !r->touchees.v[*autre - 1].conflit &&
			     r->touchees.v[*autre - 1].ligne))
				continue;
			t->conflit = "sa clé est celle d'une autre offre depuis";
			change = true;
		}
	}
}

/* Conflicts are told; the others go to the lot, *n of them have something to take back. */
static enum err compter(struct retour *r, struct retour_bilan *bilan, size_t *n)
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
		++*n;
		if (!t->ligne) {
			bilan->retablies++;
			continue;
		}
		bilan->retablies += t->avant;
		bilan->retirees += !t->avant;
		bulk_int(lot, t->numero);
		err = bulk_row(lot);
	}
	if (!err)
		err = bulk_flush(lot);
	bulk_abandonner(lot);
	return err;
}

static enum err rendre_lignes(struct retour *r)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof ETAPES / sizeof *ETAPES; i++) {
		struct stmt *st;

		if ((err = db_prepare(r->db, ETAPES[i].sql, 0, &st)))
			break;
		if (ETAPES[i].n > 0)
			stmt_int(st, 1, r->nouvelle);
		if (ETAPES[i].n > 1)
			stmt_int(st, 2, r->d->version);
		err = stmt_exec(st);
		stmt_free(st);
	}
	return err ? err : db_exec(r->db, SQL_VIDER);
}

/* One of SQL_PAIRE to the next. */
static enum err sur_la_paire(struct retour *r, int de, int a, const struct paire *p)
{
	enum err err = OK;

	for (int i = de; !err && i < a; i++) {
		if (!r->paire_etapes[i] &&
		    (err = db_prepare(r->db, SQL_PAIRE[i], 0, &r->paire_etapes[i])))
			return err;
		stmt_int(r->paire_etapes[i], 1, p->offre);
		stmt_int(r->paire_etapes[i], 2, p->source);
		stmt_int(r->paire_etapes[i], 3, r->nouvelle);
		err = stmt_exec(r->paire_etapes[i]);
	}
	return err;
}

/* Each source beside an offre is, or is not, as before the version. */
static enum err rendre_sources(struct retour *r)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < r->paires.n; i++) {
		const struct paire *p = &r->paires.v[i];
		const uint64_t *touchee = p->reprise ? map_get(&r->index, cle_de(&p->offre)) : NULL;

		if (!touchee || r->touchees.v[*touchee - 1].conflit)
			continue;
		err = sur_la_paire(r, SEPARER, ASSOCIER, p);
		for (size_t k = i; !err && k < r->paires.n && meme_paire(&r->paires.v[k], p); k++)
			if (r->paires.v[k].au == r->d->version)
				err = sur_la_paire(r, ASSOCIER, PAIRE_N, p);
	}
	return err;
}

enum err offres_annuler(struct db *db, const struct retour_demande *d, struct retour_bilan *bilan)
{
	struct retour r = {.db = db, .d = d, .arena = arena_new(0)};
	size_t n = 0;
	enum err err;

	map_init(&r.index);
	if (!(err = lire(&r))) {
		trouver_occupees(&r);
		err = compter(&r, bilan, &n);
	}
	if (!err && n)
		err = d->nouvelle.obtenir(d->nouvelle.ctx, &r.nouvelle);
	if (!err && n)
		err = rendre_lignes(&r);
	if (!err && n)
		err = rendre_sources(&r);
	stmt_free(r.touche);
	stmt_free(r.bornes);
	stmt_free(r.derniere_cle);
	for (int i = 0; i < (int)PAIRE_N; i++)
		stmt_free(r.paire_etapes[i]);
	map_free(&r.index);
	VEC_FREE(&r.touchees);
	VEC_FREE(&r.paires);
	VEC_FREE(&r.versions);
	arena_free(r.arena);
	return err;
}
