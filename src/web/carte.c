/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * carte.c - what a map computes: steps of its figures, boxes, where a place lies
 */
#include "web/carte.h"

#include <math.h>
#include <stdlib.h>

#include "web/carte_zones.h"

enum { ZONES_MAX = 128 }; /* of one genre */

bool carte_possible(void)
{
	return carte_zones[0].nom != NULL;
}

const struct carte_zone *carte_zone_de(enum carte_genre genre, struct str code)
{
	for (const struct carte_zone *z = carte_zones; z->nom; z++)
		if (z->genre == genre && str_eq(str_of(z->code), code))
			return z;
	return NULL;
}

int64_t carte_valeur(const struct carte *c, const struct carte_zone *z)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->aires[i].code, str_of(z->code)))
			return c->aires[i].valeur;
	return -1;
}

static int comparer(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

void carte_classer(const struct carte *c, struct carte_classes *ret)
{
	int64_t v[ZONES_MAX] = {0};
	size_t n = 0;

	*ret = (struct carte_classes){0};
	for (const struct carte_zone *z = carte_zones; z->nom && n < ZONES_MAX; z++) {
		const int64_t valeur = z->genre == c->genre ? carte_valeur(c, z) : -1;

		ret->nulles += valeur == 0;
		if (valeur > 0)
			v[n++] = valeur;
	}
	qsort(v, n, sizeof *v, comparer);
	for (size_t i = 0; n && i < CARTE_CLASSES; i++) {
		const int64_t seuil = v[i * n / CARTE_CLASSES];

		if (!ret->n || seuil > ret->min[ret->n - 1])
			ret->min[ret->n++] = seuil;
	}
	for (size_t i = 0; i < n; i++) {
		const size_t k = carte_classe(ret, v[i]) - 1;

		ret->max[k] = v[i];
		ret->zones[k]++;
	}
}

size_t carte_classe(const struct carte_classes *classes, int64_t valeur)
{
	size_t k = 0;

	while (k < classes->n && valeur >= classes->min[k])
		k++;
	return k;
}

/* Make the box hold the zone; its width and height are for now its right and its bottom. */
static void tenir(struct carte_boite *b, const struct carte_zone *z)
{
	if (!b->largeur)
		*b = (struct carte_boite){z->gauche, z->haut, z->droite, z->bas};
	b->x = z->gauche < b->x ? z->gauche : b->x;
	b->y = z->haut < b->y ? z->haut : b->y;
	b->largeur = z->droite > b->largeur ? z->droite : b->largeur;
	b->hauteur = z->bas > b->hauteur ? z->bas : b->hauteur;
}

static struct carte_boite avec_marge(struct carte_boite b)
{
	const int marge = (b.largeur - b.x + b.hauteur - b.y) / 30;

	return (struct carte_boite){b.x - marge, b.y - marge, b.largeur - b.x + 2 * marge,
				    b.hauteur - b.y + 2 * marge};
}

struct carte_boite carte_boite_de_region(struct str region)
{
	struct carte_boite b = {0};

	for (const struct carte_zone *z = carte_zones; z->nom; z++)
		if (z->genre == CARTE_REGION && str_eq(str_of(z->code), region))
			tenir(&b, z);
	return avec_marge(b);
}

struct carte_boite carte_boite_de_paris(void)
{
	static const char *const CODES[] = {"75", "92", "93", "94"};
	struct carte_boite b = {0};

	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		const struct carte_zone *z = carte_zone_de(CARTE_DEPARTEMENT, str_of(CODES[i]));

		if (z)
			tenir(&b, z);
	}
	return avec_marge(b);
}

static double radians(double degres)
{
	return degres * M_PI / 180;
}

static double conique(double latitude)
{
	return tan(M_PI / 4 + latitude / 2);
}

/* Lambert-93 on a sphere, as tools/carte draws it. */
static void lambert(double latitude, double longitude, double *x, double *y)
{
	const double rayon = 6371000, f1 = radians(44), f2 = radians(49), f0 = radians(46.5);
	const double n = log(cos(f1) / cos(f2)) / log(conique(f2) / conique(f1));
	const double k = rayon * cos(f1) * pow(conique(f1), n) / n;
	const double rho = k / pow(conique(radians(latitude)), n), rho0 = k / pow(conique(f0), n);
	const double angle = n * radians(longitude - 3);

	*x = carte_echelle.x0 + carte_echelle.metre * rho * sin(angle);
	*y = carte_echelle.y0 - carte_echelle.metre * (rho0 - rho * cos(angle));
}

bool carte_projeter(struct str departement, double latitude, double longitude, int *x, int *y)
{
	const struct carte_zone *z = carte_zone_de(CARTE_DEPARTEMENT, departement);
	const struct carte_cadre *cadre = carte_cadres;
	double px, py, loin = carte_echelle.metre * 100000;

	if (!z || !(fabs(latitude) < 80 && fabs(longitude) <= 180))
		return false;
	while (cadre->nom && !str_eq(str_of(cadre->code), departement))
		cadre++;
	if (cadre->nom) {
		px = cadre->x0 + cadre->kx * longitude;
		py = cadre->y0 - cadre->ky * latitude;
		loin = cadre->ky; /* a degree */
	} else {
		lambert(latitude, longitude, &px, &py);
	}
	if (px < z->gauche - loin || px > z->droite + loin || py < z->haut - loin ||
	    py > z->bas + loin)
		return false;
	*x = (int)lround(px);
	*y = (int)lround(py);
	return true;
}
