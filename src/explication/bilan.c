/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan.c - counting
 *
 * The verdicts are computed again and not read from those that are kept: the report of a past date goes the same way as today's.
 */
#include "explication/bilan.h"

#include <stdlib.h>
#include <string.h>

#include "offre/histoire.h"

static struct zone *zone_de(struct zones *z, struct str code)
{
	struct str court = str_sub(code, 0, ZONE_CODE - 1);

	for (size_t i = 0; i < z->n; i++)
		if (str_eq(str_of(z->v[i].code), court))
			return &z->v[i];
	/* There are 18 régions and 37 académies; a base that says otherwise fills the last place. */
	if (z->n == ZONES_MAX)
		return &z->v[ZONES_MAX - 1];
	struct zone *n = &z->v[z->n++];

	*n = (struct zone){0};
	if (court.n)
		memcpy(n->code, court.p, court.n);
	return n;
}

static void compter_zone(struct zones *z, struct str code, const struct verdict *v)
{
	struct zone *n = zone_de(z, code);

	n->offres++;
	n->reglementaires += v->classification == CLASSIFICATION_REGLEMENTAIRE;
	n->importables += v->importable;
}

static void trier(struct bilan_campagne *b, const struct verdict *v)
{
	const bool affichee = v->classification != CLASSIFICATION_NON_AFFICHEE;
	const bool reglementaire = v->classification == CLASSIFICATION_REGLEMENTAIRE;
	const bool perimetre = reglementaire && v->critere[2].avis == AVIS_CONFORME &&
			       v->critere[6].avis == AVIS_CONFORME;

	b->tri[TRI_DECLAREES]++;
	b->tri[TRI_AFFICHEES] += affichee;
	b->tri[TRI_REGLEMENTAIRES] += reglementaire;
	b->tri[TRI_PERIMETRE] += perimetre;
	b->tri[TRI_IMPORTABLES] += v->importable;
	b->tri[TRI_SAIO] += v->attend_saio;
}

/* Who corrects each motif that stops this offre; -1: that one does not. */
static void motifs_de(const struct verdict *v, int qui[MOTIF__MAX])
{
	for (int i = 0; i < CRITERES; i++) {
		const bool parcoursup =
			i == 2 || i == 6; /* these two stop the import, not the classification */
		const bool arrete =
			v->critere[i].avis == AVIS_NON_CONFORME && (v->bloquant[i] || parcoursup);

		qui[i] = arrete ? (int)raison_acteur(v->critere[i].raison) : -1;
	}
	qui[MOTIF_UAI] = v->uai.avis != AVIS_CONFORME ? (int)raison_acteur(v->uai.raison) : -1;
	for (int m = 0; m < MENTION__MAX; m++)
		qui[MOTIF_MENTION + m] =
			v->mention_manque[m] ? (int)mention_acteur((enum mention)m) : -1;
}

static void compter_motifs(struct bilan_campagne *b, const struct verdict *v)
{
	/* Out of the perimeter, nobody has to do anything for Parcoursup. */
	const bool attend = !v->importable && v->critere[2].avis != AVIS_NON_CONFORME;
	bool acteur[ACTEUR__MAX] = {false};
	int qui[MOTIF__MAX];

	motifs_de(v, qui);
	for (int m = 0; m < MOTIF__MAX; m++) {
		if (qui[m] < 0)
			continue;
		b->motif[m]++;
		b->motif_acteur[m][qui[m]]++;
		b->attendu[m][qui[m]] += attend;
		acteur[qui[m]] = true;
	}
	b->attendent += attend;
	for (int q = 0; q < ACTEUR__MAX && attend; q++)
		b->acteur[q] += acteur[q];
}

static enum err recevoir(void *ctx, const struct offre_lue *o, const struct verdict *v)
{
	struct bilan_campagne *b = ctx;

	trier(b, v);
	compter_motifs(b, v);
	for (int i = 0; i < CRITERES; i++)
		b->a_verifier[i] += v->critere[i].avis == AVIS_A_VERIFIER;
	compter_zone(&b->regions, o->region, v);
	compter_zone(&b->academies, o->dossier.academie, v);
	comptes_offre(&b->parcoursup, o->dossier.offre, v);
	return OK;
}

static int par_code(const void *a, const void *b)
{
	const struct zone *x = a, *y = b;

	return strcmp(x->code, y->code);
}

/* Zones in the order of their codes, motifs by decreasing count. */
static void finir(struct bilan_campagne *b)
{
	qsort(b->regions.v, b->regions.n, sizeof *b->regions.v, par_code);
	qsort(b->academies.v, b->academies.n, sizeof *b->academies.v, par_code);
	comptes_finir(&b->parcoursup);
}

static void recevoir_flux(void *ctx, struct str source, int date)
{
	struct bilan_campagne *b = ctx;

	if (b->n_flux < FLUX_MAX)
		b->flux[b->n_flux++] = (struct bilan_flux){arena_str(b->e->arena, source), date};
}

enum err bilan_lire(const struct etude *e, struct referentiels *refs, struct bilan_campagne *ret)
{
	const struct verdicts_demande demande = {
		.vue = &e->vue, .campagne = &e->campagne, .referentiels = refs};
	struct verdicts_bilan bilan;
	enum err err;

	*ret = (struct bilan_campagne){.e = e};
	err = verdict_manques(e->db, &e->vue, &ret->manques);
	for (int t = 0; !err && t < REF__MAX; t++)
		err = vue_date_table(e->db, &e->vue, (enum ref_table)t, &ret->date_ref[t]);
	if (!err)
		err = flux_connus(e->db, &e->vue, (struct flux_puits){recevoir_flux, ret});
	if (!err)
		err = comptes_ouvrir(e->db, &e->vue, e->campagne.annee, e->arena, &ret->parcoursup);
	if (!err)
		err = verdicts_juger(e->db, &demande, (struct verdicts_puits){recevoir, ret},
				     &bilan);
	if (!err)
		finir(ret);
	return err;
}

void bilan_liberer(struct bilan_campagne *b)
{
	comptes_liberer(&b->parcoursup);
}

size_t bilan_motifs(const struct bilan_campagne *b, int ret[MOTIF__MAX])
{
	size_t n = 0;

	/* By insertion: at most eighteen, and equal counts keep the order of the domain. */
	for (int m = 0; m < MOTIF__MAX; m++) {
		size_t i = n;

		if (!b->motif[m])
			continue;
		for (; i > 0 && b->motif[ret[i - 1]] < b->motif[m]; i--)
			ret[i] = ret[i - 1];
		ret[i] = m;
		n++;
	}
	return n;
}

size_t bilan_acteurs(const int64_t par_acteur[ACTEUR__MAX], enum acteur ret[ACTEUR__MAX])
{
	size_t n = 0;

	for (int q = ACTEUR_PERSONNE + 1; q < ACTEUR__MAX; q++) {
		size_t i = n;

		if (!par_acteur[q])
			continue;
		for (; i > 0 && par_acteur[ret[i - 1]] < par_acteur[q]; i--)
			ret[i] = ret[i - 1];
		ret[i] = (enum acteur)q;
		n++;
	}
	return n;
}
