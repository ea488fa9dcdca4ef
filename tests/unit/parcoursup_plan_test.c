/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_plan_test.c - whatever the formations and the offres are: one line each, sums that agree, the same plan in any order, nothing left to
 * do after it was done
 */
#include "tap.h"

#include <string.h>

#include "parcoursup/plan.h"

enum { FORMATIONS = 12, OFFRES = 16, MONDES = 400, JOUR = 20231106 };

static uint64_t hasard(uint64_t *graine, uint64_t n)
{
	*graine = *graine * 6364136223846793005ULL + 1442695040888963407ULL;
	return (*graine >> 33) % n;
}

/* A plan in memory: everything that migration.c reads from the base, given. */
static struct migration *monde(struct arena *a, const struct campagne *c)
{
	struct migration *m = arena_alloc(a, sizeof *m);

	*m = (struct migration){.a = a, .demande = {.campagne = c, .jour = JOUR}};
	map_init(&m->anciennes_cles);
	map_init(&m->successeurs);
	map_init(&m->mefs);
	map_init(&m->communs);
	map_init(&m->par_cfd);
	return m;
}

static void monde_fin(struct migration *m)
{
	VEC_FREE(&m->formations.liste);
	VEC_FREE(&m->avant.liste);
	VEC_FREE(&m->offres.liste);
	VEC_FREE(&m->parties.liste);
	VEC_FREE(&m->statuts.liste);
	map_free(&m->anciennes_cles);
	map_free(&m->successeurs);
	map_free(&m->mefs);
	map_free(&m->communs);
	map_free(&m->par_cfd);
	VEC_FREE(&m->lignes);
	VEC_FREE(&m->voulus);
	VEC_FREE(&m->motifs);
}

static struct str un_uai(struct arena *a, uint64_t *g)
{
	return str_of(arena_printf(a, "029990%dE", (int)hasard(g, 3)));
}

static struct str un_cfd(struct arena *a, uint64_t *g)
{
	return str_of(arena_printf(a, "3203121%d", (int)hasard(g, 3)));
}

static struct str une_cle(struct arena *a, uint64_t k)
{
	return str_of(arena_printf(a, "cle %02d", (int)k));
}

/* Few places, few diplomas, so that many resemble each other; one formation in two has a clé, not always one of the catalogue. */
static void peupler(struct migration *m, uint64_t *g)
{
	static const char *const RAISONS[] = {"critere:7", "mention:annee", "uai"};
	const size_t formations = hasard(g, FORMATIONS), offres = hasard(g, OFFRES);

	for (size_t i = 0; i < formations; i++) {
		struct precedente *p = VEC_PUSH(&m->formations.liste);

		*p = (struct precedente){.code = str_of(arena_printf(m->a, "%d", 20000 + (int)i)),
					 .code_parcoursup = true,
					 .uai = un_uai(m->a, g),
					 .cfd = un_cfd(m->a, g),
					 .publiee = (enum publiee)hasard(g, PUBLIEE__MAX)};
		if (hasard(g, 2))
			p->cle = une_cle(m->a, hasard(g, OFFRES + 4));
	}
	for (size_t k = 0; k < offres; k++) {
		const bool importable = hasard(g, 3) > 0;
		const char *raison = importable ? "" : RAISONS[hasard(g, 3)];

		*VEC_PUSH(&m->offres.liste) =
			(struct jugee){.numero = (int64_t)k + 1,
				       .du_version = 1,
				       .cle = une_cle(m->a, k),
				       .intitule = STR("BTS"),
				       .uai = un_uai(m->a, g),
				       .cfd = un_cfd(m->a, g),
				       .importable = importable,
				       .attend_saio = hasard(g, 5) == 0,
				       .entree = true,
				       .perimetre = hasard(g, 4) ? PERIMETRE_A_PUBLIER
								 : PERIMETRE_A_PUBLIER_RECTEUR,
				       .doute = "",
				       .raison = importable ? "" : "Une raison.",
				       .raison_code = raison};
	}
	m->n_precedentes = formations;
}

