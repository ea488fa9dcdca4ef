/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_reconnaitre_test.c - a file is what its first bytes say, whatever surrounds them
 */
#include "tap.h"

#include "lecture.h"

#define KIT "Code_Diplome;Code_RNCP;Date d'échéance de la fiche RNCP;Fiche ACTIVE/INACTIVE"
#define LHEO23 "<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres><formation numero=\"1\">"
/* The header of an entry of a zip, up to its name; its length comes first. */
#define ENTREE(longueur, nom)                                                                      \
	"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" longueur "\0\0\0" nom
#define EDOF "<lheo xmlns=\"https://www.of.moncompteformation.gouv.fr\"><offres>"

static const struct {
	struct str debut;
	enum format format;
} cas[] = {
#define CAS(octets, f)                                                                             \
	{                                                                                          \
		{"" octets, sizeof octets - 1}, f                                                  \
	}
	/* XML */
	CAS(LHEO23, FORMAT_LHEO),
	CAS("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" LHEO23, FORMAT_LHEO),
	CAS("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n\n<!-- <lheo-index> -->\n<!-- b -->" LHEO23,
	    FORMAT_LHEO),
	CAS("  \r\n\t" LHEO23, FORMAT_LHEO),
	CAS("<lheo xmlns=\"http://www.lheo.org/2.2\">\n<offres>", FORMAT_LHEO),
	CAS("<lheo xmlns=\"http://www.lheo.org/2.0\">", FORMAT_LHEO),
	CAS("<l:lheo xmlns:l=\"http://lheo.gouv.fr/2.3\">", FORMAT_LHEO),
	CAS("<lheo>", FORMAT_LHEO), /* without its namespace: the reader says what is wrong */
	CAS("<!DOCTYPE lheo SYSTEM \"lheo.dtd\">\n" LHEO23, FORMAT_LHEO),
	CAS("<!DOCTYPE lheo [<!ENTITY a \"b\"> <!ENTITY c \"d\">]>" LHEO23, FORMAT_LHEO),
	CAS("<lheo xmlns=\"http://www.lheo.org/1.3.0\">\n <offres><offre-formation>",
	    FORMAT_REFUSE_LHEO_1),
	CAS("<lheo><offres><offre-formation>", FORMAT_REFUSE_LHEO_1),
	CAS("<lheo-index xmlns=\"http://www.lheo.org/2.2\"><resumes-offres>",
	    FORMAT_REFUSE_LHEO_INDEX),
	CAS("<?xml version=\"1.0\"?><lheo-index>", FORMAT_REFUSE_LHEO_INDEX),
	CAS("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" EDOF, FORMAT_REFUSE_EDOF),
	CAS(LHEO23 "<extras info=\"formation\"><extra info=\"resume-contenu\">x",
	    FORMAT_REFUSE_EDOF),
	CAS("<FICHES>\n<VERSION_FLUX>4.1</VERSION_FLUX>", FORMAT_RNCP_XML),
	CAS("<?xml version=\"1.0\" standalone=\"no\"?>\n<FICHES>", FORMAT_RNCP_XML),
	CAS("<FICHES", FORMAT_RNCP_XML),
	CAS("<FICHE>", FORMAT_INCONNU),
	CAS("<lheos>", FORMAT_INCONNU),
	CAS("<?xml version=\"1.0\"?>", FORMAT_INCONNU),
	CAS("<!-- " LHEO23, FORMAT_INCONNU), /* a comment that never ends */
	CAS("<", FORMAT_INCONNU),
	CAS("<!doctype HTML><html>", FORMAT_REFUSE_HTML),
	CAS("<!-- page -->\n<html lang=\"fr\">", FORMAT_REFUSE_HTML),
	CAS("<html xmlns=\"http://www.w3.org/1999/xhtml\">", FORMAT_REFUSE_HTML),
	/* CSV: see also each table below */
	CAS("\xEF\xBB\xBF" KIT "\r\n", FORMAT_KIT),
	CAS("\n\n" KIT, FORMAT_KIT),
	CAS(KIT ";\"titre\nsur deux lignes\";\n", FORMAT_KIT),
	CAS("Code_Diplome;Code_RNCP;Date d\x92\xE9"
	    "ch\xE9"
	    "ance de la fiche RNCP;Fiche ACTIVE/INACTIVE\n",
	    FORMAT_KIT), /* cp1252 */
	CAS("siret;etat\n", FORMAT_SIRENE),
	CAS("etat,nom,siret\n", FORMAT_SIRENE),
	CAS("siren;nic;siret;etatAdministratifEtablissement\n", FORMAT_SIRENE),
	CAS("uai;siret;etat\n",
	    FORMAT_INCONNU), /* a référentiel of UAI without commune is not SIRENE */
	CAS("siret;nom\n", FORMAT_INCONNU),
	CAS("etat\n", FORMAT_INCONNU),
	CAS("G_TI_COD;G_TA_COD;UAI\n", FORMAT_INCONNU),
	CAS("G_TI_COD;G_TA_COD;UAI;TYPE_FORMATION;DOMAINE;SPECIALITE;LIBELLE;CLE;PARAMETRAGE\n",
	    FORMAT_PARCOURSUP),
	CAS("UAI_GES;LIB_INS;CODEFORMATIONINSCRIPTION;CODECFD\n", FORMAT_INCONNU),
	CAS("UAI_GES;CODEFORMATION;LIBFORMATION;CODESP\xC3\x89"
	    "CIALIT\xC3\x89;LIBSPECIALITE\n",
	    FORMAT_PARCOURSUP),
	CAS("parcoursup_id;cle_ministere_educatif\n", FORMAT_PARCOURSUP_CLES),
	CAS("id_action_ideo2;cle_ministere_educatif\n", FORMAT_REFUSE_CLES_ONISEP),
	CAS("cle_ministere_educatif;uai_formation\n", FORMAT_UAI_SAISIS),
	CAS("uai_formation,cle_ministere_educatif,,\n", FORMAT_UAI_SAISIS),
	CAS("cle_ministere_educatif;uai_formation;published\n",
	    FORMAT_INCONNU), /* of a catalogue: what was declared, nobody's decision */
	CAS("UAI;LIBELLÉFORMATION;STATUT;CAPACITEPSUP\n", FORMAT_REFUSE_PARCOURSUP),
	CAS("Session;Code interne Parcoursup de la formation\n", FORMAT_REFUSE_PARCOURSUP),
	CAS("sep=;\nsiret;etat\n", FORMAT_SIRENE),
	CAS("\xEF\xBB\xBF\"sep=,\"\r\nsiret,etat\r\n", FORMAT_SIRENE),
	CAS("\n sep=;\n\nsiret;etat\n", FORMAT_SIRENE),
	CAS("sep=;\n", FORMAT_INCONNU),
	CAS("SIRET\n11000001700018\n", FORMAT_REFUSE_SIRETS),
	CAS("MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n", FORMAT_MOUVEMENTS),
	CAS("Identifiant_de_l_etablissement;Nom_etablissement;Code_commune;SIREN_SIRET;etat\n",
	    FORMAT_ANNUAIRE),
	CAS("Siret;UAI validée;Raison sociale;Nature;Qualiopi\n", FORMAT_RESEAUX),
	CAS("uai;siret;raison_sociale;nature;insee\n", FORMAT_INCONNU),
	CAS("Numéro Déclaration Activité;Code SIREN;Certifications\n", FORMAT_DGEFP),
	CAS("CATEGORIE_SPECIALITE;LIBELLE_LONG\n", FORMAT_REFUSE_SPECIALITES),
	CAS("GROUPE_SPECIALITE;DOMAINE_SPECIALITE;LIBELLE_LONG\n", FORMAT_REFUSE_SPECIALITES),
	CAS("DISPOSITIF_FORMATION;NIVEAU_FORMATION_DIPLOME;LIBELLE_COURT;LIBELLE_LONG\n",
	    FORMAT_REFUSE_DISPOSITIFS),
	CAS("libelleRegion;codeAcademie;codeRegion;codeDepartement\n", FORMAT_REFUSE_ACADEMIES),
	CAS("code_academie\tnom\tdepartements\n", FORMAT_REFUSE_ACADEMIES),
	CAS("region\torganisme / plateforme de saisie\turl\n", FORMAT_REFUSE_CARIF),
	CAS("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">", FORMAT_REFUSE_SCHEMA),
	CAS("<Courses xmlns=\"http://data.europa.eu/snb/model/ap/loq-constraints/\">",
	    FORMAT_REFUSE_ELM),
	CAS("<Courses>", FORMAT_INCONNU),
	CAS("{\"siret\": \"etat\"}", FORMAT_REFUSE_JSON),
	CAS("[{\"uai\":1}]", FORMAT_REFUSE_JSON),
	CAS("numero_uai;nature_uai_libe;etat_etablissement;commune\n", FORMAT_ACCE),
	CAS("numero_uai_trouve;numero_uai_fille;nature_uai_libe;etat_etablissement;commune\n",
	    FORMAT_INUTILE_ACCE),
	CAS("numero_uai;specificite_uai\n", FORMAT_INUTILE_ACCE),
	CAS("\"Numero_Fiche\";\"Si_Jury\"\r\n", FORMAT_RNCP_CSV),
	CAS("CodeRNCP;Certificateur;siret_organisme;\n", FORMAT_RNCP_CSV),
	CAS("Numero_Fiche;Intitule\n", FORMAT_INCONNU),
	CAS("%PDF-1.7\n", FORMAT_INCONNU),
	CAS("bonjour", FORMAT_INCONNU),
	CAS("\"siret;etat\n", FORMAT_INCONNU),
	/* binary */
	CAS("PK\x03\x04\x14\0\0\0export.csv", FORMAT_ARCHIVE_ZIP),
	CAS("PK\x05\x06\0\0", FORMAT_ARCHIVE_ZIP),
	CAS(ENTREE("\x13", "[Content_Types].xml"), FORMAT_REFUSE_TABLEUR),
	CAS(ENTREE("\x0B", "_rels/.rels..") ENTREE("\x0F", "xl/workbook.xml"),
	    FORMAT_REFUSE_TABLEUR),
	/* compressed bytes that look like the name of a sheet are no name */
	CAS(ENTREE("\x05", "a.csv..xl/workbook.xml"), FORMAT_ARCHIVE_ZIP),
	CAS("PK\x03\x04PK\x03\x04", FORMAT_ARCHIVE_ZIP),
	CAS(ENTREE("\x13", "[Content_Types].xml..") ENTREE("\x11", "word/document.xml"),
	    FORMAT_REFUSE_BUREAU),
	CAS(ENTREE("\x11", "word/document.xml"), FORMAT_ARCHIVE_ZIP), /* a folder of that name */
	CAS("PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK",
	    FORMAT_REFUSE_TABLEUR),
	CAS("PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.textPK",
	    FORMAT_REFUSE_BUREAU),
	CAS("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", FORMAT_REFUSE_TABLEUR),
	CAS("\x1F\x8B\x08\0", FORMAT_ARCHIVE_GZ),
	CAS("\xFD"
	    "7zXZ\0\0",
	    FORMAT_REFUSE_ARCHIVE),
	CAS("BZh91AY", FORMAT_REFUSE_ARCHIVE),
	CAS("7z\xBC\xAF\x27\x1C\0", FORMAT_REFUSE_ARCHIVE),
	CAS("Rar!\x1A\x07\0", FORMAT_REFUSE_ARCHIVE),
	CAS("\x28\xB5\x2F\xFD\0", FORMAT_REFUSE_ARCHIVE),
	CAS("\xFF\xFE<\0l\0h\0e\0o\0", FORMAT_REFUSE_UTF16),
	CAS("\xFE\xFF\0s\0i\0r\0e\0t", FORMAT_REFUSE_UTF16),
	CAS("<\0?\0x\0m\0l\0", FORMAT_REFUSE_UTF16),
	CAS("\0s\0i\0r\0e\0t", FORMAT_REFUSE_UTF16),
	CAS("\x7F"
	    "ELF\x02\x01\x01\0\0\0",
	    FORMAT_REFUSE_BINAIRE),
	CAS("siret;etat\n123\0;A\n", FORMAT_REFUSE_BINAIRE),
	CAS("\0\0\0\0", FORMAT_REFUSE_BINAIRE),
	/* nothing */
	CAS("", FORMAT_REFUSE_VIDE),
	CAS(" \n\t\r\n", FORMAT_REFUSE_VIDE),
	CAS("\xEF\xBB\xBF\n", FORMAT_REFUSE_VIDE),
};

TEST(les_debuts_de_fichier)
{
	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		enum format f = format_reconnaitre(cas[i].debut.p, cas[i].debut.n);
		if (f != cas[i].format)
			printf("# cas %u: « %.*s » vu comme « %s »\n", i, STR_FMT(cas[i].debut),
			       format_libelle(f));
		EQ_INT(f, cas[i].format);
	}
}

