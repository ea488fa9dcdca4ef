/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde.c - two states of the base, judged by the rules and compared
 *
 * A feed's offers that it did not touch have the same verdict before and after: they are judged only when what it touched could matter. A
 * referential can change any verdict: all offers are judged, and those of the state before are those of the state after the file before it.
 */
#include "import/garde.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"
#include "verdict/verdicts.h"

enum { CAMPAGNES_MAX = 4 };

static const struct sql SQL_VIDER = SQL_FIXE("DELETE FROM lot");
static const struct sql SQL_LE_RESTE =
	SQL_FIXE("INSERT INTO lot (numero) SELECT numero FROM offre WHERE source = $1 AND "
		 "du_version < $2");
static const struct sql SQL_CLE =
	SQL_FIXE("SELECT cle FROM offre_passe WHERE numero = $1 AND au_version = $2");
static const struct sql SQL_LIRE = SQL_FIXE(
	"SELECT mesure, campagne, numero, avant, apres, total_avant, total_apres, bascules, depasse, exemples FROM "
	"garde_mesure WHERE run = $1 ORDER BY rang");
static const struct sql TABLE = SQL_FIXE("garde_mesure");
static const struct sql COLONNES =
	SQL_FIXE("run, rang, mesure, campagne, numero, avant, apres, total_avant, total_apres, "
		 "bascules, depasse, exemples");
static const struct sql TABLE_LOT = SQL_FIXE("lot");
static const struct sql COLONNES_LOT = SQL_FIXE("numero");

static const char *const CODES[MESURE__MAX] = {
	[MESURE_LIGNES] = "lignes",
	[MESURE_DISPARUES] = "disparues",
	[MESURE_REGLEMENTAIRES] = "reglementaires",
	[MESURE_IMPORTABLES] = "importables",
	[MESURE_CRITERE] = "critere",
	[MESURE_MENTION] = "mention",
};

const char *mesure_code(enum mesure m)
{
	return CODES[m];
}

/* What a verdict says, in bits: réglementaire, importable, criteria that are non conformes, mentions that are missing. */
enum {
	BIT_REGLEMENTAIRE = 0,
	BIT_IMPORTABLE = 1,
	BIT_CRITERE = 2,
	BIT_MENTION = BIT_CRITERE + CRITERES,
	BITS = BIT_MENTION + MENTION__MAX
};

struct etat {
	int64_t offre;
	uint32_t bits;
};

struct etats {
	struct VEC(struct etat) v; /* in the order of numbers */
};

/* One campagne: the offers before and after, and the examples of each bit that turned bad. */
struct essai {
	int annee;
	int64_t version; /* what `apres` is the state of, when all offers are in it; 0: nothing */
	struct etats avant, apres;
	int64_t bascules[BITS];
	size_t n_exemples[BITS];
	struct str exemples[BITS][GARDE_EXEMPLES];
};

struct garde {
	struct db *db;
	struct arena *arena; /* of the last judgement */
	struct bulk *lot;
	struct essai essais[CAMPAGNES_MAX];
	size_t n_essais;
	struct VEC(struct garde_mesure) mesures;
};

struct garde *garde_ouvrir(struct db *db)
{
	struct garde *g = mem_alloc(sizeof *g);

	g->db = db;
	g->arena = arena_new(0);
	return g;
}

void garde_fermer(struct garde *g)
{
	if (!g)
		return;
	for (int i = 0; i < CAMPAGNES_MAX; i++) {
		VEC_FREE(&g->essais[i].avant.v);
		VEC_FREE(&g->essais[i].apres.v);
	}
	VEC_FREE(&g->mesures);
	bulk_abandonner(g->lot);
	arena_free(g->arena);
	mem_free(g);
}

void garde_refusee(struct garde *g)
{
	for (int i = 0; i < CAMPAGNES_MAX; i++)
		g->essais[i].version = 0;
}

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

static const struct etat *etat_de(const struct etats *e, int64_t offre)
{
	const struct etat cherche = {.offre = offre};

	return e->v.n ? bsearch(&cherche, e->v.v, e->v.n, sizeof cherche, par_offre) : NULL;
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
	return verdicts_juger(g->db, &demande, (struct verdicts_puits){recevoir, p}, &bilan);
}

/* --- the lot: the offers that a feed touched, or those of its source that it did not --- */

