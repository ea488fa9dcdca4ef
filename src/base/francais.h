/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * francais.h - what French typography asks of a text: spaces where no line may end, numbers in groups of three, shares
 */
#ifndef RELAIS_BASE_FRANCAIS_H
#define RELAIS_BASE_FRANCAIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* U+00A0, in UTF-8. */
#define FRANCAIS_INSECABLE "\xc2\xa0"

/* May a line end at this space of the text? Not before a double sign, not after «, not inside a number, a code or a date. */
bool francais_coupable(struct str texte, size_t espace);
/* « 12 345 », with no-break spaces. */
void francais_nombre(struct buf *out, int64_t n);
const char *nombre_francais(struct arena *a, int64_t n); /* the same, in the arena */
/* « 12,3 % »; « – » when the whole is 0. */
const char *part_francaise(struct arena *a, int64_t partie, int64_t tout);

#endif
