/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_import_test.c - files into facts, as somebody who runs « relais import » sees it
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"

#include "format/anomalie.h"

/* The parts of the CSV export of France compétences that a set must have. */
#define CSV_RNCP_STANDARD                                                                          \
	"Numero_Fiche;Intitule;Date_Fin_Enregistrement;Type_Enregistrement;Actif\n"                \
	"RNCP7;Un titre;31/08/2030;Enregistrement sur demande;ACTIVE\n"
#define CSV_RNCP_CERTIFICATEURS                                                                    \
	"Numero_Fiche;Siret_Certificateur;Nom_Certificateur\nRNCP7;99900012800010;École\n"
#define CSV_RNCP_PARTENAIRES                                                                       \
	"Numero_Fiche;Nom_Partenaire;Siret_Partenaire;Habilitation_Partenaire\n"                   \
	"RNCP7;CFA;99900011000018;HABILITATION_FORMER\n"
#define CSV_RNCP_VOIX "Numero_Fiche;Si_Jury\nRNCP7;En contrat d’apprentissage\n"

/* The eleven referentials and a feed. */
static const char *const *tout(struct depot *d)
{
	const char **f = arena_alloc(d->a, 12 * sizeof *f);

	f[0] = depot_fichier(d, "dgefp.csv", CSV_DGEFP);
	f[1] = depot_fichier(d, "sirene.csv", CSV_SIRENE);
	f[2] = depot_fichier(d, "uai.csv", CSV_UAI);
	f[3] = depot_fichier(d, "ci.csv", CSV_CERTIF_INFO);
	f[4] = depot_fichier(d, "kit.csv", CSV_KIT);
	f[5] = depot_fichier(d, "diplomes.csv", CSV_DIPLOMES);
	f[6] = depot_fichier(d, "mef.csv", CSV_MEF);
	f[7] = depot_fichier(d, "niveaux.csv", CSV_NIVEAUX);
	f[8] = depot_fichier(d, "options.csv", CSV_OPTIONS);
	f[9] = depot_fichier(d, "communes.csv", CSV_COMMUNES);
	f[10] = depot_fichier(d, "rncp.xml", XML_RNCP(XML_FICHE("RNCP38362", "")));
	f[11] = depot_fichier(d, "lheo.xml", LHEO(d, {0}));
	return f;
}

TEST_BASES(une_base_vide_recoit_toute_la_commande_en_une_version)
{
	static const char *const GENRES[] = {"dgefp",       "sirene",   "uai",  "certif-info",
					     "kit",         "diplomes", "mef",  "niveaux",
					     "options-bts", "communes", "rncp", "lheo:53"};
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	importer_n(&d, &i, tout(&d), 12);
	EQ_INT(i.err, OK);
	OK(!i.avancee);
	for (int k = 0; k < 12; k++) {
		EQ_INT(i.r[k].etat, IMPORT_APPLIQUE);
		EQ_INT(i.r[k].version, 1);
		EQ_INT(i.r[k].run, k + 1);
		EQ_STR(i.r[k].source, GENRES[k]);
		EQ_INT(i.r[k].anomalies, 0);
		OK(i.r[k].bilan.nouveaux > 0 && i.r[k].bilan.nouveaux == i.r[k].lus);
	}
	EQ_STR(depot_comptes(&d, ""),
	       " version=1 source=12 run=12 anomalie=0 evenement=12 texte=1 organisme_liste=1 "
	       "organisme_liste_passe=0 sirene=2 sirene_passe=0 etablissement=1 "
	       "etablissement_passe=0 certif_info=1 certif_info_passe=0 kit=1 kit_passe=0 diplome=1 "
	       "diplome_passe=0 mef=2 mef_passe=0 niveau_diplome=1 niveau_diplome_passe=0 "
	       "option_bts=1 option_bts_passe=0 commune=2 commune_passe=0 code_postal=0 code_postal_passe=0 fiche=1 fiche_passe=0 "
	       "offre=1 offre_passe=0 session=1 session_passe=0 offre_source=0 campagne=0 "
	       "campagne_valeur=0 regle_perimetre=19 regle_perimetre_passe=0 verdict=0 "
	       "verdict_passe=0");
	EQ_STR(depot_lignes(&d,
			    "SELECT cle, certifinfo, rncp, duree, annee, insee, region, academie, "
			    "siret_responsable, siret_formateur, nda, uai_lieu FROM offre",
			    12),
	       LHEO_CLE "|104239|38362|2|1|29019|53|14|" LHEO_RESPONSABLE "|" LHEO_FORMATEUR
			"|53359001135|0299901E");
	EQ_STR(depot_lignes(&d, "SELECT offre, numero, debut, fin, etat, annees FROM session", 6),
	       "1|SE_1|2024-09-02|2026-06-26|1|1");
	EQ_STR(depot_lignes(&d,
			    "SELECT fichier, genre, encodage, date_faits, date_fichier, etat, lus, "
			    "version, instant FROM run WHERE numero = 12",
			    9),
	       "lheo.xml|lheo|UTF-8|2023-10-02|2023-10-05|applique|1|1|2023-10-02T10:00:00Z");
}

