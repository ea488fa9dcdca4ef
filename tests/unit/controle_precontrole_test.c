/* SPDX-License-Identifier: EUPL-1.2 */
/* controle_precontrole_test.c - a file given to a page becomes the verdict of each offre, and the base keeps nothing of it */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"

#include "base/limites.h"
#include "campagne/campagne.h"
#include "controle/precontrole.h"
#include "isole.h"
#include "zips.h"

static void referentiels(struct depot *d)
{
	struct importation i = {0};

	IMPORTER(d, &i, depot_fichier(d, "dgefp.csv", CSV_DGEFP),
		 depot_fichier(d, "sirene.csv", CSV_SIRENE), depot_fichier(d, "uai.csv", CSV_UAI),
		 depot_fichier(d, "ci.csv", CSV_CERTIF_INFO), depot_fichier(d, "kit.csv", CSV_KIT),
		 depot_fichier(d, "diplomes.csv", CSV_DIPLOMES),
		 depot_fichier(d, "mef.csv", CSV_MEF), depot_fichier(d, "niveaux.csv", CSV_NIVEAUX),
		 depot_fichier(d, "options.csv", CSV_OPTIONS),
		 depot_fichier(d, "communes.csv", CSV_COMMUNES),
		 depot_fichier(d, "rncp.xml", XML_RNCP(XML_FICHE("RNCP38362", ""))));
	EQ_INT(i.err, OK);
}

struct passage {
	enum err err;
	struct incident inc;
	struct precontrole p;
};

static struct passage controler_en(struct depot *d, const char *nom, struct str octets,
				   const char *programme, struct buf *csv)
{
	struct passage r = {.p = {.total = -1}};
	struct referentiels *referentiels = NULL;
	struct campagne c;
	struct vue vue;
	AUTO_TX tx = {0};

	EQ_INT(tx_begin(d->db, TX_LECTURE, &tx), OK);
	EQ_INT(vue_resoudre(d->db, 0, &vue), OK);
	EQ_INT(campagne_lire(d->db, 2024, vue.version, d->a, &c, &r.inc), OK);
	EQ_INT(referentiels_charger(d->db, &vue, &referentiels), OK);
	r.err = precontrole_faire(
		&(struct precontrole_demande){
			.fichier = {.programme = programme, .octets = octets, .nom = nom},
			.db = d->db,
			.referentiels = referentiels,
			.parametres = &c.parametres,
			.csv = csv},
		d->a, &r.p, &r.inc);
	referentiels_liberer(referentiels);
	return r;
}

static struct passage controler(struct depot *d, const char *nom, struct str octets)
{
	return controler_en(d, nom, octets, relais_voisin(d->a), NULL);
}

TEST_BASES(chaque_offre_a_son_verdict)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	referentiels(&d);
	const char *xml =
		LHEO(&d, {.intitule = "BTS MCO"},
		     {.numero = "104239P0111" LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01",
		      .intitule = "BTS &amp; Cie",
		      .nda = "00000000000",
		      .actions = {{.numero = "AF_2"}}},
		     {.intitule = "La même"});
	const struct passage r = controler(&d, "flux.xml", str_of(xml));
	const struct precontrole_offre *o;

	EQ_INT(r.err, OK);
	EQ_INT(r.p.total, 3);
	EQ_INT(r.p.offres[CONTROLE_A_CORRIGER], 2);
	EQ_INT(r.p.offres[CONTROLE_ATTEND] + r.p.offres[CONTROLE_CONFORME], 1);
	EQ_INT(r.p.doublons, 1);
	EQ_INT(r.p.n[CONTROLE_A_CORRIGER], 2);
	o = r.p.premiere[CONTROLE_A_CORRIGER];
	MUST(o && o->suivante);
	EQ_STR(o->intitule, "BTS & Cie");
	EQ_STR(o->organisme, "Lycée Exemple");
	EQ_STR(o->ville, "Brest");
	EQ_STR(o->fichier, "flux.xml");
	MUST(o->n_actions);
	OK(o->actions[0].fait[0] && o->actions[0].remede[0]);
	EQ_INT(o->doublon_de, 0);
	OK(o->suivante->doublon_de);
	EQ_STR(o->suivante->intitule, "La même");
	/* nothing of it stays */
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM run WHERE genre = 'lheo'"), 0);
}

TEST_BASES(le_csv_les_a_toutes_et_ne_s_execute_pas)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_BUF csv = {0};
	enum { N = LIMITE_CONTROLE_PAGE + 7 };
	struct passage r;
	size_t lignes = 0;

	referentiels(&d);
	const char *xml = lheo_foule(&d, N, "=cmd()");

	buf_init(&csv, 4 * 1024 * 1024);
	r = controler_en(&d, "flux.xml", str_of(xml), relais_voisin(d.a), &csv);
	EQ_INT(r.err, OK);
	EQ_INT(r.p.total, N);
	for (size_t i = 0; i < csv.n; i++)
		lignes += csv.p[i] == '\n';
	EQ_INT(lignes, N + 1);
	OK(str_contains(buf_view(&csv), STR(";'=cmd() 0;Lycée Exemple;Brest;Conforme;")));
	/* the page shows the first ones, and says how many there are */
	r = controler(&d, "flux.xml", str_of(xml));
	EQ_INT(r.p.offres[CONTROLE_CONFORME], N);
	EQ_INT(r.p.n[CONTROLE_CONFORME], LIMITE_CONTROLE_PAGE);
	buf_free(&csv);
	/* too long for an answer */
	buf_init(&csv, 1024);
	r = controler_en(&d, "flux.xml", str_of(xml), relais_voisin(d.a), &csv);
	EQ_INT(r.err, E_INVALIDE);
	OK(str_contains(str_of(r.inc.message), STR("trop long")));
	EQ_INT(r.p.total, -1);
}

