/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * analyse.h - a text becomes the terms under which it is found
 *
 * A term is folded (utf8_replie: no accent, no capital), holds letters and digits only, and is LIMITE_CODE bytes long at most.
 * Documents and queries are cut by the same code, so that what is written in either way meets:
 *  - an elided particle goes: « l'Hôtellerie », « jusqu'au » → hotellerie, au; « St » is « Saint »; « B.T.S. » is « BTS »;
 *  - a code is one term however it is spaced: « 552 100 554 00013 » (SIRET, SIREN), « RNCP n° 38362 », « 075 1234 J » with its
 *    right letter (UAI), a clé ministères éducatifs, with or without its « #L01 »;
 *  - « #L01 » alone (of a clé that was shortened) is the term « #l01 ».
 * Any bytes will do: what is no UTF-8, or no letter, separates words.
 */
#ifndef RELAIS_RECHERCHE_ANALYSE_H
#define RELAIS_RECHERCHE_ANALYSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct analyse;

struct analyse *analyse_new(void);
void analyse_free(struct analyse *a); /* accepts NULL */

/* Each of the next four forgets what was read before. Past LIMITE_RECHERCHE_TEXTE bytes a text is not read. */
void analyse_texte(struct analyse *a, struct str texte);
/* The same for the name of a formation, with its initials after: « BTS Management commercial opérationnel » is also « mco ». */
void analyse_intitule(struct analyse *a, struct str texte);
/* One code: everything between its letters and digits goes. « RNCP38362 » is also « 38362 »; a clé is also its « #l01 ». */
void analyse_code(struct analyse *a, struct str texte);
/*
 * What somebody types: each term once; without the little words (« de », « la »: they stay when there is nothing else) and without what
 * announces a code (« SIRET », « n° »). en_cours, which may be NULL: the last term is also the end of the text, where one is still typing.
 */
void analyse_requete(struct analyse *a, struct str texte, bool *en_cours);

/* The terms, in their order; a view that the next text ends. */
size_t analyse_n(const struct analyse *a);
struct str analyse_terme(const struct analyse *a, size_t i);

/*
 * The French stem of a term (Snowball, docs/choix/017): « boulangers » and « boulanger » have the same. Empty for what has none: a term
 * with a digit, or of less than four letters, whose last « s » means something (BTS is no BT). Valid until the next call.
 */
struct str analyse_racine(struct analyse *a, struct str terme);

#endif
