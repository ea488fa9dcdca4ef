/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * restructuration.h - a merger, another SIRET, another commune, another UAI: which offre takes the place of which, seen before it is done
 *
 * The clé says certification, durée, année, both SIRETs and the commune. An old offre (declared or gone) is replaced by the one that has the clé it would have with
 * the new codes, when there is exactly one, and when it replaces only that one. Anything else is shown, and left to a person. Another UAI of the
 * lieu changes no clé: it is set on every offre of the old one, as a person would do one by one.
 */
#ifndef RELAIS_PARCOURSUP_RESTRUCTURATION_H
#define RELAIS_PARCOURSUP_RESTRUCTURATION_H

#include "base/arena.h"
#include "base/vec.h"
#include "campagne/valeurs.h"
#include "store/store.h"

enum code_change { CODE_SIRET, CODE_COMMUNE, CODE_UAI, CODE_CHANGE__MAX };
struct changement_code {
	enum code_change genre;
	struct str avant, apres;
};

enum sort {
	SORT_REMPLACEE, /* will be replaced by that offre */
	SORT_UAI, /* its UAI will be set */
	SORT_DEJA, /* it is replaced already, or has that UAI */
	SORT_SANS_SUITE, /* no offre has the clé that it would have */
	SORT_PLUSIEURS, /* several have it, or several would be replaced by the same one */
	SORT_PRISE, /* the offre expected replaces another one, or is replaced by this one: a person says it */
	SORT__MAX
};
const char *sort_code(enum sort s);
const char *sort_libelle(enum sort s);

struct restructuree {
	int64_t offre;
	struct str cle;
	bool declaree; /* it is in the catalogue now */
	enum sort sort;
	int64_t nouvelle; /* SORT_REMPLACEE */
	struct str attendue; /* the clé of that one, or the one looked for (without place number) */
};
struct restructuration {
	struct VEC(struct restructuree) liste; /* in the order of clés */
	int64_t comptes[SORT__MAX];
};
/* What would be done. In a transaction; texts in the arena. restructuration_liberer in any case. */
enum err restructuration_prevoir(struct db *db, const struct changement_code *v, size_t n,
				 struct arena *a, struct restructuration *ret) MUST_CHECK;
/* Do it, in the same transaction, which must be a write one. On failure the incident is filled. */
enum err restructuration_faire(struct db *db, const struct restructuration *r,
			       const struct decideur *qui, struct incident *inc) MUST_CHECK;
void restructuration_liberer(struct restructuration *r);

#endif