/* What people said: some formations have an offre, each its own, sometimes one that is gone, or none; some offres replace others, one for one. */
static void decider(struct migration *m, uint64_t *g)
{
	const size_t offres = m->offres.liste.n;

	for (size_t i = 0; i < m->formations.liste.n; i++)
		if (hasard(g, 3) == 0)
			*VEC_PUSH(&m->avant.liste) = (struct formation){
				.code = m->formations.liste.v[i].code,
				.col = {[FT_ORIGINE] = STR(FORMATION_REPRISE),
					[FT_AVANT] = STR("publie"),
					[FT_PARAMETRAGE] = STR("en_cours")},
				.offre = hasard(g, 4) ? (int64_t)(i * 2 + 1) : 0,
				.lien = hasard(g, 2) ? LIEN_DECISION : LIEN_UAI_CFD};
	for (size_t k = 0; k + 1 < offres; k += 2)
		if (hasard(g, 3) == 0)
			*map_put(&m->successeurs,
				 str_of(arena_printf(m->a, "%zu", k + 1 + hasard(g, 2) * offres)),
				 NULL) = k + 2;
}

/* Those that the formations are linked to and that are not there: some were published, since when they are lost or not yet; some have no statut. */
static void partir(struct migration *m, uint64_t *g)
{
	int64_t dernier = (int64_t)m->offres.liste.n;

	for (size_t i = 0; i < m->avant.liste.n; i++) {
		const int64_t numero = m->avant.liste.v[i].offre;

		if (numero <= dernier || hasard(g, 3) == 0)
			continue;
		dernier = numero;
		*VEC_PUSH(&m->parties.liste) =
			(struct jugee){.numero = numero,
				       .partie_le = 20231101,
				       .cle = une_cle(m->a, (uint64_t)numero + OFFRES),
				       .raison = "Partie.",
				       .raison_code = "disparue"};
		*VEC_PUSH(&m->statuts.liste) =
			(struct statut_fait){.offre = numero,
					     .statut = (enum statut)hasard(g, STATUT__MAX),
					     .perdue_le = hasard(g, 2) ? 20231001 : 0,
					     .pose_version = 1};
	}
}

static enum err planifier(struct migration *m, struct incident *inc)
{
	struct lien_connu *connus = arena_alloc(m->a, (m->formations.liste.n + 1) * sizeof *connus);

	m->cedee_a = arena_alloc(m->a, (m->n_precedentes + 1) * sizeof *m->cedee_a);
	for (size_t i = 0; i < m->formations.liste.n; i++) {
		const struct formation *f =
			formation_trouver(&m->avant, m->formations.liste.v[i].code);

		if (f && (f->offre || f->lien == LIEN_DECISION))
			connus[i] = (struct lien_connu){f->lien, f->offre};
	}
	liens_trouver(&(struct lien_faits){.formations = &m->formations,
					   .connus = connus,
					   .offres = &m->offres,
					   .anciennes_cles = &m->anciennes_cles,
					   .successeurs = &m->successeurs,
					   .cfd_de_mef = &m->mefs,
					   .cfd_communs = &m->communs},
		      m->a, &m->liens);
	plan_faire(m);
	return plan_compter(m, inc);
}

/* The lines as the CSV has them, without what only a number of offre decides. */
static const char *dit(const struct migration *m)
{
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < m->lignes.n; i++) {
		const struct ligne *l = &m->lignes.v[i];

		buf_printf(&b, "%.*s;%.*s;%.*s;%s;%s;%d;%s;%s\n", STR_FMT(l->formation),
			   STR_FMT(l->cle), STR_FMT(l->uai), l->avant, l->apres, l->certifiee,
			   l->motif_code, l->motif);
	}
	return arena_cstr(m->a, buf_view(&b));
}

/* By an importable offre, or by one that is gone and has its delay, whatever else it may be. */
static bool portee(const struct ligne *l)
{
	if (!l->fait || (l->offre && l->partie))
		return false;
	if (l->offre)
		return l->offre->importable;
	return l->partie && (l->lien == LIEN_PLUSIEURS ? *l->a_dire : !strcmp(l->apres, "publie"));
}

