/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * causes.h - what the base learned between two dates, and which of it explains an ecart
 *
 * A cause is told when the versions show it: the run that changed the offre, a new edition of a list that the changed constat looks at, a
 * decision on a rule or on the campagne. Which row of an edition it was is not looked for.
 */
#ifndef RELAIS_VERDICT_CAUSES_H
#define RELAIS_VERDICT_CAUSES_H

#include "verdict/confrontation.h"

/* One run, or one decision. */
struct fait_nouveau {
	int64_t version;
	int jour; /* on which it became known, in Paris */
	struct str genre, source, fichier; /* of a run; empty: a decision */
	int64_t nouveaux, modifies, disparus; /* of an undoing: 0, given back, taken away */
	int64_t annule; /* the run that it undoes, 0: none; the file is that run's */
	struct str objet, acteur, changement; /* of a decision */
	struct str raison; /* of a decision or an undoing */
};
struct causes {
	struct arena *a;
	const struct confrontation_demande *demande;
	const struct fait_nouveau *v;
	size_t n;
	struct stmt *depart; /* when an offre went */
};
/* Everything between the two vues, in the order of versions; texts in the arena. In a transaction. causes_fermer in any case. */
enum err causes_lire(struct db *db, const struct confrontation_demande *demande, struct arena *a,
		     struct causes *ret) MUST_CHECK;
void causes_fermer(struct causes *c);
/* The causes of one ecart, as French sentences joined by « ; »; empty when none can be told. In `a`. */
const char *causes_de(const struct causes *c, const struct ecart *e, struct arena *a);
/* « fichier lheo-11.xml, source lheo:11, connu le 1er décembre 2023 », « annulation de l'import 15… », or who decided what and why. In `a`. */
const char *fait_nouveau_texte(const struct fait_nouveau *f, struct arena *a);

#endif
