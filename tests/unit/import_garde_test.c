/* SPDX-License-Identifier: EUPL-1.2 */
/* import_garde_test.c - the guard's bounds, and the undoing of a run, row by row */
#include "tap.h"

#include "bases.h"
#include "depot.h"
#include "lheo.h"

#include "importation.h"

#include "base/moteur.h"
#include "import/annulation.h"
#include "import/garde.h"
#include "verdict/verdicts.h"

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

/* Formations of which the rules think well, or that say no année: their clés are numbered from `premier`. */
struct serie {
	int premier, n;
	bool mauvaise;
};

static const char *flux(struct depot *d, const struct serie *v, size_t n)
{
	struct formation_xml *f = arena_alloc(d->a, 1000 * sizeof *f);
	size_t k = 0;

	for (size_t s = 0; s < n; s++)
		for (int i = v[s].premier; i < v[s].premier + v[s].n; i++) {
			f[k] = (struct formation_xml){
				.numero = arena_printf(d->a,
						       "%06dP0121" LHEO_RESPONSABLE LHEO_FORMATEUR
						       "-29019#L01",
						       i),
				.actions = {{.numero = arena_printf(d->a, "A%d", i)}}};
			if (v[s].mauvaise)
				f[k].actions[0].sessions[0].annees[0] = "";
			k++;
		}
	return depot_fichier(d, "flux.xml", lheo_texte(d, f, k));
}
#define FLUX(d, ...)                                                                               \
	flux(d, (const struct serie[]){__VA_ARGS__},                                               \
	     sizeof((const struct serie[]){__VA_ARGS__}) / sizeof(struct serie))

/* All that the offers of FLUX need but SIRENE, in which they look good for 2024; then the offers themselves, 20 of them. */
static void charger(struct depot *d, struct importation *i)
{
	IMPORTER(d, i, depot_fichier(d, "dgefp.csv", CSV_DGEFP),
		 depot_fichier(d, "uai.csv", CSV_UAI), depot_fichier(d, "ci.csv", CSV_CERTIF_INFO),
		 depot_fichier(d, "kit.csv", CSV_KIT),
		 depot_fichier(d, "diplomes.csv", CSV_DIPLOMES),
		 depot_fichier(d, "mef.csv", CSV_MEF), depot_fichier(d, "niveaux.csv", CSV_NIVEAUX),
		 depot_fichier(d, "communes.csv", CSV_COMMUNES),
		 depot_fichier(d, "rncp.xml", XML_RNCP(XML_FICHE("RNCP38362", ""))),
		 FLUX(d, {1, 20, false}));
	MUST(i->err == OK && i->r[9].etat == IMPORT_APPLIQUE);
}

/* « 20/20 > 10/20 »: what the guard measured of the run's offers. */
static const char *mesure(struct depot *d, int64_t run, enum mesure quoi, int campagne)
{
	const struct garde_mesure *v;
	size_t n;

	EQ_INT(garde_lire(d->db, run, d->a, &v, &n), OK);
	for (size_t k = 0; k < n; k++)
		if (v[k].quoi == quoi && (!campagne || v[k].campagne == campagne))
			return arena_printf(d->a, "%d/%d > %d/%d", (int)v[k].avant,
					    (int)v[k].total_avant, (int)v[k].apres,
					    (int)v[k].total_apres);
	return "(rien)";
}

/* The first SIRENE that a base receives says that the establishments of all its offers are closed. */
TEST_BASES(la_premiere_edition_d_une_liste_est_jugee_pour_ses_offres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	charger(&d, &i);
	IMPORTER(&d, &i,
		 depot_fichier(&d, "f.csv", "siret;etat\n99900011000018;F\n99900012800010;F\n"));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	OK(i.r[0].garde);
	EQ_STR(mesure(&d, i.r[0].run, MESURE_IMPORTABLES, 0), "20/20 > 0/20");
	/* a list of no row before has no share of rows to lose */
	EQ_STR(mesure(&d, i.r[0].run, MESURE_LIGNES, 0), "(rien)");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene"), 0);
	/* nothing was taken of it: its source is not known either */
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM source WHERE code = 'sirene'"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run WHERE etat = 'refuse' AND source = 0"),
	       1);
	IMPORTER(&d, &i, depot_fichier(&d, "a.csv", CSV_SIRENE));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	OK(!i.r[0].garde);
}

