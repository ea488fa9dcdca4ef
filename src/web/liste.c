/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * liste.c - from the parameters of an address to a query of the index, and from its answer to what the page shows
 */
#include "web/liste.h"

#include <stdlib.h>

#include "referentiel/memoire.h"
#include "regle/phrases.h"
#include "web/ecrire.h"

enum { MOTS_MAX = 200, CODE_MAX = 16, CURSEUR_MAX = 200, VALEURS_MONTREES = 40, RESUME_MAX = 256 };

static const char *const TRIS[] = {"pertinence", "intitule", "organisme", "lieu", "recentes", NULL};
static const char *const TRIS_LIBELLES[LISTE_TRIS] = {"Pertinence", "Intitulé", "Organisme", "Lieu",
						      "Dernière mise à jour"};
static const char *const CLASSES[] = {"reglementaire", "non_reglementaire", NULL};
static const char *const ONGLETS[LISTE_ONGLETS] = {"Toutes", "Réglementaires",
						   "Non réglementaires"};
static const char *const CRITERES_CODES[] = {"1", "2", "3", "4", "5", "6", "7", "8", "uai", NULL};
static const char *const MENTIONS[] = {"siret_responsable",
				       "siret_formateur",
				       "lieu",
				       "libelle",
				       "cfd",
				       "rncp",
				       "dates",
				       "duree",
				       "annee",
				       NULL};
static const char *const IMPORTABLES[] = {"oui", "saio", "non", NULL};
static const char *const CERTIFIEES[] = {"oui", "non", NULL};

static const struct parametre PARAMETRES[] = {
	{"q", "Recherche", PARAMETRE_TEXTE, 0, MOTS_MAX, NULL, false},
	{"classement", "Classement", PARAMETRE_CHOIX, 0, 0, CLASSES, false},
	{"region", "Région", PARAMETRE_CODE, 0, CODE_MAX, NULL, true},
	{"academie", "Académie", PARAMETRE_CODE, 0, CODE_MAX, NULL, true},
	{"departement", "Département", PARAMETRE_CODE, 0, CODE_MAX, NULL, true},
	{"type", "Diplôme", PARAMETRE_TEXTE, 0, MOTS_MAX, NULL, true},
	{"niveau", "Niveau", PARAMETRE_CODE, 0, CODE_MAX, NULL, true},
	{"duree", "Durée", PARAMETRE_CODE, 0, CODE_MAX, NULL, true},
	{"annee", "Année d'entrée", PARAMETRE_CODE, 0, CODE_MAX, NULL, true},
	{"rentree", "Rentrée", PARAMETRE_CODE, 0, CODE_MAX, NULL, true},
	{"parcoursup", "Vers Parcoursup", PARAMETRE_CHOIX, 0, 0, IMPORTABLES, true},
	{"certifiee", "Certifiée", PARAMETRE_CHOIX, 0, 0, CERTIFIEES, true},
	{"critere", "Critère non conforme", PARAMETRE_CHOIX, 0, 0, CRITERES_CODES, true},
	{"mention", "Mention qui manque", PARAMETRE_CHOIX, 0, 0, MENTIONS, true},
	{"tri", "Ordre", PARAMETRE_CHOIX, 0, 0, TRIS, false},
	{"page", "Page", PARAMETRE_CODE, 0, CURSEUR_MAX, NULL, false},
};
enum { N_PARAMETRES = sizeof PARAMETRES / sizeof *PARAMETRES };

static const char *const SANS_PAGE[] = {"page", NULL};

/* A filter: its parameter, and what it counts. */
struct genre {
	const char *nom, *libelle;
	bool masque; /* several values an offre: facette is an enum photo_masque */
	int facette;
	const char *aide; /* what it means; NULL: it says it itself */
};
static const struct genre FILTRES[] = {
	{"region", "Région", false, FACETTE_REGION, NULL},
	{"academie", "Académie", false, FACETTE_ACADEMIE, NULL},
	{"departement", "Département", false, FACETTE_DEPARTEMENT, NULL},
	{"type", "Diplôme", false, FACETTE_TYPE, NULL},
	{"niveau", "Niveau", false, FACETTE_NIVEAU, NULL},
	{"duree", "Durée", false, FACETTE_DUREE, NULL},
	{"annee", "Année d'entrée", false, FACETTE_ANNEE, NULL},
	{"rentree", "Rentrée", false, FACETTE_RENTREE, "Celle de la session la plus récente."},
	{"parcoursup", "Vers Parcoursup", false, FACETTE_IMPORTABLE, NULL},
	{"certifiee", "Certifiée", false, FACETTE_CERTIFIEE, NULL},
	{"critere", "Critère non conforme", true, MASQUE_NON_CONFORME, NULL},
	{"mention", "Mention qui manque", true, MASQUE_MENTION, NULL},
};
enum { N_FILTRES = sizeof FILTRES / sizeof *FILTRES };

