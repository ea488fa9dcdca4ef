/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parametre.h - what a page accepts in its address or its form, said in a table, read once
 *
 * A value that the table does not allow is told by a sentence, to be shown beside its field, and counts as not given; what was typed is kept as it was, so
 * that the form comes back filled. Names that the table does not have are ignored: other sites add theirs. Nothing here is ever fatal: foreign
 * bytes make sentences.
 */
#ifndef RELAIS_WEB_PARAMETRE_H
#define RELAIS_WEB_PARAMETRE_H

#include "http/http.h"

enum parametre_genre {
	PARAMETRE_TEXTE, /* words: at most `max` characters; blanks around it apart */
	PARAMETRE_ENTIER, /* from `min` to `max` */
	PARAMETRE_CODE, /* letters, digits, « - », « _ », « # », « . », « : »: at most `max` bytes */
	PARAMETRE_CHOIX, /* one of `choix` */
};

struct parametre {
	const char *nom; /* in the address: « region » */
	const char *libelle; /* of its field: « Région » */
	enum parametre_genre genre;
	int min, max;
	const char *const *choix; /* ends with NULL */
	bool plusieurs; /* may be repeated: any of them */
};

enum { PARAMETRES_MAX = 24, PARAMETRE_VALEURS_MAX = 64 };

struct valeur {
	const struct parametre *parametre;
	struct str vu; /* what was typed, of the first; empty: nothing */
	struct str texte
		[PARAMETRE_VALEURS_MAX]; /* those that are right, each once, in the order given */
	size_t n;
	int64_t entier; /* of the first, for PARAMETRE_ENTIER; of PARAMETRE_CHOIX its rank */
	const char *erreur; /* NULL, or a French sentence */
};
struct valeurs {
	struct valeur *v; /* in the order of the table */
	size_t n;
	size_t erreurs;
};

/* Read; everything lies in the arena. The table has at most PARAMETRES_MAX lines. */
void parametres_lire(const struct parametre *table, size_t n, struct http_champs champs,
		     struct arena *a, struct valeurs *ret);
/* The one of that name: BUG() when the table has none. */
const struct valeur *valeur_de(const struct valeurs *v, const char *nom);
/* Is that one of its values? */
bool valeur_a(const struct valeur *v, struct str texte);

/*
 * An address of the same page with the same right values, in the order of the table: « /catalogue?q=bts&region=11 ». One name may be changed:
 */
struct adresse_ecart {
	const char *nom; /* NULL: none */
	struct str valeur; /* empty: the name is left out */
	bool basculer; /* of a name that may be repeated: add the value, or take it away when it is there */
	const char *const
		*sans; /* names that are left out (pages, cursors); ends with NULL; NULL: none */
};
const char *adresse_avec(struct arena *a, const char *chemin, const struct valeurs *v,
			 const struct adresse_ecart *ecart);
/* A text as a value of an address: percent-encoded. */
void adresse_valeur(struct buf *out, struct str s);

#endif
