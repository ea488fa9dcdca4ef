/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * completes.h - the offers of a vue with every column, their sessions and their long texts, in the order of their numbers
 *
 * A dossier has what the rules ask; this is what a feed would declare. Two ordered streams, whatever the number of offers.
 */
#ifndef RELAIS_OFFRE_COMPLETES_H
#define RELAIS_OFFRE_COMPLETES_H

#include "offre/offre.h"
#include "referentiel/vue.h"

struct completes;

/* textes: read the long texts too. In a transaction. */
enum err completes_ouvrir(struct db *db, const struct vue *vue, bool textes,
			  struct completes **ret) MUST_CHECK;
void completes_fermer(struct completes *c); /* accepts NULL */

struct offre_complete {
	int64_t numero;
	struct offre_fait fait; /* cle, col, sessions */
	struct str bloc; /* its long texts (referentiel/texte.h); empty without `textes` */
	struct str source; /* code of its main source */
};
/* The offre of that number, which is after every one asked before: *ret points into c until the next call. E_ABSENT: the vue has none. */
enum err completes_lire(struct completes *c, int64_t numero,
			const struct offre_complete **ret) MUST_CHECK;

#endif
