/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases.c - what is said part by part: who acts, the evidence of each criterion, the sessions, Parcoursup, the history, what to do
 */
#include "explication/explication.h"

#include "base/francais.h"
#include "referentiel/memoire.h"
#include "regle/codes.h"

const char *explication_titre(const struct explication *x)
{
	return x->verdict->mention_manque[MENTION_LIBELLE]
		       ? "(libellé non renseigné)"
		       : arena_cstr(x->a, x->offre->dossier.intitule);
}

/* One more part of a line. */
static const char *ajouter(struct arena *a, const char *ligne, const char *mots, struct str valeur)
{
	return arena_printf(a, "%s%s%s%.*s", ligne, ligne[0] ? " · " : "", mots, STR_FMT(valeur));
}

const char *explication_identite(const struct explication *x)
{
	const struct dossier *d = &x->offre->dossier;
	const struct str *col = x->offre->fait.col, academie = academie_nom(d->academie);
	const char *ligne = arena_cstr(x->a, col[OC_nom_responsable]);

	if (col[OC_nom_formateur].n && !str_eq(col[OC_nom_formateur], col[OC_nom_responsable]))
		ligne = ajouter(x->a, ligne, "formation à ", col[OC_nom_formateur]);
	if (code_renseigne(d->ville))
		ligne = ajouter(x->a, ligne, "", d->ville);
	if (d->uai.n)
		ligne = ajouter(x->a, ligne, "UAI ", d->uai);
	return academie.n ? arena_printf(x->a, "%s · académie de %.*s", ligne, STR_FMT(academie))
			  : ligne;
}

const char *explication_qui_agit(const struct explication *x)
{
	int par[ACTEUR__MAX] = {0}, total = 0;
	const char *texte = "";

	for (size_t i = 0; i < x->n_actions; i++) {
		par[x->actions[i].phrase.acteur] += x->actions[i].bloque;
		total += x->actions[i].bloque;
	}
	if (!total)
		return "";
	if (total == 1 && x->verdict->critere[2].avis == AVIS_NON_CONFORME)
		return "Rien à corriger si c'est exact : elle reste au catalogue général de l'apprentissage.";
	for (int q = 0; q < ACTEUR__MAX; q++)
		if (par[q])
			texte = arena_printf(x->a, "%s%s%s (%d point%s)", texte,
					     texte[0] ? ", " : "À faire par ",
					     acteur_libelle((enum acteur)q), par[q],
					     par[q] > 1 ? "s" : "");
	return arena_printf(x->a, "%s%s.", texte, etude_echeance(x->e));
}

int explication_mentions_presentes(const struct explication *x)
{
	int n = 0;

	for (int m = 0; m < MENTION__MAX; m++)
		n += !x->verdict->mention_manque[m];
	return n;
}

/* Conforme on one line of evidence; else what is wrong, what was seen, and the way out. */
struct preuve explication_preuve(const struct explication *x, int numero, const struct constat *c)
{
	const struct phrase p = phrase_constat(x->a, numero, c);
	const char *source = explication_source(x, p.provenance);
	const bool simple = c->avis == AVIS_CONFORME || c->avis == AVIS_SANS_OBJET;
	const bool seule = simple && !p.remede[0];
	const char *vu = p.vu[0] ? p.vu : seule ? p.fait : "";

	return (struct preuve){
		.titre = critere_libelle(numero),
		.refus = !simple,
		.fait = seule ? "" : p.fait,
		.vu = vu[0] ? arena_printf(x->a, "%s · %s", vu, source) : source,
		.remede = simple || !p.remede[0] ? p.remede
						 : arena_printf(x->a, "%s À faire %s.", p.remede,
								explication_echeance(x)),
	};
}

const char *explication_vu(const struct explication *x, const struct phrase *p)
{
	return p->vu[0] ? arena_printf(x->a, "%s Vu : %s", p->fait, p->vu) : p->fait;
}

bool explication_session_compte(const struct explication *x, const struct session *s)
{
	return session_dans_fenetre(s, &x->e->campagne.parametres) && date_pleine(s->fin);
}

const char *explication_session(const struct explication *x, const struct session *s)
{
	return arena_printf(
		x->a, "%s · %s%s", explication_periode(x, s), recrutement_libelle(s->etat),
		explication_session_compte(x, s)
			? arena_printf(x->a, " · compte pour la rentrée %d", x->e->campagne.annee)
			: "");
}

