/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * dossier.h - the facts of one offre, gathered for the rules: what was declared, and what the referentials say of it
 *
 * Invariants. Nothing here is a conclusion: a dossier is what one would print and put on the desk of the person who
 * decides. Texts are trimmed, as declared; « non renseigné » is decided by code_renseigne(), never before. Dates are
 * those of base/date.h. Everything pointed to outlives the rules' run; the rules own nothing and change nothing.
 */
#ifndef RELAIS_REGLE_DOSSIER_H
#define RELAIS_REGLE_DOSSIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/str.h"

/* One row of the liste publique des organismes de formation (DGEFP). */
struct ligne_of {
	uint64_t siret; /* 0 when the list gives none */
	uint64_t siren; /* 9 digits */
	struct str nda;
	bool apprentissage; /* certifications.actionsDeFormationParApprentissage */
};

enum etat_sirene { SIRENE_INCONNU, SIRENE_ACTIF, SIRENE_FERME };

/* What is known of one SIRET. */
struct organisme {
	struct str siret_vu; /* as declared */
	uint64_t siret; /* siret_nombre(siret_vu) */
	enum etat_sirene etat;
	bool equivalent_qualiopi; /* Eduform, QualiFormAgri, réputé satisfaire (domain.md 4.1, 2) */
	const struct ligne_of
		*lignes; /* every row of the list that has its SIREN (so also those of its SIRET) */
	size_t n_lignes;
};

/* état de recrutement of LHEO; absent and suspended count as open (domain.md 4.0). */
enum etat_recrutement {
	RECRUTEMENT_ABSENT,
	RECRUTEMENT_OUVERT,
	RECRUTEMENT_FERME,
	RECRUTEMENT_SUSPENDU
};

struct session {
	struct str numero;
	struct str debut_vu, fin_vu; /* as declared: « 20240900 » stays visible */
	int debut, fin;
	enum etat_recrutement etat;
};

struct mef {
	struct str code; /* 10 characters */
	int duree, annee;
	int fermeture; /* DATE_ABSENTE: open */
};

/* A row of V_FORMATION_DIPLOME (BCN). */
struct diplome {
	struct str cfd;
	struct str libelle;
	struct str niveau; /* NIVEAU_FORMATION_DIPLOME, 3 characters */
	int ouverture, fermeture;
};

enum habilitation {
	HABILITATION_AUTRE,
	HABILITATION_FORMER,
	HABILITATION_ORGANISER,
	HABILITATION_ORGA_FORM
};

struct partenaire {
	uint64_t siret; /* 0 when unknown or malformed */
	struct str siret_vu;
	struct str nom;
	enum habilitation habilitation;
	bool actif; /* ETAT_HABILITATION = Actif */
};

struct certificateur {
	uint64_t siret; /* 0 when the fiche gives none (about one in three) */
	struct str siret_vu;
	struct str nom;
};

enum enregistrement { ENREGISTREMENT_INCONNU, ENREGISTREMENT_DE_DROIT, ENREGISTREMENT_SUR_DEMANDE };

/* A fiche of France compétences. */
struct fiche {
	int numero; /* 38362 */
	struct str intitule, abrege;
	struct str niveau; /* NIV5 */
	bool active; /* ACTIF = Oui, of the fiche itself */
	enum enregistrement enregistrement;
	bool jury_apprentissage; /* SI_JURY_CA/ACTIF = Oui; absent: false */
	int fin_enregistrement;
	int nouvelle; /* number of the first nouvelle fiche, 0: none */
	const struct partenaire *partenaires;
	size_t n_partenaires;
	const struct certificateur *certificateurs;
	size_t n_certificateurs;
};

/* A row of the kit apprentissage (CFD ↔ RNCP), in the file's order. */
struct ligne_kit {
	struct str cfd;
	int rncp; /* 0 when the kit's code is not RNCP and digits: then it is no row (domain.md 4.0) */
	bool active; /* ACTIF of that fiche in France compétences' file, never the kit's column; false when unknown */
	int echeance; /* DATE_ABSENTE sorts last */
};

enum origine { ORIGINE_AUCUNE, ORIGINE_CERTIF_INFO, ORIGINE_KIT, ORIGINE_DECLAREE };

/* The certification looked at: what regle/retenue.c retains, and what the referentials say of it. */
struct certification {
	struct str cfd; /* empty: none */
	enum origine cfd_origine;
	int rncp; /* 0: none */
	enum origine rncp_origine;
	int rncp_declare; /* 0: none declared */
	const struct fiche *fiche; /* NULL: no RNCP retained, or not in the base */
	const struct diplome *diplome; /* NULL: no CFD, or unknown to BCN */
	const struct mef *mefs; /* those of the CFD and of its CFD commun, informative or not */
	size_t n_mefs;
};

/* A school of the UAI referential. */
struct etablissement {
	struct str uai;
	uint64_t siret; /* 0 when the referential gives none */
	struct str insee;
	bool ouvert, iut, accueil;
};

enum uai_origine { UAI_MANQUANT, UAI_HUMAIN, UAI_DECLARE, UAI_FORMATEUR };

struct dossier {
	int64_t offre; /* immutable internal id, 0 when nothing is kept (check) */
	struct str cle;
	struct str intitule;
	struct organisme responsable;
	struct organisme formateur; /* the responsable's when none was declared */
	bool formateur_declare;
	struct str nda; /* the responsable's */
	struct str ligne, code_postal, ville, insee; /* of the lieu */
	struct str
		academie; /* two digits, from the lieu's commune; empty when it cannot be known */
	bool a_distance; /* modalites-enseignement = 2 */
	struct str duree, annee; /* as declared */
	const struct session *sessions;
	size_t n_sessions;
	const struct certification *certification; /* never NULL */
	struct str uai; /* the one retained (regle_uai_retenu), empty: missing */
	enum uai_origine uai_origine;
	const struct etablissement
		*lieu; /* what the referential says of `uai`; NULL: unknown to it */
};

#endif
