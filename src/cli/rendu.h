/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rendu.h - what « check » answers: a summary, then what is wrong offre by offre, as text or JSON
 */
#ifndef RELAIS_CLI_RENDU_H
#define RELAIS_CLI_RENDU_H

#include "cli/cli.h"
#include "cli/sortie.h"
#include "controle/controle.h"

struct rendu {
	const struct etude *e;
	struct controle controle;
	bool json;
	/* what is said of each offre so far: text by avis; JSON all in the first */
	struct brouillon brouillon[CONTROLE__MAX];
	struct buf formes; /* the first anomalies of form, told */
	struct archive_gardee archive; /* that the last feed came from */
	struct arena *arena;
	struct buf texte;
};

/* The referentials stay the caller's. */
void rendu_init(struct rendu *r, const struct etude *e, struct referentiels *referentiels);
void rendu_liberer(struct rendu *r);
/* Print it; the exit code. */
int rendu_repondre(struct rendu *r);

#endif
