/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_rco_test.c - the formations of the réseau des Carif-Oref, in each of their shapes
 */
#include "tap.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limites.h"
#include "lecture.h"

struct vus {
	struct arena *a;
	struct str offre[OFFRE__MAX];
	struct buf sessions, anomalies, textes;
	unsigned offres;
};

static enum err voir(void *ctx, const struct record *r)
{
	struct vus *v = ctx;

	if (r->kind == RECORD_OFFRE) {
		v->offres++;
		for (int i = 0; i < OFFRE__MAX; i++)
			v->offre[i] = arena_str(v->a, r->champ[i]);
	}
	if (r->kind == RECORD_SESSION)
		buf_printf(&v->sessions, "%.*s>%.*s:%.*s/%.*s/%.*s ",
			   STR_FMT(r->champ[SESSION_DEBUT]), STR_FMT(r->champ[SESSION_FIN]),
			   STR_FMT(r->champ[SESSION_CAPACITE]),
			   STR_FMT(r->champ[SESSION_CAPACITE_CUMULEE]),
			   STR_FMT(r->champ[SESSION_EFFECTIF_MINIMAL]));
	if (r->kind == RECORD_TEXTES)
		buf_printf(&v->textes, "%.*s=%.*s ", STR_FMT(r->champ[TEXTES_NOM]),
			   STR_FMT(r->champ[TEXTES_TEXTE]));
	if (r->kind == RECORD_ANOMALIE)
		buf_printf(&v->anomalies, "%.*s %.*s %.*s=%.*s; ", STR_FMT(r->champ[ANOMALIE_CODE]),
			   STR_FMT(r->champ[ANOMALIE_REF]), STR_FMT(r->champ[ANOMALIE_CHAMP]),
			   STR_FMT(r->champ[ANOMALIE_VALEUR]));
	return OK;
}

static void vus_lire(struct vus *v, const char *json)
{
	struct incident inc = {0};

	*v = (struct vus){.a = arena_new(0)};
	buf_init(&v->sessions, 100000);
	buf_init(&v->anomalies, 100000);
	buf_init(&v->textes, 100000);
	EQ_INT(format_reconnaitre(json, strlen(json)), FORMAT_RCO);
	struct lecteur *l = format_ouvrir(FORMAT_RCO, (struct puits){voir, v});
	EQ_INT(format_nourrir(l, json, strlen(json), &inc), OK);
	EQ_INT(format_fin(l, &inc), OK);
	format_fermer(l);
}

static void vus_fin(struct vus *v)
{
	buf_free(&v->sessions);
	buf_free(&v->anomalies);
	buf_free(&v->textes);
	arena_free(v->a);
}
#define AUTO_VUS __attribute__((cleanup(vus_fin))) struct vus

static void comparer(const struct vus *v, const struct str attendu[OFFRE__MAX])
{
	for (unsigned i = 0; i < OFFRE__MAX; i++)
		if (!str_eq(v->offre[i], attendu[i]))
			printf("# %s\n", record_colonne(RECORD_OFFRE, i)),
				EQ_STR(v->offre[i], attendu[i]);
}

