/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * alertes_lire.c - the facts that alerts are made of: the plan, the statuts, the verdicts that were kept
 */
#include "base/date.h"
#include "parcoursup/alertes.h"
#include "parcoursup/plan.h"

/* The verdicts of before, each with the instant at which another one took its place. */
static const struct sql SQL_ANCIENS = SQL_FIXE(
	"SELECT p.offre, p.constats, v.connu_le FROM verdict_passe AS p JOIN version AS v ON v.numero = p.au_version WHERE "
	"p.campagne = $1 AND p.au_version <= $2 ORDER BY p.offre, p.au_version");

/* When an offre went, for the last time that the vue knows. */
static const struct sql SQL_PARTIE = SQL_FIXE(
	"SELECT v.connu_le FROM offre_passe AS p JOIN version AS v ON v.numero = p.au_version WHERE p.numero = $1 AND p.au_version <= $2 "
	"ORDER BY p.au_version DESC LIMIT 1");

struct anciens {
	struct VEC(struct verdict_ancien) liste;
};

/* The last verdict that had it says until when. */
static void noter(struct anciens *v, int64_t offre, const struct verdict *verdict, int jour)
{
	struct verdict_ancien *n = v->liste.n ? &v->liste.v[v->liste.n - 1] : NULL;

	if (!n || n->offre != offre) {
		n = VEC_PUSH(&v->liste);
		*n = (struct verdict_ancien){.offre = offre};
	}
	if (verdict->importable)
		n->importable = jour;
	if (verdict->critere[1].avis == AVIS_CONFORME)
		n->qualiopi = jour;
}

static enum err lire_anciens(struct db *db, int campagne, int64_t version, struct anciens *ret)
{
	struct stmt *st;
	struct verdict v;
	int64_t instant;
	bool row;
	enum err err = db_prepare(db, SQL_ANCIENS, DB_FLUX, &st);

	if (err)
		return err;
	stmt_int(st, 1, campagne);
	stmt_int(st, 2, version);
	/* A text that this program does not read says nothing. */
	while (!(err = stmt_step(st, &row)) && row)
		if (verdict_lire(col_text(st, 1), &v) == OK &&
		    instant_lire(col_text(st, 2), &instant))
			noter(ret, col_int(st, 0), &v, instant_date_paris(instant));
	stmt_free(st);
	return err;
}

/* By line. The lines of formations come first, in the order of the links. */
static enum err lire_parties(const struct migration *m, int64_t version, int *parties)
{
	struct stmt *st;
	int64_t instant;
	bool row;
	enum err err = db_prepare(m->db, SQL_PARTIE, 0, &st);

	if (err)
		return err;
	for (size_t i = 0; !err && i < m->formations.liste.n; i++) {
		if (!m->liens.formations[i].partie)
			continue;
		stmt_int(st, 1, m->liens.formations[i].partie);
		stmt_int(st, 2, version);
		err = stmt_step(st, &row);
		if (!err && row && instant_lire(col_text(st, 0), &instant))
			parties[i] = instant_date_paris(instant);
		stmt_reset(st);
	}
	stmt_free(st);
	return err;
}

enum err alertes_lire(struct db *db, const struct alertes_demande *demande, struct arena *a,
		      struct alertes *ret, struct incident *inc)
{
	const int64_t version = demande->vue->courante ? INT64_MAX : demande->vue->version;
	const struct migration_demande plan = {.campagne = demande->campagne,
					       .jour = demande->jour};
	struct alertes_faits faits = {.campagne = demande->campagne, .jour = demande->jour};
	struct migration *m = NULL;
	struct anciens anciens = {0};
	int *parties;
	enum err err = migration_preparer(db, demande->vue, &plan, &m, inc);

	*ret = (struct alertes){0};
	if (err)
		return err;
	faits.lignes = migration_lignes(m, &faits.n_lignes);
	parties = arena_alloc(a, (faits.n_lignes + 1) * sizeof *parties);
	if ((err = lire_anciens(db, demande->campagne->annee, version, &anciens)) ||
	    (err = lire_parties(m, version, parties))) {
		*inc = *db_incident(db);
	} else {
		faits.parties = parties;
		faits.offres = &m->offres;
		faits.statuts = &m->statuts;
		faits.anciens = anciens.liste.v;
		faits.n_anciens = anciens.liste.n;
		alertes_calculer(&faits, a, ret);
	}
	VEC_FREE(&anciens.liste);
	ret->plan = m;
	return err;
}
