/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gabarit.c - the menu
 */
#include "web/gabarit.h"

const struct rubrique_nom rubriques[RUBRIQUE__MAX] = {
	[RUBRIQUE_CATALOGUE] = {"Catalogue national", "/catalogue"},
	[RUBRIQUE_OU_EN_EST] = {"Où en est mon offre", "/ou-en-est"},
	[RUBRIQUE_REFERENCER] = {"Référencer son offre", "/referencer"},
	[RUBRIQUE_PRE_CONTROLE] = {"Pré-contrôle", "/pre-controle"},
	[RUBRIQUE_CARIF_OREF] = {"Carif-Oref", "/carif-oref"},
	[RUBRIQUE_SAIO] = {"SAIO", "/saio"},
	[RUBRIQUE_TABLEAU_DE_BORD] = {"Tableau de bord", "/tableau-de-bord"},
	[RUBRIQUE_FAQ] = {"Questions fréquentes", "/faq"},
};
