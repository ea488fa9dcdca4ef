/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_xml_test.c - what a hostile or broken XML file meets: bounds, refusals, and a sentence
 * that says where
 */
#include "tap.h"

#include <pthread.h>
#include <unistd.h>

#include "base/limites.h"
#include "base/utf8.h"
#include "lecture.h"

#define LHEO23 "<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres>"
#define FIN "</offres></lheo>"
#define ACTION                                                                                     \
	"<action numero=\"A\"><extras info=\"dispositif\"><extra info=\"contrat-apprentissage\">1" \
	"</extra></extras></action>"

static void lire_texte(struct lecture *l, const char *texte)
{
	struct str s = str_of(texte);

	lire(l, FORMAT_LHEO, s, s.n, 1);
}

/* The same answer whole, byte by byte, and in the two halves of any cut. */
static void lire_partout(struct lecture *l, const char *texte)
{
	struct str s = str_of(texte);

	lire_texte(l, texte);
	for (size_t n = 1; n <= s.n; n += n < 200 ? 1 : 97) {
		AUTO_LECTURE m = {0};

		lire(&m, FORMAT_LHEO, s, n, n == 1 ? 1 : s.n);
		EQ_INT(m.err, l->err);
		EQ_STR(buf_view(&m.trace), buf_view(&l->trace));
	}
}

/* --- encodings ---------------------------------------------------------------------------- */

