/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parente.h - an offre and the one that takes its place: the same certification, the same académie?
 *
 * Nothing is forbidden: a person decides. What differs is said before it is written, for the statut and the Parcoursup code of one formation go to another offre.
 */
#ifndef RELAIS_PARCOURSUP_PARENTE_H
#define RELAIS_PARCOURSUP_PARENTE_H

#include "base/arena.h"
#include "parcoursup/succession.h"
#include "referentiel/vue.h"

struct parente;
/* With the referentials of the vue in memory, in a transaction that stays open as long as it is asked. parente_fermer in any case of success. */
enum err parente_ouvrir(struct db *db, const struct vue *vue, struct parente **ret) MUST_CHECK;
void parente_fermer(struct parente *p); /* accepts NULL */

/*
 * What differs between the two, each as it was last declared: one or two French sentences in the arena, NULL when nothing does. What one of them does not
 * say contradicts nothing.
 */
enum err parente_ecarts(struct parente *p, const struct succession *s, struct arena *a,
			const char **ret) MUST_CHECK;

#endif
