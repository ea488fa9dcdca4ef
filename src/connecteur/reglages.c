/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reglages.c - the settings of the connector, from the environment
 *
 * A path to the key and never the key: an environment is read by others more easily than a file.
 */
#include "connecteur/connecteur.h"

#include <stdlib.h>

#define URL "RELAIS_PARCOURSUP_URL"
#define CERTIFICAT "RELAIS_PARCOURSUP_CERTIFICAT"
#define CLE "RELAIS_PARCOURSUP_CLE"
#define AUTORITE "RELAIS_PARCOURSUP_AUTORITE"

static const char *variable(const char *nom)
{
	const char *valeur = getenv(nom);

	return valeur && valeur[0] ? valeur : NULL;
}

enum err connecteur_reglages_lire(struct connecteur_reglages *ret, struct incident *inc)
{
	const struct connecteur_reglages r = {.url = variable(URL),
					      .certificat = variable(CERTIFICAT),
					      .cle = variable(CLE),
					      .autorite = variable(AUTORITE)};

	if (r.url && r.certificat && r.cle) {
		*ret = r;
		return OK;
	}
	if (r.url || r.certificat || r.cle) {
		incident_set(
			inc, E_INVALIDE,
			"Le connecteur vers Parcoursup est réglé à moitié : rien n'est envoyé.");
		incident_detail(inc, "Il manque :%s%s%s.", r.url ? "" : " " URL,
				r.certificat ? "" : " " CERTIFICAT, r.cle ? "" : " " CLE);
		incident_remede(inc, "Donnez ce qui manque, ou retirez le reste pour l'éteindre.");
		return E_INVALIDE;
	}
	incident_set(inc, E_ABSENT,
		     "Le connecteur vers Parcoursup est éteint : rien n'est envoyé.");
	incident_remede(inc,
			"Pour l'allumer, donnez %s (l'adresse du service), %s (l'identifiant du "
			"certificat) et %s (le chemin de sa clé privée).",
			URL, CERTIFICAT, CLE);
	return E_ABSENT;
}
