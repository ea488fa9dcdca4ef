/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saisies.c - the rows in force beside the offres that they mean, in one question; then what each of them changes
 */
#include "offre/saisies_interne.h"

#include <stdlib.h>

#include "base/vec.h"
#include "offre/decision.h"

#define SANS_OFFRE "NOT EXISTS (SELECT 1 FROM offre AS x WHERE x.cle = s.cle)"
#define LIGNE "SELECT s.cle, s.run, s.ligne, s.uai, s.etat, o.numero AS offre, o.cle AS cle_offre, "
/* « …2X… » says no année: it is « …21… » once the année is declared, and « …22… » too when the formation has two (domain.md 3). */
#define ANNEE_DECLAREE                                                                              \
	"(SELECT '1' AS annee UNION ALL SELECT '2' UNION ALL SELECT '3' UNION ALL SELECT '4' "      \
	"UNION ALL SELECT '5' UNION ALL SELECT '9') AS k JOIN offre AS o ON o.cle = substr(s.cle, " \
	"1, 10) || k.annee || substr(s.cle, 12) WHERE substr(s.cle, 11, 1) = 'X' AND "
/*
 * The offre of the past row `p` had its clé by something that holds: not by an undoing (it had it before what was undone), nor by a run whose undoing took
 * the clé away again. `t` is where it took it, `z` where the undoing ends it; the one under way, of the run $1, is not written down yet.
 */
#define VRAIMENT_EUE(p)                                                                            \
	"EXISTS (SELECT 1 FROM offre_passe AS t WHERE t.numero = " p ".numero AND t.cle = " p      \
	".cle AND NOT EXISTS (SELECT 1 FROM offre_passe AS b WHERE b.numero = t.numero AND "       \
	"b.cle = t.cle AND b.au_version = t.du_version) AND NOT EXISTS (SELECT 1 FROM version "    \
	"AS u WHERE u.numero = t.du_version AND u.cause = 'annulation') AND NOT EXISTS (SELECT "   \
	"1 FROM offre_passe AS z JOIN version AS v ON v.numero = z.au_version AND v.cause = "      \
	"'annulation' JOIN run AS r ON r.numero = COALESCE((SELECT a.annule FROM run AS a WHERE "  \
	"a.numero = v.run), CAST($1 AS BIGINT)) AND r.version = t.du_version WHERE z.numero = "    \
	"t.numero AND z.cle = t.cle AND NOT EXISTS (SELECT 1 FROM offre_passe AS n WHERE "         \
	"n.numero = z.numero AND n.cle = z.cle AND n.du_version = z.au_version)))"
#define DERNIERE_A_L_AVOIR                                                                         \
	"NOT EXISTS (SELECT 1 FROM offre_passe AS q JOIN offre AS y ON y.numero = q.numero WHERE " \
	"q.cle = s.cle AND q.au_version > p.au_version AND " VRAIMENT_EUE("q") ")"

static const struct sql SQL_UNE = SQL_FIXE("SELECT 1 FROM saisie ORDER BY cle LIMIT 1");
static const struct sql SQL_RAPPROCHER = SQL_FIXE(
	"SELECT m.cle, m.run, m.ligne, m.uai, m.etat, m.offre, m.cle_offre, COALESCE(r.fichier, ''), d.offre, d.valeur, d.run, "
	"(SELECT v.cause FROM decision_passe AS p JOIN version AS v ON v.numero = p.au_version WHERE p.offre = m.offre AND "
	"p.nature = '" DECISION_UAI "' ORDER BY p.au_version DESC LIMIT 1) FROM (" LIGNE
	"1 AS rang, 0 AS recence FROM saisie AS s JOIN offre AS o ON o.cle = s.cle WHERE " EN_VIGUEUR
	" UNION ALL " LIGNE "2, 0 FROM saisie AS s CROSS JOIN " ANNEE_DECLAREE EN_VIGUEUR
	" AND " SANS_OFFRE " UNION ALL " LIGNE
	"3, p.au_version FROM saisie AS s JOIN offre_passe AS p ON p.cle = s.cle JOIN offre AS o ON o.numero = p.numero "
	"WHERE " EN_VIGUEUR " AND " SANS_OFFRE " AND " VRAIMENT_EUE(
		"p") " AND " DERNIERE_A_L_AVOIR
		     ") AS m LEFT JOIN decision AS d ON d.offre = m.offre AND d.nature = '" DECISION_UAI
		     "' LEFT JOIN run AS r ON r.numero = m.run ORDER BY m.offre, m.rang, m.recence DESC, m.run DESC");
