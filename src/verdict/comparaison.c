/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comparaison.c - one pass over the verdicts, texts become numbers, groups are put in the order of their first offre
 */
#include "verdict/comparaison.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "regle/codes.h"

static const struct sql SQL_OPTIONS = SQL_FIXE(
	"SELECT cfd, cfd_commun FROM option_bts WHERE du_version <= $1 UNION ALL SELECT cfd, "
	"cfd_commun FROM option_bts_passe WHERE du_version <= $1 AND au_version > $1");
static const struct sql SQL_SOURCES = SQL_FIXE("SELECT numero, code FROM source WHERE numero > $1");

/* Those of an INSEE code, and that very offre; each part by an index. */
static const struct sql SQL_INSEE = SQL_FIXE(
	"SELECT insee FROM offre WHERE numero = $2 AND du_version <= $1 UNION ALL SELECT insee FROM offre_passe WHERE numero = $2 AND "
	"du_version <= $1 AND au_version > $1");
static const struct sql SQL_VOISINES = SQL_FIXE(
	"SELECT numero FROM offre WHERE insee = $2 AND du_version <= $1 UNION ALL SELECT numero FROM offre_passe WHERE insee = $2 AND "
	"du_version <= $1 AND au_version > $1 ORDER BY numero");

struct source {
	int64_t numero;
	struct str code;
};

struct comparaison {
	struct arena *arena;
	struct VEC(struct source) sources;
	struct VEC(int64_t) voisines;
	struct VEC(struct offre_comparee) offres;
	struct VEC(struct comparee) comparees;
	struct map textes[CHAMP__MAX]; /* the number of each text */
	struct map familles; /* CFD → CFD commun */
	const struct lieux *lieux;
	struct lieux *lieux_lus; /* when the caller has none */
	struct str region, academie;
};

static uint32_t numero_de(struct comparaison *c, enum champ_compare champ, struct str texte)
{
	struct map *m = &c->textes[champ];
	bool nouveau;
	uint64_t *v = map_put(m, texte, &nouveau);

	if (nouveau)
		*v = m->n;
	return (uint32_t)*v;
}

static enum err lire_options(struct comparaison *c, struct stmt *st)
{
	enum err err;
	bool row;

	while (!(err = stmt_step(st, &row)) && row) {
		const struct str commun = arena_str(c->arena, col_text(st, 1));
		uint64_t *v = map_put(&c->familles, col_text(st, 0), NULL);

		if (commun.n)
			*v = numero_de(c, CHAMP_FAMILLE, commun);
	}
	return err;
}

static enum err lire_sources(struct comparaison *c, struct stmt *st)
{
	enum err err;
	bool row;

	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&c->sources) =
			(struct source){col_int(st, 0), arena_str(c->arena, col_text(st, 1))};
	return err;
}

static enum err lire(struct comparaison *c, struct db *db, struct sql sql, int64_t version,
		     enum err (*lecture)(struct comparaison *c, struct stmt *st))
{
	struct stmt *st;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, version);
	err = lecture(c, st);
	stmt_free(st);
	return err;
}

static struct str modalite(struct str declaree)
{
	/* 0 and 1 are both in a room; 2 is at a distance (LHEO, modalites-enseignement). */
	return str_eq(declaree, STR("2")) ? STR("distance") : STR("presence");
}

/* When its latest session starts, to the month: the same rentrée may be declared a day later. */
static struct str rentree(const struct dossier *d, char ret[11])
{
	int derniere = 0;

	for (size_t i = 0; i < d->n_sessions; i++)
		if (date_pleine(d->sessions[i].debut) && d->sessions[i].debut > derniere)
			derniere = d->sessions[i].debut;
	if (!derniere)
		return STR("sans");
	date_iso_texte(derniere, ret);
	return (struct str){ret, 7};
}

enum { NIC_BASE = 100000 };

