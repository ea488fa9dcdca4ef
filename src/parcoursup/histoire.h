/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * histoire.h - what one offre is for Parcoursup in a campagne: its statut and how it got there, its formation, « Certifiée » or why not
 *
 * For explain, for « statut montrer », later for the pages. Everything is as the vue knew it.
 */
#ifndef RELAIS_PARCOURSUP_HISTOIRE_H
#define RELAIS_PARCOURSUP_HISTOIRE_H

#include "base/json_out.h"
#include "parcoursup/formation.h"
#include "parcoursup/migration.h"
#include "parcoursup/statuts.h"
#include "referentiel/vue.h"
#include "regle/phrases.h"

enum { PARCOURS_MOUVEMENTS_MAX = 100 };

struct parcours_mouvement {
	int jour; /* AAAAMMJJ in Paris */
	struct statut_fait fait;
};

/* An offre that took its place, or whose place it took; numero 0: none. */
struct parcours_voisine {
	int64_t numero;
	struct str cle, intitule;
};

struct parcours {
	int campagne;
	int64_t offre;
	struct str cle, intitule;
	int partie_le; /* AAAAMMJJ since when it is gone; 0: it is there */
	const char *partie_raison; /* how it went, in one sentence; empty */
	enum acteur partie_acteur; /* who brings it back */
	bool migree; /* the campagne was migrated, on that day: */
	int migree_le;
	bool au_fil; /* its last run was of the continuous import */
	struct statut_fait statut;
	bool a_formation;
	struct formation formation; /* when it has one */
	int certifiee_le; /* AAAAMMJJ since when it is « Certifiée »; 0 */
	bool a_possible; /* else: it may be that one, of its clé or (when its place was given) of its place; a person says it */
	struct formation possible;
	struct parcours_voisine remplace, remplacee_par; /* successor links */
	struct parcours_mouvement mouvements
		[PARCOURS_MOUVEMENTS_MAX]; /* the oldest first, when the statut or the motif changed */
	size_t n_mouvements;
};
struct parcours_demande {
	const struct vue *vue; /* as known then */
	int campagne;
	int64_t offre; /* its number */
	struct str uai,
		cfd; /* of its lieu, and retained; empty: no possible formation is looked for */
};
/* Texts in the arena. In a transaction. */
enum err parcours_lire(struct db *db, const struct parcours_demande *demande, struct arena *a,
		       struct parcours *ret) MUST_CHECK;
/* « Formation 47168 (Lycée Exemple) : Certifiée. », or why not and what comes next. In the arena. */
const char *parcours_phrase(struct arena *a, const struct parcours *p);
/* What statut montrer and explain both say of it: the keys of an object that is open. */
void parcours_champs(const struct parcours *p, struct arena *a, struct json_out *j);
/* The same with the moves, as one JSON object and a line break. */
void parcours_json(const struct parcours *p, struct arena *a, struct buf *out);

#endif
