/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * photo.c - one pass over the verdicts, then the statuts and the formations beside them
 */
#include "catalogue/photo.h"

#include <stdlib.h>

#include "base/empreinte.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"
#include "catalogue/indexation.h"
#include "journal/journal.h"
#include "parcoursup/formation.h"
#include "parcoursup/statuts.h"
#include "regle/codes.h"
#include "regle/phrases.h"
#include "verdict/verdicts.h"

enum { NOMBRE_TEXTE = 32, AOUT = 801, AN = 10000, TRAVAIL_ETALE = 1024 * 1024 };

static const struct sql SQL_NIVEAUX =
	SQL_FIXE("SELECT code, libelle_court, niveau_rncp FROM niveau_diplome ORDER BY cle");
static const struct sql SQL_VERSIONS =
	SQL_FIXE("SELECT numero, connu_le FROM version ORDER BY numero");

struct photo {
	struct arena *arena; /* every text */
	struct VEC(struct photo_offre) offres;
	struct campagne campagne;
	struct vue vue;
	int jour;
	int64_t version, derniere;
	uint64_t empreinte;
	struct recherche_index *index;
	const struct jour_compte *jours;
	size_t n_jours;
};

/* What BCN calls the first three characters of a CFD. */
struct niveau {
	struct str libelle;
	int europeen;
};

/* On which day a version became known. */
struct jour_de_version {
	int64_t version;
	int jour;
};

struct prise {
	struct photo *p;
	struct map textes; /* text → itself, in the photo's arena */
	struct map niveaux; /* code → rank + 1 */
	struct VEC(struct niveau) liste;
	struct VEC(struct jour_de_version) jours;
	struct arena *travail; /* of a few offres */
};

/* The same text is kept once. */
static struct str garder(struct prise *pr, struct str s)
{
	const uint64_t *connu = map_get(&pr->textes, s);
	struct str copie;

	if (!s.n)
		return STR_VIDE;
	if (connu)
		return (struct str){(const char *)(uintptr_t)*connu, s.n};
	copie = arena_str(pr->p->arena, s);
	*map_put_static(&pr->textes, copie, NULL) = (uintptr_t)copie.p;
	return copie;
}

static struct str un_chiffre(struct prise *pr, struct str s)
{
	s = str_trim(s);
	return s.n == 1 && s.p[0] >= '0' && s.p[0] <= '9' ? garder(pr, s) : STR_VIDE;
}

/* « NIV5 », « 05 » → 5 */
static int chiffre_final(struct str s)
{
	const int c = s.n ? s.p[s.n - 1] - '0' : 0;

	return c >= 3 && c <= 8 ? c : 0;
}

static void type_et_niveau(struct prise *pr, const struct certification *c, struct photo_offre *o)
{
	const uint64_t *rang = c->diplome ? map_get(&pr->niveaux, c->diplome->niveau) : NULL;
	const struct niveau *n = rang ? &pr->liste.v[*rang - 1] : NULL;
	struct str type = n ? n->libelle : STR_VIDE;

	if (c->fiche && c->fiche->abrege.n && !str_eq(c->fiche->abrege, STR("Autre")))
		type = c->fiche->abrege;
	o->type = garder(pr, type);
	o->niveau = c->fiche ? chiffre_final(c->fiche->niveau) : 0;
	if (!o->niveau && n)
		o->niveau = n->europeen;
}

/* The first two characters of the commune's code; three overseas. */
static struct str departement(struct prise *pr, struct str insee)
{
	return insee.n == 5 ? garder(pr, str_sub(insee, 0,
						 str_starts(insee, STR("97")) ||
								 str_starts(insee, STR("98"))
							 ? 3
							 : 2))
			    : STR_VIDE;
}

/* N when the latest session starts between 1 August N and 31 July N+1. */
static int rentree(const struct dossier *d)
{
	int debut = 0;

	for (size_t i = 0; i < d->n_sessions; i++)
		if (date_pleine(d->sessions[i].debut) && d->sessions[i].debut > debut)
			debut = d->sessions[i].debut;
	return debut ? debut / AN - (debut % AN < AOUT) : 0;
}

static float degres(struct str s)
{
	char texte[NOMBRE_TEXTE];

	s = str_trim(s);
	if (!s.n || s.n >= sizeof texte)
		return 0;
	memcpy(texte, s.p, s.n);
	texte[s.n] = 0;
	return strtof(texte, NULL);
}

/* A point of the Earth, or none. */
static void placer(const struct offre_lue *lue, struct photo_offre *o)
{
	const float lat = degres(lue->fait.col[OC_latitude]),
		    lon = degres(lue->fait.col[OC_longitude]);

	if (lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 && (lat < 0 || lat > 0)) {
		o->latitude = lat;
		o->longitude = lon;
	}
}

