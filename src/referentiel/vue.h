/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vue.h - the base as it was known on a date (domain.md 5)
 *
 * Facts carry two times: the legal one, in ordinary columns, and when we knew them, the version. A vue says which version each kind
 * of fact is read at. Without a date it is the current one. With a date it is the last version known at the end of that day in Paris;
 * a kind of fact that was not known yet is read at its first edition, and the vue remembers it so that the answer says so.
 */
#ifndef RELAIS_REFERENTIEL_VUE_H
#define RELAIS_REFERENTIEL_VUE_H

#include "referentiel/table.h"

struct vue {
	int date; /* AAAAMMJJ asked for, 0: current */
	bool courante; /* nothing is known after it: current tables are enough */
	int64_t version; /* last version it sees, for what has no genre of its own (campagnes, rules) */
	int64_t ref[REF__MAX]; /* version at which each referential is read */
	bool ref_anticipe
		[REF__MAX]; /* its first edition is later than the date: that one is used */
	int64_t offres;
	bool offres_anticipees;
};

/* Resolve. E_ABSENT: the base holds no fact at all (ret is then the empty current view). */
enum err vue_resoudre(struct db *db, int date, struct vue *ret) MUST_CHECK;

/*
 * The last edition of a referential (or of one genre of feeds) that a vue sees: the date of its facts as told at import
 * (AAAAMMJJ), 0 when there is none. It is what « liste publique du 2 octobre 2023 » shows.
 */
enum err vue_date_faits(struct db *db, const struct vue *vue, const char *genre,
			int *ret) MUST_CHECK;

/* The same for a table, whatever the genre that gave it last. */
enum err vue_date_table(struct db *db, const struct vue *vue, enum ref_table t,
			int *ret) MUST_CHECK;

/* The same for the feeds that give offers: « lheo », « rco ». */
enum err vue_date_flux(struct db *db, const struct vue *vue, int *ret) MUST_CHECK;

/*
 * An edition in which nothing had changed has no version: only the date of its facts says whether a vue knew it. That is the last such date (AAAA-MM-JJ)
 * for a kind; empty when the kind is read in advance.
 */
void vue_jusqua(const struct vue *vue, const char *genre, char ret[11]);

/* Is it the genre of a feed that gives offers? */
bool vue_genre_de_flux(struct str genre);

#endif
