/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * formation.c - the tables formation and formation_passe
 */
#include "parcoursup/formation.h"

#include <stdio.h>

#include "base/mem.h"

#define COLS                                                                                                                            \
	"campagne, code, code_accueil, uai, nom, type, domaine, code_specialite, specialite, libelle, cfd, cle_avant, origine, avant, " \
	"parametrage, offre, lien, certifiee, motif, detail, du_version"
/* Columns, and parameters, from the first text: campagne and code come before. */
enum { TEXTES = 2, OFFRE = TEXTES + FT__MAX, LIEN, CERTIFIEE, MOTIF, DETAIL, DU_VERSION };

static const struct sql SQL_LIRE =
	SQL_FIXE("SELECT " COLS " FROM formation WHERE campagne = $1 ORDER BY code");
static const struct sql SQL_CONNUES = SQL_FIXE(
	"SELECT " COLS
	" FROM formation WHERE campagne = $1 AND du_version <= $2 UNION ALL SELECT " COLS
	" FROM formation_passe WHERE campagne = $1 AND du_version <= $2 AND au_version > $2 ORDER BY code");
static const struct sql SQL_DE =
	SQL_FIXE("SELECT " COLS " FROM formation WHERE campagne = $1 AND offre = $2 ORDER BY code");
static const struct sql SQL_DERNIER = SQL_FIXE(
	"SELECT MAX(CAST(substr(code, 2) AS BIGINT)) FROM (SELECT code FROM formation WHERE origine = '" FORMATION_CREEE
	"' UNION ALL SELECT code FROM formation_passe WHERE origine = '" FORMATION_CREEE "') AS c");
static const struct sql SQL_ARCHIVER =
	SQL_FIXE("INSERT INTO formation_passe (" COLS ", au_version) SELECT " COLS
		 ", CAST($3 AS BIGINT) FROM formation WHERE campagne = $1 AND code = $2");
static const struct sql SQL_RETIRER =
	SQL_FIXE("DELETE FROM formation WHERE campagne = $1 AND code = $2");
static const struct sql TABLE = SQL_FIXE("formation");
static const struct sql COLONNES = SQL_FIXE(COLS);

struct formations_ecriture {
	int64_t campagne, version;
	struct stmt *archiver, *retirer;
	struct bulk *ajout;
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

enum err formations_connues(struct db *db, int campagne, int64_t version, struct arena *a,
			    struct formations *ret)
{
	struct stmt *st;
	enum err err;

	*ret = (struct formations){0};
	if ((err = db_prepare(db, SQL_CONNUES, DB_FLUX, &st)))
		return err;
	stmt_int(st, 1, campagne);
	stmt_int(st, 2, version);
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
	enum err err;

	*e = (struct formations_ecriture){.campagne = campagne, .version = version};
	if ((err = db_prepare(db, SQL_ARCHIVER, 0, &e->archiver)) ||
	    (err = db_prepare(db, SQL_RETIRER, 0, &e->retirer)) ||
	    (err = bulk_open(db, TABLE, COLONNES, &e->ajout))) {
		formations_fermer(e);
		return err;
	}
	stmt_int(e->archiver, 1, campagne);
	stmt_int(e->archiver, 3, version);
	stmt_int(e->retirer, 1, campagne);
	*ret = e;
	return OK;
}

enum err formation_retirer(struct formations_ecriture *e, struct str code)
{
	enum err err;

	stmt_text(e->archiver, 2, code);
	stmt_text(e->retirer, 2, code);
	if ((err = stmt_exec(e->archiver)))
		return err;
	return stmt_exec(e->retirer);
}

enum err formation_ecrire(struct formations_ecriture *e, const struct formation *f, bool nouvelle)
{
	enum err err;

	if (!nouvelle && (err = formation_retirer(e, f->code)))
		return err;
	bulk_int(e->ajout, e->campagne);
	bulk_text(e->ajout, f->code);
	for (int i = 0; i < FT__MAX; i++)
		bulk_text(e->ajout, f->col[i]);
	bulk_int(e->ajout, f->offre);
	bulk_text(e->ajout, str_of(lien_code(f->lien)));
	bulk_int(e->ajout, f->certifiee);
	bulk_text(e->ajout, f->motif);
	bulk_text(e->ajout, f->detail);
	bulk_int(e->ajout, e->version);
	return bulk_row(e->ajout);
}

enum err formations_finir(struct formations_ecriture *e)
{
	return bulk_flush(e->ajout);
}

void formations_fermer(struct formations_ecriture *e)
{
	if (!e)
		return;
	stmt_free(e->archiver);
	stmt_free(e->retirer);
	bulk_abandonner(e->ajout);
	mem_free(e);
}
