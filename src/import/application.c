/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * application.c - takes ready records to the room that keeps them
 */
#include "import/application.h"

#include "base/limites.h"
#include "base/mem.h"
#include "base/vec.h"
#include "format/anomalie.h"
#include "import/run.h"
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
	[RECORD_UAI_SAISI] = REF__MAX,
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

/* An anomaly that waits. */
struct espace {
	uint32_t ligne;
	struct str champ[ANOMALIE__MAX];
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
	struct saisies_ecriture *saisies;
	struct VEC(struct espace) espaces;
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
	saisies_fermer(a->saisies);
	VEC_FREE(&a->espaces);
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

/* A row typed by hand that is put aside, or not in force. */
static enum err signaler_saisie(void *ctx, const struct saisie_signal *s)
{
	static const struct {
		enum anomalie code;
		const char *champ;
	} DEFAUTS_DITS[DEFAUTS] = {
		[DEFAUT_CLE] = {ANOMALIE_SAISIE_CLE, "cle"},
		[DEFAUT_UAI_FORME] = {ANOMALIE_SAISIE_UAI_FORME, "uai"},
		[DEFAUT_UAI_LETTRE] = {ANOMALIE_SAISIE_UAI_LETTRE, "uai"},
		[DEFAUT_DOUBLON] = {ANOMALIE_DOUBLON, "cle"},
		[DEFAUT_CONTRADICTOIRE] = {ANOMALIE_SAISIE_CONTRADICTOIRE, "uai"},
		[DEFAUT_SUPPLANTEE] = {ANOMALIE_SAISIE_SUPPLANTEE, "uai"},
		[DEFAUT_SUPPLANTEE_POUR_UNE] = {ANOMALIE_SAISIE_SUPPLANTEE_POUR_UNE, "uai"},
		[DEFAUT_CONFLIT] = {ANOMALIE_SAISIE_CONFLIT, "uai"},
	};
	struct application *a = ctx;
	const struct str cle = str_sub(s->cle, 0, LIMITE_VALEUR_VUE);
	AUTO_BUF valeur;

	buf_init(&valeur, 8 * LIMITE_VALEUR_VUE);
	buf_str(&valeur,
		str_sub(s->quoi == DEFAUT_CLE || s->quoi == DEFAUT_DOUBLON ? s->cle : s->uai, 0,
			LIMITE_VALEUR_VUE));
	if (s->quoi >= DEFAUT_SUPPLANTEE)
		buf_printf(&valeur, " ; en vigueur : %.*s",
			   STR_FMT(s->autre.n ? s->autre : STR("aucun, retiré à la main")));
	const struct str champ[ANOMALIE__MAX] = {
		[ANOMALIE_CODE] = str_of(anomalie_code(DEFAUTS_DITS[s->quoi].code)),
		[ANOMALIE_REF] = cle,
		[ANOMALIE_CHAMP] = str_of(DEFAUTS_DITS[s->quoi].champ),
		[ANOMALIE_VALEUR] = buf_view(&valeur)};

	return anomalie(a, s->ligne, champ);
}

static struct saisies_contexte contexte_saisies(struct application *a, struct str fichier)
{
	return (struct saisies_contexte){.version = a->version,
					 .instant = a->f->instant,
					 .run = a->f->run,
					 .fichier = fichier,
					 .signaler = signaler_saisie,
					 .ctx = a};
}

static enum err saisie(struct application *a, const struct record *r)
{
	enum err err = OK;

	if (!a->saisies) {
		AUTO_BUF fichier;

		buf_init(&fichier, RUN_FICHIER_MAX);
		run_fichier(a->f->lecture, &fichier);
		const struct saisies_contexte c =
			contexte_saisies(a, arena_str(a->arena, buf_view(&fichier)));

		err = saisies_ouvrir(a->db, &c, &a->saisies);
	}
	return err ? err
		   : saisies_recevoir(a->saisies, r->ligne, r->champ[UAI_SAISI_CLE],
				      r->champ[UAI_SAISI_UAI]);
}

/* Spaces that were taken away ask for nothing: they are told after what does. */
static void retenir_espace(struct application *a, const struct record *r)
{
	struct espace *e = VEC_PUSH(&a->espaces);

	e->ligne = r->ligne;
	for (int i = 0; i < ANOMALIE__MAX; i++)
		e->champ[i] = arena_str(a->arena, r->champ[i]);
}

static enum err dire_espaces(struct application *a)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < a->espaces.n; i++)
		err = anomalie(a, a->espaces.v[i].ligne, a->espaces.v[i].champ);
	a->espaces.n = 0;
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
	if (r->kind == RECORD_ANOMALIE && a->f->lecture->format == FORMAT_UAI_SAISIS &&
	    anomalie_de(r->champ[ANOMALIE_CODE]) == ANOMALIE_ESPACES) {
		retenir_espace(a, r);
		return OK;
	}
	if (r->kind == RECORD_ANOMALIE)
		return anomalie(a, r->ligne, r->champ);
	if (r->kind == RECORD_UAI_SAISI)
		return saisie(a, r);
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

/* The offres are those of the feed now: some rows typed by hand may have waited for them. */
static enum err finir_flux(struct application *a, struct application_bilan *bilan)
{
	const struct saisies_contexte c = contexte_saisies(a, STR_VIDE);
	const enum err err = offres_flux_fin(a->offres, a->f->complet, &bilan->faits);

	return err ? err : saisies_appliquer(a->db, &c, &bilan->saisies);
}

/* What the file left unsaid: rows of the same source that it does not have. */
static enum err finir(struct application *a, struct application_bilan *bilan)
{
	enum err err = OK;

	if (format_est_flux(a->f->lecture->format))
		err = finir_flux(a, bilan);
	else if (a->saisies)
		err = saisies_fin(a->saisies, &bilan->faits, &bilan->saisies);
	else if (a->ref)
		err = ref_finir(a->ref, &bilan->faits);
	ref_fermer(a->ref);
	a->ref = NULL;
	saisies_fermer(a->saisies);
	a->saisies = NULL;
	if (!err)
		err = dire_espaces(a);
	if (!err)
		err = textes_finir(a->textes);
	if (!err)
		err = bulk_flush(a->anomalies);
	return err;
}

enum err application_fichier(struct application *a, const struct application_fichier *f,
			     struct application_bilan *bilan)
{
	enum err err = OK;

	a->f = f;
	a->rang = 0;
	arena_reset(a->arena);
	*bilan = (struct application_bilan){0};
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
		bilan->anomalies = a->rang;
	return err;
}

const int64_t *application_touchees(const struct application *a, size_t *n)
{
	*n = 0;
	return format_est_flux(a->f->lecture->format) ? offres_touchees(a->offres, n) : NULL;
}
