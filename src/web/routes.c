/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * routes.c - the table
 */
#include "web/routes.h"

#include "web/accueil.h"
#include "web/actifs.h"
#include "web/annuaire.h"
#include "web/fiche.h"
#include "web/liste.h"
#include "web/ou_en_est.h"
#include "web/tableau.h"
#include "web/precontrole.h"
#include "web/textes.h"

#define PAGE(fonction, drapeaux) (&(const struct web_page){fonction, drapeaux})

static const struct http_route ROUTES[] = {
	{HTTP_GET, "/", routes_repondre, PAGE(accueil, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/catalogue", routes_repondre, PAGE(liste_nationale, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/catalogue/region/:region", routes_repondre, PAGE(liste_regionale, WEB_GARDEE),
	 0, 0},
	{HTTP_GET, "/offres/:numero", routes_repondre, PAGE(fiche_offre, WEB_BASE | WEB_GARDEE), 0,
	 0},
	{HTTP_GET, "/offres", routes_repondre, PAGE(fiche_par_cle, WEB_BASE), 0, 0},
	{HTTP_GET, "/ou-en-est", routes_repondre, PAGE(ou_en_est, WEB_BASE | WEB_GARDEE), 0, 0},
	{HTTP_GET, "/catalogue.csv", routes_repondre, PAGE(liste_csv, 0), 0, 0},
	{HTTP_GET, "/catalogue.xlsx", routes_repondre, PAGE(liste_xlsx, 0), 0, 0},
	{HTTP_GET, "/tableau-de-bord", routes_repondre, PAGE(tableau_de_bord, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/tableau-de-bord.csv", routes_repondre, PAGE(tableau_csv, 0), 0, 0},
	{HTTP_GET, "/pre-controle", routes_repondre, PAGE(precontrole_formulaire, WEB_GARDEE), 0,
	 0},
	{HTTP_POST, "/pre-controle", routes_repondre, PAGE(precontrole_controler, WEB_BASE),
	 HTTP_DEPOT, PRECONTROLE_CORPS},
	{HTTP_GET, "/referencer", routes_repondre, PAGE(texte_referencer, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/carif-oref", routes_repondre, PAGE(annuaire_carif_oref, WEB_BASE | WEB_GARDEE),
	 0, 0},
	{HTTP_GET, "/carif-oref/:region", routes_repondre, PAGE(annuaire_un_carif_oref, WEB_GARDEE),
	 0, 0},
	{HTTP_GET, "/saio", routes_repondre, PAGE(annuaire_saio, WEB_BASE | WEB_GARDEE), 0, 0},
	{HTTP_GET, "/saio/:academie", routes_repondre, PAGE(annuaire_un_saio, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/faq", routes_repondre, PAGE(texte_faq, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/accessibilite", routes_repondre, PAGE(texte_accessibilite, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/mentions-legales", routes_repondre, PAGE(texte_mentions_legales, WEB_GARDEE),
	 0, 0},
	{HTTP_GET, "/donnees-personnelles", routes_repondre,
	 PAGE(texte_donnees_personnelles, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/plan", routes_repondre, PAGE(texte_plan, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/composants", routes_repondre, PAGE(texte_composants, WEB_GARDEE), 0, 0},
	{HTTP_GET, "/calendrier.ics", routes_repondre, PAGE(accueil_calendrier, WEB_BASE), 0, 0},
	{HTTP_GET, ACTIFS_PREFIXE "*", routes_actif, PAGE(accueil, 0), HTTP_BOUCLE, 0},
	{HTTP_GET, "/healthz", http_sante, PAGE(accueil, 0), HTTP_BOUCLE, 0},
	{HTTP_GET, "/metrics", http_metriques, PAGE(accueil, 0), HTTP_BOUCLE, 0},
};

const struct http_route *routes_table(size_t *n)
{
	*n = sizeof ROUTES / sizeof *ROUTES;
	return ROUTES;
}

void routes_page_statut(void *ctx, int statut, struct buf *out)
{
	(void)ctx;
	page_statut(out, page_mots(statut));
}
