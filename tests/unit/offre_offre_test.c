/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre_offre_test.c - what becomes of the offres of a feed: new, changed, unchanged, gone, back
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "flux_offres.h"

/* nouveaux, modifies, inchanges, disparus, doublons. */
#define BILAN(f, n, m, i, s, b)                                                                    \
	do {                                                                                       \
		EQ_INT((f).err, OK);                                                               \
		EQ_INT((f).bilan.nouveaux, n);                                                     \
		EQ_INT((f).bilan.modifies, m);                                                     \
		EQ_INT((f).bilan.inchanges, i);                                                    \
		EQ_INT((f).bilan.disparus, s);                                                     \
		EQ_INT((f).bilan.doublons, b);                                                     \
	} while (0)

static const char OFFRES[] =
	"SELECT numero, cle, intitule, source, du_version FROM offre ORDER BY numero";
static const char PASSE[] = "SELECT numero, cle, intitule, du_version, au_version FROM offre_passe "
			    "ORDER BY numero, du_version";
static const char SESSIONS[] =
	"SELECT offre, rang, debut, du_version FROM session ORDER BY offre, rang";
static const char SESSIONS_PASSE[] =
	"SELECT offre, rang, debut, du_version, au_version FROM session_passe ORDER BY offre, "
	"du_version, rang";

TEST_BASES(des_offres_nouvelles_ont_des_numeros_qui_se_suivent)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct flux_bilan f =
		FLUX(&d, 1, false, {.cle = "b", .intitule = "B", .debuts = {"2024-09-02"}},
		     {.cle = "a", .intitule = "A", .debuts = {"2024-09-02", "2025-01-06"}});

	BILAN(f, 2, 0, 0, 0, 0);
	EQ_INT(f.version, 1);
	EQ_INT(f.derniere, RECEPTION_NOUVELLE);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|b|B|1|1 / 2|a|A|1|1");
	EQ_STR(depot_lignes(&d, SESSIONS, 4),
	       "1|1|2024-09-02|1 / 2|1|2024-09-02|1 / 2|2|2025-01-06|1");
}

TEST_BASES(le_meme_flux_ne_change_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const char *avant;
	struct flux_bilan f;

	(void)FLUX(&d, 1, true, {.cle = "a", .intitule = "A", .debuts = {"2024-09-02"}},
		   {.cle = "b"});
	avant = depot_comptes(&d, "");
	f = FLUX(&d, 1, true, {.cle = "b"},
		 {.cle = "a", .intitule = "A", .debuts = {"2024-09-02"}});
	BILAN(f, 0, 0, 2, 0, 0);
	EQ_INT(f.version, 0);
	EQ_INT(f.derniere, RECEPTION_INCHANGEE);
	EQ_STR(depot_comptes(&d, ""), avant);
}

TEST_BASES(une_colonne_une_session_ou_un_texte_qui_change_change_l_offre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, false, {.cle = "a", .intitule = "A", .debuts = {"2024-09-02"}});
	f = FLUX(&d, 1, false, {.cle = "a", .intitule = "AA", .debuts = {"2024-09-02"}});
	BILAN(f, 0, 1, 0, 0, 0);
	EQ_INT(f.derniere, RECEPTION_MODIFIEE);
	f = FLUX(&d, 1, false,
		 {.cle = "a", .intitule = "AA", .debuts = {"2024-09-09", "2025-01-06"}});
	BILAN(f, 0, 1, 0, 0, 0);
	f = FLUX(&d, 1, false,
		 {.cle = "a",
		  .intitule = "AA",
		  .debuts = {"2024-09-09", "2025-01-06"},
		  .texte = 3,
		  .texte_empreinte = "trois"});
	BILAN(f, 0, 1, 0, 0, 0);
	EQ_INT(f.version, 4);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a|AA|1|4");
	EQ_INT(depot_entier(&d, "SELECT texte FROM offre"), 3);
	EQ_STR(depot_lignes(&d, PASSE, 5), "1|a|A|1|2 / 1|a|AA|2|3 / 1|a|AA|3|4");
	EQ_STR(depot_lignes(&d, SESSIONS, 4), "1|1|2024-09-09|4 / 1|2|2025-01-06|4");
	EQ_STR(depot_lignes(&d, SESSIONS_PASSE, 5),
	       "1|1|2024-09-02|1|2 / 1|1|2024-09-02|2|3 / 1|1|2024-09-09|3|4 / "
	       "1|2|2025-01-06|3|4");
}

TEST_BASES(une_session_de_moins_est_un_changement)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, false, {.cle = "a", .debuts = {"2024-09-02", "2025-01-06"}});
	f = FLUX(&d, 1, false, {.cle = "a", .debuts = {"2024-09-02"}});
	BILAN(f, 0, 1, 0, 0, 0);
	f = FLUX(&d, 1, false, {.cle = "a"});
	BILAN(f, 0, 1, 0, 0, 0);
	EQ_STR(depot_lignes(&d, SESSIONS, 4), "");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM session_passe"), 3);
}

