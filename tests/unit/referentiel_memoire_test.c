/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * referentiel_memoire_test.c - what the referentials answer about a SIRET, a school, a certification
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"

static const struct certification *certification(struct lecture_ref *l, const char *certifinfo,
						 const char *rncp)
{
	static const struct certification AUCUNE = {.rncp = -1};
	const struct certification *c = &AUCUNE;

	if (referentiels_certification(l->r, str_of(certifinfo), str_of(rncp), &c) != OK)
		return &AUCUNE;
	return c;
}

TEST_BASES(une_base_vide_repond_qu_elle_ne_sait_pas)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct organisme o;
	size_t n = 99;

	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	referentiels_organisme(l.r, STR("99900011000018"), &o);
	EQ_INT(o.siret, 99900011000018);
	EQ_INT(o.etat, SIRENE_INCONNU);
	EQ_INT(o.n_lignes, 0);
	OK(referentiels_uai_du_siret(l.r, 99900011000018, &n) == NULL);
	EQ_INT(n, 0);
	OK(referentiels_uai(l.r, STR("0299901E")) == NULL);
	const struct certification *c = certification(&l, "104239", "");
	EQ_STR(c->cfd, "");
	EQ_INT(c->rncp, 0);
	OK(!c->fiche && !c->diplome && !c->n_mefs);
}

TEST_BASES(la_liste_se_lit_par_siren_et_garde_chaque_siret)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct organisme o;

	(void)EDITION(&d, REF_ORGANISMES, 1,
		      "53359001135;999000110;99900011000018;CFA;35000;Rennes;1",
		      "53359001999;999000110;99900011000026;CFA bis;35000;Rennes;0",
		      "11949000194;999000011;99900001100018;Autre;94000;Créteil;1",
		      "53000000000;;;Sans SIREN;;;1");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	referentiels_organisme(l.r, STR("99900011000018"), &o);
	EQ_STR(o.siret_vu, "99900011000018");
	EQ_INT(o.n_lignes, 2);
	EQ_STR(o.lignes[0].nda, "53359001135");
	EQ_INT(o.lignes[0].siret, 99900011000018);
	EQ_INT(o.lignes[0].siren, 999000110);
	OK(o.lignes[0].apprentissage);
	EQ_STR(o.lignes[1].nda, "53359001999");
	OK(!o.lignes[1].apprentissage);
	/* a third SIRET of that SIREN sees the same rows, none of them its own */
	referentiels_organisme(l.r, STR("99900011000034"), &o);
	EQ_INT(o.n_lignes, 2);
	referentiels_organisme(l.r, STR("99900001100018"), &o);
	EQ_INT(o.n_lignes, 1);
	/* what is not a SIRET has no rows, not even those without a SIREN */
	referentiels_organisme(l.r, STR("inconnu"), &o);
	EQ_INT(o.siret, 0);
	EQ_INT(o.n_lignes, 0);
	EQ_STR(o.siret_vu, "inconnu");
	referentiels_organisme(l.r, STR("00000000000000"), &o);
	EQ_INT(o.n_lignes, 0);
}

TEST_BASES(sirene_dit_actif_ferme_ou_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct organisme o;

	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;F", "illisible;F");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	referentiels_organisme(l.r, STR("99900011000018"), &o);
	EQ_INT(o.etat, SIRENE_ACTIF);
	referentiels_organisme(l.r, STR("99900012800010"), &o);
	EQ_INT(o.etat, SIRENE_FERME);
	referentiels_organisme(l.r, STR("99900001100018"), &o);
	EQ_INT(o.etat, SIRENE_INCONNU);
	referentiels_organisme(l.r, STR("illisible"), &o);
	EQ_INT(o.etat, SIRENE_INCONNU);
}