TEST(la_forme_de_2020)
{
	AUTO_VUS v;

	vus_lire(
		&v,
		"[{\"id_formation\":\"24_1\",\"id_action\":\"24_2\",\"id_certifinfo\":56927,"
		"\"etablissement_gestionnaire_siret\":\"11000001700018\",\"etablissement_gestionnaire_uai\":\"0040000a\","
		"\"etablissement_gestionnaire_code_postal\":\"04800\",\"etablissement_formateur_siret\":\"11000002500012\","
		"\"etablissement_formateur_uai\":null,\"etablissement_lieu_formation_siret\":null,"
		"\"etablissement_lieu_formation_adresse\":\" 1 rue de l'Essai\","
		"\"etablissement_lieu_formation_code_postal\":\"1000\",\"etablissement_lieu_formation_code_insee\":\"01004\","
		"\"etablissement_lieu_formation_geo_coordonnees\":\"43.5,5.25##44,6\",\"cfd\":\"23633502\","
		"\"rncp_code\":\"RNCP1;RNCP2\",\"capacite\":\"12\",\"periode\":[\"2021-09\",\"2022-01\"]}]");
	comparer(&v, (struct str[OFFRE__MAX]){[OFFRE_FORMATION_NUMERO] = STR("24_1"),
					      [OFFRE_ACTION_NUMERO] = STR("24_2"),
					      [OFFRE_CERTIFINFO] = STR("56927"),
					      [OFFRE_RNCP] = STR("RNCP1"),
					      [OFFRE_LIGNE] = STR("1 rue de l'Essai"),
					      [OFFRE_CODE_POSTAL] = STR("01000"),
					      [OFFRE_INSEE] = STR("01004"),
					      [OFFRE_LATITUDE] = STR("43.5"),
					      [OFFRE_LONGITUDE] = STR("5.25"),
					      [OFFRE_SIRET_RESPONSABLE] = STR("11000001700018"),
					      [OFFRE_UAI_RESPONSABLE] = STR("0040000A"),
					      [OFFRE_SIRET_FORMATEUR] = STR("11000002500012"),
					      [OFFRE_FORMATION_RANG] = STR("1")});
	/* a month is no date: it is shown as it is */
	EQ_STR(buf_view(&v.sessions), "2021-09>:12// 2022-01>:12// ");
	/* pitfall 8: several RNCP; pitfall 3: a lost zero */
	EQ_STR(buf_view(&v.anomalies),
	       "VALEUR_EN_TROP 24_1 rncp_code=RNCP1;RNCP2; "
	       "ZERO_PERDU 24_1 etablissement_lieu_formation_code_postal=1000; "
	       "VALEUR_EN_TROP 24_1 etablissement_lieu_formation_geo_coordonnees=43.5,5.25##44,6; ");
}

TEST(la_forme_suivante_dit_la_cle_la_duree_et_l_annee)
{
	AUTO_VUS v;

	vus_lire(
		&v,
		"[{\"id_formation\":\"24_1\",\"cle_ministere_educatif\":\"CLE\",\"etablissement_gestionnaire_siret\":\"1\","
		"\"duree\":\"2\",\"entree_apprentissage\":\"1##2\",\"entierement_a_distance\":\"OUI\","
		"\"niveau_entree_obligatoire\":4,\"intitule_formation\":\"\",\"intitule_long\":\"BTS\","
		"\"periode\":\"2021-09##2021-10|2021-11\"}]");
	comparer(&v, (struct str[OFFRE__MAX]){[OFFRE_FORMATION_NUMERO] = STR("CLE"),
					      [OFFRE_INTITULE] = STR("BTS"),
					      [OFFRE_NIVEAU_ENTREE] = STR("14"),
					      [OFFRE_MODALITES_ENSEIGNEMENT] = STR("2"),
					      [OFFRE_DUREE] = STR("2"),
					      [OFFRE_SIRET_RESPONSABLE] = STR("1"),
					      [OFFRE_FORMATION_RANG] = STR("1"),
					      [OFFRE_ANNEES] = STR("1,2")});
	EQ_STR(buf_view(&v.sessions), "2021-09>:// 2021-10>:// 2021-11>:// ");
	EQ_STR(buf_view(&v.anomalies), "");
}

