/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_empreinte_test.c - known fingerprints, and the same bytes in any pieces
 */
#include "tap.h"

#include "base/empreinte.h"

TEST(sha256_of_known_texts)
{
	struct empreinte e;
	char hexa[2 * EMPREINTE_TAILLE + 1];

	empreinte_init(&e);
	empreinte_fin(&e, hexa);
	EQ_STR(hexa, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

	empreinte_init(&e);
	empreinte_add(&e, NULL, 0);
	empreinte_add(&e, "abc", 3);
	empreinte_fin(&e, hexa);
	EQ_STR(hexa, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(pieces_do_not_matter)
{
	char octets[1000], un[2 * EMPREINTE_TAILLE + 1], deux[2 * EMPREINTE_TAILLE + 1];
	struct empreinte e;

	for (size_t i = 0; i < sizeof octets; i++)
		octets[i] = (char)(i * 7);
	empreinte_init(&e);
	empreinte_add(&e, octets, sizeof octets);
	empreinte_fin(&e, un);
	empreinte_init(&e);
	for (size_t i = 0; i < sizeof octets; i++)
		empreinte_add(&e, octets + i, 1);
	empreinte_fin(&e, deux);
	EQ_STR(un, deux);
}

TEST(texts)
{
	unsigned char a[EMPREINTE_TEXTE_TAILLE], b[EMPREINTE_TEXTE_TAILLE];
	static const unsigned char abc[EMPREINTE_TEXTE_TAILLE] = {
		0xcf, 0x4a, 0xb7, 0x91, 0xc6, 0x2b, 0x8d, 0x2b,
		0x21, 0x09, 0xc9, 0x02, 0x75, 0x28, 0x78, 0x16,
	};

	empreinte_texte(STR("abc"), a);
	OK(memcmp(a, abc, sizeof abc) == 0);
	empreinte_texte(STR_VIDE, a);
	empreinte_texte(STR(""), b);
	OK(memcmp(a, b, sizeof a) == 0);
}

/* FIPS 180-4, and the empty text. */
TEST(sha512_of_known_texts)
{
	char hexa[2 * EMPREINTE_SHA512_TAILLE + 1];

	empreinte_sha512(STR("abc"), hexa);
	EQ_STR(hexa, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
		     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
	empreinte_sha512(STR_VIDE, hexa);
	EQ_STR(hexa, "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
		     "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e");
}

/* The values are kept in the base: they may never change. */
TEST(records)
{
	EQ_INT(empreinte_record(STR_VIDE), 0x1e924b9d737700d7);
	EQ_INT(empreinte_record(STR("")), 0x1e924b9d737700d7);
	OK(empreinte_record(STR("a")) != empreinte_record(STR("b")));
	OK(empreinte_record(STR("ab")) != empreinte_record(STR("ba")));
}
