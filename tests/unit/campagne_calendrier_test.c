/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne_calendrier_test.c - the state on each side of every date, the next jalon, the alerts at their bounds
 */
#include "tap.h"

#include "base/date.h"
#include "campagne/calendrier.h"

static struct campagne preset(int annee)
{
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct campagne c = {0};

	if (campagne_lire(NULL, annee, INT64_MAX, a, &c, &inc) != OK)
		c.annee = -1;
	return c;
}

TEST(l_etat_change_le_jour_dit)
{
	const struct campagne c = preset(2024);
	static const struct {
		int date;
		const char *etat;
	} VOULUS[] = {{20200101, "a_venir"},
		      {20230930, "a_venir"},
		      {20231001, "referencement_ouvert"},
		      {20231031, "referencement_ouvert"},
		      {20231101, "import_en_cours"},
		      {20231113, "import_en_cours"},
		      {20231114, "gestion_ouverte"},
		      {20231115, "gestion_ouverte"},
		      {20231116, "gestion_ouverte"},
		      {20231219, "gestion_ouverte"},
		      {20231220, "visible"},
		      {20240116, "visible"},
		      {20240117, "voeux"},
		      {20240314, "voeux"},
		      {20240315, "visible"},
		      {20240829, "visible"},
		      {20240830, "terminee"},
		      {20300101, "terminee"}};

	for (size_t i = 0; i < sizeof VOULUS / sizeof *VOULUS; i++)
		EQ_STR(campagne_etat_code(campagne_etat(&c, VOULUS[i].date)), VOULUS[i].etat);
}

TEST(un_import_fini_avant_la_gestion_laisse_le_referencement_ouvert)
{
	struct campagne c = preset(2024);

	c.jalon[JALON_IMPORT_FIN] = 20231108;
	EQ_INT(campagne_etat(&c, 20231108), CAMPAGNE_IMPORT_EN_COURS);
	EQ_INT(campagne_etat(&c, 20231109), CAMPAGNE_REFERENCEMENT_OUVERT);
	EQ_INT(campagne_etat(&c, 20231114), CAMPAGNE_GESTION_OUVERTE);
	/* begun on the same day: the later stage; a date that is not given begins nothing */
	c.jalon[JALON_OUVERTURE_GESTION] = 20231101;
	EQ_INT(campagne_etat(&c, 20231101), CAMPAGNE_GESTION_OUVERTE);
	c.jalon[JALON_OUVERTURE_GESTION] = c.jalon[JALON_DERNIER_VERSEMENT] = 0;
	EQ_INT(campagne_etat(&c, 20231101), CAMPAGNE_IMPORT_EN_COURS);
	EQ_INT(campagne_etat(&c, 20990101), CAMPAGNE_VISIBLE);
}

TEST(chaque_etat_a_un_code_et_un_nom)
{
	for (int e = 0; e < CAMPAGNE_ETAT__MAX; e++) {
		OK(campagne_etat_libelle((enum campagne_etat)e)[0] != 0);
		for (int k = 0; k < e; k++)
			OK(strcmp(campagne_etat_code((enum campagne_etat)e),
				  campagne_etat_code((enum campagne_etat)k)) != 0);
	}
	EQ_STR(campagne_etat_libelle(CAMPAGNE_VOEUX), "vœux");
}

TEST(les_jalons_se_lisent_dans_l_ordre_de_leurs_dates)
{
	struct campagne c = preset(2024);
	enum jalon ordre[JALON__MAX];

	MUST(campagne_ordre(&c, ordre) == JALON__MAX);
	EQ_INT(ordre[2], JALON_OUVERTURE_GESTION); /* the 14, before the end of the import */
	EQ_INT(ordre[3], JALON_IMPORT_FIN);
	for (int i = 1; i < JALON__MAX; i++)
		OK(c.jalon[ordre[i - 1]] <= c.jalon[ordre[i]]);
	/* one without a date is left out; of the same day, the order of the enum */
	c.jalon[JALON_VOEUX_FIN] = 0;
	c.jalon[JALON_OUVERTURE_GESTION] = 20231115;
	MUST(campagne_ordre(&c, ordre) == JALON__MAX - 1);
	EQ_INT(ordre[2], JALON_IMPORT_FIN);
	EQ_INT(ordre[3], JALON_OUVERTURE_GESTION);
}

TEST(le_prochain_jalon_est_celui_du_jour_ou_d_apres)
{
	const struct campagne c = preset(2024);

	EQ_INT(campagne_prochain(&c, 20200101), JALON_OUVERTURE_REFERENCEMENT);
	EQ_INT(campagne_prochain(&c, 20231001), JALON_OUVERTURE_REFERENCEMENT);
	EQ_INT(campagne_prochain(&c, 20231002), JALON_IMPORT_DEBUT);
	EQ_INT(campagne_prochain(&c, 20231114), JALON_OUVERTURE_GESTION);
	EQ_INT(campagne_prochain(&c, 20231115), JALON_IMPORT_FIN);
	EQ_INT(campagne_prochain(&c, 20240829), JALON_DERNIER_VERSEMENT);
	EQ_INT(campagne_prochain(&c, 20240830), JALON__MAX);
}

