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
 * As ref_annuler, in the open write transaction. An offre and the sources beside it are taken back together or not at all: whatever another source did
 * to one of them since is a conflict. So is an offre whose clé belongs to another one now; and, when several runs share the version, one that the run
 * brought and that another source declares too.
 */
enum err offres_annuler(struct db *db, const struct retour_demande *d,
			struct retour_bilan *bilan) MUST_CHECK;

#endif
