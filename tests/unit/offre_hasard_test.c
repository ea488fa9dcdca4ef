/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre_hasard_test.c - feeds drawn at random, beside a model that is too simple to be wrong
 *
 * Three sources declare a dozen offres, whole feeds or parts, one or several feeds to a version. After each version the base says what the model
 * says, an offre has the number it always had, and every past version still reads as it was.
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"
#include "flux_offres.h"

#include "offre/dossiers.h"

enum { CLES = 12, SOURCES = 3, VERSIONS = 60, CONTENUS = 3, FLUX_MAX = 3 };

struct modele {
	uint64_t hasard;
	int contenu[CLES]; /* the last one declared, 0: never */
	bool sources[CLES][SOURCES]; /* who declares it */
	int64_t numero[CLES]; /* the one it always had */
	const char *dits[VERSIONS + 1]; /* what each version said */
};

static unsigned tirer(struct modele *m, unsigned n)
{
	m->hasard = m->hasard * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(m->hasard >> 33) % n;
}

static bool present(const struct modele *m, int k)
{
	for (int s = 0; s < SOURCES; s++)
		if (m->sources[k][s])
			return true;
	return false;
}

/* One feed, in the model and in the base. */
static enum err un_flux(struct depot *d, struct modele *m, struct offres_ecriture *e)
{
	const int source = (int)tirer(m, SOURCES);
	const bool complet = tirer(m, 2);
	struct offre_essai v[CLES + 1];
	struct flux_bilan bilan;
	size_t n = 0;

	for (int k = 0; k < CLES; k++) {
		if (tirer(m, 5) < 2) {
			m->sources[k][source] = m->sources[k][source] && !complet;
			continue;
		}
		m->sources[k][source] = true;
		m->contenu[k] = 1 + (int)tirer(m, CONTENUS);
		v[n++] = (struct offre_essai){.cle = arena_printf(d->a, "cle %02d", k),
					      .intitule = arena_printf(d->a, "v%d", m->contenu[k]),
					      .debuts = {m->contenu[k] > 1 ? "2024-09-02" : NULL,
							 m->contenu[k] > 2 ? "2025-01-06" : NULL}};
	}
	if (n && tirer(m, 4) == 0) { /* the first one again: it does not count */
		v[n] = v[0];
		v[n++].intitule = "doublon";
	}
	return flux_dans(e, source + 1, complet, v, n, &bilan);
}

static const char *voulu(struct depot *d, const struct modele *m)
{
	const char *ret = "";

	for (int k = 0; k < CLES; k++)
		if (present(m, k))
			ret = arena_printf(d->a, "%s%scle %02d|v%d|%d", ret, *ret ? " / " : "", k,
					   m->contenu[k], m->contenu[k] - 1);
	return ret;
}

static const char PRESENT[] =
	"SELECT o.cle, o.intitule, CAST((SELECT COUNT(*) FROM session AS s WHERE s.offre = o.numero AND "
	"s.du_version = o.du_version) AS TEXT) FROM offre AS o ORDER BY o.cle";

/* Numbers stay, and nothing hangs loose. */
static void verifier(struct depot *d, struct modele *m)
{
	for (int k = 0; k < CLES; k++) {
		const int64_t n = depot_entier(
			d,
			arena_printf(d->a, "SELECT numero FROM offre WHERE cle = 'cle %02d'", k));

		if (n < 0)
			continue;
		if (!m->numero[k])
			m->numero[k] = n;
		EQ_INT(n, m->numero[k]);
		for (int j = 0; j < k; j++)
			OK(m->numero[j] != n);
	}
	EQ_INT(depot_entier(d,
			    "SELECT COUNT(*) FROM session AS s LEFT JOIN offre AS o ON o.numero = "
			    "s.offre WHERE o.numero IS NULL"),
	       0);
	EQ_INT(depot_entier(d, "SELECT COUNT(*) FROM offre_source AS s LEFT JOIN offre AS o ON "
			       "o.numero = s.offre WHERE o.numero IS NULL OR o.source = s.source"),
	       0);
	EQ_INT(depot_entier(d, "SELECT COUNT(*) FROM offre_passe WHERE du_version >= au_version"),
	       0);
	EQ_INT(depot_entier(d, "SELECT COUNT(*) FROM offre_passe AS a JOIN offre_passe AS b ON "
			       "b.numero = a.numero WHERE a.du_version < b.du_version AND "
			       "a.au_version > b.du_version"),
	       0);
	EQ_INT(depot_entier(d,
			    "SELECT COUNT(*) FROM offre AS o JOIN offre_passe AS p ON p.numero = "
			    "o.numero WHERE p.au_version > o.du_version"),
	       0);
}

