/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doublons_fichier.c - for a spreadsheet and for a program; columns and keys are in docs/compatibilite.md
 */
#include "base/json_out.h"
#include "cli/doublons.h"
#include "format/tableur.h"

static void suite(struct buf *out, struct str s)
{
	buf_char(out, ';');
	csv_cellule(out, s);
}

/* The columns of an offre, the same for a group and for an incohérence. */
static void offre(struct buf *out, const struct offre_comparee *o)
{
	buf_char(out, ';');
	buf_int(out, o->numero);
	suite(out, o->cle);
	suite(out, o->source);
	suite(out, o->intitule);
	suite(out, o->cfd);
	buf_char(out, ';');
	if (o->rncp)
		buf_int(out, o->rncp);
	suite(out, o->duree);
	suite(out, o->annee);
	suite(out, o->siret_responsable);
	suite(out, o->nom_responsable);
	suite(out, o->siret_formateur);
	suite(out, o->nom_formateur);
	suite(out, o->ligne);
	suite(out, o->code_postal);
	suite(out, o->ville);
	suite(out, o->insee);
}

void doublons_csv(const struct trouvailles *t, struct buf *out)
{
	size_t numero = 0;

	buf_cstr(
		out,
		"groupe;genre;gravite;id;cle;source;intitule;cfd;rncp;duree;annee;siret_responsable;"
		"nom_responsable;siret_formateur;nom_formateur;adresse;code_postal;ville;insee;acteur;"
		"constat;vu;remede\n");
	for (int d = 0; d < DOUBLON__MAX; d++) {
		const struct doublon_sens *s = doublon_sens((enum doublon)d);

		for (size_t i = 0; i < t->groupes[d].n; i++) {
			const struct groupe *g = &t->groupes[d].v[i];

			numero++;
			for (size_t m = 0; m < g->n; m++) {
				buf_uint(out, numero);
				buf_printf(out, ";%s;%s", s->code, gravite_code(s->gravite));
				offre(out, g->membres[m]);
				suite(out, str_of(acteur_code(s->acteur)));
				suite(out, str_of(s->sens));
				suite(out, STR_VIDE);
				suite(out, str_of(s->remede));
				buf_char(out, '\n');
			}
		}
	}
	for (size_t i = 0; i < t->contradictions.n; i++) {
		const struct contradiction *c = &t->contradictions.v[i];

		buf_printf(out, ";%s;incoherence", c->code);
		offre(out, c->offre);
		suite(out, str_of(acteur_code(c->phrase.acteur)));
		suite(out, str_of(c->phrase.fait));
		suite(out, str_of(c->phrase.vu));
		suite(out, str_of(c->phrase.remede));
		buf_char(out, '\n');
	}
}

static void json_offre(struct json_out *j, const struct offre_comparee *o)
{
	json_champ_entier(j, "id", o->numero);
	json_champ(j, "cle", o->cle);
	json_champ(j, "source", o->source);
	json_champ(j, "intitule", o->intitule);
	json_champ(j, "cfd", o->cfd);
	json_cle(j, "rncp");
	if (o->rncp)
		json_entier(j, o->rncp);
	else
		json_rien(j);
	json_champ(j, "duree", o->duree);
	json_champ(j, "annee", o->annee);
	json_champ(j, "siret_responsable", o->siret_responsable);
	json_champ(j, "nom_responsable", o->nom_responsable);
	json_champ(j, "siret_formateur", o->siret_formateur);
	json_champ(j, "nom_formateur", o->nom_formateur);
	json_champ(j, "adresse", o->ligne);
	json_champ(j, "code_postal", o->code_postal);
	json_champ(j, "ville", o->ville);
	json_champ(j, "insee", o->insee);
}

static void json_groupes(struct json_out *j, const struct trouvailles *t, enum doublon d)
{
	const struct doublon_sens *s = doublon_sens(d);

	json_objet(j);
	json_champ(j, "genre", str_of(s->code));
	json_champ(j, "gravite", str_of(gravite_code(s->gravite)));
	json_champ(j, "titre", str_of(s->titre));
	json_champ(j, "sens", str_of(s->sens));
	json_champ(j, "acteur", str_of(acteur_code(s->acteur)));
	json_champ(j, "remede", str_of(s->remede));
	json_cle(j, "groupes");
	json_liste(j);
	for (size_t i = 0; i < t->groupes[d].n; i++) {
		json_objet(j);
		json_cle(j, "offres");
		json_liste(j);
		for (size_t m = 0; m < t->groupes[d].v[i].n; m++) {
			json_objet(j);
			json_offre(j, t->groupes[d].v[i].membres[m]);
			json_fin_objet(j);
		}
		json_fin_liste(j);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_fin_objet(j);
}

static void json_incoherences(struct json_out *j, const struct trouvailles *t)
{
	json_cle(j, "incoherences");
	json_liste(j);
	for (size_t i = 0; i < t->contradictions.n; i++) {
		const struct contradiction *c = &t->contradictions.v[i];

		json_objet(j);
		json_champ(j, "code", str_of(c->code));
		json_champ(j, "fait", str_of(c->phrase.fait));
		json_champ(j, "vu", str_of(c->phrase.vu));
		json_champ(j, "acteur", str_of(acteur_code(c->phrase.acteur)));
		json_champ(j, "remede", str_of(c->phrase.remede));
		json_cle(j, "offre");
		json_objet(j);
		json_offre(j, c->offre);
		json_fin_objet(j);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

void doublons_json(const struct trouvailles *t, struct buf *out)
{
	struct json_out j;
	char iso[11];

	date_iso_texte(t->e->jour, iso);
	json_init(&j, out, 1);
	json_objet(&j);
	json_champ_entier(&j, "campagne", t->e->campagne.annee);
	json_champ(&j, "date", str_of(iso));
	json_champ_entier(&j, "offres", (int64_t)t->offres);
	json_champ_bool(&j, "codes_postaux", t->codes_postaux);
	json_cle(&j, "genres");
	json_liste(&j);
	for (int d = 0; d < DOUBLON__MAX; d++)
		json_groupes(&j, t, (enum doublon)d);
	json_fin_liste(&j);
	json_incoherences(&j, t);
	json_fin_objet(&j);
	buf_char(out, '\n');
}
