/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * application.c - takes ready records to the room that keeps them
 */
#include "import/application.h"

#include "base/limites.h"
#include "base/mem.h"
#include "base/vec.h"
#include "format/anomalie.h"
#include "offre/offre.h"
#include "referentiel/texte.h"

static const struct sql TABLE_ANOMALIE = SQL_FIXE("anomalie");
static const struct sql COLONNES_ANOMALIE = SQL_FIXE("run, rang, ligne, ref, champ, valeur, code");

/* Which table a record goes to; REF__MAX: none. */
static const enum ref_table TABLE_DE[RECORD__MAX] = {
	[RECORD_OFFRE] = REF__MAX,
	[RECORD_SESSION] = REF__MAX,
	[RECORD_TEXTES] = REF__MAX,
	[RECORD_OF] = REF_ORGANISMES,
	[RECORD_SIRENE] = REF_SIRENE,
	[RECORD_UAI] = REF_UAI,
	[RECORD_CERTIF_INFO] = REF_CERTIF_INFO,
	[RECORD_KIT] = REF_KIT,
	[RECORD_DIPLOME] = REF_DIPLOMES,
	[RECORD_MEF] = REF_MEF,
	[RECORD_NIVEAU] = REF_NIVEAUX,
	[RECORD_OPTION_BTS] = REF_OPTIONS_BTS,
	[RECORD_COMMUNE] = REF_COMMUNES,
	[RECORD_MOUVEMENT] = REF_MOUVEMENTS,
	[RECORD_FORMATION] = REF_FORMATIONS,
	[RECORD_CODE_POSTAL] = REF_CODES_POSTAUX,
	[RECORD_FICHE] = REF__MAX,
	[RECORD_CERTIFICATEUR] = REF__MAX,
	[RECORD_PARTENAIRE] = REF__MAX,
	[RECORD_PARTIE] = REF__MAX,
	[RECORD_ANOMALIE] = REF__MAX,
	[RECORD_BILAN] = REF__MAX,
	[RECORD_BLOC] = REF__MAX,
	[RECORD_OFFRE_PRETE] = REF__MAX,
	[RECORD_FICHE_PRETE] = REF_FICHES,
};

struct application {
	struct db *db;
	struct version_paresseuse version;
	struct textes *textes;
	struct offres_ecriture *offres;
	struct bulk *anomalies;
	/* the file being applied */
	const struct application_fichier *f;
	int64_t rang;
	struct ref_ecriture *ref;
	enum ref_table table;
	/* the offre being gathered */
	bool ouverte;
	uint32_t ligne;
	struct arena *arena;
	struct VEC(struct session_fait) sessions;
	struct offre_fait fait;
};

enum err application_ouvrir(struct db *db, struct version_paresseuse version,
			    struct application **ret)
{
	struct application *a = mem_alloc(sizeof *a);
	enum err err;

	a->db = db;
	a->version = version;
	a->arena = arena_new(0);
	if ((err = textes_ouvrir(db, &a->textes)) ||
	    (err = bulk_open(db, TABLE_ANOMALIE, COLONNES_ANOMALIE, &a->anomalies))) {
		application_fermer(a);
		return err;
	}
	*ret = a;
	return OK;
}

void application_fermer(struct application *a)
{
	if (!a)
		return;
	textes_fermer(a->textes);
	offres_fermer(a->offres);
	ref_fermer(a->ref);
	bulk_abandonner(a->anomalies);
	VEC_FREE(&a->sessions);
	arena_free(a->arena);
	mem_free(a);
}

static enum err anomalie(struct application *a, uint32_t ligne,
			 const struct str champ[ANOMALIE__MAX])
{
	if (a->f->deja_lu)
		return OK;
	bulk_int(a->anomalies, a->f->run);
	bulk_int(a->anomalies, ++a->rang);
	bulk_int(a->anomalies, ligne);
	bulk_text(a->anomalies, champ[ANOMALIE_REF]);
	bulk_text(a->anomalies, champ[ANOMALIE_CHAMP]);
	bulk_text(a->anomalies, champ[ANOMALIE_VALEUR]);
	bulk_text(a->anomalies, champ[ANOMALIE_CODE]);
	return bulk_row(a->anomalies);
}

/* How people find the row again: its first code. */
static struct str reference(const struct record *r)
{
	struct str ref = r->champ[r->kind == RECORD_OPTION_BTS ? OPTION_CFD : 0];

	if (r->kind == RECORD_FORMATION && !ref.n)
		ref = r->champ[FORMATION_UAI_GESTION];
	return str_sub(ref, 0, LIMITE_VALEUR_VUE);
}

/* A record that is not kept, or not alone, because of its key. */
static enum err ecartee(struct application *a, uint32_t ligne, enum anomalie code, struct str ref)
{
	const struct str champ[ANOMALIE__MAX] = {[ANOMALIE_CODE] = str_of(anomalie_code(code)),
						 [ANOMALIE_REF] = ref,
						 [ANOMALIE_CHAMP] = STR("cle"),
						 [ANOMALIE_VALEUR] = ref};

	return anomalie(a, ligne, champ);
}

/* The offre that was being gathered is whole. */
static enum err vider(struct application *a)
{
	enum reception reception;
	enum err err;

	if (!a->ouverte)
		return OK;
	a->ouverte = false;
	a->fait.sessions = a->sessions.v;
	a->fait.n_sessions = a->sessions.n;
	err = offres_recevoir(a->offres, &a->fait, &reception);
	if (!err && reception == RECEPTION_DOUBLON)
		err = ecartee(a, a->ligne, ANOMALIE_DOUBLON, a->fait.cle);
	return err;
}

