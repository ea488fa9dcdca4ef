/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * anomalie.h - what can be wrong in a record: one table, code → sentence and remedy
 *
 * An anomaly never stops the rest of a file. It is kept with the file, the line, the offre, the field and the value.
 */
#ifndef RELAIS_FORMAT_ANOMALIE_H
#define RELAIS_FORMAT_ANOMALIE_H

#include "base/str.h"
#include "format/flux.h"

#define ANOMALIE_REMEDE_TABLEUR                                                                    \
	"Refaire le fichier depuis l'original, cette colonne importée comme du texte dans le tableur."

/* code, French sentence, remedy (who does what). The code is what RECORD_ANOMALIE carries and the base keeps. */
#define ANOMALIES(X)                                                                                                             \
	X(ENCODAGE, "Des caractères ne sont pas en UTF-8 : ils ont été lus comme du cp1252.",                                    \
	  "Exporter le fichier en UTF-8.")                                                                                       \
	X(CARACTERES_PERDUS,                                                                                                     \
	  "Des caractères étaient déjà perdus dans le fichier (losange blanc �).",                                               \
	  "Redemander le fichier à son producteur.")                                                                             \
	X(CODE_ABSENT, "La ligne n'a pas de code : elle n'est pas retenue.",                                                     \
	  "Compléter le code à la source.")                                                                                      \
	X(CODE_MALFORME, "Le code n'a pas la forme attendue.", "Corriger le code à la source.")                                  \
	X(CODE_SCIENTIFIQUE,                                                                                                     \
	  "Un tableur a réécrit ce code en notation scientifique : ses derniers chiffres sont perdus.",                          \
	  ANOMALIE_REMEDE_TABLEUR)                                                                                               \
	X(CLE_MALFORMEE,                                                                                                         \
	  "Le code de la ligne n'a pas la forme attendue : elle n'est pas retenue.",                                             \
	  "Corriger le code à la source.")                                                                                       \
	X(CLE_SCIENTIFIQUE,                                                                                                      \
	  "Un tableur a réécrit le code en notation scientifique, il est perdu : la ligne n'est pas retenue.",                   \
	  ANOMALIE_REMEDE_TABLEUR)                                                                                               \
	X(ZERO_PERDU, "Le zéro initial du code était perdu : il a été rétabli.",                                                 \
	  "Exporter la colonne comme du texte.")                                                                                 \
	X(DATE_ILLISIBLE, "La date n'est pas une date complète du calendrier.",                                                  \
	  "Donner la date complète : année, mois et jour.")                                                                      \
	X(VALEUR_HORS_LISTE, "La valeur n'est pas dans la liste fermée du format.",                                              \
	  "Choisir une valeur de la liste.")                                                                                     \
	X(CHAMPS_EN_TROP,                                                                                                        \
	  "La ligne a plus de champs que l'en-tête : ceux qui suivent le dernier titre sont ignorés.",                           \
	  "Vérifier le séparateur et les guillemets.")                                                                           \
	X(CHAMPS_MANQUANTS, "La ligne a moins de champs que l'en-tête.",                                                         \
	  "Vérifier la ligne : elle est peut-être coupée.")                                                                      \
	X(TITRE_REPETE, "Deux colonnes ont ce titre : seule la première est lue.",                                               \
	  "Renommer ou retirer l'autre colonne.")                                                                                \
	X(DOUBLON, "La même clé est déjà donnée plus haut : seule la première ligne est retenue.",                               \
	  "Supprimer le doublon à la source.")                                                                                   \
	X(LIGNE_REPETEE,                                                                                                         \
	  "La même formation est déjà donnée plus haut avec d'autres valeurs : les deux lignes sont gardées.",                   \
	  "Vérifier à la source laquelle est la bonne.")                                                                         \
	X(ELEMENT_INCONNU, "Cet élément n'existe pas dans LHEO : il est ignoré.",                                                \
	  "Vérifier le nom de l'élément dans le schéma LHEO 2.3.")                                                               \
	X(ELEMENT_MAL_PLACE, "Cet élément n'est pas à sa place dans LHEO.",                                                      \
	  "Vérifier l'ordre et le parent dans le schéma LHEO 2.3.")                                                              \
	X(ELEMENT_MANQUANT, "Un élément obligatoire de LHEO manque.",                                                            \
	  "Le renseigner dans la base régionale.")                                                                               \
	X(TEXTE_TROP_LONG, "Le texte dépasse la longueur permise par le format.",                                                \
	  "Raccourcir le texte.")                                                                                                \
	X(VALEUR_EN_TROP, "Plusieurs valeurs sont données : seule la première est retenue.",                                     \
	  "Faire une offre par valeur, ou ne garder que la bonne.")                                                              \
	X(NUMERO_CLE_ECART,                                                                                                      \
	  "Le numéro de la formation est une clé qui ne correspond pas aux données déclarées : la clé est gardée.",              \
	  "Corriger la donnée, ou demander une nouvelle clé au Carif-Oref.")                                                     \
	X(PERIODE_INVERSEE, "La fin de la session est avant son début.",                                                         \
	  "Corriger la période de la session.")                                                                                  \
	X(PARTIE_ABSENTE,                                                                                                        \
	  "Cette partie du jeu de fichiers n'a pas été donnée : ce qu'elle dit manque à toutes les fiches.",                     \
	  "Importer toutes les parties ensemble, ou l'archive export-fiches-csv entière.")                                       \
	X(FICHE_ABSENTE,                                                                                                         \
	  "Cette partie parle d'une fiche que « Standard » n'a pas : ce qu'elle en dit n'est pas retenu.",                       \
	  "Vérifier que toutes les parties sont du même jour, et que « Standard » est entière.")                                 \
	X(SIRET_FAUX, "Le SIRET ne passe pas sa clé de contrôle.",                                                               \
	  "Vérifier le SIRET sur l'avis de situation de l'INSEE.")                                                               \
	X(UAI_FAUX, "L'UAI n'a pas la bonne lettre de contrôle.",                                                                \
	  "Vérifier l'UAI dans l'annuaire de l'éducation.")                                                                      \
	X(LISTES_INEGALES,                                                                                                       \
	  "Les listes qui décrivent les sessions n'ont pas la même longueur : ce qui n'a pas de pair reste incomplet.",          \
	  "Donner une date de début et une date de fin à chaque session.")                                                       \
	X(VALEUR_COMPOSEE,                                                                                                       \
	  "C'est une liste ou un objet là où une seule valeur est attendue : rien n'en est retenu.",                             \
	  "Donner une valeur simple à la source.")                                                                               \
	X(PAGE_SEULE,                                                                                                            \
	  "Le fichier annonce plus d'éléments qu'il n'en a : c'est une page d'une liste plus longue.",                           \
	  "Donner aussi les autres pages, ou l'export complet ; ne pas déclarer une page complète.")                             \
	X(OBJET_ILLISIBLE,                                                                                                       \
	  "L'élément n'est pas un objet, ou nomme deux fois un champ : il n'est pas retenu.",                                    \
	  "Corriger cet élément à la source.")                                                                                   \
	X(ESPACES, "Des espaces entouraient la valeur : ils ont été retirés.",                                                   \
	  "Rien à faire : la ligne compte.")                                                                                     \
	X(SAISIE_CLE, "Ce n'est pas une clé ministères éducatifs : la ligne est mise de côté.",                                  \
	  "Recopier la clé entière de l'offre (49 caractères, du code CERTIFINFO à #L01), puis importer le fichier de nouveau.") \
	X(SAISIE_UAI_FORME,                                                                                                      \
	  "Ce n'est pas un UAI (sept chiffres et une lettre) : la ligne est mise de côté.",                                      \
	  "Retrouver l'UAI dans l'annuaire de l'éducation, le corriger, puis importer le fichier de nouveau.")                   \
	X(SAISIE_UAI_LETTRE,                                                                                                     \
	  "La lettre de contrôle de cet UAI est fausse : la ligne est mise de côté.",                                            \
	  "Retrouver l'UAI dans l'annuaire de l'éducation, le corriger, puis importer le fichier de nouveau.")                   \
	X(SAISIE_CONTRADICTOIRE,                                                                                                 \
	  "Plusieurs lignes donnent à cette clé des UAI différents : elles sont toutes mises de côté.",                          \
	  "Ne laisser que la bonne ligne, puis importer le fichier de nouveau.")                                                 \
	X(SAISIE_SUPPLANTEE,                                                                                                     \
	  "Son offre a aussi une ligne sous sa clé d'aujourd'hui, qui donne un autre UAI : c'est celle-là qui compte.",          \
	  "Retirer du fichier la ligne de cette clé ancienne ou sans année, ou mettre le même UAI aux deux.")                    \
	X(SAISIE_SUPPLANTEE_POUR_UNE,                                                                                            \
	  "La clé désigne plusieurs offres : la ligne compte, sauf pour une offre qui a sa propre ligne, avec un autre UAI.",    \
	  "Rien à faire si les deux UAI sont voulus : sans cette ligne, les autres offres perdraient le leur.")                  \
	X(SAISIE_CONFLIT,                                                                                                        \
	  "Une personne a décidé autrement pour cette offre même : sa décision est gardée.",                                     \
	  "Si c'est le fichier qui a raison : « relais decider CLÉ --uai UAI --reason RAISON ».")

enum anomalie {
#define X(code, phrase, remede) ANOMALIE_##code,
	ANOMALIES(X)
#undef X
		ANOMALIE__N
};

const char *anomalie_code(enum anomalie a); /* « DATE_ILLISIBLE » */
const char *anomalie_phrase(enum anomalie a); /* French, one sentence */
const char *anomalie_remede(enum anomalie a);
/* ANOMALIE__N when the code is unknown (a base written by another version). */
enum anomalie anomalie_de(struct str code);

#endif
