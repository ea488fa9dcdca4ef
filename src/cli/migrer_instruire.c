/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer_instruire.c - the section of a migration's page that people work from: what they have to decide, académie by académie, and how
 */
#include "cli/ecran.h"
#include "cli/migrer_page.h"
#include "parcoursup/absence.h"

enum { A_INSTRUIRE_MONTRES = 500 };

const struct page_section migrer_section_instruire = {"a-instruire", "À instruire par les SAIO",
						      NULL};

/* A line to copy; the UAI of a lieu is the same for every campagne. */
static void commande(struct rapport *r, const char *texte)
{
	const bool uai = strstr(texte, "--uai") != NULL;

	html_element(&r->p.h, "span");
	html_attribut(&r->p.h, "class", "ligne code");
	html_texte(&r->p.h, str_of(uai ? arena_printf(r->a, "%s --reason \"…\"", texte)
				       : arena_printf(r->a, "%s --campagne %d --reason \"…\"",
						      texte, r->d->campagne->annee)));
	html_fin(&r->p.h);
}

/* How a person answers, by reason; only those that occur. */
static void comment(struct rapport *r)
{
	static const struct {
		const char *code, *commande, *sinon;
	} REPONSES[] = {
		{ABSENCE_PLUSIEURS, "relais formation lier FORMATION CLE", NULL},
		{ABSENCE_CANDIDATE, "relais formation lier FORMATION CLE", NULL},
		{ABSENCE_PROCHE, "relais formation lier FORMATION CLE",
		 "relais statut demander CLE"},
		{ABSENCE_ATTEND_SAIO, "relais statut demander CLE",
		 "relais statut refuser CLE --motif MOTIF"},
		{"uai", "relais decider CLE --uai UAI", NULL},
	};
	static const struct page_colonne COLONNES[] = {
		{"Ce qui attend", false}, {"Lignes", true}, {"Pour répondre", false}};

	page_table(&r->p, "Comment répondre", COLONNES, 3);
	for (size_t i = 0; i < sizeof REPONSES / sizeof *REPONSES; i++) {
		int64_t n = 0;

		for (size_t k = 0; k < r->c.n_a_instruire; k++)
			n += strcmp(r->c.a_instruire[k]->motif_code, REPONSES[i].code) == 0;
		if (!n)
			continue;
		page_ligne(&r->p, absence_libelle(r->a, REPONSES[i].code));
		page_nombre(&r->p, n);
		html_element(&r->p.h, "td");
		commande(r, REPONSES[i].commande);
		if (REPONSES[i].sinon)
			commande(r, REPONSES[i].sinon);
		html_fin(&r->p.h);
		html_fin(&r->p.h);
	}
	page_table_fin(&r->p);
}

static const char *academie(struct rapport *r, const struct ligne *l)
{
	return page_zone(r->a, arena_cstr(r->a, ligne_lieu(l).academie), true, "Académie inconnue");
}

static void code(struct rapport *r, const char *quoi, struct str valeur)
{
	struct html *h = &r->p.h;

	if (!valeur.n)
		return;
	html_element(h, "span");
	html_attribut(h, "class", "ligne");
	html_texte(h, str_of(arena_printf(r->a, "%s ", quoi)));
	html_element(h, "span");
	html_attribut(h, "class", "code");
	html_texte(h, valeur);
	html_fin(h);
	html_fin(h);
}

/* « BTS MCO, CFA Exemple, Melun »: of the offre, else of the formation. */
static const char *nom(struct rapport *r, const struct ligne *l)
{
	const struct jugee *o = l->offre;
	const struct str quoi = o ? o->intitule : l->fait->col[FT_SPECIALITE];
	const struct str qui = o ? o->formateur : l->fait->col[FT_NOM];
	const struct str ou = o ? o->ville : STR_VIDE;

	return arena_printf(r->a, "%.*s%s%.*s%s%.*s", STR_FMT(quoi), qui.n ? ", " : "",
			    STR_FMT(qui), ou.n ? ", " : "", STR_FMT(ou));
}

