/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web_carte_test.c - every zone is there, in its place; a map is well-formed, says its figures without colours, and lets nothing out
 */
#include "tap.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "web/carte.h"
#include "web/carte_zones.h"

/* Without npm the program has no outlines: there is nothing to check then but that nothing is drawn. */
#define AVEC_CONTOURS()                                                                            \
	do {                                                                                       \
		if (!carte_possible())                                                             \
			SKIP("no outlines in this build");                                         \
	} while (0)

static size_t compter(enum carte_genre genre)
{
	size_t n = 0;

	for (const struct carte_zone *z = carte_zones; z->nom; z++)
		n += z->genre == genre;
	return n;
}

TEST(toutes_les_zones_ont_un_contour)
{
	AVEC_CONTOURS();
	EQ_INT(compter(CARTE_REGION), 18);
	EQ_INT(compter(CARTE_ACADEMIE), 30);
	EQ_INT(compter(CARTE_DEPARTEMENT), 101);
	for (const struct carte_zone *z = carte_zones; z->nom; z++) {
		OK(z->d[0] == 'M' && z->nom[0] && z->region[0]);
		OK(z->gauche >= 0 && z->droite <= carte_echelle.largeur && z->haut >= 0 &&
		   z->bas <= carte_echelle.hauteur);
		OK(z->gauche < z->x && z->x < z->droite && z->haut < z->y && z->y < z->bas);
	}
	OK(strstr(carte_source, "CC BY 4.0") != NULL);
}

TEST(une_region_tient_ses_departements)
{
	AVEC_CONTOURS();
	for (const struct carte_zone *z = carte_zones; z->nom; z++) {
		const struct carte_zone *r = carte_zone_de(CARTE_REGION, str_of(z->region));

		MUST(r != NULL);
		OK(z->gauche >= r->gauche - 8 && z->droite <= r->droite + 8);
		OK(z->haut >= r->haut - 8 && z->bas <= r->bas + 8);
	}
	OK(carte_zone_de(CARTE_DEPARTEMENT, STR("20")) == NULL);
	OK(carte_zone_de(CARTE_DEPARTEMENT, STR("2A")) != NULL);
}

/* Is the point inside the outline? By the parity of the edges on its right. */
static bool dedans(const struct carte_zone *z, int x, int y)
{
	const char *p = z->d;
	bool ret = false;

	while (*p == 'M') {
		char *fin;
		long ax = strtol(p + 1, &fin, 10), ay = strtol(fin, &fin, 10);
		const long debut_x = ax, debut_y = ay;

		p = fin + 1; /* l */
		for (bool reste = true; reste;) {
			long bx = debut_x, by = debut_y;

			reste = *p != 'z';
			if (reste) {
				bx = ax + strtol(p, &fin, 10);
				by = ay + strtol(fin, &fin, 10);
				p = fin;
			}
			if ((ay > y) != (by > y) &&
			    (double)x < (double)ax + (double)(bx - ax) * (double)(y - ay) /
							     (double)(by - ay))
				ret = !ret;
			ax = bx;
			ay = by;
		}
		p++;
	}
	return ret;
}

/* Coordinates of town halls, from any map: the projection puts each into its département, and into no other. */
TEST(une_ville_est_dans_son_departement)
{
	static const struct {
		const char *departement;
		double latitude, longitude;
	} VILLES[] = {
		{"75", 48.8566, 2.3522},   {"94", 48.7904, 2.4556},    {"77", 48.5396, 2.6607},
		{"59", 50.6292, 3.0573},   {"67", 48.5734, 7.7521},    {"29", 48.3904, -4.4861},
		{"33", 44.8378, -0.5792},  {"31", 43.6047, 1.4442},    {"13", 43.5297, 5.4474},
		{"69", 45.7640, 4.8357},   {"06", 43.8407, 7.1820},    {"2A", 41.9192, 8.8386},
		{"2B", 42.3061, 9.1506},   {"63", 45.7772, 3.0870},    {"49", 47.4784, -0.5632},
		{"14", 49.1829, -0.3707},  {"971", 16.1700, -61.7000}, {"972", 14.6700, -61.0200},
		{"973", 4.0000, -53.0000}, {"974", -21.1151, 55.5364}, {"976", -12.8200, 45.1500},
	};

	AVEC_CONTOURS();
	for (size_t i = 0; i < sizeof VILLES / sizeof *VILLES; i++) {
		const struct str code = str_of(VILLES[i].departement);
		int x, y, n = 0;

		MUST(carte_projeter(code, VILLES[i].latitude, VILLES[i].longitude, &x, &y));
		if (!dedans(carte_zone_de(CARTE_DEPARTEMENT, code), x, y))
			printf("# %s: %d %d\n", VILLES[i].departement, x, y);
		OK(dedans(carte_zone_de(CARTE_DEPARTEMENT, code), x, y));
		for (const struct carte_zone *z = carte_zones; z->nom; z++)
			n += z->genre == CARTE_DEPARTEMENT && dedans(z, x, y);
		EQ_INT(n, 1);
	}
}

