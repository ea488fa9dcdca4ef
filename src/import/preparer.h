/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * preparer.h - from the records of a feed to offers: one offre an action and a year, each with its clé
 *
 * Takes the records of a feed (RECORD_OFFRE, its sessions, its texts) and gives offers. The clé is formation/@numero when it has
 * the form of a clé, even where it disagrees with the declared data (anomaly NUMERO_CLE_ECART); otherwise it is composed (formats.md 4.3). Several
 * years declared make several offers, the year digit adapted, each with the sessions that declare its year or none (domain.md 3 and 4.0).
 * Pure: no base, so it runs in the reading thread, and for check which keeps nothing.
 */
#ifndef RELAIS_IMPORT_PREPARER_H
#define RELAIS_IMPORT_PREPARER_H

#include "format/format.h"
#include "offre/offre.h"

/* What comes out. Everything pointed to dies when the callback returns. */
struct preparation_puits {
	/* textes: the formation's long texts as one block (referentiel/texte.h), empty when it has none; the same pointer and length for the offers of
	 * one formation's action. ligne: of the action. */
	enum err (*offre)(void *ctx, const struct offre_fait *fait, struct str textes,
			  uint32_t ligne);
	/* Every other record: anomalies (of the reader, and ours), the bilan. */
	enum err (*autre)(void *ctx, const struct record *r);
	void *ctx;
};

struct preparation;
struct preparation *preparer_ouvrir(struct preparation_puits puits);
/* Give this to format_ouvrir, with the same format. */
struct puits preparer_entree(struct preparation *p, enum format f);
void preparer_fermer(struct preparation *p); /* accepts NULL */

#endif
