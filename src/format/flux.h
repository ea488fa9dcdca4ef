/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flux.h - what a format gives to the rest of the house: a stream of flat records
 *
 * A reader takes the bytes of one file and gives records by callback: a kind, the line where it stands in the file, and
 * its fields as texts, in the order of the kind's columns (record_colonnes). A reader knows bytes and shapes, never rules:
 * texts are trimmed and in UTF-8, full dates are rewritten AAAA-MM-JJ, anything that is not a full date stays as it was seen,
 * codes get back the leading zeros that formats.md 6 and 9 prove lost, and nothing else is changed.
 *
 * What is wrong in a record is a record too (RECORD_ANOMALIE) and never stops the rest. What makes the whole file unusable
 * (truncated, malformed, not what it claims) ends the reading with E_INVALIDE and an incident that says where it broke.
 *
 * The same records, written with their lengths, are the spool between the reading and the writing threads (flux_ecrire, flux_lire).
 */
#ifndef RELAIS_FORMAT_FLUX_H
#define RELAIS_FORMAT_FLUX_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum record_kind {
	RECORD_OFFRE, /* one apprenticeship action of one formation of a feed */
	RECORD_SESSION, /* a session of the RECORD_OFFRE before it */
	RECORD_TEXTES, /* the long texts of the RECORD_OFFRE or RECORD_FICHE before it */
	RECORD_OF, /* a row of the liste publique des organismes de formation */
	RECORD_SIRENE,
	RECORD_UAI,
	RECORD_CERTIF_INFO,
	RECORD_KIT,
	RECORD_DIPLOME, /* V_FORMATION_DIPLOME */
	RECORD_MEF,
	RECORD_NIVEAU,
	RECORD_OPTION_BTS,
	RECORD_COMMUNE,
	RECORD_MOUVEMENT, /* what became of a commune */
	RECORD_FORMATION, /* a formation d'inscription of Parcoursup */
	RECORD_UAI_SAISI, /* the UAI of a lieu, typed by hand */
	RECORD_CODE_POSTAL, /* one code postal of one commune */
	RECORD_FICHE, /* a fiche of France compétences */
	RECORD_CERTIFICATEUR, /* of the RECORD_FICHE before it */
	RECORD_PARTENAIRE, /* of the RECORD_FICHE before it */
	RECORD_PARTIE, /* a row of a part of a set; joined by jeu_lecteur.c, never seen outside */
	RECORD_ANOMALIE,
	RECORD_BILAN, /* the last one of a file read to its end */
	/* Made by the reading side of an import, never by a reader: what the writing side needs, ready. */
	RECORD_BLOC, /* a block of long texts, compressed; before the first record that has it */
	RECORD_OFFRE_PRETE, /* an offre with its clé; its RECORD_SESSIONs follow */
	RECORD_FICHE_PRETE, /* a fiche with all that is inside */
	RECORD__MAX
};

enum { RECORD_CHAMPS_MAX = 48 };

struct record {
	enum record_kind kind;
	uint32_t ligne; /* in the file, from 1 */
	uint32_t n;
	struct str champ[RECORD_CHAMPS_MAX];
};

