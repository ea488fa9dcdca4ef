/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde.c - two states of the base, judged by the rules and compared
 *
 * A feed's offers that it did not touch have the same verdict before and after: they are judged only when what it touched could matter. A
 * referential can change any verdict: all offers are judged, and those of the state before are those of the state after the file before it.
 */
#include "import/garde.h"

#include "base/mem.h"
#include "import/garde_interne.h"
#include "verdict/verdicts.h"

struct garde *garde_ouvrir(struct db *db)
{
	struct garde *g = mem_alloc(sizeof *g);

	g->db = db;
	g->arena = arena_new(0);
	return g;
}

void garde_fermer(struct garde *g)
{
	if (!g)
		return;
	for (int i = 0; i < CAMPAGNES_MAX; i++) {
		VEC_FREE(&g->essais[i].avant.v);
		VEC_FREE(&g->essais[i].apres.v);
	}
	VEC_FREE(&g->mesures);
	bulk_abandonner(g->lot);
	arena_free(g->arena);
	mem_free(g);
}

void garde_refusee(struct garde *g)
{
	for (int i = 0; i < CAMPAGNES_MAX; i++)
		g->essais[i].version = 0;
}

/* --- the campagnes --- */

/* Without a campagne in the base: the preset one that is open, else the next one, else the last. */
static enum err choisir_preset(struct garde *g, int date, int *ret)
{
	AUTO_ARENA a = arena_new(0);
	enum err err = OK;

	*ret = CAMPAGNE_DERNIERE;
	for (int n = CAMPAGNE_DERNIERE; !err && n >= CAMPAGNE_PREMIERE; n--) {
		struct incident inc;
		struct campagne c;

		err = campagne_lire(g->db, n, INT64_MAX, a, &c, &inc);
		if (!err && date <= c.jalon[JALON_DERNIER_VERSEMENT])
			*ret = n;
	}
	return err;
}

static enum err choisir_campagnes(struct garde *g, int date)
{
	int annees[CAMPAGNES_MAX];
	size_t n;
	enum err err = campagnes_ouvertes(g->db, date, annees, CAMPAGNES_MAX, &n);

	if (!err && !n) {
		err = choisir_preset(g, date, &annees[0]);
		n = 1;
	}
	for (size_t i = 0; !err && i < n; i++) {
		if (g->essais[i].annee != annees[i])
			g->essais[i].version = 0;
		g->essais[i].annee = annees[i];
	}
	g->n_essais = n;
	return err;
}

/* --- the trial --- */

static void recommencer(struct essai *e)
{
	memset(e->bascules, 0, sizeof e->bascules);
	memset(e->n_exemples, 0, sizeof e->n_exemples);
}

/* Could what the feed touched be a fall of its source's share? At most: what was lost, and new offers that dilute. */
static bool peut_chuter(const struct essai *e)
{
	const int64_t ajout = (int64_t)e->apres.v.n - (int64_t)e->avant.v.n;

	for (int b = BIT_REGLEMENTAIRE; b <= BIT_IMPORTABLE; b++)
		if (etats_compter(&e->avant, b) - etats_compter(&e->apres, b) +
			    (ajout > 0 ? ajout : 0) >=
		    GARDE_MINIMUM)
			return true;
	return false;
}

static enum err essayer_flux(struct garde *g, const struct garde_demande *d, struct essai *e,
			     struct referentiels *refs)
{
	enum err err = garde_lot_touchees(g, d);

	e->version = 0;
	if (err || (err = essai_juger_avant(g, d, e, refs)) ||
	    (err = essai_juger_apres(g, d, e, refs)))
		return err;
	return peut_chuter(e) ? essai_ajouter_le_reste(g, d, e, refs) : OK;
}

static enum err essayer_referentiel(struct garde *g, const struct garde_demande *d, struct essai *e)
{
	const struct etats echange = e->avant;
	enum err err = OK;

	if (e->version && e->version == d->version - 1) {
		e->avant = e->apres;
		e->apres = echange;
	} else {
		err = essai_juger_avant(g, d, e, NULL);
	}
	if (!err)
		err = essai_juger_apres(g, d, e, NULL);
	e->version = err ? 0 : d->version;
	return err;
}

static enum err essayer(struct garde *g, const struct garde_demande *d)
{
	struct referentiels *refs = NULL;
	struct vue vue;
	enum err err = choisir_campagnes(g, d->date);

	if (!err && d->flux && !(err = vue_resoudre(g->db, 0, &vue)))
		err = referentiels_charger(g->db, &vue, &refs);
	for (size_t i = 0; !err && i < g->n_essais; i++) {
		struct essai *e = &g->essais[i];

		recommencer(e);
		err = d->flux ? essayer_flux(g, d, e, refs) : essayer_referentiel(g, d, e);
		if (!err)
			mesurer_essai(g, e);
	}
	referentiels_liberer(refs);
	return err ? err : (d->flux ? garde_lot_vider(g) : OK);
}

enum err garde_juger(struct garde *g, const struct garde_demande *d, bool *depasse)
{
	const struct bilan *b = d->bilan;
	enum err err = OK;

	arena_reset(g->arena);
	g->mesures.n = 0;
	*depasse = false;
	mesurer_lignes(g, d);
	/* a first edition: nothing was there before it */
	if (d->flux ? d->n > 0 : b->inchanges + b->modifies + b->disparus > 0)
		err = essayer(g, d);
	if (!err)
		err = mesurer_disparues(g, d);
	for (size_t i = 0; i < g->mesures.n; i++)
		*depasse = *depasse || g->mesures.v[i].depasse;
	return err;
}
