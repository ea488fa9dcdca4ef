/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retour.h - take back what a version did to the offres, their sessions and their sources
 *
 * The numbers of offres never change and decisions belong to numbers: nothing that a person decided is touched.
 */
#ifndef RELAIS_OFFRE_RETOUR_H
#define RELAIS_OFFRE_RETOUR_H

#include "referentiel/table.h"

/*
 * As ref_annuler, in the open write transaction. par: the source whose feed is taken back. An offre that it brought and that another source declares
 * too is a conflict; so is one whose clé belongs to another offre now.
 */
enum err offres_annuler(struct db *db, const struct retour_demande *d, int64_t par,
			struct retour_bilan *bilan) MUST_CHECK;

#endif
