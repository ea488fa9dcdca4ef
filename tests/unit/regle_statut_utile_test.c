/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_statut_utile_test.c - what is offered to a person is what would be done, and would show
 */
#include "tap.h"

#include "regle/statut.h"

/* Nothing to undo where nobody decided anything; a wait, a refusal, a code are something. */
TEST(un_acte_utile_change_quelque_chose)
{
	static const struct {
		enum statut de;
		enum statut_decision decision;
		bool importable, a_code;
		enum statut_evenement evenement;
		enum role role;
		bool utile;
	} CAS[] = {
		{STATUT_A_PUBLIER, DECISION_AUCUNE, true, false, EVENEMENT_REINITIALISER, ROLE_SAIO,
		 false},
		{STATUT_A_PUBLIER, DECISION_A_REVOIR, true, false, EVENEMENT_REINITIALISER,
		 ROLE_SAIO, false},
		{STATUT_NON_PUBLIABLE, DECISION_AUCUNE, false, false, EVENEMENT_REINITIALISER,
		 ROLE_SAIO, false},
		/* no run looked at it yet: the next one says the same */
		{STATUT_NON_PUBLIABLE, DECISION_AUCUNE, true, false, EVENEMENT_REINITIALISER,
		 ROLE_SAIO, false},
		{STATUT_NON_PUBLIABLE, DECISION_DEMANDEE, false, false, EVENEMENT_REINITIALISER,
		 ROLE_SAIO, true},
		{STATUT_A_PUBLIER, DECISION_AUCUNE, true, true, EVENEMENT_REINITIALISER, ROLE_SAIO,
		 true},
		{STATUT_PRET, DECISION_DEMANDEE, true, false, EVENEMENT_REINITIALISER, ROLE_SAIO,
		 true},
		{STATUT_NON_PUBLIE, DECISION_AUCUNE, true, false, EVENEMENT_REINITIALISER,
		 ROLE_SAIO, true},
		{STATUT_NON_PUBLIE, DECISION_AUCUNE, true, false, EVENEMENT_REFUSER, ROLE_SAIO,
		 false},
		{STATUT_A_PUBLIER, DECISION_AUCUNE, true, false, EVENEMENT_REFUSER, ROLE_SAIO,
		 true},
		{STATUT_A_PUBLIER, DECISION_AUCUNE, true, false, EVENEMENT_REFUSER, ROLE_CFA,
		 false},
		{STATUT_NON_PUBLIABLE, DECISION_AUCUNE, false, false, EVENEMENT_DEMANDER, ROLE_SAIO,
		 false},
		{STATUT_NON_PUBLIABLE, DECISION_AUCUNE, true, false, EVENEMENT_DEMANDER, ROLE_SAIO,
		 true},
		{STATUT_PUBLIE, DECISION_AUCUNE, true, true, EVENEMENT_DEMANDER, ROLE_SAIO, false},
		{STATUT_ECHEC, DECISION_DEMANDEE, true, false, EVENEMENT_REESSAYER, ROLE_SCN, true},
		{STATUT_A_PUBLIER, DECISION_AUCUNE, true, false, EVENEMENT_REESSAYER, ROLE_SCN,
		 false},
	};

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		const struct statut_acte acte = {.evenement = CAS[i].evenement,
						 .role = CAS[i].role,
						 .refus = REFUS_DOUBLON,
						 .raison = true};
		const struct statut_faits f = {.importable = CAS[i].importable,
					       .perimetre = PERIMETRE_A_PUBLIER,
					       .decision = CAS[i].decision,
					       .a_code = CAS[i].a_code};

		EQ_INT(statut_acte_utile(CAS[i].de, &acte, &f), CAS[i].utile);
	}
}

/* Whatever is asked: what is refused is of no use, and what changes the decision to something new is. */
TEST(un_acte_refuse_n_est_jamais_utile)
{
	for (int n = 0; n < STATUT__MAX * EVENEMENT__MAX * ROLE__MAX * 16; n++) {
		const enum statut de = (enum statut)(n % STATUT__MAX);
		const struct statut_acte acte = {
			.evenement = (enum statut_evenement)(n / STATUT__MAX % EVENEMENT__MAX),
			.role = (enum role)(n / STATUT__MAX / EVENEMENT__MAX % ROLE__MAX),
			.raison = true};
		const int bits = n / STATUT__MAX / EVENEMENT__MAX / ROLE__MAX;
		const struct statut_faits f = {.importable = bits & 1,
					       .a_code = bits & 2,
					       .perimetre = bits & 4 ? PERIMETRE_A_PUBLIER
								     : PERIMETRE_A_PUBLIER_RECTEUR};
		const struct statut_issue i = statut_appliquer(de, &acte, &f);

		if (i.empechement)
			OK(!statut_acte_utile(de, &acte, &f));
		else if (i.decision != DECISION_AUCUNE && i.decision != DECISION_A_REVOIR)
			OK(statut_acte_utile(de, &acte, &f));
	}
}
