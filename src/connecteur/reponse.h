/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reponse.h - what Parcoursup answered, understood
 *
 * Pure: bytes in, facts or an incident out. What is sent back is foreign: any bytes may come.
 */
#ifndef RELAIS_CONNECTEUR_REPONSE_H
#define RELAIS_CONNECTEUR_REPONSE_H

#include "connecteur/connecteur.h"

struct reponse {
	int http;
	struct str type; /* Content-Type; empty: none */
	struct str corps;
	struct str vers; /* where a redirection leads; empty: none */
	int64_t date; /* its clock, in seconds; 0: not told */
	int64_t maintenant; /* ours */
};

/* connecteur_creer and connecteur_mettre_a_jour say what is given back. */
enum err reponse_envoi(const struct reponse *r, struct connecteur_reponse *ret,
		       struct incident *inc) MUST_CHECK;
/* connecteur_relire says it. */
enum err reponse_publications(const struct reponse *r, struct arena *a, struct publications *ret,
			      struct incident *inc) MUST_CHECK;

#endif
