/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * etapes.h - the last two stages of an offre's journey, and what comes next: who does what, before when (screens.md 2)
 *
 * Pure. The terminal, the JSON and the pages say the same words because they take them here.
 */
#ifndef RELAIS_PARCOURSUP_ETAPES_H
#define RELAIS_PARCOURSUP_ETAPES_H

#include "campagne/campagne.h"
#include "parcoursup/histoire.h"
#include "regle/phrases.h"

/* A stage of the journey. */
enum etape_etat { ETAPE_FAITE, ETAPE_BLOQUEE, ETAPE_ATTENTE, ETAPE_A_VENIR, ETAPE_ETAT__MAX };
struct etape {
	const char *nom; /* « Catalogue national » */
	enum etape_etat etat;
	int date; /* AAAAMMJJ, 0: none */
	const char *texte; /* what is to be said of it */
};
const char *etape_etat_code(enum etape_etat e); /* « faite », « bloquee »… */

/* What is known of the offre, on that day. */
struct avancement {
	const struct campagne *campagne;
	int jour;
	const struct parcours *parcours;
	bool reglementaire, importable, attend_saio;
	int modifiee_le; /* since when its data are what they are; 0: not known */
	enum acteur acteur; /* who corrects what stops it; ACTEUR_PERSONNE: nobody has to */
};
/* ④: « formation 47168, « Certifiée » depuis le 6 novembre 2023 », or not and why, or when. In the arena, as what follows. */
struct etape etape_parcoursup(struct arena *a, const struct avancement *v);
/* ⑤: visible on the date of the campagne, when it is published and its paramétrage is validé; which of the two is missing. */
struct etape etape_candidats(struct arena *a, const struct avancement *v);
/* The words that end the answer about an importable offre: « « Certifiée » : formation 47168. » */
const char *avancement_resume(struct arena *a, const struct avancement *v);

/* Its formation, as parcours_phrase; a reason that was put right since the last run is not repeated. */
const char *avancement_formation(struct arena *a, const struct avancement *v);

struct suite {
	const char *texte; /* one or two sentences; empty: nothing comes next */
	enum acteur acteur; /* who acts; ACTEUR_PERSONNE: nobody has to */
	int avant; /* AAAAMMJJ, before when; 0: no date */
};
struct suite avancement_suite(struct arena *a, const struct avancement *v);
/* « le CFA, avant le 15 novembre 2023 »: who acts next; empty: nobody has to. In the arena. */
const char *suite_qui(struct arena *a, const struct suite *s);

/* Who moves an offre of that statut on: what a refusal names goes before. ACTEUR_PERSONNE: nobody has to. */
enum acteur statut_acteur(const struct statut_fait *s);
/* Until when a published offre that is not importable any more keeps « Certifiée »; 0: it runs no delay. */
int perte_echeance(const struct campagne *c, const struct statut_fait *s);
/* What happens to « Certifiée » and before when, as said on that day; empty: nothing is lost. In the arena. */
const char *perte_phrase(struct arena *a, const struct campagne *c, const struct parcours *p,
			 int jour);
/* The next date of the campagne before which a correction counts; 0: all are passed. */
int correction_echeance(const struct campagne *c, int jour);
const char *
parametrage_libelle(struct str code); /* « à paramétrer »; its code when it is no code */

#endif
