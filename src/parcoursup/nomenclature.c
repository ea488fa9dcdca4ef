/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * nomenclature.c - the table of the kinds of diploma, by the CFD's first characters
 */
#include "parcoursup/nomenclature.h"

#include "base/utf8.h"

enum { PLAT_MAX = 1024, NSF = 3 /* place of the NSF group in a CFD */ };

/* How the domaine is told: the type alone, or by the NSF group (2xx production, else services). */
static const struct genre {
	struct str prefixe;
	const char *type,
		*famille; /* famille: « BTS » of « BTS - Services »; NULL: the domaine is the type */
	const char *domaine; /* always that one; NULL: by NSF */
} GENRES[] = {
	{STR_FIXE("320"), "BTS - BTS - BTSM", "BTS", NULL},
	{STR_FIXE("323"), "BTS - BTS - BTSM", "BTS", "Agricole"},
	{STR_FIXE("251"), "BUT - Bachelor universitaire de technologie", "BUT", NULL},
	{STR_FIXE("355"), "DEUST", NULL, NULL},
	{STR_FIXE("241"), "DN MADE", NULL, NULL},
	{STR_FIXE("321"), "DMA", NULL, NULL},
	{STR_FIXE("461"), "Certificat de spécialisation", NULL, NULL},
	{STR_FIXE("463"), "Certificat de spécialisation", "Certificat de spécialisation",
	 "Agricole"},
	{STR_FIXE("0103"), "Mention complémentaire", NULL, NULL},
	{STR_FIXE("446"), "BPJEPS", NULL, NULL},
	{STR_FIXE("447"), "BPJEPS", NULL, NULL},
	{STR_FIXE("336"), "DEJEPS", NULL, NULL},
	{STR_FIXE("337"), "DEJEPS", NULL, NULL},
	{STR_FIXE("260"), "Diplôme d'État", NULL, NULL},
	{STR_FIXE("360"), "Diplôme d'État", NULL, NULL},
	{STR_FIXE("205"), "Licence", NULL, NULL},
	{STR_FIXE("250"), "Licence professionnelle", NULL, NULL},
	{STR_FIXE("26"), "Titre de niveau 6", NULL, NULL},
	{STR_FIXE("36"), "Titre de niveau 5", NULL, NULL},
	{STR_FIXE(""), "Formation professionnelle", NULL, NULL},
};

static bool maritime(struct str libelle)
{
	AUTO_BUF plat;

	buf_init(&plat, PLAT_MAX);
	utf8_replie(libelle, &plat);
	return str_contains(buf_view(&plat), STR("maritime"));
}

static const struct genre *genre_de(struct str cfd)
{
	const struct genre *g = GENRES;

	while (!str_starts(cfd, g->prefixe))
		g++; /* the last one starts every CFD */
	return g;
}

const char *nomenclature_type(struct str cfd)
{
	return genre_de(cfd)->type;
}

const char *nomenclature_domaine(struct arena *a, struct str cfd, struct str libelle)
{
	const struct genre *g = genre_de(cfd);

	if (!g->famille)
		return g->type;
	if (g->domaine)
		return arena_printf(a, "%s - %s", g->famille, g->domaine);
	if (str_eq(g->prefixe, STR("320")) && maritime(libelle))
		return arena_printf(a, "%s - Maritime", g->famille);
	return arena_printf(a, "%s - %s", g->famille,
			    cfd.n > NSF && cfd.p[NSF] == '2' ? "Production" : "Services");
}

/* Not all in capitals: written for people. */
static bool lisible(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return true;
	return false;
}

/* The label of the fiche, of the offre, of the diploma: the first that is written for people, without « BTS » in front. */
static struct str libelle_de(const struct jugee *o)
{
	const struct str choix[] = {o->fiche, o->intitule, o->diplome};
	struct str s = STR_VIDE;

	for (int i = 2; i >= 0; i--)
		if (choix[i].n && (lisible(choix[i]) || !lisible(s)))
			s = choix[i];
	return str_starts(s, STR("BTS ")) ? str_sub(s, 4, s.n) : s;
}

static const char *specialite_de(struct arena *a, const struct jugee *o)
{
	char *s = arena_printf(a, "%.*s - en apprentissage", STR_FMT(libelle_de(o)));

	if (s[0] >= 'a' && s[0] <= 'z')
		s[0] = (char)(s[0] - 'a' + 'A');
	return s;
}

struct nomenclature nomenclature_de(struct arena *a, const struct jugee *o)
{
	const char *specialite = specialite_de(a, o);

	return (struct nomenclature){
		.type = str_of(nomenclature_type(o->cfd)),
		.domaine = str_of(nomenclature_domaine(a, o->cfd, str_of(specialite))),
		.specialite = str_of(specialite)};
}
