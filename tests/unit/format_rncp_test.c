/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_rncp_test.c - a file of France compétences gives its RNCP fiches, whatever the order and
 * the nesting of the same names
 *
 * The file is invented; its shape is that of the real V4.1 (formats.md 2.2), whose sample is read
 * too where it is.
 */
#include "tap.h"

#include "base/limites.h"
#include "lecture.h"

#define FICHES "<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>"
#define FICHE(numero, dans) "<FICHE><NUMERO_FICHE>" numero "</NUMERO_FICHE>" dans "</FICHE>"

static void lire_texte(struct lecture *l, const char *texte)
{
	struct str s = str_of(texte);

	lire(l, FORMAT_RNCP_XML, s, s.n, 1);
}

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

static const char complet[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
	"<FICHES>\n"
	" <VERSION_FLUX>4.1</VERSION_FLUX>\n"
	" <FICHE><ID_FICHE>7</ID_FICHE><NUMERO_FICHE>RNCP38362</NUMERO_FICHE>\n"
	"  <NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION><ID_FICHE_NOUVELLE_CERTIFICATION>RNCP40001"
	"</ID_FICHE_NOUVELLE_CERTIFICATION></NOUVELLE_CERTIFICATION><NOUVELLE_CERTIFICATION>"
	"<ID_FICHE_NOUVELLE_CERTIFICATION>RNCP40002</ID_FICHE_NOUVELLE_CERTIFICATION>"
	"</NOUVELLE_CERTIFICATION></NOUVELLES_CERTIFICATIONS>\n"
	"  <ANCIENNES_CERTIFICATIONS><ANCIENNE_CERTIFICATION><ID_FICHE_ANCIENNE_CERTIFICATION>RNCP34031"
	"</ID_FICHE_ANCIENNE_CERTIFICATION></ANCIENNE_CERTIFICATION></ANCIENNES_CERTIFICATIONS>\n"
	"  <INTITULE>Management</INTITULE><ABREGE><CODE>BTS</CODE><LIBELLE>Brevet</LIBELLE></ABREGE>"
	"<ETAT_FICHE>Publiée</ETAT_FICHE><FORMACODES><FORMACODE><CODE>34054</CODE><LIBELLE>x</LIBELLE>"
	"</FORMACODE><FORMACODE><CODE>34076</CODE></FORMACODE></FORMACODES>"
	"<NOMENCLATURE_EUROPE><NIVEAU>NIV5</NIVEAU><LIBELLE>Niveau 5</LIBELLE></NOMENCLATURE_EUROPE>"
	"<CODES_NSF><NSF><CODE>312m</CODE></NSF></CODES_NSF>\n"
	"  <CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>\t11004401300040</SIRET_CERTIFICATEUR>"
	"<NOM_CERTIFICATEUR>MINISTERE</NOM_CERTIFICATEUR><ETAT_CERTIFICATEUR>Actif</ETAT_CERTIFICATEUR>"
	"</CERTIFICATEUR>\n"
	"  <CERTIFICATEUR><NOM_CERTIFICATEUR>AUTRE</NOM_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>\n"
	"  <PARTENAIRES><PARTENAIRE><NOM_PARTENAIRE>CFA</NOM_PARTENAIRE><SIRET_PARTENAIRE>110000017 00018"
	"</SIRET_PARTENAIRE><HABILITATION_PARTENAIRE>HABILITATION_FORMER</HABILITATION_PARTENAIRE>"
	"<ETAT_HABILITATION>Actif</ETAT_HABILITATION><DATE_ACTIF>01/01/2023</DATE_ACTIF></PARTENAIRE>"
	"</PARTENAIRES>\n"
	"  <ACTIVITES_VISEES><![CDATA[<p>Vendre & gérer</p>]]></ACTIVITES_VISEES>\n"
	"  <CAPACITES_ATTESTEES> Animer </CAPACITES_ATTESTEES><SECTEURS_ACTIVITE/>"
	"<TYPE_EMPLOI_ACCESSIBLES>Chef</TYPE_EMPLOI_ACCESSIBLES>\n"
	"  <CODES_ROME><ROME><CODE>D1401</CODE></ROME><ROME><CODE>M1704</CODE></ROME></CODES_ROME>\n"
	"  <SI_JURY_FI><ACTIF>Non</ACTIF></SI_JURY_FI><SI_JURY_CA><ACTIF>Oui</ACTIF><COMPOSITION>x"
	"</COMPOSITION></SI_JURY_CA><SI_JURY_VAE><ACTIF>Non</ACTIF></SI_JURY_VAE>\n"
	"  <LIEN_URL_DESCRIPTION>http://a.example</LIEN_URL_DESCRIPTION>"
	"<DATE_FIN_ENREGISTREMENT>31/12/2028</DATE_FIN_ENREGISTREMENT><DATE_EFFET>01/01/2024</DATE_EFFET>"
	"<DATE_LIMITE_DELIVRANCE>31/12/2030</DATE_LIMITE_DELIVRANCE>"
	"<TYPE_ENREGISTREMENT>Enregistrement de droit</TYPE_ENREGISTREMENT>\n"
	"  <BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP38362BC01</CODE></BLOC_COMPETENCES>"
	"</BLOCS_COMPETENCES><CORRESPONDANCES><CORRESPONDANCE><DESTINATION><NUMERO_FICHE>RNCP99999"
	"</NUMERO_FICHE></DESTINATION></CORRESPONDANCE></CORRESPONDANCES>\n"
	"  <ACTIF>Oui</ACTIF></FICHE>\n"
	" <FICHE><NUMERO_FICHE>RS5000</NUMERO_FICHE><INTITULE>Permis</INTITULE><ACTIF>Oui</ACTIF></FICHE>\n"
	" <FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE></FICHE>\n"
	"</FICHES>\n";

static const char complet_trace[] =
	"4|RNCP38362|Management|BTS|NIV5|Publiée|Oui|Enregistrement de droit|Oui|2028-12-31|2030-12-31|"
	"2024-01-01|RNCP40001,RNCP40002|RNCP34031|34054,34076|312m|D1401,M1704|http://a.example\n"
	"8|11004401300040|MINISTERE|Actif\n"
	"9||AUTRE|\n"
	"10|11000001700018|CFA|HABILITATION_FORMER|Actif\n"
	"11|activites|<p>Vendre & gérer</p>\n"
	"12|capacites|Animer\n"
	"12|emplois|Chef\n"
	"19|RNCP1||||||||||||||||\n"
	"=3|1|UTF-8|\n";

TEST(un_fichier_complet)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l, complet);
	EQ_STR(buf_view(&l.trace), complet_trace);
}

