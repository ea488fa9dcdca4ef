/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * dossiers.h - the dossiers of the rules, built from the base or from a file that is not kept
 */
#ifndef RELAIS_OFFRE_DOSSIERS_H
#define RELAIS_OFFRE_DOSSIERS_H

#include "base/arena.h"
#include "offre/offre.h"
#include "referentiel/memoire.h"
#include "regle/dossier.h"

/*
 * The dossier of what a feed declares, seen by the referentials. Its sessions come from the arena; its texts point into `fait` and into `r`. The
 * offre's number is left at 0.
 */
enum err dossier_faire(struct referentiels *r, const struct offre_fait *fait, struct arena *a,
		       struct dossier *ret) MUST_CHECK;

/* Every offre of a vue, in the order of their numbers; or only the one of that number; or those whose numbers stand in the table lot. */
enum { DOSSIERS_DU_LOT = -1 };
struct dossiers;
enum err dossiers_ouvrir(struct db *db, const struct vue *vue, struct referentiels *r,
			 int64_t seule, struct dossiers **ret) MUST_CHECK;
void dossiers_fermer(struct dossiers *d); /* accepts NULL */

/* What goes with a dossier and is not the rules' business. */
struct offre_lue {
	struct dossier dossier;
	struct str region;
	struct offre_fait
		fait; /* the columns that a dossier is made of, and those of OFFRE_LUES; the others are empty */
	int64_t source;
	int64_t du_version;
};
/* The next one: *ret points into d until the next call; NULL at the end. */
enum err dossiers_suivant(struct dossiers *d, const struct offre_lue **ret) MUST_CHECK;

/*
 * The number of the offre of that clé, or of that number written in digits, as the vue sees it: E_ABSENT when there is none. A clé that nobody has any
 * more finds the offre that had it last, when it is still there: its clé was corrected.
 */
enum err offre_trouver(struct db *db, const struct vue *vue, struct str cle_ou_numero,
		       int64_t *ret) MUST_CHECK;

#endif
