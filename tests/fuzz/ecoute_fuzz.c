/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecoute_fuzz.c - what a reader turned by its file could say, cut in two anywhere: it is understood the same way, or not believed
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "controle/ecoute.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static enum err record(void *ctx, const struct record *r)
{
	size_t *somme = ctx;

	for (uint32_t i = 0; i < r->n; i++) {
		if (!utf8_valide(r->champ[i]))
			abort();
		*somme += r->champ[i].n + 1;
	}
	return OK;
}

static struct puits flux(void *ctx, const char *nom, enum format f)
{
	if (!format_est_flux(f) || !utf8_valide(str_of(nom)))
		abort();
	return (struct puits){record, ctx};
}

static void note(void *ctx, const char *nom, const char *message, const char *remede)
{
	size_t *somme = ctx;

	*somme += strlen(nom) + strlen(message) + strlen(remede);
}

/* How it ends, and the size of what came out. */
static enum err entendre(struct str s, size_t coupe, size_t *somme)
{
	struct incident inc = {0};
	struct ecoute e;
	enum err err;

	ecoute_init(&e, (struct ecoute_puits){flux, note, somme});
	err = ecoute_nourrir(&e, s.p, coupe, &inc);
	if (!err)
		err = ecoute_nourrir(&e, s.p + coupe, s.n - coupe, &inc);
	if (err && !inc.message[0])
		abort();
	ecoute_liberer(&e);
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct str s = {(const char *)data, n};
	size_t entier = 0, coupe = 0;

	if (entendre(s, n, &entier) != entendre(s, n / 3, &coupe) || entier != coupe)
		abort();
	return 0;
}
