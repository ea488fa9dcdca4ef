/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_csv_refus_test.c - what makes a whole CSV unusable, and the words that say it; the real samples where they are
 */
#include "tap.h"

#include "base/limites.h"
#include "lecture.h"

#define SIRENE_2 "siret;etat\n11000001700018;A\n"

static void refuse(enum format f, struct str s, const char *message, const char *detail)
{
	/* in one piece, then one byte at a time: the same words */
	for (unsigned k = 0; k < 2; k++) {
		AUTO_LECTURE l = {0};
		if (k && s.n > 100 * 1000)
			break;
		lire(&l, f, s, k ? 0 : s.n, 1);
		EQ_INT(l.err, E_INVALIDE);
		EQ_STR(l.inc.message, message);
		if (detail)
			EQ_STR(l.inc.detail, detail);
		OK(l.inc.remede[0] != '\0');
		EQ_INT(l.vus[RECORD_BILAN], 0);
	}
}

TEST(une_colonne_obligatoire_manque)
{
	refuse(FORMAT_SIRENE, STR("siret;statut\n1;A\n"),
	       "L'en-tête (ligne 1) n'est pas celui du format « état des établissements (SIRENE) » : il manque la "
	       "colonne « etat ».",
	       "Noms acceptés : etat, etatAdministratifEtablissement. Titres vus : siret, statut.");
	refuse(FORMAT_KIT, STR("\n\nCode_Diplome;Libellé\n1;A\n"),
	       "L'en-tête (ligne 3) n'est pas celui du format « kit apprentissage » : il manque les colonnes "
	       "« Code_RNCP », « Fiche ACTIVE/INACTIVE ».",
	       NULL);
}

TEST(un_guillemet_n_est_jamais_referme)
{
	refuse(FORMAT_SIRENE, STR(SIRENE_2 "11000002500012;\"A\n11000003300016;F\n"),
	       "Un guillemet ouvert à la ligne 3 n'est jamais refermé.", NULL);
	/* the quote that stays open is not on the first line of its record */
	refuse(FORMAT_SIRENE, STR(SIRENE_2 "\"1\r\n2\n3\";\"A\n"),
	       "Un guillemet ouvert à la ligne 5 n'est jamais refermé.", NULL);
	/* in the header itself */
	refuse(FORMAT_SIRENE, STR("siret;\"etat\n11000001700018;A\n"),
	       "Un guillemet ouvert à la ligne 1 n'est jamais refermé.", NULL);
}

TEST(une_ligne_est_trop_longue)
{
	AUTO_BUF b;

	buf_init(&b, 4 * LIMITE_CSV_RECORD);
	buf_cstr(&b, SIRENE_2 "\"");
	while (b.n < LIMITE_CSV_RECORD + 100)
		buf_cstr(&b, "11000002500012;A\n");
	refuse(FORMAT_SIRENE, buf_view(&b),
	       "La ligne 3 est trop longue pour être une ligne de données.",
	       "Elle dépasse 1024 Kio : un guillemet n'est peut-être pas refermé.");
}

TEST(une_ligne_a_trop_de_champs)
{
	AUTO_BUF b;

	buf_init(&b, 10000);
	buf_cstr(&b, SIRENE_2);
	for (unsigned i = 0; i < 600; i++)
		buf_cstr(&b, "1;");
	buf_cstr(&b, "\n");
	refuse(FORMAT_SIRENE, buf_view(&b), "La ligne 3 a plus de 512 champs.", NULL);
}

TEST(l_en_tete_ne_finit_pas)
{
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	while (b.n < 70000)
		buf_cstr(&b, "siret;etat;");
	refuse(FORMAT_SIRENE, buf_view(&b),
	       "La première ligne est trop longue pour être un en-tête.", NULL);
}

TEST(un_fichier_vide_ou_sans_ligne)
{
	refuse(FORMAT_SIRENE, STR(""), "Le fichier est vide.", NULL);
	refuse(FORMAT_SIRENE, STR("\n \r\n\t\n"), "Le fichier est vide.", NULL);
	refuse(FORMAT_SIRENE, STR("\xEF\xBB\xBF"), "Le fichier est vide.", NULL);
	refuse(FORMAT_SIRENE, STR("siret;etat"),
	       "Le fichier a un en-tête et ne contient aucune ligne.", NULL);
	refuse(FORMAT_SIRENE, STR("siret;etat\r\n;\r\n"),
	       "Le fichier a un en-tête et ne contient aucune ligne.", NULL);
}

TEST(un_fichier_coupe)
{
	refuse(FORMAT_SIRENE, STR(SIRENE_2 "110000025"), "Le fichier semble coupé à la ligne 3.",
	       "La dernière ligne n'a que 1 champ pour 2 titres, et pas de fin de ligne.");
	/* with its end of line it is a row that lacks fields */
	AUTO_LECTURE l = {0};
	lire(&l, FORMAT_SIRENE, STR(SIRENE_2 "11000002500012\n"), 3, 3);
	EQ_INT(l.err, 0);
	OK(str_contains(buf_view(&l.trace), STR("CHAMPS_MANQUANTS")));
}

