/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * html.h - HTML written as it comes, straight into a buffer, well-formed and escaped
 *
 * Elements are closed by the writer in the order in which they were opened; every text and every attribute is escaped here, so that no
 * caller can forget it. Names of elements and attributes are literals. Characters that HTML forbids, and bytes that are not UTF-8,
 * become U+FFFD. Names of elements of SVG are welcome: HTML reads them inside <svg>.
 */
#ifndef RELAIS_BASE_HTML_H
#define RELAIS_BASE_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum { HTML_PROFONDEUR_MAX = 32 };

struct html {
	struct buf *out;
	const char *pile[HTML_PROFONDEUR_MAX]; /* the open elements */
	int profondeur;
	bool balise; /* the last opening tag still takes attributes */
};

/* Append a text, escaped for an element or for a quoted attribute. */
void html_echapper(struct buf *out, struct str s);

void html_init(struct html *h, struct buf *out); /* writes the doctype */
void html_fragment(struct html *h,
		   struct buf *out); /* inside a page that somebody else writes: no doctype */
/* Open an element; its attributes follow at once. */
void html_element(struct html *h, const char *nom);
void html_attribut(struct html *h, const char *nom, const char *valeur);
void html_attribut_entier(struct html *h, const char *nom, int64_t valeur);
void html_texte(struct html *h, struct str s);
void html_fin(struct html *h); /* close the last element that is open */
void html_fin_vide(
	struct html
		*h); /* of a void element (meta, br), or an empty one of SVG: it has no content */
/* A style sheet of the program: never foreign text. BUG() if it could end its element. */
void html_style(struct html *h, struct str css);

/* An element whole: its class (NULL: none) and its text. */
void html_mot(struct html *h, const char *nom, const char *classe, const char *texte);

#endif
