/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml.h - libxml2's SAX2 push parser driven by a table of rules (internal to the room)
 *
 * A format says the names it knows, the states it can be in, and its rules: « in this state,
 * under this element, go to that state, or keep the text ». Everything that no rule names is
 * walked over without being copied: so a reader stays near the speed of the bare parser, and a
 * contact's name or phone never enters our memory. Names are interned once in the parser's
 * dictionary, so that finding a rule compares addresses, never letters.
 *
 * Safety is here, once, for every XML format: no DTD (hence no entity), no network, depth and
 * sizes bounded by limites.h, nothing on stderr, and each failure told in French with its line.
 */
#ifndef RELAIS_FORMAT_XML_H
#define RELAIS_FORMAT_XML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct xml;

/* A piece of the record's text: an offset, because the text moves when it grows. n == 0: empty. */
struct texte {
	uint32_t debut, n;
};

enum { XML_IGNORE = 0, XML_RACINE = 1, XML_TEXTE = 255 }; /* states that every format has */
enum { XML_OUVRE = 1, XML_FERME = 2 };

struct xml_regle {
	uint8_t etat, element; /* in this state, this child */
	uint8_t suite; /* the state of its children, or XML_TEXTE: keep its text */
	uint8_t evenements; /* XML_OUVRE, XML_FERME; a text that is kept always tells its end */
	uint8_t genre, champ; /* for the format's own use */
};

struct xml_nom {
	const char *nom;
	/* Names that it may hold, separated by spaces; « * » or NULL: anything. */
	const char *enfants;
};

enum { XML_ATTRIBUTS_MAX = 4 };

struct xml_grammaire {
	const struct xml_nom *noms; /* the code of an element is its index; [0] is not a name */
	unsigned n_noms; /* at most 256 */
	const struct xml_regle *regles;
	unsigned n_regles; /* at most 255 */
	unsigned n_etats;
	const char *attributs[XML_ATTRIBUTS_MAX];
};

/* An element as the format is told of it. */
struct xml_element {
	const char *nom; /* lives as long as the reading */
	uint32_t ligne; /* where it opened */
	uint8_t etat; /* of its children */
	bool coupe; /* its text was longer than LIMITE_XML_TEXTE */
	struct texte texte; /* trimmed; empty when it was not kept */
};

struct xml_client {
	/*
	 * The root, its namespace (empty when there is none). What it returns other than OK ends
	 * the reading.
	 */
	enum err (*racine)(void *ctx, struct str nom, struct str espace, struct incident *inc);
	/*
	 * A rule's element opens: the state of its children (r->suite, or another), or
	 * XML_IGNORE.
	 */
	uint8_t (*ouvre)(void *ctx, const struct xml_regle *r, const struct xml_element *e);
	void (*ferme)(void *ctx, const struct xml_regle *r, const struct xml_element *e);
	/*
	 * An element that the names do not hold (connu is false), or not under that parent. NULL:
	 * nobody cares.
	 */
	void (*inattendu)(void *ctx, const struct xml_element *e, const char *parent, bool connu);
};

struct xml *xml_new(const struct xml_grammaire *g, const struct xml_client *client, void *ctx);
void xml_free(struct xml *x); /* accepts NULL */

enum err xml_nourrir(struct xml *x, const char *bytes, size_t n, struct incident *inc) MUST_CHECK;
enum err xml_fin(struct xml *x,
		 struct incident *inc) MUST_CHECK; /* E_INVALIDE when it was not whole */

/* From a callback: read no further, and make xml_nourrir return `e`. */
void xml_arret(struct xml *x, enum err e);
/* The same with an incident to fill; E_INVALIDE. */
struct incident *xml_refus(struct xml *x);

/*
 * Only in `ouvre`: the value of grammaire.attributs[i], or the empty str. Without a DTD's entities libxml2 leaves an & as « &#38; » in it:
 * xml_garde_attribut keeps what the file means.
 */
struct str xml_attribut(const struct xml *x, unsigned i);

/* The record's text. xml_oublie forgets all of it: a new record begins. */
void xml_oublie(struct xml *x);
struct texte xml_garde(struct xml *x, struct str s); /* s is not in the record's text */
struct texte xml_garde_attribut(struct xml *x,
				unsigned i); /* as the file means it; only in `ouvre` */
struct texte xml_garde_deux(struct xml *x, struct texte a, struct str entre, struct texte b);
struct str xml_vue(const struct xml *x, struct texte t); /* valid until the next xml_garde */
char *xml_octets(struct xml *x, struct texte t); /* the same, to be rewritten in place */

uint32_t xml_ligne(const struct xml *x); /* of the parser, now */
/* Characters of cp1252 in a file that said ISO-8859-1: they were read as cp1252. */
struct xml_cp1252 {
	uint64_t n;
	uint32_t ligne; /* of the first one */
};
struct xml_cp1252 xml_cp1252(const struct xml *x);
const char *xml_encodage(const struct xml *x); /* as declared; « UTF-8 » when nothing was */

#endif
