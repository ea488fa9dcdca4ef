/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication.h - everything that is said of one offre, gathered from the base, and its words; the terminal and the pages only lay it out
 *
 * Sentences are in the arena of the etude. What is gathered points into the open transaction: it is freed before that ends.
 */
#ifndef RELAIS_EXPLICATION_EXPLICATION_H
#define RELAIS_EXPLICATION_EXPLICATION_H

#include "campagne/etude.h"
#include "explication/ressemblances.h"
#include "offre/dossiers.h"
#include "offre/histoire.h"
#include "parcoursup/etapes.h"
#include "verdict/actions.h"
#include "verdict/verdicts.h"

enum { ETAPES = 5 }; /* of the offre's journey */

struct explication {
	const struct etude *e;
	const struct offre_lue *offre;
	const struct verdict *verdict;
	const struct offre_histoire *histoire;
	const struct sources *sources;
	const struct ressemblances *ressemblances; /* NULL: not asked for */
	const struct parcours *parcoursup;
	struct etape parcours[ETAPES];
	const char *formation; /* what its formation is */
	struct suite suite; /* what comes next for Parcoursup */
	struct action actions[ACTIONS_MAX];
	size_t n_actions;
	struct arena *a;
	/* what explication_liberer gives back */
	struct dossiers *dossiers;
	struct referentiels *chargees;
	struct ressemblances *comparees;
};

struct explication_demande {
	int64_t offre; /* its number */
	bool ressemblances; /* what looks like it too: every offre of its commune is judged */
	struct referentiels *referentiels; /* NULL: those of the vue, read for this one */
	const struct sources *sources; /* verdict_sources of the vue; NULL: read for this one */
	const struct lieux *lieux; /* the same, for the ressemblances only */
};
/*
 * All of one offre, judged as the etude sees it; its transaction is open, its demande lives until the end. E_ABSENT: the vue has no such offre; else
 * db_incident says why. explication_liberer in any case.
 */
enum err explication_lire(const struct etude *e, const struct explication_demande *demande,
			  struct explication *ret) MUST_CHECK;
void explication_liberer(struct explication *x); /* harmless on {0} */

/* Its title; « (libellé non renseigné) ». */
const char *explication_titre(const struct explication *x);
/* « CFA Exemple · formation à … · MELUN · UAI 0770000A · académie de Créteil » */
const char *explication_identite(const struct explication *x);

/* One sentence or two: where things stand. */
const char *explication_resume(const struct explication *x);
/* « À faire par le CFA (2 points) avant le… », or that nothing is to be corrected; empty: nothing stops it. */
const char *explication_qui_agit(const struct explication *x);
/* « avant le 15 novembre 2023 », « dès que possible », « pour la campagne suivante ». */
const char *explication_echeance(const struct explication *x);

/* « liste publique des organismes de formation du 2 octobre 2023 ». */
const char *explication_source(const struct explication *x, enum provenance p);
int explication_source_date(const struct explication *x, enum provenance p); /* AAAAMMJJ, 0: none */

/* What the fiche shows for a mention; empty when it is « non renseignée ». */
const char *explication_mention(const struct explication *x, enum mention m);
int explication_mentions_presentes(const struct explication *x); /* of MENTION__MAX */

/* A constat as it is told: with its evidence, and with its remedy when there is one. numero: 1..8; 0: the UAI. */
struct preuve {
	const char *titre;
	bool refus; /* something is to be done, or to be looked at */
	const char *fait; /* empty: the evidence says it */
	const char *vu; /* what was seen, where, of which date */
	const char *remede; /* with its deadline; empty: nothing to do */
};
struct preuve explication_preuve(const struct explication *x, int numero, const struct constat *c);
/* « … Vu : … »: what is to be looked at, and what was seen when something was. */
const char *explication_vu(const struct explication *x, const struct phrase *p);

/* « du 2 septembre 2024 au 31 août 2026 », what is incomplete as declared. */
const char *explication_periode(const struct explication *x, const struct session *s);
/* The same, with its state and whether it counts. */
const char *explication_session(const struct explication *x, const struct session *s);
bool explication_session_compte(const struct explication *x, const struct session *s);
const char *recrutement_libelle(enum etat_recrutement etat); /* « ouverte » */

/* What the base remembers of it, a sentence each; how many. */
enum { HISTORIQUE_MAX = 4 + HISTOIRE_CLES_MAX + HISTOIRE_RUNS_MAX };
size_t explication_historique(const struct explication *x, const char *ret[HISTORIQUE_MAX]);

/* What its formation is, its statut, what comes next, whose place it took: in that order, only what is known; how many. */
struct explication_champ {
	const char *libelle, *valeur;
};
enum { PARCOURSUP_CHAMPS = 7 };
size_t explication_parcoursup(const struct explication *x,
			      struct explication_champ ret[PARCOURSUP_CHAMPS]);

/* What opens the list of the actions that block, or of those that wait for a check; empty: there is none. */
const char *explication_a_faire(const struct explication *x, bool bloquantes);
/* « … (critère 8) … »: an action and how. */
const char *explication_action(const struct explication *x, const struct action *action);

#endif