static const struct sql SQL_ETAT =
	SQL_FIXE("UPDATE saisie SET etat = $3 WHERE cle = $1 AND run = $2");
static const struct sql SQL_ATTENDENT =
	SQL_FIXE("SELECT COUNT(*) FROM saisie AS s WHERE s.etat = 'attente' AND " EN_VIGUEUR);
static const struct sql SQL_LISTE =
	SQL_FIXE("SELECT s.ligne, s.cle, s.uai FROM saisie AS s WHERE s.run = $1 AND s.etat = "
		 "'attente' AND " EN_VIGUEUR " ORDER BY s.ligne");
static const struct sql SQL_CAUSEES = SQL_FIXE(
	"SELECT d.offre, d.valeur, COALESCE(o.cle, (SELECT MAX(p.cle) FROM offre_passe AS p WHERE p.numero = d.offre)) FROM "
	"decision AS d LEFT JOIN offre AS o ON o.numero = d.offre WHERE d.du_version = $1 AND d.run IS NOT NULL AND d.nature = '" DECISION_UAI
	"' ORDER BY d.offre");
static const struct sql SQL_REGLEES =
	SQL_FIXE("SELECT s.cle, s.run FROM saisie AS s WHERE s.etat <> 'attente' AND " EN_VIGUEUR);
static const struct sql SQL_LIGNES = SQL_FIXE(
	"SELECT COUNT(*), COUNT(CASE WHEN EXISTS (SELECT 1 FROM saisie AS p WHERE p.cle = s.cle AND p.run < s.run) THEN 1 END) "
	"FROM saisie AS s WHERE s.run = $1");
static const struct sql SQL_RETIRER = SQL_FIXE("DELETE FROM saisie WHERE run = $1");
static const struct sql SQL_DECIDEES = SQL_FIXE(
	"SELECT d.offre, d.valeur, COALESCE(o.cle, (SELECT MAX(p.cle) FROM offre_passe AS p WHERE p.numero = d.offre)) FROM "
	"decision AS d LEFT JOIN offre AS o ON o.numero = d.offre WHERE d.run = $1 AND d.nature = '" DECISION_UAI
	"' ORDER BY d.offre");
static const struct sql SQL_REPRISES = SQL_FIXE(
	"SELECT p.offre, COALESCE(o.cle, (SELECT MAX(q.cle) FROM offre_passe AS q WHERE q.numero = p.offre)) FROM (SELECT DISTINCT "
	"x.offre FROM decision_passe AS x JOIN version AS v ON v.numero = x.au_version WHERE x.run = $1 AND x.nature = '" DECISION_UAI
	"' AND v.cause = 'decision') AS p LEFT JOIN offre AS o ON o.numero = p.offre ORDER BY p.offre");

static const char *const ETATS[SAISIE_ETATS] = {
	[SAISIE_ATTENTE] = "attente",
	[SAISIE_APPLIQUEE] = "appliquee",
	[SAISIE_SUPPLANTEE] = "supplantee",
	[SAISIE_CONFLIT] = "conflit",
};

static enum saisie_etat etat_de(struct str code)
{
	enum saisie_etat e = SAISIE_ATTENTE;

	while (e < SAISIE_CONFLIT && !str_eq(code, str_of(ETATS[e])))
		e++;
	return e;
}

/* A row in force and an offre that it means. */
struct rapprochee {
	struct str cle, uai, fichier, cle_offre;
	struct str decide; /* the UAI that is in force, empty: none */
	int64_t run, ligne, offre;
	enum saisie_etat avant;
	bool a_la_main; /* a person spoke last of that very offre */
};

/* A row, once, whatever the number of its offres. */
struct rangee {
	const struct rapprochee *r;
	enum saisie_etat etat; /* the worst of them */
	struct str autre;
	bool compte; /* for one of them */
};

