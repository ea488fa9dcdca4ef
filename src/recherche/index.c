/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * index.c - the columns of an index: numbers, facets, masks, places in each order
 *
 * A text that is a facet or a sort key is met thousands of times: it becomes a number at once, and only what differs is folded and sorted.
 */
#include "recherche/index.h"

#include <stdlib.h>

#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "recherche/interne.h"

struct tri {
	uint32_t texte; /* its number in textes, then its place among them */
	uint32_t document;
	int64_t nombre;
};

struct recherche_construction {
	struct recherche_schema schema;
	struct vocabulaire *mots;
	struct VEC(uint32_t) numeros;
	struct colonne {
		struct map codes;
		struct VEC(uint16_t) valeurs;
	} facettes[RECHERCHE_FACETTES_MAX];
	struct VEC(uint32_t) masques[RECHERCHE_MASQUES_MAX];
	struct cle {
		struct map textes;
		struct VEC(struct tri) valeurs;
	} tris[RECHERCHE_TRIS_MAX];
};

struct recherche_construction *recherche_construire_debut(const struct recherche_schema *schema)
{
	struct recherche_construction *c = mem_alloc(sizeof *c);

	REQUIRE(schema->facettes <= RECHERCHE_FACETTES_MAX &&
		schema->masques <= RECHERCHE_MASQUES_MAX && schema->tris <= RECHERCHE_TRIS_MAX);
	c->schema = *schema;
	c->mots = vocabulaire_new();
	return c;
}

static uint64_t numero_de(struct map *m, struct str s)
{
	bool neuf;
	uint64_t *numero = map_put(m, s, &neuf);

	if (neuf)
		*numero = m->n - 1;
	return *numero;
}

static void facette_ajouter(struct colonne *f, struct str valeur)
{
	/* One place is kept for the empty value. */
	if (f->codes.n >= RECHERCHE_VALEURS_MAX - 1 && !map_get(&f->codes, valeur))
		valeur = STR_VIDE;
	*VEC_PUSH(&f->valeurs) = (uint16_t)numero_de(&f->codes, valeur);
}

void recherche_construire_document(struct recherche_construction *c,
				   const struct recherche_document *d)
{
	const uint32_t document = (uint32_t)c->numeros.n;

	REQUIRE(document < RECHERCHE_DOCUMENTS_MAX);
	REQUIRE(!document || d->numero > c->numeros.v[document - 1]);
	*VEC_PUSH(&c->numeros) = d->numero;
	for (size_t i = 0; i < d->n_textes; i++)
		vocabulaire_texte(c->mots, document, &d->textes[i]);
	for (unsigned i = 0; i < c->schema.facettes; i++)
		facette_ajouter(&c->facettes[i], d->facettes[i]);
	for (unsigned i = 0; i < c->schema.masques; i++)
		*VEC_PUSH(&c->masques[i]) = d->masques[i];
	for (unsigned i = 0; i < c->schema.tris; i++)
		*VEC_PUSH(&c->tris[i].valeurs) = (struct tri){
			.texte = (uint32_t)numero_de(&c->tris[i].textes, d->tris[i].texte),
			.document = document,
			.nombre = d->tris[i].nombre,
		};
}

void *index_memoire(struct recherche_index *x, size_t n, size_t taille)
{
	x->memoire += n * taille;
	return arena_alloc(x->arene, n * taille);
}

static const void *copier(struct recherche_index *x, const void *v, size_t n, size_t taille)
{
	void *p = index_memoire(x, n, taille);

	return n ? memcpy(p, v, n * taille) : p;
}

static void facette_finir(struct recherche_index *x, struct facette *f, struct colonne *c)
{
	uint32_t *comptes = index_memoire(x, c->codes.n, sizeof *comptes);
	struct str *valeurs = index_memoire(x, c->codes.n, sizeof *valeurs);

	for (size_t i = 0; i < c->codes.n; i++) {
		valeurs[i] = arena_str(x->arene, c->codes.entries[i].key);
		x->memoire += valeurs[i].n + 1;
		*map_put_static(&f->codes, valeurs[i], NULL) = i;
	}
	for (size_t i = 0; i < c->valeurs.n; i++)
		comptes[c->valeurs.v[i]]++;
	f->colonne = copier(x, c->valeurs.v, c->valeurs.n, sizeof *c->valeurs.v);
	f->valeurs = valeurs;
	f->comptes = comptes;
	x->memoire += f->codes.cap * sizeof *f->codes.entries;
}

static void masque_finir(struct recherche_index *x, struct masque *m, const uint32_t *v)
{
	uint32_t *comptes = index_memoire(x, 32, sizeof *comptes);

	for (uint32_t i = 0; i < x->n; i++)
		for (uint32_t bits = v[i]; bits; bits &= bits - 1)
			comptes[__builtin_ctz(bits)]++;
	m->colonne = copier(x, v, x->n, sizeof *v);
	m->comptes = comptes;
}

