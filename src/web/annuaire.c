/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * annuaire.c - the two directories: their figures, who answers for what was typed, one of them
 */
#include "web/annuaire.h"

#include "referentiel/memoire.h"
#include "web/parametre.h"

static const struct annuaire_genre GENRES[] = {
	[INTERLOCUTEUR_CARIF_OREF] =
		{INTERLOCUTEUR_CARIF_OREF, CARTE_REGION, RUBRIQUE_CARIF_OREF, "/carif-oref",
		 "Trouver son Carif-Oref",
		 "Le Carif-Oref de chaque région : où déclarer une offre en apprentissage, et à qui s'adresser pour la corriger.",
		 "Le Carif-Oref de votre région reçoit la déclaration de vos offres, la valide et la transmet au catalogue national. "
		 "C'est à lui qu'il faut s'adresser pour tout ce qui se saisit dans l'outil de la région.",
		 "Région", "Carif-Oref",
		 "Carte des régions : un lien vers le Carif-Oref de chacune", "/catalogue?region="},
	[INTERLOCUTEUR_SAIO] =
		{INTERLOCUTEUR_SAIO, CARTE_ACADEMIE, RUBRIQUE_SAIO, "/saio", "Trouver son SAIO",
		 "Le service académique d'information et d'orientation de chaque académie : ce qu'il vérifie avant Parcoursup.",
		 "Le service académique d'information et d'orientation (SAIO) de votre académie vérifie ce que les règles ne suffisent pas à "
		 "décider : l'UAI du lieu, l'habilitation, l'accès après le bac. C'est lui qui demande la publication dans Parcoursup.",
		 "Académie", "SAIO", "Carte des académies : un lien vers le SAIO de chacune",
		 "/catalogue?academie="},
};

const char *const annuaire_sujets[SUJET__MAX] = {
	[SUJET_CONVENTIONNE] = "Formations conventionnées",
	[SUJET_APPRENTISSAGE] = "Formations en apprentissage",
	[SUJET_AUTRES] = "Autres formations et questions",
};
const char *const annuaire_questions[SUJET__MAX] = {
	[SUJET_CONVENTIONNE] =
		"Ce que finance une convention ou un marché (Région, État, France Travail) : publier les sessions, les places, les dates d'entrée.",
	[SUJET_APPRENTISSAGE] =
		"Les offres qui vont vers Parcoursup : une mention qui manque, une durée ou une année à corriger, une offre absente du catalogue national, un doublon.",
	[SUJET_AUTRES] =
		"Les formations payées par le compte personnel ou par l'employeur, un compte à ouvrir dans l'outil de saisie, un changement de nom ou d'adresse.",
};

const char *annuaire_lien(struct arena *a, struct str contact)
{
	return arena_printf(a, "%s%.*s",
			    str_starts(contact, STR("http")) ? "" : "mailto:", STR_FMT(contact));
}

static struct str code_de(const struct photo_offre *o, enum interlocuteur_type type)
{
	return type == INTERLOCUTEUR_SAIO ? o->academie : o->region;
}

static struct str nom_de_zone(const struct interlocuteur *i)
{
	return i->type == INTERLOCUTEUR_SAIO ? academie_nom(i->code) : region_nom(i->code);
}

static struct annuaire_entree *entree_de(struct annuaire *m, struct str code)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_eq(m->entrees[i].qui->code, code))
			return &m->entrees[i];
	return NULL;
}

/* As the catalogue counts: an establishment that is closed has no offre there. */
static void compter(struct annuaire *m, const struct photo *p)
{
	struct annuaire_entree *e = NULL;
	size_t n;
	const struct photo_offre *o = photo_offres(p, &n);

	for (size_t i = 0; i < n; i++) {
		const struct str code = code_de(&o[i], m->genre->type);

		if (o[i].classification == CLASSIFICATION_NON_AFFICHEE)
			continue;
		if (!e || !str_eq(e->qui->code, code)) /* neighbours are often of the same place */
			e = entree_de(m, code);
		if (!e)
			continue;
		e->offres++;
		e->reglementaires += o[i].classification == CLASSIFICATION_REGLEMENTAIRE;
		e->non_reglementaires += o[i].classification == CLASSIFICATION_NON_REGLEMENTAIRE;
		e->attendent += o[i].attend_saio;
	}
	for (size_t i = 0; i < m->n; i++)
		m->aires[i] = (struct carte_aire){m->entrees[i].qui->code, m->entrees[i].offres};
}

static void faire(struct visite *v, enum interlocuteur_type type, struct annuaire *m)
{
	size_t n;
	const struct interlocuteur *tous = interlocuteurs_tous(visite_interlocuteurs(v), type, &n);

	REQUIRE(n <= ANNUAIRE_MAX);
	*m = (struct annuaire){
		.genre = &GENRES[type], .etat = visite_etat(v), .arena = v->a, .n = n};
	for (size_t i = 0; i < n; i++)
		m->entrees[i] =
			(struct annuaire_entree){.qui = &tous[i], .zone = nom_de_zone(&tous[i])};
	compter(m, v->photo);
}

