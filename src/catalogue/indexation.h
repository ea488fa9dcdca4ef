/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * indexation.h - by what the offres of a photo are found, filtered, counted and put in order
 */
#ifndef RELAIS_CATALOGUE_INDEXATION_H
#define RELAIS_CATALOGUE_INDEXATION_H

#include "catalogue/photo.h"
#include "recherche/index.h"

/* One value an offre: a code (région, académie, département), a word (type), a digit, a year; empty: not known. */
enum photo_facette {
	FACETTE_REGION,
	FACETTE_ACADEMIE,
	FACETTE_DEPARTEMENT,
	FACETTE_TYPE,
	FACETTE_NIVEAU,
	FACETTE_DUREE,
	FACETTE_ANNEE,
	FACETTE_RENTREE,
	FACETTE_CLASSIFICATION, /* classification_code */
	FACETTE_IMPORTABLE, /* « oui », « saio » (a person has to look first), « non » */
	FACETTE_STATUT, /* statut_code */
	FACETTE_CERTIFIEE, /* « oui », « non » */
	FACETTE__MAX
};
/* Several values an offre, as the bits of struct photo_offre. */
enum photo_masque { MASQUE_NON_CONFORME, MASQUE_A_VERIFIER, MASQUE_MENTION, MASQUE__MAX };
enum photo_tri { TRI_INTITULE, TRI_ORGANISME, TRI_LIEU, TRI_MODIFIEE, PHOTO_TRI__MAX };

/* The index of these offres: the rank of a document is that of its offre. */
struct recherche_index *photo_indexer(const struct photo_offre *v, size_t n);

#endif
