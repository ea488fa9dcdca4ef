/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * confrontation.c - lines are written as they come, into a draft, and printed in their order once the counts are known
 */
#include "cli/confrontation.h"

#include <stdlib.h>

enum { LIGNE_MAX = 64 * 1024, PAR_GENRE = 5 };

bool confrontation_forme_lire(const char *nom, bool json, enum confrontation_forme *ret)
{
	static const char *const FORMES[] = {"texte", "table", "csv", "json"};

	*ret = json ? FORME_JSON : FORME_TEXTE;
	if (!nom || json)
		return true;
	for (int i = 0; i <= FORME_JSON; i++)
		if (strcmp(nom, FORMES[i]) == 0) {
			*ret = (enum confrontation_forme)i;
			return true;
		}
	cli_erreur("Format inconnu : « %s ». Choisissez texte, table, csv ou json.", nom);
	return false;
}

enum err confrontation_recevoir(struct confrontation *c, const struct ecart *e)
{
	const struct dossier *d = &ecart_cote(e)->offre->dossier;

	ecarts_compter(&c->bilan, e);
	if (e->motif_seul)
		return OK;
	if (c->forme == FORME_TEXTE && c->dites[e->genre] == PAR_GENRE)
		return OK;
	c->dites[e->genre]++;
	arena_reset(c->a);
	buf_reset(&c->ligne);
	ecart_ligne(c, e);
	*VEC_PUSH(&c->lignes) = (struct confrontation_ligne){
		.cle = arena_str(c->cles, d->cle),
		.numero = d->offre,
		.genre = e->genre,
		.n = c->ligne.n,
		.ou = brouillon_ajouter(&c->brouillon, buf_view(&c->ligne))};
	return OK;
}

static int par_cle(const void *a, const void *b)
{
	const struct confrontation_ligne *x = a, *y = b;
	const size_t n = x->cle.n < y->cle.n ? x->cle.n : y->cle.n;
	int ordre = n ? memcmp(x->cle.p, y->cle.p, n) : 0;

	if (!ordre)
		ordre = (x->cle.n > y->cle.n) - (x->cle.n < y->cle.n);
	return ordre ? ordre : (x->numero > y->numero) - (x->numero < y->numero);
}

/* The lines of one kind, or of all (-1), with what stands between two. */
static enum err copier(struct confrontation *c, int genre, const char *entre, struct sortie *s)
{
	bool un = false;
	enum err err = OK;

	for (size_t i = 0; !err && i < c->lignes.n; i++) {
		const struct confrontation_ligne *l = &c->lignes.v[i];

		if (genre >= 0 && (int)l->genre != genre)
			continue;
		if (un)
			sortie_ajouter(s, str_of(entre));
		un = true;
		err = brouillon_copier(&c->brouillon, l->ou, l->n, s);
	}
	return err;
}

/* A few offers of each kind, then how to see all. */
static enum err copier_texte(struct confrontation *c, struct ecran *ecran, struct sortie *s)
{
	bool coupe = false;
	enum err err = OK;

	for (int g = 0; !err && g < ECART__MAX; g++) {
		if (!c->dites[g])
			continue;
		buf_reset(ecran->out);
		ecran_titre(ecran,
			    arena_printf(c->cles, "%s : %s%s", ecart_libelle((enum ecart_genre)g),
					 nombre_francais(c->cles, c->bilan.genre[g]),
					 c->dites[g] < c->bilan.genre[g]
						 ? arena_printf(c->cles,
								", dont voici les %d premières",
								PAR_GENRE)
						 : ""));
		coupe = coupe || c->dites[g] < c->bilan.genre[g];
		sortie_ajouter(s, buf_view(ecran->out));
		err = copier(c, g, "", s);
	}
	if (coupe)
		sortie_ajouter(
			s,
			STR("\nToutes les offres : --format table (une ligne par offre), --format csv ou --json.\n"));
	return err;
}

static int imprimer(struct confrontation *c)
{
	struct incident inc = {0};
	struct sortie sortie;
	struct ecran ecran;
	AUTO_BUF out;
	enum err err;

	buf_init(&out, ECRAN_MAX);
	ecran_init(&ecran, &out);
	if (brouillon_fin(&c->brouillon, &inc))
		return cli_incident(&inc);
	ecarts_finir(&c->bilan);
	if (c->lignes.n)
		qsort(c->lignes.v, c->lignes.n, sizeof *c->lignes.v, par_cle);
	sortie_init(&sortie);
	if (c->forme == FORME_CSV)
		buf_cstr(&out, ECART_CSV_ENTETE);
	else if (c->forme == FORME_JSON)
		confrontation_json(c, &out);
	else
		confrontation_texte(c, &ecran);
	sortie_ajouter(&sortie, buf_view(&out));
	if (c->forme == FORME_TEXTE)
		err = copier_texte(c, &ecran, &sortie);
	else
		err = copier(c, -1, c->forme == FORME_JSON ? ",\n" : "", &sortie);
	if (c->forme == FORME_JSON)
		sortie_ajouter(&sortie, STR("\n]}\n"));
	if (err)
		return cli_erreur("Le résultat n'a pas pu être relu dans le dossier temporaire.");
	return sortie_fin(&sortie, SORTIE_OK);
}

int confrontation_faire(struct confrontation *c, struct ecarts_puits puits)
{
	struct db *db = c->e->db;
	int code;

	ecarts_init(&c->bilan);
	brouillon_init(&c->brouillon);
	buf_init(&c->ligne, LIGNE_MAX);
	c->a = arena_new(0);
	c->cles = arena_new(0);
	if (verdicts_confronter(db, c->demande, puits, &c->total))
		code = cli_incident(db_incident(db));
	else
		code = imprimer(c);
	ecarts_liberer(&c->bilan);
	brouillon_liberer(&c->brouillon);
	buf_free(&c->ligne);
	VEC_FREE(&c->lignes);
	arena_free(c->a);
	arena_free(c->cles);
	return code;
}
