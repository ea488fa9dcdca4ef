/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * disparition.h - what is said of one offre that was there and is not any more: since when, how it went, what happens now
 *
 * Sentences are in the arena of the etude.
 */
#ifndef RELAIS_EXPLICATION_DISPARITION_H
#define RELAIS_EXPLICATION_DISPARITION_H

#include "campagne/etude.h"
#include "offre/histoire.h"
#include "parcoursup/etapes.h"

struct disparition {
	struct offre_disparue offre;
	struct parcours parcours;
	struct suite suite; /* what comes next for Parcoursup */
};
/* In the transaction of the etude. E_ABSENT: as offre_disparue; else db_incident says why. */
enum err disparition_lire(const struct etude *e, struct str cle_ou_numero,
			  struct disparition *ret) MUST_CHECK;

/* Since when it is gone, by which feed or by which import that was undone. */
const char *disparition_raison(const struct etude *e, const struct disparition *d);
/* Which offre took its place, else what comes next, else how it comes back. */
const char *disparition_suite(const struct etude *e, const struct disparition *d);

#endif
