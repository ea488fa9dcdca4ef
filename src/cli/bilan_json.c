/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_json.c - the report for a program; the structure is documented in relais-rapport(1) and does not change
 */
#include "cli/bilan.h"
#include "referentiel/memoire.h"

static const char *const TRIS[TRI__MAX] = {
	[TRI_DECLAREES] = "declarees",           [TRI_AFFICHEES] = "affichees",
	[TRI_REGLEMENTAIRES] = "reglementaires", [TRI_PERIMETRE] = "perimetre_session",
	[TRI_IMPORTABLES] = "importables",       [TRI_SAIO] = "attend_saio",
};

static void champ_date(struct json_out *j, const char *cle, int date)
{
	char iso[11] = "";

	if (date_pleine(date))
		date_iso_texte(date, iso);
	json_champ(j, cle, str_of(iso));
}

static void acteurs(const int64_t par_acteur[ACTEUR__MAX], struct json_out *j)
{
	enum acteur ordre[ACTEUR__MAX];
	const size_t n = bilan_acteurs(par_acteur, ordre);

	json_cle(j, "acteurs");
	json_liste(j);
	for (size_t i = 0; i < n; i++) {
		json_objet(j);
		json_champ(j, "acteur", str_of(acteur_code(ordre[i])));
		json_champ(j, "libelle", str_of(acteur_libelle(ordre[i])));
		json_champ_entier(j, "offres", par_acteur[ordre[i]]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void motifs(const struct bilan_campagne *b, struct json_out *j)
{
	int ordre[MOTIF__MAX];
	const size_t n = bilan_motifs(b, ordre);

	json_cle(j, "motifs");
	json_liste(j);
	for (size_t i = 0; i < n; i++) {
		const int m = ordre[i];

		json_objet(j);
		json_champ(j, "genre",
			   m < CRITERES     ? STR("critere")
			   : m == MOTIF_UAI ? STR("uai")
					    : STR("mention"));
		if (m < CRITERES)
			json_champ_entier(j, "critere", m + 1);
		if (m > MOTIF_UAI)
			json_champ(j, "mention",
				   str_of(mention_code((enum mention)(m - MOTIF_MENTION))));
		json_champ(j, "libelle", str_of(motif_libelle(m)));
		json_champ_entier(j, "offres", b->motif[m]);
		acteurs(b->motif_acteur[m], j);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_cle(j, "a_verifier");
	json_liste(j);
	for (int i = 0; i < CRITERES; i++) {
		if (!b->a_verifier[i])
			continue;
		json_objet(j);
		json_champ_entier(j, "critere", i + 1);
		json_champ(j, "libelle", str_of(critere_libelle(i + 1)));
		json_champ_entier(j, "offres", b->a_verifier[i]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void zones(struct json_out *j, const char *cle, const struct zones *z,
		  struct str (*nom)(struct str))
{
	json_cle(j, cle);
	json_liste(j);
	for (size_t i = 0; i < z->n; i++) {
		json_objet(j);
		json_champ(j, "code", str_of(z->v[i].code));
		json_champ(j, "nom", nom(str_of(z->v[i].code)));
		json_champ_entier(j, "offres", z->v[i].offres);
		json_champ_entier(j, "reglementaires", z->v[i].reglementaires);
		json_champ_entier(j, "importables", z->v[i].importables);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void sources(const struct bilan_campagne *b, struct json_out *j)
{
	json_cle(j, "referentiels");
	json_liste(j);
	for (int t = 0; t < REF__MAX; t++) {
		json_objet(j);
		json_champ(j, "genre", str_of(ref_genre((enum ref_table)t)));
		json_champ(j, "libelle", str_of(ref_libelle((enum ref_table)t)));
		champ_date(j, "date", b->date_ref[t]);
		json_champ_bool(j, "manque", b->manques.table[t]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_cle(j, "flux");
	json_liste(j);
	for (size_t i = 0; i < b->n_flux; i++) {
		json_objet(j);
		json_champ(j, "source", b->flux[i].source);
		champ_date(j, "date", b->flux[i].date);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

void bilan_json(const struct bilan_campagne *b, struct buf *out)
{
	struct json_out j;

	json_init(&j, out, 2);
	json_objet(&j);
	json_champ_entier(&j, "campagne", b->e->campagne.annee);
	champ_date(&j, "date", b->e->jour);
	json_cle(&j, "entonnoir");
	json_objet(&j);
	for (int i = 0; i < TRI__MAX; i++)
		json_champ_entier(&j, TRIS[i], b->tri[i]);
	json_fin_objet(&j);
	bilan_json_parcoursup(b, &j);
	json_champ_entier(&j, "attendent", b->attendent);
	acteurs(b->acteur, &j);
	motifs(b, &j);
	zones(&j, "regions", &b->regions, region_nom);
	zones(&j, "academies", &b->academies, academie_nom);
	sources(b, &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}
