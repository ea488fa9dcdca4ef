/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_lheo_test.c - a LHEO file gives its apprenticeship offers, and says what is wrong in it
 *
 * The files are invented; the shapes are those of the real feeds (formats.md 1 and 9).
 */
#include "tap.h"

#include "base/limites.h"
#include "lecture.h"

#define LHEO23 "<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres>"
#define FIN "</offres></lheo>"
#define FORMATION(numero, debut, actions, apres)                                                   \
	"<formation numero=\"" numero "\">" debut actions "<organisme-formation-responsable>"      \
	"<numero-activite>11940000194</numero-activite>" apres                                     \
	"</organisme-formation-responsable></formation>"
#define ACTION(numero, dans)                                                                       \
	"<action numero=\"" numero "\">" dans "<session><periode/></session></action>"
#define APPRENTISSAGE                                                                              \
	"<extras info=\"dispositif\"><extra info=\"contrat-apprentissage\">1</extra></extras>"
/* A session whose periode holds that. */
#define SESSION(dans) "<session>" dans "</session>"
#define UNE(debut, actions) LHEO23 FORMATION("F", debut, actions, "") FIN

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

/* --- a whole formation -------------------------------------------------------------------- */

static const char complet[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<lheo xmlns=\"http://lheo.gouv.fr/2.3\">\n"
	"<offres>\n"
	"<formation numero=\"F1\" datecrea=\"20240101\">\n"
	"<domaine-formation><code-FORMACODE ref=\"V14\">34054</code-FORMACODE>"
	"<code-FORMACODE>34076</code-FORMACODE><code-NSF>312</code-NSF><code-ROME>D1401</code-ROME>"
	"<code-ROME>D1501</code-ROME></domaine-formation>\n"
	"<intitule-formation> BTS MCO &amp; NDRC </intitule-formation>\n"
	"<objectif-formation>&lt;p&gt;Vendre&lt;/p&gt;</objectif-formation>\n"
	"<resultats-attendus/><contenu-formation><![CDATA[A < B]]></contenu-formation>\n"
	"<contact-formation><coordonnees><civilite>Madame</civilite><nom>SECRET</nom>"
	"<prenom>SECRET</prenom><telfixe><numtel>SECRET</numtel></telfixe><courriel>SECRET</courriel>"
	"</coordonnees></contact-formation>\n"
	"<code-niveau-entree>14</code-niveau-entree>\n"
	"<certification><code-RNCP>38362</code-RNCP><code-CERTIFINFO>104239</code-CERTIFINFO>"
	"</certification>\n"
	"<code-niveau-sortie>15</code-niveau-sortie>\n"
	"<url-formation><urlweb>http://a.example</urlweb></url-formation>\n"
	"<action numero=\"A1\"><rythme-formation>2 j/3 j</rythme-formation>"
	"<niveau-entree-obligatoire>1</niveau-entree-obligatoire>"
	"<modalites-enseignement>1</modalites-enseignement>"
	"<conditions-specifiques>-</conditions-specifiques>\n"
	"<lieu-de-formation><SIRET-lieu-formation><SIRET>110000017 00018</SIRET>"
	"</SIRET-lieu-formation><code-UAI-lieu-formation><code-UAI>0940001a</code-UAI>"
	"</code-UAI-lieu-formation><coordonnees><nom>SECRET</nom><ligne>NON</ligne><adresse>"
	"<denomination>Site B</denomination><ligne> </ligne><ligne>1 rue C</ligne>"
	"<ligne>BP 4</ligne><codepostal>94000</codepostal><ville>Créteil</ville>"
	"<code-INSEE-commune>94028</code-INSEE-commune><geolocalisation><latitude>48.7</latitude>"
	"<longitude>2.4</longitude></geolocalisation></adresse></coordonnees></lieu-de-formation>\n"
	"<modalites-entrees-sorties>0</modalites-entrees-sorties>"
	"<url-action><urlweb>http://b.example</urlweb><urlweb>http://c.example</urlweb></url-action>"
	"<duree-cycle>2</duree-cycle>\n"
	"<session numero=\"S1\"><periode><debut>20240902</debut><fin>20260630</fin></periode>"
	"<periode-inscription><periode><debut>20240101</debut><fin>20240201</fin></periode>"
	"</periode-inscription><etat-recrutement>1</etat-recrutement>"
	"<url-session><urlweb>http://d.example</urlweb></url-session>"
	"<cycle><type-cycle>0</type-cycle><annee-cycle>3</annee-cycle>"
	"<capacite-simultanee>99</capacite-simultanee></cycle>"
	"<cycle><type-cycle>1</type-cycle><annee-cycle>1</annee-cycle><annee-cycle>2</annee-cycle>"
	"<annee-cycle>1</annee-cycle><effectif-minimal>6</effectif-minimal>"
	"<capacite-simultanee>24</capacite-simultanee><capacite-cumulee>48</capacite-cumulee>"
	"<alternance><type-alternance>1</type-alternance></alternance></cycle></session>\n"
	"<session numero=\"S2\"><periode><debut>20250901</debut><fin>99999999</fin></periode></session>\n"
	"<nombre-heures-centre>1350</nombre-heures-centre>"
	"<nombre-heures-entreprise>1800</nombre-heures-entreprise>"
	"<nombre-heures-total>3150</nombre-heures-total>\n"
	"<organisme-formateur><SIRET-formateur><SIRET>\t11000002500012</SIRET></SIRET-formateur>"
	"<raison-sociale-formateur>UFA</raison-sociale-formateur>"
	"<contact-formateur><coordonnees><nom>SECRET</nom></coordonnees></contact-formateur>"
	"<potentiel><code-FORMACODE>11111</code-FORMACODE></potentiel>"
	"<code-UAI-formateur><code-UAI>0940002B</code-UAI></code-UAI-formateur></organisme-formateur>"
	"</action>\n"
	"<action numero=\"A2\"><session><periode/></session></action>\n"
	"<organisme-formation-responsable><numero-activite>11 94 00001 94</numero-activite>"
	"<SIRET-organisme-formation><SIRET>11000001700018</SIRET></SIRET-organisme-formation>"
	"<nom-organisme>CFA</nom-organisme><raison-sociale>CFA SAS</raison-sociale>"
	"<coordonnees-organisme><coordonnees><courriel>SECRET</courriel></coordonnees>"
	"</coordonnees-organisme><code-UAI-organisme-formation><code-UAI>0940003C</code-UAI>"
	"</code-UAI-organisme-formation></organisme-formation-responsable>\n"
	"</formation>\n"
	"</offres>\n"
	"<extras info=\"flux-intercarif\"><extra info=\"date-export\">20240115</extra></extras>\n"
	"</lheo>\n"
	"<!-- fin -->\n";

static const char complet_trace[] =
	"14|F1|A1|BTS MCO & NDRC|104239|38362|14|15|1|0|2|2 j/3 j|-|0940001A|11000001700018|Site B|1 rue C|"
	"94000|Créteil|94028|48.7|2.4|11940000194|11000001700018|CFA|0940003C|11000002500012|UFA|0940002B|"
	"34054,34076|312|D1401,D1501|http://b.example|1350|1800|3150|1|1\n"
	"17|S1|2024-09-02|2026-06-30|1|1,2|24|48|6|http://d.example\n"
	"18|S2|2025-09-01|99999999||||||\n"
	"7|objectif|<p>Vendre</p>\n"
	"8|contenu|A < B\n"
	"=1|1|UTF-8|2024-01-15\n";

TEST(une_formation_complete)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l, complet);
	EQ_STR(buf_view(&l.trace), complet_trace);
	EQ_INT(l.err, 0);
	OK(!strstr(l.trace.p, "SECRET"));
}

