/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import.h - files into facts: read side by side, applied one after the other, in the order given
 *
 * Each file is a run. It is applied whole or not at all; what changed belongs to a version. On a base that holds no fact all files of the command
 * are one transaction and one version; afterwards each file has its own. The same file again changes nothing.
 */
#ifndef RELAIS_IMPORT_IMPORT_H
#define RELAIS_IMPORT_IMPORT_H

#include "base/arena.h"
#include "format/inventaire.h"
#include "offre/saisies.h"
#include "referentiel/table.h"
#include "store/store.h"

struct import_demande {
	const struct lot *lots; /* of inventaire_faire; must outlive the results */
	size_t n;
	enum format force; /* --as; FORMAT_INCONNU: recognise */
	const char *source; /* --source; NULL: kind, and région for a feed */
	bool complet; /* --complet: an offre that its source's feed no longer has is gone */
	int campagne; /* --campagne: of the files that belong to one; 0: not said */
	const char *
		raison; /* --force --reason: apply against the guard (garde.h), and why; NULL: do not */
	int date; /* --date: when the facts became known; 0: now */
	int64_t instant; /* now */
	/* Called from time to time while files are read; may be NULL. */
	void (*progres)(void *ctx, uint64_t octets_lus, uint64_t octets_total);
	void *ctx;
};

enum import_etat {
	IMPORT_APPLIQUE,
	IMPORT_INCHANGE, /* read, and nothing is different from what the base knows */
	IMPORT_LAISSE, /* known and of no use, or beside what is read in an archive: left aside, no run */
	IMPORT_REFUSE /* unreadable, malformed, not what it claims: not applied */
};

struct import_resultat {
	const char *fichier; /* the name of its lot */
	enum import_etat etat;
	struct incident incident; /* of a refusal, or of what is left aside */
	bool garde; /* the guard said that too much is lost: refused, or forced */
	bool forcee; /* applied all the same */
	enum format format;
	char source[80];
	char encodage[40];
	int64_t run; /* 0: nothing was written down (the very same file again, the same day) */
	int64_t version; /* 0: nothing changed */
	int64_t lus, anomalies;
	int64_t ecartes, sans_code; /* left aside; among them, those that no code names */
	struct bilan bilan;
	/* Of a file of UAIs typed by hand: what became of its rows. Of a feed: the rows of such files that waited for its offres. */
	struct saisies_bilan saisies;
};

/*
 * Import the files. resultats: n of them, filled in order. *date_avancee: the facts' date is before what the base already knew; they are known from the
 * last version on. On failure a result whose fichier is NULL did not happen. E_PANNE, E_OCCUPE with the incident: the base failed; what was applied before that stays.
 */
enum err importer(struct db *db, const struct import_demande *demande,
		  struct import_resultat *resultats, bool *date_avancee,
		  struct incident *inc) MUST_CHECK;

/* The anomalies of a run in the order of its file, at most max, in the arena; *n of them. */
struct anomalie_lue {
	int64_t ligne;
	struct str ref, champ, valeur, code;
};
enum err import_anomalies(struct db *db, int64_t run, struct arena *a, size_t max,
			  const struct anomalie_lue **ret, size_t *n) MUST_CHECK;

#endif
