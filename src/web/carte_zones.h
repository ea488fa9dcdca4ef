/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * carte_zones.h - the outlines of régions, académies and départements, a table that tools/carte writes (inside the room)
 *
 * All in one viewBox of carte_echelle. Empty when the program was built without them: every loop over a table stops at once.
 */
#ifndef RELAIS_WEB_CARTE_ZONES_H
#define RELAIS_WEB_CARTE_ZONES_H

#include "web/carte.h"

struct carte_zone {
	enum carte_genre genre;
	const char *code, *nom; /* « 2A », « Corse-du-Sud »; NULL ends the table */
	const char *region;
	int x, y; /* its centre */
	int gauche, haut, droite, bas;
	const char *d; /* of the path */
};
extern const struct carte_zone carte_zones[]; /* by genre, then code */

/* An overseas département, in a frame of its own: x = x0 + kx · longitude, y = y0 - ky · latitude. */
struct carte_cadre {
	const char *code, *nom; /* of the département */
	int x, y, cote;
	double kx, x0, ky, y0;
};
extern const struct carte_cadre carte_cadres[];

/* Mainland France: Lambert-93, `metre` units a metre, its origin (3° E, 46.5° N) at x0, y0. */
struct carte_echelle {
	int largeur, hauteur;
	double metre, x0, y0;
};
extern const struct carte_echelle carte_echelle;
extern const char carte_source[]; /* who made them, under which licence: shown under each map */

/* NULL: unknown, or no outlines. */
const struct carte_zone *carte_zone_de(enum carte_genre genre, struct str code);
/* The figure of a zone; -1: it has none. */
int64_t carte_valeur(const struct carte *c, const struct carte_zone *z);

/* Steps of a map: quantiles of its figures above 0, so that each step has about as many zones. */
enum { CARTE_CLASSES = 5 };
struct carte_classes {
	size_t n;
	int64_t min[CARTE_CLASSES], max[CARTE_CLASSES]; /* figures that are there */
	size_t zones[CARTE_CLASSES];
	size_t nulles; /* zones whose figure is 0 */
};
void carte_classer(const struct carte *c, struct carte_classes *ret);
/* 1 to n; 0: no figure, or 0. */
size_t carte_classe(const struct carte_classes *classes, int64_t valeur);

/* The part of the viewBox that a group of zones takes, with a margin. */
struct carte_boite {
	int x, y, largeur, hauteur;
};
struct carte_boite carte_boite_de_region(struct str region);
/* Paris and its three neighbours: too small on a map of France. */
struct carte_boite carte_boite_de_paris(void);

#endif
