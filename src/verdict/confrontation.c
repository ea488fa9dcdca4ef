/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * confrontation.c - two streams of dossiers, each in the order of numbers, merged
 */
#include "verdict/confrontation.h"

#include "regle/phrases.h"

static const struct {
	const char *code, *libelle;
} GENRES[ECART__MAX] = {
	[ECART_NOUVELLE] = {"nouvelle", "Nouvelles"},
	[ECART_DISPARUE] = {"disparue", "Disparues"},
	[ECART_GAGNEE] = {"gagnee", "Deviennent importables"},
	[ECART_PERDUE] = {"perdue", "Ne sont plus importables"},
	[ECART_CLASSIFICATION] = {"classification", "Changent de classification seulement"},
	[ECART_STATUT] = {"statut", "Changent de statut ou d'attente du SAIO"},
	[ECART_DETAIL] = {"detail", "Changent par un critère ou une mention"},
};

const char *ecart_code(enum ecart_genre g)
{
	return GENRES[g].code;
}

const char *ecart_libelle(enum ecart_genre g)
{
	return GENRES[g].libelle;
}

const struct cote *ecart_cote(const struct ecart *e)
{
	return e->apres.offre ? &e->apres : &e->avant;
}

unsigned ecart_a_dire(const struct ecart *e)
{
	return e->criteres || e->mentions ? e->criteres : e->raisons;
}

enum { C3 = 2 }; /* index of criterion 3 */

static void differences(const struct verdict *a, const struct verdict *b, struct ecart *e)
{
	for (int i = 0; i < CRITERES; i++) {
		e->criteres |= (unsigned)(a->critere[i].avis != b->critere[i].avis) << i;
		e->raisons |= (unsigned)(a->critere[i].raison != b->critere[i].raison) << i;
	}
	e->criteres |= (unsigned)(a->uai.avis != b->uai.avis) << CRITERES;
	e->raisons |= (unsigned)(a->uai.raison != b->uai.raison) << CRITERES;
	for (int m = 0; m < MENTION__MAX; m++)
		e->mentions |= (unsigned)(a->mention_manque[m] != b->mention_manque[m]) << m;
	e->statut = a->perimetre != b->perimetre &&
		    (a->critere[C3].avis == AVIS_CONFORME || b->critere[C3].avis == AVIS_CONFORME);
}

bool ecart_entre(const struct cote *avant, const struct cote *apres, struct ecart *ret)
{
	const struct verdict *a = avant->verdict, *b = apres->verdict;

	*ret = (struct ecart){.avant = *avant, .apres = *apres};
	if (!avant->offre || !apres->offre) {
		ret->genre = avant->offre ? ECART_DISPARUE : ECART_NOUVELLE;
		return true;
	}
	differences(a, b, ret);
	if (a->importable != b->importable)
		ret->genre = b->importable ? ECART_GAGNEE : ECART_PERDUE;
	else if (a->classification != b->classification)
		ret->genre = ECART_CLASSIFICATION;
	else if (ret->statut || a->attend_saio != b->attend_saio)
		ret->genre = ECART_STATUT;
	else
		ret->genre = ECART_DETAIL;
	return ret->genre != ECART_DETAIL || ret->criteres || ret->mentions;
}

static void compter(struct confrontation_total *t, const struct cote *c)
{
	const struct verdict *v = c->verdict;

	if (!c->offre)
		return;
	t->offres++;
	t->reglementaires += v->classification == CLASSIFICATION_REGLEMENTAIRE;
	t->importables += v->importable;
	t->attend_saio += v->attend_saio;
	t->statut[v->perimetre]++;
	t->importables_statut[v->perimetre] += v->importable;
}

/* The verdict is the same: is what stops the offre first something else? Where no raison nor weight differs, there is nothing to look for. */
static bool autre_motif(const struct ecart *e)
{
	const struct verdict *a = e->avant.verdict, *b = e->apres.verdict;

	if (!e->raisons && memcmp(a->bloquant, b->bloquant, sizeof a->bloquant) == 0)
		return false;
	AUTO_ARENA mots = arena_new(0);

	return strcmp(phrase_motif(mots, a), phrase_motif(mots, b)) != 0;
}

