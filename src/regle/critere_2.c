/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_2.c - Qualiopi is up to date, for apprenticeship
 *
 * Rule (domain.md 4.1, 2): a SIRET carries Qualiopi if one of its rows of the public list says apprentissage, or, where the
 * SIRET has no row, any row of its SIREN does; or by an equivalent. The campagne says who counts: one of the two, or the
 * responsable. The list is of today and has no end date: present is « à jour ».
 *
 * Source: Code du travail, art. L6316-1 and L6316-4 (obligation, equivalents), L6313-1 4° (the category « actions de formation
 * par apprentissage »), R6316-2; décret 2021-1851. RCO, Vade-mecum Catalogue apprentissage, September 2023.
 */
#include "regle/interne.h"

/* How a SIRET carries it; the rank is that of the raisons QUALIOPI_RESPONSABLE… and QUALIOPI_FORMATEUR…, minus one. */
enum portage { NON_PORTE, PAR_SIRET, PAR_SIREN, PAR_EQUIVALENT };

static enum portage portage(const struct organisme *o)
{
	bool a_une_ligne = false, le_siren = false;

	for (size_t i = 0; i < o->n_lignes && o->siret; i++) {
		const struct ligne_of *l = &o->lignes[i];
		bool le_sien = l->siret == o->siret;

		if (le_sien && l->apprentissage)
			return PAR_SIRET;
		a_une_ligne |= le_sien;
		le_siren |= l->apprentissage;
	}
	if (le_siren && !a_une_ligne)
		return PAR_SIREN;
	return o->equivalent_qualiopi ? PAR_EQUIVALENT : NON_PORTE;
}

static struct constat porte(enum raison premiere, enum portage comment, uint64_t siret)
{
	return (struct constat){
		.avis = AVIS_CONFORME,
		.raison = premiere + (enum raison)comment - 1,
		.nombre = {(int64_t)siret},
	};
}

struct constat regle_critere_2(const struct dossier *d, const struct parametres *p)
{
	const struct organisme *r = &d->responsable, *f = &d->formateur;
	enum portage du_responsable = portage(r), du_formateur;
	bool seul = p->qualiopi_porte_par == QUALIOPI_RESPONSABLE;
	enum raison raison;

	if (du_responsable)
		return porte(RAISON_QUALIOPI_RESPONSABLE, du_responsable, r->siret);

	du_formateur = portage(f);
	if (du_formateur && !seul)
		return porte(RAISON_QUALIOPI_FORMATEUR, du_formateur, f->siret);

	if (du_formateur)
		raison = RAISON_QUALIOPI_FORMATEUR_SEUL;
	else if (r->n_lignes || f->n_lignes)
		raison = RAISON_QUALIOPI_SANS_APPRENTISSAGE;
	else
		raison = RAISON_QUALIOPI_HORS_LISTE;
	return (struct constat){
		.avis = AVIS_NON_CONFORME,
		.raison = raison,
		.nombre = {(int64_t)r->siret, formateur_autre(d)},
	};
}
