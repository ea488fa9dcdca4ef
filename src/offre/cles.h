/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cles.h - the offres of a vue in the order of their clés
 *
 * The rules are run in the order of the numbers, which is that of the base; lists are shown in the order of the clés (bytes), which the base's
 * index gives without sorting.
 */
#ifndef RELAIS_OFFRE_CLES_H
#define RELAIS_OFFRE_CLES_H

#include "referentiel/vue.h"
#include "store/store.h"

/* Call back with the number of each offre, in the order of clés; anything but OK stops and is returned. In a transaction. */
struct cles_puits {
	enum err (*recevoir)(void *ctx, int64_t numero);
	void *ctx;
};
enum err offres_par_cle(struct db *db, const struct vue *vue, struct cles_puits puits) MUST_CHECK;

#endif
