/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_csv_test.c - every CSV format, every proven pitfall of these files, every way they can be broken
 *
 * The files are invented; their shapes are those of the real ones (formats.md 2 to 6 and 9).
 */
#include "tap.h"

#include "base/limites.h"
#include "lecture.h"

/* --- each format, whole, byte by byte, cut everywhere -------------------------------------------------------- */

static const struct {
	enum format format;
	const char *octets, *trace;
} fichiers[] = {
	{FORMAT_DGEFP,
	 "\"numeroDeclarationActivite\";\"numerosDeclarationActivitePrecedent\";\"denomination\";\"siren\";"
	 "\"siretEtablissementDeclarant\";\"adressePhysiqueOrganismeFormation.voie\";"
	 "\"adressePhysiqueOrganismeFormation.codePostal\";\"adressePhysiqueOrganismeFormation.ville\";"
	 "\"certifications.actionsDeFormation\";\"certifications.actionsDeFormationParApprentissage\";\n"
	 "\"11940000194\";\"\";\"CFA \"\"DES\"\" ARTS\";\"110000017\";\"00018\";\"1 rue A\";\"94000\";\"Créteil\";"
	 "\"true\";\"true\";\n"
	 "\"9134P046334\";\"\";\"GRETA;CFA\";\"110000025\";\"11000002500012\";\"\";\"1000\";\"Bourg\";"
	 "\"true\";\"false\";\n",
	 "2|11940000194|110000017|11000001700018|CFA \"DES\" ARTS|94000|Créteil|1\n"
	 "3!ZERO_PERDU|9134P046334|code_postal|1000\n"
	 "3|9134P046334|110000025|11000002500012|GRETA;CFA|01000|Bourg|0\n"
	 "=2|0|UTF-8|\n"},
	{FORMAT_SIRENE, "siret;etat\n11000001700018;A\n11000002500012;F\n",
	 "2|11000001700018|A\n3|11000002500012|F\n=2|0|UTF-8|\n"},
	{FORMAT_UAI,
	 "uai;siret;nom;insee;etat;iut;accueil\n0940001A;11000001700018;Lycée;94028;ouvert;0;1\n"
	 "0750002b;;IUT;75112;FERMÉ;oui;\n",
	 "2|0940001A|11000001700018|Lycée|94028|ouvert|0|1\n"
	 "3|0750002B||IUT|75112|ferme|1|\n=2|0|UTF-8|\n"},
	{FORMAT_CERTIF_INFO,
	 "Code_Diplome;Libelle_Diplome;Libelle_Type_Diplome;Code_Niveau_Europeen;Code_RNCP;Code_Scolarité;"
	 "Etat_Libelle;accessibilite_ca;Autre\n"
	 "104239;BTS A;BTS;5;38362;32031213;Publié;1;x\n1879;DU B;DU;;;;Archivé;2;\n",
	 "2|104239|BTS A|BTS|5|38362|32031213|1|Publié\n3|1879|DU B|DU||||2|Archivé\n=2|0|UTF-8|\n"},
	{FORMAT_KIT,
	 "\xEF\xBB\xBF"
	 "Code_Diplome;Intitulé diplôme (DEPP);Code_RNCP;Niveau fiche RNCP;Abrégé de diplôme (RNCP);"
	 "Dernière MaJ;Accès à l'apprentissage de la fiche RNCP (oui/non);Date d'échéance de la fiche RNCP;"
	 "Fiche ACTIVE/INACTIVE\r\n"
	 "32031213;MCO (BTS) ;RNCP38362;Niveau 5;BTS;v1;oui;31/12/2028;ACTIVE\r\n"
	 "1022103;TRAITEUR;NR;NR;MC5;v1;NR;;NR",
	 "2|32031213|MCO (BTS)|RNCP38362|Niveau 5|BTS|oui|2028-12-31|ACTIVE\n"
	 "3!ZERO_PERDU|1022103|cfd|1022103\n"
	 "3|01022103|TRAITEUR|NR|NR|MC5|NR||NR\n=2|0|UTF-8 avec BOM|\n"},
	{FORMAT_DIPLOMES,
	 "FORMATION_DIPLOME;NIVEAU_FORMATION_DIPLOME;GROUPE_SPECIALITE;LIBELLE_COURT;LIBELLE_LONG_200;"
	 "DATE_OUVERTURE;DATE_FERMETURE;DATE_DERNIERE_SESSION;COMMENTAIRE;NIVEAU_QUALIFICATION_RNCP\n"
	 "32031213;320;312;BTS;MCO;01/09/2019;;;\"un\ndeux; \"\"trois\"\"\";05\n"
	 "1702000N;170;200;X;AUTRE;;31/08/2024;2024;;99\n",
	 "2|32031213|320|312|BTS|MCO|2019-09-01|||05\n"
	 "4|1702000N|170|200|X|AUTRE||2024-08-31|2024|99\n=2|0|UTF-8|\n"},
	{FORMAT_MEF,
	 "MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;LIBELLE_LONG;"
	 "DATE_OUVERTURE;DATE_FERMETURE\n"
	 "3113121321;311;32031213;2;1;1BTS2 MCO;01/09/2019;\n1000131;000;00100013;3;1;X;;31/08/2020\n",
	 "2|3113121321|32031213|2|1|1BTS2 MCO|2019-09-01|\n"
	 "3!ZERO_PERDU|1000131|code|1000131\n"
	 "3|0001000131|00100013|3|1|X||2020-08-31\n=2|0|UTF-8|\n"},
	{FORMAT_UAI_SAISIS,
	 "cle_ministere_educatif;uai_formation\n104239P01…;0299902f\n075;12\n1;\n",
	 "2|104239P01…|0299902F\n3|075|12\n4|1|\n=3|0|UTF-8|\n"},
	{FORMAT_NIVEAUX,
	 "NIVEAU_FORMATION_DIPLOME;LIBELLE_COURT;LIBELLE_100;NIVEAU_QUALIFICATION_RNCP\n"
	 "320;BTS;BREVET DE TECHNICIEN SUPERIEUR;05\n10;MC4;MENTION COMPLEMENTAIRE;4\n5ZZ;?;?;XX\n",
	 "2|320|BTS|BREVET DE TECHNICIEN SUPERIEUR|05\n"
	 "3!ZERO_PERDU|10|code|10\n3!ZERO_PERDU|10|rncp|4\n3|010|MC4|MENTION COMPLEMENTAIRE|04\n"
	 "4|5ZZ|?|?|XX\n=3|0|UTF-8|\n"},
	{FORMAT_OPTIONS_BTS,
	 "CFD_COMMUN\tFAMILLE\tCFD_SPECIALITE\tSPECIALITE\tRS CFDannee1\n"
	 "32032612\tSIO\t32032613\toption A\t2020|2021\n",
	 "2|32032612|SIO|32032613|option A\n=1|0|UTF-8|\n"},
	{FORMAT_COMMUNES,
	 "TYPECOM,COM,REG,DEP,LIBELLE,COMPARENT\r\nCOM,01001,84,01,\"L'Abergement, Clémenciat\",\r\n"
	 "ARM,75112,11,75,Paris 12e,75056\r\nCOMD,2A004,,,Ajaccio,2A005\r\nCOM,97611,6,976,Mamoudzou,\r\n",
	 "2|COM|01001|84|01|L'Abergement, Clémenciat|\n3|ARM|75112|11|75|Paris 12e|75056\n"
	 "4|COMD|2A004|||Ajaccio|2A005\n5!ZERO_PERDU|97611|region|6\n5|COM|97611|06|976|Mamoudzou|\n"
	 "=4|0|UTF-8|\n"},
	{FORMAT_MOUVEMENTS,
	 "MOD,DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP\n"
	 "32,2019-01-01,COM,91182,Courcouronnes,COM,91228,Évry-Courcouronnes\n"
	 "41,2018-01-01,COM,1004,A,COM,2A004,B\n20,1983-01-01,,,,COM,97411,C\n",
	 "2|91182|91228|2019-01-01|32|COM|COM\n3!ZERO_PERDU|1004|avant|1004\n"
	 "3|01004|2A004|2018-01-01|41|COM|COM\n4!CODE_ABSENT||avant|\n=3|1|UTF-8|\n"},
	{FORMAT_ANNUAIRE,
	 "\xEF\xBB\xBF"
	 "Identifiant_de_l_etablissement;Nom_etablissement;Code_commune;SIREN_SIRET;etat\n"
	 "0940001A;Lycée A;94028;11000001700018;OUVERT\n0750002B;Lycée B;75112;;A FERMER\n"
	 "0750003C;Lycée C;75112;;Fermé\n0750004D;Lycée D;75112;;A OUVRIR\n",
	 "2|0940001A|11000001700018|Lycée A|94028|ouvert||\n3|0750002B||Lycée B|75112|ouvert||\n"
	 "4|0750003C||Lycée C|75112|ferme||\n5!VALEUR_HORS_LISTE|0750004D|etat|A OUVRIR\n"
	 "5|0750004D||Lycée D|75112|A OUVRIR||\n=4|0|UTF-8 avec BOM|\n"},
	/* état administratif, NDA and Qualiopi are not a network's to tell */
	{FORMAT_RESEAUX,
	 "Siret;UAI validée;Raison sociale;Enseigne;numero_declaration_activite;etat_administratif;"
	 "Nature;Qualiopi;UAI probable;\n"
	 "11000001700018;0940001a;CFA A;;11940000194;fermé;formateur;Oui;0940009Z;\n"
	 "11000002500012;;CFA B;;;actif;inconnue;Non;;\n",
	 "2|0940001A|11000001700018|CFA A||||\n3!CODE_ABSENT||uai|\n=2|1|UTF-8|\n"},
};

