/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * textes.c - the same model for every page that explains
 */
#include "web/textes.h"

#include "web/composants.h"

static void ecrire_texte(struct visite *v,
			 void (*page)(struct buf *out, const struct texte_modele *m))
{
	const struct web_reglages *r = visite_reglages(v);
	const int jour = photo_jour(v->photo);
	const struct texte_modele m = {
		.campagne = photo_campagne(v->photo),
		.jour = jour,
		.etat = visite_etat(v),
		.echeance = campagne_echeance(v->a, photo_campagne(v->photo), jour),
		.editeur = r->editeur ? r->editeur : "",
		.hebergeur = r->hebergeur ? r->hebergeur : "",
		.contact = r->contact ? r->contact : ""};

	page(v->out, &m);
}

void texte_referencer(struct visite *v)
{
	ecrire_texte(v, page_referencer);
}

void texte_faq(struct visite *v)
{
	ecrire_texte(v, page_faq);
}

void texte_accessibilite(struct visite *v)
{
	ecrire_texte(v, page_accessibilite);
}

void texte_mentions_legales(struct visite *v)
{
	ecrire_texte(v, page_mentions_legales);
}

void texte_donnees_personnelles(struct visite *v)
{
	ecrire_texte(v, page_donnees_personnelles);
}

void texte_plan(struct visite *v)
{
	ecrire_texte(v, page_plan);
}

void texte_composants(struct visite *v)
{
	page_composants(v->out, photo_campagne(v->photo), photo_jour(v->photo));
}
