/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde_etats.c - a state of the base for the guard: its offers judged, each verdict in a few bits
 */
#include <stdlib.h>

#include "import/garde_interne.h"
#include "verdict/verdicts.h"

static const struct sql SQL_VIDER = SQL_FIXE("DELETE FROM lot");
static const struct sql SQL_LE_RESTE =
	SQL_FIXE("INSERT INTO lot (numero) SELECT numero FROM offre WHERE source = $1 AND "
		 "du_version < $2");
static const struct sql TABLE_LOT = SQL_FIXE("lot");
static const struct sql COLONNES_LOT = SQL_FIXE("numero");

static uint32_t bits_de(const struct verdict *v)
{
	uint32_t bits = 0;

	bits |= (uint32_t)(v->classification == CLASSIFICATION_REGLEMENTAIRE) << BIT_REGLEMENTAIRE;
	bits |= (uint32_t)v->importable << BIT_IMPORTABLE;
	for (int i = 0; i < CRITERES; i++)
		bits |= (uint32_t)(v->critere[i].avis == AVIS_NON_CONFORME) << (BIT_CRITERE + i);
	for (int m = 0; m < MENTION__MAX; m++)
		bits |= (uint32_t)v->mention_manque[m] << (BIT_MENTION + m);
	return bits;
}

/* Is it bad that this bit is set? The first two say what is good. */
static bool mauvais(uint32_t bits, int bit)
{
	return ((bits >> bit) & 1) != (bit < BIT_CRITERE);
}

static int par_offre(const void *a, const void *b)
{
	const struct etat *x = a, *y = b;

	return (x->offre > y->offre) - (x->offre < y->offre);
}

const struct etat *etat_de(const struct etats *e, int64_t offre)
{
	const struct etat cherche = {.offre = offre};

	return e->v.n ? bsearch(&cherche, e->v.v, e->v.n, sizeof cherche, par_offre) : NULL;
}

int64_t etats_compter(const struct etats *e, int bit)
{
	int64_t n = 0;

	for (size_t i = 0; i < e->v.n; i++)
		n += (e->v.v[i].bits >> bit) & 1;
	return n;
}

int64_t essai_apres(const struct essai *e, int bit, int64_t *total)
{
	int64_t restees = 0, bits = 0, nouvelles = 0, bits_nouvelles = 0;
	size_t i = 0;

	for (size_t j = 0; j < e->apres.v.n; j++) {
		const struct etat *apres = &e->apres.v.v[j];
		const int64_t a_le_bit = (apres->bits >> bit) & 1;

		while (i < e->avant.v.n && e->avant.v.v[i].offre < apres->offre)
			i++;
		if (i < e->avant.v.n && e->avant.v.v[i].offre == apres->offre) {
			restees++;
			bits += a_le_bit;
		} else {
			nouvelles++;
			bits_nouvelles += a_le_bit;
		}
	}
	const int64_t parties = (int64_t)e->avant.v.n - restees;
	const int64_t remplacantes = nouvelles < parties ? nouvelles : parties;

	*total = restees + remplacantes;
	return bits + (bits_nouvelles < remplacantes ? bits_nouvelles : remplacantes);
}

static void trier(struct etats *e)
{
	if (e->v.n)
		qsort(e->v.v, e->v.n, sizeof *e->v.v, par_offre);
}

/* One pass over the offers, before or after. */
struct passe {
	struct garde *g;
	struct essai *essai;
	struct etats *vers;
	bool compare; /* with the state before */
};

static enum err recevoir(void *ctx, const struct offre_lue *offre, const struct verdict *verdict)
{
	struct passe *p = ctx;
	struct essai *e = p->essai;
	const struct etat etat = {offre->dossier.offre, bits_de(verdict)};
	const struct etat *avant = p->compare ? etat_de(&e->avant, etat.offre) : NULL;

	*VEC_PUSH(&p->vers->v) = etat;
	for (int b = 0; avant && b < BITS; b++) {
		if (!mauvais(etat.bits, b) || mauvais(avant->bits, b))
			continue;
		e->bascules[b]++;
		if (e->n_exemples[b] < GARDE_EXEMPLES)
			e->exemples[b][e->n_exemples[b]++] =
				arena_str(p->g->arena, offre->fait.cle);
	}
	return OK;
}

