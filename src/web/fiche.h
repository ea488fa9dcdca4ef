/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fiche.h - one offre on one page: the answer, its journey, what to do, the mentions, the criteria, its history (inside the room)
 *
 * The same content in the same order as « relais explain », from the same words (explication/).
 */
#ifndef RELAIS_WEB_FICHE_H
#define RELAIS_WEB_FICHE_H

#include "explication/explication.h"
#include "web/ui.h"
#include "web/visite.h"

struct fiche_modele {
	const struct explication *x;
	const struct photo_offre
		*o; /* the same offre in the catalogue; NULL: the base is newer than it */
	const char *etat; /* of the campagne */
};

/* Shape of the answer: out of the perimeter is no fault. */
enum ui_ton fiche_ton(const struct explication *x);
/* « Les 6 points conformes »; how many are, or are sans objet, the UAI among them. */
const char *fiche_texte_conformes(const struct explication *x, int n);
int fiche_conformes(const struct explication *x);
/* The journey; the line of a criterion (0: the UAI), when it is of that half. */
void fiche_parcours(struct buf *out, const struct explication *x);
void fiche_constat(struct buf *out, const struct explication *x, int numero, bool conforme);
/* « CFA Exemple, formation donnée par Lycée Exemple »; « 77000 Melun, académie de Créteil ». In the arena. */
const char *fiche_organisme(const struct explication *x);
const char *fiche_lieu(const struct explication *x);

/*
 * Gather what is said of that offre, in the salle's transaction: it lives until the request's end (fiche_finir). E_ABSENT: the base has none of
 * that number.
 */
enum err fiche_expliquer(struct visite *v, int64_t numero, struct explication *ret) MUST_CHECK;
void fiche_finir(struct explication *x);
/* What is said of an offre that is gone, found by its clé; empty: nobody ever knew it. In the arena. */
const char *fiche_disparue(struct visite *v, struct str cle);

/* The templates and the handlers. */
void page_fiche(struct buf *out, const struct fiche_modele *m);
void page_fiche_disparue(struct buf *out, const char *disparue, const char *etat);
void fiche_reponse(struct buf *out,
		   const struct fiche_modele *m); /* its first part: answer, journey, what to do */
void fiche_offre(struct visite *v);
void fiche_par_cle(struct visite *v);

#endif
