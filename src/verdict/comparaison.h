/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comparaison.h - the offres of a vue, made ready to be compared, and what each says that contradicts itself
 *
 * Every offre is judged once for the campagne (its retained certification and its signalements come from there), its texts are interned, and
 * doublons.h does the rest. Nothing is written.
 */
#ifndef RELAIS_VERDICT_COMPARAISON_H
#define RELAIS_VERDICT_COMPARAISON_H

#include "verdict/doublons.h"
#include "verdict/lieux.h"
#include "verdict/verdicts.h"

/* What contradicts itself in one offre: the signalements of its verdict, then what its place says. */
enum incoherence {
	INCOHERENCE_POSTAL,
	INCOHERENCE_DEPARTEMENT, /* only when no list knows the code postal */
	INCOHERENCE_VILLE,
	INCOHERENCE_UAI, /* the school of that UAI is in another commune */
	INCOHERENCE__MAX
};

/* An offre as a person reads it; texts live as long as the comparaison. */
struct offre_comparee {
	int64_t numero;
	struct str source; /* its code: « lheo:11 » */
	struct str cle, intitule, cfd, duree, annee;
	int rncp;
	struct str ligne, code_postal, ville, insee,
		commune; /* commune: the label of `insee`, empty when unknown */
	struct str uai; /* of the lieu, retained */
	struct str uai_insee, uai_commune; /* where the referential has that school */
	bool uai_du_formateur; /* it is that of the formateur's SIRET there */
	struct str siret_responsable, nom_responsable, siret_formateur, nom_formateur;
	struct constat *signalements;
	size_t n_signalements;
	bool incoherence[INCOHERENCE__MAX];
};

struct comparaison;

struct comparaison_demande {
	const struct vue *vue;
	const struct campagne *campagne;
	struct str region, academie; /* empty: all */
	int64_t autour; /* only the offers of that one's commune, where all that look like it are; 0: all */
	/* what the caller keeps in memory for that vue; NULL: read for this one */
	struct referentiels *referentiels;
	const struct lieux *lieux;
};
/* In a transaction. */
enum err comparaison_faire(struct db *db, const struct comparaison_demande *demande,
			   struct comparaison **ret) MUST_CHECK;
void comparaison_liberer(struct comparaison *c); /* accepts NULL */

/* The offres, in the order of their numbers. */
const struct offre_comparee *comparaison_offres(const struct comparaison *c, size_t *n);
const struct offre_comparee *comparaison_offre(const struct comparaison *c, int64_t numero);
/* Could codes postaux be compared with the communes'? Not without their list. */
bool comparaison_codes_postaux(const struct comparaison *c);
/* Every group of that genre, in the order of its first offre. */
struct groupe {
	enum doublon genre;
	const struct offre_comparee *const *membres;
	size_t n;
};
struct groupes_puits {
	void (*recevoir)(void *ctx, const struct groupe *g);
	void *ctx;
};
void comparaison_groupes(struct comparaison *c, enum doublon d, struct groupes_puits puits);

/* Words for a contradiction of the place: what is wrong, what was seen, who does what. In the arena. */
const char *incoherence_code(enum incoherence i);
struct phrase incoherence_phrase(struct arena *a, enum incoherence i,
				 const struct offre_comparee *o);

#endif