/* The base at the version before, for everything. */
static void remonter(struct vue *vue, int64_t version)
{
	vue->courante = false;
	vue->version = vue->offres = version;
	for (int t = 0; t < REF__MAX; t++)
		vue->ref[t] = version;
}

/* Judge the offers (all, or those of the lot) of the state before (version - 1) or after. */
static enum err juger(struct garde *g, const struct garde_demande *d, struct passe *p,
		      struct referentiels *refs)
{
	AUTO_ARENA a = arena_new(0);
	struct incident inc;
	struct campagne campagne;
	struct vue vue;
	struct verdicts_bilan bilan;
	const struct verdicts_demande demande = {.vue = &vue,
						 .campagne = &campagne,
						 .seule = d->flux ? DOSSIERS_DU_LOT : 0,
						 .referentiels = refs};
	enum err err = vue_resoudre(g->db, 0, &vue);

	if (err)
		return err;
	if (!p->compare)
		remonter(&vue, d->version - 1);
	if ((err = campagne_lire(g->db, p->essai->annee, vue.version, a, &campagne, &inc)))
		return err;
	p->vers->v.n = 0;
	if (p->compare && !d->flux && p->essai->gardee)
		return verdicts_garder(g->db, &vue, &campagne, (struct verdicts_puits){recevoir, p},
				       &bilan);
	return verdicts_juger(g->db, &demande, (struct verdicts_puits){recevoir, p}, &bilan);
}

enum err essai_juger_avant(struct garde *g, const struct garde_demande *d, struct essai *e,
			   struct referentiels *refs)
{
	struct passe p = {.g = g, .essai = e, .vers = &e->avant};

	return juger(g, d, &p, refs);
}

enum err essai_juger_apres(struct garde *g, const struct garde_demande *d, struct essai *e,
			   struct referentiels *refs)
{
	struct passe p = {.g = g, .essai = e, .vers = &e->apres, .compare = true};

	return juger(g, d, &p, refs);
}

static enum err relire(void *ctx, int64_t offre, const struct verdict *verdict)
{
	struct etats *e = ctx;

	*VEC_PUSH(&e->v) = (struct etat){offre, bits_de(verdict)};
	return OK;
}

enum err essai_relire_avant(struct garde *g, const struct garde_demande *d, struct essai *e,
			    bool *lu)
{
	e->avant.v.n = 0;
	return verdicts_relire(g->db, e->annee, d->version - 1,
			       (struct verdicts_relus){relire, &e->avant}, lu);
}

/* --- the lot: the offers that a feed touched, or those of its source that it did not --- */

enum err garde_lot_touchees(struct garde *g, const struct garde_demande *d)
{
	enum err err = db_exec(g->db, SQL_VIDER);

	if (!err && !g->lot)
		err = bulk_open(g->db, TABLE_LOT, COLONNES_LOT, &g->lot);
	for (size_t i = 0; !err && i < d->n; i++) {
		bulk_int(g->lot, d->touchees[i]);
		err = bulk_row(g->lot);
	}
	return err ? err : bulk_flush(g->lot);
}

static enum err mettre_le_reste(struct garde *g, const struct garde_demande *d)
{
	struct stmt *st;
	enum err err = db_exec(g->db, SQL_VIDER);

	if (err || (err = db_prepare(g->db, SQL_LE_RESTE, 0, &st)))
		return err;
	stmt_int(st, 1, d->source);
	stmt_int(st, 2, d->version);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

enum err garde_lot_vider(struct garde *g)
{
	return db_exec(g->db, SQL_VIDER);
}

enum err essai_ajouter_le_reste(struct garde *g, const struct garde_demande *d, struct essai *e,
				struct referentiels *refs)
{
	struct etats reste = {0};
	struct passe p = {.g = g, .essai = e, .vers = &reste};
	enum err err = mettre_le_reste(g, d);

	if (!err)
		err = juger(g, d, &p, refs);
	for (size_t i = 0; !err && i < reste.v.n; i++) {
		*VEC_PUSH(&e->avant.v) = reste.v.v[i];
		*VEC_PUSH(&e->apres.v) = reste.v.v[i];
	}
	VEC_FREE(&reste.v);
	trier(&e->avant);
	trier(&e->apres);
	return err;
}
