/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * salle.h - where a worker works: its connection, and the referentials of the version that the base has
 */
#ifndef RELAIS_WEB_SALLE_H
#define RELAIS_WEB_SALLE_H

#include "campagne/campagne.h"
#include "referentiel/memoire.h"
#include "referentiel/vue.h"
#include "verdict/actions.h"

struct salle {
	struct db *db;
	struct tx tx; /* of the request that is answered */
	int campagne_annee, date;
	/* of that version; -1: none was read yet */
	int64_t derniere;
	struct arena *arena;
	struct vue vue;
	struct campagne campagne;
	struct referentiels *referentiels;
	struct sources sources; /* of which date each list is */
};

enum err salle_ouvrir(const char *dsn, int campagne, int date, struct salle **ret,
		      struct incident *inc) MUST_CHECK;
void salle_fermer(struct salle *s); /* accepts NULL */
/* A reading transaction on the base as it is, the rest being of that state. salle_sortir ends it, in any case. */
enum err salle_entrer(struct salle *s, struct incident *inc) MUST_CHECK;
void salle_sortir(struct salle *s);

#endif
