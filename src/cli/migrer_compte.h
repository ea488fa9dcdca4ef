/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer_compte.h - the lines of a migration, counted in every way the page shows them; each way, they add up to all the lines
 */
#ifndef RELAIS_CLI_MIGRER_COMPTE_H
#define RELAIS_CLI_MIGRER_COMPTE_H

#include "cli/migrer.h"

enum { MIGRER_ZONES_MAX = 64, MIGRER_A_VERIFIER = STATUT__MAX };

/* What a line is. */
enum ligne_genre {
	LIGNE_PRECEDENTE, /* a formation of N-1 */
	LIGNE_PROPRE, /* a formation that N had already and N-1 has not */
	LIGNE_CREEE,
	LIGNE_OFFRE, /* an importable offre without formation */
	LIGNE__MAX
};

/* With « Certifiée », and without. */
struct avec_sans {
	int64_t avec, sans;
};
struct migrer_zone {
	char code[4]; /* of the académie or of the région; empty: not known */
	struct avec_sans n;
};
struct migrer_zones {
	struct migrer_zone v[MIGRER_ZONES_MAX]; /* in the order of the codes */
	size_t n;
};

struct migrer_compte {
	struct avec_sans genre[LIGNE__MAX];
	struct avec_sans lien[LIEN__MAX]; /* formations only */
	struct avec_sans statut[STATUT__MAX + 1]; /* then MIGRER_A_VERIFIER */
	struct migrer_zones academies, regions;
	int64_t acteur[ACTEUR__MAX]; /* lines without « Certifiée » */
	int64_t demandes; /* formations « Certifiée » whose publication the SAIO has to ask for */
	const struct ligne **a_instruire; /* by académie, then in the order of the lines */
	size_t n_a_instruire;
};

/* In the arena. */
void migrer_compter(const struct migration_dite *d, struct arena *a, struct migrer_compte *ret);
/* A line that waits for a person of the SAIO to look. */
bool migrer_a_instruire(const struct ligne *l);
/* What the SAIO have to do, in a sentence each; empty when there is nothing. ou: where those lines are, « elles sont plus bas ». In the arena. */
const char *migrer_a_faire(const struct migrer_compte *c, struct arena *a, const char *ou);
const char *migrer_demandes(const struct migrer_compte *c, struct arena *a);

#endif
