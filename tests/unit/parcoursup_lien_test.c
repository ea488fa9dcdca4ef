/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_lien_test.c - one formation, one offre, or nobody guesses (domain.md 6, step 2)
 */
#include "tap.h"

#include <stdio.h>

#include "parcoursup/lien.h"

enum { MAX = 8 };

/* A small world: formations and offres by their positions. */
struct monde {
	struct arena *a;
	struct precedentes formations;
	struct jugees offres;
	struct lien_connu connus[MAX];
	struct map anciennes, successeurs, mefs, communs;
	struct liens liens;
};

static void monde_debut(struct monde *m)
{
	*m = (struct monde){.a = arena_new(0)};
	map_init(&m->anciennes);
	map_init(&m->successeurs);
	map_init(&m->mefs);
	map_init(&m->communs);
}

static void monde_fin(struct monde *m)
{
	VEC_FREE(&m->formations.liste);
	VEC_FREE(&m->offres.liste);
	map_free(&m->anciennes);
	map_free(&m->successeurs);
	map_free(&m->mefs);
	map_free(&m->communs);
	arena_free(m->a);
}

static struct precedente *formation(struct monde *m, const char *code, const char *uai,
				    const char *cle)
{
	struct precedente *p = VEC_PUSH(&m->formations.liste);

	*p = (struct precedente){.code = str_of(code),
				 .code_parcoursup = true,
				 .uai = str_of(uai),
				 .cle = str_of(cle)};
	return p;
}

static struct jugee *offre(struct monde *m, int64_t numero, const char *cle, const char *uai)
{
	struct jugee *o = VEC_PUSH(&m->offres.liste);

	*o = (struct jugee){.numero = numero,
			    .cle = str_of(cle),
			    .uai = str_of(uai),
			    .importable = true,
			    .entree = true,
			    .raison = "",
			    .raison_code = ""};
	return o;
}

static void lier(struct monde *m)
{
	const struct lien_faits f = {.formations = &m->formations,
				     .connus = m->connus,
				     .offres = &m->offres,
				     .anciennes_cles = &m->anciennes,
				     .successeurs = &m->successeurs,
				     .cfd_de_mef = &m->mefs,
				     .cfd_communs = &m->communs};

	liens_trouver(&f, m->a, &m->liens);
}

static int64_t liee(const struct monde *m, size_t i)
{
	return m->liens.formations[i].offre ? m->liens.formations[i].offre->numero : 0;
}

/* One formation, one offre of number 1, and what the test says of them. */
#define UN_ET_UN(m, f, o)                                                                          \
	struct monde m;                                                                            \
	monde_debut(&m);                                                                           \
	struct precedente *f = formation(&m, "100", "0940001A", "");                               \
	struct jugee *o = offre(&m, 1, "cle1", "0940001A")

TEST(par_la_cle)
{
	UN_ET_UN(m, f, o);

	f->cle = STR("cle1");
	o->uai = STR("0750002B"); /* the clé goes before the place */
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_CLE);
	EQ_INT(liee(&m, 0), 1);
	EQ_INT(m.liens.formation_de[0], 1);
	monde_fin(&m);
}

TEST(par_une_cle_corrigee_depuis)
{
	UN_ET_UN(m, f, o);

	(void)o;
	f->cle = STR("ancienne");
	*map_put(&m.anciennes, STR("ancienne"), NULL) = 1;
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_CLE);
	EQ_INT(liee(&m, 0), 1);
	monde_fin(&m);
}

TEST(par_la_chaine_des_successions)
{
	UN_ET_UN(m, f, o);

	(void)o;
	offre(&m, 3, "cle3", "0940001A");
	f->cle = STR("cle1");
	*map_put(&m.successeurs, STR("1"), NULL) = 2;
	*map_put(&m.successeurs, STR("2"), NULL) = 3;
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_SUCCESSION);
	EQ_INT(liee(&m, 0), 3);
	monde_fin(&m);
}

