/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_confrontation_test.c - two vues, or two campagnes on one vue: every change once, the counts add up, the causes are found
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"
#include "flux_offres.h"

#include "campagne/regles.h"
#include "verdict/causes.h"
#include "verdict/ecarts.h"

/* Offers « a », « b »… of one CFA; `annee` of the first one. */
static void offres(struct depot *d, size_t n, const char *annee)
{
	static const char *const CLES[] = {"a", "b", "c"};
	struct str col[3][OC__MAX] = {{{0}}};
	struct offre_essai v[3];
	struct flux_bilan f;

	for (size_t i = 0; i < n; i++) {
		col[i][OC_siret_responsable] = STR("99900011000018");
		col[i][OC_region] = STR("53");
		col[i][OC_duree] = STR("2");
		col[i][OC_annee] = str_of(i ? "1" : annee);
		v[i] = (struct offre_essai){
			.cle = CLES[i], .intitule = "BTS", .debuts = {"2024-09-02"}, .col = col[i]};
	}
	base_exec(d->db,
		  "INSERT INTO source (numero, code) VALUES (1, 'lheo:53') ON CONFLICT DO NOTHING");
	f = flux(d, 1, true, v, n);
	EQ_INT(f.err, OK);
	if (f.version)
		base_exec(
			d->db,
			arena_printf(
				d->a,
				"INSERT INTO run (numero, instant, genre, source, fichier, taille, empreinte, complet, "
				"date_faits, date_fichier, encodage, lecteurs, etat, version, lus, ecartes, nouveaux, "
				"modifies, inchanges, disparus, anomalies, message) SELECT COUNT(*) + 1, '', 'lheo', 1, "
				"'flux-%lld.xml', 0, '', 0, '2023-10-02', '', '', '', 'applique', %lld, 0, 0, 0, 0, 0, 0, "
				"0, '' FROM run",
				(long long)f.version, (long long)f.version));
}

struct vu {
	struct ecarts_bilan bilan;
	struct confrontation_bilan total;
	struct causes causes;
	struct arena *a;
	const char *cause; /* of the last ecart */
	struct ecart dernier;
};

static enum err noter(void *ctx, const struct ecart *e)
{
	struct vu *v = ctx;

	ecarts_compter(&v->bilan, e);
	if (v->causes.demande)
		v->cause = causes_de(&v->causes, e, v->a);
	v->dernier = *e;
	return OK;
}

/* The vue at a version: the whole base as it was then. */
static struct vue vue_de(struct depot *d, int64_t version)
{
	struct vue vue;

	EQ_INT(vue_resoudre(d->db, 0, &vue), OK);
	vue.courante = vue.version == version;
	vue.version = vue.offres = version;
	for (int t = 0; t < REF__MAX; t++)
		vue.ref[t] = version;
	return vue;
}

static void comparer(struct depot *d, int64_t de, int64_t a, struct vu *v)
{
	const struct vue x = vue_de(d, de), y = vue_de(d, a);
	struct campagne c, e;
	struct incident inc = {0};
	const struct confrontation_demande demande = {{&x, &c}, {&y, &e}};
	AUTO_TX tx = {0};

	*v = (struct vu){.a = d->a};
	ecarts_init(&v->bilan);
	EQ_INT(tx_begin(d->db, TX_LECTURE, &tx), OK);
	EQ_INT(campagne_lire(d->db, 2024, de, d->a, &c, &inc), OK);
	EQ_INT(campagne_lire(d->db, 2024, a, d->a, &e, &inc), OK);
	EQ_INT(causes_lire(d->db, &demande, d->a, &v->causes), OK);
	EQ_INT(verdicts_confronter(d->db, &demande, (struct ecarts_puits){noter, v}, &v->total),
	       OK);
	ecarts_finir(&v->bilan);
	causes_fermer(&v->causes);
}

