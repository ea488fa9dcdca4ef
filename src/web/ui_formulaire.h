/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ui_formulaire.h - fields of forms: each has its label, its hint, and its error beside it
 *
 * The id of a field is what a link of the summary of errors leads to; hint and error are tied to it (aria-describedby). A form sent with an error comes back
 * filled: `valeur` is what was sent, whatever it was.
 */
#ifndef RELAIS_WEB_UI_FORMULAIRE_H
#define RELAIS_WEB_UI_FORMULAIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct ui_champ {
	const char *id, *nom; /* nom: of the parameter */
	const char *etiquette;
	const char *aide; /* what is expected, with an example; NULL: nothing */
	const char *erreur; /* NULL: none */
	const char *valeur;
	const char *type; /* NULL: « text »; « search », « date », « number », « file » */
	const char *clavier; /* inputmode: « numeric »; NULL */
	const char *completion; /* autocomplete: « email »; NULL: off */
	const char *accepte; /* of a file: « .xml,.csv,.zip » */
	int max; /* characters; 0: no limit said */
	bool requis;
};
void ui_champ(struct buf *out, const struct ui_champ *c);

/* A choice among few: a list, boxes (several) or rounds (one). */
struct ui_option {
	const char *valeur, *libelle;
	int64_t compte; /* how many results; -1: not said */
	bool choisie;
};
struct ui_choix {
	const char *id, *nom;
	const char *etiquette, *aide, *erreur;
	const struct ui_option *options;
	size_t n;
	const char *tous; /* of a list: the first line, without a value; NULL: none */
	bool un_seul; /* of boxes: rounds */
	bool replie; /* of boxes: folded under its label, open when one is chosen (filters) */
};
/* A list to choose one from; then boxes, in a fieldset whose legend is the label. */
void ui_select(struct buf *out, const struct ui_choix *c);
void ui_cases(struct buf *out, const struct ui_choix *c);

/* What is wrong in the form, on top of it, each with a link to its field. Nothing is written when n is 0. */
struct ui_erreur {
	const char *id, *message;
};
void ui_resume_erreurs(struct buf *out, const struct ui_erreur *v, size_t n);

/*
 * Filters: a form beside the results on a large screen, a drawer on a phone (a link opens it, with or without JavaScript). Between the two, the
 * fields. actifs: how many are in use; effacer: the address without any of them.
 */
void ui_filtres_debut(struct buf *out, const char *action, int actifs, const char *effacer);
void ui_filtres_fin(struct buf *out);
/* The filters in use, each a link that removes it. */
struct ui_filtre_actif {
	const char *libelle, *url; /* « Académie : Créteil », the address without it */
};
void ui_filtres_actifs(struct buf *out, const struct ui_filtre_actif *v, size_t n);

#endif
