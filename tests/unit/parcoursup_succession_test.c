/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_succession_test.c - « annule et remplace »: what goes along, what is refused; many at once, foreseen as they are done
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "flux_offres.h"

#include "base/moteur.h"
#include "offre/decision.h"
#include "parcoursup/restructuration.h"
#include "parcoursup/succession.h"
#include "verdict/verdicts.h"

#define CLE(formateur, lieu)                                                                       \
	"104239P01219990001100001"                                                                 \
	"8" formateur "-29019#L" lieu
#define VIEUX "99900012800010"
#define NEUF "99900013600013"
#define STATUTS "SELECT offre, statut, decision, code, motif FROM statut ORDER BY campagne, offre"

static const struct decideur QUI = {DEPOT_MIDI, STR_FIXE("saio"), STR_FIXE("essai")};

/* Four offres: 1 and 2 of the old formateur, 3 and 4 of the new one. */
static struct depot quatre(const char *dsn)
{
	struct depot d = depot_ouvrir(dsn);

	EQ_INT(FLUX(&d, 1, false, {.cle = CLE(VIEUX, "01"), .action = "A1"},
		    {.cle = CLE(VIEUX, "02"), .action = "A2"},
		    {.cle = CLE(NEUF, "01"), .action = "A3"},
		    {.cle = CLE(NEUF, "02"), .action = "A4"})
		       .err,
	       OK);
	return d;
}

static void statut(struct depot *d, int campagne, int offre, const char *statut,
		   const char *decision, const char *code)
{
	base_exec(d->db, arena_printf(d->a,
				      "INSERT INTO statut VALUES (%d, %d, '%s', '%s', 0, '%s', '', "
				      "'', 'saio', 0, 0, '', 1, 1)",
				      campagne, offre, statut, decision, code));
}

static enum err poser_suivi(struct depot *d, int64_t ancienne, int64_t nouvelle,
			    struct succession_issue *issue, struct incident *inc)
{
	AUTO_TX tx = {0};
	enum err err = tx_begin(d->db, TX_ECRITURE, &tx);

	if (!err)
		err = succession_poser(d->db, &(struct succession){ancienne, nouvelle}, &QUI, issue,
				       inc);
	return err ? err : tx_commit(&tx);
}

static enum err poser(struct depot *d, int64_t ancienne, int64_t nouvelle, struct incident *inc)
{
	struct succession_issue issue;

	return poser_suivi(d, ancienne, nouvelle, &issue, inc);
}

static const char *uai(struct depot *d, int64_t offre)
{
	struct decision_lue lue;

	return decision_lire(d->db, offre, INT64_MAX, d->a, &lue) ? "(rien)"
								  : arena_cstr(d->a, lue.valeur);
}

static void saisir(struct depot *d, int64_t offre, const char *valeur)
{
	AUTO_TX tx = {0};

	EQ_INT(tx_begin(d->db, TX_ECRITURE, &tx), OK);
	EQ_INT(decision_uai(d->db, &(struct decision){.offre = offre,
						      .cle = STR("x"),
						      .valeur = str_of(valeur),
						      .acteur = STR("saio"),
						      .raison = STR("vu"),
						      .instant = DEPOT_MIDI}),
	       OK);
	EQ_INT(tx_commit(&tx), OK);
}

static enum err retirer(struct depot *d, int64_t ancienne, struct incident *inc)
{
	AUTO_TX tx = {0};
	enum err err = tx_begin(d->db, TX_ECRITURE, &tx);

	if (!err)
		err = succession_retirer(d->db, ancienne, &QUI, inc);
	return err ? err : tx_commit(&tx);
}

