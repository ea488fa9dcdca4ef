/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vue.c - from a date to the versions at which each kind of fact is read
 */
#include "referentiel/vue.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/vec.h"
#include "journal/journal.h"

static const struct sql SQL_PREMIERES = SQL_FIXE(
	"SELECT r.genre, v.connu_le, v.numero FROM (SELECT genre, MIN(version) AS premiere FROM run "
	"WHERE version IS NOT NULL GROUP BY genre) AS r JOIN version AS v ON v.numero = r.premiere");
/* An edition that was undone does not count, nor one that only said the same again. */
static const struct sql SQL_DATE = SQL_FIXE(
	"SELECT r.date_faits FROM run AS r WHERE r.genre = $1 AND r.etat <> 'annulation' AND "
	"(r.version <= $2 OR (r.version IS NULL AND r.etat = 'inchange' AND r.date_faits <= $3)) "
	"AND NOT EXISTS (SELECT 1 FROM run AS a WHERE a.version <= $2 AND a.annule = (SELECT "
	"MAX(n.numero) FROM run AS n WHERE n.genre = r.genre AND n.source = r.source AND n.etat = "
	"'applique' AND n.numero <= r.numero)) ORDER BY r.date_faits DESC LIMIT 1");

/* The kinds of feed that give offers: one kind of fact. */
static const char *const GENRES_OFFRES[] = {"lheo", "rco"};
enum { N_GENRES_OFFRES = sizeof GENRES_OFFRES / sizeof *GENRES_OFFRES };

bool vue_genre_de_flux(struct str genre)
{
	for (unsigned i = 0; i < N_GENRES_OFFRES; i++)
		if (str_eq(genre, str_of(GENRES_OFFRES[i])))
			return true;
	return false;
}

/* When a kind of fact was first known: the version, and its instant. */
struct premiere {
	struct str genre;
	int64_t version, instant;
};

/* A kind that was not known yet is read as it was at the end of its first day. */
static enum err placer(struct db *db, struct vue *vue, const struct premiere *p)
{
	const bool anticipe = p->version > vue->version;
	int64_t version = vue->version;
	enum err err;

	if (anticipe &&
	    (err = version_connue(db, instant_fin_de_jour_paris(instant_date_paris(p->instant)),
				  &version)))
		return err;
	if (vue_genre_de_flux(p->genre)) {
		vue->offres = version;
		vue->offres_anticipees = anticipe;
	}
	const enum ref_table t = ref_de_genre(p->genre);
	if (t < REF__MAX) {
		vue->ref[t] = version;
		vue->ref_anticipe[t] = anticipe;
	}
	return OK;
}

/* Two genres that give one kind of fact. */
static bool memes_faits(struct str a, struct str b)
{
	const enum ref_table t = ref_de_genre(a);

	return (t < REF__MAX && ref_de_genre(b) == t) ||
	       (vue_genre_de_flux(a) && vue_genre_de_flux(b));
}

/* No other genre of the same kind of fact was known before. */
static bool est_premiere(const struct premiere *toutes, size_t n, const struct premiere *p)
{
	for (size_t i = 0; i < n; i++)
		if (toutes[i].version < p->version && memes_faits(toutes[i].genre, p->genre))
			return false;
	return true;
}

/* Place every kind that the base knows. */
static enum err placer_tous(struct db *db, struct vue *vue)
{
	AUTO_ARENA a = arena_new(0);
	struct VEC(struct premiere) premieres = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_PREMIERES, 0, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row) {
		struct premiere p = {.genre = arena_str(a, col_text(st, 0)),
				     .version = col_int(st, 2)};

		if (!instant_lire(col_text(st, 1), &p.instant))
			BUG("instant illisible dans la table version");
		*VEC_PUSH(&premieres) = p;
	}
	stmt_free(st);
	for (size_t i = 0; !err && i < premieres.n; i++)
		if (est_premiere(premieres.v, premieres.n, &premieres.v[i]))
			err = placer(db, vue, &premieres.v[i]);
	VEC_FREE(&premieres);
	return err;
}

enum err vue_resoudre(struct db *db, int date, struct vue *ret)
{
	struct vue vue = {.date = date, .courante = true};
	int64_t derniere;
	enum err err = version_derniere(db, &derniere);

	if (err)
		return err;
	vue.version = derniere;
	if (date) {
		err = version_connue(db, instant_fin_de_jour_paris(date), &vue.version);
		if (err == E_ABSENT)
			vue.version = 0;
		else if (err)
			return err;
		vue.courante = vue.version == derniere;
	}
	vue.offres = vue.version;
	for (int t = 0; t < REF__MAX; t++)
		vue.ref[t] = vue.version;
	if ((err = placer_tous(db, &vue)))
		return err;
	*ret = vue;
	return derniere ? OK : E_ABSENT;
}

/* The version at which a kind is read, and whether that is its first edition, later than the date asked for. */
static int64_t lue_a(const struct vue *vue, struct str genre, bool *anticipe)
{
	int64_t version = vue->version;

	*anticipe = false;
	if (vue_genre_de_flux(genre)) {
		version = vue->offres;
		*anticipe = vue->offres_anticipees;
	}
	const enum ref_table t = ref_de_genre(genre);
	if (t < REF__MAX) {
		version = vue->ref[t];
		*anticipe = vue->ref_anticipe[t];
	}
	return version;
}

void vue_jusqua(const struct vue *vue, const char *genre, char ret[11])
{
	bool anticipe;

	(void)lue_a(vue, str_of(genre), &anticipe);
	ret[0] = 0;
	if (!anticipe)
		date_iso_texte(vue->date ? vue->date : 99991231, ret);
}

enum err vue_date_faits(struct db *db, const struct vue *vue, const char *genre, int *ret)
{
	bool anticipe;
	const int64_t version = lue_a(vue, str_of(genre), &anticipe);
	char jusqua[11];
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_DATE, 0, &st);

	if (err)
		return err;
	vue_jusqua(vue, genre, jusqua);
	stmt_text(st, 1, str_of(genre));
	stmt_int(st, 2, version);
	stmt_text(st, 3, str_of(jusqua));
	err = stmt_step(st, &row);
	if (!err)
		*ret = row ? date_iso(col_text(st, 0)) : 0;
	stmt_free(st);
	return err;
}

/* The last of the dates of several genres. */
static enum err plus_recente(struct db *db, const struct vue *vue, const char *genre, int *derniere)
{
	int date;
	const enum err err = vue_date_faits(db, vue, genre, &date);

	if (!err && date > *derniere)
		*derniere = date;
	return err;
}

enum err vue_date_flux(struct db *db, const struct vue *vue, int *ret)
{
	enum err err = OK;
	int derniere = 0;

	for (unsigned i = 0; !err && i < N_GENRES_OFFRES; i++)
		err = plus_recente(db, vue, GENRES_OFFRES[i], &derniere);
	if (!err)
		*ret = derniere;
	return err;
}

enum err vue_date_table(struct db *db, const struct vue *vue, enum ref_table t, int *ret)
{
	const char *genre;
	enum err err = OK;
	int derniere = 0;

	for (unsigned i = 0; !err && (genre = ref_genre_rang(t, i)); i++)
		err = plus_recente(db, vue, genre, &derniere);
	if (!err)
		*ret = derniere;
	return err;
}
