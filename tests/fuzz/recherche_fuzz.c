/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * recherche_fuzz.c - any bytes as documents, as a query, as a cursor; then every page is walked
 *
 * The input: a byte of choices, then lines; the first is the query, the second a cursor, the others are documents, each also as a code, as a
 * facet and as a sort key. The total must be that of the pages, and a document's own first word must find it.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "recherche/analyse.h"
#include "recherche/requete.h"

enum { DOCUMENTS_MAX = 200 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str ligne(struct str *reste)
{
	const char *fin = reste->n ? memchr(reste->p, '\n', reste->n) : NULL;
	const size_t n = fin ? (size_t)(fin - reste->p) : reste->n;
	const struct str s = str_sub(*reste, 0, n);

	*reste = str_sub(*reste, n + 1, reste->n);
	return s;
}

static struct recherche_index *construire(struct str reste, unsigned choix)
{
	const struct recherche_schema schema = {1, 1, 1};
	struct recherche_construction *c = recherche_construire_debut(&schema);

	for (uint32_t i = 1; reste.n && i <= DOCUMENTS_MAX; i++) {
		const struct str s = ligne(&reste);
		const struct recherche_texte textes[] = {
			{s, 1 + choix % 15, choix & 1 ? RECHERCHE_INTITULE : RECHERCHE_TEXTE},
			{s, 15, RECHERCHE_CODE},
		};
		const struct recherche_tri tri = {s, (int64_t)s.n};
		const uint32_t masque = (uint32_t)s.n;

		recherche_construire_document(c, &(struct recherche_document){
							 .numero = i * 3,
							 .textes = textes,
							 .n_textes = 2,
							 .facettes = &s,
							 .masques = &masque,
							 .tris = &tri,
						 });
	}
	return recherche_construire_fin(c);
}

static void parcourir(const struct recherche_index *x, struct recherche_requete q, struct arena *a)
{
	struct recherche_reponse r;
	uint32_t vus = 0, comptes = 0;

	q.curseur = STR_VIDE;
	do {
		if (recherche_executer(x, &q, a, &r, NULL) != OK)
			return;
		if (r.n > q.page || r.avant != vus)
			abort();
		vus += (uint32_t)r.n;
		q.curseur = r.suivant;
	} while (r.suivant.n);
	for (size_t i = 0; i < recherche_valeurs(x, 0).n; i++)
		comptes += r.facettes[0][i];
	if (vus != r.total || comptes < r.total)
		abort();
}

/* The first word of the document is a query that finds it. */
static void retrouver(const struct recherche_index *x, struct str reste, struct arena *a)
{
	struct analyse *analyse = analyse_new();
	struct recherche_reponse r;

	analyse_texte(analyse, ligne(&reste));
	if (analyse_n(analyse)) {
		const struct recherche_requete q = {.mots = analyse_terme(analyse, 0)};

		if (q.mots.p[0] != '#' && recherche_executer(x, &q, a, &r, NULL) == OK && !r.total)
			abort();
	}
	analyse_free(analyse);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str reste = {(const char *)data + 1, size - 1}, curseur;
	struct recherche_requete q = {0};
	struct recherche_filtre filtre = {0};
	struct recherche_filtre_masque masque = {0};
	struct recherche_reponse r;
	struct recherche_index *x;
	AUTO_ARENA a = arena_new(0);

	if (size < 2)
		return 0;
	q.mots = ligne(&reste);
	curseur = ligne(&reste);
	q.tri = (int)(data[0] & 1) - 1;
	q.inverse = data[0] & 2;
	q.en_cours = data[0] & 4;
	q.page = 1 + (data[0] >> 5);
	filtre = (struct recherche_filtre){0, &q.mots, data[0] >> 3 & 1};
	masque = (struct recherche_filtre_masque){0, data[0] >> 4, data[0] & 8};
	q.filtres = &filtre;
	q.n_filtres = 1;
	q.masques = &masque;
	q.n_masques = data[0] >> 4 & 1;

	x = construire(reste, data[0]);
	parcourir(x, q, a);
	q.curseur = curseur;
	if (recherche_executer(x, &q, a, &r, NULL) == OK && r.n > q.page)
		abort();
	if (reste.n)
		retrouver(x, reste, a);
	recherche_liberer(x);
	return 0;
}
