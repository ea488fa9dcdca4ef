/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * annuaire.h - « Trouver son Carif-Oref », « Trouver son SAIO »: a map, a list, a field, and a page for each (inside the room)
 */
#ifndef RELAIS_WEB_ANNUAIRE_H
#define RELAIS_WEB_ANNUAIRE_H

#include "web/carte.h"
#include "web/gabarit.h"
#include "web/interlocuteurs.h"
#include "web/lieux.h"
#include "web/visite.h"

enum { ANNUAIRE_MAX = 64, ANNUAIRE_LIEU_MAX = 80 };

/* What the two directories have of their own. */
struct annuaire_genre {
	enum interlocuteur_type type;
	enum carte_genre carte;
	enum rubrique rubrique;
	const char *chemin; /* « /carif-oref » */
	const char *titre, *description, *chapo;
	const char *zone, *nom; /* « Région », « Carif-Oref »: the headings of the list */
	const char *carte_titre;
	const char *catalogue; /* the catalogue of a zone is at that, then its code */
};

/* A région or an académie: who answers for it, and its offres in the catalogue. */
struct annuaire_entree {
	const struct interlocuteur *qui;
	struct str zone; /* « Bretagne » */
	int64_t offres, reglementaires, non_reglementaires, attendent; /* the last: of the SAIO */
};

/* An entry that answers what was typed, and the place it answers for: « Melun (Seine-et-Marne) ». */
struct annuaire_trouve {
	const struct annuaire_entree *entree;
	const char *lieu;
};

struct annuaire {
	const struct annuaire_genre *genre;
	const char *etat; /* of the campagne, in one line */
	struct arena *arena;
	struct annuaire_entree entrees[ANNUAIRE_MAX];
	struct carte_aire aires[ANNUAIRE_MAX]; /* how many offres each has */
	size_t n;
	const char *saisie, *erreur; /* what was typed; why it leads to nobody, NULL: no reason */
	struct annuaire_trouve trouves[ANNUAIRE_MAX];
	size_t n_trouves;
};

/* One of them. Its neighbours: the SAIO of the région, or the Carif-Oref of the académie. */
struct annuaire_fiche {
	const struct annuaire_genre *genre;
	const char *etat;
	struct arena *arena;
	const struct annuaire_entree *entree;
	const char *departements; /* « Seine-et-Marne (77), … » */
	const struct interlocuteur *voisins[ANNUAIRE_MAX];
	size_t n_voisins;
};

/* Where a contact leads: an address, or one that opens a mail. */
const char *annuaire_lien(struct arena *a, struct str contact);
extern const char *const annuaire_sujets[SUJET__MAX]; /* « Formations en apprentissage » */
extern const char *const annuaire_questions[SUJET__MAX]; /* what to ask about it */

/* The templates and the handlers. */
void page_annuaire(struct buf *out, const struct annuaire *m);
void page_interlocuteur(struct buf *out, const struct annuaire_fiche *m);
void annuaire_carif_oref(struct visite *v);
void annuaire_saio(struct visite *v);
void annuaire_un_carif_oref(struct visite *v);
void annuaire_un_saio(struct visite *v);

#endif
