/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saison.h - what became, for campagne N, of an offre that was published in N−1
 *
 * The existing catalogue counts closed, not updated, Qualiopi lost, and « other », which explains nothing. Here every loss has its cause: there is no
 * « other ».
 */
#ifndef RELAIS_REGLE_SAISON_H
#define RELAIS_REGLE_SAISON_H

#include "regle/phrases.h"
#include "regle/statut.h"
#include "regle/verdict.h"

enum saison_cause {
	SAISON_RECONDUITE, /* nothing is lost: published, or on its way */
	SAISON_REMPLACEE, /* another offre took its place */
	SAISON_DISPARUE, /* not declared any more */
	SAISON_NON_RENOUVELEE, /* no open session for the rentrée N */
	SAISON_QUALIOPI,
	SAISON_SIRET_FERME,
	SAISON_MENTION,
	SAISON_ORGANISME, /* criterion 1 */
	SAISON_HABILITATION, /* 4 */
	SAISON_RNCP, /* 5 */
	SAISON_DUREE, /* 6 */
	SAISON_ANNEE, /* 8, or another année than the first */
	SAISON_PERIMETRE, /* 3 */
	SAISON_UAI,
	SAISON_A_DEMANDER, /* importable, waits for the SAIO */
	SAISON_REFUSEE,
	SAISON_EN_ATTENTE,
	SAISON_REJETEE,
	SAISON_ECHEC,
	SAISON_FERMEE, /* in Parcoursup */
	SAISON__MAX
};
const char *saison_code(enum saison_cause c); /* « non_renouvelee » */
const char *saison_libelle(enum saison_cause c); /* one sentence */
enum acteur saison_acteur(enum saison_cause c);

/* verdict: for campagne N; NULL when the offre is not declared any more. statut: in N, after evaluer. */
enum saison_cause saison_cause(bool remplacee, const struct verdict *verdict, enum statut statut);

#endif
