/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * precontrole.h - the bytes that somebody gives to a page become the verdict of each offre; nothing is kept
 */
#ifndef RELAIS_CONTROLE_PRECONTROLE_H
#define RELAIS_CONTROLE_PRECONTROLE_H

#include "controle/controle.h"
#include "controle/isole.h"

struct precontrole_action {
	const char *fait, *vu, *remede; /* as struct phrase, cut */
	int critere; /* 1..8; 0: the UAI or a mention */
	bool bloque;
};

struct precontrole_offre {
	const char *cle, *intitule, *organisme, *ville; /* foreign, cut */
	const char *fichier;
	uint32_t ligne, doublon_de;
	enum controle_avis avis;
	const struct precontrole_action *actions;
	size_t n_actions;
	struct precontrole_offre *suivante; /* of the same avis */
};

struct precontrole_anomalie {
	const char *fichier, *ref, *champ, *valeur, *phrase, *remede;
	uint32_t ligne;
};

struct precontrole_note { /* a file of the archive that was left aside */
	const char *nom, *message, *remede;
};

struct precontrole {
	int64_t offres[CONTROLE__MAX], total; /* all of them */
	int64_t doublons, anomalies, ecartes;
	/* the first ones of each avis, LIMITE_CONTROLE_PAGE in all, those to correct before the others */
	struct precontrole_offre *premiere[CONTROLE__MAX];
	size_t n[CONTROLE__MAX];
	const struct precontrole_anomalie *formes; /* the first ones */
	size_t n_formes;
	const struct precontrole_note *notes;
	size_t n_notes;
};

struct precontrole_demande {
	struct isole_demande fichier;
	struct db *db; /* in the transaction that the referentials are of */
	struct referentiels *referentiels;
	const struct parametres *parametres;
	struct buf
		*csv; /* every offre as a line for a spreadsheet (docs of csv_debut); NULL: none */
};

/* In the arena. E_INVALIDE: the file cannot be used. E_PANNE: not its fault. Both with the incident. */
enum err precontrole_faire(const struct precontrole_demande *d, struct arena *a,
			   struct precontrole *ret, struct incident *inc) MUST_CHECK;

/* The name of a file as its sender gives it, made fit to be shown and to name others: no folder, no control, not too long; « fichier » for none. */
const char *precontrole_nom(struct arena *a, struct str nom);

#endif