struct application {
	struct db *db;
	const struct saisies_contexte *c;
	const struct map *lignes;
	struct arena *arena;
	struct VEC(struct rapprochee) v;
	struct VEC(struct rangee) rangees;
	struct map index; /* clé → place + 1 in rangees */
};

static enum err lire(struct application *a)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(a->db, SQL_RAPPROCHER, DB_FLUX, &st);

	if (err)
		return err;
	stmt_int(st, 1, a->c->defait.run);
	while (!(err = stmt_step(st, &row)) && row) {
		const bool decidee = !col_null(st, 8);

		*VEC_PUSH(&a->v) = (struct rapprochee){
			.cle = arena_str(a->arena, col_text(st, 0)),
			.run = col_int(st, 1),
			.ligne = col_int(st, 2),
			.uai = arena_str(a->arena, col_text(st, 3)),
			.avant = etat_de(col_text(st, 4)),
			.offre = col_int(st, 5),
			.cle_offre = arena_str(a->arena, col_text(st, 6)),
			.fichier = arena_str(a->arena, col_text(st, 7)),
			.decide = arena_str(a->arena, col_text(st, 9)),
			.a_la_main = decidee ? col_null(st, 10)
					     : str_eq(col_text(st, 11), STR("decision")),
		};
	}
	stmt_free(st);
	return err;
}

/* What the row is for one of its offres: the worst of all is kept. */
static void retenir(struct application *a, const struct rapprochee *r, enum saisie_etat etat,
		    struct str autre)
{
	uint64_t *place = map_put_static(&a->index, r->cle, NULL);

	if (!*place) {
		*VEC_PUSH(&a->rangees) = (struct rangee){r, etat, autre, false};
		*place = a->rangees.n;
	}
	struct rangee *g = &a->rangees.v[*place - 1];

	g->compte = g->compte || etat == SAISIE_APPLIQUEE;
	if (etat > g->etat)
		*g = (struct rangee){r, etat, autre, g->compte};
}

/* What became of the row, all its offres considered. */
static enum saisie_etat etat_final(const struct rangee *g)
{
	return g->compte ? SAISIE_APPLIQUEE : g->etat;
}

static enum err decider(struct application *a, const struct rapprochee *r)
{
	const struct str fichier = r->run == a->c->run ? a->c->fichier : r->fichier;
	const struct decision d = {
		.offre = r->offre,
		.cle = r->cle_offre,
		.valeur = r->uai,
		.acteur = STR(DECISION_FICHIER),
		.raison = str_of(arena_printf(a->arena, "fichier %.*s, ligne %lld",
					      STR_FMT(fichier), (long long)r->ligne)),
		.run = r->run,
		.instant = a->c->instant};
	int64_t version;
	const enum err err = a->c->version.obtenir(a->c->version.ctx, &version);

	return err ? err : decision_poser(a->db, &d, r->decide, version);
}

/* The first row of an offre is the one that counts. */
static enum err compter(struct application *a, const struct rapprochee *r)
{
	if (str_eq(r->decide, r->uai)) {
		retenir(a, r, SAISIE_APPLIQUEE, STR_VIDE);
		return OK;
	}
	if (r->a_la_main) {
		retenir(a, r, SAISIE_CONFLIT, r->decide);
		return OK;
	}
	retenir(a, r, SAISIE_APPLIQUEE, STR_VIDE);
	return decider(a, r);
}

static enum err decider_tout(struct application *a)
{
	const struct rapprochee *premiere = NULL;
	enum err err = OK;

	for (size_t i = 0; !err && i < a->v.n; i++) {
		const struct rapprochee *r = &a->v.v[i];

		if (!premiere || premiere->offre != r->offre) {
			premiere = r;
			err = compter(a, r);
		} else if (str_eq(premiere->uai, r->uai)) {
			retenir(a, r, SAISIE_APPLIQUEE, STR_VIDE);
		} else {
			retenir(a, r, SAISIE_SUPPLANTEE, premiere->uai);
		}
	}
	return err;
}

static enum err dire(const struct application *a, const struct rangee *g, int64_t ligne)
{
	const enum saisie_defaut supplantee =
		g->compte ? DEFAUT_SUPPLANTEE_POUR_UNE : DEFAUT_SUPPLANTEE;
	const struct saisie_signal s = {.quoi = g->etat == SAISIE_CONFLIT ? DEFAUT_CONFLIT
									  : supplantee,
					.ligne = (uint32_t)ligne,
					.cle = g->r->cle,
					.uai = g->r->uai,
					.autre = g->autre};

