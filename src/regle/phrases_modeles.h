/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases_modeles.h - the tables of sentences, one entry a raison, shared out among phrases_*.c
 *
 * A modele is French with slots. {t0} is the text of slot 0; {siret0}, {siren0}, {n0}, {ans0}, {date0}, {periode0},
 * {entre0}, {rncp0}, {suite0} (number of the nouvelle fiche), {mefs0}, {origine0} read number 0 (raisons.h); {siret_t0} and {nda_t0} group a
 * declared text for the eye. What stands between [ and ] is left out when one of its slots is empty. Only phrases.c reads this.
 */
#ifndef RELAIS_REGLE_PHRASES_MODELES_H
#define RELAIS_REGLE_PHRASES_MODELES_H

#include "regle/phrases.h"

struct modele {
	const char *fait; /* NULL: that raison is in another table */
	const char *vu;
	const char *remede;
	enum provenance provenance;
	enum acteur acteur;
};

/* Indexed by raison: criteria 1 and 2, UAI; criteria 3 to 5; criteria 6 to 8 and signalements. */
extern const struct modele modeles_organisme[RAISON__MAX];
extern const struct modele modeles_certification[RAISON__MAX];
extern const struct modele modeles_offre[RAISON__MAX];

/* What to do for a missing mention; indexed by mention. */
extern const struct modele modeles_mention[MENTION__MAX];

#endif
