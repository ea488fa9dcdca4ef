/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * accueil.c - the figures of the home, and the campagne's agenda
 */
#include "web/accueil.h"

#include "campagne/agenda.h"
#include "campagne/calendrier.h"

/* What the catalogue shows: an establishment that is closed has no offre there (domain.md 4.4). */
static void compter(struct accueil *m, const struct photo *p)
{
	size_t n;
	const struct photo_offre *v = photo_offres(p, &n);

	for (size_t i = 0; i < n; i++) {
		if (v[i].classification == CLASSIFICATION_NON_AFFICHEE)
			continue;
		m->offres++;
		m->reglementaires += v[i].classification == CLASSIFICATION_REGLEMENTAIRE;
		m->importables += v[i].importable;
		m->certifiees += v[i].certifiee;
	}
}

void accueil(struct visite *v)
{
	const struct campagne *c = photo_campagne(v->photo);
	struct accueil m = {
		.campagne = c, .jour = photo_jour(v->photo), .etat = visite_etat(v), .a_faire = ""};
	const enum jalon prochain = campagne_prochain(c, m.jour);

	if (prochain < JALON__MAX)
		m.a_faire = jalon_avant(v->a, c, prochain);
	compter(&m, v->photo);
	page_accueil(v->out, &m);
}

void accueil_calendrier(struct visite *v)
{
	const struct campagne *c = photo_campagne(v->photo);
	struct jalon_depuis depuis[JALON__MAX];

	if (campagne_jalons_depuis(v->salle->db, c->annee, photo_version(v->photo), depuis)) {
		visite_statut(v, 503);
		return;
	}
	v->r->type = "text/calendar; charset=utf-8";
	http_entete(
		v->r, "Content-Disposition",
		str_of(arena_printf(v->a, "attachment; filename=\"parcoursup-%d.ics\"", c->annee)));
	agenda_debut(v->out);
	(void)agenda_campagne(v->out, c, depuis, false);
	agenda_fin(v->out);
}
