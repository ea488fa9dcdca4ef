/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * graphique.c - the geometry of the bars
 */
#include "base/graphique.h"

enum {
	PAS = 38, /* height of a bar and its label */
	LIGNE = 14, /* base line of the label */
	CADRE = 21, /* top of the frame */
	CADRE_HAUTEUR = 12,
	FINE = 24, /* top of the thin bar */
	FINE_HAUTEUR = 6,
};

static void rectangle(struct html *h, struct arena *a, const char *classe,
		      const int64_t fraction[2])
{
	const bool fine = classe[0] == 'p';
	const int64_t centieme = fraction[1] > 0 ? fraction[0] * 10000 / fraction[1] : 0;

	html_element(h, "rect");
	html_attribut(h, "class", classe);
	html_attribut(h, "x", "0");
	html_attribut_entier(h, "y", fine ? FINE : CADRE);
	html_attribut(h, "width",
		      arena_printf(a, "%lld.%02lld%%", (long long)(centieme / 100),
				   (long long)(centieme % 100)));
	html_attribut_entier(h, "height", fine ? FINE_HAUTEUR : CADRE_HAUTEUR);
	html_fin_vide(h);
}

static void barre(struct html *h, struct arena *a, const struct barre *b, size_t rang)
{
	html_element(h, "svg");
	html_attribut_entier(h, "y", (int64_t)rang * PAS);
	html_attribut(h, "width", "100%");
	html_attribut_entier(h, "height", PAS);
	html_element(h, "text");
	html_attribut_entier(h, "y", LIGNE);
	html_texte(h, str_of(b->libelle));
	html_fin(h);
	html_element(h, "text");
	html_attribut(h, "class", "valeur");
	html_attribut(h, "x", "100%");
	html_attribut_entier(h, "y", LIGNE);
	html_texte(h, str_of(b->valeur));
	html_fin(h);
	rectangle(h, a, "cadre", (const int64_t[2]){1, 1});
	if (b->partie)
		rectangle(h, a, "partie", (const int64_t[2]){b->partie, b->tout});
	if (b->dont)
		rectangle(h, a, "dont", (const int64_t[2]){b->dont, b->tout});
	html_fin(h);
}

/* Title, then every bar in words: what the image says, to who does not see it. */
static void dire(struct html *h, struct arena *a, const struct graphique *g, const size_t bornes[2],
		 const char *id)
{
	const bool entier = bornes[0] == 0 && bornes[1] == g->n;

	html_element(h, "title");
	html_attribut(h, "id", arena_printf(a, "%s-titre", id));
	html_texte(h, str_of(g->titre));
	if (!entier)
		html_texte(h, str_of(arena_printf(a, ", de %s à %s", g->barres[bornes[0]].libelle,
						  g->barres[bornes[1] - 1].libelle)));
	html_fin(h);
	html_element(h, "desc");
	html_attribut(h, "id", arena_printf(a, "%s-desc", id));
	for (size_t i = bornes[0]; i < bornes[1]; i++)
		html_texte(h, str_of(arena_printf(a, "%s%s : %s", i > bornes[0] ? " ; " : "",
						  g->barres[i].libelle, g->barres[i].valeur)));
	html_texte(h, STR(". Les mêmes chiffres sont dans le tableau qui suit."));
	html_fin(h);
}

static void tranche(struct html *h, struct arena *a, const struct graphique *g,
		    const size_t bornes[2])
{
	const char *id = arena_printf(a, "%s-%zu", g->id, bornes[0]);

	html_element(h, "svg");
	html_attribut(h, "class", "graphique");
	html_attribut(h, "role", "img");
	html_attribut(h, "width", "100%");
	html_attribut_entier(h, "height", (int64_t)(bornes[1] - bornes[0]) * PAS);
	html_attribut(h, "aria-labelledby", arena_printf(a, "%s-titre", id));
	html_attribut(h, "aria-describedby", arena_printf(a, "%s-desc", id));
	dire(h, a, g, bornes, id);
	for (size_t i = bornes[0]; i < bornes[1]; i++)
		barre(h, a, &g->barres[i], i - bornes[0]);
	html_fin(h);
}

void graphique_ecrire(struct html *h, struct arena *a, const struct graphique *g)
{
	const size_t tranches = (g->n + GRAPHIQUE_TRANCHE - 1) / GRAPHIQUE_TRANCHE;

	html_element(h, "figure");
	html_element(h, "div");
	html_attribut(h, "class", tranches > 1 ? "tranches" : "tranche");
	for (size_t t = 0; t < tranches; t++)
		tranche(h, a, g, (const size_t[2]){t * g->n / tranches, (t + 1) * g->n / tranches});
	html_fin(h);
	html_mot(h, "figcaption", NULL, g->lecture);
	html_fin(h);
}
