/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv.h - RFC 4180 push scanner: bytes in by any pieces, records out by callback
 *
 * Fields may be quoted, hold the separator, doubled quotes and line breaks; lines end by LF, CRLF
 * or CR; empty lines are skipped. A quote inside an unquoted field is an ordinary character, and
 * text after a closing quote is kept as it is (real files do both). The same bytes give the same
 * records however they are cut: tested at every split.
 */
#ifndef RELAIS_BASE_CSV_H
#define RELAIS_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { CSV_CHAMPS_MAX = 512 };

struct csv {
	char separateur;
	int etat;
	unsigned ligne; /* line where the current record started, from 1 */
	unsigned ligne_courante; /* line of the next byte */
	struct buf texte; /* the record's bytes */
	size_t debut[CSV_CHAMPS_MAX + 1];
	size_t n;
	bool cr, quelque_chose;
	enum err (*record)(void *ctx, unsigned ligne, const struct str *champs, size_t n);
	void *ctx;
};

/* record_max: longest record in bytes. The callback's strs die when it returns; what it returns
 * other than OK stops the scan and is returned by csv_feed or csv_end. */
void csv_init(struct csv *c, char separateur, size_t record_max,
	      enum err (*record)(void *ctx, unsigned ligne, const struct str *champs, size_t n),
	      void *ctx);
/* E_INVALIDE: a record has more than CSV_CHAMPS_MAX fields or more than record_max bytes (c->ligne
 * says where). After an error of either function, only csv_free. */
enum err csv_feed(struct csv *c, const char *bytes, size_t n) MUST_CHECK;
/* E_INVALIDE: the file ends inside a quoted field that started in the record of line c->ligne. */
enum err csv_end(struct csv *c) MUST_CHECK;
void csv_free(struct csv *c);

/* Append one field quoted only when needed (separator, quote, CR, LF, leading or trailing
 * space). */
void csv_write(struct buf *out, char separateur, struct str champ);

#endif
