/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_erreur.h - what libxml2 found wrong, told to the person who must repair the file (internal
 * to the room)
 */
#ifndef RELAIS_FORMAT_XML_ERREUR_H
#define RELAIS_FORMAT_XML_ERREUR_H

#include <stdint.h>

#include "base/err.h"

struct xml_endroit {
	uint32_t ligne, colonne; /* colonne 0: not known */
	const char *ouverte; /* the innermost element that is open, or NULL */
	uint32_t ligne_ouverte;
	const char *racine; /* NULL when no element was seen */
};

/* `code` is libxml2's; `trouve`: the name it met, or NULL. Returns E_INVALIDE. */
enum err xml_erreur_malforme(struct incident *inc, int code, const char *trouve,
			     const struct xml_endroit *ou);
/* The bytes ended too early. Returns E_INVALIDE. */
enum err xml_erreur_coupe(struct incident *inc, const struct xml_endroit *ou);

#endif
