/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer_html.c - a migration as one page: the answer, what waits for a person, the counts, the reasons, the places, what it was made from
 *
 * Each way of counting the lines ends with the same total. The whole list is the CSV: the page only has the lines that a person has to decide.
 */
#include "base/graphique.h"
#include "cli/ecran.h"
#include "cli/migrer_page.h"
#include "format/format.h"
#include "parcoursup/absence.h"

enum { MOTIFS_MONTRES = 60 };

static const struct page_section
	SECTION_COMPTES = {"comptes", "Les comptes",
			   "Une ligne par formation, et une par offre importable qui n'en a pas."},
	SECTION_ACTEURS = {"acteurs", "Qui doit agir",
			   "Les lignes sans « Certifiée », par qui peut changer cela en premier."},
	SECTION_MOTIFS = {"motifs", "Pourquoi « Certifiée » manque",
			  "Chaque ligne a un motif, et un seul : le premier à lever."},
	SECTION_LIENS =
		{"liens", "Comment les formations sont liées aux offres",
		 "Un lien n'est jamais deviné : s'il y a plusieurs offres possibles, le SAIO "
		 "dit laquelle."},
	SECTION_STATUTS = {"statuts", "Les statuts",
			   "Le statut de l'offre, pour Parcoursup, après la migration."},
	SECTION_REGIONS = {"regions", "Par région", NULL},
	SECTION_ACADEMIES =
		{"academies", "Par académie",
		 "L'académie est celle du lieu de l'offre ; sans offre, celle de l'UAI de la formation."},
	SECTION_ENTREES = {
		"entrees", "De quoi ces chiffres sont faits",
		"Le dernier fichier appliqué de chaque liste et de chaque source, et son empreinte SHA-256. "
		"Un flux qui n'est pas complet s'ajoute aux précédents de sa source."};

static void total(struct rapport *r, const struct avec_sans *n, bool part)
{
	page_nombre(&r->p, n->avec + n->sans);
	page_nombre(&r->p, n->avec);
	page_nombre(&r->p, n->sans);
	if (part)
		page_part(&r->p, n->avec, n->avec + n->sans);
	html_fin(&r->p.h);
}

/* A line « what · lines · with · without », added to the sum. */
static void ligne(struct rapport *r, const char *titre, const struct avec_sans *n,
		  struct avec_sans *somme)
{
	page_ligne(&r->p, titre);
	total(r, n, false);
	somme->avec += n->avec;
	somme->sans += n->sans;
}

static void ligne_total(struct rapport *r, const char *titre, const struct avec_sans *somme)
{
	page_table_pied(&r->p);
	page_ligne(&r->p, titre);
	total(r, somme, false);
	page_table_fin(&r->p);
}

static const struct page_colonne AVEC_SANS[] = {
	{"", false}, {"Lignes", true}, {"« Certifiée »", true}, {"Sans", true}};

static void table_avec_sans(struct rapport *r, const char *legende, const char *quoi)
{
	const struct page_colonne colonnes[] = {
		{quoi, false}, AVEC_SANS[1], AVEC_SANS[2], AVEC_SANS[3]};

	page_table(&r->p, legende, colonnes, 4);
}

static void offres(struct rapport *r)
{
	static const struct page_colonne COLONNES[] = {{"Offres", false}, {"Nombre", true}};
	static const enum compte COMPTES[] = {COMPTE_IMPORTABLES_LIEES, COMPTE_SEULES};

	page_table(&r->p, "Les offres importables", COLONNES, 2);
	for (size_t i = 0; i < sizeof COMPTES / sizeof *COMPTES; i++) {
		page_ligne(&r->p, page_majuscule(r->a, compte_libelle(COMPTES[i])));
		page_nombre(&r->p, migration_compte(r->d->m, COMPTES[i]));
		html_fin(&r->p.h);
	}
	page_table_pied(&r->p);
	page_ligne(&r->p,
		   arena_printf(r->a, "Offres importables, sur %s au catalogue",
				nombre_francais(r->a, migration_compte(r->d->m, COMPTE_OFFRES))));
	page_nombre(&r->p, migration_compte(r->d->m, COMPTE_IMPORTABLES));
	html_fin(&r->p.h);
	page_table_fin(&r->p);
}

