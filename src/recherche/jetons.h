/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jetons.h - where the words of a folded text stand, and which of them are one code (inside recherche/)
 */
#ifndef RELAIS_RECHERCHE_JETONS_H
#define RELAIS_RECHERCHE_JETONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/vec.h"

/* A run of letters and digits. */
struct jeton {
	uint32_t debut, n; /* where it stands in the text; n is cut at LIMITE_CODE */
	uint32_t fin; /* where it ends there, uncut */
	char avant; /* the byte just before, 0 at the start */
	bool nombre; /* digits only */
	bool rupture; /* before it the text opens a bracket, or begins another part: « : », « / », « - » between spaces */
};
struct jetons VEC(struct jeton);

/* Those of a text that utf8_replie made, without the elided particles (« l' »), instead of what was there. */
void jetons_lire(struct jetons *j, struct str plie);

/*
 * Append to out the term that begins at jeton i: a code spread over several jetons, or that jeton alone. Returns how many were read, at
 * least one; *petit: the term means nothing here (the commune of a clé that was shortened).
 */
size_t jetons_terme(const struct jetons *j, struct str plie, size_t i, struct buf *out,
		    bool *petit);

#endif