	return g->etat > SAISIE_APPLIQUEE ? a->c->signaler(a->c->ctx, &s) : OK;
}

/* What became of each row is written down; told and counted are those of the file under way, or else those that waited. */
static enum err conclure(struct application *a, struct saisies_bilan *ret)
{
	struct stmt *st;
	enum err err = db_prepare(a->db, SQL_ETAT, 0, &st);

	for (size_t i = 0; !err && i < a->rangees.n; i++) {
		const struct rangee *g = &a->rangees.v[i];
		const uint64_t *ligne = a->lignes ? map_get(a->lignes, g->r->cle) : NULL;
		const enum saisie_etat etat = etat_final(g);

		if (a->lignes ? ligne != NULL : g->r->avant == SAISIE_ATTENTE) {
			ret->appliquees += etat == SAISIE_APPLIQUEE;
			ret->supplantees += etat == SAISIE_SUPPLANTEE;
			ret->conflits += etat == SAISIE_CONFLIT;
			err = dire(a, g, ligne ? (int64_t)*ligne : 0);
		}
		if (err || etat == g->r->avant)
			continue;
		stmt_text(st, 1, g->r->cle);
		stmt_int(st, 2, g->r->run);
		stmt_text(st, 3, str_of(ETATS[etat]));
		err = stmt_exec(st);
	}
	stmt_free(st);
	return err;
}

static enum err un_entier(struct db *db, struct sql sql, int64_t *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	err = stmt_one_int(st, ret);
	stmt_free(st);
	return err;
}

/* --- what is withdrawn --- */

/* Decisions that an undoing withdraws. */
struct retrait {
	struct sql sql;
	int64_t quoi; /* its parameter */
	int64_t run; /* what is undone */
	const struct application *sauf; /* but those of offres that a row means; NULL: all */
};

static int comparer_offre(const void *x, const void *y)
{
	const int64_t offre = *(const int64_t *)x;
	const struct rapprochee *r = y;

	return (offre > r->offre) - (offre < r->offre);
}

static bool designee(const struct application *a, int64_t offre)
{
	return a && a->v.n && bsearch(&offre, a->v.v, a->v.n, sizeof *a->v.v, comparer_offre);
}

static enum err retirer_decisions(struct db *db, const struct retrait *t,
				  const struct saisies_contexte *c)
{
	AUTO_ARENA arena = arena_new(0);
	struct VEC(struct decision) v = {0};
	struct VEC(struct str) avant = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, t->sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, t->quoi);
	while (!(err = stmt_step(st, &row)) && row) {
		if (designee(t->sauf, col_int(st, 0)))
			continue;
		*VEC_PUSH(&v) = (struct decision){
			.offre = col_int(st, 0),
			.cle = arena_str(arena, col_text(st, 2)),
			.acteur = STR(DECISION_FICHIER),
			.raison = str_of(arena_printf(arena, "annulation de l'import %lld",
						      (long long)t->run)),
			.instant = c->instant};
		*VEC_PUSH(&avant) = arena_str(arena, col_text(st, 1));
	}
	stmt_free(st);
	for (size_t i = 0; !err && i < v.n; i++) {
		int64_t version;

		if (!(err = c->version.obtenir(c->version.ctx, &version)))
			err = decision_poser(db, &v.v[i], avant.v[i], version);
	}
	VEC_FREE(&v);
	VEC_FREE(&avant);
	return err;
}

/* The rows in force that mean no offre any more wait again. */
static enum err remettre_en_attente(struct application *a)
{
	struct VEC(struct rapprochee) v = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(a->db, SQL_REGLEES, 0, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		if (!map_get(&a->index, col_text(st, 0)))
			*VEC_PUSH(&v) = (struct rapprochee){
				.cle = arena_str(a->arena, col_text(st, 0)), .run = col_int(st, 1)};
	stmt_free(st);
	if (!err && !(err = db_prepare(a->db, SQL_ETAT, 0, &st))) {
		for (size_t i = 0; !err && i < v.n; i++) {
			stmt_text(st, 1, v.v[i].cle);
			stmt_int(st, 2, v.v[i].run);
			stmt_text(st, 3, str_of(ETATS[SAISIE_ATTENTE]));
			err = stmt_exec(st);
		}
		stmt_free(st);
	}
	VEC_FREE(&v);
	return err;
}

/* A feed is undone: what it made rows do is undone too, unless they still mean the offre. */
static enum err defaire(struct application *a)
{
	const struct retrait t = {SQL_CAUSEES, a->c->defait.version, a->c->defait.run, a};
	const enum err err = retirer_decisions(a->db, &t, a->c);

