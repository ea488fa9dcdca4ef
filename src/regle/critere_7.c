/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_7.c - a session is open for the rentrée N
 *
 * Rule (domain.md 4.1, 7): one and the same session has a full start and a full end, is open, and starts in the campagne's
 * window, first and last day included. Suspended and unsaid count as open. Never bloquant: an offre without a session for N is
 * réglementaire, and absent from Parcoursup.
 *
 * Source: RCO, Vade-mecum Catalogue apprentissage, September 2023 (a start and an end; sessions are declared again every year,
 * even with permanent entries); annex of the SAIO.
 */
#include "regle/interne.h"

/* How near a session is to being the one: the nearest is the evidence. */
enum ecart { SANS_DATE, HORS_FENETRE, FERMEE, SANS_FIN, BONNE };

static const struct {
	enum avis avis;
	enum raison raison;
} constats[] = {
	[SANS_DATE] = {AVIS_NON_CONFORME, RAISON_SESSION_SANS_DATE},
	[HORS_FENETRE] = {AVIS_NON_CONFORME, RAISON_SESSION_HORS_FENETRE},
	[FERMEE] = {AVIS_NON_CONFORME, RAISON_SESSION_FERMEE},
	[SANS_FIN] = {AVIS_NON_CONFORME, RAISON_SESSION_SANS_FIN},
	[BONNE] = {AVIS_CONFORME, RAISON_SESSION_OUVERTE},
};

static enum ecart ecart(const struct session *s, const struct parametres *p)
{
	if (!date_pleine(s->debut))
		return SANS_DATE;
	if (s->debut < p->fenetre_debut || s->debut > p->fenetre_fin)
		return HORS_FENETRE;
	if (s->etat == RECRUTEMENT_FERME)
		return FERMEE;
	return date_pleine(s->fin) ? BONNE : SANS_FIN;
}

struct constat regle_critere_7(const struct dossier *d, const struct parametres *p)
{
	const struct session *s = NULL;
	enum ecart mieux = SANS_DATE;
	struct constat c = {
		.avis = AVIS_NON_CONFORME,
		.raison = RAISON_SESSION_AUCUNE,
		.nombre = {0, periode(p->fenetre_debut, p->fenetre_fin), p->campagne},
	};

	for (size_t i = 0; i < d->n_sessions; i++) {
		const struct session *t = &d->sessions[i];
		enum ecart e = ecart(t, p);
		bool plus_tard = s && e == HORS_FENETRE && t->debut > s->debut;

		if (!s || e > mieux || (e == mieux && plus_tard)) {
			s = t;
			mieux = e;
		}
	}
	if (!s)
		return c;

	c.avis = constats[mieux].avis;
	c.raison = constats[mieux].raison;
	c.nombre[0] = periode_session(s);
	if (mieux == SANS_DATE)
		c.texte[0] = s->debut_vu;
	if (mieux == SANS_DATE || mieux == SANS_FIN)
		c.texte[1] = s->fin_vu;
	return c;
}
