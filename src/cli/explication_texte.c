/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_texte.c - explain for a person: first the answer, then the reasons, then the details (screens.md 3)
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/explication.h"
#include "format/anomalie.h"
#include "referentiel/memoire.h"
#include "regle/codes.h"

enum { COL_NOM = 24, COL_BADGE = 18, COL_MENTION = 38, RETRAIT = 2 };

static const char *const RONDS[ETAPES] = {"①", "②", "③", "④", "⑤"};

static const struct {
	const char *signe;
	enum style style;
} ETAPE_SIGNES[ETAPE_ETAT__MAX] = {
	[ETAPE_FAITE] = {"✔", STYLE_VERT},
	[ETAPE_BLOQUEE] = {"✖", STYLE_ROUGE},
	[ETAPE_ATTENTE] = {"…", STYLE_JAUNE},
	[ETAPE_A_VENIR] = {"–", STYLE_GRIS},
};

static void entete(const struct explication *x, struct ecran *e)
{
	const struct dossier *d = &x->offre->dossier;
	const struct str *col = x->offre->fait.col, academie = academie_nom(d->academie);
	AUTO_BUF b;

	buf_init(&b, ECRAN_MAX);
	buf_str(&b, x->verdict->mention_manque[MENTION_LIBELLE] ? STR("(libellé non renseigné)")
								: d->intitule);
	ecran_paragraphe(e, (struct paragraphe){.style = STYLE_GRAS}, b.p);
	buf_reset(&b);
	buf_printf(&b, "%.*s", STR_FMT(col[OC_nom_responsable]));
	if (col[OC_nom_formateur].n && !str_eq(col[OC_nom_formateur], col[OC_nom_responsable]))
		buf_printf(&b, "%sformation à %.*s", b.n ? " · " : "",
			   STR_FMT(col[OC_nom_formateur]));
	if (code_renseigne(d->ville))
		buf_printf(&b, "%s%.*s", b.n ? " · " : "", STR_FMT(d->ville));
	if (d->uai.n)
		buf_printf(&b, "%sUAI %.*s", b.n ? " · " : "", STR_FMT(d->uai));
	if (academie.n)
		buf_printf(&b, " · académie de %.*s", STR_FMT(academie));
	ecran_paragraphe(e, (struct paragraphe){0}, b.p);
	buf_reset(&b);
	buf_printf(&b, "clé %.*s · n° %lld", STR_FMT(d->cle), (long long)d->offre);
	ecran_paragraphe(e, (struct paragraphe){.style = STYLE_GRIS}, b.p);
}

/* Who acts, and how many points each has. */
static void qui_agit(const struct explication *x, struct ecran *e)
{
	int par[ACTEUR__MAX] = {0}, total = 0;
	AUTO_BUF b;
	const char *separateur = "À faire par ";

	buf_init(&b, ECRAN_MAX);
	for (size_t i = 0; i < x->n_actions; i++) {
		par[x->actions[i].phrase.acteur] += x->actions[i].bloque;
		total += x->actions[i].bloque;
	}
	if (!total)
		return;
	if (total == 1 && x->verdict->critere[2].avis == AVIS_NON_CONFORME) {
		ecran_paragraphe(
			e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT, false},
			"Rien à corriger si c'est exact : elle reste au catalogue général de l'apprentissage.");
		return;
	}
	for (int q = 0; q < ACTEUR__MAX; q++) {
		if (!par[q])
			continue;
		buf_printf(&b, "%s%s (%d point%s)", separateur, acteur_libelle((enum acteur)q),
			   par[q], par[q] > 1 ? "s" : "");
		separateur = ", ";
	}
	buf_printf(&b, "%s.", etude_echeance(x->e));
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT, false}, b.p);
}

static void resume(const struct explication *x, struct ecran *e)
{
	const struct verdict *v = x->verdict;
	const enum avis avis = v->importable ? (v->attend_saio ? AVIS_A_VERIFIER : AVIS_CONFORME)
					     : AVIS_NON_CONFORME;

	buf_cstr(e->out, "\n  ");
	ecran_mot(e, avis_style(avis), avis_signe(avis));
	buf_char(e->out, ' ');
	ecran_paragraphe(e, (struct paragraphe){STYLE_GRAS, 4, 4, true}, explication_resume(x));
	qui_agit(x, e);
}

static void parcours(const struct explication *x, struct ecran *e)
{
	ecran_titre(e, "Parcours");
	for (int i = 0; i < ETAPES; i++) {
		const struct etape *p = &x->parcours[i];

		buf_printf(e->out, "  %s ", RONDS[i]);
		ecran_colonne(e, p->nom, COL_NOM - 4);
		ecran_mot(e, ETAPE_SIGNES[p->etat].style, ETAPE_SIGNES[p->etat].signe);
		buf_char(e->out, ' ');
		ecran_paragraphe(e,
				 (struct paragraphe){STYLE_NORMAL, COL_NOM + 2, COL_NOM + 2, true},
				 p->texte);
	}
}

