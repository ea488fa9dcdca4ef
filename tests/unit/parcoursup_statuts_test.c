/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_statuts_test.c - the statut of each offre as the base keeps it, and what one event does to its row
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"

#include "parcoursup/statuts.h"

static enum err ecrire(struct depot *d, int64_t version, const struct statut_fait *v, size_t n,
		       bool nouveau)
{
	struct statuts_ecriture *e = NULL;
	AUTO_TX tx = {0};
	enum err err = tx_begin(d->db, TX_ECRITURE, &tx);

	if (!err)
		err = statuts_ouvrir(d->db, 2024, version, &e);
	for (size_t i = 0; !err && i < n; i++)
		err = statut_ecrire(e, &v[i], nouveau);
	if (!err)
		err = statuts_finir(e);
	statuts_fermer(e);
	return err ? err : tx_commit(&tx);
}

static const char *lus(struct depot *d, int64_t version)
{
	struct statuts s;
	AUTO_BUF b;

	buf_init(&b, 1 << 16);
	if (statuts_lire(d->db, 2024, version, d->a, &s))
		return "(erreur)";
	for (size_t i = 0; i < s.liste.n; i++)
		buf_printf(&b, "%s%lld:%s", i ? " " : "", (long long)s.liste.v[i].offre,
			   statut_code(s.liste.v[i].statut));
	statuts_liberer(&s);
	return arena_cstr(d->a, buf_view(&b));
}

TEST_BASES(ce_qui_est_ecrit_se_relit_tout_entier)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct statut_fait f = {.offre = 7,
				      .statut = STATUT_REJET,
				      .decision = DECISION_DEMANDEE,
				      .detachee = true,
				      .code = STR("20001"),
				      .motif = STR("m"),
				      .precisions = STR("p"),
				      .acteur = STR("saio"),
				      .perdue_le = 20231120,
				      .essais = 3,
				      .essai_apres = STR("2023-11-20T10:00:00Z"),
				      .pose_version = 4};
	struct statuts s;

	EQ_INT(ecrire(&d, 5, &f, 1, true), OK);
	EQ_INT(statuts_lire(d.db, 2024, INT64_MAX, d.a, &s), OK);
	const struct statut_fait *lu = statut_de(&s, 7);

	MUST(lu);
	OK(statut_pareil(&f, lu));
	EQ_STR(lu->acteur, "saio");
	EQ_INT(lu->pose_version, 4);
	EQ_INT(lu->du_version, 5);
	OK(!statut_de(&s, 6) && !statut_de(&s, 8));
	statuts_liberer(&s);
}

TEST_BASES(le_passe_reste_connu)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct statut_fait v[] = {{.offre = 2, .statut = STATUT_A_PUBLIER},
				  {.offre = 1, .statut = STATUT_PRET}};

	EQ_INT(ecrire(&d, 3, v, 2, true), OK);
	v[0].statut = STATUT_PUBLIE;
	EQ_INT(ecrire(&d, 5, v, 1, false), OK);
	EQ_STR(lus(&d, 2), "");
	EQ_STR(lus(&d, 3), "1:pret 2:a_publier");
	EQ_STR(lus(&d, 4), "1:pret 2:a_publier");
	EQ_STR(lus(&d, INT64_MAX), "1:pret 2:publie");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM statut_passe WHERE au_version = 5"), 1);
}

TEST_BASES(une_seule_offre_se_lit_comme_parmi_toutes)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct statut_fait v[] = {{.offre = 2, .statut = STATUT_A_PUBLIER},
				  {.offre = 1, .statut = STATUT_PRET}};
	struct statut_fait lu;

	EQ_INT(ecrire(&d, 3, v, 2, true), OK);
	v[0].statut = STATUT_PUBLIE;
	EQ_INT(ecrire(&d, 5, v, 1, false), OK);
	EQ_INT(statut_lire(d.db, 2024, 2, 4, d.a, &lu), OK);
	EQ_INT(lu.statut, STATUT_A_PUBLIER);
	EQ_INT(lu.du_version, 3);
	EQ_INT(statut_lire(d.db, 2024, 2, INT64_MAX, d.a, &lu), OK);
	EQ_INT(lu.statut, STATUT_PUBLIE);
	/* no row: nobody ever touched it */
	EQ_INT(statut_lire(d.db, 2024, 2, 2, d.a, &lu), OK);
	EQ_INT(lu.statut, STATUT_NON_PUBLIABLE);
	EQ_INT(lu.offre, 2);
	EQ_INT(lu.du_version, 0);
	EQ_INT(statut_lire(d.db, 2025, 2, INT64_MAX, d.a, &lu), OK);
	EQ_INT(lu.statut, STATUT_NON_PUBLIABLE);
}

