/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map.c - a table of small indexes over an array of entries
 *
 * The slots hold 4 bytes each, at most half of them taken, so probing stays in one cache line; the
 * entries are a plain array in order of insertion. The hash folds 8 bytes at a time with a 64 × 64
 * → 128 bit product. Its seed is the address where the program was loaded: a file cannot be
 * prepared to make every key collide.
 */
#include "base/map.h"

#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

enum { SLOTS_MIN = 16 };

static uint64_t plier(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 r = (unsigned __int128)a * b;

	return (uint64_t)r ^ (uint64_t)(r >> 64);
}

static uint64_t lire8(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static uint64_t lire4(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static uint32_t hacher(struct str s)
{
	static const uint64_t k0 = 0x9e3779b97f4a7c15U, k1 = 0xd6e8feb86659fd93U;
	uint64_t h = (uint64_t)(uintptr_t)&map_init ^ k0 ^ s.n;
	const char *p = s.p;
	size_t n = s.n;

	for (; n > 8; n -= 8, p += 8)
		h = plier(h ^ lire8(p), k1);
	if (n >= 4)
		h = plier(h ^ (lire4(p) << 32 | lire4(p + n - 4)), k1);
	else if (n)
		h = plier(h ^ ((uint64_t)(unsigned char)p[0] << 16 |
			       (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1]),
			  k1);
	return (uint32_t)plier(h ^ k1, k0);
}

void map_init(struct map *m)
{
	*m = (struct map){0};
}

void map_free(struct map *m)
{
	mem_free(m->entries);
	mem_free(m->slots);
	arena_free(m->keys);
	*m = (struct map){0};
}

/* The slot that holds the key, or the free one where it would go. The map has slots, and some
 * are free. */
static uint32_t *chercher(const struct map *m, struct str key, uint32_t hash)
{
	size_t i = hash & m->mask;

	while (m->slots[i]) {
		const struct map_entry *e = &m->entries[m->slots[i] - 1];

		if (e->hash == hash && str_eq(e->key, key))
			break;
		i = (i + 1) & m->mask;
	}
	return &m->slots[i];
}

uint64_t *map_get(const struct map *m, struct str key)
{
	uint32_t slot;

	if (m->n == 0)
		return NULL;

	slot = *chercher(m, key, hacher(key));
	return slot ? &m->entries[slot - 1].value : NULL;
}

static void agrandir(struct map *m)
{
	size_t slots = m->slots ? (m->mask + 1) * 2 : SLOTS_MIN;

	if (slots > UINT32_MAX)
		BUG("map: %zu keys", m->n);
	mem_free(m->slots);
	m->slots = mem_alloc(slots * sizeof *m->slots);
	m->mask = slots - 1;
	m->cap = slots / 2;
	m->entries = mem_realloc(m->entries, m->cap * sizeof *m->entries);

	for (size_t i = 0; i < m->n; i++) {
		size_t at = m->entries[i].hash & m->mask;

		while (m->slots[at])
			at = (at + 1) & m->mask;
		m->slots[at] = (uint32_t)(i + 1);
	}
}

static uint64_t *mettre(struct map *m, struct str key, bool copier, bool *is_new)
{
	uint32_t hash = hacher(key);
	uint32_t *slot;
	struct map_entry *e;

	if (m->n == m->cap)
		agrandir(m);
	slot = chercher(m, key, hash);
	if (is_new)
		*is_new = *slot == 0;
	if (*slot)
		return &m->entries[*slot - 1].value;

	if (copier && !m->keys)
		m->keys = arena_new(0);
	e = &m->entries[m->n++];
	*e = (struct map_entry){.key = copier ? arena_str(m->keys, key) : key, .hash = hash};
	*slot = (uint32_t)m->n;
	return &e->value;
}

uint64_t *map_put(struct map *m, struct str key, bool *is_new)
{
	return mettre(m, key, true, is_new);
}

uint64_t *map_put_static(struct map *m, struct str key, bool *is_new)
{
	return mettre(m, key, false, is_new);
}
