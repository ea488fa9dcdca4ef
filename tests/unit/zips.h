/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zips.h - zips made byte by byte, good ones and those that no honest tool makes
 */
#ifndef RELAIS_TESTS_ZIPS_H
#define RELAIS_TESTS_ZIPS_H

#include <zlib.h>

#include "base/buf.h"

struct entree {
	const char *nom;
	struct str contenu;
	bool chiffree, mauvais_crc;
	bool sans_utf8; /* its name is in the code page of whoever made it */
	unsigned methode; /* 0: stored; 8: deflated; anything else: said, and stored */
};

static inline void zip_mot(struct buf *b, unsigned v, unsigned n)
{
	while (n--) {
		buf_char(b, (char)(v & 0xFF));
		v >>= 8;
	}
}

static inline void zip_compresser(struct str s, unsigned methode, struct buf *out)
{
	z_stream z = {0};
	char morceau[4096];

	if (methode != 8) {
		buf_str(out, s);
		return;
	}
	(void)deflateInit2(&z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (unsigned char *)(uintptr_t)s.p;
	z.avail_in = (unsigned)s.n;
	do {
		z.next_out = (unsigned char *)morceau;
		z.avail_out = sizeof morceau;
		(void)deflate(&z, Z_FINISH);
		buf_add(out, morceau, sizeof morceau - z.avail_out);
	} while (!z.avail_out);
	(void)deflateEnd(&z);
}

/* What the local header and the table say alike. */
static inline void zip_description(struct buf *b, const struct entree *e, unsigned compresse)
{
	const unsigned crc =
		(unsigned)crc32(0, (const unsigned char *)e->contenu.p, (unsigned)e->contenu.n);

	zip_mot(b, 20, 2);
	zip_mot(b, (e->sans_utf8 ? 0 : 0x800) | e->chiffree, 2);
	zip_mot(b, e->methode, 2);
	zip_mot(b, 0x58210000, 4);
	zip_mot(b, crc ^ e->mauvais_crc, 4);
	zip_mot(b, compresse, 4);
	zip_mot(b, (unsigned)e->contenu.n, 4);
	zip_mot(b, (unsigned)strlen(e->nom), 2);
	zip_mot(b, 0, 2);
}

static inline void zip_faire(struct buf *b, const struct entree *e, size_t n)
{
	AUTO_BUF table;

	buf_init(b, (size_t)1 << 30);
	buf_init(&table, (size_t)1 << 30);
	for (size_t i = 0; i < n; i++) {
		const unsigned ou = (unsigned)b->n;
		AUTO_BUF donnees;

		buf_init(&donnees, (size_t)1 << 30);
		zip_compresser(e[i].contenu, e[i].methode, &donnees);
		buf_cstr(b, "PK\x03\x04");
		zip_description(b, &e[i], (unsigned)donnees.n);
		buf_cstr(b, e[i].nom);
		buf_str(b, buf_view(&donnees));
		buf_cstr(&table, "PK\x01\x02");
		zip_mot(&table, 20, 2);
		zip_description(&table, &e[i], (unsigned)donnees.n);
		zip_mot(&table, 0, 2 + 2 + 2 + 4);
		zip_mot(&table, ou, 4);
		buf_cstr(&table, e[i].nom);
	}
	const unsigned debut = (unsigned)b->n;

	buf_str(b, buf_view(&table));
	buf_cstr(b, "PK\x05\x06");
	zip_mot(b, 0, 4);
	zip_mot(b, (unsigned)n, 2);
	zip_mot(b, (unsigned)n, 2);
	zip_mot(b, (unsigned)table.n, 4);
	zip_mot(b, debut, 4);
	zip_mot(b, 0, 2);
}

static inline void gz_faire(struct buf *b, struct str s)
{
	const unsigned crc = (unsigned)crc32(0, (const unsigned char *)s.p, (unsigned)s.n);

	buf_init(b, (size_t)1 << 30);
	buf_add(b, "\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
	zip_compresser(s, 8, b);
	zip_mot(b, crc, 4);
	zip_mot(b, (unsigned)s.n, 4);
}

#endif
