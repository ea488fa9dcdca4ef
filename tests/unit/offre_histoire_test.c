/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre_histoire_test.c - since when an offre is known, from where, what was odd in its last file
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "flux_offres.h"

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
			"date_faits, date_fichier, encodage, etat, version, lus, ecartes, nouveaux, modifies, "
			"inchanges, disparus, anomalies, message) VALUES (%d, '', 'lheo', %d, 'f%d.xml', 0, '', 0, "
			"'%s', '', '', 'applique', %lld, 0, 0, 0, 0, 0, 0, 0, '')",
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
