/* SPDX-License-Identifier: EUPL-1.2 */
/* import_garde_test.c - the guard's bounds, and the undoing of a run, row by row */
#include "tap.h"

#include "bases.h"
#include "depot.h"
#include "lheo.h"

#include "importation.h"

#include "import/annulation.h"
#include "import/garde.h"

/* A list of n SIRETs, all in that state. */
static const char *liste(struct depot *d, const char *nom, int n, char etat)
{
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	buf_cstr(&b, "siret;etat\n");
	for (int i = 0; i < n; i++)
		buf_printf(&b, "%014d;%c\n", 1000 + i, etat);
	return depot_octets(d, nom, buf_view(&b));
}

/* A list of n schools: several sources may give one, so each trial has its own. */
static const char *ecoles(struct depot *d, const char *nom, int n)
{
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	buf_cstr(&b, "uai;insee;etat\n");
	for (int i = 0; i < n; i++)
		buf_printf(&b, "%07dA;29019;ouvert\n", 1000 + i);
	return depot_octets(d, nom, buf_view(&b));
}

/* From `avant` rows to `apres`: is the second edition refused? */
static bool refusee(const char *dsn, int avant, int apres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = arena_printf(d.a, "s%d-%d", avant, apres)};

	base_exec(d.db, "DELETE FROM etablissement");
	IMPORTER(&d, &i, ecoles(&d, "a.csv", avant));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	IMPORTER(&d, &i, ecoles(&d, "b.csv", apres));
	EQ_INT(i.err, OK);
	OK(depot_entier(&d, "SELECT COUNT(*) FROM etablissement") ==
	   (i.r[0].etat == IMPORT_REFUSE ? avant : apres));
	OK((i.r[0].etat == IMPORT_REFUSE) == i.r[0].garde);
	return i.r[0].garde;
}

TEST_BASES(dix_pour_cent_et_cinq_lignes)
{
	OK(!refusee(dsn, 100, 90)); /* not more than the threshold */
	OK(refusee(dsn, 100, 89));
	OK(!refusee(dsn, 20, 16)); /* less than five: a correction */
	OK(refusee(dsn, 20, 15));
	OK(!refusee(dsn, 20, 40));
	OK(!refusee(dsn, 4, 1));
}

TEST_BASES(un_refus_ne_laisse_que_son_run_et_ses_mesures)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	const struct garde_mesure *v;
	size_t n;

	IMPORTER(&d, &i, liste(&d, "a.csv", 50, 'A'));
	IMPORTER(&d, &i, liste(&d, "b.csv", 10, 'A'), depot_fichier(&d, "kit.csv", CSV_KIT));
	EQ_INT(i.err, OK);
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	OK(i.r[0].incident.message[0] && i.r[0].incident.remede[0]);
	EQ_INT(i.r[0].version, 0);
	/* the file after it is applied */
	EQ_INT(i.r[1].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[1].run, i.r[0].run + 1);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene_passe"), 0);
	EQ_INT(depot_entier(&d,
			    "SELECT COUNT(*) FROM run WHERE etat = 'refuse' AND version IS NULL"),
	       1);
	EQ_INT(garde_lire(d.db, i.r[0].run, d.a, &v, &n), OK);
	MUST(n > 0);
	EQ_INT(v[0].quoi, MESURE_LIGNES);
	EQ_INT(v[0].avant, 50);
	EQ_INT(v[0].apres, 10);
	OK(v[0].depasse);
}

/* Undo that run; its conflicts, -1 when it is refused. */
static int64_t defaire(struct depot *d, int64_t run, struct annulation *a)
{
	const struct annulation_demande demande = {
		.run = run, .raison = "essai", .instant = d->instant};
	struct incident inc = {0};
	const enum err err = annuler(d->db, &demande, a, &inc);

	OK(!err || inc.message[0]);
	return err ? -1 : a->bilan.conflits;
}