TEST(octet_par_octet_ou_par_morceaux)
{
	static const size_t pas[] = {1, 2, 3, 7, 64, 300, 301};

	for (unsigned i = 0; i < sizeof pas / sizeof *pas; i++) {
		AUTO_LECTURE l = {0};

		lire(&l, FORMAT_LHEO, str_of(complet), pas[i], pas[i]);
		EQ_STR(buf_view(&l.trace), complet_trace);
	}
}

TEST(coupe_a_chaque_octet)
{
	struct str s = str_of(complet);
	size_t entier = (size_t)(strstr(complet, "</lheo>") - complet) + 7;

	for (size_t n = 0; n < s.n; n++) {
		AUTO_LECTURE l = {0};
		/* whole: up to the comment that follows */
		bool tout = n >= entier && n <= entier + 1;

		lire(&l, FORMAT_LHEO, (struct str){s.p, n}, n, 1);
		EQ_INT(l.err, tout || n >= s.n - 1 ? 0 : E_INVALIDE);
		EQ_INT(l.vus[RECORD_BILAN], l.err == 0);
		OK(l.err == 0 || (strstr(l.inc.message, "coupé") && l.inc.remede[0]));
	}
}

TEST(coupe_dit_quelle_balise)
{
	AUTO_LECTURE l = {0};
	const char *ou = strstr(complet, "<session numero=\"S2\"");

	lire(&l, FORMAT_LHEO, (struct str){complet, (size_t)(ou - complet)}, 1000, 64);
	EQ_INT(l.err, E_INVALIDE);
	EQ_STR(l.inc.message,
	       "Le fichier est coupé : la balise <action> ouverte à la ligne 14 n'est pas refermée.");
	EQ_STR(l.inc.detail, "Le fichier s'arrête à la ligne 18.");
}

