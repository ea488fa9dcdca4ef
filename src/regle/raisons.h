/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * raisons.h - why a constat is what it is: the body of enum raison (verdict.h includes it), one value a sentence
 *
 * Beside each, the slots of struct constat that it uses: t0..t2 for texte, n0..n2 for nombre. Three kinds of number hold
 * more than one thing, so that the evidence always fits:
 *	periode	AAAAMMJJAAAAMMJJ: first and last day; the last day is 0 when the session has no full end
 *	fiche	the RNCP number, and 10^8 times the number of its nouvelle fiche (0: none)
 *	mefs	a set of (durée, année) pairs: bit 10 × (durée - 1) + année, durée 1..5, année 0..9
 *
 * The rank of a value is kept in the base (verdict_ecrire): add at the end, never remove, never reorder.
 * Who repairs each, and the words, are in the tables of phrases_*.c.
 */
/* clang-format off */
#define RAISONS(R) \
	R(AUCUNE) /* no constat of a verdict has it */ \
	/* 1: organisme déclaré à la DREETS */ \
	R(NDA_SUR_LISTE)			/* t0 NDA */ \
	R(SIRET_RESPONSABLE_ABSENT) \
	R(SIRET_RESPONSABLE_INVALIDE)		/* t0 as declared */ \
	R(SIRET_FORMATEUR_ABSENT) \
	R(SIRET_FORMATEUR_INVALIDE)		/* t0 as declared */ \
	R(SIRET_RESPONSABLE_FERME)		/* n0 SIRET */ \
	R(SIRET_FORMATEUR_FERME)		/* n0 SIRET */ \
	R(NDA_ABSENT)				/* n0 SIRET of the responsable */ \
	R(NDA_INVALIDE)				/* t0 as declared */ \
	R(NDA_AUTRE)				/* t0 NDA, t1 the NDA that the list gives, n0 SIRET */ \
	R(NDA_HORS_LISTE)			/* t0 NDA, n0 SIRET */ \
	/* 2: Qualiopi */ \
	R(QUALIOPI_RESPONSABLE)			/* n0 SIRET that carries it */ \
	R(QUALIOPI_RESPONSABLE_SIREN)		/* n0 SIRET */ \
	R(QUALIOPI_RESPONSABLE_EQUIVALENT)	/* n0 SIRET */ \
	R(QUALIOPI_FORMATEUR)			/* n0 SIRET */ \
	R(QUALIOPI_FORMATEUR_SIREN)		/* n0 SIRET */ \
	R(QUALIOPI_FORMATEUR_EQUIVALENT)	/* n0 SIRET */ \
	R(QUALIOPI_HORS_LISTE)			/* n0 responsable, n1 formateur (0: the same) */ \
	R(QUALIOPI_SANS_APPRENTISSAGE)		/* n0, n1 */ \
	R(QUALIOPI_FORMATEUR_SEUL)		/* n0, n1 */ \
	/* 3: perimeter */ \
	R(PERIMETRE_CFD_ABSENT) \
	R(PERIMETRE_ANNEE)			/* n0 année */ \
	R(PERIMETRE_PUBLIER)			/* t0 name of the rule, t1 its motif */ \
	R(PERIMETRE_HABILITATION)		/* t0, t1 */ \
	R(PERIMETRE_POSTBAC)			/* t0, t1 */ \
	R(PERIMETRE_RECTEUR)			/* t0, t1 */ \
	R(PERIMETRE_HORS)			/* t0, t1 */ \
	R(PERIMETRE_SANS_REGLE)			/* t0 CFD, t1 label of the diploma */ \
	/* 4: habilitation */ \
	R(HABILITATION_RNCP_ABSENT) \
	R(HABILITATION_RNCP_INCONNU)		/* n0 RNCP */ \
	R(HABILITATION_DE_DROIT)		/* n0 RNCP */ \
	R(HABILITATION_ENREGISTREMENT_INCONNU)	/* n0 RNCP */ \
	R(HABILITATION_VOIE_FERMEE)		/* n0 RNCP */ \
	R(HABILITATION_MINISTERE)		/* n0 RNCP, t0 certificateur */ \
	R(HABILITATION_PARTENAIRE)		/* n0 RNCP, n1 SIRET, t0 name */ \
	R(HABILITATION_CERTIFICATEUR)		/* n0 RNCP, n1 SIRET, t0 name */ \
	R(HABILITATION_SIREN_PARTENAIRE)	/* n0 RNCP, n1 SIRET of the offre, n2 of the partenaire, t0 its name */ \
	R(HABILITATION_SIREN_CERTIFICATEUR)	/* n0 RNCP, n1 SIRET of the offre, n2 of the certificateur, t0 its name */ \
	R(HABILITATION_INACTIVE)		/* n0 RNCP, n1 SIRET, t0 name */ \
	R(HABILITATION_SANS_FORMER)		/* n0 RNCP, n1 SIRET, t0 name */ \
	R(HABILITATION_AUCUNE)			/* n0 RNCP, n1 responsable, n2 formateur (0: the same) */ \
	/* 5: RNCP actif */ \
	R(RNCP_ABSENT) \
	R(RNCP_INCONNU)				/* n0 RNCP */ \
	R(RNCP_SANS_SESSION)			/* n0 RNCP */ \
	R(RNCP_ENREGISTREMENT_INCONNU)		/* n0 RNCP */ \
	R(RNCP_CFD_INCONNU)			/* n0 RNCP, t0 CFD (may be empty) */ \
	R(RNCP_CFD_OUVERT)			/* n0 RNCP, t0 CFD */ \
	R(RNCP_CFD_OUVERT_JUSQUE)		/* n0 RNCP, n1 closing date, n2 periode, t0 CFD */ \
	R(RNCP_CFD_FERMETURE_ILLISIBLE)		/* n0 RNCP, t0 CFD */ \
	R(RNCP_CFD_FERME)			/* n0 fiche, n1 closing date, n2 periode, t0 CFD */ \
	R(RNCP_INACTIF)				/* n0 fiche */ \
	R(RNCP_SANS_FIN)			/* n0 RNCP */ \
	R(RNCP_FIN_ILLISIBLE)			/* n0 RNCP */ \
	R(RNCP_COUVRE_LA_PERIODE)		/* n0 RNCP, n1 end of registration, n2 periode */ \
	R(RNCP_COUVRE_L_ENTREE)			/* n0 RNCP, n1 end of registration, n2 periode */ \
	R(RNCP_EXPIRE_AVANT_DEBUT)		/* n0 fiche, n1 end of registration, n2 periode */ \
	R(RNCP_EXPIRE_AVANT_FIN)		/* n0 fiche, n1 end of registration, n2 periode */ \
	R(RNCP_SESSION_SANS_FIN)		/* n0 fiche, n1 end of registration, n2 periode */ \
	/* 6: durée */ \
	R(DUREE_ABSENTE) \
	R(DUREE_INVALIDE)			/* t0 as declared */ \
	R(DUREE_CFD_ABSENT)			/* n0 durée */ \
	R(DUREE_SANS_MEF)			/* t0 CFD, n0 durée, n1 usual durée of the type (0: not known) */ \
	R(DUREE_CONFORME)			/* t0 CFD, n0 durée, n1 année (0: not declared, or 9) */ \
	R(DUREE_INCOHERENTE)			/* t0 CFD, n0 durée, n1 mefs */ \
	R(DUREE_ANNEE_INCOHERENTE)		/* t0 CFD, t1 année as declared, n0 durée, n1 mefs */ \
	/* 7: session; n1 is always the window (periode), n2 the rentrée N */ \
	R(SESSION_OUVERTE)			/* n0 periode, n1, n2 */ \
	R(SESSION_AUCUNE)			/* n1, n2 */ \
	R(SESSION_SANS_DATE)			/* t0 début as declared, t1 fin, n1, n2 */ \
	R(SESSION_FERMEE)			/* n0 periode, n1, n2 */ \
	R(SESSION_SANS_FIN)			/* t1 fin as declared, n0 periode, n1, n2 */ \
	R(SESSION_HORS_FENETRE)			/* n0 periode of the latest, n1, n2 */ \
	/* 8: année d'entrée */ \
	R(ANNEE_DECLAREE)			/* n0 année, n1 durée (0: not declared) */ \
	R(ANNEE_SANS_OBJET) \
	R(ANNEE_ABSENTE) \
	R(ANNEE_INVALIDE)			/* t0 as declared */ \
	R(ANNEE_DEPASSE_DUREE)			/* n0 année, n1 durée */ \
	/* UAI of the lieu; n0: enum uai_origine */ \
	R(UAI_OUVERT)				/* t0 UAI, n0 */ \
	R(UAI_ABSENT) \
	R(UAI_MALFORME)				/* t0 UAI, n0 */ \
	R(UAI_INCONNU)				/* t0 UAI, n0 */ \
	R(UAI_FERME)				/* t0 UAI, n0 */ \
	/* signalements: anomalies, shown, that never change a result */ \
	R(SIGNAL_SIRET_INCONNU)			/* n0 SIRET */ \
	R(SIGNAL_RNCP_DECLARE)			/* n0 declared, n1 retained */ \
	R(SIGNAL_RNCP_AVANT_FIN)		/* n0 fiche, n1 end of registration, n2 periode */ \
	R(SIGNAL_SESSION_LONGUEUR)		/* n0 periode, n1 durée, n2 année */ \
	R(SIGNAL_SESSION_DATE)			/* t0 début as declared, t1 fin */ \
	R(SIGNAL_CLE)				/* t0 clé, t1 what differs in it, t2 what is declared */

#define RAISON_VALEUR(nom) RAISON_##nom,
{ RAISONS(RAISON_VALEUR) RAISON__MAX }
#undef RAISON_VALEUR
/* clang-format on */
