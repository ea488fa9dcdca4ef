/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ou_en_est.c - a clé, a number, then words: what is found first answers
 */
#include "web/ou_en_est.h"

#include "catalogue/indexation.h"
#include "web/liste.h"

enum { MOTS_MAX = 200 };

static const struct parametre PARAMETRES[] = {
	{"q", "Ce que vous cherchez", PARAMETRE_TEXTE, 0, MOTS_MAX, NULL, false},
};

static const struct {
	const char *titre, *sens;
} BESOINS[BESOIN__MAX] = {
	[BESOIN_CORRIGER] =
		{"À corriger",
		 "Quelque chose empêche ces offres d'aller sur Parcoursup. Chaque fiche dit quoi, qui le corrige, et avant quand."},
	[BESOIN_VERIFIER] =
		{"À vérifier par le SAIO",
		 "Rien à corriger par le CFA : une personne doit regarder avant l'import."},
	[BESOIN_RIEN] = {"Rien à faire", "Rien n'empêche ces offres d'aller sur Parcoursup."},
	[BESOIN_HORS] =
		{"Hors du périmètre de Parcoursup",
		 "Rien à corriger si c'est exact : elles restent au catalogue de l'apprentissage."},
};

const char *besoin_titre(enum besoin b)
{
	return BESOINS[b].titre;
}

const char *besoin_sens(enum besoin b)
{
	return BESOINS[b].sens;
}

static enum besoin besoin_de(const struct photo_offre *o)
{
	if (o->importable)
		return o->attend_saio ? BESOIN_VERIFIER : BESOIN_RIEN;
	return o->classification == CLASSIFICATION_REGLEMENTAIRE && o->non_conformes & 1u << 2
		       ? BESOIN_HORS
		       : BESOIN_CORRIGER;
}

/* Everything that the words find, closed establishments too. */
static void chercher(struct visite *v, struct str mots, struct ou_en_est *m)
{
	const struct recherche_requete r = {
		.mots = mots, .tri = RECHERCHE_PERTINENCE, .page = LIMITE_RECHERCHE_PAGE};
	struct recherche_reponse rep;
	struct incident inc = {0};
	size_t n;
	const struct photo_offre *offres = photo_offres(v->photo, &n);

	if (recherche_executer(photo_index(v->photo), &r, v->a, &rep, &inc)) {
		m->incident = arena_printf(v->a, "%s %s", inc.message, inc.remede);
		return;
	}
	m->total = rep.total;
	m->inconnu = rep.inconnu;
	m->suggestion = rep.suggestion;
	for (size_t i = 0; i < rep.n; i++) {
		const struct photo_offre *o = &offres[rep.documents[i]];
		const enum besoin b = besoin_de(o);

		m->groupe[b][m->n_groupe[b]++] = o;
	}
	m->suite = adresse_avec(v->a, "/catalogue", &m->valeurs, NULL);
}

/* The only one that was found. */
static const struct photo_offre *seule(const struct ou_en_est *m)
{
	for (int b = 0; m->total == 1 && b < BESOIN__MAX; b++)
		if (m->n_groupe[b])
			return m->groupe[b][0];
	return NULL;
}

static bool expliquer(struct visite *v, int64_t numero, struct ou_en_est *m)
{
	struct explication *x = arena_alloc(v->a, sizeof *x);

	if (fiche_expliquer(v, numero, x)) {
		fiche_finir(x);
		return false;
	}
	m->x = x;
	return true;
}

static bool des_chiffres(struct str s)
{
	return s.n && str_digits(s);
}

static void repondre(struct visite *v, struct str q, struct ou_en_est *m)
{
	const struct photo_offre *une;
	int64_t numero;

	/* digits alone are a SIRET or a code before they are a number of ours */
	if (!des_chiffres(q) && !offre_trouver(v->salle->db, &v->salle->vue, q, &numero) &&
	    expliquer(v, numero, m))
		return;
	chercher(v, q, m);
	if ((une = seule(m)) && expliquer(v, une->numero, m))
		return;
	if (m->total || m->incident)
		return;
	if (des_chiffres(q) && !offre_trouver(v->salle->db, &v->salle->vue, q, &numero) &&
	    expliquer(v, numero, m))
		return;
	m->disparue = fiche_disparue(v, q);
}

void ou_en_est(struct visite *v)
{
	struct ou_en_est *m = arena_alloc(v->a, sizeof *m);
	const struct valeur *q;

	m->etat = visite_etat(v);
	m->disparue = "";
	parametres_lire(PARAMETRES, 1, v->q->parametres, v->a, &m->valeurs);
	q = valeur_de(&m->valeurs, "q");
	if (q->n)
		repondre(v, q->texte[0], m);
	if (m->valeurs.erreurs || m->incident)
		v->r->statut = 400;
	page_ou_en_est(v->out, v->a, m);
	if (m->x)
		fiche_finir(m->x);
}
