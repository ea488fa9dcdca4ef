/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parties.h - offres that the catalogue has no more, in the shape of those that it has: a loss like any other (domain.md 4.4)
 *
 * Nothing of them is judged: they are not importable, and their reason is that they are gone. What was decided of them stands on their number, which
 * they find again when they come back.
 */
#ifndef RELAIS_PARCOURSUP_PARTIES_H
#define RELAIS_PARCOURSUP_PARTIES_H

#include "offre/histoire.h"
#include "parcoursup/jugee.h"
#include "parcoursup/statuts.h"

/* In one sentence, since when and how it went. In the arena. */
const char *partie_raison(struct arena *a, const struct offre_disparue *d);
/* Who brings it back: the CFA, or the Carif-Oref when an import was undone. */
enum acteur partie_acteur(const struct offre_disparue *d);

/* What they do, in one sentence: « Si c'est une erreur, le CFA … » */
const char *partie_retour(enum acteur a);
/* And what the SAIO does when nobody will; after it. */
#define PARTIE_SINON                                                                               \
	" Si elle n'est plus proposée, le SAIO dit quelle offre la remplace, ou que celle-ci est annulée."

/*
 * Of these numbers, in increasing order, those that are gone at the vue: partie_le says since when. Texts in the arena; jugees_liberer in any case.
 */
enum err parties_lire(struct db *db, const struct vue *vue, const int64_t *numeros, size_t n,
		      struct arena *a, struct jugees *ret) MUST_CHECK;

/*
 * An offre that went and came back as it was has not been corrected: of those that wait for a correction, du_version is put back to the version since which
 * their data are what they are, absences apart.
 */
enum err parties_revenues(struct db *db, int64_t version, const struct statuts *statuts,
			  struct jugees *offres) MUST_CHECK;

#endif
