/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_preparer_test.c - from the formations of a feed to its offers: clés, years, sessions, texts, anomalies
 *
 * The records come from the LHEO reader, as in an import. What comes out is one line an offre: « clé année=… sessions=… », « + » after the clé when
 * it is composed; « !CODE ref champ=valeur » for an anomaly.
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "lheo.h"

#include "format/format.h"
#include "import/preparer.h"
#include "referentiel/texte.h"

struct sortie {
	struct arena *a;
	const char *offres, *anomalies;
	int n;
	struct str derniers_textes;
	struct offre_fait derniere;
	int refuse_offre; /* the puits refuses that offre, from 1; 0: none */
	bool refuse_anomalie;
};

static enum err noter_offre(void *ctx, const struct offre_fait *f, struct str textes,
			    uint32_t ligne)
{
	struct sortie *s = ctx;
	const char *sessions = "";

	for (size_t i = 0; i < f->n_sessions; i++)
		sessions = arena_printf(s->a, "%s%s%.*s", sessions, i ? "," : "",
					STR_FMT(f->sessions[i].col[SC_numero]));
	s->offres = arena_printf(s->a, "%s%s%.*s%s année=%.*s sessions=%s", s->offres,
				 s->n ? " / " : "", STR_FMT(f->cle), f->cle_composee ? "+" : "",
				 STR_FMT(f->col[OC_annee]), sessions);
	s->derniers_textes = arena_str(s->a, textes);
	s->derniere = *f;
	for (int i = 0; i < OC__MAX; i++)
		s->derniere.col[i] = arena_str(s->a, f->col[i]);
	OK(ligne > 0);
	return ++s->n == s->refuse_offre ? E_REFUS : 0;
}

static enum err noter_autre(void *ctx, const struct record *r)
{
	struct sortie *s = ctx;

	if (r->kind != RECORD_ANOMALIE)
		return 0;
	s->anomalies =
		arena_printf(s->a, "%s!%.*s %.*s %.*s=%.*s ", s->anomalies,
			     STR_FMT(r->champ[ANOMALIE_CODE]), STR_FMT(r->champ[ANOMALIE_REF]),
			     STR_FMT(r->champ[ANOMALIE_CHAMP]), STR_FMT(r->champ[ANOMALIE_VALEUR]));
	return s->refuse_anomalie ? E_REFUS : 0;
}

static enum err preparer_de(enum format f, const char *texte, struct sortie *s)
{
	struct preparation *p =
		preparer_ouvrir((struct preparation_puits){noter_offre, noter_autre, s});
	struct lecteur *l = format_ouvrir(f, preparer_entree(p, f));
	struct incident inc;
	enum err err = format_nourrir(l, texte, strlen(texte), &inc);

	if (!err)
		err = format_fin(l, &inc);
	format_fermer(l);
	preparer_fermer(p);
	return err;
}

static enum err preparer(const char *texte, struct sortie *s)
{
	return preparer_de(FORMAT_LHEO, texte, s);
}

/* A depot without a base: its arena is enough. */
#define SORTIE_DE(s, ...)                                                                          \
	AUTO_ARENA memoire = arena_new(0);                                                         \
	struct depot sans_base = {.a = memoire};                                                   \
	struct sortie s = {.a = memoire, .offres = "", .anomalies = ""};                           \
	EQ_INT(preparer(LHEO(&sans_base, __VA_ARGS__), &s), OK)

#define COMPOSEE(certifinfo, duree_annee, insee, lieu)                                             \
	certifinfo "P01" duree_annee LHEO_RESPONSABLE LHEO_FORMATEUR "-" insee "#L" lieu "+"

TEST(un_numero_qui_a_la_forme_d_une_cle_est_la_cle)
{
	SORTIE_DE(s, {0});
	EQ_STR(s.offres, LHEO_CLE " année=1 sessions=SE_1");
	EQ_STR(s.anomalies, "");
	EQ_STR(s.derniere.col[OC_region], "53");
	EQ_STR(s.derniere.col[OC_academie], "14");
	EQ_STR(s.derniere.col[OC_formation_numero], LHEO_CLE);
	EQ_STR(s.derniere.col[OC_action_numero], "AF_1");
	EQ_STR(s.derniere.col[OC_duree], "2");
	EQ_STR(s.derniere.col[OC_rythme], "Deux jours au CFA");
	EQ_STR(s.derniere.col[OC_niveau_obligatoire], "1");
	OK(s.derniere.seule);
}

