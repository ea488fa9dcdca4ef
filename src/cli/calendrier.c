/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * calendrier.c - « relais calendrier »: the dates of the campagnes, for an agenda
 */
#include "base/date.h"
#include "base/fichier.h"
#include "campagne/agenda.h"
#include "campagne/calendrier.h"
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/sortie.h"

enum { AGENDA_MAX = 4 * 1024 * 1024 };

struct agenda {
	struct etude *e;
	struct buf out;
	bool rappels;
	size_t campagnes, evenements;
};

static enum err ajouter(struct agenda *g, const struct campagne *c, struct incident *inc)
{
	struct jalon_depuis depuis[JALON__MAX];
	const enum err err = campagne_jalons_depuis(g->e->db, c->annee, g->e->vue.version, depuis);

	if (err) {
		*inc = *db_incident(g->e->db);
		return err;
	}
	g->evenements += agenda_campagne(&g->out, c, depuis, g->rappels);
	g->campagnes++;
	return OK;
}

static enum err demandees(struct agenda *g, const struct entiers_cli *annees, struct incident *inc)
{
	struct campagne c;
	enum err err = OK;

	for (size_t i = 0; !err && i < annees->n; i++)
		if (!(err = campagne_lire(g->e->db, annees->v[i], g->e->vue.version, g->e->arena,
					  &c, inc)))
			err = ajouter(g, &c, inc);
	return err;
}

/* Those that are not over. */
static enum err utiles(struct agenda *g, struct incident *inc)
{
	const struct campagne_connue *v;
	struct campagne c;
	size_t n;
	enum err err = campagnes_connues(g->e->db, g->e->vue.version, g->e->arena, &v, &n);

	if (err) {
		*inc = *db_incident(g->e->db);
		return err;
	}
	for (size_t i = 0; !err && i < n; i++) {
		err = campagne_lire(g->e->db, v[i].annee, g->e->vue.version, g->e->arena, &c, inc);
		if (!err && campagne_etat(&c, g->e->jour) != CAMPAGNE_TERMINEE)
			err = ajouter(g, &c, inc);
	}
	if (err || g->campagnes)
		return err;
	incident_set(inc, E_ABSENT, "Toutes les campagnes connues sont terminées au %s.",
		     date_longue(g->e->arena, g->e->jour));
	incident_remede(
		inc,
		"Nommez-en avec --campagne, ou préparez la prochaine : « relais campagne creer ».");
	return E_ABSENT;
}

static int rendre(struct agenda *g, const char *fichier)
{
	struct incident inc = {0};

	if (strcmp(fichier, "-") == 0)
		return sortie_texte(buf_view(&g->out), SORTIE_OK);
	if (fichier_remplacer(fichier, buf_view(&g->out), &inc))
		return cli_incident(&inc);
	return sortie_texte(
		str_of(arena_printf(
			g->e->arena,
			"%s : %zu évènements de %zu campagne%s, à importer dans votre agenda.\nQuand une date "
			"change, importez le nouveau fichier : les évènements sont mis à jour.\n",
			fichier, g->evenements, g->campagnes, g->campagnes > 1 ? "s" : "")),
		SORTIE_OK);
}

/* What was asked for. */
struct demande {
	struct entiers_cli annees;
	const char *fichier;
	bool rappels;
	int date;
};

static int faire(struct etude *e, const void *demande)
{
	const struct demande *d = demande;
	struct agenda g = {.e = e, .rappels = d->rappels};
	struct incident inc = {0};
	int code;

	buf_init(&g.out, AGENDA_MAX);
	agenda_debut(&g.out);
	const enum err err = d->annees.n ? demandees(&g, &d->annees, &inc) : utiles(&g, &inc);
	agenda_fin(&g.out);
	code = err ? cli_incident(&inc) : rendre(&g, d->fichier);
	buf_free(&g.out);
	return code;
}

int cli_calendrier(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais calendrier --ics parcoursup.ics --rappels",
		"relais calendrier --ics - --campagne 2024 --campagne 2025", NULL};
	static const char *const NOTES[] = {
		"Sans --campagne : toutes celles qui ne sont pas terminées. Une date « à confirmer » est déduite d'une "
		"autre année.",
		"« relais campagne montrer N » donne les mêmes dates à l'écran.", NULL};
	static const struct commande_aide AIDE = {
		"calendrier --ics FICHIER [--campagne N]… [--rappels] [--date D]",
		"Les dates des campagnes, et qui fait quoi avant chacune, pour un agenda (iCalendar).",
		EXEMPLES, NOTES};
	struct demande d = {0};
	const struct option_cli options[] = {
		{"--ics", "FICHIER", "où écrire l'agenda (- : la sortie standard)", OPTION_TEXTE,
		 true, &d.fichier},
		{"--campagne", "N", "une campagne (plusieurs fois s'il le faut)", OPTION_ENTIERS,
		 false, &d.annees},
		{"--rappels", NULL, "un rappel 30 jours et 7 jours avant chaque date",
		 OPTION_DRAPEAU, false, &d.rappels},
		OPTION_CONNU_LE(&d.date),
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	return etat ? options_code(etat)
		    : etude_faire_calendrier(cli, SANS_CAMPAGNE, d.date, faire, &d);
}
