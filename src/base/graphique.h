/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * graphique.h - horizontal bars in SVG, inside a page, without script
 *
 * Widths are percentages and texts are not scaled, so that a chart reads on a phone as on paper. A long chart is cut in slices, each an image of
 * its own with its title. What it shows is never only there: the caller puts the table of the same figures beside it.
 */
#ifndef RELAIS_BASE_GRAPHIQUE_H
#define RELAIS_BASE_GRAPHIQUE_H

#include "base/arena.h"
#include "base/html.h"

/* A bar: `dont` of `partie` of `tout`. The part of the part is thick, the part thin, the whole a frame: shapes, not only colours. */
struct barre {
	const char *libelle; /* short: one line of a phone */
	const char *valeur; /* written at its right */
	int64_t tout, partie, dont; /* partie 0: only `dont` is drawn */
};

struct graphique {
	const char *id; /* of the elements that it names; a literal */
	const char *titre; /* what is measured */
	const char *lecture; /* how to read the bars, said under it */
	const struct barre *barres;
	size_t n;
};

enum { GRAPHIQUE_TRANCHE = 15 }; /* bars of one image at most */

/* The figure, with its legend. What is made for it lies in the arena. */
void graphique_ecrire(struct html *h, struct arena *a, const struct graphique *g);

#endif
