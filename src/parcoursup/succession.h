/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * succession.h - « annule et remplace »: one offre takes the place of one other (domain.md 3)
 *
 * A link is one for one: an offre has one successor at most and replaces one offre at most, and no chain comes back to its start. With it go, in every
 * campagne, the statut, the request or the wait, the Parcoursup code; and the UAI that a person set, unless the new offre has one. They go to the end of
 * the chain, in whatever order its links are said. The old offre is non_publie, with that motif.
 */
#ifndef RELAIS_PARCOURSUP_SUCCESSION_H
#define RELAIS_PARCOURSUP_SUCCESSION_H

#include "base/arena.h"
#include "campagne/valeurs.h"
#include "store/store.h"

struct succession {
	int64_t ancienne, nouvelle;
};
/*
 * Record it, in the open write transaction. E_ABSENT: the old offre was never known, or the new one is not declared now. E_CONFLIT: it stands already.
 * E_REFUS: it would not be one for one, or go round. With the incident.
 */
struct succession_issue {
	int64_t bout; /* the offre that everything went to: the new one, or the one that replaces it at the end of the chain */
	bool declaree; /* that one is in the catalogue now */
	bool code_garde; /* in a campagne it had its own Parcoursup code from that chain, and kept it: the old one's did not follow */
};
enum err succession_poser(struct db *db, const struct succession *s, const struct decideur *qui,
			  struct succession_issue *ret, struct incident *inc) MUST_CHECK;
/* Take the link back; statuts stay as they are: a person moves them. E_ABSENT, with the incident: there is none. */
enum err succession_retirer(struct db *db, int64_t ancienne, const struct decideur *qui,
			    struct incident *inc) MUST_CHECK;
/* Which offre this one replaces, and which one replaces it, as known at that version; 0: none. */
struct succession_lue {
	int64_t remplace, remplacee_par;
};
enum err succession_lire(struct db *db, int64_t offre, int64_t version,
			 struct succession_lue *ret) MUST_CHECK;

#endif
