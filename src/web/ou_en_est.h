/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ou_en_est.h - « Où en est mon offre ? »: a code or a name, the answer in one printable page (inside the room)
 *
 * One offre: its answer, its journey, what to do. Several: a line each, grouped by what they need. One that is gone: since when, and how to bring it back.
 */
#ifndef RELAIS_WEB_OU_EN_EST_H
#define RELAIS_WEB_OU_EN_EST_H

#include "recherche/requete.h"
#include "web/fiche.h"
#include "web/parametre.h"

/* What an offre needs. */
enum besoin { BESOIN_CORRIGER, BESOIN_VERIFIER, BESOIN_RIEN, BESOIN_HORS, BESOIN__MAX };

struct ou_en_est {
	const char *etat;
	struct valeurs valeurs;
	struct explication *x; /* the only one found, or NULL */
	const char *disparue; /* what is said of one that is gone; empty */
	const struct photo_offre *groupe[BESOIN__MAX][LIMITE_RECHERCHE_PAGE];
	size_t n_groupe[BESOIN__MAX];
	uint32_t total; /* found; more than the lines when they are too many */
	struct str inconnu, suggestion; /* as the index says */
	const char *suite; /* the address of all of them in the catalogue */
	const char *incident; /* why nothing can be answered; NULL */
};

/* The template and the handler. */
void page_ou_en_est(struct buf *out, struct arena *a, const struct ou_en_est *m);
void ou_en_est(struct visite *v);
/* The title of a group, and what its offres wait for. */
const char *besoin_titre(enum besoin b);
const char *besoin_sens(enum besoin b);

#endif