/* The columns of each kind. A field of a record is r->champ[X_…]. */
enum champ_offre {
	OFFRE_FORMATION_NUMERO, /* formation/@numero */
	OFFRE_ACTION_NUMERO, /* action/@numero */
	OFFRE_INTITULE,
	OFFRE_CERTIFINFO, /* of the first certification */
	OFFRE_RNCP, /* of the first certification, as declared */
	OFFRE_NIVEAU_ENTREE,
	OFFRE_NIVEAU_SORTIE,
	OFFRE_MODALITES_ENSEIGNEMENT,
	OFFRE_MODALITES_ENTREES_SORTIES,
	OFFRE_DUREE, /* duree-cycle */
	OFFRE_RYTHME,
	OFFRE_CONDITIONS,
	OFFRE_UAI_LIEU,
	OFFRE_SIRET_LIEU,
	OFFRE_DENOMINATION_LIEU,
	OFFRE_LIGNE, /* first adresse/ligne of the lieu that is not empty */
	OFFRE_CODE_POSTAL,
	OFFRE_VILLE,
	OFFRE_INSEE,
	OFFRE_LATITUDE,
	OFFRE_LONGITUDE,
	OFFRE_NDA,
	OFFRE_SIRET_RESPONSABLE,
	OFFRE_NOM_RESPONSABLE,
	OFFRE_UAI_RESPONSABLE,
	OFFRE_SIRET_FORMATEUR,
	OFFRE_NOM_FORMATEUR,
	OFFRE_UAI_FORMATEUR,
	OFFRE_FORMACODES, /* separated by commas */
	OFFRE_NSF, /* separated by commas */
	OFFRE_ROMES, /* separated by commas */
	OFFRE_URL, /* the first of action, then formation */
	OFFRE_HEURES_CENTRE,
	OFFRE_HEURES_ENTREPRISE,
	OFFRE_HEURES_TOTAL,
	OFFRE_NIVEAU_OBLIGATOIRE,
	OFFRE_FORMATION_RANG, /* of the formation in its file: @numero is not unique */
	OFFRE_CLE, /* the clé itself, when the feed is one of our exports and no other element says it */
	OFFRE_ANNEE, /* the same of the année; « - »: none */
	OFFRE_ANNEES, /* the years of entry that the action itself declares, separated by commas: LHEO says them in its sessions */
	OFFRE__MAX
};
enum champ_session {
	SESSION_NUMERO,
	SESSION_DEBUT,
	SESSION_FIN,
	SESSION_ETAT, /* etat-recrutement: 1, 2, 3 or empty */
	SESSION_ANNEES, /* annee-cycle of the cycles of type apprenticeship (type-cycle 1 or absent), in order, separated by commas */
	SESSION_CAPACITE, /* first capacite-simultanee of those cycles */
	SESSION_CAPACITE_CUMULEE,
	SESSION_EFFECTIF_MINIMAL,
	SESSION_URL,
	SESSION__MAX
};
/* One text in a record: several RECORD_TEXTES may follow one record. For an offre: objectif, resultats, contenu; for a fiche: activites,
 * capacites, secteurs, emplois. */
