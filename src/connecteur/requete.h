/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * requete.h - one HTTP request, one answer, by libcurl
 *
 * Only https, but on loopback; certificates verified; no redirection followed, no proxy but none, no cookie, no password of a file. One handle, whose
 * connection serves the next request.
 */
#ifndef RELAIS_CONNECTEUR_REQUETE_H
#define RELAIS_CONNECTEUR_REQUETE_H

#include "connecteur/connecteur.h"
#include "connecteur/reponse.h"

struct client;

/* Copies the address. E_INVALIDE: it may not be used, the incident says why. client_fermer gives it back. */
enum err client_ouvrir(const char *url, const char *autorite, struct client **ret,
		       struct incident *inc) MUST_CHECK;
void client_fermer(struct client *c); /* accepts NULL */

struct requete {
	const char *chemin; /* after the address: « /ApiFormation/… » */
	const char *jeton;
	struct str corps; /* posted; STR_VIDE: GET */
	size_t max; /* bytes of the answer */
	int attente_s;
};
/* The answer lives until the next request. E_PANNE, E_REFUS (TLS): no answer, and *ret is untouched. */
enum err client_demander(struct client *c, const struct requete *q, struct reponse *ret,
			 struct incident *inc) MUST_CHECK;

#endif