TEST_BASES(un_etablissement_se_trouve_par_son_uai_et_par_son_siret)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	const struct etablissement *e;
	size_t n;

	(void)EDITION(&d, REF_UAI, 1, "0299901E;99900012800010;Lycée;29019;ouvert;0;1",
		      "0359901X;99900011000018;CFA;35238;ouvert;1;0",
		      "0299900D;99900012800010;Annexe;29232;ferme;0;0",
		      "0299999Z;;Sans SIRET;29019;ouvert;0;0",
		      "0299901E;99900011000018;Doublon;29019;ferme;0;0");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	e = referentiels_uai(l.r, STR("0299901E"));
	MUST(e != NULL);
	EQ_INT(e->siret, 99900012800010);
	EQ_STR(e->insee, "29019");
	OK(e->ouvert && !e->iut && e->accueil);
	e = referentiels_uai(l.r, STR("0299900D"));
	MUST(e != NULL);
	OK(!e->ouvert && !e->accueil);
	OK(referentiels_uai(l.r, STR("0299902F")) == NULL);
	OK(referentiels_uai(l.r, STR_VIDE) == NULL);
	/* all the schools of a SIRET, the open ones first */
	e = referentiels_uai_du_siret(l.r, 99900012800010, &n);
	EQ_INT(n, 2);
	MUST(n == 2);
	EQ_STR(e[0].uai, "0299901E");
	EQ_STR(e[1].uai, "0299900D");
	e = referentiels_uai_du_siret(l.r, 99900011000018, &n);
	MUST(n == 2);
	/* one school, one state: that of its first row */
	EQ_STR(e[0].uai, "0299901E");
	OK(e[0].ouvert && !e[0].iut && e[1].ouvert && e[1].iut);
	/* a school without SIRET is nobody's */
	OK(referentiels_uai_du_siret(l.r, 0, &n) == NULL);
	EQ_INT(n, 0);
}

#define DE(...) ((struct ref_edition){__VA_ARGS__})

/* Each column is that of the first who gives it, whoever spoke last; the SIRETs of all count. */
TEST_BASES(plusieurs_sources_font_un_etablissement)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	const struct etablissement *e;
	size_t n;

	/* uai, siret, nom, insee, etat, iut, accueil */
	(void)EDITION(&d, REF_UAI, 3, "0299901E;;;;ouvert;;1");
	(void)EDITION_DE(&d, REF_UAI, DE(.source = 4, .genre = "acce"),
			 "0299901E;99900012800010;;29019;ferme;1;0", "0299902F;;;29019;ferme");
	(void)EDITION_DE(&d, REF_UAI, DE(.source = 5, .genre = "annuaire"),
			 "0299901E;99900011000018;;35238;ferme;0;0", "0299902F;;;35238;ouvert",
			 "0299903G;99900001100018;;35238;ouvert");
	(void)EDITION_DE(&d, REF_UAI, DE(.source = 6, .genre = "reseaux"),
			 "0299901E;99900001100018;;;", "0299904H;99900001100018;CFA;;",
			 "0299901E;99900012800010;;;");
	(void)EDITION_DE(&d, REF_UAI, DE(.source = 7, .genre = "inconnu"), "0299902F;;;;ouvert;1");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	e = referentiels_uai(l.r, STR("0299901E"));
	MUST(e != NULL);
	OK(e->ouvert && e->iut && e->accueil);
	EQ_STR(e->insee, "29019");
	EQ_INT(e->siret, 99900012800010);
	e = referentiels_uai(l.r, STR("0299902F"));
	MUST(e != NULL);
	OK(!e->ouvert && e->iut);
	EQ_STR(e->insee, "29019");
	/* two sources that say the same pair say it once */
	e = referentiels_uai_du_siret(l.r, 99900012800010, &n);
	EQ_INT(n, 1);
	EQ_STR(e[0].insee, "29019");
	e = referentiels_uai_du_siret(l.r, 99900001100018, &n);
	MUST(n == 3);
	EQ_STR(e[0].uai, "0299901E");
	EQ_STR(e[1].uai, "0299903G");
	EQ_STR(e[2].uai, "0299904H");
	OK(e[0].ouvert && !e[2].ouvert);
	/* a school of which nobody says whether it is open is not in the referential */
	OK(referentiels_uai(l.r, STR("0299904H")) == NULL);
}

/* Of two sources of one genre, the one that became known last is believed; in one source, the first row. */
TEST_BASES(deux_sources_d_un_genre)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;

	(void)EDITION(&d, REF_UAI, 2, "0299901E;;;29019;ferme", "0299901E;1;;35238;ouvert");
	(void)EDITION(&d, REF_UAI, 1, "0299901E;;;35238;ouvert");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	OK(!referentiels_uai(l.r, STR("0299901E"))->ouvert);
	EQ_STR(referentiels_uai(l.r, STR("0299901E"))->insee, "29019");
}

