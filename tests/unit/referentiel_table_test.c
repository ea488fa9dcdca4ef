/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * referentiel_table_test.c - an edition replaces the one before it: what changed moves to the past, nothing else is touched
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"

/* nouveaux, modifies, inchanges, disparus, doublons. */
#define BILAN(e, n, m, i, s, b)                                                                    \
	do {                                                                                       \
		EQ_INT((e).err, OK);                                                               \
		EQ_INT((e).bilan.nouveaux, n);                                                     \
		EQ_INT((e).bilan.modifies, m);                                                     \
		EQ_INT((e).bilan.inchanges, i);                                                    \
		EQ_INT((e).bilan.disparus, s);                                                     \
		EQ_INT((e).bilan.doublons, b);                                                     \
		EQ_INT((e).doublons, b);                                                           \
	} while (0)

static const char TOUT[] = "SELECT siret, etat, du_version FROM sirene ORDER BY cle";
static const char PASSE[] =
	"SELECT siret, etat, du_version, au_version FROM sirene_passe ORDER BY cle, du_version";

TEST_BASES(la_premiere_edition_est_toute_nouvelle)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct edition e = EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;F");

	BILAN(e, 2, 0, 0, 0, 0);
	EQ_INT(e.version, 1);
	EQ_STR(depot_lignes(&d, TOUT, 3), "99900011000018|A|1 / 99900012800010|F|1");
	EQ_STR(depot_lignes(&d, PASSE, 4), "");
}

TEST_BASES(la_meme_edition_ne_change_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;F");
	const struct edition e = EDITION(&d, REF_SIRENE, 1, "99900012800010;F", "99900011000018;A");
	BILAN(e, 0, 0, 2, 0, 0);
	EQ_INT(e.version, 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM version"), 1);
	EQ_STR(depot_lignes(&d, TOUT, 3), "99900011000018|A|1 / 99900012800010|F|1");
}

TEST_BASES(une_ligne_changee_disparue_revenue_laisse_son_histoire)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct edition e;

	(void)EDITION(&d, REF_SIRENE, 1, "11;A", "22;A", "33;A");
	e = EDITION(&d, REF_SIRENE, 1, "11;A", "22;F", "33;A");
	BILAN(e, 0, 1, 2, 0, 0);
	e = EDITION(&d, REF_SIRENE, 1, "11;A", "22;F");
	BILAN(e, 0, 0, 2, 1, 0);
	e = EDITION(&d, REF_SIRENE, 1, "11;A", "22;F", "33;A");
	BILAN(e, 1, 0, 2, 0, 0);
	EQ_INT(e.version, 4);
	EQ_STR(depot_lignes(&d, TOUT, 3), "11|A|1 / 22|F|2 / 33|A|4");
	EQ_STR(depot_lignes(&d, PASSE, 4), "22|A|1|2 / 33|A|1|3");
}

/* At each version the memory says what was true then. */
TEST_BASES(l_histoire_se_relit_a_chaque_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const char *const VOULUS[] = {"AAA", "AFA", "AF?", "AFA"};
	static const char *const SIRETS[] = {"99900011000018", "99900012800010", "99900001100018"};

	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;A",
		      "99900001100018;A");
	d.instant += DEPOT_JOUR;
	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;F",
		      "99900001100018;A");
	d.instant += DEPOT_JOUR;
	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;F");
	d.instant += DEPOT_JOUR;
	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;F",
		      "99900001100018;A");
	for (int v = 0; v < 5; v++) { /* the fifth is the current vue, without a date */
		AUTO_LECTURE_REF l;

		lecture_ref_ouvrir(&d, v < 4 ? 20231002 + v : 0, &l);
		MUST(l.err == OK);
		EQ_INT(l.vue.courante, v >= 3);
		for (int i = 0; i < 3; i++) {
			struct organisme o;

			referentiels_organisme(l.r, str_of(SIRETS[i]), &o);
			EQ_INT("?AF"[o.etat], VOULUS[v < 4 ? v : 3][i]);
		}
	}
}

