/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * statut.h - where an offre stands on its way into Parcoursup, for one campagne: the states, the events, and the one table that joins them
 *
 * Pure: no clock, no base. Everything that moves a statut goes through statut_appliquer, which reads statut_transitions: what the table does not
 * allow does not happen, whoever asks. Screens, help and tests read the same table.
 *
 * What holds (domain.md 6, tests/unit/regle_statut_test.c):
 *	- every event is answered in every statut: by a new one, by the same one, or by an empêchement with its sentence;
 *	- no statut is a dead end;
 *	- what a person decided (a request, a refusal, a wait) is never undone by evaluer, that is by a feed or a rule: an offre that is lost and
 *	  comes back finds its decision again;
 *	- a conditional perimeter, or an a_verifier, never goes to Parcoursup without a person.
 */
#ifndef RELAIS_REGLE_STATUT_H
#define RELAIS_REGLE_STATUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "regle/parametres.h"
#include "regle/refus.h"
#include "regle/role.h"

/* domain.md 6. An offre that nothing was ever recorded of is non_publiable. */
enum statut {
	STATUT_NON_PUBLIABLE,
	STATUT_A_PUBLIER,
	STATUT_A_PUBLIER_HABILITATION,
	STATUT_A_PUBLIER_POSTBAC,
	STATUT_A_PUBLIER_RECTEUR,
	STATUT_PRET, /* to be sent */
	STATUT_PUBLIE, /* Parcoursup has it */
	STATUT_REJET, /* business error: somebody corrects something */
	STATUT_ECHEC, /* technical error: tried again by itself */
	STATUT_FERME, /* closed in Parcoursup */
	STATUT_NON_PUBLIE, /* refused by the SAIO */
	STATUT_EN_ATTENTE, /* the SAIO waits for a correction at source */
	STATUT__MAX
};
const char *statut_code(enum statut s); /* « non_publiable » */
/* false, and *ret untouched, when no statut has this code. */
bool statut_lu(struct str code, enum statut *ret);
const char *statut_libelle(enum statut s); /* « Prêt pour intégration »: the word of the badge */
const char *
statut_signe(enum statut s); /* the shape of the badge, never a colour alone: ✔ ✖ ? … – */
/* What it means and what comes next, in one sentence. */
const char *statut_explication(enum statut s);
/* One of the four a_publier*: waits for a request. */
bool statut_a_publier(enum statut s);
/* Does the offre's own statut let its formation carry « Certifiée »? domain.md 6 says what else it takes. */
bool statut_permet_certifiee(enum statut s);

enum statut_evenement {
	EVENEMENT_EVALUER, /* the verdict, a rule or a deadline may have changed */
	EVENEMENT_DEMANDER, /* publication is asked for */
	EVENEMENT_REFUSER, /* publication is refused, with a motif of refus.h */
	EVENEMENT_ACCEPTER, /* Parcoursup has the formation and gives its code, or the migration of a campagne did it */
	EVENEMENT_REJETER, /* Parcoursup refuses: a business error of retours.h */
	EVENEMENT_ECHOUER, /* no answer, or one that nobody understands */
	EVENEMENT_REESSAYER, /* the delay of a failure is over (transmission.h) */
	EVENEMENT_FERMER, /* « Formation déclarée fermée dans Parcoursup » */
	EVENEMENT_SUPPRIMER, /* « Publication annulée suite à suppression de la formation dans Parcoursup » */
	EVENEMENT_RATTACHER, /* « Clé ME ajoutée manuellement dans Parcoursup » */
	EVENEMENT_REINITIALISER, /* a person wants to start afresh */
	EVENEMENT_DEMARRER, /* a campagne starts: the statut is that of N−1, the facts are those of N */
	EVENEMENT_REMPLACER, /* a successor link (1:1) was recorded: this offre is the one that is replaced */
	EVENEMENT_HERITER, /* the same link, before REMPLACER: the statut is that of the replaced offre, the facts are its successor's */
	EVENEMENT__MAX
};
const char *statut_evenement_code(enum statut_evenement e); /* « evaluer » */
bool statut_evenement_lu(struct str code, enum statut_evenement *ret);
const char *
statut_evenement_libelle(enum statut_evenement e); /* « demander la publication », after « peut » */

/*
 * What a person said that still stands, beside the statut. It outlives a loss: the caller keeps it, and gives it back in the facts. A refusal needs
 * none: non_publie stays.
 */
enum statut_decision {
	DECISION_AUCUNE,
	DECISION_DEMANDEE, /* publication was asked for */
	DECISION_RETENUE, /* the SAIO waits for a correction */
	DECISION_A_REVOIR, /* it was undone, or corrected: nothing goes by itself before a person looked again */
	DECISION__MAX
};
const char *statut_decision_code(
	enum statut_decision d); /* « aucune », « demandee », « retenue », « a_revoir » */
bool statut_decision_lue(struct str code, enum statut_decision *ret);

/* Everything a guard may look at, given. */
struct statut_faits {
	bool importable; /* domain.md 4.4 */
	bool attend_saio; /* an a_verifier among criteria 4, 5, 6: never automatically */
	enum statut_perimetre perimetre;
	bool publie_avant; /* the formation it is linked to was published in N−1 */
	enum statut_decision decision;
	bool a_code; /* has a Parcoursup code */
	bool corrigee; /* the data of the offre changed since the wait or the rejection began */
	bool perte_echue; /* the deadline of the alert « importable and no longer » is over */
};

