/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * etude.h - the base as one answer looks at it: one state of it, as known on a date, and a campagne
 *
 * A front room opens it (the terminal: cli.h; a page: from what its worker keeps open) and a domain room reads through it.
 */
#ifndef RELAIS_CAMPAGNE_ETUDE_H
#define RELAIS_CAMPAGNE_ETUDE_H

#include "campagne/campagne.h"
#include "referentiel/vue.h"
#include "store/store.h"

struct etude {
	struct db *db;
	struct tx
		tx; /* everything is read in one transaction; closed when the caller has its own */
	struct arena *arena; /* lives as long as the etude */
	struct vue vue;
	struct campagne campagne;
	int jour; /* the day the answer speaks of: that of the question, else today in Paris */
};

/* What follows « à corriger »: « avant le 15 novembre 2023 pour… », « dès que possible : … », « ; la campagne est close… ». In the arena. */
const char *etude_echeance(const struct etude *e);

#endif