TEST_BASES(une_source_ne_fait_pas_disparaitre_les_lignes_d_une_autre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct edition e;

	(void)EDITION(&d, REF_SIRENE, 1, "11;A", "22;A");
	e = EDITION(&d, REF_SIRENE, 2, "33;F");
	BILAN(e, 1, 0, 0, 0, 0);
	e = EDITION(&d, REF_SIRENE, 1, "22;A");
	BILAN(e, 0, 0, 1, 1, 0);
	EQ_STR(depot_lignes(&d, "SELECT cle, source FROM sirene ORDER BY cle", 2), "22|1 / 33|2");
	e = EDITION(&d, REF_SIRENE, 2, "44;A");
	BILAN(e, 1, 0, 0, 1, 0);
	EQ_STR(depot_lignes(&d, "SELECT cle, source FROM sirene ORDER BY cle", 2), "22|1 / 44|2");
}

/* One key has one row: the source that spoke last has it. */
TEST_BASES(une_cle_que_deux_sources_donnent_est_a_la_derniere)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct edition e;

	(void)EDITION(&d, REF_SIRENE, 1, "11;A");
	e = EDITION(&d, REF_SIRENE, 2, "11;F");
	BILAN(e, 0, 1, 0, 0, 0);
	EQ_STR(depot_lignes(&d, "SELECT cle, etat, source FROM sirene", 3), "11|F|2");
	e = EDITION(&d, REF_SIRENE, 1, "22;A");
	BILAN(e, 1, 0, 0, 0, 0);
	EQ_STR(depot_lignes(&d, "SELECT cle, etat, source FROM sirene ORDER BY cle", 3),
	       "11|F|2 / 22|A|1");
}

TEST_BASES(une_cle_unique_donnee_deux_fois_garde_la_premiere_ligne)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct edition e = EDITION(&d, REF_SIRENE, 1, "11;A", "11;F", "11;A", "22;A");

	BILAN(e, 2, 0, 0, 0, 2);
	EQ_STR(depot_lignes(&d, TOUT, 3), "11|A|1 / 22|A|1");
	e = EDITION(&d, REF_SIRENE, 1, "11;A", "11;F", "22;A");
	BILAN(e, 0, 0, 2, 0, 1);
}

TEST_BASES(une_cle_a_plusieurs_lignes_les_garde_dans_l_ordre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct edition e = EDITION(&d, REF_KIT, 1, "32031213;;RNCP1", "32031213;;RNCP2",
				   "32031213;;RNCP3", "320312130;;RNCP9");
	static const char KIT[] = "SELECT cle, rncp, du_version FROM kit ORDER BY cle";

	BILAN(e, 4, 0, 0, 0, 0);
	EQ_STR(depot_lignes(&d, KIT, 3),
	       "32031213|RNCP1|1 / 32031213#0002|RNCP2|1 / 32031213#0003|RNCP3|1 / "
	       "320312130|RNCP9|1");
	e = EDITION(&d, REF_KIT, 1, "32031213;;RNCP1", "32031213;;RNCP3", "320312130;;RNCP9");
	BILAN(e, 0, 1, 2, 1, 0);
	EQ_STR(depot_lignes(&d, KIT, 3),
	       "32031213|RNCP1|1 / 32031213#0002|RNCP3|2 / 320312130|RNCP9|1");
}

/* Several files of one source may belong to one version: what nobody could see leaves no history. */
TEST_BASES(trois_editions_dans_une_version_ne_laissent_que_la_derniere)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const char *const EDITIONS[][3] = {{"11;A", "22;A"}, {"11;F"}, {"11;A", "22;F"}};
	struct depot_paresse paresse = {.d = &d};
	struct tx tx;

	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
	for (int n = 0; n < 3; n++) {
		struct ref_ecriture *e;
		struct bilan bilan;

		MUST(ref_ouvrir(d.db, REF_SIRENE,
				&(struct ref_edition){.source = 1, .genre = "sirene"},
				(struct version_paresseuse){depot_obtenir, &paresse}, &e) == OK);
		for (int i = 0; EDITIONS[n][i] && i < 3; i++) {
			struct str champs[EDITION_COLONNES];
			const struct ref_ligne ligne = {.champs = champs};
			enum ref_issue issue;

			edition_champs(&d, REF_SIRENE, EDITIONS[n][i], champs);
			EQ_INT(ref_ligne(e, &ligne, &issue), OK);
		}
		EQ_INT(ref_finir(e, &bilan), OK);
		ref_fermer(e);
	}
	EQ_INT(tx_commit(&tx), OK);
	EQ_INT(paresse.version, 1);
	EQ_STR(depot_lignes(&d, TOUT, 3), "11|A|1 / 22|F|1");
	EQ_STR(depot_lignes(&d, PASSE, 4), "");
}

