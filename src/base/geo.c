/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * geo.c - the haversine formula, stable for places that are near each other
 */
#include "base/geo.h"

#include <math.h>

static const double RAYON = 6371e3, DEGRE = 3.14159265358979323846 / 180;

double geo_distance(struct point a, struct point b)
{
	const double lat = sin((b.latitude - a.latitude) * DEGRE / 2);
	const double lon = sin((b.longitude - a.longitude) * DEGRE / 2);
	const double h = lat * lat + cos(a.latitude * DEGRE) * cos(b.latitude * DEGRE) * lon * lon;

	/* rounding may lead past 1 at the antipodes */
	return 2 * RAYON * asin(sqrt(h < 1 ? h : 1));
}