static uint32_t numero_code(struct comparaison *c, enum champ_compare champ, struct str code)
{
	return code_renseigne(code) ? numero_de(c, champ, code) : 0;
}

static uint32_t numero_siren(struct comparaison *c, enum champ_compare champ, uint64_t siret)
{
	const char *siren =
		arena_printf(c->arena, "%09llu", (unsigned long long)(siret / NIC_BASE));

	return siret ? numero_de(c, champ, str_of(siren)) : 0;
}

enum { TEXTE_MAX = 8192 };

static void comparer_lieu(struct comparaison *c, const struct offre_comparee *o, struct comparee *x)
{
	AUTO_BUF adresse = {0};

	buf_init(&adresse, TEXTE_MAX);
	if (code_renseigne(o->ligne))
		adresse_repliee(o->ligne, &adresse);
	x->champ[CHAMP_COMMUNE] = numero_code(c, CHAMP_COMMUNE, o->insee);
	if (adresse.n)
		x->champ[CHAMP_ADRESSE] = numero_de(c, CHAMP_ADRESSE, buf_view(&adresse));
}

static void comparer(struct comparaison *c, const struct offre_comparee *o,
		     const struct offre_lue *lue)
{
	const struct dossier *d = &lue->dossier;
	struct comparee *x = VEC_PUSH(&c->comparees);
	const char *cert = arena_printf(c->arena, "%.*s/%d", STR_FMT(o->cfd), o->rncp);
	const uint64_t *famille = map_get(&c->familles, o->cfd);
	char jour[11];
	AUTO_BUF parcours = {0};

	buf_init(&parcours, TEXTE_MAX);
	parcours_de(o->cle, o->intitule, &parcours);
	*x = (struct comparee){.offre = o->numero};
	if (o->cfd.n || o->rncp)
		x->champ[CHAMP_CERTIFICATION] = numero_de(c, CHAMP_CERTIFICATION, str_of(cert));
	x->champ[CHAMP_FAMILLE] = famille ? (uint32_t)*famille : 0;
	x->champ[CHAMP_DUREE] = numero_de(c, CHAMP_DUREE, o->duree);
	x->champ[CHAMP_ANNEE] = numero_de(c, CHAMP_ANNEE, o->annee);
	comparer_lieu(c, o, x);
	x->champ[CHAMP_RESPONSABLE] = numero_code(c, CHAMP_RESPONSABLE, o->siret_responsable);
	x->champ[CHAMP_FORMATEUR] = numero_code(c, CHAMP_FORMATEUR, o->siret_formateur);
	x->champ[CHAMP_SIREN] = numero_siren(c, CHAMP_SIREN, d->responsable.siret);
	x->champ[CHAMP_SIREN_FORMATEUR] =
		numero_siren(c, CHAMP_SIREN_FORMATEUR, d->formateur.siret);
	x->champ[CHAMP_MODALITE] =
		numero_de(c, CHAMP_MODALITE, modalite(lue->fait.col[OC_modalites_enseignement]));
	x->champ[CHAMP_PARCOURS] = numero_de(c, CHAMP_PARCOURS, buf_view(&parcours));
	x->champ[CHAMP_SESSION] = numero_de(c, CHAMP_SESSION, rentree(d, jour));
	x->champ[CHAMP_SOURCE] = (uint32_t)lue->source + 1;
}

/* A list of codes postaux says more than the départements do: those are only compared for a code that it does not know. */
static void incoherences(const struct lieux *l, struct offre_comparee *o)
{
	o->commune = lieux_commune(l, o->insee);
	o->incoherence[INCOHERENCE_POSTAL] = lieux_code_autre(l, o->code_postal, o->insee);
	o->incoherence[INCOHERENCE_DEPARTEMENT] =
		!lieux_code_connu(l, o->code_postal) && departement_autre(o->code_postal, o->insee);
	o->incoherence[INCOHERENCE_VILLE] =
		code_renseigne(o->ville) && lieux_ville_autre(l, o->ville, o->insee);
	o->incoherence[INCOHERENCE_UAI] = lieux_commune_autre(l, o->uai_insee, o->insee);
	if (o->uai_insee.n)
		o->uai_commune = lieux_commune(l, o->uai_insee);
}

