/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_phrases.c - the words of the figures
 */
#include "explication/bilan.h"

#include "base/francais.h"
#include "explication/interne.h"

static const char *const TRIS[TRI__MAX] = {
	[TRI_DECLAREES] = "Déclarées",
	[TRI_AFFICHEES] = "Affichées au catalogue (aucun établissement fermé)",
	[TRI_REGLEMENTAIRES] = "Réglementaires",
	[TRI_PERIMETRE] = "Dans le périmètre, avec une session pour la rentrée",
	[TRI_IMPORTABLES] = "Importables dans Parcoursup (UAI du lieu connu et ouvert)",
	[TRI_SAIO] = "dont : le SAIO doit vérifier avant l'import",
};

/* Short enough for the line of a phone. */
static const char *const TRIS_COURTS[TRI__MAX] = {
	[TRI_DECLAREES] = "Déclarées",
	[TRI_AFFICHEES] = "Affichées au catalogue",
	[TRI_REGLEMENTAIRES] = "Réglementaires",
	[TRI_PERIMETRE] = "Dans le périmètre, avec session",
	[TRI_IMPORTABLES] = "Importables",
	[TRI_SAIO] = "dont : à vérifier par le SAIO",
};

const char *tri_libelle(enum tri t)
{
	return TRIS[t];
}

const char *tri_court(enum tri t)
{
	return TRIS_COURTS[t];
}

const char *motif_libelle(int motif)
{
	if (motif < CRITERES)
		return critere_libelle(motif + 1);
	return motif == MOTIF_UAI ? critere_libelle(0)
				  : mention_libelle((enum mention)(motif - MOTIF_MENTION));
}

const char *motif_titre(struct arena *a, int m, bool court)
{
	if (m < CRITERES)
		return arena_printf(a, "Critère %d · %s", m + 1,
				    court ? critere_court(m + 1) : critere_libelle(m + 1));
	return m == MOTIF_UAI ? critere_libelle(0)
			      : arena_printf(a, "Mention · %s", motif_libelle(m));
}

const char *bilan_qui(struct arena *a, const int64_t par_acteur[ACTEUR__MAX])
{
	enum acteur ordre[ACTEUR__MAX];
	const size_t n = bilan_acteurs(par_acteur, ordre);
	const char *texte = "";

	for (size_t i = 0; i < n; i++)
		texte = arena_printf(a, "%s%s%s", texte, i ? ", " : "", acteur_libelle(ordre[i]));
	return texte;
}

static const char *pluriel(int64_t n)
{
	return n > 1 ? "s" : "";
}

const char *bilan_resume(const struct bilan_campagne *b)
{
	struct arena *a = b->e->arena;
	const int64_t *t = b->tri;

	return arena_printf(
		a,
		"%s offre%s déclarée%s : %s réglementaire%s, %s importable%s dans Parcoursup (%s)%s.",
		nombre_francais(a, t[TRI_DECLAREES]), pluriel(t[TRI_DECLAREES]),
		pluriel(t[TRI_DECLAREES]), nombre_francais(a, t[TRI_REGLEMENTAIRES]),
		pluriel(t[TRI_REGLEMENTAIRES]), nombre_francais(a, t[TRI_IMPORTABLES]),
		pluriel(t[TRI_IMPORTABLES]),
		part_francaise(a, t[TRI_IMPORTABLES], t[TRI_DECLAREES]),
		t[TRI_SAIO] ? arena_printf(a, ", dont %s à vérifier par les SAIO",
					   nombre_francais(a, t[TRI_SAIO]))
			    : "");
}

/* What that actor corrects in most offres. */
static int premier_motif(const struct bilan_campagne *b, enum acteur qui)
{
	int premier = 0;

	for (int m = 1; m < MOTIF__MAX; m++)
		if (b->attendu[m][qui] > b->attendu[premier][qui])
			premier = m;
	return premier;
}

const char *bilan_a_faire(const struct bilan_campagne *b)
{
	struct arena *a = b->e->arena;
	enum acteur ordre[ACTEUR__MAX];

	if (b->manques.n)
		return arena_printf(
			a, "À faire d'abord : importer %s.",
			b->manques.n > 1
				? arena_printf(a, "les %zu référentiels qui manquent", b->manques.n)
				: "le référentiel qui manque");
	if (bilan_acteurs(b->acteur, ordre) == 0)
		return "";
	return arena_printf(
		a,
		"À faire d'abord : %s offre%s du périmètre attend%s %s, le plus souvent pour « %s » : à corriger%s.",
		nombre_francais(a, b->acteur[ordre[0]]), pluriel(b->acteur[ordre[0]]),
		b->acteur[ordre[0]] > 1 ? "ent" : "", acteur_libelle(ordre[0]),
		motif_libelle(premier_motif(b, ordre[0])),
		/* that it is closed is told once, by the calendar */
		b->e->jour > b->e->campagne.jalon[JALON_DERNIER_VERSEMENT]
			? " pour la campagne suivante"
			: etude_echeance(b->e));
}

