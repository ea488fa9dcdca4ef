/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * accueil.h - the home: one search field, three doors, where the campagne stands, the figures of the day (inside the room)
 */
#ifndef RELAIS_WEB_ACCUEIL_H
#define RELAIS_WEB_ACCUEIL_H

#include "web/visite.h"

struct accueil {
	const struct campagne *campagne;
	int jour;
	const char *etat; /* where it stands, in one line */
	const char *a_faire; /* who does what before the next date; empty: nothing is left */
	int64_t offres, reglementaires, importables,
		certifiees; /* of the catalogue: those that it shows */
};

/* The template and the handlers. */
void page_accueil(struct buf *out, const struct accueil *m);
void accueil(struct visite *v);
/* The dates of the campagne, for agendas. */
void accueil_calendrier(struct visite *v);

#endif