static void comptes(struct rapport *r)
{
	static const char *const LIBELLES[LIGNE__MAX] = {
		"Formations de la campagne précédente",
		"Formations déjà là, que la liste de Parcoursup n'a pas",
		"Formations créées pour une offre qui n'en avait pas",
		"Offres importables encore sans formation",
	};
	const int64_t scolaires = migration_compte(r->d->m, COMPTE_SCOLAIRES);
	struct avec_sans somme = {0};

	page_section(&r->p, &SECTION_COMPTES);
	table_avec_sans(r, "Les lignes de la migration", "Nature");
	for (int g = 0; g < LIGNE__MAX; g++)
		ligne(r, LIBELLES[g], &r->c.genre[g], &somme);
	ligne_total(r, "Total", &somme);
	offres(r);
	if (scolaires)
		page_paragraphe(&r->p, "notice",
				arena_printf(r->a,
					     "%s ligne%s de la liste de Parcoursup ne "
					     "concerne%s pas l'apprentissage : laissée%s de côté.",
					     nombre_francais(r->a, scolaires),
					     scolaires > 1 ? "s" : "", scolaires > 1 ? "nt" : "",
					     scolaires > 1 ? "s" : ""));
	html_fin(&r->p.h);
}

/* The actors that lines wait for, the most awaited first. */
static size_t acteurs_tries(const struct migrer_compte *c, enum acteur ret[ACTEUR__MAX])
{
	size_t n = 0;

	for (int i = 0; i < ACTEUR__MAX; i++) {
		size_t k = n;

		if (!c->acteur[i])
			continue;
		for (; k > 0 && c->acteur[ret[k - 1]] < c->acteur[i]; k--)
			ret[k] = ret[k - 1];
		ret[k] = (enum acteur)i;
		n++;
	}
	return n;
}

static const char *acteur_titre(struct rapport *r, enum acteur qui)
{
	return qui == ACTEUR_PERSONNE ? "Personne : rien à faire"
				      : page_majuscule(r->a, acteur_libelle(qui));
}

static const char *lecture_sans(struct rapport *r)
{
	return arena_printf(r->a, "Cadre : les %s lignes sans « Certifiée ».",
			    nombre_francais(r->a, r->sans));
}

static void acteurs(struct rapport *r)
{
	static const struct page_colonne COLONNES[] = {
		{"Qui agit", false}, {"Lignes", true}, {"Part des lignes sans", true}};
	enum acteur ordre[ACTEUR__MAX];
	struct barre barres[ACTEUR__MAX];
	const size_t n = acteurs_tries(&r->c, ordre);
	const struct graphique g = {"g-acteurs", "Les lignes sans « Certifiée », par acteur",
				    lecture_sans(r), barres, n};

	page_section(&r->p, &SECTION_ACTEURS);
	for (size_t i = 0; i < n; i++)
		barres[i] = (struct barre){.libelle = ordre[i] == ACTEUR_MOSS
							      ? "La mission d'orientation (DGESIP)"
							      : acteur_titre(r, ordre[i]),
					   .valeur = nombre_francais(r->a, r->c.acteur[ordre[i]]),
					   .tout = r->sans,
					   .dont = r->c.acteur[ordre[i]]};
	graphique_ecrire(&r->p.h, r->a, &g);
	page_table(&r->p, "Qui doit agir, et pour combien de lignes", COLONNES, 3);
	for (size_t i = 0; i < n; i++) {
		page_ligne(&r->p, acteur_titre(r, ordre[i]));
		page_nombre(&r->p, r->c.acteur[ordre[i]]);
		page_part(&r->p, r->c.acteur[ordre[i]], r->sans);
		html_fin(&r->p.h);
	}
	page_table_pied(&r->p);
	page_ligne(&r->p, "Total");
	page_nombre(&r->p, r->sans);
	page_part(&r->p, r->sans, r->sans);
	html_fin(&r->p.h);
	page_table_fin(&r->p);
	html_fin(&r->p.h);
}

static void table_motifs(struct rapport *r, const struct compte_motif *v, size_t n)
{
	static const struct page_colonne COLONNES[] = {{"Motif", false},
						       {"Qui agit", false},
						       {"Lignes", true},
						       {"Part des lignes sans", true}};

	page_table(&r->p, "Les motifs, et qui agit", COLONNES, 4);
	for (size_t i = 0; i < n; i++) {
		page_ligne(&r->p, v[i].libelle);
		page_texte(&r->p, NULL,
			   v[i].acteur ? page_majuscule(r->a, acteur_libelle(v[i].acteur)) : "–");
		page_nombre(&r->p, v[i].n);
		page_part(&r->p, v[i].n, r->sans);
		html_fin(&r->p.h);
	}
	page_table_pied(&r->p);
	page_ligne(&r->p, "Total");
	page_texte(&r->p, NULL, "");
	page_nombre(&r->p, r->sans);
	page_part(&r->p, r->sans, r->sans);
	html_fin(&r->p.h);
	page_table_fin(&r->p);
}

