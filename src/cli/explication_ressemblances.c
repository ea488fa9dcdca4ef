/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_ressemblances.c - in « relais explain »: the groups of « relais doublons » that the offre is in, and what its place contradicts
 */
#include "cli/explication.h"

enum { RETRAIT = 2 };

void ressemblances_texte(const struct explication *x, struct ecran *ecran)
{
	static const char *const SIGNES[GRAVITE__MAX] = {"✖", "?", "–"};
	const struct ressemblances *r = x->ressemblances;

	if (r->groupes.n)
		ecran_titre(ecran, "Offres qui lui ressemblent (le résultat n'en dépend pas)");
	for (size_t i = 0; i < r->groupes.n; i++) {
		const struct doublon_sens *s = doublon_sens(r->groupes.v[i].genre);

		ecran_paragraphe(ecran,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 arena_printf(x->a, "%s %s", SIGNES[s->gravite],
					      ressemblances_groupe(x->a, r, &r->groupes.v[i])));
		if (s->gravite == GRAVITE_FAUX)
			continue;
		ecran_paragraphe(ecran,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 2, false},
				 s->sens);
		ecran_paragraphe(ecran,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false},
				 arena_printf(x->a, "→ %s", s->remede));
	}
}

void contradictions_texte(const struct explication *x, struct ecran *ecran)
{
	const struct offre_comparee *o = x->ressemblances->offre;

	for (int i = 0; i < INCOHERENCE__MAX; i++) {
		if (!o->incoherence[i])
			continue;
		const struct phrase p = incoherence_phrase(x->a, (enum incoherence)i, o);

		ecran_paragraphe(ecran,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 arena_printf(x->a, "? %s", explication_vu(x, &p)));
		ecran_paragraphe(ecran,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false},
				 arena_printf(x->a, "→ %s", p.remede));
	}
}

static void groupe_json(const struct explication *x, struct json_out *j, const struct groupe *g)
{
	const struct doublon_sens *s = doublon_sens(g->genre);

	json_objet(j);
	json_champ(j, "genre", str_of(s->code));
	json_champ(j, "gravite", str_of(gravite_code(s->gravite)));
	json_champ(j, "titre", str_of(s->titre));
	json_champ(j, "sens", str_of(s->sens));
	json_champ(j, "acteur", str_of(acteur_code(s->acteur)));
	json_champ(j, "remede", str_of(s->remede));
	json_cle(j, "offres");
	json_liste(j);
	for (size_t i = 0; i < g->n; i++) {
		const struct offre_comparee *o = g->membres[i];

		if (o == x->ressemblances->offre)
			continue;
		json_objet(j);
		json_champ_entier(j, "id", o->numero);
		json_champ(j, "cle", o->cle);
		json_champ(j, "source", o->source);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_fin_objet(j);
}

void ressemblances_json(const struct explication *x, struct json_out *j)
{
	const struct ressemblances *r = x->ressemblances;

	json_cle(j, "doublons");
	json_liste(j);
	for (size_t i = 0; i < r->groupes.n; i++)
		groupe_json(x, j, &r->groupes.v[i]);
	json_fin_liste(j);
	json_cle(j, "incoherences");
	json_liste(j);
	for (int i = 0; i < INCOHERENCE__MAX; i++) {
		if (!r->offre->incoherence[i])
			continue;
		const struct phrase p = incoherence_phrase(x->a, (enum incoherence)i, r->offre);

		json_objet(j);
		json_champ(j, "code", str_of(incoherence_code((enum incoherence)i)));
		json_champ(j, "fait", str_of(p.fait));
		json_champ(j, "vu", str_of(p.vu));
		json_champ(j, "acteur", str_of(acteur_code(p.acteur)));
		json_champ(j, "remede", str_of(p.remede));
		json_fin_objet(j);
	}
	json_fin_liste(j);
}
