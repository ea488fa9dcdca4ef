/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_disparition_test.c - an offre that its feed gives no more says so, and how it comes back
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"
#include "etudes.h"

#include "explication/disparition.h"

/* Ten days later, the complete feed gives only the good offre. */
static void retirer(struct depot *d)
{
	struct importation i = {.date = 20231015, .complet = true};

	d->instant += 13 * DEPOT_JOUR;
	i.raison = "des offres partent";
	IMPORTER(d, &i, depot_fichier(d, "l2.xml", LHEO(d, {0})));
	EQ_INT(i.err, OK);
	EQ_INT(depot_entier(d, "SELECT COUNT(*) FROM offre"), 1);
}

TEST_BASES(une_offre_partie_dit_depuis_quand_et_comment_elle_revient)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct disparition p;
	struct etude e;

	etude_remplir(&d);
	retirer(&d);
	etude_regarder(&d, &e);
	MUST(disparition_lire(&e, STR(SANS_ANNEE), &p) == OK);
	EQ_STR(p.offre.intitule, "BTS MCO");
	EQ_STR(disparition_raison(&e, &p),
	       "Cette offre n'est plus déclarée depuis le 15 octobre 2023 : le flux complet de la "
	       "source « lheo:53 » ne la donne plus. Elle ne sera pas importée dans Parcoursup.");
	OK(strstr(disparition_suite(&e, &p), "Si c'est une erreur, le CFA") != NULL);
	/* another one takes its place */
	p.parcours.remplacee_par = (struct parcours_voisine){.numero = 7, .cle = STR("abc")};
	EQ_STR(disparition_suite(&e, &p),
	       "Elle est remplacée par l'offre n° 7, clé abc : tout se passe désormais là.");
	etude_oublier(&e);
}

TEST(un_import_annule_emporte_ses_offres)
{
	struct disparition p = {.offre = {.disparue_le = 20231015,
					  .fichier = STR("l.xml"),
					  .raison = STR("mauvais fichier")}};
	struct etude e = {.arena = arena_new(0)};

	EQ_STR(disparition_raison(&e, &p),
	       "Cette offre n'est plus dans la base depuis le 15 octobre 2023 : l'import qui l'avait "
	       "apportée (l.xml) a été annulé. Raison donnée : mauvais fichier.");
	arena_free(e.arena);
}

TEST_BASES(celle_qui_est_la_et_celle_que_personne_n_a_vue_ne_sont_pas_parties)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct disparition p;
	struct etude e;

	etude_remplir(&d);
	retirer(&d);
	etude_regarder(&d, &e);
	EQ_INT(disparition_lire(&e, STR(LHEO_CLE), &p), E_ABSENT);
	EQ_INT(disparition_lire(&e, STR("jamais vue"), &p), E_ABSENT);
	etude_oublier(&e);
}