static void une_ligne_chacun(const struct migration *m)
{
	size_t importables = 0, liees = 0, creees = 0;

	for (size_t i = 0; i < m->lignes.n; i++) {
		const struct ligne *l = &m->lignes.v[i];

		if (i < m->formations.liste.n)
			EQ_STR(l->formation, m->formations.liste.v[i].code);
		OK(l->certifiee == (*l->motif_code == '\0') && l->certifiee == (*l->motif == '\0'));
		OK(!l->certifiee || portee(l));
		importables += l->offre && l->offre->importable;
		liees += l->fait && l->offre && l->offre->importable;
		creees += l->cree;
		if (l->cree)
			EQ_STR(l->formation, formation_code_propre(m->a, creees));
		if (creees > 1 && l->cree)
			OK(str_cmp(m->lignes.v[i - 1].cle, l->cle) < 0);
	}
	EQ_INT(importables, m->comptes[COMPTE_IMPORTABLES]);
	EQ_INT(liees, m->comptes[COMPTE_IMPORTABLES_LIEES]);
	EQ_INT(creees, m->comptes[COMPTE_CREEES]);
	EQ_INT(m->lignes.n, m->comptes[COMPTE_LIGNES]);
}

TEST(tout_monde_a_ses_lignes_et_ses_comptes)
{
	const struct campagne c = {.annee = 2024};
	uint64_t g = 7;

	for (int i = 0; i < MONDES; i++) {
		AUTO_ARENA a = arena_new(0);
		struct incident inc = {0};
		struct migration *m = monde(a, &c);

		peupler(m, &g);
		if (i % 2) {
			decider(m, &g);
			partir(m, &g);
		}
		EQ_INT(planifier(m, &inc), OK);
		une_ligne_chacun(m);
		monde_fin(m);
	}
}

/* Offres come under other numbers when files come in another order: not a letter of the plan changes. */
TEST(l_ordre_des_offres_ne_change_rien)
{
	const struct campagne c = {.annee = 2024};
	uint64_t g = 11;

	for (int i = 0; i < MONDES; i++) {
		AUTO_ARENA a = arena_new(0);
		struct incident inc = {0};
		struct migration *m = monde(a, &c), *n = monde(a, &c);
		uint64_t meme = g;

		peupler(m, &g);
		peupler(n, &meme);
		for (size_t k = n->offres.liste.n; k-- > 1;) {
			const size_t j = hasard(&g, k + 1);
			const struct jugee o = n->offres.liste.v[k];

			n->offres.liste.v[k] = n->offres.liste.v[j];
			n->offres.liste.v[j] = o;
		}
		for (size_t k = 0; k < n->offres.liste.n; k++)
			n->offres.liste.v[k].numero = (int64_t)k + 1;
		EQ_INT(planifier(m, &inc), OK);
		EQ_INT(planifier(n, &inc), OK);
		EQ_STR(dit(n), dit(m));
		monde_fin(m);
		monde_fin(n);
	}
}

static int par_code(const void *a, const void *b)
{
	const struct formation *x = a, *y = b;

	return str_cmp(x->code, y->code);
}

static int par_offre(const void *a, const void *b)
{
	const struct statut_fait *x = a, *y = b;

	return x->offre < y->offre ? -1 : x->offre > y->offre;
}

/* The world after the plan was carried out: its rows are there, the created formations are known. */
static void faire(const struct migration *m, struct migration *n)
{
	for (size_t i = 0; i < m->lignes.n; i++) {
		const struct formation *f = m->lignes.v[i].fait;

		if (f)
			*VEC_PUSH(&n->avant.liste) = *f;
		if (m->lignes.v[i].cree)
			*VEC_PUSH(&n->formations.liste) =
				(struct precedente){.code = f->code,
						    .uai = f->col[FT_UAI],
						    .nom = f->col[FT_NOM],
						    .type = f->col[FT_TYPE],
						    .domaine = f->col[FT_DOMAINE],
						    .specialite = f->col[FT_SPECIALITE],
						    .cfd = f->col[FT_CFD]};
	}
	for (size_t i = 0; i < m->voulus.n; i++) {
		const struct statut_fait *deja = statut_de(&m->statuts, m->voulus.v[i].fait.offre);
		struct statut_fait s = m->voulus.v[i].fait;

		s.pose_version = s.pose_version ? s.pose_version : 2;
		OK(!deja == m->voulus.v[i].nouveau);
		if (deja)
			n->statuts.liste.v[deja - m->statuts.liste.v] = s;
		else
			*VEC_PUSH(&n->statuts.liste) = s;
	}
	if (n->avant.liste.n)
		qsort(n->avant.liste.v, n->avant.liste.n, sizeof *n->avant.liste.v, par_code);
	if (n->statuts.liste.n)
		qsort(n->statuts.liste.v, n->statuts.liste.n, sizeof *n->statuts.liste.v,
		      par_offre);
	n->dernier_code = m->dernier_code;
}