TEST(une_succession_en_rond_reste_ou_elle_est)
{
	UN_ET_UN(m, f, o);

	(void)o;
	f->cle = STR("cle1");
	*map_put(&m.successeurs, STR("1"), NULL) = 2;
	*map_put(&m.successeurs, STR("2"), NULL) = 1;
	lier(&m);
	EQ_INT(liee(&m, 0), 1);
	monde_fin(&m);
}

TEST(une_offre_partie_se_dit)
{
	UN_ET_UN(m, f, o);

	o->uai = STR("0750002B");
	f->cle = STR("ancienne");
	*map_put(&m.anciennes, STR("ancienne"), NULL) = 9;
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_AUCUN);
	EQ_INT(m.liens.formations[0].partie, 9);
	monde_fin(&m);
}

TEST(la_decision_d_une_personne_d_abord)
{
	UN_ET_UN(m, f, o);

	(void)o;
	offre(&m, 2, "cle2", "0940001A");
	f->cle = STR("cle1");
	m.connus[0] = (struct lien_connu){LIEN_DECISION, 2};
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_DECISION);
	EQ_INT(liee(&m, 0), 2);
	monde_fin(&m);
}

TEST(aucune_des_offres_est_une_decision)
{
	UN_ET_UN(m, f, o);

	f->cle = STR("cle1");
	f->cfd = o->cfd = STR("32031213");
	m.connus[0] = (struct lien_connu){LIEN_DECISION, 0};
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_DECISION);
	EQ_INT(liee(&m, 0), 0);
	monde_fin(&m);
}

TEST(par_l_uai_et_le_cfd)
{
	UN_ET_UN(m, f, o);

	f->cfd = o->cfd = STR("32031213");
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_UAI_CFD);
	EQ_INT(liee(&m, 0), 1);
	monde_fin(&m);
}

TEST(le_cfd_se_lit_dans_le_mef)
{
	static const struct str CFD = STR_FIXE("32031213");
	UN_ET_UN(m, f, o);

	f->mef = STR("31131213211");
	o->cfd = CFD;
	*map_put(&m.mefs, STR("3113121321"), NULL) = (uint64_t)(uintptr_t)&CFD;
	lier(&m);
	EQ_INT(liee(&m, 0), 1);
	monde_fin(&m);
}

TEST(une_option_repond_au_cfd_commun)
{
	static const struct str COMMUN = STR_FIXE("32020116");
	UN_ET_UN(m, f, o);

	f->cfd = COMMUN;
	o->cfd = STR("32020117");
	*map_put(&m.communs, STR("32020117"), NULL) = (uint64_t)(uintptr_t)&COMMUN;
	lier(&m);
	EQ_INT(liee(&m, 0), 1);
	monde_fin(&m);
}

TEST(sans_cfd_la_specialite)
{
	static const struct {
		const char *parcoursup, *offre;
		bool meme;
	} CAS[] = {
		{"Management Commercial Opérationnel - en apprentissage",
		 "BTS management commercial opérationnel", true},
		{"Bâtiment - en apprentissage - Site de Melun", "batiment", true},
		{"Cybersécurité, Informatique et réseaux - Option A : Réseaux",
		 "CYBERSECURITE INFORMATIQUE ET RESEAUX OPTION A RESEAUX", true},
		{"Tourisme - en apprentissage", "Tourisme et loisirs", false},
		{"Gestion de la PME - en apprentissage", "", false},
		{"- en apprentissage", "", false},
	};

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		UN_ET_UN(m, f, o);

		f->specialite = str_of(CAS[i].parcoursup);
		o->intitule = str_of(CAS[i].offre);
		lier(&m);
		EQ_INT(liee(&m, 0), CAS[i].meme);
		monde_fin(&m);
	}
}

TEST(un_autre_lieu_n_est_pas_candidat)
{
	UN_ET_UN(m, f, o);

	f->cfd = o->cfd = STR("32031213");
	o->uai = STR("0750002B");
	lier(&m);
	EQ_INT(liee(&m, 0), 0);
	EQ_INT(m.liens.formations[0].lien, LIEN_AUCUN);
	monde_fin(&m);
}

