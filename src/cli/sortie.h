/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sortie.h - the result on its way out: a draft that may be large, then stdout
 *
 * Nothing is printed before the result is whole, so it is written into a draft first: in memory while it is small, in an unlinked
 * temporary file when it is not. A reader that goes away (« | head ») wanted no more: that is no failure.
 */
#ifndef RELAIS_CLI_SORTIE_H
#define RELAIS_CLI_SORTIE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* stdout */
enum { SORTIE_TAMPON = 64 * 1024 };
struct sortie {
	char tampon[SORTIE_TAMPON];
	size_t n;
	bool partie; /* the reader went away */
	int erreur; /* errno of the first failure, 0: none */
};
void sortie_init(struct sortie *s);
void sortie_ajouter(struct sortie *s, struct str texte);
/* Send the rest. Gives `code`, or says that stdout failed and gives SORTIE_ERREUR. */
int sortie_fin(struct sortie *s, int code);
/* One text, whole. */
int sortie_texte(struct str texte, int code);

/* The draft: pieces are added, then taken back in any order. */
struct brouillon {
	struct buf memoire;
	int fd; /* -1: everything is in memory */
	uint64_t dans_fichier; /* bytes */
	bool panne;
};
void brouillon_init(struct brouillon *b);
void brouillon_vider(struct brouillon *b); /* forget everything */
void brouillon_liberer(struct brouillon *b);
/* Where the piece stands. A failure is kept for brouillon_fin. */
uint64_t brouillon_ajouter(struct brouillon *b, struct str texte);
/* No more pieces. E_PANNE: the temporary file could not be written. */
enum err brouillon_fin(struct brouillon *b, struct incident *inc) MUST_CHECK;
enum err brouillon_copier(struct brouillon *b, uint64_t ou, size_t n, struct sortie *s) MUST_CHECK;

#endif
