/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cli_sortie_test.c - a draft gives back its pieces in any order, from memory or from its file
 */
#include "tap.h"

#include "base/mem.h"
#include "cli/sortie.h"

enum { PIECES = 20000, TAILLE = 1000 };

static void piece(char p[TAILLE], int i)
{
	(void)snprintf(p, TAILLE, "%d:", i);
	memset(p + strlen(p), 'a' + i % 26, TAILLE - strlen(p));
}

/* Fill a draft with `n` pieces, then read them from the last to the first. */
static int relues(struct brouillon *b, int n, struct incident *inc)
{
	uint64_t *ou = mem_alloc((size_t)n * sizeof *ou);
	struct sortie *s = mem_alloc(sizeof *s);
	char attendue[TAILLE];
	int bonnes = 0;

	for (int i = 0; i < n; i++) {
		piece(attendue, i);
		ou[i] = brouillon_ajouter(b, (struct str){attendue, TAILLE});
	}
	if (brouillon_fin(b, inc) == 0) {
		for (int i = n - 1; i >= 0; i--) {
			sortie_init(s);
			piece(attendue, i);
			bonnes += brouillon_copier(b, ou[i], TAILLE, s) == 0 && s->n == TAILLE &&
				  memcmp(s->tampon, attendue, TAILLE) == 0;
		}
	}
	mem_free(ou);
	mem_free(s);
	return bonnes;
}

TEST(un_petit_brouillon_reste_en_memoire)
{
	struct incident inc = {0};
	struct brouillon b;

	brouillon_init(&b);
	EQ_INT(relues(&b, 100, &inc), 100);
	EQ_INT(b.fd, -1);
	brouillon_liberer(&b);
}

TEST(un_grand_brouillon_va_dans_un_fichier_sans_nom)
{
	struct incident inc = {0};
	struct brouillon b;

	brouillon_init(&b);
	EQ_INT(relues(&b, PIECES, &inc), PIECES);
	OK(b.fd >= 0);
	/* Emptied, it serves again. */
	brouillon_vider(&b);
	EQ_INT(b.fd, -1);
	EQ_INT(relues(&b, 10, &inc), 10);
	brouillon_liberer(&b);
}

TEST(sans_dossier_temporaire_la_panne_est_dite)
{
	struct incident inc = {0};
	struct brouillon b;
	const char *avant = getenv("TMPDIR");
	char garde[1024] = "";

	if (avant)
		(void)snprintf(garde, sizeof garde, "%s", avant);
	(void)setenv("TMPDIR", "/nulle/part", 1);
	brouillon_init(&b);
	EQ_INT(relues(&b, PIECES, &inc), 0);
	OK(strstr(inc.message, "dossier temporaire") != NULL);
	OK(strstr(inc.remede, "/nulle/part") != NULL);
	brouillon_liberer(&b);
	if (avant)
		(void)setenv("TMPDIR", garde, 1);
	else
		(void)unsetenv("TMPDIR");
}

TEST(la_sortie_garde_ce_qui_n_est_pas_plein)
{
	struct sortie *s = mem_alloc(sizeof *s);

	sortie_init(s);
	sortie_ajouter(s, STR("abc"));
	sortie_ajouter(s, STR_VIDE);
	sortie_ajouter(s, STR("d"));
	EQ_STR(((struct str){s->tampon, s->n}), "abcd");
	mem_free(s);
}
