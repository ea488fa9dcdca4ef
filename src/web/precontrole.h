/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * precontrole.h - the page that judges a file that is not kept (inside the room)
 */
#ifndef RELAIS_WEB_PRECONTROLE_H
#define RELAIS_WEB_PRECONTROLE_H

#include "controle/precontrole.h"
#include "web/visite.h"

/* Bytes of the form: the file, and what stands around it. */
enum { PRECONTROLE_CORPS = LIMITE_CONTROLE_DEPOT + 16 * 1024 };

struct precontrole_page {
	const char *etat; /* where the campagne stands */
	int campagne;
	bool close; /* no correction serves it any more */
	const char *echeance; /* as campagne_echeance */
	const struct precontrole *resultat; /* NULL: there is none */
	const char *fichier; /* as its sender calls it */
	const char *erreur; /* beside the field; NULL: none */
	const struct incident *incident; /* why the file could not be judged; NULL: it was */
};
void page_precontrole(struct buf *out, const struct precontrole_page *m);

/* The handlers: the form, then what is sent. */
void precontrole_formulaire(struct visite *v);
void precontrole_controler(struct visite *v);

#endif
