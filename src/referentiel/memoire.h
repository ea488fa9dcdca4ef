/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * memoire.h - the referentials in memory, as a vue sees them, ready to be asked 10⁵ times
 *
 * The small tables are read whole, once; the fiches RNCP, large and of which few matter, are read when first asked for and kept. What is returned
 * points into the memory and lives as long as it. One thread at a time.
 */
#ifndef RELAIS_REFERENTIEL_MEMOIRE_H
#define RELAIS_REFERENTIEL_MEMOIRE_H

#include "referentiel/vue.h"
#include "regle/dossier.h"

struct referentiels;

/* Inside a transaction, which must stay open as long as the memory is asked. */
enum err referentiels_charger(struct db *db, const struct vue *vue,
			      struct referentiels **ret) MUST_CHECK;
void referentiels_liberer(struct referentiels *r); /* accepts NULL */

/* Everything the referentials say of one SIRET (list rows of its SIREN, SIRENE's state). siret: as declared. */
void referentiels_organisme(const struct referentiels *r, struct str siret, struct organisme *ret);

/* The schools of that SIRET (14 digits as a number), open ones first, then in the order of their UAI; *n may be 0. */
const struct etablissement *referentiels_uai_du_siret(const struct referentiels *r, uint64_t siret,
						      size_t *n);
/* The school, or NULL. */
const struct etablissement *referentiels_uai(const struct referentiels *r, struct str uai);

/*
 * The two INSEE codes are those of one commune (domain.md 4.4): the same code, or codes that movements and mergers lead to the same commune, or an
 * arrondissement and its city. Two arrondissements are two places: the sources that write them tell them apart.
 */
bool referentiels_meme_commune(const struct referentiels *r, struct str a, struct str b);

/*
 * The certification that counts for a declared CERTIFINFO code and a declared RNCP (domain.md 4.0), with its fiche, its diploma and its MEFs.
 * The same pair gives the same pointer.
 */
enum err referentiels_certification(struct referentiels *r, struct str certifinfo, struct str rncp,
				    const struct certification **ret) MUST_CHECK;

/* Facts of place: the académie (two digits) and the région (INSEE) of an INSEE commune code, by its département; empty when unknown. */
struct lieu {
	struct str academie, region;
};
struct lieu lieu_de_commune(struct str insee);
/* The same of an UAI: its first three digits are its département (620 and 720 in Corsica). */
struct lieu lieu_d_uai(struct str uai);
/* « Créteil », « Île-de-France »; empty for an unknown code. */
struct str academie_nom(struct str academie);
struct str region_nom(struct str region);
/* The région of an académie; empty for an unknown code. */
struct str academie_region(struct str academie);
/* The same of a département: its INSEE code, « 2A », « 974 ». */
struct lieu lieu_de_departement(struct str code);
/* The départements of the régions, in the order of their codes; false after the last one. « 77 », « Seine-et-Marne ». */
bool departement_suivant(struct str *reste, struct str *code,
			 struct str *nom); /* *reste: STR_VIDE at first */

#endif
