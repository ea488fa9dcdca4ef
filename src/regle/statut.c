/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * statut.c - the table of the statuts, and the little that reads it
 *
 * domain.md 6. The words are in phrases_statut.c.
 */
#include "regle/statut.h"

#include "base/err.h"

#define DE(statut) (1U << STATUT_##statut)

enum {
	A_PUBLIER = DE(A_PUBLIER) | DE(A_PUBLIER_HABILITATION) | DE(A_PUBLIER_POSTBAC) |
		    DE(A_PUBLIER_RECTEUR),
	TOUS = (1U << STATUT__MAX) - 1,
};

enum {
	RELAIS = 1U << ROLE_SYSTEME,
	PARCOURSUP = 1U << ROLE_PARCOURSUP,
	SAIO = 1U << ROLE_SAIO,
	SCN = 1U << ROLE_SCN,
};

#define LIGNE(de_, evenement_, garde_, vers_, roles_)                                              \
	.de = (de_), .evenement = EVENEMENT_##evenement_, .garde = GARDE_##garde_,                 \
	.vers = (vers_), .roles = (roles_)

/* clang-format off */
static const struct statut_transition transitions[] = {
	/* from, event, guard, to, who; then what it needs, the decision after it, what else the caller does, why nothing happens */

	/* What was in Parcoursup's reach and is not importable any more never goes in silence (domain.md 4.4). */
	{LIGNE(A_PUBLIER | DE(PRET) | DE(REJET) | DE(ECHEC) | DE(EN_ATTENTE), EVALUER, NON_IMPORTABLE, STATUT_NON_PUBLIABLE, RELAIS),
		.effets = EFFET_ALERTE},
	{LIGNE(DE(NON_PUBLIABLE), EVALUER, NON_IMPORTABLE, VERS_MEME, RELAIS)},
	{LIGNE(DE(NON_PUBLIABLE), EVALUER, RETENUE_CORRIGEE, VERS_PERIMETRE, RELAIS), .suite = SUITE_A_REVOIR, .effets = EFFET_FIN_ALERTE},
	{LIGNE(DE(NON_PUBLIABLE) | A_PUBLIER, EVALUER, TOUJOURS, VERS_CIBLE, RELAIS), .effets = EFFET_FIN_ALERTE},
	{LIGNE(DE(PRET) | DE(ECHEC), EVALUER, PAS_SEULE, VERS_PERIMETRE, RELAIS)},
	{LIGNE(DE(PRET) | DE(ECHEC), EVALUER, TOUJOURS, VERS_MEME, RELAIS)},
	{LIGNE(DE(PUBLIE), EVALUER, PERTE_DEFINITIVE, STATUT_NON_PUBLIABLE, RELAIS), .effets = EFFET_ALERTE},
	{LIGNE(DE(PUBLIE), EVALUER, NON_IMPORTABLE, VERS_MEME, RELAIS), .effets = EFFET_ALERTE},
	{LIGNE(DE(PUBLIE), EVALUER, SANS_CODE, VERS_CIBLE, RELAIS), .effets = EFFET_FIN_ALERTE},
	{LIGNE(DE(PUBLIE), EVALUER, TOUJOURS, VERS_MEME, RELAIS), .effets = EFFET_FIN_ALERTE},
	{LIGNE(DE(REJET), EVALUER, CORRIGEE, VERS_CIBLE, RELAIS)},
	{LIGNE(DE(REJET), EVALUER, TOUJOURS, VERS_MEME, RELAIS)},
	{LIGNE(DE(EN_ATTENTE), EVALUER, CORRIGEE, VERS_PERIMETRE, RELAIS), .suite = SUITE_A_REVOIR},
	{LIGNE(DE(EN_ATTENTE), EVALUER, TOUJOURS, VERS_MEME, RELAIS)},
	{LIGNE(DE(NON_PUBLIE) | DE(FERME), EVALUER, TOUJOURS, VERS_MEME, RELAIS)},

	{LIGNE(DE(PUBLIE), DEMANDER, TOUJOURS, VERS_NULLE_PART, SAIO), .empechement = EMPECHEMENT_DEJA_PUBLIE},
	{LIGNE(DE(PRET), DEMANDER, TOUJOURS, VERS_NULLE_PART, SAIO), .empechement = EMPECHEMENT_DEJA_PRET},
	{LIGNE(TOUS, DEMANDER, NON_IMPORTABLE, VERS_NULLE_PART, SAIO), .empechement = EMPECHEMENT_NON_IMPORTABLE},
	{LIGNE(TOUS, DEMANDER, TOUJOURS, STATUT_PRET, SAIO), .exigence = EXIGE_RAISON_SI_CONDITION, .suite = SUITE_DEMANDEE},

	{LIGNE(DE(PUBLIE), REFUSER, TOUJOURS, VERS_REFUS, SAIO),
		.exigence = EXIGE_MOTIF, .suite = SUITE_REFUS, .effets = EFFET_CORRIGER_PARCOURSUP},
	{LIGNE(TOUS, REFUSER, TOUJOURS, VERS_REFUS, SAIO), .exigence = EXIGE_MOTIF, .suite = SUITE_REFUS},

	/* An answer may come after a person changed her mind: the code is kept, what she decided stands, and somebody removes it there. */
	{LIGNE(DE(PRET) | DE(ECHEC) | DE(REJET) | DE(PUBLIE), ACCEPTER, TOUJOURS, STATUT_PUBLIE, RELAIS | PARCOURSUP | SCN),
		.effets = EFFET_CODE},
	{LIGNE(TOUS, ACCEPTER, TOUJOURS, VERS_MEME, RELAIS | PARCOURSUP | SCN), .effets = EFFET_CODE | EFFET_CORRIGER_PARCOURSUP},

	{LIGNE(DE(PRET) | DE(ECHEC) | DE(PUBLIE), REJETER, TOUJOURS, STATUT_REJET, PARCOURSUP)},
	{LIGNE(TOUS, REJETER, TOUJOURS, VERS_MEME, PARCOURSUP)},

	/* A cut network does not take « Certifiée » away: an update that fails is sent again, and the formation stays published. */
	{LIGNE(DE(PRET), ECHOUER, TOUJOURS, STATUT_ECHEC, PARCOURSUP)},
	{LIGNE(TOUS, ECHOUER, TOUJOURS, VERS_MEME, PARCOURSUP)},

	{LIGNE(DE(ECHEC), REESSAYER, NON_IMPORTABLE, STATUT_NON_PUBLIABLE, RELAIS | SCN), .effets = EFFET_ALERTE},
	{LIGNE(DE(ECHEC), REESSAYER, PAS_SEULE, VERS_PERIMETRE, RELAIS | SCN)},
	{LIGNE(DE(ECHEC), REESSAYER, TOUJOURS, STATUT_PRET, RELAIS | SCN)},
	/* A business error is not tried again by itself: somebody put right what was wrong on Parcoursup's side. */
	{LIGNE(DE(REJET), REESSAYER, NON_IMPORTABLE, VERS_NULLE_PART, SCN), .empechement = EMPECHEMENT_NON_IMPORTABLE},
	{LIGNE(DE(REJET), REESSAYER, PAS_SEULE, VERS_PERIMETRE, SCN)},
	{LIGNE(DE(REJET), REESSAYER, TOUJOURS, STATUT_PRET, SCN)},
	{LIGNE(TOUS, REESSAYER, TOUJOURS, VERS_NULLE_PART, RELAIS | SCN), .empechement = EMPECHEMENT_SANS_ECHEC},

	{LIGNE(DE(NON_PUBLIE) | DE(EN_ATTENTE), FERMER, TOUJOURS, VERS_MEME, PARCOURSUP), .effets = EFFET_SANS_CODE},
	{LIGNE(TOUS, FERMER, TOUJOURS, STATUT_FERME, PARCOURSUP), .suite = SUITE_LEVEE, .effets = EFFET_SANS_CODE},

	/* The readback says it again every night: without a code there is nothing left that it could speak of. */
	{LIGNE(TOUS, SUPPRIMER, SANS_CODE, VERS_MEME, PARCOURSUP)},
	{LIGNE(DE(NON_PUBLIE) | DE(EN_ATTENTE) | DE(FERME), SUPPRIMER, TOUJOURS, VERS_MEME, PARCOURSUP), .effets = EFFET_SANS_CODE},
	{LIGNE(TOUS, SUPPRIMER, TOUJOURS, VERS_PERIMETRE, PARCOURSUP), .suite = SUITE_A_REVOIR_OU_RETENUE, .effets = EFFET_SANS_CODE},

	{LIGNE(DE(PUBLIE), RATTACHER, TOUJOURS, VERS_MEME, PARCOURSUP), .effets = EFFET_CODE},
	{LIGNE(DE(NON_PUBLIE) | DE(EN_ATTENTE), RATTACHER, TOUJOURS, VERS_MEME, PARCOURSUP),
		.effets = EFFET_CODE | EFFET_CORRIGER_PARCOURSUP},
	{LIGNE(TOUS, RATTACHER, TOUJOURS, VERS_RATTACHE, PARCOURSUP), .effets = EFFET_CODE},

	{LIGNE(DE(PUBLIE), REINITIALISER, TOUJOURS, VERS_PERIMETRE, SAIO | SCN),
		.exigence = EXIGE_RAISON, .suite = SUITE_A_REVOIR, .effets = EFFET_SANS_CODE | EFFET_CORRIGER_PARCOURSUP},
	{LIGNE(TOUS, REINITIALISER, TOUJOURS, VERS_PERIMETRE, SAIO | SCN),
		.exigence = EXIGE_RAISON, .suite = SUITE_A_REVOIR, .effets = EFFET_SANS_CODE},

	/* Requests are made for one campagne; refusals and waits stay. */
	{LIGNE(DE(NON_PUBLIE) | DE(EN_ATTENTE), DEMARRER, TOUJOURS, VERS_MEME, RELAIS | SCN)},
	{LIGNE(TOUS, DEMARRER, RETENUE, STATUT_NON_PUBLIABLE, RELAIS | SCN)},
	{LIGNE(DE(PUBLIE), DEMARRER, SANS_CODE, STATUT_NON_PUBLIABLE, RELAIS | SCN), .suite = SUITE_LEVEE},
	{LIGNE(DE(PUBLIE), DEMARRER, TOUJOURS, VERS_RATTACHE, RELAIS | SCN), .suite = SUITE_LEVEE},
	{LIGNE(TOUS, DEMARRER, TOUJOURS, STATUT_NON_PUBLIABLE, RELAIS | SCN), .suite = SUITE_LEVEE},

	{LIGNE(TOUS, REMPLACER, TOUJOURS, STATUT_NON_PUBLIE, RELAIS), .suite = SUITE_LEVEE, .effets = EFFET_SANS_CODE},

	{LIGNE(DE(PUBLIE) | DE(NON_PUBLIE) | DE(FERME), HERITER, TOUJOURS, VERS_MEME, RELAIS), .effets = EFFET_CODE},
	{LIGNE(TOUS, HERITER, TOUJOURS, VERS_CIBLE, RELAIS), .effets = EFFET_CODE},
};
/* clang-format on */

