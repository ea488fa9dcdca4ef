/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_html.c - the report as one page: nothing beside it, no script; for a screen, for paper, for a screen reader (RGAA 4.1)
 *
 * The order is that of the text: the answer, the funnel, who acts, what stops the offres, the places, the sources. Each chart is
 * followed by the table of its figures, and nothing is said by a colour alone.
 */
#include "base/embarque.h"
#include "cli/bilan_html.h"
#include "cli/graphique.h"
#include "referentiel/memoire.h"

static const struct section
	SECTION_ENTONNOIR =
		{"entonnoir", "L'entonnoir",
		 "De la déclaration à l'import dans Parcoursup : chaque étape est une part de la "
		 "précédente."},
	SECTION_ACTEURS =
		{"acteurs", "Qui doit agir",
		 "Les offres du périmètre de Parcoursup que quelque chose arrête, par qui les débloque. "
		 "Une offre peut attendre plusieurs acteurs."},
	SECTION_MOTIFS =
		{"motifs", "Ce qui arrête les offres",
		 "Du motif le plus fréquent au plus rare, toutes offres comprises. Une offre peut avoir "
		 "plusieurs motifs : les lignes ne s'additionnent pas."},
	SECTION_VERIFIER = {"verifier", "À vérifier par une personne",
			    "Ces doutes n'empêchent pas une offre d'être réglementaire."},
	SECTION_REGIONS = {"regions", "Par région", "La région est celle du lieu de formation."},
	SECTION_ACADEMIES = {"academies", "Par académie",
			     "L'académie est celle du lieu de formation."},
	SECTION_SOURCES = {"sources", "Les sources",
			   "D'où viennent ces chiffres, et de quand ils datent."};

/* Short enough for the line of a phone. */
static const char *const TRIS_COURTS[TRI__MAX] = {
	[TRI_DECLAREES] = "Déclarées",
	[TRI_AFFICHEES] = "Affichées au catalogue",
	[TRI_REGLEMENTAIRES] = "Réglementaires",
	[TRI_PERIMETRE] = "Dans le périmètre, avec session",
	[TRI_IMPORTABLES] = "Importables",
	[TRI_SAIO] = "dont : à vérifier par le SAIO",
};
static const char *const CRITERES_COURTS[CRITERES] = {
	"organisme déclaré", "Qualiopi à jour", "type éligible",   "habilitation",
	"RNCP actif",        "durée cohérente", "session ouverte", "année d'entrée",
};

static const char LECTURE_PART[] =
	"Barre pleine : les offres comptées. Cadre : toutes les offres déclarées.";
static const char LECTURE_ZONES[] =
	"Barre épaisse : les offres importables. Barre fine : les réglementaires. Cadre : toutes "
	"celles qui sont déclarées. Le nombre est la part des importables.";

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

void page_section(struct page *p, const struct section *s)
{
	html_element(&p->h, "section");
	html_attribut(&p->h, "class", "longue");
	html_attribut(&p->h, "aria-labelledby", s->id);
	html_element(&p->h, "h2");
	html_attribut(&p->h, "id", s->id);
	html_texte(&p->h, str_of(s->titre));
	html_fin(&p->h);
	html_mot(&p->h, "p", "notice", s->notice);
}

void page_table(struct page *p, const char *legende, const struct colonne *c, size_t n)
{
	struct html *h = &p->h;

	html_element(h, "div");
	html_attribut(h, "class", "tableau");
	html_attribut(h, "tabindex", "0");
	html_attribut(h, "role", "region");
	html_attribut(h, "aria-label", legende);
	html_element(h, "table");
	html_mot(h, "caption", NULL, legende);
	html_element(h, "thead");
	html_element(h, "tr");
	for (size_t i = 0; i < n; i++) {
		html_element(h, "th");
		html_attribut(h, "scope", "col");
		if (c[i].nombre)
			html_attribut(h, "class", "n");
		html_texte(h, str_of(c[i].titre));
		html_fin(h);
	}
	html_fin(h);
	html_fin(h);
	html_element(h, "tbody");
}

void page_fin_table(struct page *p)
{
	html_fin(&p->h);
	html_fin(&p->h);
}

