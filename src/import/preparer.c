/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * preparer.c - groups a feed's records into offers, and gives each its clé
 */
#include "import/preparer.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/vec.h"
#include "format/anomalie.h"
#include "referentiel/memoire.h"
#include "referentiel/texte.h"
#include "regle/codes.h"

_Static_assert(OC_duree == (int)OFFRE_DUREE && OC_annee == OC_duree + 1,
	       "columns up to durée are the record's");
_Static_assert(OC_rythme == (int)OFFRE_RYTHME + 1 &&
		       OC_niveau_obligatoire == (int)OFFRE_NIVEAU_OBLIGATOIRE + 1 &&
		       OC__MAX == (int)OFFRE_FORMATION_RANG + 3,
	       "columns after année are the record's, then région and académie");
_Static_assert((int)SC__MAX == (int)SESSION__MAX, "a session's columns are the record's");

enum { ANNEES_MAX = 16 };

struct preparation {
	struct preparation_puits puits;
	struct arena *arena;
	bool lacunaire; /* what the format does not say was not declared otherwise */
	bool ouverte; /* an offre is being gathered */
	uint32_t ligne;
	struct str champ[OFFRE__MAX];
	struct VEC(struct session_fait) sessions;
	struct VEC(struct session_fait) choisies; /* those of one year */
	struct buf textes;
	uint64_t formation; /* rank of the formation whose clé was given last, 0: none */
};

static enum err recevoir(void *ctx, const struct record *r);

struct preparation *preparer_ouvrir(struct preparation_puits puits)
{
	struct preparation *p = mem_alloc(sizeof *p);

	p->puits = puits;
	p->arena = arena_new(0);
	buf_init(&p->textes, LIMITE_XML_FORMATION);
	return p;
}

struct puits preparer_entree(struct preparation *p, enum format f)
{
	p->lacunaire = format_lacunaire(f);
	return (struct puits){recevoir, p};
}

void preparer_fermer(struct preparation *p)
{
	if (!p)
		return;
	arena_free(p->arena);
	VEC_FREE(&p->sessions);
	VEC_FREE(&p->choisies);
	buf_free(&p->textes);
	mem_free(p);
}

static enum err signaler(struct preparation *p, enum anomalie a, struct str cle, const char *champ,
			 struct str valeur)
{
	const struct record r = {.kind = RECORD_ANOMALIE,
				 .ligne = p->ligne,
				 .n = ANOMALIE__MAX,
				 .champ = {[ANOMALIE_CODE] = str_of(anomalie_code(a)),
					   [ANOMALIE_REF] = cle,
					   [ANOMALIE_CHAMP] = str_of(champ),
					   [ANOMALIE_VALEUR] = valeur}};

	return p->puits.autre(p->puits.ctx, &r);
}

/* One digit as it stands in a clé: X when the value is not one. */
static char chiffre(struct str s)
{
	return s.n == 1 && s.p[0] >= '0' && s.p[0] <= '9' ? s.p[0] : 'X';
}

/* Copy the n rightmost characters when all are allowed in that place of a clé, else fill with zeros. */
static void poser(char *cle, size_t n, struct str s, bool insee)
{
	bool bon = s.n > 0 && s.n <= n;

	for (size_t i = 0; i < s.n; i++)
		bon = bon && ((s.p[i] >= '0' && s.p[i] <= '9') ||
			      (insee && (s.p[i] == 'A' || s.p[i] == 'B')));
	memset(cle, '0', n);
	if (bon)
		memcpy(cle + n - s.n, s.p, s.n);
}

static struct str formateur_de(const struct preparation *p)
{
	return code_renseigne(p->champ[OFFRE_SIRET_FORMATEUR]) ? p->champ[OFFRE_SIRET_FORMATEUR]
							       : p->champ[OFFRE_SIRET_RESPONSABLE];
}

static bool a_distance(const struct preparation *p)
{
	return str_eq(p->champ[OFFRE_MODALITES_ENSEIGNEMENT], STR("2"));
}

/* The clé that the declared data make, on the first place number: whoever keeps the offers chooses a free one. */
static struct str composer(struct preparation *p, struct str annee)
{
	char *cle = arena_cstr(p->arena, STR("000000P01XX0000000000000000000000000000-00000#L01"));
	const bool distance = a_distance(p);

	poser(cle + CLE_CERTIFINFO, 6, p->champ[OFFRE_CERTIFINFO], false);
	cle[CLE_DUREE] = chiffre(p->champ[OFFRE_DUREE]);
	cle[CLE_ANNEE] = chiffre(annee);
	poser(cle + CLE_RESPONSABLE, 14, p->champ[OFFRE_SIRET_RESPONSABLE], false);
	poser(cle + CLE_FORMATEUR, 14, formateur_de(p), false);
	poser(cle + CLE_INSEE, 5, p->champ[OFFRE_INSEE], true);
	if (distance && !code_renseigne(p->champ[OFFRE_INSEE]))
		memcpy(cle + CLE_INSEE, "99999", 5);
	if (distance)
		memcpy(cle + CLE_LIEU, "AD", 2);
	return (struct str){cle, CLE_TAILLE};
}

