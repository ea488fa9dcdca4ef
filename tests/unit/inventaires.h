/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * inventaires.h - files and archives laid down for one test, and what their inventory says
 */
#ifndef RELAIS_TESTS_INVENTAIRES_H
#define RELAIS_TESTS_INVENTAIRES_H

#include "tap.h"

#include <unistd.h>

#include "format/inventaire.h"
#include "lecture.h"
#include "zips.h"

#define SIRENE "siret;etat\n99900011000018;A\n"
enum { CHEMIN = 64, FICHIERS = 8 };

/* Files of one test, and what their inventory says. */
struct essai {
	struct arena *a;
	char chemins[FICHIERS][CHEMIN];
	const char *fichiers[FICHIERS];
	size_t n;
	struct inventaire v;
};

static inline void essai_fin(struct essai *e)
{
	for (size_t i = 0; i < e->n; i++)
		(void)unlink(e->chemins[i]);
	arena_free(e->a);
}
#define AUTO_ESSAI __attribute__((cleanup(essai_fin))) struct essai

static inline void poser(struct essai *e, struct str octets)
{
	char *chemin = e->chemins[e->n];

	if (!e->a)
		e->a = arena_new(0);
	(void)snprintf(chemin, CHEMIN, "/tmp/relais-inventaire-XXXXXX");
	const int fd = mkstemp(chemin);
	if (fd < 0 || write(fd, octets.p, octets.n) != (ssize_t)octets.n || close(fd) != 0)
		abort();
	e->fichiers[e->n++] = chemin;
}

static inline void inventorier(struct essai *e)
{
	inventaire_faire(e->fichiers, e->n, FORMAT_INCONNU, e->a, &e->v);
}

static inline void poser_zip(struct essai *e, const struct entree *entrees, size_t n)
{
	AUTO_BUF zip;

	zip_faire(&zip, entrees, n);
	poser(e, buf_view(&zip));
	inventorier(e);
}
#define ZIP(e, ...)                                                                                \
	poser_zip(e, (const struct entree[]){__VA_ARGS__},                                         \
		  sizeof((const struct entree[]){__VA_ARGS__}) / sizeof(struct entree))

/* The whole archive is refused with these words. */
static inline void refusee(const struct essai *e, const char *debut)
{
	EQ_INT(e->v.n, 1);
	MUST(e->v.n == 1);
	OK(e->v.lots[0].refuse);
	OK(str_starts(str_of(e->v.lots[0].inc.message), str_of(debut)));
	if (!str_starts(str_of(e->v.lots[0].inc.message), str_of(debut)))
		printf("# %s\n", e->v.lots[0].inc.message);
	OK(e->v.lots[0].inc.remede[0] != '\0');
}

static inline bool finit(const char *nom, const char *fin)
{
	const size_t n = strlen(nom), m = strlen(fin);

	return n >= m && strcmp(nom + n - m, fin) == 0;
}

/* The records of a lot, as text. */
static inline void lire_lot(const struct lot *lot, struct lecture *l)
{
	struct lecteur *lecteur = format_ouvrir(lot->format, (struct puits){lecture_record, l});
	char morceau[7];
	size_t lu;

	buf_init(&l->trace, (size_t)1 << 30);
	for (size_t i = 0; i < lot->n && !l->err; i++) {
		struct contenu *c = NULL;

		l->err = contenu_ouvrir(&lot->pieces[i], &c, &l->inc);
		if (!l->err)
			l->err = format_partie(lecteur, lot->pieces[i].partie, &l->inc);
		while (!l->err &&
		       !(l->err = contenu_lire(c, morceau, sizeof morceau, &lu, &l->inc)) && lu)
			l->err = format_nourrir(lecteur, morceau, lu, &l->inc);
		contenu_fermer(c);
	}
	if (!l->err)
		l->err = format_fin(lecteur, &l->inc);
	if (l->err)
		buf_printf(&l->trace, "#%s\n", l->inc.message);
	format_fermer(lecteur);
}

#endif
