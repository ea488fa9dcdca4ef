/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * origine.c - Sec-Fetch-Site, else Origin against Host
 */
#include "web/origine.h"

/* « https://hote:port » without its scheme; empty for anything else, « null » among them. */
static struct str hote_de(struct str origine)
{
	static const struct str SCHEMAS[] = {STR_FIXE("https://"), STR_FIXE("http://")};

	for (size_t i = 0; i < sizeof SCHEMAS / sizeof *SCHEMAS; i++)
		if (str_starts(origine, SCHEMAS[i]))
			return str_sub(origine, SCHEMAS[i].n, origine.n);
	return STR_VIDE;
}

bool origine_sure(struct http_champs entetes)
{
	bool dit;
	const struct str site = http_champ(entetes, "sec-fetch-site", &dit);

	if (dit)
		return str_eq(site, STR("same-origin")) || str_eq(site, STR("none"));
	const struct str origine = http_champ(entetes, "origin", &dit);

	return !dit ||
	       (hote_de(origine).n && str_eq(hote_de(origine), http_champ(entetes, "host", NULL)));
}
