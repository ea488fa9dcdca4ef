/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * historique.h - what the kept changes of a statut tell
 */
#ifndef RELAIS_REGLE_HISTORIQUE_H
#define RELAIS_REGLE_HISTORIQUE_H

#include <stddef.h>
#include <stdint.h>

#include "regle/statut.h"

/* Did anything change that is worth a line? Nothing is recorded for a night in which nothing changed (domain.md 3). */
bool historique_change(enum statut avant, enum statut_decision decision_avant,
		       const struct statut_issue *issue);

struct historique_ligne {
	enum statut statut;
	int64_t instant; /* from when on */
};
/* Since when the offre is published: the first instant of the last unbroken run of publie; 0 when the last line is not publie. Oldest line first. */
int64_t historique_publication(const struct historique_ligne *lignes, size_t n);
/* Since when it stands where it stands, by the same reading; 0 when nothing was recorded. */
int64_t historique_depuis(const struct historique_ligne *lignes, size_t n);

#endif
