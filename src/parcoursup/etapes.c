/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * etapes.c - from where an offre stands to the words about it
 */
#include "parcoursup/etapes.h"

#include "base/date.h"
#include "campagne/valeurs.h"
#include "parcoursup/parties.h"
#include "regle/retours.h"

static const char *const ETATS[ETAPE_ETAT__MAX] = {
	[ETAPE_FAITE] = "faite",
	[ETAPE_BLOQUEE] = "bloquee",
	[ETAPE_ATTENTE] = "attente",
	[ETAPE_A_VENIR] = "a_venir",
};

static const struct {
	const char *code, *libelle;
} PARAMETRAGES[] = {{"a_parametrer", "à paramétrer"},
		    {"en_cours", "en cours"},
		    {"valide", "validé"},
		    {"ferme", "fermé"}};

/* Where the offre stands; the first that is true. */
enum situation {
	SITUATION_REMPLACEE, /* another offre took its place */
	SITUATION_CERTIFIEE,
	SITUATION_SURSIS, /* « Certifiée » still, while its offre is not importable any more */
	SITUATION_NON_IMPORTABLE,
	SITUATION_AVANT, /* importable, the campagne was not migrated */
	SITUATION_TARDIVE, /* importable, and no run has looked at it yet */
	SITUATION_SANS, /* its formation is without « Certifiée » */
	SITUATION_A_DIRE, /* it may be a formation, a person says it */
	SITUATION_ATTEND /* importable, without formation: its statut waits */
};

const char *etape_etat_code(enum etape_etat e)
{
	return ETATS[e];
}

const char *parametrage_libelle(struct str code)
{
	for (size_t i = 0; i < sizeof PARAMETRAGES / sizeof *PARAMETRAGES; i++)
		if (str_eq(code, str_of(PARAMETRAGES[i].code)))
			return PARAMETRAGES[i].libelle;
	return "à paramétrer";
}

static enum situation situation(const struct avancement *v)
{
	const struct parcours *p = v->parcours;

	if (p->remplacee_par.numero)
		return SITUATION_REMPLACEE;
	if (p->a_formation && p->formation.certifiee)
		return v->importable ? SITUATION_CERTIFIEE : SITUATION_SURSIS;
	if (!v->importable)
		return SITUATION_NON_IMPORTABLE;
	if (!p->migree)
		return SITUATION_AVANT;
	if (p->statut.statut == STATUT_NON_PUBLIABLE)
		return SITUATION_TARDIVE;
	if (p->a_formation)
		return SITUATION_SANS;
	return p->a_possible ? SITUATION_A_DIRE : SITUATION_ATTEND;
}

int perte_echeance(const struct campagne *c, const struct statut_fait *s)
{
	return s->statut == STATUT_PUBLIE && s->perdue_le
		       ? date_ajoute_jours(s->perdue_le, campagne_delai_perte(c))
		       : 0;
}

/* When the formations are updated, after « la migration » or « importable, ». */
static const char *quand(struct arena *a, const struct avancement *v)
{
	const struct campagne *c = v->campagne;

	if (v->jour <= c->jalon[JALON_IMPORT_FIN])
		return arena_printf(a, "la migration est prévue du %s au %s",
				    date_longue(a, c->jalon[JALON_IMPORT_DEBUT]),
				    date_longue(a, c->jalon[JALON_IMPORT_FIN]));
	if (v->jour <= c->jalon[JALON_DERNIER_VERSEMENT] && !v->parcours->migree)
		return arena_printf(a,
				    "mais la migration, prévue jusqu'au %s, n'est pas encore faite",
				    date_longue(a, c->jalon[JALON_IMPORT_FIN]));
	if (v->jour <= c->jalon[JALON_DERNIER_VERSEMENT])
		return arena_printf(a, "traitée au fil de l'eau jusqu'au %s",
				    date_longue(a, c->jalon[JALON_DERNIER_VERSEMENT]));
	return arena_printf(a, "mais la campagne est close depuis le %s",
			    date_longue(a, c->jalon[JALON_DERNIER_VERSEMENT]));
}

