/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retours.c - the errors of Parcoursup's web service, and the lines of its readback
 *
 * The texts are facts of the web service (formats.md 5.4, domain-notes 5.3), with its own spellings: « fillières », « creer ».
 */
#include "regle/retours.h"

#include "base/buf.h"
#include "base/limites.h"
#include "base/utf8.h"

#define CONTACT "par la rubrique « Contact » de Parcoursup"

/* The first that matches decides: the more precise before the less precise. */
/* clang-format off */
static const struct retour_erreur erreurs[] = {
	{"formation_fermee", "formation declaree fermee dans parcoursup",
		"La formation est déclarée fermée dans Parcoursup.",
		"Si elle doit recruter de nouveau, le SAIO de l'académie la fait rouvrir dans Parcoursup, puis demande la publication.",
		ACTEUR_SAIO, EVENEMENT_FERMER},
	{"autre_etablissement", "le code rco * existe deja sur un autre etablissement",
		"Cette offre est déjà dans Parcoursup, sous l'UAI d'un autre établissement.",
		"Le SAIO de l'académie vérifie l'UAI du lieu ; s'il est juste, le service national Parcoursup annule le rattachement précédent.",
		ACTEUR_SCN, EVENEMENT_REJETER},
	{"formation_autre_uai", "cette formation n'est plus sur l'uai * mais sur l'uai",
		"Le code Parcoursup de cette offre est rattaché à un autre UAI que celui du lieu.",
		"Le SAIO de l'académie vérifie l'UAI du lieu ; s'il est juste, il demande à la mission d'orientation de corriger le rattachement.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"specialite_differente", "la specialite ne correspond pas a la filiere",
		"La formation qui porte ce code dans Parcoursup est d'une autre spécialité.",
		"Le service national Parcoursup rectifie la filière de cette formation, ou détache son code de l'offre.",
		ACTEUR_SCN, EVENEMENT_REJETER},
	{"but_hors_iut", "l'uai ne correspond pas a un iut",
		"C'est un BUT, et l'établissement n'est pas un IUT.",
		"Le SAIO de l'académie inscrit l'UAI de l'IUT où la formation est donnée ; si aucun IUT ne la donne, il refuse la publication.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"bcn_fermee", "ce type de formation est marque * ferme * bcn",
		"Le diplôme est fermé dans la nomenclature des diplômes (BCN).",
		"Le CFA vérifie que la certification déclarée est la plus récente ; si elle l'est, le SAIO de l'académie le signale " CONTACT
		", avec le code diplôme et le code MEF.",
		ACTEUR_CFA, EVENEMENT_REJETER},
	{"gestionnaire_non_unique", "impossible de creer * etablissement gestionnaire non unique",
		"Parcoursup ne trouve pas un établissement gestionnaire, et un seul, pour l'UAI du lieu : il est fermé, ou son rôle n'est pas défini.",
		"Le SAIO de l'académie vérifie l'UAI du lieu avec l'établissement, et son rôle dans Parcoursup, puis demande de nouveau la publication.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"sans_role_accueil", "creer une formation sur un etablissement * qui n'a pas de role",
		"L'établissement n'a pas, dans Parcoursup, le rôle d'établissement d'accueil.",
		"Le SAIO de l'académie fait donner ce rôle à l'établissement dans Parcoursup (données administratives), puis demande de nouveau la publication.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"etablissement_non_renseigne", "code etablissement inconnu ou non renseigne",
		"L'UAI du lieu est fermé, ou n'existe pas encore dans Parcoursup.",
		"Le SAIO de l'académie confirme l'UAI du lieu avec l'établissement, ou crée l'établissement dans Parcoursup, puis demande de nouveau la publication.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"etablissement_inconnu", "etablissement inconnu",
		"L'établissement d'accueil n'existe pas encore dans Parcoursup.",
		"Le SAIO de l'académie crée l'établissement dans Parcoursup, avec un profil d'établissement d'accueil, puis demande de nouveau la publication.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"etablissement_ferme", "etablissement ferme",
		"L'établissement est fermé dans Parcoursup.",
		"Le SAIO de l'académie vérifie avec l'établissement s'il est bien fermé, et inscrit l'UAI qui convient.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"sans_utilisateur", "impossible de retrouver un utilisateur valide",
		"Personne n'a encore activé son compte Parcoursup dans cet établissement.",
		"L'établissement d'accueil active au moins un compte sur le site de gestion ; le SAIO de l'académie demande ensuite de nouveau la publication.",
		ACTEUR_ETABLISSEMENT, EVENEMENT_REJETER},
	{"formation_inaccessible", "la formation * n'est pas accessible depuis parcoursup",
		"Le code Parcoursup de cette offre n'est plus actif.",
		"Le SAIO de l'académie réinitialise le statut de l'offre, pour que la prochaine publication crée un nouveau code.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"filiere_introuvable", "la filiere n'a pas pu etre retrouvee * le mef * le cfd * le rncp",
		"Parcoursup n'a pas de filière, ou en a plusieurs, pour ces codes MEF, diplôme et RNCP.",
		"Le service national Parcoursup crée la filière, ou dit laquelle convient.",
		ACTEUR_SCN, EVENEMENT_REJETER},
	{"filiere_differente", "la filiere n'a pas pu etre retrouvee * le cfd * le rncp",
		"La formation qui existe dans Parcoursup n'a pas ce code diplôme ni ce code RNCP.",
		"Le SAIO de l'académie vérifie que l'offre correspond à la formation de Parcoursup ; sinon, il réinitialise son statut.",
		ACTEUR_SAIO, EVENEMENT_REJETER},
	{"filiere_rncp", "la filiere n'a pas pu etre retrouvee * le rncp",
		"Le code RNCP ne mène à aucune filière de Parcoursup, ou à plusieurs.",
		"Le service national Parcoursup crée la filière, ou dit laquelle convient.",
		ACTEUR_SCN, EVENEMENT_REJETER},
	{"filiere_inconnue", "la filiere n'a pas pu etre retrouvee",
		"Parcoursup ne trouve pas la filière de cette offre.",
		"Le service national Parcoursup crée la filière, ou dit laquelle convient.",
		ACTEUR_SCN, EVENEMENT_REJETER},
	{"technique", "",
		"Parcoursup n'a pas répondu, ou sa réponse n'est pas connue de relais.",
		"relais recommence de lui-même, de moins en moins souvent, sans jamais s'arrêter.",
		ACTEUR_PERSONNE, EVENEMENT_ECHOUER},
};