enum { N_FICHIERS = sizeof fichiers / sizeof *fichiers };

TEST(chaque_format_se_lit_entier)
{
	for (unsigned i = 0; i < N_FICHIERS; i++) {
		AUTO_LECTURE l = {0};
		struct str s = str_of(fichiers[i].octets);
		lire(&l, fichiers[i].format, s, s.n, 1);
		EQ_INT(l.err, 0);
		EQ_STR(buf_view(&l.trace), fichiers[i].trace);
	}
}

TEST(chaque_format_se_lit_par_morceaux)
{
	for (unsigned i = 0; i < N_FICHIERS; i++) {
		struct str s = str_of(fichiers[i].octets);
		for (size_t coupe = 0; coupe <= s.n; coupe++) {
			AUTO_LECTURE l = {0};
			lire(&l, fichiers[i].format, s, coupe, coupe ? s.n : 1); /* 0: one by one */
			EQ_STR(buf_view(&l.trace), fichiers[i].trace);
		}
	}
}

/* The number of lines of trace that two readings share from the start. */
static size_t commun(struct str a, struct str b)
{
	size_t n = 0, lignes = 0;

	for (; n < a.n && n < b.n && a.p[n] == b.p[n]; n++)
		lignes += a.p[n] == '\n';
	return lignes;
}

