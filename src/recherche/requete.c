/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * requete.c - filters, and the counts of the facets
 *
 * A facet is counted as if its own filter were not there. So a document counts for every facet when it passes every filter, for one facet
 * alone when only that one refuses it, and for none otherwise: one pass says which filter refuses it.
 */
#include "recherche/requete.h"

#include "base/limites.h"
#include "recherche/execution.h"

enum { PASSE = 0, PLUSIEURS = UINT8_MAX };
enum { FILTRES_MAX = RECHERCHE_FACETTES_MAX + RECHERCHE_MASQUES_MAX };

struct filtrage {
	struct execution *e;
	uint8_t *accepte[RECHERCHE_FACETTES_MAX]; /* [value]; NULL: any */
	const struct recherche_filtre_masque *masques[RECHERCHE_MASQUES_MAX]; /* NULL: any */
	uint32_t *comptes[FILTRES_MAX]; /* facets, then masks */
	uint8_t *
		refus; /* of each document found: the filter that refuses it, PASSE, or PLUSIEURS */
};

static enum err filtres_lire(struct filtrage *f, struct incident *inc)
{
	struct execution *e = f->e;
	size_t valeurs = 0;

	for (size_t i = 0; i < e->q->n_filtres; i++) {
		const struct recherche_filtre *filtre = &e->q->filtres[i];
		const struct facette *facette;

		REQUIRE(filtre->facette < e->x->schema.facettes);
		facette = &e->x->facettes[filtre->facette];
		valeurs += filtre->n;
		if (valeurs > LIMITE_RECHERCHE_VALEURS) {
			incident_set(inc, E_INVALIDE, "Votre recherche a trop de filtres.");
			incident_remede(inc, "Retirez-en quelques-uns.");
			return E_INVALIDE;
		}
		f->accepte[filtre->facette] =
			filtre->n ? arena_alloc(e->a, facette->codes.n) : NULL;
		for (size_t k = 0; k < filtre->n; k++) {
			const uint64_t *code = map_get(&facette->codes, filtre->valeurs[k]);

			if (code)
				f->accepte[filtre->facette][*code] = true;
		}
	}
	for (size_t i = 0; i < e->q->n_masques; i++) {
		REQUIRE(e->q->masques[i].masque < e->x->schema.masques);
		f->masques[e->q->masques[i].masque] =
			e->q->masques[i].bits ? &e->q->masques[i] : NULL;
	}
	return OK;
}

/* Without a branch: what a filter says of a document is not to be guessed from the one before. */
static inline void refuser(uint8_t *refus, bool refuse, unsigned filtre)
{
	const unsigned avant = *refus, seul = filtre + 1;
	const unsigned apres = avant == PASSE ? seul : PLUSIEURS;

	*refus = (uint8_t)(avant ^ ((avant ^ apres) & (0U - refuse)));
}

/* Says which filter refuses each document; false when there is no filter at all. */
static bool refus_chercher(struct filtrage *f)
{
	const struct execution *e = f->e;
	const struct recherche_schema *s = &e->x->schema;
	bool un = false;

	for (unsigned k = 0; k < s->facettes; k++) {
		const uint16_t *colonne = e->x->facettes[k].colonne;

		un = un || f->accepte[k];
		for (size_t i = 0; f->accepte[k] && i < e->n; i++)
			refuser(&f->refus[i], !f->accepte[k][colonne[e->documents[i]]], k);
	}
	for (unsigned k = 0; k < s->masques; k++) {
		const uint32_t *colonne = e->x->masques[k].colonne;
		const struct recherche_filtre_masque *m = f->masques[k];

		un = un || m;
		for (size_t i = 0; m && i < e->n; i++) {
			const uint32_t communs = colonne[e->documents[i]] & m->bits;

			refuser(&f->refus[i], m->tous ? communs != m->bits : !communs,
				s->facettes + k);
		}
	}
	return un;
}