TEST(une_archive_tar)
{
	char tar[512] = "dossier/fichier.csv";

	memcpy(tar + 257, "ustar", 5);
	EQ_INT(format_reconnaitre(tar, sizeof tar), FORMAT_REFUSE_ARCHIVE);
}

TEST(seul_le_debut_est_regarde)
{
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	buf_cstr(&b, "siret;etat\n");
	while (b.n < FORMAT_DEBUT)
		buf_cstr(&b, "11000001700018;A\n");
	buf_add(&b, "\0\0", 2);
	EQ_INT(format_reconnaitre(b.p, b.n), FORMAT_SIRENE);
	/* a sequence of UTF-8 cut by the end of what is seen is no binary */
	buf_reset(&b);
	buf_cstr(&b, KIT "\n");
	while (b.n < FORMAT_DEBUT + 10)
		buf_cstr(&b, "é");
	for (size_t n = FORMAT_DEBUT - 4; n <= FORMAT_DEBUT + 4; n++)
		EQ_INT(format_reconnaitre(b.p, n), FORMAT_KIT);
}

TEST(les_noms_des_formats)
{
	for (unsigned i = 0; i < FORMAT__MAX; i++) {
		enum format f = (enum format)i;
		const char *code = format_code(f);
		OK(format_libelle(f) && *format_libelle(f));
		EQ_INT(code != NULL, format_lisible(f));
		EQ_INT(format_de_code(str_of(code)), code ? f : FORMAT_INCONNU);
	}
	EQ_INT(format_de_code(STR("certif-info")), FORMAT_CERTIF_INFO);
	EQ_INT(format_de_code(STR("lheos")), FORMAT_INCONNU);
	EQ_STR(format_code(FORMAT_OPTIONS_BTS), "options-bts");
	EQ_STR(format_code(FORMAT_RNCP_CSV), "rncp-csv");
	EQ_STR(format_code(FORMAT_ACCE), "acce");
}