static enum err mettre_au_lot(struct garde *g, const struct garde_demande *d)
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

/* --- the figures --- */

static int64_t compter(const struct etats *e, int bit)
{
	int64_t n = 0;

	for (size_t i = 0; i < e->v.n; i++)
		n += (e->v.v[i].bits >> bit) & 1;
	return n;
}

/* Less than it should be by more than the threshold: m->apres of total_apres, where it was avant of total_avant. */
static bool chute(const struct garde_mesure *m)
{
	const int64_t attendu = m->avant * m->total_apres, vu = m->apres * m->total_avant;

	return attendu - vu >= GARDE_MINIMUM * m->total_avant && m->total_avant > 0 &&
	       (attendu - vu) * 100 > GARDE_SEUIL * attendu;
}

static struct str liste(struct garde *g, const struct str *v, size_t n)
{
	const char *ret = "";

	for (size_t i = 0; i < n; i++)
		ret = arena_printf(g->arena, "%s%s%.*s", ret, i ? " " : "", STR_FMT(v[i]));
	return str_of(ret);
}

static struct garde_mesure part(struct garde *g, const struct essai *e, int bit)
{
	struct garde_mesure m = {
		.quoi = bit == BIT_REGLEMENTAIRE ? MESURE_REGLEMENTAIRES : MESURE_IMPORTABLES,
		.campagne = e->annee,
		.avant = compter(&e->avant, bit),
		.apres = compter(&e->apres, bit),
		.total_avant = (int64_t)e->avant.v.n,
		.total_apres = (int64_t)e->apres.v.n,
		.bascules = e->bascules[bit],
		.exemples = liste(g, e->exemples[bit], e->n_exemples[bit]),
	};

	m.depasse = chute(&m);
	return m;
}

/* What turned bad in that campagne: its two shares, then the criteria and the mentions that make them fall. */
static void mesurer(struct garde *g, const struct essai *e)
{
	*VEC_PUSH(&g->mesures) = part(g, e, BIT_REGLEMENTAIRE);
	*VEC_PUSH(&g->mesures) = part(g, e, BIT_IMPORTABLE);
	for (int b = BIT_CRITERE; b < BITS; b++) {
		if (!e->bascules[b])
			continue;
		*VEC_PUSH(&g->mesures) = (struct garde_mesure){
			.quoi = b < BIT_MENTION ? MESURE_CRITERE : MESURE_MENTION,
			.campagne = e->annee,
			.numero = b < BIT_MENTION ? b - BIT_CRITERE + 1 : b - BIT_MENTION,
			.avant = compter(&e->avant, b),
			.apres = compter(&e->apres, b),
			.total_avant = (int64_t)e->avant.v.n,
			.total_apres = (int64_t)e->apres.v.n,
			.bascules = e->bascules[b],
			.exemples = liste(g, e->exemples[b], e->n_exemples[b]),
		};
	}
}

static void mesurer_lignes(struct garde *g, const struct garde_demande *d)
{
	const struct bilan *b = d->bilan;
	struct garde_mesure m = {
		.quoi = MESURE_LIGNES,
		.avant = d->flux ? b->avant : b->inchanges + b->modifies + b->disparus,
		.apres = d->flux ? b->apres : b->inchanges + b->modifies + b->nouveaux,
	};

	if ((d->flux && !d->complet) || !m.avant)
		return;
	m.depasse = m.avant - m.apres >= GARDE_MINIMUM &&
		    (m.avant - m.apres) * 100 > GARDE_SEUIL * m.avant;
	*VEC_PUSH(&g->mesures) = m;
}

/* The offers that a feed takes away: how many, and the first clés. */
static enum err mesurer_disparues(struct garde *g, const struct garde_demande *d)
{
	const struct essai *e = &g->essais[0];
	struct str cles[GARDE_EXEMPLES];
	size_t n = 0;
	struct stmt *st;
	bool row;
	enum err err;

	if (!d->flux || !d->bilan->disparus)
		return OK;
	if ((err = db_prepare(g->db, SQL_CLE, 0, &st)))
		return err;
	for (size_t i = 0; !err && n < GARDE_EXEMPLES && i < e->avant.v.n; i++) {
		const int64_t offre = e->avant.v.v[i].offre;

		if (etat_de(&e->apres, offre))
			continue;
		stmt_int(st, 1, offre);
		stmt_int(st, 2, d->version);
		if (!(err = stmt_step(st, &row)) && row)
			cles[n++] = arena_str(g->arena, col_text(st, 0));
	}
	stmt_free(st);
	*VEC_PUSH(&g->mesures) = (struct garde_mesure){.quoi = MESURE_DISPARUES,
						       .bascules = d->bilan->disparus,
						       .exemples = liste(g, cles, n)};
	return err;
}

