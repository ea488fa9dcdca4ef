/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jeu.h - sets: several files that only make sense together, read as one (internal to the room)
 *
 * One set is known: the CSV export of France compétences, ten files, and its flattened form of 2020. Its parts are told by their titles, never by
 * their names. They are read in the order of enum partie_rncp; what the others say is kept until Standard, the last one, gives the fiches.
 */
#ifndef RELAIS_FORMAT_JEU_H
#define RELAIS_FORMAT_JEU_H

#include "base/arena.h"
#include "format/inventaire.h"

/* The part of the set that these first bytes of a FORMAT_RNCP_CSV are; -1: none. *de_2020: with the titles of the flattened form. */
int jeu_partie(const char *debut, size_t n, bool *de_2020);

/* The lots from `debut` on; *n of them in all. */
struct jeu_lots {
	struct lot *v;
	size_t debut, *n;
	bool zip; /* those of a zip; else the loose ones */
};
/*
 * The parts among them become one lot, at the place of the first. It is refused when one part is there twice (two sets cannot be told apart), when
 * Standard is missing, or, unless all parts are of 2020, one of those that decide what a fiche allows: read without it, the set would erase it everywhere.
 */
void jeu_grouper(const struct jeu_lots *lots, struct arena *a);

#endif