TEST_BASES(les_communes_fusionnees_se_lisent_a_leur_date)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)EDITION(&d, REF_COMMUNES, 1, "COM;29019;;29;Brest;", "COMD;29500;;29;Petite;29019",
		      "ARM;75101;11;75;Paris 1er;75056");
	d.instant += DEPOT_JOUR;
	(void)EDITION(&d, REF_MOUVEMENTS, 1, "91182;91228;2019-01-01;32;COM;COM",
		      "91228;91182;2019-01-01;32;COM;COMD");
	(void)EDITION(&d, REF_COMMUNES, 1, "COM;29019;;29;Brest;");
	for (int i = 0; i < 2; i++) {
		AUTO_LECTURE_REF l;

		lecture_ref_ouvrir(&d, i ? 0 : 20231002, &l);
		MUST(l.err == OK);
		OK(referentiels_meme_commune(l.r, STR("29500"), STR("29019")) == !i);
		OK(referentiels_meme_commune(l.r, STR("75101"), STR("75056")) == !i);
		/* what was not known that day is read at its first edition */
		OK(referentiels_meme_commune(l.r, STR("91182"), STR("91228")));
	}
}

/* Columns: code, libelle, type, niveau, rncp, cfd, acces, etat. */
#define CERTIF_INFO "104239;BTS MCO;BTS;5;38362;32031213;1;Publié"

TEST_BASES(certif_info_donne_le_cfd_et_le_kit_le_rncp)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;

	(void)EDITION(&d, REF_CERTIF_INFO, 1, CERTIF_INFO, "abc;illisible;;;;;;");
	(void)EDITION(&d, REF_KIT, 1, "32031213;MCO;RNCP34031;5;BTS;oui;2024-01-01;INACTIVE",
		      "32031213;MCO;RNCP38362;5;BTS;oui;2028-12-31;ACTIVE");
	(void)EDITION(&d, REF_DIPLOMES, 1, "32031213;320;312;BTS;MCO;2019-09-01;2030-08-31;;05");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	const struct certification *c = certification(&l, "104239", "");
	EQ_STR(c->cfd, "32031213");
	EQ_INT(c->cfd_origine, ORIGINE_CERTIF_INFO);
	EQ_INT(c->rncp, 38362); /* none is known active: the latest échéance */
	EQ_INT(c->rncp_origine, ORIGINE_KIT);
	EQ_INT(c->rncp_declare, 0);
	OK(c->fiche == NULL);
	MUST(c->diplome != NULL);
	EQ_STR(c->diplome->libelle, "MCO");
	EQ_STR(c->diplome->niveau, "320");
	EQ_INT(c->diplome->ouverture, 20190901);
	EQ_INT(c->diplome->fermeture, 20300831);
	/* the declared one, when the kit has it */
	c = certification(&l, "104239", "34031");
	EQ_INT(c->rncp, 34031);
	EQ_INT(c->rncp_declare, 34031);
	/* a leading zero is the same code; the same pair is the same answer */
	EQ_STR(certification(&l, "0104239", "")->cfd, "32031213");
	OK(certification(&l, "104239", "") == certification(&l, "104239", ""));
	EQ_STR(certification(&l, "abc", "")->cfd, "");
}

TEST_BASES(du_rncp_declare_au_cfd_quand_le_kit_n_en_a_qu_un)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;

	(void)EDITION(&d, REF_KIT, 1, "32031213;;RNCP38362;;;;2028-12-31;ACTIVE",
		      "32031301;;RNCP100;;;;;ACTIVE", "32031302;;RNCP100;;;;;ACTIVE",
		      "32031303;;RNCP200;;;;;ACTIVE", "32031303;;RNCP200;;;;;INACTIVE",
		      "32031304;;NR;;;;;NR", "32031305;;RS300;;;;;ACTIVE");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	const struct certification *c = certification(&l, "", "RNCP38362");
	EQ_STR(c->cfd, "32031213");
	EQ_INT(c->cfd_origine, ORIGINE_KIT);
	EQ_INT(c->rncp, 38362);
	/* two CFDs: none is chosen, the declared RNCP stays */
	c = certification(&l, "", "100");
	EQ_STR(c->cfd, "");
	EQ_INT(c->cfd_origine, ORIGINE_AUCUNE);
	EQ_INT(c->rncp, 100);
	EQ_INT(c->rncp_origine, ORIGINE_DECLAREE);
	/* two rows, one CFD */
	EQ_STR(certification(&l, "", "200")->cfd, "32031303");
	/* not in the kit at all; a code that is no RNCP is no row */
	EQ_STR(certification(&l, "", "999")->cfd, "");
	EQ_INT(certification(&l, "", "999")->rncp, 999);
	EQ_STR(certification(&l, "", "RS300")->cfd, "");
	EQ_INT(certification(&l, "", "")->rncp, 0);
}

