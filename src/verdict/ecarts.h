/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecarts.h - what a comparison found, counted: by kind, criterion, mention, région, organisme and perimeter rule
 *
 * Every ecart is in one group of each of the three last, so their columns add up to the counts by kind; by criterion and by mention one offre may
 * count several times.
 */
#ifndef RELAIS_VERDICT_ECARTS_H
#define RELAIS_VERDICT_ECARTS_H

#include "base/map.h"
#include "base/vec.h"
#include "verdict/confrontation.h"

/* A rule that decides; both empty: none does. */
struct ecarts_regle {
	int64_t numero; /* 0 too for a rule that is tried from a file */
	struct str nom;
};
/* Offers that have the same région, organisme or rule. */
struct ecarts_groupe {
	struct str cle, nom; /* code and name; SIRET and name; of rules: a sentence */
	struct ecarts_regle avant,
		apres; /* of rules; the same twice for an offre that came or went */
	int64_t genre[ECART__MAX];
	int64_t total;
};
struct ecarts_groupes {
	struct VEC(struct ecarts_groupe) liste;
	struct map rang;
};

struct ecarts_bilan {
	struct arena *a;
	int64_t total, genre[ECART__MAX];
	int64_t motif_seul; /* in no other count */
	int64_t importables[ECART__MAX]; /* of the new and of the gone ones */
	int64_t critere[CRITERES + 1][AVIS__MAX][AVIS__MAX]; /* before, after; last: the UAI */
	int64_t mention_perdue[MENTION__MAX], mention_gagnee[MENTION__MAX];
	struct ecarts_groupes regions, organismes, regles;
};

void ecarts_init(struct ecarts_bilan *b);
void ecarts_liberer(struct ecarts_bilan *b);
void ecarts_compter(struct ecarts_bilan *b, const struct ecart *e);
/* No more: régions in the order of their codes, organismes and rules by decreasing total, then by name. */
void ecarts_finir(struct ecarts_bilan *b);

#endif
