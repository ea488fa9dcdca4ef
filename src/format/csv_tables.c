/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_tables.c - the CSV formats that relais reads, one table each
 *
 * The titles are those of the real files (formats.md 2 to 6) and of their known variants: the portal's DGEFP list, the
 * StockEtablissement of SIRENE. A column on which another depends stands before it.
 */
#include "format/csv_table.h"

enum {
	REQ = CSV_OBLIGATOIRE,
	CLE = CSV_OBLIGATOIRE | CSV_CLE,
	CLE_TOLEREE = CLE | CSV_TOLEREE,
	NON = CSV_INTERDITE,
	SIGNE = CSV_OBLIGATOIRE | CSV_SIGNE
};

static const struct csv_colonne dgefp[] = {
	{OF_NDA, CLE_TOLEREE, csv_nda, NULL, {"numeroDeclarationActivite"}},
	{OF_SIREN, REQ, csv_siren, NULL, {"siren", "Code SIREN"}},
	{OF_SIRET, REQ, csv_siret_ou_nic, NULL, {"siretEtablissementDeclarant"}},
	{OF_NOM, 0, NULL, NULL, {"denomination"}},
	{OF_CODE_POSTAL,
	 0,
	 csv_postal,
	 NULL,
	 {"adressePhysiqueOrganismeFormation.codePostal", "Code Postal Organisme de Formation"}},
	{OF_VILLE,
	 0,
	 NULL,
	 NULL,
	 {"adressePhysiqueOrganismeFormation.ville", "Ville Organisme de Formation"}},
	{OF_APPRENTISSAGE,
	 REQ,
	 csv_certifications,
	 NULL,
	 {"certifications.actionsDeFormationParApprentissage",
	  "Actions de formations par apprentissage", "certifications"}},
	{0},
};

/* The extract by labels that re-users publish: it may lack the SIRET, then the SIREN alone speaks. */
static const struct csv_colonne dgefp_libelles[] = {
	{OF_NDA, CLE_TOLEREE, csv_nda, NULL, {"Numéro Déclaration Activité"}},
	{OF_SIREN, REQ, csv_siren, NULL, {"Code SIREN"}},
	{OF_SIRET, 0, csv_siret_ou_nic, NULL, {"Siret Etablissement Déclarant"}},
	{OF_NOM, 0, NULL, NULL, {"denomination"}},
	{OF_APPRENTISSAGE,
	 REQ,
	 csv_certifications,
	 NULL,
	 {"Actions de formations par apprentissage", "Certifications"}},
	{0},
};

static const struct csv_colonne sirene[] = {
	{SIRENE_SIRET, CLE, csv_siret, NULL, {"siret"}},
	{SIRENE_ETAT, REQ, NULL, "A|F", {"etat", "etatAdministratifEtablissement"}},
	{0, NON, NULL, NULL, {"uai"}},
	{0},
};

static const struct csv_colonne uai[] = {
	{UAI_UAI, CLE, csv_uai, NULL, {"uai"}},
	{UAI_SIRET, 0, csv_siret, NULL, {"siret"}},
	{UAI_NOM, 0, NULL, NULL, {"nom"}},
	{UAI_INSEE, REQ, csv_commune, NULL, {"insee"}},
	{UAI_ETAT, REQ, NULL, "ouvert|ferme", {"etat"}},
	{UAI_IUT, 0, csv_booleen, NULL, {"iut"}},
	{UAI_ACCUEIL, 0, csv_booleen, NULL, {"accueil"}},
	{0},
};

