/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_map_test.c - every key is found again, in its order, whatever its length
 */
#include "tap.h"

#include "base/map.h"

enum { BEAUCOUP = 100000 };

static struct str cle(char tampon[32], int i)
{
	int n = snprintf(tampon, 32, "cle-%d-%0*d", i, i % 20, i);

	return (struct str){tampon, (size_t)n};
}

TEST(an_empty_map_holds_nothing)
{
	struct map m;

	map_init(&m);
	OK(map_get(&m, STR("a")) == NULL);
	OK(map_get(&m, STR_VIDE) == NULL);
	map_free(&m);
}

TEST(put_then_get)
{
	struct map m;
	bool neuf = false;
	uint64_t *v;

	map_init(&m);
	v = map_put(&m, STR("a"), &neuf);
	OK(neuf);
	EQ_INT(*v, 0);
	*v = 12;
	v = map_put(&m, STR("a"), &neuf);
	OK(!neuf);
	EQ_INT(*v, 12);
	*map_put(&m, STR_VIDE, NULL) = 13;
	EQ_INT(*map_get(&m, STR("")), 13);
	EQ_INT(*map_get(&m, STR("a")), 12);
	OK(map_get(&m, STR("b")) == NULL);
	EQ_INT(m.n, 2);
	map_free(&m);
}

TEST(keys_are_copied_unless_static)
{
	struct map m;
	char texte[] = "abc";
	static const char fixe[] = "fixe";

	map_init(&m);
	*map_put(&m, str_of(texte), NULL) = 1;
	*map_put_static(&m, str_of(fixe), NULL) = 2;
	texte[0] = 'x';
	EQ_INT(*map_get(&m, STR("abc")), 1);
	OK(map_get(&m, STR("xbc")) == NULL);
	OK(m.entries[0].key.p != texte);
	OK(m.entries[1].key.p == fixe);
	map_free(&m);
}

TEST(a_hundred_thousand_keys_in_their_order)
{
	struct map m;
	char t[32];
	bool bons = true;

	map_init(&m);
	for (int i = 0; i < BEAUCOUP; i++) {
		bool neuf = false;

		*map_put(&m, cle(t, i), &neuf) = (uint64_t)i;
		bons = bons && neuf;
	}
	EQ_INT(m.n, BEAUCOUP);
	for (int i = 0; i < BEAUCOUP; i++) {
		const uint64_t *v = map_get(&m, cle(t, i));

		bons = bons && v && *v == (uint64_t)i;
		bons = bons && m.entries[i].value == (uint64_t)i &&
		       str_eq(m.entries[i].key, cle(t, i));
	}
	OK(bons);
	OK(map_get(&m, STR("cle--1")) == NULL);
	map_free(&m);
}

/* Longest run of taken slots: with half of them free and a good hash it stays short, for keys
 * that look alike too. */
static size_t plus_longue_suite(const struct map *m)
{
	size_t max = 0, suite = 0;

	for (size_t i = 0; i <= m->mask; i++) {
		suite = m->slots[i] ? suite + 1 : 0;
		max = suite > max ? suite : max;
	}
	return max;
}

TEST(keys_that_look_alike_do_not_collide)
{
	static const struct {
		const char *avant, *apres;
		int largeur;
	} formes[] = {{"", "", 8}, {"", "", 14}, {"0123456", "", 1}, {"", "0000000000000000", 1}};

	for (size_t f = 0; f < sizeof formes / sizeof *formes; f++) {
		struct map m;

		map_init(&m);
		for (int i = 0; i < BEAUCOUP; i++) {
			char t[64];

			snprintf(t, sizeof t, "%s%0*d%s", formes[f].avant, formes[f].largeur, i,
				 formes[f].apres);
			map_put(&m, str_of(t), NULL);
		}
		EQ_INT(m.n, BEAUCOUP);
		OK(plus_longue_suite(&m) < 200);
		map_free(&m);
	}
}

/* Keys that differ by one byte only, at every place and every length. */
TEST(every_byte_counts)
{
	struct map m;
	char t[40];
	size_t voulu = 0;

	map_init(&m);
	for (size_t n = 0; n < sizeof t; n++) {
		memset(t, 'a', sizeof t);
		*map_put(&m, (struct str){t, n}, NULL) = ++voulu;
		for (size_t i = 0; i < n; i++) {
			bool neuf = false;

			t[i] = 'b';
			*map_put(&m, (struct str){t, n}, &neuf) = ++voulu;
			OK(neuf);
			t[i] = 'a';
		}
	}
	EQ_INT(m.n, voulu);
	map_free(&m);
}
