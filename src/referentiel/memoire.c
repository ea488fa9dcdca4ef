/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * memoire.c - reads the small referentials whole and answers from memory
 *
 * A dossier asks a dozen questions; on a distant base each would cost a round trip. Rows that share a key lie side by side in one array,
 * and a map says where the group starts.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"
#include "referentiel/communes.h"
#include "referentiel/etablissements.h"
#include "referentiel/fiches.h"
#include "referentiel/memoire.h"
#include "regle/codes.h"
#include "regle/retenue.h"

enum { CODE_MAX = 31 };

struct option {
	struct str commun, cfd;
};

struct mef_de {
	struct str cfd;
	struct mef mef;
};

struct referentiels {
	struct arena *arena;
	struct map siren; /* group in lignes_of */
	struct VEC(struct ligne_of) lignes_of;
	struct map sirene;
	struct VEC(struct etablissement_dit) dits; /* until they are folded */
	struct VEC(struct etablissement) par_uai;
	struct map uai; /* index + 1 in par_uai */
	struct VEC(struct etablissement) par_siret;
	struct map siret_uai; /* group in par_siret */
	struct map certif_info;
	struct VEC(struct ligne_kit) kit_cfd, kit_rncp;
	struct map groupe_cfd, groupe_rncp;
	struct map diplomes;
	struct VEC(struct mef_de) mefs;
	struct map groupe_mef;
	struct VEC(struct option) options;
	struct communes *communes;
	struct fiches *fiches;
	struct map certifications;
};

/* A group of rows side by side: where it starts and how many, in one map value. */
static uint64_t groupe(size_t debut, size_t n)
{
	return (uint64_t)debut << 32 | n;
}

static size_t groupe_debut(uint64_t g)
{
	return (size_t)(g >> 32);
}

static size_t groupe_n(uint64_t g)
{
	return (size_t)(g & 0xffffffff);
}

static struct str cle_nombre(const uint64_t *n)
{
	return (struct str){(const char *)n, sizeof *n};
}

/* One more row for that key; rows of one key come one after the other. */
static void grouper(struct map *m, struct str cle, size_t index)
{
	bool nouveau;
	uint64_t *g = map_put(m, cle, &nouveau);

	*g = nouveau ? groupe(index, 1) : *g + 1;
}

#define LIRE_SI(COLONNES, NOM, CONDITION)                                                          \
	SQL_FIXE("SELECT " COLONNES " FROM " NOM " WHERE " CONDITION " ORDER BY cle"),             \
		SQL_FIXE("SELECT " COLONNES " FROM (SELECT cle, " COLONNES " FROM " NOM            \
			 " WHERE du_version <= $1 AND " CONDITION                                  \
			 " UNION ALL SELECT cle, " COLONNES " FROM " NOM                           \
			 "_passe WHERE du_version <= $1 AND au_version > $1 AND " CONDITION        \
			 ") AS r ORDER BY cle")
#define LIRE(COLONNES, NOM) LIRE_SI(COLONNES, NOM, "1 = 1")

static void recevoir_of(struct referentiels *r, struct stmt *st)
{
	struct ligne_of *l = VEC_PUSH(&r->lignes_of);
	uint64_t siren = 0;

	if (!str_to_uint(col_text(st, 1), &siren) || !siren)
		siren = siret_nombre(col_text(st, 2)) / 100000;
	*l = (struct ligne_of){.siret = siret_nombre(col_text(st, 2)),
			       .siren = siren,
			       .nda = arena_str(r->arena, col_text(st, 0)),
			       .apprentissage = str_eq(col_text(st, 3), STR("1"))};
}

static void recevoir_sirene(struct referentiels *r, struct stmt *st)
{
	const uint64_t siret = siret_nombre(col_text(st, 0));

	if (siret)
		*map_put(&r->sirene, cle_nombre(&siret), NULL) =
			str_eq(col_text(st, 1), STR("F")) ? SIRENE_FERME : SIRENE_ACTIF;
}

