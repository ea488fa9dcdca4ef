/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * alertes.c - from the plan, the verdicts and the statuts to the alerts
 */
#include "parcoursup/alertes.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "campagne/calendrier.h"
#include "campagne/valeurs.h"
#include "parcoursup/absence.h"
#include "parcoursup/etapes.h"
#include "parcoursup/parties.h"
#include "referentiel/memoire.h"
#include "regle/retours.h"

#define POUR_TOUS "cfa,carif,saio"
#define POUR_SAIO "saio,scn"
#define POUR_SCN "scn"

static const struct {
	const char *code, *libelle;
} CODES[ALERTE__MAX] = {
	[ALERTE_PERDUE] = {"perdue", "Offres importables, et qui ne le sont plus"},
	[ALERTE_NON_RENOUVELEE] = {"non_renouvelee",
				   "Formations publiées l'an dernier, et pas renouvelées"},
	[ALERTE_RNCP] = {"rncp", "Fiches RNCP ou diplômes qui finissent avant la session"},
	[ALERTE_QUALIOPI] = {"qualiopi",
			     "Organismes qui ne portent plus Qualiopi pour l'apprentissage"},
	[ALERTE_A_LIER] = {"a_lier", "Formations que plusieurs offres peuvent être"},
	[ALERTE_A_REMPLACER] = {"a_remplacer",
				"Offres qui remplacent peut-être celle d'une formation"},
	[ALERTE_REJET] = {"rejet", "Offres que Parcoursup refuse"},
	[ALERTE_ECHEC] = {"echec", "Offres dont l'envoi n'aboutit pas"},
	[ALERTE_JALON] = {"jalon", "Dates proches de la campagne"},
};
static const char *const GRAVITES[ALERTE_GRAVITE__MAX] = {
	[ALERTE_HAUTE] = "haute", [ALERTE_MOYENNE] = "moyenne", [ALERTE_BASSE] = "basse"};

/* The alerts while they are made. */
struct calcul {
	const struct alertes_faits *f;
	struct arena *a;
	struct alertes *ret;
	int echeance; /* the next date before which a correction counts */
};

const char *alerte_code(enum alerte_code c)
{
	return CODES[c].code;
}

const char *alerte_libelle(enum alerte_code c)
{
	return CODES[c].libelle;
}

const char *alerte_gravite_code(enum alerte_gravite g)
{
	return GRAVITES[g];
}

bool alerte_pour(const struct alerte *a, enum role role)
{
	const struct str cherche = str_of(role_code(role));
	const char *p = a->roles;

	while (*p) {
		const size_t n = strcspn(p, ",");

		if (str_eq((struct str){p, n}, cherche))
			return true;
		p += n + (p[n] == ',');
	}
	return false;
}

static const struct verdict_ancien *ancien(const struct alertes_faits *f, int64_t offre)
{
	static const struct verdict_ancien AUCUN = {0};
	size_t bas = 0, haut = f->n_anciens;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (f->anciens[milieu].offre < offre)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas < f->n_anciens && f->anciens[bas].offre == offre ? &f->anciens[bas] : &AUCUN;
}

/* Where an UAI is: its first three characters are the département, but in Corsica. */
static struct lieu lieu_de_uai(struct arena *a, struct str uai)
{
	const struct str d = str_sub(uai, 0, 3);

	if (d.n != 3)
		return (struct lieu){0};
	if (str_eq(d, STR("620")) || str_eq(d, STR("720")))
		return lieu_de_commune(d.p[0] == '6' ? STR("2A000") : STR("2B000"));
	return lieu_de_commune(str_of(d.p[0] == '0' ? arena_printf(a, "%.2s000", d.p + 1)
						    : arena_printf(a, "%.3s00", d.p)));
}

/* An alert about that offre, or about no offre, with its place. */
static struct alerte *ajouter(struct calcul *c, enum alerte_code code, const struct jugee *o)
{
	struct alerte *n = VEC_PUSH(&c->ret->liste);

