/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * embarque.h - the files that travel inside the program (tools/embed makes the tables)
 */
#ifndef RELAIS_BASE_EMBARQUE_H
#define RELAIS_BASE_EMBARQUE_H

#include <stddef.h>

struct embarque {
	const char *nom; /* base name, NULL in the entry that ends a table */
	const unsigned char *octets; /* followed by a NUL */
	size_t taille;
};

extern const struct embarque embarque_migrations[]; /* migrations/NNNN_nom.sql, in order */
extern const struct embarque embarque_donnees[]; /* src/<room>/<nom>.csv, .css */

/* The entry of that name; BUG() when the build forgot it. */
const struct embarque *embarque_donnee(const char *nom);

#endif
