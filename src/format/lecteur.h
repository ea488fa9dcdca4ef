/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lecteur.h - what every reader of the room gives to format.c: four functions (internal to the room)
 *
 * A reader is fed the file's bytes as they come and gives records to its puits. After an error nothing more is
 * sent and only fermer may be called. A reader holds no state outside the pointer that ouvrir gives: several
 * may run in different threads.
 */
#ifndef RELAIS_FORMAT_LECTEUR_H
#define RELAIS_FORMAT_LECTEUR_H

#include <stddef.h>

#include "base/err.h"
#include "format/flux.h"

struct lecteur_ops {
	void *(*ouvrir)(struct puits puits); /* never NULL */
	/* E_INVALIDE with its incident, or what the puits returned. */
	enum err (*nourrir)(void *l, const char *bytes, size_t n, struct incident *inc);
	/* Of a set: the bytes that follow are that part's. NULL: one file is all there is. */
	enum err (*partie)(void *l, int partie, struct incident *inc);
	enum err (*fin)(void *l, struct incident *inc); /* the file was whole; sends RECORD_BILAN */
	void (*fermer)(void *l); /* accepts NULL */
};

extern const struct lecteur_ops lecteur_lheo; /* lheo.c */
extern const struct lecteur_ops lecteur_rncp; /* rncp.c */
extern const struct lecteur_ops lecteur_postaux; /* json_postaux.c */
extern const struct lecteur_ops lecteur_jeu; /* jeu_lecteur.c */
extern const struct lecteur_ops lecteur_rco; /* json_rco.c */
extern const struct lecteur_ops lecteur_rco_etablissements; /* json_etablissements.c */
extern const struct lecteur_ops lecteur_uai_siret; /* json_etablissements.c */

#endif
