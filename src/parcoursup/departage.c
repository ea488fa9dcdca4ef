/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * departage.c - a sentence for each case
 */
#include "parcoursup/departage.h"

#define LIER "(« relais formation lier »)"

/* Why the other one has the better claim. */
static const char *titre(enum lien l)
{
	return l == LIEN_DECISION     ? ", une personne l'a dit"
	       : l == LIEN_SUCCESSION ? ", dont elle a remplacé l'offre"
				      : ", la seule qui ait son UAI";
}

const char *departage_formation(struct arena *a, const struct precedentes *f, const struct liens *l,
				size_t rang)
{
	const struct rattachement *r = &l->formations[rang];

	switch (r->partage) {
	case PARTAGE_LIEU:
		return arena_printf(
			a,
			"Une seule offre est possible, %s, mais pour d'autres formations aussi. Le SAIO dit laquelle la reprend " LIER
			".",
			r->candidats);
	case PARTAGE_REVENDIQUEE:
		return arena_printf(
			a,
			"Plusieurs formations revendiquent son offre, %.*s : %s. Le SAIO dit à laquelle elle revient " LIER
			".",
			STR_FMT(r->voulue->cle), r->candidats);
	case PARTAGE_PRISE:
		return arena_printf(
			a,
			"L'offre qu'elle revendique, %.*s, est la formation %.*s%s. Le SAIO dit quelle autre offre est la sienne " LIER
			", ou qu'aucune ne l'est (« relais formation delier »).",
			STR_FMT(r->voulue->cle), STR_FMT(f->liste.v[r->rivale - 1].code),
			titre(l->formations[r->rivale - 1].lien));
	default:
		return arena_printf(
			a, "Plusieurs offres possibles : %s. Le SAIO dit laquelle " LIER ".",
			r->candidats);
	}
}

const char *departage_candidate(struct arena *a, const struct precedentes *f, const struct liens *l,
				size_t rang)
{
	const struct rattachement *r = &l->formations[rang];

	if (r->partage == PARTAGE_REVENDIQUEE)
		return arena_printf(
			a,
			"Plusieurs formations de Parcoursup la revendiquent : %s. Le SAIO dit laquelle elle est " LIER
			".",
			r->candidats);
	return arena_printf(
		a, "Peut être la formation %.*s de Parcoursup, %s. Le SAIO dit laquelle " LIER ".",
		STR_FMT(f->liste.v[rang].code),
		r->partage == PARTAGE_LIEU ? "ou une autre qui lui ressemble"
					   : "comme d'autres offres");
}

/* What became of the offre of that formation. */
static const char *son_offre(struct arena *a, const struct precedentes *f,
			     const struct rattachement *r)
{
	if (r->offre)
		return arena_printf(a, "son offre, %.*s, n'est pas importable",
				    STR_FMT(r->offre->cle));
	if (r->partie)
		return "son offre n'est plus déclarée";
	switch (r->partage) {
	case PARTAGE_REVENDIQUEE:
		return arena_printf(
			a, "l'offre qu'elle revendique, %.*s, est revendiquée par d'autres",
			STR_FMT(r->voulue->cle));
	case PARTAGE_PRISE:
		return arena_printf(a, "l'offre qu'elle revendique, %.*s, est la formation %.*s",
				    STR_FMT(r->voulue->cle),
				    STR_FMT(f->liste.v[r->rivale - 1].code));
	case PARTAGE_OFFRES:
	case PARTAGE_LIEU:
		return "le SAIO n'a pas encore dit quelle offre est la sienne";
	default:
		return r->lien == LIEN_DECISION ? "le SAIO a dit qu'aucune offre n'était la sienne"
						: "elle n'a pas d'offre";
	}
}

const char *departage_proche(struct arena *a, const struct precedentes *f, const struct liens *l,
			     size_t rang)
{
	return arena_printf(
		a,
		"La formation %.*s de Parcoursup a la même spécialité dans le même établissement, et %s. Le SAIO dit si cette offre-ci est la "
		"sienne " LIER ", ou demande une formation de plus (« relais statut demander »).",
		STR_FMT(f->liste.v[rang].code), son_offre(a, f, &l->formations[rang]));
}
