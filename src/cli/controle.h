/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * controle.h - the offers of a feed that is not kept, each judged and told as soon as it is read
 *
 * « Conforme » here means that nothing has to be corrected by whoever sends the feed: réglementaire, in the perimeter, with an open session, and with a
 * good UAI or none (the SAIO sets it). A human check that remains does not make an offre wrong.
 */
#ifndef RELAIS_CLI_CONTROLE_H
#define RELAIS_CLI_CONTROLE_H

#include "base/index64.h"
#include "cli/cli.h"
#include "cli/ecran.h"
#include "cli/sortie.h"
#include "format/inventaire.h"
#include "offre/dossiers.h"
#include "verdict/actions.h"

enum controle_avis {
	CONTROLE_CONFORME,
	CONTROLE_ATTEND, /* conforme too: a person checks something before the import */
	CONTROLE_A_CORRIGER,
	CONTROLE_HORS_PERIMETRE, /* réglementaire, but not for Parcoursup: nothing to correct if that is exact */
	CONTROLE__MAX
};

struct controle {
	const struct etude *e;
	struct referentiels *referentiels;
	bool json;
	/* so far */
	struct brouillon brouillon
		[CONTROLE__MAX]; /* what is said of each offre: text by avis; JSON all in the first */
	int64_t offres[CONTROLE__MAX];
	int64_t doublons, anomalies, ecartes;
	struct buf formes; /* the first anomalies of form, told */
	struct archive_gardee archive; /* that the last feed came from */
	struct index64 cles; /* fingerprint of a clé → line */
	/* of the current file */
	const char *fichier;
	struct arena *arena; /* of one offre */
	struct buf texte;
};

void controle_init(struct controle *c, const struct etude *e);
void controle_liberer(struct controle *c);
/* Read one feed to its end. E_INVALIDE, E_PANNE: the file cannot be used, with the incident; what it said before that does not count. */
enum err controle_lot(struct controle *c, const struct lot *lot, struct incident *inc) MUST_CHECK;
/* The summary, then what is wrong offre by offre; the exit code. */
int controle_repondre(struct controle *c);

#endif
