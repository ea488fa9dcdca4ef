/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde.h - what no request may be, before anything of it is believed. Pure
 *
 * Two programs that read one request differently let somebody slip a second one past the first (request smuggling). So whatever has two readings is
 * refused, and the connection closed: there is no next request on it. Wherever a proxy stands in front or not, the answer is the same.
 */
#ifndef RELAIS_HTTP_GARDE_H
#define RELAIS_HTTP_GARDE_H

#include "http/http.h"

enum garde {
	GARDE_PASSE,
	GARDE_LIGNES, /* a NUL, a bare line feed, a folded line, two spaces: bytes that the parser swallowed */
	GARDE_VERSION, /* neither HTTP/1.1 nor HTTP/1.0 */
	GARDE_METHODE, /* no token */
	GARDE_CIBLE, /* not a path with a slash, or badly encoded */
	GARDE_CIBLE_LONGUE,
	GARDE_ENTETES, /* too many, or too long */
	GARDE_NOM, /* the name of a field is no token: a space before the colon */
	GARDE_VALEUR, /* a control byte in one */
	GARDE_HOTE, /* none, two, or no name of a host */
	GARDE_LONGUEUR, /* two Content-Length, or no plain number */
	GARDE_DEUX_CORPS, /* Content-Length and Transfer-Encoding */
	GARDE_SANS_LONGUEUR, /* Transfer-Encoding alone: a body comes with its length */
	GARDE_ATTENTE, /* Expect something else than 100-continue */
	GARDE__MAX
};

/* What was parsed. The texts still stand where they were read, which garde_lignes checks. */
struct garde_vue {
	struct str methode, cible, version;
	struct http_champs entetes; /* as received */
	size_t octets; /* from the method to the empty line included */
};

/* The first thing wrong. *corps: the length of the body to come; untouched when something is wrong. */
enum garde garde_requete(const struct garde_vue *v, uint64_t *corps);
/*
 * The parser ends each text with a NUL where a space, a colon or CR LF stood, and leaves it in place: so texts that do not follow each other exactly
 * hide bytes. False then. A NUL just before a bare line feed cannot be told from CR LF.
 */
bool garde_lignes(const struct garde_vue *v);
int garde_statut(enum garde g); /* the answer's */
const char *garde_mot(enum garde g); /* for the log and the measures */

#endif