#define DE(...) ((struct ref_edition){__VA_ARGS__})
static const char ECOLES[] = "SELECT cle, etat, genre, source FROM etablissement ORDER BY cle";

/* A school has a row a source, and a row a genre of one source: nobody erases what another says. */
TEST_BASES(les_sources_d_un_etablissement_sont_cote_a_cote)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct ref_edition uai = DE(.source = 1, .genre = "uai");
	const struct ref_edition annuaire = DE(.source = 1, .genre = "annuaire");
	const struct ref_edition autre = DE(.source = 11, .genre = "uai");
	struct edition e;

	e = EDITION_DE(&d, REF_UAI, uai, "0A;1;;;ouvert", "0B;2;;;ouvert");
	BILAN(e, 2, 0, 0, 0, 0);
	e = EDITION_DE(&d, REF_UAI, annuaire, "0A;1;;;ferme");
	BILAN(e, 1, 0, 0, 0, 0);
	e = EDITION_DE(&d, REF_UAI, autre, "0A;1;;;ferme");
	BILAN(e, 1, 0, 0, 0, 0);
	EQ_STR(depot_lignes(&d, ECOLES, 4),
	       "0A/annuaire/1|ferme|annuaire|1 / 0A/uai/1|ouvert|uai|1 / 0A/uai/11|ferme|uai|11 / "
	       "0B/uai/1|ouvert|uai|1");
	/* each edition replaces its own rows only */
	e = EDITION_DE(&d, REF_UAI, uai, "0A;1;;;ferme");
	BILAN(e, 0, 1, 0, 1, 0);
	e = EDITION_DE(&d, REF_UAI, annuaire, "0C;3;;;ouvert");
	BILAN(e, 1, 0, 0, 1, 0);
	EQ_STR(depot_lignes(&d, ECOLES, 4),
	       "0A/uai/1|ferme|uai|1 / 0A/uai/11|ferme|uai|11 / 0C/annuaire/1|ouvert|annuaire|1");
	EQ_STR(depot_lignes(&d, "SELECT cle, etat, genre FROM etablissement_passe ORDER BY cle", 3),
	       "0A/annuaire/1|ferme|annuaire / 0A/uai/1|ouvert|uai / 0B/uai/1|ouvert|uai");
}

/* One file a network, one source for all: a file says nothing of the schools that it does not have. */
TEST_BASES(une_edition_partielle_ne_retire_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct ref_edition de =
		DE(.source = 1, .genre = "reseaux", .morcelee = true, .partielle = true);
	struct edition e;

	e = EDITION_DE(&d, REF_UAI, de, "0A;1;un", "0A;2;un", "0B;2;deux");
	BILAN(e, 3, 0, 0, 0, 0);
	e = EDITION_DE(&d, REF_UAI, de, "0A;3;un", "0B;2;DEUX");
	BILAN(e, 1, 1, 0, 0, 0);
	EQ_STR(depot_lignes(&d, "SELECT cle FROM etablissement ORDER BY cle", 1),
	       "0A/1/reseaux/1 / 0A/2/reseaux/1 / 0A/3/reseaux/1 / 0B/2/reseaux/1");
	de.partielle = false;
	e = EDITION_DE(&d, REF_UAI, de, "0A;1;un");
	BILAN(e, 0, 0, 1, 3, 0);
}

