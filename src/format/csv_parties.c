/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_parties.c - the parts of the CSV export of France compétences, one table each
 *
 * The titles are those of the ten files (formats.md 2.3) and of the flattened files of 2020, which have four of them. Standard is the only one that a
 * set must have.
 */
#include "format/csv_table.h"

enum { REQ = CSV_OBLIGATOIRE, CLE = CSV_OBLIGATOIRE | CSV_CLE };

/* clang-format off */
#define NUMERO(champ) {champ, CLE, NULL, NULL, {"Numero_Fiche", "CodeRNCP"}}
/* clang-format on */
#define DROIT_OU_DEMANDE "Enregistrement de droit|Enregistrement sur demande"
#define HABILITATIONS "HABILITATION_FORMER|HABILITATION_ORGANISER|HABILITATION_ORGA_FORM"

static const struct csv_colonne standard[] = {
	NUMERO(FICHE_NUMERO),
	{FICHE_INTITULE, REQ, NULL, NULL, {"Intitule", "intituleDiplome"}},
	{FICHE_ABREGE, 0, NULL, NULL, {"Abrege_Libelle", "CodeTypeCertif"}},
	{FICHE_NIVEAU, 0, csv_niveau_rncp, NULL, {"Nomenclature_Europe_Niveau", "NiveauEurope"}},
	{FICHE_ETAT, 0, NULL, NULL, {"EtatFiche"}},
	{FICHE_FIN_ENREGISTREMENT,
	 REQ,
	 csv_date_rncp,
	 NULL,
	 {"Date_Fin_Enregistrement", "date_fin_validite_enregistrement"}},
	{FICHE_DATE_EFFET, 0, csv_date_rncp, NULL, {"Date_Effet"}},
	{FICHE_TYPE_ENREGISTREMENT,
	 REQ,
	 NULL,
	 DROIT_OU_DEMANDE,
	 {"Type_Enregistrement", "TypeEnregistrement"}},
	{FICHE_ACTIF, REQ, csv_actif, NULL, {"Actif", "ActiveInactive"}},
	{FICHE_ANCIENNES, 0, NULL, NULL, {"AncienneFiche"}},
	{FICHE_NOUVELLES, 0, NULL, NULL, {"NouvelleFiche"}},
	{0},
};

static const struct csv_colonne certificateurs[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_SIRET, REQ, csv_siret, NULL, {"Siret_Certificateur", "siret_organisme"}},
	{PARTIE_NOM, REQ, NULL, NULL, {"Nom_Certificateur", "Certificateur"}},
	{0},
};

static const struct csv_colonne partenaires[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_NOM, REQ, NULL, NULL, {"Nom_Partenaire"}},
	{PARTIE_SIRET, REQ, csv_siret, NULL, {"Siret_Partenaire"}},
	{PARTIE_HABILITATION, REQ, NULL, HABILITATIONS, {"Habilitation_Partenaire"}},
	{0},
};

static const struct csv_colonne voix[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_VOIX_ACCES, REQ, NULL, NULL, {"Si_Jury", "code_libelle"}},
	{0},
};

static const struct csv_colonne rome[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_CODE, REQ, NULL, NULL, {"Codes_Rome_Code"}},
	{0},
};

static const struct csv_colonne nsf[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_CODE, REQ, NULL, NULL, {"Nsf_Code"}},
	{0},
};

static const struct csv_colonne formacode[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_CODE, REQ, NULL, NULL, {"Formacode_Code"}},
	{0},
};

static const struct csv_colonne succession[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_ANCIENNE, REQ, NULL, NULL, {"Ancienne_Certification"}},
	{PARTIE_NOUVELLE, REQ, NULL, NULL, {"Nouvelle_Certification"}},
	{0},
};

static const struct csv_colonne blocs[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_CODE, REQ, NULL, NULL, {"Bloc_Competences_Code"}},
	{0},
};

static const struct csv_colonne ccn[] = {
	NUMERO(PARTIE_NUMERO),
	{PARTIE_CODE, REQ, NULL, NULL, {"Ccn_1_Numero"}},
	{0},
};

static const struct csv_table parties[PARTIE__N] = {
	[PARTIE_CERTIFICATEURS] = {FORMAT_RNCP_CSV, RECORD_PARTIE, certificateurs},
	[PARTIE_PARTENAIRES] = {FORMAT_RNCP_CSV, RECORD_PARTIE, partenaires},
	[PARTIE_VOIX] = {FORMAT_RNCP_CSV, RECORD_PARTIE, voix},
	[PARTIE_ROME] = {FORMAT_RNCP_CSV, RECORD_PARTIE, rome},
	[PARTIE_NSF] = {FORMAT_RNCP_CSV, RECORD_PARTIE, nsf},
	[PARTIE_FORMACODE] = {FORMAT_RNCP_CSV, RECORD_PARTIE, formacode},
	[PARTIE_SUCCESSION] = {FORMAT_RNCP_CSV, RECORD_PARTIE, succession},
	[PARTIE_BLOCS] = {FORMAT_RNCP_CSV, RECORD_PARTIE, blocs},
	[PARTIE_CCN] = {FORMAT_RNCP_CSV, RECORD_PARTIE, ccn},
	[PARTIE_STANDARD] = {FORMAT_RNCP_CSV, RECORD_FICHE, standard},
};

const struct csv_table *csv_table_partie(int partie)
{
	return partie >= 0 && partie < PARTIE__N ? &parties[partie] : NULL;
}

const char *csv_partie_nom(int partie)
{
	static const char *const noms[PARTIE__N] = {
		[PARTIE_CERTIFICATEURS] = "Certificateurs",
		[PARTIE_PARTENAIRES] = "Partenaires",
		[PARTIE_VOIX] = "VoixdAccès",
		[PARTIE_ROME] = "Rome",
		[PARTIE_NSF] = "Nsf",
		[PARTIE_FORMACODE] = "Formacode",
		[PARTIE_SUCCESSION] = "Ancienne_Nouvelle_Certification",
		[PARTIE_BLOCS] = "Blocs_De_Compétences",
		[PARTIE_CCN] = "CCN",
		[PARTIE_STANDARD] = "Standard",
	};

	return noms[partie];
}