const char *bilan_calendrier(const struct bilan_campagne *b)
{
	const struct etude *e = b->e;
	const struct campagne *c = &e->campagne;
	static const enum jalon SUITE[] = {
		JALON_OUVERTURE_REFERENCEMENT, JALON_IMPORT_DEBUT, JALON_IMPORT_FIN,
		JALON_VISIBLE_CANDIDATS,       JALON_VOEUX_DEBUT,  JALON_VOEUX_FIN,
		JALON_DERNIER_VERSEMENT};

	for (size_t i = 0; i < sizeof SUITE / sizeof *SUITE; i++) {
		const int date = c->jalon[SUITE[i]];

		if (e->jour <= date)
			return arena_printf(
				e->arena, "Prochaine date : %s, le %s%s.", jalon_libelle(SUITE[i]),
				date_longue(e->arena, date),
				c->deduite[SUITE[i]] ? " (date déduite des autres années)" : "");
	}
	return arena_printf(e->arena, "La campagne est close depuis le %s.",
			    date_longue(e->arena, c->jalon[JALON_DERNIER_VERSEMENT]));
}

const char *bilan_edition(const struct bilan_campagne *b, int date)
{
	return date_pleine(date)
		       ? arena_printf(b->e->arena, "édition du %s", date_longue(b->e->arena, date))
		       : "pas dans la base";
}

const char *bilan_flux_libelle(const struct bilan_campagne *b, const struct bilan_flux *f)
{
	const struct str region = source_region(f->source);

	return arena_printf(b->e->arena, "flux « %.*s »%s%.*s", STR_FMT(f->source),
			    region.n ? ", " : "", STR_FMT(region));
}

int64_t bilan_formations(const struct bilan_campagne *b)
{
	return b->parcoursup.certifiees + b->parcoursup.sans;
}

/* Never migrated: what to do. */
static const char *a_migrer(const struct bilan_campagne *b)
{
	const struct campagne *c = &b->e->campagne;
	struct arena *a = b->e->arena;
	const int64_t n = b->parcoursup.attendues;

	if (b->e->jour > c->jalon[JALON_DERNIER_VERSEMENT])
		return "La campagne est close : il n'y a plus rien à faire.";
	if (!n)
		return arena_printf(
			a,
			"À faire par le SCN : importer la liste des formations de Parcoursup %d (« relais import FICHIER "
			"--campagne %d »), puis essayer la migration (« relais campagne migrer %d --dry-run »).",
			c->annee - 1, c->annee - 1, c->annee);
	return arena_printf(
		a,
		"%s formation%s de Parcoursup %d l'attend%s. À faire par le SCN, du %s au %s : essayer la migration (« relais campagne migrer "
		"%d --dry-run »), puis la faire.",
		nombre_francais(a, n), n > 1 ? "s" : "", c->annee - 1, n > 1 ? "ent" : "",
		date_longue(a, c->jalon[JALON_IMPORT_DEBUT]),
		date_longue(a, c->jalon[JALON_IMPORT_FIN]), c->annee);
}

const char *bilan_migration(const struct bilan_campagne *b)
{
	const struct comptes *c = &b->parcoursup;
	struct arena *a = b->e->arena;

	if (!c->migree)
		return arena_printf(
			a,
			"La migration de la campagne %d n'a pas encore été faite : aucune formation n'est « Certifiée ». %s",
			b->e->campagne.annee, a_migrer(b));
	return arena_printf(a, "%s formation%s « Certifiée » sur %s, d'après %s du %s.",
			    nombre_francais(a, c->certifiees), c->certifiees > 1 ? "s" : "",
			    nombre_francais(a, bilan_formations(b)),
			    c->au_fil ? "l'import au fil de l'eau" : "la migration",
			    date_longue(a, c->migree_le));
}

void bilan_chiffres(const struct bilan_campagne *b, struct chiffre ret[CHIFFRES])
{
	const struct comptes *c = &b->parcoursup;
	const int64_t tout = bilan_formations(b);
	const struct chiffre v[CHIFFRES] = {
		{"reprises",
		 arena_printf(b->e->arena, "Formations de Parcoursup %d", b->e->campagne.annee - 1),
		 c->reprises, tout},
		{"creees", "Formations créées pour des offres nouvelles", c->creees, tout},
		{"liees", "Formations liées à une offre du catalogue", c->liees, tout},
		{"certifiees", "Formations « Certifiée »", c->certifiees, tout},
		{"sans_certifiee", "Formations sans « Certifiée »", c->sans, tout},
		{"importables_sans_formation", "Offres importables encore sans formation",
		 c->sans_formation, b->tri[TRI_IMPORTABLES]},
	};

	for (int i = 0; i < CHIFFRES; i++)
		ret[i] = v[i];
}
