/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde.c - two states of the base, judged by the rules and compared
 *
 * A feed's offers that it did not touch have the same verdict before and after: they are judged only when what it touched could matter. A
 * referential can change any verdict, its first edition too: all offers are judged. Their state before is the one after the file before it, or the
 * verdicts that the base keeps when they are of that very state; those of the state after are kept, so that nobody judges it again.
 */
#include "import/garde.h"

#include "base/mem.h"
#include "import/garde_interne.h"
#include "verdict/verdicts.h"

static const struct sql SQL_UNE_OFFRE = SQL_FIXE("SELECT 1 FROM offre LIMIT 1");

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
	for (size_t i = 0; i < g->essais.n; i++) {
		VEC_FREE(&g->essais.v[i].avant.v);
		VEC_FREE(&g->essais.v[i].apres.v);
	}
	VEC_FREE(&g->essais);
	VEC_FREE(&g->mesures);
	bulk_abandonner(g->lot);
	arena_free(g->arena);
	mem_free(g);
}

void garde_refusee(struct garde *g)
{
	for (size_t i = 0; i < g->essais.n; i++)
		g->essais.v[i].version = 0;
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
	const int *annees;
	int *preset = arena_alloc(g->arena, sizeof *preset);
	size_t n;
	enum err err = campagnes_ouvertes(g->db, date, g->arena, &annees, &n);
	const bool aucune = !n;

	if (!err && aucune) {
		err = choisir_preset(g, date, preset);
		annees = preset;
		n = 1;
	}
	for (size_t i = 0; !err && i < n; i++) {
		if (i == g->essais.n)
			*VEC_PUSH(&g->essais) = (struct essai){0};
		if (g->essais.v[i].annee != annees[i])
			g->essais.v[i].version = 0;
		g->essais.v[i].annee = annees[i];
		g->essais.v[i].gardee = !aucune;
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

/* Could what the feed touched be a fall of its source's share? What it lost at most. */
static bool peut_chuter(const struct essai *e)
{
	int64_t total;

	for (int b = BIT_REGLEMENTAIRE; b <= BIT_IMPORTABLE; b++)
		if (etats_compter(&e->avant, b) - essai_apres(e, b, &total) >= GARDE_MINIMUM)
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
	bool connu = e->version && e->version == d->version - 1;
	enum err err = OK;

	if (connu) {
		e->avant = e->apres;
		e->apres = echange;
	} else {
		err = essai_relire_avant(g, d, e, &connu);
	}
	if (!err && !connu)
		err = essai_juger_avant(g, d, e, NULL);
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
		struct essai *e = &g->essais.v[i];

		recommencer(e);
		err = d->flux ? essayer_flux(g, d, e, refs) : essayer_referentiel(g, d, e);
		if (!err)
			mesurer_essai(g, e);
	}
	referentiels_liberer(refs);
	return err ? err : (d->flux ? garde_lot_vider(g) : OK);
}

/* Is there anything to try? A feed touched offers; a list finds some in the base. */
static enum err a_essayer(struct garde *g, const struct garde_demande *d, bool *ret)
{
	struct stmt *st;
	int64_t une;
	enum err err;

	*ret = d->n > 0;
	if (d->flux)
		return OK;
	if ((err = db_prepare(g->db, SQL_UNE_OFFRE, 0, &st)))
		return err;
	err = stmt_one_int(st, &une);
	stmt_free(st);
	*ret = !err;
	return err == E_ABSENT ? OK : err;
}

enum err garde_juger(struct garde *g, const struct garde_demande *d, bool *depasse)
{
	bool essai;
	enum err err;

	arena_reset(g->arena);
	g->mesures.n = 0;
	*depasse = false;
	mesurer_lignes(g, d);
	if (!(err = a_essayer(g, d, &essai)) && essai)
		err = essayer(g, d);
	if (!err)
		err = mesurer_disparues(g, d);
	for (size_t i = 0; i < g->mesures.n; i++)
		*depasse = *depasse || g->mesures.v[i].depasse;
	return err;
}
