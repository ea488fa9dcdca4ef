/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication.c - the journey, the deadline, the sources, the values of the mentions, the answer in one sentence
 */
#include "explication/interne.h"

#include "referentiel/memoire.h"
#include "regle/codes.h"

static const char *const RECRUTEMENTS[] = {
	[RECRUTEMENT_ABSENT] = "état non déclaré",
	[RECRUTEMENT_OUVERT] = "ouverte",
	[RECRUTEMENT_FERME] = "fermée",
	[RECRUTEMENT_SUSPENDU] = "suspendue",
};

const char *recrutement_libelle(enum etat_recrutement etat)
{
	return RECRUTEMENTS[etat];
}

const char *explication_echeance(const struct explication *x)
{
	const struct campagne *c = &x->e->campagne;

	if (x->e->jour <= c->jalon[JALON_IMPORT_FIN])
		return arena_printf(x->a, "avant le %s",
				    date_longue(x->a, c->jalon[JALON_IMPORT_FIN]));
	return x->e->jour <= c->jalon[JALON_DERNIER_VERSEMENT] ? "dès que possible"
							       : "pour la campagne suivante";
}

int explication_source_date(const struct explication *x, enum provenance p)
{
	if (p == PROVENANCE_FLUX && x->histoire->n_runs)
		return x->histoire->runs[0].date_faits;
	return x->sources->date[p];
}

const char *explication_source(const struct explication *x, enum provenance p)
{
	const char *nom = provenance_libelle(p);
	const int date = explication_source_date(x, p);

	if (p == PROVENANCE_PERIMETRE)
		return arena_printf(x->a, "%s %d", nom, x->e->campagne.annee);
	if (!date_pleine(date))
		return arena_printf(x->a, "%s : pas encore dans la base", nom);
	return arena_printf(x->a, "%s du %s", nom, date_longue(x->a, date));
}

/* A declared date in words when it is one, else as it was declared. */
static const char *jour_vu(const struct explication *x, int date, struct str vu)
{
	if (date_pleine(date))
		return date_longue(x->a, date);
	return vu.n ? arena_printf(x->a, "« %.*s »", STR_FMT(vu)) : "(non renseigné)";
}

const char *explication_periode(const struct explication *x, const struct session *s)
{
	return arena_printf(x->a, "du %s au %s", jour_vu(x, s->debut, s->debut_vu),
			    jour_vu(x, s->fin, s->fin_vu));
}

/* A SIRET grouped for the eye, with the organisme's name. */
static const char *organisme(const struct explication *x, const struct organisme *o, struct str nom)
{
	const struct str s = o->siret_vu;
	const char *code = s.n == 14 ? arena_printf(x->a, "%.3s %.3s %.3s %.5s", s.p, s.p + 3,
						    s.p + 6, s.p + 9)
				     : arena_printf(x->a, "%.*s", STR_FMT(s));

	return nom.n ? arena_printf(x->a, "%s, %.*s", code, STR_FMT(nom)) : code;
}

static const char *lieu(const struct explication *x)
{
	const struct dossier *d = &x->offre->dossier;

	if (d->a_distance)
		return "formation à distance";
	return arena_printf(x->a, "%.*s, %.*s %.*s (commune %.*s)", STR_FMT(d->ligne),
			    STR_FMT(d->code_postal), STR_FMT(d->ville), STR_FMT(d->insee));
}

/* The session that counts for the campagne, else the first one with both its dates. */
static const char *dates(const struct explication *x)
{
	const struct dossier *d = &x->offre->dossier;
	const struct session *choisie = NULL;

	for (size_t i = 0; i < d->n_sessions; i++) {
		const struct session *s = &d->sessions[i];

		if (!date_pleine(s->debut) || !date_pleine(s->fin))
			continue;
		if (session_dans_fenetre(s, &x->e->campagne.parametres))
			return explication_periode(x, s);
		choisie = choisie ? choisie : s;
	}
	return choisie ? explication_periode(x, choisie) : "";
}

/* A number of years as declared: « 2 ans »; what is not a number stays as it is. */
static const char *annees(const struct explication *x, struct str s)
{
	const int n = petit_entier(s);

	return n < 0 ? arena_cstr(x->a, s) : arena_printf(x->a, "%d an%s", n, n > 1 ? "s" : "");
}

const char *explication_mention(const struct explication *x, enum mention m)
{
	const struct dossier *d = &x->offre->dossier;
	const struct str *col = x->offre->fait.col;
	const struct str textes[MENTION__MAX] = {
		[MENTION_LIBELLE] = d->intitule,
		[MENTION_CFD] = d->certification->cfd,
		[MENTION_ANNEE] = d->annee,
	};

	if (x->verdict->mention_manque[m])
		return "";
	switch (m) {
	case MENTION_SIRET_RESPONSABLE:
		return organisme(x, &d->responsable, col[OC_nom_responsable]);
	case MENTION_SIRET_FORMATEUR:
		return d->formateur_declare ? organisme(x, &d->formateur, col[OC_nom_formateur])
					    : "le même que le responsable";
	case MENTION_LIEU:
		return lieu(x);
	case MENTION_RNCP:
		return arena_printf(x->a, "RNCP%d", d->certification->rncp);
	case MENTION_DATES:
		return dates(x);
	case MENTION_DUREE:
		return annees(x, d->duree);
	default:
		return arena_cstr(x->a, textes[m]);
	}
}

struct str source_region(struct str code)
{
	const char *deux_points = memchr(code.p, ':', code.n);

	return deux_points ? region_nom(str_sub(code, (size_t)(deux_points + 1 - code.p), code.n))
			   : STR_VIDE;
}

