/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * entetes.h - what header fields say: tokens, lists, versions. Pure
 */
#ifndef RELAIS_HTTP_ENTETES_H
#define RELAIS_HTTP_ENTETES_H

#include "http/http.h"

bool entetes_egal(struct str a, struct str b); /* without regard for the case of ASCII letters */
bool entetes_jeton(struct str s); /* a token of RFC 9110: a name, a method */
/* Is that version (quotes included) in a list as If-None-Match writes it? « * » and a weak « W/ » of it count. */
bool entetes_version(struct str liste, struct str etag);
/* Does Accept-Encoding allow gzip, by its name or by « * », with a weight other than 0? */
bool entetes_gzip(struct str accepte);

#endif
