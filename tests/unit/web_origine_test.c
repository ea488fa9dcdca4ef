/* SPDX-License-Identifier: EUPL-1.2 */
/* web_origine_test.c - a form is taken from our own pages only */
#include "tap.h"

#include "web/origine.h"

static bool sure(const char *site, const char *origine, const char *hote)
{
	struct http_champ v[3];
	size_t n = 0;

	if (site)
		v[n++] = (struct http_champ){STR("sec-fetch-site"), str_of(site)};
	if (origine)
		v[n++] = (struct http_champ){STR("origin"), str_of(origine)};
	if (hote)
		v[n++] = (struct http_champ){STR("host"), str_of(hote)};
	return origine_sure((struct http_champs){v, n});
}

TEST(le_navigateur_dit_d_ou_vient_l_envoi)
{
	OK(sure("same-origin", NULL, "ici"));
	OK(sure("none", NULL, "ici"));
	OK(!sure("same-site", "https://ici", "ici"));
	OK(!sure("cross-site", "https://ici", "ici"));
	OK(!sure("", "https://ici", "ici"));
}

TEST(un_ancien_navigateur_dit_son_origine)
{
	OK(sure(NULL, "https://ici", "ici"));
	OK(sure(NULL, "http://ici:8080", "ici:8080"));
	OK(!sure(NULL, "http://ici:8080", "ici"));
	OK(!sure(NULL, "https://ailleurs", "ici"));
	OK(!sure(NULL, "https://ici.ailleurs", "ici"));
	OK(!sure(NULL, "null", "ici"));
	OK(!sure(NULL, "null", NULL));
	OK(!sure(NULL, "", "ici"));
	OK(!sure(NULL, "https://", NULL));
	OK(!sure(NULL, "ici", "ici"));
}

TEST(un_programme_ne_dit_rien)
{
	OK(sure(NULL, NULL, "ici"));
}
