/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fiches.h - the fiches RNCP that somebody asks for, read once each and kept
 *
 * Internal to the room, behind memoire.h. In the base the certificateurs and partenaires of a fiche are one text each: a line a row, fields
 * separated by tabulations (fiches_ligne writes them), because they are only ever read with their fiche.
 */
#ifndef RELAIS_REFERENTIEL_FICHES_H
#define RELAIS_REFERENTIEL_FICHES_H

#include "base/buf.h"
#include "referentiel/vue.h"
#include "regle/dossier.h"

struct fiches;

enum err fiches_ouvrir(struct db *db, const struct vue *vue, struct fiches **ret) MUST_CHECK;
void fiches_fermer(struct fiches *f); /* accepts NULL */
/* The fiche of that number; *ret is NULL when numero is 0 or the base has none. */
enum err fiches_lire(struct fiches *f, int numero, const struct fiche **ret) MUST_CHECK;

/* Append one row: its fields, tabulations and line breaks in them made spaces. */
void fiches_ligne(struct buf *out, const struct str *champs, size_t n);

#endif
