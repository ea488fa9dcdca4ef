/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tableau.c - one pass over the photo counts everything
 */
#include "web/tableau.h"

#include <stdlib.h>

#include "base/francais.h"
#include "format/tableur.h"
#include "referentiel/memoire.h"
#include "regle/phrases.h"

enum { CRITERE_3 = 1 << 2, CRITERE_7 = 1 << 6 };

struct compte_academie {
	struct str code;
	int64_t offres, reglementaires, importables;
};

struct comptes_photo {
	int64_t declarees, affichees, reglementaires, perimetre, importables, saio, certifiees;
	int64_t critere[CRITERES + 1], mention[MENTION__MAX];
	struct compte_academie academie[TABLEAU_LIGNES];
	size_t n_academies;
};

static struct compte_academie *academie_de(struct comptes_photo *c, struct str code)
{
	for (size_t i = 0; i < c->n_academies; i++)
		if (str_eq(c->academie[i].code, code))
			return &c->academie[i];
	if (c->n_academies == TABLEAU_LIGNES)
		return NULL;
	c->academie[c->n_academies] = (struct compte_academie){.code = code};
	return &c->academie[c->n_academies++];
}

/* Each stage is a part of the one before it, as in « relais rapport ». */
static void compter_etapes(struct comptes_photo *c, const struct photo_offre *o)
{
	c->declarees++;
	if (o->classification == CLASSIFICATION_NON_AFFICHEE)
		return;
	c->affichees++;
	if (o->classification != CLASSIFICATION_REGLEMENTAIRE)
		return;
	c->reglementaires++;
	c->perimetre += !((o->non_conformes | o->a_verifier) & (CRITERE_3 | CRITERE_7));
	c->importables += o->importable;
	c->saio += o->importable && o->attend_saio;
	c->certifiees += o->certifiee;
}

static void compter(struct comptes_photo *c, const struct photo_offre *o)
{
	struct compte_academie *a = academie_de(c, o->academie);

	compter_etapes(c, o);
	for (int i = 0; i <= CRITERES; i++)
		c->critere[i] += o->non_conformes >> i & 1u;
	for (int m = 0; m < MENTION__MAX; m++)
		c->mention[m] += o->mentions >> m & 1u;
	if (!a || o->classification == CLASSIFICATION_NON_AFFICHEE)
		return;
	a->offres++;
	a->reglementaires += o->classification == CLASSIFICATION_REGLEMENTAIRE;
	a->importables += o->importable;
}

static void ajouter(struct tableau_lignes *l, const char *libelle, const char *url, int64_t n,
		    int64_t tout)
{
	if (l->n < TABLEAU_LIGNES)
		l->v[l->n++] = (struct tableau_ligne){libelle, url, n, tout, 0};
}

static void entonnoir(struct tableau *m, const struct comptes_photo *c)
{
	const struct {
		const char *libelle, *url;
		int64_t n;
	} etapes[TABLEAU_ETAPES] = {
		{"Déclarées", NULL, c->declarees},
		{"Au catalogue", "/catalogue", c->affichees},
		{"Réglementaires", "/catalogue?classement=reglementaire", c->reglementaires},
		{"Dans le périmètre, avec une session", NULL, c->perimetre},
		{"Importables dans Parcoursup", "/catalogue?parcoursup=oui&parcoursup=saio",
		 c->importables},
		{"dont : à vérifier par le SAIO", "/catalogue?parcoursup=saio", c->saio},
		{"Avec « Certifiée »", "/catalogue?certifiee=oui", c->certifiees},
	};

	for (int i = 0; i < TABLEAU_ETAPES; i++)
		ajouter(&m->entonnoir, etapes[i].libelle, etapes[i].url, etapes[i].n, c->declarees);
}

static int par_nombre(const void *x, const void *y)
{
	const struct tableau_ligne *a = x, *b = y;

	return a->n == b->n ? strcmp(a->libelle, b->libelle) : a->n < b->n ? 1 : -1;
}

static void motifs(struct tableau *m, struct arena *a, const struct comptes_photo *c)
{
	for (int i = 0; i <= CRITERES; i++)
		if (c->critere[i])
			ajouter(&m->criteres,
				i < CRITERES
					? arena_printf(a, "%d. %s", i + 1, critere_court(i + 1))
					: critere_court(0),
				i < CRITERES ? arena_printf(a, "/catalogue?critere=%d", i + 1)
					     : "/catalogue?critere=uai",
				c->critere[i], c->declarees);
	for (int i = 0; i < MENTION__MAX; i++)
		if (c->mention[i])
			ajouter(&m->mentions, mention_libelle((enum mention)i),
				arena_printf(a, "/catalogue?mention=%s",
					     mention_code((enum mention)i)),
				c->mention[i], c->declarees);
	qsort(m->criteres.v, m->criteres.n, sizeof *m->criteres.v, par_nombre);
	qsort(m->mentions.v, m->mentions.n, sizeof *m->mentions.v, par_nombre);
}

