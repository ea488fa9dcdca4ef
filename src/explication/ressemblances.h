/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ressemblances.h - one offre among those of its commune: what looks like it, what its place contradicts
 */
#ifndef RELAIS_EXPLICATION_RESSEMBLANCES_H
#define RELAIS_EXPLICATION_RESSEMBLANCES_H

#include "base/vec.h"
#include "campagne/etude.h"
#include "verdict/comparaison.h"

struct ressemblances {
	struct comparaison *comparaison;
	const struct offre_comparee *offre; /* the one that is explained */
	struct VEC(struct groupe) groupes; /* that it is in, in the order of « relais doublons » */
};
/* Around that offre, with what the caller keeps in memory for the vue (NULL: it is read). In a transaction. ressemblances_liberer when it succeeded. */
enum err ressemblances_lire(const struct etude *e, int64_t offre, struct referentiels *refs,
			    const struct lieux *lieux, struct ressemblances *ret) MUST_CHECK;
void ressemblances_liberer(struct ressemblances *r); /* harmless on {0} */

/* « Offre déclarée deux fois : n° 3, n° 12 et 4 de plus ». In the arena. */
const char *ressemblances_groupe(struct arena *a, const struct ressemblances *r,
				 const struct groupe *g);
/* Does its place contradict itself? */
bool ressemblances_contredisent(const struct ressemblances *r);

#endif