TEST_BASES(les_memes_fichiers_ne_changent_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const char *const *f = tout(&d), *avant;
	struct importation i = {0};

	importer_n(&d, &i, f, 12);
	MUST(i.err == OK);
	avant = depot_comptes(&d, "");
	d.instant += 3600;
	importer_n(&d, &i, f, 12);
	EQ_INT(i.err, OK);
	for (int k = 0; k < 12; k++) {
		EQ_INT(i.r[k].etat, IMPORT_INCHANGE);
		EQ_INT(i.r[k].run, 0);
		EQ_INT(i.r[k].version, 0);
		EQ_INT(i.r[k].lus, k == 1 || k == 6 || k == 9 ? 2 : 1);
	}
	EQ_STR(depot_comptes(&d, ""), avant);
	/* another day the list is known to be the same still: a run, and no version */
	d.instant += DEPOT_JOUR;
	importer_n(&d, &i, f, 12);
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].run, 13);
	EQ_STR(depot_comptes(&d, "run,"), arena_printf(d.a, "%s", depot_comptes(&d, "run,")));
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run"), 24);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run WHERE version IS NULL AND etat = "
				"'inchange' AND date_faits = '2023-10-03'"),
	       12);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 1);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM evenement"), 12);
}

/* Other bytes, same facts: read again, told, and nothing is different. */
TEST_BASES(d_autres_octets_qui_disent_la_meme_chose_ne_font_pas_de_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *avant;

	IMPORTER(&d, &i, depot_fichier(&d, "a.csv", CSV_SIRENE));
	avant = depot_comptes(&d, "run,");
	IMPORTER(&d, &i,
		 depot_fichier(&d, "b.csv", "etat;siret\nA;99900012800010\nA;99900011000018\n"));
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(i.r[0].bilan.inchanges, 2);
	EQ_INT(i.r[0].version, 0);
	EQ_INT(i.r[0].run, 2);
	EQ_STR(depot_comptes(&d, "run,"), avant);
}

TEST_BASES(ensuite_chaque_fichier_a_sa_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "sirene.csv", CSV_SIRENE));
	d.instant += DEPOT_JOUR;
	IMPORTER(&d, &i, depot_fichier(&d, "kit.csv", CSV_KIT),
		 depot_fichier(&d, "sirene.csv", CSV_SIRENE), depot_fichier(&d, "uai.csv", CSV_UAI),
		 depot_fichier(&d, "lheo.xml", LHEO(&d, {0})));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].version, 2);
	EQ_INT(i.r[1].version, 0);
	EQ_INT(i.r[2].version, 3);
	EQ_INT(i.r[3].version, 4);
	EQ_STR(depot_lignes(&d, "SELECT numero, run, connu_le FROM version ORDER BY numero", 3),
	       "1|1|2023-10-02T10:00:00Z / 2|2|2023-10-03T10:00:00Z / 3|4|2023-10-03T10:00:00Z / "
	       "4|5|2023-10-03T10:00:00Z");
	EQ_STR(depot_texte(&d, "SELECT changement FROM evenement WHERE objet = 'run 5'"),
	       "import lheo:53 : 1 nouveaux, 0 modifiés, 0 disparus");
}