TEST(deux_candidates_personne_ne_devine)
{
	UN_ET_UN(m, f, o);
	struct jugee *autre = offre(&m, 2, "cle2", "0940001A");

	f->cfd = m.offres.liste.v[0].cfd = autre->cfd = STR("32031213");
	(void)o;
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_PLUSIEURS);
	EQ_INT(liee(&m, 0), 0);
	EQ_INT(m.liens.candidate_de[0], 1);
	EQ_INT(m.liens.candidate_de[1], 1);
	EQ_INT(m.liens.formations[0].partage, PARTAGE_OFFRES);
	OK(str_contains(str_of(m.liens.formations[0].candidats), STR("cle1")));
	OK(str_contains(str_of(m.liens.formations[0].candidats), STR("cle2")));
	monde_fin(&m);
}

TEST(deux_formations_pour_une_candidate_personne_ne_devine)
{
	UN_ET_UN(m, f, o);

	f->cfd = o->cfd = STR("32031213");
	formation(&m, "200", "0940001A", "")->cfd = STR("32031213");
	lier(&m);
	EQ_INT(liee(&m, 0), 0);
	EQ_INT(liee(&m, 1), 0);
	EQ_INT(m.liens.formations[0].lien, LIEN_PLUSIEURS);
	EQ_INT(m.liens.formations[1].lien, LIEN_PLUSIEURS);
	EQ_INT(m.liens.formations[1].partage, PARTAGE_LIEU);
	monde_fin(&m);
}

TEST(une_offre_deja_liee_n_est_candidate_de_personne)
{
	UN_ET_UN(m, f, o);

	f->cle = STR("cle1");
	f->cfd = o->cfd = STR("32031213");
	formation(&m, "200", "0940001A", "")->cfd = STR("32031213");
	lier(&m);
	EQ_INT(liee(&m, 0), 1);
	EQ_INT(m.liens.formations[1].lien, LIEN_AUCUN);
	monde_fin(&m);
}

TEST(deux_formations_de_la_meme_cle)
{
	UN_ET_UN(m, f, o);

	(void)o;
	f->cle = STR("cle1");
	formation(&m, "200", "0750002B", "cle1");
	lier(&m);
	EQ_INT(liee(&m, 0), 1); /* the one of the offre's place */
	EQ_INT(m.liens.formations[1].lien, LIEN_PLUSIEURS);
	m.formations.liste.v[0].uai = STR("0750002B");
	lier(&m);
	EQ_INT(liee(&m, 0), 0); /* none of them is */
	EQ_INT(liee(&m, 1), 0);
	m.connus[1] = (struct lien_connu){LIEN_DECISION, 1};
	lier(&m);
	EQ_INT(liee(&m, 1), 1); /* a person said it */
	EQ_INT(liee(&m, 0), 0);
	monde_fin(&m);
}

TEST(la_succession_prime_sur_le_lieu)
{
	UN_ET_UN(m, f, o);

	(void)o;
	f->cle = STR("cle1");
	formation(&m, "200", "0750002B", "ancienne");
	*map_put(&m.anciennes, STR("ancienne"), NULL) = 9;
	*map_put(&m.successeurs, STR("9"), NULL) = 1;
	lier(&m);
	EQ_INT(liee(&m, 1), 1);
	EQ_INT(m.liens.formations[1].lien, LIEN_SUCCESSION);
	EQ_INT(m.liens.formations[0].lien, LIEN_PLUSIEURS);
	monde_fin(&m);
}

TEST(une_seule_offre_non_importable_dit_pourquoi)
{
	UN_ET_UN(m, f, o);

	f->cfd = o->cfd = STR("32031213");
	o->importable = false;
	lier(&m);
	EQ_INT(liee(&m, 0), 1);
	m.offres.liste.v[0].entree = false; /* a second year is no formation of Parcoursup */
	lier(&m);
	EQ_INT(liee(&m, 0), 0);
	monde_fin(&m);
}

TEST(importable_ou_non_deux_candidates_sont_deux)
{
	UN_ET_UN(m, f, o);
	struct jugee *autre = offre(&m, 2, "cle2", "0940001A");

	f->cfd = m.offres.liste.v[0].cfd = autre->cfd = STR("32031213");
	m.offres.liste.v[0].importable = false;
	(void)o;
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_PLUSIEURS);
	autre->importable = false; /* nobody knows better when neither is */
	lier(&m);
	EQ_INT(m.liens.formations[0].lien, LIEN_PLUSIEURS);
	OK(str_contains(str_of(m.liens.formations[0].candidats), STR("cle1, cle2")));
	monde_fin(&m);
}

