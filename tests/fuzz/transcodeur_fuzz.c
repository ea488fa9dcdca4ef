/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * transcodeur_fuzz.c - any bytes, cut anywhere, become the same valid UTF-8; what is UTF-8 passes;
 * folding twice is once
 *
 * The first byte chooses the cuts, the rest is the file.
 */
#include <stdlib.h>

#include "base/utf8.h"

enum { TEXTE_MAX = 16 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void verifier(bool vrai)
{
	if (!vrai)
		abort();
}

static void convertir(struct transcodeur *t, struct buf *out, struct str s, size_t pas)
{
	transcodeur_init(t);
	for (size_t n = 0; n < s.n; n += pas)
		transcodeur_feed(t, s.p + n, pas < s.n - n ? pas : s.n - n, out);
	transcodeur_end(t, out);
}

static void replier(struct str s)
{
	AUTO_BUF une, deux;

	buf_init(&une, TEXTE_MAX);
	buf_init(&deux, TEXTE_MAX);
	utf8_replie(s, &une);
	utf8_replie(buf_view(&une), &deux);
	verifier(utf8_valide(buf_view(&une)));
	verifier(str_eq(buf_view(&une), buf_view(&deux)));
	verifier(une.n == 0 || (une.p[0] != ' ' && une.p[une.n - 1] != ' '));
	verifier(!str_contains(buf_view(&une), STR("  ")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct transcodeur un, deux;
	AUTO_BUF entier = {0}, coupe = {0};
	struct str s;
	size_t bom;

	if (size < 1)
		return 0;
	s = (struct str){(const char *)data + 1, size - 1};

	buf_init(&entier, TEXTE_MAX);
	buf_init(&coupe, TEXTE_MAX);
	convertir(&un, &entier, s, s.n ? s.n : 1);
	convertir(&deux, &coupe, s, 1 + data[0] % 16);

	verifier(str_eq(buf_view(&entier), buf_view(&coupe)));
	verifier(un.bom == deux.bom && un.convertis == deux.convertis &&
		 un.multioctets == deux.multioctets && un.perdus == deux.perdus);
	verifier(utf8_valide(buf_view(&entier)));

	bom = un.bom ? 3 : 0;
	if (utf8_valide(s))
		verifier(un.convertis == 0 &&
			 str_eq(buf_view(&entier), str_sub(s, bom, s.n - bom)));
	else
		verifier(un.convertis > 0);

	replier(s);
	return 0;
}
