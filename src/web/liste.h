/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * liste.h - the catalogue: search, filters, counts, and a page of results (inside the room)
 *
 * What somebody looks for stands whole in the address: it can be kept, sent, and opened again. National (/catalogue) or of one région
 * (/catalogue/region/11): the same page, the région given.
 */
#ifndef RELAIS_WEB_LISTE_H
#define RELAIS_WEB_LISTE_H

#include "catalogue/indexation.h"
#include "recherche/requete.h"
#include "web/parametre.h"
#include "web/ui.h"
#include "web/ui_formulaire.h"
#include "web/visite.h"

struct liste_lien {
	const char *libelle, *url;
	bool courant;
};
enum {
	LISTE_FILTRES_MAX = 16,
	LISTE_ONGLETS = 3,
	LISTE_TRIS = 5,
	LISTE_PAGE = 25,
	LISTE_XLSX_MAX = 20000,
	LISTE_CSV_MAX = 50000 /* 300 bytes each: half of LIMITE_HTTP_REPONSE */
};

struct liste {
	const struct photo *photo;
	const char *etat;
	struct str region; /* of a regional catalogue; empty: national */
	const char *chemin; /* of this page */
	struct valeurs valeurs;
	struct recherche_reponse reponse;
	const struct photo_offre *offres; /* of the photo, by rank */
	const char *titre, *titre_de_page; /* of the page; the same with what is looked for */
	const char *resume; /* « 1 234 offres, de 26 à 50 » */
	const char *incident; /* why nothing can be answered; NULL */
	struct ui_erreur erreurs[PARAMETRES_MAX]; /* what is wrong, by field */
	size_t n_erreurs;
	struct ui_onglet onglets[LISTE_ONGLETS];
	struct ui_choix filtres[LISTE_FILTRES_MAX];
	size_t n_filtres;
	struct liste_lien tris[LISTE_TRIS];
	struct ui_filtre_actif retraits
		[PARAMETRE_VALEURS_MAX]; /* the chosen values, each with the address without it */
	size_t n_retraits;
	const char *precedent, *suivant; /* addresses; NULL: none */
	const char *csv, *xlsx; /* addresses; NULL: too many lines */
	const char *tout; /* the address without any filter */
	const char *essayer; /* the address of what the spelling suggests; NULL */
};

/* Answer the parameters: everything of `ret`, in the arena. False: a parameter is wrong (the page says which) or the query cannot be answered. */
bool liste_faire(struct visite *v, struct str region, struct liste *ret);
/* All that the parameters find, in their order, whatever the page: for the files. NULL: as liste_faire. */
const struct recherche_reponse *liste_tout(struct visite *v, struct liste *ret);

/* Words of a line: its title, even when it has none; « Melun (77) », in the arena. */
struct str liste_intitule(const struct photo_offre *o);
const char *liste_lieu(struct arena *a, const struct photo_offre *o);

/* The template and the handlers. */
void page_liste(struct buf *out, struct arena *a, const struct liste *m);
void liste_nationale(struct visite *v);
void liste_regionale(struct visite *v);
void liste_csv(struct visite *v);
void liste_xlsx(struct visite *v);

#endif
