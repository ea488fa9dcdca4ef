/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lieux.c - three lists, read whole; each name and each code finds its communes in one look
 */
#include "verdict/lieux.h"

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "referentiel/communes.h"
#include "verdict/doublons.h"

#define LE(colonnes, table, ordre)                                                                 \
	SQL_FIXE("SELECT " colonnes " FROM " table                                                 \
		 " WHERE du_version <= $1 UNION ALL SELECT " colonnes " FROM " table               \
		 "_passe WHERE du_version <= $1 AND au_version > $1 ORDER BY " ordre)
static const struct sql SQL_COMMUNES =
	LE("code, parent, libelle, type", "commune", "code, type, libelle");
static const struct sql SQL_MOUVEMENTS =
	LE("avant, apres, date_effet", "commune_mouvement", "date_effet, avant, apres");
static const struct sql SQL_CODES = LE("insee, code_postal", "code_postal", "code_postal, insee");

/* A text of a code's list. */
struct maillon {
	struct str texte;
	bool propre; /* a name of the commune itself, not of one of its parts */
	const struct maillon *suivant;
};

struct lieux {
	struct arena *arena;
	struct communes *communes;
	struct map noms; /* INSEE → labels */
	struct map parents; /* INSEE of a part → that of the whole, a maillon */
	struct map codes; /* code postal → INSEE */
	struct map connus; /* INSEE that has a code postal */
};

static const struct maillon *chaine(const struct map *m, struct str cle)
{
	const uint64_t *v = map_get(m, cle);

	return v ? (const struct maillon *)(uintptr_t)*v : NULL;
}

static void ajouter(struct lieux *l, struct map *m, struct str cle, struct maillon maillon)
{
	struct maillon *nouveau = arena_alloc(l->arena, sizeof *nouveau);
	uint64_t *v;

	if (!cle.n)
		return;
	v = map_put(m, cle, NULL);
	*nouveau = maillon;
	nouveau->suivant = (const struct maillon *)(uintptr_t)*v;
	*v = (uintptr_t)nouveau;
}

/* A commune is known by its label, and by those of the communes that became parts of it. */
static void lire_commune(struct lieux *l, struct stmt *st)
{
	const struct str code = col_text(st, 0), parent = col_text(st, 1), type = col_text(st, 3);
	const struct str libelle = arena_str(l->arena, col_text(st, 2));
	const bool propre = str_eq(type, STR("COM")) || str_eq(type, STR("ARM"));

	communes_partie(l->communes, type, code, parent);
	ajouter(l, &l->noms, code, (struct maillon){libelle, propre, NULL});
	if (parent.n && !str_eq(code, parent)) {
		ajouter(l, &l->noms, parent, (struct maillon){libelle, false, NULL});
		ajouter(l, &l->parents, code,
			(struct maillon){arena_str(l->arena, parent), false, NULL});
	}
}

static void lire_mouvement(struct lieux *l, struct stmt *st)
{
	communes_mouvement(l->communes, col_text(st, 0), col_text(st, 1),
			   date_iso(col_text(st, 2)));
}

static void lire_code(struct lieux *l, struct stmt *st)
{
	const struct str insee = arena_str(l->arena, col_text(st, 0));

	ajouter(l, &l->codes, col_text(st, 1), (struct maillon){insee, false, NULL});
	*map_put(&l->connus, insee, NULL) = 1;
}

static enum err lire(struct lieux *l, struct db *db, struct sql sql, int64_t version,
		     void (*ligne)(struct lieux *l, struct stmt *st))
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, version);
	while (!(err = stmt_step(st, &row)) && row)
		ligne(l, st);
	stmt_free(st);
	return err;
}

enum err lieux_charger(struct db *db, const struct vue *vue, struct lieux **ret)
{
	struct lieux *l = mem_alloc(sizeof *l);
	enum err err;

	l->arena = arena_new(0);
	l->communes = communes_nouvelles();
	map_init(&l->noms);
	map_init(&l->parents);
	map_init(&l->codes);
	map_init(&l->connus);
	if ((err = lire(l, db, SQL_COMMUNES, vue->ref[REF_COMMUNES], lire_commune)) ||
	    (err = lire(l, db, SQL_MOUVEMENTS, vue->ref[REF_MOUVEMENTS], lire_mouvement)) ||
	    (err = lire(l, db, SQL_CODES, vue->ref[REF_CODES_POSTAUX], lire_code))) {
		lieux_liberer(l);
		return err;
	}
	communes_resoudre(l->communes);
	*ret = l;
	return OK;
}

void lieux_liberer(struct lieux *l)
{
	if (!l)
		return;
	communes_liberer(l->communes);
	map_free(&l->noms);
	map_free(&l->parents);
	map_free(&l->codes);
	map_free(&l->connus);
	arena_free(l->arena);
	mem_free(l);
}

struct str lieux_commune(const struct lieux *l, struct str insee)
{
	const struct maillon *m = chaine(&l->noms, insee);

	while (m && !m->propre && m->suivant)
		m = m->suivant;
	return m ? m->texte : STR_VIDE;
}

bool lieux_ville_autre(const struct lieux *l, struct str ville, struct str insee)
{
	const struct maillon *m = chaine(&l->noms, insee);
	const bool connue = m != NULL;

	for (; m; m = m->suivant)
		if (!ville_autre(ville, m->texte))
			return false;
	return connue;
}

bool lieux_commune_autre(const struct lieux *l, struct str a, struct str b)
{
	const struct maillon *x = chaine(&l->parents, a), *y = chaine(&l->parents, b);

	if (!chaine(&l->noms, a) || !chaine(&l->noms, b) || communes_memes(l->communes, a, b))
		return false;
	/* An arrondissement or a part against its commune, or against another part. */
	return !str_eq(x ? x->texte : a, y ? y->texte : b);
}

bool lieux_a_des_codes(const struct lieux *l)
{
	return l->codes.n > 0;
}

bool lieux_code_connu(const struct lieux *l, struct str code_postal)
{
	return map_get(&l->codes, code_postal) != NULL;
}

bool lieux_code_autre(const struct lieux *l, struct str code_postal, struct str insee)
{
	const struct maillon *parent = chaine(&l->parents, insee);
	const struct maillon *m = chaine(&l->codes, code_postal);

	if (!m || (!map_get(&l->connus, insee) && !(parent && map_get(&l->connus, parent->texte))))
		return false;
	for (; m; m = m->suivant)
		if (communes_memes(l->communes, m->texte, insee))
			return false;
	return true;
}