/* « lheo:53 » → « flux du Carif-Oref, Bretagne ». */
static const char *nom_source(const struct explication *x)
{
	const struct str code = x->histoire->source;
	const struct str region = source_region(code);

	if (str_eq(code, STR("rco")))
		return "flux du réseau des Carif-Oref";
	return region.n ? arena_printf(x->a, "flux du %sCarif-Oref, %.*s",
				       str_starts(code, STR("rco:")) ? "réseau des " : "",
				       STR_FMT(region))
			: arena_printf(x->a, "flux « %.*s »", STR_FMT(code));
}

/* How many mentions and blocking criteria forbid « réglementaire », as words. */
static const char *ce_qui_manque(const struct explication *x)
{
	const struct verdict *v = x->verdict;
	int mentions = 0, criteres = 0;

	for (int m = 0; m < MENTION__MAX; m++)
		mentions += v->mention_manque[m];
	/* Of the actions, not of the constats: a criterion that only repeats a missing mention is not told twice. */
	for (size_t i = 0; i < x->n_actions; i++)
		criteres += x->actions[i].critere && v->bloquant[x->actions[i].critere - 1] &&
			    x->actions[i].bloque;
	const char *un = mentions == 1 ? "1 mention manque"
				       : arena_printf(x->a, "%d mentions manquent", mentions);
	const char *deux =
		criteres == 1 ? "1 critère n'est pas conforme"
			      : arena_printf(x->a, "%d critères ne sont pas conformes", criteres);

	if (!mentions)
		return deux;
	return criteres ? arena_printf(x->a, "%s, %s", un, deux) : un;
}

static struct etape etape_catalogue(const struct explication *x)
{
	const struct verdict *v = x->verdict;
	struct etape e = {.nom = "Catalogue national", .etat = ETAPE_BLOQUEE};

	if (v->classification == CLASSIFICATION_REGLEMENTAIRE) {
		e.etat = ETAPE_FAITE;
		e.texte = "réglementaire";
	} else if (v->classification == CLASSIFICATION_NON_AFFICHEE) {
		e.texte = "non affichée : un établissement est fermé";
	} else {
		e.texte = arena_printf(x->a, "non réglementaire : %s", ce_qui_manque(x));
	}
	return e;
}

/* « …, le 5 octobre 2023 »: the stage's words with its date, which stands in both. */
static struct etape etape_datee(const struct explication *x, const char *nom, enum etape_etat etat,
				int date, const char *texte)
{
	return (struct etape){
		.nom = nom,
		.etat = etat,
		.date = date_pleine(date) ? date : 0,
		.texte = date_pleine(date)
				 ? arena_printf(x->a, "%s %s", texte, date_longue(x->a, date))
				 : arena_printf(x->a, "%s (date inconnue)", texte)};
}

/* What the last two stages look at. */
static struct avancement avancement(const struct explication *x)
{
	struct avancement v = {
		.campagne = &x->e->campagne,
		.jour = x->e->jour,
		.parcours = x->parcoursup,
		.reglementaire = x->verdict->classification == CLASSIFICATION_REGLEMENTAIRE,
		.importable = x->verdict->importable,
		.attend_saio = x->verdict->attend_saio,
		.modifiee_le = x->histoire->modifiee_le,
	};

	for (size_t i = 0; i < x->n_actions && !v.acteur; i++)
		if (x->actions[i].bloque)
			v.acteur = x->actions[i].phrase.acteur;
	/* Out of the perimeter: nothing is to be corrected if it is exact. */
	if (x->verdict->critere[2].avis == AVIS_NON_CONFORME)
		v.acteur = ACTEUR_PERSONNE;
	return v;
}

static void tracer(struct explication *x)
{
	const struct avancement v = avancement(x);

	x->parcours[0] = etape_datee(x, "Déclarée", ETAPE_FAITE, x->histoire->connue_le,
				     "par le CFA ; connue de relais depuis le");
	x->parcours[1] = etape_datee(x, "Diffusée en région", ETAPE_FAITE,
				     explication_source_date(x, PROVENANCE_FLUX),
				     arena_printf(x->a, "%s, édition du", nom_source(x)));
	x->parcours[2] = etape_catalogue(x);
	x->parcours[3] = etape_parcoursup(x->a, &v);
	x->parcours[4] = etape_candidats(x->a, &v);
	x->formation = avancement_formation(x->a, &v);
	x->suite = avancement_suite(x->a, &v);
}

void explication_completer(struct explication *x)
{
	x->n_actions = verdict_actions(x->a, x->verdict, x->actions);
	tracer(x);
}

const char *explication_resume(const struct explication *x)
{
	const struct verdict *v = x->verdict;
	const struct avancement suivi = avancement(x);
	const char *motif = phrase_motif(x->a, v);

	if (v->classification == CLASSIFICATION_NON_AFFICHEE)
		return arena_printf(
			x->a,
			"Non affichée. %s L'offre n'apparaît pas au catalogue et ne sera pas importée dans "
			"Parcoursup.",
			motif);
	if (v->classification == CLASSIFICATION_NON_REGLEMENTAIRE)
		return arena_printf(
			x->a,
			"Non réglementaire : %s. L'offre ne sera pas importée dans Parcoursup tant que ce "
			"n'est pas corrigé.",
			ce_qui_manque(x));
	if (!v->importable)
		return arena_printf(
			x->a,
			"Réglementaire, mais l'offre ne sera pas importée dans Parcoursup. %s",
			motif);
	return arena_printf(x->a, "Réglementaire et importable dans Parcoursup%s",
			    avancement_resume(x->a, &suivi));
}
