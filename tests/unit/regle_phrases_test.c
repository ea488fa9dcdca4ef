/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_phrases_test.c - who acts is the same whether the sentence is made or not
 */
#include "tap.h"

#include "base/arena.h"
#include "regle/phrases.h"

TEST(l_acteur_d_une_raison_est_celui_de_sa_phrase)
{
	AUTO_ARENA a = arena_new(0);

	for (int r = 0; r < RAISON__MAX; r++) {
		const struct constat c = {.raison = (enum raison)r};

		EQ_INT(raison_acteur((enum raison)r), phrase_constat(a, 0, &c).acteur);
	}
	EQ_INT(raison_acteur(RAISON_AUCUNE), ACTEUR_PERSONNE);
	EQ_INT(raison_acteur(RAISON_ANNEE_ABSENTE), ACTEUR_CFA);
	EQ_INT(raison_acteur(RAISON_UAI_ABSENT), ACTEUR_SAIO);
}

TEST(l_acteur_d_une_mention_est_celui_de_sa_phrase)
{
	AUTO_ARENA a = arena_new(0);

	for (int m = 0; m < MENTION__MAX; m++)
		EQ_INT(mention_acteur((enum mention)m), phrase_mention(a, (enum mention)m).acteur);
}

TEST(les_codes_des_acteurs)
{
	EQ_STR(acteur_code(ACTEUR_PERSONNE), "");
	EQ_STR(acteur_code(ACTEUR_CFA), "cfa");
	EQ_STR(acteur_code(ACTEUR_CARIF), "carif");
	EQ_STR(acteur_code(ACTEUR_CERTIFICATEUR), "certificateur");
	EQ_STR(acteur_code(ACTEUR_SAIO), "saio");
	EQ_STR(acteur_code(ACTEUR_MOSS), "moss");
}

TEST(un_critere_se_dit_aussi_en_court)
{
	EQ_STR(critere_court(0), "UAI du lieu");
	EQ_STR(critere_court(2), "Qualiopi à jour");
	EQ_STR(critere_court(CRITERES), "année d'entrée");
}
