/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * recherche_requete_test.c - what is asked with faults, too much, or a page that moved meanwhile
 */
#include "tap.h"

#include "base/limites.h"
#include "recherche/execution.h"

/* One document a line, one text each. */
static struct recherche_index *lignes(const char *const *textes, size_t n)
{
	struct recherche_construction *c = recherche_construire_debut(
		&(struct recherche_schema){.facettes = 1, .masques = 1, .tris = 1});

	for (size_t i = 0; i < n; i++) {
		const struct recherche_texte t = {str_of(textes[i]), 10, RECHERCHE_TEXTE};
		const struct str facette = STR("x");
		const uint32_t masque = 1;
		const struct recherche_tri tri = {.texte = t.texte};

		recherche_construire_document(c, &(struct recherche_document){(uint32_t)i * 10 + 10,
									      &t, 1, &facette,
									      &masque, &tri});
	}
	return recherche_construire_fin(c);
}
#define LIGNES(textes) lignes(textes, sizeof(textes) / sizeof *(textes))

static struct recherche_reponse chercher(const struct recherche_index *x, struct arena *a,
					 const char *mots)
{
	struct recherche_reponse r = {0};
	const struct recherche_requete q = {
		.mots = str_of(mots), .tri = RECHERCHE_PERTINENCE, .page = 10};

	OK(recherche_executer(x, &q, a, &r, NULL) == 0);
	return r;
}

TEST(an_unknown_word_has_a_suggestion)
{
	static const char *const textes[] = {"boulangerie 93",
					     "boulangerie lyon",
					     "patisserie",
					     "lyon",
					     "pao",
					     "cuisine 9",
					     "rouen",
					     "roues"};
	struct recherche_index *x = LIGNES(textes);
	AUTO_ARENA a = arena_new(0);
	struct recherche_reponse r = chercher(x, a, "Boulanjerie 93");

	EQ_INT(r.total, 0);
	EQ_INT(r.n, 0);
	EQ_INT(r.facettes[0][0], 0);
	EQ_STR(r.inconnu, "boulanjerie");
	EQ_STR(r.suggestion, "boulangerie 93");
	r = chercher(x, a, "bolangerie lyno");
	EQ_STR(r.inconnu, "bolangerie");
	EQ_STR(r.suggestion, "boulangerie lyon");
	r = chercher(x, a, "patisserie introuvable");
	EQ_STR(r.inconnu, "introuvable");
	EQ_STR(r.suggestion, "");
	r = chercher(x, a, "94"); /* a code next to another is another */
	EQ_STR(r.inconnu, "94");
	EQ_STR(r.suggestion, "");
	EQ_STR(chercher(x, a, "pa0 xx").suggestion, "");
	EQ_STR(chercher(x, a, "rouex").suggestion, "rouen"); /* as many have one as the other */
	r = chercher(x, a, "patisserie lyon"); /* both are known */
	EQ_INT(r.total, 0);
	EQ_STR(r.inconnu, "");
	EQ_STR(r.suggestion, "");
	recherche_liberer(x);
}

TEST(neighbours_are_one_edit_away)
{
	OK(mots_voisins(STR("lyon"), STR("lyon")));
	OK(mots_voisins(STR("lyon"), STR("lyons")));
	OK(mots_voisins(STR("yon"), STR("lyon")));
	OK(mots_voisins(STR("lion"), STR("lyon")));
	OK(mots_voisins(STR("lyno"), STR("lyon")));
	OK(mots_voisins(STR("yllon"), STR("lylon")));
	OK(!mots_voisins(STR("noyl"), STR("lyon")));
	OK(!mots_voisins(STR("lion"), STR("lyons")));
	OK(!mots_voisins(STR("ly"), STR("lyon")));
	OK(!mots_voisins(STR("lonx"), STR("lyon")));
	OK(mots_voisins(STR_VIDE, STR("a")));
}

TEST(as_written_then_by_stem_then_by_start)
{
	static const char *const textes[] = {"boulangerie", "boulangers", "boulanger",
					     "boulangxyz"};
	struct recherche_index *x = LIGNES(textes);
	AUTO_ARENA a = arena_new(0);
	struct recherche_reponse r = chercher(x, a, "boulanger");

	EQ_INT(r.n, 2); /* somebody writes it so: no longer words */
	EQ_INT(r.documents[0], 2);
	EQ_INT(r.documents[1], 1);
	r = chercher(x, a, "boulang");
	EQ_INT(r.n, 4);
	r = chercher(x, a, "b");
	EQ_INT(r.total, 0);
	recherche_liberer(x);
}

static enum err refuse(const struct recherche_index *x, struct recherche_requete q,
		       const char *phrase)
{
	AUTO_ARENA a = arena_new(0);
	struct recherche_reponse r = {.total = 12345};
	struct incident inc = {0};
	const enum err err = recherche_executer(x, &q, a, &r, &inc);

	EQ_STR(inc.message, phrase);
	OK(inc.remede[0]);
	EQ_INT(r.total, 12345);
	return err;
}

