/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ui_parcours.h - two drawings in time: the journey of an offre, the jalons of a campagne
 */
#ifndef RELAIS_WEB_UI_PARCOURS_H
#define RELAIS_WEB_UI_PARCOURS_H

#include <stddef.h>

#include "base/buf.h"
#include "campagne/campagne.h"

enum ui_etape_etat {
	UI_ETAPE_FAITE,
	UI_ETAPE_EN_COURS,
	UI_ETAPE_BLOQUEE,
	UI_ETAPE_A_VENIR,
	UI_ETAPE__MAX
};
/* A stage of the journey, like a parcel's. NULL where there is nothing to say. */
struct ui_etape {
	enum ui_etape_etat etat;
	const char *titre; /* « Diffusée en région » */
	const char *lieu; /* where: « Carif-Oref Île-de-France » */
	const char *texte; /* what is said of it: « validée » */
	int date; /* AAAAMMJJ; 0: none */
	const char *raison, *remede; /* of what is blocked: why, and the way out */
};
/* The whole journey: an ordered list, across a large screen, down a phone's. */
void ui_etapes(struct buf *out, const struct ui_etape *v, size_t n);

/* The jalons of a campagne in order, with « aujourd'hui » where it falls; a deduced date is said to be so. */
void ui_frise(struct buf *out, const struct campagne *c, int jour);

#endif