static void motifs(struct rapport *r)
{
	size_t n;
	const struct compte_motif *v = migration_motifs(r->d->m, &n);
	struct barre barres[MOTIFS_MONTRES];
	struct graphique g = {"g-motifs", "Les lignes sans « Certifiée », par motif",
			      lecture_sans(r), barres, 0};

	page_section(&r->p, &SECTION_MOTIFS);
	for (; g.n < n && g.n < MOTIFS_MONTRES; g.n++)
		barres[g.n] = (struct barre){.libelle = absence_court(r->a, v[g.n].code),
					     .valeur = nombre_francais(r->a, v[g.n].n),
					     .tout = r->sans,
					     .dont = v[g.n].n};
	graphique_ecrire(&r->p.h, r->a, &g);
	table_motifs(r, v, n);
	html_fin(&r->p.h);
}

static void liens(struct rapport *r)
{
	struct avec_sans somme = {0};

	page_section(&r->p, &SECTION_LIENS);
	table_avec_sans(r, "Les formations, par lien avec une offre", "Lien");
	for (int l = 0; l < LIEN__MAX; l++)
		if (r->c.lien[l].avec + r->c.lien[l].sans)
			ligne(r, page_majuscule(r->a, lien_libelle((enum lien)l)), &r->c.lien[l],
			      &somme);
	ligne_total(r, "Total des formations", &somme);
	html_fin(&r->p.h);
}

static void statuts(struct rapport *r)
{
	struct avec_sans somme = {0};

	page_section(&r->p, &SECTION_STATUTS);
	table_avec_sans(r, "Les lignes, par statut de l'offre", "Statut");
	for (int s = 0; s <= STATUT__MAX; s++) {
		const struct avec_sans *n = &r->c.statut[s];

		if (n->avec + n->sans)
			ligne(r,
			      s == MIGRER_A_VERIFIER
				      ? "? À vérifier : le SAIO dit quelle offre est la formation"
				      : arena_printf(r->a, "%s %s", statut_signe((enum statut)s),
						     statut_libelle((enum statut)s)),
			      n, &somme);
	}
	ligne_total(r, "Total", &somme);
	html_fin(&r->p.h);
}

static const char *zone_titre(struct rapport *r, const struct migrer_zone *z, bool academies)
{
	return page_zone(r->a, z->code, academies,
			 academies ? "Académie inconnue" : "Sans région, ou lieu inconnu");
}

static void ligne_zone(struct rapport *r, const char *titre, const struct avec_sans *n)
{
	page_ligne(&r->p, titre);
	total(r, n, true);
}

static void zones(struct rapport *r, const struct page_section *s, const struct migrer_zones *z,
		  bool academies)
{
	const struct page_colonne colonnes[] = {{academies ? "Académie" : "Région", false},
						AVEC_SANS[1],
						AVEC_SANS[2],
						AVEC_SANS[3],
						{"Part « Certifiée »", true}};
	struct barre barres[MIGRER_ZONES_MAX];
	const struct graphique g = {
		academies ? "g-academies" : "g-regions",
		academies ? "La part « Certifiée » de chaque académie"
			  : "La part « Certifiée » de chaque région",
		"Barre pleine : les lignes « Certifiée ». Cadre : toutes les lignes du lieu.",
		barres, z->n};
	struct avec_sans somme = {0};

	page_section(&r->p, s);
	for (size_t i = 0; i < z->n; i++) {
		const struct avec_sans *n = &z->v[i].n;

		barres[i] =
			(struct barre){.libelle = zone_titre(r, &z->v[i], academies),
				       .valeur = part_francaise(r->a, n->avec, n->avec + n->sans),
				       .tout = n->avec + n->sans,
				       .dont = n->avec};
		somme.avec += n->avec;
		somme.sans += n->sans;
	}
	graphique_ecrire(&r->p.h, r->a, &g);
	page_table(&r->p, academies ? "Les lignes par académie" : "Les lignes par région", colonnes,
		   5);
	for (size_t i = 0; i < z->n; i++)
		ligne_zone(r, zone_titre(r, &z->v[i], academies), &z->v[i].n);
	page_table_pied(&r->p);
	ligne_zone(r, "Total", &somme);
	page_table_fin(&r->p);
	html_fin(&r->p.h);
}