TEST_BASES(la_meme_cle_deux_fois_dans_un_flux_compte_une_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f = FLUX(&d, 1, false, {.cle = "a", .intitule = "premier"},
				   {.cle = "a", .intitule = "second"});

	BILAN(f, 1, 0, 0, 0, 1);
	EQ_INT(f.derniere, RECEPTION_DOUBLON);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a|premier|1|1");
	f = FLUX(&d, 1, false, {.cle = "a", .intitule = "premier"},
		 {.cle = "a", .intitule = "second"});
	BILAN(f, 0, 0, 1, 0, 1);
}

TEST_BASES(un_flux_partiel_ne_fait_rien_disparaitre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, true, {.cle = "a"}, {.cle = "b"}, {.cle = "c"});
	f = FLUX(&d, 1, false, {.cle = "b"});
	BILAN(f, 0, 0, 1, 0, 0);
	f = FLUX_VIDE(&d, 1, false);
	BILAN(f, 0, 0, 0, 0, 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 3);
}

TEST_BASES(un_flux_complet_fait_disparaitre_ce_que_sa_source_ne_dit_plus)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, true, {.cle = "a", .debuts = {"2024-09-02"}}, {.cle = "b"});
	(void)FLUX(&d, 2, true, {.cle = "x"});
	f = FLUX(&d, 1, true, {.cle = "b"});
	BILAN(f, 0, 0, 1, 1, 0);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "2|b||1|1 / 3|x||2|2");
	EQ_STR(depot_lignes(&d, PASSE, 5), "1|a||1|3");
	EQ_STR(depot_lignes(&d, SESSIONS, 4), "");
	EQ_STR(depot_lignes(&d, SESSIONS_PASSE, 5), "1|1|2024-09-02|1|3");
}

TEST_BASES(une_offre_revenue_garde_son_numero_et_un_numero_ne_sert_qu_une_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, true, {.cle = "a"}, {.cle = "b"}, {.cle = "c"});
	(void)FLUX(&d, 1, true, {.cle = "a"});
	/* the highest number went: it is not given again */
	f = FLUX(&d, 1, true, {.cle = "a"}, {.cle = "d"});
	BILAN(f, 1, 0, 1, 0, 0);
	f = FLUX(&d, 1, true, {.cle = "c", .intitule = "revenue"}, {.cle = "a"}, {.cle = "d"},
		 {.cle = "e"});
	BILAN(f, 2, 0, 2, 0, 0);
	EQ_STR(depot_lignes(&d, "SELECT numero, cle FROM offre ORDER BY numero", 2),
	       "1|a / 3|c / 4|d / 5|e");
	EQ_STR(depot_lignes(&d, PASSE, 5), "2|b||1|2 / 3|c||1|2");
}

TEST_BASES(deux_sources_partagent_une_offre_l_une_part_l_autre_la_garde)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	static const char PARTAGE[] =
		"SELECT offre, source FROM offre_source ORDER BY offre, source";
	struct flux_bilan f;

	(void)FLUX(&d, 1, true, {.cle = "a"}, {.cle = "b"});
	f = FLUX(&d, 2, true, {.cle = "a"});
	BILAN(f, 0, 0, 1, 0, 0);
	EQ_STR(depot_lignes(&d, PARTAGE, 2), "1|2");
	/* again: remembered once */
	f = FLUX(&d, 2, true, {.cle = "a"});
	BILAN(f, 0, 0, 1, 0, 0);
	EQ_STR(depot_lignes(&d, PARTAGE, 2), "1|2");
	/* the first one leaves */
	f = FLUX(&d, 1, true, {.cle = "b"});
	BILAN(f, 0, 0, 1, 0, 0);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a||2|3 / 2|b||1|1");
	EQ_STR(depot_lignes(&d, PASSE, 5), "1|a||1|3");
	EQ_STR(depot_lignes(&d, PARTAGE, 2), "");
	/* then the second one: it is gone */
	f = FLUX(&d, 2, true, {.cle = "z"});
	BILAN(f, 1, 0, 0, 1, 0);
	EQ_STR(depot_lignes(&d, "SELECT cle FROM offre ORDER BY numero", 1), "b / z");
}

TEST_BASES(la_seconde_source_peut_partir_la_premiere)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, true, {.cle = "a"});
	(void)FLUX(&d, 2, true, {.cle = "a"}, {.cle = "b"});
	(void)FLUX(&d, 3, true, {.cle = "a"});
	f = FLUX(&d, 2, true, {.cle = "b"});
	BILAN(f, 0, 0, 1, 0, 0);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a||1|1 / 2|b||2|2");
	EQ_STR(depot_lignes(&d, "SELECT offre, source FROM offre_source", 2), "1|3");
	/* it may come back */
	f = FLUX(&d, 2, true, {.cle = "b"}, {.cle = "a"});
	BILAN(f, 0, 0, 2, 0, 0);
	EQ_STR(depot_lignes(&d, "SELECT offre, source FROM offre_source ORDER BY source", 2),
	       "1|2 / 1|3");
}

