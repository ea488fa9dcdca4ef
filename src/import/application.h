/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * application.h - a spool into the base, in the open write transaction
 *
 * Internal to the room. One application serves all files of a transaction: what it holds in memory (known offers, known texts) is read once.
 */
#ifndef RELAIS_IMPORT_APPLICATION_H
#define RELAIS_IMPORT_APPLICATION_H

#include "import/import.h"
#include "import/lecture.h"
#include "offre/saisies.h"

struct application;

/* version: asked for when the first change is written. */
enum err application_ouvrir(struct db *db, struct version_paresseuse version,
			    struct application **ret) MUST_CHECK;
void application_fermer(struct application *a); /* accepts NULL */

/* Apply one read file as that run of that source. */
struct application_fichier {
	const struct lecture *lecture;
	int64_t run, source;
	int campagne; /* of what belongs to one; 0: none */
	bool complet;
	bool deja_lu; /* these very bytes: their anomalies are in the base already */
	int64_t instant; /* now */
};
/* What the file changed. saisies: of a file of UAIs typed by hand, its rows; of a feed, those of such files that waited for its offres. */
struct application_bilan {
	struct bilan faits;
	struct saisies_bilan saisies;
	int64_t anomalies;
};
enum err application_fichier(struct application *a, const struct application_fichier *f,
			     struct application_bilan *bilan) MUST_CHECK;

/* The numbers of the offres that the last file brought, changed or took away (none for a referential), *n of them; they live until the next file. */
const int64_t *application_touchees(const struct application *a, size_t *n);

#endif