void page_ligne(struct page *p, const char *titre)
{
	html_element(&p->h, "tr");
	html_element(&p->h, "th");
	html_attribut(&p->h, "scope", "row");
	html_texte(&p->h, str_of(titre));
	html_fin(&p->h);
}

void page_nombre(struct page *p, int64_t n)
{
	html_mot(&p->h, "td", "n", nombre_francais(p->a, n));
}

void page_part(struct page *p, int64_t partie, int64_t tout)
{
	html_mot(&p->h, "td", "n", part_francaise(p->a, partie, tout));
}

/* A line of a table « what · how many · share of the whole ». */
static void ligne_de(struct page *p, const char *titre, int64_t n, int64_t tout)
{
	page_ligne(p, titre);
	page_nombre(p, n);
	page_part(p, n, tout);
	html_fin(&p->h);
}

static void ligne(struct page *p, const char *titre, int64_t n)
{
	ligne_de(p, titre, n, p->b->tri[TRI_DECLAREES]);
}

static const struct colonne QUOI_COMBIEN[] = {
	{"Étape", false}, {"Offres", true}, {"Part des déclarées", true}};
static const struct colonne QUI_COMBIEN[] = {
	{"Qui agit", false}, {"Offres", true}, {"Part des arrêtées", true}};
static const struct colonne CRITERE_COMBIEN[] = {
	{"Critère", false}, {"Offres", true}, {"Part des déclarées", true}};
static const struct colonne MOTIF_QUI[] = {
	{"Motif", false}, {"Qui corrige", false}, {"Offres", true}, {"Part des déclarées", true}};

static void entonnoir(struct page *p)
{
	const struct bilan_campagne *b = p->b;
	struct barre barres[TRI__MAX];
	const struct graphique g = {"g-entonnoir",
				    "Les offres à chaque étape, de la déclaration à l'import",
				    LECTURE_PART, barres, TRI__MAX};

	page_section(p, &SECTION_ENTONNOIR);
	for (int i = 0; i < TRI__MAX; i++)
		barres[i] = (struct barre){.libelle = TRIS_COURTS[i],
					   .valeur = nombre_francais(p->a, b->tri[i]),
					   .tout = b->tri[TRI_DECLAREES],
					   .dont = b->tri[i]};
	graphique_ecrire(&p->h, p->a, &g);
	page_table(p, "L'entonnoir, étape par étape", QUOI_COMBIEN, 3);
	for (int i = 0; i < TRI__MAX; i++)
		ligne(p, tri_libelle((enum tri)i), b->tri[i]);
	html_fin(&p->h);
	page_fin_table(p);
	html_fin(&p->h);
}

static void acteurs(struct page *p)
{
	const struct bilan_campagne *b = p->b;
	enum acteur ordre[ACTEUR__MAX];
	struct barre barres[ACTEUR__MAX];
	const size_t n = bilan_acteurs(b->acteur, ordre);
	const struct graphique g = {
		"g-acteurs", "Les offres du périmètre qui attendent, par acteur",
		arena_printf(
			p->a,
			"Barre pleine : les offres qui attendent cet acteur. Cadre : les %s offres du "
			"périmètre qui sont arrêtées.",
			nombre_francais(p->a, b->attendent)),
		barres, n};

	if (!n)
		return;
	page_section(p, &SECTION_ACTEURS);
	for (size_t i = 0; i < n; i++)
		barres[i] = (struct barre){
			.libelle = ordre[i] == ACTEUR_MOSS
					   ? "La mission d'orientation (DGESIP)"
					   : page_majuscule(p->a, acteur_libelle(ordre[i])),
			.valeur = nombre_francais(p->a, b->acteur[ordre[i]]),
			.tout = b->attendent,
			.dont = b->acteur[ordre[i]]};
	graphique_ecrire(&p->h, p->a, &g);
	page_table(p, "Qui doit agir, et pour combien d'offres", QUI_COMBIEN, 3);
	for (size_t i = 0; i < n; i++)
		ligne_de(p, page_majuscule(p->a, acteur_libelle(ordre[i])), b->acteur[ordre[i]],
			 b->attendent);
	html_fin(&p->h);
	page_fin_table(p);
	html_fin(&p->h);
}

