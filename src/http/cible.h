/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cible.h - the target of a request, and forms: bytes that become a path and parameters, or are refused. Pure
 */
#ifndef RELAIS_HTTP_CIBLE_H
#define RELAIS_HTTP_CIBLE_H

#include "http/http.h"

/* Where the path ends and the parameters start (after « ? »). */
void cible_couper(struct str cible, struct str *chemin, struct str *parametres);
/*
 * Decode a path into the arena. E_INVALIDE: it does not start with a slash, « % » is not followed by two digits, or what comes out is not UTF-8,
 * holds a control character, a backslash, or a segment « . » or « .. ».
 */
enum err cible_chemin(struct str s, struct arena *a, struct str *ret) MUST_CHECK;
/*
 * Decode « nom=valeur&… » into the arena: « + » is a space, an empty pair is skipped, a name without « = » has an empty value. E_INVALIDE: more than
 * LIMITE_HTTP_PARAMETRES, a bad « % », or what comes out is not UTF-8, or holds a control character other than a tab or a line break.
 */
enum err cible_parametres(struct str s, struct arena *a, struct http_champs *ret) MUST_CHECK;

#endif