static const enum statut du_perimetre[PERIMETRE__MAX] = {
	[PERIMETRE_HORS] = STATUT_NON_PUBLIABLE,
	[PERIMETRE_A_PUBLIER_HABILITATION] = STATUT_A_PUBLIER_HABILITATION,
	[PERIMETRE_A_PUBLIER_POSTBAC] = STATUT_A_PUBLIER_POSTBAC,
	[PERIMETRE_A_PUBLIER_RECTEUR] = STATUT_A_PUBLIER_RECTEUR,
	[PERIMETRE_A_PUBLIER] = STATUT_A_PUBLIER,
};

const struct statut_transition *statut_transitions(size_t *n)
{
	*n = sizeof transitions / sizeof *transitions;
	return transitions;
}

bool statut_a_publier(enum statut s)
{
	return (A_PUBLIER >> s & 1) != 0;
}

bool statut_permet_certifiee(enum statut s)
{
	return ((A_PUBLIER | DE(PRET) | DE(PUBLIE)) >> s & 1) != 0;
}

bool statut_succession_univoque(size_t predecesseurs, size_t successeurs)
{
	return predecesseurs == 1 && successeurs == 1;
}

/* A person has to look before it goes: the perimeter or a criterion says so. */
static bool sous_condition(const struct statut_faits *f)
{
	return f->attend_saio || f->perimetre != PERIMETRE_A_PUBLIER;
}

