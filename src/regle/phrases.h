/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases.h - from a constat to the French that a CFA secretary reads (screens.md 1: what is wrong · what we saw, where, of which
 * date · who corrects it, where · before when)
 *
 * The date of the source is given by the caller (it changes daily and is not part of a constat). Sentences are UTF-8, in the arena.
 */
#ifndef RELAIS_REGLE_PHRASES_H
#define RELAIS_REGLE_PHRASES_H

#include "regle/verdict.h"

/* Where the evidence of a raison comes from; the caller knows the date of each. */
enum provenance {
	PROVENANCE_FLUX,
	PROVENANCE_LISTE_OF,
	PROVENANCE_SIRENE,
	PROVENANCE_FRANCE_COMPETENCES,
	PROVENANCE_KIT,
	PROVENANCE_CERTIF_INFO,
	PROVENANCE_BCN_DIPLOME,
	PROVENANCE_BCN_MEF,
	PROVENANCE_UAI,
	PROVENANCE_PERIMETRE,
	PROVENANCE__MAX
};
const char *
provenance_libelle(enum provenance p); /* « liste publique des organismes de formation »… */

/* Who acts (codes of domain.md 2, plus those outside relais). */
enum acteur {
	ACTEUR_PERSONNE,
	ACTEUR_CFA,
	ACTEUR_CARIF,
	ACTEUR_CERTIFICATEUR,
	ACTEUR_SAIO,
	ACTEUR_MOSS,
	ACTEUR_SCN,
	ACTEUR_ETABLISSEMENT,
	ACTEUR_SSA,
	ACTEUR__MAX
};
const char *acteur_libelle(enum acteur a); /* « le CFA »… */
const char *acteur_code(
	enum acteur a); /* « cfa », as roles are named in domain.md 2; empty for ACTEUR_PERSONNE */

struct phrase {
	const char *fait; /* what is wrong, or what is right: « Durée non renseignée. » */
	const char *
		vu; /* the evidence, short: « NDA 11 94 00000 94 »; empty when the fact says it all */
	const char *
		remede; /* who does what, where; empty when nothing is to be done. Without the date. */
	enum provenance provenance;
	enum acteur acteur;
};

/* numero: 1..8 for a critere, 0 for the UAI and for signalements. */
struct phrase phrase_constat(struct arena *a, int numero, const struct constat *c);
/* The annex's words: « Organisme déclaré à la DREETS ». */
const char *critere_libelle(int numero);
const char *critere_court(int numero); /* the same for the line of a phone: « Qualiopi à jour » */
const char *mention_libelle(enum mention m); /* « année d'entrée en apprentissage » */
/* What to do for a missing mention: who, where. */
struct phrase phrase_mention(struct arena *a, enum mention m);
/* Only who acts, without a word made: for those who count. */
enum acteur raison_acteur(enum raison r);
enum acteur mention_acteur(enum mention m);
const char *classification_libelle(enum classification c); /* « Réglementaire » */
const char *avis_libelle(enum avis a); /* « Conforme » */
/* The first reason why the offer is not importable, or not shown, in one sentence; empty when there is none. Order: SIRET closed
 * (non affichée), missing mentions, blocking criteria in order, then criteria 3 and 7, année other than 1 or 9, UAI of the lieu. */
const char *phrase_motif(struct arena *a, const struct verdict *v);

#endif
