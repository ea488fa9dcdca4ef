/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * referentiel_vue_test.c - at which version each kind of fact is read, and of which date it is
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"

#include "referentiel/vue.h"

/* A run of that kind: one that made a version, or (version 0) one that found nothing new. */
static void run(struct depot *d, const char *genre, int64_t version, const char *date_faits)
{
	const int64_t n = depot_entier(d, "SELECT COUNT(*) FROM run") + 1;
	const char *v = version ? arena_printf(d->a, "%lld", (long long)version) : "NULL";

	base_exec(
		d->db,
		arena_printf(
			d->a,
			"INSERT INTO run (numero, instant, genre, source, fichier, taille, "
			"empreinte, complet, date_faits, date_fichier, encodage, lecteurs, etat, version, "
			"lus, ecartes, nouveaux, modifies, inchanges, disparus, anomalies, "
			"message) VALUES (%lld, '', '%s', 1, '', 0, '', 0, '%s', '', '', '', '%s', "
			"%s, 0, 0, 0, 0, 0, 0, 0, '')",
			(long long)n, genre, date_faits, version ? "applique" : "inchange", v));
}

/* Versions 1 (2 October 2023), 2 (12 October), 3 (1 November): the list first, then the offers, then another list. */
static void trois_versions(struct depot *d)
{
	d->instant = DEPOT_MIDI;
	run(d, "dgefp", depot_version(d, 1), "2023-10-02");
	d->instant = DEPOT_MIDI + 10 * DEPOT_JOUR;
	run(d, "lheo", depot_version(d, 2), "2023-10-12");
	d->instant = DEPOT_MIDI + 30 * DEPOT_JOUR;
	run(d, "dgefp", depot_version(d, 3), "2023-11-01");
}

TEST_BASES(une_base_vide_donne_la_vue_courante_vide)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue = {.version = 99};

	EQ_INT(vue_resoudre(d.db, 0, &vue), E_ABSENT);
	EQ_INT(vue.version, 0);
	OK(vue.courante);
	vue.version = 99;
	EQ_INT(vue_resoudre(d.db, 20231002, &vue), E_ABSENT);
	EQ_INT(vue.version, 0);
}

TEST_BASES(sans_date_tout_est_lu_a_la_derniere_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;

	trois_versions(&d);
	EQ_INT(vue_resoudre(d.db, 0, &vue), OK);
	OK(vue.courante);
	EQ_INT(vue.date, 0);
	EQ_INT(vue.version, 3);
	EQ_INT(vue.offres, 3);
	OK(!vue.offres_anticipees);
	for (int t = 0; t < REF__MAX; t++) {
		EQ_INT(vue.ref[t], 3);
		OK(!vue.ref_anticipe[t]);
	}
}

TEST_BASES(avant_le_premier_fait_chaque_genre_est_lu_a_sa_premiere_edition)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;

	trois_versions(&d);
	EQ_INT(vue_resoudre(d.db, 20230901, &vue), OK);
	OK(!vue.courante);
	EQ_INT(vue.date, 20230901);
	EQ_INT(vue.version, 0);
	EQ_INT(vue.ref[REF_ORGANISMES], 1);
	OK(vue.ref_anticipe[REF_ORGANISMES]);
	EQ_INT(vue.offres, 2);
	OK(vue.offres_anticipees);
	/* a kind that the base never had is not « read in advance » */
	EQ_INT(vue.ref[REF_KIT], 0);
	OK(!vue.ref_anticipe[REF_KIT]);
}

TEST_BASES(entre_deux_faits_la_vue_voit_ce_qui_etait_connu)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;

	trois_versions(&d);
	/* the list is known, the offers are not yet */
	EQ_INT(vue_resoudre(d.db, 20231005, &vue), OK);
	EQ_INT(vue.version, 1);
	EQ_INT(vue.ref[REF_ORGANISMES], 1);
	OK(!vue.ref_anticipe[REF_ORGANISMES]);
	EQ_INT(vue.offres, 2);
	OK(vue.offres_anticipees);
	/* both are, and the second list is not */
	EQ_INT(vue_resoudre(d.db, 20231031, &vue), OK);
	EQ_INT(vue.version, 2);
	EQ_INT(vue.ref[REF_ORGANISMES], 2);
	EQ_INT(vue.offres, 2);
	OK(!vue.offres_anticipees);
	OK(!vue.courante);
}

TEST_BASES(le_jour_meme_compte_jusqu_a_sa_fin_a_paris)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;

	/* 2023-10-01T22:30:00Z is half past midnight, on 2 October, in Paris */
	d.instant = DEPOT_MIDI - 11 * 3600 - 1800;
	run(&d, "dgefp", depot_version(&d, 1), "2023-10-02");
	d.instant = DEPOT_MIDI + 11 * 3600 + 1800; /* 21:30Z: 23:30 in Paris */
	run(&d, "kit", depot_version(&d, 2), "2023-10-02");
	EQ_INT(vue_resoudre(d.db, 20231001, &vue), OK);
	EQ_INT(vue.version, 0);
	EQ_INT(vue_resoudre(d.db, 20231002, &vue), OK);
	EQ_INT(vue.version, 2);
	OK(!vue.ref_anticipe[REF_KIT]);
	OK(vue.courante);
}

