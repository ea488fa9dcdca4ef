/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_jeu_test.c - the parts of a set meet, in an archive or loose, in any order
 */
#include "inventaires.h"

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
#define INFO_2020                                                                                  \
	"CodeRNCP;intituleDiplome;date_fin_validite_enregistrement;ActiveInactive;"                \
	"TypeEnregistrement\nRNCP7;Titre;8/31/30;ACTIVE;Enregistrement de droit\n"
#define ROME "Numero_Fiche;Codes_Rome_Code\r\nRNCP7;M1202\r\nRNCP8;A1\r\nRNCP7;M1203\r\n"

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

/* Standard without who certifies, who is partenaire and who may train would erase that of every fiche. */
TEST(un_jeu_d_aujourd_hui_a_ses_quatre_parties)
{
	static const struct {
		const char *parties[4];
		const char *message;
	} JEUX[] = {
		{{STANDARD},
		 "Il manque les parties « Certificateurs », « Partenaires », « VoixdAccès »"},
		{{STANDARD, ROME, VOIX},
		 "Il manque les parties « Certificateurs », « Partenaires » de ce jeu"},
		{{STANDARD, CERTIFICATEURS, VOIX}, "Il manque la partie « Partenaires » de ce jeu"},
		{{STANDARD, CERTIFICATEURS, PARTENAIRES},
		 "Il manque la partie « VoixdAccès » de ce jeu"},
		/* of 2020, which has no partenaires, beside a part that only today's export has */
		{{INFO_2020, "CodeRNCP;siret_organisme;Certificateur\nRNCP7;99900012800010;E\n",
		  VOIX},
		 "Il manque la partie « Partenaires » de ce jeu"},
		{{STANDARD, CERTIFICATEURS, PARTENAIRES, VOIX}, NULL},
		{{INFO_2020}, NULL},
	};

	for (size_t i = 0; i < sizeof JEUX / sizeof *JEUX; i++) {
		AUTO_ESSAI e = {0};

		for (size_t p = 0; p < 4 && JEUX[i].parties[p]; p++)
			poser(&e, str_of(JEUX[i].parties[p]));
		inventorier(&e);
		MUST(e.v.n == 1);
		EQ_INT(e.v.lots[0].refuse, JEUX[i].message != NULL);
		if (JEUX[i].message)
			refusee(&e, JEUX[i].message);
	}
}

/* What a part says of a fiche that Standard does not have is told, once a part. */
TEST(une_fiche_absente_de_standard_est_dite)
{
	AUTO_ESSAI e = {0};
	AUTO_LECTURE l = {0};

	poser(&e, STR(STANDARD));
	poser(&e, STR(VOIX "RNCP70;En contrat d’apprentissage\r\nRNCP71;Par expérience\r\n"));
	poser(&e, STR(PARTENAIRES "RNCP70;Y;99900012800010;HABILITATION_FORMER\r\n"
				  "RNCP70;Z;99900011000018;HABILITATION_FORMER\r\n"));
	poser(&e, STR(CERTIFICATEURS "RNCP72;99900012800010;E\r\n"));
	inventorier(&e);
	MUST(e.v.n == 1);
	lire_lot(&e.v.lots[0], &l);
	EQ_INT(l.err, OK);
	OK(str_contains(buf_view(&l.trace), STR("3!FICHE_ABSENTE|RNCP72|Certificateurs|RNCP72\n")));
	OK(str_contains(buf_view(&l.trace), STR("4!FICHE_ABSENTE|RNCP70|Partenaires|RNCP70\n")));
	OK(str_contains(buf_view(&l.trace), STR("!FICHE_ABSENTE|RNCP70|VoixdAccès|RNCP70\n")));
	OK(!str_contains(buf_view(&l.trace), STR("FICHE_ABSENTE|RNCP7|")));
	OK(!str_contains(buf_view(&l.trace), STR("FICHE_ABSENTE|RS9|")));
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
	OK(finit(e.v.lots[0].nom, " et 2 autres"));
	for (size_t i = 0; i < 3; i += 2)
		OK(str_contains(str_of(e.v.lots[0].inc.detail),
				str_of(lot_nom_court(e.fichiers[i]))));
	/* but a zip is a set of its own */
	poser(&zips, STR(INFO_2020));
	ZIP(&zips, {.nom = "s.csv", .contenu = STR(INFO_2020)});
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
