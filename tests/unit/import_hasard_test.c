/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_hasard_test.c - feeds and undoings drawn at random, beside a model that is too simple to be wrong
 *
 * The model holds, of each offre, who declares it and what it says, and a pile of what it was before each run that changed it: a run is undone where it is
 * the last one of the pile, and meets a conflict where another one lies above it. After each gesture the base says what the model says; at the end every
 * past day reads as it was told that day. Lists are played the same way. The seed of a play that fails is in its name: RELAIS_GRAINE plays that one alone.
 */
#include "tap.h"

#include "bases.h"
#include "depot.h"
#include "edition.h"
#include "flux_offres.h"

#include "gestes.h"

enum { PARTIES = 20, TOURS = 20, ESSAIS = 8, OFFRES = 4, CONTENUS = 3, SOURCES = GESTES_SOURCES };

/* What is known of one offre, or of one row of a list. */
struct chose {
	int contenu; /* 0: it is not there */
	int principale; /* source, from 1 */
	bool declare[SOURCES + 1];
};

struct changement {
	int64_t run; /* 0: several files in the first load */
	struct chose avant;
};

struct modele {
	uint64_t hasard;
	struct chose v[OFFRES];
	struct changement pile[OFFRES][TOURS + 1];
	int n_pile[OFFRES];
	struct {
		int64_t run;
		int source;
		bool applique,
			premier; /* it changed something; it is of the first load, with another */
		bool faite; /* it is undone, without a conflict */
		bool entamee; /* some of it was taken back */
	} runs[2 * TOURS + 2];
	int n_runs;
	const char *dits[TOURS + 1];
	int jours[TOURS + 1];
};

static unsigned tirer(struct modele *m, unsigned n)
{
	m->hasard = m->hasard * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(m->hasard >> 33) % n;
}