TEST_BASES(le_statut_le_code_et_la_demande_suivent)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};

	statut(&d, 2023, 1, "publie", "aucune", "20001");
	statut(&d, 2024, 1, "pret", "demandee", "20002");
	EQ_INT(poser(&d, 1, 3, &inc), OK);
	EQ_STR(depot_lignes(&d, STATUTS, 5),
	       "1|non_publie|aucune||annule_remplace / 3|publie|aucune|20001| / "
	       "1|non_publie|aucune||annule_remplace / 3|pret|demandee|20002|");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM statut_passe"), 2);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM evenement WHERE raison = 'essai'"), 1);
}

/* The SAIO waits for the new offre, which is lost in the meantime: its own wait stands, the code comes. */
TEST_BASES(ce_qui_est_decide_de_la_nouvelle_tient)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};

	statut(&d, 2024, 1, "publie", "aucune", "20001");
	statut(&d, 2024, 3, "non_publiable", "retenue", "");
	EQ_INT(poser(&d, 1, 3, &inc), OK);
	EQ_STR(depot_texte(&d, "SELECT decision FROM statut WHERE offre = 3"), "retenue");
	EQ_STR(depot_texte(&d, "SELECT code FROM statut WHERE offre = 3"), "20001");
	statut(&d, 2024, 2, "publie", "aucune", "20002");
	statut(&d, 2024, 4, "non_publie", "aucune", "");
	EQ_INT(poser(&d, 2, 4, &inc), OK);
	EQ_STR(depot_texte(&d, "SELECT statut FROM statut WHERE offre = 4"), "non_publie");
}

TEST_BASES(un_pour_un_et_jamais_en_rond)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};
	struct succession_lue lue;

	EQ_INT(poser(&d, 1, 1, &inc), E_REFUS);
	EQ_INT(poser(&d, 1, 2, &inc), OK);
	EQ_INT(poser(&d, 1, 2, &inc), E_CONFLIT);
	EQ_INT(poser(&d, 1, 3, &inc), E_REFUS);
	OK(strstr(inc.message, "déjà remplacée") != NULL);
	EQ_INT(poser(&d, 3, 2, &inc), E_REFUS);
	OK(strstr(inc.message, "remplace déjà") != NULL);
	EQ_INT(poser(&d, 2, 3, &inc), OK);
	EQ_INT(poser(&d, 3, 1, &inc), E_REFUS);
	OK(strstr(inc.message, "en rond") != NULL);
	EQ_INT(poser(&d, 99, 4, &inc), E_ABSENT);
	EQ_INT(poser(&d, 4, 99, &inc), E_ABSENT);
	EQ_STR(depot_lignes(&d, "SELECT ancienne, nouvelle FROM succession ORDER BY 1", 2),
	       "1|2 / 2|3");
	EQ_INT(succession_lire(d.db, 2, INT64_MAX, &lue), OK);
	EQ_INT(lue.remplace, 1);
	EQ_INT(lue.remplacee_par, 3);
}

/* The newest link is said first: what was decided of 1 goes to 3, not to 2, which is replaced already. */
TEST_BASES(au_bout_de_la_chaine_dans_tout_ordre)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};
	struct succession_issue issue;

	statut(&d, 2024, 1, "pret", "demandee", "20001");
	EQ_INT(poser_suivi(&d, 2, 3, &issue, &inc), OK);
	EQ_INT(issue.bout, 3);
	EQ_INT(poser_suivi(&d, 1, 2, &issue, &inc), OK);
	EQ_INT(issue.bout, 3);
	OK(issue.declaree && !issue.code_garde);
	EQ_STR(depot_lignes(&d, STATUTS, 5),
	       "1|non_publie|aucune||annule_remplace / 3|pret|demandee|20001|");
	EQ_INT(poser(&d, 3, 1, &inc), E_REFUS);
	OK(strstr(inc.message, "en rond") != NULL);
	EQ_INT(poser(&d, 3, 4, &inc), OK);
	EQ_STR(depot_lignes(&d, STATUTS, 5),
	       "1|non_publie|aucune||annule_remplace / 3|non_publie|aucune||annule_remplace / "
	       "4|pret|demandee|20001|");
}

