/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde.h - is what a file does to the base what a file may do? (domain.md 6: a run that loses too much is refused whole)
 *
 * Judged after the file was applied and before its transaction is committed, by comparing two states of the base:
 *  - rows: of a referential's list, or of a feed declared complete, those in force of its source; a partial feed erases nothing, so it has no such guard;
 *  - the share of conforme offers, réglementaires and importables each, for every open campagne (of the base; without any, the preset one that is open on the
 *    facts' date, else the next): all offers for a referential; for a feed those of its source and those that it changed. The offers that were there count,
 *    and of the new ones as many as went: what a feed adds is no loss.
 * A first edition has no rows to lose; the offers that it judges may lose by it.
 */
#ifndef RELAIS_IMPORT_GARDE_H
#define RELAIS_IMPORT_GARDE_H

#include "base/arena.h"
#include "referentiel/table.h"
#include "store/store.h"

/* The guard's parameters: all of them. */
enum {
	GARDE_SEUIL = 10, /* per cent: a drop of more than that, of what was there, is too much */
	GARDE_MINIMUM =
		5, /* and at least that many rows or offers, so that a CFA may correct two offers */
	GARDE_EXEMPLES = 3, /* clés named for each figure */
};

enum mesure {
	MESURE_LIGNES, /* rows of the list, offers of a complete feed */
	MESURE_DISPARUES, /* offers that go; bascules: how many */
	MESURE_REGLEMENTAIRES, /* of a campagne, over the offers judged */
	MESURE_IMPORTABLES,
	MESURE_CRITERE, /* numero: 1 to 8; bascules: offers that become non conforme */
	MESURE_MENTION, /* numero: enum mention; bascules: offers that lose it */
	MESURE__MAX
};
const char *mesure_code(enum mesure m); /* « reglementaires » */

struct garde_mesure {
	enum mesure quoi;
	int campagne, numero; /* 0: of none */
	int64_t avant, apres;
	int64_t total_avant,
		total_apres; /* over how many: offers that were there, or replace one that was */
	int64_t bascules;
	bool depasse;
	struct str exemples; /* clés, separated by spaces */
};

struct garde;

/* One for a command: what it learned of one file serves the next. */
struct garde *garde_ouvrir(struct db *db);
void garde_fermer(struct garde *g); /* accepts NULL */

struct garde_demande {
	bool flux, complet;
	int64_t source, version; /* the version that the file made, in the open transaction */
	int date; /* of the facts */
	const struct bilan *bilan;
	const int64_t *touchees; /* of a feed: the offers that it brought, changed or took away */
	size_t n;
};
/* Judge. *depasse: too much is lost. On failure the incident is the base's. */
enum err garde_juger(struct garde *g, const struct garde_demande *d, bool *depasse) MUST_CHECK;
/* The file just judged was refused: forget what it would have made. */
void garde_refusee(struct garde *g);
/* Write down what was measured last, as that run's. In a write transaction. */
enum err garde_ecrire(struct garde *g, int64_t run) MUST_CHECK;
/* The first figure that was too much, as a sentence, in the arena; NULL: none. */
const char *garde_phrase(const struct garde *g, struct arena *a);

/* What was measured of a run, in the arena, in the order of measures. */
enum err garde_lire(struct db *db, int64_t run, struct arena *a, const struct garde_mesure **ret,
		    size_t *n) MUST_CHECK;

#endif