/* One offre, both sides known. */
static enum err confronter(const struct cote *avant, const struct cote *apres,
			   struct ecarts_puits puits, struct confrontation_bilan *b)
{
	struct ecart e;

	compter(&b->avant, avant);
	compter(&b->apres, apres);
	if (!ecart_entre(avant, apres, &e)) {
		e.motif_seul = autre_motif(&e);
		if (!e.motif_seul)
			return OK;
	}
	return puits.recevoir(puits.ctx, &e);
}

/* A stream of verdicts. */
struct flot {
	const struct campagne *campagne;
	struct referentiels *refs;
	struct dossiers *dossiers;
	struct verdict verdict;
	struct cote cote; /* the offre that waits; offre NULL: the end */
};

static enum err flot_avancer(struct flot *f)
{
	enum err err = dossiers_suivant(f->dossiers, &f->cote.offre);

	if (err || !f->cote.offre)
		return err;
	regle_verdict(&f->cote.offre->dossier, &f->campagne->parametres, &f->verdict);
	f->cote.verdict = &f->verdict;
	return OK;
}

static enum err flot_ouvrir(struct db *db, const struct confrontation_cote *c, struct flot *f)
{
	enum err err = referentiels_charger(db, c->vue, &f->refs);

	f->campagne = c->campagne;
	if (!err)
		err = dossiers_ouvrir(db, c->vue, f->refs, 0, &f->dossiers);
	return err ? err : flot_avancer(f);
}

static void flot_fermer(struct flot *f)
{
	dossiers_fermer(f->dossiers);
	referentiels_liberer(f->refs);
}

/* Same facts, other parameters: one dossier, two verdicts. */
static enum err juger_deux_fois(struct flot *f, const struct campagne *autre,
				struct ecarts_puits puits, struct confrontation_bilan *b)
{
	struct verdict second;
	enum err err = OK;

	while (!err && f->cote.offre) {
		const struct cote apres = {f->cote.offre, &second};

		regle_verdict(&f->cote.offre->dossier, &autre->parametres, &second);
		err = confronter(&f->cote, &apres, puits, b);
		if (!err)
			err = flot_avancer(f);
	}
	return err;
}

static enum err fusionner(struct flot *a, struct flot *b, struct ecarts_puits puits,
			  struct confrontation_bilan *bilan)
{
	const struct cote rien = {0};
	enum err err = OK;

	while (!err && (a->cote.offre || b->cote.offre)) {
		const int64_t x = a->cote.offre ? a->cote.offre->dossier.offre : INT64_MAX;
		const int64_t y = b->cote.offre ? b->cote.offre->dossier.offre : INT64_MAX;

		err = confronter(x <= y ? &a->cote : &rien, y <= x ? &b->cote : &rien, puits,
				 bilan);
		if (!err && x <= y)
			err = flot_avancer(a);
		if (!err && y <= x)
			err = flot_avancer(b);
	}
	return err;
}

enum err verdicts_confronter(struct db *db, const struct confrontation_demande *demande,
			     struct ecarts_puits puits, struct confrontation_bilan *ret)
{
	struct confrontation_bilan bilan = {0};
	struct flot avant = {0}, apres = {0};
	enum err err = flot_ouvrir(db, &demande->avant, &avant);

	if (!err && demande->avant.vue == demande->apres.vue) {
		err = juger_deux_fois(&avant, demande->apres.campagne, puits, &bilan);
	} else if (!err) {
		err = flot_ouvrir(db, &demande->apres, &apres);
		if (!err)
			err = fusionner(&avant, &apres, puits, &bilan);
	}
	flot_fermer(&avant);
	flot_fermer(&apres);
	if (!err)
		*ret = bilan;
	return err;
}
