/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * photo.h - the catalogue of one version in memory: a line an offre, for lists, search, counts and maps
 *
 * Made once, then never changed: any number of threads read it. About 300 bytes an offre, its texts shared with those that have the same.
 * What is long or rarely read (constats, sessions, history) stays in the base: a page about one offre reads it there.
 */
#ifndef RELAIS_CATALOGUE_PHOTO_H
#define RELAIS_CATALOGUE_PHOTO_H

#include "campagne/campagne.h"
#include "catalogue/jours.h"
#include "recherche/index.h"
#include "referentiel/vue.h"
#include "regle/statut.h"
#include "regle/verdict.h"

struct photo_offre {
	int64_t numero;
	struct str cle, intitule;
	struct str organisme; /* the responsable's name, its SIRET when the feed gives none */
	struct str formateur; /* the same of the formateur; the responsable when none is declared */
	uint64_t siret_responsable, siret_formateur; /* 0: malformed */
	struct str code_postal, ville, insee, academie, region, departement;
	float latitude, longitude; /* 0 and 0: not declared */
	struct str uai; /* of the lieu, retained; empty: missing */
	struct str cfd;
	int rncp;
	struct str type; /* « BTS », « BAC PRO »; empty: unknown */
	int niveau; /* European, 3 to 8; 0: unknown */
	struct str duree, annee; /* as declared when it is one digit, else empty */
	int rentree; /* 2024: the latest session with a full start begins between August 2024 and July 2025; 0: none */
	enum classification classification;
	enum statut_perimetre perimetre;
	bool importable, attend_saio;
	unsigned non_conformes, a_verifier; /* bit i: criterion i + 1; bit CRITERES: the UAI */
	unsigned mentions; /* bit m: that one is missing */
	struct str motif; /* why it is not importable, in one sentence; empty when it is */
	enum statut statut; /* in the campagne of the photo */
	struct str formation; /* code of its formation; empty: none */
	bool certifiee;
	int modifiee_le; /* AAAAMMJJ since when its data are what they are */
};

struct photo;

struct photo_demande {
	int campagne; /* 0: campagne_courante */
	int date; /* AAAAMMJJ: as known then; 0: now */
	int64_t instant; /* the clock */
};
/* Outside of any transaction. E_ABSENT: the base holds no fact. The incident is filled. photo_liberer gives it back. */
enum err photo_prendre(struct db *db, const struct photo_demande *demande, struct photo **ret,
		       struct incident *inc) MUST_CHECK;
void photo_liberer(struct photo *p); /* accepts NULL */

const struct photo_offre *photo_offres(const struct photo *p, size_t *n); /* by number */
const struct photo_offre *photo_offre(const struct photo *p, int64_t numero); /* NULL: none */
/* The catalogue day by day, the oldest first, as the kept verdicts say; no day when the campagne keeps none. */
const struct jour_compte *photo_jours(const struct photo *p, size_t *n);
const struct campagne *photo_campagne(const struct photo *p);
const struct vue *photo_vue(const struct photo *p);
const struct recherche_index *
photo_index(const struct photo *p); /* catalogue/indexation.h says what it holds */
int photo_jour(const struct photo *p); /* the day that pages speak of */
int64_t photo_version(const struct photo *p); /* that it shows */

/* Digits, in the arena; empty for 0: a small number, the 14 of a SIRET, « RNCP38362 ». */
struct str photo_nombre(struct arena *a, int64_t n);
struct str photo_siret(struct arena *a, uint64_t siret);
struct str photo_rncp(struct arena *a, const struct photo_offre *o);

/* Of what it shows: another base, another version, another day or another campagne has another one, in any process. Never 0. */
uint64_t photo_empreinte(const struct photo *p);

/* The last version of the base when it was taken, and now: when they differ it is to be taken again. */
int64_t photo_derniere(const struct photo *p);
enum err photo_version_actuelle(struct db *db, int64_t *ret) MUST_CHECK;

#endif