/*
 * A file that stops at any byte: the rows that are whole are those of the whole file, at most the last one differs, and a last
 * row that lacks fields is never given.
 */
TEST(chaque_format_coupe_a_chaque_octet)
{
	for (unsigned i = 0; i < N_FICHIERS; i++) {
		struct str s = str_of(fichiers[i].octets);
		for (size_t n = 0; n < s.n; n++) {
			AUTO_LECTURE l = {0};
			lire(&l, fichiers[i].format, str_sub(s, 0, n), n, 1);
			size_t lignes = 0;
			for (size_t k = 0; k < l.trace.n; k++)
				lignes += l.trace.p[k] == '\n';
			/* what is left of a title may be that of another column */
			if (l.err)
				OK(commun(buf_view(&l.trace), str_of(fichiers[i].trace)) + 1 ==
				   lignes - str_contains(buf_view(&l.trace), STR("TITRE_REPETE")));
			else /* the last row, its anomalies, the bilan */
				OK(commun(buf_view(&l.trace), str_of(fichiers[i].trace)) + 4 >=
				   lignes);
			OK(!str_contains(buf_view(&l.trace), STR("CHAMPS_MANQUANTS")));
			OK(l.err ? l.inc.message[0] && l.inc.remede[0] : l.vus[RECORD_BILAN] == 1);
		}
	}
}

