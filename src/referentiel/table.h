/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table.h - the referentials in the base: one description a table, one way to replace a list by its next edition
 *
 * A published referential is a whole list: importing its next edition replaces the rows that the same source gave before. A row has a
 * text key (cle); a row that did not change costs the comparison of a fingerprint; one that changed or went moves to x_passe.
 *
 * Most tables have one row a key: who speaks last has it. Établissements and formations of Parcoursup are told by several genres of files and several
 * sources: each keeps its own rows, side by side, and whoever reads them chooses (etablissements.h).
 */
#ifndef RELAIS_REFERENTIEL_TABLE_H
#define RELAIS_REFERENTIEL_TABLE_H

#include "base/err.h"
#include "base/str.h"
#include "journal/reprise.h"
#include "store/store.h"

enum ref_table {
	REF_ORGANISMES, /* liste publique des organismes de formation */
	REF_SIRENE,
	REF_UAI,
	REF_CERTIF_INFO,
	REF_KIT,
	REF_DIPLOMES,
	REF_MEF,
	REF_NIVEAUX,
	REF_OPTIONS_BTS,
	REF_COMMUNES,
	REF_CODES_POSTAUX, /* which codes postaux each commune has */
	REF_FICHES,
	REF_MOUVEMENTS, /* of communes */
	REF_FORMATIONS, /* of Parcoursup, of a past campagne */
	REF__MAX
};

/* The genre of the runs that feed it (« dgefp », « rncp »…): the same word as import --as. */
const char *ref_genre(enum ref_table t);
/* The i-th genre that feeds it, the one that is believed first at first: ref_genre(t) is the 0th. NULL: no more. */
const char *ref_genre_rang(enum ref_table t, unsigned i);
/* The table that a genre feeds; REF__MAX: none. */
enum ref_table ref_de_genre(struct str genre);
/* For people: « liste publique des organismes de formation ». */
const char *ref_libelle(enum ref_table t);
/* Number of text columns of a row, without its key. */
size_t ref_colonnes(enum ref_table t);

/* What an edition changed. */
struct bilan {
	int64_t nouveaux, modifies, inchanges, disparus, doublons;
	int64_t avant,
		apres; /* of a feed: offers that its source declares, alone or beside another */
};

/* The version that a run makes, asked for only when something really changes. */
struct version_paresseuse {
	enum err (*obtenir)(void *ctx, int64_t *version);
	void *ctx;
};

struct ref_ecriture;

/* Who gives an edition, and of what. */
struct ref_edition {
	int64_t source;
	const char *genre; /* of its run */
	int campagne; /* 0 for what belongs to none */
	bool morcelee; /* one of several files of its source, which speak of the same codes */
	bool partielle; /* it says nothing of what it does not have: no row of its source goes */
};

/* Start to receive an edition, in the open write transaction. */
enum err ref_ouvrir(struct db *db, enum ref_table t, const struct ref_edition *edition,
		    struct version_paresseuse version, struct ref_ecriture **ret) MUST_CHECK;
/*
 * One row: its columns in the table's order. texte: number of its long texts in `texte`, 0 for none (fiches only); texte_empreinte
 * identifies their content. *issue says whether it was kept.
 */
struct ref_ligne {
	const struct str *champs;
	int64_t texte;
	struct str texte_empreinte;
};
enum ref_issue {
	REF_GARDEE,
	REF_REPETEE, /* kept too, beside another row of the same key that differs in some column */
	REF_DOUBLON, /* not kept: its key allows one row, or this very row, and had it already in this edition */
	REF_CODE_TROP_LONG, /* not kept: no code is that long */
};
enum err ref_ligne(struct ref_ecriture *e, const struct ref_ligne *ligne,
		   enum ref_issue *issue) MUST_CHECK;
/* The edition is whole: rows of the same source and genre that it does not have are gone, unless it is partial. */
enum err ref_finir(struct ref_ecriture *e, struct bilan *ret) MUST_CHECK;
void ref_fermer(struct ref_ecriture *e); /* accepts NULL */

/*
 * Take back what a version did (architecture.md 3): the rows that it replaced or took away are in force again, those that it brought are gone, all as
 * of a new version. A row that another version than this one made what it is now (journal/reprise.h) is a conflict: told, and left as it is. One that
 * was taken back already stays so.
 */
struct retour_demande {
	int64_t version; /* what is taken back */
	int64_t source; /* only the rows of that source, when several runs share the version; 0: all */
	struct version_paresseuse nouvelle; /* that does it */
	const struct reprises *reprises;
	/* Called for each conflict; the text dies with the call. */
	enum err (*conflit)(void *ctx, struct str cle, const char *pourquoi);
	void *ctx;
};
struct retour_bilan {
	int64_t retablies, retirees, conflits;
};
/* Of one referential, in the open write transaction; adds to *bilan. */
enum err ref_annuler(struct db *db, enum ref_table t, const struct retour_demande *d,
		     struct retour_bilan *bilan) MUST_CHECK;

#endif
