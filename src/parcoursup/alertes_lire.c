/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * alertes_lire.c - the facts that alerts are made of: the plan, the statuts, the verdicts that were kept
 */
#include "parcoursup/alertes.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "parcoursup/parties.h"
#include "parcoursup/plan.h"

/* The verdicts of before, each with the instant at which another one took its place. */
static const struct sql SQL_ANCIENS = SQL_FIXE(
	"SELECT p.offre, p.constats, v.connu_le FROM verdict_passe AS p JOIN version AS v ON v.numero = p.au_version WHERE "
	"p.campagne = $1 AND p.au_version <= $2 ORDER BY p.offre, p.au_version");

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

static int par_numero(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool remplacee(const struct migration *m, int64_t offre)
{
	char chiffres[24];

	(void)snprintf(chiffres, sizeof chiffres, "%lld", (long long)offre);
	return map_get(&m->successeurs, str_of(chiffres)) != NULL;
}

/* Gone, and somebody may ask why: it was importable, or a formation is linked to it. What replaced it speaks for itself. */
static enum err lire_parties(const struct migration *m, const struct vue *vue,
			     const struct anciens *anciens, struct arena *a, struct jugees *ret)
{
	const size_t max = anciens->liste.n + m->parties.liste.n + m->formations.liste.n;
	int64_t *v = arena_alloc(a, (max + 1) * sizeof *v);
	size_t tous = 0, n = 0;

	for (size_t i = 0; i < anciens->liste.n; i++)
		if (anciens->liste.v[i].importable)
			v[tous++] = anciens->liste.v[i].offre;
	for (size_t i = 0; i < m->parties.liste.n; i++)
		v[tous++] = m->parties.liste.v[i].numero;
	for (size_t i = 0; i < m->formations.liste.n; i++)
		v[tous++] = m->liens.formations[i].partie;
	if (tous)
		qsort(v, tous, sizeof *v, par_numero);
	for (size_t i = 0; i < tous; i++)
		if (v[i] && (!n || v[n - 1] != v[i]) && !jugee_trouver(&m->offres, v[i]) &&
		    !remplacee(m, v[i]))
			v[n++] = v[i];
	return parties_lire(m->db, vue, v, n, a, ret);
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
	struct jugees parties = {0};
	enum err err = migration_preparer(db, demande->vue, &plan, &m, inc);

	*ret = (struct alertes){0};
	if (err)
		return err;
	faits.lignes = migration_lignes(m, &faits.n_lignes);
	if ((err = lire_anciens(db, demande->campagne->annee, version, &anciens)) ||
	    (err = lire_parties(m, demande->vue, &anciens, a, &parties))) {
		*inc = *db_incident(db);
	} else {
		faits.parties = &parties;
		faits.offres = &m->offres;
		faits.statuts = &m->statuts;
		faits.anciens = anciens.liste.v;
		faits.n_anciens = anciens.liste.n;
		alertes_calculer(&faits, a, ret);
	}
	jugees_liberer(&parties);
	VEC_FREE(&anciens.liste);
	ret->plan = m;
	return err;
}
