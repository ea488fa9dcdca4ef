/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ndjson.c - an offre as one JSON object: what was declared, by whom and where, its sessions, its verdict
 */
#include "base/json_out.h"
#include "export/ligne.h"
#include "referentiel/memoire.h"
#include "regle/codes.h"
#include "regle/phrases.h"
#include "verdict/actions.h"

static void champ(struct json_out *j, const char *cle, struct str s)
{
	json_champ(j, cle, export_dit(s));
}

/* A number when it is one, else what was declared. */
static void champ_nombre(struct json_out *j, const char *cle, struct str s)
{
	const int n = petit_entier(s);

	if (n >= 0)
		json_champ_entier(j, cle, n);
	else
		champ(j, cle, s);
}

static void champ_bool_declare(struct json_out *j, const char *cle, struct str s)
{
	if (str_eq(s, STR("1")) || str_eq(s, STR("0")))
		json_champ_bool(j, cle, s.p[0] == '1');
	else
		champ(j, cle, s);
}

/* « a,b » as a list. */
static void codes(struct json_out *j, const char *cle, struct str s)
{
	json_cle(j, cle);
	json_liste(j);
	while (s.n) {
		const char *fin = memchr(s.p, ',', s.n);
		const struct str un = {s.p, fin ? (size_t)(fin - s.p) : s.n};

		if (un.n)
			json_texte(j, un);
		s = str_sub(s, un.n + 1, s.n);
	}
	json_fin_liste(j);
}

static void objet(struct json_out *j, const char *cle)
{
	json_cle(j, cle);
	json_objet(j);
}

static void rncp(struct json_out *j, struct arena *a, const char *cle, int numero)
{
	json_champ(j, cle, numero ? str_of(arena_printf(a, "RNCP%d", numero)) : STR_VIDE);
}

static void certification(struct json_out *j, struct arena *a, const struct export_offre *o)
{
	const struct certification *c = o->lue->dossier.certification;
	const struct str *col = o->complete->fait.col;

	objet(j, "certification");
	champ(j, "certifinfo", col[OC_certifinfo]);
	champ(j, "rncp_declare", col[OC_rncp]);
	json_champ(j, "cfd", c->cfd);
	rncp(j, a, "rncp", c->rncp);
	json_champ(j, "diplome", c->diplome ? c->diplome->libelle : STR_VIDE);
	champ(j, "niveau_entree", col[OC_niveau_entree]);
	champ(j, "niveau_sortie", col[OC_niveau_sortie]);
	codes(j, "formacodes", col[OC_formacodes]);
	codes(j, "nsf", col[OC_nsf]);
	codes(j, "romes", col[OC_romes]);
	json_fin_objet(j);
}

static void organismes(struct json_out *j, const struct str *col)
{
	objet(j, "responsable");
	champ(j, "siret", col[OC_siret_responsable]);
	champ(j, "nom", col[OC_nom_responsable]);
	champ(j, "uai", col[OC_uai_responsable]);
	champ(j, "nda", col[OC_nda]);
	json_fin_objet(j);
	objet(j, "formateur");
	champ(j, "siret", col[OC_siret_formateur]);
	champ(j, "nom", col[OC_nom_formateur]);
	champ(j, "uai", col[OC_uai_formateur]);
	json_fin_objet(j);
}

static void lieu(struct json_out *j, const struct export_offre *o)
{
	const struct str *col = o->complete->fait.col;

	objet(j, "lieu");
	champ(j, "siret", col[OC_siret_lieu]);
	champ(j, "uai_declare", col[OC_uai_lieu]);
	json_champ(j, "uai", o->lue->dossier.uai);
	champ(j, "denomination", col[OC_denomination_lieu]);
	champ(j, "adresse", col[OC_ligne]);
	champ(j, "code_postal", col[OC_code_postal]);
	champ(j, "ville", col[OC_ville]);
	champ(j, "insee", col[OC_insee]);
	champ(j, "latitude", col[OC_latitude]);
	champ(j, "longitude", col[OC_longitude]);
	json_champ(j, "region", col[OC_region]);
	json_champ(j, "region_nom", region_nom(col[OC_region]));
	json_champ(j, "academie", col[OC_academie]);
	json_champ(j, "academie_nom", academie_nom(col[OC_academie]));
	json_champ_bool(j, "a_distance", o->lue->dossier.a_distance);
	json_fin_objet(j);
}

