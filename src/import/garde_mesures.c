/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde_mesures.c - the figures that the guard draws from two states, written down with the run, read and told
 */
#include "import/garde_interne.h"

static const struct sql SQL_CLE =
	SQL_FIXE("SELECT cle FROM offre_passe WHERE numero = $1 AND au_version = $2");
static const struct sql SQL_LIRE = SQL_FIXE(
	"SELECT mesure, campagne, numero, avant, apres, total_avant, total_apres, bascules, depasse, exemples FROM "
	"garde_mesure WHERE run = $1 ORDER BY rang");
static const struct sql TABLE = SQL_FIXE("garde_mesure");
static const struct sql COLONNES =
	SQL_FIXE("run, rang, mesure, campagne, numero, avant, apres, total_avant, total_apres, "
		 "bascules, depasse, exemples");

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
		.avant = etats_compter(&e->avant, bit),
		.total_avant = (int64_t)e->avant.v.n,
		.bascules = e->bascules[bit],
		.exemples = liste(g, e->exemples[bit], e->n_exemples[bit]),
	};

	m.apres = essai_apres(e, bit, &m.total_apres);
	m.depasse = chute(&m);
	return m;
}

/* What turned bad in that campagne: its two shares, then the criteria and the mentions that make them fall. */
void mesurer_essai(struct garde *g, const struct essai *e)
{
	*VEC_PUSH(&g->mesures) = part(g, e, BIT_REGLEMENTAIRE);
	*VEC_PUSH(&g->mesures) = part(g, e, BIT_IMPORTABLE);
	for (int b = BIT_CRITERE; b < BITS; b++) {
		if (!e->bascules[b])
			continue;
		struct garde_mesure m = part(g, e, b);

		m.quoi = b < BIT_MENTION ? MESURE_CRITERE : MESURE_MENTION;
		m.numero = b < BIT_MENTION ? b - BIT_CRITERE + 1 : b - BIT_MENTION;
		m.depasse = false;
		*VEC_PUSH(&g->mesures) = m;
	}
}

void mesurer_lignes(struct garde *g, const struct garde_demande *d)
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
enum err mesurer_disparues(struct garde *g, const struct garde_demande *d)
{
	const struct essai *e = &g->essais.v[0];
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
