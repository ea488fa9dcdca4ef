/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * visite.h - one request as a page sees it: the photo, the salle, where to write, and the few ways to answer
 */
#ifndef RELAIS_WEB_VISITE_H
#define RELAIS_WEB_VISITE_H

#include "catalogue/photo.h"
#include "http/http.h"
#include "web/salle.h"
#include "web/web.h"

struct interlocuteurs;

struct visite {
	const struct http_requete *q;
	struct http_reponse *r;
	struct buf *out; /* the body of the answer */
	struct arena *a; /* of the request */
	const struct photo *photo; /* the same from the beginning of the request to its end */
	struct salle
		*salle; /* inside its transaction when the page asks for it (WEB_BASE), else NULL */
	struct web *web;
};

enum web_drapeau {
	WEB_BASE = 1, /* it reads the base: the salle is entered before it */
	WEB_GARDEE =
		2, /* the same address gives the same page as long as the photo stays: it is kept */
};

/* What stands behind a route: its right (all these pages are for everybody), and who writes it. */
struct web_page {
	void (*repondre)(struct visite *v);
	unsigned drapeaux;
};

/* The settings of the pages. */
const struct web_reglages *visite_reglages(const struct visite *v);
/* Whom to ask in each région and académie. */
const struct interlocuteurs *visite_interlocuteurs(const struct visite *v);
/* Where the campagne stands and its next date, in one line: what every page says under its header. In the arena. */
const char *visite_etat(const struct visite *v);

/* One pré-contrôle at a time, so that other pages have a worker. False: somebody else has it. */
bool visite_controle_prendre(struct visite *v);
void visite_controle_rendre(struct visite *v);
/* One workbook at a time: libxlsxwriter calls gmtime, whose result all threads share. The second waits. */
void visite_classeur_prendre(struct visite *v);
void visite_classeur_rendre(struct visite *v);

/* A status alone: its page is written. */
void visite_statut(struct visite *v, int statut);
/* Somewhere else on this server; `adresse` starts with « / » and is of our making. */
void visite_rediriger(struct visite *v, const char *adresse);

#endif