static void mentions(const struct explication *x, struct ecran *e)
{
	int presentes = 0;

	for (int m = 0; m < MENTION__MAX; m++)
		presentes += !x->verdict->mention_manque[m];
	ecran_titre(e, arena_printf(x->a, "Mentions de la fiche nationale : %d sur %d", presentes,
				    MENTION__MAX));
	for (int m = 0; m < MENTION__MAX; m++) {
		const bool manque = x->verdict->mention_manque[m];

		buf_cstr(e->out, "  ");
		ecran_mot(e, manque ? STYLE_ROUGE : STYLE_VERT, manque ? "✖" : "✔");
		buf_char(e->out, ' ');
		ecran_colonne(e, mention_libelle((enum mention)m), COL_MENTION - 4);
		ecran_paragraphe(e,
				 (struct paragraphe){manque ? STYLE_ROUGE : STYLE_NORMAL,
						     COL_MENTION, COL_MENTION, true},
				 manque ? "non renseignée"
					: explication_mention(x, (enum mention)m));
	}
}

/* A constat under its badge: conforme on one line of evidence; else what is wrong, what was seen, and the way out. */
static void constat(const struct explication *x, struct ecran *e, int numero,
		    const struct constat *c)
{
	const struct paragraphe detail = {STYLE_NORMAL, COL_BADGE + 3, COL_BADGE + 3, false};
	const struct phrase p = phrase_constat(x->a, numero, c);
	const char *source = explication_source(x, p.provenance);
	const bool simple = c->avis == AVIS_CONFORME || c->avis == AVIS_SANS_OBJET;
	const char *badge = arena_printf(x->a, "%s %s", avis_signe(c->avis), avis_libelle(c->avis));

	buf_cstr(e->out, "  ");
	ecran_mot(e, avis_style(c->avis), badge);
	for (size_t n = utf8_longueur(str_of(badge)) + RETRAIT; n < COL_BADGE; n++)
		buf_char(e->out, ' ');
	if (numero)
		buf_printf(e->out, "%d  ", numero);
	else
		buf_cstr(e->out, "   ");
	ecran_paragraphe(e,
			 (struct paragraphe){simple ? STYLE_NORMAL : STYLE_GRAS, COL_BADGE + 3,
					     COL_BADGE + 3, true},
			 critere_libelle(numero));
	if (!simple || p.remede[0])
		ecran_paragraphe(e, detail, p.fait);
	const char *vu = p.vu[0] ? p.vu : simple && !p.remede[0] ? p.fait : "";

	ecran_paragraphe(e, (struct paragraphe){STYLE_GRIS, detail.retrait, detail.suite, false},
			 vu[0] ? arena_printf(x->a, "%s · %s", vu, source) : source);
	if (p.remede[0])
		ecran_paragraphe(e,
				 (struct paragraphe){STYLE_NORMAL, detail.retrait,
						     detail.retrait + 2, false},
				 simple ? arena_printf(x->a, "→ %s", p.remede)
					: arena_printf(x->a, "→ %s À faire %s.", p.remede,
						       explication_echeance(x)));
}

static void criteres(const struct explication *x, struct ecran *e)
{
	ecran_titre(e, arena_printf(x->a, "Critères du référencement, campagne %d",
				    x->e->campagne.annee));
	for (int i = 0; i < CRITERES; i++)
		constat(x, e, i + 1, &x->verdict->critere[i]);
	constat(x, e, 0, &x->verdict->uai);
}

static void sessions(const struct explication *x, struct ecran *e)
{
	const struct dossier *d = &x->offre->dossier;

	ecran_titre(e, "Sessions");
	if (!d->n_sessions)
		ecran_paragraphe(e, (struct paragraphe){.retrait = RETRAIT},
				 "Aucune session n'est déclarée.");
	for (size_t i = 0; i < d->n_sessions; i++) {
		const struct session *s = &d->sessions[i];
		const bool bonne =
			session_dans_fenetre(s, &x->e->campagne.parametres) && date_pleine(s->fin);

		ecran_paragraphe(
			e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
			arena_printf(x->a, "%s %s · %s%s", bonne ? "✔" : "–",
				     explication_periode(x, s), recrutement_libelle(s->etat),
				     bonne ? arena_printf(x->a, " · compte pour la rentrée %d",
							  x->e->campagne.annee)
					   : ""));
	}
}

static void signalements(const struct explication *x, struct ecran *e)
{
	const struct verdict *v = x->verdict;

	if (v->n_signalements || ressemblances_contredisent(x))
		ecran_titre(e, "À regarder (le résultat n'en dépend pas)");
	for (size_t i = 0; i < v->n_signalements; i++) {
		const struct phrase p = phrase_constat(x->a, 0, &v->signalements[i]);

		ecran_paragraphe(
			e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
			arena_printf(x->a, "? %s%s%s", p.fait, p.vu[0] ? " Vu : " : "", p.vu));
		ecran_paragraphe(e,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false},
				 arena_printf(x->a, "→ %s", p.remede));
	}
	contradictions_texte(x, e);
}

