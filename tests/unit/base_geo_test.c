/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_geo_test.c - distances between places whose distance is known
 */
#include "tap.h"

#include <math.h>

#include "base/geo.h"

static const struct point PARIS = {48.8566, 2.3522}, LYON = {45.7640, 4.8357},
			  SAINT_DENIS = {-20.8789, 55.4481};

static bool proche(double vu, double attendu, double part)
{
	return fabs(vu - attendu) <= attendu * part;
}

TEST(le_meme_point_est_a_zero_metre_distance_1)
{
	const struct point p = {1, 1};

	OK(geo_distance(p, p) < 1e-6);
}

/* A degree of meridian on that sphere: 2 pi 6371 km / 360. */
TEST(un_degre_de_latitude)
{
	OK(proche(geo_distance((struct point){0, 0}, (struct point){1, 0}), 111194.93, 1e-6));
	OK(proche(geo_distance((struct point){0, 179.5}, (struct point){0, -179.5}), 111194.93,
		  1e-6));
}

TEST(des_villes)
{
	OK(proche(geo_distance(PARIS, LYON), 391.5e3, 0.005));
	OK(proche(geo_distance(LYON, PARIS), geo_distance(PARIS, LYON), 1e-12));
	OK(proche(geo_distance(PARIS, SAINT_DENIS), 9380e3, 0.01));
}

TEST(les_antipodes_ne_donnent_pas_un_nombre_impossible)
{
	OK(proche(geo_distance((struct point){0, 0}, (struct point){0, 180}), 20015086.8, 1e-6));
	OK(proche(geo_distance((struct point){90, 0}, (struct point){-90, 77}), 20015086.8, 1e-6));
}
