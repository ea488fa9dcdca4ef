/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_refus_test.c - a file that cannot be used is refused whole, says where it broke, and stops no other
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"

#include <sys/stat.h>

/* The beginning of a text, up to (not with) the last occurrence of a mark. */
static const char *coupe(struct depot *d, const char *texte, const char *marque)
{
	const char *fin = NULL;

	for (const char *p = texte; (p = strstr(p, marque)); p++)
		fin = p;
	return fin ? arena_printf(d->a, "%.*s", (int)(fin - texte), texte) : texte;
}

TEST_BASES(un_fichier_coupe_parmi_des_bons_n_est_pas_applique)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "s.csv", CSV_SIRENE),
		 depot_fichier(&d, "l.xml", coupe(&d, lheo_foule(&d, 30, "BTS"), "</formation>")),
		 depot_fichier(&d, "k.csv", CSV_KIT));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[1].etat, IMPORT_REFUSE);
	EQ_INT(i.r[2].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[1].version, 0);
	EQ_INT(i.r[1].run, 2);
	OK(i.r[1].incident.message[0] && i.r[1].incident.remede[0]);
	EQ_STR(depot_comptes(&d, "regle_perimetre,"),
	       " version=1 source=2 run=3 anomalie=0 evenement=2 texte=0 organisme_liste=0 "
	       "organisme_liste_passe=0 sirene=2 sirene_passe=0 etablissement=0 "
	       "etablissement_passe=0 certif_info=0 certif_info_passe=0 kit=1 kit_passe=0 diplome=0 "
	       "diplome_passe=0 mef=0 mef_passe=0 niveau_diplome=0 niveau_diplome_passe=0 "
	       "option_bts=0 option_bts_passe=0 commune=0 commune_passe=0 code_postal=0 code_postal_passe=0 fiche=0 fiche_passe=0 "
	       "offre=0 offre_passe=0 session=0 session_passe=0 offre_source=0 campagne=0 "
	       "campagne_valeur=0 regle_perimetre_passe=0 verdict=0 verdict_passe=0");
	/* what is written down of it is that it was refused, and why */
	EQ_STR(depot_lignes(&d, "SELECT fichier, etat, genre, version FROM run WHERE numero = 2",
			    4),
	       "l.xml|refuse|lheo|");
	EQ_STR(depot_texte(&d, "SELECT message FROM run WHERE numero = 2"),
	       i.r[1].incident.message);
}

TEST_BASES(un_fichier_mal_forme_dit_sa_ligne_et_la_base_garde_le_precedent)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *bon = lheo_foule(&d, 30, "BTS");
	const char *avant, *faux;

	IMPORTER(&d, &i, depot_fichier(&d, "l.xml", bon));
	MUST(i.err == OK && i.r[0].etat == IMPORT_APPLIQUE);
	avant = depot_comptes(&d, "run,");
	/* an element that is not closed, at line 77 of the file */
	int ligne = 1;
	const char *p = bon;
	for (; ligne < 77; p++)
		ligne += *p == '\n';
	faux = arena_printf(d.a, "%.*s<oups>%s", (int)(p - bon), bon, p);
	d.instant += DEPOT_JOUR;
	IMPORTER(&d, &i, depot_fichier(&d, "l2.xml", faux));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	const char *dit =
		arena_printf(d.a, "%s %s", i.r[0].incident.message, i.r[0].incident.detail);
	OK(strstr(dit, "ligne ") != NULL);
	EQ_STR(depot_comptes(&d, "run,"), avant);
	/* the good one again is the same still: a refusal is no edition */
	d.instant -= DEPOT_JOUR;
	IMPORTER(&d, &i, depot_fichier(&d, "l.xml", bon));
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(i.r[0].run, 0);
}

TEST_BASES(un_csv_casse_ne_garde_rien_non_plus)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i,
		 depot_fichier(&d, "s.csv", "siret;etat\n99900011000018;A\n\"99900012800010;A\n"),
		 depot_fichier(&d, "k.csv", "Code_Diplome;Code_RNCP\n1;2\n"));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	OK(strstr(arena_printf(d.a, "%s %s", i.r[0].incident.message, i.r[0].incident.detail),
		  "3") != NULL);
	EQ_INT(i.r[1].etat, IMPORT_REFUSE);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM source"), 0);
}

/* domain.md 3, formats.md 1: what relais knows and does not read is named, with what to send instead. */
TEST_BASES(ce_que_relais_ne_lit_pas_est_nomme)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "vide.csv", ""),
		 depot_octets(&d, "a.zip", STR("PK\x03\x04zzzzzzzzzzzzzzzzzzzzzzzz")),
		 depot_fichier(&d, "page.html", "<!DOCTYPE html><html></html>"),
		 depot_fichier(
			 &d, "lheo1.xml",
			 "<lheo xmlns=\"http://www.lheo.org/1.3.0\"><offre-formation/></lheo>"),
		 depot_fichier(&d, "x.csv", "a;b;c\n1;2;3\n"));
	EQ_INT(i.err, OK);
	for (int k = 0; k < 5; k++) {
		EQ_INT(i.r[k].etat, IMPORT_REFUSE);
		OK(i.r[k].incident.message[0] != 0);
		OK(i.r[k].incident.remede[0] != 0);
		EQ_STR(i.r[k].source, "");
	}
	EQ_STR(i.r[0].incident.message, "Le fichier est vide.");
	EQ_STR(depot_lignes(&d, "SELECT etat, genre, source, taille FROM run WHERE numero = 1", 4),
	       "refuse||0|0");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run"), 5);
}