/* The same file in CRLF and in CR: what is given does not change. */
TEST(les_fins_de_ligne_ne_changent_rien)
{
	static const char *const fins[] = {"\n", "\r\n", "\r"};

	for (unsigned k = 0; k < 3; k++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF b;
		buf_init(&b, 1000);
		buf_printf(&b, "siret;etat%s11000001700018;A%s%s11000002500012;F%s", fins[k],
			   fins[k], fins[k], fins[k]);
		lire(&l, FORMAT_SIRENE, buf_view(&b), 7, 3);
		EQ_STR(buf_view(&l.trace), "2|11000001700018|A\n4|11000002500012|F\n=2|0|UTF-8|\n");
	}
}

/* --- pitfalls of formats.md 9 ---------------------------------------------------------------------------------- */

static void eq_trace(enum format f, const char *octets, const char *trace)
{
	AUTO_LECTURE l = {0};
	struct str s = str_of(octets);

	lire(&l, f, s, s.n, 1);
	EQ_STR(buf_view(&l.trace), trace);
}

TEST(piege_1_encodages)
{
	/* cp1252: « œ » is 0x9C, « ’ » is 0x92; Latin-1 has the same é */
	eq_trace(FORMAT_UAI,
		 "uai;nom;insee;etat\n0940001A;Lyc\xE9"
		 "e de l\x92\x9Cuvre;94028;ouvert\n",
		 "2|0940001A||Lycée de l’œuvre|94028|ouvert||\n0!ENCODAGE|||3\n=1|0|cp1252|\n");
	/* both in one file */
	eq_trace(FORMAT_UAI,
		 "uai;nom;insee;etat\n0940001A;Lyc\xE9"
		 "e;94028;ouvert\n0940002B;Lycée;94028;ouvert\n",
		 "2|0940001A||Lycée|94028|ouvert||\n3|0940002B||Lycée|94028|ouvert||\n"
		 "0!ENCODAGE|||1\n=2|0|mélange UTF-8 et cp1252|\n");
	/* characters lost before us are counted, once for the file */
	eq_trace(FORMAT_UAI, "uai;nom;insee;etat\n0940001A;Lyc�e �;94028;ouvert\n",
		 "2|0940001A||Lyc�e �|94028|ouvert||\n0!CARACTERES_PERDUS|||2\n=1|0|UTF-8|\n");
	/* the header too */
	eq_trace(FORMAT_CERTIF_INFO,
		 "Code_Diplome;Libelle_Diplome;Code_RNCP;Code_Scolarit\xE9\n1;A;;\n",
		 "2|1|A||||||\n0!ENCODAGE|||1\n=1|0|cp1252|\n");
}

