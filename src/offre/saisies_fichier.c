/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saisies_fichier.c - the rows of one file: judged, compared with one another, then with those that are in force
 */
#include "base/arena.h"
#include "base/mem.h"
#include "base/vec.h"
#include "offre/saisies_interne.h"
#include "regle/codes.h"

static const struct sql SQL_EN_VIGUEUR =
	SQL_FIXE("SELECT s.uai, s.run FROM saisie AS s WHERE s.cle = $1 AND " EN_VIGUEUR);
static const struct sql SQL_AJOUTER = SQL_FIXE(
	"INSERT INTO saisie (cle, run, ligne, uai, etat) VALUES ($1, $2, $3, $4, 'attente')");

/* The rows of one clé: the first of them, and whether the others say the same. */
struct saisie {
	struct str cle, uai;
	uint32_t ligne;
	bool contredite;
};
/* A row after the first of its clé. */
struct repetee {
	size_t saisie; /* place of the first */
	struct str uai;
	uint32_t ligne;
};

struct saisies_ecriture {
	struct db *db;
	struct saisies_contexte c;
	struct arena *arena;
	struct VEC(struct saisie) v;
	struct VEC(struct repetee) repetees;
	struct map index; /* clé → place + 1 in v */
	struct stmt *en_vigueur, *ajouter;
	struct saisies_bilan bilan;
};

enum err saisies_ouvrir(struct db *db, const struct saisies_contexte *c,
			struct saisies_ecriture **ret)
{
	struct saisies_ecriture *e = mem_alloc(sizeof *e);
	enum err err;

	e->db = db;
	e->c = *c;
	e->arena = arena_new(0);
	map_init(&e->index);
	if ((err = db_prepare(db, SQL_EN_VIGUEUR, 0, &e->en_vigueur)) ||
	    (err = db_prepare(db, SQL_AJOUTER, 0, &e->ajouter))) {
		saisies_fermer(e);
		return err;
	}
	*ret = e;
	return OK;
}

void saisies_fermer(struct saisies_ecriture *e)
{
	if (!e)
		return;
	stmt_free(e->en_vigueur);
	stmt_free(e->ajouter);
	map_free(&e->index);
	VEC_FREE(&e->v);
	VEC_FREE(&e->repetees);
	arena_free(e->arena);
	mem_free(e);
}

/* The row is put aside. */
static enum err ecarter(struct saisies_ecriture *e, enum saisie_defaut quoi, uint32_t ligne,
			struct str cle, struct str uai)
{
	const struct saisie_signal s = {.quoi = quoi, .ligne = ligne, .cle = cle, .uai = uai};

	e->bilan.ecartees++;
	return e->c.signaler(e->c.ctx, &s);
}

/* Seven digits and a letter, whichever. */
static bool forme_d_uai(struct str s)
{
	return s.n == 8 && str_digits(str_sub(s, 0, 7)) && s.p[7] >= 'A' && s.p[7] <= 'Z';
}

enum err saisies_recevoir(struct saisies_ecriture *e, uint32_t ligne, struct str cle,
			  struct str uai)
{
	uint64_t *place;
	bool nouvelle;

	if (!cle_valide(cle))
		return ecarter(e, DEFAUT_CLE, ligne, cle, uai);
	if (!uai_valide(uai))
		return ecarter(e, forme_d_uai(uai) ? DEFAUT_UAI_LETTRE : DEFAUT_UAI_FORME, ligne,
			       cle, uai);
	cle = arena_str(e->arena, cle);
	uai = arena_str(e->arena, uai);
	place = map_put_static(&e->index, cle, &nouvelle);
	if (nouvelle) {
		*VEC_PUSH(&e->v) = (struct saisie){.cle = cle, .uai = uai, .ligne = ligne};
		*place = e->v.n;
		return OK;
	}
	*VEC_PUSH(&e->repetees) =
		(struct repetee){.saisie = *place - 1, .uai = uai, .ligne = ligne};
	if (!str_eq(uai, e->v.v[*place - 1].uai))
		e->v.v[*place - 1].contredite = true;
	return OK;
}

static enum err ecarter_repetees(struct saisies_ecriture *e)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < e->v.n; i++)
		if (e->v.v[i].contredite)
			err = ecarter(e, DEFAUT_CONTRADICTOIRE, e->v.v[i].ligne, e->v.v[i].cle,
				      e->v.v[i].uai);
	for (size_t i = 0; !err && i < e->repetees.n; i++) {
		const struct repetee *r = &e->repetees.v[i];
		const struct saisie *s = &e->v.v[r->saisie];

		err = ecarter(e, s->contredite ? DEFAUT_CONTRADICTOIRE : DEFAUT_DOUBLON, r->ligne,
			      s->cle, r->uai);
	}
	return err;
}

/* A row that says what is in force already is not written again. */
static enum err garder(struct saisies_ecriture *e, const struct saisie *s, struct bilan *bilan)
{
	int64_t version;
	bool row, meme = false;
	enum err err;

	stmt_text(e->en_vigueur, 1, s->cle);
	if ((err = stmt_step(e->en_vigueur, &row)))
		return err;
	meme = row && str_eq(col_text(e->en_vigueur, 0), s->uai);
	stmt_reset(e->en_vigueur);
	bilan->inchanges += meme;
	bilan->modifies += row && !meme;
	bilan->nouveaux += !row;
	if (meme || (err = e->c.version.obtenir(e->c.version.ctx, &version)))
		return err;
	stmt_text(e->ajouter, 1, s->cle);
	stmt_int(e->ajouter, 2, e->c.run);
	stmt_int(e->ajouter, 3, s->ligne);
	stmt_text(e->ajouter, 4, s->uai);
	return stmt_exec(e->ajouter);
}

enum err saisies_fin(struct saisies_ecriture *e, struct bilan *bilan, struct saisies_bilan *ret)
{
	struct map lignes;
	enum err err = ecarter_repetees(e);

	*bilan = (struct bilan){0};
	map_init(&lignes);
	for (size_t i = 0; !err && i < e->v.n; i++) {
		const struct saisie *s = &e->v.v[i];

		if (s->contredite)
			continue;
		*map_put_static(&lignes, s->cle, NULL) = s->ligne;
		err = garder(e, s, bilan);
	}
	if (!err)
		err = saisies_rapprocher(e->db, &e->c, &lignes, ret);
	if (!err) {
		ret->gardees = (int64_t)lignes.n;
		ret->ecartees = e->bilan.ecartees;
		ret->attente = ret->gardees - ret->appliquees - ret->supplantees - ret->conflits;
	}
	map_free(&lignes);
	return err;
}
