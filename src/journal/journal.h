/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * journal.h - the base's own time: versions, and the append-only record of who did what
 *
 * Every change of facts belongs to a version: a number that grows by one, the instant at which its facts became known, its
 * cause. A version is made in the transaction that uses it, so a reader sees all of it or nothing. Nothing is ever removed from the
 * journal, and nothing is written for a night in which nothing changed (domain.md 3, Événement).
 */
#ifndef RELAIS_JOURNAL_JOURNAL_H
#define RELAIS_JOURNAL_JOURNAL_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "store/store.h"

/* The number of the last version; 0 when the base holds no fact. */
enum err version_derniere(struct db *db, int64_t *ret) MUST_CHECK;

/*
 * Make the next version. connu_le is moved forward to the last version's instant when it is before it, because versions are in the order of
 * what was known: *recule says so. run: 0 when the cause is not an import.
 */
struct version_demande {
	int64_t connu_le; /* instant */
	const char *cause; /* « import », « campagne », « regle » */
	int64_t run;
	const char *personne;
};
enum err version_nouvelle(struct db *db, const struct version_demande *demande, int64_t *numero,
			  bool *recule) MUST_CHECK;

/* The last version known at that instant; E_ABSENT when the first one is later (then *ret is untouched). */
enum err version_connue(struct db *db, int64_t instant, int64_t *ret) MUST_CHECK;

/* Add one event: who, what object, what changed, why (may be empty), and the version that its facts belong to (0: it changed none). */
struct evenement {
	int64_t instant, version;
	struct str acteur, objet, changement, raison;
};
enum err journal_ajouter(struct db *db, const struct evenement *e) MUST_CHECK;

/* The events as they stand, the oldest first. Texts die with the call. */
struct evenement_lu {
	int64_t version; /* 0: none */
	struct str instant, acteur, objet, changement, raison;
};
struct evenements_puits {
	void (*recevoir)(void *ctx, const struct evenement_lu *e);
	void *ctx;
};
/* Those of an object (« campagne 2024 »), or of all whose name starts so (« regle % »), that change facts known at that version (INT64_MAX: now). */
enum err journal_lire(struct db *db, const char *objet, int64_t version,
		      struct evenements_puits puits) MUST_CHECK;

#endif