TEST(une_cle_declaree_est_gardee_et_chaque_ecart_est_dit)
{
	SORTIE_DE(s,
		  {.certifinfo = "7",
		   .responsable = "99900001100018",
		   .actions = {{.duree = "3", .insee = "2A004", .formateur = "99900002900010"}}});
	EQ_STR(s.offres, LHEO_CLE " année=1 sessions=SE_1");
	EQ_STR(s.anomalies,
	       "!NUMERO_CLE_ECART " LHEO_CLE " certifinfo=7 !NUMERO_CLE_ECART " LHEO_CLE
	       " duree=3 !NUMERO_CLE_ECART " LHEO_CLE
	       " siret_responsable=99900001100018 !NUMERO_CLE_ECART " LHEO_CLE
	       " siret_formateur=99900002900010 !NUMERO_CLE_ECART " LHEO_CLE " insee=2A004 ");
}

TEST(l_annee_declaree_autrement_que_dans_la_cle_est_un_ecart)
{
	SORTIE_DE(s, {.actions = {{.sessions = {{.annees = {"2"}}}}}});
	EQ_STR(s.offres, LHEO_CLE " année=2 sessions=SE_1");
	EQ_STR(s.anomalies, "!NUMERO_CLE_ECART " LHEO_CLE " annee=2 ");
}

TEST(un_formateur_absent_est_le_responsable_dans_la_cle_aussi)
{
	SORTIE_DE(s, {.numero = "AF_1", .actions = {{.formateur = ""}}});
	EQ_STR(s.offres,
	       "104239P0121" LHEO_RESPONSABLE LHEO_RESPONSABLE "-29019#L01+ année=1 sessions=SE_1");
	EQ_STR(s.derniere.col[OC_siret_formateur], "");
}

TEST(un_numero_qui_n_est_pas_une_cle_fait_composer)
{
	SORTIE_DE(s, {.numero = "53_AF_0000000027", .certifinfo = "7"});
	EQ_STR(s.offres, COMPOSEE("000007", "21", "29019", "01") " année=1 sessions=SE_1");
	EQ_STR(s.anomalies, "");
	EQ_STR(s.derniere.col[OC_certifinfo], "7");
}

TEST(la_corse_et_ce_qui_manque_dans_une_cle_composee)
{
	SORTIE_DE(s, {.numero = "a", .actions = {{.insee = "2A004"}}},
		  {.numero = "b",
		   .certifinfo = "",
		   .responsable = "",
		   .actions = {{.insee = "", .duree = "", .formateur = "12"}}},
		  {.numero = "c", .actions = {{.duree = "X"}}},
		  {.numero = "d", .actions = {{.insee = "BREST"}}});
	EQ_STR(s.offres,
	       COMPOSEE(
		       "104239", "21", "2A004",
		       "01") " année=1 sessions=SE_1 / "
			     "000000P01X10000000000000000000000000012-00000#L01+ année=1 "
			     "sessions=SE_1 / " COMPOSEE(
				     "104239", "X1", "29019",
				     "01") " année=1 sessions=SE_1 / " COMPOSEE("104239", "21",
										"00000",
										"01") " année=1 sessions=SE_1");
}

TEST(a_distance_le_lieu_est_ad)
{
	SORTIE_DE(s, {.numero = "a", .actions = {{.modalites = "2"}}},
		  {.numero = "b", .actions = {{.modalites = "2", .insee = ""}}},
		  {.actions = {{.modalites = "2", .insee = "75112"}}});
	EQ_STR(s.offres,
	       COMPOSEE("104239", "21", "29019", "AD") " année=1 sessions=SE_1 / " COMPOSEE(
		       "104239", "21", "99999", "AD") " année=1 sessions=SE_1 / " LHEO_CLE
						      " année=1 sessions=SE_1");
	/* the commune of a remote offre says nothing of its clé */
	EQ_STR(s.anomalies, "");
}