/* --- the campagnes --- */

/* Without a campagne in the base: the preset one that is open, else the next one, else the last. */
static enum err choisir_preset(struct garde *g, int date, int *ret)
{
	AUTO_ARENA a = arena_new(0);
	enum err err = OK;

	*ret = CAMPAGNE_DERNIERE;
	for (int n = CAMPAGNE_DERNIERE; !err && n >= CAMPAGNE_PREMIERE; n--) {
		struct incident inc;
		struct campagne c;

		err = campagne_lire(g->db, n, INT64_MAX, a, &c, &inc);
		if (!err && date <= c.jalon[JALON_DERNIER_VERSEMENT])
			*ret = n;
	}
	return err;
}

static enum err choisir_campagnes(struct garde *g, int date)
{
	int annees[CAMPAGNES_MAX];
	size_t n;
	enum err err = campagnes_ouvertes(g->db, date, annees, CAMPAGNES_MAX, &n);

	if (!err && !n) {
		err = choisir_preset(g, date, &annees[0]);
		n = 1;
	}
	for (size_t i = 0; !err && i < n; i++) {
		if (g->essais[i].annee != annees[i])
			g->essais[i].version = 0;
		g->essais[i].annee = annees[i];
	}
	g->n_essais = n;
	return err;
}

/* --- the trial --- */

static void recommencer(struct essai *e)
{
	memset(e->bascules, 0, sizeof e->bascules);
	memset(e->n_exemples, 0, sizeof e->n_exemples);
}

/* Could what the feed touched be a fall of its source's share? At most: what was lost, and new offers that dilute. */
static bool peut_chuter(const struct essai *e)
{
	const int64_t ajout = (int64_t)e->apres.v.n - (int64_t)e->avant.v.n;

	for (int b = BIT_REGLEMENTAIRE; b <= BIT_IMPORTABLE; b++)
		if (compter(&e->avant, b) - compter(&e->apres, b) + (ajout > 0 ? ajout : 0) >=
		    GARDE_MINIMUM)
			return true;
	return false;
}

/* The offers of the feed's source that it did not touch: the same before and after. */
static enum err ajouter_le_reste(struct garde *g, const struct garde_demande *d, struct essai *e,
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
	if (e->avant.v.n)
		qsort(e->avant.v.v, e->avant.v.n, sizeof *e->avant.v.v, par_offre);
	if (e->apres.v.n)
		qsort(e->apres.v.v, e->apres.v.n, sizeof *e->apres.v.v, par_offre);
	return err;
}

static enum err essayer_flux(struct garde *g, const struct garde_demande *d, struct essai *e,
			     struct referentiels *refs)
{
	struct passe avant = {.g = g, .essai = e, .vers = &e->avant};
	struct passe apres = {.g = g, .essai = e, .vers = &e->apres, .compare = true};
	enum err err = mettre_au_lot(g, d);

	e->version = 0;
	if (err || (err = juger(g, d, &avant, refs)) || (err = juger(g, d, &apres, refs)))
		return err;
	return peut_chuter(e) ? ajouter_le_reste(g, d, e, refs) : OK;
}

static enum err essayer_referentiel(struct garde *g, const struct garde_demande *d, struct essai *e)
{
	struct passe avant = {.g = g, .essai = e, .vers = &e->avant};
	struct passe apres = {.g = g, .essai = e, .vers = &e->apres, .compare = true};
	const struct etats echange = e->avant;
	enum err err = OK;

	if (e->version && e->version == d->version - 1) {
		e->avant = e->apres;
		e->apres = echange;
	} else {
		err = juger(g, d, &avant, NULL);
	}
	if (!err)
		err = juger(g, d, &apres, NULL);
	e->version = err ? 0 : d->version;
	return err;
}

static enum err essayer(struct garde *g, const struct garde_demande *d)
{
	struct referentiels *refs = NULL;
	struct vue vue;
	enum err err = choisir_campagnes(g, d->date);

