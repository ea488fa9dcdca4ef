/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * suivre.c - « relais campagne suivre »: what a day alone makes due, for a command that runs every night
 */
#include "cli/campagne.h"
#include "cli/sortie.h"
#include "parcoursup/fil.h"

enum { TEXTE_MAX = 64 * 1024 };

static const char *dite(struct arena *a, const struct suite_campagne *c)
{
	if (!c->migree)
		return arena_printf(
			a,
			"Campagne %d : pas encore migrée, rien à suivre. « relais campagne migrer %d », quand le moment est venu.\n",
			c->annee, c->annee);
	if (!c->formations && !c->statuts)
		return arena_printf(a, "Campagne %d : rien n'était dû, rien n'a changé.\n",
				    c->annee);
	return arena_printf(
		a,
		"Campagne %d : %lld formation%s et %lld statut%s mis à jour. « relais alertes --campagne %d » dit ce qui reste à corriger.\n",
		c->annee, (long long)c->formations, c->formations > 1 ? "s" : "",
		(long long)c->statuts, c->statuts > 1 ? "s" : "", c->annee);
}

static int suivre(struct cli *cli, int date)
{
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct suites faites;
	struct db *db;
	AUTO_BUF out;
	enum err err;

	if (cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	err = suites_suivre(db, cli_instant(cli, date), a, &faites, &inc);
	db_close(db);
	if (err)
		return cli_incident(&inc);
	buf_init(&out, TEXTE_MAX);
	if (!faites.n)
		buf_cstr(&out, "Aucune campagne n'est ouverte : rien à suivre.\n");
	for (size_t i = 0; i < faites.n; i++)
		buf_cstr(&out, dite(a, &faites.v[i]));
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

int cli_suivre(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {"relais campagne suivre", NULL};
	static const char *const NOTES[] = {
		"À lancer chaque nuit (cron, minuterie de systemd) : une offre publiée qui n'est plus importable, ou plus",
		"déclarée, perd « Certifiée » quand son délai est passé, sans attendre un import.",
		"Sans rien de dû, rien n'est écrit. Sortie : 0 fait ou rien à faire, 2 base hors d'atteinte, arguments faux.",
		NULL};
	static const struct commande_aide AIDE = {
		"campagne suivre [--date D]",
		"Fait suivre les formations des campagnes ouvertes et migrées : ce que la date seule rend dû.",
		EXEMPLES, NOTES};
	int date = 0;
	const struct option_cli options[] = {
		{"--date", "D", "le jour où l'on est (AAAA-MM-JJ), aujourd'hui sinon", OPTION_DATE,
		 false, &date},
	};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = 1};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	return cli_jour_passe(cli, date) ? suivre(cli, date) : SORTIE_ERREUR;
}