static const struct csv_colonne acce[] = {
	{UAI_UAI, CLE, csv_uai, NULL, {"numero_uai"}},
	{UAI_SIRET, 0, csv_siret_acce, NULL, {"numero_siren_siret_uai"}},
	{UAI_NOM, 0, NULL, NULL, {"denomination_principale"}},
	{UAI_NOM, 0, csv_appellation, NULL, {"appellation_officielle"}},
	{UAI_INSEE, REQ, csv_commune, NULL, {"commune"}},
	{UAI_ETAT, REQ, csv_etat_acce, NULL, {"etat_etablissement"}},
	{UAI_IUT, REQ, csv_iut, NULL, {"nature_uai_libe"}},
	{0, NON, NULL, NULL, {"numero_uai_trouve"}},
	{0},
};

static const struct csv_colonne certif_info[] = {
	{CERTIF_INFO_CODE, CLE, csv_certifinfo, NULL, {"Code_Diplome"}},
	{CERTIF_INFO_LIBELLE, REQ, NULL, NULL, {"Libelle_Diplome"}},
	{CERTIF_INFO_TYPE, 0, NULL, NULL, {"Libelle_Type_Diplome"}},
	{CERTIF_INFO_NIVEAU, 0, NULL, NULL, {"Code_Niveau_Europeen"}},
	{CERTIF_INFO_RNCP, REQ, NULL, NULL, {"Code_RNCP"}},
	{CERTIF_INFO_CFD, REQ, csv_cfd, NULL, {"Code_Scolarité", "Code_Scolarit"}},
	{CERTIF_INFO_ACCES_APPRENTISSAGE, 0, NULL, "0|1|2", {"accessibilite_ca"}},
	{CERTIF_INFO_ETAT, 0, NULL, NULL, {"Etat_Libelle"}},
	{0},
};

static const struct csv_colonne kit[] = {
	{KIT_CFD, CLE, csv_cfd, NULL, {"Code_Diplome", "CFD"}},
	{KIT_INTITULE, 0, NULL, NULL, {"Intitulé diplôme (DEPP)", "Intitulé"}},
	{KIT_RNCP, REQ, NULL, NULL, {"Code_RNCP"}},
	{KIT_NIVEAU, 0, NULL, NULL, {"Niveau fiche RNCP", "Niveau2019"}},
	{KIT_ABREGE, 0, NULL, NULL, {"Abrégé de diplôme (RNCP)", "type"}},
	{KIT_ACCES, 0, NULL, NULL, {"Accès à l'apprentissage de la fiche RNCP (oui/non)"}},
	{KIT_ECHEANCE, 0, csv_date, NULL, {"Date d'échéance de la fiche RNCP"}},
	{KIT_ACTIVE,
	 REQ | CSV_TEL_QUEL,
	 NULL,
	 "ACTIVE|INACTIVE|NR",
	 {"Fiche ACTIVE/INACTIVE", "Fiche RNCP active/inactive"}},
	{0},
};

static const struct csv_colonne diplomes[] = {
	{DIPLOME_CFD, CLE, csv_cfd, NULL, {"FORMATION_DIPLOME"}},
	{DIPLOME_NIVEAU, REQ, csv_code3, NULL, {"NIVEAU_FORMATION_DIPLOME"}},
	{DIPLOME_NSF, 0, csv_code3, NULL, {"GROUPE_SPECIALITE"}},
	{DIPLOME_LIBELLE_COURT, 0, NULL, NULL, {"LIBELLE_COURT"}},
	{DIPLOME_LIBELLE, REQ, NULL, NULL, {"LIBELLE_LONG_200"}},
	{DIPLOME_OUVERTURE, 0, csv_date, NULL, {"DATE_OUVERTURE"}},
	{DIPLOME_FERMETURE, REQ, csv_date, NULL, {"DATE_FERMETURE"}},
	{DIPLOME_DERNIERE_SESSION, 0, NULL, NULL, {"DATE_DERNIERE_SESSION"}},
	{DIPLOME_NIVEAU_RNCP, 0, csv_code2, NULL, {"NIVEAU_QUALIFICATION_RNCP"}},
	{0},
};

