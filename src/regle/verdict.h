/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict.h - the rules: one dossier and a campagne's parameters in, eight constats, nine mentions and a classification out
 *
 * Pure: no clock, no base, no memory kept. The same dossier and parameters give the same verdict for ever. Each critere has its file
 * (critere_1.c … critere_8.c), each file its cases (tests/regles/critere_1.cas …).
 */
#ifndef RELAIS_REGLE_VERDICT_H
#define RELAIS_REGLE_VERDICT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "regle/dossier.h"
#include "regle/parametres.h"

enum {
	CRITERES = 8
}; /* criteria are numbered 1..8 everywhere a person or a file sees them; index = number - 1 */

enum avis { AVIS_CONFORME, AVIS_NON_CONFORME, AVIS_A_VERIFIER, AVIS_SANS_OBJET, AVIS__MAX };
const char *avis_code(enum avis a); /* « conforme », « non_conforme »… */

/* The nine mentions of the fiche (domain.md 4.2), in the order of the files' columns. */
enum mention {
	MENTION_SIRET_RESPONSABLE,
	MENTION_SIRET_FORMATEUR,
	MENTION_LIEU,
	MENTION_LIBELLE,
	MENTION_CFD,
	MENTION_RNCP,
	MENTION_DATES,
	MENTION_DUREE,
	MENTION_ANNEE,
	MENTION__MAX
};
const char *mention_code(enum mention m); /* « siret_responsable »… */

enum classification {
	CLASSIFICATION_REGLEMENTAIRE,
	CLASSIFICATION_NON_REGLEMENTAIRE,
	CLASSIFICATION_NON_AFFICHEE,
	CLASSIFICATION__MAX
};
const char *classification_code(enum classification c); /* « reglementaire »… */

/* Why a constat is what it is: one value a sentence. The list is in raisons.h, with who repairs it. */
enum raison
#include "regle/raisons.h"
	;

/*
 * A conclusion and the evidence seen, without words: the sentence is made by phrases.h when somebody reads it. Which slots a raison
 * uses is said beside it in raisons.h. Slots that are not used are empty or 0.
 */
struct constat {
	enum avis avis;
	enum raison raison;
	struct str texte[3];
	int64_t nombre[3]; /* numbers, or dates (AAAAMMJJ) */
};

/* Facts worth a look that never change the result (domain.md: « an anomaly, shown »). */
enum { SIGNALEMENTS_MAX = 8 };

struct verdict {
	struct constat critere[CRITERES];
	bool bloquant
		[CRITERES]; /* a non_conforme there forbids réglementaire (4.4); 3 and 7 never do */
	bool mention_manque[MENTION__MAX];
	enum classification classification;
	bool importable;
	bool attend_saio; /* importable, with an a_verifier among 4, 5, 6, or a conditional perimeter statut: never automatically */
	struct constat uai; /* conforme, or why the UAI of the lieu forbids the import */
	enum statut_perimetre perimetre;
	const struct regle_perimetre *regle; /* the one that decided, NULL: none matched */
	struct constat signalements[SIGNALEMENTS_MAX];
	size_t n_signalements;
};

/* Everything of domain.md 4 for one dossier. */
void regle_verdict(const struct dossier *d, const struct parametres *p, struct verdict *ret);

/* The criteria, one a file; regle_verdict calls them. c is untouched but for the fields that the constat uses. */
struct constat regle_critere_1(const struct dossier *d, const struct parametres *p);
struct constat regle_critere_2(const struct dossier *d, const struct parametres *p);
struct constat regle_critere_3(const struct dossier *d, const struct parametres *p);
struct constat regle_critere_4(const struct dossier *d, const struct parametres *p);
struct constat regle_critere_5(const struct dossier *d, const struct parametres *p);
struct constat regle_critere_6(const struct dossier *d, const struct parametres *p);
struct constat regle_critere_7(const struct dossier *d, const struct parametres *p);
struct constat regle_critere_8(const struct dossier *d, const struct parametres *p);

/* The perimeter rule that decides for this dossier (4.3), NULL when none matches (then: hors_perimetre). */
const struct regle_perimetre *regle_perimetre_applicable(const struct dossier *d,
							 const struct parametres *p);

/* Is that session open, fully dated at its start and in the window? (criteria 5 and 7) */
bool session_dans_fenetre(const struct session *s, const struct parametres *p);

/* Does that MEF say something: durée 1 to 5, code not ending in 99, not closed before the window opens? (domain.md 4.0, criterion 6) */
bool regle_mef_informatif(const struct mef *m, const struct parametres *p);

/*
 * What is kept of a verdict: a compact text that says everything phrases.h needs, without the dossier. verdict_lire gives back a
 * verdict whose texts point into `texte`; `regle` is NULL but the rule's name and motif are in the constat of critere 3.
 * E_INVALIDE: the text is not one that verdict_ecrire wrote.
 */
void verdict_ecrire(const struct verdict *v, struct buf *out);
enum err verdict_lire(struct str texte, struct verdict *ret) MUST_CHECK;

#endif
