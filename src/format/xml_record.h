/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_record.h - the two records that every XML format sends: an anomaly, the bilan (internal to
 * the room)
 */
#ifndef RELAIS_FORMAT_XML_RECORD_H
#define RELAIS_FORMAT_XML_RECORD_H

#include <stdint.h>

#include "format/anomalie.h"
#include "format/flux.h"
#include "format/xml.h"

struct xml_anomalie {
	enum anomalie code;
	uint32_t ligne;
	struct str ref, champ, valeur; /* shortened to LIMITE_VALEUR_VUE */
};
enum err xml_anomalie(struct puits puits, const struct xml_anomalie *a);

/* At most LIMITE_VALEUR_VUE bytes of a foreign value, cut between two characters. */
struct str xml_montrable(struct str s);

struct xml_bilan {
	uint64_t lus, ecartes, sans_code; /* sans_code: among those left aside */
	const char *date; /* AAAA-MM-JJ, or "" */
};
/* The encoding is the one that the file declared, or UTF-8. */
enum err xml_bilan(struct puits puits, const struct xml *x, const struct xml_bilan *b);

/* A full date rewritten AAAA-MM-JJ. False, and *t untouched: `date` is not a full date. */
bool xml_date(struct xml *x, int date, struct texte *t);

/* The text without any white space inside, in place: SIRET, NDA. */
struct texte xml_sans_blancs(struct xml *x, struct texte t);

/* Append a value to a list separated by commas; false: the list is full. */
bool xml_liste(struct xml *x, struct texte *liste, struct texte valeur);

#endif