TEST(une_offre_neuve_a_la_place_d_une_perdue_est_a_verifier)
{
	UN_ET_UN(m, f, o);
	struct jugee *neuve = offre(&m, 2, "cle2", "0940001A");

	f->cle = STR("cle1");
	f->cfd = m.offres.liste.v[0].cfd = neuve->cfd = STR("32031213");
	m.offres.liste.v[0].importable = false;
	(void)o;
	lier(&m);
	EQ_INT(liee(&m, 0), 1);
	EQ_INT(m.liens.proche_de[1], 1);
	m.offres.liste.v[0].importable =
		true; /* it has its own formation, and the new one gets another */
	lier(&m);
	EQ_INT(m.liens.proche_de[1], 0);
	monde_fin(&m);
}

TEST(l_ordre_des_offres_ne_change_rien)
{
	for (int sens = 0; sens < 2; sens++) {
		struct monde m;

		monde_debut(&m);
		for (int i = 0; i < 2; i++) {
			const bool a = (i == 0) == (sens == 0);

			formation(&m, a ? "100" : "200", a ? "0940001A" : "0750002B", "")->cfd =
				STR("32031213");
		}
		for (int i = 0; i < 2; i++) {
			const bool a = (i == 0) == (sens == 0);

			offre(&m, i + 1, a ? "cleA" : "cleB", a ? "0940001A" : "0750002B")->cfd =
				STR("32031213");
		}
		lier(&m);
		for (size_t i = 0; i < 2; i++)
			EQ_STR(m.liens.formations[i].offre->uai, m.formations.liste.v[i].uai);
		monde_fin(&m);
	}
}

/* Two formations of N-1 with one clé: which partage each has, whether the place tells them apart, or a person, or nothing. */
TEST(une_cle_deux_formations)
{
	UN_ET_UN(m, f, o);
	struct precedente *autre = formation(&m, "200", "0750002B", "cle1");

	f = &m.formations.liste.v[0]; /* the vector moved */
	f->cle = STR("cle1");
	lier(&m);
	EQ_INT(liee(&m, 0), 1);
	EQ_INT(m.liens.formations[1].partage, PARTAGE_PRISE);
	EQ_INT(m.liens.formations[1].rivale, 1);
	EQ_INT(m.liens.candidate_de[0], 0);
	autre->uai = o->uai;
	lier(&m);
	for (int i = 0; i < 2; i++) {
		EQ_INT(liee(&m, i), 0);
		EQ_INT(m.liens.formations[i].partage, PARTAGE_REVENDIQUEE);
		EQ_STR(str_of(m.liens.formations[i].candidats), "100, 200");
		OK(m.liens.formations[i].voulue == o);
	}
	EQ_INT(m.liens.candidate_de[0], 1);
	m.connus[1] = (struct lien_connu){LIEN_DECISION, 1};
	lier(&m);
	EQ_INT(liee(&m, 1), 1);
	EQ_INT(m.liens.formations[0].partage, PARTAGE_PRISE);
	EQ_INT(m.liens.formations[0].rivale, 2);
	monde_fin(&m);
}

TEST(les_codes_des_liens_se_relisent)
{
	for (int l = 0; l < LIEN__MAX; l++)
		EQ_INT(lien_de_code(str_of(lien_code((enum lien)l))), l);
	EQ_INT(lien_de_code(STR("inconnu")), LIEN_AUCUN);
}

TEST(les_codes_se_lisent_comme_des_nombres)
{
	OK(code_cmp(STR("999"), STR("1000")) < 0);
	OK(code_cmp(STR("1000"), STR("R0000001")) < 0);
	OK(code_cmp(STR("0010006B/42"), STR("0010006B/43")) < 0);
	EQ_INT(code_cmp(STR("42"), STR("42")), 0);
}