TEST(vide)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l, "");
	EQ_INT(l.err, E_INVALIDE);
	EQ_STR(l.inc.message,
	       "Le fichier est vide ou coupé : il s'arrête avant sa première balise.");
}

/* --- what is apprenticeship --------------------------------------------------------------- */

static const struct {
	const char *action;
	unsigned offres;
} voies[] = {
	{"<action/>", 0},
	{"<action>" APPRENTISSAGE "</action>", 1},
	{"<action><extras info=\"dispositif\"><extra info=\"contrat-apprentissage\">0</extra></extras></action>",
	 0},
	{"<action><extras info=\"dispositif\"><extra info=\"contrat-professionnalisation\">1</extra></extras>"
	 "</action>",
	 0},
	{"<action><extras info=\"x\"><extras info=\"dispositif\"><extras><extra "
	 "info=\"contrat-apprentissage\"> 1 </extra></extras></extras></extras></action>",
	 1},
	{"<action><extras info=\"autre\"><extra info=\"contrat-apprentissage\">1</extra></extras></action>",
	 0},
	{"<action><extras info=\"dispositif\"/><extras info=\"autre\"><extra "
	 "info=\"contrat-apprentissage\">1</extra></extras></action>",
	 0},
	{"<action><session><cycle><type-cycle>1</type-cycle></cycle></session></action>", 1},
	{"<action><session><cycle><type-cycle>0</type-cycle><alternance><type-alternance>1</type-alternance>"
	 "</alternance></cycle></session></action>",
	 0},
	{"<action><session><cycle><alternance><type-alternance>1</type-alternance></alternance></cycle>"
	 "</session></action>",
	 1},
	{"<action><session><cycle><type-cycle/><alternance><type-alternance>1</type-alternance></alternance>"
	 "</cycle></session></action>",
	 1},
	{"<action><session><cycle><alternance><type-alternance>2</type-alternance></alternance></cycle>"
	 "</session></action>",
	 0},
	{"<action><session><cycle/></session></action>", 0},
	{"<action><session><cycle><type-cycle>0</type-cycle></cycle></session><session><cycle>"
	 "<type-cycle>1</type-cycle></cycle></session></action>",
	 1},
	{"<action/><action>" APPRENTISSAGE "</action><action/>", 1},
	{"<extras info=\"dispositif\"><extra info=\"contrat-apprentissage\">1</extra></extras><action/>",
	 0},
};

