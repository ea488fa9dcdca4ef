/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cache.c - a table of chains and one list in the order of use, behind a lock
 */
#include "web/cache.h"

#include <pthread.h>

#include "base/empreinte.h"
#include "base/mem.h"

enum { CASES = 4096, PART = 8 };

struct page_gardee {
	uint64_t hachis;
	struct page_gardee *meme_case;
	struct page_gardee *plus_recente, *plus_ancienne;
	size_t n_adresse, n_page;
	char octets[]; /* the address, then the page */
};

struct cache {
	pthread_mutex_t verrou;
	uint64_t generation;
	size_t max;
	struct page_gardee *cases[CASES], *recente, *ancienne;
	struct cache_mesures mesures;
};

static size_t taille(const struct page_gardee *p)
{
	return sizeof *p + p->n_adresse + p->n_page;
}

static void detacher(struct cache *c, struct page_gardee *p)
{
	*(p->plus_recente ? &p->plus_recente->plus_ancienne : &c->recente) = p->plus_ancienne;
	*(p->plus_ancienne ? &p->plus_ancienne->plus_recente : &c->ancienne) = p->plus_recente;
}

static void mettre_en_tete(struct cache *c, struct page_gardee *p)
{
	p->plus_recente = NULL;
	p->plus_ancienne = c->recente;
	*(c->recente ? &c->recente->plus_recente : &c->ancienne) = p;
	c->recente = p;
}

static void oublier(struct cache *c, struct page_gardee *p)
{
	struct page_gardee **ou = &c->cases[p->hachis % CASES];

	while (*ou != p)
		ou = &(*ou)->meme_case;
	*ou = p->meme_case;
	detacher(c, p);
	c->mesures.pages--;
	c->mesures.octets -= taille(p);
	mem_free(p);
}

static void vider(struct cache *c)
{
	while (c->ancienne)
		oublier(c, c->ancienne);
}

struct cache *cache_ouvrir(size_t octets_max)
{
	struct cache *c = mem_alloc(sizeof *c);

	*c = (struct cache){.verrou = PTHREAD_MUTEX_INITIALIZER, .max = octets_max};
	return c;
}

void cache_fermer(struct cache *c)
{
	if (!c)
		return;
	vider(c);
	pthread_mutex_destroy(&c->verrou);
	mem_free(c);
}

static struct page_gardee *trouver(struct cache *c, uint64_t hachis, struct str adresse)
{
	struct page_gardee *p = c->cases[hachis % CASES];

	while (p &&
	       (p->hachis != hachis || !str_eq((struct str){p->octets, p->n_adresse}, adresse)))
		p = p->meme_case;
	return p;
}

bool cache_lire(struct cache *c, uint64_t generation, struct str adresse, struct buf *out)
{
	const uint64_t hachis = (uint64_t)empreinte_record(adresse);
	struct page_gardee *p = NULL;

	pthread_mutex_lock(&c->verrou);
	if (generation == c->generation)
		p = trouver(c, hachis, adresse);
	if (p) {
		detacher(c, p);
		mettre_en_tete(c, p);
		buf_add(out, p->octets + p->n_adresse, p->n_page);
		c->mesures.trouvees++;
	} else {
		c->mesures.absentes++;
	}
	pthread_mutex_unlock(&c->verrou);
	return p != NULL;
}

static void ajouter(struct cache *c, uint64_t hachis, struct str adresse, struct str page)
{
	struct page_gardee *p = mem_alloc(sizeof *p + adresse.n + page.n);

	*p = (struct page_gardee){.hachis = hachis,
				  .n_adresse = adresse.n,
				  .n_page = page.n,
				  .meme_case = c->cases[hachis % CASES]};
	memcpy(p->octets, adresse.p, adresse.n);
	memcpy(p->octets + adresse.n, page.p, page.n);
	c->cases[hachis % CASES] = p;
	mettre_en_tete(c, p);
	c->mesures.pages++;
	c->mesures.octets += taille(p);
	while (c->mesures.octets > c->max)
		oublier(c, c->ancienne);
}

void cache_garder(struct cache *c, uint64_t generation, struct str adresse, struct str page)
{
	const uint64_t hachis = (uint64_t)empreinte_record(adresse);

	if (!adresse.n || !page.n ||
	    sizeof(struct page_gardee) + adresse.n + page.n > c->max / PART)
		return;
	pthread_mutex_lock(&c->verrou);
	if (generation != c->generation) {
		vider(c);
		c->generation = generation;
	}
	if (!trouver(c, hachis, adresse))
		ajouter(c, hachis, adresse, page);
	pthread_mutex_unlock(&c->verrou);
}

struct cache_mesures cache_mesurer(struct cache *c)
{
	struct cache_mesures m;

	pthread_mutex_lock(&c->verrou);
	m = c->mesures;
	pthread_mutex_unlock(&c->verrou);
	return m;
}
