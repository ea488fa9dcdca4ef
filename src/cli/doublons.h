/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doublons.h - what « relais doublons » found, told as text, as CSV or as JSON
 */
#ifndef RELAIS_CLI_DOUBLONS_H
#define RELAIS_CLI_DOUBLONS_H

#include "base/vec.h"
#include "cli/cli.h"
#include "cli/ecran.h"
#include "verdict/comparaison.h"

/* Something that contradicts itself in one offre: its words, and its stable code. */
struct contradiction {
	const struct offre_comparee *offre;
	const char *code; /* that of a raison (« SIGNAL_CLE ») or of an incoherence */
	struct phrase phrase;
};

struct trouvailles {
	const struct etude *e;
	size_t offres; /* compared */
	bool codes_postaux; /* compared too: the base has their list */
	struct VEC(struct groupe) groupes[DOUBLON__MAX];
	struct VEC(struct contradiction) contradictions;
};

/* Each writes everything it has to say; too long for `out` is seen by buf_depasse. The text shows the first groups of each genre only. */
void doublons_texte(const struct trouvailles *t, struct ecran *e);
void doublons_csv(const struct trouvailles *t, struct buf *out);
void doublons_json(const struct trouvailles *t, struct buf *out);

#endif
