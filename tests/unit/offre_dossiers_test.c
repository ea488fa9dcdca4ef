/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre_dossiers_test.c - from the rows of the base to the dossier that the rules look at, now and then
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"
#include "flux_offres.h"

#include "offre/cles.h"
#include "offre/dossiers.h"

/* A feed's run, so that a vue knows since when there are offres. */
static void run_lheo(struct depot *d, int64_t version)
{
	base_exec(
		d->db,
		arena_printf(
			d->a,
			"INSERT INTO run (numero, instant, genre, source, fichier, taille, "
			"empreinte, complet, date_faits, date_fichier, encodage, lecteurs, etat, version, "
			"lus, ecartes, nouveaux, modifies, inchanges, disparus, anomalies, "
			"message) SELECT COUNT(*) + 1, '', 'lheo', 1, '', 0, '', 0, "
			"'2023-10-02', '', '', '', 'applique', %lld, 0, 0, 0, 0, 0, 0, 0, '' FROM "
			"run",
			(long long)version));
}

/* Read as « numero:cle:intitule[debut,debut] … ». */
static const char *parcours(struct depot *d, int date, int64_t seule)
{
	AUTO_LECTURE_REF l;
	const struct offre_lue *o = NULL;
	struct dossiers *ds = NULL;
	const char *ret = "";

	lecture_ref_ouvrir(d, date, &l);
	if (l.err || dossiers_ouvrir(d->db, &l.vue, l.r, seule, &ds) != OK)
		return "(échec)";
	while (dossiers_suivant(ds, &o) == OK && o) {
		const struct dossier *x = &o->dossier;

		ret = arena_printf(d->a, "%s%s%lld:%.*s:%.*s[", ret, *ret ? " " : "",
				   (long long)x->offre, STR_FMT(x->cle), STR_FMT(x->intitule));
		for (size_t i = 0; i < x->n_sessions; i++)
			ret = arena_printf(d->a, "%s%s%d", ret, i ? "," : "", x->sessions[i].debut);
		ret = arena_printf(d->a, "%s]", ret);
	}
	dossiers_fermer(ds);
	return ret;
}

TEST_BASES(chaque_offre_vient_avec_ses_sessions_dans_l_ordre_des_numeros)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	(void)FLUX(&d, 1, false,
		   {.cle = "c", .intitule = "C", .debuts = {"2024-09-02", "2025-01-06"}},
		   {.cle = "a", .intitule = "A"},
		   {.cle = "b", .intitule = "B", .debuts = {"2024-10-01"}});
	EQ_STR(parcours(&d, 0, 0), "1:c:C[20240902,20250106] 2:a:A[] 3:b:B[20241001]");
	EQ_STR(parcours(&d, 0, 3), "3:b:B[20241001]");
	EQ_STR(parcours(&d, 0, 2), "2:a:A[]");
	EQ_STR(parcours(&d, 0, 99), "");
}

TEST_BASES(le_passe_se_relit_a_chaque_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	run_lheo(&d, FLUX(&d, 1, true,
			  {.cle = "a", .intitule = "1", .debuts = {"2024-09-02", "2025-01-06"}},
			  {.cle = "b"})
			     .version);
	d.instant += DEPOT_JOUR;
	run_lheo(&d, FLUX(&d, 1, true, {.cle = "a", .intitule = "2", .debuts = {"2024-09-03"}},
			  {.cle = "c", .debuts = {"2024-11-04"}})
			     .version);
	d.instant += DEPOT_JOUR;
	run_lheo(&d, FLUX(&d, 1, true, {.cle = "b", .intitule = "revenue"},
			  {.cle = "c", .debuts = {"2024-11-04"}})
			     .version);
	EQ_STR(parcours(&d, 20231002, 0), "1:a:1[20240902,20250106] 2:b:[]");
	EQ_STR(parcours(&d, 20231003, 0), "1:a:2[20240903] 3:c:[20241104]");
	EQ_STR(parcours(&d, 20231004, 0), "2:b:revenue[] 3:c:[20241104]");
	EQ_STR(parcours(&d, 0, 0), "2:b:revenue[] 3:c:[20241104]");
	/* before the first day: that day */
	EQ_STR(parcours(&d, 20230901, 0), "1:a:1[20240902,20250106] 2:b:[]");
	EQ_STR(parcours(&d, 20231002, 1), "1:a:1[20240902,20250106]");
	EQ_STR(parcours(&d, 20231003, 2), "");
}