TEST(ce_qui_est_apprentissage)
{
	for (unsigned i = 0; i < sizeof voies / sizeof *voies; i++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF texte = {0};
		unsigned actions = 0;

		buf_init(&texte, 10000);
		buf_printf(&texte, LHEO23 "<formation>%s</formation>" FIN, voies[i].action);
		for (const char *p = voies[i].action; (p = strstr(p, "<action")); p++)
			actions++;
		lire_texte(&l, texte.p);
		EQ_INT(l.err, 0);
		EQ_INT(l.vus[RECORD_OFFRE], voies[i].offres);
		buf_reset(&texte);
		buf_printf(&texte, "=1|%u|UTF-8|\n", actions - voies[i].offres);
		EQ_INT(lignes(&l, texte.p), 1);
	}
}

TEST(rien_n_est_dit_de_ce_qui_n_est_pas_apprentissage)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l,
		   LHEO23 "<formation><certification/><certification/><action><lieu-de-formation/>"
			  "<lieu-de-formation/></action></formation>" FIN);
	EQ_STR(buf_view(&l.trace), "=1|1|UTF-8|\n");
}

/* --- anomalies ---------------------------------------------------------------------------- */

#define PERIODE(debut, fin)                                                                        \
	"<session><periode><debut>" debut "</debut><fin>" fin "</fin></periode></session>"