TEST(octet_par_octet_ou_par_morceaux)
{
	static const size_t pas[] = {1, 2, 3, 7, 64, 300, 301};

	for (unsigned i = 0; i < sizeof pas / sizeof *pas; i++) {
		AUTO_LECTURE l = {0};

		lire(&l, FORMAT_RNCP_XML, str_of(complet), pas[i], pas[i]);
		EQ_STR(buf_view(&l.trace), complet_trace);
	}
}

TEST(coupe_a_chaque_octet)
{
	size_t taille = strlen(complet);

	for (size_t n = 0; n < taille; n++) {
		AUTO_LECTURE l = {0};

		lire(&l, FORMAT_RNCP_XML, (struct str){complet, n}, n, 1);
		EQ_INT(l.err, n == taille - 1 ? 0 : E_INVALIDE);
		EQ_INT(l.vus[RECORD_BILAN], l.err == 0);
		OK(l.err == 0 || (strstr(l.inc.message, "coupé") && l.inc.remede[0]));
	}
}

static const struct {
	const char *texte, *message; /* NULL: read */
} versions[] = {
	{FICHES "</FICHES>", NULL},
	{"<FICHES><VERSION_FLUX>4</VERSION_FLUX>" FICHE("RNCP1", "") "</FICHES>", NULL},
	{"<FICHES><VERSION_FLUX> 4.12 </VERSION_FLUX>" FICHE("RNCP1", "") "</FICHES>", NULL},
	{"<FICHES xmlns=\"urn:x\"><VERSION_FLUX>4.0</VERSION_FLUX></FICHES>", NULL},
	{"<FICHES><VERSION_FLUX>3.0</VERSION_FLUX></FICHES>", "version du fichier n'est pas lue"},
	{"<FICHES><VERSION_FLUX>41</VERSION_FLUX></FICHES>", "version du fichier n'est pas lue"},
	{"<FICHES>" FICHE("RNCP1", "") "</FICHES>", "ne dit pas sa version"},
	{"<FICHES/>", "ne dit pas sa version"},
	{"<FICHE/>", "l'élément principal est <FICHE>"},
	{"<lheo xmlns=\"http://lheo.gouv.fr/2.3\"/>", "l'élément principal est <lheo>"},
};

