/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * agenda.c - the events, and the words of each
 */
#include "campagne/agenda.h"

#include <stdio.h>

#include "base/date.h"
#include "base/ical.h"
#include "campagne/calendrier.h"

enum {
	PRESETS_DU =
		20261123, /* DTSTAMP of a preset date: the day on which the table of the presets last changed */
	HEURE_RAPPEL = 9,
	HEURES = 24,
	INSTANT_MAX = 21,
};

static const int RAPPELS[] = {30, 7};

/* A single day has the same jalon twice. */
static const struct evenement_agenda {
	const char *cle, *titre, *quoi;
	enum jalon debut, fin;
} EVENEMENTS[] = {
	{"ouverture_referencement", "ouverture du référencement",
	 "Les CFA déclarent leurs offres et leurs sessions dans la base de leur Carif-Oref.",
	 JALON_OUVERTURE_REFERENCEMENT, JALON_OUVERTURE_REFERENCEMENT},
	{"import", "mise à jour automatique",
	 "Le SCN Parcoursup importe les offres réglementaires du catalogue national de l'apprentissage.",
	 JALON_IMPORT_DEBUT, JALON_IMPORT_FIN},
	{"ouverture_gestion", "ouverture du site de gestion",
	 "Les établissements d'accueil voient leurs formations, avec « Certifiée » ou la raison de son absence, et "
	 "remplissent le paramétrage.",
	 JALON_OUVERTURE_GESTION, JALON_OUVERTURE_GESTION},
	{"visible_candidats", "catalogue visible par les candidats",
	 "Les candidats voient les formations dont le paramétrage est validé.",
	 JALON_VISIBLE_CANDIDATS, JALON_VISIBLE_CANDIDATS},
	{"voeux", "vœux des candidats", "Les candidats formulent leurs vœux.", JALON_VOEUX_DEBUT,
	 JALON_VOEUX_FIN},
	{"dernier_versement", "dernier versement vers Parcoursup",
	 "Dernier jour où une offre est versée dans Parcoursup.", JALON_DERNIER_VERSEMENT,
	 JALON_DERNIER_VERSEMENT},
};

/* One event of one campagne. */
struct vevent {
	const struct evenement_agenda *e;
	const struct campagne *c;
	struct arena *a;
	int debut, fin; /* both included */
	bool deduite;
};

static struct str jour(struct arena *a, int date)
{
	return str_of(arena_printf(a, "%d", date));
}

/* 20231114T080000Z */
static struct str instant(struct arena *a, const struct jalon_depuis *d)
{
	char texte[INSTANT_MAX];
	char *ret = arena_alloc(a, INSTANT_MAX);
	size_t n = 0;

	if (!d->version)
		return str_of(arena_printf(a, "%dT000000Z", PRESETS_DU));
	instant_texte(d->instant, texte);
	for (const char *p = texte; *p; p++)
		if (*p != '-' && *p != ':')
			ret[n++] = *p;
	return (struct str){ret, n};
}

/* Before which date who does what, for one of the jalons. */
static const char *consigne(const struct vevent *v, enum jalon j)
{
	return arena_printf(v->a, "\nAvant le %s (%s) : %s.", date_longue(v->a, v->c->jalon[j]),
			    jalon_libelle(j), jalon_avant(v->a, v->c, j));
}

/* What is not sure of the dates; empty when they are. */
static const char *reserve(const struct vevent *v)
{
	const enum jalon debut = v->e->debut, fin = v->e->fin;
	const bool d = v->c->deduite[debut], f = v->c->deduite[fin];
	const char *quoi = debut == fin ? "Cette date est déduite"
			   : d && f     ? "Ces dates sont déduites"
			   : d          ? "La date de début est déduite"
					: "La date de fin est déduite";

	return d || f ? arena_printf(v->a, "\n%s des autres années, à confirmer.", quoi) : "";
}

static const char *description(const struct vevent *v)
{
	const enum jalon debut = v->e->debut, fin = v->e->fin;

	return arena_printf(v->a, "Rentrée %d. %s%s%s%s", v->c->annee, v->e->quoi,
			    v->c->jalon[debut] ? consigne(v, debut) : "",
			    fin != debut && v->c->jalon[fin] ? consigne(v, fin) : "", reserve(v));
}

