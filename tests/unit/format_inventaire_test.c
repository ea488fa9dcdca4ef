/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_inventaire_test.c - what is inside archives is found, and what is wrong in them is refused whole
 */
#include "inventaires.h"

#include "base/limites.h"
#include "base/mem.h"

TEST(chaque_fichier_d_un_zip_est_un_lot)
{
	AUTO_ESSAI e = {0};
	ZIP(&e, {.nom = "dossier/", .contenu = STR("")},
	    {.nom = "dossier/état.csv", .contenu = STR(SIRENE), .methode = 8},
	    {.nom = "LISEZMOI.txt", .contenu = STR("bonjour\n")},
	    {.nom = "__MACOSX/._état.csv", .contenu = STR("\0\5\x16\7")},
	    {.nom = "vide.csv", .contenu = STR("")});

	MUST(e.v.n == 3);
	EQ_INT(e.v.lots[0].format, FORMAT_SIRENE);
	OK(!e.v.lots[0].laisse && !e.v.lots[0].refuse);
	OK(finit(e.v.lots[0].nom, " › dossier/état.csv"));
	EQ_STR(strchr(lot_nom_court(e.v.lots[0].nom), ' '), " › dossier/état.csv");
	EQ_INT(e.v.lots[0].taille, sizeof SIRENE - 1);
	OK(e.v.lots[1].laisse);
	EQ_STR(e.v.lots[1].inc.message, "Ce fichier n'est d'aucun format que relais connaît.");
	OK(!e.v.lots[2].laisse && e.v.lots[2].refuse);
	EQ_STR(e.v.lots[2].inc.message, "Le fichier est vide.");

	AUTO_LECTURE l = {0};
	lire_lot(&e.v.lots[0], &l);
	EQ_STR(buf_view(&l.trace), "2|99900011000018|A\n=1|0|UTF-8|\n");
}

TEST(une_archive_qui_ment_est_refusee_entiere)
{
	const struct {
		struct entree entree;
		const char *message;
	} cas[] = {
		{{.nom = "b.csv", .contenu = STR(SIRENE), .chiffree = true},
		 "L'archive zip est protégée par un mot de passe."},
		{{.nom = "b.csv", .contenu = STR(SIRENE), .mauvais_crc = true},
		 "L'archive zip est coupée ou abîmée."},
		{{.nom = "b\xFF\xFE.csv", .contenu = STR(SIRENE)},
		 "L'archive zip contient un fichier dont le nom est vide ou illisible."},
		{{.nom = "", .contenu = STR(SIRENE)},
		 "L'archive zip contient un fichier dont le nom est vide ou illisible."},
		{{.nom = "../b.csv", .contenu = STR(SIRENE)},
		 "L'archive zip contient un nom de fichier qui sort"},
		{{.nom = "a/../../b.csv", .contenu = STR(SIRENE)},
		 "L'archive zip contient un nom de fichier qui sort"},
		{{.nom = "..\\b.csv", .contenu = STR(SIRENE)},
		 "L'archive zip contient un nom de fichier qui sort"},
		{{.nom = "/etc/passwd", .contenu = STR(SIRENE)},
		 "L'archive zip contient un nom de fichier qui sort"},
		{{.nom = "C:\\b.csv", .contenu = STR(SIRENE)},
		 "L'archive zip contient un nom de fichier qui sort"},
		{{.nom = "b.csv", .contenu = STR(SIRENE), .methode = 14},
		 "L'archive zip contient un fichier compressé autrement"},
		{{.nom = "b.zip", .contenu = STR("PK\x03\x04 et la suite")},
		 "L'archive contient une autre archive."},
		{{.nom = "b.gz", .contenu = STR("\x1F\x8B\x08\0\0\0\0\0")},
		 "L'archive contient une autre archive."},
		{{.nom = "b.7z", .contenu = STR("7z\xBC\xAF\x27\x1C\0")},
		 "L'archive contient une autre archive."},
	};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_ESSAI e = {0};

		ZIP(&e, {.nom = "a.csv", .contenu = STR(SIRENE), .methode = 8}, cas[i].entree);
		refusee(&e, cas[i].message);
		/* and says which; libarchive writes « \ » its own way */
		const struct str nom = str_of(cas[i].entree.nom);

		OK(str_contains(str_of(e.v.lots[0].inc.detail),
				strstr(cas[i].message, "dont le nom")
					? STR("numéro 2")
					: str_sub(nom, nom.n > 5 ? nom.n - 5 : 0, nom.n)));
	}
}

