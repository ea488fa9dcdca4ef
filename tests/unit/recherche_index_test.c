/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * recherche_index_test.c - what is put in an index is found there again
 */
#include "tap.h"

#include "base/limites.h"
#include "recherche/interne.h"
#include "recherche/requete.h"

/* How many documents a query finds. */
static uint32_t combien(const struct recherche_index *x, const char *mots)
{
	AUTO_ARENA a = arena_new(0);
	struct recherche_reponse r = {0};
	const struct recherche_requete q = {.mots = str_of(mots), .tri = RECHERCHE_PERTINENCE};

	OK(recherche_executer(x, &q, a, &r, NULL) == 0);
	return r.total;
}

TEST(an_empty_index_answers)
{
	struct recherche_index *x = recherche_construire_fin(recherche_construire_debut(
		&(struct recherche_schema){.facettes = 1, .masques = 1, .tris = 1}));

	EQ_INT(recherche_taille(x), 0);
	EQ_INT(recherche_valeurs(x, 0).n, 0);
	EQ_INT(combien(x, ""), 0);
	EQ_INT(combien(x, "bts"), 0);
	OK(recherche_memoire(x) > 0);
	recherche_liberer(x);
	recherche_liberer(NULL);
}

TEST(every_lecture_is_found)
{
	struct recherche_construction *c =
		recherche_construire_debut(&(struct recherche_schema){0});
	const struct recherche_texte textes[] = {
		{STR("BTS Management commercial opérationnel"), 10, RECHERCHE_INTITULE},
		{STR("CFA de l'Hôtellerie, Créteil"), 5, RECHERCHE_TEXTE},
		{STR("RNCP38362"), 15, RECHERCHE_CODE},
		{STR("55210055400013"), 15, RECHERCHE_CODE},
	};
	struct recherche_index *x;

	recherche_construire_document(
		c, &(struct recherche_document){.numero = 7, .textes = textes, .n_textes = 4});
	recherche_construire_document(c, &(struct recherche_document){.numero = 9});
	x = recherche_construire_fin(c);
	EQ_INT(recherche_taille(x), 2);
	EQ_INT(combien(x, ""), 2);
	EQ_INT(combien(x, "bts mco creteil"), 1);
	EQ_INT(combien(x, "Management commercial"), 1);
	EQ_INT(combien(x, "CFA de l'Hôtellerie"), 1);
	EQ_INT(combien(x, "commerciaux"), 1);
	EQ_INT(combien(x, "rncp 38362"), 1);
	EQ_INT(combien(x, "38362"), 1);
	EQ_INT(combien(x, "552 100 554 00013"), 1);
	EQ_INT(combien(x, "552 100 554"), 1);
	EQ_INT(combien(x, "552 100 555"), 0);
	EQ_INT(combien(x, "bts cuisine"), 0);
	recherche_liberer(x);
}

TEST(a_term_is_noted_once_with_its_best_weight)
{
	struct recherche_construction *c =
		recherche_construire_debut(&(struct recherche_schema){0});
	const struct recherche_texte textes[] = {
		{STR("lyon lyon"), 3, RECHERCHE_TEXTE},
		{STR("Lyon"), 9, RECHERCHE_TEXTE},
		{STR("lyon"), 4, RECHERCHE_TEXTE},
	};
	struct recherche_index *x;

	recherche_construire_document(
		c, &(struct recherche_document){.numero = 1, .textes = textes, .n_textes = 3});
	x = recherche_construire_fin(c);
	EQ_INT(x->termes.n, 1);
	EQ_STR(lexique_texte(&x->termes, 0), "lyon");
	EQ_INT(x->postings.debuts[1], 1);
	EQ_INT(x->postings.v[0], 0 << POIDS_BITS | 9);
	recherche_liberer(x);
}