TEST(un_point_qui_est_ailleurs_n_est_pas_place)
{
	int x = 1, y = 2;

	AVEC_CONTOURS();
	OK(!carte_projeter(STR("75"), 43.3, 5.4, &x, &y));
	OK(!carte_projeter(STR("974"), 48.8, 2.3, &x, &y));
	OK(!carte_projeter(STR("75"), -90, 2.3, &x, &y));
	OK(!carte_projeter(STR("99"), 48.8, 2.3, &x, &y));
	EQ_INT(x + y, 3);
}

TEST(les_classes_se_partagent_les_zones)
{
	static const struct carte_aire AIRES[] = {{STR_FIXE("01"), 10}, {STR_FIXE("02"), 0},
						  {STR_FIXE("03"), 10}, {STR_FIXE("06"), 30},
						  {STR_FIXE("11"), 40}, {STR_FIXE("24"), 5000}};
	const struct carte c = {.genre = CARTE_REGION, .aires = AIRES, .n = 6};
	struct carte_classes k;

	AVEC_CONTOURS();
	carte_classer(&c, &k);
	EQ_INT(k.n, 4);
	EQ_INT(k.nulles, 1);
	EQ_INT(k.zones[0], 2);
	EQ_INT(k.min[3], 5000);
	EQ_INT(carte_classe(&k, 0), 0);
	EQ_INT(carte_classe(&k, 10), 1);
	EQ_INT(carte_classe(&k, 5000), 4);
}

static xmlDoc *lire(const struct buf *out)
{
	return xmlReadMemory(out->p, (int)out->n, NULL, "UTF-8",
			     XML_PARSE_NONET | XML_PARSE_NOERROR);
}

static int noeuds(xmlDoc *doc, const char *xpath)
{
	xmlXPathContext *x = xmlXPathNewContext(doc);
	xmlXPathObject *o = xmlXPathEvalExpression((const xmlChar *)xpath, x);
	const int n = o && o->nodesetval ? o->nodesetval->nodeNr : 0;

	xmlXPathFreeObject(o);
	xmlXPathFreeContext(x);
	return n;
}

TEST(une_carte_est_bien_formee_et_dit_ses_chiffres)
{
	static const struct carte_aire AIRES[] = {
		{STR_FIXE("24"), 1234}, {STR_FIXE("01"), 1}, {STR_FIXE("27"), 0}};
	const struct carte c = {.id = "saio",
				.titre = "Les <académies> & \"leurs\" offres",
				.description = "La liste est à côté.",
				.genre = CARTE_ACADEMIE,
				.chemin = "/saio/",
				.aires = AIRES,
				.n = 3,
				.unite = "offre",
				.unites = "offres"};
	AUTO_BUF out = {0};
	xmlDoc *doc;

	AVEC_CONTOURS();
	buf_init(&out, 200000);
	carte_ecrire(&out, &c);
	MUST(!buf_depasse(&out));
	doc = lire(&out);
	MUST(doc != NULL);
	EQ_INT(noeuds(doc, "//a[@href and string-length(@aria-label) > 3]"), 30);
	EQ_INT(noeuds(doc, "//a[@href='/saio/24']/path/title"), 1);
	EQ_INT(noeuds(doc,
		      "//a[starts-with(@aria-label, 'Paris') and contains(@aria-label, ': 1 offre')]"),
	       1);
	EQ_INT(noeuds(doc, "//ul[@class='carte-legende']/li"), 3);
	EQ_INT(noeuds(doc, "//*[@style]"), 0);
	EQ_INT(noeuds(doc, "//*[@id][@id = preceding::*/@id]"), 0);
	EQ_INT(noeuds(doc, "//a[.//a]"), 0);
	xmlFreeDoc(doc);
	OK(strstr(out.p, "&lt;académies&gt; &amp; ") != NULL);
	OK(strstr(out.p, "CC BY 4.0") != NULL);
}

TEST(un_lieu_sans_coordonnees_le_dit)
{
	const struct carte_point connu = {"lieu", STR_FIXE("77"), 48.5396, 2.6607,
					  "<Melun> & \"Co\""},
				 inconnu = {"lieu", STR_FIXE("77"), 0, 0, "Melun"},
				 nulle_part = {"lieu", STR_FIXE("99"), 0, 0, "Melun"};
	AUTO_BUF out = {0};
	xmlDoc *doc;

	AVEC_CONTOURS();
	buf_init(&out, 100000);
	carte_ecrire_point(&out, &connu);
	doc = lire(&out);
	MUST(doc != NULL);
	EQ_INT(noeuds(doc, "//circle"), 1);
	EQ_INT(noeuds(doc, "//path"), 8);
	xmlFreeDoc(doc);
	OK(strstr(out.p, "&lt;Melun&gt;") != NULL && strstr(out.p, "<Melun>") == NULL);
	OK(strstr(out.p, "centre du département") == NULL);
	buf_reset(&out);
	carte_ecrire_point(&out, &inconnu);
	OK(strstr(out.p, "centre du département") != NULL);
	buf_reset(&out);
	carte_ecrire_point(&out, &nulle_part);
	EQ_INT(out.n, 0);
}
