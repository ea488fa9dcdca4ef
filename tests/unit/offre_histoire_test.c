/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre_histoire_test.c - since when an offre is known, from where, what was odd in its last file
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "flux_offres.h"
#include "importation.h"
#include "lheo.h"

#include "offre/dossiers.h"
#include "offre/histoire.h"

static void source(struct depot *d, int numero, const char *code)
{
	base_exec(d->db, arena_printf(d->a, "INSERT INTO source (numero, code) VALUES (%d, '%s')",
				      numero, code));
}

static void run(struct depot *d, int numero, int de, const char *date, int64_t version)
{
	base_exec(
		d->db,
		arena_printf(
			d->a,
			"INSERT INTO run (numero, instant, genre, source, fichier, taille, empreinte, complet, "
			"date_faits, date_fichier, encodage, lecteurs, etat, version, lus, ecartes, nouveaux, modifies, "
			"inchanges, disparus, anomalies, message) VALUES (%d, '', 'lheo', %d, 'f%d.xml', 0, '', 0, "
			"'%s', '', '', '', 'applique', %lld, 0, 0, 0, 0, 0, 0, 0, '')",
			numero, de, numero, date, (long long)version));
}

static void anomalie(struct depot *d, int du_run, int rang, const char *ref, const char *code)
{
	base_exec(
		d->db,
		arena_printf(
			d->a,
			"INSERT INTO anomalie (run, rang, ligne, ref, champ, valeur, code) VALUES (%d, %d, 7, "
			"'%s', 'debut', 'x', '%s')",
			du_run, rang, ref, code));
}

static enum err lire(struct depot *d, int date, int64_t numero, struct offre_histoire *h)
{
	struct vue vue;
	enum err err = vue_resoudre(d->db, date, &vue);

	return err ? err : offre_histoire(d->db, &vue, numero, d->a, h);
}

TEST_BASES(une_offre_a_une_source_et_une_date)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct offre_histoire h = {0};
	int64_t v;

	source(&d, 1, "lheo:11");
	v = FLUX(&d, 1, true, {.cle = "a"}, {.cle = "b"}).version;
	run(&d, 1, 1, "2023-10-02", v);
	MUST(lire(&d, 0, 1, &h) == 0);
	EQ_STR(h.source, "lheo:11");
	OK(date_pleine(h.connue_le));
	EQ_INT(h.modifiee_le, h.connue_le);
	EQ_INT(h.autres_sources, 0);
	EQ_INT(h.n_cles, 0);
	EQ_INT(h.n_runs, 1);
	EQ_INT(h.runs[0].date_faits, 20231002);
	EQ_STR(h.runs[0].fichier, "f1.xml");
	EQ_INT(h.n_anomalies, 0);
	EQ_INT(lire(&d, 0, 99, &h), E_ABSENT);
}

TEST_BASES(une_modification_se_date_et_le_passe_ne_la_connait_pas)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct offre_histoire h = {0};
	int premiere;

	source(&d, 1, "lheo:11");
	run(&d, 1, 1, "2023-10-02", FLUX(&d, 1, true, {.cle = "a", .intitule = "1"}).version);
	premiere = instant_date_paris(d.instant);
	d.instant += DEPOT_JOUR;
	run(&d, 2, 1, "2023-10-03", FLUX(&d, 1, true, {.cle = "a", .intitule = "2"}).version);
	MUST(lire(&d, 0, 1, &h) == 0);
	EQ_INT(h.connue_le, premiere);
	EQ_INT(h.modifiee_le, instant_date_paris(d.instant));
	EQ_INT(h.n_runs, 2);
	EQ_STR(h.runs[0].fichier, "f2.xml");
	h = (struct offre_histoire){0};
	MUST(lire(&d, premiere, 1, &h) == 0);
	EQ_INT(h.modifiee_le, premiere);
	EQ_INT(h.n_runs, 1);
}

