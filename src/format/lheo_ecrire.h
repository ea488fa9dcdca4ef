/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo_ecrire.h - offers written in LHEO 2.3, valid against its schema, that our own reader reads back as they were
 *
 * One formation an offre. What the schema wants and nobody declared is « - », or the code that says nothing; what it forbids (a SIRET of 15
 * digits, a text too long, a date that is none) is replaced likewise; in both cases the declared value stands in <extras info="relais-declare">, one
 * <extra> a column (docs/compatibilite.md), which takes its place when the file is read. Characters that XML 1.0 forbids become U+FFFD.
 */
#ifndef RELAIS_FORMAT_LHEO_ECRIRE_H
#define RELAIS_FORMAT_LHEO_ECRIRE_H

#include "base/buf.h"
#include "format/flux.h"

struct lheo_session_ecrite {
	struct str champ[SESSION__MAX];
};

/*
 * Columns as a reader gives them. OFFRE_CLE: empty when formation/@numero is the clé. OFFRE_ANNEE: the année as it is kept, empty when there is
 * none; whether it has to be told apart from the sessions' is decided here.
 */
struct lheo_offre_ecrite {
	struct str champ[OFFRE__MAX];
	struct str objectif, resultats, contenu;
	const struct lheo_session_ecrite *sessions;
	size_t n_sessions;
};

void lheo_ecrire_debut(struct buf *out);
void lheo_ecrire_offre(struct buf *out, const struct lheo_offre_ecrite *o);
/* date: of the facts, AAAAMMJJ, 0: not known. */
void lheo_ecrire_fin(struct buf *out, int date);

#endif
