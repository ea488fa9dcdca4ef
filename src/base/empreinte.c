/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * empreinte.c - fingerprints by libcrypto (files) and libsodium (texts, records)
 *
 * SHA-256 because the processor computes it: twice as fast as BLAKE2b on hundreds of megabytes.
 */
#include "base/empreinte.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sodium.h>

#include "base/err.h"
#include "base/mem.h"

_Static_assert((int)EMPREINTE_TEXTE_TAILLE >= (int)crypto_generichash_BYTES_MIN,
	       "BLAKE2b has no such length");

void empreinte_init(struct empreinte *e)
{
	/* asked first: libcrypto goes on with what it could not allocate when it starts, and falls */
	if (!OSSL_LIB_CTX_get0_global_default() || !(e->contexte = EVP_MD_CTX_new()) ||
	    !EVP_DigestInit_ex(e->contexte, EVP_sha256(), NULL))
		mem_epuisee();
}

void empreinte_add(struct empreinte *e, const void *bytes, size_t n)
{
	if (n && !EVP_DigestUpdate(e->contexte, bytes, n))
		BUG("libcrypto s'arrête");
}

void empreinte_fin(struct empreinte *e, char hexa[2 * EMPREINTE_TAILLE + 1])
{
	unsigned char fin[EMPREINTE_TAILLE];

	if (!EVP_DigestFinal_ex(e->contexte, fin, NULL))
		BUG("libcrypto s'arrête");
	EVP_MD_CTX_free(e->contexte);
	e->contexte = NULL;
	sodium_bin2hex(hexa, 2 * EMPREINTE_TAILLE + 1, fin, sizeof fin);
}

void empreinte_texte(struct str s, unsigned char ret[EMPREINTE_TEXTE_TAILLE])
{
	if (sodium_init() <
	    0) /* chooses the fast code of this processor; free after the first call */
		BUG("libsodium ne démarre pas");
	crypto_generichash(ret, EMPREINTE_TEXTE_TAILLE, (const unsigned char *)s.p, s.n, NULL, 0);
}

void empreinte_sha512(struct str s, char hexa[2 * EMPREINTE_SHA512_TAILLE + 1])
{
	unsigned char fin[EMPREINTE_SHA512_TAILLE];

	if (EVP_Digest(s.n ? s.p : "", s.n, fin, NULL, EVP_sha512(), NULL) != 1)
		BUG("libcrypto s'arrête");
	sodium_bin2hex(hexa, 2 * EMPREINTE_SHA512_TAILLE + 1, fin, sizeof fin);
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
