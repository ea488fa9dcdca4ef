/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_actions_test.c - an absence is told once, in the order in which people act
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"

#include "verdict/actions.h"

/* An offre that nothing stops. */
static struct verdict parfait(void)
{
	struct verdict v = {.classification = CLASSIFICATION_REGLEMENTAIRE,
			    .importable = true,
			    .uai = {.avis = AVIS_CONFORME, .raison = RAISON_UAI_OUVERT},
			    .perimetre = PERIMETRE_A_PUBLIER};
	static const enum raison RAISONS_CONFORMES[CRITERES] = {
		RAISON_NDA_SUR_LISTE,         RAISON_QUALIOPI_RESPONSABLE, RAISON_PERIMETRE_PUBLIER,
		RAISON_HABILITATION_DE_DROIT, RAISON_RNCP_CFD_OUVERT,      RAISON_DUREE_CONFORME,
		RAISON_SESSION_OUVERTE,       RAISON_ANNEE_DECLAREE};

	for (int i = 0; i < CRITERES; i++) {
		v.critere[i] =
			(struct constat){.avis = AVIS_CONFORME, .raison = RAISONS_CONFORMES[i]};
		v.bloquant[i] = i != 2 && i != 6;
	}
	return v;
}

static void casser(struct verdict *v, int critere, enum avis avis, enum raison raison)
{
	v->critere[critere - 1] = (struct constat){.avis = avis, .raison = raison};
	v->importable = false;
}

/* « m8! c6? u! »: mention 8 that stops, criterion 6 that waits, the UAI. */
static const char *liste(struct arena *a, const struct verdict *v)
{
	struct action actions[ACTIONS_MAX];
	const size_t n = verdict_actions(a, v, actions);
	const char *ret = "";

	for (size_t i = 0; i < n; i++) {
		const struct action *x = &actions[i];
		const char *fin = x->bloque ? "!" : "?", *avant = i ? " " : "";

		if (x->mention < MENTION__MAX)
			ret = arena_printf(a, "%s%sm%d%s", ret, avant, x->mention, fin);
		else if (x->critere)
			ret = arena_printf(a, "%s%sc%d%s", ret, avant, x->critere, fin);
		else
			ret = arena_printf(a, "%s%su%s", ret, avant, fin);
	}
	return ret;
}

TEST(rien_a_faire_pour_une_offre_que_rien_n_arrete)
{
	AUTO_ARENA a = arena_new(0);
	const struct verdict v = parfait();

	EQ_STR(liste(a, &v), "");
}

TEST(une_absence_est_dite_une_fois_par_sa_mention)
{
	AUTO_ARENA a = arena_new(0);
	struct verdict v = parfait();

	v.mention_manque[MENTION_ANNEE] = true;
	casser(&v, 8, AVIS_NON_CONFORME, RAISON_ANNEE_ABSENTE);
	EQ_STR(liste(a, &v), "m8!");
	/* Without the mention, the criterion speaks for itself. */
	v.mention_manque[MENTION_ANNEE] = false;
	EQ_STR(liste(a, &v), "c8!");
}

TEST(le_rncp_vient_du_cfd)
{
	AUTO_ARENA a = arena_new(0);
	struct verdict v = parfait();

	v.mention_manque[MENTION_CFD] = v.mention_manque[MENTION_RNCP] = true;
	casser(&v, 3, AVIS_A_VERIFIER, RAISON_PERIMETRE_CFD_ABSENT);
	casser(&v, 4, AVIS_NON_CONFORME, RAISON_HABILITATION_RNCP_ABSENT);
	casser(&v, 5, AVIS_NON_CONFORME, RAISON_RNCP_ABSENT);
	casser(&v, 6, AVIS_A_VERIFIER, RAISON_DUREE_CFD_ABSENT);
	EQ_STR(liste(a, &v), "m4!");
	v.mention_manque[MENTION_CFD] = false;
	EQ_STR(liste(a, &v), "c3! m5! c6?");
}

TEST(les_dates_sont_dites_par_la_session_qui_les_montre)
{
	AUTO_ARENA a = arena_new(0);
	struct verdict v = parfait();

	v.mention_manque[MENTION_DATES] = true;
	casser(&v, 5, AVIS_A_VERIFIER, RAISON_RNCP_SANS_SESSION);
	casser(&v, 7, AVIS_NON_CONFORME, RAISON_SESSION_SANS_DATE);
	EQ_STR(liste(a, &v), "c7!");
	casser(&v, 7, AVIS_NON_CONFORME, RAISON_SESSION_HORS_FENETRE);
	EQ_STR(liste(a, &v), "m6! c7!");
}