TEST_BASES(apres_le_dernier_fait_la_vue_est_la_courante)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;

	trois_versions(&d);
	EQ_INT(vue_resoudre(d.db, 20240101, &vue), OK);
	OK(vue.courante);
	EQ_INT(vue.version, 3);
	EQ_INT(vue.date, 20240101);
	OK(!vue.offres_anticipees);
}

/* Read in advance means: as it was at the end of its first day, with the corrections of that day. */
TEST_BASES(la_premiere_edition_est_celle_de_la_fin_de_son_premier_jour)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;

	run(&d, "kit", depot_version(&d, 1), "2023-10-02");
	d.instant += 3600;
	run(&d, "kit", depot_version(&d, 2), "2023-10-02");
	d.instant += DEPOT_JOUR;
	run(&d, "kit", depot_version(&d, 3), "2023-10-03");
	EQ_INT(vue_resoudre(d.db, 20230901, &vue), OK);
	EQ_INT(vue.ref[REF_KIT], 2);
	OK(vue.ref_anticipe[REF_KIT]);
}

TEST_BASES(la_date_des_faits_est_celle_de_la_derniere_edition_vue)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;
	int date = 99;

	trois_versions(&d);
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231101);
	EQ_INT(vue_date_faits(d.db, &vue, "lheo", &date), OK);
	EQ_INT(date, 20231012);
	EQ_INT(vue_date_faits(d.db, &vue, "kit", &date), OK);
	EQ_INT(date, 0);
	MUST(vue_resoudre(d.db, 20231015, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231002);
	/* before the first fact: the edition that is read instead */
	MUST(vue_resoudre(d.db, 20230101, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231002);
	EQ_INT(vue_date_faits(d.db, &vue, "lheo", &date), OK);
	EQ_INT(date, 20231012);
}

/* A later edition in which nothing had changed is still a later edition, but not for somebody who looks from before it. */
TEST_BASES(une_edition_sans_changement_rajeunit_la_liste_et_jamais_le_passe)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;
	int date;

	trois_versions(&d);
	run(&d, "dgefp", 0, "2023-10-09");
	run(&d, "dgefp", 0, "2023-12-01");
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231201);
	MUST(vue_resoudre(d.db, 20231215, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231201);
	MUST(vue_resoudre(d.db, 20231015, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231009);
	MUST(vue_resoudre(d.db, 20231115, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231101);
	MUST(vue_resoudre(d.db, 20230901, &vue) == OK);
	EQ_INT(vue_date_faits(d.db, &vue, "dgefp", &date), OK);
	EQ_INT(date, 20231002);
}

TEST_BASES(sans_tables_rien_ne_se_resout)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct vue vue = {.version = 99};
	int date = 99;

	OK(vue_resoudre(db, 0, &vue) != OK);
	OK(vue_resoudre(db, 20231002, &vue) != OK);
	EQ_INT(vue.version, 99);
	OK(vue_date_faits(db, &(struct vue){.version = 1}, "kit", &date) != OK);
	EQ_INT(date, 99);
	db_close(db);
}

/* Two genres feed the UAIs: they are known from the first of them on, and of the date of the last. */
TEST_BASES(plusieurs_genres_d_une_table)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;
	int date = -1;

	d.instant = DEPOT_MIDI;
	run(&d, "annuaire", depot_version(&d, 1), "2023-10-02");
	d.instant = DEPOT_MIDI + 10 * DEPOT_JOUR;
	run(&d, "uai", depot_version(&d, 2), "2023-10-12");
	EQ_INT(vue_resoudre(d.db, 20231005, &vue), OK);
	EQ_INT(vue.ref[REF_UAI], 1);
	OK(!vue.ref_anticipe[REF_UAI]);
	EQ_INT(vue_date_table(d.db, &vue, REF_UAI, &date), OK);
	EQ_INT(date, 20231002);
	EQ_INT(vue_date_table(d.db, &vue, REF_KIT, &date), OK);
	EQ_INT(date, 0);
	EQ_INT(vue_resoudre(d.db, 20230901, &vue), OK);
	EQ_INT(vue.ref[REF_UAI], 1);
	OK(vue.ref_anticipe[REF_UAI]);
	EQ_INT(vue_resoudre(d.db, 0, &vue), OK);
	EQ_INT(vue_date_table(d.db, &vue, REF_UAI, &date), OK);
	EQ_INT(date, 20231012);
}
