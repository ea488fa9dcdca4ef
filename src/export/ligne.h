/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ligne.h - an offre as lines of a spreadsheet: one line a session, one line when it has none
 */
#ifndef RELAIS_EXPORT_LIGNE_H
#define RELAIS_EXPORT_LIGNE_H

#include "export/export.h"
#include "format/tableur.h"

enum { EXPORT_COLONNES_MAX = 96 };

/* The columns; those of the verdict only with a campagne. Returns how many. */
size_t export_colonnes(bool verdict, struct tableur_colonne ret[EXPORT_COLONNES_MAX]);
/* How many lines the offre has, and one of them, from 0. Texts point into the offre or into the arena. */
size_t export_lignes(const struct export_offre *o);
void export_ligne(struct arena *a, const struct export_offre *o, size_t session,
		  struct str *cellules);

/* The words of a line and of the JSON alike: « ouvert », « présentiel »; empty when the code is none of LHEO's. */
struct str export_etat(struct str code);
struct str export_enseignement(struct str code);
/* What was declared, empty when it says nothing (« - »). */
struct str export_dit(struct str s);

#endif
