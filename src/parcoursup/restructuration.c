/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * restructuration.c - clés with other codes in them, compared with the clés that there are
 */
#include "parcoursup/restructuration.h"

#include "base/map.h"
#include "offre/decision.h"
#include "parcoursup/succession.h"
#include "regle/codes.h"

enum { CLE_SANS_LIEU = CLE_LIEU, SIRET_N = 14, COMMUNE_N = 5, CHAINE_MAX = 1000 };

static const struct {
	const char *code, *libelle;
} SORTS[SORT__MAX] = {
	[SORT_REMPLACEE] = {"remplacee", "remplacée par l'offre"},
	[SORT_UAI] = {"uai", "nouvel UAI du lieu"},
	[SORT_DEJA] = {"deja", "déjà fait"},
	[SORT_SANS_SUITE] = {"sans_suite", "sans suite, faute d'une offre qui ait la clé attendue"},
	[SORT_PLUSIEURS] = {"plusieurs", "plusieurs suites possibles : à dire une par une"},
	[SORT_PRISE] = {"prise", "l'offre attendue a déjà un lien : à dire à la main"},
};

/* Of now, then those that are gone with the last clé they had. */
static const struct sql SQL_OFFRES = SQL_FIXE(
	"SELECT o.numero, o.cle, 1, COALESCE(d.valeur, o.uai_lieu), COALESCE(s.nouvelle, 0) FROM offre AS o LEFT JOIN decision AS d ON d.offre = "
	"o.numero AND d.nature = 'uai' LEFT JOIN succession AS s ON s.ancienne = o.numero UNION ALL SELECT p.numero, p.cle, 0, '', "
	"COALESCE(s.nouvelle, 0) FROM offre_passe AS p LEFT JOIN succession AS s ON s.ancienne = p.numero WHERE NOT EXISTS (SELECT 1 FROM offre AS "
	"o WHERE o.numero = p.numero) AND p.au_version = (SELECT MAX(q.au_version) FROM offre_passe AS q WHERE q.numero = p.numero) ORDER "
	"BY 2, 1");

const char *sort_code(enum sort s)
{
	return SORTS[s].code;
}

const char *sort_libelle(enum sort s)
{
	return SORTS[s].libelle;
}

struct connue {
	int64_t numero, nouvelle; /* its successor, 0: none */
	struct str cle, uai;
	bool declaree;
};
struct travail {
	struct arena *a;
	const struct changement_code *v;
	size_t n;
	struct VEC(struct connue) offres;
	struct map
		cles; /* clé without its place number → index + 1 of the first declared offre; offres are in the order of clés */
	struct map prises; /* number of a new offre in digits → how many would be replaced by it */
	struct map suites; /* number of an offre in digits → number of its successor */
	struct map suivies; /* number of an offre in digits → 1: it replaces another one */
	struct restructuration *ret;
};

static struct str chiffres(const struct travail *t, int64_t numero)
{
	return str_of(arena_printf(t->a, "%lld", (long long)numero));
}

static enum err lire(struct db *db, struct travail *t)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_OFFRES, DB_FLUX, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&t->offres) = (struct connue){.numero = col_int(st, 0),
							.cle = arena_str(t->a, col_text(st, 1)),
							.declaree = col_int(st, 2) != 0,
							.uai = arena_str(t->a, col_text(st, 3)),
							.nouvelle = col_int(st, 4)};
	stmt_free(st);
	for (size_t i = 0; !err && i < t->offres.n; i++) {
		const struct connue *o = &t->offres.v[i];
		bool nouveau;

		if (o->nouvelle) {
			*map_put(&t->suites, chiffres(t, o->numero), NULL) = (uint64_t)o->nouvelle;
			*map_put(&t->suivies, chiffres(t, o->nouvelle), NULL) = 1;
		}
		if (!o->declaree || !cle_valide(o->cle))
			continue;
		uint64_t *rang =
			map_put_static(&t->cles, str_sub(o->cle, 0, CLE_SANS_LIEU), &nouveau);

		if (nouveau)
			*rang = i + 1;
	}
	return err;
}

static bool poser(char *cle, size_t ou, size_t n, const struct changement_code *c)
{
	if (c->avant.n != n || memcmp(cle + ou, c->avant.p, n) != 0)
		return false;
	memcpy(cle + ou, c->apres.p, n);
	return true;
}

/* The clé with the new codes, without its place number; empty: none of the old codes is in it. */
static struct str attendue(const struct travail *t, struct str cle)
{
	char *c = arena_cstr(t->a, cle);
	bool change = false;

	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].genre == CODE_COMMUNE)
			change |= poser(c, CLE_INSEE, COMMUNE_N, &t->v[i]);
		if (t->v[i].genre != CODE_SIRET)
			continue;
		change |= poser(c, CLE_RESPONSABLE, SIRET_N, &t->v[i]);
		change |= poser(c, CLE_FORMATEUR, SIRET_N, &t->v[i]);
	}
	return change ? (struct str){c, CLE_SANS_LIEU} : STR_VIDE;
}

