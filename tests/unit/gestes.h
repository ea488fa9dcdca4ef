/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gestes.h - feeds of a few offres and their undoing, written and read back in a line
 *
 *	const int64_t r = geste(&d, 'A', true, "1a 2b");
 *	EQ_STR(etat(&d, 0), "1a A / 2b A");
 *
 * The source A declares, in a complete feed, the offre 1 with the content a and the offre 2 with the content b. In a state the main source comes first,
 * then those that declare the offre beside it: « 1a A+BC ». Each gesture is a run, a day after the one before. Included after depot.h and flux_offres.h.
 */
#ifndef RELAIS_GESTES_H
#define RELAIS_GESTES_H

#include "import/annulation.h"
#include "offre/completes.h"
#include "offre/sources.h"
#include "referentiel/vue.h"

enum { GESTES_SOURCES = 3, GESTES_OFFRES = 9 };

/* A depot whose sources are A, B and C: 1, 2 and 3. */
static inline struct depot gestes_ouvrir(const char *dsn)
{
	struct depot d = depot_ouvrir(dsn);

	base_exec(d.db, "INSERT INTO source (numero, code) VALUES (1, 'A'), (2, 'B'), (3, 'C')");
	return d;
}

/* One feed of a version. */
struct geste {
	char source;
	bool complet;
	const char *offres;
};

static inline enum err geste_flux(struct depot *d, struct offres_ecriture *e, struct geste g)
{
	struct offre_essai v[GESTES_OFFRES] = {{0}};
	struct flux_bilan bilan;
	size_t n = 0;

	for (const char *p = g.offres; *p && n < GESTES_OFFRES; p += p[2] ? 3 : 2)
		v[n++] = (struct offre_essai){.cle = arena_printf(d->a, "%c", p[0]),
					      .intitule = arena_printf(d->a, "%c", p[1]),
					      .debuts = {p[1] > 'a' ? "2024-09-02" : NULL,
							 p[1] > 'b' ? "2025-01-06" : NULL}};
	return flux_dans(e, g.source - 'A' + 1, g.complet, v, n, &bilan);
}

/* The run of that feed, written down; its number. */
static inline int64_t geste_run(struct depot *d, struct geste g, int64_t version)
{
	char jour[11];

	date_iso_texte(instant_date_paris(d->instant), jour);
	base_exec(
		d->db,
		arena_printf(
			d->a,
			"INSERT INTO run (numero, instant, genre, source, fichier, taille, empreinte, complet, date_faits, "
			"date_fichier, encodage, lecteurs, etat, version, lus, ecartes, nouveaux, modifies, inchanges, "
			"disparus, anomalies, message) SELECT COUNT(*) + 1, '', 'lheo', %d, 'f', 0, '', %d, '%s', '', '', "
			"'', '%s', %s, 0, 0, 0, 0, 0, 0, 0, '' FROM run",
			g.source - 'A' + 1, g.complet, jour, version ? "applique" : "inchange",
			version ? arena_printf(d->a, "%lld", (long long)version) : "NULL"));
	return depot_entier(d, "SELECT MAX(numero) FROM run");
}

/* Several feeds in one version, as in a first load: the number of the last run. */
static inline int64_t gestes(struct depot *d, const struct geste *v, size_t n)
{
	struct depot_paresse paresse = {.d = d};
	struct offres_ecriture *e = NULL;
	int64_t run = 0;
	AUTO_TX tx = {0};

	d->instant += DEPOT_JOUR;
	if (tx_begin(d->db, TX_ECRITURE, &tx) ||
	    offres_ouvrir(d->db, (struct version_paresseuse){depot_obtenir, &paresse}, &e))
		return -1;
	for (size_t i = 0; i < n; i++)
		EQ_INT(geste_flux(d, e, v[i]), OK);
	offres_fermer(e);
	for (size_t i = 0; i < n; i++)
		run = geste_run(d, v[i], paresse.version);
	EQ_INT(tx_commit(&tx), OK);
	return run;
}

static inline int64_t geste(struct depot *d, char source, bool complet, const char *offres)
{
	return gestes(d, &(struct geste){source, complet, offres}, 1);
}

/* Undo that run, a day later; how many conflicts, -1 when it is refused. */
static inline int64_t defaire(struct depot *d, int64_t run, struct annulation *a)
{
	struct incident inc = {0};
	struct annulation ici;

	d->instant += DEPOT_JOUR;
	const struct annulation_demande demande = {
		.run = run, .raison = "essai", .instant = d->instant};
	const enum err err = annuler(d->db, &demande, a ? a : &ici, &inc);

	OK(!err || inc.message[0]);
	return err ? -1 : (a ? a : &ici)->bilan.conflits;
}

/* The conflicts that the last run met: « 1 changée depuis ». */
static inline const char *conflits(struct depot *d)
{
	return depot_lignes(
		d,
		"SELECT ref || ' ' || valeur FROM anomalie WHERE run = (SELECT MAX(numero) "
		"FROM run) ORDER BY ref",
		1);
}

/* The numbers of the offres that the vue sees, in order: « 1 / 3 / 4 ». */
static inline const char *numeros(struct depot *d, const struct vue *vue)
{
	const long long v = (long long)vue->offres;

	return depot_lignes(
		d,
		arena_printf(d->a,
			     "SELECT numero FROM offre WHERE du_version <= %lld UNION ALL "
			     "SELECT numero FROM offre_passe WHERE du_version <= %lld AND "
			     "au_version > %lld ORDER BY numero",
			     v, v, v),
		1);
}

/* As an export reads the offres, now (0) or as known on that date. */
static inline const char *etat(struct depot *d, int date)
{
	struct declarees sources[GESTES_SOURCES] = {{0}};
	struct completes *c = NULL;
	const struct offre_complete *o;
	const char *ret = "";
	struct vue vue;
	AUTO_TX tx = {0};

	if (tx_begin(d->db, TX_LECTURE, &tx) || vue_resoudre(d->db, date, &vue) == E_PANNE ||
	    completes_ouvrir(d->db, &vue, false, &c))
		return "(échec)";
	for (int s = 0; s < GESTES_SOURCES; s++)
		EQ_INT(declarees_ouvrir(d->db, &vue, (struct str){&"ABC"[s], 1}, &sources[s]), OK);
	for (const char *n = numeros(d, &vue); *n >= '0' && *n <= '9'; n += n[1] ? 4 : 1) {
		const char *plus = "+";

		if (completes_lire(c, *n - '0', &o))
			return "(échec)";
		ret = arena_printf(d->a, "%s%s%.*s%.*s %.*s", ret, *ret ? " / " : "",
				   STR_FMT(o->fait.cle), STR_FMT(o->fait.col[OC_intitule]),
				   STR_FMT(o->source));
		for (int s = 0; s < GESTES_SOURCES; s++) {
			if (!declarees_contient(&sources[s], *n - '0', 0))
				continue;
			ret = arena_printf(d->a, "%s%s%c", ret, plus, 'A' + s);
			plus = "";
		}
		EQ_INT(o->fait.n_sessions, o->fait.col[OC_intitule].p[0] - 'a');
	}
	completes_fermer(c);
	for (int s = 0; s < GESTES_SOURCES; s++)
		declarees_liberer(&sources[s]);
	return ret;
}

/* The day of the last gesture. */
static inline int aujourd_hui(const struct depot *d)
{
	return instant_date_paris(d->instant);
}

#endif