TEST_BASES(chaque_changement_est_vu_une_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vu v;

	offres(&d, 2, "1"); /* version 1 */
	offres(&d, 2, "3"); /* 2: the année of « a » */
	offres(&d, 3, "3"); /* 3: « c » comes */
	offres(&d, 1, "3"); /* 4: « b » and « c » go */
	comparer(&d, 1, 1, &v);
	EQ_INT(v.bilan.total, 0);
	EQ_INT(v.total.avant.offres, 2);
	ecarts_liberer(&v.bilan);

	comparer(&d, 1, 2, &v);
	EQ_INT(v.bilan.total, 1);
	EQ_INT(v.bilan.genre[ECART_DETAIL], 1);
	OK(v.dernier.criteres >> 7 & 1); /* année 3 of a durée of 2 */
	EQ_INT(v.bilan.critere[7][AVIS_CONFORME][AVIS_NON_CONFORME], 1);
	OK(strstr(v.cause, "l'offre a changé : fichier flux-2.xml") != NULL);
	EQ_INT(v.bilan.regions.liste.n, 1);
	EQ_STR(v.bilan.regions.liste.v[0].cle, "53");
	ecarts_liberer(&v.bilan);

	comparer(&d, 2, 3, &v);
	EQ_INT(v.bilan.total, 1);
	EQ_INT(v.bilan.genre[ECART_NOUVELLE], 1);
	OK(strstr(v.cause, "déclarée : fichier flux-3.xml") != NULL);
	ecarts_liberer(&v.bilan);

	comparer(&d, 3, 4, &v);
	EQ_INT(v.bilan.genre[ECART_DISPARUE], 2);
	EQ_INT(v.total.avant.offres, 3);
	EQ_INT(v.total.apres.offres, 1);
	OK(strstr(v.cause, "n'est plus déclarée : fichier flux-4.xml") != NULL);
	EQ_INT(v.bilan.organismes.liste.n, 1);
	EQ_INT(v.bilan.organismes.liste.v[0].total, 2);
	ecarts_liberer(&v.bilan);
}

TEST_BASES(une_decision_est_une_cause)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct decideur qui = {d.instant, STR("moi"), STR("essai")};
	struct incident inc = {0};
	struct reglage r;
	struct campagne c;
	size_t changes = 0;
	struct vu v;
	AUTO_TX tx = {0};

	offres(&d, 2, "1");
	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;F");
	OK(!reglage_lire("rien", &r));
	OK(reglage_lire(" siret_inactif = non_reglementaire", &r));
	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
	MUST(campagne_lire(d.db, 2024, INT64_MAX, d.a, &c, &inc) == OK);
	EQ_INT(campagne_modifier(d.db, &c, &r, 1, &qui, &changes, &inc), OK);
	EQ_INT(changes, 1);
	MUST(tx_commit(&tx) == OK);
	comparer(&d, 2, 3, &v);
	EQ_INT(v.bilan.genre[ECART_CLASSIFICATION], 2);
	OK(v.cause &&
	   strstr(v.cause, "siret_inactif : non_affichee → non_reglementaire (raison : essai)"));
	ecarts_liberer(&v.bilan);
	/* the list that closed it */
	comparer(&d, 1, 2, &v);
	EQ_INT(v.bilan.genre[ECART_CLASSIFICATION], 2);
	OK(v.cause && strstr(v.cause, "nouvelle édition"));
	ecarts_liberer(&v.bilan);
}