static const struct {
	const char *texte;
	const char *anomalies[4]; /* all of them, in order */
} wrongs[] = {
	{UNE("", ACTION("A", APPRENTISSAGE)), {NULL}},
	/* dates */
	{UNE("", ACTION("A", APPRENTISSAGE PERIODE("20240900", "20260600"))),
	 {"DATE_ILLISIBLE|F|debut|20240900", "DATE_ILLISIBLE|F|fin|20260600"}},
	{UNE("", ACTION("A", APPRENTISSAGE PERIODE("00000000", "99999999"))), {NULL}},
	{UNE("", ACTION("A", APPRENTISSAGE PERIODE("20240230", ""))),
	 {"DATE_ILLISIBLE|F|debut|20240230"}},
	{UNE("", ACTION("A", APPRENTISSAGE PERIODE("20240902", "20240901"))),
	 {"PERIODE_INVERSEE|F|fin|2024-09-01"}},
	{UNE("", ACTION("A", APPRENTISSAGE PERIODE("20240902", "20240902"))), {NULL}},
	/* a second one */
	{UNE("<certification/><certification><code-RNCP>1</code-RNCP><code-CERTIFINFO>2</code-CERTIFINFO>"
	     "</certification><certification/>",
	     ACTION("A", APPRENTISSAGE)),
	 {"VALEUR_EN_TROP|F|certification|1 2", "VALEUR_EN_TROP|F|certification|"}},
	{UNE("", ACTION("A", APPRENTISSAGE
			"<lieu-de-formation/><lieu-de-formation><coordonnees><adresse>"
			"<codepostal>94000</codepostal><ville>Créteil</ville></adresse>"
			"</coordonnees></lieu-de-formation>")),
	 {"VALEUR_EN_TROP|F|lieu-de-formation|94000 Créteil"}},
	{UNE("", ACTION("A",
			APPRENTISSAGE "<organisme-formateur/><organisme-formateur><SIRET-formateur>"
				      "<SIRET>11000002500012</SIRET></SIRET-formateur>"
				      "</organisme-formateur>")),
	 {"VALEUR_EN_TROP|F|organisme-formateur|11000002500012"}},
	{UNE("<organisme-formation-responsable/>", ACTION("A", APPRENTISSAGE)),
	 {"VALEUR_EN_TROP|F|organisme-formation-responsable|"}},
	{UNE("<intitule-formation>-</intitule-formation><intitule-formation>A</intitule-formation>"
	     "<intitule-formation>A</intitule-formation><intitule-formation>B</intitule-formation>",
	     ACTION("A", APPRENTISSAGE)),
	 {"VALEUR_EN_TROP|F|intitule-formation|B"}},
	/* missing */
	{LHEO23 FORMATION("F", "", "", "") FIN, {"ELEMENT_MANQUANT|F|action|"}},
	{LHEO23 "<formation numero=\"F\"><action>" APPRENTISSAGE "</action></formation>" FIN,
	 {"ELEMENT_MANQUANT|F|organisme-formation-responsable|", "ELEMENT_MANQUANT|F|session|"}},
	{UNE("", "<action>" APPRENTISSAGE "<session/></action>"), {"ELEMENT_MANQUANT|F|periode|"}},
	{LHEO23 FIN, {"ELEMENT_MANQUANT||formation|"}},
	/* the reference is the action's when the formation has none */
	{LHEO23 FORMATION("", "<certification/><certification/>",
			  ACTION("A", "") ACTION("B", APPRENTISSAGE "<duree-cycle>1</duree-cycle>"
								    "<duree-cycle>2</duree-cycle>"),
			  "") FIN,
	 {"VALEUR_EN_TROP|A|certification|", "VALEUR_EN_TROP|B|duree-cycle|2"}},
	/* closed lists */
	{UNE("<code-niveau-entree>9</code-niveau-entree><code-niveau-sortie>18</code-niveau-sortie>",
	     ACTION("A",
		    APPRENTISSAGE "<modalites-enseignement>3</modalites-enseignement>"
				  "<modalites-entrees-sorties>1</modalites-entrees-sorties>"
				  "<niveau-entree-obligatoire>oui</niveau-entree-obligatoire>")),
	 {"VALEUR_HORS_LISTE|F|code-niveau-entree|9",
	  "VALEUR_HORS_LISTE|F|modalites-enseignement|3",
	  "VALEUR_HORS_LISTE|F|niveau-entree-obligatoire|oui"}},
	{UNE("", ACTION("A", APPRENTISSAGE
			"<session><periode/><etat-recrutement>0</etat-recrutement><cycle>"
			"<type-cycle>2</type-cycle><alternance><type-alternance>3</type-alternance>"
			"</alternance></cycle></session>")),
	 {"VALEUR_HORS_LISTE|F|etat-recrutement|0", "VALEUR_HORS_LISTE|F|type-cycle|2",
	  "VALEUR_HORS_LISTE|F|type-alternance|3"}},
	/* elements that should not be there, once each */
	{UNE("<coordonneFs/><coordonneFs><x/></coordonneFs><nom-organisme>A</nom-organisme>",
	     ACTION("A", APPRENTISSAGE "<coordonneFs/>")),
	 {"ELEMENT_INCONNU|F|coordonneFs|3", "ELEMENT_MAL_PLACE|F|nom-organisme dans formation|1"}},
	{UNE("", ACTION("A", APPRENTISSAGE
			"<x:y xmlns:x=\"urn:x\"/><extras><extra><z/></extra></extras>")),
	 {"ELEMENT_INCONNU|F|y|1"}},
	/* zeros lost in a spreadsheet */
	{UNE("",
	     ACTION("A", APPRENTISSAGE
		    "<lieu-de-formation><code-UAI-lieu-formation><code-UAI>941018p</code-UAI>"
		    "</code-UAI-lieu-formation><coordonnees><adresse><codepostal>1000</codepostal>"
		    "</adresse></coordonnees></lieu-de-formation>")),
	 {"ZERO_PERDU|F|code-UAI|941018P", "ZERO_PERDU|F|codepostal|1000"}},
	{LHEO23 FORMATION("F", "", ACTION("A", APPRENTISSAGE), "") FIN, {NULL}},
};

TEST(chaque_anomalie)
{
	for (unsigned i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		AUTO_LECTURE l = {0};
		unsigned n = 0;
		const char *p;

		lire_texte(&l, wrongs[i].texte);
		EQ_INT(l.err, 0);
		p = l.trace.p;
		for (; n < 4 && wrongs[i].anomalies[n]; n++) {
			char voulue[200];

			snprintf(voulue, sizeof voulue, "!%s\n", wrongs[i].anomalies[n]);
			p = p ? strstr(p, voulue) : NULL;
			if (!p)
				printf("# %s not in:\n# %s\n", voulue, l.trace.p);
			OK(p != NULL);
		}
		EQ_INT(l.vus[RECORD_ANOMALIE], n);
	}
}

