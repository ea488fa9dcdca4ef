/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.h - the frame of a page that is one file: head, header, answer, summary, sections, tables, footer
 *
 * Nothing beside it, no script; for a screen, for paper, for a screen reader (RGAA 4.1). What a caller opens with page_section it closes with
 * html_fin, after its last element. Spaces where French allows no line to end are made no-break ones here.
 */
#ifndef RELAIS_CLI_PAGE_H
#define RELAIS_CLI_PAGE_H

#include "base/arena.h"
#include "base/html.h"

struct page {
	struct html h;
	struct arena *a; /* what is made for the page lies there */
};

/* Everything that comes before the first element of <main>; the title is that of the document and of its h1. */
void page_ouvrir(struct page *p, struct arena *a, struct buf *out, const char *titre);
/* The end of <main>, the footer, the end of the page. */
void page_fermer(struct page *p, const char *pied);

/* The answer, before everything else; empty sentences are left out. The list ends with NULL. */
void page_reponse(struct page *p, const char *const *phrases);

/* A paragraph, of that class (NULL: none). */
void page_paragraphe(struct page *p, const char *classe, const char *texte);

struct page_section {
	const char *id, *titre;
	const char *notice; /* how to read it; NULL: nothing to say */
};
/* A link to each section of the list, which ends with NULL. */
void page_sommaire(struct page *p, const struct page_section *const *sections);
/* Open a section: its heading, its notice. */
void page_section(struct page *p, const struct page_section *s);

/* A heading of a column; those of figures are right-aligned. */
struct page_colonne {
	const char *titre;
	bool nombre;
};
/* Open a table and its body; its lines follow. */
void page_table(struct page *p, const char *legende, const struct page_colonne *c, size_t n);
/* Its body ends, its last lines follow: totals. */
void page_table_pied(struct page *p);
void page_table_fin(struct page *p);

/* Open a line of a table: the cell that names it. The others follow, then html_fin. */
void page_ligne(struct page *p, const char *titre);
void page_nombre(struct page *p, int64_t n);
void page_part(struct page *p, int64_t partie, int64_t tout);
/* A cell of text, of that class (NULL: none). */
void page_texte(struct page *p, const char *classe, const char *texte);

/* A label of ours (« le CFA », « état des SIRET ») as the start of a line. */
const char *page_majuscule(struct arena *a, const char *texte);
/* « Créteil » or « Île-de-France », of the code of an académie or of a région; « Code 99 »; for an empty one, `inconnue`. */
const char *page_zone(struct arena *a, const char *code, bool academie, const char *inconnue);

#endif