static const struct {
	const char *prologue, *intitule, *voulu, *encodage;
} encodages[] = {
	{"", "\xC3\xA9 \xE2\x80\x99", "é ’", "UTF-8"},
	{"<?xml version=\"1.0\"?>", "\xC3\xA9", "é", "UTF-8"},
	{"\xEF\xBB\xBF", "\xC3\xA9", "é", "UTF-8"},
	{"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", "\xC3\xA9", "é", "UTF-8"},
	{"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "\xE9", "é", "ISO-8859-1"},
	{"<?xml version=\"1.0\" encoding=\"windows-1252\"?>", "\xE9 \x92 \x80", "é ’ €", "cp1252"},
	{"<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>", "\xE9 \xA4", "é €", "ISO-8859-15"},
	{"<?xml version='1.0' encoding='US-ASCII'?>", "&#233; &#x2019;", "é ’", "US-ASCII"},
};

TEST(les_encodages_declares)
{
	for (unsigned i = 0; i < sizeof encodages / sizeof *encodages; i++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF t = {0}, voulu = {0};

		buf_init(&t, 4000);
		buf_init(&voulu, 4000);
		buf_printf(&t,
			   "%s" LHEO23
			   "<formation><intitule-formation>%s</intitule-formation>" ACTION
			   "<organisme-formation-responsable/></formation>" FIN,
			   encodages[i].prologue, encodages[i].intitule);
		lire_partout(&l, t.p);
		EQ_INT(l.err, 0);
		buf_printf(&voulu, "||A|%s|", encodages[i].voulu);
		OK(strstr(l.trace.p, voulu.p) != NULL);
		buf_reset(&voulu);
		buf_printf(&voulu, "=1|0|%s|\n", encodages[i].encodage);
		OK(strstr(l.trace.p, voulu.p) != NULL);
	}
}

/* « ISO-8859-1 » with the quotes of Windows: read as cp1252, and said. */
TEST(latin1_qui_est_du_cp1252)
{
	AUTO_LECTURE l = {0};

	lire_partout(
		&l,
		"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n" LHEO23
		"<formation>\n<intitule-formation>L\x92\xE9t\xE9 \x80</intitule-formation>" ACTION
		"<organisme-formation-responsable/></formation>" FIN);
	OK(strstr(l.trace.p, "||A|L’été €|") != NULL);
	OK(strstr(l.trace.p, "3!ENCODAGE||encoding|2\n=1|0|ISO-8859-1|\n") != NULL);
}

TEST(utf16)
{
	static const char ascii[] = LHEO23 "<formation>" ACTION "</formation>" FIN;
	AUTO_LECTURE l = {0};
	AUTO_BUF t = {0};

	buf_init(&t, 4000);
	buf_add(&t, "\xFF\xFE", 2);
	for (const char *p = ascii; *p; p++)
		buf_add(&t, (char[]){*p, 0}, 2);
	lire(&l, FORMAT_LHEO, buf_view(&t), 7, 5);
	EQ_INT(l.err, 0);
	EQ_INT(l.vus[RECORD_OFFRE], 1);
}

static const struct {
	const char *texte, *dans_le_remede;
} mauvais_encodages[] = {
	{LHEO23 "\n<formation><intitule-formation>\xE9t\xE9</intitule-formation></formation>" FIN,
	 "UTF-8"},
	{LHEO23 "\n<formation><nom>\xE9</nom></formation>" FIN, "UTF-8"}, /* not even kept */
	{LHEO23 "\n<formation numero=\"\xE9\"/>" FIN, "UTF-8"},
	{LHEO23 "\n<formation><intitule-formation>\x01</intitule-formation></formation>" FIN,
	 "UTF-8"},
	{"<?xml version=\"1.0\" encoding=\"US-ASCII\"?>" LHEO23
	 "\n<formation><intitule-formation>\xC3\xA9</intitule-formation></formation>" FIN,
	 "UTF-8"},
	{"<?xml version=\"1.0\" encoding=\"EUC-JP\"?>" LHEO23
	 "\n<formation><intitule-formation>\x8F\xFF\xFF</intitule-formation></formation>" FIN,
	 "UTF-8"},
	{"\n<?xml version=\"1.0\"?><lheo/>", "mis bout à bout"},
};

TEST(les_octets_hors_de_l_encodage)
{
	for (unsigned i = 0; i < sizeof mauvais_encodages / sizeof *mauvais_encodages; i++) {
		AUTO_LECTURE l = {0};

		lire_texte(&l, mauvais_encodages[i].texte);
		EQ_INT(l.err, E_INVALIDE);
		OK(strstr(l.inc.message, "ligne 2") != NULL);
		OK(strstr(l.inc.remede, mauvais_encodages[i].dans_le_remede) != NULL);
	}
}

/* A byte that stops the conversion must not make the whole file wait in memory. */
TEST(la_conversion_bloquee_se_voit_tot)
{
	struct lecteur *l = format_ouvrir(FORMAT_LHEO, (struct puits){lecture_record, NULL});
	struct incident inc = {0};
	static char blancs[64 * 1024];
	enum err e = format_nourrir(
		l, STR("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>" LHEO23 "\n\xE9").p,
		strlen("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>" LHEO23 "\n\xE9"), &inc);
	unsigned n = 0;

	memset(blancs, ' ', sizeof blancs);
	for (; !e && n < 100; n++)
		e = format_nourrir(l, blancs, sizeof blancs, &inc);
	EQ_INT(e, E_INVALIDE);
	OK(n < 20);
	EQ_STR(inc.message,
	       "Le fichier XML est mal formé à la ligne 2 : des octets ne sont pas dans "
	       "l'encodage déclaré.");
	format_fermer(l);
}

TEST(encodage_inconnu)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l, "<?xml version=\"1.0\" encoding=\"martien-9\"?>" LHEO23 FIN);
	EQ_INT(l.err, E_INVALIDE);
	EQ_STR(l.inc.message,
	       "Le fichier XML est mal formé à la ligne 1 : l'encodage déclaré n'est pas connu.");
}

/* --- what is not well formed -------------------------------------------------------------- */

