/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * spool.h - records on their way from the reading thread to the writing one, in an unlinked temporary file
 *
 * A file is applied only when it was read to its end, so its records wait somewhere: on disk, because feeds are larger than the memory that an
 * import may use. Written whole by one thread, then read whole by another.
 */
#ifndef RELAIS_IMPORT_SPOOL_H
#define RELAIS_IMPORT_SPOOL_H

#include "format/flux.h"

struct spool;

/* In $TMPDIR, else /tmp. E_PANNE, with the incident: no temporary file can be made. */
enum err spool_ouvrir(struct spool **ret, struct incident *inc) MUST_CHECK;
void spool_fermer(struct spool *s); /* accepts NULL */
enum err spool_ecrire(struct spool *s,
		      const struct record *r) MUST_CHECK; /* E_PANNE: the disk is full */
enum err spool_fin(struct spool *s) MUST_CHECK;
/* Give every record back, in order; what the callback returns other than OK stops and is returned. */
enum err spool_lire(struct spool *s, struct puits puits) MUST_CHECK;
uint64_t spool_taille(const struct spool *s); /* bytes */

#endif