/* Words for the codes of a facet. */
static const char *ans(struct arena *a, struct str code)
{
	return arena_printf(a, "%.*s an%s", STR_FMT(code),
			    str_eq(code, STR("0")) || str_eq(code, STR("1")) ? "" : "s");
}

static const char *nom_de_zone(struct arena *a, int facette, struct str code)
{
	const struct str nom = facette == FACETTE_REGION ? region_nom(code) : academie_nom(code);

	return nom.n ? arena_cstr(a, nom) : arena_printf(a, "Code %.*s", STR_FMT(code));
}

/* « 77 Seine-et-Marne » */
static const char *nom_de_departement(struct arena *a, struct str code)
{
	struct str reste = STR_VIDE, lu, nom;

	while (departement_suivant(&reste, &lu, &nom))
		if (str_eq(lu, code))
			return arena_printf(a, "%.*s %.*s", STR_FMT(code), STR_FMT(nom));
	return arena_cstr(a, code);
}

static const char *libelle_importable(struct str code)
{
	return str_eq(code, STR("oui"))    ? "Importable"
	       : str_eq(code, STR("saio")) ? "Importable après vérification"
					   : "Non importable";
}

static const char *libelle_facette(struct arena *a, int facette, struct str code)
{
	if (!code.n)
		return "Non renseigné";
	switch (facette) {
	case FACETTE_REGION:
	case FACETTE_ACADEMIE:
		return nom_de_zone(a, facette, code);
	case FACETTE_DEPARTEMENT:
		return nom_de_departement(a, code);
	case FACETTE_NIVEAU:
		return arena_printf(a, "Niveau %.*s", STR_FMT(code));
	case FACETTE_DUREE:
		return ans(a, code);
	case FACETTE_ANNEE:
		return str_eq(code, STR("9")) ? "Sans objet"
					      : arena_printf(a, "Année %.*s", STR_FMT(code));
	case FACETTE_RENTREE:
		return arena_printf(a, "Rentrée %.*s", STR_FMT(code));
	case FACETTE_IMPORTABLE:
		return libelle_importable(code);
	case FACETTE_CERTIFIEE:
		return str_eq(code, STR("oui")) ? "Certifiée" : "Sans « Certifiée »";
	default:
		return arena_cstr(a, code);
	}
}

static const char *libelle_masque(struct arena *a, int masque, int bit)
{
	if (masque == MASQUE_MENTION)
		return mention_libelle((enum mention)bit);
	if (bit == CRITERES)
		return critere_libelle(0);
	return arena_printf(a, "%d. %s", bit + 1, critere_libelle(bit + 1));
}

static int bits_max(int masque)
{
	return masque == MASQUE_MENTION ? (int)MENTION__MAX : CRITERES + 1;
}

static const char *code_masque(int masque, int bit)
{
	return masque == MASQUE_MENTION ? MENTIONS[bit] : CRITERES_CODES[bit];
}

/* The query that the values make. What it points to lies in the arena. */
static struct recherche_requete requete(struct arena *a, const struct valeurs *v, struct str region)
{
	struct recherche_filtre *f = arena_alloc(a, (N_FILTRES + 1) * sizeof *f);
	struct recherche_filtre_masque *m = arena_alloc(a, N_FILTRES * sizeof *m);
	const struct valeur *q = valeur_de(v, "q"), *classe = valeur_de(v, "classement"),
			    *tri = valeur_de(v, "tri"), *page = valeur_de(v, "page");
	struct str *affichees = arena_alloc(a, 2 * sizeof *affichees);
	struct recherche_requete r = {.filtres = f, .masques = m, .page = LISTE_PAGE};
	const int ordre = tri->n ? (int)tri->entier : 0;