TEST(ce_n_est_pas_un_csv)
{
	refuse(FORMAT_SIRENE, STR(" <!DOCTYPE html>\n<html><body>Erreur 404</body></html>\n"),
	       "C'est une page web (HTML), pas le fichier attendu.", NULL);
	refuse(FORMAT_SIRENE, STR("<HTML>\n"), "C'est une page web (HTML), pas le fichier attendu.",
	       NULL);
	refuse(FORMAT_SIRENE, STR("<?xml version=\"1.0\"?>\n<lheo/>\n"),
	       "Ce fichier est du XML, pas un CSV.", NULL);
	refuse(FORMAT_SIRENE, STR("siret;etat\n1100\0;A\n"),
	       "Le fichier contient des octets nuls : ce n'est pas du texte.", NULL);
	refuse(FORMAT_SIRENE, STR("\xFF\xFEs\0i\0r\0e\0t\0"), "Le fichier est en UTF-16.", NULL);
	refuse(FORMAT_SIRENE, STR("s\0i\0r\0e\0t\0"), "Le fichier est en UTF-16.", NULL);
}

/* --- real samples ---------------------------------------------------------------------------------------------- */

#define DONNEES "../shared/data/"

static const struct {
	const char *chemin;
	enum format format;
	unsigned lus; /* records, by the README of the samples */
	const char *encodage;
	unsigned zeros, autres; /* anomalies: ZERO_PERDU, and those of the rows that are not */
} reels[] = {
	{"bcn/tjp_vFormationDiplome_.csv", FORMAT_DIPLOMES, 11261, "UTF-8 avec BOM", 0, 0},
	{"bcn/N_FORMATION_DIPLOME_ENQUETE_51.csv", FORMAT_DIPLOMES, 6954, "UTF-8", 0, 0},
	{"bcn/tjp_nMef.csv", FORMAT_MEF, 10067, "UTF-8 avec BOM", 0, 0},
	{"bcn/tjp_nNiveauFormationDiplome_.csv", FORMAT_NIVEAUX, 212, "UTF-8", 0, 0},
	{"referentiels/certif_info.csv", FORMAT_CERTIF_INFO, 10067, "UTF-8", 0, 0},
	{"referentiels/optionsBTS.csv", FORMAT_OPTIONS_BTS, 17, "UTF-8 avec BOM", 0, 0},
	{"rncp/Kit_apprentissage_20231218.csv", FORMAT_KIT, 5707, "UTF-8 avec BOM", 0, 0},
	/* the older kit: 62 CFD of seven digits; dates that are 47 « NR » and 9 « 00/01/1900 » */
	{"rncp/CodeDiplome_RNCP_2.9.csv", FORMAT_KIT, 5430, "UTF-8", 62, 56},
	{"geo/cog_communes.csv", FORMAT_COMMUNES, 37544, "UTF-8", 0, 0},
};

static void compter(struct str trace, const char *mot, unsigned *n)
{
	struct str m = str_of(mot);

	for (const char *p = trace.p, *fin = p + trace.n;
	     (p = memmem(p, (size_t)(fin - p), m.p, m.n)) != NULL; p += m.n)
		++*n;
}

TEST(les_echantillons_reels)
{
	unsigned absents = 0;

	for (unsigned i = 0; i < sizeof reels / sizeof *reels; i++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF chemin;
		buf_init(&chemin, 1000);
		buf_printf(&chemin, DONNEES "%s", reels[i].chemin);
		struct str s = lire_fichier(chemin.p);
		absents += !s.p;
		if (!s.p)
			continue;
		EQ_INT(format_reconnaitre(s.p, s.n), reels[i].format);
		lire(&l, reels[i].format, s, 4099, 65536);
		unsigned zeros = 0, fichier = 0, bilan = 0;
		AUTO_BUF voulu;
		buf_init(&voulu, 1000);
		buf_printf(&voulu, "\n=%u|0|%s|\n", reels[i].lus, reels[i].encodage);
		compter(buf_view(&l.trace), "!ZERO_PERDU|", &zeros);
		compter(buf_view(&l.trace), "\n0!CARACTERES_PERDUS|", &fichier);
		compter(buf_view(&l.trace), voulu.p, &bilan);
		EQ_INT(l.err, 0);
		EQ_INT(bilan, 1);
		EQ_INT(zeros, reels[i].zeros);
		EQ_INT(l.vus[RECORD_ANOMALIE], zeros + fichier + reels[i].autres);
		EQ_INT(l.recus, reels[i].lus + l.vus[RECORD_ANOMALIE] + 1);
		mem_free((void *)(uintptr_t)s.p);
	}
	if (absents)
		SKIP("real samples are not in " DONNEES);
}

/* formats.md 0: the two BTS that go through every code system. */
TEST(le_fil_d_or)
{
	static const struct {
		const char *chemin;
		enum format format;
		const char *ligne;
	} fils[] = {
		{"rncp/Kit_apprentissage_20231218.csv", FORMAT_KIT, "|32031213|"},
		{"bcn/tjp_nMef.csv", FORMAT_MEF, "|3113121321|32031213|2|1|"},
		{"referentiels/certif_info.csv", FORMAT_CERTIF_INFO, "|104239|"},
		{"bcn/tjp_vFormationDiplome_.csv", FORMAT_DIPLOMES, "|32031212|320|312|"},
		{"referentiels/optionsBTS.csv", FORMAT_OPTIONS_BTS,
		 "|32032612|Services informatiques aux organisations|32032613|"},
	};

	for (unsigned i = 0; i < sizeof fils / sizeof *fils; i++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF chemin;
		buf_init(&chemin, 1000);
		buf_printf(&chemin, DONNEES "%s", fils[i].chemin);
		struct str s = lire_fichier(chemin.p);
		if (!s.p)
			SKIP("real samples are not in " DONNEES);
		lire(&l, fils[i].format, s, s.n, 1);
		OK(str_contains(buf_view(&l.trace), str_of(fils[i].ligne)));
		mem_free((void *)(uintptr_t)s.p);
	}
}
