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
/* « BTS - BTS - BTSM », « BTS - Services ». The label tells the maritime ones apart. In the arena. */
const char *nomenclature_type(struct str cfd);
const char *nomenclature_domaine(struct arena *a, struct str cfd, struct str libelle);
/* Of an offre, from the table alone. « … - en apprentissage » ends every spécialité. In the arena. */
struct nomenclature nomenclature_de(struct arena *a, const struct jugee *o);

#endif