static enum statut le_perimetre(const struct statut_faits *f)
{
	return f->importable ? du_perimetre[f->perimetre] : STATUT_NON_PUBLIABLE;
}

/* connue: Parcoursup has the formation, so that it goes by itself when nothing has to be verified. */
static enum statut cible(const struct statut_faits *f, bool connue)
{
	if (!f->importable)
		return STATUT_NON_PUBLIABLE;
	if (f->decision == DECISION_RETENUE)
		return STATUT_EN_ATTENTE;
	if (f->decision == DECISION_DEMANDEE || (connue && !sous_condition(f)))
		return STATUT_PRET;
	return le_perimetre(f);
}

enum statut statut_cible(const struct statut_faits *f)
{
	return cible(f, f->publie_avant && f->decision == DECISION_AUCUNE);
}

static bool garde_vraie(enum statut_garde g, const struct statut_faits *f)
{
	switch (g) {
	case GARDE_NON_IMPORTABLE:
		return !f->importable;
	case GARDE_PERTE_DEFINITIVE:
		return !f->importable && (f->perte_echue || !f->a_code);
	case GARDE_SANS_CODE:
		return !f->a_code;
	case GARDE_CORRIGEE:
		return f->corrigee;
	case GARDE_RETENUE:
		return f->decision == DECISION_RETENUE;
	case GARDE_RETENUE_CORRIGEE:
		return f->decision == DECISION_RETENUE && f->corrigee;
	case GARDE_PAS_SEULE:
		return f->decision != DECISION_DEMANDEE && sous_condition(f);
	default:
		return true;
	}
}

