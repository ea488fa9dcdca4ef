/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * empreinte.c - fingerprints by libsodium
 *
 * The header keeps sodium.h out of the other rooms, so the state is plain storage that must be
 * large enough.
 */
#include "base/empreinte.h"

#include <sodium.h>
#include <stdalign.h>
#include <string.h>

#include "base/err.h"

_Static_assert(sizeof(crypto_generichash_state) <= sizeof((struct empreinte){0}.etat),
	       "struct empreinte is too small for the state of BLAKE2b");
_Static_assert(alignof(crypto_generichash_state) <= alignof(struct empreinte),
	       "struct empreinte is not aligned enough for the state of BLAKE2b");
_Static_assert((int)EMPREINTE_TEXTE_TAILLE >= (int)crypto_generichash_BYTES_MIN &&
		       (int)EMPREINTE_TAILLE <= (int)crypto_generichash_BYTES_MAX,
	       "BLAKE2b has no such length");

static crypto_generichash_state *etat(struct empreinte *e)
{
	return (crypto_generichash_state *)(void *)e->etat;
}

void empreinte_init(struct empreinte *e)
{
	if (sodium_init() <
	    0) /* chooses the fast code of this processor; free after the first call */
		BUG("libsodium does not start");
	crypto_generichash_init(etat(e), NULL, 0, EMPREINTE_TAILLE);
}

void empreinte_add(struct empreinte *e, const void *bytes, size_t n)
{
	if (n)
		crypto_generichash_update(etat(e), bytes, n);
}

void empreinte_fin(struct empreinte *e, char hexa[2 * EMPREINTE_TAILLE + 1])
{
	unsigned char fin[EMPREINTE_TAILLE];

	crypto_generichash_final(etat(e), fin, sizeof fin);
	sodium_bin2hex(hexa, 2 * EMPREINTE_TAILLE + 1, fin, sizeof fin);
}

void empreinte_texte(struct str s, unsigned char ret[EMPREINTE_TEXTE_TAILLE])
{
	crypto_generichash(ret, EMPREINTE_TEXTE_TAILLE, (const unsigned char *)s.p, s.n, NULL, 0);
}

int64_t empreinte_record(struct str s)
{
	static const unsigned char cle[crypto_shorthash_KEYBYTES];
	unsigned char court[crypto_shorthash_BYTES];
	uint64_t v = 0;

	crypto_shorthash(court, (const unsigned char *)(s.n ? s.p : ""), s.n, cle);
	for (size_t i = sizeof court; i-- > 0;)
		v = v << 8 | court[i];
	return v ? (int64_t)v : 1;
}
