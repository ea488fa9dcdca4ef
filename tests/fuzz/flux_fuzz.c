/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flux_fuzz.c - a spool of any bytes: what is read lies inside it, and is written again as it was
 */
#include <stdint.h>
#include <stdlib.h>

#include "format/flux.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *p = (const char *)data;
	struct record r;
	size_t taille;

	while (flux_lire(p, n, &r, &taille) == OK) {
		AUTO_BUF b;
		if (!taille || taille > n || r.n != record_n(r.kind))
			abort();
		buf_init(&b, taille);
		flux_ecrire(&b, &r);
		if (b.n != taille || memcmp(b.p, p, taille) != 0)
			abort();
		p += taille;
		n -= taille;
	}
	return 0;
}
