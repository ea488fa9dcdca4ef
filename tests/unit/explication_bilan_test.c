/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_bilan_test.c - the figures of a campagne and their sentences; the report's layout is tests/cli/rapport.t
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"
#include "etudes.h"

#include "base/mem.h"
#include "explication/bilan.h"

/* Two offres are importable, the third lacks its année d'entrée: critère 8 and a mention, by the CFA. */
TEST_BASES(chaque_offre_est_comptee_une_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct bilan_campagne *b = mem_alloc(sizeof *b);
	int motifs[MOTIF__MAX];
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	MUST(bilan_lire(&e, NULL, b) == OK);
	EQ_INT(b->tri[TRI_DECLAREES], 3);
	EQ_INT(b->tri[TRI_AFFICHEES], 3);
	EQ_INT(b->tri[TRI_REGLEMENTAIRES], 2);
	EQ_INT(b->tri[TRI_IMPORTABLES], 2);
	EQ_INT(b->attendent, 1);
	EQ_INT(b->acteur[ACTEUR_CFA], 1);
	MUST(bilan_motifs(b, motifs) == 2);
	EQ_INT(motifs[0], 7);
	EQ_INT(motifs[1], MOTIF_MENTION + MENTION_ANNEE);
	EQ_STR(bilan_qui(e.arena, b->motif_acteur[motifs[0]]), acteur_libelle(ACTEUR_CFA));
	EQ_STR(bilan_qui(e.arena, b->motif_acteur[0]), "");
	MUST(b->regions.n == 1 && b->academies.n == 1);
	EQ_STR(b->regions.v[0].code, "53");
	EQ_INT(b->regions.v[0].offres, 3);
	EQ_INT(b->academies.v[0].importables, 2);
	bilan_liberer(b);
	mem_free(b);
	etude_oublier(&e);
}

TEST_BASES(la_campagne_se_resume_en_trois_phrases)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct bilan_campagne *b = mem_alloc(sizeof *b);
	struct referentiels *refs;
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	MUST(referentiels_charger(d.db, &e.vue, &refs) == OK);
	MUST(bilan_lire(&e, refs, b) == OK);
	EQ_INT(b->manques.n, 0);
	OK(strncmp(bilan_resume(b),
		   "3 offres déclarées : 2 réglementaires, 2 importables dans Parcoursup (66,7",
		   70) == 0);
	OK(strstr(bilan_a_faire(b), "1 offre du périmètre attend le CFA") != NULL);
	EQ_STR(bilan_calendrier(b), "Prochaine date : début de la mise à jour automatique, "
				    "le 1er novembre 2023.");
	MUST(b->n_flux == 1);
	EQ_INT(b->flux[0].date, 20231005);
	EQ_STR(bilan_edition(b, 20231005), "édition du 5 octobre 2023");
	EQ_STR(bilan_edition(b, 0), "pas dans la base");
	bilan_liberer(b);
	referentiels_liberer(refs);
	mem_free(b);
	etude_oublier(&e);
}

TEST_BASES(parcoursup_dit_ce_qui_est_a_faire)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct bilan_campagne *b = mem_alloc(sizeof *b);
	struct chiffre v[CHIFFRES];
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	MUST(bilan_lire(&e, NULL, b) == OK);
	OK(strstr(bilan_migration(b), "n'a pas encore été faite") != NULL);
	EQ_INT(bilan_formations(b), 0);
	bilan_chiffres(b, v);
	EQ_STR(v[0].libelle, "Formations de Parcoursup 2023");
	EQ_STR(v[CHIFFRES - 1].cle, "importables_sans_formation");
	EQ_INT(v[CHIFFRES - 1].tout, 2);
	bilan_liberer(b);
	mem_free(b);
	etude_oublier(&e);
}

TEST(un_motif_a_un_titre_long_et_un_court)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(motif_titre(a, 7, false), arena_printf(a, "Critère 8 · %s", critere_libelle(8)));
	EQ_STR(motif_titre(a, 7, true), arena_printf(a, "Critère 8 · %s", critere_court(8)));
	EQ_STR(motif_titre(a, MOTIF_UAI, true), critere_libelle(0));
	EQ_STR(motif_titre(a, MOTIF_MENTION + MENTION_ANNEE, true),
	       arena_printf(a, "Mention · %s", mention_libelle(MENTION_ANNEE)));
	for (int t = 0; t < TRI__MAX; t++)
		OK(strlen(tri_court((enum tri)t)) <= strlen(tri_libelle((enum tri)t)));
}
