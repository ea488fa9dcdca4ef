/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ressemblances.c - the groups of « relais doublons » that the offre is in
 */
#include "explication/ressemblances.h"

enum { MEMBRES_MONTRES = 6 };

static void garder(void *ctx, const struct groupe *g)
{
	struct ressemblances *r = ctx;

	for (size_t i = 0; i < g->n; i++)
		if (g->membres[i] == r->offre) {
			*VEC_PUSH(&r->groupes) = *g;
			return;
		}
}

enum err ressemblances_lire(const struct etude *e, int64_t offre, struct referentiels *refs,
			    const struct lieux *lieux, struct ressemblances *ret)
{
	const struct comparaison_demande demande = {.vue = &e->vue,
						    .campagne = &e->campagne,
						    .autour = offre,
						    .referentiels = refs,
						    .lieux = lieux};
	struct ressemblances r = {0};
	enum err err = comparaison_faire(e->db, &demande, &r.comparaison);

	if (err)
		return err;
	r.offre = comparaison_offre(r.comparaison, offre);
	for (int d = 0; d < DOUBLON__MAX; d++)
		comparaison_groupes(r.comparaison, (enum doublon)d,
				    (struct groupes_puits){garder, &r});
	*ret = r;
	return OK;
}

void ressemblances_liberer(struct ressemblances *r)
{
	VEC_FREE(&r->groupes);
	comparaison_liberer(r->comparaison);
}

/* « n° 3, n° 12 et 4 de plus » */
static const char *autres(struct arena *a, const struct ressemblances *r, const struct groupe *g)
{
	const char *texte = "";
	size_t vus = 0;

	for (size_t i = 0; i < g->n; i++)
		if (g->membres[i] != r->offre && vus++ < MEMBRES_MONTRES)
			texte = arena_printf(a, "%s%sn° %lld", texte, texte[0] ? ", " : "",
					     (long long)g->membres[i]->numero);
	return vus > MEMBRES_MONTRES
		       ? arena_printf(a, "%s et %zu de plus", texte, vus - MEMBRES_MONTRES)
		       : texte;
}

const char *ressemblances_groupe(struct arena *a, const struct ressemblances *r,
				 const struct groupe *g)
{
	const struct doublon_sens *s = doublon_sens(g->genre);

	return arena_printf(a, "%s%s : %s", s->titre,
			    s->gravite == GRAVITE_FAUX ? " (faux doublon)" : "", autres(a, r, g));
}

bool ressemblances_contredisent(const struct ressemblances *r)
{
	for (int i = 0; i < INCOHERENCE__MAX; i++)
		if (r->offre->incoherence[i])
			return true;
	return false;
}