static const char *motif_titre(struct page *p, int m, bool court)
{
	if (m < CRITERES)
		return arena_printf(p->a, "Critère %d · %s", m + 1,
				    court ? CRITERES_COURTS[m] : critere_libelle(m + 1));
	return m == MOTIF_UAI ? critere_libelle(0)
			      : arena_printf(p->a, "Mention · %s", motif_libelle(m));
}

/* « le CFA, le certificateur », the most frequent first. */
static const char *qui_corrige(struct page *p, int m)
{
	enum acteur ordre[ACTEUR__MAX];
	const size_t n = bilan_acteurs(p->b->motif_acteur[m], ordre);
	const char *qui = n ? acteur_libelle(ordre[0]) : "–";

	for (size_t i = 1; i < n; i++)
		qui = arena_printf(p->a, "%s, %s", qui, acteur_libelle(ordre[i]));
	return page_majuscule(p->a, qui);
}

static void motifs(struct page *p)
{
	const struct bilan_campagne *b = p->b;
	int ordre[MOTIF__MAX];
	struct barre barres[MOTIF__MAX];
	const size_t n = bilan_motifs(b, ordre);
	const struct graphique g = {"g-motifs", "Les offres arrêtées, par motif", LECTURE_PART,
				    barres, n};

	if (!n)
		return;
	page_section(p, &SECTION_MOTIFS);
	for (size_t i = 0; i < n; i++)
		barres[i] = (struct barre){.libelle = motif_titre(p, ordre[i], true),
					   .valeur = nombre_francais(p->a, b->motif[ordre[i]]),
					   .tout = b->tri[TRI_DECLAREES],
					   .dont = b->motif[ordre[i]]};
	graphique_ecrire(&p->h, p->a, &g);
	page_table(p, "Les motifs, et qui les corrige", MOTIF_QUI, 4);
	for (size_t i = 0; i < n; i++) {
		page_ligne(p, motif_titre(p, ordre[i], false));
		html_mot(&p->h, "td", NULL, qui_corrige(p, ordre[i]));
		page_nombre(p, b->motif[ordre[i]]);
		page_part(p, b->motif[ordre[i]], b->tri[TRI_DECLAREES]);
		html_fin(&p->h);
	}
	html_fin(&p->h);
	page_fin_table(p);
	html_fin(&p->h);
}

static void a_verifier(struct page *p)
{
	const struct bilan_campagne *b = p->b;
	struct barre barres[CRITERES];
	struct graphique g = {"g-verifier", "Les offres à vérifier, par critère", LECTURE_PART,
			      barres, 0};

	for (int i = 0; i < CRITERES; i++)
		if (b->a_verifier[i])
			barres[g.n++] =
				(struct barre){.libelle = motif_titre(p, i, true),
					       .valeur = nombre_francais(p->a, b->a_verifier[i]),
					       .tout = b->tri[TRI_DECLAREES],
					       .dont = b->a_verifier[i]};
	if (!g.n)
		return;
	page_section(p, &SECTION_VERIFIER);
	graphique_ecrire(&p->h, p->a, &g);
	page_table(p, "Les offres à vérifier, critère par critère", CRITERE_COMBIEN, 3);
	for (int i = 0; i < CRITERES; i++)
		if (b->a_verifier[i])
			ligne(p, motif_titre(p, i, false), b->a_verifier[i]);
	html_fin(&p->h);
	page_fin_table(p);
	html_fin(&p->h);
}

static const char *zone_titre(struct page *p, const struct zone *z, struct str (*nom)(struct str))
{
	const struct str n = nom(str_of(z->code));

	if (!z->code[0])
		return "Commune du lieu inconnue";
	return n.n ? arena_cstr(p->a, n) : arena_printf(p->a, "Code %s", z->code);
}

static void ligne_zone(struct page *p, const char *titre, const struct zone *z)
{
	page_ligne(p, titre);
	page_nombre(p, z->offres);
	page_nombre(p, z->reglementaires);
	page_nombre(p, z->importables);
	page_part(p, z->importables, z->offres);
	html_fin(&p->h);
}

