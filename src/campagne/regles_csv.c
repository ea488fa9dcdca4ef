/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regles_csv.c - a set of perimeter rules as a file that a person edits in a spreadsheet
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/erreur.h"
#include "base/fichier.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "campagne/regles.h"

struct lecture {
	const char *chemin;
	struct arena *a;
	struct incident *inc;
	int colonne[CSV_CHAMPS_MAX]; /* which field stands there */
	size_t colonnes; /* 0: the header was not read yet */
	struct VEC(struct regle_fait) regles;
	struct VEC(unsigned) lignes; /* where each stands */
};

/* The file, in UTF-8. */
static enum err lire(const char *chemin, struct buf *out, struct incident *inc)
{
	struct transcodeur t;
	char *tout = mem_alloc(LIMITE_REGLES_FICHIER + 1);
	const int fd = open(chemin, O_RDONLY | O_CLOEXEC);
	const ssize_t n = fd < 0 ? -1 : fichier_lire(fd, tout, LIMITE_REGLES_FICHIER + 1);
	enum err err = OK;

	if (n < 0) {
		err = incident_set(inc, E_ABSENT, "Le fichier %s n'a pas pu être lu : %s.", chemin,
				   erreur_phrase(errno));
		incident_remede(inc, "Vérifiez son nom et ses droits.");
	} else if (n > LIMITE_REGLES_FICHIER) {
		err = incident_set(inc, E_INVALIDE,
				   "Le fichier %s est trop grand pour des règles de périmètre.",
				   chemin);
		incident_remede(inc, "Donnez le CSV que « relais regle liste --csv » écrit.");
	} else {
		transcodeur_init(&t);
		transcodeur_feed(&t, tout, (size_t)n, out);
		transcodeur_end(&t, out);
	}
	if (fd >= 0)
		(void)close(fd);
	mem_free(tout);
	return err;
}

static enum err entete(struct lecture *l, const struct str *champs, size_t n)
{
	bool vu[RC__MAX] = {false};

	for (size_t i = 0; i < n; i++) {
		int c = 0;

		while (c < RC__MAX &&
		       !str_eq(str_trim(champs[i]), str_of(regle_champ_nom((enum regle_champ)c))))
			c++;
		if (c == RC__MAX || vu[c]) {
			incident_set(l->inc, E_INVALIDE, "%s, ligne 1 : la colonne « %.*s » %s.",
				     l->chemin, STR_FMT(champs[i]),
				     c == RC__MAX ? "n'est pas connue" : "est là deux fois");
			incident_remede(
				l->inc,
				"Partez du fichier que « relais regle liste --csv » écrit.");
			return E_INVALIDE;
		}
		vu[c] = true;
		l->colonne[i] = c;
	}
	for (int c = 0; c < RC_VALABLE_DU; c++) {
		if (vu[c])
			continue;
		incident_set(l->inc, E_INVALIDE, "%s, ligne 1 : il manque la colonne « %s ».",
			     l->chemin, regle_champ_nom((enum regle_champ)c));
		incident_remede(l->inc,
				"Partez du fichier que « relais regle liste --csv » écrit.");
		return E_INVALIDE;
	}
	l->colonnes = n;
	return OK;
}

static enum err refuser(struct lecture *l, unsigned ligne, const struct regle_fait *r,
			enum regle_champ champ)
{
	if (champ == RC__MAX) {
		incident_set(l->inc, E_INVALIDE,
			     "%s, ligne %u : la règle déciderait de toutes les offres.", l->chemin,
			     ligne);
		incident_remede(l->inc, "Corrigez la ligne : %s", REGLE_SANS_CONDITION);
		return E_INVALIDE;
	}
	incident_set(l->inc, E_INVALIDE, "%s, ligne %u, colonne « %s » : « %.*s » %s.", l->chemin,
		     ligne, regle_champ_nom(champ), STR_FMT(r->col[champ]), "ne convient pas");
	incident_remede(l->inc, "Attendu : %s.", regle_champ_attendu(champ));
	return E_INVALIDE;
}

static enum err sans_double(const struct lecture *l, unsigned ligne, const struct regle_fait *r)
{
	const struct regle_fait *autre = regle_repetee(l->regles.v, l->regles.n, r);

	if (!autre)
		return OK;
	incident_set(
		l->inc, E_INVALIDE,
		"%s, lignes %u et %u : les deux règles ont les mêmes conditions et les mêmes dates.",
		l->chemin, l->lignes.v[autre - l->regles.v], ligne);
	incident_remede(l->inc, "Gardez l'une des deux, ou changez une condition.");
	return E_INVALIDE;
}

/* A cell that a spreadsheet would take for a formula has a ' before it in the file, as one that starts with ' itself. */
static bool prend_apostrophe(struct str s)
{
	return s.n && memchr("=+-@'\t\r", s.p[0], sizeof "=+-@'\t\r" - 1) != NULL;
}

