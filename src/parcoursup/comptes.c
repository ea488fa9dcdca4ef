/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comptes.c - counting
 */
#include "parcoursup/comptes.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "parcoursup/absence.h"
#include "parcoursup/migration.h"
#include "parcoursup/precedente.h"

static struct comptes_motif *motif_de(struct comptes *c, struct str code)
{
	for (size_t i = 0; i < c->motifs.n; i++)
		if (str_eq(str_of(c->motifs.v[i].code), code))
			return &c->motifs.v[i];
	struct comptes_motif *m = VEC_PUSH(&c->motifs);

	*m = (struct comptes_motif){.code = arena_cstr(c->a, code)};
	m->libelle = absence_libelle(c->a, m->code);
	return m;
}

/* A verdict's reason waits for comptes_offre to say who acts. */
static void compter(struct comptes *c, const struct formation *f)
{
	struct comptes_motif *m;

	c->reprises += str_eq(f->col[FT_ORIGINE], STR(FORMATION_REPRISE));
	c->creees += str_eq(f->col[FT_ORIGINE], STR(FORMATION_CREEE));
	c->liees += f->offre != 0;
	c->certifiees += f->certifiee;
	c->sans += !f->certifiee;
	if (f->certifiee)
		return;
	m = motif_de(c, f->motif);
	m->n++;
	m->acteur[absence_acteur(m->code)]++;
}

static enum err lire_attendues(struct db *db, const struct vue *vue, int campagne,
			       struct comptes *c)
{
	struct precedentes p;
	enum err err = precedentes_lire(db, vue, campagne - 1, c->a, &p);

	c->attendues = err ? 0 : (int64_t)p.liste.n;
	precedentes_liberer(&p);
	return err;
}

enum err comptes_ouvrir(struct db *db, const struct vue *vue, int campagne, struct arena *a,
			struct comptes *ret)
{
	const int64_t version = vue->courante ? INT64_MAX : vue->version;
	struct migration_faite faite;
	enum err err;

	*ret = (struct comptes){.a = a};
	err = migration_derniere(db, campagne, version, &faite);
	if (err == E_ABSENT)
		return lire_attendues(db, vue, campagne, ret);
	if (err || (err = formations_connues(db, campagne, version, a, &ret->formations)) ||
	    (err = statuts_lire(db, campagne, version, a, &ret->rangs)))
		return err;
	ret->migree = true;
	ret->migree_le = instant_date_paris(faite.instant);
	ret->au_fil = faite.au_fil;
	for (size_t i = 0; i < ret->formations.liste.n; i++) {
		const struct formation *f = &ret->formations.liste.v[i];

		compter(ret, f);
		if (f->offre)
			*index64_put(&ret->par_offre, (uint64_t)f->offre) = (uint32_t)i + 1;
	}
	return OK;
}

/* Who puts right what the verdict of its offre says: the same reason may have several remedies. */
static enum acteur qui(const struct comptes_motif *m, const struct verdict *v)
{
	const struct str code = str_of(m->code);

	if (str_eq(code, STR("uai")))
		return raison_acteur(v->uai.raison);
	if (str_eq(code, STR("non_affichee")))
		return raison_acteur(v->critere[0].raison);
	if (str_starts(code, STR("critere:")))
		return raison_acteur(v->critere[code.p[code.n - 1] - '1'].raison);
	for (int i = 0; i < MENTION__MAX; i++)
		if (str_eq(str_sub(code, sizeof "mention:" - 1, code.n),
			   str_of(mention_code((enum mention)i))))
			return mention_acteur((enum mention)i);
	return ACTEUR_PERSONNE;
}

void comptes_offre(struct comptes *c, int64_t offre, const struct verdict *v)
{
	const uint32_t *rang = index64_get(&c->par_offre, (uint64_t)offre);
	const struct statut_fait *s = statut_de(&c->rangs, offre);
	const struct formation *f = rang && *rang ? &c->formations.liste.v[*rang - 1] : NULL;
	struct comptes_motif *m;
	enum acteur acteur;

	if (!c->migree)
		return;
	c->statuts[s ? s->statut : STATUT_NON_PUBLIABLE]++;
	c->sans_formation += v->importable && !f;
	if (!f || f->certifiee || absence_acteur(arena_cstr(c->a, f->motif)) != ACTEUR_PERSONNE)
		return;
	m = motif_de(c, f->motif);
	acteur = qui(m, v);
	m->acteur[ACTEUR_PERSONNE]--;
	m->acteur[acteur]++;
}

static int par_nombre(const void *a, const void *b)
{
	const struct comptes_motif *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->code, y->code);
}

void comptes_finir(struct comptes *c)
{
	if (c->motifs.n)
		qsort(c->motifs.v, c->motifs.n, sizeof *c->motifs.v, par_nombre);
}

void comptes_liberer(struct comptes *c)
{
	formations_liberer(&c->formations);
	statuts_liberer(&c->rangs);
	index64_free(&c->par_offre);
	VEC_FREE(&c->motifs);
}
