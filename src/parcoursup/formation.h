/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * formation.h - the formations d'inscription of a campagne, as the base keeps them (domain.md 3)
 */
#ifndef RELAIS_PARCOURSUP_FORMATION_H
#define RELAIS_PARCOURSUP_FORMATION_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "parcoursup/lien.h"
#include "store/store.h"

/* Texts of a row, in the order of the table. */
enum formation_texte {
	FT_CODE_ACCUEIL,
	FT_UAI,
	FT_NOM,
	FT_TYPE,
	FT_DOMAINE,
	FT_CODE_SPECIALITE,
	FT_SPECIALITE,
	FT_LIBELLE,
	FT_CFD,
	FT_CLE_AVANT, /* the clé that it had in N-1 */
	FT_ORIGINE, /* FORMATION_REPRISE or FORMATION_CREEE */
	FT_AVANT, /* « publie », « non_publie », « inconnu »: in N-1; « absente »: it did not exist */
	FT_PARAMETRAGE, /* « a_parametrer », « en_cours », « valide », « ferme » */
	FT__MAX
};
#define FORMATION_REPRISE "reprise"
#define FORMATION_CREEE "creee"

struct formation {
	struct str code;
	struct str col[FT__MAX];
	int64_t offre; /* 0: none */
	enum lien lien;
	bool certifiee;
	struct str motif,
		detail; /* why it is not « Certifiée »: code, sentence; empty when it is */
	int64_t du_version;
};
struct formations {
	struct VEC(struct formation) liste; /* in the order of codes (bytes) */
};
/* All of a campagne, as they are now; texts in the arena. formations_liberer in any case. */
enum err formations_lire(struct db *db, int campagne, struct arena *a,
			 struct formations *ret) MUST_CHECK;
/* The same as known at that version. */
enum err formations_connues(struct db *db, int campagne, int64_t version, struct arena *a,
			    struct formations *ret) MUST_CHECK;
/* Those of one offre only (0: of none). */
enum err formations_de(struct db *db, int campagne, int64_t offre, struct arena *a,
		       struct formations *ret) MUST_CHECK;
/* The same, read by an index: those of that offre; then those of no offre that had that clé in N-1, unless it is empty. */
enum err formations_siennes(struct db *db, int campagne, int64_t version, int64_t offre,
			    struct str cle_avant, struct arena *a,
			    struct formations *ret) MUST_CHECK;
/* And those of that place and that diploma. */
enum err formations_du_lieu(struct db *db, int campagne, int64_t version, struct str uai,
			    struct str cfd, struct arena *a, struct formations *ret) MUST_CHECK;
void formations_liberer(struct formations *f);
/* The one of that code, or NULL. */
const struct formation *formation_trouver(const struct formations *f, struct str code);
/* Nothing that is kept differs (du_version apart). */
bool formation_pareille(const struct formation *a, const struct formation *b);

/* The number of the last code of our own ever given, 0: none. */
enum err formation_dernier_code(struct db *db, uint64_t *ret) MUST_CHECK;
/* Ours: « R0000012 ». In the arena. */
struct str formation_code_propre(struct arena *a, uint64_t numero);
bool formation_code_est_propre(struct str code);

/* Write rows that are new or changed, in the open write transaction; their old selves go to the past. */
struct formations_ecriture;
enum err formations_ouvrir(struct db *db, int campagne, int64_t version,
			   struct formations_ecriture **ret) MUST_CHECK;
enum err formation_ecrire(struct formations_ecriture *e, const struct formation *f,
			  bool nouvelle) MUST_CHECK;
/* No row of that code any more; it stays known as it was. */
enum err formation_retirer(struct formations_ecriture *e, struct str code) MUST_CHECK;
enum err formations_finir(struct formations_ecriture *e) MUST_CHECK;
void formations_fermer(struct formations_ecriture *e); /* accepts NULL */

#endif