TEST_BASES(un_fichier_absent_ou_illisible_est_refuse_seul)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *absent = arena_printf(d.a, "%s/absent.xml", d.dossier);

	IMPORTER(&d, &i, absent, d.dossier, depot_fichier(&d, "s.csv", CSV_SIRENE));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	OK(strstr(i.r[0].incident.message, "absent.xml") != NULL);
	OK(i.r[0].incident.remede[0] != 0);
	/* a folder opens and does not read */
	EQ_INT(i.r[1].etat, IMPORT_REFUSE);
	OK(i.r[1].incident.message[0] && i.r[1].incident.remede[0]);
	EQ_INT(i.r[2].etat, IMPORT_APPLIQUE);
}

TEST_BASES(sans_place_pour_les_fichiers_temporaires_rien_n_est_applique)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const char *f = depot_fichier(&d, "s.csv", CSV_SIRENE), *avant = getenv("TMPDIR");
	char *garde = avant ? strdup(avant) : NULL;

	setenv("TMPDIR", "/nulle/part", 1);
	IMPORTER(&d, &i, f);
	if (garde)
		setenv("TMPDIR", garde, 1);
	else
		unsetenv("TMPDIR");
	free(garde);
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	OK(strstr(i.r[0].incident.remede, "TMPDIR") != NULL);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene"), 0);
}

/* The base itself fails: what was applied before stays, what was being applied does not. */
TEST_BASES(une_base_qui_manque_d_une_table_garde_ce_qui_etait_applique)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	IMPORTER(&d, &i, depot_fichier(&d, "k.csv", CSV_KIT));
	base_exec(d.db, "DROP TABLE etablissement_passe");
	base_exec(d.db, "DROP TABLE session_passe");
	IMPORTER(&d, &i, depot_fichier(&d, "s.csv", CSV_SIRENE),
		 depot_fichier(&d, "u.csv", CSV_UAI), depot_fichier(&d, "m.csv", CSV_MEF));
	OK(i.err != OK);
	OK(i.inc.message[0] != 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene"), 2);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM mef"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 2);
	IMPORTER(&d, &i, depot_fichier(&d, "l.xml", LHEO(&d, {0})));
	OK(i.err != OK);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 0);
	/* each of the other tables an import needs, in turn */
	static const char *const TABLES[] = {"evenement", "source",   "run",
					     "version",   "anomalie", "texte"};
	for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++) {
		base_exec(d.db, arena_printf(d.a, "DROP TABLE %s", TABLES[t]));
		IMPORTER(&d, &i, depot_fichier(&d, "m.csv", CSV_MEF));
		OK(i.err != OK);
		OK(i.inc.message[0] != 0);
		EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM mef"), 0);
	}
	const struct anomalie_lue *v;
	size_t n;
	OK(import_anomalies(d.db, 1, d.a, 20, &v, &n) != OK);
}

/* Somebody else writes: waited for, then said. */
TEST_BASES(un_autre_qui_ecrit_fait_attendre_puis_renoncer)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct db *autre = base_open(dsn, DB_ECRITURE);
	struct importation i = {0};
	struct tx tx;

	IMPORTER(&d, &i, depot_fichier(&d, "k.csv", CSV_KIT));
	MUST(i.err == OK && tx_begin(autre, TX_ECRITURE, &tx) == OK);
	IMPORTER(&d, &i, depot_fichier(&d, "s.csv", CSV_SIRENE));
	EQ_INT(i.err, E_OCCUPE);
	OK(i.inc.message[0] && i.inc.remede[0]);
	tx_rollback(&tx);
	db_close(autre);
	IMPORTER(&d, &i, depot_fichier(&d, "s.csv", CSV_SIRENE));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].version, 2);
}

#define RCO(numero)                                                                                \
	"{\"id_formation\":\"24_" numero "\",\"cle_ministere_educatif\":\"00000" numero            \
	"P0121" LHEO_RESPONSABLE LHEO_FORMATEUR                                                    \
	"-29019#L01\",\"etablissement_gestionnaire_siret\":\"" LHEO_RESPONSABLE                    \
	"\",\"intitule_long\":\"MCO\",\"duree\":\"2\",\"annee\":\"1\"}"

/* A page says itself that there is more: declared complete, it would withdraw the offres of the others. */
TEST_BASES(une_page_declaree_complete_est_refusee)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.complet = true, .source = "rco"};
	const char *page = depot_fichier(
		&d, "page.json", "{\"formations\":[" RCO("1") "],\"pagination\":{\"total\":2}}");

	IMPORTER(&d, &i,
		 depot_fichier(&d, "tout.json", "{\"formations\":[" RCO("1") "," RCO("2") "]}"));
	EQ_INT(i.r[0].bilan.nouveaux, 2);
	d.instant += DEPOT_JOUR;
	IMPORTER(&d, &i, page);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	OK(strstr(i.r[0].incident.message, "page") != NULL);
	OK(strstr(i.r[0].incident.remede, "sans --complet") != NULL);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 2);
	i.complet = false;
	IMPORTER(&d, &i, page);
	EQ_INT(i.r[0].etat, IMPORT_INCHANGE);
	EQ_INT(depot_entier(
		       &d,
		       "SELECT COUNT(*) FROM anomalie WHERE code = 'PAGE_SEULE' AND run = (SELECT MAX(numero) FROM run)"),
	       1);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 2);
}
