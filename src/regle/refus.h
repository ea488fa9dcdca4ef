/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * refus.h - the motifs of non-publication: why a SAIO does not let an offre go to Parcoursup, what becomes of it, and who acts next
 *
 * A motif decides by itself between non_publie (it stays so until a person changes it) and en_attente (a correction at source reopens it).
 */
#ifndef RELAIS_REGLE_REFUS_H
#define RELAIS_REGLE_REFUS_H

#include <stdbool.h>

#include "base/str.h"
#include "regle/phrases.h"

/* The code of each is kept in the base: never change one. */
enum refus {
	REFUS_AUCUN,
	REFUS_ADRESSE_AUTRE_COMMUNE,
	REFUS_ADRESSE_MEME_COMMUNE,
	REFUS_ORGANISME_CHANGE,
	REFUS_ORGANISME_INJOIGNABLE,
	REFUS_SANS_SITE_DE_GESTION,
	REFUS_UAI_NON_IMMATRICULABLE,
	REFUS_UAI_ABSENT,
	REFUS_UAI_FAUX,
	REFUS_OFFRE_ANNULEE,
	REFUS_NON_DEMANDEE,
	REFUS_AFFICHAGE_REFUSE,
	REFUS_DOUBLON,
	REFUS_DATES_DUREE,
	REFUS_DUREE_ANNEE,
	REFUS_PUBLIC_MIXTE,
	REFUS_NON_PARAMETREE,
	REFUS_AUTORISATION_ATTENDUE,
	REFUS_NON_AUTORISEE,
	REFUS_AUTRE,
	REFUS_ANNULE_REMPLACE, /* given by a successor link, never by a person */
	REFUS__MAX
};

enum refus_famille {
	REFUS_FAMILLE_ORGANISME, /* organisme and lieu */
	REFUS_FAMILLE_FORMATION,
	REFUS_FAMILLE_AUTRE,
	REFUS_FAMILLE__MAX
};

struct refus_motif {
	const char *code; /* « adresse_autre_commune » */
	const char *libelle; /* « Adresse du lieu erronée : autre commune » */
	const char *remede; /* what is to be done, in one sentence; empty: nothing */
	enum refus_famille famille;
	enum acteur acteur; /* who does it; ACTEUR_PERSONNE: nobody */
	bool attente; /* → en_attente; else → non_publie */
	bool precision; /* a text is mandatory */
	bool saisissable; /* a person may give it */
};

/* Never NULL; that of REFUS_AUCUN has empty words. */
const struct refus_motif *refus_motif(enum refus r);
const char *refus_famille_libelle(enum refus_famille f); /* « Organisme et lieu » */
/* false, and *ret untouched, when no motif has this code. */
bool refus_lu(struct str code, enum refus *ret);

#endif