/* Two codes that meet at the end are two formations of Parcoursup: neither is lost in silence. */
TEST_BASES(deux_codes_au_bout_d_une_chaine)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};
	struct succession_issue issue;

	statut(&d, 2024, 1, "publie", "aucune", "20001");
	statut(&d, 2024, 2, "publie", "aucune", "20002");
	EQ_INT(poser_suivi(&d, 2, 3, &issue, &inc), OK);
	OK(!issue.code_garde);
	EQ_INT(poser_suivi(&d, 1, 2, &issue, &inc), OK);
	OK(issue.code_garde);
	EQ_STR(depot_texte(&d, "SELECT code FROM statut WHERE offre = 3"), "20002");
}

/* The end of the chain is gone: what was decided waits there, and it is said. */
TEST_BASES(le_bout_n_est_plus_declare)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};
	struct succession_issue issue;

	saisir(&d, 1, "0299901E");
	statut(&d, 2024, 1, "publie", "aucune", "20001");
	EQ_INT(poser(&d, 2, 3, &inc), OK);
	(void)FLUX(&d, 1, true, {.cle = CLE(VIEUX, "01"), .action = "A1"},
		   {.cle = CLE(VIEUX, "02"), .action = "A2"},
		   {.cle = CLE(NEUF, "02"), .action = "A4"});
	EQ_INT(poser_suivi(&d, 1, 2, &issue, &inc), OK);
	EQ_INT(issue.bout, 3);
	OK(!issue.declaree);
	EQ_STR(depot_texte(&d, "SELECT code FROM statut WHERE offre = 3"), "20001");
	EQ_STR(uai(&d, 3), "0299901E");
}

TEST_BASES(un_lien_retire_reste_connu)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};
	struct succession_lue lue;
	const int64_t avant = (EQ_INT(poser(&d, 1, 3, &inc), OK),
			       depot_entier(&d, "SELECT MAX(numero) FROM version"));

	EQ_INT(retirer(&d, 1, &inc), OK);
	EQ_INT(retirer(&d, 1, &inc), E_ABSENT);
	EQ_INT(succession_lire(d.db, 1, INT64_MAX, &lue), OK);
	EQ_INT(lue.remplacee_par, 0);
	EQ_INT(succession_lire(d.db, 1, avant, &lue), OK);
	EQ_INT(lue.remplacee_par, 3);
	EQ_INT(poser(&d, 3, 1, &inc), OK); /* the other way round, now */
}

/* A link changes no fact that a verdict looks at: they are not made again. The UAI that it carries is one. */
TEST_BASES(les_verdicts_suivent_le_lien)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};
	bool a_jour;

	saisir(&d, 2, "0299901E");
	base_exec(
		d.db,
		arena_printf(
			d.a,
			"INSERT INTO campagne SELECT 2024, 'ouverte', MAX(numero), '%s' FROM version",
			moteur_regles));
	EQ_INT(poser(&d, 1, 3, &inc), OK);
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(a_jour);
	EQ_INT(retirer(&d, 1, &inc), OK);
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(a_jour);
	EQ_INT(poser(&d, 2, 4, &inc), OK);
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(!a_jour);
}

TEST_BASES(l_uai_saisi_suit_sauf_s_il_y_en_a_un)
{
	AUTO_DEPOT d = quatre(dsn);
	struct incident inc = {0};

	saisir(&d, 1, "0299901E");
	EQ_INT(poser(&d, 1, 3, &inc), OK);
	EQ_STR(uai(&d, 3), "0299901E");
	saisir(&d, 2, "0299901E");
	saisir(&d, 4, "0359901X");
	EQ_INT(poser(&d, 2, 4, &inc), OK);
	EQ_STR(uai(&d, 4), "0359901X");
	EQ_STR(uai(&d, 2), "0299901E");
}