/* A code written by another program says nothing: the offre is looked at again. */
TEST_BASES(un_code_inconnu_est_non_publiable)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	base_exec(d.db,
		  "INSERT INTO statut VALUES (2024, 1, 'perdu', 'ailleurs', 0, '', '', '', '', "
		  "0, 0, '', 1, 1)");
	EQ_STR(lus(&d, INT64_MAX), "1:non_publiable");
}

TEST(chaque_champ_garde_fait_une_difference)
{
	const struct statut_fait f = {.offre = 1, .statut = STATUT_PRET};
	struct statut_fait g[9];

	for (size_t i = 0; i < 9; i++)
		g[i] = f;
	g[0].statut = STATUT_PUBLIE;
	g[1].decision = DECISION_DEMANDEE;
	g[2].detachee = true;
	g[3].code = STR("1");
	g[4].motif = STR("1");
	g[5].precisions = STR("1");
	g[6].perdue_le = 20240101;
	g[7].essais = 1;
	g[8].essai_apres = STR("1");
	for (size_t i = 0; i < 9; i++)
		OK(!statut_pareil(&f, &g[i]));
	g[0] = f;
	g[0].du_version = 9;
	g[0].pose_version = 8;
	g[0].acteur = STR("saio");
	OK(statut_pareil(&f, &g[0]));
}

static struct statut_issue evaluer(struct statut_fait *s, struct statut_faits f, int jour)
{
	f.decision = s->decision;
	return statut_mouvoir(
		s, &(struct statut_acte){.evenement = EVENEMENT_EVALUER, .role = ROLE_SYSTEME}, &f,
		jour);
}

/* Published and lost: the alert is dated once; corrected in time it is taken back; past the delay the statut goes. */
TEST(la_perte_est_datee_une_fois)
{
	const struct statut_faits bon = {.importable = true,
					 .perimetre = PERIMETRE_A_PUBLIER,
					 .publie_avant = true,
					 .a_code = true},
				  perdu = {.a_code = true},
				  echu = {.a_code = true, .perte_echue = true};
	struct statut_fait s = {.offre = 1, .statut = STATUT_PUBLIE, .pose_version = 3};

	(void)evaluer(&s, perdu, 20231120);
	EQ_INT(s.perdue_le, 20231120);
	(void)evaluer(&s, perdu, 20231121);
	EQ_INT(s.perdue_le, 20231120);
	EQ_INT(s.statut, STATUT_PUBLIE);
	EQ_INT(s.pose_version, 3);
	(void)evaluer(&s, bon, 20231122);
	EQ_INT(s.perdue_le, 0);
	(void)evaluer(&s, perdu, 20231123);
	(void)evaluer(&s, echu, 20231210);
	EQ_INT(s.statut, STATUT_NON_PUBLIABLE);
	EQ_INT(s.pose_version, 0); /* written with the version that moves it */
	(void)evaluer(&s, bon, 20231211);
	EQ_INT(s.statut, STATUT_PRET);
	EQ_INT(s.perdue_le, 0);
}

/* What is not allowed leaves the row as it was. */
TEST(un_empechement_ne_touche_a_rien)
{
	const struct statut_fait avant = {.offre = 1,
					  .statut = STATUT_PUBLIE,
					  .motif = STR("m"),
					  .perdue_le = 20231120,
					  .code = STR("20001")};
	struct statut_fait s = avant;
	const struct statut_issue issue = statut_mouvoir(
		&s, &(struct statut_acte){.evenement = EVENEMENT_REESSAYER, .role = ROLE_SCN},
		&(struct statut_faits){.importable = true}, 20231121);

	EQ_INT(issue.empechement, EMPECHEMENT_SANS_ECHEC);
	OK(statut_pareil(&avant, &s));
}

/* Starting afresh forgets the code and the formation of N-1. */
TEST(reinitialiser_detache)
{
	struct statut_fait s = {
		.offre = 1, .statut = STATUT_PUBLIE, .code = STR("20001"), .motif = STR("m")};

	(void)statut_mouvoir(
		&s,
		&(struct statut_acte){
			.evenement = EVENEMENT_REINITIALISER, .role = ROLE_SAIO, .raison = true},
		&(struct statut_faits){
			.importable = true, .perimetre = PERIMETRE_A_PUBLIER, .a_code = true},
		20231121);
	EQ_INT(s.statut, STATUT_A_PUBLIER);
	EQ_STR(s.code, "");
	EQ_STR(s.motif, "");
	EQ_STR(s.acteur, "saio");
	OK(s.detachee);
}