static void sessions(struct json_out *j, const struct offre_fait *f)
{
	json_cle(j, "sessions");
	json_liste(j);
	for (size_t i = 0; i < f->n_sessions; i++) {
		const struct str *col = f->sessions[i].col;

		json_objet(j);
		champ(j, "numero", col[SC_numero]);
		champ(j, "debut", col[SC_debut]);
		champ(j, "fin", col[SC_fin]);
		json_champ(j, "etat", export_etat(col[SC_etat]));
		codes(j, "annees", col[SC_annees]);
		champ_nombre(j, "capacite", col[SC_capacite]);
		champ_nombre(j, "capacite_cumulee", col[SC_capacite_cumulee]);
		champ_nombre(j, "effectif_minimal", col[SC_effectif_minimal]);
		champ(j, "url", col[SC_url]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void constat(struct json_out *j, struct arena *a, int numero, const struct constat *c)
{
	const struct phrase p = phrase_constat(a, numero, c);

	json_champ(j, "avis", str_of(avis_code(c->avis)));
	json_champ(j, "raison", str_of(raison_code(c->raison)));
	json_champ(j, "fait", str_of(p.fait));
	json_champ(j, "vu", str_of(p.vu));
	json_champ(j, "remede", str_of(p.remede));
}

static void verdict(struct json_out *j, struct arena *a, const struct export_offre *o)
{
	const struct verdict *v = o->verdict;

	json_cle(j, "verdict");
	if (!v) {
		json_rien(j);
		return;
	}
	json_objet(j);
	json_champ_entier(j, "campagne", o->campagne);
	json_champ(j, "classification", str_of(classification_code(v->classification)));
	json_champ_bool(j, "importable", v->importable);
	json_champ_bool(j, "attend_saio", v->attend_saio);
	json_champ(j, "motif", str_of(phrase_motif(a, v)));
	json_cle(j, "mentions_manquantes");
	json_liste(j);
	for (int m = 0; m < MENTION__MAX; m++)
		if (v->mention_manque[m])
			json_texte(j, str_of(mention_code((enum mention)m)));
	json_fin_liste(j);
	json_cle(j, "constats");
	json_liste(j);
	for (int i = 0; i < CRITERES; i++) {
		json_objet(j);
		json_champ_entier(j, "numero", i + 1);
		constat(j, a, i + 1, &v->critere[i]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	objet(j, "uai");
	constat(j, a, 0, &v->uai);
	json_fin_objet(j);
	json_fin_objet(j);
}

void export_ndjson(struct buf *out, struct arena *a, const struct export_offre *o)
{
	const struct offre_fait *f = &o->complete->fait;
	struct json_out j;

	json_init(&j, out, 0);
	json_objet(&j);
	json_champ(&j, "cle", f->cle);
	json_champ_entier(&j, "id", o->complete->numero);
	json_champ(&j, "source", o->complete->source);
	champ(&j, "formation_numero", f->col[OC_formation_numero]);
	champ(&j, "action_numero", f->col[OC_action_numero]);
	champ(&j, "intitule", f->col[OC_intitule]);
	champ_nombre(&j, "duree", f->col[OC_duree]);
	champ_nombre(&j, "annee", f->col[OC_annee]);
	json_champ(&j, "enseignement", export_enseignement(f->col[OC_modalites_enseignement]));
	champ_bool_declare(&j, "entrees_permanentes", f->col[OC_modalites_entrees_sorties]);
	champ_bool_declare(&j, "niveau_entree_obligatoire", f->col[OC_niveau_obligatoire]);
	champ(&j, "rythme", f->col[OC_rythme]);
	champ(&j, "conditions", f->col[OC_conditions]);
	champ_nombre(&j, "heures_centre", f->col[OC_heures_centre]);
	champ_nombre(&j, "heures_entreprise", f->col[OC_heures_entreprise]);
	champ_nombre(&j, "heures_total", f->col[OC_heures_total]);
	champ(&j, "url", f->col[OC_url]);
	certification(&j, a, o);
	organismes(&j, f->col);
	lieu(&j, o);
	sessions(&j, f);
	verdict(&j, a, o);
	json_fin_objet(&j);
	buf_char(out, '\n');
}