TEST(terms_are_in_order_and_prefixes_are_neighbours)
{
	static const char *const mots[] = {"b", "ba",  "bac",       "bacs",     "bad",
					   "é", "zoo", "abcdefghi", "abcdefghj"};
	struct recherche_construction *c =
		recherche_construire_debut(&(struct recherche_schema){0});
	struct recherche_index *x;
	uint32_t place;

	for (uint32_t i = 0; i < 9; i++) {
		const struct recherche_texte t = {str_of(mots[i]), 1, RECHERCHE_TEXTE};

		recherche_construire_document(
			c,
			&(struct recherche_document){.numero = i + 1, .textes = &t, .n_textes = 1});
	}
	x = recherche_construire_fin(c);
	EQ_INT(x->termes.n, 9);
	for (uint32_t i = 1; i < x->termes.n; i++)
		OK(str_cmp(lexique_texte(&x->termes, i - 1), lexique_texte(&x->termes, i)) < 0);
	place = lexique_place(&x->termes, STR("ba"));
	EQ_STR(lexique_texte(&x->termes, place), "ba");
	EQ_INT(lexique_fin(&x->termes, place, STR("ba")) - place, 4);
	EQ_INT(lexique_place(&x->termes, STR("zz")), 9);
	EQ_INT(lexique_fin(&x->termes, 9, STR("zz")), 9);
	recherche_liberer(x);
}

TEST(values_come_in_the_order_in_which_they_are_met)
{
	static const char *const regions[] = {"84", "11", "84", "", "11", "75"};
	struct recherche_construction *c =
		recherche_construire_debut(&(struct recherche_schema){.facettes = 1, .masques = 1});
	struct recherche_index *x;
	struct recherche_valeurs v;

	for (uint32_t i = 0; i < 6; i++) {
		const struct str valeur = str_of(regions[i]);
		const uint32_t masque = 1u << 31 | i;

		recherche_construire_document(c, &(struct recherche_document){.numero = i,
									      .facettes = &valeur,
									      .masques = &masque});
	}
	x = recherche_construire_fin(c);
	v = recherche_valeurs(x, 0);
	EQ_INT(v.n, 4);
	EQ_STR(v.v[0], "84");
	EQ_STR(v.v[1], "11");
	EQ_STR(v.v[2], "");
	EQ_STR(v.v[3], "75");
	EQ_INT(x->facettes[0].comptes[0], 2);
	EQ_INT(x->facettes[0].comptes[3], 1);
	EQ_INT(x->masques[0].comptes[31], 6);
	EQ_INT(x->masques[0].comptes[0], 3);
	recherche_liberer(x);
}

/* A facet that a file filled with anything stays small: what comes after is unknown. */
TEST(too_many_values_are_counted_as_unknown)
{
	struct recherche_construction *c =
		recherche_construire_debut(&(struct recherche_schema){.facettes = 1});
	struct recherche_index *x;
	struct recherche_valeurs v;

	for (uint32_t i = 0; i < RECHERCHE_VALEURS_MAX + 100; i++) {
		char t[16];
		const int n = snprintf(t, sizeof t, "v%u", i);
		const struct str valeur = {t, (size_t)n};

		recherche_construire_document(
			c, &(struct recherche_document){.numero = i, .facettes = &valeur});
	}
	x = recherche_construire_fin(c);
	v = recherche_valeurs(x, 0);
	EQ_INT(v.n, RECHERCHE_VALEURS_MAX);
	EQ_STR(v.v[v.n - 1], "");
	EQ_INT(x->facettes[0].comptes[v.n - 1], 101);
	recherche_liberer(x);
}

TEST(ranks_follow_the_text_folded_then_the_number)
{
	static const struct recherche_tri tris[] = {
		{STR_FIXE("Émile"), 2}, {STR_FIXE(""), 1},      {STR_FIXE("emile"), 1},
		{STR_FIXE("Zoé"), -5},  {STR_FIXE("EMILE"), 2}, {STR_FIXE("abel"), 9},
		{STR_FIXE(""), 0},
	};
	static const uint32_t voulus[] = {2, 5, 1, 3, 2, 0, 4};
	struct recherche_construction *c =
		recherche_construire_debut(&(struct recherche_schema){.tris = 1});
	struct recherche_index *x;

	for (uint32_t i = 0; i < 7; i++)
		recherche_construire_document(
			c, &(struct recherche_document){.numero = i, .tris = &tris[i]});
	x = recherche_construire_fin(c);
	for (uint32_t i = 0; i < 7; i++)
		EQ_INT(x->rangs[0][i], voulus[i]);
	recherche_liberer(x);
}