/* What a feed adds takes nothing from anybody, and hides nothing of what it spoils. */
TEST_BASES(les_offres_nouvelles_ne_font_rien_perdre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	charger(&d, &i);
	IMPORTER(&d, &i, FLUX(&d, {101, 60, true}));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_INT(i.r[0].bilan.nouveaux, 60);
	OK(!i.r[0].garde);
	/* ten of the twenty turn bad, beside a hundred good ones that are new */
	IMPORTER(&d, &i, FLUX(&d, {1, 10, true}, {201, 100, false}));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 0), "20/80 > 10/80");
	OK(strstr(i.r[0].incident.message, "20 offres réglementaires sur 80 avant, 10 sur 80"));
	/* a complete feed that gives every offer another clé replaces them: as many rows, and all are bad */
	i.complet = true;
	IMPORTER(&d, &i, FLUX(&d, {301, 80, true}));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 0), "20/80 > 0/80");
	IMPORTER(&d, &i, FLUX(&d, {301, 20, false}, {321, 100, true}));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 0), "20/80 > 20/80");
}

/* Five campagnes are open on the same day: each of them is measured. */
TEST_BASES(toutes_les_campagnes_ouvertes_sont_gardees)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	charger(&d, &i);
	for (int n = 2020; n < 2025; n++) {
		base_exec(
			d.db,
			arena_printf(d.a, "INSERT INTO campagne VALUES (%d, 'ouverte', 0, '')", n));
		base_exec(
			d.db,
			arena_printf(
				d.a,
				"INSERT INTO campagne_valeur VALUES (%d, 'ouverture_referencement', "
				"'2019-10-01', 0, 1), (%d, 'dernier_versement', '2024-08-29', 0, 1)",
				n, n));
	}
	IMPORTER(&d, &i, FLUX(&d, {1, 10, true}));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 2020), "20/20 > 10/20");
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 2024), "20/20 > 10/20");
	IMPORTER(&d, &i,
		 depot_fichier(&d, "f.csv", "siret;etat\n99900011000018;F\n99900012800010;F\n"));
	EQ_INT(i.r[0].etat, IMPORT_REFUSE);
	for (int n = 2020; n < 2025; n++)
		OK(strcmp(mesure(&d, i.r[0].run, MESURE_IMPORTABLES, n), "(rien)") != 0);
}

/* The verdicts of 2024, kept for what the base knows now. */
static void garder_verdicts(struct depot *d)
{
	struct verdicts_bilan bilan;
	struct campagne c;
	struct incident inc;
	struct vue vue;
	AUTO_TX tx = {0};

	MUST(tx_begin(d->db, TX_ECRITURE, &tx) == OK && vue_resoudre(d->db, 0, &vue) == OK);
	MUST(campagne_lire(d->db, 2024, INT64_MAX, d->a, &c, &inc) == OK);
	MUST(verdicts_garder(d->db, &vue, &c, (struct verdicts_puits){0}, &bilan) == OK);
	MUST(tx_commit(&tx) == OK);
}

static bool a_jour(struct depot *d)
{
	bool ret = false;

	EQ_INT(verdicts_a_jour(d->db, 2024, &ret), OK);
	return ret;
}

/* The state before is that of the base, not the one that the kept verdicts remember: those may be of another day, or of another program. */
TEST_BASES(l_etat_d_avant_est_celui_de_la_base)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};

	charger(&d, &i);
	garder_verdicts(&d);
	IMPORTER(&d, &i, depot_fichier(&d, "a.csv", CSV_SIRENE));
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 2024), "20/20 > 20/20");
	/* a feed changed offers since */
	garder_verdicts(&d);
	i.raison = "vu";
	IMPORTER(&d, &i, FLUX(&d, {1, 16, true}));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	i.raison = NULL;
	OK(!a_jour(&d));
	IMPORTER(&d, &i, depot_fichier(&d, "b.csv", CSV_SIRENE "00000000000001;A\n"));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 2024), "4/20 > 4/20");
	/* other rules computed them */
	garder_verdicts(&d);
	base_exec(d.db, "UPDATE verdict SET constats = ''");
	base_exec(d.db, "UPDATE campagne SET verdicts_moteur = 'ancien'");
	IMPORTER(&d, &i, depot_fichier(&d, "c.csv", CSV_SIRENE "00000000000002;A\n"));
	EQ_INT(i.r[0].etat, IMPORT_APPLIQUE);
	EQ_STR(mesure(&d, i.r[0].run, MESURE_REGLEMENTAIRES, 2024), "4/20 > 4/20");
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
