/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * historique.h - what was decided of the rules or of a campagne, by whom, when and why
 *
 * objet: as journal_lire takes it, « regle 3 », « regle % », « campagne 2024 ». What is known at the version of the etude is told.
 */
#ifndef RELAIS_CLI_HISTORIQUE_H
#define RELAIS_CLI_HISTORIQUE_H

#include "base/json_out.h"
#include "cli/cli.h"
#include "cli/ecran.h"

/* A title, then a paragraph a decision; `rien` when there is none. */
enum err historique_texte(const struct etude *e, const char *objet, const char *titre,
			  const char *rien, struct buf *out) MUST_CHECK;
/* The key « historique » and its list; a decision on a rule has its number. */
enum err historique_json(const struct etude *e, const char *objet, struct json_out *j) MUST_CHECK;

#endif
