/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lien.h - which offre is each formation of N-1? (domain.md 6, step 2)
 *
 * Pure. In this order: what a person decided; the offre of this base's campagne N-1, else that of its clé, under whatever clé it has now; the link that
 * this campagne found by the place; of each its successor, one for one. An offre that several formations claim goes to the one that claims it by the
 * better of these. Else, by the UAI and the CFD (or the spécialité, where the list gives no CFD): only when the formation has one
 * candidate and the candidate has one formation. Anything else is for the SAIO: never a guess.
 */
#ifndef RELAIS_PARCOURSUP_LIEN_H
#define RELAIS_PARCOURSUP_LIEN_H

#include "base/map.h"
#include "parcoursup/jugee.h"
#include "parcoursup/precedente.h"

enum lien {
	LIEN_AUCUN,
	LIEN_DECISION, /* a person said it */
	LIEN_CLE,
	LIEN_SUCCESSION,
	LIEN_UAI_CFD,
	LIEN_PLUSIEURS, /* several candidates, or several formations for one offre */
	LIEN_CREEE, /* the formation was made for the offre */
	LIEN__MAX
};
const char *lien_code(enum lien l); /* « cle »; empty for LIEN_AUCUN */
enum lien lien_de_code(struct str code); /* LIEN_AUCUN for what is no code */
const char *lien_libelle(enum lien l); /* « par sa clé ministères éducatifs »… */

/* The link that a formation already has in this campagne, or that a person decided. */
struct lien_connu {
	enum lien lien; /* LIEN_AUCUN: none */
	int64_t offre;
};

/* What else is known, from the base. Maps without an entry say « unknown ». */
struct lien_faits {
	const struct precedentes *formations;
	const struct lien_connu *connus; /* one for each formation */
	const struct jugees *offres;
	const struct map *
		anciennes_cles; /* clé that no offre has any more → number of the last that had it */
	const struct map *successeurs; /* number of an offre in digits → number of its successor */
	const struct map *cfd_de_mef; /* ten characters → address of a struct str */
	const struct map *cfd_communs; /* CFD of an option → address of a struct str */
};

/* LIEN_PLUSIEURS: what a person has to decide. */
enum partage {
	PARTAGE_AUCUN,
	PARTAGE_OFFRES, /* several offres of its place may be it */
	PARTAGE_LIEU, /* one offre of its place, which may be other formations too */
	PARTAGE_REVENDIQUEE, /* other formations claim its offre as well as it does: none has it */
	PARTAGE_PRISE, /* another formation has its offre, by a better claim */
};

/* What was found for one formation. */
struct rattachement {
	enum lien lien;
	const struct jugee *offre; /* NULL: none, or several */
	int64_t partie; /* the offre that it is linked to is gone: its number; 0 */
	enum lien lien_parti; /* how it was linked to that one */
	enum partage partage;
	const char *
		candidats; /* PARTAGE_OFFRES, PARTAGE_LIEU: the clés of the offres; PARTAGE_REVENDIQUEE: the codes of the formations */
	const struct jugee
		*voulue; /* PARTAGE_REVENDIQUEE, PARTAGE_PRISE: the offre that it claims */
	uint32_t rivale; /* PARTAGE_PRISE: index + 1 of the formation that has it */
};
struct liens {
	struct rattachement *formations; /* one for each, in their order */
	uint32_t *formation_de; /* by offre: index + 1 of its formation, 0: none */
	uint32_t *candidate_de; /* by offre: index + 1 of a formation that it may be, 0: none */
	uint32_t *
		proche_de; /* by importable offre without formation: index + 1 of a formation of the same UAI and CFD that has no importable offre, 0 */
};
/* In the arena. */
void liens_trouver(const struct lien_faits *f, struct arena *a, struct liens *ret);

#endif