	for (size_t i = 0; i < N_FILTRES; i++) {
		const struct genre *g = &FILTRES[i];
		const struct valeur *val = valeur_de(v, g->nom);

		if (g->masque) {
			uint32_t bits = 0;

			for (int b = 0; b < bits_max(g->facette); b++)
				if (valeur_a(val, str_of(code_masque(g->facette, b))))
					bits |= 1u << b;
			m[r.n_masques++] =
				(struct recherche_filtre_masque){(unsigned)g->facette, bits, false};
		} else if (g->facette != FACETTE_REGION || !region.n) {
			f[r.n_filtres++] =
				(struct recherche_filtre){(unsigned)g->facette, val->texte, val->n};
		}
	}
	if (region.n) {
		struct str *une = arena_alloc(a, sizeof *une);

		*une = region;
		f[r.n_filtres++] = (struct recherche_filtre){FACETTE_REGION, une, 1};
	}
	/* a closed establishment's offre is not in the catalogue (domain.md 4.4): « où en est mon offre » finds it */
	affichees[0] = STR("reglementaire");
	affichees[1] = STR("non_reglementaire");
	f[r.n_filtres++] = (struct recherche_filtre){
		FACETTE_CLASSIFICATION, classe->n ? classe->texte : affichees, classe->n ? 1 : 2};
	r.mots = q->n ? q->texte[0] : STR_VIDE;
	r.tri = ordre ? ordre - 1 : r.mots.n ? RECHERCHE_PERTINENCE : TRI_INTITULE;
	r.curseur = page->n ? page->texte[0] : STR_VIDE;
	return r;
}

static int par_compte(const void *x, const void *y)
{
	const struct ui_option *a = x, *b = y;

	if (a->choisie != b->choisie)
		return a->choisie ? -1 : 1;
	if (a->compte != b->compte)
		return a->compte < b->compte ? 1 : -1;
	return strcmp(a->valeur, b->valeur);
}

static int par_code(const void *x, const void *y)
{
	const struct ui_option *a = x, *b = y;

	return strcmp(a->valeur, b->valeur);
}

/* Codes that read in order (niveau, durée) stay in order; the others begin with the most frequent. */
static bool en_ordre(const struct genre *g)
{
	return g->facette == FACETTE_NIVEAU || g->facette == FACETTE_DUREE ||
	       g->facette == FACETTE_ANNEE || g->facette == FACETTE_RENTREE ||
	       g->facette == FACETTE_DEPARTEMENT;
}

/* The options of a filter, as they are found. */
struct options {
	struct ui_option *v;
	size_t n;
	const struct valeur *val;
};

static void ajouter(struct options *o, const char *code, const char *libelle, uint32_t n)
{
	const bool choisie = valeur_a(o->val, str_of(code));

	if (n || choisie)
		o->v[o->n++] = (struct ui_option){code, libelle, n, choisie};
}

static void remplir_masque(const struct liste *m, struct arena *a, const struct genre *g,
			   struct options *o)
{
	const int n = bits_max(g->facette);

	o->v = arena_alloc(a, (size_t)n * sizeof *o->v);
	for (int b = 0; b < n; b++)
		ajouter(o, code_masque(g->facette, b), libelle_masque(a, g->facette, b),
			m->reponse.masques[g->facette][b]);
}

/* A value that no offre has any more was kept in an address: it is shown, and can be taken back. */
static void ajouter_absentes(const struct liste *m, struct arena *a, const struct genre *g,
			     struct options *o)
{
	const struct recherche_valeurs codes =
		recherche_valeurs(photo_index(m->photo), (unsigned)g->facette);

	for (size_t i = 0; i < o->val->n; i++) {
		size_t c = 0;

		while (c < codes.n && !str_eq(codes.v[c], o->val->texte[i]))
			c++;
		if (c == codes.n)
			ajouter(o, arena_cstr(a, o->val->texte[i]),
				libelle_facette(a, g->facette, o->val->texte[i]), 0);
	}
}

static void remplir_facette(const struct liste *m, struct arena *a, const struct genre *g,
			    struct options *o)
{
	const struct recherche_valeurs codes =
		recherche_valeurs(photo_index(m->photo), (unsigned)g->facette);

	o->v = arena_alloc(a, (codes.n + o->val->n + 1) * sizeof *o->v);
	for (size_t i = 0; i < codes.n; i++)
		if (codes.v[i].n)
			ajouter(o, arena_cstr(a, codes.v[i]),
				libelle_facette(a, g->facette, codes.v[i]),
				m->reponse.facettes[g->facette][i]);
	ajouter_absentes(m, a, g, o);
	if (o->n)
		qsort(o->v, o->n, sizeof *o->v, en_ordre(g) ? par_code : par_compte);
	if (o->n > VALEURS_MONTREES && g->facette != FACETTE_DEPARTEMENT)
		o->n = VALEURS_MONTREES;
}