TEST(la_seconde_action_d_une_formation_a_une_cle_composee)
{
	SORTIE_DE(s, {.actions = {{.numero = "AF_1"}, {.numero = "AF_2", .duree = "1"}}},
		  {.numero = "104239P0122" LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01",
		   .actions = {{.sessions = {{.annees = {"2"}}}}}});
	EQ_STR(s.offres,
	       LHEO_CLE " année=1 sessions=SE_1 / " COMPOSEE(
		       "104239", "11", "29019", "01") " année=1 sessions=SE_1 / "
						      "104239P0122" LHEO_RESPONSABLE LHEO_FORMATEUR
						      "-29019#L01 année=2 sessions=SE_1");
}

/* formation/@numero is not unique: two formations that share one are two formations. */
TEST(deux_formations_du_meme_numero_ont_la_meme_cle)
{
	SORTIE_DE(s, {0}, {.intitule = "autre"});
	EQ_STR(s.offres, LHEO_CLE " année=1 sessions=SE_1 / " LHEO_CLE " année=1 sessions=SE_1");
}

TEST(plusieurs_annees_font_plusieurs_offres_chacune_avec_ses_sessions)
{
	SORTIE_DE(s,
		  {.actions = {
			   {.sessions = {
				    {.numero = "A", .annees = {"1"}},
				    {.numero = "B", .debut = "20250901", .annees = {"2"}},
				    {.numero = "C", .debut = "20250901", .annees = {""}},
				    {.numero = "D", .debut = "20250901", .annees = {"1", "2"}}}}}});
	EQ_STR(s.offres,
	       LHEO_CLE " année=1 sessions=A,C,D / 104239P0122" LHEO_RESPONSABLE LHEO_FORMATEUR
			"-29019#L01 année=2 sessions=B,C,D");
	EQ_STR(s.anomalies, "");
	OK(!s.derniere.seule);
}

TEST(une_annee_ecrite_01_est_la_premiere)
{
	SORTIE_DE(s,
		  {.actions = {
			   {.sessions = {{.numero = "A", .annees = {"01"}},
					 {.numero = "B", .debut = "20250901", .annees = {"1"}}}}}});
	EQ_STR(s.offres, LHEO_CLE " année=1 sessions=A,B");
	EQ_STR(s.anomalies, "");
}

TEST(plusieurs_annees_sans_cle_en_composent_une_chacune)
{
	SORTIE_DE(s, {.numero = "x",
		      .actions = {{.duree = "3",
				   .sessions = {{.numero = "A", .annees = {"1", "2", "3"}}}}}});
	EQ_STR(s.offres,
	       COMPOSEE("104239", "31", "29019", "01") " année=1 sessions=A / " COMPOSEE(
		       "104239", "32", "29019",
		       "01") " année=2 sessions=A / " COMPOSEE("104239", "33", "29019",
							       "01") " année=3 sessions=A");
}

TEST(une_annee_qui_manque_ou_ne_se_lit_pas)
{
	SORTIE_DE(
		s, {.numero = "x", .actions = {{.sessions = {{.annees = {""}}}}}},
		{.numero = "y", .certifinfo = "1", .actions = {{.sessions = {{.annees = {"X"}}}}}});
	EQ_STR(s.offres,
	       COMPOSEE("104239", "2X", "29019", "01") " année= sessions=SE_1 / " COMPOSEE(
		       "000001", "2X", "29019", "01") " année= sessions=SE_1");
}

TEST(les_textes_vont_avec_chaque_offre_de_la_formation)
{
	SORTIE_DE(s, {.objectif = "Réussir.",
		      .actions = {{.numero = "AF_1", .sessions = {{.annees = {"1", "2"}}}},
				  {.numero = "AF_2"}}});
	EQ_INT(s.n, 3);
	EQ_STR(bloc_texte(s.derniers_textes, STR("objectif")), "Réussir.");
	EQ_STR(bloc_texte(s.derniers_textes, STR("resultats")), "Obtention.");
	EQ_STR(bloc_texte(s.derniers_textes, STR("contenu")), "Enseignements.");
}

