/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_8.c - the année of entry into apprenticeship is declared
 *
 * Rule (domain.md 4.1, 8): 1 to 5 and at most the durée (durée not declared: only 1 to 5), or 9, « sans objet ».
 *
 * Source: RCO, Vade-mecum Catalogue apprentissage, September 2023 (« comprise entre 1 et 5 ans, elle ne peut être supérieure à
 * la durée de la formation »); 9 is the BCN's « sans objet ».
 */
#include "regle/interne.h"

struct constat regle_critere_8(const struct dossier *d, const struct parametres *p)
{
	int annee = entier_declare(d->annee), duree = entier_declare(d->duree);
	struct constat c = {.avis = AVIS_NON_CONFORME, .raison = RAISON_ANNEE_INVALIDE};

	(void)p;
	if (annee == ENTIER_ABSENT) {
		c.raison = RAISON_ANNEE_ABSENTE;
		return c;
	}
	if (annee == ANNEE_SANS_OBJET) {
		c.avis = AVIS_CONFORME;
		c.raison = RAISON_ANNEE_SANS_OBJET;
		return c;
	}
	if (!an_possible(annee)) {
		c.texte[0] = d->annee;
		return c;
	}

	c.nombre[0] = annee;
	c.nombre[1] = duree > 0 ? duree : 0;
	if (duree >= 0 && annee > duree) {
		c.raison = RAISON_ANNEE_DEPASSE_DUREE;
		return c;
	}
	c.avis = AVIS_CONFORME;
	c.raison = RAISON_ANNEE_DECLAREE;
	return c;
}