TEST(piege_2_formes_de_csv)
{
	/* TAB before a SIRET, quotes, CRLF, non-breaking space */
	eq_trace(FORMAT_SIRENE, "\"siret\";\"etat\"\r\n\"\t11000001700018\";\" A\xC2\xA0\"\r\n",
		 "2|11000001700018|A\n=1|0|UTF-8|\n");
	/* typographic apostrophe, other case, no accent, other order, a separator at the end of every line */
	eq_trace(FORMAT_KIT,
		 "FICHE active/inactive;Date d\xE2\x80\x99"
		 "echeance de la fiche RNCP;code rncp;CODE DIPLOME;\n"
		 "INACTIVE;01/01/2024;RNCP955;32031213;\n",
		 "2|32031213||RNCP955||||2024-01-01|INACTIVE\n=1|0|UTF-8|\n");
	/* the separator is that of the header, whatever the rows hold */
	eq_trace(FORMAT_SIRENE, "siret,etat\n11000001700018,A\n",
		 "2|11000001700018|A\n=1|0|UTF-8|\n");
	/* the portal's names of the DGEFP list */
	eq_trace(
		FORMAT_DGEFP,
		"numerodeclarationactivite;siren;siretetablissementdeclarant;"
		"certifications_actionsdeformationparapprentissage\n11940000194;110000017;00018;True\n",
		"2|11940000194|110000017|11000001700018||||1\n=1|0|UTF-8|\n");
	/* blank lines before the header, rows of separators after the data */
	eq_trace(FORMAT_SIRENE, "\n  \nsiret;etat\n11000001700018;A\n;\n;;\n",
		 "4|11000001700018|A\n=1|0|UTF-8|\n");
}

/* What a spreadsheet writes before the header is no row, and the lines keep their numbers. */
TEST(piege_2_sep_et_libelles)
{
	eq_trace(FORMAT_SIRENE, "sep=;\r\nsiret;etat\r\n11000001700018;A\r\n",
		 "3|11000001700018|A\n=1|0|UTF-8|\n");
	eq_trace(FORMAT_SIRENE,
		 "\xEF\xBB\xBF"
		 "\"sep=,\"\nsiret,etat\n11000001700018,A\n",
		 "3|11000001700018|A\n=1|0|UTF-8 avec BOM|\n");
	eq_trace(FORMAT_SIRENE, "SEP=\t\nsiret\tetat\n11000001700018\tA\n",
		 "3|11000001700018|A\n=1|0|UTF-8|\n");
	/* after the header it is data like any other */
	eq_trace(FORMAT_SIRENE, "siret;etat\nsep=;\n11000001700018;A\n",
		 "2!CLE_MALFORMEE|sep=|siret|sep=\n3|11000001700018|A\n=2|1|UTF-8|\n");
	/* the labels of the portal, with a boolean or with the list of categories */
	eq_trace(
		FORMAT_DGEFP,
		"Numéro Déclaration Activité;denomination;Code SIREN;Siret Etablissement Déclarant;"
		"Code Postal Organisme de Formation;Ville Organisme de Formation;"
		"Actions de formations par apprentissage;Certifications;random_id;\n"
		"11940000194;CFA A;110000017;11000001700018;94000;Créteil;true;autre;x;\n",
		"2|11940000194|110000017|11000001700018|CFA A|94000|Créteil|1\n=1|0|UTF-8|\n");
	eq_trace(
		FORMAT_DGEFP,
		"Numéro Déclaration Activité;Code SIREN;Certifications\n"
		"11940000194;110000017;Actions de formation, ACTIONS DE FORMATION PAR APPRENTISSAGE\n"
		"11940000195;110000025;Bilans de compétences;\n11940000196;110000033;\n"
		"11940000197;110000041;???\n",
		"2|11940000194|110000017|||||1\n3|11940000195|110000025|||||0\n"
		"4|11940000196|110000033|||||\n"
		"5!VALEUR_HORS_LISTE|11940000197|apprentissage|???\n"
		"5|11940000197|110000041|||||???\n=4|0|UTF-8|\n");
	eq_trace(FORMAT_DGEFP,
		 "numerodeclarationactivite;siren;siretetablissementdeclarant;certifications;"
		 "toutes_specialites\n11940000194;110000017;00018;VAE|Apprentissage;\n",
		 "2|11940000194|110000017|11000001700018||||1\n=1|0|UTF-8|\n");
}