/* Columns 0, 1: codes of inscription and accueil; 2, 3, 4: UAI; 11, 13: domaine, spécialité. */
TEST_BASES(une_formation_se_reconnait_a_son_code_ou_a_tout_ce_qui_la_distingue)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct ref_edition de = DE(.source = 1, .genre = "parcoursup", .campagne = 2023);
	struct edition e;
	static const char CLES[] =
		"SELECT cle, campagne, genre FROM formation_precedente ORDER BY cle";

	e = EDITION_DE(&d, REF_FORMATIONS, de, "47102;47103;0A;0A;0A;x", "47102;47103;0A;0A;0A;x",
		       "47102;47103;0A;0A;0A;y", ";;0A;0G;0B;;;;;;;42;;11436",
		       ";;0A;0G;0B;;;;;;;42;;11437", ";;0A;0G;0B;;;;;;;42;;11437");
	BILAN(e, 4, 0, 0, 0, 2);
	EQ_STR(depot_lignes(&d, CLES, 3), "0G/0A/0B/42/11436/parcoursup/1|2023|parcoursup / "
					  "0G/0A/0B/42/11437/parcoursup/1|2023|parcoursup / "
					  "47102/47103/parcoursup/1|2023|parcoursup / "
					  "47102/47103/parcoursup/1#0002|2023|parcoursup");
	/* a formation that changes its school is the same one; the same edition again changes nothing */
	e = EDITION_DE(&d, REF_FORMATIONS, de, "47102;47103;0C;0C;0C;x");
	BILAN(e, 0, 1, 0, 3, 0);
	e = EDITION_DE(&d, REF_FORMATIONS, de, "47102;47103;0C;0C;0C;x");
	BILAN(e, 0, 0, 1, 0, 0);
}

TEST_BASES(la_migration_donne_leur_genre_aux_etablissements_qui_etaient_la)
{
	struct embarque avant[2] = {embarque_migrations[0]};
	struct depot d = {.a = arena_new(0), .instant = DEPOT_MIDI};
	struct incident inc = {0};

	base_dossier(d.dossier);
	d.db = base_open(dsn, DB_ECRITURE);
	MUST(db_migrate(d.db, avant, d.instant, &inc) == OK);
	base_exec(d.db, "INSERT INTO etablissement VALUES "
			"('0A', '0A', '1', 'x', '29019', 'ouvert', '0', '1', 1, 7, 1), "
			"('0A#0002', '0A', '2', 'x', '29019', 'ouvert', '0', '1', 1, 8, 1)");
	base_exec(d.db, "INSERT INTO etablissement_passe VALUES "
			"('0B', '0B', '', 'x', '29019', 'ouvert', '0', '1', 2, 7, 1, 2)");
	MUST(db_migrate(d.db, embarque_migrations, d.instant, &inc) == OK);
	EQ_STR(depot_lignes(&d, "SELECT cle, genre FROM etablissement ORDER BY cle", 2),
	       "0A/uai/1|uai / 0A/uai/1#0002|uai");
	EQ_STR(depot_texte(&d, "SELECT cle FROM etablissement_passe"), "0B/uai/2");
	depot_fermer(&d);
}

TEST(chaque_genre_nourrit_une_table)
{
	EQ_INT(ref_de_genre(STR("rncp")), REF_FICHES);
	EQ_INT(ref_de_genre(STR("annuaire")), REF_UAI);
	EQ_INT(ref_de_genre(STR("parcoursup-cles")), REF_FORMATIONS);
	EQ_INT(ref_de_genre(STR("lheo")), REF__MAX);
	EQ_STR(ref_genre_rang(REF_UAI, 0), "uai");
	EQ_STR(ref_genre_rang(REF_UAI, 1), "acce");
	OK(ref_genre_rang(REF_SIRENE, 1) == NULL);
	for (int t = 0; t < REF__MAX; t++) {
		const char *genre;

		for (unsigned i = 0; (genre = ref_genre_rang((enum ref_table)t, i)); i++)
			EQ_INT(ref_de_genre(str_of(genre)), t);
	}
}

