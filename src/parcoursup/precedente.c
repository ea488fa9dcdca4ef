/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * precedente.c - the rows of formation_precedente, then those of formation, folded into one per code
 */
#include "parcoursup/precedente.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "parcoursup/formation.h"

enum { PLAT_MAX = 256 };

/* The genre « parcoursup » comes before « parcoursup-cles », which completes it. */
static const struct sql SQL_LISTES = SQL_FIXE(
	"SELECT code_inscription, code_accueil, uai, uai_affectation, uai_gestion, nom, type, domaine, code_specialite, specialite, libelle, "
	"cfd, mef, rncp, cle_me, parametrage, apprentissage, genre, cle FROM formation_precedente WHERE campagne = $1 AND "
	"du_version <= $2 UNION ALL SELECT code_inscription, code_accueil, uai, uai_affectation, uai_gestion, nom, type, domaine, "
	"code_specialite, specialite, libelle, cfd, mef, rncp, cle_me, parametrage, apprentissage, genre, cle FROM "
	"formation_precedente_passe WHERE campagne = $1 AND du_version <= $2 AND au_version > $2 ORDER BY 18, 19");
/* Rows of a table and of its past, as known at a version. */
#define CONNUES(colonnes, table, campagne, version)                                                \
	"(SELECT " colonnes " FROM " table " WHERE " campagne "du_version <= " version             \
	" UNION ALL SELECT " colonnes " FROM " table "_passe WHERE " campagne                      \
	"du_version <= " version " AND au_version > " version ")"
static const struct sql SQL_NOTRES = SQL_FIXE(
	"SELECT f.code, f.code_accueil, f.uai, f.nom, f.type, f.domaine, f.code_specialite, f.specialite, f.libelle, f.cfd, f.offre, "
	"COALESCE(s.statut, ''), COALESCE(o.cle, f.cle_avant), COALESCE(s.code, '') FROM " CONNUES(
		"code, code_accueil, uai, nom, type, domaine, code_specialite, specialite, libelle, cfd, offre, cle_avant",
		"formation", "campagne = $1 AND ",
		"$2") " AS f LEFT JOIN " CONNUES("offre, statut, code", "statut",
						 "campagne = $1 AND ",
						 "$2") " AS s ON s.offre = f.offre LEFT JOIN " CONNUES("numero, cle",
												       "offre",
												       "",
												       "$3") " AS o ON o.numero = f.offre ORDER BY f.code");

struct lecture {
	struct arena *a;
	struct precedentes *ret;
	struct map codes; /* code → index + 1 */
	struct map cles; /* clé → index + 1 of the last row of a list that has it */
};

int code_cmp(struct str a, struct str b)
{
	uint64_t x, y;
	const bool na = str_to_uint(a, &x), nb = str_to_uint(b, &y);

	if (na != nb)
		return na ? -1 : 1;
	if (na && x != y)
		return x < y ? -1 : 1;
	return str_cmp(a, b);
}

static int par_code(const void *a, const void *b)
{
	const struct precedente *x = a, *y = b;

	return code_cmp(x->code, y->code);
}

static enum publiee publiee_de(struct str parametrage)
{
	AUTO_BUF plat;

	buf_init(&plat, PLAT_MAX);
	utf8_replie(parametrage, &plat);
	if (!plat.n)
		return PUBLIEE_INCONNU;
	return str_eq(buf_view(&plat), STR("valide")) || str_eq(buf_view(&plat), STR("parametree"))
		       ? PUBLIEE_OUI
		       : PUBLIEE_NON;
}

static void completer(struct str *ou, struct str quoi)
{
	if (!ou->n)
		*ou = quoi;
}

/* What a second row of the same formation adds. */
static void fondre(struct precedente *p, const struct precedente *q)
{
	completer(&p->code_accueil, q->code_accueil);
	completer(&p->uai, q->uai);
	completer(&p->nom, q->nom);
	completer(&p->type, q->type);
	completer(&p->domaine, q->domaine);
	completer(&p->code_specialite, q->code_specialite);
	completer(&p->specialite, q->specialite);
	completer(&p->libelle, q->libelle);
	completer(&p->cfd, q->cfd);
	completer(&p->mef, q->mef);
	completer(&p->rncp, q->rncp);
	completer(&p->cle, q->cle);
	if (p->publiee == PUBLIEE_INCONNU)
		p->publiee = q->publiee;
	if (!p->offre)
		p->offre = q->offre;
}

static void ajouter(struct lecture *l, const struct precedente *p)
{
	uint64_t *rang = map_put_static(&l->codes, p->code, NULL);

	*VEC_PUSH(&l->ret->liste) = *p;
	*rang = l->ret->liste.n;
}

/* The row of a list. seul: it only gives clés, so it completes whatever has its code. */
static void recevoir(struct lecture *l, struct precedente *p, bool seul)
{
	const uint64_t *rang = map_get(&l->codes, p->code);
	struct precedente *deja = rang ? &l->ret->liste.v[*rang - 1] : NULL;

	if (deja && (seul || str_eq(deja->code_accueil, p->code_accueil))) {
		fondre(deja, p);
		return;
	}
	if (deja) { /* one inscription, two accueils */
		p->code = str_of(arena_printf(l->a, "%.*s/%.*s", STR_FMT(p->code),
					      STR_FMT(p->code_accueil)));
		rang = map_get(&l->codes, p->code);
	}
	if (deja && rang)
		fondre(&l->ret->liste.v[*rang - 1], p);
	else
		ajouter(l, p);
}