/* « offre:sort » for each, then what doing it left. */
static const char *prevoir(struct depot *d, const struct changement_code *v, bool faire)
{
	struct restructuration r;
	struct incident inc = {0};
	AUTO_BUF b;
	AUTO_TX tx = {0};

	buf_init(&b, 1 << 16);
	if (tx_begin(d->db, TX_ECRITURE, &tx) || restructuration_prevoir(d->db, v, 1, d->a, &r))
		return "(erreur)";
	for (size_t i = 0; i < r.liste.n; i++)
		buf_printf(&b, "%s%lld:%s", i ? " " : "", (long long)r.liste.v[i].offre,
			   sort_code(r.liste.v[i].sort));
	if (faire) {
		EQ_INT(restructuration_faire(d->db, &r, &QUI, &inc), OK);
		EQ_INT(tx_commit(&tx), OK);
	}
	restructuration_liberer(&r);
	return arena_cstr(d->a, buf_view(&b));
}
static const struct changement_code SIRET = {CODE_SIRET, STR_FIXE(VIEUX), STR_FIXE(NEUF)};

/* One old and one new of each place: the number of the lieu is not compared, so two of each are for a person. */
TEST_BASES(plusieurs_suites_possibles_ne_se_devinent_pas)
{
	AUTO_DEPOT d = quatre(dsn);

	EQ_STR(prevoir(&d, &SIRET, true), "1:plusieurs 2:plusieurs");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM succession"), 0);
}

TEST_BASES(une_suite_se_pose_une_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)FLUX(&d, 1, false, {.cle = CLE(VIEUX, "01"), .action = "A1"},
		   {.cle = CLE(NEUF, "01"), .action = "A2"}, {.cle = "sans forme", .action = "A3"});
	EQ_STR(prevoir(&d, &SIRET, false), "1:remplacee");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM succession"), 0);
	EQ_STR(prevoir(&d, &SIRET, true), "1:remplacee");
	EQ_STR(depot_lignes(&d, "SELECT ancienne, nouvelle FROM succession", 2), "1|2");
	EQ_STR(prevoir(&d, &SIRET, true), "1:deja");
	/* the other way: it would go round */
	EQ_STR(prevoir(&d, &(struct changement_code){CODE_SIRET, STR(NEUF), STR(VIEUX)}, true),
	       "2:prise");
}

TEST_BASES(une_suite_deja_prise_est_montree)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};

	(void)FLUX(&d, 1, false, {.cle = CLE(VIEUX, "01"), .action = "A1"},
		   {.cle = CLE(NEUF, "01"), .action = "A2"},
		   {.cle = CLE("99900021900017", "01"), .action = "A3"});
	EQ_INT(poser(&d, 3, 2, &inc), OK);
	EQ_STR(prevoir(&d, &SIRET, true), "1:prise");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM succession"), 1);
}

/* An offre that is gone has the last clé it had; one that nobody follows is said. */
TEST_BASES(une_offre_partie_a_une_suite)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)FLUX(&d, 1, true, {.cle = CLE(VIEUX, "01"), .action = "A1"},
		   {.cle = "104239P01X1999000110000189990001280001029019", .action = "A2"});
	EQ_STR(prevoir(&d, &SIRET, false), "1:sans_suite");
	(void)FLUX(&d, 1, true, {.cle = CLE(NEUF, "07"), .action = "B1"});
	EQ_STR(prevoir(&d, &SIRET, true), "1:remplacee");
	EQ_STR(depot_lignes(&d, "SELECT ancienne, nouvelle FROM succession", 2), "1|3");
}

TEST_BASES(un_uai_est_saisi_partout)
{
	AUTO_DEPOT d = quatre(dsn);
	const struct changement_code uai_change = {CODE_UAI, STR("0299901E"), STR("0359901X")};

	saisir(&d, 1, "0299901E");
	saisir(&d, 2, "0359901X");
	EQ_STR(prevoir(&d, &uai_change, true), "1:uai");
	EQ_STR(uai(&d, 1), "0359901X");
	EQ_STR(prevoir(&d, &uai_change, true), "");
}
