/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * actions.h - what must happen for an offre to be imported into Parcoursup: who does what, in the order in which people act
 *
 * A verdict says the same absence several times (a CFD that is not declared breaks a mention and three criteria); the person who corrects it has
 * one thing to do. So an absence is told once, by its mention.
 */
#ifndef RELAIS_VERDICT_ACTIONS_H
#define RELAIS_VERDICT_ACTIONS_H

#include "referentiel/vue.h"
#include "regle/phrases.h"

enum { ACTIONS_MAX = MENTION__MAX + CRITERES + 1 };

struct action {
	int critere; /* 1..8; 0: the UAI or a mention */
	enum mention mention; /* MENTION__MAX: not a mention */
	bool bloque; /* without it no import; else the import waits for a human check */
	struct phrase phrase;
};

/* The actions, in ret[ACTIONS_MAX]; how many. None: the offre is importable and nobody has to look. Sentences are in the arena. */
size_t verdict_actions(struct arena *a, const struct verdict *v, struct action *ret);

/* The name of a raison, for files: « ANNEE_ABSENTE ». */
const char *raison_code(enum raison r);

/* Of which date is what a verdict looked at: by provenance, 0 when the base has no edition of it (always, for the perimeter rules). */
struct sources {
	int date[PROVENANCE__MAX];
};
enum err verdict_sources(struct db *db, const struct vue *vue, struct sources *ret) MUST_CHECK;

/* The referentials that every verdict needs and that the vue does not have: without them everything is « à vérifier ». */
struct manques {
	bool table[REF__MAX];
	size_t n;
};
enum err verdict_manques(struct db *db, const struct vue *vue, struct manques *ret) MUST_CHECK;

#endif