TEST_BASES(seules_comptent_les_anomalies_du_dernier_fichier)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct offre_histoire h = {0};

	source(&d, 1, "lheo:11");
	run(&d, 1, 1, "2023-10-02",
	    FLUX(&d, 1, true, {.cle = "a", .intitule = "1"}, {.cle = "b"}).version);
	anomalie(&d, 1, 1, "a", "DATE_ILLISIBLE");
	anomalie(&d, 1, 2, "b", "UAI_FAUX");
	anomalie(&d, 1, 3, "a", "SIRET_FAUX");
	MUST(lire(&d, 0, 1, &h) == 0);
	EQ_INT(h.n_anomalies, 2);
	EQ_STR(h.anomalies[0].code, "DATE_ILLISIBLE");
	EQ_STR(h.anomalies[1].code, "SIRET_FAUX");
	EQ_INT(h.anomalies[0].ligne, 7);
	d.instant += DEPOT_JOUR;
	/* The offre was corrected: what was odd before is no longer said of it; b did not move. */
	run(&d, 2, 1, "2023-10-03",
	    FLUX(&d, 1, true, {.cle = "a", .intitule = "2"}, {.cle = "b"}).version);
	MUST(lire(&d, 0, 1, &h) == 0);
	EQ_INT(h.n_anomalies, 0);
	MUST(lire(&d, 0, 2, &h) == 0);
	EQ_INT(h.n_anomalies, 1);
}

/* Gather « code:date » of the feeds. */
struct releve {
	struct arena *a;
	const char *texte;
};
static void relever(void *ctx, struct str code, int date)
{
	struct releve *r = ctx;

	r->texte = arena_printf(r->a, "%s%.*s:%d ", r->texte, STR_FMT(code), date);
}

TEST_BASES(chaque_flux_a_sa_derniere_edition)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct releve r = {.a = d.a, .texte = ""};
	struct vue vue;

	source(&d, 1, "lheo:53");
	source(&d, 2, "lheo:11");
	run(&d, 1, 1, "2023-10-02", FLUX(&d, 1, true, {.cle = "a"}).version);
	run(&d, 2, 2, "2023-10-01", FLUX(&d, 2, true, {.cle = "b"}).version);
	d.instant += DEPOT_JOUR;
	run(&d, 3, 2, "2023-10-09", FLUX(&d, 2, true, {.cle = "b", .intitule = "2"}).version);
	MUST(vue_resoudre(d.db, 0, &vue) == 0);
	MUST(flux_connus(d.db, &vue, (struct flux_puits){relever, &r}) == 0);
	EQ_STR(r.texte, "lheo:11:20231009 lheo:53:20231002 ");
}

static struct offre_histoire histoire(struct depot *d, int date, int64_t numero)
{
	struct offre_histoire h = {.connue_le = -1};
	struct vue vue;

	if (vue_resoudre(d->db, date, &vue) == OK)
		EQ_INT(offre_histoire(d->db, &vue, numero, d->a, &h), OK);
	return h;
}

/* An offre with one anomaly; its clé is the default one. */
#define AVEC_ANOMALIE(d, intitule_)                                                                \
	LHEO(d, {.intitule = (intitule_), .actions = {{.uai = "0299901Z"}}})

TEST_BASES(ce_que_dit_une_offre_d_elle_meme)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "dokelio"};

	IMPORTER(&d, &i, depot_fichier(&d, "oct.xml", AVEC_ANOMALIE(&d, "BTS")));
	const struct offre_histoire h = histoire(&d, 0, 1);
	EQ_STR(h.source, "dokelio");
	EQ_INT(h.autres_sources, 0);
	EQ_INT(h.connue_le, 20231002);
	EQ_INT(h.modifiee_le, 20231002);
	EQ_STR(h.formation_numero, LHEO_CLE);
	EQ_STR(h.action_numero, "AF_1");
	EQ_INT(h.n_cles, 0);
	MUST(h.n_runs == 1);
	EQ_INT(h.runs[0].date_faits, 20231002);
	EQ_STR(h.runs[0].fichier, "oct.xml");
	EQ_STR(h.runs[0].etat, "applique");
	EQ_INT(h.runs[0].lus, 1);
	EQ_INT(h.runs[0].nouveaux, 1);
	MUST(h.n_anomalies == 1);
	EQ_STR(h.anomalies[0].fichier, "oct.xml");
	EQ_STR(h.anomalies[0].champ, "uai_lieu");
	EQ_STR(h.anomalies[0].valeur, "0299901Z");
	EQ_STR(h.anomalies[0].code, "UAI_FAUX");
	OK(h.anomalies[0].ligne > 0);
}

