/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_html.c - the report as one page: nothing beside it, no script; for a screen, for paper, for a screen reader (RGAA 4.1)
 *
 * The order is that of the text: the answer, the funnel, who acts, what stops the offres, the places, the sources. Each chart is
 * followed by the table of its figures, and nothing is said by a colour alone.
 */
#include "cli/bilan_html.h"

#include "base/graphique.h"
#include "cli/cli.h"

static const struct page_section
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

static const char LECTURE_PART[] =
	"Barre pleine : les offres comptées. Cadre : toutes les offres déclarées.";
static const char LECTURE_ZONES[] =
	"Barre épaisse : les offres importables. Barre fine : les réglementaires. Cadre : toutes "
	"celles qui sont déclarées. Le nombre est la part des importables.";

/* A line of a table « what · how many · share of the whole ». */
static void ligne(struct page *p, const char *titre, int64_t n, int64_t tout)
{
	page_ligne(p, titre);
	page_nombre(p, n);
	page_part(p, n, tout);
	html_fin(&p->h);
}

static const struct page_colonne QUOI_COMBIEN[] = {
	{"Étape", false}, {"Offres", true}, {"Part des déclarées", true}};
static const struct page_colonne QUI_COMBIEN[] = {
	{"Qui agit", false}, {"Offres", true}, {"Part des arrêtées", true}};
static const struct page_colonne CRITERE_COMBIEN[] = {
	{"Critère", false}, {"Offres", true}, {"Part des déclarées", true}};
static const struct page_colonne MOTIF_QUI[] = {
	{"Motif", false}, {"Qui corrige", false}, {"Offres", true}, {"Part des déclarées", true}};

static void entonnoir(struct page *p, const struct bilan_campagne *b)
{
	struct barre barres[TRI__MAX];
	const struct graphique g = {"g-entonnoir",
				    "Les offres à chaque étape, de la déclaration à l'import",
				    LECTURE_PART, barres, TRI__MAX};

	page_section(p, &SECTION_ENTONNOIR);
	for (int i = 0; i < TRI__MAX; i++)
		barres[i] = (struct barre){.libelle = tri_court((enum tri)i),
					   .valeur = nombre_francais(p->a, b->tri[i]),
					   .tout = b->tri[TRI_DECLAREES],
					   .dont = b->tri[i]};
	graphique_ecrire(&p->h, p->a, &g);
	page_table(p, "L'entonnoir, étape par étape", QUOI_COMBIEN, 3);
	for (int i = 0; i < TRI__MAX; i++)
		ligne(p, tri_libelle((enum tri)i), b->tri[i], b->tri[TRI_DECLAREES]);
	page_table_fin(p);
	html_fin(&p->h);
}

static void acteurs(struct page *p, const struct bilan_campagne *b)
{
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
		ligne(p, page_majuscule(p->a, acteur_libelle(ordre[i])), b->acteur[ordre[i]],
		      b->attendent);
	page_table_fin(p);
	html_fin(&p->h);
}

static void motifs(struct page *p, const struct bilan_campagne *b)
{
	int ordre[MOTIF__MAX];
	struct barre barres[MOTIF__MAX];
	const size_t n = bilan_motifs(b, ordre);
	const struct graphique g = {"g-motifs", "Les offres arrêtées, par motif", LECTURE_PART,
				    barres, n};

	if (!n)
		return;
	page_section(p, &SECTION_MOTIFS);
	for (size_t i = 0; i < n; i++)
		barres[i] = (struct barre){.libelle = motif_titre(p->a, ordre[i], true),
					   .valeur = nombre_francais(p->a, b->motif[ordre[i]]),
					   .tout = b->tri[TRI_DECLAREES],
					   .dont = b->motif[ordre[i]]};
	graphique_ecrire(&p->h, p->a, &g);
	page_table(p, "Les motifs, et qui les corrige", MOTIF_QUI, 4);
	for (size_t i = 0; i < n; i++) {
		page_ligne(p, motif_titre(p->a, ordre[i], false));
		const char *qui = bilan_qui(p->a, b->motif_acteur[ordre[i]]);

		page_texte(p, NULL, qui[0] ? page_majuscule(p->a, qui) : "–");
		page_nombre(p, b->motif[ordre[i]]);
		page_part(p, b->motif[ordre[i]], b->tri[TRI_DECLAREES]);
		html_fin(&p->h);
	}
	page_table_fin(p);
	html_fin(&p->h);
}

