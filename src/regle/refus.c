/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * refus.c - the table of the motifs of non-publication
 *
 * Those that the existing catalogue offers for Parcoursup, in its families, with the statut that each gives.
 */
#include "regle/refus.h"

#define OUTIL "dans DOKELIO (ou l'outil de sa région)"

/* clang-format off */
static const struct refus_motif motifs[REFUS__MAX] = {
	[REFUS_AUCUN] = {.code = "", .libelle = "", .remede = ""},

	[REFUS_ADRESSE_AUTRE_COMMUNE] = {
		.code = "adresse_autre_commune",
		.libelle = "Adresse du lieu erronée : la formation est donnée dans une autre commune",
		.remede = "Le CFA corrige la commune du lieu de formation " OUTIL " ; sa clé change, l'offre et son histoire restent.",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_CFA, .precision = true, .saisissable = true},
	[REFUS_ADRESSE_MEME_COMMUNE] = {
		.code = "adresse_meme_commune",
		.libelle = "Adresse du lieu erronée : la formation a déménagé dans la même commune",
		.remede = "Le CFA corrige l'adresse du lieu de formation " OUTIL ".",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_CFA, .attente = true, .precision = true, .saisissable = true},
	[REFUS_ORGANISME_CHANGE] = {
		.code = "organisme_change",
		.libelle = "L'organisme responsable ou l'organisme formateur a changé",
		.remede = "Le CFA déclare la formation sous le bon organisme " OUTIL ", puis dit quelle offre remplace celle-ci.",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_CFA, .precision = true, .saisissable = true},
	[REFUS_ORGANISME_INJOIGNABLE] = {
		.code = "organisme_injoignable",
		.libelle = "L'organisme n'a pas pu être joint",
		.remede = "Le CFA met à jour les coordonnées de l'organisme " OUTIL ", puis écrit au SAIO de l'académie.",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_CFA, .saisissable = true},
	[REFUS_SANS_SITE_DE_GESTION] = {
		.code = "sans_site_de_gestion",
		.libelle = "L'établissement n'a pas de site de gestion Parcoursup",
		.remede = "Le CFA demande au SAIO de l'académie l'ouverture d'un site de gestion, avec un profil d'établissement d'accueil.",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_CFA, .saisissable = true},
	[REFUS_UAI_NON_IMMATRICULABLE] = {
		.code = "uai_non_immatriculable",
		.libelle = "UAI : le lieu de formation ne peut pas être immatriculé",
		.remede = "Le service statistique de l'académie dit au SAIO sous quel UAI la formation peut être rattachée.",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_SSA, .attente = true, .saisissable = true},
	[REFUS_UAI_ABSENT] = {
		.code = "uai_absent",
		.libelle = "UAI : ni l'organisme formateur ni l'organisme responsable n'en a",
		.remede = "Le service statistique de l'académie immatricule l'établissement ; le SAIO inscrit l'UAI du lieu.",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_SSA, .attente = true, .saisissable = true},
	[REFUS_UAI_FAUX] = {
		.code = "uai_faux",
		.libelle = "UAI : le numéro est faux, ou l'établissement est fermé",
		.remede = "Le service statistique de l'académie vérifie l'immatriculation du lieu ; le SAIO inscrit le bon UAI.",
		.famille = REFUS_FAMILLE_ORGANISME, .acteur = ACTEUR_SSA, .attente = true, .precision = true, .saisissable = true},

	[REFUS_OFFRE_ANNULEE] = {
		.code = "offre_annulee",
		.libelle = "L'offre est annulée",
		.remede = "Le CFA ferme les sessions de cette offre " OUTIL ".",
		.famille = REFUS_FAMILLE_FORMATION, .acteur = ACTEUR_CFA, .saisissable = true},
	[REFUS_NON_DEMANDEE] = {
		.code = "non_demandee",
		.libelle = "L'organisme n'a pas demandé cette offre sur Parcoursup",
		.remede = "Si l'offre doit paraître, le CFA l'écrit au SAIO de l'académie.",
		.famille = REFUS_FAMILLE_FORMATION, .acteur = ACTEUR_CFA, .attente = true, .saisissable = true},
	[REFUS_AFFICHAGE_REFUSE] = {
		.code = "affichage_refuse",
		.libelle = "L'organisme ne souhaite pas que l'offre soit affichée",
		.remede = "",
		.famille = REFUS_FAMILLE_FORMATION, .saisissable = true},
	[REFUS_DOUBLON] = {
		.code = "doublon",
		.libelle = "Doublon d'une autre offre",
		.remede = "Le CFA supprime la fiche en trop " OUTIL ".",
		.famille = REFUS_FAMILLE_FORMATION, .acteur = ACTEUR_CFA, .saisissable = true},
	[REFUS_DATES_DUREE] = {
		.code = "dates_duree",
		.libelle = "Les dates de formation ne correspondent pas à la durée déclarée",
		.remede = "Le CFA corrige les dates de la session, ou la durée du cycle, " OUTIL ".",
		.famille = REFUS_FAMILLE_FORMATION, .acteur = ACTEUR_CFA, .attente = true, .saisissable = true},
	[REFUS_DUREE_ANNEE] = {
		.code = "duree_annee",
		.libelle = "La durée ou l'année d'entrée est erronée",
		.remede = "Le CFA corrige la durée ou l'année " OUTIL ", rubrique « Cycle » ; sa clé change, l'offre et son histoire restent.",
		.famille = REFUS_FAMILLE_FORMATION, .acteur = ACTEUR_CFA, .precision = true, .saisissable = true},
	[REFUS_PUBLIC_MIXTE] = {
		.code = "public_mixte",
		.libelle = "Public mixte : des élèves et des apprentis dans la même formation",
		.remede = "",
		.famille = REFUS_FAMILLE_FORMATION, .saisissable = true},

	[REFUS_NON_PARAMETREE] = {
		.code = "non_parametree",
		.libelle = "La formation n'est pas paramétrée dans Parcoursup",
		.remede = "L'établissement d'accueil remplit et valide le paramétrage de la formation, puis l'écrit au SAIO de l'académie.",
		.famille = REFUS_FAMILLE_AUTRE, .acteur = ACTEUR_ETABLISSEMENT, .attente = true, .saisissable = true},
	[REFUS_AUTORISATION_ATTENDUE] = {
		.code = "autorisation_attendue",
		.libelle = "Une autorisation extérieure est attendue (rectorat, DRAAF, mission d'orientation…)",
		.remede = "Le SAIO de l'académie relance le service qui doit autoriser la formation.",
		.famille = REFUS_FAMILLE_AUTRE, .acteur = ACTEUR_SAIO, .attente = true, .saisissable = true},
	[REFUS_NON_AUTORISEE] = {
		.code = "non_autorisee",
		.libelle = "La formation n'est pas autorisée (rectorat, DRAAF, mission d'orientation, SAIO)",
		.remede = "",
		.famille = REFUS_FAMILLE_AUTRE, .saisissable = true},
	[REFUS_AUTRE] = {
		.code = "autre",
		.libelle = "Autre motif",
		.remede = "Le CFA fait ce que dit la précision donnée par le SAIO de l'académie.",
		.famille = REFUS_FAMILLE_AUTRE, .acteur = ACTEUR_CFA, .attente = true, .precision = true, .saisissable = true},

	[REFUS_ANNULE_REMPLACE] = {
		.code = "annule_remplace",
		.libelle = "Annulée et remplacée par une autre offre, qui garde sa place dans Parcoursup",
		.remede = "",
		.famille = REFUS_FAMILLE_FORMATION},
};
/* clang-format on */

static const char *const familles[REFUS_FAMILLE__MAX] = {
	[REFUS_FAMILLE_ORGANISME] = "Organisme et lieu",
	[REFUS_FAMILLE_FORMATION] = "Formation",
	[REFUS_FAMILLE_AUTRE] = "Autre",
};

const struct refus_motif *refus_motif(enum refus r)
{
	return &motifs[r];
}

const char *refus_famille_libelle(enum refus_famille f)
{
	return familles[f];
}

bool refus_lu(struct str code, enum refus *ret)
{
	for (int r = REFUS_AUCUN + 1; r < REFUS__MAX; r++) {
		if (!str_eq(code, str_of(motifs[r].code)))
			continue;
		*ret = (enum refus)r;
		return true;
	}
	return false;
}
