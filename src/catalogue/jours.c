/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jours.c - each kept verdict adds one on the day it began and takes one away on the day it ended
 */
#include "catalogue/jours.h"

#include "base/date.h"
#include "base/vec.h"
#include "regle/verdict.h"

/* The verdicts that were kept up to $2; the last column: the version that ended it, 0 when it still holds. */
static const struct sql SQL_VERDICTS = SQL_FIXE(
	"SELECT constats, du_version, 0 FROM verdict WHERE campagne = $1 AND du_version <= $2 UNION ALL SELECT constats, "
	"du_version, CASE WHEN au_version <= $2 THEN au_version ELSE 0 END FROM verdict_passe WHERE campagne = $1 AND "
	"du_version <= $2");
static const struct sql SQL_VERSIONS =
	SQL_FIXE("SELECT numero, connu_le FROM version WHERE numero <= $1 ORDER BY numero");

struct version_jour {
	int64_t version;
	size_t rang; /* of its day */
};
struct lecture {
	struct VEC(struct version_jour) versions;
	struct VEC(struct jour_compte) jours; /* what changes on that day, then what there is */
	struct VEC(bool) touches;
};

static enum err lire_versions(struct lecture *l, struct db *db, int64_t version)
{
	struct stmt *st;
	int64_t instant;
	bool row;
	enum err err = db_prepare(db, SQL_VERSIONS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, version);
	while (!(err = stmt_step(st, &row)) && row) {
		if (!instant_lire(col_text(st, 1), &instant))
			continue;
		const int jour = instant_date_paris(instant);

		if (!l->jours.n || l->jours.v[l->jours.n - 1].jour != jour) {
			*VEC_PUSH(&l->jours) = (struct jour_compte){.jour = jour};
			*VEC_PUSH(&l->touches) = false;
		}
		*VEC_PUSH(&l->versions) = (struct version_jour){col_int(st, 0), l->jours.n - 1};
	}
	stmt_free(st);
	return err;
}

/* The day of a version, NULL when the base does not say it. */
static struct jour_compte *jour_de(struct lecture *l, int64_t version)
{
	size_t bas = 0, haut = l->versions.n;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (l->versions.v[milieu].version < version)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	if (bas == l->versions.n || l->versions.v[bas].version != version)
		return NULL;
	l->touches.v[l->versions.v[bas].rang] = true;
	return &l->jours.v[l->versions.v[bas].rang];
}

static void compter(struct jour_compte *j, const struct verdict *v, int sens)
{
	if (!j)
		return;
	j->offres += sens;
	j->reglementaires += v->classification == CLASSIFICATION_REGLEMENTAIRE ? sens : 0;
	j->importables += v->importable ? sens : 0;
}

static enum err lire_verdicts(struct lecture *l, struct db *db, int campagne, int64_t version)
{
	struct verdict v;
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_VERDICTS, DB_FLUX, &st);

	if (err)
		return err;
	stmt_int(st, 1, campagne);
	stmt_int(st, 2, version);
	while (!(err = stmt_step(st, &row)) && row) {
		if (verdict_lire(col_text(st, 0), &v))
			continue; /* another program wrote it: it says nothing to this one */
		compter(jour_de(l, col_int(st, 1)), &v, 1);
		if (col_int(st, 2))
			compter(jour_de(l, col_int(st, 2)), &v, -1);
	}
	stmt_free(st);
	return err;
}

/* From changes to what there is, and only the days that changed something. */
static size_t cumuler(struct lecture *l, struct jour_compte *ret)
{
	struct jour_compte somme = {0};
	size_t n = 0;

	for (size_t i = 0; i < l->jours.n; i++) {
		const struct jour_compte *j = &l->jours.v[i];

		somme.jour = j->jour;
		somme.offres += j->offres;
		somme.reglementaires += j->reglementaires;
		somme.importables += j->importables;
		if (l->touches.v[i])
			ret[n++] = somme;
	}
	return n;
}

enum err jours_lire(struct db *db, int campagne, int64_t version, struct arena *a,
		    const struct jour_compte **ret, size_t *n)
{
	struct lecture l = {0};
	enum err err = lire_versions(&l, db, version);

	if (!err)
		err = lire_verdicts(&l, db, campagne, version);
	if (!err) {
		struct jour_compte *v = arena_alloc(a, (l.jours.n + 1) * sizeof *v);

		*n = cumuler(&l, v);
		*ret = v;
	}
	VEC_FREE(&l.versions);
	VEC_FREE(&l.jours);
	VEC_FREE(&l.touches);
	return err;
}
