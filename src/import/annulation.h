/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * annulation.h - undo a run: a new version in which what the run replaced is in force again
 *
 * The undoing is a run too (etat « annulation », annule: the number of the other one), so that the history tells it and the same file can be imported again.
 * What a later run touched is a conflict: listed, kept as an anomaly of the undoing, left as it is. No human decision is touched. An undoing that met
 * conflicts can be asked for again, once what stood in the way is undone; one that met conflicts only makes no version: the run stays in force, or what the
 * undoing before it left. A file of hand-typed UAIs that said what was in force already is undone too: it confirms them no more.
 */
#ifndef RELAIS_IMPORT_ANNULATION_H
#define RELAIS_IMPORT_ANNULATION_H

#include "base/arena.h"
#include "referentiel/table.h"
#include "store/store.h"

struct annulation_demande {
	int64_t run;
	const char *raison;
	int64_t instant;
};
struct annulation {
	int64_t run;
	int64_t version; /* of the undoing; 0: there were conflicts only */
	struct retour_bilan bilan;
};
/*
 * Undo, in a transaction of its own. E_ABSENT: no such run; E_REFUS: it cannot be undone (refused, nothing changed, wholly undone already, mixed with another one);
 * E_OCCUPE, E_PANNE: the base. Each with the incident.
 */
enum err annuler(struct db *db, const struct annulation_demande *d, struct annulation *ret,
		 struct incident *inc) MUST_CHECK;

/* A run as it was written down; texts are in the arena. */
struct run_lu {
	int64_t numero, version, annule; /* 0: none */
	int64_t annule_par; /* the last undoing that took something of it back, 0: none */
	bool annule_en_partie; /* and conflicts were left: the same undoing can be asked for again */
	int64_t essai_precedent; /* of an undoing: the last one before it that took something of the same run back, 0: none */
	struct str instant, genre, source, fichier, date_faits, etat, message, raison;
	bool complet, forcee;
	int64_t lus, ecartes, nouveaux, modifies, inchanges, disparus, anomalies;
};
/* The runs, the last first: of that source only (NULL: all), or the one of that number (0: all); at most max, *n of them. */
struct runs_demande {
	const char *source;
	int64_t numero;
	size_t max;
};
enum err runs_lire(struct db *db, const struct runs_demande *d, struct arena *a,
		   const struct run_lu **ret, size_t *n) MUST_CHECK;

#endif
