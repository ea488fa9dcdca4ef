/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * communes.h - which commune an INSEE code is today: mergers and changes of code followed
 *
 * Internal to the room. Filled from the code officiel géographique (communes déléguées, associées, arrondissements: what they are a part of) and from
 * its movements, then resolved once. With neither, a code is itself.
 */
#ifndef RELAIS_REFERENTIEL_COMMUNES_H
#define RELAIS_REFERENTIEL_COMMUNES_H

#include <stdbool.h>

#include "base/str.h"

struct communes;

struct communes *communes_nouvelles(void); /* never NULL */
void communes_liberer(struct communes *c); /* accepts NULL */

/* What is a part of a commune: type COMD, COMA or ARM. */
void communes_partie(struct communes *c, struct str type, struct str code, struct str parent);
/* From that day on, what was the commune `avant` is in the commune `apres`; the same code: it exists still. */
void communes_mouvement(struct communes *c, struct str avant, struct str apres, int date);
void communes_resoudre(struct communes *c);

/* The two codes are those of one commune (referentiels_meme_commune). */
bool communes_memes(const struct communes *c, struct str a, struct str b);

#endif
