/* SPDX-License-Identifier: EUPL-1.2 */
/* import_annulation_test.c - what an undoing gives back, what it leaves, and how the past reads */
#include "tap.h"

#include "bases.h"
#include "depot.h"
#include "edition.h"
#include "flux_offres.h"

#include "gestes.h"

#include "offre/histoire.h"

/* --- the sources of an offre on a past date --- */

TEST_BASES(une_date_dit_la_source_d_alors)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);

	(void)geste(&d, 'A', false, "1a 2b");
	const int seule = aujourd_hui(&d);
	(void)geste(&d, 'B', false, "1a");
	const int deux = aujourd_hui(&d);
	(void)geste(&d, 'A', true, "2b");
	EQ_STR(etat(&d, 0), "1a B / 2b A");
	EQ_STR(etat(&d, deux), "1a A+B / 2b A");
	EQ_STR(etat(&d, seule), "1a A / 2b A");
}

TEST_BASES(une_date_dit_qui_declarait_a_cote)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);
	const char *dits[6];
	int jours[6], n = 0;

	(void)geste(&d, 'A', false, "1a");
	const struct geste tours[] = {{'B', false, "1a"}, {'C', false, "1a"}, {'B', true, "2a"},
				      {'C', true, "1b"},  {'B', false, "1b"}, {'C', true, "2a"}};
	for (; n < 6; n++) {
		(void)gestes(&d, &tours[n], 1);
		dits[n] = etat(&d, 0);
		jours[n] = aujourd_hui(&d);
	}
	EQ_STR(dits[1], "1a A+BC");
	EQ_STR(dits[3], "1b C+A / 2a B");
	EQ_STR(dits[5], "1b B+A / 2a B+C");
	while (n-- > 0)
		EQ_STR(etat(&d, jours[n]), dits[n]);
}

/* Its last change is that of its content, not the day on which another source took it over as it was. */
TEST_BASES(une_reprise_ne_change_pas_le_contenu)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);
	struct offre_histoire h = {0};
	struct vue vue;

	(void)geste(&d, 'A', false, "1a");
	(void)geste(&d, 'A', false, "1b");
	const int change = aujourd_hui(&d);
	(void)geste(&d, 'B', false, "1b");
	(void)geste(&d, 'A', true, "2a");
	EQ_STR(etat(&d, 0), "1b B / 2a A");
	MUST(vue_resoudre(d.db, 0, &vue) == OK && !offre_histoire(d.db, &vue, 1, d.a, &h));
	EQ_STR(h.source, "B");
	EQ_INT(h.modifiee_le, change);
	EQ_INT(h.autres_sources, 0);
	MUST(vue_resoudre(d.db, aujourd_hui(&d) - 1, &vue) == OK &&
	     !offre_histoire(d.db, &vue, 1, d.a, &h));
	EQ_STR(h.source, "A");
	EQ_INT(h.autres_sources, 1);
}

/* --- another source spoke in between --- */

TEST_BASES(une_autre_source_a_repris_l_offre_depuis)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);

	(void)geste(&d, 'A', false, "1a");
	(void)geste(&d, 'B', false, "1a");
	const int64_t r = geste(&d, 'A', false, "1b");
	(void)geste(&d, 'B', true, "2a");
	EQ_STR(etat(&d, 0), "1b A / 2a B");
	/* B does not stand beside any more: with the old content it would */
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(conflits(&d), "1 ses sources ont changé depuis");
	EQ_STR(etat(&d, 0), "1b A / 2a B");
}

TEST_BASES(la_source_principale_a_change_sans_que_le_contenu_change)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);

	(void)geste(&d, 'C', false, "1a");
	const int64_t r = geste(&d, 'B', false, "1b");
	(void)geste(&d, 'C', false, "1b");
	(void)geste(&d, 'A', false, "1b");
	(void)geste(&d, 'C', true, "2a");
	const char *avant = etat(&d, 0);
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(etat(&d, 0), avant);
}

