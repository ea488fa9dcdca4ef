/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * embarque.c - find a table of data that travels inside the program
 */
#include "base/embarque.h"

#include <string.h>

#include "base/err.h"

const struct embarque *embarque_donnee(const char *nom)
{
	for (const struct embarque *e = embarque_donnees; e->nom; e++)
		if (strcmp(e->nom, nom) == 0)
			return e;
	BUG("the build forgot the file %s", nom);
}
