/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saison.c - the causes of a loss between two campagnes, in the order in which they are looked for
 *
 * First those that the existing catalogue names, in its order; then what it leaves unexplained, in the order of phrase_motif.
 */
#include "regle/saison.h"

/* clang-format off */
static const struct {
	const char *code, *libelle;
	enum acteur acteur;
} causes[SAISON__MAX] = {
	[SAISON_RECONDUITE] = {"reconduite", "L'offre est reconduite.", ACTEUR_PERSONNE},
	[SAISON_REMPLACEE] = {"remplacee", "Une autre offre l'a remplacée.", ACTEUR_PERSONNE},
	[SAISON_DISPARUE] = {"disparue", "L'offre n'est plus déclarée.", ACTEUR_CFA},
	[SAISON_NON_RENOUVELEE] = {"non_renouvelee", "Aucune session ouverte n'est déclarée pour cette rentrée.", ACTEUR_CFA},
	[SAISON_QUALIOPI] = {"qualiopi", "La certification Qualiopi n'est plus à jour.", ACTEUR_CFA},
	[SAISON_SIRET_FERME] = {"siret_ferme", "Un des deux établissements, responsable ou formateur, est fermé à l'INSEE.", ACTEUR_CFA},
	[SAISON_MENTION] = {"mention", "Une mention de la fiche n'est pas renseignée.", ACTEUR_CFA},
	[SAISON_ORGANISME] = {"organisme", "La déclaration de l'organisme à la DREETS n'est pas conforme.", ACTEUR_CFA},
	[SAISON_HABILITATION] = {"habilitation", "L'habilitation à former n'est pas conforme.", ACTEUR_CERTIFICATEUR},
	[SAISON_RNCP] = {"rncp", "La certification n'est pas active sur la période déclarée.", ACTEUR_CARIF},
	[SAISON_DUREE] = {"duree", "La durée n'est pas cohérente avec le diplôme.", ACTEUR_CFA},
	[SAISON_ANNEE] = {"annee", "L'année d'entrée n'est pas la première, ou n'est pas conforme.", ACTEUR_CFA},
	[SAISON_PERIMETRE] = {"perimetre", "Aucune règle de périmètre n'admet plus cette formation.", ACTEUR_MOSS},
	[SAISON_UAI] = {"uai", "L'UAI du lieu manque, est faux ou fermé.", ACTEUR_SAIO},
	[SAISON_A_DEMANDER] = {"a_demander", "L'offre est importable et attend la demande de publication du SAIO.", ACTEUR_SAIO},
	[SAISON_REFUSEE] = {"refusee", "Le SAIO refuse la publication.", ACTEUR_SAIO},
	[SAISON_EN_ATTENTE] = {"en_attente", "Le SAIO attend une correction à la source.", ACTEUR_CFA},
	[SAISON_REJETEE] = {"rejetee", "Parcoursup rejette l'offre.", ACTEUR_SCN},
	[SAISON_ECHEC] = {"echec", "L'envoi vers Parcoursup n'a pas encore abouti.", ACTEUR_SCN},
	[SAISON_FERMEE] = {"fermee", "La formation est fermée dans Parcoursup.", ACTEUR_SAIO},
};

static const enum saison_cause selon_statut[STATUT__MAX] = {
	[STATUT_NON_PUBLIABLE] = SAISON_A_DEMANDER,
	[STATUT_A_PUBLIER] = SAISON_A_DEMANDER,
	[STATUT_A_PUBLIER_HABILITATION] = SAISON_A_DEMANDER,
	[STATUT_A_PUBLIER_POSTBAC] = SAISON_A_DEMANDER,
	[STATUT_A_PUBLIER_RECTEUR] = SAISON_A_DEMANDER,
	[STATUT_PRET] = SAISON_RECONDUITE,
	[STATUT_PUBLIE] = SAISON_RECONDUITE,
	[STATUT_REJET] = SAISON_REJETEE,
	[STATUT_ECHEC] = SAISON_ECHEC,
	[STATUT_FERME] = SAISON_FERMEE,
	[STATUT_NON_PUBLIE] = SAISON_REFUSEE,
	[STATUT_EN_ATTENTE] = SAISON_EN_ATTENTE,
};

static const enum saison_cause selon_critere[CRITERES] = {
	SAISON_ORGANISME, SAISON_QUALIOPI, SAISON_PERIMETRE, SAISON_HABILITATION, SAISON_RNCP, SAISON_DUREE, SAISON_NON_RENOUVELEE, SAISON_ANNEE,
};
/* clang-format on */

const char *saison_code(enum saison_cause c)
{
	return causes[c].code;
}

const char *saison_libelle(enum saison_cause c)
{
	return causes[c].libelle;
}

enum acteur saison_acteur(enum saison_cause c)
{
	return causes[c].acteur;
}

static bool manque(const struct verdict *v)
{
	for (int m = 0; m < MENTION__MAX; m++)
		if (v->mention_manque[m])
			return true;
	return false;
}

/* Of an offre that is declared and not importable. */
static enum saison_cause selon_verdict(const struct verdict *v)
{
	const struct constat *perimetre = &v->critere[2];

	if (perimetre->avis == AVIS_CONFORME && v->critere[6].avis != AVIS_CONFORME)
		return SAISON_NON_RENOUVELEE;
	if (v->critere[1].avis == AVIS_NON_CONFORME)
		return SAISON_QUALIOPI;
	if (v->classification == CLASSIFICATION_NON_AFFICHEE)
		return SAISON_SIRET_FERME;
	if (manque(v))
		return SAISON_MENTION;
	for (int i = 0; i < CRITERES; i++)
		if (v->bloquant[i] && v->critere[i].avis == AVIS_NON_CONFORME)
			return selon_critere[i];
	if (perimetre->raison == RAISON_PERIMETRE_ANNEE)
		return SAISON_ANNEE;
	return perimetre->avis == AVIS_CONFORME ? SAISON_UAI : SAISON_PERIMETRE;
}

enum saison_cause saison_cause(bool remplacee, const struct verdict *verdict, enum statut statut)
{
	if (remplacee)
		return SAISON_REMPLACEE;
	if (!verdict)
		return SAISON_DISPARUE;
	if (verdict->importable || statut == STATUT_PUBLIE)
		return selon_statut[statut];
	return selon_verdict(verdict);
}
