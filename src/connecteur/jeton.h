/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jeton.h - the token that says who sends these bytes, and until when
 *
 * A JWT signed RS512: the identifier of the certificate, the instant at which it ends, the SHA-512 of the body. It has no iat.
 */
#ifndef RELAIS_CONNECTEUR_JETON_H
#define RELAIS_CONNECTEUR_JETON_H

#include <stdint.h>

#include "base/buf.h"
#include "base/signature.h"
#include "base/str.h"

enum { JETON_VIE_MS = 20000, JETON_MAX = 8 * 1024 };

/* Append the token of a body sent at that instant (milliseconds since 1970 UTC). */
void jeton_ecrire(const struct signature_cle *cle, struct str certificat, struct str corps,
		  int64_t maintenant_ms, struct buf *out);

#endif