static void table_zones(struct page *p, const struct zones *z, bool academies)
{
	const struct colonne colonnes[] = {{academies ? "Académie" : "Région", false},
					   {"Offres", true},
					   {"Réglemen\xc2\xad"
					    "taires",
					    true},
					   {"Impor\xc2\xad"
					    "tables",
					    true},
					   {"Part impor\xc2\xad"
					    "table",
					    true}};
	struct zone total = {0};

	page_table(p, academies ? "Les offres par académie" : "Les offres par région", colonnes, 5);
	for (size_t i = 0; i < z->n; i++) {
		ligne_zone(p, zone_titre(p, &z->v[i], academies ? academie_nom : region_nom),
			   &z->v[i]);
		total.offres += z->v[i].offres;
		total.reglementaires += z->v[i].reglementaires;
		total.importables += z->v[i].importables;
	}
	html_fin(&p->h);
	html_element(&p->h, "tfoot");
	ligne_zone(p, "Total", &total);
	html_fin(&p->h);
	page_fin_table(p);
}

static void zones(struct page *p, const struct section *s, const struct zones *z, bool academies)
{
	struct barre barres[ZONES_MAX];
	const struct graphique g = {academies ? "g-academies" : "g-regions",
				    academies ? "La part importable de chaque académie"
					      : "La part importable de chaque région",
				    LECTURE_ZONES, barres, z->n};

	if (!z->n)
		return;
	page_section(p, s);
	for (size_t i = 0; i < z->n; i++)
		barres[i] = (struct barre){
			.libelle = zone_titre(p, &z->v[i], academies ? academie_nom : region_nom),
			.valeur = part_francaise(p->a, z->v[i].importables, z->v[i].offres),
			.tout = z->v[i].offres,
			.partie = z->v[i].reglementaires,
			.dont = z->v[i].importables};
	graphique_ecrire(&p->h, p->a, &g);
	table_zones(p, z, academies);
	html_fin(&p->h);
}

/* manque: without it the figures are worth nothing; another list may be absent. */
static void source(struct page *p, const char *titre, int date, bool manque)
{
	page_ligne(p, page_majuscule(p->a, titre));
	html_mot(&p->h, "td", manque ? "manque" : NULL,
		 date_pleine(date) ? date_longue(p->a, date)
		 : manque          ? "✖ pas dans la base"
				   : "pas dans la base");
	html_fin(&p->h);
}

static void sources(struct page *p)
{
	static const struct colonne COLONNES[] = {{"Source", false}, {"Édition du", false}};
	const struct bilan_campagne *b = p->b;

	page_section(p, &SECTION_SOURCES);
	page_table(p, "Les référentiels et les flux, et leur date", COLONNES, 2);
	for (int t = 0; t < REF__MAX; t++)
		source(p, ref_libelle((enum ref_table)t), b->date_ref[t], b->manques.table[t]);
	for (size_t i = 0; i < b->n_flux; i++)
		source(p, bilan_flux_libelle(b, &b->flux[i]), b->flux[i].date, false);
	html_fin(&p->h);
	page_fin_table(p);
	html_fin(&p->h);
}

static void manques(struct page *p)
{
	if (!p->b->manques.n)
		return;
	html_element(&p->h, "section");
	html_attribut(&p->h, "class", "alerte");
	html_mot(
		&p->h, "h2", NULL,
		"Il manque des référentiels : tant qu'ils ne sont pas dans la base, les chiffres ne "
		"valent rien");
	html_element(&p->h, "ul");
	for (int t = 0; t < REF__MAX; t++)
		if (p->b->manques.table[t])
			html_mot(&p->h, "li", NULL, ref_libelle((enum ref_table)t));
	html_fin(&p->h);
	html_mot(&p->h, "p", NULL,
		 "« relais import FICHIER… » les lit ; ils sont reconnus à leur contenu.");
	html_fin(&p->h);
}

static void reponse(struct page *p)
{
	const char *a_faire = bilan_a_faire(p->b);

	html_element(&p->h, "div");
	html_attribut(&p->h, "class", "reponse");
	html_mot(&p->h, "p", NULL, bilan_resume(p->b));
	if (a_faire[0])
		html_mot(&p->h, "p", NULL, a_faire);
	html_mot(&p->h, "p", NULL, bilan_calendrier(p->b));
	html_fin(&p->h);
}

