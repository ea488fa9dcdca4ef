/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecran.c - wrapping by characters, French spacing, and the few escape sequences that every terminal knows
 */
#include "cli/ecran.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/francais.h"
#include "base/limites.h"
#include "base/utf8.h"

static const char *const SEQUENCES[STYLE__MAX] = {
	[STYLE_NORMAL] = "",        [STYLE_GRAS] = "\033[1m",   [STYLE_VERT] = "\033[32m",
	[STYLE_ROUGE] = "\033[31m", [STYLE_JAUNE] = "\033[33m", [STYLE_GRIS] = "\033[2m",
};
static const char FIN[] = "\033[0m";

static const struct {
	const char *signe;
	enum style style;
} AVIS[AVIS__MAX] = {
	[AVIS_CONFORME] = {"✔", STYLE_VERT},
	[AVIS_NON_CONFORME] = {"✖", STYLE_ROUGE},
	[AVIS_A_VERIFIER] = {"?", STYLE_JAUNE},
	[AVIS_SANS_OBJET] = {"–", STYLE_GRIS},
};

const char *avis_signe(enum avis avis)
{
	return AVIS[avis].signe;
}

enum style avis_style(enum avis avis)
{
	return AVIS[avis].style;
}

void ecran_init(struct ecran *e, struct buf *out)
{
	const char *sans = getenv("NO_COLOR"), *terminal = getenv("TERM");

	e->out = out;
	e->couleur = isatty(STDOUT_FILENO) && !(sans && sans[0]) && terminal &&
		     strcmp(terminal, "dumb") != 0;
}

static void debut_style(struct ecran *e, enum style style)
{
	if (e->couleur && style != STYLE_NORMAL)
		buf_cstr(e->out, SEQUENCES[style]);
}

static void fin_style(struct ecran *e, enum style style)
{
	if (e->couleur && style != STYLE_NORMAL)
		buf_cstr(e->out, FIN);
}

void ecran_mot(struct ecran *e, enum style style, const char *texte)
{
	debut_style(e, style);
	utf8_visible(str_of(texte), false, e->out);
	fin_style(e, style);
}

static void blancs(struct ecran *e, int n)
{
	for (; n > 0; n--)
		buf_char(e->out, ' ');
}

const char *texte_insecable(struct arena *a, const char *texte)
{
	const struct str t = str_of(texte);
	char *ret = arena_alloc(a, 2 * t.n + 1), *ou = ret;

	for (size_t i = 0; i < t.n; i++) {
		if (texte[i] == ' ' && !francais_coupable(t, i)) {
			*ou++ = FRANCAIS_INSECABLE[0];
			*ou++ = FRANCAIS_INSECABLE[1];
		} else {
			*ou++ = texte[i];
		}
	}
	*ou = '\0';
	return ret;
}

/* The next piece that is not cut: up to a space where a line may end, or the end. */
static struct str morceau(const char *texte, const char *p)
{
	const struct str t = str_of(texte);
	const char *fin = p;

	while (*fin && (*fin != ' ' || !francais_coupable(t, (size_t)(fin - texte))))
		fin++;
	return (struct str){p, (size_t)(fin - p)};
}

void ecran_paragraphe(struct ecran *e, struct paragraphe p, const char *texte)
{
	int colonne = p.retrait;
	bool vide = true; /* nothing on the line yet */

	if (!p.deja)
		blancs(e, p.retrait);
	debut_style(e, p.style);
	for (const char *q = texte; *q;) {
		const struct str m = morceau(texte, q);
		const int n = (int)utf8_longueur(m);

		if (!vide && colonne + 1 + n > ECRAN_LARGEUR) {
			buf_char(e->out, '\n');
			blancs(e, p.suite);
			colonne = p.suite;
		} else if (!vide) {
			buf_char(e->out, ' ');
			colonne++;
		}
		utf8_visible(m, false, e->out);
		colonne += n;
		vide = false;
		q = m.p + m.n;
		while (*q == ' ')
			q++;
	}
	fin_style(e, p.style);
	buf_char(e->out, '\n');
}

void ecran_titre(struct ecran *e, const char *texte)
{
	buf_char(e->out, '\n');
	ecran_mot(e, STYLE_GRAS, texte);
	buf_char(e->out, '\n');
}

void ecran_colonne(struct ecran *e, const char *texte, int colonnes)
{
	utf8_visible(str_of(texte), false, e->out);
	blancs(e, colonnes - (int)utf8_longueur(str_of(texte)));
}

const char *ecran_court(struct arena *a, const char *texte, size_t n)
{
	size_t fin = 0;

	if (utf8_longueur(str_of(texte)) <= n)
		return texte;
	for (size_t i = 1; i < n; i++)
		do
			fin++;
		while (((unsigned char)texte[fin] & 0xc0) == 0x80);
	return arena_printf(a, "%.*s…", (int)fin, texte);
}

void ecran_nombre(struct ecran *e, int64_t n, int colonnes)
{
	AUTO_ARENA a = arena_new(0);
	const char *texte = nombre_francais(a, n);

	blancs(e, colonnes - (int)utf8_longueur(str_of(texte)));
	buf_cstr(e->out, texte);
}

const char *anomalie_valeur(struct arena *a, struct str valeur)
{
	if (!valeur.n)
		return "(vide)";
	if (utf8_longueur(valeur) <= LIMITE_VALEUR_VUE)
		return arena_printf(a, "« %.*s »", STR_FMT(valeur));
	/* Cut on a character: a sequence that the cut opens is left out. */
	size_t n = LIMITE_VALEUR_VUE;

	while (n && ((unsigned char)valeur.p[n] & 0xc0) == 0x80)
		n--;
	return arena_printf(a, "« %.*s… »", (int)n, valeur.p);
}