/* Every column that the rules look at comes to its place in the dossier. */
TEST_BASES(les_colonnes_vont_a_leur_place)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct str col[OC__MAX] = {{0}};
	const struct offre_lue *o = NULL;
	struct dossiers *ds;

	col[OC_certifinfo] = STR("104239");
	col[OC_rncp] = STR("38362");
	col[OC_duree] = STR("2");
	col[OC_annee] = STR("1");
	col[OC_ligne] = STR("27 rue de l'Exemple");
	col[OC_code_postal] = STR("29200");
	col[OC_ville] = STR("Brest");
	col[OC_insee] = STR("29019");
	col[OC_nda] = STR("53359001135");
	col[OC_siret_responsable] = STR("99900011000018");
	col[OC_siret_formateur] = STR("99900012800010");
	col[OC_uai_lieu] = STR("0299901E");
	col[OC_region] = STR("53");
	col[OC_academie] = STR("14");
	col[OC_modalites_enseignement] = STR("2");
	(void)EDITION(&d, REF_CERTIF_INFO, 1, "104239;;;;38362;32031213;;");
	(void)EDITION(&d, REF_SIRENE, 1, "99900011000018;A", "99900012800010;F");
	(void)EDITION(&d, REF_UAI, 1, "0299901E;99900012800010;Lycée;29019;ouvert;0;1");
	(void)FLUX(&d, 4, false,
		   {.cle = "k", .intitule = "BTS MCO", .debuts = {"2024-09-02"}, .col = col});
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK && dossiers_ouvrir(d.db, &l.vue, l.r, 0, &ds) == OK);
	EQ_INT(dossiers_suivant(ds, &o), OK);
	MUST(o != NULL);
	EQ_STR(o->dossier.cle, "k");
	EQ_STR(o->dossier.intitule, "BTS MCO");
	EQ_STR(o->dossier.certification->cfd, "32031213");
	EQ_INT(o->dossier.certification->rncp_declare, 38362);
	EQ_STR(o->dossier.duree, "2");
	EQ_STR(o->dossier.annee, "1");
	EQ_STR(o->dossier.ligne, "27 rue de l'Exemple");
	EQ_STR(o->dossier.code_postal, "29200");
	EQ_STR(o->dossier.ville, "Brest");
	EQ_STR(o->dossier.insee, "29019");
	EQ_STR(o->dossier.academie, "14");
	EQ_STR(o->dossier.nda, "53359001135");
	OK(o->dossier.a_distance);
	OK(o->dossier.formateur_declare);
	EQ_INT(o->dossier.responsable.etat, SIRENE_ACTIF);
	EQ_INT(o->dossier.formateur.etat, SIRENE_FERME);
	EQ_STR(o->dossier.formateur.siret_vu, "99900012800010");
	EQ_STR(o->dossier.uai, "0299901E");
	EQ_INT(o->dossier.uai_origine, UAI_DECLARE);
	OK(o->dossier.lieu && o->dossier.lieu->ouvert);
	EQ_STR(o->region, "53");
	EQ_INT(o->source, 4);
	EQ_INT(o->du_version, 4);
	EQ_INT(dossiers_suivant(ds, &o), OK);
	OK(o == NULL);
	dossiers_fermer(ds);
	dossiers_fermer(NULL);
}

static enum err faire(struct depot *d, struct lecture_ref *l, const struct offre_fait *f,
		      struct dossier *ret)
{
	return dossier_faire(l->r, f, d->a, ret);
}