static void lien(struct page *p, const char *id, const char *texte, const char *classe)
{
	html_element(&p->h, "a");
	if (classe)
		html_attribut(&p->h, "class", classe);
	html_attribut(&p->h, "href", arena_printf(p->a, "#%s", id));
	html_texte(&p->h, str_of(texte));
	html_fin(&p->h);
}

/* Only the sections that the page has. */
static void sommaire(struct page *p)
{
	const struct bilan_campagne *b = p->b;
	enum acteur qui[ACTEUR__MAX];
	int quoi[MOTIF__MAX];
	bool verifier = false;

	for (int i = 0; i < CRITERES; i++)
		verifier = verifier || b->a_verifier[i];
	const struct {
		const struct section *s;
		bool la;
	} sections[] = {{&SECTION_ENTONNOIR, true},
			{&BILAN_PARCOURSUP, true},
			{&SECTION_ACTEURS, bilan_acteurs(b->acteur, qui) > 0},
			{&SECTION_MOTIFS, bilan_motifs(b, quoi) > 0},
			{&SECTION_VERIFIER, verifier},
			{&SECTION_REGIONS, b->regions.n > 0},
			{&SECTION_ACADEMIES, b->academies.n > 0},
			{&SECTION_SOURCES, true}};

	html_element(&p->h, "nav");
	html_attribut(&p->h, "aria-label", "Sommaire");
	html_element(&p->h, "ul");
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		if (!sections[i].la)
			continue;
		html_element(&p->h, "li");
		lien(p, sections[i].s->id, sections[i].s->titre, NULL);
		html_fin(&p->h);
	}
	html_fin(&p->h);
	html_fin(&p->h);
}

static void meta(struct page *p, const char *cle, const char *nom, const char *contenu)
{
	html_element(&p->h, "meta");
	html_attribut(&p->h, cle, nom);
	if (contenu)
		html_attribut(&p->h, "content", contenu);
	html_fin_vide(&p->h);
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

static void corps(struct page *p, const char *titre)
{
	lien(p, "contenu", "Aller au contenu", "evitement");
	html_element(&p->h, "header");
	html_element(&p->h, "p");
	html_attribut(&p->h, "class", "marque");
	html_mot(&p->h, "strong", NULL, "relais");
	html_texte(&p->h, STR(" · les offres de formation en apprentissage, vers Parcoursup"));
	html_fin(&p->h);
	html_mot(&p->h, "h1", NULL, titre);
	html_fin(&p->h);
	html_element(&p->h, "main");
	html_attribut(&p->h, "id", "contenu");
	html_attribut(&p->h, "tabindex", "-1");
	reponse(p);
	manques(p);
	sommaire(p);
	entonnoir(p);
	bilan_html_parcoursup(p);
	acteurs(p);
	motifs(p);
	a_verifier(p);
	zones(p, &SECTION_REGIONS, &p->b->regions, false);
	zones(p, &SECTION_ACADEMIES, &p->b->academies, true);
	sources(p);
	html_fin(&p->h);
	html_mot(&p->h, "footer", NULL,
		 arena_printf(p->a,
			      "Rapport fait par relais " RELAIS_VERSION
			      ", d'après ce qui était connu le %s. Le détail d'une offre : "
			      "« relais explain CLE --campagne %d ».",
			      date_longue(p->a, p->b->e->jour), p->b->e->campagne.annee));
}

void bilan_html(const struct bilan_campagne *b, struct buf *out)
{
	struct page p = {.b = b, .a = b->e->arena};
	const char *titre = arena_printf(p.a, "Campagne %d, au %s", b->e->campagne.annee,
					 date_longue(p.a, b->e->jour));

	html_init(&p.h, out);
	html_element(&p.h, "html");
	html_attribut(&p.h, "lang", "fr");
	entete(&p, titre);
	html_element(&p.h, "body");
	corps(&p, titre);
	html_fin(&p.h);
	html_fin(&p.h);
}
