/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_inventaire_test.c - what is inside archives is found, what is wrong in them is refused whole, and parts of a set meet
 */
#include "tap.h"

#include <unistd.h>

#include "base/limites.h"
#include "base/mem.h"
#include "format/inventaire.h"
#include "lecture.h"
#include "zips.h"

#define SIRENE "siret;etat\n99900011000018;A\n"
#define STANDARD                                                                                   \
	"Numero_Fiche;Intitule;Date_Fin_Enregistrement;Type_Enregistrement;Actif\r\n"              \
	"RNCP7;Un titre;31/08/2030;Enregistrement sur demande;ACTIVE\r\n"                          \
	"RS9;Autre;31/08/2030;Enregistrement sur demande;ACTIVE\r\n"                               \
	"RNCP8;Un BTS;;Enregistrement de droit;INACTIVE\r\n"
#define VOIX "Numero_Fiche;Si_Jury\r\nRNCP7;Par expérience\r\nRNCP7;En contrat d’apprentissage\r\n"
#define PARTENAIRES                                                                                \
	"Numero_Fiche;Nom_Partenaire;Siret_Partenaire;Habilitation_Partenaire\r\n"                 \
	"RNCP7;\"CFA; un\";\"\t99900011000018\";HABILITATION_FORMER\r\n"                           \
	"RS9;X;99900012800010;HABILITATION_FORMER\r\n"
#define CERTIFICATEURS                                                                             \
	"Numero_Fiche;Siret_Certificateur;Nom_Certificateur\r\nRNCP7;\"\t99900012800010\";École\r\n"
#define ROME "Numero_Fiche;Codes_Rome_Code\r\nRNCP7;M1202\r\nRNCP8;A1\r\nRNCP7;M1203\r\n"

enum { CHEMIN = 64, FICHIERS = 8 };

/* Files of one test, and what their inventory says. */
struct essai {
	struct arena *a;
	char chemins[FICHIERS][CHEMIN];
	const char *fichiers[FICHIERS];
	size_t n;
	struct inventaire v;
};

static void essai_fin(struct essai *e)
{
	for (size_t i = 0; i < e->n; i++)
		(void)unlink(e->chemins[i]);
	arena_free(e->a);
}
#define AUTO_ESSAI __attribute__((cleanup(essai_fin))) struct essai

static void poser(struct essai *e, struct str octets)
{
	char *chemin = e->chemins[e->n];

	if (!e->a)
		e->a = arena_new(0);
	(void)snprintf(chemin, CHEMIN, "/tmp/relais-inventaire-XXXXXX");
	const int fd = mkstemp(chemin);
	if (fd < 0 || write(fd, octets.p, octets.n) != (ssize_t)octets.n || close(fd) != 0)
		abort();
	e->fichiers[e->n++] = chemin;
}

static void inventorier(struct essai *e)
{
	inventaire_faire(e->fichiers, e->n, FORMAT_INCONNU, e->a, &e->v);
}

static void poser_zip(struct essai *e, const struct entree *entrees, size_t n)
{
	AUTO_BUF zip;

	zip_faire(&zip, entrees, n);
	poser(e, buf_view(&zip));
	inventorier(e);
}
#define ZIP(e, ...)                                                                                \
	poser_zip(e, (const struct entree[]){__VA_ARGS__},                                         \
		  sizeof((const struct entree[]){__VA_ARGS__}) / sizeof(struct entree))

/* The whole archive is refused with these words. */
static void refusee(const struct essai *e, const char *debut)
{
	EQ_INT(e->v.n, 1);
	MUST(e->v.n == 1);
	OK(e->v.lots[0].refuse);
	OK(str_starts(str_of(e->v.lots[0].inc.message), str_of(debut)));
	if (!str_starts(str_of(e->v.lots[0].inc.message), str_of(debut)))
		printf("# %s\n", e->v.lots[0].inc.message);
	OK(e->v.lots[0].inc.remede[0] != '\0');
}

static bool finit(const char *nom, const char *fin)
{
	const size_t n = strlen(nom), m = strlen(fin);

	return n >= m && strcmp(nom + n - m, fin) == 0;
}