TEST_BASES(les_imports_et_les_anomalies_sont_ceux_que_la_vue_connaissait)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "dokelio"};
	const char *octobre = depot_fichier(&d, "oct.xml", AVEC_ANOMALIE(&d, "BTS"));
	struct offre_histoire h;

	IMPORTER(&d, &i, octobre);
	d.instant += 10 * DEPOT_JOUR;
	IMPORTER(&d, &i, octobre); /* nothing new on 12 October: a run all the same */
	d.instant += 10 * DEPOT_JOUR;
	IMPORTER(&d, &i, depot_fichier(&d, "nov.xml", LHEO(&d, {.intitule = "BTS corrigé"})));
	i.source = "autre";
	IMPORTER(&d, &i, depot_fichier(&d, "autre.xml", LHEO(&d, {.intitule = "BTS corrigé"})));
	EQ_INT(i.err, OK);
	h = histoire(&d, 0, 1);
	EQ_INT(h.connue_le, 20231002);
	EQ_INT(h.modifiee_le, 20231022);
	EQ_INT(h.autres_sources, 1);
	MUST(h.n_runs == 3);
	EQ_STR(h.runs[0].fichier, "nov.xml");
	EQ_INT(h.runs[0].modifies, 1);
	EQ_STR(h.runs[1].etat, "inchange");
	EQ_INT(h.runs[1].date_faits, 20231012);
	/* the corrected file had no anomaly: the old one speaks of what is no longer there */
	EQ_INT(h.n_anomalies, 0);
	h = histoire(&d, 20231015, 1);
	EQ_INT(h.modifiee_le, 20231002);
	EQ_INT(h.n_runs, 2);
	EQ_INT(h.n_anomalies, 1);
	/* 12 October was not there yet on the 5th */
	h = histoire(&d, 20231005, 1);
	MUST(h.n_runs == 1);
	EQ_STR(h.runs[0].etat, "applique");
	EQ_INT(h.n_anomalies, 1);
	h = histoire(&d, 20230901, 1);
	EQ_INT(h.n_runs, 1);
}

TEST_BASES(pas_plus_d_imports_ni_d_anomalies_que_prevu)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "s"};
	struct offre_histoire h;

	for (int k = 0; k < HISTOIRE_RUNS_MAX + 2; k++) {
		IMPORTER(&d, &i,
			 depot_fichier(&d, arena_printf(d.a, "%d.xml", k),
				       AVEC_ANOMALIE(&d, arena_printf(d.a, "v%d", k))));
		d.instant += DEPOT_JOUR;
	}
	for (int k = 0; k < HISTOIRE_ANOMALIES_MAX + 5; k++)
		base_exec(
			d.db,
			arena_printf(d.a,
				     "INSERT INTO anomalie (run, rang, ligne, ref, champ, valeur, "
				     "code) VALUES (%d, %d, 9, '%s', 'c', 'v', 'UAI_FAUX')",
				     HISTOIRE_RUNS_MAX + 2, k + 100, LHEO_CLE));
	h = histoire(&d, 0, 1);
	EQ_INT(h.n_runs, HISTOIRE_RUNS_MAX);
	EQ_STR(h.runs[0].fichier, "6.xml");
	EQ_INT(h.n_anomalies, HISTOIRE_ANOMALIES_MAX);
	EQ_STR(h.anomalies[0].fichier, "6.xml");
}

TEST_BASES(les_cles_d_avant_la_plus_recente_d_abord)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "s"};
	struct offre_histoire h;

	IMPORTER(&d, &i, depot_fichier(&d, "1.xml", LHEO(&d, {.intitule = "un"})));
	IMPORTER(&d, &i, depot_fichier(&d, "2.xml", LHEO(&d, {.intitule = "deux"})));
	IMPORTER(&d, &i, depot_fichier(&d, "3.xml", LHEO(&d, {.intitule = "trois"})));
	base_exec(d.db, "UPDATE offre_passe SET cle = 'ancienne' WHERE du_version = 1");
	base_exec(d.db, "UPDATE offre_passe SET cle = 'moins ancienne' WHERE du_version = 2");
	h = histoire(&d, 0, 1);
	MUST(h.n_cles == 2);
	EQ_STR(h.cles[0], "moins ancienne");
	EQ_STR(h.cles[1], "ancienne");
}

TEST_BASES(sans_table_l_histoire_ne_se_dit_pas)
{
	static const char *const TABLES[] = {"anomalie", "run", "offre_source", "version",
					     "offre_passe"};
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct offre_histoire h;
	struct vue vue;

	IMPORTER(&d, &i, depot_fichier(&d, "oct.xml", LHEO(&d, {0})));
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++) {
		base_exec(d.db, arena_printf(d.a, "DROP TABLE %s", TABLES[t]));
		OK(offre_histoire(d.db, &vue, 1, d.a, &h) != OK);
	}
}

static enum err disparue(struct depot *d, int date, const char *quoi, struct offre_disparue *ret)
{
	struct vue vue;
	const enum err err = vue_resoudre(d->db, date, &vue);

