/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * nomenclature.h - type, domaine and spécialité of a formation that is created (formats.md 5.2)
 *
 * What N-1 calls that CFD is the best answer. Else a table by kind of diploma, and the spécialité is the certification's label.
 */
#ifndef RELAIS_PARCOURSUP_NOMENCLATURE_H
#define RELAIS_PARCOURSUP_NOMENCLATURE_H

#include "base/arena.h"
#include "parcoursup/jugee.h"

struct nomenclature {
	struct str type, domaine, code_specialite, specialite;
};
/* From the table alone. « … - en apprentissage » ends every spécialité. In the arena. */
struct nomenclature nomenclature_de(struct arena *a, const struct jugee *o);

#endif
