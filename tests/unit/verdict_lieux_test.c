/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_lieux_test.c - two codes of one place, two places
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"

#include "verdict/lieux.h"

TEST_BASES(une_autre_commune_et_la_meme)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct lieux *l;
	struct vue vue;
	AUTO_TX tx = {0};

	(void)EDITION(&d, REF_COMMUNES, 1, "COM;75056;;75;Paris;", "ARM;75101;;75;Paris 1er;75056",
		      "ARM;75102;;75;Paris 2e;75056", "COM;94028;;94;Créteil;",
		      "COM;91228;;91;Évry-Courcouronnes;", "COMD;91182;;91;Courcouronnes;91228");
	MUST(tx_begin(d.db, TX_LECTURE, &tx) == OK);
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	MUST(lieux_charger(d.db, &vue, &l) == OK);
	OK(lieux_commune_autre(l, STR("94028"), STR("75056")));
	OK(lieux_commune_autre(l, STR("75101"), STR("94028")));
	OK(!lieux_commune_autre(l, STR("94028"), STR("94028")));
	/* an arrondissement, its commune, another arrondissement; a commune that became a part */
	OK(!lieux_commune_autre(l, STR("75101"), STR("75056")));
	OK(!lieux_commune_autre(l, STR("75056"), STR("75102")));
	OK(!lieux_commune_autre(l, STR("75101"), STR("75102")));
	OK(!lieux_commune_autre(l, STR("91182"), STR("91228")));
	/* what no list knows contradicts nothing */
	OK(!lieux_commune_autre(l, STR("99999"), STR("94028")));
	OK(!lieux_commune_autre(l, STR_VIDE, STR("94028")));
	OK(!lieux_commune_autre(l, STR("94028"), STR_VIDE));
	lieux_liberer(l);
}