/* Three editions of one list in the first command: the last one counts, and nobody could see the others. */
/* The first edition of a list is the one of the command: another one would erase it. Feeds follow one another. */
TEST_BASES(plusieurs_editions_dans_la_premiere_commande)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "1.csv", CSV_SIRENE),
		 depot_fichier(&d, "2.csv", "siret;etat\n99900011000018;F\n"),
		 depot_fichier(&d, "copie.csv", CSV_SIRENE),
		 depot_fichier(&d, "1.xml", LHEO(&d, {.intitule = "un"})),
		 depot_fichier(&d, "2.xml", LHEO(&d, {.intitule = "deux"})),
		 depot_fichier(&d, "3.xml", LHEO(&d, {.intitule = "trois"})));
	EQ_INT(i.err, OK);
	EQ_STR(i.inc.message, "");
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[1].etat, IMPORT_REFUSE);
	OK(strstr(i.r[1].incident.message, "Deux éditions") &&
	   strstr(i.r[1].incident.message, "1.csv") && i.r[1].incident.remede[0]);
	EQ_INT(i.r[2].etat, IMPORT_INCHANGE);
	EQ_STR(depot_lignes(&d, "SELECT siret, etat FROM sirene ORDER BY siret", 2),
	       "99900011000018|A / 99900012800010|A");
	EQ_STR(depot_lignes(&d, "SELECT numero, intitule FROM offre", 2), "1|trois");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene_passe"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre_passe"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM session"), 1);
}

/* Nor is it otherwise once the base has facts; what was refused is no edition, and a network's list is one of several. */
TEST_BASES(deux_editions_d_une_liste_dans_une_commande)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *un = depot_fichier(&d, "1.csv", CSV_SIRENE "00000000000001;A\n"),
		   *deux = depot_fichier(&d, "2.csv", CSV_SIRENE "00000000000002;A\n");

	importer_n(&d, &i, tout(&d), 12);
	IMPORTER(&d, &i, un, deux);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[1].etat, IMPORT_REFUSE);
	OK(!i.r[1].garde);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene WHERE siret = '00000000000001'"), 1);
	IMPORTER(&d, &i, depot_fichier(&d, "casse.csv", "siret;etat\n00000000000001;\"A\n"), deux);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_INT(i.r[1].etat, IMPORT_APPLIQUE);
}

/* The two exports of France compétences fill one table: the second of the command is told, whichever it is. */
TEST_BASES(les_fiches_en_xml_et_en_csv_dans_une_commande)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *xml = depot_fichier(&d, "rncp.xml", XML_RNCP(XML_FICHE("RNCP1", ""))),
		   *csv = depot_fichier(&d, "standard.csv", CSV_RNCP_STANDARD),
		   *c = depot_fichier(&d, "c.csv", CSV_RNCP_CERTIFICATEURS),
		   *p = depot_fichier(&d, "p.csv", CSV_RNCP_PARTENAIRES),
		   *v = depot_fichier(&d, "v.csv", CSV_RNCP_VOIX);

	for (int fois = 0; fois < 2; fois++) {
		IMPORTER(&d, &i, fois ? csv : xml, fois ? xml : csv, c, p, v);
		EQ_INT(i.n, 2);
		EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
		EQ_INT(i.r[1].etat, IMPORT_REFUSE);
		OK(strstr(i.r[1].incident.message, fois ? "standard.csv" : "rncp.xml"));
		base_exec(d.db, "DELETE FROM fiche");
		base_exec(d.db, "DELETE FROM run");
	}
}

TEST_BASES(une_base_qui_n_a_connu_que_des_refus_est_encore_vide_de_faits)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "x.csv", "rien;du;tout\n1;2;3\n"));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	importer_n(&d, &i, tout(&d), 12);
	EQ_INT(i.err, OK);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 1);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run"), 13);
}

TEST_BASES(un_fait_qui_change_laisse_son_histoire)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	importer_n(&d, &i, tout(&d), 12);
	d.instant += DEPOT_JOUR;
	IMPORTER(&d, &i,
		 depot_fichier(&d, "lheo.xml",
			       LHEO(&d, {.actions = {{.sessions = {{.debut = "20240909"}}}}})),
		 depot_fichier(&d, "rncp.xml",
			       XML_RNCP(XML_FICHE("RNCP38362", "<ACTIVITES_VISEES>Texte."
							       "</ACTIVITES_VISEES>")
						XML_FICHE("RNCP7", ""))),
		 depot_fichier(&d, "sirene.csv", "siret;etat\n99900011000018;A\n"));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].bilan.modifies, 1);
	EQ_INT(i.r[1].bilan.modifies, 1);
	EQ_INT(i.r[1].bilan.nouveaux, 1);
	EQ_INT(i.r[2].bilan.disparus, 1);
	EQ_INT(i.r[2].bilan.inchanges, 1);
	EQ_STR(depot_lignes(&d, "SELECT debut, du_version FROM session", 2), "2024-09-09|2");
	EQ_STR(depot_lignes(&d, "SELECT debut, du_version, au_version FROM session_passe", 3),
	       "2024-09-02|1|2");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM texte"), 2);
	EQ_INT(depot_entier(&d, "SELECT au_version FROM sirene_passe"), 4);
}