/* No run passes any more: what is missing stays so. */
static bool est_close(const struct avancement *v)
{
	return v->jour > v->campagne->jalon[JALON_DERNIER_VERSEMENT];
}

/* « diffusée après la fenêtre d'import » is said of what came after it only. */
static const char *tardive(struct arena *a, const struct avancement *v)
{
	if (est_close(v))
		return quand(a, v);
	if (v->modifiee_le > v->campagne->jalon[JALON_IMPORT_FIN])
		return arena_printf(
			a, "diffusée après la fenêtre d'import (le %s), traitée au fil de l'eau",
			date_longue(a, v->modifiee_le));
	return "pas encore vue par la migration : traitée à son prochain passage";
}

static const char *ferme_le_sursis(struct arena *a, const struct avancement *v)
{
	const int fin = perte_echeance(v->campagne, &v->parcours->statut);

	if (fin && fin < v->jour)
		return arena_printf(
			a, "« Certifiée » plus pour longtemps : le délai est passé depuis le %s",
			date_longue(a, fin));
	return fin ? arena_printf(
			     a,
			     "« Certifiée » jusqu'au %s : l'offre n'est plus importable depuis le %s",
			     date_longue(a, fin), date_longue(a, v->parcours->statut.perdue_le))
		   : "« Certifiée », mais l'offre n'est plus importable";
}

static struct etape certifiee(struct arena *a, const struct parcours *p)
{
	return (struct etape){
		.etat = ETAPE_FAITE,
		.date = p->certifiee_le,
		.texte = p->certifiee_le
				 ? arena_printf(a, "formation %.*s, « Certifiée » depuis le %s",
						STR_FMT(p->formation.code),
						date_longue(a, p->certifiee_le))
				 : arena_printf(a, "formation %.*s, « Certifiée »",
						STR_FMT(p->formation.code))};
}

static struct etape non_importable(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;

	if (p->a_formation)
		return (struct etape){
			.etat = ETAPE_BLOQUEE,
			.texte = arena_printf(
				a,
				"formation %.*s, sans « Certifiée » : l'offre n'est pas importable",
				STR_FMT(p->formation.code))};
	if (v->reglementaire)
		return (struct etape){.etat = ETAPE_BLOQUEE, .texte = "non importable"};
	return (struct etape){.etat = ETAPE_A_VENIR, .texte = "quand l'offre sera réglementaire"};
}

/* Importable, and a person or Parcoursup keeps it from having « Certifiée », or from having a formation. */
static struct etape en_suspens(struct arena *a, const struct avancement *v, enum situation s)
{
	const struct parcours *p = v->parcours;
	const struct formation *f = s == SITUATION_SANS ? &p->formation : &p->possible;
	const bool permise = statut_permet_certifiee(p->statut.statut);

	if (s == SITUATION_SANS)
		return (struct etape){
			.etat = ETAPE_BLOQUEE,
			.texte = arena_printf(a, "formation %.*s, sans « Certifiée » : %s",
					      STR_FMT(f->code), statut_libelle(p->statut.statut))};
	if (s == SITUATION_A_DIRE)
		return (struct etape){
			.etat = ETAPE_ATTENTE,
			.texte = arena_printf(
				a,
				"importable ; elle est peut-être la formation %.*s, le SAIO le dit",
				STR_FMT(f->code))};
	return (struct etape){.etat = permise ? ETAPE_ATTENTE : ETAPE_BLOQUEE,
			      .texte = arena_printf(a, "importable, encore sans formation : %s",
						    statut_libelle(p->statut.statut))};
}

