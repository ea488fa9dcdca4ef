/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * confrontation.h - two sets of verdicts side by side: two dates (diff), or the campagne as it is and as somebody would have it (simulate)
 *
 * An offre changed when its classification, its importability, the wait for the SAIO, the statut that the perimeter gives it, the avis of a
 * criterion or of the UAI, or a mention differs, or when it came or went. Other evidence for the same avis is no change; an offre that is refused either
 * way, for another first motif, is given apart (motif_seul). Nothing is written; whoever receives an ecart makes the words it prints.
 */
#ifndef RELAIS_VERDICT_CONFRONTATION_H
#define RELAIS_VERDICT_CONFRONTATION_H

#include "verdict/verdicts.h"

/* What an ecart is first of all: each has one, so the counts add up. */
enum ecart_genre {
	ECART_NOUVELLE,
	ECART_DISPARUE,
	ECART_GAGNEE, /* becomes importable */
	ECART_PERDUE, /* is no more */
	ECART_CLASSIFICATION, /* its classification changes, not its importability */
	ECART_STATUT, /* its statut, or the wait for the SAIO */
	ECART_DETAIL, /* a criterion, the UAI or a mention only */
	ECART__MAX
};
const char *ecart_code(enum ecart_genre g); /* « nouvelle »… */
const char *ecart_libelle(enum ecart_genre g); /* « deviennent importables »… */

/* One side. offre NULL: it is not there. */
struct cote {
	const struct offre_lue *offre;
	const struct verdict *verdict;
};
struct ecart {
	enum ecart_genre genre;
	struct cote avant, apres;
	unsigned
		criteres; /* bit i: the avis of criterion i + 1 differs; bit CRITERES: that of the UAI */
	unsigned raisons; /* the same bits: the raison differs, whatever the avis */
	unsigned mentions; /* bit m */
	bool statut; /* of the perimeter, where criterion 3 is conforme on a side */
	bool motif_seul; /* the same verdict, but what stops it first is something else: no change */
};
/* False: nothing changed. Both sides may not be absent. */
bool ecart_entre(const struct cote *avant, const struct cote *apres, struct ecart *ret);
/* The criteria to tell of: those whose avis differs; where none does, those whose raison does (a SIRET that closes is a new one). */
unsigned ecart_a_dire(const struct ecart *e);
/* The side that is there; the later one when both are. */
const struct cote *ecart_cote(const struct ecart *e);

/* Counts of one side. */
struct confrontation_total {
	int64_t offres, reglementaires, importables, attend_saio;
	int64_t statut[PERIMETRE__MAX]; /* of all offers */
	int64_t importables_statut[PERIMETRE__MAX]; /* of those that are importable */
};
struct confrontation_bilan {
	struct confrontation_total avant, apres;
};

/*
 * Compare. When both sides have the same vue (the same address), the dossiers are built once and judged twice. In a transaction. puits.recevoir: for
 * each ecart and each motif_seul, in the order of numbers; anything but OK stops.
 */
struct confrontation_cote {
	const struct vue *vue;
	const struct campagne *campagne;
};
struct confrontation_demande {
	struct confrontation_cote avant, apres;
};
struct ecarts_puits {
	enum err (*recevoir)(void *ctx, const struct ecart *e);
	void *ctx;
};
enum err verdicts_confronter(struct db *db, const struct confrontation_demande *demande,
			     struct ecarts_puits puits, struct confrontation_bilan *ret) MUST_CHECK;

#endif
