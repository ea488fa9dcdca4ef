/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * geo.h - how far two places are from each other
 */
#ifndef RELAIS_BASE_GEO_H
#define RELAIS_BASE_GEO_H

/* A point in decimal degrees, WGS84, as the feeds give it (formats.md 1.2, geolocalisation). */
struct point {
	double latitude, longitude;
};

/* Metres along the great circle of a sphere of 6 371 km: right within 0.5 %, which is what « à 12 km » needs. */
double geo_distance(struct point a, struct point b);

#endif
