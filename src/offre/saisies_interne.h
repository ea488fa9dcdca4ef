/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saisies_interne.h - what the two halves of saisies.h share
 *
 * Internal to the room.
 */
#ifndef RELAIS_OFFRE_SAISIES_INTERNE_H
#define RELAIS_OFFRE_SAISIES_INTERNE_H

#include "base/map.h"
#include "offre/saisies.h"

/* The row `s` is the one that speaks for its clé. */
#define EN_VIGUEUR "NOT EXISTS (SELECT 1 FROM saisie AS n WHERE n.cle = s.cle AND n.run > s.run)"

/* saisies_appliquer. lignes: the clés that the file under way gives, each with its line: its rows are told and counted, and no other; NULL: no file. */
enum err saisies_rapprocher(struct db *db, const struct saisies_contexte *c,
			    const struct map *lignes, struct saisies_bilan *ret) MUST_CHECK;

#endif
