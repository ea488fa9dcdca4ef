/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * controle_texte.h - what check says of one offre
 */
#ifndef RELAIS_CLI_CONTROLE_TEXTE_H
#define RELAIS_CLI_CONTROLE_TEXTE_H

#include "cli/controle.h"
#include "format/flux.h"

struct controle_offre {
	const struct offre_fait *fait;
	const struct dossier *dossier;
	const struct verdict *verdict;
	const char *fichier;
	uint32_t ligne;
	uint32_t doublon_de; /* line of the first offre with this clé, 0: none */
	enum controle_avis avis;
	struct arena *a;
};

/* Nothing for an offre of which nothing has to be said. */
void controle_offre_texte(const struct controle_offre *o, struct buf *out);
/* « , » and the object of every offre. */
void controle_offre_json(const struct controle_offre *o, struct buf *out);
/* One anomaly of form (RECORD_ANOMALIE), the same two ways. */
void controle_anomalie_texte(const struct record *r, const char *fichier, struct arena *a,
			     struct buf *out);
void controle_anomalie_json(const struct record *r, const char *fichier, struct buf *out);

#endif