static void juger(struct prise *pr, const struct verdict *v, struct photo_offre *o)
{
	for (int i = 0; i <= CRITERES; i++) {
		const enum avis avis = i < CRITERES ? v->critere[i].avis : v->uai.avis;

		o->non_conformes |= (avis == AVIS_NON_CONFORME ? 1u : 0u) << i;
		o->a_verifier |= (avis == AVIS_A_VERIFIER ? 1u : 0u) << i;
	}
	for (int m = 0; m < MENTION__MAX; m++)
		o->mentions |= (v->mention_manque[m] ? 1u : 0u) << m;
	o->classification = v->classification;
	o->perimetre = v->perimetre;
	o->importable = v->importable;
	o->attend_saio = v->attend_saio;
	if (!v->importable)
		o->motif = garder(pr, str_of(phrase_motif(pr->travail, v)));
}

static int jour_de(const struct prise *pr, int64_t version)
{
	size_t bas = 0, haut = pr->jours.n;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (pr->jours.v[milieu].version < version)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas < pr->jours.n && pr->jours.v[bas].version == version ? pr->jours.v[bas].jour : 0;
}

static struct str nom_ou_siret(struct str nom, struct str siret)
{
	return str_trim(nom).n ? str_trim(nom) : siret;
}

static enum err recevoir(void *ctx, const struct offre_lue *lue, const struct verdict *v)
{
	struct prise *pr = ctx;
	const struct dossier *d = &lue->dossier;
	const struct str *col = lue->fait.col;
	struct photo_offre *o = VEC_PUSH(&pr->p->offres);

	*o = (struct photo_offre){
		.numero = d->offre,
		.cle = arena_str(pr->p->arena, d->cle),
		.intitule = garder(pr, d->intitule),
		.organisme =
			garder(pr, nom_ou_siret(col[OC_nom_responsable], d->responsable.siret_vu)),
		.formateur = garder(pr, nom_ou_siret(d->formateur_declare ? col[OC_nom_formateur]
									  : col[OC_nom_responsable],
						     d->formateur.siret_vu)),
		.siret_responsable = d->responsable.siret,
		.siret_formateur = d->formateur.siret,
		.code_postal = garder(pr, d->code_postal),
		.ville = garder(pr, d->ville),
		.insee = garder(pr, d->insee),
		.academie = garder(pr, d->academie),
		.region = garder(pr, lue->region),
		.departement = departement(pr, d->insee),
		.uai = garder(pr, d->uai),
		.cfd = garder(pr, d->certification->cfd),
		.rncp = d->certification->rncp,
		.duree = un_chiffre(pr, d->duree),
		.annee = un_chiffre(pr, d->annee),
		.rentree = rentree(d),
		.modifiee_le = jour_de(pr, lue->du_version),
	};
	type_et_niveau(pr, d->certification, o);
	placer(lue, o);
	juger(pr, v, o);
	/* sentences are made by the thousand and kept once */
	if (arena_depasse(pr->travail))
		arena_reset(pr->travail);
	return OK;
}

static enum err lire_niveaux(struct prise *pr, struct db *db)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_NIVEAUX, 0, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row) {
		*VEC_PUSH(&pr->liste) = (struct niveau){garder(pr, col_text(st, 1)),
							chiffre_final(col_text(st, 2))};
		*map_put(&pr->niveaux, col_text(st, 0), NULL) = pr->liste.n;
	}
	stmt_free(st);
	return err;
}

static struct photo_offre *trouver(const struct photo *p, int64_t numero)
{
	size_t bas = 0, haut = p->offres.n;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (p->offres.v[milieu].numero < numero)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas < p->offres.n && p->offres.v[bas].numero == numero ? &p->offres.v[bas] : NULL;
}

static void nommer(struct photo *p, int64_t instant)
{
	const int64_t de[] = {p->derniere, p->version, instant, p->jour, p->campagne.annee};

	p->empreinte = (uint64_t)empreinte_record((struct str){(const char *)de, sizeof de});
}

static enum err lire_jours(struct prise *pr, struct db *db)
{
	struct stmt *st;
	int64_t instant, derniere = 0;
	bool row;
	enum err err = db_prepare(db, SQL_VERSIONS, 0, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		if (instant_lire(col_text(st, 1), &instant)) {
			*VEC_PUSH(&pr->jours) = (struct jour_de_version){
				col_int(st, 0), instant_date_paris(instant)};
			derniere = instant;
		}
	stmt_free(st);
	if (!err)
		nommer(pr->p, derniere);
	return err;
}

static enum err lire_statuts(struct photo *p, struct db *db)
{
	AUTO_ARENA a = arena_new(0);
	struct statuts s;
	enum err err = statuts_lire(db, p->campagne.annee, p->version, a, &s);

	for (size_t i = 0; !err && i < s.liste.n; i++) {
		struct photo_offre *o = trouver(p, s.liste.v[i].offre);

		if (o)
			o->statut = s.liste.v[i].statut;
	}
	statuts_liberer(&s);
	return err;
}

static enum err lire_formations(struct photo *p, struct db *db)
{
	AUTO_ARENA a = arena_new(0);
	struct formations f;
	enum err err = formations_connues(db, p->campagne.annee, p->version, a, &f);

