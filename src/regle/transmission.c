/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * transmission.c - the queue towards Parcoursup
 */
#include "regle/transmission.h"

/* The last one for ever. */
static const struct {
	int minutes;
	const char *mots;
} delais[] = {
	{5, "5 minutes"},  {15, "15 minutes"}, {60, "1 heure"},
	{240, "4 heures"}, {720, "12 heures"}, {1440, "24 heures"},
};

enum { DELAIS = sizeof delais / sizeof *delais };

bool transmission_choisie(enum statut s, bool importable)
{
	return s == STATUT_PRET && importable;
}

static int signe(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int transmission_ordre(const struct transmission_rang *a, const struct transmission_rang *b)
{
	int ordre = signe(a->erreur, b->erreur);

	if (!ordre)
		ordre = signe(a->depuis, b->depuis);
	return ordre ? ordre : signe(a->offre, b->offre);
}

/* What no attempt can be is read as the first. */
static int rang(int tentative)
{
	int r = 0;

	while (r + 1 < tentative && r < DELAIS - 1)
		r++;
	return r;
}

int transmission_delai(int tentative)
{
	return delais[rang(tentative)].minutes;
}

bool transmission_alerte(int tentative)
{
	return tentative >= DELAIS;
}

const char *transmission_phrase(struct arena *a, int tentative)
{
	const char *mots = delais[rang(tentative)].mots;

	if (transmission_alerte(tentative))
		return arena_printf(
			a,
			"%de envoi sans réponse utilisable : relais recommence toutes les %s. Le service national Parcoursup (SCN) vérifie la liaison.",
			tentative, mots);
	return arena_printf(a, "%d%s envoi sans réponse utilisable : relais recommence dans %s.",
			    tentative, tentative == 1 ? "er" : "e", mots);
}