static void academies(struct tableau *m, struct arena *a, const struct comptes_photo *c)
{
	for (size_t i = 0; i < c->n_academies; i++) {
		const struct compte_academie *z = &c->academie[i];
		const struct str nom = academie_nom(z->code);

		m->academies.v[m->academies.n++] = (struct tableau_ligne){
			nom.n ? arena_cstr(a, nom) : "Académie inconnue",
			nom.n ? arena_printf(a, "/catalogue?academie=%.*s", STR_FMT(z->code))
			      : NULL,
			z->importables, z->offres, z->reglementaires};
		m->aires[i] = (struct carte_aire){z->code, z->importables};
	}
	qsort(m->academies.v, m->academies.n, sizeof *m->academies.v, par_nombre);
}

void tableau_faire(struct visite *v, struct tableau *ret)
{
	struct comptes_photo *c = arena_alloc(v->a, sizeof *c);
	size_t n, n_jours;
	const struct photo_offre *o = photo_offres(v->photo, &n);
	const struct jour_compte *jours = photo_jours(v->photo, &n_jours);

	*ret = (struct tableau){.campagne = photo_campagne(v->photo),
				.jour = photo_jour(v->photo),
				.etat = visite_etat(v)};
	for (size_t i = 0; i < n; i++)
		compter(c, &o[i]);
	entonnoir(ret, c);
	motifs(ret, v->a, c);
	academies(ret, v->a, c);
	ret->n_jours = n_jours > TABLEAU_JOURS ? TABLEAU_JOURS : n_jours;
	ret->jours = jours + (n_jours - ret->n_jours);
	ret->resume = arena_printf(
		v->a,
		"%s offres déclarées, dont %s réglementaires (%s) et %s importables dans Parcoursup (%s).",
		nombre_francais(v->a, c->declarees), nombre_francais(v->a, c->reglementaires),
		part_francaise(v->a, c->reglementaires, c->declarees),
		nombre_francais(v->a, c->importables),
		part_francaise(v->a, c->importables, c->declarees));
}

void tableau_barres(struct buf *out, struct arena *a, const char *id, const char *titre,
		    const struct tableau_lignes *l)
{
	static const char LECTURE[] =
		"Barre pleine : les offres comptées. Cadre : toutes les offres.";
	static const char LECTURE_PARTIE[] =
		"Barre épaisse : les importables. Barre fine : les réglementaires. Cadre : toutes celles du catalogue.";
	struct barre *barres = arena_alloc(a, (l->n + 1) * sizeof *barres);
	bool parties = false;
	struct html h;

	for (size_t i = 0; i < l->n; i++) {
		barres[i] = (struct barre){.libelle = l->v[i].libelle,
					   .valeur = nombre_francais(a, l->v[i].n),
					   .tout = l->v[i].tout,
					   .partie = l->v[i].partie,
					   .dont = l->v[i].n};
		parties = parties || l->v[i].partie;
	}
	html_fragment(&h, out);
	graphique_ecrire(&h, a,
			 &(struct graphique){.id = id,
					     .titre = titre,
					     .lecture = parties ? LECTURE_PARTIE : LECTURE,
					     .barres = barres,
					     .n = l->n});
}

void tableau_jours(struct buf *out, struct arena *a, const struct tableau *m)
{
	struct tableau_lignes *l = arena_alloc(a, sizeof *l);

	for (size_t i = 0; i < m->n_jours; i++)
		l->v[l->n++] = (struct tableau_ligne){date_longue(a, m->jours[i].jour), NULL,
						      m->jours[i].importables, m->jours[i].offres,
						      m->jours[i].reglementaires};
	tableau_barres(out, a, "g-jours", "Les offres importables, jour après jour", l);
}

void tableau_de_bord(struct visite *v)
{
	struct tableau *m = arena_alloc(v->a, sizeof *m);

	tableau_faire(v, m);
	page_tableau(v->out, v->a, m);
}

static void csv_lignes(struct buf *out, struct arena *a, const char *quoi,
		       const struct tableau_lignes *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct str c[] = {str_of(quoi), str_of(l->v[i].libelle),
					str_of(arena_printf(a, "%lld", (long long)l->v[i].n)),
					str_of(arena_printf(a, "%lld", (long long)l->v[i].tout))};

		csv_ligne(out, c, sizeof c / sizeof *c);
	}
}

void tableau_csv(struct visite *v)
{
	static const struct tableur_colonne COLONNES[] = {
		{"tableau", TABLEUR_TEXTE, 12, "De quel tableau."},
		{"ligne", TABLEUR_TEXTE, 40, "Ce qui est compté."},
		{"offres", TABLEUR_NOMBRE, 10, "Combien."},
		{"sur", TABLEUR_NOMBRE, 10, "Sur combien."},
	};
	struct tableau *m = arena_alloc(v->a, sizeof *m);

	tableau_faire(v, m);
	v->r->type = "text/csv; charset=utf-8";
	http_entete(v->r, "Content-Disposition",
		    STR("attachment; filename=\"tableau-de-bord.csv\""));
	csv_debut(v->out, COLONNES, sizeof COLONNES / sizeof *COLONNES);
	csv_lignes(v->out, v->a, "entonnoir", &m->entonnoir);
	csv_lignes(v->out, v->a, "critere", &m->criteres);
	csv_lignes(v->out, v->a, "mention", &m->mentions);
	csv_lignes(v->out, v->a, "academie", &m->academies);
}