TEST(piege_3_zeros_perdus)
{
	eq_trace(
		FORMAT_DGEFP,
		"numeroDeclarationActivite;siren;siretEtablissementDeclarant;"
		"certifications.actionsDeFormationParApprentissage\n"
		"6970002697;110000017;00018;true\n7970002697;110000017;00018;true\n"
		"497P002697;110000017;00018;true\n",
		"2!ZERO_PERDU|6970002697|nda|6970002697\n2|06970002697|110000017|11000001700018||||1\n"
		"3!CODE_MALFORME|7970002697|nda|7970002697\n3|7970002697|110000017|11000001700018||||1\n"
		"4!ZERO_PERDU|497P002697|nda|497P002697\n4|0497P002697|110000017|11000001700018||||1\n"
		"=3|0|UTF-8|\n");
	eq_trace(FORMAT_UAI, "uai;insee;etat\n010001x;1004;ouvert\n",
		 "2!ZERO_PERDU|010001x|uai|010001x\n2!ZERO_PERDU|010001x|insee|1004\n"
		 "2|0010001X|||01004|ouvert||\n=1|0|UTF-8|\n");
}

TEST(piege_4_dates)
{
	static const struct {
		const char *vu, *voulu;
	} dates[] = {
		{"31/08/2024", "2024-08-31"},
		{"2024-08-31", "2024-08-31"},
		{"2027-07-19T23:00:00.000Z", "2027-07-20"}, /* civil date in Paris, summer */
		{"2027-01-19T23:00:00Z", "2027-01-20"}, /* winter: one hour */
		{"2027-01-19T22:59:59Z", "2027-01-19"},
		{"8/31/16", NULL},
		{"31/02/2024", NULL},
		{"00/08/2024", NULL},
		{"20240831", NULL},
		{"août 2024", NULL},
		{"2024-08-31T99:00:00Z", NULL},
	};

	for (unsigned i = 0; i < sizeof dates / sizeof *dates; i++) {
		AUTO_BUF b;
		AUTO_BUF voulu;
		const char *vu = dates[i].vu;
		buf_init(&b, 1000);
		buf_init(&voulu, 1000);
		buf_printf(
			&b,
			"MEF;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;DATE_FERMETURE\n"
			"3113121321;32031213;2;1;%s\n",
			vu);
		if (!dates[i].voulu)
			buf_printf(&voulu, "2!DATE_ILLISIBLE|3113121321|fermeture|%s\n", vu);
		buf_printf(&voulu, "2|3113121321|32031213|2|1|||%s\n=1|0|UTF-8|\n",
			   dates[i].voulu ? dates[i].voulu : vu);
		eq_trace(FORMAT_MEF, b.p, voulu.p);
	}
}

TEST(piege_5_codes_a_lettres)
{
	/* a ninth letter is the specialité; letters inside belong to the code */
	eq_trace(
		FORMAT_OPTIONS_BTS,
		"CFD_COMMUN;CFD_SPECIALITE\n01022103S;46X25201\n1702000N;36T3120\nabc;32032613S1\n",
		"2|01022103||46X25201|\n"
		"3!CLE_MALFORMEE|1702000N|cfd|36T3120\n"
		"4!CLE_MALFORMEE|abc|cfd_commun|abc\n=3|2|UTF-8|\n");
	/* temporary UAIs pass; what is no UAI names no school */
	eq_trace(
		FORMAT_UAI,
		"uai;insee;etat\nc752887f;75112;ouvert\nT171435T;17300;ouvert\n09400011;94028;ouvert\n",
		"2|C752887F|||75112|ouvert||\n3|T171435T|||17300|ouvert||\n"
		"4!CLE_MALFORMEE|09400011|uai|09400011\n=3|1|UTF-8|\n");
}

