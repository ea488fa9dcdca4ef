/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gabarit.h - what every page has around its own content: head, skip links, header, menu, breadcrumb, footer
 *
 *	% void page_faq(struct buf *out, const struct faq *m)
 *	% {
 *	% const struct gabarit g = {.titre = "Questions fréquentes", .rubrique = RUBRIQUE_FAQ};
 *	% gabarit_debut(out, &g);
 *	<h1>Questions fréquentes</h1>
 *	…
 *	% gabarit_fin(out);
 *	% }
 *
 * The content stands in <main>, in a container of the page's width; its h1 is the page's own.
 */
#ifndef RELAIS_WEB_GABARIT_H
#define RELAIS_WEB_GABARIT_H

#include <stdbool.h>

#include "base/buf.h"

/* An entry of the menu. RUBRIQUE_AUCUNE: the page is under none. */
enum rubrique {
	RUBRIQUE_AUCUNE,
	RUBRIQUE_CATALOGUE,
	RUBRIQUE_OU_EN_EST,
	RUBRIQUE_REFERENCER,
	RUBRIQUE_PRE_CONTROLE,
	RUBRIQUE_CARIF_OREF,
	RUBRIQUE_SAIO,
	RUBRIQUE_TABLEAU_DE_BORD,
	RUBRIQUE_FAQ,
	RUBRIQUE__MAX
};
struct rubrique_nom {
	const char *libelle, *chemin; /* « Catalogue national », « /catalogue » */
};
extern const struct rubrique_nom rubriques[RUBRIQUE__MAX]; /* in the menu's order */

/* A link of the breadcrumb; a list of them ends with {0}. */
struct gabarit_lien {
	const char *libelle, *url;
};

struct gabarit {
	const char *
		titre; /* « Catalogue national » gives « Catalogue national — relais »; NULL: the home */
	const char *description; /* for search engines; NULL: none */
	enum rubrique rubrique; /* the entry of the menu that is the page, or holds it */
	bool accueil; /* no breadcrumb */
	const struct gabarit_lien *fil; /* between the home and this page; NULL: nothing */
	const char *etat; /* where the campagne stands, in one line; NULL: nothing */
	const char *recherche; /* what the search field of the header holds; NULL: nothing */
	bool sans_recherche; /* the page has a field of its own */
	bool cachee; /* search engines do not keep it, nor follow it */
};

/* Everything before the content, and everything after it. The texts of g are not kept. */
void gabarit_debut(struct buf *out, const struct gabarit *g);
void gabarit_fin(struct buf *out);

#endif
