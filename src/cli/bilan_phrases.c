/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_phrases.c - the words that the text and the page share
 */
#include "cli/bilan.h"

#include <string.h>

#include "referentiel/memoire.h"

static const char *const TRIS[TRI__MAX] = {
	[TRI_DECLAREES] = "Déclarées",
	[TRI_AFFICHEES] = "Affichées au catalogue (aucun établissement fermé)",
	[TRI_REGLEMENTAIRES] = "Réglementaires",
	[TRI_PERIMETRE] = "Dans le périmètre, avec une session pour la rentrée",
	[TRI_IMPORTABLES] = "Importables dans Parcoursup (UAI du lieu connu et ouvert)",
	[TRI_SAIO] = "dont : le SAIO doit vérifier avant l'import",
};

const char *tri_libelle(enum tri t)
{
	return TRIS[t];
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
	const struct str code = f->source;
	const char *deux_points = memchr(code.p, ':', code.n);
	const struct str region =
		deux_points ? region_nom(str_sub(code, (size_t)(deux_points + 1 - code.p), code.n))
			    : STR_VIDE;

	return arena_printf(b->e->arena, "flux « %.*s »%s%.*s", STR_FMT(code), region.n ? ", " : "",
			    STR_FMT(region));
}
