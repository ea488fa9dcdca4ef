/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan.c - counting
 */
#include "cli/bilan.h"

#include <stdlib.h>
#include <string.h>

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

void bilan_compter(struct bilan_campagne *b, const struct offre_lue *o, const struct verdict *v)
{
	trier(b, v);
	compter_motifs(b, v);
	for (int i = 0; i < CRITERES; i++)
		b->a_verifier[i] += v->critere[i].avis == AVIS_A_VERIFIER;
	compter_zone(&b->regions, o->region, v);
	compter_zone(&b->academies, o->dossier.academie, v);
	comptes_offre(&b->parcoursup, o->dossier.offre, v);
}

static int par_code(const void *a, const void *b)
{
	const struct zone *x = a, *y = b;

	return strcmp(x->code, y->code);
}

void bilan_finir(struct bilan_campagne *b)
{
	qsort(b->regions.v, b->regions.n, sizeof *b->regions.v, par_code);
	qsort(b->academies.v, b->academies.n, sizeof *b->academies.v, par_code);
	comptes_finir(&b->parcoursup);
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

const char *motif_libelle(int motif)
{
	if (motif < CRITERES)
		return critere_libelle(motif + 1);
	return motif == MOTIF_UAI ? critere_libelle(0)
				  : mention_libelle((enum mention)(motif - MOTIF_MENTION));
}
