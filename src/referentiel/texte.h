/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * texte.h - long texts, stored once by content
 *
 * A text never changes: another content is another text. The objectif, the résultats and the contenu of a formation (or the texts of a fiche)
 * are one block: name, U+001F, text, U+001E, and so on; a block is compressed by whoever prepares it, not by the one who writes.
 */
#ifndef RELAIS_REFERENTIEL_TEXTE_H
#define RELAIS_REFERENTIEL_TEXTE_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/store.h"

/* Add one named text to a block. */
void bloc_ajouter(struct buf *bloc, struct str nom, struct str texte);
/* The text of that name in a block, empty when it has none. */
struct str bloc_texte(struct str bloc, struct str nom);

struct textes;

enum err textes_ouvrir(struct db *db, struct textes **ret) MUST_CHECK;
void textes_fermer(
	struct textes *
		t); /* accepts NULL; what textes_finir was not called for is lost with its transaction */
/* A text and its number, made when its content is new. empreinte: EMPREINTE_TEXTE_TAILLE bytes of the text before compression. */
struct texte_pret {
	struct str empreinte, comprime;
	int64_t taille;
};
enum err textes_numero(struct textes *t, const struct texte_pret *texte,
		       int64_t *numero) MUST_CHECK;
/* The number of a content met before, 0 when it is not known. */
int64_t textes_connu(const struct textes *t, struct str empreinte);
enum err textes_finir(struct textes *t) MUST_CHECK;

/* The block of that number, in the arena; empty when numero is 0. */
enum err texte_lire(struct db *db, int64_t numero, struct arena *a, struct str *ret) MUST_CHECK;

#endif
