/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_6.c - the durée agrees with what the BCN knows of the diploma
 *
 * Rule (domain.md 4.1, 6): a durée outside 1..5 years is wrong before anything else. Without CFD, or without a MEF that says
 * something (durée 1..5, code not ending in 99, not closed before the window opens), a human looks. Else one such MEF has that
 * durée and that année; année not declared, or 9: that durée alone. A durée is pedagogical: a two-year BTS entered in its
 * second year still has durée 2.
 *
 * Source: nomenclature N_MEF of the BCN (ministère chargé de l'éducation nationale); RCO, Vade-mecum Catalogue apprentissage,
 * September 2023 (durée between 1 and 5, année at most the durée).
 */
#include "regle/interne.h"

/* What a type of diploma usually lasts: evidence for the person who looks, never a rule. */
static const struct {
	struct str prefixe;
	int duree;
} usages[] = {
	{{"320", 3}, 2}, /* BTS */
	{{"323", 3}, 2}, /* BTSA */
	{{"251", 3}, 3}, /* BUT */
	{{"241", 3}, 3}, /* DN MADE */
	{{"321", 3}, 2}, /* DMA */
	{{"355", 3}, 2}, /* DEUST */
	{{"461", 3}, 1}, /* certificat de spécialisation */
	{{"0103", 4}, 1}, /* mention complémentaire */
	{{"205", 3}, 3}, /* licence */
	{{"250", 3}, 1}, /* licence professionnelle */
};

static int duree_usuelle(struct str cfd)
{
	for (size_t i = 0; i < sizeof usages / sizeof *usages; i++)
		if (str_starts(cfd, usages[i].prefixe))
			return usages[i].duree;
	return 0;
}

bool regle_mef_informatif(const struct mef *m, const struct parametres *p)
{
	bool fermee = date_pleine(m->fermeture) && m->fermeture < p->fenetre_debut;
	bool muette = m->code.n >= 2 && memcmp(m->code.p + m->code.n - 2, "99", 2) == 0;

	return an_possible(m->duree) && !muette && !fermee;
}

static int64_t ensemble(int64_t vues, const struct mef *m)
{
	int annee = (unsigned)m->annee <= 9 ? m->annee : 0;

	return vues | INT64_C(1) << (10 * (m->duree - 1) + annee);
}

struct constat regle_critere_6(const struct dossier *d, const struct parametres *p)
{
	const struct certification *cert = d->certification;
	int duree = entier_declare(d->duree), annee = entier_declare(d->annee);
	bool duree_seule = annee == ENTIER_ABSENT || annee == ANNEE_SANS_OBJET;
	struct constat c = {.avis = AVIS_NON_CONFORME, .raison = RAISON_DUREE_INCOHERENTE};
	int64_t vues = 0;

	if (!an_possible(duree)) {
		c.raison = duree == ENTIER_ABSENT ? RAISON_DUREE_ABSENTE : RAISON_DUREE_INVALIDE;
		c.texte[0] = duree == ENTIER_ABSENT ? STR_VIDE : d->duree;
		return c;
	}
	c.nombre[0] = duree;
	c.texte[0] = cert->cfd;
	if (cert->cfd.n == 0) {
		c.avis = AVIS_A_VERIFIER;
		c.raison = RAISON_DUREE_CFD_ABSENT;
		return c;
	}

	for (size_t i = 0; i < cert->n_mefs; i++) {
		const struct mef *m = &cert->mefs[i];

		if (!regle_mef_informatif(m, p))
			continue;
		vues = ensemble(vues, m);
		if (m->duree != duree)
			continue;
		if (duree_seule || m->annee == annee) {
			c.avis = AVIS_CONFORME;
			c.raison = RAISON_DUREE_CONFORME;
			c.texte[1] = STR_VIDE;
			c.nombre[1] = duree_seule ? 0 : annee;
			return c;
		}
		c.raison = RAISON_DUREE_ANNEE_INCOHERENTE;
		c.texte[1] = d->annee;
	}
	c.nombre[1] = vues;
	if (vues == 0) {
		c.avis = AVIS_A_VERIFIER;
		c.raison = RAISON_DUREE_SANS_MEF;
		c.nombre[1] = duree_usuelle(cert->cfd);
	}
	return c;
}
