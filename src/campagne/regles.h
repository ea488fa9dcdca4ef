/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regles.h - the perimeter rules as facts: versioned, dated, changed by a person who says why (domain.md 4.3)
 *
 * A rule is a row of texts, in the order of the columns of its CSV. Its number is given once and never again, so that « rule 3 » means the same
 * one in a year. Changes make a version and an event each.
 */
#ifndef RELAIS_CAMPAGNE_REGLES_H
#define RELAIS_CAMPAGNE_REGLES_H

#include "base/arena.h"
#include "base/buf.h"
#include "campagne/valeurs.h"
#include "regle/parametres.h"
#include "store/store.h"

enum regle_champ {
	RC_NOM,
	RC_CFD_PREFIXE,
	RC_ENREGISTREMENT,
	RC_RNCP_ACTIF,
	RC_UAI_IUT,
	RC_DUREE,
	RC_ANNEE,
	RC_ACADEMIE,
	RC_STATUT,
	RC_MOTIF,
	RC_VALABLE_DU,
	RC_VALABLE_AU,
	RC__MAX
};
const char *regle_champ_nom(enum regle_champ c); /* « cfd_prefixe » */
const char *regle_champ_attendu(enum regle_champ c); /* what it may hold, for a person */
bool regle_champ_valable(enum regle_champ c, struct str valeur);

struct regle_fait {
	int64_t numero; /* 0: not in the base */
	struct str col[RC__MAX];
	struct str auteur;
	int64_t du_version;
};
/* The remedy for a rule without any condition. */
extern const char REGLE_SANS_CONDITION[];
/*
 * Each field is valable, an année is not after the durée, dates are in order, there is a condition (académie counts). E_INVALIDE: *champ is the
 * wrong one, RC__MAX: no condition.
 */
enum err regle_controler(const struct regle_fait *r, enum regle_champ *champ) MUST_CHECK;

/* The rule of that list that has the same conditions and dates as r, which may be in it: nothing would say which of the two decides. NULL: none. */
const struct regle_fait *regle_repetee(const struct regle_fait *v, size_t n,
				       const struct regle_fait *r);

/* All rules as known at that version (INT64_MAX: now), in the order of their numbers; texts in the arena. */
enum err regles_connues(struct db *db, int64_t version, struct arena *a,
			const struct regle_fait **ret, size_t *n) MUST_CHECK;
/* The rule of that number, or of that name (case and accents apart); NULL: none, or several have that name. */
const struct regle_fait *regle_trouver(const struct regle_fait *v, size_t n, struct str quoi);
/* When several rules have that name: their numbers, « 3, 12 », written in out. False: none or one has it. */
bool regle_homonymes(const struct regle_fait *v, size_t n, struct str quoi, struct buf *out);
/* Is it in force on that date? The rules in force when the window opens judge a whole campagne. */
bool regle_en_vigueur(const struct regle_fait *r, int date);
/* The rules of that list that are in force when the window of p opens become those of p, in the same order; in the arena. */
void regles_appliquer(const struct regle_fait *v, size_t n, struct arena *a, struct parametres *p);
/* The same from the base. */
enum err regles_en_vigueur(struct db *db, int64_t version, struct arena *a,
			   struct parametres *p) MUST_CHECK;

/*
 * A CSV in the columns of the rules (« nom;cfd_prefixe;… », in any order; valable_du and valable_au may be missing). E_INVALIDE, with the incident:
 * file, line, column, value, remedy.
 */
enum err regles_lire_csv(const char *chemin, struct arena *a, const struct regle_fait **ret,
			 size_t *n, struct incident *inc) MUST_CHECK;
/* The other way: header and lines. The two columns of dates are there only when a rule has a date. */
void regles_ecrire_csv(const struct regle_fait *v, size_t n, struct buf *out);

/* One change. avant NULL: a new rule; apres NULL: it goes; both: it becomes apres (numero and auteur of apres do not count). */
struct regle_changement {
	const struct regle_fait *avant, *apres;
};
/* Carry them out, in the open write transaction: one version, an event a rule. n > 0. */
enum err regles_changer(struct db *db, const struct regle_changement *v, size_t n,
			const struct decideur *qui) MUST_CHECK;
/* The set as it would be once they are carried out, in the same order, the new ones last; in the arena; how many. */
size_t regles_changees(const struct regle_fait *v, size_t n, const struct regle_changement *c,
		       size_t n_changements, struct arena *a, const struct regle_fait **ret);
/* What turns one set into another: same rules stay, those of the same name and académie change, the rest goes or comes. In the arena; how many. */
size_t regles_difference(const struct regle_fait *de, size_t n_de, const struct regle_fait *vers,
			 size_t n_vers, struct arena *a, struct regle_changement **ret);

#endif