	for (size_t i = 0; !err && i < f.liste.n; i++) {
		const struct formation *une = &f.liste.v[i];
		struct photo_offre *o = une->offre ? trouver(p, une->offre) : NULL;

		if (!o)
			continue;
		o->formation = arena_str(p->arena, une->code);
		o->certifiee = une->certifiee;
	}
	formations_liberer(&f);
	return err;
}

static enum err juger_tout(struct prise *pr, struct db *db)
{
	struct photo *p = pr->p;
	const struct verdicts_demande demande = {.vue = &p->vue, .campagne = &p->campagne};
	struct verdicts_bilan bilan;
	enum err err;

	if ((err = lire_niveaux(pr, db)) || (err = lire_jours(pr, db)) ||
	    (err = verdicts_juger(db, &demande, (struct verdicts_puits){recevoir, pr}, &bilan)) ||
	    (err = lire_statuts(p, db)))
		return err;
	if ((err = lire_formations(p, db)))
		return err;
	return jours_lire(db, p->campagne.annee, p->version, p->arena, &p->jours, &p->n_jours);
}

static enum err prendre(struct photo *p, struct db *db, int annee, struct incident *inc)
{
	struct prise pr = {.p = p, .travail = arena_new(TRAVAIL_ETALE)};
	enum err err = OK;

	map_init(&pr.textes);
	map_init(&pr.niveaux);
	if (!annee)
		err = campagne_courante(db, p->jour, &annee);
	if (!err && (err = campagne_lire(db, annee, p->version, p->arena, &p->campagne, inc)))
		goto fin;
	if (!err)
		err = juger_tout(&pr, db);
	if (!err)
		p->index = photo_indexer(p->offres.v, p->offres.n);
	if (err)
		*inc = *db_incident(db);
fin:
	map_free(&pr.textes);
	map_free(&pr.niveaux);
	VEC_FREE(&pr.liste);
	VEC_FREE(&pr.jours);
	arena_free(pr.travail);
	return err;
}

static enum err sans_fait(struct incident *inc)
{
	incident_set(inc, E_ABSENT, "La base ne contient encore aucune offre.");
	incident_remede(inc, "Commencez par « relais import FICHIER… ».");
	return E_ABSENT;
}

enum err photo_prendre(struct db *db, const struct photo_demande *demande, struct photo **ret,
		       struct incident *inc)
{
	AUTO_TX tx = {0};
	struct photo *p = mem_alloc(sizeof *p);
	enum err err;

	p->arena = arena_new(0);
	p->jour = demande->date ? demande->date : instant_date_paris(demande->instant);
	if (!(err = tx_begin(db, TX_LECTURE, &tx)))
		err = version_derniere(db, &p->derniere);
	if (!err)
		err = vue_resoudre(db, demande->date, &p->vue);
	if (err == E_ABSENT) {
		err = sans_fait(inc);
	} else if (err) {
		*inc = *db_incident(db);
	} else {
		p->version = p->vue.version;
		err = prendre(p, db, demande->campagne, inc);
	}
	if (err)
		photo_liberer(p);
	else
		*ret = p;
	return err;
}

void photo_liberer(struct photo *p)
{
	if (!p)
		return;
	recherche_liberer(p->index);
	VEC_FREE(&p->offres);
	arena_free(p->arena);
	mem_free(p);
}

const struct photo_offre *photo_offres(const struct photo *p, size_t *n)
{
	*n = p->offres.n;
	return p->offres.v;
}

const struct photo_offre *photo_offre(const struct photo *p, int64_t numero)
{
	return trouver(p, numero);
}

const struct jour_compte *photo_jours(const struct photo *p, size_t *n)
{
	*n = p->n_jours;
	return p->jours;
}

const struct campagne *photo_campagne(const struct photo *p)
{
	return &p->campagne;
}

const struct vue *photo_vue(const struct photo *p)
{
	return &p->vue;
}

const struct recherche_index *photo_index(const struct photo *p)
{
	return p->index;
}

int photo_jour(const struct photo *p)
{
	return p->jour;
}

int64_t photo_version(const struct photo *p)
{
	return p->version;
}

struct str photo_nombre(struct arena *a, int64_t n)
{
	return n ? str_of(arena_printf(a, "%lld", (long long)n)) : STR_VIDE;
}

struct str photo_siret(struct arena *a, uint64_t siret)
{
	return siret ? str_of(arena_printf(a, "%014llu", (unsigned long long)siret)) : STR_VIDE;
}

struct str photo_rncp(struct arena *a, const struct photo_offre *o)
{
	return o->rncp ? str_of(arena_printf(a, "RNCP%d", o->rncp)) : STR_VIDE;
}

uint64_t photo_empreinte(const struct photo *p)
{
	return p->empreinte;
}

int64_t photo_derniere(const struct photo *p)
{
	return p->derniere;
}

enum err photo_version_actuelle(struct db *db, int64_t *ret)
{
	AUTO_TX tx = {0};
	const enum err err = tx_begin(db, TX_LECTURE, &tx);

	return err ? err : version_derniere(db, ret);
}
