/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * formation.c - the tables formation and formation_passe
 */
#include "parcoursup/formation.h"

#include <stdio.h>

#include "base/mem.h"
#include "parcoursup/ecriture.h"

#define COLS                                                                                                                            \
	"campagne, code, code_accueil, uai, nom, type, domaine, code_specialite, specialite, libelle, cfd, cle_avant, origine, avant, " \
	"parametrage, offre, lien, certifiee, motif, detail, du_version"
/* Columns, and parameters, from the first text: campagne and code come before. */
enum { TEXTES = 2, OFFRE = TEXTES + FT__MAX, LIEN, CERTIFIEE, MOTIF, DETAIL, DU_VERSION };

static const struct sql SQL_LIRE =
	SQL_FIXE("SELECT " COLS " FROM formation WHERE campagne = $1 ORDER BY code");
/* Of the rows that were there at version $2, those that also are so. */
#define CONNUES(et)                                                                                \
	SQL_FIXE("SELECT " COLS " FROM formation WHERE campagne = $1 AND du_version <= $2" et      \
		 " UNION ALL SELECT " COLS                                                         \
		 " FROM formation_passe WHERE campagne = $1 AND du_version <= $2 AND "             \
		 "au_version > $2" et " ORDER BY code")
static const struct sql SQL_CONNUES = CONNUES("");
static const struct sql SQL_DE_L_OFFRE = CONNUES(" AND offre = $3");
/* « +offre »: thousands are of no offre, their index is not the one to take. */
static const struct sql SQL_DE_LA_CLE = CONNUES(" AND +offre = 0 AND cle_avant = $3");
static const struct sql SQL_DU_LIEU = CONNUES(" AND uai = $3 AND cfd = $4");
static const struct sql SQL_DE =
	SQL_FIXE("SELECT " COLS " FROM formation WHERE campagne = $1 AND offre = $2 ORDER BY code");
static const struct sql SQL_DERNIER = SQL_FIXE(
	"SELECT MAX(CAST(substr(code, 2) AS BIGINT)) FROM (SELECT code FROM formation WHERE origine = '" FORMATION_CREEE
	"' UNION ALL SELECT code FROM formation_passe WHERE origine = '" FORMATION_CREEE "') AS c");
static const struct ecriture_ordres ORDRES = ECRITURE_ORDRES("formation", "code", COLS);

struct formations_ecriture {
	struct ecriture e;
};

static struct formation ligne(struct arena *a, struct stmt *st)
{
	struct formation f = {.code = arena_str(a, col_text(st, 1)),
			      .offre = col_int(st, OFFRE),
			      .lien = lien_de_code(col_text(st, LIEN)),
			      .certifiee = col_int(st, CERTIFIEE) != 0,
			      .motif = arena_str(a, col_text(st, MOTIF)),
			      .detail = arena_str(a, col_text(st, DETAIL)),
			      .du_version = col_int(st, DU_VERSION)};

	for (int i = 0; i < FT__MAX; i++)
		f.col[i] = arena_str(a, col_text(st, TEXTES + i));
	return f;
}

static enum err lire(struct stmt *st, struct arena *a, struct formations *ret)
{
	enum err err;
	bool row;

	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&ret->liste) = ligne(a, st);
	stmt_free(st);
	return err;
}

enum err formations_lire(struct db *db, int campagne, struct arena *a, struct formations *ret)
{
	struct stmt *st;
	enum err err;

	*ret = (struct formations){0};
	if ((err = db_prepare(db, SQL_LIRE, DB_FLUX, &st)))
		return err;
	stmt_int(st, 1, campagne);
	return lire(st, a, ret);
}

/* One of the statements of CONNUES, bound to its campagne and its version. */
static enum err preparer(struct db *db, struct sql sql, int flags, int campagne, int64_t version,
			 struct stmt **ret)
{
	enum err err = db_prepare(db, sql, flags, ret);

	if (err)
		return err;
	stmt_int(*ret, 1, campagne);
	stmt_int(*ret, 2, version);
	return OK;
}

enum err formations_connues(struct db *db, int campagne, int64_t version, struct arena *a,
			    struct formations *ret)
{
	struct stmt *st;
	const enum err err = preparer(db, SQL_CONNUES, DB_FLUX, campagne, version, &st);

	*ret = (struct formations){0};
	return err ? err : lire(st, a, ret);
}