static void ligne_a_instruire(struct rapport *r, const struct ligne *l)
{
	page_ligne(&r->p, nom(r, l));
	html_element(&r->p.h, "td");
	code(r, "Formation", l->formation);
	code(r, "Clé", l->cle);
	code(r, "UAI", l->uai);
	html_fin(&r->p.h);
	page_texte(&r->p, NULL, l->motif);
	html_fin(&r->p.h);
}

/* The académie that starts at that rank: how many lines of it there are. */
static size_t groupe(const struct migrer_compte *c, size_t rang)
{
	const struct str ici = ligne_lieu(c->a_instruire[rang]).academie;
	size_t n = 1;

	while (rang + n < c->n_a_instruire &&
	       str_eq(ligne_lieu(c->a_instruire[rang + n]).academie, ici))
		n++;
	return n;
}

/* A link to each académie, with how many lines it has. */
static void repertoire(struct rapport *r)
{
	struct html *h = &r->p.h;

	html_element(h, "nav");
	html_attribut(h, "aria-label", "Les académies");
	html_element(h, "ul");
	for (size_t i = 0, n; i < r->c.n_a_instruire; i += n) {
		const struct ligne *l = r->c.a_instruire[i];

		n = groupe(&r->c, i);
		html_element(h, "li");
		html_element(h, "a");
		html_attribut(
			h, "href",
			arena_printf(r->a, "#academie-%.*s", STR_FMT(ligne_lieu(l).academie)));
		html_texte(h, str_of(academie(r, l)));
		html_fin(h);
		html_texte(h, str_of(arena_printf(r->a, " %zu", n)));
		html_fin(h);
	}
	html_fin(h);
	html_fin(h);
}

const char *migrer_tout_le_csv(struct rapport *r)
{
	const char *ou = r->d->csv;

	if (ou && strcmp(ou, "-") != 0)
		return arena_printf(r->a, "Toutes les lignes, une par une, sont dans %s.", ou);
	return arena_printf(
		r->a,
		"Toutes les lignes, une par une : « relais campagne migrer %d --dry-run --csv lignes.csv ».",
		r->d->campagne->annee);
}

static void instruire_academie(struct rapport *r, size_t rang, size_t n, size_t montres)
{
	static const struct page_colonne COLONNES[] = {
		{"Offre ou formation", false}, {"Codes", false}, {"Ce qui est à décider", false}};
	const struct ligne *l = r->c.a_instruire[rang];
	const char *ici = academie(r, l);

	const char *titre =
		montres < n && montres
			? arena_printf(r->a, "%s : les %zu premières des %zu lignes", ici, montres,
				       n)
			: arena_printf(r->a, "%s : %zu ligne%s", ici, n, n > 1 ? "s" : "");

	html_element(&r->p.h, "h3");
	html_attribut(&r->p.h, "id",
		      arena_printf(r->a, "academie-%.*s", STR_FMT(ligne_lieu(l).academie)));
	html_texte(&r->p.h, str_of(texte_insecable(r->a, titre)));
	html_fin(&r->p.h);
	if (!montres) {
		page_paragraphe(&r->p, NULL, migrer_tout_le_csv(r));
		return;
	}
	html_element(&r->p.h, "div");
	html_attribut(&r->p.h, "class", "cartes");
	page_table(&r->p, titre, COLONNES, 3);
	for (size_t i = 0; i < montres; i++)
		ligne_a_instruire(r, r->c.a_instruire[rang + i]);
	page_table_fin(&r->p);
	html_fin(&r->p.h);
}

void migrer_instruire(struct rapport *r)
{
	size_t reste = A_INSTRUIRE_MONTRES;

	page_section(&r->p, &migrer_section_instruire);
	page_paragraphe(&r->p, "notice", migrer_tout_le_csv(r));
	comment(r);
	repertoire(r);
	for (size_t i = 0, n; i < r->c.n_a_instruire; i += n) {
		size_t montres;

		n = groupe(&r->c, i);
		montres = n < reste ? n : reste;
		instruire_academie(r, i, n, montres);
		reste -= montres;
	}
	html_fin(&r->p.h);
}
