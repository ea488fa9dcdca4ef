/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jugee.h - every offre of the catalogue with what the migration asks of its verdict, in memory
 *
 * About 300 bytes an offre; 10⁵ offres fit in 30 MB.
 */
#ifndef RELAIS_PARCOURSUP_JUGEE_H
#define RELAIS_PARCOURSUP_JUGEE_H

#include "base/arena.h"
#include "base/vec.h"
#include "regle/phrases.h"
#include "verdict/verdicts.h"

struct jugee {
	int64_t numero;
	int64_t du_version; /* since when its data are what they are */
	int partie_le; /* AAAAMMJJ since when it is gone (parties.h); 0: it is there */
	struct str cle, intitule;
	struct str uai; /* of the lieu, as retained; empty: missing */
	struct str cfd, diplome; /* retained; label of the diploma */
	struct str fiche; /* label of the retained fiche */
	int rncp;
	struct str annee;
	struct str
		mef; /* the only informative MEF of its CFD, durée and année; empty: none, or several */
	struct str region, academie, ville, formateur;
	bool importable, attend_saio;
	bool entree; /* not an année 2 to 5: it could be a formation of Parcoursup */
	enum statut_perimetre perimetre;
	const char *
		doute; /* what the criteria 4, 5 and 6 leave to a person, a sentence; empty: nothing */
	enum acteur acteur; /* who puts it right; ACTEUR_PERSONNE when it is importable */
	const char *raison; /* why it is not importable, a sentence; empty when it is */
	bool session; /* one is open in N's window */
	bool qualiopi; /* criterion 2 is conforme */
	const char *qualiopi_phrase; /* what is wrong and what to do; empty when it is conforme */
	int rncp_fin; /* AAAAMMJJ: the fiche or the CFD ends before the session does; 0: it does not */
	bool rncp_avant_debut; /* it ends before the session starts */
	const char *rncp_phrase; /* what is wrong and what to do; empty without rncp_fin */
	enum acteur rncp_acteur;
	const char *
		raison_code; /* « non_affichee », « mention:annee », « critere:7 », « uai »; empty when it is importable */
};

struct jugees {
	struct VEC(struct jugee) liste; /* in the order of numbers */
};

/*
 * Judge every current offre for the campagne. garder: keep the verdicts too (verdicts_garder), in a write transaction. Texts in the arena.
 * jugees_liberer in any case.
 */
struct jugees_demande {
	const struct vue *vue;
	const struct campagne *campagne;
	bool garder;
	int64_t seule; /* 0: all; else only that one (and garder does not count) */
};
enum err jugees_lire(struct db *db, const struct jugees_demande *demande, struct arena *a,
		     struct jugees *ret) MUST_CHECK;
void jugees_liberer(struct jugees *j);
/* The one of that number, or NULL. */
const struct jugee *jugee_trouver(const struct jugees *j, int64_t numero);

#endif
