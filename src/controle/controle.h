/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * controle.h - a feed that is not kept: each of its offers judged and told as soon as it is read
 *
 * « Conforme » here means that nothing has to be corrected by whoever sends the feed: réglementaire, in the perimeter, with an open session, and with a
 * good UAI or none (the SAIO sets it). A human check that remains does not make an offre wrong.
 *
 * Where the records come from is the caller's business: a file that it reads itself (controle_lot), or another process (isole.h).
 */
#ifndef RELAIS_CONTROLE_CONTROLE_H
#define RELAIS_CONTROLE_CONTROLE_H

#include "base/index64.h"
#include "format/inventaire.h"
#include "offre/dossiers.h"
#include "regle/parametres.h"
#include "verdict/actions.h"

enum controle_avis {
	CONTROLE_CONFORME,
	CONTROLE_ATTEND, /* conforme too: a person checks something before the import */
	CONTROLE_A_CORRIGER,
	CONTROLE_HORS_PERIMETRE, /* réglementaire, but not for Parcoursup: nothing to correct if that is exact */
	CONTROLE__MAX
};
const char *controle_avis_code(enum controle_avis a); /* « a_corriger » */
const char *controle_avis_signe(enum controle_avis a); /* « ✖ » */
const char *controle_avis_libelle(enum controle_avis a); /* « À corriger » */

/* An offre as it is told. What is pointed to dies when the callback returns; `a` is emptied then. */
struct controle_offre {
	const struct offre_fait *fait;
	const struct dossier *dossier;
	const struct verdict *verdict;
	const char *fichier;
	uint32_t ligne;
	uint32_t doublon_de; /* line of the first offre with this clé, 0: none */
	enum controle_avis avis;
	const struct action *actions; /* what is wrong, who corrects it */
	size_t n_actions;
	struct arena *a;
};
/* Who gives it and where, as a title shows them: the first of formateur and responsable that has a name; the ville when it is one. */
struct str controle_organisme(const struct controle_offre *o);
struct str controle_ville(const struct controle_offre *o);

struct controle_puits {
	enum err (*offre)(void *ctx, const struct controle_offre *o);
	enum err (*anomalie)(void *ctx, const struct record *r, const char *fichier);
	void *ctx;
};

struct preparation;

struct controle {
	struct db *db;
	struct referentiels *referentiels;
	const struct parametres *parametres;
	struct controle_puits puits;
	/* so far */
	int64_t offres[CONTROLE__MAX];
	int64_t doublons, anomalies, ecartes;
	struct index64 cles; /* fingerprint of a clé → line */
	/* of the current feed */
	const char *fichier;
	struct preparation *preparation;
	struct arena *arena; /* of one offre */
};

/* In a transaction of `db`, which the referentials are of; what is given outlives the controle. */
void controle_init(struct controle *c, struct db *db, struct referentiels *r,
		   const struct parametres *parametres, struct controle_puits puits);
void controle_liberer(struct controle *c);
/* A feed begins, shown under that name: its records go to what is returned, in the order of its reader, until the next one begins. */
struct puits controle_flux(struct controle *c, const char *fichier, enum format f);
/*
 * Read one feed to its end, here. E_INVALIDE, E_PANNE: the file cannot be used, with the incident; what it said before that does not count.
 * `garde`: the zip that the last one came from, zero at first.
 */
enum err controle_lot(struct controle *c, const struct lot *lot, struct archive_gardee *garde,
		      struct incident *inc) MUST_CHECK;
int64_t controle_total(const struct controle *c); /* of the offers judged */

/*
 * The bytes of a lot through the reader of its format, which its first bytes tell; `entree` says where the records go. What is not a feed of offers
 * is refused with its own sentence.
 */
struct flux_entree {
	struct puits (*entree)(void *ctx, enum format f);
	void *ctx;
};
enum err controle_lire(const struct lot *lot, struct archive_gardee *garde,
		       struct flux_entree entree, struct incident *inc) MUST_CHECK;

#endif
