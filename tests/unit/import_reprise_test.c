/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_reprise_test.c - importing again: who spoke last, what a complete feed may erase, what other readers read
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"

#define HORS_APPRENTISSAGE                                                                         \
	{                                                                                          \
		.actions = { {.hors_apprentissage = true, .cycle_initial = true} }                 \
	}

TEST_BASES(un_flux_complet_sans_apprentissage_est_refuse)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "cfa", .complet = true};
	const char *rien = depot_fichier(&d, "2.xml", LHEO(&d, HORS_APPRENTISSAGE));

	IMPORTER(&d, &i, depot_fichier(&d, "1.xml", LHEO(&d, {0})));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	IMPORTER(&d, &i, rien, depot_fichier(&d, "u.csv", CSV_UAI));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_INT(i.r[0].ecartes, 1);
	OK(strstr(i.r[0].incident.message, "« cfa »") != NULL);
	OK(strstr(i.r[0].incident.remede, "--complet") != NULL);
	EQ_INT(i.r[1].etat, IMPORT_APPLIQUE); /* --complet only speaks of feeds */
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 1);
	/* as a part of a feed it says nothing, and does no harm */
	i.complet = false;
	IMPORTER(&d, &i, rien);
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 1);
}

TEST_BASES(deux_flux_complets_d_une_source_dans_une_commande)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "cfa", .complet = true};
	const char *un = depot_fichier(&d, "1.xml", LHEO(&d, {0})),
		   *deux = depot_fichier(
			   &d, "2.xml", LHEO(&d, {.numero = "x", .actions = {{.insee = "75112"}}}));

	IMPORTER(&d, &i, un, deux);
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[1].etat, IMPORT_REFUSE);
	OK(i.r[1].incident.message[0] && i.r[1].incident.remede[0]);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 1);
	/* each in its own région: nothing to refuse */
	i.source = NULL;
	IMPORTER(&d, &i, un, deux);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE); /* a second source says the same: that is new */
	EQ_INT(i.r[0].bilan.inchanges, 1);
	EQ_INT(i.r[1].etat, IMPORT_APPLIQUE);
	EQ_STR(i.r[1].source, "lheo:11");
}

/* The same file again, after another source said something else: it speaks last, so it is what the base holds. */
TEST_BASES(le_meme_flux_reprend_la_parole)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "a"};
	const char *a = depot_fichier(
			   &d, "a.xml",
			   LHEO(&d, {.intitule = "A", .actions = {{.uai = "0299901Z"}}})),
		   *b = depot_fichier(&d, "b.xml", LHEO(&d, {.intitule = "B"}));

	IMPORTER(&d, &i, a);
	EQ_INT(i.r[0].anomalies, 1);
	i.source = "b";
	IMPORTER(&d, &i, b);
	EQ_INT(i.r[0].bilan.modifies, 1);
	i.source = "a";
	IMPORTER(&d, &i, a);
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].bilan.modifies, 1);
	OK(i.r[0].run > 0);
	EQ_STR(depot_texte(&d, "SELECT intitule FROM offre"), "A");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 3);
	/* and once more: nothing */
	IMPORTER(&d, &i, a);
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(i.r[0].run, 0);
}

/* A base read by the readers of another program: the same bytes may say something else to these. */
TEST_BASES(d_autres_lecteurs_font_lire_de_nouveau)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *f = depot_fichier(&d, "s.csv", CSV_SIRENE);

	IMPORTER(&d, &i, f);
	base_exec(d.db, "UPDATE run SET lecteurs = 'anciens'");
	base_exec(d.db,
		  "UPDATE sirene SET etat = 'F', empreinte = 1 WHERE siret = '99900012800010'");
	IMPORTER(&d, &i, f);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].bilan.modifies, 1);
	EQ_STR(depot_texte(&d, "SELECT etat FROM sirene WHERE siret = '99900012800010'"), "A");
	IMPORTER(&d, &i, f);
	EQ_INT(i.r[0].run, 0);
}

TEST_BASES(complet_ou_non_n_est_pas_le_meme_dire)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "cfa"};
	const char *un = depot_fichier(&d, "1.xml", LHEO(&d, {0})),
		   *deux = depot_fichier(
			   &d, "2.xml",
			   LHEO(&d, {0}, {.numero = "x", .actions = {{.insee = "75112"}}}));

	IMPORTER(&d, &i, deux, un);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 2);
	i.complet = true;
	IMPORTER(&d, &i, un);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].bilan.disparus, 1);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 1);
}

TEST_BASES(un_nom_de_fichier_qui_n_est_pas_de_l_utf8)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "siren\xe9.csv", CSV_SIRENE));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_STR(depot_texte(&d, "SELECT fichier FROM run"), "sirené.csv");
}

TEST_BASES(un_code_demesure_n_est_pas_garde_et_se_dit)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const char *long_ = arena_printf(d.a, "%05000d", 1);
	struct importation i = {0};
	const struct anomalie_lue *v;
	size_t n;

	IMPORTER(&d, &i,
		 depot_fichier(&d, "o.csv",
			       arena_printf(d.a, "%s%s;Autre;999000110;00026;35000;Rennes;true\n",
					    CSV_DGEFP, long_)));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM organisme_liste"), 1);
	MUST(import_anomalies(d.db, i.r[0].run, d.a, 20, &v, &n) == OK && n > 0);
	EQ_INT(v[n - 1].ligne, 3);
}

