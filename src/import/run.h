/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * run.h - what is written down of each file: the run, its source, its result
 *
 * Internal to the room.
 */
#ifndef RELAIS_IMPORT_RUN_H
#define RELAIS_IMPORT_RUN_H

#include "import/import.h"
#include "import/lecture.h"

/* The source of that code; 0 when it gave nothing yet. */
enum err run_source_connue(struct db *db, const char *code, int64_t *ret) MUST_CHECK;
/* The same, made when it is new, with that number or, when it is 0, the next one. */
enum err run_source(struct db *db, const char *code, int64_t nouveau, int64_t *ret) MUST_CHECK;
/* The number that the next new source will have. */
enum err run_source_prochaine(struct db *db, int64_t *ret) MUST_CHECK;

/* The last run of that genre and source that was applied or unchanged: E_ABSENT when there is none. */
struct run_precedent {
	char empreinte[2 * EMPREINTE_TAILLE + 1];
	bool complet;
	int date_faits;
	bool autre_depuis; /* another source has changed facts of that genre since */
	bool memes_lecteurs; /* it was read by the code that this program has */
};
enum err run_precedent(struct db *db, const char *genre, int64_t source,
		       struct run_precedent *ret) MUST_CHECK;

/* The number that the next run will have. */
enum err run_prochain(struct db *db, int64_t *ret) MUST_CHECK;

/* The short name of the file, in UTF-8 whatever its bytes. */
enum { RUN_FICHIER_MAX = 4096 };
void run_fichier(const struct lecture *l, struct buf *out);

/* Write the run down. */
struct run_fait {
	int64_t numero, source, instant;
	bool complet;
	int date_faits;
	const char *raison; /* of --force; NULL: none */
	const struct lecture *lecture;
	const struct import_resultat *resultat;
};
enum err run_ecrire(struct db *db, const struct run_fait *r) MUST_CHECK;

#endif
