/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * carte.h - maps of régions, académies and départements, drawn as SVG in the page
 *
 * A map is never the only way: whoever writes one writes a list or a table of the same beside it, and a program built without outlines
 * (docs/choix/019) has only that. A zone is a link with its name and its figure; figures are told by steps of lightness, by their number
 * written in the zone and by a legend. Drawn by classes of assets/relais.css alone: carte, carte-zone, carte-1 to carte-5.
 */
#ifndef RELAIS_WEB_CARTE_H
#define RELAIS_WEB_CARTE_H

#include "base/buf.h"
#include "base/str.h"

enum carte_genre { CARTE_REGION, CARTE_ACADEMIE, CARTE_DEPARTEMENT };

struct carte_aire {
	struct str code; /* INSEE of the région or the département; of the académie */
	int64_t valeur;
};
struct carte {
	const char *id; /* unique in the page */
	const char *titre, *description; /* for who does not see it; the second may be NULL */
	enum carte_genre genre;
	const char *chemin; /* a zone leads to that, then its code: « /saio/ »; NULL: no links */
	const struct carte_aire *aires; /* the figures; a zone without one has none */
	size_t n;
	const char *unite, *unites; /* « offre », « offres »; needed with figures */
	struct str courante; /* code of the zone that the page is about; empty: none */
};

/* Are there outlines? Otherwise nothing is ever drawn. */
bool carte_possible(void);
/* A <figure>: the map, its legend when there are figures, its source. */
void carte_ecrire(struct buf *out, const struct carte *c);

struct carte_point {
	const char *id; /* unique in the page */
	struct str departement; /* INSEE; its région is drawn */
	double latitude,
		longitude; /* degrees; 0 and 0: unknown, the département's centre is shown and said so */
	const char *lieu; /* what stands there: « Melun » */
};
/* A <figure>: the région, and a mark where the place is. Nothing for an unknown département. */
void carte_ecrire_point(struct buf *out, const struct carte_point *p);

/* Where a place of that département lies in the viewBox; false without outlines, or farther than 100 km from it. */
bool carte_projeter(struct str departement, double latitude, double longitude, int *x, int *y);

#endif
