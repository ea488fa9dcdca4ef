/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flux.c - the columns of every kind of record, and records written with their lengths
 *
 * In a spool a record is: the size of all of it (u32), its line (u32), its kind (u8), its number of fields (u8), two
 * zero bytes, then the length of each field (u32), then their bytes. Numbers are in the machine's order: a spool never leaves it.
 * The size comes first so that a reader knows at once whether it has the whole record.
 */
#include "format/flux.h"

#include <string.h>

#include "base/limites.h"

enum {
	FLUX_TETE = 12, /* size, line, kind, number of fields, two zero bytes */
	/* texts that do not compress take a little more room compressed: hence twice */
	FLUX_RECORD_MAX = FLUX_TETE + RECORD_CHAMPS_MAX * 4 + 2 * LIMITE_XML_FORMATION,
};

static const char *const colonnes_offre[] = {
	[OFFRE_FORMATION_NUMERO] = "formation_numero",
	[OFFRE_ACTION_NUMERO] = "action_numero",
	[OFFRE_INTITULE] = "intitule",
	[OFFRE_CERTIFINFO] = "certifinfo",
	[OFFRE_RNCP] = "rncp",
	[OFFRE_NIVEAU_ENTREE] = "niveau_entree",
	[OFFRE_NIVEAU_SORTIE] = "niveau_sortie",
	[OFFRE_MODALITES_ENSEIGNEMENT] = "modalites_enseignement",
	[OFFRE_MODALITES_ENTREES_SORTIES] = "modalites_entrees_sorties",
	[OFFRE_DUREE] = "duree",
	[OFFRE_RYTHME] = "rythme",
	[OFFRE_CONDITIONS] = "conditions",
	[OFFRE_UAI_LIEU] = "uai_lieu",
	[OFFRE_SIRET_LIEU] = "siret_lieu",
	[OFFRE_DENOMINATION_LIEU] = "denomination_lieu",
	[OFFRE_LIGNE] = "ligne",
	[OFFRE_CODE_POSTAL] = "code_postal",
	[OFFRE_VILLE] = "ville",
	[OFFRE_INSEE] = "insee",
	[OFFRE_LATITUDE] = "latitude",
	[OFFRE_LONGITUDE] = "longitude",
	[OFFRE_NDA] = "nda",
	[OFFRE_SIRET_RESPONSABLE] = "siret_responsable",
	[OFFRE_NOM_RESPONSABLE] = "nom_responsable",
	[OFFRE_UAI_RESPONSABLE] = "uai_responsable",
	[OFFRE_SIRET_FORMATEUR] = "siret_formateur",
	[OFFRE_NOM_FORMATEUR] = "nom_formateur",
	[OFFRE_UAI_FORMATEUR] = "uai_formateur",
	[OFFRE_FORMACODES] = "formacodes",
	[OFFRE_NSF] = "nsf",
	[OFFRE_ROMES] = "romes",
	[OFFRE_URL] = "url",
	[OFFRE_HEURES_CENTRE] = "heures_centre",
	[OFFRE_HEURES_ENTREPRISE] = "heures_entreprise",
	[OFFRE_HEURES_TOTAL] = "heures_total",
	[OFFRE_NIVEAU_OBLIGATOIRE] = "niveau_obligatoire",
	[OFFRE_FORMATION_RANG] = "formation_rang",
	[OFFRE_CLE] = "cle",
	[OFFRE_ANNEE] = "annee",
	[OFFRE_ANNEES] = "annees",
};
static const char *const colonnes_session[] = {
	[SESSION_NUMERO] = "numero",
	[SESSION_DEBUT] = "debut",
	[SESSION_FIN] = "fin",
	[SESSION_ETAT] = "etat",
	[SESSION_ANNEES] = "annees",
	[SESSION_CAPACITE] = "capacite",
	[SESSION_CAPACITE_CUMULEE] = "capacite_cumulee",
	[SESSION_EFFECTIF_MINIMAL] = "effectif_minimal",
	[SESSION_URL] = "url",
};
static const char *const colonnes_textes[] = {
	[TEXTES_NOM] = "nom",
	[TEXTES_TEXTE] = "texte",
};
static const char *const colonnes_of[] = {
	[OF_NDA] = "nda",
	[OF_SIREN] = "siren",
	[OF_SIRET] = "siret",
	[OF_NOM] = "nom",
	[OF_CODE_POSTAL] = "code_postal",
	[OF_VILLE] = "ville",
	[OF_APPRENTISSAGE] = "apprentissage",
};
static const char *const colonnes_sirene[] = {
	[SIRENE_SIRET] = "siret",
	[SIRENE_ETAT] = "etat",
};
static const char *const colonnes_uai[] = {
	[UAI_UAI] = "uai",         [UAI_SIRET] = "siret", [UAI_NOM] = "nom",
	[UAI_INSEE] = "insee",     [UAI_ETAT] = "etat",   [UAI_IUT] = "iut",
	[UAI_ACCUEIL] = "accueil",
};
static const char *const colonnes_certif_info[] = {
	[CERTIF_INFO_CODE] = "code",
	[CERTIF_INFO_LIBELLE] = "libelle",
	[CERTIF_INFO_TYPE] = "type",
	[CERTIF_INFO_NIVEAU] = "niveau",
	[CERTIF_INFO_RNCP] = "rncp",
	[CERTIF_INFO_CFD] = "cfd",
	[CERTIF_INFO_ACCES_APPRENTISSAGE] = "acces_apprentissage",
	[CERTIF_INFO_ETAT] = "etat",
};
static const char *const colonnes_kit[] = {
	[KIT_CFD] = "cfd",           [KIT_INTITULE] = "intitule", [KIT_RNCP] = "rncp",
	[KIT_NIVEAU] = "niveau",     [KIT_ABREGE] = "abrege",     [KIT_ACCES] = "acces",
	[KIT_ECHEANCE] = "echeance", [KIT_ACTIVE] = "active",
};
static const char *const colonnes_diplome[] = {
	[DIPLOME_CFD] = "cfd",
	[DIPLOME_NIVEAU] = "niveau",
	[DIPLOME_NSF] = "nsf",
	[DIPLOME_LIBELLE_COURT] = "libelle_court",
	[DIPLOME_LIBELLE] = "libelle",
	[DIPLOME_OUVERTURE] = "ouverture",
	[DIPLOME_FERMETURE] = "fermeture",
	[DIPLOME_DERNIERE_SESSION] = "derniere_session",
	[DIPLOME_NIVEAU_RNCP] = "niveau_rncp",
};
static const char *const colonnes_mef[] = {
	[MEF_CODE] = "code",           [MEF_CFD] = "cfd",         [MEF_DUREE] = "duree",
	[MEF_ANNEE] = "annee",         [MEF_LIBELLE] = "libelle", [MEF_OUVERTURE] = "ouverture",
	[MEF_FERMETURE] = "fermeture",
};
static const char *const colonnes_niveau[] = {
	[NIVEAU_CODE] = "code",
	[NIVEAU_LIBELLE_COURT] = "libelle_court",
	[NIVEAU_LIBELLE] = "libelle",
	[NIVEAU_RNCP] = "rncp",
};
static const char *const colonnes_option_bts[] = {
	[OPTION_CFD_COMMUN] = "cfd_commun",
	[OPTION_FAMILLE] = "famille",
	[OPTION_CFD] = "cfd",
	[OPTION_LIBELLE] = "libelle",
};
static const char *const colonnes_commune[] = {
	[COMMUNE_TYPE] = "type",       [COMMUNE_CODE] = "code",
	[COMMUNE_REGION] = "region",   [COMMUNE_DEPARTEMENT] = "departement",
	[COMMUNE_LIBELLE] = "libelle", [COMMUNE_PARENT] = "parent",
};
static const char *const colonnes_mouvement[] = {
	[MOUVEMENT_AVANT] = "avant",           [MOUVEMENT_APRES] = "apres",
	[MOUVEMENT_DATE] = "date_effet",       [MOUVEMENT_NATURE] = "nature",
	[MOUVEMENT_TYPE_AVANT] = "type_avant", [MOUVEMENT_TYPE_APRES] = "type_apres",
};
static const char *const colonnes_formation[] = {
	[FORMATION_CODE_INSCRIPTION] = "code_inscription",
	[FORMATION_CODE_ACCUEIL] = "code_accueil",
	[FORMATION_UAI] = "uai",
	[FORMATION_UAI_GESTION] = "uai_gestion",
	[FORMATION_UAI_AFFECTATION] = "uai_affectation",
	[FORMATION_LIBELLE] = "libelle",
	[FORMATION_NOM] = "nom",
	[FORMATION_INSEE] = "insee",
	[FORMATION_CODE_POSTAL] = "code_postal",
	[FORMATION_ACADEMIE] = "academie",
	[FORMATION_TYPE] = "type",
	[FORMATION_CODE_DOMAINE] = "code_domaine",
	[FORMATION_DOMAINE] = "domaine",
	[FORMATION_CODE_SPECIALITE] = "code_specialite",
	[FORMATION_SPECIALITE] = "specialite",
	[FORMATION_CODE_SPECIALITE_INITIALE] = "code_specialite_initiale",
	[FORMATION_CFD] = "cfd",
	[FORMATION_MEF] = "mef",
	[FORMATION_RNCP] = "rncp",
	[FORMATION_CLE] = "cle_me",
	[FORMATION_RAPPROCHEMENT] = "rapprochement",
	[FORMATION_PARAMETRAGE] = "parametrage",
	[FORMATION_APPRENTISSAGE] = "apprentissage",
	[FORMATION_CERTIFIEE] = "certifiee",
	[FORMATION_CAPACITE] = "capacite",
};
static const char *const colonnes_uai_saisi[] = {
	[UAI_SAISI_CLE] = "cle",
	[UAI_SAISI_UAI] = "uai",
};
static const char *const colonnes_code_postal[] = {
	[POSTAL_INSEE] = "insee",
	[POSTAL_CODE] = "code_postal",
	[POSTAL_LIBELLE] = "libelle",
};
static const char *const colonnes_fiche[] = {
	[FICHE_NUMERO] = "numero",
	[FICHE_INTITULE] = "intitule",
	[FICHE_ABREGE] = "abrege",
	[FICHE_NIVEAU] = "niveau",
	[FICHE_ETAT] = "etat",
	[FICHE_ACTIF] = "actif",
	[FICHE_TYPE_ENREGISTREMENT] = "type_enregistrement",
	[FICHE_JURY_CA] = "jury_ca",
	[FICHE_FIN_ENREGISTREMENT] = "fin_enregistrement",
	[FICHE_LIMITE_DELIVRANCE] = "limite_delivrance",
	[FICHE_DATE_EFFET] = "date_effet",
	[FICHE_NOUVELLES] = "nouvelles",
	[FICHE_ANCIENNES] = "anciennes",
	[FICHE_FORMACODES] = "formacodes",
	[FICHE_NSF] = "nsf",
	[FICHE_ROMES] = "romes",
	[FICHE_URL] = "url",
};
static const char *const colonnes_certificateur[] = {
	[CERTIFICATEUR_SIRET] = "siret",
	[CERTIFICATEUR_NOM] = "nom",
	[CERTIFICATEUR_ETAT] = "etat",
};
static const char *const colonnes_partenaire[] = {
	[PARTENAIRE_SIRET] = "siret",
	[PARTENAIRE_NOM] = "nom",
	[PARTENAIRE_HABILITATION] = "habilitation",
	[PARTENAIRE_ETAT] = "etat",
};
static const char *const colonnes_partie[] = {
	[PARTIE_NUMERO] = "numero",     [PARTIE_SIRET] = "siret",
	[PARTIE_NOM] = "nom",           [PARTIE_HABILITATION] = "habilitation",
	[PARTIE_CODE] = "code",         [PARTIE_VOIX_ACCES] = "voix_acces",
	[PARTIE_ANCIENNE] = "ancienne", [PARTIE_NOUVELLE] = "nouvelle",
};
static const char *const colonnes_anomalie[] = {
	[ANOMALIE_CODE] = "code",
	[ANOMALIE_REF] = "ref",
	[ANOMALIE_CHAMP] = "champ",
	[ANOMALIE_VALEUR] = "valeur",
};
static const char *const colonnes_bilan[] = {
	[BILAN_LUS] = "lus",   [BILAN_ECARTES] = "ecartes",     [BILAN_ENCODAGE] = "encodage",
	[BILAN_DATE] = "date", [BILAN_SANS_CODE] = "sans_code",
};

