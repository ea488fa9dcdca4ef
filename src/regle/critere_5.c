/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_5.c - the RNCP fiche is active over the declared period
 *
 * Rule (domain.md 4.1, 5). « De droit »: the CFD's closing date at the BCN counts, for the start of one session. « Sur
 * demande »: the fiche is active and its registration covers one session: the whole period, or (rncp_couvre=entree) its start.
 * The sessions looked at are the open ones of the window; without any, all that have a full start. A date that cannot be read
 * is not known, and unknown is never conforme.
 *
 * Source: Code du travail, art. L6113-5 (registration, at most five years), L6113-9 (who entered while it was active keeps his
 * rights, which is why « entree » is offered); annex of the SAIO (« actif sur la période de formation déclarée »); RCO,
 * Vade-mecum Catalogue apprentissage, September 2023 (de droit: closing date of the CFD).
 */
#include "regle/interne.h"

bool session_dans_fenetre(const struct session *s, const struct parametres *p)
{
	return s->etat != RECRUTEMENT_FERME && date_pleine(s->debut) &&
	       s->debut >= p->fenetre_debut && s->debut <= p->fenetre_fin;
}

/* The sessions looked at: those of the window, or else all that have a full start. */
struct regard {
	const struct dossier *d;
	const struct parametres *p;
	bool fenetre; /* only those of the window */
};

static bool regardee(const struct regard *r, const struct session *s)
{
	return r->fenetre ? session_dans_fenetre(s, r->p) : date_pleine(s->debut);
}

static const struct session *suivante(const struct regard *r, const struct session *s)
{
	const struct session *fin = r->d->sessions + r->d->n_sessions;

	for (s = s ? s + 1 : r->d->sessions; s < fin; s++)
		if (regardee(r, s))
			return s;
	return NULL;
}

static struct constat de_droit(const struct regard *r, const struct fiche *f)
{
	const struct certification *cert = r->d->certification;
	int fermeture = cert->diplome ? cert->diplome->fermeture : DATE_ABSENTE;
	struct constat c = {
		.avis = AVIS_A_VERIFIER,
		.raison = RAISON_RNCP_CFD_INCONNU,
		.texte = {cert->cfd},
		.nombre = {f->numero},
	};

	if (!cert->diplome)
		return c;
	if (fermeture == DATE_INCOMPLETE) {
		c.raison = RAISON_RNCP_CFD_FERMETURE_ILLISIBLE;
		return c;
	}
	if (fermeture == DATE_ABSENTE) {
		c.avis = AVIS_CONFORME;
		c.raison = RAISON_RNCP_CFD_OUVERT;
		return c;
	}

	c.nombre[1] = fermeture;
	for (const struct session *s = suivante(r, NULL); s; s = suivante(r, s)) {
		if (!c.nombre[2] || fermeture >= s->debut)
			c.nombre[2] = periode_session(s);
		if (fermeture >= s->debut) {
			c.avis = AVIS_CONFORME;
			c.raison = RAISON_RNCP_CFD_OUVERT_JUSQUE;
			return c;
		}
	}
	c.avis = AVIS_NON_CONFORME;
	c.raison = RAISON_RNCP_CFD_FERME;
	c.nombre[0] = fiche_et_suite(f);
	return c;
}

/*
 * What that registration's end makes of one session. With `periode` only the session's end counts, to the letter: a period that ends before it starts is
 * told by the file's own anomaly (PERIODE_INVERSEE), not here.
 */
static enum raison couverture(const struct session *s, int fin, enum rncp_couvre couvre)
{
	if (couvre == RNCP_COUVRE_PERIODE && date_pleine(s->fin) && fin >= s->fin)
		return RAISON_RNCP_COUVRE_LA_PERIODE;
	if (fin < s->debut)
		return RAISON_RNCP_EXPIRE_AVANT_DEBUT;
	if (couvre == RNCP_COUVRE_ENTREE)
		return RAISON_RNCP_COUVRE_L_ENTREE;
	return date_pleine(s->fin) ? RAISON_RNCP_EXPIRE_AVANT_FIN : RAISON_RNCP_SESSION_SANS_FIN;
}

static bool couvre_bien(enum raison r)
{
	return r == RAISON_RNCP_COUVRE_LA_PERIODE || r == RAISON_RNCP_COUVRE_L_ENTREE;
}

/* One session is enough; when none is covered, the first one is the evidence. */
static struct constat sur_demande(const struct regard *r, const struct fiche *f)
{
	struct constat c = {.avis = AVIS_NON_CONFORME, .raison = RAISON_RNCP_INACTIF};

	c.nombre[0] = fiche_et_suite(f);
	if (!f->active)
		return c;
	c.raison = RAISON_AUCUNE;
	if (!date_pleine(f->fin_enregistrement)) {
		bool sans_fin = f->fin_enregistrement == DATE_ABSENTE;

		c.avis = sans_fin ? AVIS_CONFORME : AVIS_A_VERIFIER;
		c.raison = sans_fin ? RAISON_RNCP_SANS_FIN : RAISON_RNCP_FIN_ILLISIBLE;
		c.nombre[0] = f->numero;
		return c;
	}

	c.nombre[1] = f->fin_enregistrement;
	for (const struct session *s = suivante(r, NULL); s; s = suivante(r, s)) {
		enum raison raison = couverture(s, f->fin_enregistrement, r->p->rncp_couvre);

		if (c.raison == RAISON_AUCUNE || couvre_bien(raison)) {
			c.raison = raison;
			c.nombre[2] = periode_session(s);
		}
		if (couvre_bien(raison)) {
			c.avis = AVIS_CONFORME;
			c.nombre[0] = f->numero;
			return c;
		}
	}
	return c;
}

struct constat regle_critere_5(const struct dossier *d, const struct parametres *p)
{
	const struct certification *cert = d->certification;
	const struct fiche *f = cert->fiche;
	struct regard r = {d, p, true};
	struct constat c = {.avis = AVIS_A_VERIFIER, .nombre = {cert->rncp}};

	if (cert->rncp == 0) {
		c.avis = AVIS_NON_CONFORME;
		c.raison = RAISON_RNCP_ABSENT;
		return c;
	}
	if (!f) {
		c.raison = RAISON_RNCP_INCONNU;
		return c;
	}
	r.fenetre = suivante(&r, NULL) != NULL;
	if (!suivante(&r, NULL)) {
		c.raison = RAISON_RNCP_SANS_SESSION;
		return c;
	}
	if (f->enregistrement == ENREGISTREMENT_DE_DROIT)
		return de_droit(&r, f);
	if (f->enregistrement == ENREGISTREMENT_SUR_DEMANDE)
		return sur_demande(&r, f);
	c.raison = RAISON_RNCP_ENREGISTREMENT_INCONNU;
	return c;
}
