/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_fuzz.c - every JSON reader: the same records however the bytes are cut, always valid UTF-8
 *
 * The first byte chooses the format, the second how long the pieces are.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "format/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct suite {
	uint64_t somme;
	unsigned bilans;
};

static void ajouter(struct suite *s, const void *p, size_t n)
{
	const unsigned char *q = p;

	for (size_t i = 0; i < n; i++)
		s->somme = (s->somme ^ q[i]) * UINT64_C(1099511628211);
}

static enum err record(void *ctx, const struct record *r)
{
	struct suite *s = ctx;

	if (r->n != record_n(r->kind) || s->bilans)
		abort();
	s->bilans += r->kind == RECORD_BILAN;
	ajouter(s, &r->kind, sizeof r->kind);
	ajouter(s, &r->ligne, sizeof r->ligne);
	for (uint32_t i = 0; i < r->n; i++) {
		if (!utf8_valide(r->champ[i]))
			abort();
		ajouter(s, &r->champ[i].n, sizeof r->champ[i].n);
		ajouter(s, r->champ[i].p, r->champ[i].n);
	}
	return OK;
}

static struct suite lire(enum format f, struct str s, size_t pas)
{
	struct suite suite = {UINT64_C(14695981039346656037), 0};
	struct incident inc = {0};
	struct lecteur *l = format_ouvrir(f, (struct puits){record, &suite});
	enum err err = OK;

	for (size_t i = 0; i < s.n && !err; i += pas)
		err = format_nourrir(l, s.p + i, s.n - i < pas ? s.n - i : pas, &inc);
	if (!err)
		err = format_fin(l, &inc);
	format_fermer(l);
	if ((err == OK) != (suite.bilans == 1) || (err && !inc.message[0]))
		abort();
	ajouter(&suite, inc.message, strlen(inc.message));
	ajouter(&suite, inc.detail, strlen(inc.detail));
	return suite;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const enum format formats[] = {FORMAT_CODES_POSTAUX, FORMAT_RCO,
					      FORMAT_RCO_ETABLISSEMENTS, FORMAT_UAI_SIRET};

	if (n < 2)
		return 0;
	enum format f = formats[data[0] % 4];
	struct str s = {(const char *)data + 2, n - 2};

	struct suite entier = lire(f, s, s.n ? s.n : 1);
	struct suite morceaux = lire(f, s, 1 + data[1] % 32);
	if (entier.somme != morceaux.somme)
		abort();
	return 0;
}