/* Pitfall 4: instants are civil dates in Paris. Lists of unequal length are paired by rank. */
TEST(les_listes_paralleles_font_des_sessions)
{
	AUTO_VUS v;

	vus_lire(
		&v,
		"{\"formations\":[{\"cle_ministere_educatif\":\"C\",\"etablissement_gestionnaire_siret\":\"1\",\"duree\":\"X\",\"annee\":\"X\","
		"\"date_debut\":[\"2027-07-19T23:00:00.000Z\",\"2027-09-01T00:00:00.000Z\",\"bientôt\"],"
		"\"date_fin\":[\"2028-07-01T22:00:00.000Z\",\"2026-01-01T00:00:00.000Z\"],"
		"\"capacite_simultanee\":[\"10\",20],\"capacite_cumulee\":\"[\\\"30\\\",null,\\\"50\\\"]\",\"effectif_minimal\":\"[]\","
		"\"capacite\":\"99\",\"modalites_entrees_sorties\":[true,false],\"entierement_a_distance\":false,"
		"\"periode\":[\"2027-07-01T00:00:00.000Z\"],\"objectif\":\"apprendre\",\"contenu\":null}],"
		"\"pagination\":{\"page\":\"1\"}}");
	EQ_STR(buf_view(&v.sessions),
	       "2027-07-20>2028-07-02:10/30/ 2027-09-01>2026-01-01:20// bientôt>:/50/ ");
	EQ_STR(buf_view(&v.anomalies),
	       "VALEUR_EN_TROP C modalites_entrees_sorties=false; "
	       "LISTES_INEGALES C date_fin=2 au lieu de 3; "
	       "LISTES_INEGALES C capacite_simultanee=2 au lieu de 3; "
	       "PERIODE_INVERSEE C date_fin=2026-01-01; DATE_ILLISIBLE C date_debut=bientôt; ");
	EQ_STR(buf_view(&v.textes), "objectif=apprendre ");
	EQ_STR(v.offre[OFFRE_DUREE], "X");
	EQ_STR(v.offre[OFFRE_ANNEES], "X");
	EQ_STR(v.offre[OFFRE_MODALITES_ENTREES_SORTIES], "1");
	EQ_STR(v.offre[OFFRE_MODALITES_ENSEIGNEMENT], "");
}

/* The catalogue writes its months as instants: they say no more than the month. */
TEST(une_periode_n_est_jamais_une_date)
{
	AUTO_VUS v;

	vus_lire(
		&v,
		"{\"cle_ministere_educatif\":\"A\",\"etablissement_gestionnaire_siret\":\"1\",\"periode\":[\"2021-08-31T22:00:00.000Z\"]}\n"
		"{\"cle_ministere_educatif\":\"B\",\"etablissement_formateur_siret\":\"1\",\"periode\":[\"2021-10-05\",\"\"],\"date_debut\":[],\"date_fin\":\"[]\"}\n");
	EQ_INT(v.offres, 2);
	EQ_STR(buf_view(&v.sessions), "2021-09>:// 2021-10>:// ");
	EQ_STR(buf_view(&v.anomalies), "");
}

/* A field that holds a list or an object where one value is meant says nothing, and that is told once. */
TEST(une_valeur_composee_est_dite)
{
	AUTO_VUS v;

	vus_lire(
		&v,
		"[{\"cle_ministere_educatif\":{\"x\":[\"é\"]},\"etablissement_gestionnaire_siret\":[\"1\",{}],"
		"\"duree\":{\"annees\":2},\"objectif\":[\"a\",\"b\"],\"contenu\":[],\"rncp_code\":[\"RNCP1\"],"
		"\"date_debut\":[[\"2024-09-01\"]],\"inconnu\":{}}]");
	EQ_INT(v.offres, 1);
	EQ_STR(buf_view(&v.anomalies),
	       "VALEUR_EN_TROP  etablissement_gestionnaire_siret=; LISTES_INEGALES  date_fin=0 au lieu de 1; "
	       "VALEUR_COMPOSEE  cle_ministere_educatif={\"x\":[\"é\"]}; "
	       "VALEUR_COMPOSEE  etablissement_gestionnaire_siret={}; VALEUR_COMPOSEE  duree={\"annees\":2}; "
	       "VALEUR_COMPOSEE  date_debut=[\"2024-09-01\"]; VALEUR_COMPOSEE  objectif=[\"a\",\"b\"]; ");
}

