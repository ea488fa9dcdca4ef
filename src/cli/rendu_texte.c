/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rendu_texte.c - badge, title, clé, what is wrong, who corrects it
 */
#include "cli/rendu_texte.h"

#include "base/limites.h"
#include "base/utf8.h"
#include "cli/ecran.h"
#include "cli/verdict_ligne.h"
#include "format/anomalie.h"
#include "regle/codes.h"

enum { RETRAIT = 2 };

static const enum style STYLES[CONTROLE__MAX] = {
	[CONTROLE_CONFORME] = STYLE_VERT,
	[CONTROLE_ATTEND] = STYLE_JAUNE,
	[CONTROLE_A_CORRIGER] = STYLE_ROUGE,
	[CONTROLE_HORS_PERIMETRE] = STYLE_GRIS,
};

static const char *titre(const struct controle_offre *o)
{
	const struct dossier *d = o->dossier;
	const struct str nom = controle_organisme(o), ville = controle_ville(o);

	return arena_printf(o->a, "%.*s%s%.*s%s%.*s",
			    STR_FMT(o->verdict->mention_manque[MENTION_LIBELLE]
					    ? STR("(libellé non renseigné)")
					    : d->intitule),
			    nom.n ? " — " : "", STR_FMT(nom), ville.n ? ", " : "", STR_FMT(ville));
}

/* What is wrong, what was seen, who does what. */
static void point(const struct controle_offre *o, const struct action *p, struct ecran *ecran)
{
	const struct paragraphe suite = {STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false};
	const enum avis avis = p->bloque ? AVIS_NON_CONFORME : AVIS_A_VERIFIER;

	buf_cstr(ecran->out, "  ");
	ecran_mot(ecran, avis_style(avis), avis_signe(avis));
	buf_char(ecran->out, ' ');
	ecran_paragraphe(ecran, (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 2, true},
			 p->critere
				 ? arena_printf(o->a, "Critère %d : %s", p->critere, p->phrase.fait)
				 : p->phrase.fait);
	if (p->phrase.vu[0])
		ecran_paragraphe(ecran, suite, arena_printf(o->a, "Vu : %s.", p->phrase.vu));
	ecran_paragraphe(ecran, suite, arena_printf(o->a, "→ %s", p->phrase.remede));
}

void rendu_offre_texte(const struct controle_offre *o, struct buf *out)
{
	const char *badge = arena_printf(o->a, "%s %s", controle_avis_signe(o->avis),
					 controle_avis_libelle(o->avis));
	struct ecran ecran;

	if (o->avis == CONTROLE_CONFORME)
		return;
	ecran_init(&ecran, out);
	buf_char(out, '\n');
	ecran_mot(&ecran, STYLES[o->avis], badge);
	buf_cstr(out, "  ");
	ecran_paragraphe(&ecran,
			 (struct paragraphe){STYLE_GRAS, (int)utf8_longueur(str_of(badge)) + 2,
					     RETRAIT + 2, true},
			 titre(o));
	ecran_paragraphe(&ecran, (struct paragraphe){STYLE_GRIS, RETRAIT, RETRAIT, false},
			 arena_printf(o->a, "clé %.*s · %s, ligne %u", STR_FMT(o->dossier->cle),
				      o->fichier, o->ligne));
	if (o->doublon_de) {
		ecran_paragraphe(
			&ecran, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
			arena_printf(
				o->a,
				"✖ La même clé est déjà donnée, ligne %u : seule la première offre serait gardée.",
				o->doublon_de));
		ecran_paragraphe(
			&ecran, (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false},
			"→ Celui qui produit le flux supprime le doublon, ou donne une autre clé à l'une des "
			"deux offres.");
	}
	for (size_t i = 0; i < o->n_actions; i++)
		point(o, &o->actions[i], &ecran);
}

void rendu_offre_json(const struct controle_offre *o, struct buf *out)
{
	const struct verdict *v = o->verdict;
	struct json_out j;

	buf_cstr(out, ",\n    ");
	json_init(&j, out, 0);
	json_objet(&j);
	json_champ(&j, "cle", o->dossier->cle);
	json_champ(&j, "fichier", str_of(o->fichier));
	json_champ_entier(&j, "ligne", o->ligne);
	json_champ(&j, "intitule", o->dossier->intitule);
	json_champ(&j, "etat", str_of(controle_avis_code(o->avis)));
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
	for (size_t i = 0; i < o->n_actions; i++) {
		json_objet(&j);
		json_champ_bool(&j, "bloque", o->actions[i].bloque);
		json_champ(&j, "fait", str_of(o->actions[i].phrase.fait));
		json_champ(&j, "vu", str_of(o->actions[i].phrase.vu));
		json_champ(&j, "remede", str_of(o->actions[i].phrase.remede));
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_fin_objet(&j);
}

void rendu_anomalie_texte(const struct record *r, const char *fichier, struct arena *a,
			  struct buf *out)
{
	const enum anomalie code = anomalie_de(r->champ[ANOMALIE_CODE]);
	const struct str ref = r->champ[ANOMALIE_REF], champ = r->champ[ANOMALIE_CHAMP];
	const char *valeur = anomalie_valeur(a, r->champ[ANOMALIE_VALEUR]);
	/* what is wrong everywhere has no line */
	const char *ligne = r->ligne ? arena_printf(a, ", ligne %u", r->ligne) : "";
	struct ecran ecran;

	ecran_init(&ecran, out);
	ecran_paragraphe(
		&ecran, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
		arena_printf(a, "? %s%s%s%.*s%s%.*s %s : %s → %s", fichier, ligne,
			     ref.n ? ", " : "", STR_FMT(ref), champ.n ? ", " : "", STR_FMT(champ),
			     valeur,
			     code < ANOMALIE__N ? anomalie_phrase(code) : "anomalie inconnue.",
			     code < ANOMALIE__N ? anomalie_remede(code) : ""));
}

void rendu_anomalie_json(const struct record *r, const char *fichier, struct buf *out)
{
	const enum anomalie code = anomalie_de(r->champ[ANOMALIE_CODE]);
	struct json_out j;

	buf_cstr(out, ",\n    ");
	json_init(&j, out, 0);
	json_objet(&j);
	json_champ(&j, "fichier", str_of(fichier));
	json_champ_entier(&j, "ligne", r->ligne);
	json_champ(&j, "ref", r->champ[ANOMALIE_REF]);
	json_champ(&j, "champ", r->champ[ANOMALIE_CHAMP]);
	json_champ(&j, "valeur", r->champ[ANOMALIE_VALEUR]);
	json_champ(&j, "code", r->champ[ANOMALIE_CODE]);
	json_champ(&j, "message", str_of(code < ANOMALIE__N ? anomalie_phrase(code) : ""));
	json_champ(&j, "remede", str_of(code < ANOMALIE__N ? anomalie_remede(code) : ""));
	json_fin_objet(&j);
}
