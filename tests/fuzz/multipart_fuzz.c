/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * multipart_fuzz.c - any bytes as a form: what is read lies inside the body, has a name that may be shown, and none of it holds a delimiter
 *
 * The first line is Content-Type, the rest the body.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "http/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void une_partie(const struct multipart_partie *p, struct str corps)
{
	if (!p->nom.n || p->nom.n > MULTIPART_NOM || !utf8_valide(p->nom) ||
	    !utf8_valide(p->fichier) || (p->fichier.n && !p->est_fichier))
		abort();
	if (p->octets.n && (p->octets.p < corps.p || p->octets.p + p->octets.n > corps.p + corps.n))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct str s = {(const char *)data, n};
	const char *fin = n ? memchr(s.p, '\n', n) : NULL;
	const size_t ligne = fin ? (size_t)(fin - s.p) : n;
	const struct str corps = str_sub(s, ligne + 1, n);
	struct multipart m = {.n = 99};
	AUTO_ARENA a = arena_new(0);

	if (multipart_lire(str_sub(s, 0, ligne), corps, a, &m)) {
		if (m.n != 99)
			abort();
		return 0;
	}
	if (m.n > MULTIPART_PARTIES_MAX)
		abort();
	for (size_t i = 0; i < m.n; i++)
		une_partie(&m.v[i], corps);
	return 0;
}
