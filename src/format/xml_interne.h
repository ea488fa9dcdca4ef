/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_interne.h - what a reading is made of, for the three files that make it: xml.c (elements),
 * xml_texte.c (their text), xml_arret.c (what stops it)
 */
#ifndef RELAIS_FORMAT_XML_INTERNE_H
#define RELAIS_FORMAT_XML_INTERNE_H

#include <libxml/parser.h>

#include "base/buf.h"
#include "base/limites.h"
#include "format/xml.h"

enum { CASES_BITS = 10, CASES = 1 << CASES_BITS }; /* four times the largest table of names */
enum { MOTS_PERMIS = 256 / 64 };

/* The children that an element may have: a set of codes. */
struct permis {
	uint64_t mots[MOTS_PERMIS];
	bool lu;
};

struct niveau {
	const xmlChar *nom;
	const struct xml_regle *regle;
	uint32_t ligne;
	uint8_t code;
	uint8_t etat; /* of its children */
	bool texte; /* its characters are kept */
};

struct xml {
	xmlParserCtxtPtr ctxt;
	const struct xml_grammaire *g;
	const struct xml_client *client;
	void *ctx;
	const xmlChar *espace; /* the root's namespace, interned */
	enum err err;
	bool fin; /* all bytes were given */
	bool garde; /* the characters that come are kept */
	bool coupe;
	bool latin1; /* the file says ISO-8859-1 */
	struct xml_cp1252 cp1252;
	uint32_t ligne_record;
	size_t debut_texte;
	struct buf texte;
	unsigned profondeur;
	struct niveau pile[LIMITE_XML_PROFONDEUR + 1]; /* [0]: the document */
	struct {
		const xmlChar *nom;
		uint8_t code;
	} cases[CASES];
	unsigned n_cases;
	uint8_t *table; /* [etat][code]: index + 1 of the rule, 0: none */
	struct permis *permis; /* [parent] */
	const xmlChar *attributs_connus[XML_ATTRIBUTS_MAX];
	const xmlChar **attributs; /* of the element that opens */
	int n_attributs;
	struct incident *inc; /* of the call under way */
};

/* --- xml_texte.c -------------------------------------------------------------------------- */

void xml_commence_texte(struct xml *x); /* the characters that come are kept */
void xml_finit_texte(struct xml *x, struct xml_element *e);
void xml_caracteres(void *ctx, const xmlChar *s, int n); /* for SAX */

/* --- xml_arret.c -------------------------------------------------------------------------- */

void xml_erreur_libxml(void *ctx, xmlErrorPtr e); /* for SAX, and for the thread */
void xml_doctype(void *ctx, const xmlChar *nom, const xmlChar *public, const xmlChar *systeme);
void xml_trop_profond(struct xml *x);
void xml_trop_gros(struct xml *x);
/* After libxml2 took some bytes and answered r: what it did not say by itself. */
void xml_verifie(struct xml *x, int r);

#endif