TEST(un_nom_demesure_est_dit_et_abrege)
{
	static char nom[LIMITE_ARCHIVE_NOM + 2];
	AUTO_ESSAI e = {0};
	AUTO_ESSAI juste = {0};

	memset(nom, 'a', sizeof nom - 1);
	ZIP(&e, {.nom = nom, .contenu = STR(SIRENE)});
	refusee(&e, "L'archive zip contient un nom de fichier démesuré.");
	OK(str_contains(str_of(e.v.lots[0].inc.detail), STR("aaa… ».")));
	nom[LIMITE_ARCHIVE_NOM] = '\0';
	ZIP(&juste, {.nom = nom, .contenu = STR(SIRENE)});
	OK(!juste.v.lots[0].refuse);
}

TEST(un_nom_ne_commande_pas_le_terminal)
{
	AUTO_ESSAI e = {0};

	ZIP(&e, {.nom = "a\x1B\xC2\x9B\xE2\x80\xAEé.csv", .contenu = STR(SIRENE)});
	OK(finit(e.v.lots[0].nom, " › a??????é.csv"));
}

/* Windows writes names in the code page of DOS, others in that of Windows, and none says which. */
TEST(un_nom_sans_utf8_se_lit)
{
	static const struct {
		const char *octets, *nom;
	} noms[] = {
		{"Certifications compl\x82t\x82"
		 "es.csv",
		 "Certifications complétées.csv"},
		{"Certifications compl\xE9t\xE9"
		 "es.csv",
		 "Certifications complétées.csv"},
		{"Liste \x85 jour.csv", "Liste à jour.csv"},
		{"\x90tat fran\x87"
		 "ais.csv",
		 "État français.csv"},
		{"l\x92offre.csv", "l’offre.csv"},
		{"mars \x96 mai.csv", "mars – mai.csv"},
		{"liste n\xB0 2.csv", "liste n° 2.csv"},
		{"\xC9tat l\x92"
		 "ann\xE9"
		 "e.csv",
		 "État l’année.csv"},
	};

	for (size_t i = 0; i < sizeof noms / sizeof *noms; i++) {
		AUTO_ESSAI e = {0};

		ZIP(&e, {.nom = noms[i].octets, .contenu = STR(SIRENE), .sans_utf8 = true});
		EQ_INT(e.v.n, 1);
		EQ_STR(lot_nom_court(e.v.lots[0].nom) +
			       strcspn(lot_nom_court(e.v.lots[0].nom), " "),
		       arena_printf(e.a, " › %s", noms[i].nom));
	}
}

