/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tableau.h - the dashboards: the funnel, what stops the offres, the académies, day after day; each drawing with its table (inside the room)
 */
#ifndef RELAIS_WEB_TABLEAU_H
#define RELAIS_WEB_TABLEAU_H

#include "base/graphique.h"
#include "web/carte.h"
#include "web/visite.h"

/* A line of a table that has a drawing: a label, a figure, its share of a whole. */
struct tableau_ligne {
	const char *libelle;
	const char *url; /* where those offres are; NULL: nowhere */
	int64_t n, tout;
	int64_t partie; /* of n: réglementaires of an académie; 0: not said */
};
enum { TABLEAU_LIGNES = 64 };
struct tableau_lignes {
	struct tableau_ligne v[TABLEAU_LIGNES];
	size_t n;
};
enum { TABLEAU_ETAPES = 7, TABLEAU_JOURS = 30 };

struct tableau {
	const struct campagne *campagne;
	int jour;
	const char *etat, *resume;
	struct tableau_lignes entonnoir, criteres, mentions, academies;
	struct carte_aire aires[TABLEAU_LIGNES]; /* importables by académie */
	const struct jour_compte *jours; /* the last TABLEAU_JOURS that changed something */
	size_t n_jours;
};

/* Fill it from the photo; texts in the arena of the visite. */
void tableau_faire(struct visite *v, struct tableau *ret);

/* A drawing: bars, with their words under it. `id` is unique in the page. */
void tableau_barres(struct buf *out, struct arena *a, const char *id, const char *titre,
		    const struct tableau_lignes *l);

void tableau_jours(struct buf *out, struct arena *a,
		   const struct tableau *m); /* the same of the days */

/* The template and the handlers. */
void page_tableau(struct buf *out, struct arena *a, const struct tableau *m);
void tableau_de_bord(struct visite *v);
void tableau_csv(struct visite *v);

#endif