TEST(ce_que_rien_ne_nomme_n_est_pas_une_offre)
{
	AUTO_VUS v;

	vus_lire(
		&v,
		"[{\"cle_ministere_educatif\":null,\"etablissement_formateur_siret\":null},{},{\"cle_ministere_educatif\":\"x\"},"
		"{\"cle_ministere_educatif\":\"104239P01219990001280001099900012800010-94028#L01\"}]");
	EQ_INT(v.offres, 1);
	EQ_STR(buf_view(&v.anomalies),
	       "CODE_ABSENT  cle_ministere_educatif=; CODE_ABSENT  cle_ministere_educatif=; "
	       "CODE_ABSENT x cle_ministere_educatif=x; ");
}

TEST(aucune_valeur_n_est_perdue_sans_un_mot)
{
	AUTO_VUS v;

	vus_lire(
		&v,
		"[{\"id_formation\":\"F\",\"etablissement_gestionnaire_siret\":[\"1\"],\"duree\":[\"2\"],"
		"\"rncp_code\":[\"RNCP34079\",\"RNCP1\"],\"code_postal\":[\"78000\"],\"localite\":\"['Nonette']\","
		"\"date_debut\":\"['2022-09-12T00:00:00.000Z', None]\",\"date_fin\":\"['2023\"}]");
	EQ_STR(v.offre[OFFRE_SIRET_RESPONSABLE], "1");
	EQ_STR(v.offre[OFFRE_DUREE], "2");
	EQ_STR(v.offre[OFFRE_RNCP], "RNCP34079");
	EQ_STR(v.offre[OFFRE_CODE_POSTAL], "78000");
	EQ_STR(v.offre[OFFRE_VILLE], "Nonette");
	EQ_STR(buf_view(&v.sessions), "2022-09-12>['2023:// >:// ");
	EQ_STR(buf_view(&v.anomalies),
	       "VALEUR_EN_TROP F rncp_code=RNCP1; LISTES_INEGALES F date_fin=1 au lieu de 2; "
	       "DATE_ILLISIBLE F date_fin=['2023; ");
}

TEST(les_sessions_de_trop_sont_dites)
{
	AUTO_BUF b;
	AUTO_VUS v;

	buf_init(&b, 100000);
	buf_cstr(
		&b,
		"[{\"id_formation\":\"F\",\"etablissement_gestionnaire_siret\":\"1\",\"date_debut\":[\"\"");
	for (int i = 0; i < LIMITE_SESSIONS; i++)
		buf_cstr(&b, ",\"\"");
	buf_cstr(&b, "],\"date_fin\":[\"\"]}]");
	buf_char(&b, 0);
	vus_lire(&v, b.p);
	OK(str_starts(buf_view(&v.anomalies), STR("LISTES_INEGALES F date_debut=")));
}

TEST(les_echantillons_reels)
{
	static const struct {
		const char *chemin;
		unsigned offres;
	} reels[] = {
		{"rco-formations-2020-11-16.recovered-2208.json", 2208},
		{"rco-catalogue-formations-apprentissage-2020-11-04.sample.json", 231},
		{"rco_formations_ndjson_sample.json", 2},
		{"catalogue_formations_api_sample.json", 2},
	};

	for (unsigned i = 0; i < sizeof reels / sizeof *reels; i++) {
		AUTO_BUF chemin;
		AUTO_LECTURE l = {0};

		buf_init(&chemin, 1000);
		buf_printf(&chemin, "../shared/data/catalogue/%s", reels[i].chemin);
		struct str s = lire_fichier(chemin.p);
		if (!s.p)
			SKIP("real samples are not in ../shared/data");
		EQ_INT(format_reconnaitre(s.p, s.n), FORMAT_RCO);
		lire(&l, FORMAT_RCO, s, 65536, 65536);
		EQ_INT(l.err, OK);
		EQ_INT(l.vus[RECORD_OFFRE], reels[i].offres);
		EQ_INT(l.vus[RECORD_BILAN], 1);
		mem_free((void *)(uintptr_t)s.p);
	}
}