/* From the midnight that starts the event to nine o'clock, that many days before the jalon: « -P29DT15H », « P7DT9H », « PT9H ». */
static struct str declencheur(const struct vevent *v, int date, int avant)
{
	const int jours = date_jours_entre(v->debut, date) - avant;
	const int heures = jours * HEURES + HEURE_RAPPEL, h = heures < 0 ? -heures : heures;

	if (h < HEURES)
		return str_of(arena_printf(v->a, "%sPT%dH", heures < 0 ? "-" : "", h));
	return str_of(
		arena_printf(v->a, "%sP%dDT%dH", heures < 0 ? "-" : "", h / HEURES, h % HEURES));
}

static void rappeler(struct buf *out, const struct vevent *v, enum jalon j)
{
	for (size_t i = 0; v->c->jalon[j] && i < sizeof RAPPELS / sizeof *RAPPELS; i++) {
		ical_valeur(out, "BEGIN", STR("VALARM"));
		ical_valeur(out, "ACTION", STR("DISPLAY"));
		ical_valeur(out, "TRIGGER", declencheur(v, v->c->jalon[j], RAPPELS[i]));
		ical_texte(out, "DESCRIPTION", str_of(jalon_phrase(v->a, v->c, j, RAPPELS[i])));
		ical_valeur(out, "END", STR("VALARM"));
	}
}

static void ecrire(struct buf *out, const struct vevent *v, const struct jalon_depuis *d,
		   bool rappels)
{
	struct arena *a = v->a;
	const int annee = v->c->annee;

	ical_valeur(out, "BEGIN", STR("VEVENT"));
	ical_valeur(out, "UID", str_of(arena_printf(a, "relais-campagne-%d-%s", annee, v->e->cle)));
	ical_valeur(out, "DTSTAMP", instant(a, d));
	ical_valeur(out, "SEQUENCE", str_of(arena_printf(a, "%lld", (long long)d->version)));
	ical_valeur(out, "DTSTART;VALUE=DATE", jour(a, v->debut));
	ical_valeur(out, "DTEND;VALUE=DATE", jour(a, date_ajoute_jours(v->fin, 1)));
	ical_texte(out, "SUMMARY",
		   str_of(arena_printf(a, "Parcoursup %d : %s%s", annee, v->e->titre,
				       v->deduite ? " (à confirmer)" : "")));
	ical_texte(out, "DESCRIPTION", str_of(description(v)));
	ical_valeur(out, "STATUS", v->deduite ? STR("TENTATIVE") : STR("CONFIRMED"));
	ical_valeur(out, "TRANSP", STR("TRANSPARENT"));
	ical_valeur(out, "CATEGORIES", STR("Parcoursup,Apprentissage"));
	if (rappels)
		rappeler(out, v, v->e->debut);
	if (rappels && v->e->fin != v->e->debut)
		rappeler(out, v, v->e->fin);
	ical_valeur(out, "END", STR("VEVENT"));
}

void agenda_debut(struct buf *out)
{
	ical_valeur(out, "BEGIN", STR("VCALENDAR"));
	ical_valeur(out, "VERSION", STR("2.0"));
	ical_valeur(out, "PRODID", STR("-//relais//Calendrier Parcoursup//FR"));
	ical_valeur(out, "CALSCALE", STR("GREGORIAN"));
	ical_texte(out, "X-WR-CALNAME", STR("Parcoursup, formations en apprentissage"));
}

size_t agenda_campagne(struct buf *out, const struct campagne *c,
		       const struct jalon_depuis depuis[JALON__MAX], bool rappels)
{
	AUTO_ARENA a = arena_new(0);
	size_t n = 0;

	for (size_t i = 0; i < sizeof EVENEMENTS / sizeof *EVENEMENTS; i++) {
		const struct evenement_agenda *e = &EVENEMENTS[i];
		const struct jalon_depuis *d1 = &depuis[e->debut], *d2 = &depuis[e->fin];
		struct vevent v = {.e = e,
				   .c = c,
				   .a = a,
				   .debut = c->jalon[e->debut],
				   .fin = c->jalon[e->fin],
				   .deduite = c->deduite[e->debut] || c->deduite[e->fin]};

		/* A period of which only one date is given is that day. */
		if (!v.debut)
			v.debut = v.fin;
		if (v.fin < v.debut)
			v.fin = v.debut;
		if (!v.debut)
			continue;
		ecrire(out, &v, d2->version > d1->version ? d2 : d1, rappels);
		n++;
	}
	return n;
}

void agenda_fin(struct buf *out)
{
	ical_valeur(out, "END", STR("VCALENDAR"));
}
