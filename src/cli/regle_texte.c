/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_texte.c - the rules for a person and for a program
 */
#include "base/date.h"
#include "cli/historique.h"
#include "cli/regle.h"

enum { COL_NUMERO = 5, COL_NOM = 34, COL_STATUT = 23, COL_OFFRES = 9, COL_CHAMP = 17 };

/* « CFD 36…, sur_demande, RNCP actif, académie 24 » */
static const char *conditions(struct arena *a, const struct regle_fait *r)
{
	static const char *const AVANT[RC__MAX] = {[RC_CFD_PREFIXE] = "CFD ",
						   [RC_ENREGISTREMENT] = "",
						   [RC_RNCP_ACTIF] = "RNCP actif : ",
						   [RC_UAI_IUT] = "IUT : ",
						   [RC_DUREE] = "durée ",
						   [RC_ANNEE] = "année ",
						   [RC_ACADEMIE] = "académie ",
						   [RC_VALABLE_DU] = "du ",
						   [RC_VALABLE_AU] = "au "};
	const char *texte = "";

	for (int c = 0; c < RC__MAX; c++)
		if (AVANT[c] && r->col[c].n)
			texte = arena_printf(a, "%s%s%s%.*s%s", texte, texte[0] ? ", " : "",
					     AVANT[c], STR_FMT(r->col[c]),
					     c == RC_CFD_PREFIXE ? "…" : "");
	return texte[0] ? texte : "toutes les offres";
}

void regle_liste_texte(const struct regle_affichage *r, struct buf *out)
{
	struct arena *a = r->e->arena;
	struct ecran ecran;

	ecran_init(&ecran, out);
	ecran_paragraphe(
		&ecran, (struct paragraphe){.style = STYLE_GRAS},
		arena_printf(a, "%zu règles de périmètre au %s%s", r->n, date_longue(a, r->e->jour),
			     r->offres
				     ? arena_printf(a, ", campagne %d : offres que chacune décide",
						    r->e->campagne.annee)
				     : ""));
	for (size_t i = 0; i < r->n; i++) {
		const struct regle_fait *f = &r->v[i];

		ecran_nombre(&ecran, f->numero, COL_NUMERO - 2);
		buf_cstr(out, "  ");
		ecran_colonne(&ecran, ecran_court(a, arena_cstr(a, f->col[RC_NOM]), COL_NOM),
			      COL_NOM);
		buf_char(out, ' ');
		ecran_colonne(&ecran, arena_cstr(a, f->col[RC_STATUT]), COL_STATUT);
		if (r->offres)
			ecran_nombre(&ecran, r->offres[i], COL_OFFRES);
		buf_char(out, '\n');
		ecran_paragraphe(
			&ecran,
			(struct paragraphe){STYLE_NORMAL, COL_NUMERO, COL_NUMERO + 2, false},
			conditions(a, f));
	}
	if (r->offres) {
		buf_cstr(out, "     ");
		ecran_colonne(&ecran, "aucune règle : hors périmètre", COL_NOM + COL_STATUT + 1);
		ecran_nombre(&ecran, r->sans, COL_OFFRES);
		buf_char(out, '\n');
	}
	buf_char(out, '\n');
	ecran_paragraphe(
		&ecran, (struct paragraphe){0},
		"Une règle d'académie passe avant une nationale, puis celle qui a le plus de conditions, puis le préfixe "
		"le plus long, puis la plus permissive. « relais regle montrer NUMÉRO » dit qui l'a décidée.");
}

static void champs_json(const struct regle_affichage *r, size_t i, struct json_out *j)
{
	json_champ_entier(j, "numero", r->v[i].numero);
	for (int c = 0; c < RC__MAX; c++)
		json_champ(j, regle_champ_nom((enum regle_champ)c), r->v[i].col[c]);
	json_champ(j, "auteur", r->v[i].auteur);
	if (r->offres)
		json_champ_entier(j, "offres", r->offres[i]);
}

void regle_liste_json(const struct regle_affichage *r, struct buf *out)
{
	struct json_out j;

	json_init(&j, out, 2);
	json_objet(&j);
	json_cle(&j, "regles");
	json_liste(&j);
	for (size_t i = 0; i < r->n; i++) {
		json_objet(&j);
		champs_json(r, i, &j);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	if (r->offres)
		json_champ_entier(&j, "sans_regle", r->sans);
	json_fin_objet(&j);
	buf_char(out, '\n');
}

/* « regle 3 », « regle % »: as the journal names it. */
static const char *objet(struct arena *a, int64_t regle)
{
	return regle ? arena_printf(a, "regle %lld", (long long)regle) : "regle %";
}

enum err regle_historique_texte(const struct etude *e, int64_t regle, struct buf *out)
{
	return historique_texte(e, objet(e->arena, regle),
				regle ? arena_printf(e->arena,
						     "Ce qui a été décidé de la règle %lld",
						     (long long)regle)
				      : "Ce qui a été décidé des règles de périmètre",
				regle ? "Rien : telle qu'elle est livrée avec relais."
				      : "Rien : telles qu'elles sont livrées avec relais.",
				out);
}

enum err regle_historique_json(const struct etude *e, int64_t regle, struct buf *out)
{
	struct json_out j;
	enum err err;

	json_init(&j, out, 2);
	json_objet(&j);
	err = historique_json(e, objet(e->arena, regle), &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
	return err;
}

enum err regle_montrer_texte(const struct regle_affichage *r, struct buf *out)
{
	const struct regle_fait *f = r->v;
	struct ecran ecran;

	ecran_init(&ecran, out);
	ecran_paragraphe(&ecran, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(r->e->arena, "Règle %lld, %.*s", (long long)f->numero,
				      STR_FMT(f->col[RC_NOM])));
	for (int c = RC_CFD_PREFIXE; c < RC__MAX; c++) {
		buf_cstr(out, "  ");
		ecran_colonne(&ecran, regle_champ_nom((enum regle_champ)c), COL_CHAMP);
		ecran_paragraphe(
			&ecran,
			(struct paragraphe){STYLE_NORMAL, COL_CHAMP + 2, COL_CHAMP + 2, true},
			f->col[c].n ? arena_cstr(r->e->arena, f->col[c]) : "–");
	}
	if (r->offres)
		buf_printf(out, "  %-16s %s, campagne %d\n", "offres",
			   nombre_francais(r->e->arena, r->offres[0]), r->e->campagne.annee);
	buf_char(out, '\n');
	return regle_historique_texte(r->e, f->numero, out);
}

enum err regle_montrer_json(const struct regle_affichage *r, struct buf *out)
{
	struct json_out j;
	enum err err;

	json_init(&j, out, 2);
	json_objet(&j);
	champs_json(r, 0, &j);
	err = historique_json(r->e, objet(r->e->arena, r->v->numero), &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
	return err;
}