static void filtrer(struct liste *m, struct arena *a)
{
	for (size_t i = 0; i < N_FILTRES; i++) {
		const struct genre *g = &FILTRES[i];
		struct options o = {.val = valeur_de(&m->valeurs, g->nom)};

		if (m->region.n && g->facette == FACETTE_REGION && !g->masque)
			continue;
		if (g->masque)
			remplir_masque(m, a, g, &o);
		else
			remplir_facette(m, a, g, &o);
		if (o.n || o.val->erreur)
			m->filtres[m->n_filtres++] = (struct ui_choix){.id = g->nom,
								       .nom = g->nom,
								       .etiquette = g->libelle,
								       .aide = g->aide,
								       .erreur = o.val->erreur,
								       .options = o.v,
								       .n = o.n,
								       .replie = true};
	}
}

/* An error leads to its field; one without a field on this page (an order, a tab) to the results, where there are any, else to the words. */
static void rattacher(struct liste *m)
{
	for (size_t i = 0; i < m->n_erreurs; i++) {
		bool la = strcmp(m->erreurs[i].id, "q") == 0;

		for (size_t f = 0; !la && f < m->n_filtres; f++)
			la = strcmp(m->erreurs[i].id, m->filtres[f].id) == 0;
		if (!la)
			m->erreurs[i].id = m->incident ? "q" : "resultats";
	}
}

static const char *url(const struct liste *m, struct arena *a, const char *nom, struct str valeur)
{
	return adresse_avec(
		a, m->chemin, &m->valeurs,
		&(struct adresse_ecart){.nom = nom, .valeur = valeur, .sans = SANS_PAGE});
}

static void ongler(struct liste *m, struct arena *a)
{
	const struct recherche_valeurs codes =
		recherche_valeurs(photo_index(m->photo), FACETTE_CLASSIFICATION);
	const struct valeur *val = valeur_de(&m->valeurs, "classement");

	for (int i = 0; i < LISTE_ONGLETS; i++) {
		const struct str code = i ? str_of(CLASSES[i - 1]) : STR_VIDE;
		struct ui_onglet *o = &m->onglets[i];

		*o = (struct ui_onglet){.libelle = ONGLETS[i],
					.url = url(m, a, "classement", code),
					.courant = i ? valeur_a(val, code) : !val->n};
		for (size_t c = 0; c < codes.n; c++)
			if (i && str_eq(codes.v[c], code))
				o->compte = m->reponse.facettes[FACETTE_CLASSIFICATION][c];
	}
	m->onglets[0].compte = m->onglets[1].compte + m->onglets[2].compte;
}

static void ordonner(struct liste *m, struct arena *a)
{
	const struct valeur *tri = valeur_de(&m->valeurs, "tri");
	const bool mots = valeur_de(&m->valeurs, "q")->n != 0;
	const int courant = tri->n ? (int)tri->entier : mots ? 0 : TRI_INTITULE + 1;

	for (int i = 0; i < LISTE_TRIS; i++)
		m->tris[i] = (struct liste_lien){TRIS_LIBELLES[i],
						 url(m, a, "tri", str_of(TRIS[i])), i == courant};
}

/* What was chosen, each with the way to take it back. */
static void retirer(struct liste *m, struct arena *a)
{
	for (size_t i = 0; i < m->n_filtres; i++) {
		const struct ui_choix *f = &m->filtres[i];

		for (size_t j = 0; j < f->n && m->n_retraits < PARAMETRE_VALEURS_MAX; j++)
			if (f->options[j].choisie)
				m->retraits[m->n_retraits++] = (struct ui_filtre_actif){
					arena_printf(a, "%s : %s", f->etiquette,
						     f->options[j].libelle),
					adresse_avec(a, m->chemin, &m->valeurs,
						     &(struct adresse_ecart){
							     .nom = f->nom,
							     .valeur = str_of(f->options[j].valeur),
							     .basculer = true,
							     .sans = SANS_PAGE})};
	}
	m->tout = adresse_avec(a, m->chemin, &(struct valeurs){0}, NULL);
}

static void resumer(struct liste *m, struct arena *a)
{
	const struct recherche_reponse *r = &m->reponse;
	struct buf b;

	buf_init(&b, RESUME_MAX);
	if (!r->total) {
		buf_cstr(&b, "Aucune offre");
	} else {
		ecrire_nombre(&b, r->total);
		buf_cstr(&b, r->total > 1 ? " offres" : " offre");
	}
	if (r->n && r->n < r->total) {
		buf_cstr(&b, ", de ");
		ecrire_nombre(&b, (int64_t)r->avant + 1);
		buf_cstr(&b, " à ");
		ecrire_nombre(&b, (int64_t)r->avant + (int64_t)r->n);
	}
	m->resume = arena_cstr(a, buf_view(&b));
	buf_free(&b);
}