	*n = (struct alerte){.code = code,
			     .gravite = ALERTE_MOYENNE,
			     .avant = c->echeance,
			     .roles = POUR_TOUS,
			     .phrase = ""};
	if (!o)
		return n;
	n->offre = o->numero;
	n->cle = o->cle;
	n->intitule = o->intitule;
	n->uai = o->uai;
	n->region = o->region;
	n->academie = o->academie;
	return n;
}

/* A person or Parcoursup closed it: what its verdict lost is nobody's business any more. */
static bool fermee(const struct statut_fait *s)
{
	return s && (s->statut == STATUT_NON_PUBLIE || s->statut == STATUT_FERME);
}

/* Since when it is importable no more; 0: it is, or never was; NULL: no offre. */
static int perdue_depuis(const struct calcul *c, const struct jugee *o)
{
	const struct statut_fait *s = o ? statut_de(c->f->statuts, o->numero) : NULL;

	if (!o || o->importable || fermee(s))
		return 0;
	return s && s->perdue_le ? s->perdue_le : ancien(c->f, o->numero)->importable;
}

static void perdue(struct calcul *c, const struct jugee *o, const struct ligne *l, int depuis)
{
	const struct statut_fait *s = statut_de(c->f->statuts, o->numero);
	const int fin = s ? perte_echeance(c->f->campagne, s) : 0;
	const bool sursis = fin && l && l->formation.n;
	struct alerte *n = ajouter(c, ALERTE_PERDUE, o);

	n->depuis = depuis;
	n->formation = l ? l->formation : STR_VIDE;
	if (l && !n->uai.n)
		n->uai = l->uai;
	n->acteur = o->acteur;
	if (sursis) {
		n->gravite = ALERTE_HAUTE;
		n->avant = fin;
		n->phrase = arena_printf(
			c->a,
			"%s %s au plus tard le %s, elle garde « Certifiée » sur sa formation %.*s ; sinon, elle la perd.%s",
			o->raison, o->partie_le ? "Déclarée de nouveau" : "Corrigée",
			date_longue(c->a, fin), STR_FMT(l->formation),
			o->partie_le ? PARTIE_SINON : "");
		return;
	}
	if (o->partie_le) {
		n->phrase = arena_printf(c->a, "%s %s%s", o->raison, partie_retour(o->acteur),
					 PARTIE_SINON);
		return;
	}
	n->phrase = arena_printf(
		c->a,
		o->acteur ? "%s Corrigée, elle redevient importable : c'est à faire par %s."
			  : "%s Rien à faire si c'est exact.%s",
		o->raison, o->acteur ? acteur_libelle(o->acteur) : "");
}

/* The offre of a formation is gone, or has no session for N. */
static bool sans_suite(const struct ligne *l)
{
	static const char *const CODES_SANS[] = {"critere:7", ABSENCE_DISPARUE,
						 ABSENCE_NON_REDECLAREE, ABSENCE_SANS_OFFRE};

	for (size_t i = 0; i < sizeof CODES_SANS / sizeof *CODES_SANS; i++)
		if (strcmp(l->motif_code, CODES_SANS[i]) == 0)
			return true;
	return false;
}

/* The offre that the formation of that line is linked to, and that is gone; NULL. */
static const struct jugee *partie_de(const struct calcul *c, const struct ligne *l)
{
	return l->partie ? jugee_trouver(c->f->parties, l->partie) : NULL;
}

/* What the alert has of its formation; of the offre it has already, unless there is none. */
static void formation(struct calcul *c, struct alerte *n, const struct ligne *l)
{
	const struct lieu lieu = lieu_de_uai(c->a, l->uai);

	const struct jugee *partie = partie_de(c, l);

	n->depuis = partie ? partie->partie_le : 0;
	n->formation = l->formation;
	n->uai = l->uai;
	if (n->offre)
		return;
	n->cle = l->cle;
	n->intitule = l->fait ? l->fait->col[FT_SPECIALITE] : STR_VIDE;
	n->region = lieu.region;
	n->academie = lieu.academie;
}

