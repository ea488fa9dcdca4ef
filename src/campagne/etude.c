/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * etude.c - the words that depend on the day and on the campagne
 */
#include "campagne/etude.h"

const char *etude_echeance(const struct etude *e)
{
	const char *quand = campagne_echeance(e->arena, &e->campagne, e->jour);

	if (e->jour <= e->campagne.jalon[JALON_DERNIER_VERSEMENT])
		return arena_printf(e->arena, " %s", quand);
	return arena_printf(e->arena, " ; %s", quand);
}