/* What one source says of one school. */
static void recevoir_uai(struct referentiels *r, struct stmt *st)
{
	const struct etablissement_dit d = {.uai = arena_str(r->arena, col_text(st, 0)),
					    .siret = siret_nombre(col_text(st, 1)),
					    .insee = arena_str(r->arena, col_text(st, 2)),
					    .etat = arena_str(r->arena, col_text(st, 3)),
					    .iut = arena_str(r->arena, col_text(st, 4)),
					    .accueil = arena_str(r->arena, col_text(st, 5)),
					    .genre = etablissement_genre(col_text(st, 6)),
					    .source = col_int(st, 7),
					    .ordre = r->dits.n};

	*VEC_PUSH(&r->dits) = d;
}

static void recevoir_etablissement(void *ctx, const struct etablissement *e, bool connu,
				   bool premier)
{
	struct referentiels *r = ctx;

	if (connu && premier) {
		*VEC_PUSH(&r->par_uai) = *e;
		*map_put_static(&r->uai, e->uai, NULL) = r->par_uai.n;
	}
	if (e->siret)
		*VEC_PUSH(&r->par_siret) = *e;
}

static void recevoir_commune(struct referentiels *r, struct stmt *st)
{
	communes_partie(r->communes, col_text(st, 0), col_text(st, 1), col_text(st, 2));
}

static void recevoir_mouvement(struct referentiels *r, struct stmt *st)
{
	communes_mouvement(r->communes, col_text(st, 0), col_text(st, 1),
			   date_iso(col_text(st, 2)));
}

static void recevoir_certif_info(struct referentiels *r, struct stmt *st)
{
	struct ligne_certif_info *ci = arena_alloc(r->arena, sizeof *ci);
	uint64_t code;

	if (!str_to_uint(col_text(st, 0), &code))
		return;
	*ci = (struct ligne_certif_info){.cfd = arena_str(r->arena, col_text(st, 1)),
					 .rncp = arena_str(r->arena, col_text(st, 2))};
	*map_put(&r->certif_info, cle_nombre(&code), NULL) = (uintptr_t)ci;
}

static void recevoir_kit(struct referentiels *r, struct stmt *st)
{
	struct ligne_kit k = {
		.cfd = arena_str(r->arena, col_text(st, 0)),
		.rncp = str_starts(col_text(st, 1), STR("RNCP")) ? rncp_numero(col_text(st, 1)) : 0,
		.echeance = date_iso(col_text(st, 2))};

	grouper(&r->groupe_cfd, k.cfd, r->kit_cfd.n);
	*VEC_PUSH(&r->kit_cfd) = k;
	*VEC_PUSH(&r->kit_rncp) = k;
}

static void recevoir_diplome(struct referentiels *r, struct stmt *st)
{
	struct diplome *d = arena_alloc(r->arena, sizeof *d);

	*d = (struct diplome){.cfd = arena_str(r->arena, col_text(st, 0)),
			      .libelle = arena_str(r->arena, col_text(st, 1)),
			      .niveau = arena_str(r->arena, col_text(st, 2)),
			      .ouverture = date_iso(col_text(st, 3)),
			      .fermeture = date_iso(col_text(st, 4))};
	*map_put_static(&r->diplomes, d->cfd, NULL) = (uintptr_t)d;
}

static void recevoir_mef(struct referentiels *r, struct stmt *st)
{
	*VEC_PUSH(&r->mefs) = (struct mef_de){.cfd = arena_str(r->arena, col_text(st, 1)),
					      .mef = {.code = arena_str(r->arena, col_text(st, 0)),
						      .duree = petit_entier(col_text(st, 2)),
						      .annee = petit_entier(col_text(st, 3)),
						      .fermeture = date_iso(col_text(st, 4))}};
}

static void recevoir_option(struct referentiels *r, struct stmt *st)
{
	*VEC_PUSH(&r->options) = (struct option){arena_str(r->arena, col_text(st, 0)),
						 arena_str(r->arena, col_text(st, 1))};
}

