/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * historique.c - reading the changes of a statut
 */
#include "regle/historique.h"

bool historique_change(enum statut avant, enum statut_decision decision_avant,
		       const struct statut_issue *issue)
{
	return issue->statut != avant || issue->decision != decision_avant;
}

int64_t historique_depuis(const struct historique_ligne *lignes, size_t n)
{
	if (n == 0)
		return 0;
	while (n > 1 && lignes[n - 2].statut == lignes[n - 1].statut)
		n--;
	return lignes[n - 1].instant;
}

int64_t historique_publication(const struct historique_ligne *lignes, size_t n)
{
	return n && lignes[n - 1].statut == STATUT_PUBLIE ? historique_depuis(lignes, n) : 0;
}