/* A text to put in order, folded. */
struct plie {
	struct str texte;
	uint32_t numero;
};

/* The empty ones last: an order begins with what is known. */
static int comparer_plies(const void *a, const void *b)
{
	const struct plie *x = a, *y = b;

	if (!x->texte.n || !y->texte.n)
		return (x->texte.n == 0) - (y->texte.n == 0);
	return str_cmp(x->texte, y->texte);
}

/* The place of each text in order; what folds alike has the same. To be freed. */
static uint32_t *places(const struct map *textes)
{
	struct plie *v = mem_alloc(textes->n * sizeof *v);
	uint32_t *ret = mem_alloc(textes->n * sizeof *ret);
	AUTO_ARENA arene = arena_new(0);
	AUTO_BUF plie = {0};

	buf_init(&plie, (size_t)3 * LIMITE_RECHERCHE_TEXTE);
	for (size_t i = 0; i < textes->n; i++) {
		buf_reset(&plie);
		utf8_replie(str_sub(textes->entries[i].key, 0, LIMITE_RECHERCHE_TEXTE), &plie);
		v[i] = (struct plie){arena_str(arene, buf_view(&plie)), (uint32_t)i};
	}
	qsort(v, textes->n, sizeof *v, comparer_plies);
	for (size_t i = 0, place = 0; i < textes->n; i++) {
		place += i > 0 && comparer_plies(&v[i - 1], &v[i]) != 0;
		ret[v[i].numero] = (uint32_t)place;
	}
	mem_free(v);
	return ret;
}

static int comparer_valeurs(const struct tri *x, const struct tri *y)
{
	if (x->texte != y->texte)
		return x->texte < y->texte ? -1 : 1;
	return (x->nombre > y->nombre) - (x->nombre < y->nombre);
}

static int comparer_tris(const void *a, const void *b)
{
	const struct tri *x = a, *y = b;
	const int ordre = comparer_valeurs(x, y);

	return ordre ? ordre : (x->document > y->document) - (x->document < y->document);
}

static const uint32_t *tri_finir(struct recherche_index *x, struct cle *c)
{
	uint32_t *textes = places(&c->textes);
	uint32_t *rangs = index_memoire(x, x->n, sizeof *rangs);
	struct tri *v = c->valeurs.v;

	for (uint32_t i = 0; i < x->n; i++)
		v[i].texte = textes[v[i].texte];
	if (x->n)
		qsort(v, x->n, sizeof *v, comparer_tris);
	for (uint32_t i = 0, rang = 0; i < x->n; i++) {
		rang += i > 0 && comparer_valeurs(&v[i - 1], &v[i]) != 0;
		rangs[v[i].document] = rang;
	}
	mem_free(textes);
	return rangs;
}

struct recherche_index *recherche_construire_fin(struct recherche_construction *c)
{
	struct recherche_index *x = mem_alloc(sizeof *x);

	x->schema = c->schema;
	x->n = (uint32_t)c->numeros.n;
	x->memoire = sizeof *x;
	x->arene = arena_new(0);
	x->numeros = copier(x, c->numeros.v, c->numeros.n, sizeof *c->numeros.v);
	VEC_FREE(&c->numeros);
	vocabulaire_ranger(c->mots, x);
	vocabulaire_free(c->mots);
	for (unsigned i = 0; i < c->schema.facettes; i++) {
		facette_finir(x, &x->facettes[i], &c->facettes[i]);
		map_free(&c->facettes[i].codes);
		VEC_FREE(&c->facettes[i].valeurs);
	}
	for (unsigned i = 0; i < c->schema.masques; i++) {
		masque_finir(x, &x->masques[i], c->masques[i].v);
		VEC_FREE(&c->masques[i]);
	}
	for (unsigned i = 0; i < c->schema.tris; i++) {
		x->rangs[i] = tri_finir(x, &c->tris[i]);
		map_free(&c->tris[i].textes);
		VEC_FREE(&c->tris[i].valeurs);
	}
	mem_free(c);
	return x;
}

void recherche_liberer(struct recherche_index *x)
{
	if (!x)
		return;

	for (unsigned i = 0; i < x->schema.facettes; i++)
		map_free(&x->facettes[i].codes);
	arena_free(x->arene);
	mem_free(x);
}

uint32_t recherche_taille(const struct recherche_index *x)
{
	return x->n;
}

size_t recherche_memoire(const struct recherche_index *x)
{
	return x->memoire;
}

struct recherche_valeurs recherche_valeurs(const struct recherche_index *x, unsigned facette)
{
	REQUIRE(facette < x->schema.facettes);
	return (struct recherche_valeurs){x->facettes[facette].valeurs,
					  x->facettes[facette].codes.n};
}
