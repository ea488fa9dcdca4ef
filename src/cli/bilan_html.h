/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_html.h - what the parts of the page share: a section, a table and its lines
 */
#ifndef RELAIS_CLI_BILAN_HTML_H
#define RELAIS_CLI_BILAN_HTML_H

#include "base/html.h"
#include "cli/bilan.h"

struct page {
	struct html h;
	const struct bilan_campagne *b;
	struct arena *a;
};
struct section {
	const char *id, *titre, *notice;
};
/* A heading of a column; those of figures are right-aligned. */
struct colonne {
	const char *titre;
	bool nombre;
};

/* Its heading and its notice; html_fin ends it. */
void page_section(struct page *p, const struct section *s);
/* The head of a table; its body is open: html_fin, then page_fin_table. */
void page_table(struct page *p, const char *legende, const struct colonne *c, size_t n);
void page_fin_table(struct page *p);
/* A line and its first cell; cells follow, then html_fin. */
void page_ligne(struct page *p, const char *titre);
void page_nombre(struct page *p, int64_t n);
void page_part(struct page *p, int64_t partie, int64_t tout);
const char *page_majuscule(struct arena *a, const char *texte); /* « Le CFA » */

/* The section about Parcoursup (bilan_parcoursup.c). */
extern const struct section BILAN_PARCOURSUP;
void bilan_html_parcoursup(struct page *p);

#endif