static const struct csv_colonne mef[] = {
	{MEF_CODE, CLE, csv_mef, NULL, {"MEF"}},
	{MEF_CFD, REQ, csv_cfd, NULL, {"FORMATION_DIPLOME"}},
	{MEF_DUREE, REQ, NULL, NULL, {"DUREE_DISPOSITIF"}},
	{MEF_ANNEE, REQ, NULL, NULL, {"ANNEE_DISPOSITIF"}},
	{MEF_LIBELLE, 0, NULL, NULL, {"LIBELLE_LONG"}},
	{MEF_OUVERTURE, 0, csv_date, NULL, {"DATE_OUVERTURE"}},
	{MEF_FERMETURE, REQ, csv_date, NULL, {"DATE_FERMETURE"}},
	{0},
};

static const struct csv_colonne niveaux[] = {
	{NIVEAU_CODE, CLE, csv_code3, NULL, {"NIVEAU_FORMATION_DIPLOME"}},
	{NIVEAU_LIBELLE_COURT, 0, NULL, NULL, {"LIBELLE_COURT"}},
	{NIVEAU_LIBELLE, REQ, NULL, NULL, {"LIBELLE_100"}},
	{NIVEAU_RNCP, REQ, csv_code2, NULL, {"NIVEAU_QUALIFICATION_RNCP"}},
	{0, NON, NULL, NULL, {"FORMATION_DIPLOME"}},
	{0},
};

static const struct csv_colonne options_bts[] = {
	{OPTION_CFD_COMMUN, CLE, csv_cfd, NULL, {"CFD_COMMUN"}},
	{OPTION_FAMILLE, 0, NULL, NULL, {"FAMILLE"}},
	{OPTION_CFD, CLE, csv_cfd, NULL, {"CFD_SPECIALITE"}},
	{OPTION_LIBELLE, 0, NULL, NULL, {"SPECIALITE"}},
	{0},
};

static const struct csv_colonne communes[] = {
	{COMMUNE_CODE, CLE, csv_commune, NULL, {"COM"}},
	{COMMUNE_TYPE, REQ, NULL, "COM|ARM|COMD|COMA", {"TYPECOM"}},
	{COMMUNE_REGION, 0, csv_code2, NULL, {"REG"}},
	{COMMUNE_DEPARTEMENT, REQ, csv_departement, NULL, {"DEP"}},
	{COMMUNE_LIBELLE, REQ, NULL, NULL, {"LIBELLE"}},
	{COMMUNE_PARENT, 0, csv_commune, NULL, {"COMPARENT"}},
	{0},
};

static const struct csv_colonne mouvements[] = {
	{MOUVEMENT_AVANT, CLE, csv_commune, NULL, {"COM_AV"}},
	{MOUVEMENT_APRES, CLE, csv_commune, NULL, {"COM_AP"}},
	{MOUVEMENT_DATE, REQ, csv_date, NULL, {"DATE_EFF"}},
	{MOUVEMENT_NATURE, 0, NULL, NULL, {"MOD"}},
	{MOUVEMENT_TYPE_AVANT, REQ, NULL, "COM|ARM|COMD|COMA", {"TYPECOM_AV"}},
	{MOUVEMENT_TYPE_APRES, REQ, NULL, "COM|ARM|COMD|COMA", {"TYPECOM_AP"}},
	{0},
};

static const struct csv_colonne annuaire[] = {
	{UAI_UAI, CLE, csv_uai, NULL, {"Identifiant_de_l_etablissement"}},
	{UAI_SIRET, 0, csv_siret, NULL, {"SIREN_SIRET"}},
	{UAI_NOM, REQ, NULL, NULL, {"Nom_etablissement"}},
	{UAI_INSEE, REQ, csv_commune, NULL, {"Code_commune"}},
	{UAI_ETAT, REQ, csv_etat_uai, NULL, {"etat"}},
	{0},
};

/*
 * What a network says is which UAI goes with which SIRET. Its état administratif is SIRENE's, of the SIRET, on a day of the past; its NDA and its
 * Qualiopi are the public list's, copied: none of them is read here, their own lists are the authority.
 */
