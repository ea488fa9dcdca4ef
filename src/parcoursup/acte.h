/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * acte.h - one person, or one answer of Parcoursup, moves the statut of one offre; somebody says which offre a formation is
 *
 * Everything goes through regle/statut.h: what its table does not allow is refused with its sentence. Each act is a version and an event. The
 * formations follow when suites_renouveler is called after the commit (fil.h).
 */
#ifndef RELAIS_PARCOURSUP_ACTE_H
#define RELAIS_PARCOURSUP_ACTE_H

#include "base/arena.h"
#include "campagne/valeurs.h"
#include "parcoursup/statuts.h"
#include "store/store.h"

struct acte {
	int campagne;
	int64_t offre;
	enum statut_evenement evenement;
	enum role role;
	enum refus refus; /* refuser; else REFUS_AUCUN */
	struct str precisions; /* of the refusal, or the text of an error */
	struct str code; /* that Parcoursup gave; empty: none */
	struct str motif; /* code of an error of Parcoursup; empty: none */
	int essais; /* transmissions that failed in a row, after this act */
	struct str essai_apres; /* instant before which none is tried again; empty */
	const struct decideur
		*qui; /* its raison counts as the written reason, not as the precision of a motif */
};
/*
 * Do it, in the open write transaction. *avant and *apres: what it changed; texts in the arena. E_ABSENT: no such offre now. E_REFUS, with
 * the incident: the table does not allow it. E_CONFLIT: nothing would change.
 */
enum err acte_faire(struct db *db, const struct acte *acte, struct arena *a,
		    struct statut_fait *avant, struct statut_fait *apres,
		    struct incident *inc) MUST_CHECK;

/* What the table looks at for that offre in that campagne, as it is now, on that day: which acts are possible. In a transaction. E_ABSENT, with the incident: no such offre now. */
enum err acte_faits(struct db *db, int campagne, int64_t offre, int jour, struct statut_faits *ret,
		    struct incident *inc) MUST_CHECK;

/*
 * A person says which offre a formation of the campagne is (offre 0: none of them). E_ABSENT, with the incident: no such formation. E_CONFLIT: it was said
 * already. E_REFUS, with the incident: a person said that the offre is another one.
 */
struct rattachement_voulu {
	int campagne;
	struct str formation; /* its code */
	int64_t offre;
	const struct decideur *qui;
};
enum err formation_rattacher(struct db *db, const struct rattachement_voulu *v,
			     struct incident *inc) MUST_CHECK;

#endif