/* A composed clé keeps to its action; a formation/@numero that two formations share is not one formation. */
TEST_BASES(des_formations_sans_cle_gardent_leur_numero)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "cfa", .complet = true};
	static const char TOUT[] =
		"SELECT numero, intitule, SUBSTR(cle, 46, 4) FROM offre ORDER BY numero";

	IMPORTER(&d, &i,
		 depot_fichier(
			 &d, "1.xml",
			 LHEO(&d, {.numero = "F1", .intitule = "un", .actions = {{.numero = "A1"}}},
			      {.numero = "F2", .intitule = "deux", .actions = {{.numero = "A2"}}},
			      {.numero = "F3",
			       .intitule = "trois",
			       .actions = {{.numero = "A3"}}})));
	EQ_STR(depot_lignes(&d, TOUT, 3), "1|un|#L01 / 2|deux|#L02 / 3|trois|#L03");
	/* another order, the first one gone, a new one */
	IMPORTER(
		&d, &i,
		depot_fichier(
			&d, "2.xml",
			LHEO(&d,
			     {.numero = "F4", .intitule = "quatre", .actions = {{.numero = "A4"}}},
			     {.numero = "F3", .intitule = "trois", .actions = {{.numero = "A3"}}},
			     {.numero = "F2", .intitule = "deux", .actions = {{.numero = "A2"}}})));
	EQ_INT(i.r[0].bilan.inchanges, 2);
	EQ_INT(i.r[0].bilan.nouveaux, 1);
	EQ_INT(i.r[0].bilan.disparus, 1);
	EQ_STR(depot_texte(&d, "SELECT intitule FROM offre WHERE numero = 2"), "deux");
	EQ_STR(depot_texte(&d, "SELECT intitule FROM offre WHERE numero = 3"), "trois");
	EQ_INT(depot_entier(&d, "SELECT COUNT(DISTINCT cle) FROM offre"), 3);
}

TEST_BASES(une_cle_declaree_plus_loin_n_est_pas_prise_par_une_composee)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i,
		 depot_fichier(&d, "1.xml",
			       LHEO(&d, {.numero = "F1", .intitule = "composée"},
				    {.intitule = "déclarée"})));
	EQ_INT(i.r[0].bilan.nouveaux, 2);
	EQ_INT(i.r[0].anomalies, 0);
	EQ_STR(depot_texte(&d, "SELECT intitule FROM offre WHERE cle = '" LHEO_CLE "'"),
	       "déclarée");
	EQ_STR(depot_texte(&d, "SELECT SUBSTR(cle, 46, 4) FROM offre WHERE intitule = 'composée'"),
	       "#L02");
}

/*
 * A list that one producer publishes whole is one list, whoever brings it: under another name a row would outlive the edition that dropped it. The
 * name is refused, and the rest of the command goes on.
 */
TEST_BASES(une_liste_nationale_n_a_pas_de_source_a_nommer)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "corrections"};

	IMPORTER(&d, &i, depot_fichier(&d, "s.csv", CSV_SIRENE),
		 depot_fichier(&d, "o.csv", CSV_DGEFP), depot_fichier(&d, "k.csv", CSV_KIT),
		 depot_fichier(&d, "u.csv", CSV_UAI), depot_fichier(&d, "l.xml", LHEO(&d, {0})));
	EQ_INT(i.err, OK);
	for (int k = 0; k < 3; k++) {
		EQ_INT(i.r[k].etat, IMPORT_REFUSE);
		OK(strstr(i.r[k].incident.message, "--source") != NULL);
		OK(strstr(i.r[k].incident.remede, "sans --source") != NULL);
		EQ_STR(i.r[k].source, "");
	}
	/* which UAI goes with which SIRET is told by several, side by side; and so are offers */
	EQ_STR(i.r[3].source, "corrections");
	EQ_INT(i.r[3].etat, IMPORT_APPLIQUE);
	EQ_STR(i.r[4].source, "corrections");
	EQ_INT(i.r[4].etat, IMPORT_APPLIQUE);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene"), 0);
}

/* The next edition takes away what the last one had, whatever files brought them. */
TEST_BASES(une_liste_nationale_remplace_la_precedente)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *nationale = depot_fichier(&d, "n.csv", CSV_SIRENE);
	static const char TOUT[] = "SELECT siret, etat FROM sirene ORDER BY siret";

	IMPORTER(&d, &i, nationale);
	IMPORTER(&d, &i,
		 depot_fichier(&d, "c.csv", "siret;etat\n99900012800010;F\n99900001100018;F\n"));
	EQ_STR(depot_lignes(&d, TOUT, 2), "99900001100018|F / 99900012800010|F");
	IMPORTER(&d, &i, nationale);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_STR(depot_lignes(&d, TOUT, 2), "99900011000018|A / 99900012800010|A");
	IMPORTER(&d, &i, nationale);
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(i.r[0].run, 0);
}