static struct str garder(struct comparaison *c, struct str s)
{
	return s.n ? arena_str(c->arena, s) : STR_VIDE;
}

static void garder_signalements(struct comparaison *c, const struct verdict *v,
				struct offre_comparee *o)
{
	o->n_signalements = v->n_signalements;
	if (!v->n_signalements)
		return;
	o->signalements = arena_alloc(c->arena, v->n_signalements * sizeof *o->signalements);
	for (size_t i = 0; i < v->n_signalements; i++) {
		o->signalements[i] = v->signalements[i];
		for (int t = 0; t < 3; t++)
			o->signalements[i].texte[t] = garder(c, v->signalements[i].texte[t]);
	}
}

static struct str source_de(const struct comparaison *c, int64_t numero)
{
	for (size_t i = 0; i < c->sources.n; i++)
		if (c->sources.v[i].numero == numero)
			return c->sources.v[i].code;
	return STR_VIDE;
}

static enum err recevoir(void *ctx, const struct offre_lue *lue, const struct verdict *v)
{
	struct comparaison *c = ctx;
	const struct dossier *d = &lue->dossier;
	const struct str *col = lue->fait.col;

	if ((c->region.n && !str_eq(c->region, lue->region)) ||
	    (c->academie.n && !str_eq(c->academie, d->academie)))
		return OK;
	struct offre_comparee *o = VEC_PUSH(&c->offres);
	*o = (struct offre_comparee){
		.numero = d->offre,
		.source = source_de(c, lue->source),
		.cle = garder(c, d->cle),
		.intitule = garder(c, d->intitule),
		.cfd = garder(c, d->certification->cfd),
		.rncp = d->certification->rncp,
		.duree = garder(c, d->duree),
		.annee = garder(c, d->annee),
		.ligne = garder(c, d->ligne),
		.code_postal = garder(c, d->code_postal),
		.ville = garder(c, d->ville),
		.insee = garder(c, d->insee),
		.siret_responsable = garder(c, d->responsable.siret_vu),
		.nom_responsable = garder(c, col[OC_nom_responsable]),
		.siret_formateur = garder(c, d->formateur.siret_vu),
		.nom_formateur = garder(c, col[OC_nom_formateur]),
	};
	if (d->lieu) {
		o->uai = garder(c, d->uai);
		o->uai_insee = garder(c, d->lieu->insee);
		o->uai_du_formateur = d->lieu->siret && d->lieu->siret == d->formateur.siret;
	}
	garder_signalements(c, v, o);
	incoherences(c->lieux, o);
	comparer(c, o, lue);
	return OK;
}

/* The INSEE code that the vue sees for that offre. */
static enum err insee_de(struct comparaison *c, struct db *db,
			 const struct comparaison_demande *demande, struct str *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_INSEE, 0, &st);
	bool row;

	if (err)
		return err;
	stmt_int(st, 1, demande->vue->offres);
	stmt_int(st, 2, demande->autour);
	if (!(err = stmt_step(st, &row)) && row)
		*ret = arena_str(c->arena, col_text(st, 0));
	stmt_free(st);
	return err ? err : (row ? OK : E_ABSENT);
}

static enum err voisines(struct comparaison *c, struct db *db,
			 const struct comparaison_demande *demande)
{
	struct str insee;
	struct stmt *st;
	enum err err = insee_de(c, db, demande, &insee);
	bool row;

	if (err)
		return err == E_ABSENT ? OK : err;
	if ((err = db_prepare(db, SQL_VOISINES, 0, &st)))
		return err;
	stmt_int(st, 1, demande->vue->offres);
	stmt_text(st, 2, insee);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&c->voisines) = col_int(st, 0);
	stmt_free(st);
	return err;
}