TEST(ce_qui_est_refuse_seul_l_est_dans_un_zip)
{
	static const char utf16[] = "\xFF\xFEs\0i\0";
	const struct {
		struct entree entree;
		const char *message; /* NULL: left aside */
	} cas[] = {
		{{.nom = "a.csv", .contenu = {utf16, sizeof utf16}}, "Le fichier est en UTF-16."},
		{{.nom = "a.xls", .contenu = STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0")},
		 "C'est un classeur de tableur"},
		{{.nom = "a.html", .contenu = STR("<!doctype html>")}, "C'est une page web"},
		{{.nom = "a.xml", .contenu = STR("<lheo><offre-formation/></lheo>")},
		 "C'est du LHEO 1"},
		{{.nom = "a.xml", .contenu = STR("<lheo-index/>")}, "C'est un lheo-index"},
		{{.nom = "a.CSV", .contenu = STR("siret_du_cfa;etat\n")},
		 "Ce fichier n'est d'aucun"},
		{{.nom = "a.json", .contenu = STR("{}")}, "C'est du JSON, mais"},
		{{.nom = "a.csv", .contenu = STR("siret;etat;commune\n\0")},
		 "Le fichier contient des octets nuls"},
		{{.nom = "a.pdf", .contenu = STR("%PDF-1.4\n\0")}, NULL},
		{{.nom = "a.txt", .contenu = STR("")}, NULL},
		{{.nom = "a.doc", .contenu = STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0")}, NULL},
		{{.nom = "a.xsd",
		  .contenu = STR("<schema xmlns=\"http://www.w3.org/2001/XMLSchema\"/>")},
		 NULL},
		{{.nom = "a.csv",
		  .contenu = STR("libelleRegion;codeAcademie;codeRegion;codeDepartement\n")},
		 NULL},
	};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_ESSAI e = {0};

		ZIP(&e, {.nom = "b.csv", .contenu = STR(SIRENE)}, cas[i].entree);
		MUST(e.v.n == 2);
		OK(!e.v.lots[0].refuse && !e.v.lots[0].laisse);
		EQ_INT(e.v.lots[1].laisse, !cas[i].message);
		EQ_INT(e.v.lots[1].refuse, cas[i].message != NULL);
		OK(str_starts(str_of(e.v.lots[1].inc.message),
			      str_of(cas[i].message ? cas[i].message : "")));
		OK(e.v.lots[1].inc.remede[0] != '\0');
	}
	/* a table that is not needed is refused when it is given by itself */
	AUTO_ESSAI libre = {0};

	poser(&libre, STR("libelleRegion;codeAcademie;codeRegion;codeDepartement\n"));
	inventorier(&libre);
	MUST(libre.v.n == 1);
	OK(!libre.v.lots[0].laisse && !format_lisible(libre.v.lots[0].format));
	/* alone too, it keeps its own remedy */
	AUTO_ESSAI seul = {0};

	ZIP(&seul, cas[0].entree);
	refusee(&seul, "Le fichier est en UTF-16.");
	OK(str_contains(str_of(seul.v.lots[0].inc.remede), STR("UTF-8")));
}

static void inventorier_force(struct essai *e, enum format force)
{
	inventaire_faire(e->fichiers, e->n, force, e->a, &e->v);
}

TEST(as_ne_prend_que_ce_qui_est_du_texte)
{
	AUTO_ESSAI e = {0};
	AUTO_ESSAI txt = {0};
	AUTO_ESSAI nid = {0};
	AUTO_ESSAI seul = {0};

	ZIP(&e, {.nom = "a.csv", .contenu = STR("n;e\n99900011000018;A\n")},
	    {.nom = "LISEZMOI.txt", .contenu = STR("bonjour\n")},
	    {.nom = "x.pdf", .contenu = STR("%PDF-1.4\n\0")},
	    {.nom = "b.csv", .contenu = STR("Numero_Fiche;Si_Jury\r\nRNCP7;Par expérience\r\n")});
	inventorier_force(&e, FORMAT_SIRENE);
	MUST(e.v.n == 4);
	EQ_INT(e.v.lots[0].format, FORMAT_SIRENE);
	OK(!e.v.lots[0].refuse && !e.v.lots[0].laisse);
	OK(e.v.lots[1].laisse && e.v.lots[2].laisse);
	EQ_INT(e.v.lots[3].format, FORMAT_SIRENE);
	EQ_INT(e.v.lots[3].pieces[0].partie, -1);
	/* when nothing else looks like data, it is what --as speaks of */
	ZIP(&txt, {.nom = "export.txt", .contenu = STR("n;e\n99900011000018;A\n")});
	inventorier_force(&txt, FORMAT_SIRENE);
	EQ_INT(txt.v.lots[0].format, FORMAT_SIRENE);
	OK(!txt.v.lots[0].refuse);
	ZIP(&nid, {.nom = "a.csv", .contenu = STR(SIRENE)},
	    {.nom = "b.zip", .contenu = STR("PK\x03\x04 et la suite")});
	inventorier_force(&nid, FORMAT_SIRENE);
	refusee(&nid, "L'archive contient une autre archive.");
	poser(&seul, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"));
	inventorier_force(&seul, FORMAT_SIRENE);
	refusee(&seul, "C'est un classeur de tableur");
}

TEST(un_classeur_reste_un_classeur)
{
	static char debut[2 * FORMAT_DEBUT];
	AUTO_ESSAI e = {0};

	memset(debut, 'a', sizeof debut); /* so that the first bytes do not tell it */
	ZIP(&e, {.nom = "docProps/app.xml", .contenu = {debut, sizeof debut}},
	    {.nom = "xl/workbook.xml", .contenu = STR("<workbook/>")});
	refusee(&e, "C'est un classeur de tableur");

	AUTO_ESSAI d = {0};
	ZIP(&d, {.nom = "docProps/app.xml", .contenu = {debut, sizeof debut}},
	    {.nom = "word/document.xml", .contenu = STR("<document/>")});
	refusee(&d, "C'est un document de bureautique");
}

TEST(une_notice_n_est_pas_une_archive)
{
	const struct entree dedans[] = {
		{.nom = "[Content_Types].xml", .contenu = STR("<x/>")},
		{.nom = "word/document.xml", .contenu = STR("<x/>")},
	};
	AUTO_BUF docx;
	AUTO_ESSAI e = {0};
	AUTO_ESSAI seul = {0};

	zip_faire(&docx, dedans, 2);
	ZIP(&e, {.nom = "a.csv", .contenu = STR(SIRENE)},
	    {.nom = "notice.docx", .contenu = buf_view(&docx)});
	MUST(e.v.n == 2);
	OK(!e.v.lots[0].refuse && e.v.lots[1].laisse);
	poser(&seul, buf_view(&docx));
	inventorier(&seul);
	MUST(seul.v.n == 1);
	EQ_INT(seul.v.lots[0].format, FORMAT_REFUSE_BUREAU);
}

TEST(deux_points_dans_un_nom_ne_sont_pas_un_piege)
{
	AUTO_ESSAI e = {0};

	ZIP(&e, {.nom = "a..b/c...csv", .contenu = STR(SIRENE)},
	    {.nom = "dossier\\flux.csv", .contenu = STR(SIRENE)});
	EQ_INT(e.v.n, 2);
	OK(!e.v.lots[0].refuse && !e.v.lots[1].refuse);
}

TEST(un_zip_coupe_n_importe_ou_est_refuse)
{
	const struct entree entrees[] = {
		{.nom = "a.csv", .contenu = STR(SIRENE), .methode = 8},
		{.nom = "b.csv", .contenu = STR(SIRENE)},
	};
	AUTO_BUF zip;

	zip_faire(&zip, entrees, 2);
	for (size_t n = 4; n <= zip.n; n++) {
		AUTO_ESSAI e = {0};

		poser(&e, str_sub(buf_view(&zip), 0, n));
		inventorier(&e);
		if (n == zip.n)
			EQ_INT(e.v.n, 2);
		else
			refusee(&e, "L'archive zip est coupée ou abîmée.");
	}
}

TEST(un_octet_change_ne_passe_jamais)
{
	const struct entree entree = {.nom = "a.csv", .contenu = STR(SIRENE), .methode = 8};
	AUTO_BUF zip;

	zip_faire(&zip, &entree, 1);
	for (size_t i = 0; i < zip.n; i++) {
		AUTO_ESSAI e = {0};
		AUTO_LECTURE l = {0};

		zip.p[i] ^= 0x55;
		poser(&e, buf_view(&zip));
		inventorier(&e);
		zip.p[i] ^= 0x55;
		/* whole and the same, or not read: never something else */
		if (e.v.n != 1 || e.v.lots[0].refuse || e.v.lots[0].format != FORMAT_SIRENE)
			continue;
		lire_lot(&e.v.lots[0], &l);
		EQ_STR(buf_view(&l.trace), "2|99900011000018|A\n=1|0|UTF-8|\n");
	}
}

TEST(les_bombes_ne_sont_pas_lues)
{
	const size_t n = LIMITE_ARCHIVE_SURE + (size_t)LIMITE_LECTURE;
	char *zeros = mem_alloc(n);
	AUTO_BUF gz;
	AUTO_ESSAI e = {0};
	AUTO_ESSAI g = {0};
	AUTO_LECTURE l = {0};
	struct contenu *c;
	size_t lu;

	memset(zeros, ' ', n);
	ZIP(&e, {.nom = "a.csv", .contenu = {zeros, n}, .methode = 8});
	refusee(&e, "L'archive est anormalement compressée");
	gz_faire(&gz, (struct str){zeros, n});
	poser(&g, buf_view(&gz));
	inventorier(&g);
	MUST(contenu_ouvrir(g.v.lots[0].pieces, &c, &l.inc) == OK);
	while (!(l.err = contenu_lire(c, zeros, LIMITE_LECTURE, &lu, &l.inc)) && lu)
		;
	EQ_INT(l.err, E_INVALIDE);
	OK(str_starts(str_of(l.inc.message), STR("L'archive est anormalement compressée")));
	contenu_fermer(c);
	mem_free(zeros);
	/* the size too */
	EQ_INT(archive_bombe((uint64_t)LIMITE_ARCHIVE_MIO << 20, UINT64_MAX, NULL), E_INVALIDE);
	EQ_INT(archive_bombe(((uint64_t)LIMITE_ARCHIVE_MIO << 20) - 1, UINT64_MAX, NULL), OK);
}

TEST(trop_de_fichiers)
{
	struct entree *entrees = mem_alloc((LIMITE_ARCHIVE_ENTREES + 1) * sizeof *entrees);
	AUTO_ESSAI e = {0};
	AUTO_ESSAI juste = {0};

	for (size_t i = 0; i <= LIMITE_ARCHIVE_ENTREES; i++)
		entrees[i] = (struct entree){.nom = "a.csv", .contenu = STR(SIRENE)};
	poser_zip(&e, entrees, LIMITE_ARCHIVE_ENTREES + 1);
	refusee(&e, "L'archive zip n'est pas ouverte : elle contient plus de 1000 fichiers");
	poser_zip(&juste, entrees, LIMITE_ARCHIVE_ENTREES);
	EQ_INT(juste.v.n, LIMITE_ARCHIVE_ENTREES);
	mem_free(entrees);
}

static void lire_gardee(struct archive_gardee *garde, const struct lot *lot, struct str voulu)
{
	struct incident inc = {0};
	struct contenu *c = NULL;
	char lus[64];
	size_t lu;

	MUST(contenu_ouvrir_dans(lot->pieces, garde, &c, &inc) == OK);
	EQ_INT(contenu_lire(c, lus, voulu.n, &lu, &inc), OK);
	EQ_STR(((struct str){lus, lu}), voulu);
	contenu_fermer(c);
}

/* An archive of a thousand files is walked once, not once a file; and whatever the order, each gives its own bytes. */
TEST(une_archive_reste_ouverte_d_un_fichier_au_suivant)
{
	struct archive_gardee garde = {0};
	AUTO_ESSAI e = {0};
	AUTO_ESSAI autre = {0};
	struct incident inc = {0};
	struct contenu *c;

	ZIP(&e, {.nom = "1.csv", .contenu = STR(SIRENE "1\n")},
	    {.nom = "2.csv", .contenu = STR(SIRENE "2\n"), .methode = 8},
	    {.nom = "3.csv", .contenu = STR(SIRENE "3\n")});
	ZIP(&autre, {.nom = "a.csv", .contenu = STR(SIRENE "a\n")});
	MUST(e.v.n == 3 && autre.v.n == 1);
	lire_gardee(&garde, &e.v.lots[2], STR(SIRENE "3\n"));
	lire_gardee(&garde, &e.v.lots[0], STR(SIRENE "1\n"));
	lire_gardee(&garde, &e.v.lots[0], STR(SIRENE "1\n"));
	lire_gardee(&garde, &autre.v.lots[0], STR(SIRENE "a\n"));
	lire_gardee(&garde, &e.v.lots[0], STR("siret")); /* not to its end */
	/* open still: the file itself is not needed any more to go on */
	MUST(unlink(e.chemins[0]) == 0);
	lire_gardee(&garde, &e.v.lots[1], STR(SIRENE "2\n"));
	lire_gardee(&garde, &e.v.lots[2], STR(SIRENE "3\n"));
	EQ_INT(contenu_ouvrir_dans(e.v.lots[0].pieces, &garde, &c, &inc), E_ABSENT);
	archive_gardee_fermer(&garde);
	archive_gardee_fermer(&garde);
}

TEST(beaucoup_de_gros_fichiers)
{
	enum { N = 300, TAILLE = 17 * 1024 };
	struct entree *entrees = mem_alloc(N * sizeof *entrees);
	char *gros = mem_alloc(TAILLE);
	AUTO_ESSAI e = {0};
	char lus[sizeof SIRENE];
	struct incident inc = {0};
	struct contenu *c;
	size_t lu;

	memset(gros, '\n', TAILLE);
	memcpy(gros, SIRENE, sizeof SIRENE - 1);
	for (size_t i = 0; i < N; i++)
		entrees[i] = (struct entree){.nom = "a.csv", .contenu = {gros, TAILLE}};
	poser_zip(&e, entrees, N);
	MUST(e.v.n == N);
	/* the last one is read as the first */
	for (size_t i = 0; i < N; i += N - 1) {
		MUST(contenu_ouvrir(e.v.lots[i].pieces, &c, &inc) == OK);
		EQ_INT(contenu_lire(c, lus, sizeof lus - 1, &lu, &inc), OK);
		EQ_STR(((struct str){lus, lu}), SIRENE);
		contenu_fermer(c);
	}
	mem_free(gros);
	mem_free(entrees);
}

TEST(une_table_demesuree_n_est_pas_gardee_en_memoire)
{
	enum { N = LIMITE_ARCHIVE_TABLE / 51 + 1000 };
	struct entree *entrees = mem_alloc(N * sizeof *entrees);
	AUTO_ESSAI e = {0};

	for (size_t i = 0; i < N; i++)
		entrees[i] = (struct entree){.nom = "a.csv", .contenu = STR("")};
	poser_zip(&e, entrees, N);
	refusee(&e, "L'archive zip n'est pas ouverte");
	mem_free(entrees);
}

TEST(rien_de_lisible)
{
	AUTO_ESSAI e = {0};
	AUTO_ESSAI vide = {0};

	ZIP(&e, {.nom = "a.txt", .contenu = STR("bonjour")});
	refusee(&e, "Aucun des fichiers de cette archive n'est lu par relais.");
	OK(str_contains(str_of(e.v.lots[0].inc.detail), STR("a.txt")));
	poser_zip(&vide, NULL, 0);
	refusee(&vide, "L'archive zip ne contient aucun fichier.");

	AUTO_ESSAI note = {0};
	poser(&note, STR("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\5\0vides"));
	inventorier(&note);
	refusee(&note, "L'archive zip ne contient aucun fichier.");
}

TEST(un_gz_est_un_fichier)
{
	AUTO_BUF gz;
	AUTO_BUF deux;
	AUTO_ESSAI e = {0};
	AUTO_ESSAI d = {0};
	AUTO_LECTURE l = {0};
	AUTO_LECTURE m = {0};

	gz_faire(&gz, STR(SIRENE));
	poser(&e, buf_view(&gz));
	inventorier(&e);
	MUST(e.v.n == 1);
	EQ_INT(e.v.lots[0].format, FORMAT_SIRENE);
	lire_lot(&e.v.lots[0], &l);
	EQ_STR(buf_view(&l.trace), "2|99900011000018|A\n=1|0|UTF-8|\n");
	/* two of them, one after the other, are one file */
	gz_faire(&deux, STR("99900012800010;F\n"));
	buf_str(&gz, buf_view(&deux));
	poser(&d, buf_view(&gz));
	inventorier(&d);
	lire_lot(&d.v.lots[0], &m);
	EQ_STR(buf_view(&m.trace), "2|99900011000018|A\n3|99900012800010|F\n=2|0|UTF-8|\n");
}

TEST(un_gz_arrondi_par_des_zeros)
{
	static const char zeros[40 * 1024];

	for (int suite = 0; suite < 2; suite++) {
		AUTO_BUF gz;
		AUTO_ESSAI e = {0};
		AUTO_LECTURE l = {0};

		gz_faire(&gz, STR(SIRENE));
		buf_add(&gz, zeros, sizeof zeros);
		if (suite)
			buf_cstr(&gz, "et la suite");
		poser(&e, buf_view(&gz));
		inventorier(&e);
		e.v.lots[0].format = FORMAT_SIRENE;
		lire_lot(&e.v.lots[0], &l);
		EQ_INT(l.err, suite ? E_INVALIDE : OK);
	}
}

TEST(un_gz_coupe_ou_abime)
{
	AUTO_BUF gz;

	gz_faire(&gz, STR(SIRENE));
	for (size_t i = 2; i < gz.n; i++)
		for (int coupe = 0; coupe < 2; coupe++) {
			AUTO_ESSAI e = {0};
			struct piece p = {.contenant = CONTENANT_GZ};
			struct incident inc = {0};
			struct contenu *c;
			char lus[sizeof SIRENE];
			size_t lu;

			/* the flags, the date and the system of the header change no content */
			if (!coupe && i < 10)
				continue;
			gz.p[i] ^= coupe ? 0 : 0x10;
			poser(&e, coupe ? str_sub(buf_view(&gz), 0, i) : buf_view(&gz));
			gz.p[i] ^= coupe ? 0 : 0x10;
			p.chemin = e.fichiers[0];
			MUST(contenu_ouvrir(&p, &c, &inc) == OK);
			enum err err;
			while (!(err = contenu_lire(c, lus, sizeof lus, &lu, &inc)) && lu)
				;
			EQ_INT(err, E_INVALIDE);
			EQ_STR(inc.message, "Le fichier gz est coupé ou abîmé.");
			contenu_fermer(c);
		}
}