TEST(refait_apres_avoir_ete_fait_il_ne_change_rien)
{
	const struct campagne c = {.annee = 2024};
	uint64_t g = 13;

	for (int i = 0; i < MONDES; i++) {
		AUTO_ARENA a = arena_new(0);
		struct incident inc = {0};
		struct migration *m = monde(a, &c), *n = monde(a, &c);
		uint64_t meme = g;

		peupler(m, &g);
		if (i % 2) {
			decider(m, &g);
			partir(m, &g);
		}
		peupler(n, &meme);
		if (i % 2) {
			decider(n, &meme);
			partir(n, &meme);
		}
		n->avant.liste.n = 0;
		EQ_INT(planifier(m, &inc), OK);
		faire(m, n);
		EQ_INT(planifier(n, &inc), OK);
		EQ_INT(n->changements, 0);
		EQ_INT(n->voulus.n, 0);
		EQ_STR(dit(n), dit(m));
		monde_fin(m);
		monde_fin(n);
	}
}

/* The check itself: a plan that forgets an offre, or has one twice, is not written. */
TEST(un_compte_faux_arrete_tout)
{
	const struct campagne c = {.annee = 2024};
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct migration *m = monde(a, &c);
	uint64_t g = 1;

	do
		peupler(m, &g);
	while (m->offres.liste.n < 5);
	EQ_INT(planifier(m, &inc), OK);
	memset(m->comptes, 0, sizeof m->comptes);
	m->motifs.n = 0;
	m->lignes.n--;
	EQ_INT(plan_compter(m, &inc), E_INVALIDE);
	OK(strstr(inc.remede, "rien n'a été écrit") != NULL);
	memset(m->comptes, 0, sizeof m->comptes);
	m->motifs.n = 0;
	m->lignes.n++;
	const struct ligne encore = m->lignes.v[m->lignes.n - 1];

	*VEC_PUSH(&m->lignes) = encore;
	EQ_INT(plan_compter(m, &inc), E_INVALIDE);
	monde_fin(m);
}

/* An offre that goes leaves its formation its link, whoever made it; a decision is not replaced by a guess. */
TEST(une_offre_partie_garde_sa_formation)
{
	const struct campagne c = {.annee = 2024};
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct migration *m = monde(a, &c);
	static const struct {
		const char *code;
		enum lien lien;
	} AVANT[] = {{"20001", LIEN_DECISION}, {"20002", LIEN_UAI_CFD}, {"R0000001", LIEN_CREEE}};

	for (size_t i = 0; i < 3; i++) {
		*VEC_PUSH(&m->formations.liste) = (struct precedente){.code = str_of(AVANT[i].code),
								      .uai = STR("0299901E"),
								      .cfd = STR("32031213")};
		*VEC_PUSH(&m->avant.liste) = (struct formation){.code = str_of(AVANT[i].code),
								.offre = (int64_t)i + 7,
								.lien = AVANT[i].lien};
	}
	m->n_precedentes = 2;
	EQ_INT(planifier(m, &inc), OK);
	for (size_t i = 0; i < 3; i++) {
		EQ_STR(m->lignes.v[i].motif_code, "disparue");
		EQ_INT(m->lignes.v[i].fait->offre, (int64_t)i + 7);
		EQ_INT(m->lignes.v[i].fait->lien, AVANT[i].lien);
		OK(!m->lignes.v[i].certifiee);
	}
	monde_fin(m);
	/* one offre of the same place and diploma: nobody guesses that it is that of the decision */
	m = monde(a, &c);
	*VEC_PUSH(&m->formations.liste) = (struct precedente){
		.code = STR("20001"), .uai = STR("0299901E"), .cfd = STR("32031213")};
	*VEC_PUSH(&m->avant.liste) =
		(struct formation){.code = STR("20001"), .offre = 7, .lien = LIEN_DECISION};
	*VEC_PUSH(&m->offres.liste) = (struct jugee){.numero = 8,
						     .cle = STR("autre"),
						     .uai = STR("0299901E"),
						     .cfd = STR("32031213"),
						     .importable = true,
						     .entree = true,
						     .perimetre = PERIMETRE_A_PUBLIER,
						     .doute = "",
						     .raison = "",
						     .raison_code = ""};
	m->n_precedentes = 1;
	EQ_INT(planifier(m, &inc), OK);
	EQ_STR(m->lignes.v[0].motif_code, "disparue");
	EQ_INT(m->lignes.v[0].fait->offre, 7);
	EQ_STR(m->lignes.v[1].motif_code, "proche");
	monde_fin(m);
}

