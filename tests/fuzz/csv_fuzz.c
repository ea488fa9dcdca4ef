/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_fuzz.c - any bytes, cut anywhere, give the same records; what is written again is read the
 * same
 *
 * The first byte chooses the cuts and the second the separator, the rest is the file. Whole, the
 * scanner takes the road without copies; cut, the automaton: they must agree.
 */
#include <stdlib.h>

#include "base/csv.h"

enum { RECORD_MAX = 300, TRACE_MAX = 16 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A trace nothing in the fields can imitate: every text goes behind its length. */
static enum err noter(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	struct buf *trace = ctx;

	buf_printf(trace, "%u/%zu:", ligne, n);
	for (size_t i = 0; i < n; i++) {
		buf_printf(trace, "%zu ", champs[i].n);
		buf_str(trace, champs[i]);
	}
	return OK;
}

static void lire(struct buf *trace, char separateur, struct str s, size_t pas)
{
	struct csv c;
	enum err err = OK;

	csv_init(&c, separateur, RECORD_MAX, noter, trace);
	for (size_t n = 0; n < s.n && !err; n += pas)
		err = csv_feed(&c, s.p + n, pas < s.n - n ? pas : s.n - n);
	if (!err)
		err = csv_end(&c);
	buf_printf(trace, " fin %d ligne %u", (int)err, err ? c.ligne : 0);
	csv_free(&c);
}

struct copie {
	struct buf texte, trace;
	char separateur;
};

/* Write the record again, and note what reading it again must give (one empty field is an empty
 * line: skipped). */
static enum err recopier(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	struct copie *copie = ctx;

	(void)ligne;
	if (n == 1 && champs[0].n == 0)
		return OK;
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(&copie->texte, copie->separateur);
		csv_write(&copie->texte, copie->separateur, champs[i]);
	}
	buf_char(&copie->texte, '\n');
	return noter(&copie->trace, 0, champs, n);
}

static enum err noter_sans_ligne(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	(void)ligne;
	return noter(ctx, 0, champs, n);
}

static void aller_retour(char separateur, struct str s)
{
	struct copie copie = {.separateur = separateur};
	AUTO_BUF relu;
	struct csv c;

	buf_init(&copie.texte, TRACE_MAX);
	buf_init(&copie.trace, TRACE_MAX);
	buf_init(&relu, TRACE_MAX);

	csv_init(&c, separateur, RECORD_MAX, recopier, &copie);
	if (csv_feed(&c, s.p, s.n) == OK)
		(void)!csv_end(&c);
	csv_free(&c);

	csv_init(&c, separateur, RECORD_MAX, noter_sans_ligne, &relu);
	if (csv_feed(&c, copie.texte.p, copie.texte.n) != OK || csv_end(&c) != OK)
		abort();
	csv_free(&c);

	if (!str_eq(buf_view(&relu), buf_view(&copie.trace)))
		abort();
	buf_free(&copie.texte);
	buf_free(&copie.trace);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char separateurs[] = {',', ';', '\t', '|'};
	AUTO_BUF entier = {0}, coupe = {0};
	struct str s;
	char separateur;

	if (size < 2)
		return 0;
	s = (struct str){(const char *)data + 2, size - 2};
	separateur = separateurs[data[1] % sizeof separateurs];

	buf_init(&entier, TRACE_MAX);
	buf_init(&coupe, TRACE_MAX);
	lire(&entier, separateur, s, s.n ? s.n : 1);
	lire(&coupe, separateur, s, 1 + data[0] % 32);
	if (buf_depasse(&entier) || !str_eq(buf_view(&entier), buf_view(&coupe)))
		abort();

	aller_retour(separateur, s);
	return 0;
}