static const struct {
	const char *const *noms;
	uint32_t n;
} kinds[RECORD__MAX] = {
	[RECORD_OFFRE] = {colonnes_offre, OFFRE__MAX},
	[RECORD_SESSION] = {colonnes_session, SESSION__MAX},
	[RECORD_TEXTES] = {colonnes_textes, TEXTES__MAX},
	[RECORD_OF] = {colonnes_of, OF__MAX},
	[RECORD_SIRENE] = {colonnes_sirene, SIRENE__MAX},
	[RECORD_UAI] = {colonnes_uai, UAI__MAX},
	[RECORD_CERTIF_INFO] = {colonnes_certif_info, CERTIF_INFO__MAX},
	[RECORD_KIT] = {colonnes_kit, KIT__MAX},
	[RECORD_DIPLOME] = {colonnes_diplome, DIPLOME__MAX},
	[RECORD_MEF] = {colonnes_mef, MEF__MAX},
	[RECORD_NIVEAU] = {colonnes_niveau, NIVEAU__MAX},
	[RECORD_OPTION_BTS] = {colonnes_option_bts, OPTION__MAX},
	[RECORD_COMMUNE] = {colonnes_commune, COMMUNE__MAX},
	[RECORD_MOUVEMENT] = {colonnes_mouvement, MOUVEMENT__MAX},
	[RECORD_FORMATION] = {colonnes_formation, FORMATION__MAX},
	[RECORD_UAI_SAISI] = {colonnes_uai_saisi, UAI_SAISI__MAX},
	[RECORD_CODE_POSTAL] = {colonnes_code_postal, POSTAL__MAX},
	[RECORD_FICHE] = {colonnes_fiche, FICHE__MAX},
	[RECORD_CERTIFICATEUR] = {colonnes_certificateur, CERTIFICATEUR__MAX},
	[RECORD_PARTENAIRE] = {colonnes_partenaire, PARTENAIRE__MAX},
	[RECORD_PARTIE] = {colonnes_partie, PARTIE__MAX},
	[RECORD_ANOMALIE] = {colonnes_anomalie, ANOMALIE__MAX},
	[RECORD_BILAN] = {colonnes_bilan, BILAN__MAX},
	[RECORD_BLOC] = {NULL, BLOC__MAX},
	[RECORD_OFFRE_PRETE] = {NULL, PRETE__MAX},
	[RECORD_FICHE_PRETE] = {NULL, FICHE_PRETE__MAX},
};

