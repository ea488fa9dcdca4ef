/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parametres.h - what a campagne decides and a rule only reads: windows, choices, perimeter rules (domain.md 5 and 4.3)
 */
#ifndef RELAIS_REGLE_PARAMETRES_H
#define RELAIS_REGLE_PARAMETRES_H

#include "regle/dossier.h"

/* From the least to the most permissive: the order decides between equal rules (domain.md 4.3). */
enum statut_perimetre {
	PERIMETRE_HORS,
	PERIMETRE_A_PUBLIER_HABILITATION,
	PERIMETRE_A_PUBLIER_POSTBAC,
	PERIMETRE_A_PUBLIER_RECTEUR,
	PERIMETRE_A_PUBLIER,
	PERIMETRE__MAX
};
/* « hors_perimetre », « a_publier_habilitation »… */
const char *statut_perimetre_code(enum statut_perimetre s);

/* One perimeter rule. A condition that is empty (str), 0 (number), INCONNU (enregistrement) or INDIFFERENT does not count. */
enum condition { INDIFFERENT, DOIT, NE_DOIT_PAS };
struct regle_perimetre {
	int64_t numero; /* that of the rule in the base; 0: it is not there */
	struct str nom;
	struct str cfd_prefixe;
	enum enregistrement enregistrement; /* of the retained fiche */
	enum condition rncp_actif; /* the retained fiche is active */
	enum condition uai_iut; /* the UAI of the lieu is an IUT */
	int duree, annee;
	struct str academie; /* two digits; empty: national */
	enum statut_perimetre statut;
	struct str motif;
};

enum siret_inactif { SIRET_INACTIF_NON_AFFICHEE, SIRET_INACTIF_NON_REGLEMENTAIRE };
enum qualiopi_porte_par { QUALIOPI_UN_DES_DEUX, QUALIOPI_RESPONSABLE };
enum rncp_couvre { RNCP_COUVRE_PERIODE, RNCP_COUVRE_ENTREE };
enum duree_incoherente { DUREE_BLOQUANT, DUREE_AVERTISSEMENT };

struct parametres {
	int campagne; /* N, the rentrée */
	int fenetre_debut, fenetre_fin; /* of sessions: 1 Aug N, 31 Jul N+1, both included */
	enum siret_inactif siret_inactif;
	enum qualiopi_porte_par qualiopi_porte_par;
	enum rncp_couvre rncp_couvre;
	enum duree_incoherente duree_incoherente;
	const struct regle_perimetre *regles;
	size_t n_regles;
};

#endif