TEST(chaque_refus_dit_quoi_faire)
{
	for (unsigned i = 0; i < FORMAT__MAX; i++) {
		enum format f = (enum format)i;
		struct incident inc = {0};
		if (format_lisible(f))
			continue;
		EQ_INT(format_refus(f, &inc), E_INVALIDE);
		struct str m = str_of(inc.message), r = str_of(inc.remede);
		MUST(m.n && r.n);
		OK(m.p[m.n - 1] == '.' && r.p[r.n - 1] == '.');
	}
	struct incident inc = {0};
	EQ_INT(format_refus(FORMAT_REFUSE_LHEO_INDEX, &inc), E_INVALIDE);
	OK(str_contains(str_of(inc.message), STR("lheo-index, c'est-à-dire des résumés")));
	EQ_STR(inc.remede, "Demander au Carif-Oref le flux complet (racine <lheo>).");
	EQ_INT(format_refus(FORMAT_REFUSE_UTF16, NULL), E_INVALIDE);
}

TEST(les_echantillons_reels)
{
	static const struct {
		const char *chemin;
		enum format format;
	} reels[] = {
		{"lheo/trefle/formation.xml", FORMAT_LHEO},
		{"lheo/trefle/contrat_apprentissage.xml", FORMAT_LHEO},
		{"lheo/exemple-photographe.xml", FORMAT_REFUSE_LHEO_1},
		{"lheo/intercarif_lheo-index_carif.xml", FORMAT_REFUSE_LHEO_INDEX},
		{"rncp/export_fiches_RNCP_V4_1_fixture.xml", FORMAT_RNCP_XML},
		{"rncp/export-fiches-csv-2024-02-22_sample.zip", FORMAT_ARCHIVE_ZIP},
		{"geo/communes_codes_postaux.json.gz", FORMAT_ARCHIVE_GZ},
		{"parcoursup/liste_formations_parcoursup_extrait.csv", FORMAT_PARCOURSUP},
		{"parcoursup/psup2020-liste-formations-apprentissage.csv", FORMAT_PARCOURSUP},
		{"parcoursup/onisep_jpo.json", FORMAT_REFUSE_JPO},
		{"bcn/tjp_nDispositifFormation_.csv", FORMAT_REFUSE_DISPOSITIFS},
		{"rncp/2020/codes_diplomes.v1.4.csv", FORMAT_KIT},
		{"rncp/2020/rncp_info.v1.4.csv", FORMAT_RNCP_CSV},
		{"of-qualiopi/organismes-prepa-apprentissage.csv", FORMAT_RESEAUX},
		{"of-qualiopi/reseau-en.csv", FORMAT_RESEAUX},
		{"uai/fr-en-annuaire-education_35.csv", FORMAT_ANNUAIRE},
		{"geo/cog_mouvements-communes.csv", FORMAT_MOUVEMENTS},
		{"lheo/lheo.xsd", FORMAT_REFUSE_SCHEMA},
	};

	for (unsigned i = 0; i < sizeof reels / sizeof *reels; i++) {
		AUTO_BUF chemin;
		buf_init(&chemin, 1000);
		buf_printf(&chemin, "../shared/data/%s", reels[i].chemin);
		struct str s = lire_fichier(chemin.p);
		if (!s.p)
			SKIP("real samples are not in ../shared/data");
		EQ_INT(format_reconnaitre(s.p, s.n), reels[i].format);
		mem_free((void *)(uintptr_t)s.p);
	}
}
