/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sources.h - which offers a source declares, as a vue knows them: those whose content is its own, and those that it declares beside their main source
 */
#ifndef RELAIS_OFFRE_SOURCES_H
#define RELAIS_OFFRE_SOURCES_H

#include "base/vec.h"
#include "referentiel/vue.h"
#include "store/store.h"

struct declarees {
	int64_t source; /* 0: any */
	struct VEC(int64_t) a_cote; /* numbers, in order */
};
/* E_ABSENT: no such source. */
enum err declarees_ouvrir(struct db *db, const struct vue *vue, struct str code,
			  struct declarees *ret) MUST_CHECK;
void declarees_liberer(struct declarees *d); /* harmless on {0} */
/* Does it declare that offre, whose main source is `principale`? */
bool declarees_contient(const struct declarees *d, int64_t numero, int64_t principale);

#endif