TEST_BASES(une_seconde_source_qui_dit_autre_chose_modifie_l_offre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, false, {.cle = "a", .intitule = "un"});
	f = FLUX(&d, 2, false, {.cle = "a", .intitule = "deux"});
	BILAN(f, 0, 1, 0, 0, 0);
	/* the one that spoke last is the main one, the other stands beside it */
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a|deux|2|2");
	EQ_STR(depot_lignes(&d, "SELECT offre, source FROM offre_source", 2), "1|1");
}

/* All feeds of a first load are one version and one ecriture: what nobody could see leaves no history. */
TEST_BASES(plusieurs_flux_dans_une_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct depot_paresse paresse = {.d = &d};
	const struct offre_essai un[] = {{.cle = "a", .intitule = "1", .debuts = {"2024-09-02"}},
					 {.cle = "b"}};
	const struct offre_essai deux[] = {{.cle = "a", .intitule = "2", .debuts = {"2024-09-03"}}};
	const struct offre_essai trois[] = {{.cle = "a", .intitule = "3", .debuts = {"2024-09-04"}},
					    {.cle = "b"},
					    {.cle = "c"}};
	struct offres_ecriture *e;
	struct flux_bilan f;
	struct tx tx;

	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
	MUST(offres_ouvrir(d.db, (struct version_paresseuse){depot_obtenir, &paresse}, &e) == OK);
	f.err = flux_dans(e, 1, true, un, 2, &f);
	BILAN(f, 2, 0, 0, 0, 0);
	f.err = flux_dans(e, 1, true, deux, 1, &f);
	BILAN(f, 0, 1, 0, 1, 0);
	f.err = flux_dans(e, 1, true, trois, 3, &f);
	BILAN(f, 2, 1, 0, 0, 0);
	offres_fermer(e);
	EQ_INT(tx_commit(&tx), OK);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a|3|1|1 / 2|b||1|1 / 3|c||1|1");
	EQ_STR(depot_lignes(&d, SESSIONS, 4), "1|1|2024-09-04|1");
	EQ_STR(depot_lignes(&d, PASSE, 5), "");
	EQ_STR(depot_lignes(&d, SESSIONS_PASSE, 5), "");
}

/* The same, on a base that has history already. */
TEST_BASES(partir_et_revenir_dans_une_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct depot_paresse paresse = {.d = &d};
	const struct offre_essai a[] = {{.cle = "a", .intitule = "A"}};
	const struct offre_essai b[] = {{.cle = "b", .intitule = "B"}};
	struct offres_ecriture *e;
	struct flux_bilan f;
	struct tx tx;

	(void)flux(&d, 1, true, a, 1);
	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
	MUST(offres_ouvrir(d.db, (struct version_paresseuse){depot_obtenir, &paresse}, &e) == OK);
	f.err = flux_dans(e, 1, true, b, 1, &f);
	BILAN(f, 1, 0, 0, 1, 0);
	f.err = flux_dans(e, 1, true, a, 1, &f);
	BILAN(f, 1, 0, 0, 1, 0);
	f.err = flux_dans(e, 1, true, b, 1, &f);
	BILAN(f, 1, 0, 0, 1, 0);
	f.err = flux_dans(e, 1, true, a, 1, &f);
	BILAN(f, 1, 0, 0, 1, 0);
	offres_fermer(e);
	EQ_INT(tx_commit(&tx), OK);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a|A|1|2");
	EQ_STR(depot_lignes(&d, PASSE, 5), "1|a|A|1|2");
}

TEST_BASES(sans_version_un_flux_n_ecrit_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct flux_bilan f;

	(void)FLUX(&d, 1, true, {.cle = "a"});
	base_exec(d.db, "UPDATE version SET connu_le = 'hier'");
	f = FLUX(&d, 1, true, {.cle = "b"});
	EQ_INT(f.err, E_PANNE);
	f = FLUX(&d, 1, true, {.cle = "a", .intitule = "autre"});
	EQ_INT(f.err, E_PANNE);
	f = FLUX_VIDE(&d, 1, true);
	EQ_INT(f.err, E_PANNE);
	EQ_STR(depot_lignes(&d, OFFRES, 5), "1|a||1|1");
}

TEST_BASES(sans_table_un_flux_ne_s_ouvre_pas)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct offres_ecriture *e = NULL;

	OK(offres_ouvrir(db, (struct version_paresseuse){0}, &e) != OK);
	OK(e == NULL);
	offres_fermer(NULL);
	db_close(db);
}