TEST_BASES(un_texte_qui_change_seul_change_l_offre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "a.xml", LHEO(&d, {0})));
	IMPORTER(&d, &i, depot_fichier(&d, "b.xml", LHEO(&d, {.objectif = "Réussir."})));
	EQ_INT(i.r[0].bilan.modifies, 1);
	EQ_STR(depot_lignes(&d, "SELECT o.texte, p.texte FROM offre AS o, offre_passe AS p", 2),
	       "2|1");
}

TEST_BASES(source_complet_et_region)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "dokelio"};
	const char *deux = depot_fichier(
		&d, "2.xml",
		LHEO(&d, {.numero = "A"},
		     {.numero = "B", .certifinfo = "2", .actions = {{.insee = "75112"}}},
		     {.numero = "C", .certifinfo = "3", .actions = {{.insee = "77288"}}}));

	IMPORTER(&d, &i, deux);
	EQ_STR(i.r[0].source, "dokelio");
	EQ_INT(i.r[0].bilan.nouveaux, 3);
	/* without --source, the région of most offers; without a place, the kind alone */
	i.source = NULL;
	IMPORTER(&d, &i, deux,
		 depot_fichier(
			 &d, "0.xml",
			 LHEO(&d, {.certifinfo = "9", .numero = "Z", .actions = {{.insee = ""}}})));
	EQ_STR(i.r[0].source, "lheo:11");
	EQ_INT(i.r[0].bilan.inchanges, 3);
	EQ_STR(i.r[1].source, "lheo");
	/* a partial feed makes nothing go; a complete one does, in its source alone */
	i.source = "dokelio";
	const char *un = depot_fichier(&d, "1.xml", LHEO(&d, {.numero = "A"}));
	IMPORTER(&d, &i, un);
	EQ_INT(i.r[0].bilan.disparus, 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 4);
	i.complet = true;
	IMPORTER(&d, &i, un);
	EQ_INT(i.r[0].etat,
	       IMPORT_APPLIQUE); /* lheo:11 still declares the two others: they are its own now */
	EQ_INT(i.r[0].bilan.disparus, 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 4);
	i.source = "lheo:11";
	IMPORTER(&d, &i, un);
	EQ_INT(i.r[0].bilan.disparus, 2);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 2);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run WHERE complet = 1"), 2);
}

TEST_BASES(as_force_le_genre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.force = FORMAT_SIRENE};

	IMPORTER(&d, &i, depot_fichier(&d, "s.csv", CSV_SIRENE));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	/* what is not of that kind is refused, even good */
	IMPORTER(&d, &i, depot_fichier(&d, "k.csv", CSV_KIT));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_INT(i.r[0].format, FORMAT_SIRENE);
	i.force = FORMAT_RNCP_XML;
	IMPORTER(&d, &i, depot_fichier(&d, "l.xml", LHEO(&d, {0})));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 0);
}

TEST_BASES(la_date_dit_quand_les_faits_ont_ete_connus)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.date = 20230915};

	IMPORTER(&d, &i, depot_fichier(&d, "1.csv", CSV_SIRENE));
	EQ_INT(i.err, OK);
	OK(!i.avancee);
	/* known from the first second of that day in Paris */
	EQ_STR(depot_texte(&d, "SELECT connu_le FROM version"), "2023-09-14T22:00:00Z");
	EQ_STR(depot_texte(&d, "SELECT date_faits FROM run"), "2023-09-15");
	EQ_STR(depot_texte(&d, "SELECT instant FROM run"), "2023-10-02T10:00:00Z");
	/* a later day, then a step back: the facts are known from the last version on, and it is said */
	i.date = 20230920;
	IMPORTER(&d, &i, depot_fichier(&d, "2.csv", CSV_KIT));
	OK(!i.avancee);
	i.date = 20230901;
	IMPORTER(&d, &i, depot_fichier(&d, "3.csv", CSV_UAI));
	EQ_INT(i.err, OK);
	OK(i.avancee);
	EQ_STR(depot_texte(&d, "SELECT connu_le FROM version WHERE numero = 3"),
	       "2023-09-19T22:00:00Z");
	EQ_STR(depot_texte(&d, "SELECT date_faits FROM run WHERE numero = 3"), "2023-09-01");
	/* nothing changed: nothing was moved forward */
	IMPORTER(&d, &i, depot_fichier(&d, "3.csv", CSV_UAI));
	OK(!i.avancee);
}

