/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lieux.h - what the referentials of place say: the names of a commune, and its codes postaux
 *
 * A commune that merged, a part of one and an arrondissement are the same place as the whole (referentiel/communes.h). What no list knows contradicts nothing: a
 * CEDEX is in none.
 */
#ifndef RELAIS_VERDICT_LIEUX_H
#define RELAIS_VERDICT_LIEUX_H

#include "base/arena.h"
#include "referentiel/vue.h"

struct lieux;

/* In a transaction. */
enum err lieux_charger(struct db *db, const struct vue *vue, struct lieux **ret) MUST_CHECK;
void lieux_liberer(struct lieux *l); /* accepts NULL */

/* The label of an INSEE code; empty when no list knows it. Lives as long as the lieux. */
struct str lieux_commune(const struct lieux *l, struct str insee);
/* The town reads like no name of that commune. */
bool lieux_ville_autre(const struct lieux *l, struct str ville, struct str insee);
/* Two communes that a list knows, and that are not one place. */
bool lieux_commune_autre(const struct lieux *l, struct str a, struct str b);
/* Is there any list of codes postaux, and does it know this one? */
bool lieux_a_des_codes(const struct lieux *l);
bool lieux_code_connu(const struct lieux *l, struct str code_postal);
/* The code postal is known, the commune too, and it is not one of its own. */
bool lieux_code_autre(const struct lieux *l, struct str code_postal, struct str insee);

#endif
