/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre_identite_test.c - a change of key keeps the offre's number, and no offre takes the place of another
 */
#include "bases.h"
#include "tap.h"

#include "depot.h"
#include "flux_offres.h"

#define QUI "SELECT numero, cle FROM offre ORDER BY numero"
#define DEUX_ANS "104239P012199900001100018999000037000"
#define TROIS_ANS "104239P013199900001100018999000037000"
#define AILLEURS "000001P01X900000000000000000000000000000"
#define PLACE(debut, lieu) debut "13-77288#L" lieu

/* The durée is corrected, then the commune: the same action, another clé, the same offre; the past keeps the old clés. */
TEST_BASES(une_cle_corrigee_garde_le_numero)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, false, {.cle = PLACE(DEUX_ANS, "01"), .action = "AF1"},
		   {.cle = PLACE(DEUX_ANS, "02"), .action = "AF2"});
	f = FLUX(&d, 1, true, {.cle = PLACE(TROIS_ANS, "01"), .action = "AF1"},
		 {.cle = PLACE(DEUX_ANS, "02"), .action = "AF2"});
	EQ_INT(f.bilan.modifies, 1);
	EQ_INT(f.bilan.nouveaux, 0);
	EQ_INT(f.bilan.disparus, 0);
	EQ_STR(depot_lignes(&d, QUI, 2), "1|" PLACE(TROIS_ANS, "01") " / 2|" PLACE(DEUX_ANS, "02"));
	EQ_STR(depot_lignes(&d, "SELECT numero, cle FROM offre_passe", 2),
	       "1|" PLACE(DEUX_ANS, "01"));
}

/* The old clé, declared again by somebody else, is another offre. */
TEST_BASES(l_ancienne_cle_est_libre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)FLUX(&d, 1, false, {.cle = PLACE(DEUX_ANS, "01"), .action = "AF1"});
	(void)FLUX(&d, 1, true, {.cle = PLACE(TROIS_ANS, "01"), .action = "AF1"},
		   {.cle = PLACE(DEUX_ANS, "01"), .action = "AF9"});
	EQ_STR(depot_lignes(&d, QUI, 2), "1|" PLACE(TROIS_ANS, "01") " / 2|" PLACE(DEUX_ANS, "01"));
}

/* An action's number that is used again for something quite different is no correction. */
TEST_BASES(un_numero_d_action_repris_ne_fait_pas_la_meme_offre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)FLUX(&d, 1, false, {.cle = PLACE(DEUX_ANS, "01"), .action = "AF1"});
	(void)FLUX(&d, 1, false, {.cle = AILLEURS "-75101#L01", .action = "AF1"});
	EQ_STR(depot_lignes(&d, QUI, 2), "1|" PLACE(DEUX_ANS, "01") " / 2|" AILLEURS "-75101#L01");
}

/* Nor does another source's action, nor the other year of an action that declares several. */
TEST_BASES(ni_une_autre_source_ni_une_autre_annee)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)FLUX(&d, 1, false, {.cle = PLACE(DEUX_ANS, "01"), .action = "AF1", .annee = "1"});
	(void)FLUX(&d, 2, false, {.cle = PLACE(TROIS_ANS, "01"), .action = "AF1", .annee = "1"});
	(void)FLUX(&d, 1, false,
		   {.cle = PLACE(DEUX_ANS, "01"), .action = "AF1", .annee = "1", .plusieurs = true},
		   {.cle = "104239P01229990000110001899900003700013-77288#L01",
		    .action = "AF1",
		    .annee = "2",
		    .plusieurs = true});
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 3);
}

/* Two actions of the same data in one place: the second one gets the next place number, and each keeps its own when one comes alone or first. */
TEST_BASES(les_cles_composees_suivent_leur_action)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct offre_essai a = {
		.cle = PLACE(DEUX_ANS, "01"), .composee = true, .action = "A0", .intitule = "a"};
	const struct offre_essai b = {
		.cle = PLACE(DEUX_ANS, "01"), .composee = true, .action = "B0", .intitule = "b"};
	const char *attendu = "1|" PLACE(DEUX_ANS, "01") "|a / 2|" PLACE(DEUX_ANS, "02") "|b";
	struct flux_bilan f;

	(void)FLUX(&d, 1, false, a, b);
	EQ_STR(depot_lignes(&d, "SELECT numero, cle, intitule FROM offre ORDER BY numero", 3),
	       attendu);
	f = FLUX(&d, 1, false, b);
	EQ_INT(f.bilan.inchanges, 1);
	f = FLUX(&d, 1, true, b, a);
	EQ_INT(f.bilan.inchanges, 2);
	EQ_STR(depot_lignes(&d, "SELECT numero, cle, intitule FROM offre ORDER BY numero", 3),
	       attendu);
}