/* A declared clé that contradicts the declared data stays the clé, and says so: one anomaly a part. */
static enum err comparer(struct preparation *p, struct str cle, struct str annee)
{
	char attendu[CLE_TAILLE + 1] = "";
	const struct {
		const char *champ;
		size_t debut, n;
		struct str declare;
	} parts[] = {
		{"certifinfo", CLE_CERTIFINFO, 6, p->champ[OFFRE_CERTIFINFO]},
		{"duree", CLE_DUREE, 1, p->champ[OFFRE_DUREE]},
		{"annee", CLE_ANNEE, 1, annee},
		{"siret_responsable", CLE_RESPONSABLE, 14, p->champ[OFFRE_SIRET_RESPONSABLE]},
		{"siret_formateur", CLE_FORMATEUR, 14, formateur_de(p)},
		{"insee", CLE_INSEE, 5, p->champ[OFFRE_INSEE]},
	};
	enum err err = OK;

	if (cle.n < CLE_TAILLE)
		return OK;
	for (size_t i = 0; !err && i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].n == 1)
			attendu[0] = chiffre(parts[i].declare);
		else
			poser(attendu, parts[i].n, parts[i].declare, parts[i].debut == CLE_INSEE);
		const bool loin = parts[i].debut == CLE_INSEE && a_distance(p);
		const bool tait = p->lacunaire && !parts[i].declare.n;

		if (!loin && !tait && memcmp(cle.p + parts[i].debut, attendu, parts[i].n) != 0)
			err = signaler(p, ANOMALIE_NUMERO_CLE_ECART, cle, parts[i].champ,
				       parts[i].declare);
	}
	return err;
}

/*
 * The clé of the offre of that year. The formation's own clé goes to its first action (and to its years); another action of the same formation is
 * another offre: its clé is composed.
 */
static struct str cle_de(struct preparation *p, struct str annee, bool plusieurs_annees,
			 bool declaree)
{
	const struct str numero = p->champ[OFFRE_FORMATION_NUMERO];

	if (!declaree)
		return composer(p, annee);
	if (!plusieurs_annees)
		return numero;
	char *cle = arena_cstr(p->arena, numero);
	cle[CLE_ANNEE] = chiffre(annee);
	return (struct str){cle, numero.n};
}

/* A declared year as it is kept: « 01 » is 1; what is not a number stays as it was written. */
static struct str annee_lue(struct preparation *p, struct str vue)
{
	const int n = petit_entier(str_trim(vue));

	return n < 0 ? str_trim(vue) : str_of(arena_printf(p->arena, "%d", n));
}

/* Cut the first year off a list « 1,2 ». */
static struct str premiere_annee(struct preparation *p, struct str *liste)
{
	const char *fin = memchr(liste->p, ',', liste->n);
	const struct str une = {liste->p, fin ? (size_t)(fin - liste->p) : liste->n};

	*liste = str_sub(*liste, une.n + 1, liste->n);
	return annee_lue(p, une);
}

/* « 1,2 » holds « 2 »; an empty list holds every year. */
static bool declare_annee(struct preparation *p, struct str liste, struct str annee)
{
	bool vide = true;

	while (liste.n) {
		const struct str une = premiere_annee(p, &liste);

		if (str_eq(une, annee))
			return true;
		vide = vide && !code_renseigne(une);
	}
	return vide;
}

/* The different years declared so far, in order; what is no number apart. */
struct annees {
	struct str v[ANNEES_MAX], illisible;
	size_t n;
};

static void compter_annees(struct preparation *p, struct annees *a, struct str liste)
{
	while (liste.n) {
		const struct str une = premiere_annee(p, &liste);
		size_t j = 0;

		while (j < a->n && !str_eq(a->v[j], une))
			j++;
		if (!code_renseigne(une))
			continue;
		if (petit_entier(une) < 0)
			a->illisible = a->illisible.n ? a->illisible : une;
		else if (j == a->n && a->n < ANNEES_MAX)
			a->v[a->n++] = une;
	}
}

/* The different years that the action and its sessions declare. What is no number counts only where no year is one: then one of them. */
static void annees_de(struct preparation *p, struct annees *ret)
{
	compter_annees(p, ret, p->champ[OFFRE_ANNEES]);
	for (size_t i = 0; i < p->sessions.n; i++)
		compter_annees(p, ret, p->sessions.v[i].col[SC_annees]);
	if (ret->n == 0)
		ret->v[ret->n++] = ret->illisible;
}

