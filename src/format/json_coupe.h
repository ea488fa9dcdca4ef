/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_coupe.h - a JSON file cut into its elements as its bytes come (internal to the room)
 *
 * Feeds are large and flat: a list of objects, one object a line (NDJSON), or an object whose members hold the list ({"formations": […]}). Only
 * this outer structure is read here; each element's bytes are given whole, so that memory is bounded by one element (LIMITE_JSON_ELEMENT). An
 * element is balanced, not checked: its reader does that.
 *
 * An object whose first member is a list, or « pagination », is an envelope. Any other is an element.
 */
#ifndef RELAIS_FORMAT_JSON_COUPE_H
#define RELAIS_FORMAT_JSON_COUPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum json_etat {
	JSON_DEBUT, /* nothing but blanks was seen */
	JSON_SUITE, /* between the objects of NDJSON */
	JSON_PREMIER, /* a list is open: an element, or its end */
	JSON_ELEMENT, /* after a comma of the list */
	JSON_APRES, /* after an element of the list: a comma or the end */
	JSON_CLE, /* in the envelope: a name */
	JSON_DANS_CLE, /* inside that name */
	JSON_DEUX_POINTS,
	JSON_VALEUR, /* in the envelope: what the name holds */
	JSON_APRES_VALEUR, /* in the envelope: a comma or the end */
	JSON_DANS, /* inside an element */
	JSON_FINI,
};

struct json_coupe {
	/* The bytes of one element and the line where it starts; what it returns other than OK stops the cut. `liste`: an element of the list, or a
	 * line of NDJSON; else another member of the envelope. */
	enum err (*element)(void *ctx, struct str octets, uint32_t ligne, bool liste);
	void *ctx;
	/* private */
	enum json_etat etat, suite; /* suite: after the element under way */
	struct buf element_vu;
	uint32_t ligne, ligne_element;
	unsigned profondeur;
	bool enveloppe, texte, echappe,
		simple; /* in an envelope; in a string; after « \ »; a number or a word */
	bool indecis; /* the first object: it may be an envelope */
	bool separe; /* in an undecided object: after its first « : » */
	bool pagination; /* its first name is « pagination » */
	/* the name of the envelope's member under way; empty for the first one */
	char membre[16];
	size_t n_membre; /* cut past its size */
};

/* element and ctx are those of the caller. */
void json_coupe_init(struct json_coupe *j);
void json_coupe_free(struct json_coupe *j);
/* E_INVALIDE with its incident, or what `element` returned. */
enum err json_coupe_nourrir(struct json_coupe *j, struct str octets,
			    struct incident *inc) MUST_CHECK;
enum err json_coupe_fin(struct json_coupe *j, struct incident *inc) MUST_CHECK;

#endif