static const struct {
	const char *code, *texte;
	bool bouge, notre_code; /* it moves the statut, when it speaks of our code, or of another */
	enum statut_evenement evenement;
} lectures[LECTURE__MAX] = {
	[LECTURE_INCONNUE] = {"inconnue", NULL, .bouge = false},
	[LECTURE_RIEN] = {"rien", "aucune donnee a mettre a jour", .bouge = false},
	[LECTURE_VISIBLE] = {"visible", "publie sur le mdr", .bouge = false},
	[LECTURE_SUPPRIMEE] = {"supprimee", "publication annulee suite a suppression de la formation dans parcoursup", true, true, EVENEMENT_SUPPRIMER},
	[LECTURE_RATTACHEE] = {"rattachee", "cle me ajoutee manuellement dans parcoursup", true, false, EVENEMENT_RATTACHER},
	[LECTURE_FERMEE] = {"fermee", "formation declaree fermee dans parcoursup", true, true, EVENEMENT_FERMER},
};
/* clang-format on */

enum { ERREURS = sizeof erreurs / sizeof *erreurs };

static void sans_espaces(const char *s, struct buf *out)
{
	for (; *s; s++)
		if (*s != ' ')
			buf_char(out, *s);
}

/* What a message is compared as: its beginning, folded, without spaces. */
static void reduire(struct str s, struct buf *out)
{
	AUTO_BUF replie;

	buf_init(out, LIMITE_MESSAGE_DISTANT);
	buf_init(&replie, LIMITE_MESSAGE_DISTANT);
	utf8_replie(str_sub(s, 0, LIMITE_MESSAGE_DISTANT), &replie);
	sans_espaces(replie.p, out);
}

/* Every piece of texte, in this order, one after the other. */
static bool contient(struct str message, const char *texte)
{
	AUTO_BUF place;
	const char *reste = message.p;
	char *morceau;

	buf_init(&place, LIMITE_MESSAGE_DISTANT);
	sans_espaces(texte, &place);
	for (morceau = place.p; morceau;) {
		char *etoile = strchr(morceau, '*');

		if (etoile)
			*etoile = '\0';
		reste = strstr(reste, morceau);
		if (!reste)
			return false;
		reste += strlen(morceau);
		morceau = etoile ? etoile + 1 : NULL;
	}
	return true;
}

const struct retour_erreur *retour_erreur(struct str message)
{
	AUTO_BUF vu;
	size_t i = 0;

	reduire(message, &vu);
	while (!contient(buf_view(&vu), erreurs[i].texte)) /* the last one holds in any */
		i++;
	return &erreurs[i];
}

const struct retour_erreur *retour_erreur_de(struct str code)
{
	for (size_t i = 0; i < ERREURS; i++)
		if (str_eq(code, str_of(erreurs[i].code)))
			return &erreurs[i];
	return NULL;
}

const struct retour_erreur *retour_erreurs(size_t *n)
{
	*n = ERREURS;
	return erreurs;
}

enum retour_lecture retour_lecture(struct str statut)
{
	AUTO_BUF vu;

	reduire(statut, &vu);
	for (int l = LECTURE_RIEN; l < LECTURE__MAX; l++)
		if (contient(buf_view(&vu), lectures[l].texte))
			return (enum retour_lecture)l;
	return LECTURE_INCONNUE;
}

const char *retour_lecture_code(enum retour_lecture l)
{
	return lectures[l].code;
}

bool retour_lecture_evenement(enum retour_lecture l, bool notre_code, enum statut_evenement *ret)
{
	if (!lectures[l].bouge || lectures[l].notre_code != notre_code)
		return false;
	*ret = lectures[l].evenement;
	return true;
}