/* Who declares each offre now, by number: « 1:13 ». */
static void verifier_sources(struct depot *d, const struct modele *m)
{
	for (int k = 0; k < CLES; k++)
		for (int s = 0; s < SOURCES; s++) {
			const int64_t n = depot_entier(
				d,
				arena_printf(d->a,
					     "SELECT COUNT(*) FROM offre AS o WHERE o.cle = 'cle "
					     "%02d' AND (o.source = %d OR EXISTS (SELECT 1 FROM "
					     "offre_source AS x WHERE x.offre = o.numero AND "
					     "x.source = %d))",
					     k, s + 1, s + 1));
			EQ_INT(n, m->sources[k][s]);
		}
}

/* As dossiers_* reads it at a version. */
static const char *relire(struct depot *d, int64_t version)
{
	const struct vue vue = {.version = version, .offres = version};
	const struct offre_lue *o = NULL;
	struct referentiels *r = NULL;
	struct dossiers *ds = NULL;
	const char *lignes[CLES] = {NULL}, *ret = "";
	AUTO_TX tx = {0};

	if (tx_begin(d->db, TX_LECTURE, &tx) || referentiels_charger(d->db, &vue, &r))
		return "(échec)";
	if (dossiers_ouvrir(d->db, &vue, r, 0, &ds) == OK)
		while (dossiers_suivant(ds, &o) == OK && o) {
			const int k = (o->dossier.cle.p[4] - '0') * 10 + o->dossier.cle.p[5] - '0';

			lignes[k] =
				arena_printf(d->a, "%.*s|%.*s|%zu", STR_FMT(o->dossier.cle),
					     STR_FMT(o->dossier.intitule), o->dossier.n_sessions);
		}
	dossiers_fermer(ds);
	referentiels_liberer(r);
	for (int k = 0; k < CLES; k++)
		if (lignes[k])
			ret = arena_printf(d->a, "%s%s%s", ret, *ret ? " / " : "", lignes[k]);
	return ret;
}

static void partie(struct depot *d, uint64_t graine)
{
	struct modele m = {.hasard = graine};
	int64_t faites = 0;

	for (int i = 0; i < VERSIONS; i++) {
		struct depot_paresse paresse = {.d = d};
		struct offres_ecriture *e = NULL;
		AUTO_TX tx = {0};

		MUST(tx_begin(d->db, TX_ECRITURE, &tx) == OK);
		MUST(offres_ouvrir(d->db, (struct version_paresseuse){depot_obtenir, &paresse},
				   &e) == OK);
		for (unsigned n = 1 + tirer(&m, FLUX_MAX); n > 0; n--)
			EQ_INT(un_flux(d, &m, e), OK);
		offres_fermer(e);
		EQ_INT(tx_commit(&tx), OK);
		EQ_STR(depot_lignes(d, PRESENT, 3), voulu(d, &m));
		verifier(d, &m);
		if (paresse.version) {
			faites = paresse.version;
			m.dits[faites] = voulu(d, &m);
		}
	}
	verifier_sources(d, &m);
	OK(faites > VERSIONS / 2);
	for (int64_t v = 1; v <= faites; v++)
		EQ_STR(relire(d, v), m.dits[v]);
}

TEST_BASES(des_flux_au_hasard)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	partie(&d, 20240901);
}

TEST_BASES(d_autres_flux_au_hasard)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	partie(&d, 42);
}