/* B takes the offre over as it is: the feed of A that gave the content cannot be undone under it. */
TEST_BASES(une_reprise_est_un_conflit)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);

	(void)geste(&d, 'A', false, "1a 2a");
	const int64_t r = geste(&d, 'A', false, "1b");
	const int64_t b = geste(&d, 'B', false, "1b");
	(void)geste(&d, 'B', true, "1b 2a");
	const int64_t depart = geste(&d, 'A', true, "2a");
	EQ_STR(etat(&d, 0), "1b B / 2a A+B");
	EQ_INT(defaire(&d, b, NULL), -1); /* B spoke again since */
	EQ_INT(defaire(&d, r, NULL), -1); /* and A */
	EQ_INT(defaire(&d, depart, NULL), 0);
	EQ_STR(etat(&d, 0), "1b A+B / 2a A+B");
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(conflits(&d), "1 une autre source la déclare aussi");
	EQ_STR(etat(&d, 0), "1b A+B / 2a A+B");
}

/* The undoing of B's departure after C took its place: nobody is twice the source of an offre. */
TEST_BASES(un_depart_repris_ne_fait_pas_deux_fois_la_meme_source)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);

	(void)geste(&d, 'A', false, "1a");
	(void)geste(&d, 'B', false, "1a");
	const int64_t r = geste(&d, 'A', true, "2a");
	EQ_STR(etat(&d, 0), "1a B / 2a A");
	(void)geste(&d, 'C', false, "1c");
	EQ_STR(etat(&d, 0), "1c C+B / 2a A");
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(etat(&d, 0), "1c C+B");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre_source AS s JOIN offre AS o ON "
				"o.numero = s.offre AND o.source = s.source"),
	       0);
}

/* --- the files of a first load --- */

TEST_BASES(deux_flux_d_un_premier_chargement)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);
	const struct geste premiers[] = {{'A', false, "1a 2a 3a"}, {'B', false, "1a 2b 4a"}};
	const int64_t b = gestes(&d, premiers, 2);
	const int premier = aujourd_hui(&d);

	EQ_STR(etat(&d, 0), "1a A+B / 2b B+A / 3a A / 4a B");
	EQ_INT(defaire(&d, b - 1, NULL), 1);
	EQ_STR(conflits(&d), "1 une autre source la déclare aussi");
	EQ_STR(etat(&d, 0), "1a A+B / 2b B / 4a B");
	EQ_INT(defaire(&d, b, NULL), 0);
	EQ_STR(etat(&d, 0), "1a A");
	/* nothing holds the first one any more */
	EQ_INT(defaire(&d, b - 1, NULL), 0);
	EQ_STR(etat(&d, 0), "");
	EQ_STR(etat(&d, premier), "1a A+B / 2b B+A / 3a A / 4a B");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM offre_source"), 0);
}

/* --- a list that says again what it said --- */

/* The next edition of a list of two states, a day later: its run. */
static int64_t liste(struct depot *d, const char *un, const char *deux)
{
	d->instant += DEPOT_JOUR;
	const struct edition e = EDITION(d, REF_SIRENE, 1, arena_printf(d->a, "1;%s", un),
					 arena_printf(d->a, "2;%s", deux));

	EQ_INT(e.err, OK);
	return depot_entier(d, "SELECT MAX(numero) FROM run");
}

static const char SIRENE[] = "SELECT siret, etat FROM sirene ORDER BY cle";

TEST_BASES(une_edition_qui_redit_n_est_pas_une_annulation)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);

	(void)liste(&d, "x", "x");
	const int64_t r = liste(&d, "y", "y");
	(void)liste(&d, "z", "y");
	(void)liste(&d, "y", "y");
	/* the last edition says y of its own: the first one that said it does not hold it */
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(depot_lignes(&d, SIRENE, 2), "1|y / 2|x");
	/* nor does an undoing that leads back to what that edition said */
	const int64_t z = liste(&d, "z", "x");
	EQ_INT(defaire(&d, z, NULL), 0);
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(depot_lignes(&d, SIRENE, 2), "1|y / 2|x");
}