TEST(les_jours_se_disent)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(jalon_quand(a, 0), "aujourd'hui");
	EQ_STR(jalon_quand(a, 1), "demain");
	EQ_STR(jalon_quand(a, -1), "hier");
	EQ_STR(jalon_quand(a, 2), "dans 2 jours");
	EQ_STR(jalon_quand(a, -400), "il y a 400 jours");
}

/* The alert of that jalon on that many days before it; false: none. */
static bool alerte(struct arena *a, const struct campagne *c, enum jalon j, int jours,
		   struct jalon_alerte *ret)
{
	struct jalon_alerte v[JALON__MAX];
	const size_t n = campagne_jalons_proches(a, c, date_ajoute_jours(c->jalon[j], -jours), v);

	for (size_t i = 0; i < n; i++)
		if (v[i].jalon == j) {
			*ret = v[i];
			return true;
		}
	return false;
}

TEST(une_alerte_a_90_30_et_7_jours_et_jamais_apres)
{
	static const struct {
		int jours, seuil;
	} VOULUS[] = {{91, 0}, {90, 90}, {89, 90}, {31, 90}, {30, 30}, {29, 30},
		      {8, 30}, {7, 7},   {6, 7},   {1, 7},   {0, 7},   {-1, 0}};

	for (int n = CAMPAGNE_PREMIERE; n <= CAMPAGNE_DERNIERE; n++) {
		const struct campagne c = preset(n);

		for (int j = 0; j < JALON__MAX; j++)
			for (size_t i = 0; i < sizeof VOULUS / sizeof *VOULUS; i++) {
				AUTO_ARENA a = arena_new(0);
				struct jalon_alerte al = {0};
				const bool une = alerte(a, &c, (enum jalon)j, VOULUS[i].jours, &al);

				EQ_INT(une, VOULUS[i].seuil != 0);
				EQ_INT(al.seuil, VOULUS[i].seuil);
				if (!une)
					continue;
				EQ_INT(al.jours, VOULUS[i].jours);
				EQ_INT(al.date, c.jalon[j]);
				EQ_INT(al.deduite, c.deduite[j]);
				EQ_STR(al.roles, jalon_roles((enum jalon)j));
				OK(strstr(al.phrase, jalon_libelle((enum jalon)j)) != NULL);
				OK((strstr(al.phrase, "déduite") != NULL) == c.deduite[j]);
			}
	}
}

TEST(les_alertes_d_un_jour_dans_l_ordre_avec_ce_qu_il_faut_faire)
{
	AUTO_ARENA a = arena_new(0);
	const struct campagne c = preset(2024);
	struct jalon_alerte v[JALON__MAX];

	MUST(campagne_jalons_proches(a, &c, 20231114, v) == 4);
	EQ_INT(v[0].jalon, JALON_OUVERTURE_GESTION);
	EQ_INT(v[1].jalon, JALON_IMPORT_FIN);
	EQ_INT(v[2].jalon, JALON_VISIBLE_CANDIDATS);
	EQ_INT(v[3].jalon, JALON_VOEUX_DEBUT);
	EQ_STR(v[0].phrase,
	       "Aujourd'hui, le 14 novembre 2023 : ouverture du site de gestion de la campagne 2024. À faire avant : "
	       "les établissements d'accueil vérifient leur accès au site de gestion, et les SAIO l'UAI du lieu de "
	       "chaque offre ; le SCN Parcoursup prépare l'ouverture.");
	EQ_STR(v[1].phrase,
	       "Demain, le 15 novembre 2023 : fin de la mise à jour automatique de la campagne 2024. À faire avant : "
	       "les CFA corrigent leurs offres refusées, les Carif-Oref les valident, et les SAIO instruisent celles "
	       "qui les attendent ; après cette date, les offres sont traitées au fil de l'eau jusqu'au 29 août "
	       "2024.");
	EQ_STR(v[1].roles, "cfa,carif,saio");
	OK(str_starts(str_of(v[2].phrase), STR("Dans 36 jours, le 20 décembre 2023 : ")));
	/* a date that is deduced says so */
	const struct campagne d = preset(2027);
	MUST(campagne_jalons_proches(a, &d, 20261201, v) == 2);
	OK(strstr(v[0].phrase, "(date déduite des autres années, à confirmer)") != NULL);
	/* nothing is near */
	EQ_INT(campagne_jalons_proches(a, &c, 20230101, v), 0);
	EQ_INT(campagne_jalons_proches(a, &c, 20240830, v), 0);
}
