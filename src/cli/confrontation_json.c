/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * confrontation_json.c - the counts for a program (docs/compatibilite.md)
 */
#include "base/json_out.h"
#include "cli/confrontation.h"
#include "referentiel/memoire.h"

static void total(struct json_out *j, const char *cle, const struct confrontation_total *t)
{
	json_cle(j, cle);
	json_objet(j);
	json_champ_entier(j, "offres", t->offres);
	json_champ_entier(j, "reglementaires", t->reglementaires);
	json_champ_entier(j, "importables", t->importables);
	json_champ_entier(j, "attend_saio", t->attend_saio);
	json_cle(j, "statuts");
	json_liste(j);
	for (int s = PERIMETRE__MAX - 1; s >= 0; s--) {
		json_objet(j);
		json_champ(j, "statut", str_of(statut_perimetre_code((enum statut_perimetre)s)));
		json_champ_entier(j, "offres", t->statut[s]);
		json_champ_entier(j, "importables", t->importables_statut[s]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_fin_objet(j);
}

static void genres(struct json_out *j, const int64_t genre[ECART__MAX])
{
	for (int g = 0; g < ECART__MAX; g++)
		json_champ_entier(j, ecart_code((enum ecart_genre)g), genre[g]);
}

static void regle(struct json_out *j, const char *cle, const struct ecarts_regle *r)
{
	json_cle(j, cle);
	if (!r->nom.n) {
		json_rien(j);
		return;
	}
	json_objet(j);
	json_cle(j, "numero");
	if (r->numero)
		json_entier(j, r->numero);
	else
		json_rien(j);
	json_champ(j, "nom", r->nom);
	json_fin_objet(j);
}

static void groupes(struct json_out *j, const char *cle, const struct ecarts_groupes *gs, int quoi)
{
	json_cle(j, cle);
	json_liste(j);
	for (size_t i = 0; i < gs->liste.n; i++) {
		const struct ecarts_groupe *g = &gs->liste.v[i];

		json_objet(j);
		if (quoi < 2)
			json_champ(j, quoi == 0 ? "code" : "siret", g->cle);
		json_champ(j, "nom", quoi == 0 ? region_nom(g->cle) : g->nom);
		if (quoi == 2) {
			regle(j, "avant", &g->avant);
			regle(j, "apres", &g->apres);
		}
		json_champ_entier(j, "offres", g->total);
		genres(j, g->genre);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void criteres(struct json_out *j, const struct ecarts_bilan *b)
{
	json_cle(j, "criteres");
	json_liste(j);
	for (int i = 0; i <= CRITERES; i++)
		for (int k = 0; k < AVIS__MAX * AVIS__MAX; k++) {
			const int de = k / AVIS__MAX, vers = k % AVIS__MAX;

			if (!b->critere[i][de][vers])
				continue;
			json_objet(j);
			json_champ_entier(j, "numero", i < CRITERES ? i + 1 : 0);
			json_champ(j, "avant", str_of(avis_code((enum avis)de)));
			json_champ(j, "apres", str_of(avis_code((enum avis)vers)));
			json_champ_entier(j, "offres", b->critere[i][de][vers]);
			json_fin_objet(j);
		}
	json_fin_liste(j);
	json_cle(j, "mentions");
	json_liste(j);
	for (int m = 0; m < MENTION__MAX; m++) {
		if (!b->mention_gagnee[m] && !b->mention_perdue[m])
			continue;
		json_objet(j);
		json_champ(j, "code", str_of(mention_code((enum mention)m)));
		json_champ_entier(j, "renseignees", b->mention_gagnee[m]);
		json_champ_entier(j, "manquantes", b->mention_perdue[m]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void faits(struct json_out *j, const struct causes *c)
{
	json_cle(j, "faits");
	json_liste(j);
	for (size_t i = 0; c && i < c->n; i++) {
		const struct fait_nouveau *f = &c->v[i];
		char jour[11] = "";

		if (f->jour)
			date_iso_texte(f->jour, jour);
		json_objet(j);
		json_champ(j, "date", str_of(jour));
		json_champ(j, "genre", f->genre);
		json_champ(j, "source", f->source);
		json_champ(j, "fichier", f->fichier);
		json_champ_entier(j, "nouveaux", f->nouveaux);
		json_champ_entier(j, "modifies", f->modifies);
		json_champ_entier(j, "disparus", f->disparus);
		json_champ_entier(j, "annule", f->annule);
		json_champ(j, "objet", f->objet);
		json_champ(j, "acteur", f->acteur);
		json_champ(j, "changement", f->changement);
		json_champ(j, "raison", f->raison);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

void confrontation_json(const struct confrontation *c, struct buf *out)
{
	const struct ecarts_bilan *b = &c->bilan;
	struct json_out j;

	json_init(&j, out, 2);
	json_objet(&j);
	json_champ_entier(&j, "campagne", c->e->campagne.annee);
	json_champ(&j, "titre", str_of(c->titre));
	total(&j, "avant", &c->total.avant);
	total(&j, "apres", &c->total.apres);
	faits(&j, c->causes);
	json_champ_entier(&j, "total", b->total);
	json_cle(&j, "changements");
	json_objet(&j);
	genres(&j, b->genre);
	json_fin_objet(&j);
	json_champ_entier(&j, "motif_seul", b->motif_seul);
	criteres(&j, b);
	groupes(&j, "regles", &b->regles, 2);
	groupes(&j, "regions", &b->regions, 0);
	groupes(&j, "organismes", &b->organismes, 1);
	json_cle(&j, "offres");
	buf_cstr(out, "[\n");
}