static const struct csv_colonne reseaux[] = {
	{UAI_UAI, CLE, csv_uai, NULL, {"UAI validée", "uai"}},
	{UAI_SIRET, CLE, csv_siret, NULL, {"Siret"}},
	{UAI_NOM, REQ, NULL, NULL, {"Raison sociale"}},
	{0, SIGNE, NULL, NULL, {"Nature"}},
	{0, NON, NULL, NULL, {"insee"}},
	{0},
};

/* The columns that every list of Parcoursup has, then those that came or went with the years. */
#define PARCOURSUP_LISTE                                                                           \
	{FORMATION_UAI, 0, csv_uai, NULL, {"UAI_COMPOSANTE"}},                                     \
		{FORMATION_UAI_AFFECTATION, 0, csv_uai, NULL, {"UAI_AFF"}},                        \
		{FORMATION_LIBELLE, 0, NULL, NULL, {"LIB_INS"}},                                   \
		{FORMATION_NOM, 0, NULL, NULL, {"LIB_COMPOSANTE"}},                                \
		{FORMATION_INSEE, 0, csv_commune, NULL, {"CODECOMMUNE"}},                          \
		{FORMATION_CODE_POSTAL, 0, csv_postal, NULL, {"CODEPOSTAL"}},                      \
		{FORMATION_ACADEMIE, 0, NULL, NULL, {"ACADÉMIE"}},                                 \
		{FORMATION_CODE_DOMAINE, REQ, NULL, NULL, {"CODEFORMATION"}},                      \
		{FORMATION_DOMAINE, REQ, NULL, NULL, {"LIBFORMATION"}},                            \
		{FORMATION_CODE_SPECIALITE, REQ, NULL, NULL, {"CODESPÉCIALITÉ"}},                  \
		{FORMATION_SPECIALITE, REQ, NULL, NULL, {"LIBSPÉCIALITÉ"}},                        \
		{FORMATION_CODE_SPECIALITE_INITIALE, 0, NULL, NULL, {"CODESPÉFORMATIONINITIALE"}}, \
		{FORMATION_MEF, 0, csv_mef, NULL, {"CODEMEF"}},                                    \
	{                                                                                          \
		FORMATION_CFD, 0, csv_cfd, NULL,                                                   \
		{                                                                                  \
			"CODECFD"                                                                  \
		}                                                                                  \
	}

static const struct csv_colonne parcoursup[] = {
	{FORMATION_CODE_INSCRIPTION, CLE, csv_numero, NULL, {"CODEFORMATIONINSCRIPTION"}},
	{FORMATION_CODE_ACCUEIL, 0, csv_numero, NULL, {"CODEFORMATIONACCUEIL"}},
	{FORMATION_UAI_GESTION, REQ, csv_uai, NULL, {"UAI_GES"}},
	PARCOURSUP_LISTE,
	{FORMATION_RNCP, 0, csv_rncps, NULL, {"LISTE_RNCP"}},
	{FORMATION_CLE, 0, NULL, NULL, {"ID_RCO"}},
	{FORMATION_PARAMETRAGE, 0, NULL, NULL, {"FORMATION_PARAMÉTRÉE"}},
	{FORMATION_APPRENTISSAGE, 0, csv_apprentissage, NULL, {"APPRENTISSAGEOUSCOLAIRE"}},
	{FORMATION_CERTIFIEE, 0, csv_booleen, NULL, {"FLAG_CERTIF"}},
	{FORMATION_CAPACITE, 0, NULL, NULL, {"CAPACITE"}},
	{0},
};

/* The list of 2020: only apprenticeship, and no code of formation. */
static const struct csv_colonne parcoursup_2020[] = {
	{FORMATION_UAI_GESTION, CLE_TOLEREE, csv_uai, NULL, {"UAI_GES"}},
	PARCOURSUP_LISTE,
	{0},
};

