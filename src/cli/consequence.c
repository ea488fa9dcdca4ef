/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * consequence.c - the counts of simulate, without its lists
 */
#include "cli/consequence.h"

#include "cli/confrontation.h"
#include "cli/sortie.h"

enum { MUETTES_MAX = 5 };

static enum err recevoir(void *ctx, const struct ecart *e)
{
	ecarts_compter(ctx, e);
	return OK;
}

static enum err dire(struct db *db, const struct vue *vue, const struct campagne *avant,
		     const struct campagne *apres, struct arena *a, struct ecran *ecran)
{
	const struct confrontation_demande demande = {{vue, avant}, {vue, apres}};
	const struct paragraphe p = {STYLE_NORMAL, 2, 4, false};
	struct confrontation_bilan total;
	struct ecarts_bilan b;
	enum err err;

	ecarts_init(&b);
	err = verdicts_confronter(db, &demande, (struct ecarts_puits){recevoir, &b}, &total);
	if (!err)
		err = regles_muettes(db, vue, avant, apres, a);
	if (!err) {
		ecran_paragraphe(ecran, (struct paragraphe){0},
				 arena_printf(a, "Dans la campagne %d :", avant->annee));
		ecran_paragraphe(ecran, p, ecarts_phrase(a, &b));
		if (b.motif_seul)
			ecran_paragraphe(ecran, p, ecarts_motif_seul(a, &b));
	}
	ecarts_liberer(&b);
	return err;
}

enum err consequence_dire(struct db *db, const struct campagne *avant, const struct campagne *apres,
			  struct arena *a, struct ecran *ecran)
{
	struct vue vue;
	enum err err = vue_resoudre(db, 0, &vue);

	if (!err)
		return dire(db, &vue, avant, apres, a, ecran);
	if (err != E_ABSENT)
		return err;
	ecran_paragraphe(ecran, (struct paragraphe){0}, "La base ne contient encore aucune offre.");
	return OK;
}

int consequence_imprimer(bool essai, const char *fait, struct str consequences)
{
	struct ecran ecran;
	AUTO_BUF out;

	buf_init(&out, ECRAN_MAX);
	ecran_init(&ecran, &out);
	if (!essai)
		ecran_paragraphe(&ecran, (struct paragraphe){0}, fait);
	buf_str(&out, consequences);
	if (essai)
		ecran_paragraphe(
			&ecran, (struct paragraphe){0},
			"Rien n'est enregistré : relancez sans --dry-run, avec --reason, pour le faire.");
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

struct compte {
	const struct parametres *p;
	int64_t *offres, *sans;
};

static enum err compter(void *ctx, const struct offre_lue *offre, const struct verdict *v)
{
	const struct compte *c = ctx;

	(void)offre;
	if (v->regle)
		c->offres[v->regle - c->p->regles]++;
	else
		++*c->sans;
	return OK;
}

enum err regles_compter(struct db *db, const struct vue *vue, const struct campagne *c,
			int64_t *offres, int64_t *sans)
{
	const struct verdicts_demande demande = {.vue = vue, .campagne = c};
	struct compte compte = {&c->parametres, offres, sans};
	struct verdicts_bilan bilan;

	*sans = 0;
	for (size_t i = 0; i < c->parametres.n_regles; i++)
		offres[i] = 0;
	return verdicts_juger(db, &demande, (struct verdicts_puits){compter, &compte}, &bilan);
}

static bool connue(const struct parametres *p, const struct regle_perimetre *r)
{
	for (size_t i = 0; i < p->n_regles; i++) {
		const struct regle_perimetre *x = &p->regles[i];

		if (str_eq(x->cfd_prefixe, r->cfd_prefixe) && str_eq(x->academie, r->academie) &&
		    x->enregistrement == r->enregistrement && x->rncp_actif == r->rncp_actif &&
		    x->uai_iut == r->uai_iut && x->duree == r->duree && x->annee == r->annee)
			return true;
	}
	return false;
}

/* The prefix of a rule of p that is this one once the zeros of its start are gone; empty: none. */
static struct str avec_zeros(const struct parametres *p, struct str prefixe)
{
	for (size_t i = 0; prefixe.n && i < p->n_regles; i++) {
		const struct str x = p->regles[i].cfd_prefixe;
		size_t zeros = 0;

		while (zeros < x.n && x.p[zeros] == '0')
			zeros++;
		if (zeros && str_eq(str_sub(x, zeros, SIZE_MAX), prefixe))
			return x;
	}
	return STR_VIDE;
}

static void dire_muette(const struct campagne *avant, const struct regle_perimetre *r,
			struct arena *a)
{
	const struct str zeros = avec_zeros(&avant->parametres, r->cfd_prefixe);

	cli_note(
		"Aucune offre de la campagne %d n'est décidée par la règle « %.*s »%s. %s",
		avant->annee, STR_FMT(r->nom),
		r->cfd_prefixe.n ? arena_printf(a, " (CFD « %.*s »)", STR_FMT(r->cfd_prefixe)) : "",
		zeros.n ? arena_printf(
				  a,
				  "Une règle d'aujourd'hui dit « %.*s » : un tableur ôte le zéro du début d'un "
				  "nombre. Remettez-le.",
				  STR_FMT(zeros))
			: "Vérifiez ses conditions.");
}

enum err regles_muettes(struct db *db, const struct vue *vue, const struct campagne *avant,
			const struct campagne *apres, struct arena *a)
{
	const struct parametres *p = &apres->parametres;
	int64_t *offres = arena_alloc(a, (p->n_regles + 1) * sizeof *offres), sans = 0;
	size_t nouvelles = 0, muettes = 0;
	enum err err;

	for (size_t i = 0; i < p->n_regles; i++)
		nouvelles += !connue(&avant->parametres, &p->regles[i]);
	if (!nouvelles)
		return OK;
	if ((err = regles_compter(db, vue, apres, offres, &sans)))
		return err;
	for (size_t i = 0; i < p->n_regles; i++) {
		if (offres[i] || connue(&avant->parametres, &p->regles[i]))
			continue;
		if (muettes++ < MUETTES_MAX)
			dire_muette(avant, &p->regles[i], a);
	}
	if (muettes > MUETTES_MAX)
		cli_note("%zu autres règles ne décident d'aucune offre.", muettes - MUETTES_MAX);
	return OK;
}