TEST(what_is_too_large_is_refused_with_words)
{
	static const char *const textes[] = {"lyon"};
	static char long_texte[LIMITE_RECHERCHE_OCTETS + 1];
	struct recherche_index *x = LIGNES(textes);
	static struct str valeurs[LIMITE_RECHERCHE_VALEURS + 1];
	const struct recherche_filtre filtre = {0, valeurs, LIMITE_RECHERCHE_VALEURS + 1};
	char mots[256] = "";
	int n = 0;

	memset(long_texte, 'a', sizeof long_texte);
	EQ_INT(refuse(x, (struct recherche_requete){.mots = {long_texte, sizeof long_texte}},
		      "Votre recherche est trop longue."),
	       E_INVALIDE);
	for (int i = 0; i <= LIMITE_RECHERCHE_MOTS; i++)
		n += snprintf(mots + n, sizeof mots - (size_t)n, "m%d ", i);
	EQ_INT(refuse(x, (struct recherche_requete){.mots = str_of(mots)},
		      "Votre recherche a trop de mots : 25, pour 24 au plus."),
	       E_INVALIDE);
	EQ_INT(refuse(x, (struct recherche_requete){.filtres = &filtre, .n_filtres = 1},
		      "Votre recherche a trop de filtres."),
	       E_INVALIDE);
	recherche_liberer(x);
}

TEST(a_cursor_that_was_not_given_is_refused)
{
	static const char *const textes[] = {"a", "b", "c"};
	static const char *const mauvais[] = {
		"x",
		"s00",
		"s0000000000000000000a0",
		"s0000000000000000000g",
		"z000000000000000000000",
		"sff000000000000000000",
		"s01000000000000000000",
		"s10000000000000000000",
		"s0G000000000000000000",
		"s00000000000g00000000",
		"s000000000000000000<b",
		"s00000000000000000000\n",
	};
	struct recherche_index *x = LIGNES(textes);

	for (size_t i = 0; i < sizeof mauvais / sizeof *mauvais; i++)
		EQ_INT(refuse(x,
			      (struct recherche_requete){.page = 2, .curseur = str_of(mauvais[i])},
			      "Cette page de résultats n'existe pas."),
		       E_INVALIDE);
	recherche_liberer(x);
}

static struct recherche_reponse page(const struct recherche_index *x, struct arena *a, unsigned n,
				     struct str curseur)
{
	struct recherche_reponse r = {0};
	const struct recherche_requete q = {.page = n, .curseur = curseur};

	OK(recherche_executer(x, &q, a, &r, NULL) == 0);
	return r;
}

/* Between two pages a new version of the catalogue came: documents went, others came before. */
TEST(a_cursor_holds_in_the_next_index)
{
	static const char *const textes[] = {"d", "e", "f", "g", "h"};
	static const char *const apres[] = {"d", "a", "f", "b", "h"};
	static const char *const court[] = {"d"};
	struct recherche_index *x = LIGNES(textes), *y = LIGNES(apres), *z = LIGNES(court);
	AUTO_ARENA a = arena_new(0);
	struct recherche_reponse r = page(x, a, 3, STR_VIDE), s;

	EQ_INT(r.n, 3);
	EQ_INT(r.documents[2], 2);
	s = page(y, a, 3, r.suivant); /* after « f », whose place is now the fourth */
	EQ_INT(s.avant, 4);
	EQ_INT(s.n, 1);
	EQ_INT(s.documents[0], 4);
	s = page(y, a, 3, s.precedent);
	EQ_INT(s.avant, 1);
	EQ_INT(s.n, 3);
	EQ_INT(s.documents[2], 2);

	s = page(z, a, 3,
		 r.suivant); /* « f » is not there any more, nor anything after: the last page */
	EQ_INT(s.total, 1);
	EQ_INT(s.n, 1);
	EQ_INT(s.avant, 0);
	EQ_STR(s.precedent, "");
	EQ_STR(s.suivant, "");
	recherche_liberer(x);
	recherche_liberer(y);
	recherche_liberer(z);
}

TEST(what_precedes_begins_with_a_whole_page)
{
	static const char *const textes[] = {"a", "b", "c", "d", "e"};
	struct recherche_index *x = LIGNES(textes);
	AUTO_ARENA a = arena_new(0);
	struct recherche_reponse r = page(x, a, 2, STR_VIDE);

	r = page(x, a, 3, r.suivant);
	EQ_INT(r.avant, 2);
	r = page(x, a, 3, r.precedent); /* two before, three asked */
	EQ_INT(r.avant, 0);
	EQ_INT(r.n, 3);
	r = page(x, a, 0, STR_VIDE);
	EQ_INT(r.total, 5);
	EQ_INT(r.n, 0);
	EQ_STR(r.suivant, "");
	recherche_liberer(x);
}

TEST(a_document_that_the_filter_now_refuses_keeps_its_place_in_a_cursor)
{
	static const char *const textes[] = {"a", "b", "c", "d"};
	struct recherche_index *x = LIGNES(textes);
	AUTO_ARENA a = arena_new(0);
	struct recherche_reponse r = page(x, a, 2, STR_VIDE), s;
	const struct recherche_requete q = {.mots = STR("d"), .page = 2, .curseur = r.suivant};

	EQ_INT(recherche_executer(x, &q, a, &s, NULL), 0);
	EQ_INT(s.total, 1);
	EQ_INT(s.n, 1);
	EQ_INT(s.documents[0], 3);
	recherche_liberer(x);
}
