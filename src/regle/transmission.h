/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * transmission.h - what is sent to Parcoursup, in which order, and when what failed is sent again
 */
#ifndef RELAIS_REGLE_TRANSMISSION_H
#define RELAIS_REGLE_TRANSMISSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "regle/statut.h"

/* An offre goes when it is pret; importable says that its facts were looked at since. */
bool transmission_choisie(enum statut s, bool importable);

/* Where an offre stands in the queue. */
struct transmission_rang {
	bool erreur; /* its last sending was refused or failed: after those that never were */
	int64_t depuis; /* instant of its last change; 0: none known */
	int64_t offre;
};
/* < 0: a goes first. Errors last, then the oldest change, then the lowest number: a total order, the same at each run. */
int transmission_ordre(const struct transmission_rang *a, const struct transmission_rang *b);

/* Minutes between the failure of that attempt (1: the first) and the next one. It grows up to a last delay, and goes on with it for ever. */
int transmission_delai(int tentative);
/* From that attempt on, waiting longer changes nothing: somebody has to look at the link with Parcoursup. */
bool transmission_alerte(int tentative);
/* « 2e envoi sans réponse : relais recommence dans 15 minutes. »; with an alert, who looks. */
const char *transmission_phrase(struct arena *a, int tentative);

#endif