TEST(une_cle_malformee_ecarte_sa_ligne)
{
	eq_trace(FORMAT_SIRENE,
		 "siret;etat\n110000017000180;A\n1,10E+13;F\n1.10e13;F\n11000001700018;A\n",
		 "2!CLE_MALFORMEE|110000017000180|siret|110000017000180\n"
		 "3!CLE_SCIENTIFIQUE|1,10E+13|siret|1,10E+13\n"
		 "4!CLE_SCIENTIFIQUE|1.10e13|siret|1.10e13\n5|11000001700018|A\n=4|3|UTF-8|\n");
	/* a code that a spreadsheet would take for one of its numbers, and is none */
	eq_trace(FORMAT_NIVEAUX,
		 "NIVEAU_FORMATION_DIPLOME;LIBELLE_100;NIVEAU_QUALIFICATION_RNCP\n1E1;x;03\n",
		 "2|1E1||x|03\n=1|0|UTF-8|\n");
	/* a NDA is not all that a row of the public list says: its SIREN still speaks */
	eq_trace(
		FORMAT_DGEFP,
		"numeroDeclarationActivite;siren;siretEtablissementDeclarant;"
		"certifications.actionsDeFormationParApprentissage\n1,19E+10;110000017;1,1E+13;true\n",
		"2!CODE_SCIENTIFIQUE|1,19E+10|nda|1,19E+10\n2!CODE_SCIENTIFIQUE|1,19E+10|siret|1,1E+13\n"
		"2|1,19E+10|110000017|1,1E+13||||1\n=1|0|UTF-8|\n");
}

/* What a spreadsheet did to the whole column is no list: it is said, with the first row and what to do. */
TEST(un_fichier_sans_aucun_code_lisible_est_refuse)
{
	AUTO_LECTURE l = {0};

	eq_trace(
		FORMAT_SIRENE, "siret;etat\n8,21E+13;A\n;F\n",
		"2!CLE_SCIENTIFIQUE|8,21E+13|siret|8,21E+13\n3!CODE_ABSENT||siret|\n"
		"#Aucune des 2 lignes n'a de code lisible : rien n'est utilisable dans ce fichier.\n");
	lire(&l, FORMAT_SIRENE, STR("siret;etat\n8,21E+13;A\n"), 100, 1);
	EQ_INT(l.err, E_INVALIDE);
	EQ_STR(l.inc.message,
	       "La seule ligne n'a pas de code lisible : rien n'est utilisable dans ce fichier.");
	OK(strstr(l.inc.detail, "ligne 2, siret « 8,21E+13 »") != NULL);
	OK(strstr(l.inc.detail, "notation scientifique") != NULL);
	OK(strstr(l.inc.remede, "comme du texte") != NULL);
}

TEST(un_siret_malforme_reste_comme_il_a_ete_vu)
{
	/* a NIC without a SIREN makes no SIRET */
	eq_trace(
		FORMAT_DGEFP,
		"numeroDeclarationActivite;siren;siretEtablissementDeclarant;"
		"certifications.actionsDeFormationParApprentissage\n11940000194;;00018;true\n",
		"2!CODE_MALFORME|11940000194|siret|00018\n2|11940000194||00018||||1\n=1|0|UTF-8|\n");
}

