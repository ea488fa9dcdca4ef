/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde_interne.h - what the guard's files share: the states that it compares, and the figures that it draws from them
 *
 * Internal to garde.c (what is compared with what), garde_etats.c (a state: its offers judged) and garde_mesures.c (the figures, written and read).
 */
#ifndef RELAIS_IMPORT_GARDE_INTERNE_H
#define RELAIS_IMPORT_GARDE_INTERNE_H

#include "base/vec.h"
#include "import/garde.h"
#include "regle/verdict.h"

struct referentiels;

/* What a verdict says, in bits: réglementaire, importable, criteria that are non conformes, mentions that are missing. */
enum {
	BIT_REGLEMENTAIRE = 0,
	BIT_IMPORTABLE = 1,
	BIT_CRITERE = 2,
	BIT_MENTION = BIT_CRITERE + CRITERES,
	BITS = BIT_MENTION + MENTION__MAX
};

struct etat {
	int64_t offre;
	uint32_t bits;
};

struct etats {
	struct VEC(struct etat) v; /* in the order of numbers */
};

/* One campagne: the offers before and after, and the examples of each bit that turned bad. */
struct essai {
	int annee;
	bool gardee; /* a campagne of the base: it keeps its verdicts */
	int64_t version; /* what `apres` is the state of, when all offers are in it; 0: nothing */
	struct etats avant, apres;
	int64_t bascules[BITS];
	size_t n_exemples[BITS];
	struct str exemples[BITS][GARDE_EXEMPLES];
};

struct garde {
	struct db *db;
	struct arena *arena; /* of the last judgement */
	struct bulk *lot;
	struct VEC(struct essai) essais; /* of this file's campagnes, and of those before it */
	size_t n_essais; /* the first ones: this file's */
	struct VEC(struct garde_mesure) mesures;
};

/* The offer's state, NULL when the list has none. */
const struct etat *etat_de(const struct etats *e, int64_t offre);
/* How many have that bit. */
int64_t etats_compter(const struct etats *e, int bit);
/*
 * How many have that bit after the file, of *total: the offers that were there before it, and of those that it brings as many as it takes away. What a
 * feed adds loses nothing, and makes up for nothing.
 */
int64_t essai_apres(const struct essai *e, int bit, int64_t *total);

/* The lot: the offers that the feed touched. */
enum err garde_lot_touchees(struct garde *g, const struct garde_demande *d) MUST_CHECK;
enum err garde_lot_vider(struct garde *g) MUST_CHECK;
/*
 * Judge the offers (of a feed: those of the lot) as they were before the file, into e->avant, or after it, into e->apres, which is compared with
 * e->avant. refs: those of the state, NULL: read for it.
 */
enum err essai_juger_avant(struct garde *g, const struct garde_demande *d, struct essai *e,
			   struct referentiels *refs) MUST_CHECK;
enum err essai_juger_apres(struct garde *g, const struct garde_demande *d, struct essai *e,
			   struct referentiels *refs) MUST_CHECK;
/* The state before all offers, into e->avant, from the verdicts that the base keeps. *lu: they are those of that state, by these rules. */
enum err essai_relire_avant(struct garde *g, const struct garde_demande *d, struct essai *e,
			    bool *lu) MUST_CHECK;
/* The offers of the feed's source that it did not touch: the same before and after. Uses the lot. */
enum err essai_ajouter_le_reste(struct garde *g, const struct garde_demande *d, struct essai *e,
				struct referentiels *refs) MUST_CHECK;

/* The figures of a campagne that was tried, then those of the file itself. */
void mesurer_essai(struct garde *g, const struct essai *e);
void mesurer_lignes(struct garde *g, const struct garde_demande *d);
enum err mesurer_disparues(struct garde *g, const struct garde_demande *d) MUST_CHECK;

#endif
