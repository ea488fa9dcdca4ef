/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * signature.h - an RSA private key that signs, and the letters in which a signature travels
 *
 * A key is read from its PEM file once. What it holds is shown nowhere: no message quotes it, the bytes that were read are wiped, and the file is
 * refused when other accounts of the machine may read it.
 */
#ifndef RELAIS_BASE_SIGNATURE_H
#define RELAIS_BASE_SIGNATURE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct signature_cle;

/*
 * Read an RSA private key of at least 2048 bits, not protected by a password. E_ABSENT: no such file. E_REFUS: others may read or change it.
 * E_INVALIDE: it holds no such key. signature_cle_free gives it back.
 */
enum err signature_cle_lire(const char *chemin, struct signature_cle **ret,
			    struct incident *inc) MUST_CHECK;
void signature_cle_free(struct signature_cle *cle); /* wipes it; accepts NULL */

/* Append the signature of a text, RSASSA-PKCS1-v1_5 with SHA-512 (RS512 of RFC 7518), in base64url. */
void signature_rs512(const struct signature_cle *cle, struct str texte, struct buf *out);
/* Append bytes in base64url without padding (RFC 7515). */
void base64url(struct str octets, struct buf *out);

#endif