static void non_renouvelee(struct calcul *c, const struct ligne *l)
{
	const struct campagne *p = c->f->campagne;
	struct alerte *n = ajouter(c, ALERTE_NON_RENOUVELEE, l->offre);

	formation(c, n, l);
	n->acteur = ACTEUR_CFA;
	if (c->f->jour > p->jalon[JALON_IMPORT_FIN] ||
	    date_jours_entre(c->f->jour, p->jalon[JALON_IMPORT_FIN]) <= 30)
		n->gravite = ALERTE_HAUTE;
	n->phrase =
		l->offre
			? arena_printf(
				  c->a,
				  "Publiée en %d. %s Le CFA en déclare une qui commence entre le %s et le %s, ou dit que la formation ferme.",
				  p->annee - 1, l->motif,
				  date_longue(c->a, p->parametres.fenetre_debut),
				  date_longue(c->a, p->parametres.fenetre_fin))
			: arena_printf(c->a, "Publiée en %d. %s", p->annee - 1, l->motif);
}

static void de_ligne(struct calcul *c, const struct ligne *l)
{
	struct alerte *n;

	if (l->lien == LIEN_PLUSIEURS || strcmp(l->motif_code, ABSENCE_PROCHE) == 0) {
		n = ajouter(c, l->fait ? ALERTE_A_LIER : ALERTE_A_REMPLACER, l->offre);
		formation(c, n, l);
		n->acteur = ACTEUR_SAIO;
		n->roles = POUR_SAIO;
		n->phrase = l->lien == LIEN_PLUSIEURS ? l->a_dire : l->motif;
	} else if (l->fait && !l->certifiee && sans_suite(l) && strcmp(l->avant, "publie") == 0 &&
		   !perdue_depuis(c, l->offre ? l->offre : partie_de(c, l))) {
		non_renouvelee(c, l);
	}
}

/* Parcoursup's answer, in the words of the catalogue. */
static void retour(struct calcul *c, const struct jugee *o, const struct statut_fait *s,
		   const struct ligne *l)
{
	const bool rejet = s->statut == STATUT_REJET;
	const struct retour_erreur *e = retour_erreur_de(s->motif);
	struct alerte *n = ajouter(c, rejet ? ALERTE_REJET : ALERTE_ECHEC, o);

	n->formation = l ? l->formation : STR_VIDE;
	n->acteur = statut_acteur(s);
	n->gravite = rejet ? ALERTE_HAUTE : ALERTE_BASSE;
	n->roles = rejet ? "cfa,saio,scn" : POUR_SCN;
	if (rejet)
		n->phrase = s->motif.n && e ? arena_printf(c->a, "%s %s", e->cause, e->remede)
					    : statut_explication(s->statut);
	else
		n->phrase = arena_printf(c->a, "%s %d essai%s.", statut_explication(s->statut),
					 s->essais, s->essais > 1 ? "s" : "");
}

static void rncp(struct calcul *c, const struct jugee *o, const struct ligne *l)
{
	struct alerte *n = ajouter(c, ALERTE_RNCP, o);

	n->formation = l ? l->formation : STR_VIDE;
	n->acteur = o->rncp_acteur;
	n->gravite = o->rncp_avant_debut ? ALERTE_HAUTE : ALERTE_MOYENNE;
	n->phrase = o->rncp_phrase;
}

static void qualiopi(struct calcul *c, const struct jugee *o, const struct ligne *l)
{
	struct alerte *n = ajouter(c, ALERTE_QUALIOPI, o);

	n->formation = l ? l->formation : STR_VIDE;
	n->depuis = ancien(c->f, o->numero)->qualiopi;
	n->acteur = ACTEUR_CFA;
	n->gravite = ALERTE_HAUTE;
	n->phrase = arena_printf(
		c->a,
		"Portée encore la veille du %s, d'après la liste publique, qui ne donne pas de date de fin. %s",
		date_longue(c->a, n->depuis), o->qualiopi_phrase);
}

/* l: the line of its formation, or its own; NULL: none. */
static void de_offre(struct calcul *c, const struct jugee *o, const struct ligne *l)
{
	const struct statut_fait *s = statut_de(c->f->statuts, o->numero);
	const int depuis = perdue_depuis(c, o);

	if (fermee(s))
		return;
	if (depuis)
		perdue(c, o, l, depuis);
	else if (s && (s->statut == STATUT_REJET || s->statut == STATUT_ECHEC))
		retour(c, o, s, l);
	else if (o->rncp_fin && o->session && o->perimetre != PERIMETRE_HORS)
		rncp(c, o, l);
	else if (!o->qualiopi && o->qualiopi_phrase[0] && ancien(c->f, o->numero)->qualiopi)
		qualiopi(c, o, l);
}

