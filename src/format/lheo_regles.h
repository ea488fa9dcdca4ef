/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo_regles.h - which elements of LHEO are read, where, and into which column (internal to the
 * room)
 */
#ifndef RELAIS_FORMAT_LHEO_REGLES_H
#define RELAIS_FORMAT_LHEO_REGLES_H

#include "format/xml.h"

enum lheo_etat {
	ETAT_LHEO_PLUS = XML_RACINE + 1,
	ETAT_LHEO,
	ETAT_OFFRES,
	ETAT_FORMATION,
	ETAT_DOMAINE,
	ETAT_CERTIFICATION,
	ETAT_URL,
	ETAT_ACTION,
	ETAT_LIEU,
	ETAT_LIEU_COORDONNEES,
	ETAT_LIEU_ADRESSE,
	ETAT_LIEU_GEO,
	ETAT_LIEU_SIRET,
	ETAT_LIEU_UAI,
	ETAT_FORMATEUR,
	ETAT_FORMATEUR_SIRET,
	ETAT_FORMATEUR_UAI,
	ETAT_RESPONSABLE,
	ETAT_RESPONSABLE_SIRET,
	ETAT_RESPONSABLE_UAI,
	ETAT_SESSION,
	ETAT_SESSION_URL,
	ETAT_PERIODE,
	ETAT_CYCLE,
	ETAT_ALTERNANCE,
	ETAT_EXTRAS, /* of a formation or an action, nested or not */
	ETAT_EXTRAS_LHEO,
	ETAT_EXTRAS_SESSION,
	ETAT_SURPLUS, /* inside a second certification, lieu, formateur or responsable */
	ETAT__N
};

enum lheo_genre {
	/* elements that hold others */
	GENRE_RIEN,
	GENRE_LHEO,
	GENRE_FORMATION,
	GENRE_ACTION,
	GENRE_SESSION,
	GENRE_PERIODE,
	GENRE_CYCLE,
	GENRE_UNIQUE, /* certification, lieu-de-formation, organisme-…: the first one counts */
	GENRE_EXTRAS,
	/* elements whose text is kept in a column of the offre */
	GENRE_SIMPLE, /* a second value is an anomaly */
	GENRE_PREMIER, /* the format allows several: the first that is not empty */
	GENRE_LISTE,
	GENRE_CLE, /* a key of one of LHEO's dictionaries */
	GENRE_CODE, /* SIRET, NDA, code postal, UAI: cleaned */
	GENRE_TEXTE, /* champ: enum lheo_texte */
	/* in a column of the session */
	GENRE_DATE,
	GENRE_ETAT,
	GENRE_SESSION_URL,
	/* of a cycle; champ: enum lheo_champ_cycle */
	GENRE_CYCLE_VALEUR,
	/* others */
	GENRE_EXTRA,
	GENRE_EXTRA_SESSION,
	GENRE_DATE_EXPORT,
	GENRE_SURPLUS,
	GENRE__N
};

enum lheo_champ_cycle {
	CYCLE_TYPE,
	CYCLE_ALTERNANCE,
	CYCLE_ANNEES,
	CYCLE_CAPACITE,
	CYCLE_CUMULEE,
	CYCLE_EFFECTIF,
	CYCLE__N
};

enum lheo_attribut { ATTRIBUT_NUMERO, ATTRIBUT_INFO };

extern const struct xml_grammaire lheo_grammaire;

#endif
