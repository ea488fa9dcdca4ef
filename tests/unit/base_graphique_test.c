/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_graphique_test.c - bars are as long as their share, said in words, and nothing of a label breaks out
 */
#include "tap.h"

#include "base/graphique.h"

static const char *dessiner(struct arena *a, const struct graphique *g)
{
	struct html h;
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	html_fragment(&h, &b);
	graphique_ecrire(&h, a, g);
	return arena_cstr(a, buf_view(&b));
}

TEST(une_barre_a_la_longueur_de_sa_part)
{
	AUTO_ARENA a = arena_new(0);
	const struct barre barres[] = {{"Un", "1 sur 3", 3, 2, 1}, {"Rien", "0", 0, 0, 0}};
	const struct graphique g = {"g", "Un titre", "Une lecture", barres, 2};
	const char *svg = dessiner(a, &g);

	OK(strncmp(svg, "<figure>", 8) == 0); /* a part of a page */
	OK(strstr(svg, "class=\"dont\" x=\"0\" y=\"21\" width=\"33.33%\"") != NULL);
	OK(strstr(svg, "class=\"partie\" x=\"0\" y=\"24\" width=\"66.66%\"") != NULL);
	OK(strstr(svg, "Un : 1 sur 3 ; Rien : 0. Les mêmes chiffres") != NULL);
	OK(strstr(svg, "role=\"img\"") != NULL);
	OK(strstr(svg, "Une lecture</figcaption>") != NULL);
}

TEST(un_libelle_ne_sort_pas_de_sa_place)
{
	AUTO_ARENA a = arena_new(0);
	const struct barre barre = {"<b>&\"", "</svg>", 1, 0, 1};
	const struct graphique g = {"g", "<i>", "<u>", &barre, 1};
	const char *svg = dessiner(a, &g);

	OK(!strstr(svg, "<b>") && !strstr(svg, "<i>") && !strstr(svg, "<u>"));
	OK(strstr(svg, "&lt;b&gt;&amp;") != NULL);
	OK(strstr(svg, "&lt;/svg&gt;") != NULL);
}

TEST(un_long_graphique_est_coupe_en_images)
{
	AUTO_ARENA a = arena_new(0);
	struct barre barres[GRAPHIQUE_TRANCHE + 1];
	const struct graphique g = {"g", "Titre", "Lecture", barres, GRAPHIQUE_TRANCHE + 1};
	const char *svg;
	int images = 0;

	for (size_t i = 0; i < g.n; i++)
		barres[i] = (struct barre){arena_printf(a, "l%zu", i), "1", 1, 0, 1};
	svg = dessiner(a, &g);
	for (const char *p = svg; (p = strstr(p, "role=\"img\"")); p++)
		images++;
	EQ_INT(images, 2);
	OK(strstr(svg, ", de l0 à l7") != NULL);
	OK(strstr(svg, ", de l8 à l15") != NULL);
}
