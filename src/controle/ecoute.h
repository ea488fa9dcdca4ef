/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecoute.h - the pieces that another process says become the records of a feed, or the incident that it ended with. Pure
 *
 * Feeds one after the other, each with its records, sessions only after an offre, no more of anything than limites.h allows, and one end. Anything
 * else is not believed: E_PANNE, and the words are ours.
 */
#ifndef RELAIS_CONTROLE_ECOUTE_H
#define RELAIS_CONTROLE_ECOUTE_H

#include "controle/trame.h"
#include "format/format.h"

struct ecoute_puits {
	/* A feed begins: where its records go. `nom` dies when it returns. */
	struct puits (*flux)(void *ctx, const char *nom, enum format f);
	/* A file was left aside. The texts die when it returns. */
	void (*note)(void *ctx, const char *nom, const char *message, const char *remede);
	void *ctx;
};

struct ecoute {
	struct ecoute_puits puits;
	struct puits records; /* of the feed */
	struct buf reste; /* of a trame that is not whole */
	uint64_t octets;
	uint32_t n_records, n_notes, n_sessions; /* n_sessions: of the last offre */
	bool ouvert; /* a feed has begun, and its bilan has not come */
	bool offre; /* the feed has given one */
	bool fini;
};

void ecoute_init(struct ecoute *e, struct ecoute_puits puits);
void ecoute_liberer(struct ecoute *e);
/* More bytes. E_INVALIDE: the other side said its incident. E_PANNE: it is not believed. Others: what a puits returned. */
enum err ecoute_nourrir(struct ecoute *e, const char *octets, size_t n,
			struct incident *inc) MUST_CHECK;
bool ecoute_finie(const struct ecoute *e); /* all was said: nothing else may follow */

#endif
