/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.c - what every page has around its own sections
 */
#include "cli/page.h"

#include "base/embarque.h"
#include "cli/ecran.h"
#include "referentiel/memoire.h"

const char *page_majuscule(struct arena *a, const char *texte)
{
	char *t = arena_cstr(a, str_of(texte));

	/* Our own labels: « le CFA », « état des SIRET » (a letter of Latin-1 in UTF-8: its second byte), « Certif Info ». */
	if (t[0] >= 'a' && t[0] <= 'z')
		t[0] = (char)(t[0] - 32);
	else if (t[0] == '\xc3' && (unsigned char)t[1] >= 0xa0)
		t[1] = (char)(t[1] - 32);
	return t;
}

const char *page_zone(struct arena *a, const char *code, bool academie, const char *inconnue)
{
	const struct str n = academie ? academie_nom(str_of(code)) : region_nom(str_of(code));

	if (!code[0])
		return inconnue;
	return n.n ? arena_cstr(a, n) : arena_printf(a, "Code %s", code);
}

static void meta(struct page *p, const char *cle, const char *nom, const char *contenu)
{
	html_element(&p->h, "meta");
	html_attribut(&p->h, cle, nom);
	if (contenu)
		html_attribut(&p->h, "content", contenu);
	html_fin_vide(&p->h);
}

static void lien(struct page *p, const char *id, const char *texte, const char *classe)
{
	html_element(&p->h, "a");
	if (classe)
		html_attribut(&p->h, "class", classe);
	html_attribut(&p->h, "href", arena_printf(p->a, "#%s", id));
	html_texte(&p->h, str_of(texte_insecable(p->a, texte)));
	html_fin(&p->h);
}

static void entete(struct page *p, const char *titre)
{
	const struct embarque *css = embarque_donnee("rapport.css");

	html_element(&p->h, "head");
	meta(p, "charset", "utf-8", NULL);
	meta(p, "http-equiv", "Content-Security-Policy",
	     "default-src 'none'; style-src 'unsafe-inline'");
	meta(p, "name", "viewport", "width=device-width, initial-scale=1");
	html_mot(&p->h, "title", NULL, arena_printf(p->a, "%s – relais", titre));
	html_style(&p->h, (struct str){(const char *)css->octets, css->taille});
	html_fin(&p->h);
}

void page_ouvrir(struct page *p, struct arena *a, struct buf *out, const char *titre)
{
	p->a = a;
	html_init(&p->h, out);
	html_element(&p->h, "html");
	html_attribut(&p->h, "lang", "fr");
	entete(p, titre);
	html_element(&p->h, "body");
	lien(p, "contenu", "Aller au contenu", "evitement");
	html_element(&p->h, "header");
	html_element(&p->h, "p");
	html_attribut(&p->h, "class", "marque");
	html_mot(&p->h, "strong", NULL, "relais");
	html_texte(&p->h, STR(" · les offres de formation en apprentissage, vers Parcoursup"));
	html_fin(&p->h);
	html_mot(&p->h, "h1", NULL, texte_insecable(p->a, titre));
	html_fin(&p->h);
	html_element(&p->h, "main");
	html_attribut(&p->h, "id", "contenu");
	html_attribut(&p->h, "tabindex", "-1");
}

void page_fermer(struct page *p, const char *pied)
{
	html_fin(&p->h);
	html_mot(&p->h, "footer", NULL, texte_insecable(p->a, pied));
	html_fin(&p->h);
	html_fin(&p->h);
}

void page_paragraphe(struct page *p, const char *classe, const char *texte)
{
	html_mot(&p->h, "p", classe, texte_insecable(p->a, texte));
}

void page_reponse(struct page *p, const char *const *phrases)
{
	html_element(&p->h, "div");
	html_attribut(&p->h, "class", "reponse");
	for (; *phrases; phrases++)
		if (**phrases)
			page_paragraphe(p, NULL, *phrases);
	html_fin(&p->h);
}

void page_sommaire(struct page *p, const struct page_section *const *sections)
{
	html_element(&p->h, "nav");
	html_attribut(&p->h, "aria-label", "Sommaire");
	html_element(&p->h, "ul");
	for (; *sections; sections++) {
		html_element(&p->h, "li");
		lien(p, (*sections)->id, (*sections)->titre, NULL);
		html_fin(&p->h);
	}
	html_fin(&p->h);
	html_fin(&p->h);
}

void page_section(struct page *p, const struct page_section *s)
{
	html_element(&p->h, "section");
	html_attribut(&p->h, "class", "longue");
	html_attribut(&p->h, "aria-labelledby", s->id);
	html_element(&p->h, "h2");
	html_attribut(&p->h, "id", s->id);
	html_texte(&p->h, str_of(texte_insecable(p->a, s->titre)));
	html_fin(&p->h);
	if (s->notice)
		page_paragraphe(p, "notice", s->notice);
}

void page_table(struct page *p, const char *legende, const struct page_colonne *c, size_t n)
{
	struct html *h = &p->h;

	html_element(h, "div");
	html_attribut(h, "class", "tableau");
	html_attribut(h, "tabindex", "0");
	html_attribut(h, "role", "region");
	html_attribut(h, "aria-label", legende);
	html_element(h, "table");
	html_mot(h, "caption", NULL, texte_insecable(p->a, legende));
	html_element(h, "thead");
	html_element(h, "tr");
	for (size_t i = 0; i < n; i++) {
		html_element(h, "th");
		html_attribut(h, "scope", "col");
		if (c[i].nombre)
			html_attribut(h, "class", "n");
		html_texte(h, str_of(texte_insecable(p->a, c[i].titre)));
		html_fin(h);
	}
	html_fin(h);
	html_fin(h);
	html_element(h, "tbody");
}

void page_table_pied(struct page *p)
{
	html_fin(&p->h);
	html_element(&p->h, "tfoot");
}

void page_table_fin(struct page *p)
{
	html_fin(&p->h);
	html_fin(&p->h);
	html_fin(&p->h);
}

void page_ligne(struct page *p, const char *titre)
{
	html_element(&p->h, "tr");
	html_element(&p->h, "th");
	html_attribut(&p->h, "scope", "row");
	html_texte(&p->h, str_of(texte_insecable(p->a, titre)));
	html_fin(&p->h);
}

void page_texte(struct page *p, const char *classe, const char *texte)
{
	html_mot(&p->h, "td", classe, texte_insecable(p->a, texte));
}

void page_nombre(struct page *p, int64_t n)
{
	page_texte(p, "n", nombre_francais(p->a, n));
}

void page_part(struct page *p, int64_t partie, int64_t tout)
{
	page_texte(p, "n", part_francaise(p->a, partie, tout));
}