enum champ_textes { TEXTES_NOM, TEXTES_TEXTE, TEXTES__MAX };
enum champ_of {
	OF_NDA,
	OF_SIREN,
	OF_SIRET,
	OF_NOM,
	OF_CODE_POSTAL,
	OF_VILLE,
	OF_APPRENTISSAGE /* 1 or 0 */,
	OF__MAX
};
enum champ_sirene { SIRENE_SIRET, SIRENE_ETAT /* A or F */, SIRENE__MAX };
enum champ_uai {
	UAI_UAI,
	UAI_SIRET,
	UAI_NOM,
	UAI_INSEE,
	UAI_ETAT /* ouvert or ferme */,
	UAI_IUT,
	UAI_ACCUEIL /* 1 or 0 */,
	UAI__MAX
};
enum champ_certif_info {
	CERTIF_INFO_CODE,
	CERTIF_INFO_LIBELLE,
	CERTIF_INFO_TYPE,
	CERTIF_INFO_NIVEAU,
	CERTIF_INFO_RNCP,
	CERTIF_INFO_CFD,
	CERTIF_INFO_ACCES_APPRENTISSAGE,
	CERTIF_INFO_ETAT,
	CERTIF_INFO__MAX
};
enum champ_kit {
	KIT_CFD,
	KIT_INTITULE,
	KIT_RNCP,
	KIT_NIVEAU,
	KIT_ABREGE,
	KIT_ACCES,
	KIT_ECHEANCE,
	KIT_ACTIVE /* as written: ACTIVE, INACTIVE */,
	KIT__MAX
};
enum champ_diplome {
	DIPLOME_CFD,
	DIPLOME_NIVEAU,
	DIPLOME_NSF,
	DIPLOME_LIBELLE_COURT,
	DIPLOME_LIBELLE,
	DIPLOME_OUVERTURE,
	DIPLOME_FERMETURE,
	DIPLOME_DERNIERE_SESSION,
	DIPLOME_NIVEAU_RNCP,
	DIPLOME__MAX
};
enum champ_mef {
	MEF_CODE,
	MEF_CFD,
	MEF_DUREE,
	MEF_ANNEE,
	MEF_LIBELLE,
	MEF_OUVERTURE,
	MEF_FERMETURE,
	MEF__MAX
};
enum champ_niveau { NIVEAU_CODE, NIVEAU_LIBELLE_COURT, NIVEAU_LIBELLE, NIVEAU_RNCP, NIVEAU__MAX };
enum champ_option_bts {
	OPTION_CFD_COMMUN,
	OPTION_FAMILLE,
	OPTION_CFD,
	OPTION_LIBELLE,
	OPTION__MAX
};
enum champ_commune {
	COMMUNE_TYPE,
	COMMUNE_CODE,
	COMMUNE_REGION,
	COMMUNE_DEPARTEMENT,
	COMMUNE_LIBELLE,
	COMMUNE_PARENT,
	COMMUNE__MAX
};
/* A commune before and after. */
enum champ_mouvement {
	MOUVEMENT_AVANT,
	MOUVEMENT_APRES,
	MOUVEMENT_DATE,
	MOUVEMENT_NATURE, /* INSEE's MOD: 32, creation of a commune nouvelle… */
	MOUVEMENT_TYPE_AVANT, /* COM, COMD, COMA, ARM */
	MOUVEMENT_TYPE_APRES,
	MOUVEMENT__MAX
};
/* A formation d'inscription as Parcoursup lists it; a shape that has not the column leaves it empty. */
enum champ_formation {
	FORMATION_CODE_INSCRIPTION,
	FORMATION_CODE_ACCUEIL,
	FORMATION_UAI, /* of the school (UAI_COMPOSANTE) */
	FORMATION_UAI_GESTION,
	FORMATION_UAI_AFFECTATION,
	FORMATION_LIBELLE, /* of the formation d'inscription */
	FORMATION_NOM, /* of the school */
	FORMATION_INSEE,
	FORMATION_CODE_POSTAL,
	FORMATION_ACADEMIE, /* its name */
	FORMATION_TYPE,
	FORMATION_CODE_DOMAINE, /* CODEFORMATION: 42 is « BTS - Production » */
	FORMATION_DOMAINE,
	FORMATION_CODE_SPECIALITE,
	FORMATION_SPECIALITE,
	FORMATION_CODE_SPECIALITE_INITIALE, /* the same one, not in apprenticeship */
	FORMATION_CFD,
	FORMATION_MEF,
	FORMATION_RNCP, /* numbers, separated by commas */
	FORMATION_CLE, /* ministères éducatifs */
	FORMATION_RAPPROCHEMENT, /* how the clé was found: « unique1 »… */
	FORMATION_PARAMETRAGE, /* as written: Paramétrée, Validé… */
	FORMATION_APPRENTISSAGE, /* 1 or 0; empty: not said */
	FORMATION_CERTIFIEE, /* 1 or 0; empty: not said */
	FORMATION_CAPACITE,
	FORMATION__MAX
};
enum champ_uai_saisi { UAI_SAISI_CLE, UAI_SAISI_UAI, UAI_SAISI__MAX };
enum champ_code_postal {
	POSTAL_INSEE,
	POSTAL_CODE,
	POSTAL_LIBELLE /* of the commune */,
	POSTAL__MAX
};
enum champ_fiche {
	FICHE_NUMERO, /* RNCP38362 */
	FICHE_INTITULE,
	FICHE_ABREGE,
	FICHE_NIVEAU,
	FICHE_ETAT,
	FICHE_ACTIF, /* Oui, Non: of the fiche, never of a jury */
	FICHE_TYPE_ENREGISTREMENT,
	FICHE_JURY_CA, /* SI_JURY_CA/ACTIF */
	FICHE_FIN_ENREGISTREMENT,
	FICHE_LIMITE_DELIVRANCE,
	FICHE_DATE_EFFET,
	FICHE_NOUVELLES, /* RNCP numbers, separated by commas */
	FICHE_ANCIENNES,
	FICHE_FORMACODES,
	FICHE_NSF,
	FICHE_ROMES,
	FICHE_URL,
	FICHE__MAX
};
enum champ_certificateur {
	CERTIFICATEUR_SIRET,
	CERTIFICATEUR_NOM,
	CERTIFICATEUR_ETAT,
	CERTIFICATEUR__MAX
};
enum champ_partenaire {
	PARTENAIRE_SIRET,
	PARTENAIRE_NOM,
	PARTENAIRE_HABILITATION,
	PARTENAIRE_ETAT,
	PARTENAIRE__MAX
};
/* Each part has its own of these. */
enum champ_partie {
	PARTIE_NUMERO, /* of the fiche */
	PARTIE_SIRET,
	PARTIE_NOM,
	PARTIE_HABILITATION,
	PARTIE_CODE,
	PARTIE_VOIX_ACCES,
	PARTIE_ANCIENNE,
	PARTIE_NOUVELLE,
	PARTIE__MAX
};
/* An anomaly of the file itself; `code` is one of anomalie.h. */
enum champ_anomalie {
	ANOMALIE_CODE,
	ANOMALIE_REF /* the offre's, fiche's or row's own reference */,
	ANOMALIE_CHAMP,
	ANOMALIE_VALEUR,
	ANOMALIE__MAX
};
enum champ_bilan {
	BILAN_LUS, /* records in the file: rows, formations, fiches */
	BILAN_ECARTES, /* what was counted and not kept: actions that are not apprenticeship, RS sheets, closed list of reasons in formats' files */
	BILAN_ENCODAGE, /* « UTF-8 », « cp1252 »… */
	BILAN_DATE, /* the file's own date (flux-intercarif date-export), AAAA-MM-JJ, or empty */
	BILAN_SANS_CODE, /* of those left aside, what no code that can be read names; empty: none */
	BILAN__MAX
};