static const struct lecture {
	enum ref_table table;
	struct sql courant, passe;
	void (*recevoir)(struct referentiels *r, struct stmt *st);
} LECTURES[] = {
	{REF_ORGANISMES, LIRE("nda, siren, siret, apprentissage", "organisme_liste"), recevoir_of},
	{REF_SIRENE, LIRE("siret, etat", "sirene"), recevoir_sirene},
	{REF_UAI, LIRE("uai, siret, insee, etat, iut, accueil, genre, source", "etablissement"),
	 recevoir_uai},
	{REF_CERTIF_INFO, LIRE("code, cfd, rncp", "certif_info"), recevoir_certif_info},
	{REF_KIT, LIRE("cfd, rncp, echeance", "kit"), recevoir_kit},
	{REF_DIPLOMES, LIRE("cfd, libelle, niveau, ouverture, fermeture", "diplome"),
	 recevoir_diplome},
	{REF_MEF, LIRE("code, cfd, duree, annee, fermeture", "mef"), recevoir_mef},
	{REF_OPTIONS_BTS, LIRE("cfd_commun, cfd", "option_bts"), recevoir_option},
	{REF_COMMUNES, LIRE_SI("type, code, parent", "commune", "type <> 'COM'"), recevoir_commune},
	{REF_MOUVEMENTS,
	 LIRE_SI("avant, apres, date_effet", "commune_mouvement",
		 "type_avant = 'COM' AND type_apres = 'COM'"),
	 recevoir_mouvement},
};

static enum err lire(struct db *db, const struct vue *vue, const struct lecture *l,
		     struct referentiels *r)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, vue->courante ? l->courant : l->passe, DB_FLUX, &st);

	if (err)
		return err;
	if (!vue->courante)
		stmt_int(st, 1, vue->ref[l->table]);
	while (!(err = stmt_step(st, &row)) && row)
		l->recevoir(r, st);
	stmt_free(st);
	return err;
}

static int comparer_of(const void *a, const void *b)
{
	const struct ligne_of *x = a, *y = b;

	return x->siren != y->siren ? (x->siren < y->siren ? -1 : 1) : str_cmp(x->nda, y->nda);
}

/* By SIRET, an open school before a closed one, then by UAI: the first one of the right commune is retained. */
static int comparer_siret(const void *a, const void *b)
{
	const struct etablissement *x = a, *y = b;

	if (x->siret != y->siret)
		return x->siret < y->siret ? -1 : 1;
	return x->ouvert != y->ouvert ? (x->ouvert ? -1 : 1) : str_cmp(x->uai, y->uai);
}

static int comparer_rncp(const void *a, const void *b)
{
	const struct ligne_kit *x = a, *y = b;

	return x->rncp != y->rncp ? (x->rncp < y->rncp ? -1 : 1) : str_cmp(x->cfd, y->cfd);
}

static int comparer_mef(const void *a, const void *b)
{
	const struct mef_de *x = a, *y = b;
	const int c = str_cmp(x->cfd, y->cfd);

	return c ? c : str_cmp(x->mef.code, y->mef.code);
}

/* The schools of each SIRET; two sources that say the same pair say it once. */
static void ranger_sirets(struct referentiels *r)
{
	size_t n = 0;

	if (r->par_siret.n)
		qsort(r->par_siret.v, r->par_siret.n, sizeof *r->par_siret.v, comparer_siret);
	for (size_t i = 0; i < r->par_siret.n; i++)
		if (!n || comparer_siret(&r->par_siret.v[n - 1], &r->par_siret.v[i]) != 0)
			r->par_siret.v[n++] = r->par_siret.v[i];
	r->par_siret.n = n;
	for (size_t i = 0; i < n; i++)
		grouper(&r->siret_uai, cle_nombre(&r->par_siret.v[i].siret), i);
}

/* Put the rows of one key side by side. */
static void ranger(struct referentiels *r)
{
	if (r->lignes_of.n)
		qsort(r->lignes_of.v, r->lignes_of.n, sizeof *r->lignes_of.v, comparer_of);
	for (size_t i = 0; i < r->lignes_of.n; i++)
		grouper(&r->siren, cle_nombre(&r->lignes_of.v[i].siren), i);
	etablissements_plier(r->dits.v, r->dits.n, recevoir_etablissement, r);
	VEC_FREE(&r->dits);
	ranger_sirets(r);
	if (r->kit_rncp.n)
		qsort(r->kit_rncp.v, r->kit_rncp.n, sizeof *r->kit_rncp.v, comparer_rncp);
	for (size_t i = 0; i < r->kit_rncp.n; i++) {
		const uint64_t numero = (uint64_t)r->kit_rncp.v[i].rncp;

		grouper(&r->groupe_rncp, cle_nombre(&numero), i);
	}
	if (r->mefs.n)
		qsort(r->mefs.v, r->mefs.n, sizeof *r->mefs.v, comparer_mef);
	for (size_t i = 0; i < r->mefs.n; i++)
		grouper(&r->groupe_mef, r->mefs.v[i].cfd, i);
}

