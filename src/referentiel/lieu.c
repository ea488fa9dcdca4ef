/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lieu.c - from an INSEE commune to its académie and its région
 *
 * By the département, the first two characters of the commune's code (three overseas), because a commune that merged keeps a code that the
 * code officiel géographique no longer lists. The facts are in academies.csv: code;nom;code région;région;départements.
 */
#include <pthread.h>

#include "base/embarque.h"
#include "referentiel/memoire.h"

enum { LIEUX_MAX = 128, DEPARTEMENT_MAX = 4 };

struct departement {
	struct str code, academie, nom_academie, region, nom_region;
};

static struct departement departements[LIEUX_MAX]; /* written once, by pthread_once */
static size_t n_departements;
static pthread_once_t une_fois = PTHREAD_ONCE_INIT;

/* Cut the text before the separator off `reste`. */
static struct str couper(struct str *reste, char separateur)
{
	const char *fin = reste->n ? memchr(reste->p, separateur, reste->n) : NULL;
	struct str s = {reste->p, fin ? (size_t)(fin - reste->p) : reste->n};

	*reste = str_sub(*reste, s.n + 1, reste->n);
	return s;
}

static void lire_ligne(struct str ligne)
{
	struct departement d;

	d.academie = couper(&ligne, ';');
	d.nom_academie = couper(&ligne, ';');
	d.region = couper(&ligne, ';');
	d.nom_region = couper(&ligne, ';');
	while (ligne.n) {
		d.code = couper(&ligne, ',');
		if (n_departements == LIEUX_MAX || d.code.n >= DEPARTEMENT_MAX)
			BUG("academies.csv : trop de départements, ou code trop long");
		departements[n_departements++] = d;
	}
}

static void lire(void)
{
	const struct embarque *e = embarque_donnee("academies.csv");
	struct str reste = {(const char *)e->octets, e->taille};

	while (reste.n)
		lire_ligne(couper(&reste, '\n'));
}

struct lieu lieu_de_commune(struct str insee)
{
	struct str code;

	pthread_once(&une_fois, lire);
	if (insee.n != 5)
		return (struct lieu){0};
	code = str_sub(insee, 0,
		       insee.p[0] == '9' && (insee.p[1] == '7' || insee.p[1] == '8') ? 3 : 2);
	for (size_t i = 0; i < n_departements; i++)
		if (str_eq(departements[i].code, code))
			return (struct lieu){departements[i].academie, departements[i].region};
	return (struct lieu){0};
}

struct str academie_nom(struct str academie)
{
	pthread_once(&une_fois, lire);
	for (size_t i = 0; i < n_departements; i++)
		if (str_eq(departements[i].academie, academie))
			return departements[i].nom_academie;
	return STR_VIDE;
}

struct str region_nom(struct str region)
{
	pthread_once(&une_fois, lire);
	for (size_t i = 0; i < n_departements; i++)
		if (region.n && str_eq(departements[i].region, region))
			return departements[i].nom_region;
	return STR_VIDE;
}
