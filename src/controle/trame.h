/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trame.h - what the process that reads a foreign file says, piece by piece, and how it is believed
 *
 * A trame is: its length (u32, these eight bytes apart), its genre (u8), three zero bytes, then a record as flux.h writes it, or texts that each end
 * with a NUL. Numbers are in the machine's order: a pipe never leaves it. The reader of foreign bytes may have been turned by them, so nothing is
 * taken for granted on the other side: sizes, kinds, UTF-8, and the order of things (ecoute.h).
 */
#ifndef RELAIS_CONTROLE_TRAME_H
#define RELAIS_CONTROLE_TRAME_H

#include "format/flux.h"

enum trame_genre {
	TRAME_FLUX, /* a feed begins: its name, the code of its format */
	TRAME_RECORD, /* of that feed */
	TRAME_NOTE, /* a file of the archive was left aside: its name, why, what to do */
	TRAME_INCIDENT, /* the end: it cannot be used. Message, detail, remedy */
	TRAME_FIN, /* the end: all was read */
	TRAME__MAX
};
enum { TRAME_TETE = 8, TRAME_TEXTES_MAX = 3, TRAME_TEXTE = 2048 /* bytes of one text */ };

struct trame {
	enum trame_genre genre;
	struct record record;
	struct str texte[TRAME_TEXTES_MAX]; /* a NUL follows each */
};

/* Append one; texts: as many as the genre has, cut to TRAME_TEXTE on a character, their NULs left out. False: a record that is too long; nothing was added. */
bool trame_record(struct buf *out, const struct record *r) MUST_CHECK;
void trame_textes(struct buf *out, enum trame_genre genre, const struct str *textes);
/*
 * The one at *p (at most n bytes), which points into it; *taille: bytes it took. E_ABSENT: not whole yet. E_INVALIDE: not a trame; in a record, a kind
 * that a feed has not, or a field that is not UTF-8.
 */
enum err trame_lire(const char *p, size_t n, struct trame *ret, size_t *taille) MUST_CHECK;

#endif