_Static_assert((int)OFFRE__MAX <= RECORD_CHAMPS_MAX && (int)PRETE__MAX <= RECORD_CHAMPS_MAX &&
		       (int)FICHE_PRETE__MAX <= RECORD_CHAMPS_MAX,
	       "a record has room for the fields of every kind");

uint32_t record_n(enum record_kind kind)
{
	if ((unsigned)kind >= RECORD__MAX)
		BUG("record kind %d", (int)kind);
	return kinds[kind].n;
}

const char *record_colonne(enum record_kind kind, uint32_t i)
{
	if (i >= record_n(kind))
		BUG("record kind %d has no column %u", (int)kind, i);
	return kinds[kind].noms ? kinds[kind].noms[i] : "";
}

void flux_ecrire(struct buf *out, const struct record *r)
{
	char tete[FLUX_TETE + RECORD_CHAMPS_MAX * 4];
	uint32_t n = r->n;

	if (n != record_n(r->kind))
		BUG("record kind %d with %u fields", (int)r->kind, n);

	size_t taille = FLUX_TETE + n * 4;
	for (uint32_t i = 0; i < n; i++)
		taille += r->champ[i].n;
	if (taille > FLUX_RECORD_MAX)
		BUG("record kind %d of %zu bytes", (int)r->kind, taille);

	uint32_t mots[2] = {(uint32_t)taille, r->ligne};
	memcpy(tete, mots, sizeof mots);
	tete[8] = (char)r->kind;
	tete[9] = (char)n;
	tete[10] = tete[11] = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t longueur = (uint32_t)r->champ[i].n;
		memcpy(tete + FLUX_TETE + i * 4, &longueur, 4);
	}
	buf_add(out, tete, FLUX_TETE + n * 4);
	for (uint32_t i = 0; i < n; i++)
		if (r->champ[i].n)
			buf_add(out, r->champ[i].p, r->champ[i].n);
}

