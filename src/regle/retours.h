/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retours.h - what Parcoursup says of an offre: the catalogue of its errors, each with its cause, its remedy and who acts, and the statuses that its
 * readback gives (formats.md 5.4)
 *
 * The texts of Parcoursup change by an accent, a capital, a space or a line break: they are compared folded and without spaces. What is not known is
 * never a business error: it is a failure, sent again by itself.
 */
#ifndef RELAIS_REGLE_RETOURS_H
#define RELAIS_REGLE_RETOURS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "regle/phrases.h"
#include "regle/statut.h"

struct retour_erreur {
	const char *code; /* « etablissement_inconnu »; kept in the base: never change one */
	const char *texte; /* what the message holds, folded; * stands for anything */
	const char *cause;
	const char *remede; /* who does what */
	enum acteur acteur;
	enum statut_evenement evenement; /* rejeter, fermer, or echouer */
};

/* The first of the catalogue that the message holds; its last entry, « technique », holds any. Only LIMITE_MESSAGE_DISTANT bytes are looked at. */
const struct retour_erreur *retour_erreur(struct str message);
/* The entry that has this code, NULL when none has: an error that was kept is told in today's words. */
const struct retour_erreur *retour_erreur_de(struct str code);
/* The whole catalogue. */
const struct retour_erreur *retour_erreurs(size_t *n);

/* One line of the readback. */
enum retour_lecture {
	LECTURE_INCONNUE, /* shown to the SCN; nothing moves */
	LECTURE_RIEN, /* « Aucune donnée à mettre à jour » */
	LECTURE_VISIBLE, /* « Publié sur le MDR »: candidates find it in the search engine */
	LECTURE_SUPPRIMEE, /* « Publication annulée suite à suppression de la formation dans Parcoursup » */
	LECTURE_RATTACHEE, /* « Clé ME ajoutée manuellement dans Parcoursup » */
	LECTURE_FERMEE, /* « Formation déclarée fermée dans Parcoursup » */
	LECTURE__MAX
};
enum retour_lecture retour_lecture(struct str statut);
const char *retour_lecture_code(enum retour_lecture l); /* « supprimee » */
/*
 * The event of a line; false: nothing moves. notre_code: the Parcoursup code of the line is the one that we hold for that offre. The readback says
 * the same every night: a deletion or a closure only speaks of a code that we still hold, an attachment of one that we do not hold yet, so that what
 * a person asked for since is not undone.
 */
bool retour_lecture_evenement(enum retour_lecture l, bool notre_code, enum statut_evenement *ret);

#endif
