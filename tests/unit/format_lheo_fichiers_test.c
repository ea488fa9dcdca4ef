/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_lheo_fichiers_test.c - what claims to be LHEO and is not, and the real samples, where
 * they are
 */
#include "tap.h"

#include "lecture.h"

static void lire_texte(struct lecture *l, const char *texte)
{
	struct str s = str_of(texte);

	lire(l, FORMAT_LHEO, s, s.n, 1);
}

/* How many lines of the trace hold that text. */
static unsigned lignes(const struct lecture *l, const char *texte)
{
	unsigned n = 0;

	for (const char *p = l->trace.p; (p = strstr(p, texte)) != NULL; n++) {
		p = strchr(p, '\n');
		if (!p)
			return n + 1;
	}
	return n;
}

/* --- roots and namespaces ----------------------------------------------------------------- */

static const struct {
	const char *texte, *message; /* NULL: read */
} racines[] = {
	{"<lheo xmlns=\"http://www.lheo.org/2.2\"><offres><formation/></offres></lheo>", NULL},
	{"<lheo xmlns=\"http://www.lheo.org/2.0\"><offres><formation/></offres></lheo>", NULL},
	{"<l:lheo xmlns:l=\"http://lheo.gouv.fr/2.3\"><l:offres><l:formation/></l:offres></l:lheo>",
	 NULL},
	{"<lheo-plus xmlns=\"http://lheo.gouv.fr/2.3\"><lheo><offres><formation/></offres></lheo>"
	 "<organisme-formation-responsable/></lheo-plus>",
	 NULL},
	{"<lheo-plus xmlns=\"http://lheo.gouv.fr/2.3\"><organisme-formation-responsable/></lheo-plus>",
	 "ne contient pas d'élément <lheo>"},
	{"<lheo><offres><formation/></offres></lheo>", "ne dit pas de quelle version"},
	{"<lheo xmlns=\"urn:x\"><offres><formation/></offres></lheo>",
	 "n'est pas celui de LHEO : « urn:x »"},
	{"<lheo xmlns=\"http://www.lheo.org/1.3.0\"><offres/></lheo>", "LHEO 1"},
	{"<lheo xmlns=\"http://www.lheo.org/2.2\"><offres><offre-formation/></offres></lheo>",
	 "LHEO 1"},
	{"<lheo-index xmlns=\"http://www.lheo.org/2.2\"><resumes-offres/></lheo-index>",
	 "lheo-index"},
	{"<lheo xmlns=\"https://www.of.moncompteformation.gouv.fr\"><offres/></lheo>", "EDOF"},
	{"<lheo xmlns=\"http://www.lheo.org/2.2\"><offres><formation><extras><extra "
	 "info=\"resume-contenu\">x</extra></extras></formation></offres></lheo>",
	 "EDOF"},
	{"<html><body/></html>", "Ce n'est pas un flux LHEO : l'élément principal est <html>."},
	{"<FICHES/>", "Ce n'est pas un flux LHEO : l'élément principal est <FICHES>."},
};

TEST(les_racines)
{
	for (unsigned i = 0; i < sizeof racines / sizeof *racines; i++) {
		AUTO_LECTURE l = {0};

		lire_texte(&l, racines[i].texte);
		if (!racines[i].message) {
			EQ_INT(l.err, 0);
			EQ_INT(lignes(&l, "=1|0|UTF-8|\n"), 1);
			continue;
		}
		EQ_INT(l.err, E_INVALIDE);
		OK(strstr(l.inc.message, racines[i].message) != NULL);
		OK(l.inc.remede[0] != '\0');
		EQ_INT(l.vus[RECORD_BILAN], 0);
	}
}

/* --- the real samples --------------------------------------------------------------------- */

static const struct {
	const char *nom, *bilan;
	unsigned offres;
} reels[] = {
	{"certifiante", "=1|2|UTF-8|\n", 0},
	{"contrat_apprentissage", "=1|1|UTF-8|\n", 1},
	{"entrees_sorties_permanentes", "=1|2|UTF-8|\n", 0},
	{"formation", "=1|2|UTF-8|\n", 0},
	{"old_region", "=1|2|UTF-8|\n", 0},
	{"without_rncp", "=1|2|UTF-8|\n", 0},
	{"wrong_code_financeur_16", "=1|1|UTF-8|\n", 0},
};

TEST(les_vrais_fichiers)
{
	for (unsigned i = 0; i < sizeof reels / sizeof *reels; i++) {
		AUTO_LECTURE l = {0};
		char chemin[200];
		struct str s;

		snprintf(chemin, sizeof chemin, "../shared/data/lheo/trefle/%s.xml", reels[i].nom);
		s = lire_fichier(chemin);
		if (!s.p)
			SKIP("../shared/data/lheo is not there");
		lire(&l, FORMAT_LHEO, s, s.n, 1);
		EQ_INT(l.err, 0);
		EQ_INT(lignes(&l, reels[i].bilan), 1);
		EQ_INT(l.vus[RECORD_OFFRE], reels[i].offres);
		EQ_INT(l.vus[RECORD_ANOMALIE], 0);
		mem_free((char *)s.p);
	}
}

TEST(les_vrais_fichiers_refuses)
{
	static const char *const chemins[] = {
		"../shared/data/lheo/exemple-photographe.xml",
		"../shared/data/lheo/intercarif_lheo-index_carif.xml"};

	for (unsigned i = 0; i < 2; i++) {
		AUTO_LECTURE l = {0};
		struct str s = lire_fichier(chemins[i]);

		if (!s.p)
			SKIP("../shared/data/lheo is not there");
		lire(&l, FORMAT_LHEO, s, s.n, 1);
		EQ_INT(l.err, E_INVALIDE);
		OK(strstr(l.inc.message, i ? "lheo-index" : "LHEO 1") != NULL);
		mem_free((char *)s.p);
	}
}