TEST(le_cfa_d_abord_puis_le_saio_puis_ce_qui_attend)
{
	AUTO_ARENA a = arena_new(0);
	struct verdict v = parfait();

	v.uai = (struct constat){.avis = AVIS_NON_CONFORME, .raison = RAISON_UAI_ABSENT};
	v.perimetre = PERIMETRE_A_PUBLIER_RECTEUR;
	casser(&v, 3, AVIS_CONFORME, RAISON_PERIMETRE_RECTEUR);
	casser(&v, 6, AVIS_A_VERIFIER, RAISON_DUREE_SANS_MEF);
	casser(&v, 8, AVIS_NON_CONFORME, RAISON_ANNEE_INVALIDE);
	EQ_STR(liste(a, &v), "c8! u! c3? c6?");
}

TEST(hors_du_perimetre_personne_n_a_rien_a_verifier)
{
	AUTO_ARENA a = arena_new(0);
	struct verdict v = parfait();

	v.perimetre = PERIMETRE_HORS;
	casser(&v, 3, AVIS_NON_CONFORME, RAISON_PERIMETRE_SANS_REGLE);
	casser(&v, 6, AVIS_A_VERIFIER, RAISON_DUREE_SANS_MEF);
	EQ_STR(liste(a, &v), "c3!");
}

TEST(un_avertissement_n_arrete_pas)
{
	AUTO_ARENA a = arena_new(0);
	struct verdict v = parfait();

	casser(&v, 6, AVIS_NON_CONFORME, RAISON_DUREE_INCOHERENTE);
	EQ_STR(liste(a, &v), "c6!");
	v.bloquant[5] = false;
	EQ_STR(liste(a, &v), "");
}

TEST(tout_a_la_fois_tient_dans_la_liste)
{
	AUTO_ARENA a = arena_new(0);
	struct action actions[ACTIONS_MAX];
	struct verdict v = parfait();

	for (int m = 0; m < MENTION__MAX; m++)
		v.mention_manque[m] = true;
	for (int i = 1; i <= CRITERES; i++)
		casser(&v, i, AVIS_NON_CONFORME, RAISON_NDA_ABSENT);
	v.uai.avis = AVIS_NON_CONFORME;
	OK(verdict_actions(a, &v, actions) <= ACTIONS_MAX);
	EQ_STR(raison_code(RAISON_ANNEE_ABSENTE), "ANNEE_ABSENTE");
}

TEST(une_raison_a_un_code)
{
	EQ_STR(raison_code(RAISON_AUCUNE), "AUCUNE");
	EQ_STR(raison_code(RAISON_ANNEE_ABSENTE), "ANNEE_ABSENTE");
	EQ_STR(raison_code(RAISON_SIGNAL_CLE), "SIGNAL_CLE");
}

TEST_BASES(les_dates_de_ce_qui_a_ete_regarde)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {.date = 20231005};
	struct sources s = {.date = {99}};
	struct vue vue;

	IMPORTER(&d, &i, depot_fichier(&d, "o.csv", CSV_DGEFP),
		 depot_fichier(&d, "l.xml", LHEO(&d, {0})));
	i.date = 20231010;
	IMPORTER(&d, &i, depot_fichier(&d, "k.csv", CSV_KIT));
	EQ_INT(i.err, OK);
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(verdict_sources(d.db, &vue, &s), OK);
	EQ_INT(s.date[PROVENANCE_FLUX], 20231005);
	EQ_INT(s.date[PROVENANCE_LISTE_OF], 20231005);
	EQ_INT(s.date[PROVENANCE_KIT], 20231010);
	EQ_INT(s.date[PROVENANCE_SIRENE], 0);
	EQ_INT(s.date[PROVENANCE_PERIMETRE], 0);
}

TEST_BASES(les_referentiels_qui_manquent_sont_nommes)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct importation i = {0};
	struct manques m;
	struct vue vue;

	EQ_INT(vue_resoudre(d.db, 0, &vue), E_ABSENT);
	EQ_INT(verdict_manques(d.db, &vue, &m), OK);
	EQ_INT(m.n, 8);
	IMPORTER(&d, &i, depot_fichier(&d, "o.csv", CSV_DGEFP),
		 depot_fichier(&d, "s.csv", CSV_SIRENE), depot_fichier(&d, "c.csv", CSV_COMMUNES));
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(verdict_manques(d.db, &vue, &m), OK);
	EQ_INT(m.n, 6);
	OK(!m.table[REF_ORGANISMES] && !m.table[REF_SIRENE] && m.table[REF_KIT]);
	/* what only adds a label is not missed */
	OK(!m.table[REF_NIVEAUX] && !m.table[REF_COMMUNES] && !m.table[REF_OPTIONS_BTS]);
}

TEST_BASES(sans_table_ni_dates_ni_manques)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	const struct vue vue = {.courante = true};
	struct sources s = {.date = {99}};
	struct manques m = {.n = 99};

	OK(verdict_sources(db, &vue, &s) != OK);
	OK(verdict_manques(db, &vue, &m) != OK);
	EQ_INT(s.date[0], 99);
	EQ_INT(m.n, 99);
	db_close(db);
}