/* A commune has few offers: each is read by its number, rather than all of the base. */
static enum err juger_autour(struct comparaison *c, struct db *db,
			     const struct comparaison_demande *demande)
{
	struct verdicts_demande juger = {.vue = demande->vue,
					 .campagne = demande->campagne,
					 .referentiels = demande->referentiels};
	struct referentiels *lus = NULL;
	struct verdicts_bilan bilan;
	enum err err = voisines(c, db, demande);

	if (!err && !juger.referentiels) {
		err = referentiels_charger(db, demande->vue, &lus);
		juger.referentiels = lus;
	}
	for (size_t i = 0; !err && i < c->voisines.n; i++) {
		juger.seule = c->voisines.v[i];
		err = verdicts_juger(db, &juger, (struct verdicts_puits){recevoir, c}, &bilan);
	}
	referentiels_liberer(lus);
	return err;
}

static enum err connaitre_lieux(struct comparaison *c, struct db *db,
				const struct comparaison_demande *demande)
{
	enum err err = OK;

	if (!demande->lieux)
		err = lieux_charger(db, demande->vue, &c->lieux_lus);
	c->lieux = demande->lieux ? demande->lieux : c->lieux_lus;
	return err;
}

enum err comparaison_faire(struct db *db, const struct comparaison_demande *demande,
			   struct comparaison **ret)
{
	const struct verdicts_demande juger = {.vue = demande->vue,
					       .campagne = demande->campagne,
					       .referentiels = demande->referentiels};
	struct comparaison *c = mem_alloc(sizeof *c);
	struct verdicts_bilan bilan;
	enum err err;

	c->arena = arena_new(0);
	c->region = demande->region;
	c->academie = demande->academie;
	map_init(&c->familles);
	for (int i = 0; i < CHAMP__MAX; i++)
		map_init(&c->textes[i]);
	if ((err = lire(c, db, SQL_OPTIONS, demande->vue->ref[REF_OPTIONS_BTS], lire_options)) ||
	    (err = connaitre_lieux(c, db, demande)) ||
	    (err = lire(c, db, SQL_SOURCES, -1, lire_sources)) ||
	    (err = demande->autour
			   ? juger_autour(c, db, demande)
			   : verdicts_juger(db, &juger, (struct verdicts_puits){recevoir, c},
					    &bilan))) {
		comparaison_liberer(c);
		return err;
	}
	*ret = c;
	return OK;
}

void comparaison_liberer(struct comparaison *c)
{
	if (!c)
		return;
	map_free(&c->familles);
	lieux_liberer(c->lieux_lus);
	for (int i = 0; i < CHAMP__MAX; i++)
		map_free(&c->textes[i]);
	VEC_FREE(&c->sources);
	VEC_FREE(&c->voisines);
	VEC_FREE(&c->offres);
	VEC_FREE(&c->comparees);
	arena_free(c->arena);
	mem_free(c);
}

const struct offre_comparee *comparaison_offres(const struct comparaison *c, size_t *n)
{
	*n = c->offres.n;
	return c->offres.v;
}

static int par_numero(const void *cle, const void *element)
{
	const int64_t n = *(const int64_t *)cle;
	const struct offre_comparee *o = element;

	return (n > o->numero) - (n < o->numero);
}

const struct offre_comparee *comparaison_offre(const struct comparaison *c, int64_t numero)
{
	return c->offres.n
		       ? bsearch(&numero, c->offres.v, c->offres.n, sizeof *c->offres.v, par_numero)
		       : NULL;
}

/* The groups wait here to be put in order. */
struct recolte {
	const struct comparaison *c;
	struct VEC(struct groupe) groupes;
};

static void recolter(void *ctx, enum doublon d, const struct comparee *membres, size_t n)
{
	struct recolte *r = ctx;
	const struct offre_comparee **m = arena_alloc(r->c->arena, n * sizeof *m);

	for (size_t i = 0; i < n; i++)
		m[i] = comparaison_offre(r->c, membres[i].offre);
	*VEC_PUSH(&r->groupes) = (struct groupe){d, m, n};
}