/* One vue, two campagnes: the same answer as two passes. */
TEST_BASES(une_passe_juge_deux_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};
	struct campagne c, autre;
	struct vu v = {.a = d.a};
	struct vue vue;
	AUTO_TX tx = {0};

	offres(&d, 3, "1");
	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;F");
	MUST(tx_begin(d.db, TX_LECTURE, &tx) == OK);
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	MUST(campagne_lire(d.db, 2024, INT64_MAX, d.a, &c, &inc) == OK);
	autre = c;
	autre.parametres.siret_inactif = SIRET_INACTIF_NON_REGLEMENTAIRE;
	ecarts_init(&v.bilan);
	const struct confrontation_demande demande = {{&vue, &c}, {&vue, &autre}};
	EQ_INT(verdicts_confronter(d.db, &demande, (struct ecarts_puits){noter, &v}, &v.total), OK);
	EQ_INT(v.bilan.total, 3);
	EQ_INT(v.bilan.genre[ECART_CLASSIFICATION], 3);
	EQ_INT(v.total.avant.offres, 3);
	EQ_INT(v.total.apres.offres, 3);
	ecarts_liberer(&v.bilan);
}

TEST_BASES(les_regles_changent_et_gardent_leur_passe)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct decideur qui = {d.instant, STR("moi"), STR("essai")};
	const struct regle_fait *v, *w;
	const struct regle_fait *imaginees;
	struct regle_changement *diff;
	struct regle_fait *copie;
	size_t n, m;
	AUTO_TX tx = {0};

	MUST(regles_connues(d.db, INT64_MAX, d.a, &v, &n) == OK);
	EQ_INT(n, 19);
	copie = arena_alloc(d.a, n * sizeof *copie);
	memcpy(copie, v, n * sizeof *copie);
	EQ_INT(regles_difference(v, n, copie, n, d.a, &diff), 0);
	copie[0].col[RC_STATUT] = STR("hors_perimetre"); /* changes */
	copie[1].col[RC_NOM] = STR("Autre"); /* one goes, one comes */
	EQ_INT(regles_difference(v, n, copie, n, d.a, &diff), 3);
	/* what they would be, before they are */
	EQ_INT(regles_changees(v, n, diff, 3, d.a, &imaginees), n);
	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK);
	EQ_INT(regles_changer(d.db, diff, 3, &qui), OK);
	MUST(tx_commit(&tx) == OK);
	MUST(regles_connues(d.db, INT64_MAX, d.a, &w, &m) == OK);
	MUST(m == n);
	for (size_t i = 0; i < m; i++)
		for (int c = 0; c < RC__MAX; c++)
			OK(str_eq(w[i].col[c], imaginees[i].col[c]));
	MUST(regles_connues(d.db, INT64_MAX, d.a, &w, &m) == OK);
	EQ_INT(m, 19);
	EQ_STR(w[0].col[RC_STATUT], "hors_perimetre");
	EQ_STR(w[0].auteur, "moi");
	EQ_INT(w[18].numero, 20);
	EQ_STR(w[18].col[RC_NOM], "Autre");
	EQ_INT(regles_difference(w, m, copie, n, d.a, &diff), 0);
	MUST(regles_connues(d.db, 0, d.a, &w, &m) == OK);
	EQ_INT(regles_difference(v, n, w, m, d.a, &diff), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM evenement WHERE version = 1"), 3);
}

TEST(une_regle_en_repete_une_autre)
{
	const struct regle_fait v[] = {
		{.numero = 1, .col = {[RC_NOM] = STR("BTS"), [RC_CFD_PREFIXE] = STR("320")}},
		{.numero = 2, .col = {[RC_NOM] = STR("BUT"), [RC_CFD_PREFIXE] = STR("251")}},
	};
	struct regle_fait r = {.col = {[RC_NOM] = STR("x"), [RC_CFD_PREFIXE] = STR("251")}};

	OK(regle_repetee(v, 2, &r) == &v[1]);
	r.col[RC_VALABLE_DU] = STR("2024-01-01");
	OK(regle_repetee(v, 2, &r) == NULL);
	/* not itself */
	OK(regle_repetee(v, 2, &v[0]) == NULL);
	r = (struct regle_fait){.numero = 1, .col = {[RC_CFD_PREFIXE] = STR("251")}};
	OK(regle_repetee(v, 2, &r) == &v[1]);
}
