/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * signalements.c - the anomalies that are shown and never change a result
 *
 * Source: domain.md 4.0 (a declared RNCP that is not the retained one, an incomplete date), 4.1 (a SIRET that SIRENE does not
 * know; a registration that ends before the session; a session whose length does not fit) and 3 (a clé that disagrees with the
 * declared data). One of each kind is enough to make a person look.
 */
#include "regle/interne.h"

enum { TOLERANCE_MOIS = 6 };

enum { SIRET_LONGUEUR = 14, COMMUNE_LONGUEUR = 5 };

struct liste {
	struct constat *v;
	size_t n;
};

static struct constat *ajouter(struct liste *l, enum raison raison)
{
	struct constat *c = &l->v[l->n++];

	*c = (struct constat){.avis = AVIS_A_VERIFIER, .raison = raison};
	return c;
}

static bool inconnu(const struct organisme *o)
{
	return o->etat == SIRENE_INCONNU && siret_valide(o->siret_vu);
}

static void sirets(struct liste *l, const struct dossier *d)
{
	if (inconnu(&d->responsable))
		ajouter(l, RAISON_SIGNAL_SIRET_INCONNU)->nombre[0] = (int64_t)d->responsable.siret;
	if (formateur_autre(d) && inconnu(&d->formateur))
		ajouter(l, RAISON_SIGNAL_SIRET_INCONNU)->nombre[0] = (int64_t)d->formateur.siret;
}

static void rncp_declare(struct liste *l, const struct certification *cert)
{
	struct constat *c;

	if (cert->rncp_declare == 0 || cert->rncp_declare == cert->rncp)
		return;
	c = ajouter(l, RAISON_SIGNAL_RNCP_DECLARE);
	c->nombre[0] = cert->rncp_declare;
	c->nombre[1] = cert->rncp;
}

/* With rncp_couvre=entree, the session that made critere 5 conforme is its own evidence. */
static void rncp_avant_fin(struct liste *l, const struct certification *cert,
			   const struct constat *critere_5)
{
	struct constat *c;

	if (critere_5->raison != RAISON_RNCP_COUVRE_L_ENTREE ||
	    critere_5->nombre[1] >= critere_5->nombre[2] % PERIODE_BASE)
		return;
	c = ajouter(l, RAISON_SIGNAL_RNCP_AVANT_FIN);
	memcpy(c->nombre, critere_5->nombre, sizeof c->nombre);
	c->nombre[0] = fiche_et_suite(cert->fiche);
}

static void longueur(struct liste *l, const struct dossier *d)
{
	int duree = entier_declare(d->duree), annee = entier_declare(d->annee);
	int mois;

	if (annee == ENTIER_ABSENT || annee == ANNEE_SANS_OBJET)
		annee = 1;
	if (!an_possible(duree) || !an_possible(annee) || annee > duree)
		return;
	mois = 12 * (duree - annee + 1);

	for (size_t i = 0; i < d->n_sessions; i++) {
		const struct session *s = &d->sessions[i];
		struct constat *c;

		if (!date_pleine(s->debut) || !date_pleine(s->fin))
			continue;
		if (s->fin >= date_ajoute_mois(s->debut, mois - TOLERANCE_MOIS) &&
		    s->fin <= date_ajoute_mois(s->debut, mois + TOLERANCE_MOIS))
			continue;
		c = ajouter(l, RAISON_SIGNAL_SESSION_LONGUEUR);
		c->nombre[0] = periode_session(s);
		c->nombre[1] = duree;
		c->nombre[2] = annee;
		return;
	}
}

static void date_incomplete(struct liste *l, const struct dossier *d)
{
	for (size_t i = 0; i < d->n_sessions; i++) {
		const struct session *s = &d->sessions[i];
		struct constat *c;

		if (s->debut != DATE_INCOMPLETE && s->fin != DATE_INCOMPLETE)
			continue;
		c = ajouter(l, RAISON_SIGNAL_SESSION_DATE);
		c->texte[0] = s->debut_vu;
		c->texte[1] = s->fin_vu;
		return;
	}
}

/* A digit of the clé against a declared number: X and 9 say nothing. */
static bool chiffre_differe(char c, int declare)
{
	return c != 'X' && an_possible(declare) && c != '0' + declare;
}

static void cle(struct liste *l, const struct dossier *d)
{
	const char *p = d->cle.p;
	struct str commune = str_sub(d->cle, CLE_INSEE, COMMUNE_LONGUEUR);
	struct str quoi, declare;
	struct constat *c;

	if (!cle_valide(d->cle))
		return;
	if (chiffre_differe(p[CLE_DUREE], entier_declare(d->duree))) {
		quoi = STR("la durée");
		declare = d->duree;
	} else if (chiffre_differe(p[CLE_ANNEE], entier_declare(d->annee))) {
		quoi = STR("l'année d'entrée");
		declare = d->annee;
	} else if (siret_nombre(str_sub(d->cle, CLE_RESPONSABLE, SIRET_LONGUEUR)) !=
			   d->responsable.siret &&
		   d->responsable.siret) {
		quoi = STR("le SIRET responsable");
		declare = d->responsable.siret_vu;
	} else if (siret_nombre(str_sub(d->cle, CLE_FORMATEUR, SIRET_LONGUEUR)) !=
			   d->formateur.siret &&
		   d->formateur.siret) {
		quoi = STR("le SIRET formateur");
		declare = d->formateur.siret_vu;
	} else if (code_renseigne(d->insee) && !str_eq(commune, d->insee) &&
		   !str_eq(commune, STR("99999"))) {
		quoi = STR("la commune du lieu");
		declare = d->insee;
	} else {
		return;
	}
	c = ajouter(l, RAISON_SIGNAL_CLE);
	c->texte[0] = d->cle;
	c->texte[1] = quoi;
	c->texte[2] = declare;
}

/* At most seven: two SIRETs and five others, under SIGNALEMENTS_MAX. */
size_t regle_signalements(const struct dossier *d, const struct constat *critere_5,
			  struct constat *ret)
{
	struct liste l = {ret, 0};

	sirets(&l, d);
	rncp_declare(&l, d->certification);
	rncp_avant_fin(&l, d->certification, critere_5);
	longueur(&l, d);
	date_incomplete(&l, d);
	cle(&l, d);
	return l.n;
}
