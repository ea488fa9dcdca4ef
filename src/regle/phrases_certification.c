/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases_certification.c - what is said of the certification: perimeter (3), habilitation (4), RNCP (5)
 *
 * Who repairs what: domain.md 4.1, column « remedy ». A fiche of France compétences is corrected by its certificateur only, and
 * the correction shows the next day.
 */
#include "regle/phrases_modeles.h"

#define OUTIL "dans DOKELIO (ou l'outil de sa région)"
#define CODER_LA_CERTIFICATION                                                                            \
	"Le CFA choisit " OUTIL                                                                           \
	" la certification préparée, par son code Certif Info ; si elle n'y est pas, il la demande à " \
	"son Carif-Oref."
#define FICHE_A_JOUR " La correction se voit ici le lendemain."
#define FICHE_SUIVANTE                                                                             \
	" La fiche qui la remplace est RNCP{suite0} : le Carif-Oref y rattache l'offre."

const struct modele modeles_certification[RAISON__MAX] = {
	[RAISON_PERIMETRE_CFD_ABSENT] =
		{"Sans code diplôme, on ne peut pas dire si la formation est dans le périmètre de "
		 "Parcoursup.",
		 "", CODER_LA_CERTIFICATION, PROVENANCE_CERTIF_INFO, ACTEUR_CFA},
	[RAISON_PERIMETRE_ANNEE] =
		{"L'entrée en apprentissage se fait en année {n0} : la formation n'est pas accessible "
		 "à un bachelier.",
		 "année d'entrée déclarée : {n0}",
		 "Rien à corriger si c'est exact. Si l'apprentissage est aussi ouvert dès la première "
		 "année, le CFA déclare l'année 1 " OUTIL ".",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_PERIMETRE_PUBLIER] = {"Formation accessible aux bacheliers, à publier.",
				      "règle « {t0} »[ : {t1}]", "", PROVENANCE_PERIMETRE,
				      ACTEUR_PERSONNE},
	[RAISON_PERIMETRE_HABILITATION] =
		{"Formation à publier sous condition d'habilitation.", "règle « {t0} »[ : {t1}]",
		 "Le SAIO de l'académie vérifie l'habilitation avant de publier.",
		 PROVENANCE_PERIMETRE, ACTEUR_SAIO},
	[RAISON_PERIMETRE_POSTBAC] =
		{"Formation à publier si elle est accessible directement après "
		 "le bac.",
		 "règle « {t0} »[ : {t1}]",
		 "Le SAIO de l'académie vérifie l'accès direct après le bac avant "
		 "de publier.",
		 PROVENANCE_PERIMETRE, ACTEUR_SAIO},
	[RAISON_PERIMETRE_RECTEUR] =
		{"Formation à publier après autorisation du recteur.", "règle « {t0} »[ : {t1}]",
		 "Le SAIO de l'académie recueille l'autorisation du recteur avant "
		 "de publier.",
		 PROVENANCE_PERIMETRE, ACTEUR_SAIO},
	[RAISON_PERIMETRE_HORS] =
		{"Formation hors du périmètre de Parcoursup.", "règle « {t0} »[ : {t1}]",
		 "Rien à corriger si c'est exact. Sinon, le SAIO de l'académie demande à la mission "
		 "d'orientation du supérieur de revoir la règle.",
		 PROVENANCE_PERIMETRE, ACTEUR_MOSS},
	[RAISON_PERIMETRE_SANS_REGLE] =
		{"Formation hors du périmètre de Parcoursup : aucune règle ne retient ce diplôme.",
		 "code diplôme {t0}[, {t1}]",
		 "Rien à corriger si c'est exact. Sinon, le SAIO de l'académie demande à la mission "
		 "d'orientation du supérieur d'ajouter une règle.",
		 PROVENANCE_PERIMETRE, ACTEUR_MOSS},

	[RAISON_HABILITATION_RNCP_ABSENT] =
		{"Aucune fiche RNCP n'est connue pour cette formation : l'habilitation ne peut pas "
		 "être établie.",
		 "", CODER_LA_CERTIFICATION, PROVENANCE_KIT, ACTEUR_CFA},
	[RAISON_HABILITATION_RNCP_INCONNU] =
		{"La fiche RNCP n'est pas dans le répertoire de France compétences que relais a lu : "
		 "l'habilitation est à vérifier.",
		 "RNCP{n0}",
		 "Le SAIO de l'académie vérifie l'habilitation sur la fiche RNCP ; le Carif-Oref "
		 "vérifie le numéro de la fiche.",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_SAIO},
	[RAISON_HABILITATION_DE_DROIT] =
		{"Diplôme enregistré de droit : aucune habilitation n'est demandée.", "RNCP{n0}",
		 "", PROVENANCE_FRANCE_COMPETENCES, ACTEUR_PERSONNE},
	[RAISON_HABILITATION_ENREGISTREMENT_INCONNU] =
		{"La fiche RNCP ne dit pas si l'enregistrement est de droit ou sur demande : "
		 "l'habilitation est à vérifier.",
		 "RNCP{n0}", "Le SAIO de l'académie vérifie l'habilitation sur la fiche RNCP.",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_SAIO},
	[RAISON_HABILITATION_VOIE_FERMEE] =
		{"Cette certification n'est pas ouverte à l'apprentissage.",
		 "RNCP{n0}, voie « contrat d'apprentissage » non ouverte",
		 "Le certificateur fait ouvrir la voie de l'apprentissage sur la fiche RNCP, auprès de "
		 "France compétences." FICHE_A_JOUR,
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_HABILITATION_MINISTERE] =
		{"Titre du ministère du Travail : l'organisme est habilité d'office.",
		 "RNCP{n0}, certificateur {t0}", "", PROVENANCE_FRANCE_COMPETENCES,
		 ACTEUR_PERSONNE},
	[RAISON_HABILITATION_PARTENAIRE] = {"L'organisme est habilité à former.",
					    "RNCP{n0}, partenaire {siret1}[, {t0}]", "",
					    PROVENANCE_FRANCE_COMPETENCES, ACTEUR_PERSONNE},
	[RAISON_HABILITATION_CERTIFICATEUR] = {"L'organisme est lui-même certificateur.",
					       "RNCP{n0}, certificateur {siret1}[, {t0}]", "",
					       PROVENANCE_FRANCE_COMPETENCES, ACTEUR_PERSONNE},
	[RAISON_HABILITATION_SIREN_PARTENAIRE] =
		{"Un autre établissement du même organisme est habilité : l'habilitation est à "
		 "vérifier.",
		 "RNCP{n0}, SIRET de l'offre {siret1}, SIRET habilité {siret2}[, {t0}]",
		 "Le certificateur inscrit le SIRET de l'offre parmi les partenaires de la fiche RNCP, "
		 "auprès de France compétences ; en attendant, le SAIO de l'académie "
		 "décide." FICHE_A_JOUR,
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_HABILITATION_SIREN_CERTIFICATEUR] =
		{"Un autre établissement du même organisme est certificateur : l'habilitation est à "
		 "vérifier.",
		 "RNCP{n0}, SIRET de l'offre {siret1}, SIRET certificateur {siret2}[, {t0}]",
		 "Le certificateur inscrit le SIRET de l'offre parmi les partenaires de la fiche RNCP, "
		 "auprès de France compétences ; en attendant, le SAIO de l'académie "
		 "décide." FICHE_A_JOUR,
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_HABILITATION_INACTIVE] =
		{"L'habilitation à former de l'organisme n'est plus active.",
		 "RNCP{n0}, partenaire {siret1}[, {t0}]",
		 "Le CFA demande au certificateur de réactiver son habilitation sur la fiche RNCP, "
		 "auprès de France compétences." FICHE_A_JOUR,
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_HABILITATION_SANS_FORMER] =
		{"L'organisme est partenaire de la certification, mais pas habilité à former : "
		 "organiser les épreuves ne suffit pas.",
		 "RNCP{n0}, partenaire {siret1}[, {t0}]",
		 "Le CFA demande au certificateur l'habilitation à former sur la fiche RNCP, auprès "
		 "de France compétences." FICHE_A_JOUR,
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_HABILITATION_AUCUNE] =
		{"Ni le responsable, ni le formateur n'est habilité à former pour cette "
		 "certification.",
		 "RNCP{n0}[, responsable {siret1}][, formateur {siret2}]",
		 "Le CFA demande au certificateur de l'inscrire parmi les partenaires habilités à "
		 "former, sur la fiche RNCP, auprès de France compétences." FICHE_A_JOUR,
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},

	[RAISON_RNCP_ABSENT] = {"Aucune fiche RNCP n'est connue pour cette formation.", "",
				CODER_LA_CERTIFICATION, PROVENANCE_KIT, ACTEUR_CFA},
	[RAISON_RNCP_INCONNU] =
		{"La fiche RNCP n'est pas dans le répertoire de France compétences que relais a lu : "
		 "son activité est à vérifier.",
		 "RNCP{n0}",
		 "Le Carif-Oref vérifie le numéro de la fiche RNCP rattachée à l'offre.",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CARIF},
	[RAISON_RNCP_SANS_SESSION] =
		{"Aucune session n'a de date de début complète : on ne peut pas dire si le RNCP est "
		 "actif à ce moment-là.",
		 "RNCP{n0}",
		 "Le CFA donne " OUTIL " la date de début de la session : jour, mois et année.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_RNCP_ENREGISTREMENT_INCONNU] =
		{"La fiche RNCP ne dit pas si l'enregistrement est de droit ou sur demande : son "
		 "activité est à vérifier.",
		 "RNCP{n0}", "Le Carif-Oref vérifie la fiche RNCP rattachée à l'offre.",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CARIF},
	[RAISON_RNCP_CFD_INCONNU] =
		{"Diplôme enregistré de droit, dont le code n'est pas dans la nomenclature des "
		 "diplômes : son ouverture est à vérifier.",
		 "RNCP{n0}[, code diplôme {t0}]",
		 "Le Carif-Oref vérifie le code diplôme rattaché à l'offre.",
		 PROVENANCE_BCN_DIPLOME, ACTEUR_CARIF},
	[RAISON_RNCP_CFD_OUVERT] = {"Diplôme enregistré de droit, sans date de fermeture.",
				    "RNCP{n0}, code diplôme {t0}", "", PROVENANCE_BCN_DIPLOME,
				    ACTEUR_PERSONNE},
	[RAISON_RNCP_CFD_OUVERT_JUSQUE] =
		{"Diplôme enregistré de droit, ouvert à l'entrée en formation.",
		 "RNCP{n0}, code diplôme {t0}, qui ferme le {date1}[, session {periode2}]", "",
		 PROVENANCE_BCN_DIPLOME, ACTEUR_PERSONNE},
	[RAISON_RNCP_CFD_FERMETURE_ILLISIBLE] =
		{"La date de fermeture du diplôme ne se lit pas dans la nomenclature : son ouverture "
		 "est à vérifier.",
		 "RNCP{n0}, code diplôme {t0}",
		 "Le Carif-Oref vérifie que le diplôme est encore ouvert.", PROVENANCE_BCN_DIPLOME,
		 ACTEUR_CARIF},
	[RAISON_RNCP_CFD_FERME] =
		{"Le diplôme ferme avant le début de la session.",
		 "RNCP{rncp0}, code diplôme {t0}, qui ferme le {date1}[, session {periode2}]",
		 "Le Carif-Oref rattache l'offre au diplôme rénové qui a pris la suite.[" FICHE_SUIVANTE
		 "]",
		 PROVENANCE_BCN_DIPLOME, ACTEUR_CARIF},
	[RAISON_RNCP_INACTIF] =
		{"La fiche RNCP n'est pas active.", "[RNCP{rncp0}]",
		 "Le certificateur fait renouveler l'enregistrement auprès de France "
		 "compétences.[" FICHE_SUIVANTE "]",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_RNCP_SANS_FIN] = {"Fiche RNCP active, sans date de fin d'enregistrement.",
				  "RNCP{n0}", "", PROVENANCE_FRANCE_COMPETENCES, ACTEUR_PERSONNE},
	[RAISON_RNCP_FIN_ILLISIBLE] =
		{"La date de fin d'enregistrement de la fiche RNCP ne se lit pas : elle est à "
		 "vérifier.",
		 "RNCP{n0}", "Le Carif-Oref vérifie la fiche RNCP rattachée à l'offre.",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CARIF},
	[RAISON_RNCP_COUVRE_LA_PERIODE] =
		{"Fiche RNCP active sur toute la session.",
		 "RNCP{n0}[ enregistré jusqu'au {date1}][, session {periode2}]", "",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_PERSONNE},
	[RAISON_RNCP_COUVRE_L_ENTREE] =
		{"Fiche RNCP active à l'entrée en formation.",
		 "RNCP{n0}[ enregistré jusqu'au {date1}][, session {periode2}]", "",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_PERSONNE},
	[RAISON_RNCP_EXPIRE_AVANT_DEBUT] =
		{"L'enregistrement du RNCP se termine avant le début de la session.",
		 "RNCP{rncp0}[ enregistré jusqu'au {date1}][, session {periode2}]",
		 "Le certificateur fait renouveler l'enregistrement auprès de France "
		 "compétences.[" FICHE_SUIVANTE "]",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_RNCP_EXPIRE_AVANT_FIN] =
		{"L'enregistrement du RNCP se termine avant la fin de la session.",
		 "RNCP{rncp0}[ enregistré jusqu'au {date1}][, session {periode2}]",
		 "Le certificateur fait renouveler l'enregistrement auprès de France "
		 "compétences.[" FICHE_SUIVANTE "]",
		 PROVENANCE_FRANCE_COMPETENCES, ACTEUR_CERTIFICATEUR},
	[RAISON_RNCP_SESSION_SANS_FIN] =
		{"La session n'a pas de date de fin complète : on ne peut pas dire que le RNCP est "
		 "actif jusque-là.",
		 "RNCP{rncp0}[ enregistré jusqu'au {date1}][, session {periode2}]",
		 "Le CFA donne " OUTIL " la date de fin de la session : jour, mois et année.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
};