TEST(les_listes_fermees)
{
	eq_trace(
		FORMAT_SIRENE, "siret;etat\n11000001700018;a\n11000001700018;X\n11000001700018;\n",
		"2|11000001700018|A\n3!VALEUR_HORS_LISTE|11000001700018|etat|X\n3|11000001700018|X\n"
		"4!VALEUR_HORS_LISTE|11000001700018|etat|\n4|11000001700018|\n=3|0|UTF-8|\n");
	/* the kit's own words are compared folded, and kept */
	eq_trace(FORMAT_KIT,
		 "Code_Diplome;Code_RNCP;Date d'échéance de la fiche RNCP;Fiche ACTIVE/INACTIVE\n"
		 "32031213;38362;;Active\n32031213;38362;;?\n",
		 "2|32031213||38362|||||Active\n3!VALEUR_HORS_LISTE|32031213|active|?\n"
		 "3|32031213||38362|||||?\n=2|0|UTF-8|\n");
	eq_trace(
		FORMAT_UAI, "uai;insee;etat;iut\n0940001A;94028;ouvert;peut-être\n",
		"2!VALEUR_HORS_LISTE|0940001A|iut|peut-être\n2|0940001A|||94028|ouvert|peut-être|\n"
		"=1|0|UTF-8|\n");
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

/* Typed by hand: the spaces go, and are told. */
TEST(les_espaces_d_une_saisie)
{
	eq_trace(FORMAT_UAI_SAISIS,
		 "cle_ministere_educatif;uai_formation\n 075;\xC2\xA0"
		 "12\n104239P01…;0299902f\t\n",
		 "2!ESPACES|075|cle| 075\n2!ESPACES|075|uai|\xC2\xA0"
		 "12\n2|075|12\n3!ESPACES|104239P01…|uai|0299902f\t\n3|104239P01…|0299902F\n"
		 "=2|0|UTF-8|\n");
}

TEST(une_ligne_sans_code_est_comptee_et_pas_gardee)
{
	eq_trace(FORMAT_SIRENE, "siret;etat\n;A\n11000001700018;A\n \t;F\n",
		 "2!CODE_ABSENT||siret|\n3|11000001700018|A\n4!CODE_ABSENT||siret|\n=3|2|UTF-8|\n");
	/* two keys: the anomaly names the one that is absent and refers to the other */
	eq_trace(FORMAT_OPTIONS_BTS,
		 "CFD_COMMUN;CFD_SPECIALITE\n32032612;\n;32032613\n32032612;32032613\n",
		 "2!CODE_ABSENT|32032612|cfd|\n3!CODE_ABSENT||cfd_commun|\n"
		 "4|32032612||32032613|\n=3|2|UTF-8|\n");
}

TEST(trop_et_trop_peu_de_champs)
{
	eq_trace(
		FORMAT_UAI,
		"uai;insee;etat;iut\n0940001A;94028;ouvert\n0940002B;94028;ouvert;1;reste\n",
		"2!CHAMPS_MANQUANTS|0940001A||3 champs pour 4 titres\n2|0940001A|||94028|ouvert||\n"
		"3!CHAMPS_EN_TROP|0940002B||5 champs pour 4 titres\n3|0940002B|||94028|ouvert|1|\n"
		"=2|0|UTF-8|\n");
}

TEST(un_titre_donne_deux_fois_est_dit)
{
	eq_trace(FORMAT_SIRENE, "sep=;\nsiret;Etat;autre;état;autre;siret\n11000001700018;A;;F;;\n",
		 "2!TITRE_REPETE||siret|siret : colonnes 1 et 6\n"
		 "2!TITRE_REPETE||etat|état : colonnes 2 et 4\n"
		 "3|11000001700018|A\n=1|0|UTF-8|\n");
}

TEST(une_valeur_longue_est_montree_courte)
{
	AUTO_LECTURE l = {0};
	AUTO_BUF b;

	buf_init(&b, 10000);
	buf_cstr(&b, "siret;etat\n");
	for (unsigned i = 0; i < 300; i++)
		buf_cstr(&b, "é");
	buf_cstr(&b, ";A\n");
	lire(&l, FORMAT_SIRENE, buf_view(&b), b.n, 1);
	struct str s = buf_view(&l.trace);
	MUST(str_starts(s, STR("2!CLE_MALFORMEE|é")));
	const char *fin = memchr(s.p + 16, '|', s.n - 16);
	EQ_INT(fin - s.p - 16, 2 * LIMITE_VALEUR_VUE);
}

TEST(ce_que_rend_le_puits_arrete_la_lecture)
{
	for (unsigned n = 1; n <= 3; n++) {
		AUTO_LECTURE l = {.refuse_apres = n};
		struct str s = STR("siret;etat\n11000001700018;X\n11000002500012;A\n");
		lire(&l, FORMAT_SIRENE, s, s.n, 1);
		EQ_INT(l.err, E_PANNE);
		EQ_INT(l.recus, n);
	}
	AUTO_LECTURE bilan = {.refuse_apres = 2};
	lire(&bilan, FORMAT_SIRENE, STR("siret;etat\n11000001700018;A\n"), 5, 5);
	EQ_INT(bilan.err, E_PANNE);
	EQ_INT(bilan.vus[RECORD_BILAN], 1);
}
