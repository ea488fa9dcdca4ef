/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ui.h - the components of the pages: what they are called in a template, what they are drawn with in assets/relais.css
 *
 * Each writes HTML into `out`, escaped; its texts are sentences or labels of ours or foreign ones, and are not kept. NULL where there is nothing to
 * say. A status is a shape and a word, never a colour alone. /composants shows them all. Forms: ui_formulaire.h; journey and timeline: ui_parcours.h.
 */
#ifndef RELAIS_WEB_UI_H
#define RELAIS_WEB_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "regle/verdict.h"

/* What a badge, an alert or a figure says before its words: ✔ ✖ ? – i. */
enum ui_ton { UI_BON, UI_MAUVAIS, UI_DOUTE, UI_HORS, UI_INFO, UI_TON__MAX };

/* The shape alone, hidden from screen readers: words follow. */
void ui_signe(struct buf *out, enum ui_ton ton);
void ui_badge(struct buf *out, enum ui_ton ton, const char *mot);
/* Badges of the domain: the same word for the same thing on every page. */
void ui_badge_classification(struct buf *out, enum classification c);
void ui_badge_avis(struct buf *out, enum avis a);
void ui_badge_certifiee(struct buf *out); /* « Certifiée »: Parcoursup's column */
void ui_badge_hors_perimetre(struct buf *out);

/* A message in the page: its title, its sentence; or, between _debut and _fin, whatever the page says in it. */
void ui_alerte(struct buf *out, enum ui_ton ton, const char *titre, const char *texte);
void ui_alerte_debut(struct buf *out, enum ui_ton ton, const char *titre);
void ui_alerte_fin(struct buf *out);
/* A message of the whole site, in one line, right under the header: before everything else in the page. */
void ui_bandeau(struct buf *out, const char *texte, const char *lien, const char *url);
/* The answer that opens a page: one sentence that says where things stand; between the two, the rest in paragraphs. */
void ui_reponse_debut(struct buf *out, enum ui_ton ton, const char *phrase);
void ui_reponse_fin(struct buf *out);

/* A refusal in its four parts, in their order (screens.md 1). Parts that are NULL or empty are left out. */
struct ui_refus {
	const char *quoi; /* what is wrong */
	const char *vu; /* what was seen, where, of which date */
	const char *qui; /* who corrects it, where */
	const char *quand; /* before when */
};
void ui_refus(struct buf *out, const struct ui_refus *r);

/* A line of a list of criteria (<ul class="fr-constats">): its badge, its words, the evidence in small type, the remedy. */
struct ui_constat {
	enum avis avis;
	int numero; /* 0: none */
	const char *titre, *preuve, *remede;
};
void ui_constat(struct buf *out, const struct ui_constat *c);
/* A line of a list of mentions (<dl class="fr-mentions">): its label, its value, « non renseignée » when there is none. */
void ui_mention(struct buf *out, const char *libelle, struct str valeur);

/* Main: one a page. Discret: a link in the shape of a button without a frame. */
enum ui_bouton { UI_PRINCIPAL, UI_SECOND, UI_DISCRET, UI_DANGER, UI_BOUTON__MAX };
/* A button that sends the form it stands in; nom may be NULL, valeur then too. */
void ui_bouton(struct buf *out, enum ui_bouton genre, const char *libelle, const char *nom,
	       const char *valeur);
void ui_lien_bouton(struct buf *out, enum ui_bouton genre, const char *libelle, const char *url);

/* A code in a fixed-width face, grouped for the eye by margins alone: what is copied is what was typed. SIRET, SIREN and NDA by their length. */
void ui_code(struct buf *out, struct str code);
/* The same, with a button to copy it when there is JavaScript; quoi: « le SIRET ». */
void ui_code_copiable(struct buf *out, struct str code, const char *quoi);

/* A link as a card: its title, two lines under it. */
void ui_tuile(struct buf *out, const char *titre, const char *texte, const char *url);
/* A figure of the day, with its unit in words; url may be NULL. */
void ui_chiffre(struct buf *out, int64_t n, const char *legende, const char *url);
/* An empty page teaches: what would be here, how it gets here. */
void ui_vide(struct buf *out, const char *titre, const char *texte);

/* Folded content. `id` is unique in the page, and what a link opens. */
void ui_accordeon_debut(struct buf *out, const char *id, const char *titre, bool ouvert);
void ui_accordeon_fin(struct buf *out);

/* Tabs that are links, each with how many it holds (-1: not said). */
struct ui_onglet {
	const char *libelle, *url;
	int64_t compte;
	bool courant;
};
void ui_onglets(struct buf *out, const char *etiquette, const struct ui_onglet *v, size_t n);

/* Previous and next, by cursor; NULL: there is none. resume: « Offres 21 à 40 sur 1 234 ». Nothing at all is written without either. */
void ui_pagination(struct buf *out, const char *precedente, const char *suivante,
		   const char *resume);

/*
 * A table: ui_tableau_debut writes up to <tbody>, the page its <tr>, ui_tableau_fin the rest. The first cell of a row is <th scope="row"> with the link;
 * the others are <td data-titre="Lieu">: on a phone a row becomes a card, and that title is shown there. Figures: class="n".
 */
enum ui_tri { UI_TRI_AUCUN, UI_TRI_CROISSANT, UI_TRI_DECROISSANT };
struct ui_colonne {
	const char *titre;
	bool nombre;
	const char *url; /* sorts by that column; NULL: it does not sort */
	enum ui_tri tri;
};
struct ui_tableau {
	const char *legende;
	bool legende_cachee; /* for screen readers only: a heading above says the same */
	const struct ui_colonne *colonnes;
	size_t n;
};
void ui_tableau_debut(struct buf *out, const struct ui_tableau *t);
void ui_tableau_fin(struct buf *out);

#endif
