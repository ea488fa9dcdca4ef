/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne_etude_test.c - what follows « à corriger », on each side of the two deadlines
 */
#include "tap.h"

#include "campagne/etude.h"

TEST(l_echeance_se_lit_apres_a_corriger)
{
	struct etude e = {.arena = arena_new(0)};
	struct incident inc = {0};

	MUST(campagne_lire(NULL, 2024, INT64_MAX, e.arena, &e.campagne, &inc) == OK);
	e.jour = 20231115;
	OK(strncmp(etude_echeance(&e), " avant le 15 novembre 2023", 26) == 0);
	e.jour = 20231116;
	OK(strncmp(etude_echeance(&e), " dès que possible", 17) == 0);
	e.jour = 20240830;
	OK(strncmp(etude_echeance(&e), " ; la campagne est close", 24) == 0);
	arena_free(e.arena);
}
