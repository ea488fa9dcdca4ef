/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format.h - the formats that relais reads: recognised by content, read as they come
 *
 * A file's name means nothing. format_reconnaitre looks at its first bytes; --as forces. What relais knows and does not read (LHEO 1.3, EDOF,
 * lheo-index, a 7z…) has an entry too, whose sentence says what it is and what to send instead.
 */
#ifndef RELAIS_FORMAT_FORMAT_H
#define RELAIS_FORMAT_FORMAT_H

#include "base/err.h"
#include "base/str.h"
#include "format/flux.h"

enum format {
	FORMAT_INCONNU,
	FORMAT_LHEO, /* 2.0, 2.2, 2.3 */
	FORMAT_RNCP_XML,
	FORMAT_DGEFP,
	FORMAT_SIRENE,
	FORMAT_UAI,
	FORMAT_CERTIF_INFO,
	FORMAT_KIT,
	FORMAT_DIPLOMES, /* V_FORMATION_DIPLOME, also N_FORMATION_DIPLOME and its ENQUETE_51 shape */
	FORMAT_MEF,
	FORMAT_NIVEAUX,
	FORMAT_OPTIONS_BTS,
	FORMAT_COMMUNES,
	FORMAT_MOUVEMENTS, /* movements of communes: mergers, changes of code */
	FORMAT_ANNUAIRE, /* annuaire de l'éducation: UAI */
	FORMAT_RESEAUX, /* lists of the CFA of a network: UAI and SIRET */
	FORMAT_UAI_SAISIS, /* UAIs of lieux typed by hand, by clé ministères éducatifs */
	FORMAT_PARCOURSUP, /* a list of formations d'inscription of a campagne, in any of its shapes */
	FORMAT_PARCOURSUP_CLES, /* Parcoursup code and clé ministères éducatifs, of a campagne */
	FORMAT_CODES_POSTAUX, /* JSON, as those that follow */
	FORMAT_RCO, /* formations of the réseau des Carif-Oref, and of the national catalogue */
	FORMAT_RCO_ETABLISSEMENTS, /* organismes of the réseau: UAI and SIRET */
	FORMAT_UAI_SIRET, /* the UAI-SIRET referential of Onisep */
	FORMAT_RNCP_CSV, /* one part or all of the CSV export of France compétences: jeu.h */
	FORMAT_ACCE, /* ACCE_UAI */
	FORMAT_INUTILE_ACCE, /* its four companions: known, and nothing in them is needed */
	FORMAT_REFUSE_LHEO_1, /* LHEO 1.3: offre-formation */
	FORMAT_REFUSE_LHEO_INDEX,
	FORMAT_REFUSE_EDOF,
	FORMAT_ARCHIVE_ZIP, /* these two are opened by inventaire.h, and never met by a reader */
	FORMAT_ARCHIVE_GZ,
	FORMAT_REFUSE_ARCHIVE, /* xz, 7z, tar, … */
	FORMAT_REFUSE_TABLEUR, /* xlsx, xls, ods */
	FORMAT_REFUSE_BUREAU, /* docx, pptx, odt, odp */
	FORMAT_REFUSE_PARCOURSUP, /* open data of Parcoursup: statistics, no clé */
	FORMAT_REFUSE_DISPOSITIFS, /* tables that are known and not needed */
	FORMAT_REFUSE_SPECIALITES,
	FORMAT_REFUSE_ACADEMIES,
	FORMAT_REFUSE_CARIF,
	FORMAT_REFUSE_SIRETS, /* SIRET without their state */
	FORMAT_REFUSE_CLES_ONISEP,
	FORMAT_REFUSE_SCHEMA, /* XML Schema */
	FORMAT_REFUSE_ELM,
	FORMAT_REFUSE_UTF16,
	FORMAT_REFUSE_HTML, /* a page saved instead of the file */
	FORMAT_REFUSE_JPO, /* the open days of Onisep */
	FORMAT_REFUSE_JSON, /* any other JSON */
	FORMAT_REFUSE_BINAIRE,
	FORMAT_REFUSE_VIDE,
	FORMAT__MAX
};

/* The word of --as: « lheo », « rncp », « dgefp », « sirene », « uai », « certif-info », « kit », « diplomes », « mef », « niveaux », « options-bts »,
 * « communes », « mouvements », « annuaire », « reseaux », « uai-saisis », « parcoursup », « parcoursup-cles »,
 * « rncp-csv », « acce », « codes-postaux », « rco », « rco-etablissements », « uai-siret »; NULL for what is not read. */
const char *format_code(enum format f);
const char *
format_libelle(enum format f); /* « flux LHEO », « liste publique des organismes de formation »… */
enum format format_de_code(struct str code); /* FORMAT_INCONNU when there is none */
bool format_lisible(enum format f);
bool format_est_flux(enum format f); /* it gives offers: LHEO, RCO */
/* Some of its shapes have no place for all that a clé is made of: what they do not say is not declared otherwise. */
bool format_lacunaire(enum format f);
/* Its facts belong to one campagne, which the file does not name: import --campagne says it. */
bool format_de_campagne(enum format f);
bool format_inutile(
	enum format f); /* known, not read, and no fault in an archive: it is left aside */

/* Bytes that format_reconnaitre wants to see, when the file has as many. */
enum { FORMAT_DEBUT = 16 * 1024 };
enum format format_reconnaitre(const char *debut, size_t n);
/* Fill `inc` with the sentence of a format that is not read (or unknown) and return E_INVALIDE. */
enum err format_refus(enum format f, struct incident *inc);

/*
 * A reader of one file. Records go to `puits` as bytes are fed; format_fin checks that the file was whole and sends RECORD_BILAN. After an
 * error nothing more is sent and the reader only accepts format_fermer. Several readers may run in different threads.
 *
 * E_INVALIDE: truncated, malformed, or not the format it claims to be (`inc`: what, line, remedy). Other values: what the puits returned.
 */
struct lecteur;
/* Once, before readers run in several threads. */
void format_demarrer(void);
struct lecteur *format_ouvrir(enum format f, struct puits puits);
/* Of a set: what follows is this part of it (jeu.h). A reader of one file ignores it. */
enum err format_partie(struct lecteur *l, int partie, struct incident *inc) MUST_CHECK;
enum err format_nourrir(struct lecteur *l, const char *bytes, size_t n,
			struct incident *inc) MUST_CHECK;
enum err format_fin(struct lecteur *l, struct incident *inc) MUST_CHECK;
void format_fermer(struct lecteur *l); /* accepts NULL */

#endif