static bool pareilles(const struct chose *a, const struct chose *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* As etat() tells it. */
static const char *dire(struct depot *d, const struct modele *m, const int *ordre)
{
	const char *ret = "";

	for (int i = 0; i < OFFRES; i++) {
		const int k = ordre[i];
		const struct chose *c = &m->v[k < 0 ? 0 : k];
		const char *plus = "+";

		if (k < 0 || !c->contenu)
			continue;
		ret = arena_printf(d->a, "%s%s%d%c %c", ret, *ret ? " / " : "", k + 1,
				   'a' + c->contenu - 1, 'A' + c->principale - 1);
		for (int s = 1; s <= SOURCES; s++) {
			if (!c->declare[s] || s == c->principale)
				continue;
			ret = arena_printf(d->a, "%s%s%c", ret, plus, 'A' + s - 1);
			plus = "";
		}
	}
	return ret;
}

/* The same content stands beside; another one takes the place. */
static void declarer(struct chose *c, int source, int contenu)
{
	if (c->contenu != contenu)
		c->principale = source;
	c->contenu = contenu;
	c->declare[source] = true;
}

/* The base chooses who takes an offre over: what the model checks is that it is one of those who declare it. */
static void quitter(struct chose *c, int source)
{
	c->declare[source] = false;
	if (c->principale != source)
		return;
	c->principale = 0;
	for (int s = SOURCES; s > 0; s--)
		if (c->declare[s])
			c->principale = -1; /* to be read */
	if (!c->principale)
		*c = (struct chose){0};
}

/* A feed of at least one offre, in the model and as a text. */
static struct geste tirer_flux(struct depot *d, struct modele *m, int pas_celle_ci)
{
	struct geste g = {.complet = tirer(m, 2) != 0, .offres = ""};
	const int obligee = (int)tirer(m, OFFRES);
	int source;

	do
		source = 1 + (int)tirer(m, SOURCES);
	while (source == pas_celle_ci);
	g.source = (char)('A' + source - 1);
	for (int k = 0; k < OFFRES; k++) {
		if (k != obligee && tirer(m, 3) == 0) {
			if (g.complet)
				quitter(&m->v[k], source);
			continue;
		}
		const int contenu = 1 + (int)tirer(m, CONTENUS);

		declarer(&m->v[k], source, contenu);
		g.offres = arena_printf(d->a, "%s%s%d%c", g.offres, *g.offres ? " " : "", k + 1,
					'a' + contenu - 1);
	}
	return g;
}

/* Who took over what its source left. */
static void lire_principales(struct depot *d, struct modele *m)
{
	for (int k = 0; k < OFFRES; k++) {
		struct chose *c = &m->v[k];

		if (c->principale >= 0)
			continue;
		c->principale = (int)depot_entier(
			d, arena_printf(d->a, "SELECT source FROM offre WHERE cle = '%d'", k + 1));
		OK(c->principale > 0 && c->declare[c->principale]);
	}
}

/* What the run changed goes on the piles. */
static void empiler(struct modele *m, const struct chose *avant, int64_t run)
{
	for (int k = 0; k < OFFRES; k++)
		if (!pareilles(&avant[k], &m->v[k]))
			m->pile[k][m->n_pile[k]++] = (struct changement){run, avant[k]};
}

static void jouer_flux(struct depot *d, struct modele *m, bool premier)
{
	struct chose avant[OFFRES];
	struct geste g[2];
	const size_t n = premier ? 1 + tirer(m, 2) : 1;

	memcpy(avant, m->v, sizeof avant);
	g[0] = tirer_flux(d, m, 0);
	if (n > 1)
		g[1] = tirer_flux(d, m, g[0].source - 'A' + 1);
	const int64_t run = gestes(d, g, n);
	lire_principales(d, m);
	empiler(m, avant, n > 1 ? 0 : run);
	for (size_t i = 0; i < n; i++) {
		m->runs[m->n_runs].run = run - (int64_t)(n - 1 - i);
		m->runs[m->n_runs].source = g[i].source - 'A' + 1;
		m->runs[m->n_runs].applique = memcmp(avant, m->v, sizeof avant) != 0;
		m->runs[m->n_runs++].premier = n > 1;
	}
}

/* A later feed of that source is in force. */
static bool redit(const struct modele *m, int r)
{
	for (int i = r + 1; i < m->n_runs; i++)
		if (m->runs[i].source == m->runs[r].source && !m->runs[i].entamee)
			return true;
	return false;
}

/* One file of a first load goes, of one offre: 1 when it cannot, for the other file said something too. *reprise: it went. */
static int64_t defaire_premier(struct modele *m, int k, int source, bool *reprise)
{
	struct chose *c = &m->v[k];
	/* what the first load left, with what is above it on the pile */
	const struct chose *laisse = m->n_pile[k] > 1 ? &m->pile[k][1].avant : c;
	const bool seule = m->n_pile[k] == 1;

	if (!m->n_pile[k] || m->pile[k][0].run || !laisse->declare[source])
		return 0;
	if (!seule)
		return 1;
	if (c->principale == source)
		for (int s = 1; s <= SOURCES; s++)
			if (s != source && c->declare[s])
				return 1;
	if (c->principale == source) {
		*c = (struct chose){0};
		m->n_pile[k] = 0;
	} else {
		c->declare[source] = false;
	}
	*reprise = true;
	return 0;
}

/* In the model: how many conflicts. */
static int64_t defaire_modele(struct modele *m, int r)
{
	int64_t conflits_n = 0;
	bool reprise = false;

	for (int k = 0; k < OFFRES; k++) {
		int i = m->n_pile[k] - 1;

		if (m->runs[r].premier) {
			conflits_n += defaire_premier(m, k, m->runs[r].source, &reprise);
			continue;
		}
		while (i >= 0 && m->pile[k][i].run != m->runs[r].run)
			i--;
		if (i < 0)
			continue;
		if (i != m->n_pile[k] - 1) {
			conflits_n++;
			continue;
		}
		m->v[k] = m->pile[k][--m->n_pile[k]].avant;
		reprise = true;
	}
	m->runs[r].entamee = m->runs[r].entamee || reprise;
	m->runs[r].faite = conflits_n == 0;
	return conflits_n;
}

static bool se_refuse(const struct modele *m, int r)
{
	return m->runs[r].faite || !m->runs[r].applique || redit(m, r);
}

static void jouer_annulation(struct depot *d, struct modele *m)
{
	int r = (int)tirer(m, (unsigned)m->n_runs);

	/* most often one that is not refused */
	for (int i = 0; i < ESSAIS && se_refuse(m, r); i++)
		r = (int)tirer(m, (unsigned)m->n_runs);
	const bool refuse = se_refuse(m, r);

	EQ_INT(defaire(d, m->runs[r].run, NULL), refuse ? -1 : defaire_modele(m, r));
}

/* What must hold whatever happened. */
static void verifier(struct depot *d)
{
	EQ_STR(depot_lignes(
		       d,
		       "SELECT (SELECT COUNT(*) FROM offre_source AS s LEFT JOIN offre AS o ON "
		       "o.numero = s.offre WHERE o.numero IS NULL OR o.source = s.source), "
		       "(SELECT COUNT(*) FROM offre_passe WHERE du_version >= au_version), (SELECT "
		       "COUNT(*) FROM offre_source_passe WHERE du_version >= au_version), (SELECT "
		       "COUNT(*) FROM lot), (SELECT COUNT(*) FROM session AS s LEFT JOIN offre AS "
		       "o ON o.numero = s.offre AND o.du_version = s.du_version WHERE o.numero IS "
		       "NULL)",
		       5),
	       "0|0|0|0|0");
}

/* The offres as they are numbered: in the order of their first coming. */
static void lire_ordre(struct depot *d, int ordre[OFFRES])
{
	const char *p = depot_lignes(d,
				     "SELECT cle FROM (SELECT numero, cle FROM offre UNION SELECT "
				     "numero, cle FROM offre_passe) AS o ORDER BY numero",
				     1);
	int n = 0;

	for (; *p; p += p[1] ? 4 : 1)
		ordre[n++] = *p - '1';
	for (; n < OFFRES; n++)
		ordre[n] = -1;
}

static void partie(struct depot *d, uint64_t graine)
{
	struct modele m = {.hasard = graine};
	int ordre[OFFRES], rates = tap.rates;

	for (int i = 0; i < TOURS && tap.rates == rates; i++) {
		if (i < 1 || tirer(&m, 2))
			jouer_flux(d, &m, i == 0);
		else
			jouer_annulation(d, &m);
		lire_ordre(d, ordre);
		m.dits[i] = dire(d, &m, ordre);
		m.jours[i] = aujourd_hui(d);
		EQ_STR(etat(d, 0), m.dits[i]);
		verifier(d);
	}
	for (int i = 0; i < TOURS && tap.rates == rates; i++)
		EQ_STR(etat(d, m.jours[i]), m.dits[i]);
	if (tap.rates != rates)
		printf("# RELAIS_GRAINE=%llu\n", (unsigned long long)graine);
}

/* The seeds of this run of the program: a fixed number of them, or the one that is asked for. */
static int graines(uint64_t v[PARTIES])
{
	const char *une = getenv("RELAIS_GRAINE");

	if (une && str_to_uint(str_of(une), &v[0]))
		return 1;
	for (int i = 0; i < PARTIES; i++)
		v[i] = (uint64_t)(1000 + i);
	return PARTIES;
}

static void vider(struct depot *d)
{
	static const char *const TABLES[] = {"offre",         "offre_passe",  "session",
					     "session_passe", "offre_source", "offre_source_passe",
					     "run",           "anomalie",     "evenement",
					     "version",       "sirene",       "sirene_passe"};

	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
		base_exec(d->db, arena_printf(d->a, "DELETE FROM %s", TABLES[i]));
	d->instant = DEPOT_MIDI;
}

TEST_BASES(des_flux_et_des_annulations_au_hasard)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);
	uint64_t v[PARTIES];
	const int n = graines(v);

	for (int i = 0; i < n; i++) {
		partie(&d, v[i]);
		vider(&d);
	}
}