static void paginer(struct liste *m, struct arena *a)
{
	const struct recherche_reponse *r = &m->reponse;

	if (r->precedent.n)
		m->precedent = url(m, a, "page", r->precedent);
	if (r->suivant.n)
		m->suivant = url(m, a, "page", r->suivant);
	if (r->suggestion.n)
		m->essayer = url(m, a, "q", r->suggestion);
}

/* The files say the same as the page: of a région too. */
static void telecharger(struct liste *m, struct arena *a)
{
	const struct adresse_ecart e = {
		.nom = m->region.n ? "region" : NULL, .valeur = m->region, .sans = SANS_PAGE};

	if (m->reponse.total <= LISTE_CSV_MAX)
		m->csv = adresse_avec(a, "/catalogue.csv", &m->valeurs, &e);
	if (m->reponse.total <= LISTE_XLSX_MAX)
		m->xlsx = adresse_avec(a, "/catalogue.xlsx", &m->valeurs, &e);
}

/* « bts mco : 1 234 offres » is what a browser's tab and history say. */
static void intituler(struct liste *m, struct arena *a)
{
	const struct valeur *q = valeur_de(&m->valeurs, "q");

	m->titre = m->region.n ? arena_printf(a, "Catalogue régional : %.*s",
					      STR_FMT(region_nom(m->region)))
			       : "Catalogue national de l'apprentissage";
	m->titre_de_page =
		q->n ? arena_printf(a, "« %.*s » : %s", STR_FMT(q->texte[0]), m->titre) : m->titre;
}

static void relever_erreurs(struct liste *m)
{
	for (size_t i = 0; i < m->valeurs.n; i++)
		if (m->valeurs.v[i].erreur)
			m->erreurs[m->n_erreurs++] = (struct ui_erreur){
				m->valeurs.v[i].parametre->nom, m->valeurs.v[i].erreur};
}

static bool commencer(struct visite *v, struct str region, struct liste *m)
{
	size_t n;

	*m = (struct liste){.photo = v->photo, .etat = visite_etat(v), .region = region};
	m->chemin = region.n ? arena_printf(v->a, "/catalogue/region/%.*s", STR_FMT(region))
			     : "/catalogue";
	m->offres = photo_offres(v->photo, &n);
	parametres_lire(PARAMETRES, N_PARAMETRES, v->q->parametres, v->a, &m->valeurs);
	intituler(m, v->a);
	relever_erreurs(m);
	return !m->valeurs.erreurs;
}

static enum err demander(struct visite *v, struct liste *m, bool tout)
{
	struct incident inc = {0};
	struct recherche_requete r = requete(v->a, &m->valeurs, m->region);
	enum err err;

	r.tout = tout;
	err = recherche_executer(photo_index(v->photo), &r, v->a, &m->reponse, &inc);
	if (err)
		m->incident = arena_printf(v->a, "%s%s%s", inc.message, inc.remede[0] ? " " : "",
					   inc.remede);
	if (err && m->n_erreurs < PARAMETRES_MAX)
		m->erreurs[m->n_erreurs++] = (struct ui_erreur){"q", m->incident};
	return err;
}

bool liste_faire(struct visite *v, struct str region, struct liste *ret)
{
	bool bon = commencer(v, region, ret);

	if (demander(v, ret, false)) {
		rattacher(ret);
		return false;
	}
	filtrer(ret, v->a);
	rattacher(ret);
	ongler(ret, v->a);
	ordonner(ret, v->a);
	retirer(ret, v->a);
	resumer(ret, v->a);
	paginer(ret, v->a);
	telecharger(ret, v->a);
	return bon;
}

const struct recherche_reponse *liste_tout(struct visite *v, struct liste *ret)
{
	return commencer(v, STR_VIDE, ret) && !demander(v, ret, true) ? &ret->reponse : NULL;
}

struct str liste_intitule(const struct photo_offre *o)
{
	return o->mentions & 1u << MENTION_LIBELLE ? STR("Intitulé non renseigné") : o->intitule;
}

const char *liste_lieu(struct arena *a, const struct photo_offre *o)
{
	if (!o->ville.n)
		return "lieu non renseigné";
	return o->departement.n
		       ? arena_printf(a, "%.*s (%.*s)", STR_FMT(o->ville), STR_FMT(o->departement))
		       : arena_cstr(a, o->ville);
}
