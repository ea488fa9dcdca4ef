/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migration.h - from the formations of N-1 and the catalogue to the formations of N (domain.md 6)
 *
 * Two steps. A plan is made from the base, and writes nothing: it holds one line for each formation of N-1, one for each importable offre that has
 * none, and says what the base must become. Applying it writes just that, in one version, in one transaction. A dry run is a plan that is not
 * applied: so it prints exactly what the real run does, codes included. A plan made again after it was applied changes nothing.
 *
 * « Certifiée »: the formation is linked to an offre that is importable (or was published, and its delay to be corrected, or declared again, is not
 * over), and the statut of that offre allows it. Every absence has a reason.
 */
#ifndef RELAIS_PARCOURSUP_MIGRATION_H
#define RELAIS_PARCOURSUP_MIGRATION_H

#include "base/date.h"
#include "base/empreinte.h"
#include "parcoursup/formation.h"
#include "parcoursup/statuts.h"
#include "referentiel/memoire.h"

/* What a line says. */
struct ligne {
	struct str formation; /* code; empty: the offre has none */
	const struct jugee *offre; /* NULL: none */
	int64_t partie; /* then the one that its formation is linked to and that is gone: its number; 0 */
	struct str cle,
		uai; /* of its offre, even gone; else the clé that the formation had in N-1, its UAI */
	const char *avant; /* in N-1: « publie », « non_publie », « inconnu », « absente » */
	const char *
		apres; /* code of the offre's statut; « a_verifier »: a person has to say which offre it is */
	bool certifiee;
	const char *motif_code; /* why not; empty */
	const char *motif; /* the same in French */
	const char
		*a_dire; /* LIEN_PLUSIEURS: what a person has to say, « Certifiée » or not; empty */
	enum acteur acteur; /* who acts then; ACTEUR_PERSONNE: nobody */
	enum lien lien;
	const struct formation *fait; /* the row of N; NULL: none */
	bool cree, change; /* it is created, it differs from what the base has */
};

/* Its académie and its région: those of the place of its offre, else those of its UAI; empty when neither says it. */
struct lieu ligne_lieu(const struct ligne *l);

/* Counts. The lines are those of the formations of N-1, of N that N-1 does not have, created, and of the offres alone. */
enum compte {
	COMPTE_PRECEDENTES, /* formations of N-1 */
	COMPTE_PROPRES, /* formations that N has and N-1 has not: created before, or taken off the list since */
	COMPTE_CREEES, /* formations created now */
	COMPTE_SEULES, /* importable offres without formation */
	COMPTE_LIGNES,
	COMPTE_CERTIFIEES,
	COMPTE_SANS, /* lines without « Certifiée » */
	COMPTE_OFFRES, /* of the catalogue */
	COMPTE_IMPORTABLES,
	COMPTE_IMPORTABLES_LIEES, /* of which a formation has, created ones too */
	COMPTE_SCOLAIRES, /* rows of the list that are no apprenticeship: no line */
	COMPTE__MAX
};
const char *compte_code(enum compte c);
const char *compte_libelle(enum compte c);

/* How often a reason occurs among the lines without « Certifiée », the most frequent first. */
struct compte_motif {
	const char *code;
	const char *libelle; /* what the lines that have it share, in French */
	enum acteur acteur; /* of the first of them */
	int64_t n;
};

struct migration_demande {
	const struct campagne *campagne;
	int jour; /* AAAAMMJJ of the decision: delays are counted to it */
	bool au_fil; /* continuous import, after the window */
	bool transmettre; /* the connector sends what is ready: nothing is published here */
	bool garder; /* keep the verdicts on the way (in a write transaction) */
};
struct migration;
/* Make the plan, in a transaction. E_INVALIDE, with the incident: a count does not add up (a defect of this program: nothing is written). */
enum err migration_preparer(struct db *db, const struct vue *vue,
			    const struct migration_demande *demande, struct migration **ret,
			    struct incident *inc) MUST_CHECK;
void migration_liberer(struct migration *m); /* accepts NULL */

const struct ligne *migration_lignes(const struct migration *m,
				     size_t *n); /* formations by code, then offres by clé */
int64_t migration_compte(const struct migration *m, enum compte c);
const struct compte_motif *migration_motifs(const struct migration *m, size_t *n);
/* SHA-256 of everything that the plan was made from: the same inputs, the same plan. */
const char *migration_empreinte(const struct migration *m);
/* How many rows of formation and of statut the base would gain or change. */
int64_t migration_changements(const struct migration *m);
int64_t migration_statuts_changes(const struct migration *m);

/* Write it, in the same transaction, which must be a write one. Nothing to change: nothing is written, and *version is 0. */
struct auteur {
	int64_t instant;
	struct str nom;
};
enum err migration_appliquer(struct migration *m, const struct auteur *qui,
			     int64_t *version) MUST_CHECK;

/* The last one that was applied to that campagne; E_ABSENT: none. */
struct migration_faite {
	int64_t numero, version, instant;
	bool au_fil;
	char empreinte[2 * EMPREINTE_TAILLE + 1];
};
enum err migration_derniere(struct db *db, int campagne, int64_t version,
			    struct migration_faite *ret) MUST_CHECK;

#endif