struct etape etape_parcoursup(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;
	const char *verifier = v->attend_saio ? " après vérification par le SAIO" : "";
	const enum situation s = situation(v);
	struct etape e;

	switch (s) {
	case SITUATION_REMPLACEE:
		e = (struct etape){.etat = ETAPE_BLOQUEE,
				   .texte = arena_printf(a, "remplacée par l'offre n° %lld",
							 (long long)p->remplacee_par.numero)};
		break;
	case SITUATION_CERTIFIEE:
		e = certifiee(a, p);
		break;
	case SITUATION_SURSIS:
		e = (struct etape){.etat = ETAPE_ATTENTE,
				   .texte = arena_printf(a, "formation %.*s, %s",
							 STR_FMT(p->formation.code),
							 ferme_le_sursis(a, v))};
		break;
	case SITUATION_NON_IMPORTABLE:
		e = non_importable(a, v);
		break;
	case SITUATION_AVANT:
		e = (struct etape){
			.etat = ETAPE_ATTENTE,
			.texte = arena_printf(a, "importable%s, %s", verifier, quand(a, v))};
		break;
	case SITUATION_TARDIVE:
		e = (struct etape){
			.etat = ETAPE_ATTENTE,
			.texte = arena_printf(a, "importable%s, %s", verifier, tardive(a, v))};
		break;
	default:
		e = en_suspens(a, v, s);
		break;
	}
	e.nom = "Parcoursup";
	return e;
}

/* What a formation lacked when its campagne ended. */
static const char *restee_invisible(struct arena *a, const struct avancement *v, bool publiee,
				    bool validee)
{
	const char *parametrage = parametrage_libelle(v->parcours->formation.col[FT_PARAMETRAGE]);

	if (validee)
		return "la campagne est close : il manquait la publication";
	return arena_printf(a, "la campagne est close : il manquait %sle paramétrage (%s)",
			    publiee ? "" : "la publication et ", parametrage);
}

/* What a formation lacks to be visible. */
static const char *visible(struct arena *a, const struct avancement *v, bool publiee, bool validee)
{
	const struct parcours *p = v->parcours;
	const char *parametrage = parametrage_libelle(p->formation.col[FT_PARAMETRAGE]);
	const char *le = date_longue(a, v->campagne->jalon[JALON_VISIBLE_CANDIDATS]);
	const bool depuis = v->jour >= v->campagne->jalon[JALON_VISIBLE_CANDIDATS];

	if (publiee && validee)
		return arena_printf(a,
				    depuis ? "publiée, paramétrage validé : visible depuis le %s"
					   : "publiée, paramétrage validé : visible le %s",
				    le);
	if (publiee)
		return arena_printf(
			a,
			"publiée ; il manque le paramétrage (%s) pour être visible à partir du %s",
			parametrage, le);
	if (validee)
		return arena_printf(
			a,
			"paramétrage validé ; il manque la publication pour être visible à "
			"partir du %s",
			le);
	return arena_printf(
		a,
		"il manque la publication et le paramétrage (%s) pour être visible à partir du %s",
		parametrage, le);
}

struct etape etape_candidats(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;
	const struct str parametrage = p->formation.col[FT_PARAMETRAGE];
	const int le = v->campagne->jalon[JALON_VISIBLE_CANDIDATS];
	const bool publiee =
		p->a_formation && p->formation.certifiee && p->statut.statut == STATUT_PUBLIE;
	const bool validee = str_eq(parametrage, STR("valide"));
	struct etape e = {.nom = "Candidats", .etat = ETAPE_A_VENIR, .date = le};

	if (!date_pleine(le)) {
		e.date = 0;
		e.texte = "une fois publiée et son paramétrage validé (date inconnue)";
	} else if (!p->a_formation && est_close(v)) {
		e.etat = ETAPE_BLOQUEE;
		e.texte = "la campagne est close : les candidats ne l'y verront pas";
	} else if (!p->a_formation) {
		e.texte = arena_printf(
			a, "une fois publiée et son paramétrage validé, visible à partir du %s",
			date_longue(a, le));
	} else if (str_eq(parametrage, STR("ferme"))) {
		e.etat = ETAPE_BLOQUEE;
		e.texte = "le paramétrage est fermé : les candidats ne voient pas la formation";
	} else if (est_close(v) && !(publiee && validee)) {
		e.etat = ETAPE_BLOQUEE;
		e.texte = restee_invisible(a, v, publiee, validee);
	} else {
		e.texte = visible(a, v, publiee, validee);
		if (v->jour >= le)
			e.etat = publiee && validee ? ETAPE_FAITE : ETAPE_BLOQUEE;
	}
	return e;
}