static void a_verifier(struct page *p, const struct bilan_campagne *b)
{
	struct barre barres[CRITERES];
	struct graphique g = {"g-verifier", "Les offres à vérifier, par critère", LECTURE_PART,
			      barres, 0};

	for (int i = 0; i < CRITERES; i++)
		if (b->a_verifier[i])
			barres[g.n++] =
				(struct barre){.libelle = motif_titre(p->a, i, true),
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
			ligne(p, motif_titre(p->a, i, false), b->a_verifier[i],
			      b->tri[TRI_DECLAREES]);
	page_table_fin(p);
	html_fin(&p->h);
}

static const char *zone_titre(struct page *p, const struct zone *z, bool academie)
{
	return page_zone(p->a, z->code, academie, "Commune du lieu inconnue");
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
	const struct page_colonne colonnes[] = {{academies ? "Académie" : "Région", false},
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
		ligne_zone(p, zone_titre(p, &z->v[i], academies), &z->v[i]);
		total.offres += z->v[i].offres;
		total.reglementaires += z->v[i].reglementaires;
		total.importables += z->v[i].importables;
	}
	page_table_pied(p);
	ligne_zone(p, "Total", &total);
	page_table_fin(p);
}

static void zones(struct page *p, const struct page_section *s, const struct zones *z,
		  bool academies)
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
			.libelle = zone_titre(p, &z->v[i], academies),
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
	page_texte(p, manque ? "manque" : NULL,
		   date_pleine(date) ? date_longue(p->a, date)
		   : manque          ? "✖ pas dans la base"
				     : "pas dans la base");
	html_fin(&p->h);
}

static void sources(struct page *p, const struct bilan_campagne *b)
{
	static const struct page_colonne COLONNES[] = {{"Source", false}, {"Édition du", false}};

	page_section(p, &SECTION_SOURCES);
	page_table(p, "Les référentiels et les flux, et leur date", COLONNES, 2);
	for (int t = 0; t < REF__MAX; t++)
		source(p, ref_libelle((enum ref_table)t), b->date_ref[t], b->manques.table[t]);
	for (size_t i = 0; i < b->n_flux; i++)
		source(p, bilan_flux_libelle(b, &b->flux[i]), b->flux[i].date, false);
	page_table_fin(p);
	html_fin(&p->h);
}

static void manques(struct page *p, const struct bilan_campagne *b)
{
	if (!b->manques.n)
		return;
	html_element(&p->h, "section");
	html_attribut(&p->h, "class", "alerte");
	html_mot(
		&p->h, "h2", NULL,
		"Il manque des référentiels : tant qu'ils ne sont pas dans la base, les chiffres ne "
		"valent rien");
	html_element(&p->h, "ul");
	for (int t = 0; t < REF__MAX; t++)
		if (b->manques.table[t])
			html_mot(&p->h, "li", NULL, ref_libelle((enum ref_table)t));
	html_fin(&p->h);
	page_paragraphe(p, NULL,
			"« relais import FICHIER… » les lit ; ils sont reconnus à leur contenu.");
	html_fin(&p->h);
}

enum { SECTIONS_MAX = 8 };
/* Only the sections that the page has. */
static void sommaire(struct page *p, const struct bilan_campagne *b)
{
	const struct page_section *v[SECTIONS_MAX + 1];
	enum acteur qui[ACTEUR__MAX];
	int quoi[MOTIF__MAX];
	bool verifier = false;
	size_t n = 0;

	for (int i = 0; i < CRITERES; i++)
		verifier = verifier || b->a_verifier[i];
	v[n++] = &SECTION_ENTONNOIR;
	v[n++] = &BILAN_PARCOURSUP;
	if (bilan_acteurs(b->acteur, qui))
		v[n++] = &SECTION_ACTEURS;
	if (bilan_motifs(b, quoi))
		v[n++] = &SECTION_MOTIFS;
	if (verifier)
		v[n++] = &SECTION_VERIFIER;
	if (b->regions.n)
		v[n++] = &SECTION_REGIONS;
	if (b->academies.n)
		v[n++] = &SECTION_ACADEMIES;
	v[n++] = &SECTION_SOURCES;
	v[n] = NULL;
	page_sommaire(p, v);
}

void bilan_html(const struct bilan_campagne *b, struct buf *out)
{
	struct arena *a = b->e->arena;
	const char *const reponse[] = {bilan_resume(b), bilan_a_faire(b), bilan_calendrier(b),
				       NULL};
	struct page p;

	page_ouvrir(&p, a, out,
		    arena_printf(a, "Campagne %d, au %s", b->e->campagne.annee,
				 date_longue(a, b->e->jour)));
	page_reponse(&p, reponse);
	manques(&p, b);
	sommaire(&p, b);
	entonnoir(&p, b);
	bilan_html_parcoursup(&p, b);
	acteurs(&p, b);
	motifs(&p, b);
	a_verifier(&p, b);
	zones(&p, &SECTION_REGIONS, &b->regions, false);
	zones(&p, &SECTION_ACADEMIES, &b->academies, true);
	sources(&p, b);
	page_fermer(&p, arena_printf(a,
				     "Rapport fait par relais " RELAIS_VERSION
				     ", d'après ce qui était connu le %s. Le détail d'une offre : "
				     "« relais explain CLE --campagne %d ».",
				     date_longue(a, b->e->jour), b->e->campagne.annee));
}
