/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tableur.h - rows for people with a spreadsheet: CSV text, or an XLSX workbook
 *
 * The CSV is RFC 4180 with « ; », UTF-8 with a BOM, CRLF. A cell that starts with = + - @ ' TAB or CR gets a ' before it, so that no
 * spreadsheet takes it for a formula; csv_deproteger takes it away. In the workbook texts are texts, codes keep their zeros, full dates are dates;
 * it is written row after row in constant memory, and holds no time of its own: the same rows give the same bytes.
 */
#ifndef RELAIS_FORMAT_TABLEUR_H
#define RELAIS_FORMAT_TABLEUR_H

#include "base/buf.h"
#include "base/err.h"

enum tableur_genre {
	TABLEUR_TEXTE,
	TABLEUR_DATE, /* AAAA-MM-JJ; anything else stays a text */
	TABLEUR_NOMBRE, /* digits; anything else stays a text */
};

struct tableur_colonne {
	const char *titre;
	enum tableur_genre genre;
	int largeur; /* characters */
	const char *sens; /* what it means, one sentence */
};

/* One cell, quoted and protected when it has to be. */
void csv_cellule(struct buf *out, struct str s);
void csv_debut(struct buf *out, const struct tableur_colonne *colonnes, size_t n);
void csv_ligne(struct buf *out, const struct str *cellules, size_t n);
/* A cell as csv_ligne received it, from what a CSV reader gives. */
struct str csv_deproteger(struct str cellule);

/* A workbook: the sheet of the rows, then a sheet that explains it. */
struct classeur;
struct classeur_demande {
	const char *chemin; /* of the file to write; replaced */
	const char *dossier; /* for temporary files; NULL: the system's */
	const char *feuille; /* name of the first sheet */
	int date; /* of the facts, AAAAMMJJ: the workbook's date of creation */
	const struct tableur_colonne *colonnes;
	size_t n;
	const char *const *presentation; /* paragraphs of « Lisez-moi »; NULL ends them */
};
enum err classeur_ouvrir(const struct classeur_demande *demande, struct classeur **ret,
			 struct incident *inc) MUST_CHECK;
/* E_REFUS: a sheet holds no more rows. E_PANNE: the disk. */
enum err classeur_ligne(struct classeur *c, const struct str *cellules,
			struct incident *inc) MUST_CHECK;
/* Write the file; c is freed. */
enum err classeur_finir(struct classeur *c, struct incident *inc) MUST_CHECK;
void classeur_abandonner(struct classeur *c); /* accepts NULL */

#endif