/* The records of a lot, as text. */
static void lire_lot(const struct lot *lot, struct lecture *l)
{
	struct lecteur *lecteur = format_ouvrir(lot->format, (struct puits){lecture_record, l});
	char morceau[7];
	size_t lu;

	buf_init(&l->trace, (size_t)1 << 30);
	for (size_t i = 0; i < lot->n && !l->err; i++) {
		struct contenu *c = NULL;

		l->err = contenu_ouvrir(&lot->pieces[i], &c, &l->inc);
		if (!l->err)
			l->err = format_partie(lecteur, lot->pieces[i].partie, &l->inc);
		while (!l->err &&
		       !(l->err = contenu_lire(c, morceau, sizeof morceau, &lu, &l->inc)) && lu)
			l->err = format_nourrir(lecteur, morceau, lu, &l->inc);
		contenu_fermer(c);
	}
	if (!l->err)
		l->err = format_fin(lecteur, &l->inc);
	if (l->err)
		buf_printf(&l->trace, "#%s\n", l->inc.message);
	format_fermer(lecteur);
}

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
	OK(e.v.lots[2].laisse);

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
		 "L'archive zip contient un lien, ou un fichier compressé autrement"},
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
	}
}

TEST(un_classeur_reste_un_classeur)
{
	static char debut[2 * FORMAT_DEBUT];
	AUTO_ESSAI e = {0};

	memset(debut, 'a', sizeof debut); /* so that the first bytes do not tell it */
	ZIP(&e, {.nom = "docProps/app.xml", .contenu = {debut, sizeof debut}},
	    {.nom = "xl/workbook.xml", .contenu = STR("<workbook/>")});
	refusee(&e, "C'est un classeur de tableur");
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

/* --- sets --------------------------------------------------------------------------------- */

#define FICHES_DU_JEU(debut)                                                                           \
	debut "2|RNCP7|Un titre||||Oui|Enregistrement sur demande|Oui|2030-08-31|||||||M1202,M1203|\n" \
	      "2|99900012800010|École|Actif\n"                                                        \
	      "2|99900011000018|CFA; un|HABILITATION_FORMER|Actif\n"                                   \
	      "4|RNCP8|Un BTS||||Non|Enregistrement de droit|Non||||||||A1|\n"

TEST(les_parties_d_un_zip_font_un_lot)
{
	AUTO_ESSAI e = {0};
	AUTO_LECTURE l = {0};

	ZIP(&e, {.nom = "z.csv", .contenu = STR(STANDARD), .methode = 8},
	    {.nom = "y.csv", .contenu = STR(SIRENE)}, {.nom = "x.csv", .contenu = STR(VOIX)},
	    {.nom = "w.csv", .contenu = STR(ROME)},
	    {.nom = "blocs.csv", .contenu = STR("Numero_Fiche;Bloc_Competences_Code\n\"jamais lu")},
	    {.nom = "v.csv", .contenu = STR(PARTENAIRES), .methode = 8},
	    {.nom = "u.csv", .contenu = STR(CERTIFICATEURS)});
	MUST(e.v.n == 2);
	EQ_INT(e.v.lots[0].format, FORMAT_RNCP_CSV);
	EQ_INT(e.v.lots[0].n, 6);
	OK(finit(e.v.lots[0].nom, " › jeu de 6 CSV"));
	EQ_INT(e.v.lots[1].format, FORMAT_SIRENE);
	lire_lot(&e.v.lots[0], &l);
	EQ_STR(buf_view(&l.trace),
	       FICHES_DU_JEU("") "0!PARTIE_ABSENTE||Nsf|\n0!PARTIE_ABSENTE||Formacode|\n"
				 "0!PARTIE_ABSENTE||Ancienne_Nouvelle_Certification|\n"
				 "=3|1|UTF-8|\n");
}

TEST(les_parties_libres_font_un_lot_quel_que_soit_leur_ordre)
{
	const struct str parties[] = {STR(STANDARD), STR(VOIX), STR(PARTENAIRES),
				      STR(CERTIFICATEURS), STR(ROME)};

	for (size_t tour = 0; tour < 5; tour++) {
		AUTO_ESSAI e = {0};
		AUTO_LECTURE l = {0};

		for (size_t i = 0; i < 5; i++)
			poser(&e, parties[(i + tour) % 5]);
		inventorier(&e);
		MUST(e.v.n == 1);
		EQ_INT(e.v.lots[0].n, 5);
		OK(!e.v.lots[0].refuse);
		OK(finit(e.v.lots[0].nom, " et 4 autres"));
		lire_lot(&e.v.lots[0], &l);
		OK(str_starts(buf_view(&l.trace), STR(FICHES_DU_JEU(""))));
	}
}

TEST(un_jeu_sans_standard_est_refuse)
{
	AUTO_ESSAI e = {0};

	poser(&e, STR(VOIX));
	poser(&e, STR(ROME));
	inventorier(&e);
	refusee(&e, "Il manque la partie « Standard »");
}

TEST(deux_jeux_ne_se_melangent_pas)
{
	AUTO_ESSAI e = {0};
	AUTO_ESSAI zips = {0};

	poser(&e, STR(STANDARD));
	poser(&e, STR(VOIX));
	poser(&e, STR(STANDARD));
	inventorier(&e);
	refusee(&e, "Deux fichiers sont la partie « Standard » du même jeu de CSV.");
	/* but a zip is a set of its own */
	poser(&zips, STR(STANDARD));
	ZIP(&zips, {.nom = "s.csv", .contenu = STR(STANDARD)});
	EQ_INT(zips.v.n, 2);
	OK(!zips.v.lots[0].refuse && !zips.v.lots[1].refuse);
}

TEST(les_fichiers_aplatis_de_2020)
{
	AUTO_ESSAI e = {0};
	AUTO_LECTURE l = {0};

	poser(&e,
	      STR("CodeRNCP;intituleDiplome;date_fin_validite_enregistrement;ActiveInactive;"
		  "EtatFiche;NiveauEurope;CodeTypeCertif;TypeCertif;AncienneFiche;NouvelleFiche;"
		  "TypeEnregistrement\n"
		  "RNCP1000;M\xE9tiers;8/31/16;INACTIVE;Publi\xE9"
		  "e;niveau4;BP;Brevet;RNCP1;RNCP2;Enregistrement de droit\n"
		  "RNCP1001;Avant;12/1/99;ACTIVE;;REPRISE;;;;;Enregistrement de droit\n"
		  "RNCP1002;Faux;13/31/16;ACTIVE;;;;;;;Enregistrement de droit\n"));
	poser(&e,
	      STR("CodeRNCP;code_libelle;intitule;;\nRNCP1000;CONTRATA;x;;\nRNCP1001;EXP;x;;\n"));
	inventorier(&e);
	MUST(e.v.n == 1);
	lire_lot(&e.v.lots[0], &l);
	EQ_INT(l.err, OK);
	const struct str t = buf_view(&l.trace);
	OK(str_contains(t, STR("2|RNCP1000|Métiers|BP|NIV4|Publiée|Non|Enregistrement de droit|"
			       "Oui|2016-08-31|||RNCP2|RNCP1||||\n")));
	OK(str_contains(t, STR("3|RNCP1001|Avant||REPRISE||Oui|Enregistrement de droit|Non|"
			       "1999-12-01|")));
	OK(str_contains(t, STR("4!DATE_ILLISIBLE|RNCP1002|fin_enregistrement|13/31/16\n")));
	EQ_INT(l.vus[RECORD_FICHE], 3);
}

TEST(une_partie_fausse_est_nommee)
{
	AUTO_ESSAI e = {0};
	AUTO_LECTURE l = {0};
	AUTO_ESSAI ouverte = {0};
	AUTO_LECTURE m = {0};

	poser(&e, STR(STANDARD));
	poser(&e, STR("Numero_Fiche;Nom_Partenaire;Siret_Partenaire;Habilitation_Partenaire\n"
		      "RNCP7;A;123;HABILITATION_RIRE\n"));
	inventorier(&e);
	lire_lot(&e.v.lots[0], &l);
	OK(str_contains(buf_view(&l.trace), STR("2!CODE_MALFORME|RNCP7|Partenaires/siret|123\n"
						"2!VALEUR_HORS_LISTE|RNCP7|Partenaires/"
						"habilitation|HABILITATION_RIRE\n")));
	poser(&ouverte, STR(STANDARD));
	poser(&ouverte, STR("Numero_Fiche;Si_Jury\nRNCP7;\"sans fin"));
	inventorier(&ouverte);
	lire_lot(&ouverte.v.lots[0], &m);
	EQ_STR(m.inc.message,
	       "Partie « VoixdAccès » : Un guillemet ouvert à la ligne 2 n'est jamais refermé.");
}

TEST(l_acce)
{
	AUTO_ESSAI e = {0};
	AUTO_LECTURE l = {0};

	poser(&e,
	      STR("numero_uai;nature_uai_libe;etat_etablissement;commune;denomination_principale;"
		  "appellation_officielle;numero_siren_siret_uai\n"
		  "0951099D;Lyc\xE9"
		  "e;1;95018;LYCEE;Lyc\xE9"
		  "e Exemple;99900012800010\n"
		  "0951100E;Institut universitaire de technologie;4;95018;IUT;A COMPLETER;999000128\n"
		  "0951101F;Autre;7;95018;AUTRE;;\n"));
	poser(&e, STR("numero_uai;type_zone_uai\n0951099D;42\n"));
	inventorier(&e);
	MUST(e.v.n == 2);
	EQ_INT(e.v.lots[0].format, FORMAT_ACCE);
	OK(e.v.lots[1].laisse);
	lire_lot(&e.v.lots[0], &l);
	EQ_STR(buf_view(&l.trace),
	       "2|0951099D|99900012800010|Lycée Exemple|95018|ouvert|0|\n"
	       "3|0951100E||IUT|95018|ferme|1|\n"
	       "4!VALEUR_HORS_LISTE|0951101F|etat|7\n4|0951101F||AUTRE|95018|7|0|\n"
	       "0!ENCODAGE|||2\n=3|0|cp1252|\n");
}

TEST(les_echantillons_reels)
{
	static const struct {
		const char *chemin;
		size_t lots;
		enum format format;
		size_t pieces;
		unsigned lus; /* counts of the README of the samples */
		const char *bilan;
	} reels[] = {
		{"../shared/data/rncp/export-fiches-csv-2024-02-22_sample.zip", 1, FORMAT_RNCP_CSV,
		 10, 7, "\n=9|2|UTF-8|\n"},
		{"../shared/data/uai/acce_data.zip", 5, FORMAT_ACCE, 1, 5, "\n=5|0|cp1252|\n"},
	};

	for (size_t i = 0; i < sizeof reels / sizeof *reels; i++) {
		AUTO_LECTURE l = {0};
		AUTO_ESSAI e = {.a = arena_new(0)};

		if (access(reels[i].chemin, R_OK) != 0)
			SKIP("real samples are not in ../shared/data");
		inventaire_faire(&reels[i].chemin, 1, FORMAT_INCONNU, e.a, &e.v);
		EQ_INT(e.v.n, reels[i].lots);
		EQ_INT(e.v.lots[0].format, reels[i].format);
		EQ_INT(e.v.lots[0].n, reels[i].pieces);
		lire_lot(&e.v.lots[0], &l);
		EQ_INT(l.err, OK);
		EQ_INT(l.vus[RECORD_FICHE] + l.vus[RECORD_UAI], reels[i].lus);
		OK(str_contains(buf_view(&l.trace), str_of(reels[i].bilan)));
	}
}

TEST(les_fichiers_reels_de_2020)
{
	static const char *const fichiers[] = {
		"../shared/data/rncp/2020/rncp_certificateurs.v1.4.csv",
		"../shared/data/rncp/2020/rncp_info.v1.4.csv",
		"../shared/data/rncp/2020/rncp_voix_acces.v1.4.csv",
		"../shared/data/rncp/2020/codes_diplomes.v1.4.csv"};
	AUTO_ESSAI e = {.a = arena_new(0)};

	if (access(fichiers[0], R_OK) != 0)
		SKIP("real samples are not in ../shared/data");
	inventaire_faire(fichiers, 4, FORMAT_INCONNU, e.a, &e.v);
	MUST(e.v.n == 2);
	for (size_t i = 0; i < 2; i++) {
		AUTO_LECTURE l = {0};

		lire_lot(&e.v.lots[i], &l);
		EQ_INT(l.err, OK);
		EQ_INT(l.vus[RECORD_FICHE] + l.vus[RECORD_KIT], i ? 4904 : 17470);
		EQ_INT(l.vus[RECORD_CERTIFICATEUR] > 36000, i == 0);
		OK(!str_contains(buf_view(&l.trace), STR("!DATE_ILLISIBLE")));
	}
}
