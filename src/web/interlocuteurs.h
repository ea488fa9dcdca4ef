/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * interlocuteurs.h - whom to ask: the Carif-Oref of each région, the SAIO of each académie (inside the room)
 *
 * The table travels in the program (interlocuteurs.csv: public names and addresses of public sites, no person). An operator completes it with a file
 * of the same columns: its lines replace those of the same type and code. Made once, read by any number of threads.
 */
#ifndef RELAIS_WEB_INTERLOCUTEURS_H
#define RELAIS_WEB_INTERLOCUTEURS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum interlocuteur_type { INTERLOCUTEUR_CARIF_OREF, INTERLOCUTEUR_SAIO, INTERLOCUTEUR__MAX };
/* What a Carif-Oref is asked about; each may have its own desk. */
enum interlocuteur_sujet { SUJET_CONVENTIONNE, SUJET_APPRENTISSAGE, SUJET_AUTRES, SUJET__MAX };

/* Empty: not known. A contact is that of a service: an address of mail, or one that begins with http. */
struct interlocuteur {
	enum interlocuteur_type type;
	struct str code; /* INSEE of the région; of the académie */
	struct str nom, site;
	struct str outil, site_outil; /* where offers are declared in that région: « DOKELIO » */
	struct str contact;
	struct str sujets[SUJET__MAX]; /* the desk of a subject; empty: the contact above */
};

struct interlocuteurs;

/* fichier: of the operator, or NULL. E_INVALIDE: a line is wrong; E_PANNE: it cannot be read. The incident says line and column. */
enum err interlocuteurs_ouvrir(const char *fichier, struct interlocuteurs **ret,
			       struct incident *inc) MUST_CHECK;
void interlocuteurs_fermer(struct interlocuteurs *a); /* accepts NULL */

/* Those of that type, in the order of the names of their régions or académies. */
const struct interlocuteur *interlocuteurs_tous(const struct interlocuteurs *a,
						enum interlocuteur_type type, size_t *n);
/* NULL: no such région or académie. */
const struct interlocuteur *interlocuteur_de(const struct interlocuteurs *a,
					     enum interlocuteur_type type, struct str code);
/* The desk of a subject, or the contact of the whole; empty: none is known. */
struct str interlocuteur_contact(const struct interlocuteur *i, enum interlocuteur_sujet sujet);
/* Of what it says: another file, another one. */
int64_t interlocuteurs_empreinte(const struct interlocuteurs *a);

#endif