static const struct {
	const char *texte, *message;
} malformes[] = {
	{LHEO23 "\n<formation>\n<action>\n</formation>" FIN,
	 "Le fichier XML est mal formé à la ligne 4 : la balise <action> ouverte à la ligne 3 devait être "
	 "refermée avant </formation>."},
	{LHEO23 "\n<formation><intitule-formation>A & B</intitule-formation></formation>" FIN,
	 "Le fichier XML est mal formé à la ligne 2 : un nom est attendu après « & », « < » ou « </ »."},
	{LHEO23 "\n<formation><intitule-formation>&eacute;</intitule-formation></formation>" FIN,
	 "Le fichier XML est mal formé à la ligne 2 : une entité (&nom;) n'est pas du XML."},
	{LHEO23 "\n<formation><intitule-formation>R&D</intitule-formation></formation>" FIN,
	 "Le fichier XML est mal formé à la ligne 2 : un signe « & » n'est pas protégé."},
	{LHEO23 "\n<formation numero=1/>" FIN,
	 "Le fichier XML est mal formé à la ligne 2 : la valeur d'un attribut n'est pas entre guillemets."},
	{LHEO23 "\n<formation numero=\"1\" numero=\"2\"/>" FIN,
	 "Le fichier XML est mal formé à la ligne 2 : un attribut est donné deux fois."},
	{LHEO23 FIN "\n" LHEO23 FIN,
	 "Le fichier XML est mal formé à la ligne 2 : il reste quelque chose après la fin de l'élément "
	 "principal."},
	{"bonjour",
	 "Le fichier XML est mal formé à la ligne 1 : le fichier ne commence pas par une balise."},
	{LHEO23 "\n<formation>]]></formation>" FIN,
	 "Le fichier XML est mal formé à la ligne 2 : un texte contient « ]]> »."},
};

TEST(ce_qui_est_mal_forme)
{
	for (unsigned i = 0; i < sizeof malformes / sizeof *malformes; i++) {
		AUTO_LECTURE l = {0};

		lire_texte(&l, malformes[i].texte);
		EQ_INT(l.err, E_INVALIDE);
		EQ_STR(l.inc.message, malformes[i].message);
		OK(strstr(l.inc.detail, "Ligne ") == l.inc.detail);
		OK(l.inc.remede[0] != '\0');
		EQ_INT(l.vus[RECORD_BILAN], 0);
	}
}

/* --- hostile files ------------------------------------------------------------------------ */

static const char *const doctypes[] = {
	"<!DOCTYPE lheo>" LHEO23 FIN,
	"<!DOCTYPE lheo SYSTEM \"file:///etc/passwd\">" LHEO23 FIN,
	"<!DOCTYPE lheo PUBLIC \"-//X\" \"http://127.0.0.1:1/x.dtd\">" LHEO23 FIN,
	"<!DOCTYPE lheo [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" LHEO23
	"<formation><intitule-formation>&x;</intitule-formation></formation>" FIN,
	"<!DOCTYPE lheo [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>" LHEO23 FIN,
	"<!DOCTYPE lheo [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
	"<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>" LHEO23
	"<formation><intitule-formation>&d;&d;&d;&d;</intitule-formation></formation>" FIN,
	"<!DOCTYPE lheo [<!ATTLIST formation numero CDATA \"x\">]>" LHEO23 "<formation/>" FIN,
};

TEST(doctype_interdit)
{
	for (unsigned i = 0; i < sizeof doctypes / sizeof *doctypes; i++) {
		AUTO_LECTURE l = {0};

		lire_partout(&l, doctypes[i]);
		EQ_INT(l.err, E_INVALIDE);
		OK(strstr(l.inc.message, "déclaration DOCTYPE, interdite") != NULL);
		EQ_STR(l.inc.detail, "Ligne 1 : déclaration DOCTYPE interdite.");
		EQ_INT(l.recus, 0);
	}
}

static void emboiter(struct buf *t, unsigned n)
{
	buf_cstr(t, LHEO23);
	for (unsigned i = 0; i < n; i++)
		buf_cstr(t, "<a>");
	for (unsigned i = 0; i < n; i++)
		buf_cstr(t, "</a>");
	buf_cstr(t, FIN);
}

