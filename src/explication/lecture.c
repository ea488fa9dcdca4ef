/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lecture.c - one offre gathered: its dossier, its verdict, its history, its place in Parcoursup
 */
#include "explication/explication.h"
#include "explication/interne.h"

/* The offre as the vue sees it, and its verdict. */
static enum err juger(struct explication *x, const struct explication_demande *d)
{
	const struct etude *e = x->e;
	struct referentiels *refs = d->referentiels;
	struct verdict *verdict = arena_alloc(x->a, sizeof *verdict);
	enum err err = OK;

	if (!refs) {
		err = referentiels_charger(e->db, &e->vue, &x->chargees);
		refs = x->chargees;
	}
	if (err || (err = dossiers_ouvrir(e->db, &e->vue, refs, d->offre, &x->dossiers)) ||
	    (err = dossiers_suivant(x->dossiers, &x->offre)))
		return err;
	if (!x->offre)
		return E_ABSENT;
	regle_verdict(&x->offre->dossier, &e->campagne.parametres, verdict);
	x->verdict = verdict;
	return OK;
}

static enum err lire_parcoursup(struct explication *x)
{
	const struct dossier *d = &x->offre->dossier;
	const struct parcours_demande demande = {.vue = &x->e->vue,
						 .campagne = x->e->campagne.annee,
						 .offre = d->offre,
						 .uai = d->uai,
						 .cfd = d->certification->cfd};
	struct parcours *p = arena_alloc(x->a, sizeof *p);
	const enum err err = parcours_lire(x->e->db, &demande, x->a, p);

	x->parcoursup = p;
	return err;
}

static enum err lire_sources(struct explication *x, const struct explication_demande *d)
{
	struct sources *s;

	x->sources = d->sources;
	if (d->sources)
		return OK;
	x->sources = s = arena_alloc(x->a, sizeof *s);
	return verdict_sources(x->e->db, &x->e->vue, s);
}

static enum err comparer(struct explication *x, const struct explication_demande *d)
{
	if (!d->ressemblances)
		return OK;
	x->ressemblances = x->comparees = arena_alloc(x->a, sizeof *x->comparees);
	return ressemblances_lire(x->e, d->offre, d->referentiels ? d->referentiels : x->chargees,
				  d->lieux, x->comparees);
}

enum err explication_lire(const struct etude *e, const struct explication_demande *demande,
			  struct explication *ret)
{
	struct offre_histoire *histoire = arena_alloc(e->arena, sizeof *histoire);
	enum err err;

	*ret = (struct explication){.e = e, .a = e->arena, .histoire = histoire};
	if ((err = juger(ret, demande)) ||
	    (err = offre_histoire(e->db, &e->vue, demande->offre, e->arena, histoire)) ||
	    (err = lire_sources(ret, demande)) || (err = lire_parcoursup(ret)) ||
	    (err = comparer(ret, demande)))
		return err;
	explication_completer(ret);
	return OK;
}

void explication_liberer(struct explication *x)
{
	if (x->comparees)
		ressemblances_liberer(x->comparees);
	dossiers_fermer(x->dossiers);
	referentiels_liberer(x->chargees);
	*x = (struct explication){0};
}