TEST_BASES(un_formateur_absent_est_le_responsable)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct offre_fait f = {.cle = STR("k")};
	struct dossier x;

	f.col[OC_siret_responsable] = STR("99900011000018");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK && faire(&d, &l, &f, &x) == OK);
	OK(!x.formateur_declare);
	EQ_INT(x.formateur.siret, 99900011000018);
	EQ_INT(x.offre, 0);
	OK(!x.a_distance);
	EQ_STR(x.uai, "");
	EQ_INT(x.uai_origine, UAI_MANQUANT);
	OK(x.lieu == NULL);
}

TEST_BASES(l_uai_du_formateur_compte_dans_la_meme_commune)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct offre_fait f = {.cle = STR("k")};
	struct dossier x;

	(void)EDITION(&d, REF_UAI, 1, "0299901E;99900012800010;Lycée;29019;ouvert;0;1");
	f.col[OC_siret_responsable] = STR("99900011000018");
	f.col[OC_siret_formateur] = STR("99900012800010");
	f.col[OC_insee] = STR("29019");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK && faire(&d, &l, &f, &x) == OK);
	EQ_STR(x.uai, "0299901E");
	EQ_INT(x.uai_origine, UAI_FORMATEUR);
	OK(x.lieu != NULL);
	f.col[OC_insee] = STR("35238");
	MUST(faire(&d, &l, &f, &x) == OK);
	EQ_STR(x.uai, "");
	/* declared, even wrong, it is the one */
	f.col[OC_uai_lieu] = STR("0299901A");
	MUST(faire(&d, &l, &f, &x) == OK);
	EQ_STR(x.uai, "0299901A");
	OK(x.lieu == NULL);
}

/* The lieu is declared under the code of a commune that merged: it is the commune where the school is (domain.md 4.4). */
TEST_BASES(le_formateur_d_une_commune_fusionnee)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct offre_fait f = {.cle = STR("k")};
	struct dossier x;

	(void)EDITION(&d, REF_UAI, 1, "0910001A;99900012800010;A;91000;ouvert;0;1",
		      "0910002B;99900012800010;B;91228;ouvert;0;1");
	(void)EDITION(&d, REF_MOUVEMENTS, 1, "91182;91228;2019-01-01;32;COM;COM");
	f.col[OC_siret_responsable] = STR("99900012800010");
	f.col[OC_insee] = STR("91182");
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK && faire(&d, &l, &f, &x) == OK);
	EQ_STR(x.uai, "0910002B");
	EQ_INT(x.uai_origine, UAI_FORMATEUR);
	EQ_STR(x.insee, "91182"); /* what was declared stays as it was declared */
	EQ_STR(x.lieu->insee, "91228");
}

TEST_BASES(les_sessions_gardent_ce_qui_a_ete_vu)
{
	static const char *const ETATS[] = {"", "1", "2", "3", "9"};
	static const enum etat_recrutement VOULUS[] = {RECRUTEMENT_ABSENT, RECRUTEMENT_OUVERT,
						       RECRUTEMENT_FERME, RECRUTEMENT_SUSPENDU,
						       RECRUTEMENT_ABSENT};
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_LECTURE_REF l;
	struct session_fait s[5] = {0};
	struct offre_fait f = {.cle = STR("k"), .sessions = s, .n_sessions = 5};
	struct dossier x;

	for (int i = 0; i < 5; i++) {
		s[i].col[SC_numero] = STR("SE");
		s[i].col[SC_etat] = str_of(ETATS[i]);
		s[i].col[SC_debut] = i ? STR("20240900") : STR("2024-09-02");
		s[i].col[SC_fin] = i ? STR_VIDE : STR("2026-06-26");
	}
	lecture_ref_ouvrir(&d, 0, &l);
	MUST(l.err == OK && faire(&d, &l, &f, &x) == OK && x.n_sessions == 5);
	for (int i = 0; i < 5; i++)
		EQ_INT(x.sessions[i].etat, VOULUS[i]);
	EQ_INT(x.sessions[0].debut, 20240902);
	EQ_INT(x.sessions[0].fin, 20260626);
	EQ_STR(x.sessions[0].numero, "SE");
	EQ_INT(x.sessions[1].debut, DATE_INCOMPLETE);
	EQ_STR(x.sessions[1].debut_vu, "20240900");
	EQ_INT(x.sessions[1].fin, DATE_ABSENTE);
}