TEST_BASES(une_fiche_change_quand_son_texte_change)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const int64_t TEXTES[] = {0, 7, 7, 8, 0};
	static const int CHANGEE[] = {0, 1, 0, 1, 1};

	for (int n = 0; n < 5; n++) {
		struct depot_paresse paresse = {.d = &d};
		struct str champs[EDITION_COLONNES];
		const struct ref_ligne ligne = {.champs = champs,
						.texte = TEXTES[n],
						.texte_empreinte = TEXTES[n] == 7   ? STR("sept")
								   : TEXTES[n] == 8 ? STR("huit")
										    : STR_VIDE};
		struct ref_ecriture *e;
		struct bilan bilan = {0};
		struct tx tx;
		enum ref_issue issue;

		edition_champs(&d, REF_FICHES, "RNCP38362;BTS", champs);
		MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
		MUST(ref_ouvrir(d.db, REF_FICHES,
				&(struct ref_edition){.source = 1, .genre = "rncp"},
				(struct version_paresseuse){depot_obtenir, &paresse}, &e) == OK);
		EQ_INT(ref_ligne(e, &ligne, &issue), OK);
		EQ_INT(ref_finir(e, &bilan), OK);
		ref_fermer(e);
		EQ_INT(tx_commit(&tx), OK);
		EQ_INT(bilan.modifies, CHANGEE[n]);
		EQ_INT(depot_entier(&d, "SELECT COALESCE(texte, 0) FROM fiche"), TEXTES[n]);
	}
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM fiche_passe"), 3);
}

TEST(chaque_table_a_son_genre_son_nom_et_ses_colonnes)
{
	for (int t = 0; t < REF__MAX; t++) {
		OK(ref_genre((enum ref_table)t)[0] != 0);
		OK(ref_libelle((enum ref_table)t)[0] != 0);
		OK(ref_colonnes((enum ref_table)t) > 1);
		for (int u = 0; u < t; u++)
			OK(strcmp(ref_genre((enum ref_table)t), ref_genre((enum ref_table)u)) != 0);
	}
	EQ_STR(ref_genre(REF_FICHES), "rncp");
	EQ_INT(ref_colonnes(REF_FICHES), 19);
}

/* Every table takes a row of its own columns, changes it and keeps what it was. */
TEST_BASES(chaque_table_recoit_change_et_archive)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	for (int t = 0; t < REF__MAX; t++) {
		const char *un = "a", *deux = "a";

		for (size_t i = 1; i < ref_colonnes((enum ref_table)t); i++) {
			un = arena_printf(d.a, "%s;%zu", un, i);
			deux = arena_printf(d.a, "%s;%zu", deux,
					    i == ref_colonnes((enum ref_table)t) - 1 ? 99 : i);
		}
		struct edition e = EDITION(&d, (enum ref_table)t, 1, un);
		BILAN(e, 1, 0, 0, 0, 0);
		/* the last column belongs to the key of no table */
		e = EDITION(&d, (enum ref_table)t, 1, deux);
		BILAN(e, 0, 1, 0, 0, 0);
		e = EDITION(&d, (enum ref_table)t, 1, "b");
		EQ_INT(e.bilan.disparus, 1);
	}
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM commune_passe"), 2);
}

TEST_BASES(sans_version_rien_ne_s_ecrit)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct edition e;

	(void)EDITION(&d, REF_SIRENE, 1, "11;A");
	base_exec(d.db, "DELETE FROM version");
	base_exec(d.db, "INSERT INTO version (numero, connu_le, cause, personne) "
			"VALUES (1, 'hier', 'import', 'essai')");
	e = EDITION(&d, REF_SIRENE, 1, "22;A");
	EQ_INT(e.err, E_PANNE);
	e = EDITION(&d, REF_SIRENE, 1, "11;F");
	EQ_INT(e.err, E_PANNE);
	EQ_STR(depot_lignes(&d, TOUT, 3), "11|A|1");
}

TEST_BASES(sans_table_une_edition_ne_s_ouvre_pas)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct ref_ecriture *e = NULL;

	OK(ref_ouvrir(db, REF_KIT, &(struct ref_edition){.source = 1, .genre = "kit"},
		      (struct version_paresseuse){0}, &e) != OK);
	OK(e == NULL);
	ref_fermer(NULL);
	db_close(db);
}
