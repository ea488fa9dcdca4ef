/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_fuzz.h - any bytes, cut anywhere: records that keep flux.h's promises, or a failure that says what to do
 *
 * The first byte chooses the cuts, the rest is the file. A file that is read whole is read the same in pieces. (A
 * file that fails may have sent more or fewer records before: nothing of it is applied.)
 */
#ifndef RELAIS_TESTS_XML_FUZZ_H
#define RELAIS_TESTS_XML_FUZZ_H

#include <stdlib.h>

#include "base/buf.h"
#include "base/limites.h"
#include "base/utf8.h"
#include "format/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TRACE_MAX = 64 * 1024 * 1024 };

struct essai {
	struct buf trace;
	bool bilan;
	enum err err;
};

static enum err noter(void *ctx, const struct record *r)
{
	struct essai *e = ctx;

	if (e->bilan || r->kind >= RECORD__MAX || r->n != record_n(r->kind))
		abort(); /* the bilan is the last record */
	e->bilan = r->kind == RECORD_BILAN;
	buf_printf(&e->trace, "%d@%u", (int)r->kind, e->bilan ? 0 : r->ligne);
	for (uint32_t i = 0; i < r->n; i++) {
		if (!utf8_valide(r->champ[i]) || r->champ[i].n > LIMITE_XML_TEXTE)
			abort();
		buf_printf(&e->trace, " %zu:", r->champ[i].n);
		buf_str(&e->trace, r->champ[i]);
	}
	buf_char(&e->trace, '\n');
	return OK;
}

static void lire(struct essai *e, enum format f, struct str s, size_t pas)
{
	struct lecteur *l;
	struct incident inc = {0};

	buf_init(&e->trace, TRACE_MAX);
	l = format_ouvrir(f, (struct puits){noter, e});
	for (size_t n = 0; n < s.n && !e->err; n += pas)
		e->err = format_nourrir(l, s.p + n, pas < s.n - n ? pas : s.n - n, &inc);
	if (!e->err)
		e->err = format_fin(l, &inc);
	if (e->err ? e->bilan || e->err != E_INVALIDE || !inc.message[0] || !inc.remede[0]
		   : !e->bilan)
		abort();
	format_fermer(l);
}

static int essayer(enum format f, const uint8_t *data, size_t size)
{
	struct essai entier = {0}, coupe = {0};
	struct str s;

	if (!size)
		return 0;
	s = (struct str){(const char *)data + 1, size - 1};
	lire(&entier, f, s, s.n ? s.n : 1);
	lire(&coupe, f, s, 1 + data[0] % 64);
	if (!entier.err != !coupe.err ||
	    (!entier.err && !str_eq(buf_view(&entier.trace), buf_view(&coupe.trace))))
		abort();
	buf_free(&entier.trace);
	buf_free(&coupe.trace);
	return 0;
}

#endif