const char *avancement_resume(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;
	const enum situation s = situation(v);
	const char *verifier =
		v->attend_saio ? ", après une vérification par le SAIO de l'académie" : "";

	switch (s) {
	case SITUATION_CERTIFIEE:
		return arena_printf(a, ", « Certifiée » : formation %.*s.",
				    STR_FMT(p->formation.code));
	case SITUATION_AVANT:
		return arena_printf(a, "%s, %s.", verifier, quand(a, v));
	case SITUATION_TARDIVE:
		return arena_printf(a, "%s, %s.", verifier, tardive(a, v));
	case SITUATION_REMPLACEE:
		return arena_printf(a, ", mais remplacée par l'offre n° %lld.",
				    (long long)p->remplacee_par.numero);
	case SITUATION_SANS:
		return arena_printf(a, ", mais sa formation %.*s est sans « Certifiée ».",
				    STR_FMT(p->formation.code));
	default:
		return ", mais encore sans formation.";
	}
}

const char *avancement_formation(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;

	if (situation(v) != SITUATION_TARDIVE || !p->a_formation)
		return parcours_phrase(a, p);
	return arena_printf(
		a,
		"Formation %.*s%s%.*s : sans « Certifiée » depuis %s du %s, qui ne connaissait pas encore la correction.",
		STR_FMT(p->formation.code), p->formation.col[FT_NOM].n ? ", " : "",
		STR_FMT(p->formation.col[FT_NOM]),
		p->au_fil ? "l'import au fil de l'eau" : "la migration",
		date_longue(a, p->migree_le));
}

enum acteur statut_acteur(const struct statut_fait *s)
{
	const struct retour_erreur *erreur = retour_erreur_de(s->motif);
	enum refus refus;

	if (s->motif.n && refus_lu(s->motif, &refus) && refus_motif(refus)->acteur)
		return refus_motif(refus)->acteur;
	if (s->statut == STATUT_REJET && erreur && erreur->acteur)
		return erreur->acteur;
	switch (s->statut) {
	case STATUT_NON_PUBLIABLE:
	case STATUT_PRET:
	case STATUT_ECHEC:
		return ACTEUR_PERSONNE;
	case STATUT_PUBLIE:
		return ACTEUR_ETABLISSEMENT;
	case STATUT_REJET:
		return ACTEUR_SCN;
	default:
		return ACTEUR_SAIO;
	}
}

/* A jalon that is still to come; 0: it is passed. */
static int avant(const struct avancement *v, enum jalon j)
{
	return v->jour <= v->campagne->jalon[j] ? v->campagne->jalon[j] : 0;
}

/* What the refusal or the error asks for, else what the statut means. */
static struct suite suite_statut(struct arena *a, const struct avancement *v)
{
	const struct statut_fait *s = &v->parcours->statut;
	const struct retour_erreur *erreur = retour_erreur_de(s->motif);
	const char *texte = statut_explication(s->statut);
	enum refus refus;

	if (s->motif.n && refus_lu(s->motif, &refus))
		texte = arena_printf(a, "%s%s%.*s.%s%s", refus_motif(refus)->libelle,
				     s->precisions.n ? " : " : "", STR_FMT(s->precisions),
				     refus_motif(refus)->remede[0] ? " " : "",
				     refus_motif(refus)->remede);
	else if (s->motif.n && erreur)
		texte = arena_printf(a, "%s %s", erreur->cause, erreur->remede);
	else if (s->precisions.n)
		texte = arena_printf(a, "%s Réponse : « %.*s ».", texte, STR_FMT(s->precisions));
	return (struct suite){texte, statut_acteur(s), avant(v, JALON_VISIBLE_CANDIDATS)};
}

