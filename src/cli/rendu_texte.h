/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rendu_texte.h - what check says of one offre
 */
#ifndef RELAIS_CLI_RENDU_TEXTE_H
#define RELAIS_CLI_RENDU_TEXTE_H

#include "controle/controle.h"

/* Nothing for an offre of which nothing has to be said. */
void rendu_offre_texte(const struct controle_offre *o, struct buf *out);
/* « , » and the object of every offre. */
void rendu_offre_json(const struct controle_offre *o, struct buf *out);
/* One anomaly of form (RECORD_ANOMALIE), the same two ways. */
void rendu_anomalie_texte(const struct record *r, const char *fichier, struct arena *a,
			  struct buf *out);
void rendu_anomalie_json(const struct record *r, const char *fichier, struct buf *out);

#endif
