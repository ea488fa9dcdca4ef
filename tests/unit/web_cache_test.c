/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web_cache_test.c - the cache is bounded, forgets what was asked for the longest time ago, and never mixes two generations
 */
#include "tap.h"

#include "base/arena.h"
#include "web/cache.h"

static bool la(struct cache *c, uint64_t generation, const char *adresse, const char *page)
{
	AUTO_BUF out = {0};
	bool oui;

	buf_init(&out, 1 << 20);
	oui = cache_lire(c, generation, str_of(adresse), &out);
	if (oui && page)
		EQ_STR(out.p, page);
	return oui;
}

TEST(une_page_gardee_revient_telle_quelle)
{
	struct cache *c = cache_ouvrir(1 << 20);

	OK(!la(c, 1, "/a", NULL));
	cache_garder(c, 1, STR("/a"), STR("page a"));
	cache_garder(c, 1, STR("/b"), STR("page b"));
	OK(la(c, 1, "/a", "page a"));
	OK(la(c, 1, "/b", "page b"));
	OK(!la(c, 1, "/", NULL));
	EQ_INT(cache_mesurer(c).pages, 2);
	EQ_INT(cache_mesurer(c).trouvees, 2);
	EQ_INT(cache_mesurer(c).absentes, 2);
	cache_fermer(c);
}

TEST(une_autre_generation_oublie_tout)
{
	struct cache *c = cache_ouvrir(1 << 20);

	cache_garder(c, 7, STR("/a"), STR("sept"));
	OK(!la(c, 8, "/a", NULL));
	OK(la(c, 7, "/a", "sept"));
	cache_garder(c, 3, STR("/b"), STR("trois"));
	OK(!la(c, 7, "/a", NULL));
	OK(!la(c, 3, "/a", NULL));
	OK(la(c, 3, "/b", "trois"));
	EQ_INT(cache_mesurer(c).pages, 1);
	cache_fermer(c);
}

TEST(la_place_est_bornee_et_la_moins_demandee_s_en_va)
{
	static char page[1000];
	AUTO_ARENA a = arena_new(0);
	struct cache *c = cache_ouvrir(20000);

	memset(page, 'x', sizeof page);
	for (int i = 0; i < 100; i++) {
		cache_garder(c, 1, str_of(arena_printf(a, "/%d", i)),
			     (struct str){page, sizeof page});
		OK(cache_mesurer(c).octets <= 20000);
		OK(la(c, 1, "/0", NULL)); /* asked for each time: it stays */
	}
	OK(la(c, 1, "/99", NULL));
	OK(!la(c, 1, "/1", NULL));
	/* too large to be worth the others */
	cache_garder(c, 1, STR("/grosse"), str_of(arena_printf(a, "%3000d", 1)));
	OK(!la(c, 1, "/grosse", NULL));
	OK(la(c, 1, "/0", NULL));
	/* nothing of an address that is too long to be one */
	cache_garder(c, 1, STR_VIDE, STR("page"));
	OK(!la(c, 1, "", NULL));
	cache_fermer(c);
}
