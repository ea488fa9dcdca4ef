/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * textes.h - the pages that explain: what to do, what this site is, what it keeps (inside the room)
 */
#ifndef RELAIS_WEB_TEXTES_H
#define RELAIS_WEB_TEXTES_H

#include "base/buf.h"
#include "campagne/campagne.h"
#include "http/page.h"
#include "web/visite.h"

struct texte_modele {
	const struct campagne *campagne;
	int jour; /* today */
	const char *etat; /* where the campagne stands */
	const char *echeance; /* until when an offre may be declared (campagne_echeance) */
	/* of the operator; empty: not given */
	const char *editeur, *hebergeur, *contact;
};

/* The templates (referencer.chtml, textes.chtml). */
void page_referencer(struct buf *out, const struct texte_modele *m);
void page_faq(struct buf *out, const struct texte_modele *m);
void page_accessibilite(struct buf *out, const struct texte_modele *m);
void page_mentions_legales(struct buf *out, const struct texte_modele *m);
void page_donnees_personnelles(struct buf *out, const struct texte_modele *m);
void page_plan(struct buf *out, const struct texte_modele *m);
void page_statut(struct buf *out, const struct page_mots *m);

/* The handlers. */
void texte_referencer(struct visite *v);
void texte_faq(struct visite *v);
void texte_accessibilite(struct visite *v);
void texte_mentions_legales(struct visite *v);
void texte_donnees_personnelles(struct visite *v);
void texte_plan(struct visite *v);
/* Every component of the pages, for those who write them. */
void texte_composants(struct visite *v);

#endif
