/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases_organisme.c - what is said of the organismes: declaration (1), Qualiopi (2), UAI of the lieu
 *
 * Who repairs what: domain.md 4.1, column « remedy »; reference of the ministry's manual for the UAI (only the SAIO sets it).
 */
#include "regle/phrases_modeles.h"

#define OUTIL "dans DOKELIO (ou l'outil de sa région)"
#define LISTE_A_JOUR                                                                               \
	" La liste publique est relue chaque jour : la correction se voit le lendemain de sa "     \
	"parution."

const struct modele modeles_organisme[RAISON__MAX] = {
	[RAISON_NDA_SUR_LISTE] = {"L'organisme responsable est déclaré à la DREETS.",
				  "[NDA {nda_t0}]", "", PROVENANCE_LISTE_OF, ACTEUR_PERSONNE},
	[RAISON_SIRET_RESPONSABLE_ABSENT] =
		{"SIRET de l'organisme responsable non renseigné.", "",
		 "Le CFA inscrit le SIRET de l'organisme responsable " OUTIL
		 " : 14 chiffres, ceux de son avis de situation INSEE.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SIRET_RESPONSABLE_INVALIDE] =
		{"Le SIRET de l'organisme responsable n'est pas un SIRET : il faut 14 chiffres, dont "
		 "une clé de contrôle.",
		 "[SIRET déclaré : {siret_t0}]",
		 "Le CFA corrige le SIRET de l'organisme responsable " OUTIL
		 ", d'après son avis de situation INSEE.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SIRET_FORMATEUR_ABSENT] = {"SIRET de l'organisme formateur non renseigné.", "",
					   "Le CFA inscrit le SIRET de l'organisme formateur " OUTIL
					   " : 14 chiffres, ceux de son avis de situation INSEE.",
					   PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SIRET_FORMATEUR_INVALIDE] =
		{"Le SIRET de l'organisme formateur n'est pas un SIRET : il faut 14 chiffres, dont "
		 "une clé de contrôle.",
		 "[SIRET déclaré : {siret_t0}]",
		 "Le CFA corrige le SIRET de l'organisme formateur " OUTIL
		 ", d'après son avis de situation INSEE.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_SIRET_RESPONSABLE_FERME] =
		{"L'établissement responsable est fermé à l'INSEE.", "SIRET {siret0}",
		 "Le CFA déclare " OUTIL
		 " le SIRET qui a pris la suite. Si l'établissement est bien ouvert, il le fait "
		 "corriger à l'INSEE, par le guichet des formalités des entreprises.",
		 PROVENANCE_SIRENE, ACTEUR_CFA},
	[RAISON_SIRET_FORMATEUR_FERME] =
		{"L'établissement formateur est fermé à l'INSEE.", "SIRET {siret0}",
		 "Le CFA déclare " OUTIL
		 " le SIRET qui a pris la suite. Si l'établissement est bien ouvert, il le fait "
		 "corriger à l'INSEE, par le guichet des formalités des entreprises.",
		 PROVENANCE_SIRENE, ACTEUR_CFA},
	[RAISON_NDA_ABSENT] =
		{"Numéro de déclaration d'activité (NDA) de l'organisme responsable non renseigné.",
		 "[SIRET {siret0}]",
		 "Le CFA inscrit son NDA " OUTIL
		 ". Il figure sur le récépissé de la DREETS ; à défaut, il se demande à la DREETS "
		 "sur Mon Activité Formation.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_NDA_INVALIDE] =
		{"Le numéro de déclaration d'activité (NDA) n'a pas la bonne forme : il faut 11 "
		 "caractères, quatre chiffres, un chiffre ou la lettre P, puis six chiffres.",
		 "NDA déclaré : {t0}",
		 "Le CFA corrige son NDA " OUTIL ", d'après le récépissé de la DREETS.",
		 PROVENANCE_FLUX, ACTEUR_CFA},
	[RAISON_NDA_AUTRE] =
		{"Le NDA déclaré n'est pas celui que la liste publique donne à cet organisme.",
		 "NDA déclaré {nda_t0} ; la liste donne {nda_t1} pour le SIREN {siren0}",
		 "Le CFA corrige son NDA " OUTIL
		 ". Si c'est la liste qui se trompe, il la fait corriger par la DREETS sur Mon "
		 "Activité Formation." LISTE_A_JOUR,
		 PROVENANCE_LISTE_OF, ACTEUR_CFA},
	[RAISON_NDA_HORS_LISTE] =
		{"L'organisme responsable n'est pas dans la liste publique des organismes de "
		 "formation.",
		 "NDA déclaré {nda_t0}, SIREN {siren0} absent de la liste",
		 "Le CFA vérifie avec la DREETS que sa déclaration d'activité est en vigueur et que "
		 "son bilan pédagogique et financier est à jour." LISTE_A_JOUR,
		 PROVENANCE_LISTE_OF, ACTEUR_CFA},

	[RAISON_QUALIOPI_RESPONSABLE] = {"Certifié Qualiopi pour l'apprentissage.",
					 "porté par le responsable, SIRET {siret0}", "",
					 PROVENANCE_LISTE_OF, ACTEUR_PERSONNE},
	[RAISON_QUALIOPI_RESPONSABLE_SIREN] = {"Certifié Qualiopi pour l'apprentissage.",
					       "porté par le responsable[, au titre de son SIREN "
					       "{siren0}]",
					       "", PROVENANCE_LISTE_OF, ACTEUR_PERSONNE},
	[RAISON_QUALIOPI_RESPONSABLE_EQUIVALENT] = {"Certification équivalente à Qualiopi.",
						    "portée par le responsable, SIRET {siret0}", "",
						    PROVENANCE_LISTE_OF, ACTEUR_PERSONNE},
	[RAISON_QUALIOPI_FORMATEUR] = {"Certifié Qualiopi pour l'apprentissage.",
				       "porté par le formateur, SIRET {siret0}", "",
				       PROVENANCE_LISTE_OF, ACTEUR_PERSONNE},
	[RAISON_QUALIOPI_FORMATEUR_SIREN] =
		{"Certifié Qualiopi pour l'apprentissage.",
		 "porté par le formateur, au titre de son SIREN {siren0}", "", PROVENANCE_LISTE_OF,
		 ACTEUR_PERSONNE},
	[RAISON_QUALIOPI_FORMATEUR_EQUIVALENT] = {"Certification équivalente à Qualiopi.",
						  "portée par le formateur, SIRET {siret0}", "",
						  PROVENANCE_LISTE_OF, ACTEUR_PERSONNE},
	[RAISON_QUALIOPI_HORS_LISTE] =
		{"Qualiopi non trouvé : la liste publique ne connaît ni le responsable, ni le "
		 "formateur.",
		 "[responsable {siret0}][, formateur {siret1}]",
		 "Le CFA vérifie ses SIRET avec la DREETS, puis demande à son organisme "
		 "certificateur de déclarer sa certification « actions de formation par "
		 "apprentissage »." LISTE_A_JOUR,
		 PROVENANCE_LISTE_OF, ACTEUR_CFA},
	[RAISON_QUALIOPI_SANS_APPRENTISSAGE] =
		{"Pas de certification Qualiopi pour la catégorie « actions de formation par "
		 "apprentissage ».",
		 "[responsable {siret0}][, formateur {siret1}]",
		 "Le CFA demande à son organisme certificateur Qualiopi d'ajouter ou de déclarer la "
		 "catégorie « actions de formation par apprentissage »." LISTE_A_JOUR,
		 PROVENANCE_LISTE_OF, ACTEUR_CFA},
	[RAISON_QUALIOPI_FORMATEUR_SEUL] =
		{"Qualiopi n'est porté que par le formateur ; cette campagne demande que le "
		 "responsable le porte.",
		 "[responsable {siret0} non certifié][, formateur {siret1} certifié]",
		 "L'organisme responsable demande à un organisme certificateur la catégorie « "
		 "actions de formation par apprentissage »." LISTE_A_JOUR,
		 PROVENANCE_LISTE_OF, ACTEUR_CFA},

	[RAISON_UAI_OUVERT] = {"L'UAI du lieu de formation est connu et ouvert.",
			       "UAI {t0}[, {origine0}]", "", PROVENANCE_UAI, ACTEUR_PERSONNE},
	[RAISON_UAI_ABSENT] =
		{"L'UAI du lieu de formation manque.", "",
		 "Le SAIO de l'académie saisit l'UAI du lieu de formation sur la fiche de l'offre. "
		 "Le CFA peut le déclarer " OUTIL ".",
		 PROVENANCE_FLUX, ACTEUR_SAIO},
	[RAISON_UAI_MALFORME] =
		{"L'UAI du lieu de formation n'est pas un UAI : il faut sept chiffres et la lettre "
		 "de contrôle qui leur correspond.",
		 "UAI {t0}[, {origine0}]",
		 "Le SAIO de l'académie saisit le bon UAI sur la fiche de l'offre ; le CFA corrige "
		 "celui qu'il a déclaré " OUTIL ".",
		 PROVENANCE_FLUX, ACTEUR_SAIO},
	[RAISON_UAI_INCONNU] =
		{"L'UAI du lieu de formation n'est pas dans le référentiel des établissements.",
		 "UAI {t0}[, {origine0}]",
		 "Le SAIO de l'académie vérifie l'UAI sur la fiche de l'offre, ou demande son "
		 "immatriculation.",
		 PROVENANCE_UAI, ACTEUR_SAIO},
	[RAISON_UAI_FERME] = {"L'établissement du lieu de formation est fermé.",
			      "UAI {t0}[, {origine0}]",
			      "Le SAIO de l'académie saisit l'UAI de l'établissement qui a pris la "
			      "suite sur la fiche de l'offre.",
			      PROVENANCE_UAI, ACTEUR_SAIO},
};
