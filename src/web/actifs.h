/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * actifs.h - the files beside the pages (assets/): sheet, script, logo; they travel inside the program, named after their content
 */
#ifndef RELAIS_WEB_ACTIFS_H
#define RELAIS_WEB_ACTIFS_H

#include "base/str.h"

#define ACTIFS_PREFIXE "/assets/"

struct actif {
	const char *nom; /* « relais.css »; NULL in the entry that ends the table */
	const char *chemin; /* « /assets/relais.0123456789ab.css », as statiques_chemin says it */
	const char *type; /* Content-Type */
	struct str octets, gzip; /* the bytes; the same compressed when the program was built */
};
extern const struct actif actifs[];

/* The address of that file; BUG() when there is none. */
const char *actif_chemin(const char *nom);

#endif
