/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * absence.h - why a formation is not « Certifiée », or an importable offre has no formation: codes, words, who acts
 *
 * A code is one of the table, or says which mention, criterion or statut it is: « mention:annee », « critere:2 », « statut:non_publie ».
 */
#ifndef RELAIS_PARCOURSUP_ABSENCE_H
#define RELAIS_PARCOURSUP_ABSENCE_H

#include "base/arena.h"
#include "regle/phrases.h"

#define ABSENCE_PLUSIEURS "plusieurs" /* several offres may be that formation */
#define ABSENCE_CANDIDATE "candidate" /* the offre is one of them */
#define ABSENCE_PROCHE "proche" /* the offre may replace the one of a formation */
#define ABSENCE_DISPARUE "disparue" /* its offre is not declared any more */
#define ABSENCE_NON_REDECLAREE "non_redeclaree" /* nobody has its clé */
#define ABSENCE_SANS_OFFRE "sans_offre" /* it has no clé, and no offre looks like it */
#define ABSENCE_ECARTEE "ecartee" /* a person said that no offre is that formation */
#define ABSENCE_ATTEND_SAIO "attend_saio" /* nothing is created before a person looked */

/* What all the lines of that code share: « Critère 2 : Qualiopi à jour ». In the arena. */
const char *absence_libelle(struct arena *a, const char *code);
/* The same for the line of a phone: « Critère 2 · Qualiopi à jour ». */
const char *absence_court(struct arena *a, const char *code);
/* Who acts, where the code alone says it; ACTEUR_PERSONNE for those of a verdict. */
enum acteur absence_acteur(const char *code);

#endif
