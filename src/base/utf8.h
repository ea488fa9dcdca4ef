/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * utf8.h - foreign bytes become UTF-8; text is folded for comparison
 */
#ifndef RELAIS_BASE_UTF8_H
#define RELAIS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Length of the valid UTF-8 sequence at s (1 to 4), 0 when there is none (overlong, surrogate,
 * cut: 0). */
size_t utf8_sequence(const char *s, size_t n);
bool utf8_valide(struct str s);

/*
 * Streaming conversion to UTF-8. The BOM is removed. What is valid UTF-8 passes; every other byte
 * is read as cp1252 (a superset of Latin-1 for text), the five undefined ones as U+FFFD. So a file
 * in UTF-8, in cp1252, in Latin-1 or in a mixture comes out readable, and the counters say what it
 * was.
 */
struct transcodeur {
	char reste[4];
	size_t n_reste;
	bool debut_vu; /* the first bytes went through: no BOM is expected any more */
	bool bom; /* there was one */
	uint64_t convertis; /* bytes read as cp1252 */
	uint64_t multioctets; /* valid UTF-8 sequences of two bytes or more */
	uint64_t perdus; /* U+FFFD already in the file, or bytes that cp1252 does not define */
};
void transcodeur_init(struct transcodeur *t);
/* Append the conversion of `bytes` to out; a sequence cut at the end waits for the next call. */
void transcodeur_feed(struct transcodeur *t, const char *bytes, size_t n, struct buf *out);
void transcodeur_end(struct transcodeur *t, struct buf *out);
/* « UTF-8 », « UTF-8 avec BOM », « cp1252 » or « mélange UTF-8 et cp1252 ». */
const char *transcodeur_nom(const struct transcodeur *t);

/*
 * Append s folded for comparison: lower case, accents removed (combining ones too), œ→oe, æ→ae,
 * ß→ss, every apostrophe → ', every hyphen and dash → -, marks without width removed, every white
 * space → one space, trimmed. Letters of Latin-1 and Latin Extended-A come out in ASCII; other
 * characters stay as they are, a byte that is not UTF-8 becomes U+FFFD. Folding twice is folding
 * once.
 */
void utf8_replie(struct str s, struct buf *out);

/*
 * Append s as a terminal may show it: a control character (C0, DEL, C1) becomes a space, one that turns the direction of the text becomes U+FFFD; a
 * file cannot then move the cursor nor hide what it says. lignes: line breaks stay.
 */
void utf8_visible(struct str s, bool lignes, struct buf *out);

/* The first n characters; all of a shorter text. */
struct str utf8_debut(struct str s, size_t n);

/* Number of characters (code points), for columns on a terminal. */
size_t utf8_longueur(struct str s);

#endif