static void entrees(struct rapport *r)
{
	static const struct page_colonne COLONNES[] = {
		{"Fichier", false}, {"Ce que c'est", false}, {"Du", false}, {"SHA-256", false}};
	const struct entrees *e = r->d->entrees;

	page_section(&r->p, &SECTION_ENTREES);
	html_element(&r->p.h, "p");
	html_texte(&r->p.h, STR("Empreinte de tout ce dont la migration est faite, décisions et "
				"paramètres compris : "));
	html_mot(&r->p.h, "span", "code", migration_empreinte(r->d->m));
	html_texte(&r->p.h, STR(". La même empreinte donne les mêmes lignes."));
	html_fin(&r->p.h);
	html_element(&r->p.h, "div");
	html_attribut(&r->p.h, "class", "cartes");
	page_table(&r->p, "Les fichiers, et leur empreinte", COLONNES, 4);
	for (size_t i = 0; i < e->liste.n; i++) {
		const struct entree *v = &e->liste.v[i];
		const char *genre = format_libelle(format_de_code(v->genre));

		page_ligne(&r->p, arena_cstr(r->a, v->fichier));
		page_texte(&r->p, NULL,
			   str_eq(v->genre, v->source)
				   ? page_majuscule(r->a, genre)
				   : arena_printf(r->a, "%s (%.*s)", page_majuscule(r->a, genre),
						  STR_FMT(v->source)));
		page_texte(&r->p, NULL, date_longue(r->a, v->date));
		page_texte(&r->p, "code empreinte", arena_cstr(r->a, v->empreinte));
		html_fin(&r->p.h);
	}
	page_table_fin(&r->p);
	html_fin(&r->p.h);
	html_fin(&r->p.h);
}

static const char *ensuite(struct rapport *r)
{
	const int annee = r->d->campagne->annee;

	return r->d->essai
		       ? arena_printf(
				 r->a,
				 "Pour migrer : « relais campagne migrer %d », sans --dry-run. Les lignes seront les mêmes tant que l'empreinte "
				 "des entrées, en fin de page, ne change pas.",
				 annee)
		       : arena_printf(
				 r->a,
				 "La suite se fait au fil de l'eau, tant que la campagne est ouverte : chaque import et chaque décision met les formations à "
				 "jour. "
				 "« relais statut montrer CLE --campagne %d » dit où en est une offre.",
				 annee);
}

/* Only the sections that the page has. */
static void sommaire(struct rapport *r)
{
	const struct page_section *v[10];
	size_t n = 0;

	v[n++] = &SECTION_COMPTES;
	if (r->sans) {
		v[n++] = &SECTION_ACTEURS;
		v[n++] = &SECTION_MOTIFS;
	}
	if (r->c.n_a_instruire)
		v[n++] = &migrer_section_instruire;
	v[n++] = &SECTION_LIENS;
	v[n++] = &SECTION_STATUTS;
	v[n++] = &SECTION_REGIONS;
	v[n++] = &SECTION_ACADEMIES;
	v[n++] = &SECTION_ENTREES;
	v[n] = NULL;
	page_sommaire(&r->p, v);
}

static void sections(struct rapport *r)
{
	sommaire(r);
	comptes(r);
	if (r->sans) {
		acteurs(r);
		motifs(r);
	}
	if (r->c.n_a_instruire)
		migrer_instruire(r);
	liens(r);
	statuts(r);
	zones(r, &SECTION_REGIONS, &r->c.regions, false);
	zones(r, &SECTION_ACADEMIES, &r->c.academies, true);
	entrees(r);
}

void migrer_html(const struct migration_dite *d, struct arena *a, struct buf *out)
{
	struct rapport r = {.d = d, .a = a, .sans = migration_compte(d->m, COMPTE_SANS)};
	const char *jour = date_longue(a, d->jour);

	migrer_compter(d, a, &r.c);
	const char *const reponse[] = {migrer_reponse(d, a),
				       migrer_a_faire(&r.c, a, "elles sont plus bas, par académie"),
				       migrer_demandes(&r.c, a), ensuite(&r), NULL};

	page_ouvrir(&r.p, a, out,
		    arena_printf(a, "Campagne %d, %s vers Parcoursup au %s", d->campagne->annee,
				 d->essai ? "essai de la migration" : "migration", jour));
	page_reponse(&r.p, reponse);
	sections(&r);
	page_fermer(&r.p, arena_printf(a,
				       "Page faite par relais " RELAIS_VERSION
				       ", pour une décision du %s. %s",
				       jour, migrer_tout_le_csv(&r)));
}
