/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_texte.c - the report for a person, on a terminal
 */
#include "cli/bilan.h"

#include <string.h>

#include "base/utf8.h"
#include "referentiel/memoire.h"

enum { COL_LIBELLE = 67, COL_ZONE = 34, COL_CHIFFRE = 10, COL_PART = 9, RETRAIT = 2 };

/* A share, right-aligned, and the end of the line. */
static void part(struct ecran *e, struct arena *a, int64_t partie, int64_t tout)
{
	const char *texte = part_francaise(a, partie, tout);

	for (size_t n = utf8_longueur(str_of(texte)); n < COL_PART; n++)
		buf_char(e->out, ' ');
	buf_printf(e->out, "%s\n", texte);
}

static void ligne_de(const struct bilan_campagne *b, struct ecran *e, const char *libelle,
		     int64_t n, int64_t tout)
{
	buf_cstr(e->out, "  ");
	ecran_colonne(e, libelle, COL_LIBELLE);
	ecran_nombre(e, n, COL_CHIFFRE);
	part(e, b->e->arena, n, tout);
}

/* Of all that are declared. */
static void ligne(const struct bilan_campagne *b, struct ecran *e, const char *libelle, int64_t n)
{
	ligne_de(b, e, libelle, n, b->tri[TRI_DECLAREES]);
}

static void tete(const struct bilan_campagne *b, struct ecran *e)
{
	const struct paragraphe p = {STYLE_NORMAL, 0, 0, false};
	const char *a_faire = bilan_a_faire(b);

	ecran_paragraphe(e, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(b->e->arena, "Campagne %d, au %s", b->e->campagne.annee,
				      date_longue(b->e->arena, b->e->jour)));
	ecran_paragraphe(e, p, bilan_resume(b));
	if (a_faire[0])
		ecran_paragraphe(e, p, a_faire);
	ecran_paragraphe(e, p, bilan_calendrier(b));
}

static void manques(const struct bilan_campagne *b, struct ecran *e)
{
	if (!b->manques.n)
		return;
	ecran_titre(
		e,
		"Il manque des référentiels : tant qu'ils ne sont pas dans la base, les chiffres ne valent rien");
	for (int t = 0; t < REF__MAX; t++)
		if (b->manques.table[t])
			ecran_paragraphe(
				e, (struct paragraphe){STYLE_ROUGE, RETRAIT, RETRAIT + 2, false},
				arena_printf(b->e->arena, "✖ %s", ref_libelle((enum ref_table)t)));
	ecran_paragraphe(
		e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
		"→ « relais import FICHIER… » les lit ; ils sont reconnus à leur contenu.");
}

static void entonnoir(const struct bilan_campagne *b, struct ecran *e)
{
	ecran_titre(e, "L'entonnoir");
	for (int i = 0; i < TRI__MAX; i++)
		ligne(b, e, tri_libelle((enum tri)i), b->tri[i]);
}

static void motifs(const struct bilan_campagne *b, struct ecran *e)
{
	struct arena *a = b->e->arena;
	int ordre[MOTIF__MAX];
	const size_t n = bilan_motifs(b, ordre);
	bool titre = false;

	if (n)
		ecran_titre(e, "Ce qui arrête les offres (une offre peut avoir plusieurs motifs)");
	for (size_t i = 0; i < n; i++) {
		const char *quoi = ordre[i] < CRITERES
					   ? arena_printf(a, "critère %d, ", ordre[i] + 1)
				   : ordre[i] > MOTIF_UAI ? "mention : "
							  : "";

		ligne(b, e, arena_printf(a, "%s%s", quoi, motif_libelle(ordre[i])),
		      b->motif[ordre[i]]);
	}
	for (int i = 0; i < CRITERES; i++) {
		if (!b->a_verifier[i])
			continue;
		if (!titre)
			ecran_titre(
				e,
				"À vérifier par une personne (n'empêche pas d'être réglementaire)");
		titre = true;
		ligne(b, e, arena_printf(a, "critère %d, %s", i + 1, critere_libelle(i + 1)),
		      b->a_verifier[i]);
	}
}

static void acteurs(const struct bilan_campagne *b, struct ecran *e)
{
	enum acteur ordre[ACTEUR__MAX];
	const size_t n = bilan_acteurs(b->acteur, ordre);

	if (!n)
		return;
	ecran_titre(e,
		    arena_printf(b->e->arena,
				 "Qui doit agir, pour les %s offres du périmètre qui sont arrêtées",
				 nombre_francais(b->e->arena, b->attendent)));
	for (size_t i = 0; i < n; i++)
		ligne_de(b, e, acteur_libelle(ordre[i]), b->acteur[ordre[i]], b->attendent);
}

static void zones(const struct bilan_campagne *b, struct ecran *e, const struct zones *z,
		  bool academies)
{
	ecran_titre(e, arena_printf(b->e->arena, "%-36s    offres  réglement.  importables    part",
				    academies ? "Par académie" : "Par région"));
	for (size_t i = 0; i < z->n; i++) {
		const struct zone *n = &z->v[i];
		const struct str nom =
			academies ? academie_nom(str_of(n->code)) : region_nom(str_of(n->code));

		buf_cstr(e->out, "  ");
		ecran_colonne(
			e,
			n->code[0] ? arena_printf(b->e->arena, "%-3s %.*s", n->code, STR_FMT(nom))
				   : "    (commune du lieu inconnue)",
			COL_ZONE);
		ecran_nombre(e, n->offres, COL_CHIFFRE);
		ecran_nombre(e, n->reglementaires, COL_CHIFFRE + 2);
		ecran_nombre(e, n->importables, COL_CHIFFRE + 3);
		part(e, b->e->arena, n->importables, n->offres);
	}
}

static void sources(const struct bilan_campagne *b, struct ecran *e)
{
	const struct paragraphe p = {STYLE_NORMAL, RETRAIT + COL_LIBELLE + 1,
				     RETRAIT + COL_LIBELLE + 1, true};

	ecran_titre(e, "Les sources");
	for (int t = 0; t < REF__MAX; t++) {
		buf_cstr(e->out, "  ");
		ecran_colonne(e, ref_libelle((enum ref_table)t), COL_LIBELLE + 1);
		ecran_paragraphe(e, p, bilan_edition(b, b->date_ref[t]));
	}
	for (size_t i = 0; i < b->n_flux; i++) {
		buf_cstr(e->out, "  ");
		ecran_colonne(e, bilan_flux_libelle(b, &b->flux[i]), COL_LIBELLE + 1);
		ecran_paragraphe(e, p, bilan_edition(b, b->flux[i].date));
	}
}

void bilan_texte(const struct bilan_campagne *b, struct ecran *e)
{
	tete(b, e);
	manques(b, e);
	entonnoir(b, e);
	bilan_texte_parcoursup(b, e);
	acteurs(b, e);
	motifs(b, e);
	zones(b, e, &b->regions, false);
	zones(b, e, &b->academies, true);
	sources(b, e);
}