TEST(profondeur)
{
	for (unsigned trop = 0; trop < 2; trop++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF t = {0};

		buf_init(&t, 1 << 20);
		emboiter(&t, LIMITE_XML_PROFONDEUR - 2 + trop);
		lire_partout(&l, t.p);
		EQ_INT(l.err, trop ? E_INVALIDE : 0);
		OK(!trop || strstr(l.inc.message, "emboîte plus de 64 éléments"));
	}
}

/*
 * A text of n characters of two bytes, after one of one: the limit falls in the middle of a
 * character.
 */
static void long_texte(struct buf *t, const char *element, size_t n)
{
	buf_printf(t, "<%s>a", element);
	for (size_t i = 0; i < n; i++)
		buf_cstr(t, "é");
	buf_printf(t, "</%s>", element);
}

TEST(un_texte_trop_long_est_coupe)
{
	AUTO_LECTURE l = {0};
	AUTO_BUF t = {0};
	const char *p;

	buf_init(&t, 1 << 22);
	buf_cstr(&t, LHEO23 "<formation numero=\"F\">");
	long_texte(&t, "objectif-formation", LIMITE_XML_TEXTE / 2);
	buf_cstr(&t, ACTION "</formation>" FIN);
	lire(&l, FORMAT_LHEO, buf_view(&t), 4096, 4096);
	EQ_INT(l.err, 0);
	p = strstr(l.trace.p, "|objectif|a");
	MUST(p != NULL);
	EQ_INT(strcspn(p + 10, "\n"), LIMITE_XML_TEXTE - 1);
	OK(utf8_valide(buf_view(&l.trace)));
	OK(strstr(l.trace.p, "!TEXTE_TROP_LONG|F|objectif-formation|\n") != NULL);
}

TEST(un_enregistrement_trop_gros)
{
	AUTO_LECTURE l = {0};
	AUTO_BUF t = {0};

	buf_init(&t, 1 << 24);
	buf_cstr(&t, LHEO23 "\n<formation>");
	for (unsigned i = 0; i < 20; i++)
		long_texte(&t, "intitule-formation", LIMITE_XML_TEXTE / 2 - 1);
	buf_cstr(&t, "</formation>" FIN);
	lire(&l, FORMAT_LHEO, buf_view(&t), t.n, 1);
	EQ_INT(l.err, E_INVALIDE);
	EQ_STR(l.inc.message, "Les textes de l'enregistrement ouvert à la ligne 2 dépassent 4 Mo.");
}

TEST(trop_d_actions_ou_de_sessions)
{
	static const struct {
		const char *avant, *quoi, *apres, *message;
		unsigned limite;
	} cas[] = {
		{"<formation>", "<action/>", "</formation>", "plus de 1000 éléments <action>",
		 LIMITE_ACTIONS},
		{"<formation><action>", "<session/>", "</action></formation>",
		 "plus de 1000 éléments <session>", LIMITE_SESSIONS},
	};

	for (unsigned i = 0; i < 4; i++) {
		unsigned c = i / 2, trop = i % 2;
		AUTO_LECTURE l = {0};
		AUTO_BUF t = {0};

		buf_init(&t, 1 << 20);
		buf_printf(&t, LHEO23 "%s", cas[c].avant);
		for (unsigned n = 0; n < cas[c].limite + trop; n++)
			buf_cstr(&t, cas[c].quoi);
		buf_printf(&t, "%s" FIN, cas[c].apres);
		lire(&l, FORMAT_LHEO, buf_view(&t), t.n, 1);
		EQ_INT(l.err, trop ? E_INVALIDE : 0);
		OK(!trop || strstr(l.inc.message, cas[c].message));
	}
}

/* One tag of 12 MB: libxml2 refuses to look further than 10. */
TEST(une_balise_demesuree)
{
	AUTO_LECTURE l = {0};
	AUTO_BUF t = {0};

	buf_init(&t, 13 << 20);
	buf_cstr(&t, LHEO23 "<formation numero=\"");
	for (unsigned i = 0; i < 12 << 16; i++)
		buf_cstr(&t, "0123456789abcdef");
	buf_cstr(&t, "\"/>" FIN);
	lire(&l, FORMAT_LHEO, buf_view(&t), 65536, 65536);
	EQ_INT(l.err, E_INVALIDE);
	OK(l.inc.message[0] != '\0');
}

