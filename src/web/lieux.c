/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lieux.c - codes by their form, names by their folded letters
 */
#include "web/lieux.h"

#include "base/utf8.h"
#include "referentiel/memoire.h"

enum { NOM_MAX = 200 };

/* « Saint-Étienne », « ST ETIENNE » and « st étienne » are the same name. */
static void plier(struct str nom, struct buf *ret)
{
	static const struct {
		const char *court, *entier;
	} ABREGES[] = {{"st ", "saint "}, {"ste ", "sainte "}};
	AUTO_BUF plie = {0};
	struct str s;

	buf_init(&plie, NOM_MAX);
	utf8_replie(nom, &plie);
	for (size_t i = 0; i < plie.n; i++)
		if (plie.p[i] == '-' || plie.p[i] == '\'')
			plie.p[i] = ' ';
	s = buf_view(&plie);
	buf_reset(ret);
	for (size_t i = 0; i < sizeof ABREGES / sizeof *ABREGES; i++)
		if (str_starts(s, str_of(ABREGES[i].court))) {
			buf_cstr(ret, ABREGES[i].entier);
			s = str_sub(s, strlen(ABREGES[i].court), s.n);
		}
	buf_str(ret, s);
}

static struct str nom_de(struct str departement)
{
	struct str reste = STR_VIDE, code, nom;

	while (departement_suivant(&reste, &code, &nom))
		if (str_eq(code, departement))
			return nom;
	return STR_VIDE;
}

static void ajouter(struct lieux *l, struct arena *a, struct str departement, struct str commune)
{
	const struct str nom = nom_de(departement);

	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->v[i].departement, departement))
			return;
	if (nom.n && l->n < LIEUX_MAX)
		l->v[l->n++] =
			(struct lieu_trouve){arena_str(a, departement), nom, arena_str(a, commune)};
}

static struct str departement_d_insee(struct str insee)
{
	return str_sub(insee, 0, str_starts(insee, STR("97")) ? 3 : 2);
}

/* La Poste numbers Corsica from 20000 (south), 20200 (north). */
static struct str departement_de_code_postal(struct str cp)
{
	if (!str_starts(cp, STR("20")))
		return departement_d_insee(cp);
	return cp.p[2] < '2' ? STR("2A") : STR("2B");
}

static enum err par_code_postal(struct db *db, struct str cp, struct arena *a, struct lieux *ret)
{
	struct stmt *st = NULL;
	bool ligne;
	enum err err = OK;

	if (db &&
	    !(err = db_prepare(
		      db,
		      SQL("SELECT insee, libelle FROM code_postal WHERE code_postal = $1 ORDER BY insee"),
		      0, &st))) {
		stmt_text(st, 1, cp);
		while (!(err = stmt_step(st, &ligne)) && ligne)
			ajouter(ret, a, departement_d_insee(col_text(st, 0)), STR_VIDE);
		stmt_free(st);
	}
	if (!err && !ret->n)
		ajouter(ret, a, departement_de_code_postal(cp), STR_VIDE);
	return err;
}

/* « 77 », « 1 », « 2a », « 974 », « 2A004 », « 77000 ». */
static enum err par_code(struct db *db, struct str s, struct arena *a, struct lieux *ret)
{
	char code[6] = {0};

	for (size_t i = 0; i < s.n; i++)
		code[i] = (char)(s.p[i] >= 'a' && s.p[i] <= 'z' ? s.p[i] - ('a' - 'A') : s.p[i]);
	if (s.n == 5 && str_digits(s))
		return par_code_postal(db, s, a, ret);
	if (s.n == 1)
		ajouter(ret, a, str_of(arena_printf(a, "0%s", code)), STR_VIDE);
	else
		ajouter(ret, a, s.n == 5 ? departement_d_insee(str_of(code)) : str_of(code),
			STR_VIDE);
	return OK;
}

/* A name of a département, or of a région: all of its départements. */
static void par_zone(struct str plie, struct arena *a, struct lieux *ret)
{
	struct str reste = STR_VIDE, code, nom;
	AUTO_BUF b = {0};

	buf_init(&b, NOM_MAX);
	while (departement_suivant(&reste, &code, &nom)) {
		plier(nom, &b);
		if (str_eq(buf_view(&b), plie)) {
			ret->n = 0;
			ajouter(ret, a, code, STR_VIDE);
			return;
		}
		plier(region_nom(lieu_de_departement(code).region), &b);
		if (str_eq(buf_view(&b), plie))
			ajouter(ret, a, code, STR_VIDE);
	}
}

static enum err par_commune(struct db *db, struct str plie, struct arena *a, struct lieux *ret)
{
	struct stmt *st;
	AUTO_BUF b = {0};
	bool ligne;
	enum err err;

	buf_init(&b, NOM_MAX);
	if ((err = db_prepare(db, SQL("SELECT code, libelle FROM commune ORDER BY code"), DB_FLUX,
			      &st)))
		return err;
	while (!(err = stmt_step(st, &ligne)) && ligne) {
		plier(col_text(st, 1), &b);
		if (str_eq(buf_view(&b), plie))
			ajouter(ret, a, departement_d_insee(col_text(st, 0)), col_text(st, 1));
	}
	stmt_free(st);
	return err;
}

/* A code has a digit first: no commune's name does. */
static bool est_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (i == 1 && strchr("aAbB", s.p[i]))))
			return false;
	return s.n && s.n <= 5 && s.n != 4 && s.p[0] >= '0' && s.p[0] <= '9';
}

enum err lieux_trouver(struct db *db, struct str saisie, struct arena *a, struct lieux *ret)
{
	struct lieux l = {.n = 0};
	AUTO_BUF plie = {0};
	enum err err = OK;

	saisie = str_trim(saisie);
	buf_init(&plie, NOM_MAX);
	if (est_code(saisie)) {
		err = par_code(db, saisie, a, &l);
	} else if (saisie.n && saisie.n < NOM_MAX / 2) {
		plier(saisie, &plie);
		par_zone(buf_view(&plie), a, &l);
		if (!l.n && db)
			err = par_commune(db, buf_view(&plie), a, &l);
	}
	if (!err)
		*ret = l;
	return err;
}