TEST_BASES(une_offre_se_trouve_par_sa_cle_ou_son_numero)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct vue vue;
	int64_t n = 99;

	run_lheo(&d, FLUX(&d, 1, true, {.cle = "a"}, {.cle = "b"}).version);
	d.instant += DEPOT_JOUR;
	run_lheo(&d, FLUX(&d, 1, true, {.cle = "a"}).version);
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(offre_trouver(d.db, &vue, STR("a"), &n), OK);
	EQ_INT(n, 1);
	EQ_INT(offre_trouver(d.db, &vue, STR("1"), &n), OK);
	EQ_INT(n, 1);
	n = 99;
	EQ_INT(offre_trouver(d.db, &vue, STR("b"), &n), E_ABSENT);
	EQ_INT(offre_trouver(d.db, &vue, STR("2"), &n), E_ABSENT);
	EQ_INT(offre_trouver(d.db, &vue, STR_VIDE, &n), E_ABSENT);
	EQ_INT(n, 99);
	MUST(vue_resoudre(d.db, 20231002, &vue) == OK);
	EQ_INT(offre_trouver(d.db, &vue, STR("b"), &n), OK);
	EQ_INT(n, 2);
	EQ_INT(offre_trouver(d.db, &vue, STR("2"), &n), OK);
}

struct cles_vues {
	struct depot *d;
	const char *vues;
	int refuse_apres; /* 0: never */
	int n;
};

static enum err noter_cle(void *ctx, int64_t numero)
{
	struct cles_vues *v = ctx;

	v->vues = arena_printf(v->d->a, "%s%lld ", v->vues, (long long)numero);
	return ++v->n == v->refuse_apres ? E_REFUS : 0;
}

TEST_BASES(l_ordre_des_cles_est_celui_des_octets)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct cles_vues v = {.d = &d, .vues = ""};
	struct vue vue;
	struct tx tx;

	run_lheo(&d, FLUX(&d, 1, true, {.cle = "b"}, {.cle = "B"}, {.cle = "a#2"}, {.cle = "a"},
			  {.cle = "é"})
			     .version);
	d.instant += DEPOT_JOUR;
	run_lheo(&d, FLUX(&d, 1, true, {.cle = "b"}, {.cle = "0"}).version);
	MUST(tx_begin(d.db, TX_LECTURE, &tx) == OK && vue_resoudre(d.db, 20231002, &vue) == OK);
	EQ_INT(offres_par_cle(d.db, &vue, (struct cles_puits){noter_cle, &v}), OK);
	EQ_STR(v.vues, "2 4 3 1 5 ");
	v = (struct cles_vues){.d = &d, .vues = ""};
	MUST(vue_resoudre(d.db, 0, &vue) == OK);
	EQ_INT(offres_par_cle(d.db, &vue, (struct cles_puits){noter_cle, &v}), OK);
	EQ_STR(v.vues, "6 1 ");
	v = (struct cles_vues){.d = &d, .vues = "", .refuse_apres = 1};
	EQ_INT(offres_par_cle(d.db, &vue, (struct cles_puits){noter_cle, &v}), E_REFUS);
	EQ_STR(v.vues, "6 ");
	tx_rollback(&tx);
}

TEST_BASES(sans_tables_aucun_dossier)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	const struct vue vue = {.courante = true};
	struct dossiers *ds = NULL;
	int64_t n = 99;

	OK(dossiers_ouvrir(db, &vue, NULL, 0, &ds) != OK);
	OK(dossiers_ouvrir(db, &vue, NULL, 7, &ds) != OK);
	OK(ds == NULL);
	OK(offre_trouver(db, &vue, STR("a"), &n) != OK);
	OK(offres_par_cle(db, &vue, (struct cles_puits){0}) != OK);
	EQ_INT(n, 99);
	db_close(db);
}