static void commencer(struct application *a, const struct record *r)
{
	arena_reset(a->arena);
	a->sessions.n = 0;
	a->ouverte = true;
	a->ligne = r->ligne;
	a->fait = (struct offre_fait){.cle = arena_str(a->arena, r->champ[PRETE_CLE]),
				      .cle_composee = str_eq(r->champ[PRETE_COMPOSEE], STR("1")),
				      .seule = str_eq(r->champ[PRETE_SEULE], STR("1"))};
	for (int i = 0; i < OC__MAX; i++)
		a->fait.col[i] = arena_str(a->arena, r->champ[PRETE_COLONNES + i]);
	a->fait.texte_empreinte = arena_str(a->arena, r->champ[PRETE_TEXTE]);
	if (r->champ[PRETE_TEXTE].n)
		a->fait.texte = textes_connu(a->textes, r->champ[PRETE_TEXTE]);
}

static enum err bloc(struct application *a, const struct record *r)
{
	struct texte_pret texte = {.empreinte = r->champ[BLOC_EMPREINTE],
				   .comprime = r->champ[BLOC_OCTETS]};
	uint64_t taille = 0;
	int64_t numero;

	(void)str_to_uint(r->champ[BLOC_TAILLE], &taille);
	texte.taille = (int64_t)taille;
	return textes_numero(a->textes, &texte, &numero);
}

static enum err ligne_de_referentiel(struct application *a, const struct record *r)
{
	const enum ref_table table = TABLE_DE[r->kind];
	const enum format format = a->f->lecture->format;
	/* a network's list is one file of many: it says nothing of the other networks */
	const bool morcelee = format == FORMAT_RESEAUX;
	const struct ref_edition edition = {.source = a->f->source,
					    .genre = format_code(format),
					    .campagne = a->f->campagne,
					    .morcelee = morcelee,
					    .partielle = morcelee && !a->f->complet};
	struct ref_ligne ligne = {.champs = r->champ};
	enum ref_issue issue;
	enum err err;

	if (!a->ref && (err = ref_ouvrir(a->db, table, &edition, a->version, &a->ref)))
		return err;
	if (r->kind == RECORD_FICHE_PRETE && r->champ[FICHE_TEXTE].n) {
		ligne.texte_empreinte = r->champ[FICHE_TEXTE];
		ligne.texte = textes_connu(a->textes, r->champ[FICHE_TEXTE]);
	}
	err = ref_ligne(a->ref, &ligne, &issue);
	if (!err && issue == REF_REPETEE && table == REF_FORMATIONS)
		err = ecartee(a, r->ligne, ANOMALIE_LIGNE_REPETEE, reference(r));
	else if (!err && issue != REF_GARDEE && issue != REF_REPETEE)
		err = ecartee(a, r->ligne,
			      issue == REF_DOUBLON ? ANOMALIE_DOUBLON : ANOMALIE_CLE_MALFORMEE,
			      reference(r));
	return err;
}

static enum err recevoir(void *ctx, const struct record *r)
{
	struct application *a = ctx;
	enum err err;

	if (r->kind == RECORD_SESSION) {
		struct session_fait *s = VEC_PUSH(&a->sessions);

		for (int i = 0; i < SC__MAX; i++)
			s->col[i] = arena_str(a->arena, r->champ[i]);
		return OK;
	}
	if (r->kind == RECORD_ANOMALIE)
		return anomalie(a, r->ligne, r->champ);
	if ((err = vider(a)))
		return err;
	if (r->kind == RECORD_OFFRE_PRETE)
		commencer(a, r);
	else if (r->kind == RECORD_BLOC)
		err = bloc(a, r);
	else if (TABLE_DE[r->kind] != REF__MAX)
		err = ligne_de_referentiel(a, r);
	return err;
}

/* What the file left unsaid: rows of the same source that it does not have. */
static enum err finir(struct application *a, struct bilan *bilan)
{
	enum err err = OK;

	*bilan = (struct bilan){0};
	if (format_est_flux(a->f->lecture->format))
		err = offres_flux_fin(a->offres, a->f->complet, bilan);
	else if (a->ref)
		err = ref_finir(a->ref, bilan);
	ref_fermer(a->ref);
	a->ref = NULL;
	if (!err)
		err = textes_finir(a->textes);
	if (!err)
		err = bulk_flush(a->anomalies);
	return err;
}

enum err application_fichier(struct application *a, const struct application_fichier *f,
			     struct bilan *bilan, int64_t *anomalies)
{
	enum err err = OK;

	a->f = f;
	a->rang = 0;
	if (format_est_flux(f->lecture->format)) {
		if (!a->offres)
			err = offres_ouvrir(a->db, a->version, &a->offres);
		if (!err)
			err = offres_flux_debut(a->offres, f->source);
	}
	if (!err)
		err = spool_lire(f->lecture->spool, (struct puits){recevoir, a});
	if (!err)
		err = vider(a);
	if (!err && f->lecture->composees)
		err = spool_lire(f->lecture->composees, (struct puits){recevoir, a});
	if (!err)
		err = vider(a);
	if (!err)
		err = finir(a, bilan);
	if (!err)
		*anomalies = a->rang;
	return err;
}

const int64_t *application_touchees(const struct application *a, size_t *n)
{
	*n = 0;
	return format_est_flux(a->f->lecture->format) ? offres_touchees(a->offres, n) : NULL;
}
