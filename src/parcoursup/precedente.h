/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * precedente.h - the formations d'inscription of campagne N-1, from the lists of Parcoursup and from what this base migrated itself
 *
 * The lists say which formations there are (formats.md 5.3); a list of clés beside them, and this base's own campagne N-1, only add what they
 * leave empty. What the lists say is « scolaire » is no formation of apprentices: counted, not returned.
 */
#ifndef RELAIS_PARCOURSUP_PRECEDENTE_H
#define RELAIS_PARCOURSUP_PRECEDENTE_H

#include "base/arena.h"
#include "base/vec.h"
#include "referentiel/vue.h"
#include "store/store.h"

/* Was it published in N-1? A list without the column does not say. */
enum publiee { PUBLIEE_INCONNU, PUBLIEE_OUI, PUBLIEE_NON, PUBLIEE__MAX };

struct precedente {
	/* The code formation inscription; with « /accueil » behind when another row has the same one; the place and the spécialité of the row when the list
	 * gives no code (2020), with « #0002 » behind for another row of the same ones. Unique. */
	struct str code;
	bool code_parcoursup; /* the code is really Parcoursup's */
	struct str code_accueil, uai, nom, type, domaine, code_specialite, specialite, libelle;
	struct str cfd, mef, rncp; /* rncp: « 35341;37391 » */
	struct str cle; /* clé ministères éducatifs that it was linked to */
	enum publiee publiee;
	int64_t offre; /* the offre that this base linked it to in N-1, 0: none */
};

struct precedentes {
	struct VEC(struct precedente) liste; /* in the order of their codes */
	int64_t scolaires;
};
/* Texts in the arena. In a transaction. precedentes_liberer in any case. */
enum err precedentes_lire(struct db *db, const struct vue *vue, int campagne, struct arena *a,
			  struct precedentes *ret) MUST_CHECK;
void precedentes_liberer(struct precedentes *p);

/* Codes in the order in which people read them: those that are numbers by their value, then the others by their bytes. */
int code_cmp(struct str a, struct str b);

#endif
