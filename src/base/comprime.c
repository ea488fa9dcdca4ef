/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comprime.c - a thin cover over liblz4
 */
#include "base/comprime.h"

#include <limits.h>
#include <lz4.h>

#include "base/mem.h"

void comprime(struct str s, struct buf *out)
{
	if (s.n > (size_t)LZ4_MAX_INPUT_SIZE)
		BUG("texte de %zu octets à comprimer", s.n);
	const int max = LZ4_compressBound((int)s.n);
	char *bytes = mem_alloc((size_t)max);
	/* its working space is ours: the library does not look whether its own allocation succeeded */
	void *etat = mem_realloc(NULL, (size_t)LZ4_sizeofState());
	const int n = LZ4_compress_fast_extState(etat, s.n ? s.p : "", bytes, (int)s.n, max, 1);

	buf_add(out, bytes, (size_t)n);
	mem_free(etat);
	mem_free(bytes);
}

enum err decomprime(struct str octets, size_t taille, struct buf *out)
{
	if (octets.n > INT_MAX || taille > INT_MAX)
		return E_INVALIDE;
	char *bytes = mem_alloc(taille ? taille : 1);
	const int n = LZ4_decompress_safe(octets.p, bytes, (int)octets.n, (int)taille);

	if (n >= 0 && (size_t)n == taille)
		buf_add(out, bytes, taille);
	mem_free(bytes);
	return n >= 0 && (size_t)n == taille ? OK : E_INVALIDE;
}
