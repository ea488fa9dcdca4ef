/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comprime.h - long texts made about half as long (LZ4), for what is written often and read rarely
 */
#ifndef RELAIS_BASE_COMPRIME_H
#define RELAIS_BASE_COMPRIME_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* Append the compressed bytes to out (whose maximum must allow them: s.n + s.n / 255 + 16 at most). */
void comprime(struct str s, struct buf *out);
/* Append the `taille` bytes that were compressed. E_INVALIDE: these are not bytes that comprime() wrote. */
enum err decomprime(struct str octets, size_t taille, struct buf *out) MUST_CHECK;

#endif
