/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_absence_test.c - every reason why « Certifiée » is missing has words, and somebody who acts
 */
#include "tap.h"

#include "parcoursup/absence.h"
#include "regle/statut.h"

static const char *const CODES[] = {ABSENCE_PLUSIEURS,      ABSENCE_CANDIDATE,  ABSENCE_PROCHE,
				    ABSENCE_DISPARUE,       ABSENCE_SANS_OFFRE, ABSENCE_ECARTEE,
				    ABSENCE_NON_REDECLAREE, ABSENCE_ATTEND_SAIO};

TEST(chaque_code_a_ses_mots_et_son_acteur)
{
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		OK(strcmp(absence_libelle(a, CODES[i]), CODES[i]) != 0);
		OK(absence_acteur(CODES[i]) == ACTEUR_SAIO ||
		   absence_acteur(CODES[i]) == ACTEUR_CFA);
		for (size_t j = 0; j < i; j++)
			OK(strcmp(absence_libelle(a, CODES[i]), absence_libelle(a, CODES[j])) != 0);
	}
}

TEST(chaque_mention_critere_et_statut_a_ses_mots)
{
	AUTO_ARENA a = arena_new(0);

	for (int m = 0; m < MENTION__MAX; m++)
		OK(strstr(absence_libelle(
				  a, arena_printf(a, "mention:%s", mention_code((enum mention)m))),
			  mention_libelle((enum mention)m)) != NULL);
	for (int c = 1; c <= CRITERES; c++)
		OK(strstr(absence_libelle(a, arena_printf(a, "critere:%d", c)),
			  critere_libelle(c)) != NULL);
	for (int s = 0; s < STATUT__MAX; s++) {
		const char *code = arena_printf(a, "statut:%s", statut_code((enum statut)s));

		OK(strstr(absence_libelle(a, code), statut_libelle((enum statut)s)) != NULL);
		EQ_INT(absence_acteur(code), ACTEUR_SAIO);
	}
	EQ_STR(absence_libelle(a, "non_affichee"),
	       "Offre non affichée : un établissement est fermé");
	EQ_STR(absence_libelle(a, "uai"), "UAI du lieu absent, faux, inconnu ou fermé");
}

/* A code that this program does not know is shown as it is. */
TEST(un_code_inconnu_se_montre)
{
	static const char *const INCONNUS[] = {"critere:0",    "critere:9", "critere:12",
					       "statut:perdu", "critere:",  "autre"};
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof INCONNUS / sizeof *INCONNUS; i++)
		EQ_STR(absence_libelle(a, INCONNUS[i]), INCONNUS[i]);
	EQ_STR(absence_libelle(a, "mention:inconnue"), "Mention non renseignée");
	EQ_INT(absence_acteur("critere:7"), ACTEUR_PERSONNE);
}
