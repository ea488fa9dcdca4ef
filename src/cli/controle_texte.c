/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * controle_texte.c - badge, title, clé, what is wrong, who corrects it
 */
#include "cli/controle_texte.h"

#include "cli/verdict_ligne.h"

enum { RETRAIT = 2 };

static const struct {
	const char *code, *badge;
	enum style style;
} AVIS[CONTROLE__MAX] = {
	[CONTROLE_CONFORME] = {"conforme", "✔ Conforme", STYLE_VERT},
	[CONTROLE_ATTEND] = {"a_verifier", "? À vérifier", STYLE_JAUNE},
	[CONTROLE_A_CORRIGER] = {"a_corriger", "✖ À corriger", STYLE_ROUGE},
	[CONTROLE_HORS_PERIMETRE] = {"hors_perimetre", "– Hors périmètre", STYLE_GRIS},
};

static const char *titre(const struct controle_offre *o)
{
	const struct dossier *d = o->dossier;
	const struct str *col = o->fait->col;
	const struct str nom =
		col[OC_nom_formateur].n ? col[OC_nom_formateur] : col[OC_nom_responsable];

	return arena_printf(o->a, "%.*s%s%.*s%s%.*s",
			    STR_FMT(d->intitule.n ? d->intitule : STR("(libellé non renseigné)")),
			    nom.n ? " — " : "", STR_FMT(nom), d->ville.n ? ", " : "",
			    STR_FMT(d->ville));
}

void controle_offre_texte(const struct controle_offre *o, const struct etude *e, struct buf *out)
{
	struct action actions[ACTIONS_MAX];
	struct ecran ecran;
	size_t n;

	(void)e;
	if (o->avis == CONTROLE_CONFORME)
		return;
	ecran_init(&ecran, out);
	buf_char(out, '\n');
	ecran_mot(&ecran, AVIS[o->avis].style, AVIS[o->avis].badge);
	buf_cstr(out, "  ");
	ecran_paragraphe(&ecran, (struct paragraphe){STYLE_GRAS, 20, 4, true}, titre(o));
	ecran_paragraphe(&ecran, (struct paragraphe){STYLE_GRIS, RETRAIT, RETRAIT, false},
			 arena_printf(o->a, "clé %.*s · %s, ligne %u", STR_FMT(o->dossier->cle),
				      o->fichier, o->ligne));
	if (o->doublon_de)
		ecran_paragraphe(
			&ecran, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
			arena_printf(
				o->a,
				"• La même clé est déjà donnée à la ligne %u : seule la première offre serait "
				"gardée. → Supprimer le doublon à la source.",
				o->doublon_de));
	n = verdict_actions(o->a, o->verdict, actions);
	for (size_t i = 0; i < n; i++) {
		const struct action *p = &actions[i];
		const char *ou = p->critere ? arena_printf(o->a, " (critère %d)", p->critere) : "";

		ecran_paragraphe(&ecran,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 arena_printf(o->a, "• %s%s%s%s", p->phrase.fait, ou,
					      p->phrase.vu[0] ? " Vu : " : "", p->phrase.vu));
		ecran_paragraphe(&ecran,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false},
				 arena_printf(o->a, "→ %s", p->phrase.remede));
	}
}

void controle_offre_json(const struct controle_offre *o, const struct etude *e, struct buf *out)
{
	struct action actions[ACTIONS_MAX];
	const size_t n = verdict_actions(o->a, o->verdict, actions);
	const struct verdict *v = o->verdict;
	struct json_out j;

	(void)e;
	buf_cstr(out, ",\n    ");
	json_init(&j, out, 0);
	json_objet(&j);
	json_champ(&j, "cle", o->dossier->cle);
	json_champ(&j, "fichier", str_of(o->fichier));
	json_champ_entier(&j, "ligne", o->ligne);
	json_champ(&j, "intitule", o->dossier->intitule);
	json_champ(&j, "etat", str_of(AVIS[o->avis].code));
	json_cle(&j, "doublon_de");
	if (o->doublon_de)
		json_entier(&j, o->doublon_de);
	else
		json_rien(&j);
	json_champ(&j, "classification", str_of(classification_code(v->classification)));
	json_champ_bool(&j, "importable", v->importable);
	json_champ_bool(&j, "attend_saio", v->attend_saio);
	json_cle(&j, "criteres");
	json_liste(&j);
	for (int i = 0; i < CRITERES; i++) {
		json_objet(&j);
		json_champ_entier(&j, "numero", i + 1);
		json_constat(&j, o->a, i + 1, &v->critere[i]);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_cle(&j, "a_faire");
	json_liste(&j);
	for (size_t i = 0; i < n; i++) {
		json_objet(&j);
		json_champ_bool(&j, "bloque", actions[i].bloque);
		json_champ(&j, "fait", str_of(actions[i].phrase.fait));
		json_champ(&j, "vu", str_of(actions[i].phrase.vu));
		json_champ(&j, "remede", str_of(actions[i].phrase.remede));
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_fin_objet(&j);
}