TEST_BASES(une_annulation_qui_a_laisse_des_conflits_se_reprend)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);
	struct annulation a;

	(void)liste(&d, "x", "x");
	const int64_t y = liste(&d, "y", "y"), z = liste(&d, "z", "y");
	EQ_INT(defaire(&d, y, &a), 1);
	EQ_INT(a.bilan.retablies, 1);
	EQ_STR(depot_lignes(&d, SIRENE, 2), "1|z / 2|x");
	/* what was in the way goes; what was taken back stays so */
	EQ_INT(defaire(&d, z, NULL), 0);
	EQ_INT(defaire(&d, y, &a), 0);
	EQ_INT(a.bilan.retablies, 1);
	EQ_STR(depot_lignes(&d, SIRENE, 2), "1|x / 2|x");
	EQ_INT(defaire(&d, y, NULL), -1);
}

TEST_BASES(une_annulation_qui_ne_reprend_rien_ne_fait_pas_de_version)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);
	static const char ETAT[] = "SELECT etat, COALESCE(version, 0), anomalies FROM run ORDER BY "
				   "numero DESC LIMIT 1";
	struct annulation a;

	(void)liste(&d, "x", "x");
	const int64_t r = liste(&d, "y", "y");
	(void)liste(&d, "z", "z");
	const int64_t versions = depot_entier(&d, "SELECT MAX(numero) FROM version");
	const int64_t evenements = depot_entier(&d, "SELECT COUNT(*) FROM evenement");
	EQ_INT(defaire(&d, r, &a), 2);
	EQ_INT(a.version, 0);
	EQ_INT(depot_entier(&d, "SELECT MAX(numero) FROM version"), versions);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM evenement"), evenements);
	EQ_STR(depot_lignes(&d, ETAT, 3), "annulation|0|2");
	EQ_STR(conflits(&d), "1 changée depuis / 2 changée depuis");
	/* it is not undone: it is in force as far as later editions let it */
	EQ_INT(defaire(&d, r, &a), 2);
}

/* How « import liste » and « montrer » tell it: in part as long as conflicts are left, however often it is asked for again. */
TEST_BASES(une_annulation_partielle_se_dit_partielle)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);
	const struct run_lu *v;
	struct annulation a;
	size_t n;

	(void)liste(&d, "x", "x");
	const int64_t y = liste(&d, "y", "y"), z = liste(&d, "z", "y");
	const struct runs_demande demande = {.numero = y, .max = 1};

	EQ_INT(defaire(&d, y, &a), 1);
	const int64_t premiere = a.run;
	EQ_INT(defaire(&d, y, &a), 1);
	EQ_INT(a.version, 0);
	MUST(runs_lire(d.db, &demande, d.a, &v, &n) == OK && n == 1);
	EQ_INT(v->annule_par, premiere);
	OK(v->annule_en_partie);
	const struct runs_demande essai = {.numero = a.run, .max = 1};
	MUST(runs_lire(d.db, &essai, d.a, &v, &n) == OK && n == 1);
	EQ_INT(v->annule, y);
	EQ_INT(v->essai_precedent, premiere);
	EQ_INT(defaire(&d, z, NULL), 0);
	EQ_INT(defaire(&d, y, &a), 0);
	MUST(runs_lire(d.db, &demande, d.a, &v, &n) == OK && n == 1);
	EQ_INT(v->annule_par, a.run);
	OK(!v->annule_en_partie);
}

/* What was taken back, then said otherwise by another source, is no conflict of the second attempt. */
TEST_BASES(ce_qui_a_ete_repris_ne_fait_plus_de_conflit)
{
	AUTO_DEPOT d = gestes_ouvrir(dsn);

	(void)geste(&d, 'A', false, "1a 2a");
	const int64_t r = geste(&d, 'A', false, "1b 2b");
	(void)geste(&d, 'B', false, "1c");
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(etat(&d, 0), "1c B+A / 2a A");
	(void)geste(&d, 'B', false, "2c");
	EQ_INT(defaire(&d, r, NULL), 1);
	EQ_STR(conflits(&d), "1 une autre source la déclare aussi");
	EQ_STR(etat(&d, 0), "1c B+A / 2c B+A");
}