TEST_BASES(les_anomalies_se_relisent_avec_leur_ligne_leur_offre_leur_champ_et_leur_valeur)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const struct anomalie_lue *v;
	size_t n;

	IMPORTER(&d, &i,
		 depot_fichier(&d, "l.xml",
			       LHEO(&d, {0},
				    {.numero = "053012P01219990001100001899900012800010-29019#L01",
				     .certifinfo = "53012",
				     .actions = {{.duree = "3", .uai = "0299901Z"}}})),
		 depot_fichier(&d, "s.csv", "siret;etat\n99900011000018;A\n99900011000018;F\n"));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].anomalies, 2);
	EQ_INT(import_anomalies(d.db, i.r[0].run, d.a, 20, &v, &n), OK);
	MUST(n == 2);
	EQ_STR(v[0].ref, "053012P01219990001100001899900012800010-29019#L01");
	EQ_STR(v[0].code, "NUMERO_CLE_ECART");
	EQ_STR(v[0].champ, "duree");
	EQ_STR(v[0].valeur, "3");
	OK(v[0].ligne > 8 && v[0].ligne == v[1].ligne);
	EQ_STR(v[1].code, "UAI_FAUX");
	EQ_STR(v[1].champ, "uai_lieu");
	EQ_STR(v[1].valeur, "0299901Z");
	EQ_INT(import_anomalies(d.db, i.r[0].run, d.a, 1, &v, &n), OK);
	EQ_INT(n, 1);
	EQ_INT(i.r[1].anomalies, 1);
	EQ_INT(import_anomalies(d.db, i.r[1].run, d.a, 20, &v, &n), OK);
	MUST(n == 1);
	EQ_STR(v[0].code, "DOUBLON");
	EQ_STR(v[0].valeur, "99900011000018");
	EQ_INT(v[0].ligne, 3);
	EQ_INT(import_anomalies(d.db, 99, d.a, 20, &v, &n), OK);
	EQ_INT(n, 0);
}

TEST_BASES(des_doublons_de_toutes_sortes_sont_dits)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(
		&d, &i, depot_fichier(&d, "o.csv", CSV_OPTIONS "32032612;SIO;32032613;encore\n"),
		depot_fichier(&d, "r.xml", XML_RNCP(XML_FICHE("RNCP7", "") XML_FICHE("RNCP7", ""))),
		depot_fichier(&d, "l.xml", LHEO(&d, {0}, {.intitule = "autre"})));
	EQ_INT(i.err, OK);
	for (int k = 0; k < 3; k++) {
		EQ_INT(i.r[k].bilan.doublons, 1);
		EQ_INT(i.r[k].anomalies, 1);
	}
	EQ_STR(depot_lignes(&d, "SELECT run, ref, code FROM anomalie ORDER BY run", 3),
	       "1|32032613|DOUBLON / 2|RNCP7|DOUBLON / 3|" LHEO_CLE "|DOUBLON");
	EQ_STR(depot_lignes(&d, "SELECT intitule FROM offre", 1), "BTS MCO");
}

TEST_BASES(une_fiche_garde_ses_partenaires_ses_textes_et_son_numero)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(
		&d, &i,
		depot_fichier(
			&d, "r.xml",
			XML_RNCP(XML_FICHE(
				"RNCP038362",
				"<CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>99900011000018"
				"</SIRET_CERTIFICATEUR><NOM_CERTIFICATEUR>Ministère Exemple"
				"</NOM_CERTIFICATEUR><ETAT_CERTIFICATEUR>Actif</ETAT_CERTIFICATEUR>"
				"</CERTIFICATEUR></CERTIFICATEURS><PARTENAIRES><PARTENAIRE>"
				"<NOM_PARTENAIRE>A\tB</NOM_PARTENAIRE><SIRET_PARTENAIRE>99900012800010"
				"</SIRET_PARTENAIRE><HABILITATION_PARTENAIRE>HABILITATION_FORMER"
				"</HABILITATION_PARTENAIRE><ETAT_HABILITATION>Actif"
				"</ETAT_HABILITATION></PARTENAIRE></PARTENAIRES><ACTIVITES_VISEES>"
				"<![CDATA[Vendre.]]></ACTIVITES_VISEES><CAPACITES_ATTESTEES>Savoir "
				"vendre.</CAPACITES_ATTESTEES>"))));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_STR(depot_lignes(&d, "SELECT cle, certificateurs, partenaires, texte FROM fiche", 4),
	       "RNCP38362|99900011000018\tMinistère Exemple\tActif\n|99900012800010\tA B\t"
	       "HABILITATION_FORMER\tActif\n|1");
}