	return err ? err : offre_disparue(d->db, &vue, str_of(quoi), d->a, ret);
}

TEST_BASES(une_offre_disparue_dit_depuis_quand_et_par_quel_flux)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "cfa", .complet = true};
	const char *deux = depot_fichier(
		&d, "2.xml", LHEO(&d, {.intitule = "BTS"}, {.numero = "x", .certifinfo = "7"}));
	struct offre_disparue x = {.disparue_le = 99};

	IMPORTER(&d, &i, deux);
	EQ_INT(disparue(&d, 0, LHEO_CLE, &x), E_ABSENT); /* it is there */
	d.instant += 10 * DEPOT_JOUR;
	IMPORTER(&d, &i, depot_fichier(&d, "1.xml", LHEO(&d, {.numero = "x", .certifinfo = "7"})));
	EQ_INT(i.r[0].bilan.disparus, 1);
	d.instant += 10 * DEPOT_JOUR;
	IMPORTER(&d, &i,
		 depot_fichier(&d, "1.xml",
			       LHEO(&d, {.numero = "x", .certifinfo = "7", .intitule = "autre"})));
	EQ_INT(disparue(&d, 0, LHEO_CLE, &x), OK);
	EQ_STR(x.cle, LHEO_CLE);
	EQ_STR(x.intitule, "BTS");
	EQ_STR(x.source, "cfa");
	EQ_INT(x.disparue_le, 20231012);
	EQ_INT(x.dernier_jour, 20231011);
	EQ_INT(disparue(&d, 0, "1", &x), OK);
	EQ_STR(x.cle, LHEO_CLE);
	/* the one that was only changed is there; what was never known is not gone */
	EQ_INT(disparue(&d, 0, "2", &x), E_ABSENT);
	EQ_INT(disparue(&d, 0, "3", &x), E_ABSENT);
	EQ_INT(disparue(&d, 0, "inconnue", &x), E_ABSENT);
	/* on 5 October nobody could know */
	EQ_INT(disparue(&d, 20231005, LHEO_CLE, &x), E_ABSENT);
	EQ_INT(disparue(&d, 20231012, LHEO_CLE, &x), OK);
	/* back again */
	IMPORTER(&d, &i, deux);
	EQ_INT(disparue(&d, 0, LHEO_CLE, &x), E_ABSENT);
	EQ_INT(disparue(&d, 20231015, LHEO_CLE, &x), OK);
}

/* A key that is corrected keeps the offre: whoever has the old one finds it, and is not told that it is gone. */
TEST_BASES(l_ancienne_cle_mene_a_l_offre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.source = "cfa", .complet = true};
	static const char ANCIENNE[] = "104239P0121" LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01";
	static const char NOUVELLE[] = "104239P0111" LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01";
	struct offre_disparue x;
	struct vue vue;
	int64_t n = 0;

	IMPORTER(&d, &i, depot_fichier(&d, "1.xml", LHEO(&d, {.numero = "F"})));
	d.instant += DEPOT_JOUR;
	IMPORTER(
		&d, &i,
		depot_fichier(&d, "2.xml", LHEO(&d, {.numero = "F", .actions = {{.duree = "1"}}})));
	EQ_INT(i.r[0].bilan.modifies, 1);
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(offre_trouver(d.db, &vue, str_of(ANCIENNE), &n), OK);
	EQ_INT(n, 1);
	EQ_INT(offre_trouver(d.db, &vue, str_of(NOUVELLE), &n), OK);
	EQ_INT(disparue(&d, 0, ANCIENNE, &x), E_ABSENT);
	EQ_STR(histoire(&d, 0, 1).cles[0], ANCIENNE);
	/* before the correction the new one was nobody's */
	MUST(vue_resoudre(d.db, 20231002, &vue) == OK);
	EQ_INT(offre_trouver(d.db, &vue, str_of(NOUVELLE), &n), E_ABSENT);
	/* once it is gone, it is gone under both */
	d.instant += DEPOT_JOUR;
	IMPORTER(&d, &i, depot_fichier(&d, "3.xml", LHEO(&d, {.numero = "G", .certifinfo = "7"})));
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(offre_trouver(d.db, &vue, str_of(ANCIENNE), &n), E_ABSENT);
	EQ_INT(disparue(&d, 0, ANCIENNE, &x), OK);
	EQ_INT(disparue(&d, 0, NOUVELLE, &x), OK);
	EQ_INT(x.disparue_le, 20231004);
	EQ_INT(disparue(&d, 20231003, ANCIENNE, &x), E_ABSENT);
}