TEST(les_versions)
{
	for (unsigned i = 0; i < sizeof versions / sizeof *versions; i++) {
		AUTO_LECTURE l = {0};

		lire_texte(&l, versions[i].texte);
		EQ_INT(l.err, versions[i].message ? E_INVALIDE : 0);
		EQ_INT(l.vus[RECORD_BILAN], !versions[i].message);
		if (versions[i].message) {
			OK(strstr(l.inc.message, versions[i].message) != NULL);
			OK(l.inc.remede[0] != '\0');
		}
	}
}

static const struct {
	const char *dans;
	const char *anomalies[3];
} wrongs[] = {
	{"<ACTIF>Oui</ACTIF>", {NULL}},
	{"<ACTIF>oui</ACTIF>", {"VALEUR_HORS_LISTE|RNCP1|ACTIF|oui"}},
	{"<ACTIF>Oui</ACTIF><ACTIF>Oui</ACTIF><ACTIF>Non</ACTIF>",
	 {"VALEUR_EN_TROP|RNCP1|ACTIF|Non"}},
	{"<SI_JURY_CA><ACTIF>HABILITATION_FORMER</ACTIF></SI_JURY_CA>",
	 {"VALEUR_HORS_LISTE|RNCP1|ACTIF|HABILITATION_FORMER"}},
	{"<TYPE_ENREGISTREMENT>De droit</TYPE_ENREGISTREMENT>",
	 {"VALEUR_HORS_LISTE|RNCP1|TYPE_ENREGISTREMENT|De droit"}},
	{"<PARTENAIRES><PARTENAIRE><HABILITATION_PARTENAIRE>FORMER</HABILITATION_PARTENAIRE></PARTENAIRE>"
	 "</PARTENAIRES>",
	 {"VALEUR_HORS_LISTE|RNCP1|HABILITATION_PARTENAIRE|FORMER"}},
	{"<DATE_FIN_ENREGISTREMENT>2024-08-31</DATE_FIN_ENREGISTREMENT><DATE_EFFET>31/02/2024</DATE_EFFET>"
	 "<DATE_LIMITE_DELIVRANCE/>",
	 {"DATE_ILLISIBLE|RNCP1|DATE_FIN_ENREGISTREMENT|2024-08-31",
	  "DATE_ILLISIBLE|RNCP1|DATE_EFFET|31/02/2024"}},
};

TEST(chaque_anomalie)
{
	for (unsigned i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF t = {0};
		unsigned n = 0;

		buf_init(&t, 10000);
		buf_printf(&t, FICHES FICHE("RNCP1", "%s") "</FICHES>", wrongs[i].dans);
		lire_texte(&l, t.p);
		EQ_INT(l.err, 0);
		for (; n < 3 && wrongs[i].anomalies[n]; n++)
			EQ_INT(lignes(&l, wrongs[i].anomalies[n]), 1);
		EQ_INT(l.vus[RECORD_ANOMALIE], n);
	}
}