static void anomalies(const struct explication *x, struct ecran *e)
{
	const struct offre_histoire *h = x->histoire;

	if (h->n_anomalies)
		ecran_titre(e, arena_printf(x->a, "Anomalies vues dans le fichier %.*s",
					    STR_FMT(h->anomalies[0].fichier)));
	for (size_t i = 0; i < h->n_anomalies; i++) {
		const struct histoire_anomalie *n = &h->anomalies[i];
		const enum anomalie code = anomalie_de(n->code);

		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 arena_printf(x->a, "? ligne %lld, %.*s %s : %s → %s",
					      (long long)n->ligne, STR_FMT(n->champ),
					      anomalie_valeur(x->a, n->valeur),
					      code < ANOMALIE__N ? anomalie_phrase(code)
								 : "anomalie inconnue.",
					      code < ANOMALIE__N ? anomalie_remede(code) : ""));
	}
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

static void historique(const struct explication *x, struct ecran *e)
{
	const struct paragraphe p = {STYLE_NORMAL, RETRAIT, RETRAIT + 2, false};
	const struct offre_histoire *h = x->histoire;

	ecran_titre(e, "Historique");
	if (h->decision.valeur.n)
		ecran_paragraphe(e, p, uai_saisi(x, &h->decision));
	if (h->connue_le)
		ecran_paragraphe(e, p,
				 arena_printf(x->a, "Connue depuis le %s.",
					      date_longue(x->a, h->connue_le)));
	if (h->modifiee_le && h->modifiee_le != h->connue_le)
		ecran_paragraphe(
			e, p,
			arena_printf(x->a, "Modifiée le %s.", date_longue(x->a, h->modifiee_le)));
	for (size_t i = 0; i < h->n_cles; i++)
		ecran_paragraphe(e, p,
				 arena_printf(x->a, "Ancienne clé : %.*s", STR_FMT(h->cles[i])));
	if (h->autres_sources)
		ecran_paragraphe(e, p,
				 arena_printf(x->a, "Déclarée aussi par %lld autre%s source%s.",
					      (long long)h->autres_sources,
					      h->autres_sources > 1 ? "s" : "",
					      h->autres_sources > 1 ? "s" : ""));
	for (size_t i = 0; i < h->n_runs; i++) {
		const struct histoire_run *r = &h->runs[i];

		ecran_paragraphe(
			e, p,
			arena_printf(
				x->a,
				"%s : fichier %.*s, %s offres nouvelles, %s modifiées, %s disparues.",
				date_pleine(r->date_faits) ? date_longue(x->a, r->date_faits)
							   : "(sans date)",
				STR_FMT(r->fichier), nombre_francais(x->a, r->nouveaux),
				nombre_francais(x->a, r->modifies),
				nombre_francais(x->a, r->disparus)));
	}
}

/* The points to do, numbered; those that block, or those that wait for a check. */
static void points(const struct explication *x, struct ecran *e, bool bloque)
{
	int n = 0;

	for (size_t i = 0; i < x->n_actions; i++) {
		const struct action *p = &x->actions[i];

		if (p->bloque != bloque)
			continue;
		const char *ou =
			p->critere ? arena_printf(x->a, " (critère\u00a0%d)", p->critere) : "";

		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 3, false},
				 arena_printf(x->a, "%d. %s%s %s", ++n, p->phrase.fait, ou,
					      p->phrase.remede));
	}
}

static void a_faire(const struct explication *x, struct ecran *e)
{
	size_t bloquants = 0;

	for (size_t i = 0; i < x->n_actions; i++)
		bloquants += x->actions[i].bloque;
	if (!x->n_actions) {
		ecran_titre(e, "Rien à corriger");
		return;
	}
	if (bloquants) {
		ecran_titre(e, arena_printf(x->a,
					    "Pour que l'offre soit importée dans Parcoursup, %s :",
					    explication_echeance(x)));
		points(x, e, true);
	}
	if (bloquants < x->n_actions) {
		ecran_titre(e,
			    bloquants ? "Ensuite, à vérifier avant l'import :"
				      : "Rien à corriger par le CFA ; à vérifier avant l'import :");
		points(x, e, false);
	}
}

void explication_texte(const struct explication *x, struct ecran *e)
{
	entete(x, e);
	resume(x, e);
	parcours(x, e);
	parcoursup_texte(x, e);
	mentions(x, e);
	criteres(x, e);
	sessions(x, e);
	signalements(x, e);
	ressemblances_texte(x, e);
	anomalies(x, e);
	historique(x, e);
	a_faire(x, e);
}