TEST(un_siret_ou_un_uai_faux_est_une_anomalie_de_l_offre)
{
	SORTIE_DE(s, {.numero = "x",
		      .responsable = "99900011000019",
		      .actions = {{.formateur = "99900012800011", .uai = "0299901A"}}});
	const char *cle = "104239P01219990001100001999900012800011-29019#L01";
	EQ_STR(s.anomalies,
	       arena_printf(memoire,
			    "!SIRET_FAUX %s siret_responsable=99900011000019 !SIRET_FAUX %s "
			    "siret_formateur=99900012800011 !UAI_FAUX %s uai_lieu=0299901A ",
			    cle, cle, cle));
}

/* Either flag is enough (domain.md 4.0); without the type of the cycle, no year is declared. */
TEST(ce_qui_n_est_pas_de_l_apprentissage_ne_donne_rien)
{
	SORTIE_DE(s, {.actions = {{.hors_apprentissage = true, .cycle_initial = true}}},
		  {.numero = "b", .actions = {{.hors_apprentissage = true}}},
		  {.numero = "c", .actions = {{.cycle_initial = true}}});
	EQ_STR(s.offres,
	       COMPOSEE("104239", "21", "29019", "01") " année=1 sessions=SE_1 / " COMPOSEE(
		       "104239", "2X", "29019", "01") " année= sessions=SE_1");
}

TEST(un_refus_de_celui_qui_recoit_arrete_tout)
{
	AUTO_ARENA a = arena_new(0);
	struct depot d = {.a = a};
	const char *texte = LHEO(&d, {.certifinfo = "7"}, {.numero = "b"}, {.numero = "c"});
	struct sortie s = {.a = a, .offres = "", .anomalies = "", .refuse_offre = 2};

	EQ_INT(preparer(texte, &s), E_REFUS);
	EQ_INT(s.n, 2);
	s = (struct sortie){.a = a, .offres = "", .anomalies = "", .refuse_anomalie = true};
	EQ_INT(preparer(texte, &s), E_REFUS);
	EQ_INT(s.n, 0);
	preparer_fermer(NULL);
}

TEST(sans_offre_rien_ne_sort)
{
	AUTO_ARENA a = arena_new(0);
	struct sortie s = {.a = a, .offres = "", .anomalies = ""};
	struct preparation *p =
		preparer_ouvrir((struct preparation_puits){noter_offre, noter_autre, &s});
	const struct puits entree = preparer_entree(p, FORMAT_LHEO);
	const struct record seule = {.kind = RECORD_SESSION, .n = SESSION__MAX},
			    bilan = {.kind = RECORD_BILAN, .n = BILAN__MAX};

	EQ_INT(entree.record(entree.ctx, &seule), OK);
	EQ_INT(entree.record(entree.ctx, &bilan), OK);
	EQ_INT(s.n, 0);
	preparer_fermer(p);
}

/* LHEO has a place for every part of a clé; the réseau's JSON has not in all its shapes: what it does not say contradicts nothing. */
TEST(ce_que_le_json_du_reseau_ne_dit_pas_n_est_pas_un_ecart)
{
	AUTO_ARENA a = arena_new(0);
	struct sortie s = {.a = a, .offres = "", .anomalies = ""};

	EQ_INT(preparer_de(
		       FORMAT_RCO,
		       "[{\"cle_ministere_educatif\":\"" LHEO_CLE
		       "\",\"etablissement_gestionnaire_siret\":\"99900001100018\",\"duree\":\"3\"}]",
		       &s),
	       OK);
	EQ_INT(s.n, 1);
	EQ_STR(s.anomalies, "!NUMERO_CLE_ECART " LHEO_CLE " duree=3 !NUMERO_CLE_ECART " LHEO_CLE
			    " siret_responsable=99900001100018 !NUMERO_CLE_ECART " LHEO_CLE
			    " siret_formateur=99900001100018 ");
}
