/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * disparition.c - an offre that is gone, gathered and told
 */
#include "explication/disparition.h"

#include "parcoursup/parties.h"

enum err disparition_lire(const struct etude *e, struct str cle_ou_numero, struct disparition *ret)
{
	enum err err = offre_disparue(e->db, &e->vue, cle_ou_numero, e->arena, &ret->offre);

	if (err)
		return err;
	const struct parcours_demande demande = {
		.vue = &e->vue, .campagne = e->campagne.annee, .offre = ret->offre.numero};

	if ((err = parcours_lire(e->db, &demande, e->arena, &ret->parcours)))
		return err;
	ret->suite = avancement_suite(e->arena, &(struct avancement){.campagne = &e->campagne,
								     .jour = e->jour,
								     .parcours = &ret->parcours});
	return OK;
}

const char *disparition_raison(const struct etude *e, const struct disparition *d)
{
	const struct offre_disparue *o = &d->offre;
	const char *depuis = date_longue(e->arena, o->disparue_le);

	if (o->fichier.n)
		return arena_printf(
			e->arena,
			"Cette offre n'est plus dans la base depuis le %s : l'import qui l'avait apportée (%.*s) a été annulé. "
			"Raison donnée : %.*s.",
			depuis, STR_FMT(o->fichier), STR_FMT(o->raison));
	return arena_printf(
		e->arena,
		"Cette offre n'est plus déclarée depuis le %s : le flux complet de la source « %.*s » ne la donne "
		"plus. Elle ne sera pas importée dans Parcoursup.",
		depuis, STR_FMT(o->source));
}

const char *disparition_suite(const struct etude *e, const struct disparition *d)
{
	const struct parcours_voisine *v = &d->parcours.remplacee_par;

	if (v->numero)
		return arena_printf(
			e->arena,
			"Elle est remplacée par l'offre n° %lld, clé %.*s : tout se passe désormais là.",
			(long long)v->numero, STR_FMT(v->cle));
	return d->suite.texte[0] ? d->suite.texte : partie_retour(d->parcours.partie_acteur);
}