/* What happens. */
struct statut_acte {
	enum statut_evenement evenement;
	enum role role;
	enum refus refus; /* refuser: the motif; REFUS_AUCUN otherwise */
	bool raison; /* a reason, or the precision of a motif, was written */
};

/* Why nothing happens. */
enum empechement {
	EMPECHEMENT_AUCUN,
	EMPECHEMENT_ROLE,
	EMPECHEMENT_NON_IMPORTABLE,
	EMPECHEMENT_DEJA_PRET,
	EMPECHEMENT_DEJA_PUBLIE,
	EMPECHEMENT_SANS_ECHEC, /* nothing to try again */
	EMPECHEMENT_MOTIF, /* no motif, or not one that a person gives */
	EMPECHEMENT_PRECISION, /* this motif wants a precision */
	EMPECHEMENT_RAISON, /* a reason is needed */
	EMPECHEMENT__MAX
};

/* What the caller does besides keeping the statut and the decision. */
enum statut_effet {
	EFFET_CODE =
		1, /* keep the code that was given: by Parcoursup, or the one of the replaced offre */
	EFFET_SANS_CODE =
		2, /* forget the code, and the formation of N−1: the next sending creates */
	EFFET_ALERTE = 4, /* raise the alert « importable and no longer », unless it stands */
	EFFET_FIN_ALERTE = 8, /* take it back */
	EFFET_CORRIGER_PARCOURSUP =
		16, /* Parcoursup and the decision disagree: a person removes it there */
};

/* The table. Its lines are tried in order: the first that has the statut, the event and a true guard decides. */
enum statut_garde {
	GARDE_TOUJOURS,
	GARDE_NON_IMPORTABLE,
	GARDE_PERTE_DEFINITIVE, /* not importable, and the deadline is over or Parcoursup has no code of it */
	GARDE_SANS_CODE,
	GARDE_CORRIGEE,
	GARDE_RETENUE,
	GARDE_RETENUE_CORRIGEE, /* the SAIO's wait stands, and the data changed since */
	GARDE_PAS_SEULE, /* conditional or to be verified, and nobody asked */
	GARDE__MAX
};
enum statut_vers {
	/* below: the statut of that number */
	VERS_CIBLE = STATUT__MAX, /* where the facts alone lead (statut_cible) */
	VERS_PERIMETRE, /* the perimeter's statut: a person looks again */
	VERS_RATTACHE, /* as VERS_CIBLE, as if it had been published before: Parcoursup has it */
	VERS_REFUS, /* the statut of the motif; a wait of an offre that is not importable is non_publiable */
	VERS_MEME,
	VERS_NULLE_PART, /* the empechement of the line */
};
enum statut_exigence { EXIGE_RIEN, EXIGE_RAISON, EXIGE_RAISON_SI_CONDITION, EXIGE_MOTIF };
enum statut_suite { /* of the decision */
		    SUITE_GARDE,
		    SUITE_LEVEE,
		    SUITE_DEMANDEE,
		    SUITE_A_REVOIR,
		    SUITE_A_REVOIR_OU_RETENUE, /* a wait stands, anything else is looked at again */
		    SUITE_REFUS /* a wait, or none: the motif says */
};
struct statut_transition {
	unsigned de; /* mask of statuts: 1U << STATUT_… */
	enum statut_evenement evenement;
	enum statut_garde garde;
	int vers; /* enum statut or enum statut_vers */
	unsigned roles; /* who may (role_bit) */
	enum statut_exigence exigence;
	enum statut_suite suite;
	unsigned effets;
	enum empechement empechement; /* of VERS_NULLE_PART */
};
/* The whole table, and how many lines. */
const struct statut_transition *statut_transitions(size_t *n);
const char *statut_garde_libelle(enum statut_garde g); /* « l'offre n'est pas importable » */

struct statut_issue {
	enum statut statut; /* from now on; the one before when there is an empechement */
	enum statut_decision decision; /* that stands from now on */
	unsigned effets;
	enum empechement empechement;
	const struct statut_transition *transition; /* the line that decided, never NULL */
};
/* acte->refus is looked at by refuser only. */
struct statut_issue statut_appliquer(enum statut de, const struct statut_acte *acte,
				     const struct statut_faits *f);

/*
 * Would that act be done, and would a person see that it was? The statut, a decision or a Parcoursup code changes; « looked at again » where nothing was
 * decided is no change, nor is what the next evaluation does by itself. a_code: it has one of its own. What is offered to a person is what this says.
 */
bool statut_acte_utile(enum statut de, const struct statut_acte *acte,
		       const struct statut_faits *f);

/*
 * Where the facts alone lead: not importable → non_publiable; a wait stands → en_attente; asked for → pret; a_publier, published in N−1, nothing to
 * verify and no decision → pret; else the perimeter's statut.
 */
enum statut statut_cible(const struct statut_faits *f);

/*
 * The sentence of an empechement: what is wrong, then what to do. motif: why the offre is not importable (phrase_motif), "" when not known.
 */
const char *statut_empechement_phrase(struct arena *a, const struct statut_issue *issue,
				      const struct statut_acte *acte, const char *motif);

/* « Annule et remplace » happens by itself only from one offre to one offre (domain.md 3). */
bool statut_succession_univoque(size_t predecesseurs, size_t successeurs);

#endif
