/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases_offre.c - what is said of the offre as declared: durée (6), session (7), année (8), mentions, anomalies
 *
 * Who repairs what: domain.md 4.1, column « remedy »: the CFA, in the tool of its Carif-Oref, and nearly always only there.
 */
#include "regle/phrases_modeles.h"

#define OUTIL "dans DOKELIO (ou l'outil de sa région)"
#define CHANGE_LA_CLE                                                                              \
	" La clé de l'offre change avec cette correction ; son historique dans Parcoursup est "   \
	"conservé."

const struct modele modeles_offre[RAISON__MAX] = {
	[RAISON_DUREE_ABSENTE] =
		{"Durée non renseignée.", "",
		 "Le CFA déclare " OUTIL
		 ", rubrique « Cycle », la durée du cycle en années, de 1 à 5 : 2 pour un BTS en deux "
		 "ans, même s'il n'est ouvert à l'apprentissage qu'en deuxième année.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_DUREE_INVALIDE] =
		{"La durée déclarée n'est pas un nombre d'années de 1 à 5.",
		 "durée déclarée : {t0}",
		 "Le CFA corrige " OUTIL
		 ", rubrique « Cycle », la durée du cycle : un nombre d'années, de 1 à 5.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_DUREE_CFD_ABSENT] =
		{"Sans code diplôme, on ne peut pas dire si la durée convient : elle est à vérifier.",
		 "durée déclarée : {ans0}",
		 "Le CFA choisit " OUTIL
		 " la certification préparée, par son code Certif Info ; le "
		 "SAIO de l'académie vérifie la durée.",
		 PROVENANCE_CERTIF_INFO, ACTEUR_CFA},
	[RAISON_DUREE_SANS_MEF] =
		{"La nomenclature ne dit pas combien de temps dure ce diplôme : la durée est à "
		 "vérifier.",
		 "code diplôme {t0}, durée déclarée : {ans0}[ ; durée habituelle de ce type de "
		 "diplôme : {ans1}]",
		 "Le SAIO de l'académie vérifie la durée avec le CFA.", PROVENANCE_BCN_MEF,
		 ACTEUR_SAIO},
	[RAISON_DUREE_CONFORME] = {"La durée convient au diplôme.",
				   "code diplôme {t0}, {ans0}[, entrée en année {n1}]", "",
				   PROVENANCE_BCN_MEF, ACTEUR_PERSONNE},
	[RAISON_DUREE_INCOHERENTE] =
		{"Ce diplôme ne se prépare pas dans la durée déclarée.",
		 "code diplôme {t0}, durée déclarée : {ans0} ; la nomenclature donne {mefs1}",
		 "Le CFA corrige la durée " OUTIL ", rubrique « Cycle »." CHANGE_LA_CLE,
		 PROVENANCE_BCN_MEF, ACTEUR_CFA},
	[RAISON_DUREE_ANNEE_INCOHERENTE] =
		{"L'année d'entrée déclarée n'existe pas pour ce diplôme dans cette durée.",
		 "code diplôme {t0}, {ans0}, année d'entrée déclarée : {t1} ; la nomenclature donne "
		 "{mefs1}",
		 "Le CFA corrige la durée ou l'année d'entrée " OUTIL
		 ", rubrique « Cycle »." CHANGE_LA_CLE,
		 PROVENANCE_BCN_MEF, ACTEUR_CFA},

	[RAISON_SESSION_OUVERTE] = {"Une session est ouverte pour la rentrée {n2}.",
				    "session {periode0}", "", PROVENANCE_FLUX, ACTEUR_PERSONNE},
	[RAISON_SESSION_AUCUNE] =
		{"Aucune session déclarée pour la rentrée {n2}.",
		 "[il faut une session qui commence {entre1}]",
		 "Le CFA ouvre " OUTIL
		 " une session pour la rentrée {n2}, avec ses dates de début et de fin. Elle se "
		 "redéclare chaque année, même en entrées permanentes.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SESSION_SANS_DATE] =
		{"Aucune session n'a de date de début complète.",
		 "[début déclaré : {t0}][, fin déclarée : {t1}]",
		 "Le CFA donne " OUTIL
		 " les dates de début et de fin de la session de la rentrée {n2} : jour, mois et "
		 "année.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SESSION_FERMEE] =
		{"La session de la rentrée {n2} est fermée au recrutement.", "session {periode0}",
		 "Si la session recrute encore, le CFA remet l'état de son recrutement à « ouvert » " OUTIL
		 " ; sinon, il ouvre une autre session.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SESSION_SANS_FIN] =
		{"La session de la rentrée {n2} n'a pas de date de fin complète.",
		 "session {periode0}[, fin déclarée : {t1}]",
		 "Le CFA donne " OUTIL " la date de fin de la session : jour, mois et année.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SESSION_HORS_FENETRE] =
		{"Aucune session ne commence dans la période de la rentrée {n2}.",
		 "session vue {periode0}[ ; il faut un début {entre1}]",
		 "Le CFA renouvelle " OUTIL
		 " la session pour la rentrée {n2}. Elle se redéclare chaque année, même en entrées "
		 "permanentes.",
		 PROVENANCE_FLUX, ACTEUR_CFA},

	[RAISON_ANNEE_DECLAREE] = {"Année d'entrée déclarée.", "année {n0}[ sur {n1}]", "",
				   PROVENANCE_FLUX, ACTEUR_PERSONNE},
	[RAISON_ANNEE_SANS_OBJET] = {"Année d'entrée sans objet pour cette formation.",
				     "année déclarée : 9", "", PROVENANCE_FLUX, ACTEUR_PERSONNE},
	[RAISON_ANNEE_ABSENTE] =
		{"Année d'entrée en apprentissage non renseignée.", "",
		 "Le CFA la déclare " OUTIL
		 ", rubrique « Cycle » : 1 si l'apprentissage est ouvert dès la première année.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_ANNEE_INVALIDE] =
		{"L'année d'entrée déclarée n'est pas une année de 1 à 5.",
		 "année d'entrée déclarée : {t0}",
		 "Le CFA la corrige " OUTIL
		 ", rubrique « Cycle » : 1 si l'apprentissage est ouvert dès la première année.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_ANNEE_DEPASSE_DUREE] = {"L'année d'entrée dépasse la durée de la formation.",
					"année d'entrée {n0}, durée {ans1}",
					"Le CFA corrige l'année d'entrée ou la durée " OUTIL
					", rubrique « Cycle »." CHANGE_LA_CLE,
					PROVENANCE_FLUX, ACTEUR_CFA},

	[RAISON_SIGNAL_SIRET_INCONNU] =
		{"Ce SIRET n'est pas dans la base SIRENE.", "SIRET {siret0}",
		 "Le CFA vérifie le SIRET sur son avis de situation INSEE. Le résultat n'en dépend "
		 "pas.",
		 PROVENANCE_SIRENE, ACTEUR_CFA},
	[RAISON_SIGNAL_RNCP_DECLARE] =
		{"Le RNCP déclaré n'est pas celui qui est retenu.",
		 "RNCP{n0} déclaré[, RNCP{n1} retenu d'après le code diplôme]",
		 "Le Carif-Oref vérifie la certification rattachée à l'offre.", PROVENANCE_KIT,
		 ACTEUR_CARIF},
	[RAISON_SIGNAL_RNCP_AVANT_FIN] =
		{"L'enregistrement du RNCP se termine avant la fin de la session ; il est actif à "
		 "l'entrée.",
		 "RNCP{rncp0}[ enregistré jusqu'au {date1}][, session {periode2}]",
		 "Le certificateur fait renouveler l'enregistrement auprès de France "
		 "compétences.[ La fiche qui la remplace est RNCP{suite0}.]",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_SIGNAL_SESSION_LONGUEUR] =
		{"La longueur de la session ne correspond pas à la durée et à l'année d'entrée "
		 "déclarées.",
		 "session {periode0}, durée {ans1}, entrée en année {n2}",
		 "Le CFA vérifie " OUTIL " les dates de la session, la durée et l'année d'entrée.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SIGNAL_SESSION_DATE] = {"Une date de session est incomplète : elle ne compte pas.",
					"[début déclaré : {t0}][, fin déclarée : {t1}]",
					"Le CFA complète " OUTIL " la date : jour, mois et année.",
					PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SIGNAL_CLE] =
		{"La clé de l'offre ne correspond pas aux données déclarées : {t1} diffère.",
		 "clé {t0}, déclaré : {t2}",
		 "Le Carif-Oref vérifie la clé ; elle est gardée telle quelle.", PROVENANCE_FLUX,
		 ACTEUR_CARIF},
};

const struct modele modeles_mention[MENTION__MAX] = {
	[MENTION_SIRET_RESPONSABLE] = {"SIRET de l'organisme responsable non renseigné.", "",
				       "Le CFA inscrit le SIRET de l'organisme responsable " OUTIL
				       " : 14 chiffres, ceux de son avis de situation INSEE.",
				       PROVENANCE_FLUX, ACTEUR_CFA},
	[MENTION_SIRET_FORMATEUR] = {"SIRET de l'organisme formateur non renseigné.", "",
				     "Le CFA inscrit le SIRET de l'organisme formateur " OUTIL
				     " : 14 chiffres, ceux de son avis de situation INSEE.",
				     PROVENANCE_FLUX, ACTEUR_CFA},
	[MENTION_LIEU] = {"Lieu de formation non renseigné.", "",
			  "Le CFA complète " OUTIL
			  " l'adresse du lieu de formation : numéro et voie, code postal, ville et "
			  "commune.",
			  PROVENANCE_FLUX, ACTEUR_CFA},
	[MENTION_LIBELLE] = {"Libellé de la formation non renseigné.", "",
			     "Le CFA inscrit l'intitulé de la formation " OUTIL ".",
			     PROVENANCE_FLUX, ACTEUR_CFA},
	[MENTION_CFD] =
		{"Code diplôme non renseigné.", "",
		 "Le CFA choisit " OUTIL
		 " la certification préparée, par son code Certif Info ; si elle n'a pas de code "
		 "diplôme, le Carif-Oref en demande un.",
		 PROVENANCE_CERTIF_INFO, ACTEUR_CARIF},
	[MENTION_RNCP] =
		{"Code RNCP non renseigné.", "",
		 "Le CFA choisit " OUTIL
		 " la certification préparée, par son code Certif Info ; le code RNCP s'en "
		 "déduit. Sinon, le Carif-Oref le rattache.",
		 PROVENANCE_KIT, ACTEUR_CARIF},
	[MENTION_DATES] = {"Dates de formation non renseignées.", "",
			   "Le CFA donne " OUTIL
			   " les dates de début et de fin d'une session : jour, mois et année.",
			   PROVENANCE_FLUX, ACTEUR_CFA},
	[MENTION_DUREE] = {"Durée de la formation non renseignée.", "",
			   "Le CFA déclare " OUTIL
			   ", rubrique « Cycle », la durée du cycle en années, de 1 à 5.",
			   PROVENANCE_FLUX, ACTEUR_CFA},
	[MENTION_ANNEE] = {"Année d'entrée en apprentissage non renseignée.", "",
			   "Le CFA la déclare " OUTIL
			   ", rubrique « Cycle » : 1 si l'apprentissage est ouvert dès la première "
			   "année.",
			   PROVENANCE_FLUX, ACTEUR_CFA},
};