/* ACTIF of France compétences decides, never the kit's own column (domain.md 4.0). */
TEST_BASES(la_fiche_active_passe_devant_le_kit_qui_dit_le_contraire)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;

	(void)EDITION(&d, REF_CERTIF_INFO, 1, CERTIF_INFO);
	(void)EDITION(&d, REF_KIT, 1, "32031213;;RNCP2;;;;2030-12-31;ACTIVE",
		      "32031213;;RNCP1;;;;2024-01-01;INACTIVE", "32031213;;NR;;;;2040-01-01;NR");
	(void)EDITION(&d, REF_FICHES, 1, "RNCP1;un;BTS;NIV5;Publiée;Oui",
		      "RNCP2;deux;BTS;NIV5;Publiée;Non");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	const struct certification *c = certification(&l, "104239", "");
	EQ_INT(c->rncp, 1);
	MUST(c->fiche != NULL);
	EQ_INT(c->fiche->numero, 1);
	OK(c->fiche->active);
	/* declared and in the kit: it is looked at, active or not */
	c = certification(&l, "104239", "2");
	EQ_INT(c->rncp, 2);
	OK(c->fiche && !c->fiche->active);
}

TEST_BASES(sans_kit_certif_info_dit_le_rncp)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;

	(void)EDITION(&d, REF_CERTIF_INFO, 1, CERTIF_INFO, "2;;;;en cours;32031214;;");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	EQ_INT(certification(&l, "104239", "")->rncp, 38362);
	EQ_INT(certification(&l, "104239", "")->rncp_origine, ORIGINE_CERTIF_INFO);
	EQ_INT(certification(&l, "104239", "777")->rncp, 777);
	EQ_INT(certification(&l, "2", "")->rncp, 0);
}

TEST_BASES(un_code_trop_long_ne_cache_pas_celui_qui_est_bon)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	const char *long_ = arena_printf(d.a, "%0200d", 1);

	(void)EDITION(&d, REF_CERTIF_INFO, 1, CERTIF_INFO);
	(void)EDITION(&d, REF_KIT, 1, "32031213;;RNCP38362;;;;;ACTIVE");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	EQ_INT(certification(&l, long_, "38362")->rncp, 38362);
	EQ_STR(certification(&l, long_, "38362")->cfd, "32031213");
	EQ_STR(certification(&l, "104239", long_)->cfd, "32031213");
	EQ_STR(certification(&l, long_, long_)->cfd, "");
}

TEST_BASES(les_mef_sont_ceux_du_cfd_et_de_ses_cfd_communs)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;

	(void)EDITION(&d, REF_CERTIF_INFO, 1, "1;;;;;32032613;;", "2;;;;;32031213;;",
		      "3;;;;;32099999;;");
	(void)EDITION(&d, REF_OPTIONS_BTS, 1, "32032612;SIO;32032613;option A",
		      "32032612;SIO;32032614;option B", "32032600;SIO ancien;32032613;option A");
	/* code, cfd, duree, annee, libelle, ouverture, fermeture */
	(void)EDITION(&d, REF_MEF, 1, "3113261322;32032613;2;2;;;", "3113261221;32032612;2;1;;;",
		      "3113260021;32032600;2;1;;;2019-08-31", "3113121321;32031213;2;1;;;",
		      "3103121311;32031213;1;1;;;", "3113121322;32031213;X;;;;");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK);
	const struct certification *c = certification(&l, "1", "");
	MUST(c->n_mefs == 3);
	EQ_STR(c->mefs[0].code, "3113261322");
	int communs = 0;
	for (size_t i = 0; i < c->n_mefs; i++) {
		communs += str_eq(c->mefs[i].code, STR("3113261221"));
		if (str_eq(c->mefs[i].code, STR("3113260021"))) {
			communs++;
			EQ_INT(c->mefs[i].fermeture, 20190831);
		}
	}
	EQ_INT(communs, 2);
	c = certification(&l, "2", "");
	MUST(c->n_mefs == 3);
	EQ_STR(c->mefs[0].code, "3103121311");
	EQ_INT(c->mefs[0].duree, 1);
	EQ_INT(c->mefs[2].duree, -1);
	EQ_INT(c->mefs[2].annee, -1);
	c = certification(&l, "3", "");
	EQ_INT(c->n_mefs, 0);
	OK(c->diplome == NULL);
}

