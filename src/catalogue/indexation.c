/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * indexation.c - what each text of an offre is worth when somebody looks for it
 */
#include "catalogue/indexation.h"

#include "base/arena.h"
#include "referentiel/memoire.h"

enum {
	POIDS_CODE = 12,
	POIDS_INTITULE = 8,
	POIDS_TYPE = 6,
	POIDS_NOM = 4,
	POIDS_LIEU = 3,
	POIDS_ZONE = 1
};

static void facettes(struct arena *a, const struct photo_offre *o, struct str ret[FACETTE__MAX])
{
	ret[FACETTE_REGION] = o->region;
	ret[FACETTE_ACADEMIE] = o->academie;
	ret[FACETTE_DEPARTEMENT] = o->departement;
	ret[FACETTE_TYPE] = o->type;
	ret[FACETTE_NIVEAU] = photo_nombre(a, o->niveau);
	ret[FACETTE_DUREE] = o->duree;
	ret[FACETTE_ANNEE] = o->annee;
	ret[FACETTE_RENTREE] = photo_nombre(a, o->rentree);
	ret[FACETTE_CLASSIFICATION] = str_of(classification_code(o->classification));
	ret[FACETTE_IMPORTABLE] = !o->importable   ? STR("non")
				  : o->attend_saio ? STR("saio")
						   : STR("oui");
	ret[FACETTE_STATUT] = str_of(statut_code(o->statut));
	ret[FACETTE_CERTIFIEE] = o->certifiee ? STR("oui") : STR("non");
}

static void ajouter(struct recherche_construction *c, struct arena *a, const struct photo_offre *o)
{
	struct str f[FACETTE__MAX];
	const uint32_t masques[MASQUE__MAX] = {o->non_conformes, o->a_verifier, o->mentions};
	const struct recherche_texte textes[] = {
		{o->intitule, POIDS_INTITULE, RECHERCHE_INTITULE},
		{o->type, POIDS_TYPE, RECHERCHE_TEXTE},
		{o->organisme, POIDS_NOM, RECHERCHE_TEXTE},
		{o->formateur, POIDS_NOM, RECHERCHE_TEXTE},
		{o->ville, POIDS_LIEU, RECHERCHE_TEXTE},
		{o->code_postal, POIDS_LIEU, RECHERCHE_CODE},
		{o->departement, POIDS_LIEU, RECHERCHE_CODE},
		{academie_nom(o->academie), POIDS_ZONE, RECHERCHE_TEXTE},
		{region_nom(o->region), POIDS_ZONE, RECHERCHE_TEXTE},
		{o->cle, POIDS_CODE, RECHERCHE_CODE},
		{o->uai, POIDS_CODE, RECHERCHE_CODE},
		{o->cfd, POIDS_CODE, RECHERCHE_CODE},
		{o->formation, POIDS_CODE, RECHERCHE_CODE},
		{photo_siret(a, o->siret_responsable), POIDS_CODE, RECHERCHE_CODE},
		{photo_siret(a, o->siret_formateur), POIDS_CODE, RECHERCHE_CODE},
		{photo_rncp(a, o), POIDS_CODE, RECHERCHE_CODE},
	};
	const struct recherche_tri tris[PHOTO_TRI__MAX] = {
		[TRI_INTITULE] = {.texte = o->intitule},
		[TRI_ORGANISME] = {.texte = o->organisme},
		[TRI_LIEU] = {.texte = o->ville},
		[TRI_MODIFIEE] = {.nombre = -o->modifiee_le},
	};

	facettes(a, o, f);
	recherche_construire_document(c, &(struct recherche_document){
						 .numero = (uint32_t)o->numero,
						 .textes = textes,
						 .n_textes = sizeof textes / sizeof *textes,
						 .facettes = f,
						 .masques = masques,
						 .tris = tris,
					 });
}

struct recherche_index *photo_indexer(const struct photo_offre *v, size_t n)
{
	AUTO_ARENA a = arena_new(0);
	struct recherche_construction *c = recherche_construire_debut(&(struct recherche_schema){
		.facettes = FACETTE__MAX, .masques = MASQUE__MAX, .tris = PHOTO_TRI__MAX});

	for (size_t i = 0; i < n; i++) {
		ajouter(c, a, &v[i]);
		arena_reset(a);
	}
	return recherche_construire_fin(c);
}