static enum err signaler_codes(struct preparation *p, struct str cle)
{
	const struct {
		enum champ_offre champ;
		const char *nom;
		bool (*valide)(struct str);
		enum anomalie anomalie;
	} codes[] = {
		{OFFRE_SIRET_RESPONSABLE, "siret_responsable", siret_valide, ANOMALIE_SIRET_FAUX},
		{OFFRE_SIRET_FORMATEUR, "siret_formateur", siret_valide, ANOMALIE_SIRET_FAUX},
		{OFFRE_UAI_LIEU, "uai_lieu", uai_valide, ANOMALIE_UAI_FAUX},
	};
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof codes / sizeof *codes; i++) {
		const struct str valeur = p->champ[codes[i].champ];

		if (code_renseigne(valeur) && !codes[i].valide(valeur))
			err = signaler(p, codes[i].anomalie, cle, codes[i].nom, valeur);
	}
	return err;
}

static enum err donner(struct preparation *p, struct str annee, bool plusieurs,
		       bool premiere_action)
{
	const bool nommee = cle_valide(p->champ[OFFRE_CLE]);
	const bool declaree =
		nommee || (premiere_action && cle_valide(p->champ[OFFRE_FORMATION_NUMERO]));
	struct offre_fait f = {.cle = nommee ? p->champ[OFFRE_CLE]
					     : cle_de(p, annee, plusieurs, declaree),
			       .cle_composee = !declaree,
			       .seule = !plusieurs};
	enum err err = OK;

	memcpy(f.col, p->champ, (OC_duree + 1) * sizeof *f.col);
	f.col[OC_annee] = annee;
	memcpy(f.col + OC_rythme, p->champ + OFFRE_RYTHME,
	       (OFFRE_FORMATION_RANG - OFFRE_RYTHME) * sizeof *f.col);
	const struct lieu lieu = lieu_de_commune(p->champ[OFFRE_INSEE]);
	f.col[OC_region] = lieu.region;
	f.col[OC_academie] = lieu.academie;
	p->choisies.n = 0;
	for (size_t i = 0; i < p->sessions.n; i++)
		if (!plusieurs || p->champ[OFFRE_ANNEE].n ||
		    declare_annee(p, p->sessions.v[i].col[SC_annees], annee))
			*VEC_PUSH(&p->choisies) = p->sessions.v[i];
	f.sessions = p->choisies.v;
	f.n_sessions = p->choisies.n;
	if (declaree)
		err = comparer(p, f.cle, annee);
	if (!err)
		err = signaler_codes(p, f.cle);
	return err ? err : p->puits.offre(p->puits.ctx, &f, buf_view(&p->textes), p->ligne);
}

static struct str annee_gardee(const struct preparation *p)
{
	return str_eq(p->champ[OFFRE_ANNEE], STR("-")) ? STR_VIDE : p->champ[OFFRE_ANNEE];
}

/* The offre that was being gathered is whole. */
static enum err vider(struct preparation *p)
{
	struct annees annees = {.n = 0};
	uint64_t formation = 0;
	enum err err = OK;

	if (!p->ouverte)
		return OK;
	p->ouverte = false;
	(void)str_to_uint(p->champ[OFFRE_FORMATION_RANG], &formation);
	const bool premiere_action = !formation || formation != p->formation;

	p->formation = formation;
	annees_de(p, &annees);
	if (p->champ[OFFRE_ANNEE].n) /* one of our exports: an offre has its own action */
		return donner(p, annee_gardee(p), annees.n > 1, premiere_action);
	for (size_t i = 0; !err && i < annees.n; i++)
		err = donner(p, annees.v[i], annees.n > 1, premiere_action);
	return err;
}

static void commencer(struct preparation *p, const struct record *r)
{
	arena_reset(p->arena);
	buf_reset(&p->textes);
	p->sessions.n = 0;
	p->ouverte = true;
	p->ligne = r->ligne;
	for (uint32_t i = 0; i < OFFRE__MAX; i++)
		p->champ[i] = arena_str(p->arena, r->champ[i]);
}

static enum err recevoir(void *ctx, const struct record *r)
{
	struct preparation *p = ctx;
	enum err err;

	if (p->ouverte && r->kind == RECORD_SESSION) {
		struct session_fait *s = VEC_PUSH(&p->sessions);

		for (int i = 0; i < SC__MAX; i++)
			s->col[i] = arena_str(p->arena, r->champ[i]);
		return OK;
	}
	if (p->ouverte && r->kind == RECORD_TEXTES) {
		bloc_ajouter(&p->textes, r->champ[TEXTES_NOM], r->champ[TEXTES_TEXTE]);
		return OK;
	}
	if (r->kind == RECORD_ANOMALIE) /* may come in the middle of an offre */
		return p->puits.autre(p->puits.ctx, r);
	if ((err = vider(p)))
		return err;
	if (r->kind == RECORD_OFFRE) {
		commencer(p, r);
		return OK;
	}
	return p->puits.autre(p->puits.ctx, r);
}
