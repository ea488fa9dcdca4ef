/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comptes.h - the figures of a campagne for Parcoursup, as known at a vue: formations, « Certifiée », why not and who acts, statuts of the offres
 *
 * Everything is counted from what the migration wrote; a campagne that was never migrated has no figure.
 */
#ifndef RELAIS_PARCOURSUP_COMPTES_H
#define RELAIS_PARCOURSUP_COMPTES_H

#include "base/index64.h"
#include "parcoursup/formation.h"
#include "parcoursup/statuts.h"
#include "referentiel/vue.h"
#include "regle/phrases.h"
#include "regle/verdict.h"

/* How often a reason occurs among the formations without « Certifiée », and who acts for each of them; they add up. */
struct comptes_motif {
	const char *code, *libelle;
	int64_t n, acteur[ACTEUR__MAX];
};

struct comptes {
	bool migree; /* else only `attendues` says something */
	int migree_le; /* AAAAMMJJ of its last run */
	bool au_fil; /* which was of the continuous import */
	int64_t attendues; /* not migrated: the formations of N-1 that the base knows */
	int64_t reprises, creees; /* formations, by where they come from; they add up */
	int64_t liees; /* that have an offre */
	int64_t certifiees, sans; /* they add up */
	int64_t sans_formation; /* importable offres that have none */
	int64_t statuts[STATUT__MAX]; /* of every offre of the catalogue */
	struct VEC(struct comptes_motif) motifs; /* the most frequent first, once it is ended */

	/* what it is counted from */
	struct arena *a;
	struct formations formations;
	struct statuts rangs; /* the statuts, by offre */
	struct index64 par_offre; /* number of an offre → index + 1 of its formation */
};
/* What does not depend on verdicts; texts in the arena. comptes_liberer in any case. In a transaction. */
enum err comptes_ouvrir(struct db *db, const struct vue *vue, int campagne, struct arena *a,
			struct comptes *ret) MUST_CHECK;
/* One offre of the catalogue, with its verdict at that vue: each once. */
void comptes_offre(struct comptes *c, int64_t offre, const struct verdict *v);
void comptes_finir(struct comptes *c);
void comptes_liberer(struct comptes *c);

#endif