enum err referentiels_charger(struct db *db, const struct vue *vue, struct referentiels **ret)
{
	struct referentiels *r = mem_alloc(sizeof *r);
	struct map *maps[] = {&r->siren,       &r->sirene,        &r->uai,         &r->siret_uai,
			      &r->certif_info, &r->groupe_cfd,    &r->groupe_rncp, &r->diplomes,
			      &r->groupe_mef,  &r->certifications};
	enum err err = OK;

	r->arena = arena_new(0);
	r->communes = communes_nouvelles();
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_init(maps[i]);
	for (size_t i = 0; !err && i < sizeof LECTURES / sizeof *LECTURES; i++)
		err = lire(db, vue, &LECTURES[i], r);
	if (!err)
		err = fiches_ouvrir(db, vue, &r->fiches);
	if (err) {
		referentiels_liberer(r);
		return err;
	}
	ranger(r);
	communes_resoudre(r->communes);
	*ret = r;
	return OK;
}

void referentiels_liberer(struct referentiels *r)
{
	if (!r)
		return;
	struct map *maps[] = {&r->siren,       &r->sirene,        &r->uai,         &r->siret_uai,
			      &r->certif_info, &r->groupe_cfd,    &r->groupe_rncp, &r->diplomes,
			      &r->groupe_mef,  &r->certifications};
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_free(maps[i]);
	VEC_FREE(&r->lignes_of);
	VEC_FREE(&r->dits);
	VEC_FREE(&r->par_uai);
	VEC_FREE(&r->par_siret);
	VEC_FREE(&r->kit_cfd);
	VEC_FREE(&r->kit_rncp);
	VEC_FREE(&r->mefs);
	VEC_FREE(&r->options);
	communes_liberer(r->communes);
	fiches_fermer(r->fiches);
	arena_free(r->arena);
	mem_free(r);
}

void referentiels_organisme(const struct referentiels *r, struct str siret, struct organisme *ret)
{
	const uint64_t nombre = siret_nombre(siret), siren = nombre / 100000;
	const uint64_t *etat = map_get(&r->sirene, cle_nombre(&nombre));
	const uint64_t *g = map_get(&r->siren, cle_nombre(&siren));

	*ret = (struct organisme){.siret_vu = siret, .siret = nombre};
	if (!nombre)
		return;
	if (etat)
		ret->etat = (enum etat_sirene) * etat;
	if (g) {
		ret->lignes = &r->lignes_of.v[groupe_debut(*g)];
		ret->n_lignes = groupe_n(*g);
	}
}

const struct etablissement *referentiels_uai_du_siret(const struct referentiels *r, uint64_t siret,
						      size_t *n)
{
	const uint64_t *g = siret ? map_get(&r->siret_uai, cle_nombre(&siret)) : NULL;

	*n = g ? groupe_n(*g) : 0;
	return g ? &r->par_siret.v[groupe_debut(*g)] : NULL;
}

const struct etablissement *referentiels_uai(const struct referentiels *r, struct str uai)
{
	const uint64_t *place = map_get(&r->uai, uai);

	return place ? &r->par_uai.v[*place - 1] : NULL;
}

bool referentiels_meme_commune(const struct referentiels *r, struct str a, struct str b)
{
	return communes_memes(r->communes, a, b);
}

/* The MEFs of a CFD and of its CFD commun (a specialité may have had several), side by side. */
static void mefs_de(struct referentiels *r, struct certification *c)
{
	struct VEC(struct str) cfds = {0};
	size_t n = 0;

	*VEC_PUSH(&cfds) = c->cfd;
	for (size_t i = 0; i < r->options.n; i++)
		if (str_eq(r->options.v[i].cfd, c->cfd))
			*VEC_PUSH(&cfds) = r->options.v[i].commun;
	for (size_t i = 0; i < cfds.n; i++) {
		const uint64_t *g = map_get(&r->groupe_mef, cfds.v[i]);
		n += g ? groupe_n(*g) : 0;
	}
	struct mef *mefs = arena_alloc(r->arena, n * sizeof *mefs);
	for (size_t i = 0; i < cfds.n; i++) {
		const uint64_t *g = map_get(&r->groupe_mef, cfds.v[i]);

		for (size_t j = 0; g && j < groupe_n(*g); j++)
			mefs[c->n_mefs++] = r->mefs.v[groupe_debut(*g) + j].mef;
	}
	c->mefs = mefs;
	VEC_FREE(&cfds);
}