/* The lines of each event end with one that is always true (the tests say so). */
static const struct statut_transition *ligne(enum statut de, enum statut_evenement e,
					     const struct statut_faits *f)
{
	for (const struct statut_transition *t = transitions;; t++) {
		REQUIRE(t < transitions + sizeof transitions / sizeof *transitions);
		if ((t->de >> de & 1) && t->evenement == e && garde_vraie(t->garde, f))
			return t;
	}
}

static enum empechement exigence(const struct statut_transition *t, const struct statut_acte *acte,
				 const struct statut_faits *f)
{
	const struct refus_motif *m = refus_motif(acte->refus);

	if (!(t->roles & role_bit(acte->role)))
		return EMPECHEMENT_ROLE;
	if (t->vers == VERS_NULLE_PART)
		return t->empechement;
	if (t->exigence == EXIGE_MOTIF && !m->saisissable)
		return EMPECHEMENT_MOTIF;
	if (t->exigence == EXIGE_MOTIF && m->precision && !acte->raison)
		return EMPECHEMENT_PRECISION;
	if ((t->exigence == EXIGE_RAISON ||
	     (t->exigence == EXIGE_RAISON_SI_CONDITION && sous_condition(f))) &&
	    !acte->raison)
		return EMPECHEMENT_RAISON;
	return EMPECHEMENT_AUCUN;
}

static enum statut_decision suite(enum statut_suite s, enum statut_decision avant, enum refus refus)
{
	switch (s) {
	case SUITE_LEVEE:
		return DECISION_AUCUNE;
	case SUITE_DEMANDEE:
		return DECISION_DEMANDEE;
	case SUITE_A_REVOIR:
		return DECISION_A_REVOIR;
	case SUITE_A_REVOIR_OU_RETENUE:
		return avant == DECISION_RETENUE ? avant : DECISION_A_REVOIR;
	case SUITE_REFUS:
		return refus_motif(refus)->attente ? DECISION_RETENUE : DECISION_AUCUNE;
	default:
		return avant;
	}
}

static enum statut destination(int vers, enum statut de, enum refus refus,
			       const struct statut_faits *f)
{
	switch (vers) {
	case VERS_CIBLE:
		return statut_cible(f);
	case VERS_PERIMETRE:
		return le_perimetre(f);
	case VERS_RATTACHE:
		return cible(f, true);
	case VERS_REFUS:
		return refus_motif(refus)->attente ? statut_cible(f) : STATUT_NON_PUBLIE;
	case VERS_MEME:
		return de;
	default:
		return (enum statut)vers;
	}
}

bool statut_acte_utile(enum statut de, const struct statut_acte *acte, const struct statut_faits *f)
{
	const struct statut_acte evaluer = {.evenement = EVENEMENT_EVALUER, .role = ROLE_SYSTEME};
	const struct statut_issue i = statut_appliquer(de, acte, f);

	if (i.empechement)
		return false;
	return (i.statut != de && i.statut != statut_appliquer(de, &evaluer, f).statut) ||
	       (i.effets & EFFET_SANS_CODE && f->a_code) ||
	       (f->decision != DECISION_AUCUNE && i.decision != f->decision);
}

struct statut_issue statut_appliquer(enum statut de, const struct statut_acte *acte,
				     const struct statut_faits *f)
{
	const struct statut_transition *t = ligne(de, acte->evenement, f);
	struct statut_issue issue = {
		.statut = de,
		.decision = f->decision,
		.empechement = exigence(t, acte, f),
		.transition = t,
	};
	struct statut_faits apres = *f;

	if (issue.empechement)
		return issue;
	apres.decision = suite(t->suite, f->decision, acte->refus);
	issue.decision = apres.decision;
	issue.statut = destination(t->vers, de, acte->refus, &apres);
	issue.effets = t->effets;
	return issue;
}