static const struct csv_colonne parcoursup_simple[] = {
	{FORMATION_CODE_INSCRIPTION, CLE, csv_numero, NULL, {"G_TI_COD"}},
	{FORMATION_CODE_ACCUEIL, REQ, csv_numero, NULL, {"G_TA_COD"}},
	{FORMATION_UAI, REQ, csv_uai, NULL, {"UAI"}},
	{FORMATION_LIBELLE, 0, NULL, NULL, {"LIBELLE"}},
	{FORMATION_TYPE, 0, NULL, NULL, {"TYPE_FORMATION"}},
	{FORMATION_DOMAINE, 0, NULL, NULL, {"DOMAINE"}},
	{FORMATION_SPECIALITE, REQ, NULL, NULL, {"SPECIALITE"}},
	{FORMATION_CLE, 0, NULL, NULL, {"CLE"}},
	{FORMATION_PARAMETRAGE, 0, NULL, NULL, {"PARAMETRAGE"}},
	{0},
};

static const struct csv_colonne parcoursup_cles[] = {
	{FORMATION_CODE_INSCRIPTION, CLE, csv_numero, NULL, {"parcoursup_id"}},
	{FORMATION_CLE, REQ, NULL, NULL, {"cle_ministere_educatif"}},
	{FORMATION_RAPPROCHEMENT, 0, NULL, NULL, {"rapprochement"}},
	{0},
};

/* A person's decisions: the same columns among those of a catalogue are what a feed declares. */
static const struct csv_colonne uai_saisis[] = {
	{UAI_SAISI_CLE, CLE | CSV_ESPACES | CSV_SEULES, NULL, NULL, {"cle_ministere_educatif"}},
	{UAI_SAISI_UAI, REQ | CSV_ESPACES, csv_uai_saisi, NULL, {"uai_formation"}},
	{0},
};

static const struct csv_table tables[] = {
	{FORMAT_DGEFP, RECORD_OF, dgefp},
	{FORMAT_DGEFP, RECORD_OF, dgefp_libelles},
	{FORMAT_SIRENE, RECORD_SIRENE, sirene},
	{FORMAT_UAI, RECORD_UAI, uai},
	{FORMAT_CERTIF_INFO, RECORD_CERTIF_INFO, certif_info},
	{FORMAT_KIT, RECORD_KIT, kit},
	{FORMAT_DIPLOMES, RECORD_DIPLOME, diplomes},
	{FORMAT_MEF, RECORD_MEF, mef},
	{FORMAT_NIVEAUX, RECORD_NIVEAU, niveaux},
	{FORMAT_OPTIONS_BTS, RECORD_OPTION_BTS, options_bts},
	{FORMAT_COMMUNES, RECORD_COMMUNE, communes},
	{FORMAT_MOUVEMENTS, RECORD_MOUVEMENT, mouvements},
	{FORMAT_ANNUAIRE, RECORD_UAI, annuaire},
	{FORMAT_RESEAUX, RECORD_UAI, reseaux},
	{FORMAT_PARCOURSUP, RECORD_FORMATION, parcoursup},
	{FORMAT_PARCOURSUP, RECORD_FORMATION, parcoursup_2020},
	{FORMAT_PARCOURSUP, RECORD_FORMATION, parcoursup_simple},
	{FORMAT_PARCOURSUP_CLES, RECORD_FORMATION, parcoursup_cles},
	{FORMAT_ACCE, RECORD_UAI, acce},
	{FORMAT_UAI_SAISIS, RECORD_UAI_SAISI, uai_saisis},
};

enum { N_TABLES = sizeof tables / sizeof *tables };

const struct csv_table *csv_table_de(enum format f, unsigned i)
{
	for (unsigned t = 0; t < N_TABLES; t++)
		if (tables[t].format == f && !i--)
			return &tables[t];
	return NULL;
}