TEST_BASES(une_liste_annulee_revient_ligne_a_ligne)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct annulation a;
	const char *avant;

	IMPORTER(&d, &i,
		 depot_fichier(&d, "a.csv", "siret;etat\n00000000000001;A\n00000000000002;A\n"));
	avant = depot_lignes(&d, "SELECT cle, etat, source, empreinte FROM sirene ORDER BY cle", 4);
	d.instant += DEPOT_JOUR;
	/* one changes, one goes, one comes */
	IMPORTER(&d, &i,
		 depot_fichier(&d, "b.csv", "siret;etat\n00000000000001;F\n00000000000003;A\n"));
	MUST(i.r[0].etat == IMPORT_APPLIQUE);
	const int64_t run = i.r[0].run;
	d.instant += DEPOT_JOUR;
	EQ_INT(defaire(&d, run, &a), 0);
	EQ_INT(a.bilan.retablies, 2);
	EQ_INT(a.bilan.retirees, 1);
	EQ_STR(depot_lignes(&d, "SELECT cle, etat, source, empreinte FROM sirene ORDER BY cle", 4),
	       avant);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM lot_cle"), 0);
	/* not twice, nor the undoing itself */
	EQ_INT(defaire(&d, run, &a), -1);
	EQ_INT(defaire(&d, run + 1, &a), -1);
	EQ_INT(defaire(&d, 99, &a), -1);
	/* the same file is new again */
	IMPORTER(&d, &i,
		 depot_fichier(&d, "b.csv", "siret;etat\n00000000000001;F\n00000000000003;A\n"));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].bilan.modifies, 1);
	/* undone in the order of their coming: the second, then the first, without a conflict */
	IMPORTER(&d, &i,
		 depot_fichier(&d, "c.csv", "siret;etat\n00000000000001;A\n00000000000003;F\n"));
	EQ_INT(defaire(&d, i.r[0].run, &a), 0);
	EQ_INT(defaire(&d, i.r[0].run - 1, &a), 0);
	EQ_STR(depot_lignes(&d, "SELECT cle, etat, source, empreinte FROM sirene ORDER BY cle", 4),
	       avant);
}

TEST_BASES(ce_qui_a_change_depuis_est_un_conflit)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct annulation a;

	IMPORTER(&d, &i,
		 depot_fichier(&d, "a.csv", "siret;etat\n00000000000001;A\n00000000000002;A\n"));
	IMPORTER(&d, &i,
		 depot_fichier(&d, "b.csv", "siret;etat\n00000000000001;F\n00000000000002;F\n"));
	const int64_t run = i.r[0].run;
	IMPORTER(&d, &i,
		 depot_fichier(&d, "c.csv", "siret;etat\n00000000000001;F\n00000000000002;A\n"));
	EQ_INT(defaire(&d, run, &a), 1);
	EQ_INT(a.bilan.retablies, 1);
	EQ_STR(depot_lignes(&d, "SELECT cle, etat FROM sirene ORDER BY cle", 2),
	       "00000000000001|A / 00000000000002|A");
	EQ_STR(depot_texte(&d, "SELECT valeur FROM anomalie WHERE code = 'ANNULATION_CONFLIT'"),
	       "changée depuis");
}

/* A second source that says the same, then takes over, is taken back too. */
TEST_BASES(les_sources_d_une_offre_reviennent)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "a", .complet = true};
	const char *un = depot_fichier(&d, "1.xml", LHEO(&d, {0})),
		   *autre = depot_fichier(&d, "2.xml",
					  LHEO(&d, {.certifinfo = "9",
						    .numero = "Z",
						    .actions = {{.insee = "75112"}}}));
	const char *ETAT =
		"SELECT o.source, COALESCE(s.source, 0) FROM offre AS o LEFT JOIN offre_source AS s ON "
		"s.offre = o.numero ORDER BY o.numero, s.source";
	struct annulation a;

	IMPORTER(&d, &i, un);
	const char *seule = depot_lignes(&d, ETAT, 2);
	i.source = "b";
	IMPORTER(&d, &i, un);
	const int64_t partage = i.r[0].run;
	const char *deux = depot_lignes(&d, ETAT, 2);
	i.source = "a";
	IMPORTER(&d, &i, autre);
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].bilan.disparus, 0);
	EQ_INT(defaire(&d, i.r[0].run, &a), 0);
	EQ_STR(depot_lignes(&d, ETAT, 2), deux);
	EQ_INT(defaire(&d, partage, &a), 0);
	EQ_STR(depot_lignes(&d, ETAT, 2), seule);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM lot"), 0);
}
