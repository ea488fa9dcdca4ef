/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * interne.h - what the files of this room share and no other room includes
 */
#ifndef RELAIS_REGLE_INTERNE_H
#define RELAIS_REGLE_INTERNE_H

#include "regle/codes.h"
#include "regle/verdict.h"

/* A declared whole number: absent (« non renseignée »), unreadable (declared, but « 2 ans »), or the number. */
enum { ENTIER_ABSENT = -1, ENTIER_ILLISIBLE = -2 };
static inline int entier_declare(struct str s)
{
	int n = petit_entier(s);

	if (n >= 0)
		return n;
	return code_renseigne(s) ? ENTIER_ILLISIBLE : ENTIER_ABSENT;
}

/* Durées and années of the domain go from 1 to 5 years; 9 is an année « sans objet ». */
enum { AN_MIN = 1, AN_MAX = 5, ANNEE_SANS_OBJET = 9 };
static inline bool an_possible(int n)
{
	return n >= AN_MIN && n <= AN_MAX;
}

/* 5 digits of the SIRET are the establishment's, the 9 before are the SIREN. */
static inline uint64_t siren_de(uint64_t siret)
{
	return siret / 100000;
}

/* Numbers that hold two things (raisons.h): a period, a fiche and the one that follows it. */
enum { PERIODE_BASE = 100000000, FICHE_BASE = 100000000 };
static inline int64_t periode(int debut, int fin)
{
	return (date_pleine(debut) ? (int64_t)debut * PERIODE_BASE : 0) +
	       (date_pleine(fin) ? fin : 0);
}
static inline int64_t periode_session(const struct session *s)
{
	return periode(s->debut, s->fin);
}
static inline int64_t fiche_et_suite(const struct fiche *f)
{
	return (int64_t)f->nouvelle * FICHE_BASE + f->numero;
}

/* The SIRET of the formateur as evidence: 0 when it is the responsable's. */
static inline int64_t formateur_autre(const struct dossier *d)
{
	return d->formateur.siret == d->responsable.siret ? 0 : (int64_t)d->formateur.siret;
}

/* Critere 3 once the rule is known: regle_verdict looks for it only once. */
struct constat critere_3_selon(const struct dossier *d, const struct regle_perimetre *r);

/* The nine mentions (domain.md 4.2): true where one is « non renseignée ». */
void regle_mentions(const struct dossier *d, bool manque[MENTION__MAX]);

/* The anomalies that never change a result; returns how many of at most SIGNALEMENTS_MAX. */
size_t regle_signalements(const struct dossier *d, const struct constat *critere_5,
			  struct constat *ret);

#endif
