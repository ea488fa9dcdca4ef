/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle.h - how the perimeter rules are shown: the list with what each decides, one rule, its history
 */
#ifndef RELAIS_CLI_REGLE_H
#define RELAIS_CLI_REGLE_H

#include "campagne/regles.h"
#include "cli/cli.h"

struct regle_affichage {
	struct etude *e;
	const struct regle_fait *v; /* those to show */
	size_t n;
	const int64_t *
		offres; /* how many each decides in the campagne; NULL: no campagne was asked for */
	int64_t sans; /* offers that no rule decides */
};
void regle_liste_texte(const struct regle_affichage *r, struct buf *out);
void regle_liste_json(const struct regle_affichage *r, struct buf *out);
/* One rule, field by field, then its history. */
enum err regle_montrer_texte(const struct regle_affichage *r, struct buf *out) MUST_CHECK;
enum err regle_montrer_json(const struct regle_affichage *r, struct buf *out) MUST_CHECK;
/* The events of a rule, or of all (0). */
enum err regle_historique_texte(const struct etude *e, int64_t regle, struct buf *out) MUST_CHECK;
enum err regle_historique_json(const struct etude *e, int64_t regle, struct buf *out) MUST_CHECK;

#endif
