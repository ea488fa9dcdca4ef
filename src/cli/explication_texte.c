/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_texte.c - explain for a person: first the answer, then the reasons, then the details (screens.md 3)
 */
#include "base/utf8.h"
#include "cli/explication.h"
#include "format/anomalie.h"

enum { COL_NOM = 24, COL_BADGE = 18, COL_CHAMP = 16, COL_MENTION = 38, RETRAIT = 2 };

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

	ecran_paragraphe(e, (struct paragraphe){.style = STYLE_GRAS}, explication_titre(x));
	ecran_paragraphe(e, (struct paragraphe){0}, explication_identite(x));
	ecran_paragraphe(
		e, (struct paragraphe){.style = STYLE_GRIS},
		arena_printf(x->a, "clé %.*s · n° %lld", STR_FMT(d->cle), (long long)d->offre));
}

static void resume(const struct explication *x, struct ecran *e)
{
	const struct verdict *v = x->verdict;
	const enum avis avis = v->importable ? (v->attend_saio ? AVIS_A_VERIFIER : AVIS_CONFORME)
					     : AVIS_NON_CONFORME;
	const char *qui_agit = explication_qui_agit(x);

	buf_cstr(e->out, "\n  ");
	ecran_mot(e, avis_style(avis), avis_signe(avis));
	buf_char(e->out, ' ');
	ecran_paragraphe(e, (struct paragraphe){STYLE_GRAS, 4, 4, true}, explication_resume(x));
	if (qui_agit[0])
		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT, false},
				 qui_agit);
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

static void parcoursup(const struct explication *x, struct ecran *e)
{
	struct explication_champ champs[PARCOURSUP_CHAMPS];
	const size_t n = explication_parcoursup(x, champs);

	ecran_titre(e, arena_printf(x->a, "Parcoursup %d", x->parcoursup->campagne));
	for (size_t i = 0; i < n; i++) {
		buf_cstr(e->out, "  ");
		ecran_colonne(e, champs[i].libelle, COL_CHAMP);
		ecran_paragraphe(e,
				 (struct paragraphe){STYLE_NORMAL, RETRAIT + COL_CHAMP,
						     RETRAIT + COL_CHAMP, true},
				 champs[i].valeur);
	}
}

static void mentions(const struct explication *x, struct ecran *e)
{
	ecran_titre(e, arena_printf(x->a, "Mentions de la fiche nationale : %d sur %d",
				    explication_mentions_presentes(x), MENTION__MAX));
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

/* A constat under its badge. */
static void constat(const struct explication *x, struct ecran *e, int numero,
		    const struct constat *c)
{
	const struct paragraphe detail = {STYLE_NORMAL, COL_BADGE + 3, COL_BADGE + 3, false};
	const struct preuve p = explication_preuve(x, numero, c);
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
			 (struct paragraphe){p.refus ? STYLE_GRAS : STYLE_NORMAL, COL_BADGE + 3,
					     COL_BADGE + 3, true},
			 p.titre);
	if (p.fait[0])
		ecran_paragraphe(e, detail, p.fait);
	ecran_paragraphe(e, (struct paragraphe){STYLE_GRIS, detail.retrait, detail.suite, false},
			 p.vu);
	if (p.remede[0])
		ecran_paragraphe(e,
				 (struct paragraphe){STYLE_NORMAL, detail.retrait,
						     detail.retrait + 2, false},
				 arena_printf(x->a, "→ %s", p.remede));
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
		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 arena_printf(x->a, "%s %s",
					      explication_session_compte(x, s) ? "✔" : "–",
					      explication_session(x, s)));
	}
}

static void signalements(const struct explication *x, struct ecran *e)
{
	const struct verdict *v = x->verdict;

	if (v->n_signalements || ressemblances_contredisent(x->ressemblances))
		ecran_titre(e, "À regarder (le résultat n'en dépend pas)");
	for (size_t i = 0; i < v->n_signalements; i++) {
		const struct phrase p = phrase_constat(x->a, 0, &v->signalements[i]);

		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 arena_printf(x->a, "? %s", explication_vu(x, &p)));
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

static void historique(const struct explication *x, struct ecran *e)
{
	const char *phrases[HISTORIQUE_MAX];
	const size_t n = explication_historique(x, phrases);

	ecran_titre(e, "Historique");
	for (size_t i = 0; i < n; i++)
		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 2, false},
				 phrases[i]);
}

/* The points to do, numbered; those that block, or those that wait for a check. */
static void points(const struct explication *x, struct ecran *e, bool bloquants)
{
	const char *titre = explication_a_faire(x, bloquants);
	int n = 0;

	if (titre[0])
		ecran_titre(e, titre);
	for (size_t i = 0; i < x->n_actions; i++)
		if (x->actions[i].bloque == bloquants)
			ecran_paragraphe(
				e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT + 3, false},
				arena_printf(x->a, "%d. %s", ++n,
					     explication_action(x, &x->actions[i])));
}

static void a_faire(const struct explication *x, struct ecran *e)
{
	if (!x->n_actions)
		ecran_titre(e, "Rien à corriger");
	points(x, e, true);
	points(x, e, false);
}

void explication_texte(const struct explication *x, struct ecran *e)
{
	entete(x, e);
	resume(x, e);
	parcours(x, e);
	parcoursup(x, e);
	mentions(x, e);
	criteres(x, e);
	sessions(x, e);
	signalements(x, e);
	ressemblances_texte(x, e);
	anomalies(x, e);
	historique(x, e);
	a_faire(x, e);
}