struct progres {
	int appels;
	uint64_t lus, total;
};

static void noter(void *ctx, uint64_t lus, uint64_t total)
{
	struct progres *p = ctx;

	OK(lus >= p->lus && lus <= total);
	p->appels++;
	p->lus = lus;
	p->total = total;
}

TEST_BASES(le_progres_va_de_rien_a_tout)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const char *texte = lheo_foule(&d, 50, "BTS");
	const char *const f[] = {depot_fichier(&d, "s.csv", CSV_SIRENE),
				 depot_fichier(&d, "l.xml", texte)};
	struct progres p = {0};
	struct inventaire inventaire;
	inventaire_faire(f, 2, FORMAT_INCONNU, d.a, &inventaire);
	const struct import_demande demande = {.lots = inventaire.lots,
					       .n = inventaire.n,
					       .instant = d.instant,
					       .progres = noter,
					       .ctx = &p};
	struct import_resultat r[2] = {0};
	struct incident inc;
	bool avancee;

	EQ_INT(importer(d.db, &demande, r, &avancee, &inc), OK);
	OK(p.appels >= 2);
	EQ_INT(p.lus, p.total);
	EQ_INT(p.total, strlen(texte) + strlen(CSV_SIRENE));
}

TEST_BASES(beaucoup_de_fichiers_gardent_l_ordre_donne)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *f[IMPORTATION_FICHIERS];

	for (int k = 0; k < IMPORTATION_FICHIERS; k++)
		f[k] = depot_fichier(&d, arena_printf(d.a, "%d.xml", k),
				     lheo_foule(&d, k % 3 ? 5 : 60, arena_printf(d.a, "v%d", k)));
	IMPORTER(&d, &i, depot_fichier(&d, "s.csv", CSV_SIRENE));
	importer_n(&d, &i, f, IMPORTATION_FICHIERS);
	EQ_INT(i.err, OK);
	for (int k = 0; k < IMPORTATION_FICHIERS; k++) {
		EQ_STR(i.r[k].fichier, f[k]);
		EQ_INT(i.r[k].version, k + 2);
		EQ_INT(i.r[k].lus, k % 3 ? 5 : 60);
	}
	EQ_STR(depot_texte(&d, "SELECT intitule FROM offre WHERE numero = 1"), "v15 0");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 60);
}

/* The first file is read last: two first loads of the same command hold the same base. */
TEST_BASES(une_source_a_le_numero_de_la_place_de_son_fichier)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "foule.xml", lheo_foule(&d, 2000, "v")),
		 depot_fichier(&d, "sirene.csv", CSV_SIRENE),
		 depot_fichier(&d, "uai.csv", CSV_UAI));
	EQ_INT(i.err, OK);
	EQ_STR(depot_lignes(&d, "SELECT numero, code FROM source ORDER BY numero", 2),
	       "1|lheo:53 / 2|sirene / 3|uai");
	EQ_STR(depot_texte(&d, "SELECT cle FROM etablissement"), "0299901E/uai/3");
}

/* Feeds speak of the same offers whatever their format: the last one given has the last word. */
TEST_BASES(un_premier_chargement_garde_l_ordre_de_ses_flux)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *rco =
		"[{\"id_formation\":\"24_1\",\"cle_ministere_educatif\":\"000001P0121" LHEO_RESPONSABLE
			LHEO_FORMATEUR
		"-29019#L01\",\"etablissement_gestionnaire_siret\":\"" LHEO_RESPONSABLE
		"\",\"intitule_long\":\"MCO\",\"duree\":\"2\",\"annee\":\"1\"}]";

	IMPORTER(&d, &i, depot_fichier(&d, "foule.xml", lheo_foule(&d, 2000, "v")),
		 depot_fichier(&d, "f.json", rco));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[1].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[1].bilan.nouveaux, 0);
	EQ_INT(i.r[1].bilan.modifies, 1);
	EQ_STR(depot_texte(&d, "SELECT s.code FROM offre AS o JOIN source AS s ON s.numero = "
			       "o.source WHERE o.numero = 1"),
	       i.r[1].source);
}
