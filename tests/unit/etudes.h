/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * etudes.h - a small base of three offres, and the etude that looks at it as a front room would
 *
 * Included after depot.h, importation.h and lheo.h.
 */
#ifndef RELAIS_TESTS_ETUDES_H
#define RELAIS_TESTS_ETUDES_H

#include "campagne/etude.h"

#define SANS_ANNEE "104240P0121" LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01"

/* Three offres in one commune: a good one, the same with another address, and one whose année d'entrée is missing. */
static inline void etude_remplir(struct depot *d)
{
	struct importation i = {.date = 20231005};
	const struct formation_xml good = {0},
				   ailleurs = {.numero =
						       "104239P0121" LHEO_RESPONSABLE LHEO_FORMATEUR
						       "-29019#L02",
					       .actions = {{.ligne = "3 rue de l'Autre"}}},
				   sans_annee = {.numero = SANS_ANNEE,
						 .actions = {{.sessions = {{.annees = {""}}}}}};

	IMPORTER(d, &i, depot_fichier(d, "o.csv", CSV_DGEFP), depot_fichier(d, "s.csv", CSV_SIRENE),
		 depot_fichier(d, "u.csv", CSV_UAI), depot_fichier(d, "ci.csv", CSV_CERTIF_INFO),
		 depot_fichier(d, "k.csv", CSV_KIT), depot_fichier(d, "fd.csv", CSV_DIPLOMES),
		 depot_fichier(d, "m.csv", CSV_MEF), depot_fichier(d, "co.csv", CSV_COMMUNES),
		 depot_fichier(d, "r.xml", XML_RNCP(XML_FICHE("RNCP38362", ""))),
		 depot_fichier(d, "l.xml", LHEO(d, good, ailleurs, sans_annee)));
	EQ_INT(i.err, OK);
}

/* The base as it is, on 2023-10-05. */
static inline void etude_regarder(struct depot *d, struct etude *e)
{
	struct incident inc = {0};

	*e = (struct etude){.db = d->db, .arena = arena_new(0), .jour = 20231005};
	MUST(tx_begin(d->db, TX_LECTURE, &e->tx) == OK);
	MUST(vue_resoudre(d->db, 0, &e->vue) == OK);
	MUST(campagne_lire(d->db, 2024, INT64_MAX, e->arena, &e->campagne, &inc) == OK);
}

static inline void etude_oublier(struct etude *e)
{
	tx_rollback(&e->tx);
	arena_free(e->arena);
}

#endif
