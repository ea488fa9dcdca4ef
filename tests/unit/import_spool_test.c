/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_spool_test.c - records go through a temporary file and come back the same, in order, whatever their size
 */
#include "tap.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "import/spool.h"

/* What comes back is compared with what a function of the rank gives. */
struct relu {
	struct record (*voulu)(struct arena *a, int rang);
	struct arena *a;
	int n, faux;
	int refuse_apres;
};

static enum err relire(void *ctx, const struct record *r)
{
	struct relu *x = ctx;
	const struct record v = x->voulu(x->a, x->n++);
	bool meme = r->kind == v.kind && r->ligne == v.ligne && r->n == v.n;

	for (uint32_t i = 0; meme && i < r->n; i++)
		meme = str_eq(r->champ[i], v.champ[i]);
	x->faux += !meme;
	arena_reset(x->a);
	return x->n == x->refuse_apres ? E_REFUS : 0;
}

static struct record petit(struct arena *a, int rang)
{
	struct record r = {.kind = RECORD_SIRENE, .ligne = (uint32_t)rang + 2, .n = SIRENE__MAX};

	r.champ[SIRENE_SIRET] = str_of(arena_printf(a, "%014d", rang));
	r.champ[SIRENE_ETAT] = rang % 3 ? STR("A") : STR_VIDE;
	return r;
}

/* From nothing to four megabytes, with every byte in it. */
static struct record grand(struct arena *a, int rang)
{
	static const size_t TAILLES[] = {0,      1,           262143,   262144,
					 262145, 524288,      1000000,  4 * 1048576 - 64,
					 3,      2 * 1048576, 16384 * 3};
	struct record r = {.kind = RECORD_TEXTES, .ligne = 7, .n = TEXTES__MAX};
	const size_t n = TAILLES[rang];
	char *p = arena_bytes(a, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 7 + (size_t)rang);
	r.champ[TEXTES_NOM] = STR("objectif");
	r.champ[TEXTES_TEXTE] = (struct str){p, n};
	return r;
}

static void aller_retour(struct record (*voulu)(struct arena *, int), int n, uint64_t taille_min)
{
	AUTO_ARENA a = arena_new(0);
	struct relu x = {.voulu = voulu, .a = a};
	struct incident inc = {0};
	struct spool *s;

	MUST(spool_ouvrir(&s, &inc) == OK);
	for (int i = 0; i < n; i++) {
		const struct record r = voulu(a, i);

		EQ_INT(spool_ecrire(s, &r), OK);
		arena_reset(a);
	}
	EQ_INT(spool_fin(s), OK);
	OK(spool_taille(s) >= taille_min);
	EQ_INT(spool_lire(s, (struct puits){relire, &x}), OK);
	EQ_INT(x.n, n);
	EQ_INT(x.faux, 0);
	spool_fermer(s);
}

TEST(un_spool_vide_ne_rend_rien)
{
	aller_retour(petit, 0, 0);
}

TEST(beaucoup_de_petits_records)
{
	aller_retour(petit, 50000, 50000 * 14);
}

TEST(des_records_de_toutes_tailles)
{
	aller_retour(grand, 11, 8000000);
}

TEST(un_refus_de_celui_qui_recoit_arrete_la_lecture)
{
	AUTO_ARENA a = arena_new(0);
	struct relu x = {.voulu = petit, .a = a, .refuse_apres = 3};
	struct incident inc = {0};
	struct spool *s;

	MUST(spool_ouvrir(&s, &inc) == OK);
	for (int i = 0; i < 10; i++) {
		const struct record r = petit(a, i);

		EQ_INT(spool_ecrire(s, &r), OK);
	}
	EQ_INT(spool_fin(s), OK);
	EQ_INT(spool_lire(s, (struct puits){relire, &x}), E_REFUS);
	EQ_INT(x.n, 3);
	spool_fermer(s);
	spool_fermer(NULL);
}

TEST(sans_dossier_temporaire_le_remede_est_dit)
{
	struct incident inc = {0};
	struct spool *s = NULL;
	const char *avant = getenv("TMPDIR");
	char *garde = avant ? strdup(avant) : NULL;

	setenv("TMPDIR", "/nulle/part", 1);
	EQ_INT(spool_ouvrir(&s, &inc), E_PANNE);
	OK(s == NULL);
	OK(strstr(inc.message, "/nulle/part") != NULL);
	OK(strstr(inc.remede, "TMPDIR") != NULL);
	setenv("TMPDIR", "", 1); /* empty is as if it were not there */
	EQ_INT(spool_ouvrir(&s, &inc), OK);
	spool_fermer(s);
	if (garde)
		setenv("TMPDIR", garde, 1);
	else
		unsetenv("TMPDIR");
	free(garde);
}