static struct suite suite_certifiee(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;
	const struct campagne *c = v->campagne;
	const int gestion = avant(v, JALON_OUVERTURE_GESTION);

	if (p->statut.statut != STATUT_PUBLIE)
		return suite_statut(a, v);
	if (str_eq(p->formation.col[FT_PARAMETRAGE], STR("ferme")))
		return (struct suite){"", ACTEUR_PERSONNE, 0};
	if (!str_eq(p->formation.col[FT_PARAMETRAGE], STR("valide")))
		return (struct suite){
			arena_printf(
				a,
				"L'établissement complète et valide le paramétrage de la formation dans le site de gestion%s.",
				gestion ? arena_printf(a, ", qui ouvre le %s",
						       date_longue(a, gestion))
					: ""),
			ACTEUR_ETABLISSEMENT, avant(v, JALON_VISIBLE_CANDIDATS)};
	return (struct suite){
		avant(v, JALON_VISIBLE_CANDIDATS)
			? arena_printf(a, "Rien à faire : les candidats la verront le %s.",
				       date_longue(a, c->jalon[JALON_VISIBLE_CANDIDATS]))
			: "Rien à faire : les candidats la voient.",
		ACTEUR_PERSONNE, 0};
}

int correction_echeance(const struct campagne *c, int jour)
{
	static const enum jalon SUITE[] = {JALON_IMPORT_FIN, JALON_DERNIER_VERSEMENT};

	for (size_t i = 0; i < sizeof SUITE / sizeof *SUITE; i++)
		if (jour <= c->jalon[SUITE[i]])
			return c->jalon[SUITE[i]];
	return 0;
}

const char *perte_phrase(struct arena *a, const struct campagne *c, const struct parcours *p,
			 int jour)
{
	const int fin = perte_echeance(c, &p->statut);

	if (!fin)
		return "";
	if (fin < jour)
		return arena_printf(
			a,
			"Le délai pour la %s est passé depuis le %s : sa formation perd « Certifiée » au prochain passage de l'import "
			"continu ; %s la lui rendra au fil de l'eau.",
			p->partie_le ? "déclarer de nouveau" : "corriger", date_longue(a, fin),
			p->partie_le ? "son retour" : "la correction");
	return arena_printf(
		a,
		"%s au plus tard le %s, elle garde « Certifiée » ; sinon sa formation la perd, et %s la lui rendra au fil de l'eau.",
		p->partie_le ? "Déclarée de nouveau" : "Corrigée", date_longue(a, fin),
		p->partie_le ? "son retour" : "la correction");
}

static struct suite suite_sursis(struct arena *a, const struct avancement *v)
{
	const int fin = perte_echeance(v->campagne, &v->parcours->statut);

	return (struct suite){
		fin ? perte_phrase(a, v->campagne, v->parcours, v->jour)
		    : arena_printf(
			      a,
			      "L'import continu le constatera à son prochain passage ; corrigée dans les %d jours qui suivent, elle "
			      "garde « Certifiée ».",
			      campagne_delai_perte(v->campagne)),
		v->acteur, fin < v->jour ? 0 : fin};
}

static struct suite suite_avant(const struct avancement *v)
{
	if (v->attend_saio)
		return (struct suite){
			"Le SAIO de l'académie la vérifie, puis demande la publication.",
			ACTEUR_SAIO, avant(v, JALON_IMPORT_FIN)};
	return (struct suite){
		"À la migration, elle reprend sa formation de l'an dernier, ou en reçoit une nouvelle.",
		ACTEUR_SCN, avant(v, JALON_IMPORT_FIN)};
}

static struct suite suite_non_importable(struct arena *a, const struct avancement *v)
{
	if (!v->acteur)
		return (struct suite){"Rien à faire si ce qui est déclaré est exact.",
				      ACTEUR_PERSONNE, 0};
	return (struct suite){
		v->parcours->migree
			? arena_printf(
				  a,
				  "Une fois corrigée, elle est traitée au fil de l'eau jusqu'au %s.",
				  date_longue(a, v->campagne->jalon[JALON_DERNIER_VERSEMENT]))
			: arena_printf(a, "Une fois corrigée, elle est de nouveau examinée%s %s.",
				       v->jour > v->campagne->jalon[JALON_IMPORT_FIN] ? "," : " :",
				       quand(a, v)),
		v->acteur, avant(v, JALON_IMPORT_FIN)};
}