enum err flux_lire(const char *p, size_t n, struct record *ret, size_t *taille)
{
	uint32_t mots[2];

	if (n < FLUX_TETE)
		return E_ABSENT;
	memcpy(mots, p, sizeof mots);
	unsigned kind = (unsigned char)p[8];
	if (kind >= RECORD__MAX || (unsigned char)p[9] != kinds[kind].n || p[10] || p[11])
		return E_INVALIDE;

	uint32_t champs = kinds[kind].n, tete = FLUX_TETE + champs * 4;
	if (mots[0] < tete || mots[0] > FLUX_RECORD_MAX)
		return E_INVALIDE;
	if (n < mots[0])
		return E_ABSENT;

	uint32_t longueurs[RECORD_CHAMPS_MAX];
	memcpy(longueurs, p + FLUX_TETE, champs * 4);
	uint64_t somme = tete;
	for (uint32_t i = 0; i < champs; i++)
		somme += longueurs[i];
	if (somme != mots[0])
		return E_INVALIDE;

	for (uint32_t i = 0; i < champs; i++) {
		ret->champ[i] = (struct str){p + tete, longueurs[i]};
		tete += longueurs[i];
	}
	ret->kind = (enum record_kind)kind;
	ret->ligne = mots[1];
	ret->n = champs;
	*taille = mots[0];
	return OK;
}