TEST_BASES(deux_flux_dans_une_archive)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const char *xml = LHEO(&d, {0});
	const struct entree entrees[] = {
		{.nom = "a.xml", .contenu = str_of(xml), .methode = 8},
		{.nom = "LISEZMOI.txt", .contenu = STR("Bonjour."), .methode = 8},
		{.nom = "b.xml", .contenu = str_of(xml), .methode = 8}};
	struct buf zip;
	struct passage r;

	referentiels(&d);
	zip_faire(&zip, entrees, 3);
	r = controler(&d, "deux.zip", buf_view(&zip));
	EQ_INT(r.err, OK);
	EQ_INT(r.p.total, 2);
	EQ_INT(r.p.doublons, 1); /* the same clé in both */
	MUST(r.p.n_notes == 1);
	EQ_STR(r.p.notes[0].nom, "deux.zip › LISEZMOI.txt");
	MUST(r.p.premiere[CONTROLE_A_CORRIGER]);
	EQ_STR(r.p.premiere[CONTROLE_A_CORRIGER]->fichier, "deux.zip › b.xml");
	buf_free(&zip);
}

TEST_BASES(un_flux_coupe_ne_dit_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct str xml = str_of(LHEO(&d, {0}, {.intitule = "Autre"}));
	struct passage r;

	referentiels(&d);
	r = controler(&d, "flux.xml", str_sub(xml, 0, xml.n - 20));
	EQ_INT(r.err, E_INVALIDE);
	OK(r.inc.message[0] && r.inc.remede[0]);
	EQ_INT(r.p.total, -1);
}

/* Records that are well formed, and say what no reader would: the rules are not harmed. */
TEST_BASES(un_lecteur_retourne_ne_fait_que_de_fausses_offres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_BUF dit = {0};
	static const char *const VALEURS[] = {"",
					      "-1",
					      "99999999999999999999",
					      "9999-99-99",
					      "\xf0\x9f\x92\xa3",
					      "RNCP",
					      "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20",
					      "<script>",
					      "'; DROP TABLE offre; --",
					      "%s%n"};
	struct passage r;

	referentiels(&d);
	buf_init(&dit, 16 * 1024 * 1024);
	trame_textes(&dit, TRAME_FLUX, (const struct str[]){STR("f.xml"), STR("lheo"), STR_VIDE});
	for (size_t k = 0; k < sizeof VALEURS / sizeof *VALEURS; k++)
		for (enum record_kind kind = RECORD_OFFRE; kind <= RECORD_SESSION; kind++) {
			struct record o = {.kind = kind, .ligne = UINT32_MAX, .n = record_n(kind)};

			for (uint32_t i = 0; i < o.n; i++)
				o.champ[i] = str_of(VALEURS[(k + i * (k % 3)) %
							    (sizeof VALEURS / sizeof *VALEURS)]);
			OK(trame_record(&dit, &o));
		}
	OK(trame_record(
		&dit, &(struct record){.kind = RECORD_ANOMALIE,
				       .n = ANOMALIE__MAX,
				       .champ = {STR("INCONNUE"), STR("a"), STR("b"), STR("c")}}));
	OK(trame_record(&dit, &(struct record){.kind = RECORD_BILAN,
					       .n = BILAN__MAX,
					       .champ = {STR("-4"), STR("999999999999999999")}}));
	trame_textes(&dit, TRAME_FIN, NULL);
	const char *dites = depot_octets(&d, "dites", buf_view(&dit));
	const char *faux = programme_faux(d.a, d.dossier, arena_printf(d.a, "exec cat %s", dites));

	r = controler_en(&d, "f.xml", STR("x"), faux, NULL);
	EQ_INT(r.err, OK);
	OK(r.p.total >= (int64_t)(sizeof VALEURS / sizeof *VALEURS));
	EQ_INT(r.p.offres[CONTROLE_CONFORME], 0);
	EQ_INT(r.p.n_formes <= LIMITE_ANOMALIES_AFFICHEES, true);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre"), 0);
}

TEST(le_nom_d_un_fichier_peut_etre_montre)
{
	AUTO_ARENA a = arena_new(0);
	char tres_long[3 * LIMITE_CONTROLE_NOM + 1];

	EQ_STR(precontrole_nom(a, STR("flux.xml")), "flux.xml");
	EQ_STR(precontrole_nom(a, STR("C:\\Users\\moi\\été.xml")), "été.xml");
	EQ_STR(precontrole_nom(a, STR("../../etc/passwd")), "passwd");
	EQ_STR(precontrole_nom(a, STR("a\x1b[2Jb\n")), "a [2Jb");
	EQ_STR(precontrole_nom(a, STR("\xff\xfe")), "fichier");
	EQ_STR(precontrole_nom(a, STR("a/")), "fichier");
	EQ_STR(precontrole_nom(a, STR_VIDE), "fichier");
	for (size_t i = 0; i < sizeof tres_long - 1; i++)
		tres_long[i] = "\xe2\x80\xa6"[i % 3];
	tres_long[sizeof tres_long - 1] = '\0';
	EQ_INT(strlen(precontrole_nom(a, str_of(tres_long))), LIMITE_CONTROLE_NOM / 3 * 3);
}
