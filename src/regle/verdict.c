/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict.c - from eight constats and nine mentions to a classification, and what may go to Parcoursup
 *
 * Rule: domain.md 4.4. Réglementaire: the nine mentions, and no bloquant criterion non conforme. Non affichée prevails. What is
 * importable is decided here too, and whether it waits for the SAIO.
 *
 * Source: RCO, Vade-mecum Catalogue apprentissage, September 2023 (catalogue général or non réglementaire; SIRET inactive: not
 * shown); annex of the SAIO, Parcoursup 2024.
 */
#include "regle/interne.h"

static const char *const avis[AVIS__MAX] = {
	[AVIS_CONFORME] = "conforme",
	[AVIS_NON_CONFORME] = "non_conforme",
	[AVIS_A_VERIFIER] = "a_verifier",
	[AVIS_SANS_OBJET] = "sans_objet",
};

static const char *const classifications[CLASSIFICATION__MAX] = {
	[CLASSIFICATION_REGLEMENTAIRE] = "reglementaire",
	[CLASSIFICATION_NON_REGLEMENTAIRE] = "non_reglementaire",
	[CLASSIFICATION_NON_AFFICHEE] = "non_affichee",
};

const char *avis_code(enum avis a)
{
	return avis[a];
}

const char *classification_code(enum classification c)
{
	return classifications[c];
}

/* index = number of the criterion - 1 */
enum { C1, C2, C3, C4, C5, C6, C7, C8 };

static void bloquants(const struct parametres *p, struct verdict *v)
{
	for (int i = 0; i < CRITERES; i++)
		v->bloquant[i] = true;
	v->bloquant[C3] = v->bloquant[C7] = false;
	v->bloquant[C6] = p->duree_incoherente == DUREE_BLOQUANT;
}

static bool siret_ferme(const struct dossier *d)
{
	return d->responsable.etat == SIRENE_FERME || d->formateur.etat == SIRENE_FERME;
}

static enum classification classer(const struct dossier *d, const struct parametres *p,
				   const struct verdict *v)
{
	if (siret_ferme(d) && p->siret_inactif == SIRET_INACTIF_NON_AFFICHEE)
		return CLASSIFICATION_NON_AFFICHEE;
	for (int i = 0; i < CRITERES; i++)
		if (v->bloquant[i] && v->critere[i].avis == AVIS_NON_CONFORME)
			return CLASSIFICATION_NON_REGLEMENTAIRE;
	for (int i = 0; i < MENTION__MAX; i++)
		if (v->mention_manque[i])
			return CLASSIFICATION_NON_REGLEMENTAIRE;
	return CLASSIFICATION_REGLEMENTAIRE;
}

static struct constat uai(const struct dossier *d)
{
	struct constat c = {.avis = AVIS_NON_CONFORME, .raison = RAISON_UAI_ABSENT};

	if (d->uai.n == 0)
		return c;
	c.texte[0] = d->uai;
	c.nombre[0] = d->uai_origine;
	if (!uai_valide(d->uai)) {
		c.raison = RAISON_UAI_MALFORME;
	} else if (!d->lieu) {
		c.raison = RAISON_UAI_INCONNU;
	} else if (!d->lieu->ouvert) {
		c.raison = RAISON_UAI_FERME;
	} else {
		c.avis = AVIS_CONFORME;
		c.raison = RAISON_UAI_OUVERT;
	}
	return c;
}

/* Année 1 or 9 is asked too (4.4): criterion 3 refuses 2 to 5, criterion 8 every other one, so nothing is left to ask. */
static bool importable(const struct verdict *v)
{
	return v->classification == CLASSIFICATION_REGLEMENTAIRE &&
	       v->critere[C3].avis == AVIS_CONFORME && v->critere[C7].avis == AVIS_CONFORME &&
	       v->uai.avis == AVIS_CONFORME;
}

static bool attend_saio(const struct verdict *v)
{
	return v->critere[C4].avis == AVIS_A_VERIFIER || v->critere[C5].avis == AVIS_A_VERIFIER ||
	       v->critere[C6].avis == AVIS_A_VERIFIER || v->perimetre != PERIMETRE_A_PUBLIER;
}

void regle_verdict(const struct dossier *d, const struct parametres *p, struct verdict *ret)
{
	ret->regle = regle_perimetre_applicable(d, p);
	ret->perimetre = ret->regle ? ret->regle->statut : PERIMETRE_HORS;

	ret->critere[C1] = regle_critere_1(d, p);
	ret->critere[C2] = regle_critere_2(d, p);
	ret->critere[C3] = critere_3_selon(d, ret->regle);
	ret->critere[C4] = regle_critere_4(d, p);
	ret->critere[C5] = regle_critere_5(d, p);
	ret->critere[C6] = regle_critere_6(d, p);
	ret->critere[C7] = regle_critere_7(d, p);
	ret->critere[C8] = regle_critere_8(d, p);
	bloquants(p, ret);
	regle_mentions(d, ret->mention_manque);

	ret->uai = uai(d);
	ret->classification = classer(d, p, ret);
	ret->importable = importable(ret);
	ret->attend_saio = ret->importable && attend_saio(ret);
	ret->n_signalements = regle_signalements(d, &ret->critere[C5], ret->signalements);
}
