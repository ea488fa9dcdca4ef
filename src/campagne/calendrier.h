/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * calendrier.h - where a campagne stands on a date, what comes next, who must do what before it
 *
 * Pure: a campagne and a date in, nothing else is looked at. A jalon without a date (0) is in no answer. The day of a jalon is not passed.
 */
#ifndef RELAIS_CAMPAGNE_CALENDRIER_H
#define RELAIS_CAMPAGNE_CALENDRIER_H

#include "campagne/campagne.h"

enum campagne_etat {
	CAMPAGNE_A_VENIR,
	CAMPAGNE_REFERENCEMENT_OUVERT,
	CAMPAGNE_IMPORT_EN_COURS,
	CAMPAGNE_GESTION_OUVERTE,
	CAMPAGNE_VISIBLE,
	CAMPAGNE_VOEUX,
	CAMPAGNE_TERMINEE,
	CAMPAGNE_ETAT__MAX
};
const char *campagne_etat_code(enum campagne_etat e); /* « import_en_cours » */
const char *campagne_etat_libelle(enum campagne_etat e); /* « import en cours » */
/* Of what has begun and goes on, what began last (the 14 November: gestion ouverte, although the import goes on until the 15). */
enum campagne_etat campagne_etat(const struct campagne *c, int date);

/* The jalons in the order of their dates; how many. */
size_t campagne_ordre(const struct campagne *c, enum jalon ret[JALON__MAX]);
/* The next one, of that day included; JALON__MAX: all are passed. */
enum jalon campagne_prochain(const struct campagne *c, int date);

/* « dans 12 jours », « demain », « aujourd'hui », « hier », « il y a 12 jours ». In the arena. */
const char *jalon_quand(struct arena *a, int jours);
/* Whom a jalon concerns: roles of domain.md 2, « cfa,carif,saio ». */
const char *jalon_roles(enum jalon j);
/* Who does what before it, one French sentence without its full stop; dates of that campagne. In the arena. */
const char *jalon_avant(struct arena *a, const struct campagne *c, enum jalon j);
/* « Dans 7 jours, le 15 novembre 2023 : fin de… de la campagne 2024. À faire avant : … », that many days (0 or more) before it. In the arena. */
const char *jalon_phrase(struct arena *a, const struct campagne *c, enum jalon j, int jours);

/* A jalon that is near: at most 90 days away, and not passed. */
struct jalon_alerte {
	enum jalon jalon;
	int date;
	int jours; /* 0: that day */
	int seuil; /* 90, 30 or 7: the smallest that is reached */
	bool deduite;
	const char *roles; /* as jalon_roles */
	const char *phrase; /* as jalon_phrase */
};
/* The alerts of that day, in the order of their dates; how many. Sentences are in the arena. */
size_t campagne_jalons_proches(struct arena *a, const struct campagne *c, int date,
			       struct jalon_alerte ret[JALON__MAX]);

#endif