TEST(l_anomalie_a_sa_ligne)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l,
		   LHEO23 "\n<formation>\n<x/>\n<x/>\n<action>" APPRENTISSAGE
			  "\n<session>\n<periode>\n<debut>2024</debut></periode></session></action>"
			  "</formation>" FIN);
	EQ_INT(lignes(&l, "8!DATE_ILLISIBLE||debut|2024\n"), 1);
	EQ_INT(lignes(&l, "3!ELEMENT_INCONNU||x|2\n"), 1);
	EQ_INT(lignes(&l, "2!ELEMENT_MANQUANT||organisme-formation-responsable|\n"), 1);
}

TEST(les_inattendus_sont_bornes)
{
	AUTO_LECTURE l = {0};
	AUTO_BUF t = {0};

	buf_init(&t, 1 << 20);
	buf_cstr(&t, LHEO23 "<formation>");
	for (int i = 0; i < 3000; i++)
		buf_printf(&t, "<x%d/><x1/>", i);
	buf_cstr(&t, "</formation>" FIN);
	lire(&l, FORMAT_LHEO, buf_view(&t), t.n, 1);
	EQ_INT(l.err, 0);
	EQ_INT(lignes(&l, "!ELEMENT_INCONNU|"), 1000);
	EQ_INT(lignes(&l, "!ELEMENT_INCONNU||x1|3001\n"), 1);
}

/* --- values ------------------------------------------------------------------------------- */

TEST(la_premiere_certification_compte_meme_sans_code)
{
	AUTO_LECTURE l = {0};

	lire_texte(
		&l,
		UNE("<certification><code-RNCP/></certification><certification>"
		    "<code-RNCP>38362</code-RNCP><code-CERTIFINFO>1</code-CERTIFINFO></certification>",
		    ACTION("A", APPRENTISSAGE)));
	EQ_INT(lignes(&l, "|F|A||||"), 1);
}

TEST(un_texte_qui_contient_des_elements)
{
	AUTO_LECTURE l = {0};

	lire_texte(
		&l,
		UNE("<intitule-formation>A<p>B<action/></p> C<offres>D</offres></intitule-formation>",
		    ACTION("A", APPRENTISSAGE)));
	EQ_INT(l.vus[RECORD_OFFRE], 1);
	EQ_INT(lignes(&l, "|F|A|AB CD|"), 1);
	EQ_INT(lignes(&l, "!ELEMENT_INCONNU|F|p|1"), 1);
	EQ_INT(lignes(&l, "!ELEMENT_MAL_PLACE|F|offres dans intitule-formation|1"), 1);
	EQ_INT(l.vus[RECORD_ANOMALIE], 2);
}

TEST(le_premier_lieu_compte_meme_vide)
{
	AUTO_LECTURE l = {0};

	lire_texte(
		&l,
		UNE("", ACTION("A", APPRENTISSAGE
			       "<lieu-de-formation><coordonnees><adresse><ville>B</ville></adresse>"
			       "</coordonnees></lieu-de-formation><lieu-de-formation>"
			       "<SIRET-lieu-formation><SIRET>1</SIRET></SIRET-lieu-formation>"
			       "<coordonnees><adresse><ligne>L</ligne><ville>C</ville></adresse>"
			       "</coordonnees></lieu-de-formation>")));
	EQ_INT(lignes(&l, "|||||B||||11940000194|"), 1);
}

