/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jeu.c - the parts of a set put together, in the inventory
 */
#include "format/jeu.h"

#include "base/csv.h"
#include "base/limites.h"
#include "base/utf8.h"
#include "format/csv_table.h"

struct titres {
	int partie;
	bool de_2020;
};

static enum err titres(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	struct titres *t = ctx;
	AUTO_BUF pli;

	(void)ligne;
	buf_init(&pli, LIMITE_CSV_RECORD);
	t->partie = csv_partie(champs, n);
	for (size_t i = 0; i < n && !t->de_2020; i++) {
		buf_reset(&pli);
		csv_replie(champs[i], &pli);
		t->de_2020 = str_eq(buf_view(&pli), STR("coderncp"));
	}
	return E_REFUS; /* the first record is enough */
}

int jeu_partie(const char *debut, size_t n, bool *de_2020)
{
	struct titres vus = {.partie = -1};
	struct transcodeur t;
	struct str premiere;
	struct csv csv;
	AUTO_BUF texte;

	buf_init(&texte, 4 * FORMAT_DEBUT);
	transcodeur_init(&t);
	transcodeur_feed(&t, debut, n < FORMAT_DEBUT ? n : FORMAT_DEBUT, &texte);
	transcodeur_end(&t, &texte);
	csv_premiere_ligne(buf_view(&texte), &premiere);
	csv_init(&csv, csv_separateur(premiere), LIMITE_CSV_RECORD, titres, &vus);
	enum err err = csv_feed(&csv, premiere.p, premiere.n);
	if (!err)
		err = csv_end(&csv);
	csv_free(&csv);
	*de_2020 = vus.de_2020;
	return err == E_REFUS ? vus.partie : -1;
}

static bool est_partie(const struct jeu_lots *lots, size_t i)
{
	const struct lot *l = &lots->v[i];

	return l->n == 1 && l->pieces[0].partie >= 0 &&
	       (l->pieces[0].contenant == CONTENANT_ZIP) == lots->zip;
}

static void refuser_double(struct lot *jeu, const struct piece *un, const struct piece *deux)
{
	jeu->refuse = true;
	incident_set(&jeu->inc, E_INVALIDE,
		     "Deux fichiers sont la partie « %s » du même jeu de CSV.",
		     csv_partie_nom(deux->partie));
	incident_detail(&jeu->inc, "Ce sont « %s » et « %s ».", lot_nom_court(un->nom),
			lot_nom_court(deux->nom));
	incident_remede(&jeu->inc, "Donner un seul jeu à la fois : une commande pour chacun.");
}

static void refuser_sans_standard(struct lot *jeu)
{
	jeu->refuse = true;
	incident_set(
		&jeu->inc, E_INVALIDE,
		"Il manque la partie « Standard » (les fiches elles-mêmes) de ce jeu de CSV de France compétences.");
	incident_remede(
		&jeu->inc,
		"Donner ensemble toutes les parties, ou l'archive export-fiches-csv entière ; en 2020, la partie "
		"s'appelle rncp_info.");
}

/* Without what decides what a fiche allows, reading the set would erase it from every fiche. The files of 2020 never had the partenaires. */
static void refuser_incomplet(struct lot *jeu, const struct piece *const la[PARTIE__N])
{
	static const int VOULUES[] = {PARTIE_CERTIFICATEURS, PARTIE_PARTENAIRES, PARTIE_VOIX};
	AUTO_BUF manquent;
	bool de_2020 = true;
	int n = 0;

	buf_init(&manquent, 256);
	for (int p = 0; p < PARTIE__N; p++)
		de_2020 = de_2020 && (!la[p] || la[p]->partie_2020);
	for (size_t i = 0; !de_2020 && i < sizeof VOULUES / sizeof *VOULUES; i++)
		if (!la[VOULUES[i]])
			buf_printf(&manquent, "%s« %s »", n++ ? ", " : "",
				   csv_partie_nom(VOULUES[i]));
	if (!n)
		return;
	jeu->refuse = true;
	incident_set(
		&jeu->inc, E_INVALIDE,
		"Il manque %s %.*s de ce jeu de CSV de France compétences : toutes les fiches perdraient ce "
		"qu'%s.",
		n > 1 ? "les parties" : "la partie", STR_FMT(buf_view(&manquent)),
		n > 1 ? "elles disent" : "elle dit");
	incident_remede(
		&jeu->inc,
		"Donner ensemble toutes les parties du même jour, ou l'archive export-fiches-csv entière.");
}

static const char *nommer(const struct piece *p, size_t n, bool zip, struct arena *a)
{
	if (n == 1)
		return p->nom;
	return zip ? arena_printf(a, "%s › jeu de %zu CSV", p->chemin, n)
		   : arena_printf(a, "%s et %zu autre%s", p->nom, n - 1, n > 2 ? "s" : "");
}

void jeu_grouper(const struct jeu_lots *lots, struct arena *a)
{
	struct piece *pieces = arena_alloc(a, PARTIE__N * sizeof *pieces);
	const struct piece *un = NULL, *deux = NULL;
	struct lot *jeu = NULL;
	size_t vers = lots->debut, donnees = 0;
	const struct piece *la[PARTIE__N] = {0};

	for (size_t i = lots->debut; i < *lots->n; i++) {
		const struct lot l = lots->v[i];

		if (!est_partie(lots, i)) {
			lots->v[vers++] = l;
			continue;
		}
		if (!jeu) {
			jeu = &lots->v[vers++];
			*jeu = l;
			jeu->taille = 0;
		}
		const struct piece **place = &la[l.pieces[0].partie];

		if (*place && !deux) {
			un = *place;
			deux = l.pieces;
		}
		*place = *place ? *place : l.pieces;
		donnees++;
		jeu->taille += l.taille;
	}
	*lots->n = vers;
	if (!jeu)
		return;
	jeu->pieces = pieces;
	jeu->n = 0;
	for (int p = 0; p < PARTIE__N; p++)
		if (la[p])
			pieces[jeu->n++] = *la[p];
	/* it is called after its fiches */
	jeu->nom = nommer(&pieces[jeu->n - 1], donnees, lots->zip, a);
	if (deux)
		refuser_double(jeu, un, deux);
	else if (!la[PARTIE_STANDARD])
		refuser_sans_standard(jeu);
	else
		refuser_incomplet(jeu, la);
}