static const struct ligne_kit *kit_de(const struct map *m, const struct ligne_kit *v,
				      struct str cle, size_t *n)
{
	const uint64_t *g = cle.n ? map_get(m, cle) : NULL;

	*n = g ? groupe_n(*g) : 0;
	return g ? v + groupe_debut(*g) : NULL;
}

/*
 * The kit's rows of a CFD, with what France compétences says of each fiche: « Active ou non, pour une fiche, est ACTIF du fichier de France
 * compétences, pas la colonne du kit » (domain.md 4.0). Only asked for when there is a choice to make.
 */
static enum err kit_du_cfd(struct referentiels *r, struct str cfd, const struct ligne_kit **ret,
			   size_t *n)
{
	const struct ligne_kit *kit = kit_de(&r->groupe_cfd, r->kit_cfd.v, cfd, n);
	const struct fiche *fiche;
	enum err err;

	*ret = kit;
	if (!kit || *n < 2)
		return OK;
	struct ligne_kit *copie = arena_alloc(r->arena, *n * sizeof *copie);
	for (size_t i = 0; i < *n; i++) {
		copie[i] = kit[i];
		if ((err = fiches_lire(r->fiches, kit[i].rncp, &fiche)))
			return err;
		copie[i].active = fiche && fiche->active;
	}
	*ret = copie;
	return OK;
}

static enum err resoudre(struct referentiels *r, struct str certifinfo, struct str rncp,
			 struct certification *c)
{
	const struct ligne_certif_info *ci = NULL;
	const struct ligne_kit *kit;
	const uint64_t *trouve;
	uint64_t code;
	size_t n;
	enum err err;

	if (str_to_uint(certifinfo, &code) &&
	    (trouve = map_get(&r->certif_info, cle_nombre(&code))))
		ci = (const struct ligne_certif_info *)(uintptr_t)*trouve;
	c->rncp_declare = rncp_numero(rncp);
	const uint64_t declare = (uint64_t)c->rncp_declare;
	kit = kit_de(&r->groupe_rncp, r->kit_rncp.v, declare ? cle_nombre(&declare) : STR_VIDE, &n);
	c->cfd = regle_cfd_retenu(ci, kit, n, &c->cfd_origine);
	if ((err = kit_du_cfd(r, c->cfd, &kit, &n)))
		return err;
	c->rncp = regle_rncp_retenu(kit, n, c->rncp_declare, ci, &c->rncp_origine);
	if (c->cfd.n) {
		trouve = map_get(&r->diplomes, c->cfd);
		c->diplome = trouve ? (const struct diplome *)(uintptr_t)*trouve : NULL;
		mefs_de(r, c);
	}
	return fiches_lire(r->fiches, c->rncp, &c->fiche);
}

enum err referentiels_certification(struct referentiels *r, struct str certifinfo, struct str rncp,
				    const struct certification **ret)
{
	char cle[2 * CODE_MAX + 1];
	struct certification *c;
	uint64_t *place;
	bool nouveau;
	enum err err;

	/* no code is that long: it would not be found */
	certifinfo = certifinfo.n > CODE_MAX ? STR_VIDE : certifinfo;
	rncp = rncp.n > CODE_MAX ? STR_VIDE : rncp;
	const struct str cle_str = {cle, certifinfo.n + rncp.n + 1};
	if (certifinfo.n)
		memcpy(cle, certifinfo.p, certifinfo.n);
	cle[certifinfo.n] = '/';
	if (rncp.n)
		memcpy(cle + certifinfo.n + 1, rncp.p, rncp.n);
	place = map_get(&r->certifications, cle_str);
	if (!place) {
		c = arena_alloc(r->arena, sizeof *c);
		if ((err = resoudre(r, certifinfo, rncp, c)))
			return err;
		place = map_put(&r->certifications, cle_str, &nouveau);
		*place = (uintptr_t)c;
	}
	*ret = (const struct certification *)(uintptr_t)*place;
	return OK;
}
