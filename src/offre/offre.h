/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre.h - an offre and its sessions: how they are received from a feed, and what they are made of
 *
 * An offre has an immutable number; its clé ministères éducatifs is an attribute (domain.md 3). Columns are those of the table offre:
 * what was declared, trimmed, plus the place's région and académie. An offre that a complete feed no longer has is gone within that feed's source
 * only; one that other sources declare stays.
 */
#ifndef RELAIS_OFFRE_OFFRE_H
#define RELAIS_OFFRE_OFFRE_H

#include "referentiel/table.h"
#include "store/store.h"

/* name of the column, in the table's order */
#define OFFRE_COLONNES(X)                                                                          \
	X(formation_numero)                                                                        \
	X(action_numero)                                                                           \
	X(intitule)                                                                                \
	X(certifinfo)                                                                              \
	X(rncp)                                                                                    \
	X(niveau_entree)                                                                           \
	X(niveau_sortie)                                                                           \
	X(modalites_enseignement)                                                                  \
	X(modalites_entrees_sorties)                                                               \
	X(duree)                                                                                   \
	X(annee)                                                                                   \
	X(rythme)                                                                                  \
	X(conditions)                                                                              \
	X(uai_lieu)                                                                                \
	X(siret_lieu)                                                                              \
	X(denomination_lieu)                                                                       \
	X(ligne)                                                                                   \
	X(code_postal)                                                                             \
	X(ville)                                                                                   \
	X(insee)                                                                                   \
	X(latitude)                                                                                \
	X(longitude)                                                                               \
	X(nda)                                                                                     \
	X(siret_responsable)                                                                       \
	X(nom_responsable)                                                                         \
	X(uai_responsable)                                                                         \
	X(siret_formateur)                                                                         \
	X(nom_formateur)                                                                           \
	X(uai_formateur)                                                                           \
	X(formacodes)                                                                              \
	X(nsf)                                                                                     \
	X(romes)                                                                                   \
	X(url)                                                                                     \
	X(heures_centre)                                                                           \
	X(heures_entreprise)                                                                       \
	X(heures_total)                                                                            \
	X(niveau_obligatoire)                                                                      \
	X(region)                                                                                  \
	X(academie)

enum offre_colonne {
#define X(nom) OC_##nom,
	OFFRE_COLONNES(X)
#undef X
		OC__MAX
};

#define SESSION_COLONNES(X)                                                                        \
	X(numero)                                                                                  \
	X(debut)                                                                                   \
	X(fin)                                                                                     \
	X(etat)                                                                                    \
	X(annees)                                                                                  \
	X(capacite)                                                                                \
	X(capacite_cumulee)                                                                        \
	X(effectif_minimal)                                                                        \
	X(url)

enum session_colonne {
#define X(nom) SC_##nom,
	SESSION_COLONNES(X)
#undef X
		SC__MAX
};

struct session_fait {
	struct str col[SC__MAX];
};

/* An offre as a feed declares it. */
struct offre_fait {
	struct str cle;
	bool cle_composee; /* made of the declared data: its place number is only a proposal */
	bool seule; /* its action declares no other offre (year) */
	struct str col[OC__MAX];
	const struct session_fait *sessions;
	size_t n_sessions;
	int64_t texte; /* 0: none */
	struct str texte_empreinte; /* what `texte` holds, for the comparison */
	struct str
		uai_saisi; /* the UAI of the lieu that a person set; of the base, never of a feed */
};

/*
 * Who is it? An offre of a feed is, in this order (domain.md 3: a change of key keeps the id):
 *  - the one that has its declared clé;
 *  - the one of the same source that the same formation and action (their numeros) declared, same year or alone, not declared yet in this feed, if its clé
 *    differs from the new one by a correction: at least four of its six parts are the same;
 *  - for a composed clé, the one of another source with the same numeros and the same six parts;
 *  - for a composed clé without numeros, the one of the same source that has this clé;
 *  - else a new one, with its clé when it is declared, with the first free place number when it is composed.
 * A feed's composed offers are received after its declared ones, so that they never take a clé that is declared.
 */

/* What became of an offre that was received. */
enum reception { RECEPTION_NOUVELLE, RECEPTION_MODIFIEE, RECEPTION_INCHANGEE, RECEPTION_DOUBLON };

struct offres_ecriture;

/* Be ready to receive feeds, in the open write transaction; one for as many feeds as wanted. */
enum err offres_ouvrir(struct db *db, struct version_paresseuse version,
		       struct offres_ecriture **ret) MUST_CHECK;
void offres_fermer(struct offres_ecriture *e); /* accepts NULL */
/* A feed of that source starts; what it declares is received; it ends: *ret says what it changed. complet: what it did not declare is gone. */
enum err offres_flux_debut(struct offres_ecriture *e, int64_t source) MUST_CHECK;
enum err offres_recevoir(struct offres_ecriture *e, const struct offre_fait *fait,
			 enum reception *ret) MUST_CHECK;
enum err offres_flux_fin(struct offres_ecriture *e, bool complet, struct bilan *ret) MUST_CHECK;
/* The numbers of the offres that the last feed brought, changed or took away, *n of them; they live until the next feed. */
const int64_t *offres_touchees(const struct offres_ecriture *e, size_t *n);

#endif