/* A composed clé never takes one that a feed declares; a remote one counts on its sequence. */
TEST_BASES(une_cle_composee_ne_prend_pas_celle_d_une_autre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct offre_essai loin = {
		.cle = PLACE(DEUX_ANS, "AD"), .composee = true, .action = "L1"};
	const struct offre_essai loin_aussi = {
		.cle = PLACE(DEUX_ANS, "AD"), .composee = true, .action = "L2"};

	(void)FLUX(&d, 1, false, {.cle = PLACE(DEUX_ANS, "01"), .action = "D1"},
		   {.cle = PLACE(DEUX_ANS, "01"), .composee = true, .action = "C1"}, loin,
		   loin_aussi);
	EQ_STR(depot_lignes(&d, QUI, 2),
	       "1|" PLACE(DEUX_ANS, "01") " / 2|" PLACE(DEUX_ANS, "02") " / 3|" PLACE(
		       DEUX_ANS, "AD") " / "
				       "4|104239P022199900001100018999000037000"
				       "13-77288#LAD");
}

/* Without any numero, the clé and the order are all there is. */
TEST_BASES(sans_numeros_l_ordre_fait_l_identite)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct offre_essai a = {.cle = PLACE(DEUX_ANS, "01"), .composee = true};
	struct flux_bilan f;

	(void)FLUX(&d, 1, false, a, a);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 2);
	f = FLUX(&d, 1, true, a, a);
	EQ_INT(f.bilan.inchanges, 2);
}

/* More changes than a lot holds, all at once. */
TEST_BASES(un_grand_nombre_de_corrections)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_ARENA a = arena_new(0);
	enum { N = 1300 };
	struct offre_essai *v = arena_alloc(a, N * sizeof *v);
	struct flux_bilan f;

	for (int i = 0; i < N; i++)
		v[i] = (struct offre_essai){.cle = arena_printf(a, "c%d", i),
					    .intitule = "un",
					    .debuts = {"2024-09-02"}};
	(void)flux(&d, 1, false, v, N);
	for (int i = 0; i < N; i++)
		v[i].intitule = "deux";
	f = flux(&d, 1, true, v, N);
	EQ_INT(f.bilan.modifies, N);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre WHERE intitule = 'deux'"), N);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre_passe WHERE intitule = 'un'"), N);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM session"), N);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM session_passe"), N);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM lot"), 0);
	f = flux(&d, 1, true, v, 3);
	EQ_INT(f.bilan.disparus, N - 3);
}

/* The same action in another source's feed is the same offre, shared. */
TEST_BASES(une_action_composee_dans_deux_sources)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct offre_essai a = {
		.cle = PLACE(DEUX_ANS, "01"), .composee = true, .action = "A0"};
	const struct offre_essai b = {
		.cle = PLACE(DEUX_ANS, "01"), .composee = true, .action = "B0"};
	struct flux_bilan f;

	(void)FLUX(&d, 1, false, a, b);
	f = FLUX(&d, 2, false, b);
	EQ_INT(f.bilan.inchanges, 1);
	EQ_STR(depot_lignes(&d, "SELECT offre, source FROM offre_source", 2), "2|2");
}

/* More offers of the same data than a clé has place numbers in digits: each is kept, under a clé of its own that has the form of one. */
TEST_BASES(plus_d_offres_semblables_que_de_numeros)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_ARENA a = arena_new(0);
	enum { N = 2700 };
	struct offre_essai *v = arena_alloc(a, N * sizeof *v);
	struct flux_bilan f;

	for (int i = 0; i < N; i++)
		v[i] = (struct offre_essai){.cle = i % 3 ? PLACE(DEUX_ANS, "01")
							 : PLACE(DEUX_ANS, "AD"),
					    .composee = true,
					    .action = arena_printf(a, "A%d", i)};
	f = flux(&d, 1, false, v, N);
	EQ_INT(f.err, OK);
	EQ_INT(f.bilan.nouveaux, N);
	EQ_INT(depot_entier(&d, "SELECT COUNT(DISTINCT cle) FROM offre"), N);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre WHERE substr(cle, 47, 3) = 'LAD'"), 99);
	EQ_INT(depot_entier(&d,
			    "SELECT COUNT(*) FROM offre WHERE cle = '" PLACE(DEUX_ANS, "ZZ") "'"),
	       1);
	f = flux(&d, 1, true, v, N);
	EQ_INT(f.bilan.inchanges, N);
}
