/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * etablissements.h - what several sources say of one school, folded into one answer
 *
 * Internal to the room. Each row is what one source says of a UAI. A column is that of the first source that gives it: référentiel des UAI, ACCE,
 * annuaire de l'éducation, référentiel UAI-SIRET, établissements of the RCO, networks (the order of ref_genre_rang); in one genre, the source that
 * became known last; in one source, the row that its file gave first. The SIRETs of all sources count. A school of which nobody says whether it is open is not in the referential: only its SIRETs are known.
 */
#ifndef RELAIS_REFERENTIEL_ETABLISSEMENTS_H
#define RELAIS_REFERENTIEL_ETABLISSEMENTS_H

#include "base/str.h"
#include "regle/dossier.h"

/* One row of one source. Texts outlive the fold. */
struct etablissement_dit {
	struct str uai, insee;
	struct str etat, iut, accueil; /* as the record has them; empty: not said */
	uint64_t siret;
	unsigned genre; /* its rank: 0 is believed first */
	int64_t source;
	size_t ordre; /* in the reading */
};

/* The rank of a genre; the last one when it is none that feeds the table. */
unsigned etablissement_genre(struct str genre);

/*
 * Sort the rows, then give each school once with each of its SIRETs: connu tells that the referential knows it, premier that no SIRET of this school
 * was given before.
 */
typedef void etablissement_plie(void *ctx, const struct etablissement *e, bool connu, bool premier);
void etablissements_plier(struct etablissement_dit *v, size_t n, etablissement_plie *donner,
			  void *ctx);

#endif