/* Count documents in the facet or the mask k. */
static void compter(struct filtrage *f, unsigned k, const uint32_t *documents, size_t n)
{
	const struct recherche_index *x = f->e->x;
	const unsigned facettes = x->schema.facettes;
	uint32_t *comptes = f->comptes[k];

	if (k < facettes) {
		const uint16_t *colonne = x->facettes[k].colonne;

		for (size_t i = 0; i < n; i++)
			comptes[colonne[documents[i]]]++;
		return;
	}
	for (size_t i = 0; i < n; i++)
		for (uint32_t bits = x->masques[k - facettes].colonne[documents[i]]; bits;
		     bits &= bits - 1)
			comptes[__builtin_ctz(bits)]++;
}

/* Every document passes: the index counted them once for all. */
static void comptes_tous(struct filtrage *f)
{
	const struct recherche_index *x = f->e->x;

	for (unsigned k = 0; k < x->schema.facettes; k++)
		memcpy(f->comptes[k], x->facettes[k].comptes,
		       x->facettes[k].codes.n * sizeof *f->comptes[k]);
	for (unsigned k = 0; k < x->schema.masques; k++)
		memcpy(f->comptes[x->schema.facettes + k], x->masques[k].comptes,
		       32 * sizeof *f->comptes[k]);
}

/* Keep what passes; count what one filter alone refuses, for that one. No branch here either. */
static void trier_les_refus(struct filtrage *f)
{
	struct execution *e = f->e;
	struct seul {
		uint32_t document;
		uint32_t filtre;
	} *seuls = arena_alloc(e->a, (e->n + 1) * sizeof *seuls);
	size_t n = 0, n_seuls = 0;

	for (size_t i = 0; i < e->n; i++) {
		const uint32_t d = e->documents[i];
		const unsigned refus = f->refus[i];

		e->documents[n] = d;
		n += refus == PASSE;
		seuls[n_seuls] = (struct seul){d, refus - 1U};
		n_seuls += refus != PASSE && refus != PLUSIEURS;
	}
	for (size_t i = 0; i < n_seuls; i++)
		compter(f, seuls[i].filtre, &seuls[i].document, 1);
	e->n = n;
}

static void comptes_preparer(struct filtrage *f)
{
	struct execution *e = f->e;
	const struct recherche_schema *s = &e->x->schema;

	for (unsigned k = 0; k < s->facettes; k++)
		f->comptes[k] =
			arena_alloc(e->a, e->x->facettes[k].codes.n * sizeof *f->comptes[k]);
	for (unsigned k = 0; k < s->masques; k++)
		f->comptes[s->facettes + k] = arena_alloc(e->a, 32 * sizeof **f->comptes);
}

static void comptes_rendre(struct filtrage *f)
{
	struct execution *e = f->e;
	const uint32_t **v = arena_alloc(e->a, FILTRES_MAX * sizeof *v);

	for (unsigned k = 0; k < e->x->schema.facettes + e->x->schema.masques; k++)
		v[k] = f->comptes[k];
	e->r.facettes = v;
	e->r.masques = v + e->x->schema.facettes;
}

enum err filtres_appliquer(struct execution *e, struct incident *inc)
{
	struct filtrage f = {.e = e};
	const unsigned tous = e->x->schema.facettes + e->x->schema.masques;
	enum err err = filtres_lire(&f, inc);

	if (err)
		return err;

	comptes_preparer(&f);
	f.refus = arena_alloc(e->a, e->n);
	if (refus_chercher(&f))
		trier_les_refus(&f);
	if (e->n == e->x->n)
		comptes_tous(&f);
	else
		for (unsigned k = 0; k < tous; k++)
			compter(&f, k, e->documents, e->n);
	comptes_rendre(&f);
	return OK;
}

enum err recherche_executer(const struct recherche_index *x, const struct recherche_requete *q,
			    struct arena *a, struct recherche_reponse *ret, struct incident *inc)
{
	struct execution e = {.x = x, .q = q, .a = a};
	enum err err;

	REQUIRE(q->tri < (int)x->schema.tris);
	err = mots_chercher(&e, inc);
	err = err ? err : filtres_appliquer(&e, inc);
	err = err ? err : page_choisir(&e, inc);
	if (err)
		return err;

	*ret = e.r;
	return OK;
}
