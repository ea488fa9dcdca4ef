/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * index64.c - open addressing over two plain arrays
 */
#include "base/index64.h"

#include "base/mem.h"

/* Keys are fingerprints already; the product, both halves of it, protects from keys that are not. */
static size_t place(const struct index64 *x, uint64_t cle)
{
	__extension__ const unsigned __int128 produit =
		(unsigned __int128)cle * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(produit ^ produit >> 64) & (x->cap - 1);

	while (x->cles[i] && x->cles[i] != cle)
		i = (i + 1) & (x->cap - 1);
	return i;
}

static void agrandir(struct index64 *x)
{
	struct index64 grand = {.cap = x->cap ? x->cap * 2 : 1024, .n = x->n};

	grand.cles = mem_alloc(grand.cap * sizeof *grand.cles);
	grand.valeurs = mem_alloc(grand.cap * sizeof *grand.valeurs);
	for (size_t i = 0; i < x->cap; i++) {
		if (!x->cles[i])
			continue;
		const size_t j = place(&grand, x->cles[i]);

		grand.cles[j] = x->cles[i];
		grand.valeurs[j] = x->valeurs[i];
	}
	index64_free(x);
	*x = grand;
}

void index64_free(struct index64 *x)
{
	mem_free(x->cles);
	mem_free(x->valeurs);
	*x = (struct index64){0};
}

uint32_t *index64_get(const struct index64 *x, uint64_t cle)
{
	if (!x->cap)
		return NULL;
	const size_t i = place(x, cle);

	return x->cles[i] ? &x->valeurs[i] : NULL;
}

uint32_t *index64_put(struct index64 *x, uint64_t cle)
{
	if ((x->n + 1) * 4 > x->cap * 3)
		agrandir(x);
	const size_t i = place(x, cle);

	if (!x->cles[i]) {
		x->cles[i] = cle;
		x->n++;
	}
	return &x->valeurs[i];
}
