/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.c - a title, what happened, what to do next; no style, no script, no link but to the home page
 */
#include "http/page.h"

#include "base/html.h"

static const struct page_mots PAGES[] = {
	{400, "Demande mal formée",
	 "Le navigateur a envoyé une demande que le serveur ne peut pas lire sans risque.",
	 "Rechargez la page ; si un lien vous a mené ici, signalez-le à qui vous l'a donné."},
	{401, "Connexion nécessaire", "Cette page est réservée aux personnes connectées.",
	 "Connectez-vous, puis revenez à cette page."},
	{403, "Accès refusé", "Vous n'avez pas le droit de voir cette page.",
	 "Si vous devriez l'avoir, demandez-le à la personne qui gère les comptes."},
	{404, "Page introuvable", "Il n'y a rien à cette adresse.",
	 "Vérifiez l'adresse, ou repartez de l'accueil."},
	{405, "Action impossible ici", "Cette adresse existe, mais pas pour cette action.",
	 "Revenez en arrière, ou repartez de l'accueil."},
	{411, "Envoi sans longueur", "L'envoi ne dit pas sa longueur (Content-Length).",
	 "Réglez le programme qui envoie : la longueur doit précéder le contenu."},
	{413, "Envoi trop grand", "Ce qui a été envoyé dépasse ce que cette page accepte.",
	 "Un fichier se compresse (zip), ou se donne en plusieurs parties."},
	{414, "Adresse trop longue", "L'adresse demandée est trop longue.",
	 "Retirez des critères de la recherche."},
	{417, "Attente inconnue", "La demande attend du serveur ce qu'il ne sait pas faire.",
	 "Réglez le programme qui envoie (en-tête Expect)."},
	{431, "En-têtes trop grands", "Le navigateur envoie trop d'informations avec sa demande.",
	 "Effacez les témoins (cookies) de ce site, puis rechargez la page."},
	{500, "Erreur du serveur", "Le serveur n'a pas su répondre ; rien n'a été modifié à demi.",
	 "Recommencez ; si cela dure, signalez-le avec l'heure et l'adresse de la page."},
	{503, "Serveur occupé", "Le serveur a trop de demandes, ou redémarre.",
	 "Rechargez la page dans quelques secondes."},
	{505, "Version inconnue", "La demande n'est ni en HTTP/1.1 ni en HTTP/1.0.",
	 "Réglez le programme qui l'envoie."},
	{0, "Demande refusée", "Le serveur n'a pas pu répondre à cette demande.",
	 "Revenez en arrière, ou repartez de l'accueil."}, /* any other: the last */
};

const struct page_mots *page_mots(int statut)
{
	const struct page_mots *p = PAGES;

	while (p->statut && p->statut != statut)
		p++;
	return p;
}

void page_ecrire(int statut, struct buf *out)
{
	const struct page_mots *p = page_mots(statut);
	struct html h;

	html_init(&h, out);
	html_element(&h, "html");
	html_attribut(&h, "lang", "fr");
	html_element(&h, "head");
	html_element(&h, "meta");
	html_attribut(&h, "charset", "utf-8");
	html_fin_vide(&h);
	html_element(&h, "meta");
	html_attribut(&h, "name", "viewport");
	html_attribut(&h, "content", "width=device-width, initial-scale=1");
	html_fin_vide(&h);
	html_mot(&h, "title", NULL, p->titre);
	html_fin(&h);
	html_element(&h, "body");
	html_element(&h, "main");
	html_mot(&h, "h1", NULL, p->titre);
	html_mot(&h, "p", NULL, p->quoi);
	html_mot(&h, "p", NULL, p->remede);
	html_element(&h, "p");
	html_element(&h, "a");
	html_attribut(&h, "href", "/");
	html_texte(&h, STR("Retour à l'accueil"));
	html_fin(&h);
	html_fin(&h);
	html_fin(&h);
	html_fin(&h);
	html_fin(&h);
}
