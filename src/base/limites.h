/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * limites.h - every size that a foreign file may choose, bounded and named here
 */
#ifndef RELAIS_BASE_LIMITES_H
#define RELAIS_BASE_LIMITES_H

enum {
	LIMITE_LECTURE = 64 * 1024, /* bytes read from a file at a time */
	LIMITE_CSV_RECORD = 1024 * 1024, /* one CSV record */
	LIMITE_XML_TEXTE = 256 * 1024, /* one element's text */
	LIMITE_XML_PROFONDEUR = 64, /* nested elements */
	LIMITE_XML_FORMATION = 4 * 1024 * 1024, /* one formation or RNCP sheet, all texts */
	LIMITE_JSON_ELEMENT = 4 * 1024 * 1024, /* one element of a JSON list, one line of NDJSON */
	LIMITE_JSON_PROFONDEUR = 32, /* lists and objects in one another */
	LIMITE_SESSIONS = 1000, /* sessions of one action */
	LIMITE_ACTIONS = 1000, /* actions of one formation */
	LIMITE_PARTENAIRES = 20000, /* partners of one RNCP sheet */
	LIMITE_CODE = 64, /* bytes of a code that makes a key: the longest official ones have 14 */
	LIMITE_VALEUR_VUE = 120, /* characters of a foreign value quoted in a message */
	LIMITE_ANOMALIES_AFFICHEES = 20, /* printed for one file; all are kept in the base */
};

#endif
