/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication.h - everything that « relais explain » says of one offre, gathered before it is written as text or as JSON
 */
#ifndef RELAIS_CLI_EXPLICATION_H
#define RELAIS_CLI_EXPLICATION_H

#include "cli/cli.h"
#include "cli/ecran.h"
#include "base/json_out.h"
#include "base/vec.h"
#include "offre/histoire.h"
#include "parcoursup/etapes.h"
#include "verdict/actions.h"
#include "verdict/comparaison.h"
#include "verdict/verdicts.h"

enum { ETAPES = 5 }; /* of the offre's journey */

/* The offre among those of its commune: what looks like it, what its place contradicts. */
struct ressemblances {
	struct comparaison *comparaison;
	const struct offre_comparee *offre; /* the one that is explained */
	struct VEC(struct groupe) groupes; /* that it is in, in the order of « relais doublons » */
};
enum err ressemblances_lire(const struct etude *e, int64_t offre,
			    struct ressemblances *ret) MUST_CHECK;
void ressemblances_liberer(struct ressemblances *r);

struct explication {
	const struct etude *e;
	const struct offre_lue *offre;
	const struct verdict *verdict;
	const struct offre_histoire *histoire;
	const struct sources *sources;
	const struct ressemblances *ressemblances;
	const struct parcours *parcoursup;
	struct etape parcours[ETAPES];
	const char *formation; /* what its formation is */
	struct suite suite; /* what comes next for Parcoursup */
	struct action actions[ACTIONS_MAX];
	size_t n_actions;
	struct arena *a;
};

/* Fill what follows from the rest: the journey, the actions, what comes next. */
void explication_completer(struct explication *x);

/* One sentence or two: where things stand. */
const char *explication_resume(const struct explication *x);
/* « le CFA, avant le 15 novembre 2023 »: who acts next; empty: nobody has to. */
const char *explication_qui(const struct explication *x);
/* « avant le 15 novembre 2023 », « dès que possible », « pour la campagne suivante ». */
const char *explication_echeance(const struct explication *x);
/* « liste publique des organismes de formation du 2 octobre 2023 ». */
const char *explication_source(const struct explication *x, enum provenance p);
int explication_source_date(const struct explication *x, enum provenance p); /* AAAAMMJJ, 0: none */
/* What the fiche shows for a mention; empty when it is « non renseignée ». */
const char *explication_mention(const struct explication *x, enum mention m);
/* « du 2 septembre 2024 au 31 août 2026 », what is incomplete as declared. */
const char *explication_periode(const struct explication *x, const struct session *s);
const char *recrutement_libelle(enum etat_recrutement etat); /* « ouverte » */

/* The parts that are about other offres, and about the place (ressemblances.c). */
void ressemblances_texte(const struct explication *x, struct ecran *ecran);
void ressemblances_json(const struct explication *x, struct json_out *j);
bool ressemblances_contredisent(const struct explication *x);
void contradictions_texte(const struct explication *x, struct ecran *ecran);

/* The part about Parcoursup: its statut, its formation, what comes next, whose place it took (explication_parcoursup.c). */
void parcoursup_texte(const struct explication *x, struct ecran *ecran);
void parcoursup_json(const struct explication *x, struct json_out *j);

/* What explain prints, and what explain --json prints. */
void explication_texte(const struct explication *x, struct ecran *ecran);
void explication_json(const struct explication *x, struct buf *out);

#endif