static struct str sans_apostrophe(struct str s)
{
	return s.n && s.p[0] == '\'' ? str_sub(s, 1, SIZE_MAX) : s;
}

static enum err recevoir(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	struct lecture *l = ctx;
	struct regle_fait r = {0};
	enum regle_champ champ;

	if (!l->colonnes)
		return entete(l, champs, n);
	if (n != l->colonnes) {
		incident_set(l->inc, E_INVALIDE,
			     "%s, ligne %u : %zu colonnes, l'en-tête en annonce %zu.", l->chemin,
			     ligne, n, l->colonnes);
		incident_remede(
			l->inc,
			"Mettez entre guillemets une valeur qui contient le séparateur, et gardez les cases vides.");
		return E_INVALIDE;
	}
	if (l->regles.n == LIMITE_REGLES) {
		incident_set(l->inc, E_INVALIDE, "%s, ligne %u : plus de %d règles.", l->chemin,
			     ligne, LIMITE_REGLES);
		incident_remede(l->inc, "Réunissez celles qui disent la même chose.");
		return E_INVALIDE;
	}
	for (size_t i = 0; i < n; i++)
		r.col[l->colonne[i]] = arena_str(l->a, sans_apostrophe(str_trim(champs[i])));
	if (regle_controler(&r, &champ))
		return refuser(l, ligne, &r, champ);
	if (sans_double(l, ligne, &r))
		return E_INVALIDE;
	*VEC_PUSH(&l->regles) = r;
	*VEC_PUSH(&l->lignes) = ligne;
	return OK;
}

/* The set, once the file is read to its end. */
static enum err finir(struct lecture *l, const struct regle_fait **ret, size_t *n)
{
	struct regle_fait *copie = arena_alloc(l->a, (l->regles.n + 1) * sizeof *copie);

	if (!l->regles.n) {
		incident_set(l->inc, E_INVALIDE, "Le fichier %s ne contient aucune règle.",
			     l->chemin);
		incident_remede(l->inc,
				"Partez du fichier que « relais regle liste --csv » écrit.");
		return E_INVALIDE;
	}
	memcpy(copie, l->regles.v, l->regles.n * sizeof *copie);
	*ret = copie;
	*n = l->regles.n;
	return OK;
}

enum err regles_lire_csv(const char *chemin, struct arena *a, const struct regle_fait **ret,
			 size_t *n, struct incident *inc)
{
	struct lecture l = {.chemin = chemin, .a = a, .inc = inc};
	struct csv csv;
	AUTO_BUF texte;
	enum err err;

	buf_init(&texte, (size_t)LIMITE_REGLES_FICHIER * 3);
	if ((err = lire(chemin, &texte, inc)))
		return err;
	const char *fin = texte.n ? memchr(texte.p, '\n', texte.n) : NULL;
	const size_t premiere = fin ? (size_t)(fin - texte.p) : texte.n;
	const bool virgule = premiere && !memchr(texte.p, ';', premiere);

	csv_init(&csv, virgule ? ',' : ';', LIMITE_CSV_RECORD, recevoir, &l);
	inc->message[0] = 0;
	err = csv_feed(&csv, texte.p, texte.n);
	if (!err)
		err = csv_end(&csv);
	if (err && !inc->message[0]) {
		incident_set(inc, err, "%s, ligne %u : un guillemet n'est pas fermé.", chemin,
			     csv.ligne);
		incident_remede(inc, "Fermez-le, ou doublez les guillemets d'une valeur.");
	}
	csv_free(&csv);
	if (!err)
		err = finir(&l, ret, n);
	VEC_FREE(&l.regles);
	VEC_FREE(&l.lignes);
	return err;
}

void regles_ecrire_csv(const struct regle_fait *v, size_t n, struct buf *out)
{
	AUTO_ARENA a = arena_new(0);
	int colonnes = RC_VALABLE_DU;

	for (size_t i = 0; i < n; i++)
		if (v[i].col[RC_VALABLE_DU].n || v[i].col[RC_VALABLE_AU].n)
			colonnes = RC__MAX;
	for (int c = 0; c < colonnes; c++)
		buf_printf(out, "%s%s", c ? ";" : "", regle_champ_nom((enum regle_champ)c));
	buf_char(out, '\n');
	for (size_t i = 0; i < n; i++)
		for (int c = 0; c < colonnes; c++) {
			const struct str s = v[i].col[c];

			if (prend_apostrophe(s))
				csv_write(out, ';', str_of(arena_printf(a, "'%.*s", STR_FMT(s))));
			else
				csv_write(out, ';', s);
			buf_char(out, c == colonnes - 1 ? '\n' : ';');
		}
}
