/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saisies.h - the UAIs of a file typed by hand: each row is a person's decision about the offre of its clé (domain.md 4.4 and 6)
 *
 * A row is kept whether or not an offre has its clé: it waits, and is applied when a feed brings that offre or gives it that clé. Its offre is, in
 * this order: the one that has the clé; for a clé that says no année (X), those that have it with an année, for they are given at the same place; the last
 * one that had it and is there under another (what « relais decider » understands too), unless it only had it by a feed that was undone. An offre that several rows mean follows the first of these.
 *
 * The row of the last run speaks for its clé. A row that an edition lacks stays: the file is a set of decisions, not a list. What a person decided of an
 * offre itself (decision.h, without a run), withdrawing included, is never replaced: a conflict, told.
 */
#ifndef RELAIS_OFFRE_SAISIES_H
#define RELAIS_OFFRE_SAISIES_H

#include "base/arena.h"
#include "referentiel/table.h"
#include "store/store.h"

enum saisie_etat {
	SAISIE_ATTENTE, /* no offre has the clé */
	SAISIE_APPLIQUEE, /* to one of its offres at least; the next two: to none */
	SAISIE_SUPPLANTEE, /* its offre has another row too, under its present clé, with another UAI */
	SAISIE_CONFLIT, /* a person decided otherwise */
	SAISIE_ETATS
};

/* What is wrong with a row. */
enum saisie_defaut {
	DEFAUT_CLE,
	DEFAUT_UAI_FORME,
	DEFAUT_UAI_LETTRE,
	DEFAUT_DOUBLON, /* the same clé, the same UAI: the first row counts */
	DEFAUT_CONTRADICTOIRE, /* the same clé, another UAI: none counts */
	DEFAUT_SUPPLANTEE, /* kept, and not in force */
	DEFAUT_SUPPLANTEE_POUR_UNE, /* of several offres: it counts for another one */
	DEFAUT_CONFLIT, /* a person decided otherwise of an offre; it may count for another one */
	DEFAUTS
};
struct saisie_signal {
	enum saisie_defaut quoi;
	uint32_t ligne; /* 0: of a file of another run */
	struct str cle, uai;
	struct str
		autre; /* the UAI that is kept in its place, of the last ones; empty: a person withdrew it */
};

struct saisies_contexte {
	struct version_paresseuse version;
	int64_t instant; /* now, for the journal */
	int64_t run; /* the one under way, whose file is not written down yet */
	struct {
		int64_t version, run;
	} defait; /* the feed that is being undone, and the version that it made; 0: none */
	struct str fichier;
	/* Called for each row that something is wrong with; the texts die with the call. */
	enum err (*signaler)(void *ctx, const struct saisie_signal *s);
	void *ctx;
};
struct saisies_bilan {
	int64_t gardees, appliquees, attente, conflits, supplantees, ecartees;
};

/* Receive the rows of a file, in the open write transaction; then the edition is whole: *bilan says what it changed, *ret what became of its rows. */
struct saisies_ecriture;
enum err saisies_ouvrir(struct db *db, const struct saisies_contexte *c,
			struct saisies_ecriture **ret) MUST_CHECK;
enum err saisies_recevoir(struct saisies_ecriture *e, uint32_t ligne, struct str cle,
			  struct str uai) MUST_CHECK;
enum err saisies_fin(struct saisies_ecriture *e, struct bilan *bilan,
		     struct saisies_bilan *ret) MUST_CHECK;
void saisies_fermer(struct saisies_ecriture *e); /* accepts NULL */

/*
 * The offres have changed (a feed, an undoing): every row in force is taken to the offres that it means now. Only what changes is written; rows that
 * waited and cannot be applied are told. *ret: those that waited and do not any more, and how many still wait. When a feed is being undone, the decisions
 * that it caused and that no row makes any more are withdrawn, and the rows that mean no offre wait again.
 */
enum err saisies_appliquer(struct db *db, const struct saisies_contexte *c,
			   struct saisies_bilan *ret) MUST_CHECK;

/*
 * Take back what the file of that run brought: its rows are gone, its decisions are withdrawn, the rows before them speak again. What a person decided
 * since in the place of one of its decisions stays: a conflict. No later file of this genre may be in force. d: only whom conflicts are told.
 */
enum err saisies_annuler(struct db *db, int64_t run, const struct saisies_contexte *c,
			 const struct retour_demande *d, struct retour_bilan *bilan) MUST_CHECK;

/* The rows of that run's file that are in force and wait, in the arena, in the order of the file; *n of them. */
struct saisie_en_attente {
	int64_t ligne;
	struct str cle, uai;
};
enum err saisies_en_attente(struct db *db, int64_t run, struct arena *a,
			    const struct saisie_en_attente **ret, size_t *n) MUST_CHECK;

#endif