static const char *dire_lieu(struct arena *a, const struct lieu_trouve *l)
{
	return l->commune.n
		       ? arena_printf(a, "%.*s (%.*s)", STR_FMT(l->commune), STR_FMT(l->nom))
		       : arena_printf(a, "%.*s (%.*s)", STR_FMT(l->nom), STR_FMT(l->departement));
}

/* Several places may have one answer: they are told together. */
static void repondre_a(struct annuaire *m, const struct lieux *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct lieu lieu = lieu_de_departement(l->v[i].departement);
		const struct annuaire_entree *e = entree_de(
			m, m->genre->type == INTERLOCUTEUR_SAIO ? lieu.academie : lieu.region);
		const char *dit = dire_lieu(m->arena, &l->v[i]);
		size_t k = 0;

		while (k < m->n_trouves && m->trouves[k].entree != e)
			k++;
		if (!e)
			continue;
		if (k == m->n_trouves)
			m->trouves[m->n_trouves++] = (struct annuaire_trouve){e, dit};
		else
			m->trouves[k].lieu =
				arena_printf(m->arena, "%s, %s", m->trouves[k].lieu, dit);
	}
	if (!m->n_trouves)
		m->erreur =
			"Aucun département, code postal, commune ou région ne correspond. Essayez « 77 », « 77000 » ou « Seine-et-Marne », ou choisissez dans la liste.";
}

static void chercher(struct visite *v, struct annuaire *m)
{
	static const struct parametre PARAMETRES[] = {
		{"lieu", "Lieu", PARAMETRE_TEXTE, 0, ANNUAIRE_LIEU_MAX, NULL, false}};
	struct valeurs valeurs;
	struct lieux l;

	parametres_lire(PARAMETRES, 1, v->q->parametres, v->a, &valeurs);
	m->saisie = arena_cstr(v->a, valeurs.v[0].vu);
	m->erreur = valeurs.v[0].erreur;
	if (m->erreur) {
		v->r->statut = 400;
		return;
	}
	if (!valeurs.v[0].n)
		return;
	if (lieux_trouver(v->salle->db, valeurs.v[0].texte[0], v->a, &l))
		m->erreur =
			"La recherche n'a pas pu être faite. Réessayez, ou choisissez dans la liste.";
	else
		repondre_a(m, &l);
}

static void repondre(struct visite *v, enum interlocuteur_type type)
{
	struct annuaire *m = arena_alloc(v->a, sizeof *m);

	faire(v, type, m);
	chercher(v, m);
	page_annuaire(v->out, m);
}

void annuaire_carif_oref(struct visite *v)
{
	repondre(v, INTERLOCUTEUR_CARIF_OREF);
}

void annuaire_saio(struct visite *v)
{
	repondre(v, INTERLOCUTEUR_SAIO);
}

/* Those of the other kind that answer for a part of the same place. */
static void voisins(struct visite *v, struct annuaire_fiche *f)
{
	const enum interlocuteur_type autre = f->genre->type == INTERLOCUTEUR_SAIO
						      ? INTERLOCUTEUR_CARIF_OREF
						      : INTERLOCUTEUR_SAIO;
	const struct str ici = f->entree->qui->code;
	size_t n;
	const struct interlocuteur *tous = interlocuteurs_tous(visite_interlocuteurs(v), autre, &n);

	for (size_t i = 0; i < n; i++)
		if (autre == INTERLOCUTEUR_SAIO ? str_eq(academie_region(tous[i].code), ici)
						: str_eq(tous[i].code, academie_region(ici)))
			f->voisins[f->n_voisins++] = &tous[i];
}

static const char *departements(struct arena *a, const struct annuaire_fiche *f)
{
	struct str reste = STR_VIDE, code, nom;
	const char *ret = "";

	while (departement_suivant(&reste, &code, &nom)) {
		const struct lieu l = lieu_de_departement(code);

		if (str_eq(f->genre->type == INTERLOCUTEUR_SAIO ? l.academie : l.region,
			   f->entree->qui->code))
			ret = arena_printf(a, "%s%s%.*s (%.*s)", ret, ret[0] ? ", " : "",
					   STR_FMT(nom), STR_FMT(code));
	}
	return ret;
}

static void repondre_un(struct visite *v, enum interlocuteur_type type)
{
	struct annuaire *m = arena_alloc(v->a, sizeof *m);
	struct annuaire_fiche *f = arena_alloc(v->a, sizeof *f);

	faire(v, type, m);
	*f = (struct annuaire_fiche){.genre = m->genre,
				     .etat = m->etat,
				     .arena = v->a,
				     .entree = entree_de(m, v->q->variables[0])};
	if (!f->entree) {
		visite_statut(v, 404);
		return;
	}
	f->departements = departements(v->a, f);
	voisins(v, f);
	page_interlocuteur(v->out, f);
}

void annuaire_un_carif_oref(struct visite *v)
{
	repondre_un(v, INTERLOCUTEUR_CARIF_OREF);
}

void annuaire_un_saio(struct visite *v)
{
	repondre_un(v, INTERLOCUTEUR_SAIO);
}
