/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * empreinte.h - fingerprints: of a file (SHA-256), of a text (BLAKE2b, SHA-512), of a record (SipHash-2-4)
 *
 * A file's is the one that `sha256sum` prints, so that anybody can check which file was imported.
 * A file's and a text's fingerprint identify content. A record's only says « nothing changed since
 * last time »; its key is fixed, so it is the same on every machine.
 */
#ifndef RELAIS_BASE_EMPREINTE_H
#define RELAIS_BASE_EMPREINTE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { EMPREINTE_TAILLE = 32, EMPREINTE_TEXTE_TAILLE = 16, EMPREINTE_SHA512_TAILLE = 64 };

struct empreinte {
	void *contexte; /* between init and fin */
};

void empreinte_init(struct empreinte *e); /* empreinte_fin must follow: it frees */
void empreinte_add(struct empreinte *e, const void *bytes, size_t n);
void empreinte_fin(struct empreinte *e, char hexa[2 * EMPREINTE_TAILLE + 1]);
void empreinte_texte(struct str s, unsigned char ret[EMPREINTE_TEXTE_TAILLE]);
/* The SHA-512 that a web service asks for. */
void empreinte_sha512(struct str s, char hexa[2 * EMPREINTE_SHA512_TAILLE + 1]);
/* Never 0, so that 0 can say « none ». Fits in a signed 64-bit column. */
int64_t empreinte_record(struct str s);

#endif
