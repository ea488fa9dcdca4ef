/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mesures.h - what the server counts, as Prometheus reads it
 *
 * Counted by the loop alone, which also answers /metrics: no lock.
 */
#ifndef RELAIS_HTTP_MESURES_H
#define RELAIS_HTTP_MESURES_H

#include "http/garde.h"

enum { MESURES_BORNES = 12, MESURES_CLASSES = 6 };

struct mesures {
	uint64_t classes[MESURES_CLASSES]; /* by hundreds of the status; 0: the client left */
	uint64_t refus[GARDE__MAX];
	uint64_t satures; /* 503 for a full queue, or too many bodies */
	uint64_t durees[MESURES_BORNES + 1]; /* answers by how long they took; the last: longer */
	uint64_t duree_us; /* of them all */
};

/* What is counted elsewhere, at the instant of the answer. */
struct mesures_instant {
	size_t file, file_max, ouvriers, occupes, ouvertes, actives, corps;
	uint64_t coupees, perdues;
};

/* One answer; duree_us: from the first line of the request to the answer ready to leave. */
void mesures_noter(struct mesures *m, int statut, int64_t duree_us);
void mesures_ecrire(const struct mesures *m, const struct mesures_instant *i, struct buf *out);

#endif
