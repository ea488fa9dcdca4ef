/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan.h - what a migration is made of while it is being thought out
 *
 * Internal to the room: migration.c gathers and tells, plan.c decides line by line.
 */
#ifndef RELAIS_PARCOURSUP_PLAN_H
#define RELAIS_PARCOURSUP_PLAN_H

#include "parcoursup/migration.h"

/* A statut that the base would get. */
struct statut_voulu {
	struct statut_fait fait;
	bool nouveau;
};

struct migration {
	struct db *db;
	struct arena *a;
	struct migration_demande demande;
	struct precedentes formations; /* of N-1, then those that only N has */
	size_t n_precedentes; /* how many of them are of N-1 */
	struct VEC(const struct formation *)
		cedees; /* under a code of ours, the same as one of N-1: no line, and no row any more */
	const struct formation *
		*cedee_a; /* by formation of N-1: the one that gives way to it, NULL */
	struct VEC(int64_t) nouvelles; /* offres that replace another one */
	struct formations avant; /* of N, as the base has them */
	struct jugees offres;
	struct jugees parties; /* those that have a statut and are gone (parties.h) */
	struct statuts statuts, statuts_avant; /* of N, of N-1 */
	struct map anciennes_cles, successeurs, mefs, communs; /* lien.h */
	struct map par_cfd; /* CFD → index + 1 of a formation that says its domaine */
	struct liens liens;
	struct statut_fait *de; /* by offre: its statut in the plan */
	struct statut_fait *de_partie; /* the same of those that are gone */
	uint64_t dernier_code;
	struct VEC(struct ligne) lignes;
	struct VEC(struct statut_voulu) voulus;
	struct VEC(struct compte_motif) motifs;
	int64_t comptes[COMPTE__MAX];
	int64_t changements;
	char empreinte[2 * EMPREINTE_TAILLE + 1];
};

/* Every line, every statut. What the base says was read. */
void plan_faire(struct migration *m);
/* E_INVALIDE: a sum is wrong. */
enum err plan_compter(struct migration *m, struct incident *inc) MUST_CHECK;

#endif
