/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * identite.h - who is the offre that a feed declares? (offre.h says the order of the answers)
 *
 * Internal to the room. Every offre of the base is known in memory by fingerprints: of its clé, of what its feed calls it (numeros of formation and
 * action), of its content.
 */
#ifndef RELAIS_OFFRE_IDENTITE_H
#define RELAIS_OFFRE_IDENTITE_H

#include "base/index64.h"
#include "base/vec.h"
#include "offre/offre.h"

struct connue {
	int64_t empreinte; /* of its content */
	uint64_t
		cle; /* fingerprint of its present clé: an entry of `cles` that leads here by another one is of the past */
	uint32_t numero;
	uint32_t source; /* the source whose declaration is the content; 0: gone */
	uint32_t flux; /* the last feed of this run of the program that declared it, 0: none */
	uint32_t annee; /* fingerprint of its declared year */
	uint32_t suivante; /* index + 1 of another one of the same reference */
	bool nommee; /* its feed gives it a reference */
};

struct annuaire {
	struct db *db;
	struct index64 cles; /* fingerprint of the clé → index + 1 in connues */
	struct index64
		references; /* fingerprint of (formation, action) → index + 1 of the last one */
	struct VEC(struct connue) connues;
	int64_t dernier; /* the largest number ever given */
	bool passe; /* some offre is in the past: a new clé may be one that comes back */
	struct stmt *revenante, *cle;
	char composee[64];
};

/* Read every offre of the base, past ones too for their numbers. */
enum err annuaire_ouvrir(struct db *db, struct annuaire *a) MUST_CHECK;
void annuaire_fermer(struct annuaire *a);

/* What the declaration is to the annuaire. */
enum identification {
	IDENTIFIEE,
	RENOMMEE, /* known, under another clé until now */
	INCONNUE, /* it was not there, and is now, without content */
};

/*
 * The offre that this is, declared in the feed `flux` of `source`: *ret is its index in connues. fait->cle becomes its clé when it was composed; the
 * text then lives in the annuaire until the next call.
 */
struct declaration {
	int64_t source;
	uint32_t flux;
};
enum err annuaire_identifier(struct annuaire *a, const struct declaration *d,
			     struct offre_fait *fait, size_t *ret,
			     enum identification *comment) MUST_CHECK;

#endif
