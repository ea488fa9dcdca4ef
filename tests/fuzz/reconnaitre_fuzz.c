/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reconnaitre_fuzz.c - any beginning has one answer; what is recognised as a CSV has the titles that its reader wants
 */
#include <stdint.h>
#include <stdlib.h>

#include "format/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static enum err ignorer(void *ctx, const struct record *r)
{
	(void)ctx;
	(void)r;
	return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *p = (const char *)data;
	struct incident inc = {0};
	enum format f = format_reconnaitre(p, n);

	if (!format_lisible(f))
		return format_refus(f, &inc) != E_INVALIDE || !inc.message[0] ? abort(), 0 : 0;
	/* of a set, a part alone lacks the titles of the fiches */
	if (f < FORMAT_DGEFP || f == FORMAT_RNCP_CSV || n > FORMAT_DEBUT)
		return 0;

	struct lecteur *l = format_ouvrir(f, (struct puits){ignorer, NULL});
	enum err err = format_nourrir(l, p, n, &inc);
	if (!err)
		err = format_fin(l, &inc);
	format_fermer(l);
	if (err && strncmp(inc.message, "L'en-tête", strlen("L'en-tête")) == 0)
		abort();
	return 0;
}
