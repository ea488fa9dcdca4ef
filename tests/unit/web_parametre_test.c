/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web_parametre_test.c - what an address may say is read, what it may not is told, and addresses are written again the same
 */
#include "tap.h"

#include "web/parametre.h"

static const char *const TRIS[] = {"pertinence", "intitule", NULL};
static const struct parametre TABLE[] = {
	{"q", "Recherche", PARAMETRE_TEXTE, 0, 20, NULL, false},
	{"region", "Région", PARAMETRE_CODE, 0, 3, NULL, true},
	{"tri", "Ordre", PARAMETRE_CHOIX, 0, 0, TRIS, false},
	{"n", "Lignes", PARAMETRE_ENTIER, 1, 100, NULL, false},
};
enum { N = sizeof TABLE / sizeof *TABLE };

static struct valeurs lire(struct arena *a, const char *const *paires)
{
	struct http_champ c[80];
	struct valeurs v;
	size_t n = 0;

	for (; paires[0]; paires += 2)
		c[n++] = (struct http_champ){str_of(paires[0]), str_of(paires[1])};
	parametres_lire(TABLE, N, (struct http_champs){c, n}, a, &v);
	return v;
}
#define LIRE(a, ...) lire(a, (const char *const[]){__VA_ARGS__, NULL})

TEST(ce_qui_est_permis_est_lu)
{
	AUTO_ARENA a = arena_new(0);
	const struct valeurs longue = LIRE(a, "q", "éééééééééééééééééééé");
	const struct valeurs v = LIRE(a, "q", "  bts mco ", "region", "11", "autre", "x", "region",
				      "53", "region", "11", "tri", "intitule", "n", "50");

	EQ_INT(longue.erreurs, 0); /* twenty characters, forty bytes */
	EQ_INT(v.erreurs, 0);
	OK(str_eq(valeur_de(&v, "q")->texte[0], STR("bts mco")));
	EQ_INT(valeur_de(&v, "region")->n, 2);
	OK(valeur_a(valeur_de(&v, "region"), STR("53")));
	EQ_INT(valeur_de(&v, "tri")->entier, 1);
	EQ_INT(valeur_de(&v, "n")->entier, 50);
}

TEST(ce_qui_ne_l_est_pas_est_dit_et_rendu_tel_quel)
{
	static const struct {
		const char *nom, *valeur, *erreur;
	} CAS[] = {
		{"q", "plus de vingt caractères", "20 caractères au plus"},
		{"region", "<b>", "ce n'est pas un code"},
		{"region", "1234", "ce n'est pas un code"},
		{"tri", "Intitule", "cette valeur n'existe pas"},
		{"n", "0", "entre 1 et 100"},
		{"n", "101", "entre 1 et 100"},
		{"n", "-1", "entre 1 et 100"},
		{"n", "99999999999999999999", "entre 1 et 100"},
		{"n", "dix", "entre 1 et 100"},
		{"n", "\xff", "entre 1 et 100"},
	};
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		const struct valeurs v = LIRE(a, CAS[i].nom, CAS[i].valeur);
		const struct valeur *une = valeur_de(&v, CAS[i].nom);

		EQ_INT(v.erreurs, 1);
		EQ_INT(une->n, 0);
		OK(une->erreur && strstr(une->erreur, CAS[i].erreur) &&
		   strstr(une->erreur, une->parametre->libelle));
		OK(str_eq(une->vu, str_of(CAS[i].valeur)));
	}
}

TEST(vide_n_est_pas_donne)
{
	AUTO_ARENA a = arena_new(0);
	const struct valeurs v = LIRE(a, "q", "", "region", "  ", "n", "");

	EQ_INT(v.erreurs, 0);
	for (size_t i = 0; i < v.n; i++)
		EQ_INT(v.v[i].n, 0);
}

TEST(trop_de_valeurs_se_dit)
{
	AUTO_ARENA a = arena_new(0);
	struct http_champ c[PARAMETRE_VALEURS_MAX + 1];
	struct valeurs v;

	for (int i = 0; i <= PARAMETRE_VALEURS_MAX; i++)
		c[i] = (struct http_champ){STR("region"), str_of(arena_printf(a, "%d", i))};
	parametres_lire(TABLE, N, (struct http_champs){c, PARAMETRE_VALEURS_MAX + 1}, a, &v);
	EQ_INT(valeur_de(&v, "region")->n, PARAMETRE_VALEURS_MAX);
	OK(valeur_de(&v, "region")->erreur);
}

TEST(une_adresse_se_reecrit)
{
	static const char *const SANS[] = {"n", NULL};
	AUTO_ARENA a = arena_new(0);
	const struct valeurs v =
		LIRE(a, "n", "50", "region", "11", "region", "53", "q", "été & <b>", "tri", "faux");

	EQ_STR(adresse_avec(a, "/c", &v, NULL),
	       "/c?q=%C3%A9t%C3%A9+%26+%3Cb%3E&region=11&region=53&n=50");
	EQ_STR(adresse_avec(a, "/c", &v,
			    &(struct adresse_ecart){.nom = "region",
						    .valeur = STR("53"),
						    .basculer = true,
						    .sans = SANS}),
	       "/c?q=%C3%A9t%C3%A9+%26+%3Cb%3E&region=11");
	EQ_STR(adresse_avec(a, "/c", &v,
			    &(struct adresse_ecart){.nom = "region",
						    .valeur = STR("84"),
						    .basculer = true,
						    .sans = SANS}),
	       "/c?q=%C3%A9t%C3%A9+%26+%3Cb%3E&region=11&region=53&region=84");
	EQ_STR(adresse_avec(a, "/c", &v, &(struct adresse_ecart){.nom = "region", .sans = SANS}),
	       "/c?q=%C3%A9t%C3%A9+%26+%3Cb%3E");
	EQ_STR(adresse_avec(a, "/c", &v,
			    &(struct adresse_ecart){.nom = "n", .valeur = STR("20"), .sans = SANS}),
	       "/c?q=%C3%A9t%C3%A9+%26+%3Cb%3E&region=11&region=53&n=20");
}
