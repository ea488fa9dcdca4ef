/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * interne.h - what the files of the room share
 */
#ifndef RELAIS_EXPLICATION_INTERNE_H
#define RELAIS_EXPLICATION_INTERNE_H

#include "explication/explication.h"

/* Fill what follows from what was read: the journey, the actions, what comes next. */
void explication_completer(struct explication *x);
/* « lheo:53 » → « Bretagne »: the région that a source's code names; empty: none. */
struct str source_region(struct str code);

#endif