TEST(le_nom_du_responsable)
{
	static const struct {
		const char *dans, *nom;
	} cas[] = {
		{"<nom-organisme>A</nom-organisme><raison-sociale>B</raison-sociale>", "|A|"},
		{"<nom-organisme>-</nom-organisme><raison-sociale>B</raison-sociale>", "|B|"},
		{"<nom-organisme/><raison-sociale>B</raison-sociale>", "|B|"},
		{"<raison-sociale>B</raison-sociale>", "|B|"},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF t = {0};

		buf_init(&t, 10000);
		buf_printf(
			&t,
			LHEO23 "<formation>" ACTION(
				"A",
				APPRENTISSAGE) "<organisme-formation-responsable>%s</organisme-formation-responsable>"
					       "</formation>" FIN,
			cas[i].dans);
		lire_texte(&l, t.p);
		EQ_INT(lignes(&l, cas[i].nom), 1);
	}
}

TEST(les_codes_sont_nettoyes)
{
	AUTO_LECTURE l = {0};

	lire_texte(
		&l,
		LHEO23 "<formation>" ACTION(
			"A",
			APPRENTISSAGE) "<organisme-formation-responsable><numero-activite>9134 p046334</numero-activite>"
				       "<SIRET-organisme-formation><SIRET>\t110\xC2\xA0"
				       "000 017\n00018</SIRET>"
				       "</SIRET-organisme-formation><code-UAI-organisme-formation><code-UAI>0951099d"
				       "</code-UAI></code-UAI-organisme-formation></organisme-formation-responsable>"
				       "</formation>" FIN);
	EQ_INT(lignes(&l, "|9134p046334|11000001700018||0951099D|"), 1);
}

TEST(la_nda_de_dix_chiffres)
{
	static const struct {
		const char *nda, *voulue;
	} cas[] = {
		{"6970002697", "|06970002697|"},
		{"134P046334", "|0134P046334|"},
		{"7970002697", "|7970002697|"},
		{"11970002697", "|11970002697|"},
	};

	for (unsigned i = 0; i < sizeof cas / sizeof *cas; i++) {
		AUTO_LECTURE l = {0};
		AUTO_BUF t = {0};

		buf_init(&t, 10000);
		buf_printf(
			&t,
			LHEO23 "<formation>" ACTION(
				"A",
				APPRENTISSAGE) "<organisme-formation-responsable><numero-activite>%s</numero-activite>"
					       "</organisme-formation-responsable></formation>" FIN,
			cas[i].nda);
		lire_texte(&l, t.p);
		EQ_INT(lignes(&l, cas[i].voulue), 1);
	}
}

TEST(annees_et_capacites_des_seuls_cycles_en_apprentissage)
{
	AUTO_LECTURE l = {0};

	lire_texte(
		&l,
		UNE("",
		    ACTION("A",
			   APPRENTISSAGE SESSION(
				   "<periode/><cycle><annee-cycle>2</annee-cycle><type-cycle>0</type-cycle>"
				   "</cycle><cycle><annee-cycle/><annee-cycle>3</annee-cycle></cycle>"
				   "<cycle><type-cycle>1</type-cycle><annee-cycle>1</annee-cycle>"
				   "<annee-cycle>3</annee-cycle><capacite-simultanee>7</capacite-simultanee>"
				   "</cycle><cycle><capacite-simultanee>8</capacite-simultanee></cycle>"))));
	EQ_INT(lignes(&l, "1|||||3,1|7|||\n"), 1);
}

/* --- what the puits answers --------------------------------------------------------------- */

TEST(le_puits_arrete_la_lecture)
{
	for (unsigned n = 1; n <= 6; n++) {
		AUTO_LECTURE l = {.refuse_apres = n};

		lire_texte(&l, complet);
		EQ_INT(l.err, E_PANNE);
		EQ_INT(l.recus, n);
	}
}

/* libxml2 gives an & of an attribute as « &#38; ». */
TEST(un_numero_a_esperluette)
{
	AUTO_LECTURE l = {0};

	lire_texte(&l, LHEO23 FORMATION("A&amp;B&amp;#38;C&#38;", "",
					ACTION("&lt;D&amp;", APPRENTISSAGE), "") FIN);
	OK(lignes(&l, "|A&B&#38;C&|<D&|") == 1);
}