TEST(une_date_illisible_reste_comme_vue)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l, FICHES FICHE("RNCP1", "<DATE_EFFET>2024</DATE_EFFET>") "</FICHES>");
	EQ_INT(lignes(&l, "|2024||||||\n"), 1);
}

TEST(une_fiche_sans_numero)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l, FICHES
		   "\n<FICHE><CORRESPONDANCES><NUMERO_FICHE>RNCP2</NUMERO_FICHE></CORRESPONDANCES>"
		   "<ACTIF>Oui</ACTIF></FICHE></FICHES>");
	EQ_STR(buf_view(&l.trace), "2!CODE_ABSENT||NUMERO_FICHE|\n=1|1|UTF-8|\n");
}

TEST(rien_ne_passe_d_une_fiche_a_l_autre)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l,
		   FICHES FICHE("RNCP1", "<ACTIF>Oui</ACTIF><ACTIVITES_VISEES>A</ACTIVITES_VISEES>"
					 "<CERTIFICATEURS><CERTIFICATEUR/></CERTIFICATEURS>")
			   FICHE("RNCP2", "") "</FICHES>");
	EQ_STR(buf_view(&l.trace), "1|RNCP1|||||Oui|||||||||||\n1|||\n1|activites|A\n"
				   "1|RNCP2||||||||||||||||\n=2|0|UTF-8|\n");
}

/* 64 kB of CDATA come in some hundred pieces from libxml2. */
TEST(un_long_texte)
{
	AUTO_LECTURE l = {0};
	AUTO_BUF t = {0};

	buf_init(&t, 1 << 20);
	buf_cstr(&t, FICHES "<FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE><ACTIVITES_VISEES><![CDATA[");
	for (unsigned i = 0; i < 32 * 1024; i++)
		buf_cstr(&t, "é");
	buf_cstr(&t, "]]></ACTIVITES_VISEES></FICHE></FICHES>");
	lire(&l, FORMAT_RNCP_XML, buf_view(&t), 1000, 1000);
	EQ_INT(l.err, 0);
	EQ_INT(strlen(strstr(l.trace.p, "|activites|") + 11),
	       64 * 1024 + strlen("\n=1|0|UTF-8|\n"));
}

TEST(trop_de_partenaires)
{
	for (unsigned trop = 0; trop < 2; trop++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF t = {0};

		buf_init(&t, 1 << 20);
		buf_cstr(&t, FICHES "<FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE><PARTENAIRES>");
		for (unsigned i = 0; i < LIMITE_PARTENAIRES + trop; i++)
			buf_cstr(&t, "<PARTENAIRE/>");
		buf_cstr(&t, "</PARTENAIRES></FICHE></FICHES>");
		lire(&l, FORMAT_RNCP_XML, buf_view(&t), t.n, 1);
		EQ_INT(l.err, trop ? E_INVALIDE : 0);
		EQ_INT(l.vus[RECORD_PARTENAIRE], trop ? 0 : LIMITE_PARTENAIRES);
	}
}

TEST(le_puits_arrete_la_lecture)
{
	for (unsigned n = 1; n <= 9; n++) {
		AUTO_LECTURE l = {.refuse_apres = n};

		lire_texte(&l, complet);
		EQ_INT(l.err, E_PANNE);
		EQ_INT(l.recus, n);
	}
}

TEST(le_vrai_fichier)
{
	AUTO_LECTURE l = {0};
	struct str s = lire_fichier("../shared/data/rncp/export_fiches_RNCP_V4_1_fixture.xml");

	if (!s.p)
		SKIP("../shared/data/rncp is not there");
	lire(&l, FORMAT_RNCP_XML, s, 65536, 65536);
	EQ_INT(l.err, 0);
	EQ_INT(l.vus[RECORD_FICHE], 12);
	EQ_INT(lignes(&l, "=12|0|UTF-8|\n"), 1);
	mem_free((char *)s.p);
}