enum champ_bloc {
	BLOC_EMPREINTE,
	BLOC_TAILLE /* before compression, digits */,
	BLOC_OCTETS,
	BLOC__MAX
};
/* The clé, the columns of the table offre, the fingerprint of its block of texts (empty: none). */
enum champ_offre_prete {
	PRETE_CLE,
	PRETE_COLONNES,
	PRETE_TEXTE = PRETE_COLONNES + OFFRE_FORMATION_RANG + 3,
	PRETE_COMPOSEE, /* 1: the clé is a proposal, made of the declared data; 0: it is declared */
	PRETE_SEULE, /* 1: its action declares no other year */
	PRETE__MAX
};
/* The columns of a RECORD_FICHE, its certificateurs and its partenaires as one text each, the fingerprint of its block of texts. */
enum champ_fiche_prete {
	FICHE_CERTIFICATEURS = FICHE__MAX,
	FICHE_PARTENAIRES,
	FICHE_TEXTE,
	FICHE_PRETE__MAX
};

/* How many columns a kind has, and the name of each as an anomaly or a JSON key shows it (« siret_responsable »); "" for
 * the kinds that only an import makes. */
uint32_t record_n(enum record_kind kind);
const char *record_colonne(enum record_kind kind, uint32_t i);

/* Where records go. What it returns other than OK stops the reading and is returned by it. */
struct puits {
	enum err (*record)(void *ctx, const struct record *r);
	void *ctx;
};

/* Append a record to a spool: kind, line, then each field's length and bytes. */
void flux_ecrire(struct buf *out, const struct record *r);
/*
 * Read the record at *p (at most n bytes); its fields point into the spool. *taille: bytes it took. E_ABSENT: not whole yet, more bytes are
 * needed. E_INVALIDE: not a record (unknown kind, wrong number of fields, length over the limit): everything is checked again on this side.
 */
enum err flux_lire(const char *p, size_t n, struct record *ret, size_t *taille) MUST_CHECK;

#endif