/* Who set the UAI of the lieu: a person for that very offre, or a file typed by hand. */
static const char *uai_saisi(const struct explication *x, const struct decision_lue *d)
{
	const int jour = instant_date_paris(d->instant);

	if (!d->run)
		return arena_printf(x->a,
				    "UAI du lieu saisi le %s par « %.*s » : %.*s. Raison : %.*s.",
				    date_longue(x->a, jour), STR_FMT(d->acteur), STR_FMT(d->valeur),
				    STR_FMT(d->raison));
	return arena_printf(
		x->a, "UAI du lieu : %.*s, saisi à la main, %.*s, importé le %s (import %lld)%s%s.",
		STR_FMT(d->valeur), STR_FMT(d->raison), date_longue(x->a, d->importe_le),
		(long long)d->run, jour != d->importe_le ? " ; appliqué à l'offre le " : "",
		jour != d->importe_le ? date_longue(x->a, jour) : "");
}

static const char *import_fait(struct arena *a, const struct histoire_run *r)
{
	return arena_printf(
		a, "%s : fichier %.*s, %s offres nouvelles, %s modifiées, %s disparues.",
		date_pleine(r->date_faits) ? date_longue(a, r->date_faits) : "(sans date)",
		STR_FMT(r->fichier), nombre_francais(a, r->nouveaux),
		nombre_francais(a, r->modifies), nombre_francais(a, r->disparus));
}

size_t explication_historique(const struct explication *x, const char *ret[HISTORIQUE_MAX])
{
	const struct offre_histoire *h = x->histoire;
	const char *s = h->autres_sources > 1 ? "s" : "";
	size_t n = 0;

	if (h->decision.valeur.n)
		ret[n++] = uai_saisi(x, &h->decision);
	if (h->connue_le)
		ret[n++] =
			arena_printf(x->a, "Connue depuis le %s.", date_longue(x->a, h->connue_le));
	if (h->modifiee_le && h->modifiee_le != h->connue_le)
		ret[n++] = arena_printf(x->a, "Modifiée le %s.", date_longue(x->a, h->modifiee_le));
	for (size_t i = 0; i < h->n_cles; i++)
		ret[n++] = arena_printf(x->a, "Ancienne clé : %.*s", STR_FMT(h->cles[i]));
	if (h->autres_sources)
		ret[n++] = arena_printf(x->a, "Déclarée aussi par %lld autre%s source%s.",
					(long long)h->autres_sources, s, s);
	for (size_t i = 0; i < h->n_runs; i++)
		ret[n++] = import_fait(x->a, &h->runs[i]);
	return n;
}

static const char *voisine(struct arena *a, const struct parcours_voisine *v)
{
	return arena_printf(a, "l'offre n° %lld%s%.*s", (long long)v->numero,
			    v->cle.n ? ", clé " : "", STR_FMT(v->cle));
}

size_t explication_parcoursup(const struct explication *x,
			      struct explication_champ ret[PARCOURSUP_CHAMPS])
{
	const struct parcours *p = x->parcoursup;
	const enum statut statut = p->statut.statut;
	const char *qui = suite_qui(x->a, &x->suite);
	size_t n = 0;

	ret[n++] = (struct explication_champ){"Formation", x->formation};
	if (p->migree)
		ret[n++] = (struct explication_champ){
			"Statut",
			arena_printf(x->a, "%s %s", statut_signe(statut), statut_libelle(statut))};
	if (p->a_formation)
		ret[n++] = (struct explication_champ){
			"Paramétrage", parametrage_libelle(p->formation.col[FT_PARAMETRAGE])};
	if (p->remplace.numero)
		ret[n++] = (struct explication_champ){"Remplace", voisine(x->a, &p->remplace)};
	if (p->remplacee_par.numero)
		ret[n++] = (struct explication_champ){"Remplacée par",
						      voisine(x->a, &p->remplacee_par)};
	if (x->suite.texte[0])
		ret[n++] = (struct explication_champ){"Ensuite", x->suite.texte};
	if (qui[0])
		ret[n++] = (struct explication_champ){"Qui agit", qui};
	return n;
}

const char *explication_a_faire(const struct explication *x, bool bloquantes)
{
	size_t bloquants = 0;

	for (size_t i = 0; i < x->n_actions; i++)
		bloquants += x->actions[i].bloque;
	if (bloquantes)
		return bloquants ? arena_printf(
					   x->a,
					   "Pour que l'offre soit importée dans Parcoursup, %s :",
					   explication_echeance(x))
				 : "";
	if (bloquants == x->n_actions)
		return "";
	return bloquants ? "Ensuite, à vérifier avant l'import :"
			 : "Rien à corriger par le CFA ; à vérifier avant l'import :";
}

const char *explication_action(const struct explication *x, const struct action *action)
{
	const char *ou =
		action->critere ? arena_printf(x->a, " (critère\u00a0%d)", action->critere) : "";

	return arena_printf(x->a, "%s%s %s", action->phrase.fait, ou, action->phrase.remede);
}