/* A published offre that goes: « Certifiée » for the delay, with its trace; then not; and a formation that finds another one does not wait. */
TEST(une_offre_partie_a_son_delai)
{
	static const struct {
		int perdue_le, jour;
		const char *cfd; /* of another offre of the place */
		bool certifiee;
		enum statut statut;
	} CAS[] = {{0, 20231106, "", true, STATUT_PUBLIE},
		   {20231106, 20231121, "", true, STATUT_PUBLIE},
		   {20231106, 20231122, "", false, STATUT_NON_PUBLIABLE},
		   {0, 20231106, "32031213", true, STATUT_NON_PUBLIABLE}};

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		AUTO_ARENA a = arena_new(0);
		struct campagne c;
		struct incident inc = {0};
		struct migration *m;

		MUST(campagne_lire(NULL, 2024, INT64_MAX, a, &c, &inc) == OK);
		m = monde(a, &c);
		m->demande.jour = CAS[i].jour;
		*VEC_PUSH(&m->formations.liste) = (struct precedente){
			.code = STR("20001"), .uai = STR("0299901E"), .cfd = STR("32031213")};
		m->n_precedentes = 1;
		*VEC_PUSH(&m->avant.liste) =
			(struct formation){.code = STR("20001"), .offre = 7, .lien = LIEN_UAI_CFD};
		*VEC_PUSH(&m->parties.liste) = (struct jugee){.numero = 7, .cle = STR("partie")};
		*VEC_PUSH(&m->statuts.liste) = (struct statut_fait){.offre = 7,
								    .statut = STATUT_PUBLIE,
								    .code = STR("20001"),
								    .perdue_le = CAS[i].perdue_le,
								    .pose_version = 1};
		if (*CAS[i].cfd)
			*VEC_PUSH(&m->offres.liste) =
				(struct jugee){.numero = 8,
					       .cle = STR("autre"),
					       .uai = STR("0299901E"),
					       .cfd = str_of(CAS[i].cfd),
					       .importable = true,
					       .entree = true,
					       .perimetre = PERIMETRE_A_PUBLIER,
					       .doute = "",
					       .raison = "",
					       .raison_code = ""};
		EQ_INT(planifier(m, &inc), OK);
		EQ_INT(m->lignes.n, 1);
		EQ_INT(m->lignes.v[0].certifiee, CAS[i].certifiee);
		EQ_STR(m->lignes.v[0].cle, *CAS[i].cfd ? "autre" : "partie");
		EQ_STR(m->lignes.v[0].motif_code, CAS[i].certifiee ? "" : "disparue");
		EQ_INT(m->de_partie[0].statut, CAS[i].statut);
		EQ_INT(m->de_partie[0].perdue_le,
		       CAS[i].perdue_le ? CAS[i].perdue_le : CAS[i].jour);
		monde_fin(m);
	}
}