	if (!err && d->flux && !(err = vue_resoudre(g->db, 0, &vue)))
		err = referentiels_charger(g->db, &vue, &refs);
	for (size_t i = 0; !err && i < g->n_essais; i++) {
		struct essai *e = &g->essais[i];

		recommencer(e);
		err = d->flux ? essayer_flux(g, d, e, refs) : essayer_referentiel(g, d, e);
		if (!err)
			mesurer(g, e);
	}
	referentiels_liberer(refs);
	return err ? err : (d->flux ? db_exec(g->db, SQL_VIDER) : OK);
}

enum err garde_juger(struct garde *g, const struct garde_demande *d, bool *depasse)
{
	const struct bilan *b = d->bilan;
	enum err err = OK;

	arena_reset(g->arena);
	g->mesures.n = 0;
	*depasse = false;
	mesurer_lignes(g, d);
	/* a first edition: nothing was there before it */
	if (d->flux ? d->n > 0 : b->inchanges + b->modifies + b->disparus > 0)
		err = essayer(g, d);
	if (!err)
		err = mesurer_disparues(g, d);
	for (size_t i = 0; i < g->mesures.n; i++)
		*depasse = *depasse || g->mesures.v[i].depasse;
	return err;
}

enum err garde_ecrire(struct garde *g, int64_t run)
{
	struct bulk *b;
	enum err err;

	if (!g->mesures.n)
		return OK;
	if ((err = bulk_open(g->db, TABLE, COLONNES, &b)))
		return err;
	for (size_t i = 0; !err && i < g->mesures.n; i++) {
		const struct garde_mesure *m = &g->mesures.v[i];
		const int64_t nombres[] = {m->campagne,    m->numero,      m->avant,    m->apres,
					   m->total_avant, m->total_apres, m->bascules, m->depasse};

		bulk_int(b, run);
		bulk_int(b, (int64_t)i + 1);
		bulk_text(b, str_of(CODES[m->quoi]));
		for (size_t k = 0; k < sizeof nombres / sizeof *nombres; k++)
			bulk_int(b, nombres[k]);
		bulk_text(b, m->exemples);
		err = bulk_row(b);
	}
	if (!err)
		err = bulk_flush(b);
	bulk_abandonner(b);
	return err;
}

const char *garde_phrase(const struct garde *g, struct arena *a)
{
	for (size_t i = 0; i < g->mesures.n; i++) {
		const struct garde_mesure *m = &g->mesures.v[i];

		if (!m->depasse)
			continue;
		if (m->quoi == MESURE_LIGNES)
			return arena_printf(
				a, "il n'en resterait que %lld lignes sur les %lld en vigueur",
				(long long)m->apres, (long long)m->avant);
		return arena_printf(
			a,
			"pour la campagne %d, %lld offres %s sur %lld avant, %lld sur %lld après",
			m->campagne, (long long)m->avant,
			m->quoi == MESURE_IMPORTABLES ? "importables" : "réglementaires",
			(long long)m->total_avant, (long long)m->apres, (long long)m->total_apres);
	}
	return NULL;
}

static enum mesure mesure_de(struct str code)
{
	int m = 0;

	while (m < MESURE__MAX - 1 && !str_eq(code, str_of(CODES[m])))
		m++;
	return (enum mesure)m;
}

enum err garde_lire(struct db *db, int64_t run, struct arena *a, const struct garde_mesure **ret,
		    size_t *n)
{
	struct VEC(struct garde_mesure) v = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_LIRE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, run);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&v) = (struct garde_mesure){
			.quoi = mesure_de(col_text(st, 0)),
			.campagne = (int)col_int(st, 1),
			.numero = (int)col_int(st, 2),
			.avant = col_int(st, 3),
			.apres = col_int(st, 4),
			.total_avant = col_int(st, 5),
			.total_apres = col_int(st, 6),
			.bascules = col_int(st, 7),
			.depasse = col_int(st, 8) != 0,
			.exemples = arena_str(a, col_text(st, 9)),
		};
	stmt_free(st);
	struct garde_mesure *copie = arena_alloc(a, (v.n + 1) * sizeof *copie);
	if (v.n)
		memcpy(copie, v.v, v.n * sizeof *copie);
	*ret = copie;
	*n = v.n;
	VEC_FREE(&v);
	return err;
}