	return err ? err : remettre_en_attente(a);
}

enum err saisies_rapprocher(struct db *db, const struct saisies_contexte *c,
			    const struct map *lignes, struct saisies_bilan *ret)
{
	struct application a = {.db = db, .c = c, .lignes = lignes};
	int64_t une;
	enum err err = un_entier(db, SQL_UNE, &une);

	*ret = (struct saisies_bilan){0};
	if (err)
		return err == E_ABSENT ? OK : err;
	a.arena = arena_new(0);
	map_init(&a.index);
	if (!(err = lire(&a)) && !(err = decider_tout(&a)))
		err = conclure(&a, ret);
	if (!err && c->defait.version)
		err = defaire(&a);
	if (!err)
		err = un_entier(db, SQL_ATTENDENT, &ret->attente);
	map_free(&a.index);
	VEC_FREE(&a.rangees);
	VEC_FREE(&a.v);
	arena_free(a.arena);
	return err;
}

enum err saisies_appliquer(struct db *db, const struct saisies_contexte *c,
			   struct saisies_bilan *ret)
{
	return saisies_rapprocher(db, c, NULL, ret);
}

/* --- taking a file back --- */

static enum err compter_lignes(struct db *db, int64_t run, struct retour_bilan *bilan)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_LIGNES, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, run);
	if (!(err = stmt_step(st, &row)) && row) {
		bilan->retablies += col_int(st, 1);
		bilan->retirees += col_int(st, 0) - col_int(st, 1);
	}
	stmt_free(st);
	return err;
}

static enum err dire_reprises(struct db *db, int64_t run, const struct retour_demande *d,
			      struct retour_bilan *bilan)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_REPRISES, DB_FLUX, &st);

	if (err)
		return err;
	stmt_int(st, 1, run);
	while (!err && !(err = stmt_step(st, &row)) && row) {
		bilan->conflits++;
		err = d->conflit(d->ctx, col_text(st, 1),
				 "une personne a décidé depuis pour cette offre même");
	}
	stmt_free(st);
	return err;
}

enum err saisies_annuler(struct db *db, int64_t run, const struct saisies_contexte *c,
			 const struct retour_demande *d, struct retour_bilan *bilan)
{
	const int64_t avant = bilan->retablies + bilan->retirees;
	/* the decisions that the file brought and nobody took over */
	const struct retrait siennes = {.sql = SQL_DECIDEES, .quoi = run, .run = run};
	int64_t version;
	struct stmt *st;
	enum err err;

	if ((err = compter_lignes(db, run, bilan)) || (err = dire_reprises(db, run, d, bilan)) ||
	    (err = retirer_decisions(db, &siennes, c)))
		return err;
	if (bilan->retablies + bilan->retirees == avant)
		return OK;
	if ((err = c->version.obtenir(c->version.ctx, &version)) ||
	    (err = db_prepare(db, SQL_RETIRER, 0, &st)))
		return err;
	stmt_int(st, 1, run);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

enum err saisies_en_attente(struct db *db, int64_t run, struct arena *a,
			    const struct saisie_en_attente **ret, size_t *n)
{
	struct VEC(struct saisie_en_attente) v = {0};
	struct saisie_en_attente *copie;
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_LISTE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, run);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&v) = (struct saisie_en_attente){.ligne = col_int(st, 0),
							   .cle = arena_str(a, col_text(st, 1)),
							   .uai = arena_str(a, col_text(st, 2))};
	stmt_free(st);
	copie = arena_alloc(a, (v.n + 1) * sizeof *copie);
	if (v.n)
		memcpy(copie, v.v, v.n * sizeof *copie);
	*ret = copie;
	*n = v.n;
	VEC_FREE(&v);
	return err;
}
