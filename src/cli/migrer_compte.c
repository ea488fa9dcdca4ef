/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer_compte.c - one pass over the lines
 */
#include "cli/migrer_compte.h"

#include <stdlib.h>

#include "cli/ecran.h"
#include "parcoursup/absence.h"

static void ajouter(struct avec_sans *c, const struct ligne *l)
{
	if (l->certifiee)
		c->avec++;
	else
		c->sans++;
}

static struct avec_sans *zone_de(struct migrer_zones *z, struct str code)
{
	struct migrer_zone *v;

	if (code.n >= sizeof v->code)
		code = STR_VIDE;
	for (size_t i = 0; i < z->n; i++)
		if (str_eq(str_of(z->v[i].code), code))
			return &z->v[i].n;
	/* The table has 37 académies and 18 régions. */
	if (z->n == MIGRER_ZONES_MAX)
		return &z->v[MIGRER_ZONES_MAX - 1].n;
	v = &z->v[z->n++];
	*v = (struct migrer_zone){0};
	for (size_t i = 0; i < code.n; i++)
		v->code[i] = code.p[i];
	return &v->n;
}

bool migrer_a_instruire(const struct ligne *l)
{
	static const char *const CODES[] = {ABSENCE_PLUSIEURS, ABSENCE_CANDIDATE, ABSENCE_PROCHE,
					    ABSENCE_ATTEND_SAIO};

	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if (strcmp(l->motif_code, CODES[i]) == 0)
			return true;
	/* An UAI that only the académie can put right. */
	return strcmp(l->motif_code, "uai") == 0 && l->acteur == ACTEUR_SAIO;
}

static void compter_statut(struct migrer_compte *c, const struct ligne *l)
{
	enum statut s;

	if (!statut_lu(str_of(l->apres), &s)) {
		ajouter(&c->statut[MIGRER_A_VERIFIER], l);
		return;
	}
	ajouter(&c->statut[s], l);
	c->demandes += l->certifiee && s >= STATUT_A_PUBLIER && s <= STATUT_A_PUBLIER_RECTEUR;
}

static int par_code(const void *a, const void *b)
{
	const struct migrer_zone *x = a, *y = b;

	return strcmp(x->code, y->code);
}

static void trier(struct migrer_zones *z)
{
	if (z->n)
		qsort(z->v, z->n, sizeof *z->v, par_code);
}

/* The lines come in their own order: it breaks the ties. */
static int par_academie(const void *a, const void *b)
{
	const struct ligne *const *x = a, *const *y = b;
	const int c = str_cmp(ligne_lieu(*x).academie, ligne_lieu(*y).academie);

	return c ? c : *x < *y ? -1 : 1;
}

static enum ligne_genre genre_de(const struct migration_dite *d, size_t rang, const struct ligne *l)
{
	if (!l->fait)
		return LIGNE_OFFRE;
	if (l->cree)
		return LIGNE_CREEE;
	return (int64_t)rang < migration_compte(d->m, COMPTE_PRECEDENTES) ? LIGNE_PRECEDENTE
									  : LIGNE_PROPRE;
}

void migrer_compter(const struct migration_dite *d, struct arena *a, struct migrer_compte *ret)
{
	size_t n;
	const struct ligne *v = migration_lignes(d->m, &n);

	*ret = (struct migrer_compte){.a_instruire =
					      arena_alloc(a, (n + 1) * sizeof *ret->a_instruire)};
	for (size_t i = 0; i < n; i++) {
		const struct ligne *l = &v[i];
		const struct lieu lieu = ligne_lieu(l);

		ajouter(&ret->genre[genre_de(d, i, l)], l);
		if (l->fait)
			ajouter(&ret->lien[l->lien], l);
		compter_statut(ret, l);
		ajouter(zone_de(&ret->academies, lieu.academie), l);
		ajouter(zone_de(&ret->regions, lieu.region), l);
		if (!l->certifiee)
			ret->acteur[l->acteur]++;
		if (migrer_a_instruire(l))
			ret->a_instruire[ret->n_a_instruire++] = l;
	}
	trier(&ret->academies);
	trier(&ret->regions);
	if (ret->n_a_instruire)
		qsort(ret->a_instruire, ret->n_a_instruire, sizeof *ret->a_instruire, par_academie);
}

const char *migrer_a_faire(const struct migrer_compte *c, struct arena *a, const char *ou)
{
	const int64_t n = (int64_t)c->n_a_instruire;

	return n ? arena_printf(a, "Les SAIO ont %s ligne%s à instruire : %s.",
				nombre_francais(a, n), n > 1 ? "s" : "", ou)
		 : "";
}

const char *migrer_demandes(const struct migrer_compte *c, struct arena *a)
{
	const int64_t n = c->demandes;

	return n ? arena_printf(
			   a,
			   "%s formation%s « Certifiée » atten%s qu'un SAIO demande la publication de leur offre.",
			   nombre_francais(a, n), n > 1 ? "s" : "", n > 1 ? "dent" : "d")
		 : "";
}
