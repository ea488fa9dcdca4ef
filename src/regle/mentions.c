/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mentions.c - the nine mentions of the national fiche, and which are « non renseignée »
 *
 * Rule: domain.md 4.2. A malformed value is present, and fails where its form is looked at. The lieu of an offre given
 * entirely at a distance is not asked for.
 *
 * Source: RCO, Vade-mecum Catalogue apprentissage, September 2023 (the données pivots and their definitions).
 */
#include "regle/interne.h"

static const char *const codes[MENTION__MAX] = {
	[MENTION_SIRET_RESPONSABLE] = "siret_responsable",
	[MENTION_SIRET_FORMATEUR] = "siret_formateur",
	[MENTION_LIEU] = "lieu",
	[MENTION_LIBELLE] = "libelle",
	[MENTION_CFD] = "cfd",
	[MENTION_RNCP] = "rncp",
	[MENTION_DATES] = "dates",
	[MENTION_DUREE] = "duree",
	[MENTION_ANNEE] = "annee",
};

const char *mention_code(enum mention m)
{
	return codes[m];
}

static bool lieu_present(const struct dossier *d)
{
	return d->a_distance || (code_renseigne(d->ligne) && code_renseigne(d->code_postal) &&
				 !str_eq(d->code_postal, STR("00000")) &&
				 code_renseigne(d->ville) && code_renseigne(d->insee));
}

static bool dates_presentes(const struct dossier *d)
{
	for (size_t i = 0; i < d->n_sessions; i++)
		if (date_pleine(d->sessions[i].debut) && date_pleine(d->sessions[i].fin))
			return true;
	return false;
}

void regle_mentions(const struct dossier *d, bool manque[MENTION__MAX])
{
	manque[MENTION_SIRET_RESPONSABLE] = !code_renseigne(d->responsable.siret_vu);
	manque[MENTION_SIRET_FORMATEUR] = !code_renseigne(d->formateur.siret_vu);
	manque[MENTION_LIEU] = !lieu_present(d);
	manque[MENTION_LIBELLE] = !code_renseigne(d->intitule);
	manque[MENTION_CFD] = !code_renseigne(d->certification->cfd);
	manque[MENTION_RNCP] = d->certification->rncp == 0;
	manque[MENTION_DATES] = !dates_presentes(d);
	manque[MENTION_DUREE] = !code_renseigne(d->duree);
	manque[MENTION_ANNEE] = !code_renseigne(d->annee);
}
