/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * statuts.c - the tables statut and statut_passe
 */
#include "parcoursup/statuts.h"

#include "base/mem.h"
#include "parcoursup/ecriture.h"

#define COLS                                                                                                                           \
	"campagne, offre, statut, decision, detachee, code, motif, precisions, acteur, perdue_le, essais, essai_apres, pose_version, " \
	"du_version"

static const struct sql SQL_LIRE = SQL_FIXE(
	"SELECT " COLS
	" FROM statut WHERE campagne = $1 AND du_version <= $2 UNION ALL SELECT " COLS
	" FROM statut_passe WHERE campagne = $1 AND du_version <= $2 AND au_version > $2 ORDER BY offre");
static const struct ecriture_ordres ORDRES = ECRITURE_ORDRES("statut", "offre", COLS);
static const struct sql SQL_UN = SQL_FIXE(
	"SELECT " COLS
	" FROM statut WHERE campagne = $1 AND offre = $3 AND du_version <= $2 UNION ALL SELECT " COLS
	" FROM statut_passe WHERE campagne = $1 AND offre = $3 AND du_version <= $2 AND au_version > $2");

struct statuts_ecriture {
	struct ecriture e;
};

/* A code that this program does not know was written by another one: the row says nothing, and the offre is looked at again. */
static struct statut_fait ligne(struct arena *a, struct stmt *st)
{
	struct statut_fait s = {.offre = col_int(st, 1),
				.detachee = col_int(st, 4) != 0,
				.code = arena_str(a, col_text(st, 5)),
				.motif = arena_str(a, col_text(st, 6)),
				.precisions = arena_str(a, col_text(st, 7)),
				.acteur = arena_str(a, col_text(st, 8)),
				.perdue_le = (int)col_int(st, 9),
				.essais = (int)col_int(st, 10),
				.essai_apres = arena_str(a, col_text(st, 11)),
				.pose_version = col_int(st, 12),
				.du_version = col_int(st, 13)};

	(void)statut_lu(col_text(st, 2), &s.statut);
	(void)statut_decision_lue(col_text(st, 3), &s.decision);
	return s;
}

enum err statuts_lire(struct db *db, int campagne, int64_t version, struct arena *a,
		      struct statuts *ret)
{
	struct stmt *st;
	enum err err;
	bool row;

	*ret = (struct statuts){0};
	if ((err = db_prepare(db, SQL_LIRE, DB_FLUX, &st)))
		return err;
	stmt_int(st, 1, campagne);
	stmt_int(st, 2, version);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&ret->liste) = ligne(a, st);
	stmt_free(st);
	return err;
}

enum err statut_lire(struct db *db, int campagne, int64_t offre, int64_t version, struct arena *a,
		     struct statut_fait *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_UN, 0, &st);
	bool row;

	if (err)
		return err;
	stmt_int(st, 1, campagne);
	stmt_int(st, 2, version);
	stmt_int(st, 3, offre);
	if (!(err = stmt_step(st, &row)))
		*ret = row ? ligne(a, st) : (struct statut_fait){.offre = offre};
	stmt_free(st);
	return err;
}

void statuts_liberer(struct statuts *s)
{
	VEC_FREE(&s->liste);
}

const struct statut_fait *statut_de(const struct statuts *s, int64_t offre)
{
	size_t bas = 0, haut = s->liste.n;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (s->liste.v[milieu].offre < offre)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas < s->liste.n && s->liste.v[bas].offre == offre ? &s->liste.v[bas] : NULL;
}

bool statut_pareil(const struct statut_fait *a, const struct statut_fait *b)
{
	return a->offre == b->offre && a->statut == b->statut && a->decision == b->decision &&
	       a->detachee == b->detachee && str_eq(a->code, b->code) &&
	       str_eq(a->motif, b->motif) && str_eq(a->precisions, b->precisions) &&
	       a->perdue_le == b->perdue_le && a->essais == b->essais &&
	       str_eq(a->essai_apres, b->essai_apres);
}

struct statut_issue statut_mouvoir(struct statut_fait *s, const struct statut_acte *acte,
				   const struct statut_faits *f, int jour)
{
	const struct statut_issue issue = statut_appliquer(s->statut, acte, f);

	if (issue.empechement)
		return issue;
	if (issue.statut != s->statut) {
		s->pose_version = 0;
		s->acteur = str_of(role_code(acte->role));
		s->motif = s->precisions = STR_VIDE;
	}
	s->statut = issue.statut;
	s->decision = issue.decision;
	if (issue.effets & EFFET_ALERTE && !s->perdue_le)
		s->perdue_le = jour;
	if (issue.effets & EFFET_FIN_ALERTE)
		s->perdue_le = 0;
	if (issue.effets & EFFET_SANS_CODE) {
		s->code = STR_VIDE;
		s->detachee = true;
	}
	return issue;
}

enum err statuts_ouvrir(struct db *db, int campagne, int64_t version, struct statuts_ecriture **ret)
{
	struct statuts_ecriture *e = mem_alloc(sizeof *e);
	const enum err err = ecriture_ouvrir(db, &ORDRES, campagne, version, &e->e);

	if (err)
		statuts_fermer(e);
	else
		*ret = e;
	return err;
}

enum err statut_ecrire(struct statuts_ecriture *e, const struct statut_fait *s, bool nouveau)
{
	struct bulk *b = e->e.ajout;
	enum err err;

	if (!nouveau && (err = ecriture_retirer_entier(&e->e, s->offre)))
		return err;
	bulk_int(b, e->e.campagne);
	bulk_int(b, s->offre);
	bulk_text(b, str_of(statut_code(s->statut)));
	bulk_text(b, str_of(statut_decision_code(s->decision)));
	bulk_int(b, s->detachee);
	bulk_text(b, s->code);
	bulk_text(b, s->motif);
	bulk_text(b, s->precisions);
	bulk_text(b, s->acteur);
	bulk_int(b, s->perdue_le);
	bulk_int(b, s->essais);
	bulk_text(b, s->essai_apres);
	bulk_int(b, s->pose_version ? s->pose_version : e->e.version);
	bulk_int(b, e->e.version);
	return bulk_row(b);
}

enum err statuts_finir(struct statuts_ecriture *e)
{
	return bulk_flush(e->e.ajout);
}

void statuts_fermer(struct statuts_ecriture *e)
{
	if (!e)
		return;
	ecriture_fermer(&e->e);
	mem_free(e);
}