enum err formations_siennes(struct db *db, int campagne, int64_t version, int64_t offre,
			    struct str cle_avant, struct arena *a, struct formations *ret)
{
	struct stmt *st;
	enum err err = preparer(db, SQL_DE_L_OFFRE, 0, campagne, version, &st);

	*ret = (struct formations){0};
	if (err)
		return err;
	stmt_int(st, 3, offre);
	err = lire(st, a, ret);
	if (err || !cle_avant.n || (err = preparer(db, SQL_DE_LA_CLE, 0, campagne, version, &st)))
		return err;
	stmt_text(st, 3, cle_avant);
	return lire(st, a, ret);
}

enum err formations_du_lieu(struct db *db, int campagne, int64_t version, struct str uai,
			    struct str cfd, struct arena *a, struct formations *ret)
{
	struct stmt *st;
	const enum err err = preparer(db, SQL_DU_LIEU, 0, campagne, version, &st);

	*ret = (struct formations){0};
	if (err)
		return err;
	stmt_text(st, 3, uai);
	stmt_text(st, 4, cfd);
	return lire(st, a, ret);
}

enum err formations_de(struct db *db, int campagne, int64_t offre, struct arena *a,
		       struct formations *ret)
{
	struct stmt *st;
	enum err err;

	*ret = (struct formations){0};
	if ((err = db_prepare(db, SQL_DE, 0, &st)))
		return err;
	stmt_int(st, 1, campagne);
	stmt_int(st, 2, offre);
	return lire(st, a, ret);
}

void formations_liberer(struct formations *f)
{
	VEC_FREE(&f->liste);
}

const struct formation *formation_trouver(const struct formations *f, struct str code)
{
	size_t bas = 0, haut = f->liste.n;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (str_cmp(f->liste.v[milieu].code, code) < 0)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas < f->liste.n && str_eq(f->liste.v[bas].code, code) ? &f->liste.v[bas] : NULL;
}

bool formation_pareille(const struct formation *a, const struct formation *b)
{
	for (int i = 0; i < FT__MAX; i++)
		if (!str_eq(a->col[i], b->col[i]))
			return false;
	return str_eq(a->code, b->code) && a->offre == b->offre && a->lien == b->lien &&
	       a->certifiee == b->certifiee && str_eq(a->motif, b->motif) &&
	       str_eq(a->detail, b->detail);
}

enum err formation_dernier_code(struct db *db, uint64_t *ret)
{
	struct stmt *st;
	int64_t n = 0;
	enum err err = db_prepare(db, SQL_DERNIER, 0, &st);

	if (err)
		return err;
	err = stmt_one_int(st, &n);
	stmt_free(st);
	if (err && err != E_ABSENT)
		return err;
	*ret = err ? 0 : (uint64_t)n;
	return OK;
}

struct str formation_code_propre(struct arena *a, uint64_t numero)
{
	return str_of(arena_printf(a, "R%07llu", (unsigned long long)numero));
}

bool formation_code_est_propre(struct str code)
{
	uint64_t n;

	return code.n > 1 && code.p[0] == 'R' && str_to_uint(str_sub(code, 1, code.n), &n);
}

enum err formations_ouvrir(struct db *db, int campagne, int64_t version,
			   struct formations_ecriture **ret)
{
	struct formations_ecriture *e = mem_alloc(sizeof *e);
	const enum err err = ecriture_ouvrir(db, &ORDRES, campagne, version, &e->e);

	if (err)
		formations_fermer(e);
	else
		*ret = e;
	return err;
}

enum err formation_retirer(struct formations_ecriture *e, struct str code)
{
	return ecriture_retirer_texte(&e->e, code);
}

enum err formation_ecrire(struct formations_ecriture *e, const struct formation *f, bool nouvelle)
{
	struct bulk *b = e->e.ajout;
	enum err err;

	if (!nouvelle && (err = formation_retirer(e, f->code)))
		return err;
	bulk_int(b, e->e.campagne);
	bulk_text(b, f->code);
	for (int i = 0; i < FT__MAX; i++)
		bulk_text(b, f->col[i]);
	bulk_int(b, f->offre);
	bulk_text(b, str_of(lien_code(f->lien)));
	bulk_int(b, f->certifiee);
	bulk_text(b, f->motif);
	bulk_text(b, f->detail);
	bulk_int(b, e->e.version);
	return bulk_row(b);
}

enum err formations_finir(struct formations_ecriture *e)
{
	return bulk_flush(e->e.ajout);
}

void formations_fermer(struct formations_ecriture *e)
{
	if (!e)
		return;
	ecriture_fermer(&e->e);
	mem_free(e);
}
