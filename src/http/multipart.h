/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * multipart.h - a whole body « multipart/form-data » (RFC 7578) cut into its parts. Pure
 *
 * Our own and not libmicrohttpd's: its post processor wants a live connection, which a worker never sees, forgives what it does not understand, and
 * copies. The body is whole here, so a part is a piece of it, found in one pass. Nothing is mended: what browsers do not write is refused.
 */
#ifndef RELAIS_HTTP_MULTIPART_H
#define RELAIS_HTTP_MULTIPART_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
	MULTIPART_PARTIES_MAX = 16,
	MULTIPART_ENTETES = 2048, /* bytes of the header fields of one part */
	MULTIPART_NOM = 100, /* bytes of the name of a field */
	MULTIPART_SEPARATEUR = 70, /* bytes of a boundary (RFC 2046) */
};

struct multipart_partie {
	struct str nom; /* of the field: UTF-8, without controls */
	struct str
		fichier; /* the name of the file, as it was sent but for « %22 »: UTF-8, maybe empty */
	bool est_fichier; /* there was a name, even empty */
	struct str octets;
};
struct multipart {
	struct multipart_partie v[MULTIPART_PARTIES_MAX];
	size_t n;
};

/*
 * type: the value of Content-Type. Bytes point into `corps`, names into the arena. E_ABSENT: the body is said to be something else. E_INVALIDE: a bad
 * boundary, no end, a part without a name or with two, one that is encoded (Content-Transfer-Encoding), too many of anything; *ret untouched.
 */
enum err multipart_lire(struct str type, struct str corps, struct arena *a,
			struct multipart *ret) MUST_CHECK;
/* The first part of that name; NULL: none. */
const struct multipart_partie *multipart_partie(const struct multipart *m, const char *nom);

#endif
