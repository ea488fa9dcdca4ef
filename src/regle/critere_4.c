/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_4.c - the right to train for that certification
 *
 * Rule (domain.md 4.1, 4): TYPE_ENREGISTREMENT alone decides. « De droit »: sans objet. « Sur demande»: the fiche is open to
 * apprenticeship, and a certificateur is the ministère du Travail, or the responsable or the formateur is a partenaire with an
 * active right to train (FORMER or ORGA_FORM), or a certificateur, by SIRET. A SIREN alone is for a human to look at: the real
 * system's comparison by SIRET only is a known cause of wrong refusals. ORGANISER alone is not the right to train.
 *
 * Source: Code du travail, art. L6113-5 and following (registration, certificateurs); RCO, Vade-mecum Catalogue apprentissage,
 * September 2023 (habilitation read in the RNCP fiche of France compétences).
 */
#include "base/utf8.h"
#include "regle/interne.h"

enum { NOM_MAX = 2048 };

static struct constat constat_de(enum avis avis, enum raison raison, int64_t rncp)
{
	return (struct constat){.avis = avis, .raison = raison, .nombre = {rncp}};
}

static struct constat preuve(struct constat c, uint64_t siret, struct str nom)
{
	c.nombre[1] = (int64_t)siret;
	c.texte[0] = nom;
	return c;
}

/* The name is folded into the stack: no memory is asked for in a rule. What is past NOM_MAX is left out, it is no name. */
static bool est_ministere_du_travail(struct str nom)
{
	char place[NOM_MAX];
	struct buf b = {.p = place, .cap = sizeof place, .max = sizeof place - 1};
	struct str plie;

	utf8_replie(nom, &b);
	plie = buf_view(&b);
	return (str_contains(plie, STR("ministere")) && str_contains(plie, STR("travail"))) ||
	       str_contains(plie, STR("dgefp")) || str_contains(plie, STR("charge de l'emploi"));
}

static bool est_l_un(const struct dossier *d, uint64_t siret)
{
	return siret && (siret == d->responsable.siret || siret == d->formateur.siret);
}

/* The SIRET of the offre that has the same SIREN as this one, 0: none (what is not a SIRET is 0 and finds 0). */
static uint64_t de_meme_siren(const struct dossier *d, uint64_t siret)
{
	if (siren_de(siret) == siren_de(d->responsable.siret))
		return d->responsable.siret;
	return siren_de(siret) == siren_de(d->formateur.siret) ? d->formateur.siret : 0;
}

static bool peut_former(const struct partenaire *p)
{
	return p->habilitation == HABILITATION_FORMER || p->habilitation == HABILITATION_ORGA_FORM;
}

static struct constat conforme(const struct dossier *d, const struct fiche *f)
{
	struct constat c = constat_de(AVIS_CONFORME, RAISON_AUCUNE, f->numero);

	for (size_t i = 0; i < f->n_certificateurs; i++) {
		if (est_ministere_du_travail(f->certificateurs[i].nom)) {
			c.raison = RAISON_HABILITATION_MINISTERE;
			return preuve(c, 0, f->certificateurs[i].nom);
		}
	}
	for (size_t i = 0; i < f->n_partenaires; i++) {
		const struct partenaire *p = &f->partenaires[i];

		if (est_l_un(d, p->siret) && peut_former(p) && p->actif) {
			c.raison = RAISON_HABILITATION_PARTENAIRE;
			return preuve(c, p->siret, p->nom);
		}
	}
	for (size_t i = 0; i < f->n_certificateurs; i++) {
		if (est_l_un(d, f->certificateurs[i].siret)) {
			c.raison = RAISON_HABILITATION_CERTIFICATEUR;
			return preuve(c, f->certificateurs[i].siret, f->certificateurs[i].nom);
		}
	}
	return c;
}

static struct constat a_verifier(const struct dossier *d, const struct fiche *f)
{
	struct constat c = constat_de(AVIS_A_VERIFIER, RAISON_AUCUNE, f->numero);

	for (size_t i = 0; i < f->n_partenaires; i++) {
		const struct partenaire *p = &f->partenaires[i];
		uint64_t siret = de_meme_siren(d, p->siret);

		if (siret && peut_former(p) && p->actif) {
			c.raison = RAISON_HABILITATION_SIREN_PARTENAIRE;
			c.nombre[2] = (int64_t)p->siret;
			return preuve(c, siret, p->nom);
		}
	}
	for (size_t i = 0; i < f->n_certificateurs; i++) {
		uint64_t siret = de_meme_siren(d, f->certificateurs[i].siret);

		if (siret) {
			c.raison = RAISON_HABILITATION_SIREN_CERTIFICATEUR;
			c.nombre[2] = (int64_t)f->certificateurs[i].siret;
			return preuve(c, siret, f->certificateurs[i].nom);
		}
	}
	return c;
}

/* Nobody is allowed to train: say how near it was. A right that is no longer active explains more than one that was never
 * the right to train. */
static struct constat refus(const struct dossier *d, const struct fiche *f)
{
	struct constat c = constat_de(AVIS_NON_CONFORME, RAISON_HABILITATION_AUCUNE, f->numero);

	c.nombre[1] = (int64_t)d->responsable.siret;
	c.nombre[2] = formateur_autre(d);
	for (size_t i = 0; i < f->n_partenaires; i++) {
		const struct partenaire *p = &f->partenaires[i];

		if (!est_l_un(d, p->siret))
			continue;
		c.nombre[2] = 0;
		c.raison = RAISON_HABILITATION_SANS_FORMER;
		c = preuve(c, p->siret, p->nom);
		if (peut_former(p)) {
			c.raison = RAISON_HABILITATION_INACTIVE;
			return c;
		}
	}
	return c;
}

struct constat regle_critere_4(const struct dossier *d, const struct parametres *p)
{
	const struct certification *cert = d->certification;
	const struct fiche *f = cert->fiche;
	struct constat c;

	(void)p;
	if (cert->rncp == 0)
		return constat_de(AVIS_NON_CONFORME, RAISON_HABILITATION_RNCP_ABSENT, 0);
	if (!f)
		return constat_de(AVIS_A_VERIFIER, RAISON_HABILITATION_RNCP_INCONNU, cert->rncp);
	if (f->enregistrement == ENREGISTREMENT_DE_DROIT)
		return constat_de(AVIS_SANS_OBJET, RAISON_HABILITATION_DE_DROIT, f->numero);
	if (f->enregistrement != ENREGISTREMENT_SUR_DEMANDE)
		return constat_de(AVIS_A_VERIFIER, RAISON_HABILITATION_ENREGISTREMENT_INCONNU,
				  f->numero);
	if (!f->jury_apprentissage)
		return constat_de(AVIS_NON_CONFORME, RAISON_HABILITATION_VOIE_FERMEE, f->numero);

	c = conforme(d, f);
	if (c.raison == RAISON_AUCUNE)
		c = a_verifier(d, f);
	if (c.raison == RAISON_AUCUNE)
		c = refus(d, f);
	return c;
}
