/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * departage.h - the sentences of what nobody may guess: which offre a formation is, and what the SAIO does to say it
 *
 * Pure. Each says why it has to be said, by its own case (lien.h): offres that look alike, one offre that several formations claim, an offre beside a formation
 * that has none that can be imported. Offres are called by their clés: a number depends on the order of files.
 */
#ifndef RELAIS_PARCOURSUP_DEPARTAGE_H
#define RELAIS_PARCOURSUP_DEPARTAGE_H

#include "parcoursup/lien.h"

/* Why the formation of that rank (LIEN_PLUSIEURS) has no offre, in the arena. */
const char *departage_formation(struct arena *a, const struct precedentes *f, const struct liens *l,
				size_t rang);
/* Why an offre which may be the formation of that rank has none: the formation names it among its candidates, or claims it. */
const char *departage_candidate(struct arena *a, const struct precedentes *f, const struct liens *l,
				size_t rang);
/* Why an offre beside the formation of that rank, of its place and certification, has none. */
const char *departage_proche(struct arena *a, const struct precedentes *f, const struct liens *l,
			     size_t rang);

#endif
