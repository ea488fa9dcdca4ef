/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * alertes.h - what somebody must look at before a date, as data: nothing that was importable goes in silence (domain.md 4.4)
 *
 * An alert is computed from what is known at a vue, never kept: the same vue and day give the same alerts, in the same order. An offre has at most one
 * about itself: a loss goes before what caused it. Past the last transfer of a campagne there is none.
 */
#ifndef RELAIS_PARCOURSUP_ALERTES_H
#define RELAIS_PARCOURSUP_ALERTES_H

#include "base/vec.h"
#include "campagne/campagne.h"
#include "parcoursup/jugee.h"
#include "parcoursup/migration.h"
#include "parcoursup/statuts.h"
#include "regle/role.h"

enum alerte_code {
	ALERTE_PERDUE, /* importable, and no longer */
	ALERTE_NON_RENOUVELEE, /* published in N-1; no session in N's window, or its offre is gone */
	ALERTE_RNCP, /* the fiche or the diploma ends before the session does */
	ALERTE_QUALIOPI, /* its organisme carried it, and no longer */
	ALERTE_A_LIER, /* several offres may be that formation */
	ALERTE_A_REMPLACER, /* an offre may take the place of another one in a formation */
	ALERTE_REJET, /* Parcoursup refuses it */
	ALERTE_ECHEC, /* it could not be sent */
	ALERTE_JALON, /* a date of the campagne is near */
	ALERTE__MAX
};
const char *alerte_code(enum alerte_code c); /* « non_renouvelee » */
const char *alerte_libelle(enum alerte_code c); /* « Importables, et qui ne le sont plus » */

enum alerte_gravite { ALERTE_HAUTE, ALERTE_MOYENNE, ALERTE_BASSE, ALERTE_GRAVITE__MAX };
const char *alerte_gravite_code(enum alerte_gravite g); /* « haute » */

struct alerte {
	enum alerte_code code;
	enum alerte_gravite gravite;
	int depuis; /* AAAAMMJJ since when; 0: not known */
	int avant; /* AAAAMMJJ before when; 0: no date */
	int64_t offre; /* 0: none */
	struct str cle, intitule, formation, uai; /* empty: none */
	struct str region, academie; /* of the lieu; empty: not known, or of no place */
	enum acteur acteur; /* who acts; ACTEUR_PERSONNE: nobody has to */
	const char *roles; /* whose list it is in: « cfa,carif,saio » */
	const char *phrase; /* what is wrong, and what to do */
};
struct alertes {
	struct VEC(struct alerte) liste; /* the gravest first, then the nearest date */
	struct migration *plan; /* whose texts they hold; NULL: the caller's */
};

/* Until when an offre had what it has no more, by the verdicts that were kept; AAAAMMJJ, 0: never, or it still has it. */
struct verdict_ancien {
	int64_t offre;
	int importable, qualiopi;
};

/* What alerts are made of. */
struct alertes_faits {
	const struct campagne *campagne;
	int jour;
	const struct ligne *lignes; /* of the plan of its migration, as known then */
	size_t n_lignes;
	const struct jugees *offres;
	const struct jugees *
		parties; /* gone: those that were importable, or that a formation is linked to (parties.h) */
	const struct statuts *statuts;
	const struct verdict_ancien *anciens; /* in the order of offres */
	size_t n_anciens;
};
/* Pure. Texts are in the arena, or in the facts. alertes_liberer ends them. */
void alertes_calculer(const struct alertes_faits *f, struct arena *a, struct alertes *ret);
void alertes_liberer(struct alertes *l);
/* Is it in the list of that role? */
bool alerte_pour(const struct alerte *a, enum role role);

/* Read the facts as the vue knows them, and compute: in a transaction. E_INVALIDE, with the incident: see migration_preparer. */
struct alertes_demande {
	const struct vue *vue;
	const struct campagne *campagne;
	int jour;
};
enum err alertes_lire(struct db *db, const struct alertes_demande *demande, struct arena *a,
		      struct alertes *ret, struct incident *inc) MUST_CHECK;

#endif
