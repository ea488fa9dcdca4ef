/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * perimetre.c - which perimeter rule decides for an offre
 *
 * Rule (domain.md 4.3): among the rules whose every condition holds, one with an académie goes before a national one; then the
 * one with more conditions (académie not counted); then the longest CFD prefix; then the most permissive; then the first given,
 * so that the answer never depends on chance. What is unknown (no fiche, no school) meets no condition, neither « must » nor
 * « must not ».
 *
 * Source: rules of the mission d'orientation (moss); they are data, with campaigns and academies of their own.
 */
#include "regle/interne.h"

static const char *const codes[PERIMETRE__MAX] = {
	[PERIMETRE_HORS] = "hors_perimetre",
	[PERIMETRE_A_PUBLIER_HABILITATION] = "a_publier_habilitation",
	[PERIMETRE_A_PUBLIER_POSTBAC] = "a_publier_postbac",
	[PERIMETRE_A_PUBLIER_RECTEUR] = "a_publier_recteur",
	[PERIMETRE_A_PUBLIER] = "a_publier",
};

const char *statut_perimetre_code(enum statut_perimetre s)
{
	return codes[s];
}

/* connu: is the fact known at all? */
static bool remplie(enum condition c, bool connu, bool vrai)
{
	return c == INDIFFERENT || (connu && vrai == (c == DOIT));
}

static bool s_applique(const struct regle_perimetre *r, const struct dossier *d)
{
	const struct certification *cert = d->certification;
	const struct fiche *f = cert->fiche;

	if (!str_starts(cert->cfd, r->cfd_prefixe))
		return false;
	if (r->academie.n && !str_eq(r->academie, d->academie))
		return false;
	if (r->enregistrement != ENREGISTREMENT_INCONNU &&
	    !(f && f->enregistrement == r->enregistrement))
		return false;
	if (!remplie(r->rncp_actif, f, f && f->active))
		return false;
	if (!remplie(r->uai_iut, d->lieu, d->lieu && d->lieu->iut))
		return false;
	if (r->duree && entier_declare(d->duree) != r->duree)
		return false;
	return !r->annee || entier_declare(d->annee) == r->annee;
}

static int conditions(const struct regle_perimetre *r)
{
	return (r->cfd_prefixe.n != 0) + (r->enregistrement != ENREGISTREMENT_INCONNU) +
	       (r->rncp_actif != INDIFFERENT) + (r->uai_iut != INDIFFERENT) + (r->duree != 0) +
	       (r->annee != 0);
}

/* Does a go before b? Rules that are equal do not go before each other. */
static bool prevaut(const struct regle_perimetre *a, const struct regle_perimetre *b)
{
	int ordre = (a->academie.n != 0) - (b->academie.n != 0);

	if (!ordre)
		ordre = conditions(a) - conditions(b);
	if (!ordre)
		ordre = (int)a->cfd_prefixe.n - (int)b->cfd_prefixe.n;
	if (!ordre)
		ordre = (int)a->statut - (int)b->statut;
	return ordre > 0;
}

const struct regle_perimetre *regle_perimetre_applicable(const struct dossier *d,
							 const struct parametres *p)
{
	const struct regle_perimetre *retenue = NULL;

	for (size_t i = 0; i < p->n_regles; i++) {
		const struct regle_perimetre *r = &p->regles[i];

		if (s_applique(r, d) && (!retenue || prevaut(r, retenue)))
			retenue = r;
	}
	return retenue;
}
