/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * actifs.c - find a file beside the pages
 */
#include "web/actifs.h"

#include "base/err.h"

const char *actif_chemin(const char *nom)
{
	for (const struct actif *f = actifs; f->nom; f++)
		if (strcmp(f->nom, nom) == 0)
			return f->chemin;
	BUG("the build forgot the file %s", nom);
}
