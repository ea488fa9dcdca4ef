/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecran.h - text for a person: wrapped at 100 columns, colour and bold only on a terminal
 *
 * A status is a sign and a word, never a colour alone. With NO_COLOR, TERM=dumb, or into a file, no escape sequence is written.
 */
#ifndef RELAIS_CLI_ECRAN_H
#define RELAIS_CLI_ECRAN_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/francais.h"
#include "regle/phrases.h"

enum { ECRAN_LARGEUR = 100, ECRAN_MAX = 64 * 1024 * 1024 };

enum style {
	STYLE_NORMAL,
	STYLE_GRAS,
	STYLE_VERT,
	STYLE_ROUGE,
	STYLE_JAUNE,
	STYLE_GRIS,
	STYLE__MAX
};

struct ecran {
	struct buf *out;
	bool couleur;
};

void ecran_init(struct ecran *e, struct buf *out); /* colour when stdout is a terminal */
/* A text in a style, as it is. */
void ecran_mot(struct ecran *e, enum style style, const char *texte);
/*
 * A paragraph: its first line starts at column `retrait`, the next ones at `suite`; no line breaks before « : ; ! ? » and « » » or inside a number or a
 * code grouped for the eye. `deja`: columns of the first line already written (then retrait is where they end).
 */
struct paragraphe {
	enum style style;
	int retrait, suite;
	bool deja; /* the first line is already begun */
};
void ecran_paragraphe(struct ecran *e, struct paragraphe p, const char *texte);
/* The same text, with no-break spaces where a line must not end: for a page. In the arena. */
const char *texte_insecable(struct arena *a, const char *texte);
/* A title, alone on its line, after an empty one. */
void ecran_titre(struct ecran *e, const char *texte);
/* Text, then spaces up to that many columns. */
void ecran_colonne(struct ecran *e, const char *texte, int colonnes);
/* At most n characters of it, the last one « … » when some are left out. */
const char *ecran_court(struct arena *a, const char *texte, size_t n);
/* A number with French spacing, right-aligned in that many columns (0: as it comes). */
void ecran_nombre(struct ecran *e, int64_t n, int colonnes);

/* A foreign value, quoted: « 20240900 »; « (vide) » when there is none. */
const char *anomalie_valeur(struct arena *a, struct str valeur);

/* ✔ ✖ ? – */
const char *avis_signe(enum avis avis);
enum style avis_style(enum avis avis);

#endif