/*
 * The row's own key without « /genre/source », where the list gives no code. A row that the list gave again with other values was kept beside the first
 * under « #0002 »: they are two formations (two options of one diploma), and the mark stays.
 */
static struct str cle_de_ligne(struct arena *a, struct str cle)
{
	struct str marque = STR_VIDE;
	size_t fin = cle.n;
	int barres = 0;

	while (fin && barres < 2) {
		fin--;
		if (cle.p[fin] == '#' && !barres)
			marque = str_sub(cle, fin, cle.n - fin);
		barres += cle.p[fin] == '/';
	}
	return str_of(arena_printf(a, "%.*s%.*s", (int)fin, cle.p, STR_FMT(marque)));
}

static struct str copie(struct lecture *l, struct stmt *st, int i)
{
	return arena_str(l->a, col_text(st, i));
}

static struct str premiere(struct lecture *l, struct stmt *st, const int *colonnes, int n)
{
	for (int i = 0; i < n; i++)
		if (col_text(st, colonnes[i]).n)
			return copie(l, st, colonnes[i]);
	return STR_VIDE;
}

static void ligne_de_liste(struct lecture *l, struct stmt *st)
{
	static const int UAI[] = {2, 3, 4};
	struct precedente p = {.code = copie(l, st, 0),
			       .code_parcoursup = col_text(st, 0).n > 0,
			       .code_accueil = copie(l, st, 1),
			       .uai = premiere(l, st, UAI, 3),
			       .nom = copie(l, st, 5),
			       .type = copie(l, st, 6),
			       .domaine = copie(l, st, 7),
			       .code_specialite = copie(l, st, 8),
			       .specialite = copie(l, st, 9),
			       .libelle = copie(l, st, 10),
			       .cfd = copie(l, st, 11),
			       .mef = copie(l, st, 12),
			       .rncp = copie(l, st, 13),
			       .cle = copie(l, st, 14),
			       .publiee = publiee_de(col_text(st, 15))};

	if (str_eq(col_text(st, 16), STR("0"))) {
		l->ret->scolaires++;
		return;
	}
	if (!p.code_parcoursup)
		p.code = cle_de_ligne(l->a, col_text(st, 18));
	recevoir(l, &p, str_eq(col_text(st, 17), STR("parcoursup-cles")));
}

/*
 * A formation of this base's campagne N-1. Its own code (R…) stands as long as Parcoursup gave none; the list that says the clé under a code of
 * Parcoursup speaks of the same one.
 */
static void ligne_a_nous(struct lecture *l, struct stmt *st)
{
	const struct str statut = col_text(st, 11);
	const struct str code = copie(l, st, 13);
	struct precedente p = {.code = code.n ? code : copie(l, st, 0),
			       .code_accueil = copie(l, st, 1),
			       .uai = copie(l, st, 2),
			       .nom = copie(l, st, 3),
			       .type = copie(l, st, 4),
			       .domaine = copie(l, st, 5),
			       .code_specialite = copie(l, st, 6),
			       .specialite = copie(l, st, 7),
			       .libelle = copie(l, st, 8),
			       .cfd = copie(l, st, 9),
			       .offre = col_int(st, 10),
			       .cle = copie(l, st, 12)};
	const uint64_t *rang = map_get(&l->cles, p.cle);

	p.code_parcoursup = !formation_code_est_propre(p.code);
	if (statut.n)
		p.publiee = str_eq(statut, STR("publie")) ? PUBLIEE_OUI : PUBLIEE_NON;
	if (!map_get(&l->codes, p.code) && p.cle.n && rang)
		fondre(&l->ret->liste.v[*rang - 1], &p);
	else
		recevoir(l, &p, true);
}

static enum err lire(struct lecture *l, struct stmt *st,
		     void (*ligne)(struct lecture *, struct stmt *))
{
	enum err err;
	bool row;

	while (!(err = stmt_step(st, &row)) && row)
		ligne(l, st);
	stmt_free(st);
	return err;
}

enum err precedentes_lire(struct db *db, const struct vue *vue, int campagne, struct arena *a,
			  struct precedentes *ret)
{
	struct lecture l = {.a = a, .ret = ret};
	struct stmt *st;
	enum err err;

	*ret = (struct precedentes){0};
	map_init(&l.codes);
	map_init(&l.cles);
	if (!(err = db_prepare(db, SQL_LISTES, DB_FLUX, &st))) {
		stmt_int(st, 1, campagne);
		stmt_int(st, 2, vue->ref[REF_FORMATIONS]);
		err = lire(&l, st, ligne_de_liste);
	}
	for (size_t i = 0; i < ret->liste.n; i++)
		if (ret->liste.v[i].cle.n)
			*map_put_static(&l.cles, ret->liste.v[i].cle, NULL) = i + 1;
	if (!err && !(err = db_prepare(db, SQL_NOTRES, DB_FLUX, &st))) {
		stmt_int(st, 1, campagne);
		stmt_int(st, 2, vue->courante ? INT64_MAX : vue->version);
		stmt_int(st, 3, vue->courante ? INT64_MAX : vue->offres);
		err = lire(&l, st, ligne_a_nous);
	}
	if (ret->liste.n)
		qsort(ret->liste.v, ret->liste.n, sizeof *ret->liste.v, par_code);
	map_free(&l.codes);
	map_free(&l.cles);
	return err;
}

void precedentes_liberer(struct precedentes *p)
{
	VEC_FREE(&p->liste);
}