static int par_premiere(const void *a, const void *b)
{
	const struct groupe *x = a, *y = b;

	return (x->membres[0]->numero > y->membres[0]->numero) -
	       (x->membres[0]->numero < y->membres[0]->numero);
}

void comparaison_groupes(struct comparaison *c, enum doublon d, struct groupes_puits puits)
{
	struct recolte r = {.c = c};

	doublons_grouper(d, c->comparees.v, c->comparees.n, (struct doublons_puits){recolter, &r});
	if (r.groupes.n)
		qsort(r.groupes.v, r.groupes.n, sizeof *r.groupes.v, par_premiere);
	for (size_t i = 0; i < r.groupes.n; i++)
		puits.recevoir(puits.ctx, &r.groupes.v[i]);
	VEC_FREE(&r.groupes);
}

bool comparaison_codes_postaux(const struct comparaison *c)
{
	return lieux_a_des_codes(c->lieux);
}

const char *incoherence_code(enum incoherence i)
{
	static const char *const CODES[INCOHERENCE__MAX] = {
		[INCOHERENCE_POSTAL] = "LIEU_CODE_POSTAL",
		[INCOHERENCE_DEPARTEMENT] = "LIEU_DEPARTEMENT",
		[INCOHERENCE_VILLE] = "LIEU_VILLE",
		[INCOHERENCE_UAI] = "LIEU_UAI",
	};

	return CODES[i];
}

/* « ville « Melun », commune 94028 « Créteil » » */
static const char *vu(struct arena *a, enum incoherence i, const struct offre_comparee *o)
{
	const struct str commune = o->commune.n ? o->commune : STR("inconnue");

	if (i == INCOHERENCE_UAI)
		return arena_printf(
			a,
			"UAI %.*s%s, commune %.*s « %.*s » ; lieu déclaré, commune %.*s « %.*s »",
			STR_FMT(o->uai), o->uai_du_formateur ? ", de l'organisme formateur" : "",
			STR_FMT(o->uai_insee), STR_FMT(o->uai_commune), STR_FMT(o->insee),
			STR_FMT(commune));
	if (i == INCOHERENCE_VILLE)
		return arena_printf(a, "ville « %.*s », commune %.*s « %.*s »", STR_FMT(o->ville),
				    STR_FMT(o->insee), STR_FMT(commune));
	return arena_printf(a, "code postal %.*s, commune %.*s « %.*s »", STR_FMT(o->code_postal),
			    STR_FMT(o->insee), STR_FMT(commune));
}

struct phrase incoherence_phrase(struct arena *a, enum incoherence i,
				 const struct offre_comparee *o)
{
	static const char *const FAITS[INCOHERENCE__MAX] = {
		[INCOHERENCE_POSTAL] = "Le code postal n'est pas un de ceux de la commune du lieu.",
		[INCOHERENCE_DEPARTEMENT] =
			"Le code postal et la commune du lieu sont de deux départements différents.",
		[INCOHERENCE_VILLE] = "La ville déclarée n'est pas la commune du code INSEE.",
		[INCOHERENCE_UAI] =
			"L'établissement de l'UAI du lieu est dans une autre commune que le lieu.",
	};

	return (struct phrase){
		.fait = FAITS[i],
		.vu = vu(a, i, o),
		.remede =
			i == INCOHERENCE_UAI
				? "Le Carif-Oref vérifie avec le CFA l'UAI et l'adresse du lieu ; le SAIO de "
				  "l'académie peut saisir l'UAI qui convient."
				: "Le CFA corrige dans DOKELIO (ou l'outil de sa région) l'adresse du lieu ; le "
				  "Carif-Oref vérifie le code INSEE de la commune.",
		.provenance = PROVENANCE_FLUX,
		.acteur = ACTEUR_CARIF};
}