/* A gone offre has nothing but its loss; the line of its formation is said by its number. */
static void des_parties(struct calcul *c)
{
	const struct jugees *p = c->f->parties;
	const struct ligne **par = arena_alloc(c->a, (p->liste.n + 1) * sizeof *par);

	for (size_t i = 0; i < c->f->n_lignes; i++) {
		const struct jugee *o = partie_de(c, &c->f->lignes[i]);

		if (o)
			par[o - p->liste.v] = &c->f->lignes[i];
	}
	for (size_t k = 0; k < p->liste.n; k++) {
		const struct jugee *o = &p->liste.v[k];
		const int depuis = perdue_depuis(c, o);

		if (depuis)
			perdue(c, o, par[k], depuis);
	}
}

static void jalons(struct calcul *c)
{
	static const int HAUTE = 7, MOYENNE = 30;
	struct jalon_alerte v[JALON__MAX];
	const size_t n = campagne_jalons_proches(c->a, c->f->campagne, c->f->jour, v);

	for (size_t i = 0; i < n; i++) {
		struct alerte *x = ajouter(c, ALERTE_JALON, NULL);

		x->gravite = v[i].seuil <= HAUTE     ? ALERTE_HAUTE
			     : v[i].seuil <= MOYENNE ? ALERTE_MOYENNE
						     : ALERTE_BASSE;
		x->avant = v[i].date;
		x->roles = v[i].roles;
		x->phrase = v[i].phrase;
	}
}

/* The gravest first, then the nearest date (none: last); then an order that depends on nothing but the alert. */
static int ordre(const void *a, const void *b)
{
	const struct alerte *x = a, *y = b;
	const unsigned dx = x->avant ? (unsigned)x->avant : ~0U,
		       dy = y->avant ? (unsigned)y->avant : ~0U;
	int d;

	if (x->gravite != y->gravite)
		return x->gravite < y->gravite ? -1 : 1;
	if (dx != dy)
		return dx < dy ? -1 : 1;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	if ((d = str_cmp(x->academie, y->academie)) || (d = str_cmp(x->cle, y->cle)) ||
	    (d = code_cmp(x->formation, y->formation)))
		return d;
	return strcmp(x->phrase, y->phrase);
}

/* By offre, the line that speaks of it: index + 1. */
static uint32_t *lignes_par_offre(const struct alertes_faits *f, struct arena *a)
{
	uint32_t *par = arena_alloc(a, (f->offres->liste.n + 1) * sizeof *par);

	for (size_t i = 0; i < f->n_lignes; i++)
		if (f->lignes[i].offre)
			par[f->lignes[i].offre - f->offres->liste.v] = (uint32_t)i + 1;
	return par;
}

void alertes_calculer(const struct alertes_faits *f, struct arena *a, struct alertes *ret)
{
	struct calcul c = {
		.f = f, .a = a, .ret = ret, .echeance = correction_echeance(f->campagne, f->jour)};
	const uint32_t *par;

	*ret = (struct alertes){0};
	if (f->jour > f->campagne->jalon[JALON_DERNIER_VERSEMENT])
		return;
	par = lignes_par_offre(f, a);
	for (size_t i = 0; i < f->n_lignes; i++)
		de_ligne(&c, &f->lignes[i]);
	for (size_t k = 0; k < f->offres->liste.n; k++)
		de_offre(&c, &f->offres->liste.v[k], par[k] ? &f->lignes[par[k] - 1] : NULL);
	des_parties(&c);
	jalons(&c);
	if (ret->liste.n)
		qsort(ret->liste.v, ret->liste.n, sizeof *ret->liste.v, ordre);
}

void alertes_liberer(struct alertes *l)
{
	VEC_FREE(&l->liste);
	migration_liberer(l->plan);
	l->plan = NULL;
}