/* How many declared offres have that beginning, and the first. */
static size_t trouver(const struct travail *t, struct str debut, const struct connue **ret)
{
	const uint64_t *rang = map_get(&t->cles, debut);
	size_t n = 0;

	for (size_t i = rang ? *rang - 1 : t->offres.n;
	     i < t->offres.n && str_starts(t->offres.v[i].cle, debut); i++) {
		if (!t->offres.v[i].declaree)
			continue;
		if (!n++)
			*ret = &t->offres.v[i];
	}
	return n;
}

static uint64_t *prise(struct travail *t, int64_t numero)
{
	return map_put(&t->prises, chiffres(t, numero), NULL);
}

/* It replaces another offre already, or the old one at the end of its own chain: succession_poser would refuse. */
static bool liee(const struct travail *t, int64_t nouvelle, int64_t ancienne)
{
	const uint64_t *suite = map_get(&t->suites, chiffres(t, nouvelle));

	if (map_get(&t->suivies, chiffres(t, nouvelle)))
		return true;
	for (int i = 0; suite && i < CHAINE_MAX; i++) {
		if ((int64_t)*suite == ancienne)
			return true;
		suite = map_get(&t->suites, chiffres(t, (int64_t)*suite));
	}
	return false;
}

static void prevoir_cle(struct travail *t, const struct connue *o)
{
	const struct str debut = cle_valide(o->cle) ? attendue(t, o->cle) : STR_VIDE;
	struct restructuree r = {
		.offre = o->numero, .cle = o->cle, .declaree = o->declaree, .attendue = debut};
	const struct connue *nouvelle = NULL;

	if (!debut.n)
		return;
	const size_t n = trouver(t, debut, &nouvelle);

	r.sort = o->nouvelle                            ? SORT_DEJA
		 : n == 0                               ? SORT_SANS_SUITE
		 : n > 1                                ? SORT_PLUSIEURS
		 : liee(t, nouvelle->numero, o->numero) ? SORT_PRISE
							: SORT_REMPLACEE;
	if (r.sort == SORT_REMPLACEE) {
		r.nouvelle = nouvelle->numero;
		r.attendue = nouvelle->cle;
		++*prise(t, r.nouvelle);
	}
	*VEC_PUSH(&t->ret->liste) = r;
}

static void prevoir_uai(struct travail *t, const struct connue *o)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].genre != CODE_UAI || !o->declaree || !str_eq(o->uai, t->v[i].avant))
			continue;
		*VEC_PUSH(&t->ret->liste) = (struct restructuree){.offre = o->numero,
								  .cle = o->cle,
								  .declaree = true,
								  .sort = SORT_UAI,
								  .attendue = t->v[i].apres};
	}
}

enum err restructuration_prevoir(struct db *db, const struct changement_code *v, size_t n,
				 struct arena *a, struct restructuration *ret)
{
	struct travail t = {.a = a, .v = v, .n = n, .ret = ret};
	enum err err;

	*ret = (struct restructuration){0};
	map_init(&t.cles);
	map_init(&t.prises);
	map_init(&t.suites);
	map_init(&t.suivies);
	if (!(err = lire(db, &t)))
		for (size_t i = 0; i < t.offres.n; i++) {
			prevoir_cle(&t, &t.offres.v[i]);
			prevoir_uai(&t, &t.offres.v[i]);
		}
	for (size_t i = 0; i < ret->liste.n; i++) {
		struct restructuree *r = &ret->liste.v[i];

		if (r->sort == SORT_REMPLACEE && *prise(&t, r->nouvelle) > 1)
			r->sort = SORT_PLUSIEURS;
		ret->comptes[r->sort]++;
	}
	VEC_FREE(&t.offres);
	map_free(&t.cles);
	map_free(&t.prises);
	map_free(&t.suites);
	map_free(&t.suivies);
	return err;
}

enum err restructuration_faire(struct db *db, const struct restructuration *r,
			       const struct decideur *qui, struct incident *inc)
{
	struct succession_issue issue;
	enum err err = OK;

	for (size_t i = 0; !err && i < r->liste.n; i++) {
		const struct restructuree *o = &r->liste.v[i];

		if (o->sort == SORT_REMPLACEE)
			err = succession_poser(db, &(struct succession){o->offre, o->nouvelle}, qui,
					       &issue, inc);
		if (o->sort != SORT_UAI)
			continue;
		err = decision_uai(db, &(struct decision){.offre = o->offre,
							  .cle = o->cle,
							  .valeur = o->attendue,
							  .acteur = qui->acteur,
							  .raison = qui->raison,
							  .instant = qui->instant});
		if (err == E_CONFLIT)
			err = OK; /* it stands already */
		else if (err)
			*inc = *db_incident(db);
	}
	return err;
}

void restructuration_liberer(struct restructuration *r)
{
	VEC_FREE(&r->liste);
}
