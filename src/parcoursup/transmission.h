/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * transmission.h - what is ready goes to Parcoursup by its web service, one offre at a time, and what Parcoursup says comes back (formats.md 5.4)
 *
 * Each answer is written in its own transaction, so a kill loses nothing: what was sent and not written is sent again, which Parcoursup allows. What
 * failed waits longer each time (regle/transmission.h) and goes last.
 */
#ifndef RELAIS_PARCOURSUP_TRANSMISSION_H
#define RELAIS_PARCOURSUP_TRANSMISSION_H

#include "connecteur/connecteur.h"
#include "parcoursup/acte.h"

enum transmission_sort {
	TRANSMISSION_ACCEPTEE,
	TRANSMISSION_REFUSEE, /* a business error: somebody corrects */
	TRANSMISSION_ECHOUEE, /* tried again later */
	TRANSMISSION_IMPOSSIBLE, /* it could not even be written down: no UAI, no clé */
	TRANSMISSION__MAX
};

/* One offre that was sent, or would be. Texts live until the callback returns. */
struct transmise {
	int64_t offre;
	struct str cle;
	struct str corps; /* the JSON */
	bool mise_a_jour;
	enum transmission_sort sort;
	int64_t code; /* accepted: that of Parcoursup */
	const char *phrase; /* what happens next, or what is wrong and who acts */
};
struct transmission_puits {
	void (*recevoir)(void *ctx, const struct transmise *t);
	void *ctx;
};
struct transmission_demande {
	int campagne;
	size_t max; /* offres of one run; 0: all */
	bool essai; /* nothing is sent nor written: only what would be */
	const struct decideur *qui;
	struct connecteur *connecteur; /* NULL with essai */
};
struct transmission_bilan {
	int64_t sorts[TRANSMISSION__MAX];
	int64_t restent; /* ready, beyond max */
	int64_t attendent; /* failed before, whose delay is not over */
	bool sans_relecture; /* it failed; set by whoever called transmission_relire */
	int64_t relues, mouvements,
		inconnues; /* of the readback: rows, those that moved a statut, those that nobody understands */
};
/*
 * Outside of any transaction. E_REFUS: Parcoursup does not know us, or must not be talked to: it stops at once. On failure the incident is filled;
 * what was done stays.
 */
enum err transmettre(struct db *db, const struct transmission_demande *d,
		     struct transmission_puits puits, struct transmission_bilan *ret,
		     struct incident *inc) MUST_CHECK;
/* What Parcoursup publishes, read back; each row that concerns one of our offres moves its statut. */
enum err transmission_relire(struct db *db, const struct transmission_demande *d,
			     struct transmission_bilan *ret, struct incident *inc) MUST_CHECK;

#endif