/* A list as long as one likes is bounded, and said. */
TEST(une_liste_demesuree)
{
	AUTO_LECTURE l = {0};
	AUTO_BUF t = {0};

	buf_init(&t, 1 << 20);
	buf_cstr(&t, LHEO23 "<formation numero=\"F\"><domaine-formation>");
	for (unsigned i = 0; i < 800; i++)
		buf_cstr(&t, "<code-FORMACODE>12345</code-FORMACODE>");
	buf_cstr(&t, "</domaine-formation>" ACTION "</formation>" FIN);
	lire(&l, FORMAT_LHEO, buf_view(&t), t.n, 1);
	EQ_INT(l.err, 0);
	OK(strstr(l.trace.p, "!VALEUR_EN_TROP|F|code-FORMACODE|12345\n") != NULL);
}

/* --- libxml2 stays where it is ------------------------------------------------------------ */

/* Everything above, with stderr in a file: nothing may be written there. */
TEST(rien_sur_stderr)
{
	static const char *const textes[] = {
		"<?xml version=\"1.0\" encoding=\"US-ASCII\"?>" LHEO23 "\xC3\xA9" FIN,
		"<?xml version=\"1.0\" encoding=\"UTF-16\"?>" LHEO23 FIN,
		"<?xml version=\"1.0\" encoding=\"EUC-JP\"?>" LHEO23 "\x8F\xFF\xFF" FIN,
		LHEO23 "<a:b/>&x;" FIN,
		"\xFF\xFE<\0l",
		LHEO23 "<formation xmlns:x=\"\" x:y=\"1\"/>" FIN,
		LHEO23 "<formation xml:id=\"1\" xml:lang=\"\" xml:space=\"q\"/>" FIN,
	};
	FILE *capture = tmpfile();
	int ancien = dup(STDERR_FILENO);
	long ecrits;

	MUST(capture && ancien >= 0);
	fflush(stderr);
	dup2(fileno(capture), STDERR_FILENO);
	for (unsigned i = 0; i < sizeof textes / sizeof *textes; i++) {
		AUTO_LECTURE l = {0};

		lire_texte(&l, textes[i]);
	}
	for (unsigned i = 0; i < sizeof malformes / sizeof *malformes; i++) {
		AUTO_LECTURE l = {0};

		lire_texte(&l, malformes[i].texte);
	}
	fflush(stderr);
	dup2(ancien, STDERR_FILENO);
	close(ancien);
	ecrits = lseek(fileno(capture), 0, SEEK_END);
	fclose(capture);
	EQ_INT(ecrits, 0);
}

static void *lire_souvent(void *ctx)
{
	long *bons = ctx;

	for (unsigned i = 0; i < 200; i++) {
		AUTO_LECTURE l = {0};
		bool malforme = i % 2;

		lire_texte(&l, malforme ? malformes[0].texte
					: LHEO23 "<formation>" ACTION "</formation>" FIN);
		*bons += malforme ? strcmp(l.inc.message, malformes[0].message) == 0
				  : l.vus[RECORD_OFFRE] == 1 && !l.err;
	}
	return NULL;
}

TEST(plusieurs_fils)
{
	pthread_t fils[4];
	long bons[4] = {0};

	for (unsigned i = 0; i < 4; i++)
		MUST(pthread_create(&fils[i], NULL, lire_souvent, &bons[i]) == 0);
	for (unsigned i = 0; i < 4; i++) {
		pthread_join(fils[i], NULL);
		EQ_INT(bons[i], 200);
	}
}

TEST(fermer_sans_finir)
{
	struct lecteur *l = format_ouvrir(FORMAT_LHEO, (struct puits){lecture_record, NULL});
	struct incident inc = {0};

	EQ_INT(format_nourrir(l, "<lheo", 5, &inc), 0);
	format_fermer(l);
	format_fermer(NULL);
}
