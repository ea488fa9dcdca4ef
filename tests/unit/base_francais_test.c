/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_francais_test.c - numbers and shares as they are written in French
 */
#include "tap.h"

#include "base/francais.h"

TEST(les_nombres_a_la_francaise)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(nombre_francais(a, 0), "0");
	EQ_STR(nombre_francais(a, 999), "999");
	EQ_STR(nombre_francais(a, 35469), "35\u00a0469");
	EQ_STR(nombre_francais(a, 1234567), "1\u00a0234\u00a0567");
	EQ_STR(nombre_francais(a, -1000), "-1\u00a0000");
	EQ_STR(part_francaise(a, 1, 3), "33,3\u00a0%");
	EQ_STR(part_francaise(a, 2, 3), "66,7\u00a0%");
	EQ_STR(part_francaise(a, 1, 2000), "0,1\u00a0%");
	EQ_STR(part_francaise(a, 7, 7), "100,0\u00a0%");
	EQ_STR(part_francaise(a, 0, 0), "–");
}
