/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * statuts.h - the statut of each offre in a campagne, as the base keeps it (regle/statut.h says how it moves)
 *
 * An offre without a row is non_publiable and nobody ever touched it. Rows are only written when something of them changed.
 */
#ifndef RELAIS_PARCOURSUP_STATUTS_H
#define RELAIS_PARCOURSUP_STATUTS_H

#include "base/arena.h"
#include "base/vec.h"
#include "regle/statut.h"
#include "store/store.h"

struct statut_fait {
	int64_t offre;
	enum statut statut;
	enum statut_decision decision;
	bool detachee; /* Parcoursup removed its formation: what it was in N-1 counts no more */
	struct str code; /* that Parcoursup gave */
	struct str motif, precisions; /* of the refusal, or of the error */
	struct str acteur; /* who moved it last: a role or a person */
	int perdue_le; /* AAAAMMJJ since when it is published and not importable; 0 */
	int essais; /* transmissions that failed in a row */
	struct str essai_apres; /* instant before which none is tried; empty */
	int64_t pose_version; /* since when it stands in this statut */
	int64_t du_version;
};
struct statuts {
	struct VEC(struct statut_fait) liste; /* in the order of offres */
};
/* All of a campagne as known at that version (INT64_MAX: now); texts in the arena. statuts_liberer in any case. */
enum err statuts_lire(struct db *db, int campagne, int64_t version, struct arena *a,
		      struct statuts *ret) MUST_CHECK;
void statuts_liberer(struct statuts *s);
/* That of one offre alone, read by its key; without a row: non_publiable. */
enum err statut_lire(struct db *db, int campagne, int64_t offre, int64_t version, struct arena *a,
		     struct statut_fait *ret) MUST_CHECK;
/* That of one offre among them; NULL: no row. */
const struct statut_fait *statut_de(const struct statuts *s, int64_t offre);
/* Nothing that is kept differs (versions apart). */
bool statut_pareil(const struct statut_fait *a, const struct statut_fait *b);

/*
 * One event for one row, as regle/statut.h says it: its statut, its decision, and what they entail (the alert of a loss is dated `jour`). With an
 * empêchement the row is untouched.
 */
struct statut_issue statut_mouvoir(struct statut_fait *s, const struct statut_acte *acte,
				   const struct statut_faits *f, int jour);

/* Write rows that are new or changed, in the open write transaction; their old selves go to the past. */
struct statuts_ecriture;
enum err statuts_ouvrir(struct db *db, int campagne, int64_t version,
			struct statuts_ecriture **ret) MUST_CHECK;
enum err statut_ecrire(struct statuts_ecriture *e, const struct statut_fait *s,
		       bool nouveau) MUST_CHECK;
enum err statuts_finir(struct statuts_ecriture *e) MUST_CHECK;
void statuts_fermer(struct statuts_ecriture *e); /* accepts NULL */

#endif