TEST_BASES(sans_tables_la_memoire_ne_se_charge_pas)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct referentiels *r = NULL;
	struct vue vue = {.courante = true};

	OK(referentiels_charger(db, &vue, &r) != OK);
	vue.courante = false;
	OK(referentiels_charger(db, &vue, &r) != OK);
	OK(r == NULL);
	referentiels_liberer(NULL);
	db_close(db);
}

/* Every referential is read as it was, at every version. */
TEST_BASES(le_passe_se_lit_dans_tous_les_referentiels)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)EDITION(&d, REF_ORGANISMES, 1,
		      "53359001135;999000110;99900011000018;CFA;35000;Rennes;1");
	(void)EDITION(&d, REF_UAI, 1, "0299901E;99900012800010;Lycée;29019;ouvert;0;1");
	(void)EDITION(&d, REF_CERTIF_INFO, 1, "1;;;;;32032613;;");
	(void)EDITION(&d, REF_KIT, 1, "32032613;;RNCP1;;;;;ACTIVE");
	(void)EDITION(&d, REF_DIPLOMES, 1, "32032613;320;;;ancien;;;;");
	(void)EDITION(&d, REF_MEF, 1, "3113261322;32032613;2;2;;;");
	(void)EDITION(&d, REF_OPTIONS_BTS, 1, "32032612;SIO;32032613;option A");
	(void)EDITION(&d, REF_FICHES, 1, "RNCP1;ancienne;BTS;NIV5;Publiée;Oui");
	d.instant += DEPOT_JOUR;
	(void)EDITION(&d, REF_ORGANISMES, 1,
		      "53359001135;999000110;99900011000018;CFA;35000;Rennes;0");
	(void)EDITION(&d, REF_UAI, 1, "0299901E;99900012800010;Lycée;29019;ferme;0;1");
	(void)EDITION(&d, REF_CERTIF_INFO, 1, "1;;;;;32032614;;");
	(void)EDITION(&d, REF_KIT, 1, "32032613;;RNCP2;;;;;ACTIVE", "32032614;;RNCP3;;;;;ACTIVE");
	(void)EDITION(&d, REF_DIPLOMES, 1, "32032614;320;;;nouveau;;;;");
	(void)EDITION(&d, REF_MEF, 1, "3113261422;32032614;2;2;;;", "3113261421;32032614;2;1;;;");
	(void)EDITION(&d, REF_OPTIONS_BTS, 1, "32032612;SIO;32032614;option B");
	(void)EDITION(&d, REF_FICHES, 1, "RNCP1;nouvelle;BTS;NIV5;Publiée;Non",
		      "RNCP3;trois;BTS;NIV5;Publiée;Oui");
	for (int i = 0; i < 3; i++) { /* before, on the day, now */
		const int dates[] = {20230901, 20231002, 0};
		const bool ancien = i < 2;
		AUTO_LECTURE_REF l;
		struct organisme o;

		lecture_ref_ouvrir(&d, dates[i], &l);
		MUST(l.err == OK);
		referentiels_organisme(l.r, STR("99900011000018"), &o);
		EQ_INT(o.n_lignes, 1);
		EQ_INT(o.lignes[0].apprentissage, ancien);
		EQ_INT(referentiels_uai(l.r, STR("0299901E"))->ouvert, ancien);
		const struct certification *c = certification(&l, "1", "");
		EQ_STR(c->cfd, ancien ? "32032613" : "32032614");
		EQ_INT(c->rncp, ancien ? 1 : 3);
		EQ_INT(c->n_mefs, ancien ? 1 : 2);
		MUST(c->diplome && c->fiche);
		EQ_STR(c->diplome->libelle, ancien ? "ancien" : "nouveau");
		EQ_STR(c->fiche->intitule, ancien ? "ancienne" : "trois");
		EQ_INT(certification(&l, "", "1")->fiche->active, ancien);
	}
}
