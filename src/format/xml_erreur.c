/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_erreur.c - libxml2's codes in French, with what to do
 *
 * libxml2 has some 200 codes; those that real files meet have their sentence, the others share
 * the last one. Its own sentences are in English and speak to programmers: they are not shown.
 */
#include "format/xml_erreur.h"

#include <libxml/xmlerror.h>

#include "base/limites.h"
#include "base/str.h"

static const char remede_encodage[] =
	"Enregistrer le fichier en UTF-8, ou déclarer son véritable encodage à la première ligne : "
	"<?xml version=\"1.0\" encoding=\"windows-1252\"?>.";
static const char remede_producteur[] =
	"Corriger cet endroit du fichier, ou le signaler au producteur du fichier.";
static const char remede_esperluette[] =
	"Dans un texte, écrire « & » sous la forme &amp; et « < » sous la forme &lt;.";

static const struct {
	int code;
	const char *quoi, *remede;
} erreurs[] = {
	{XML_ERR_INVALID_CHAR,
	 "un caractère n'est pas permis, ou n'est pas dans l'encodage déclaré (UTF-8 si rien n'est déclaré)",
	 remede_encodage},
	{XML_ERR_INVALID_ENCODING, "des octets ne sont pas dans l'encodage déclaré",
	 remede_encodage},
	{XML_I18N_CONV_FAILED, "des octets ne sont pas dans l'encodage déclaré", remede_encodage},
	{XML_ERR_UNKNOWN_ENCODING, "l'encodage déclaré n'existe pas", remede_encodage},
	{XML_ERR_UNSUPPORTED_ENCODING, "l'encodage déclaré n'est pas connu", remede_encodage},
	{XML_ERR_ENCODING_NAME, "le nom de l'encodage déclaré est mal écrit", remede_encodage},
	{XML_ERR_UNDECLARED_ENTITY, "une entité (&nom;) n'est pas du XML", remede_esperluette},
	{XML_WAR_UNDECLARED_ENTITY, "une entité (&nom;) n'est pas du XML", remede_esperluette},
	{XML_ERR_ENTITYREF_SEMICOL_MISSING, "un signe « & » n'est pas protégé", remede_esperluette},
	{XML_ERR_NAME_REQUIRED, "un nom est attendu après « & », « < » ou « </ »",
	 remede_esperluette},
	{XML_ERR_LT_IN_ATTRIBUTE, "un attribut contient le signe « < »", remede_esperluette},
	{XML_ERR_ENTITY_LOOP, "des entités se contiennent l'une l'autre", remede_esperluette},
	{XML_ERR_INVALID_CHARREF, "un code de caractère (&#…;) n'est pas permis",
	 remede_producteur},
	{XML_ERR_GT_REQUIRED, "une balise n'est pas fermée par « > »", remede_producteur},
	{XML_ERR_LTSLASH_REQUIRED, "une balise fermante « </ » est attendue", remede_producteur},
	{XML_ERR_ATTRIBUTE_NOT_STARTED, "la valeur d'un attribut n'est pas entre guillemets",
	 remede_producteur},
	{XML_ERR_ATTRIBUTE_NOT_FINISHED, "la valeur d'un attribut n'est pas refermée",
	 remede_producteur},
	{XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "un attribut n'a pas de valeur", remede_producteur},
	{XML_ERR_ATTRIBUTE_REDEFINED, "un attribut est donné deux fois", remede_producteur},
	{XML_ERR_SPACE_REQUIRED, "il manque une espace entre deux attributs", remede_producteur},
	{XML_ERR_COMMENT_NOT_FINISHED, "un commentaire n'est pas refermé", remede_producteur},
	{XML_ERR_CDATA_NOT_FINISHED, "une section CDATA n'est pas refermée", remede_producteur},
	{XML_ERR_MISPLACED_CDATA_END, "un texte contient « ]]> »", remede_producteur},
	{XML_ERR_RESERVED_XML_NAME, "la déclaration <?xml …?> n'est pas au tout début du fichier",
	 "Ôter ce qui précède <?xml …?>, ou séparer les fichiers mis bout à bout."},
	{XML_ERR_DOCUMENT_EMPTY, "le fichier ne commence pas par une balise",
	 "Vérifier que c'est bien un fichier XML : une page d'erreur a pu être enregistrée à sa place."},
	{XML_ERR_DOCUMENT_END, "il reste quelque chose après la fin de l'élément principal",
	 "Donner un seul document par fichier : plusieurs ont peut-être été mis bout à bout."},
	{XML_ERR_NAME_TOO_LONG, "un nom est démesurément long", remede_producteur},
	{0, "ce n'est pas du XML", remede_producteur},
};

/* A foreign name, short enough for a sentence and cut between two characters. */
static int vu(const char *nom)
{
	size_t n = str_of(nom).n;

	if (n <= LIMITE_VALEUR_VUE)
		return (int)n;
	for (n = LIMITE_VALEUR_VUE; n && ((unsigned char)nom[n] & 0xc0) == 0x80; n--)
		continue;
	return (int)n;
}

static void detail_endroit(struct incident *inc, const struct xml_endroit *ou)
{
	if (ou->colonne)
		incident_detail(inc, "Ligne %u, colonne %u.", ou->ligne, ou->colonne);
	else
		incident_detail(inc, "Ligne %u.", ou->ligne);
}

enum err xml_erreur_malforme(struct incident *inc, int code, const char *trouve,
			     const struct xml_endroit *ou)
{
	size_t i = 0;

	if (code == XML_ERR_TAG_NAME_MISMATCH && ou->ouverte) {
		incident_set(
			inc, E_INVALIDE,
			"Le fichier XML est mal formé à la ligne %u : la balise <%.*s> ouverte à "
			"la ligne %u devait être refermée avant </%.*s>.",
			ou->ligne, vu(ou->ouverte), ou->ouverte, ou->ligne_ouverte,
			trouve ? vu(trouve) : 1, trouve ? trouve : "…");
		detail_endroit(inc, ou);
		incident_remede(inc, "%s", remede_producteur);
		return E_INVALIDE;
	}
	while (erreurs[i].code && erreurs[i].code != code)
		i++;
	incident_set(inc, E_INVALIDE, "Le fichier XML est mal formé à la ligne %u : %s.", ou->ligne,
		     erreurs[i].quoi);
	detail_endroit(inc, ou);
	incident_remede(inc, "%s", erreurs[i].remede);
	return E_INVALIDE;
}

enum err xml_erreur_coupe(struct incident *inc, const struct xml_endroit *ou)
{
	if (ou->ouverte)
		incident_set(
			inc, E_INVALIDE,
			"Le fichier est coupé : la balise <%.*s> ouverte à la ligne %u n'est pas "
			"refermée.",
			vu(ou->ouverte), ou->ouverte, ou->ligne_ouverte);
	else if (ou->racine)
		incident_set(
			inc, E_INVALIDE,
			"Le fichier est coupé : quelque chose est inachevé après la fin de <%.*s>.",
			vu(ou->racine), ou->racine);
	else
		incident_set(
			inc, E_INVALIDE,
			"Le fichier est vide ou coupé : il s'arrête avant sa première balise.");
	incident_detail(inc, "Le fichier s'arrête à la ligne %u.", ou->ligne);
	incident_remede(inc, "Redemander le fichier complet à son producteur : l'export ou le "
			     "transfert a été interrompu.");
	return E_INVALIDE;
}