static struct suite suite_a_dire(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;
	const struct formation *f = &p->possible;

	return (struct suite){
		arena_printf(
			a,
			f->lien == LIEN_PLUSIEURS
				? "Cette offre est peut-être la formation %.*s : le SAIO le dit (« relais formation lier %.*s %lld "
				  "--campagne %d »)."
				: "La formation %.*s a la même spécialité dans le même établissement, et elle est sans « Certifiée » : le "
				  "SAIO dit si cette offre est la sienne (« relais formation lier %.*s %lld --campagne %d »), ou demande la "
				  "publication.",
			STR_FMT(f->code), STR_FMT(f->code), (long long)p->offre, p->campagne),
		ACTEUR_SAIO, avant(v, JALON_VISIBLE_CANDIDATS)};
}

/* Gone: who brings it back, who decides else, before when. What was decided is not asked again. */
static struct suite suite_partie(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;
	const int fin = perte_echeance(v->campagne, &p->statut);
	const int avant_le = fin >= v->jour ? fin : correction_echeance(v->campagne, v->jour);

	if (!avant_le)
		return (struct suite){"", ACTEUR_PERSONNE, 0};
	if (p->statut.statut == STATUT_NON_PUBLIE || p->statut.statut == STATUT_FERME)
		return suite_statut(a, v);
	return (struct suite){
		arena_printf(
			a,
			"%s%s%s Si elle n'est plus proposée, le SAIO dit quelle offre la remplace (« relais succession poser %lld "
			"NOUVELLE »), ou que celle-ci est annulée (« relais statut refuser %lld --campagne %d --motif offre_annulee »).",
			partie_retour(p->partie_acteur), fin ? " " : "",
			perte_phrase(a, v->campagne, p, v->jour), (long long)p->offre,
			(long long)p->offre, p->campagne),
		p->partie_acteur, avant_le};
}

struct suite avancement_suite(struct arena *a, const struct avancement *v)
{
	const struct parcours *p = v->parcours;

	const enum situation s = situation(v);

	if (p->partie_le && !p->remplacee_par.numero)
		return suite_partie(a, v);
	/* which offre a formation is may still be said: the next campagne starts from it */
	if (est_close(v) && s != SITUATION_REMPLACEE && s != SITUATION_TARDIVE &&
	    s != SITUATION_A_DIRE)
		return (struct suite){"", ACTEUR_PERSONNE, 0};
	switch (s) {
	case SITUATION_REMPLACEE:
		return (struct suite){
			arena_printf(a, "Tout se passe désormais sur l'offre n° %lld%s%.*s.",
				     (long long)p->remplacee_par.numero,
				     p->remplacee_par.cle.n ? ", clé " : "",
				     STR_FMT(p->remplacee_par.cle)),
			ACTEUR_PERSONNE, 0};
	case SITUATION_CERTIFIEE:
		return suite_certifiee(a, v);
	case SITUATION_SURSIS:
		return suite_sursis(a, v);
	case SITUATION_NON_IMPORTABLE:
		return suite_non_importable(a, v);
	case SITUATION_AVANT:
		return suite_avant(v);
	case SITUATION_TARDIVE:
		return (struct suite){
			est_close(v)
				? "La campagne est close : l'offre ira à la prochaine, si elle est encore déclarée pour sa rentrée."
				: "Rien à faire : l'import continu la prend à son prochain passage.",
			ACTEUR_PERSONNE, 0};
	case SITUATION_A_DIRE:
		return suite_a_dire(a, v);
	default:
		return suite_statut(a, v);
	}
}

const char *suite_qui(struct arena *a, const struct suite *s)
{
	if (!s->texte[0] || !s->acteur)
		return "";
	return s->avant ? arena_printf(a, "%s, avant le %s", acteur_libelle(s->acteur),
				       date_longue(a, s->avant))
			: acteur_libelle(s->acteur);
}
