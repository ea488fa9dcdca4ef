/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_1.c - the organisme is declared to the DREETS
 *
 * Rule (domain.md 4.1, 1): both SIRETs pass their key, neither is listed closed by SIRENE, and the responsable's NDA has its
 * form and stands in the liste publique des organismes de formation on a row of that SIRET or SIREN. A SIRET that SIRENE does
 * not know is an anomaly, not inactive (signalements.c).
 *
 * Source: Code du travail, art. L6351-1 (declaration of activity), L6351-7-1 (public list), R6351-8-1 and L6231-5 (a body
 * that starts apprenticeship). RCO, Vade-mecum Catalogue apprentissage, September 2023: both SIRETs active at INSEE.
 */
#include "regle/interne.h"

static struct constat refus(enum raison raison, struct str vu, uint64_t siret)
{
	return (struct constat){
		.avis = AVIS_NON_CONFORME,
		.raison = raison,
		.texte = {vu},
		.nombre = {(int64_t)siret},
	};
}

/* The first thing wrong with the form of the codes, AUCUNE when nothing is. */
static struct constat cles(const struct dossier *d)
{
	const struct organisme *r = &d->responsable, *f = &d->formateur;

	if (!code_renseigne(r->siret_vu))
		return refus(RAISON_SIRET_RESPONSABLE_ABSENT, STR_VIDE, 0);
	if (!siret_valide(r->siret_vu))
		return refus(RAISON_SIRET_RESPONSABLE_INVALIDE, r->siret_vu, 0);
	if (!code_renseigne(f->siret_vu))
		return refus(RAISON_SIRET_FORMATEUR_ABSENT, STR_VIDE, 0);
	if (!siret_valide(f->siret_vu))
		return refus(RAISON_SIRET_FORMATEUR_INVALIDE, f->siret_vu, 0);
	return (struct constat){.raison = RAISON_AUCUNE};
}

static bool sur_liste(const struct organisme *o, struct str nda)
{
	for (size_t i = 0; i < o->n_lignes; i++)
		if (str_eq(o->lignes[i].nda, nda))
			return true;
	return false;
}

struct constat regle_critere_1(const struct dossier *d, const struct parametres *p)
{
	const struct organisme *r = &d->responsable, *f = &d->formateur;
	struct constat c = cles(d);

	(void)p;
	if (c.raison != RAISON_AUCUNE)
		return c;
	if (r->etat == SIRENE_FERME)
		return refus(RAISON_SIRET_RESPONSABLE_FERME, STR_VIDE, r->siret);
	if (f->etat == SIRENE_FERME)
		return refus(RAISON_SIRET_FORMATEUR_FERME, STR_VIDE, f->siret);
	if (!code_renseigne(d->nda))
		return refus(RAISON_NDA_ABSENT, STR_VIDE, r->siret);
	if (!nda_valide(d->nda))
		return refus(RAISON_NDA_INVALIDE, d->nda, 0);
	if (!sur_liste(r, d->nda)) {
		if (r->n_lignes == 0)
			return refus(RAISON_NDA_HORS_LISTE, d->nda, r->siret);
		c = refus(RAISON_NDA_AUTRE, d->nda, r->siret);
		c.texte[1] = r->lignes[0].nda;
		return c;
	}
	return (struct constat){
		.avis = AVIS_CONFORME,
		.raison = RAISON_NDA_SUR_LISTE,
		.texte = {d->nda},
	};
}
