/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fil.c - verdicts first, migration after them
 */
#include "parcoursup/fil.h"

#include "base/date.h"
#include "connecteur/connecteur.h"
#include "journal/journal.h"
#include "parcoursup/migration.h"
#include "verdict/verdicts.h"

/* Nothing became known since, and no delay can have ended: it is the same day. */
static enum err a_jour(struct db *db, int campagne, int jour, bool *migree, bool *ret)
{
	struct migration_faite faite;
	int64_t derniere;
	enum err err = migration_derniere(db, campagne, INT64_MAX, &faite);

	*ret = true;
	*migree = err != E_ABSENT;
	if (err == E_ABSENT)
		return OK; /* nothing to go on with */
	if (err || (err = version_derniere(db, &derniere)))
		return err;
	*ret = derniere == faite.version && instant_date_paris(faite.instant) == jour;
	return OK;
}

static enum err continuer(struct db *db, int64_t instant, struct suite_campagne *suite,
			  struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	AUTO_TX tx = {0};
	struct migration *m = NULL;
	struct campagne campagne;
	struct migration_demande demande = {
		.campagne = &campagne, .jour = instant_date_paris(instant), .au_fil = true};
	const struct auteur qui = {instant, STR("relais")};
	struct connecteur_reglages reglages;
	struct vue vue;
	int64_t version;
	bool fait;
	enum err err;

	demande.transmettre = connecteur_reglages_lire(&reglages, inc) != E_ABSENT;
	if ((err = tx_begin(db, TX_ECRITURE, &tx)) ||
	    (err = a_jour(db, suite->annee, demande.jour, &suite->migree, &fait)) ||
	    (!fait && (err = vue_resoudre(db, 0, &vue)))) {
		*inc = *db_incident(db);
		return err;
	}
	if (fait)
		return OK;
	if ((err = campagne_lire(db, suite->annee, INT64_MAX, a, &campagne, inc)) ||
	    (err = migration_preparer(db, &vue, &demande, &m, inc)))
		return err;
	if ((err = migration_appliquer(m, &qui, &version)) || (err = tx_commit(&tx)))
		*inc = *db_incident(db);
	suite->formations = migration_changements(m);
	suite->statuts = migration_statuts_changes(m);
	migration_liberer(m);
	return err;
}

enum err suites_suivre(struct db *db, int64_t instant, struct arena *a, struct suites *ret,
		       struct incident *inc)
{
	const int jour = instant_date_paris(instant);
	struct suite_campagne *v;
	const int *annees;
	size_t n = 0;
	enum err err = verdicts_renouveler(db, jour, inc);

	if (err)
		return err;
	if ((err = campagnes_ouvertes(db, jour, a, &annees, &n))) {
		*inc = *db_incident(db);
		return err;
	}
	v = arena_alloc(a, (n + 1) * sizeof *v);
	for (size_t i = 0; !err && i < n; i++) {
		v[i].annee = annees[i];
		err = continuer(db, instant, &v[i], inc);
	}
	if (!err)
		*ret = (struct suites){v, n};
	return err;
}

enum err suites_renouveler(struct db *db, int64_t instant, struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	struct suites faites;

	return suites_suivre(db, instant, a, &faites, inc);
}

enum err suites_suivent(struct db *db, int campagne, int64_t instant, bool *ret)
{
	AUTO_ARENA a = arena_new(0);
	const int *annees;
	size_t n = 0;
	const enum err err = campagnes_ouvertes(db, instant_date_paris(instant), a, &annees, &n);

	*ret = false;
	for (size_t i = 0; !err && i < n; i++)
		*ret = *ret || annees[i] == campagne;
	return err;
}
