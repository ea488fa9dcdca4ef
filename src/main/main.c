/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * main.c - the composition root: the table of commands, and what the process needs before any of them
 *
 * No locale is set: the program reads and writes UTF-8 and ISO dates whatever the environment says.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/erreur.h"
#include "cli/cli.h"
#include "cli/sortie.h"
#include "main/lire.h"
#include "main/serve.h"

enum { AIDE_MAX = 64 * 1024 };

static const struct commande {
	const char *nom;
	int (*lancer)(struct cli *cli, int argc, char **argv);
	const char *resume, *exemple;
} COMMANDES[] = {
	{"import", cli_import, "lire des fichiers (flux LHEO, référentiels) dans la base",
	 "relais import referentiels/*.csv flux-idf.xml"},
	{"verdicts", cli_verdicts, "le verdict de chaque offre, en CSV, JSON ou tableau",
	 "relais verdicts --campagne 2024 > verdicts.csv"},
	{"explain", cli_explain,
	 "toute l'histoire d'une offre : où elle en est, ce qui bloque, qui corrige",
	 "relais explain 12 --campagne 2024"},
	{"check", cli_check, "contrôler un flux LHEO avant de l'envoyer, sans rien garder",
	 "relais check flux-idf.xml --campagne 2024"},
	{"doublons", cli_doublons,
	 "les offres qui se ressemblent, celles qui se contredisent, et qui vérifie",
	 "relais doublons --campagne 2024 --region 53"},
	{"rapport", cli_rapport, "où en est la campagne : l'entonnoir, les motifs, les sources",
	 "relais rapport --campagne 2024"},
	{"alertes", cli_alertes, "ce qui est perdu, pas renouvelé ou refusé, et les dates proches",
	 "relais alertes --campagne 2024 --academie 24"},
	{"export", cli_export,
	 "les offres en LHEO, CSV, XLSX ou NDJSON, pour les reprendre ailleurs",
	 "relais export --xlsx --campagne 2024 -o offres.xlsx"},
	{"diff", cli_diff, "ce qui a changé entre deux dates, pour qui et pourquoi",
	 "relais diff --campagne 2024 --from 2023-11-01 --to 2023-11-14"},
	{"simulate", cli_simulate, "ce qu'un autre paramètre ou d'autres règles changeraient",
	 "relais simulate --campagne 2024 --set rncp_couvre=entree"},
	{"campagne", cli_campagne,
	 "les campagnes : dates, paramètres, changements, et la migration vers Parcoursup",
	 "relais campagne montrer 2024"},
	{"calendrier", cli_calendrier, "les dates des campagnes dans un agenda (iCalendar)",
	 "relais calendrier --ics parcoursup.ics --rappels"},
	{"regle", cli_regle, "les règles de périmètre : liste, historique, changements",
	 "relais regle liste --campagne 2024"},
	{"decider", cli_decider, "saisir l'UAI du lieu d'une offre, qu'aucun import ne défait",
	 "relais decider 12 --uai 0359901X --reason 'lieu confirmé par le CFA'"},
	{"statut", cli_statut,
	 "où en est une offre pour Parcoursup ; demander ou refuser sa publication",
	 "relais statut montrer 12 --campagne 2024"},
	{"formation", cli_formation, "une formation de Parcoursup, et l'offre qui lui correspond",
	 "relais formation montrer 47168 --campagne 2024"},
	{"transmettre", cli_transmettre, "envoyer à Parcoursup ce qui est prêt, par son service",
	 "relais transmettre 2024 --dry-run"},
	{"succession", cli_succession, "dire qu'une offre annule et remplace une autre",
	 "relais succession poser 12 58 --reason 'nouveau SIRET'"},
	{"restructurer", cli_restructurer,
	 "fusion, nouveau SIRET, lieu ou UAI : toutes les offres d'un coup, après un aperçu",
	 "relais restructurer --siret 55210055400013=55210055400021"},
	{"serve", serve, "servir les pages : catalogue, fiches, pré-contrôle, tableaux de bord",
	 "relais serve --port 8080"},
};
enum { N_COMMANDES = sizeof COMMANDES / sizeof *COMMANDES };

static int aide(int code)
{
	AUTO_BUF out;

	buf_init(&out, AIDE_MAX);
	buf_cstr(
		&out,
		"relais porte les offres de formation en apprentissage vers Parcoursup, et dit pour chacune où elle "
		"en est,\nce qui la bloque et qui doit faire quoi.\n\n"
		"Usage : relais [--db BASE] COMMANDE …\n\n");
	for (size_t i = 0; i < N_COMMANDES; i++)
		buf_printf(&out, "  %-12s  %s\n                %s\n", COMMANDES[i].nom,
			   COMMANDES[i].resume, COMMANDES[i].exemple);
	buf_cstr(
		&out,
		"\nBASE est un fichier, ou postgresql://… ; sinon $RELAIS_DB, sinon ./relais.db.\n"
		"« relais COMMANDE --help » explique une commande ; « relais --version » donne la version.\n");
	return sortie_texte(buf_view(&out), code);
}

/* A closed standard descriptor would be given to the base or to a temporary file, and a message written into it. */
static void occuper_les_trois_premiers(void)
{
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

static int lancer(struct cli *cli, int argc, char **argv)
{
	for (size_t i = 0; i < N_COMMANDES; i++)
		if (strcmp(argv[0], COMMANDES[i].nom) == 0)
			return COMMANDES[i].lancer(cli, argc, argv);
	AUTO_BUF noms;

	buf_init(&noms, AIDE_MAX);
	for (size_t i = 0; i < N_COMMANDES; i++)
		buf_printf(&noms, "%s%s",
			   i == 0                ? ""
			   : i + 1 < N_COMMANDES ? ", "
						 : " et ",
			   COMMANDES[i].nom);
	return cli_erreur(
		"Commande inconnue : « %s ». Les commandes sont %s ; voyez « relais --help ».",
		argv[0], noms.p);
}

/* What stands before the command; *i: where the command is. Gives the exit code, or -1 to go on. */
static int avant_commande(struct cli *cli, int argc, char **argv, int *i)
{
	for (; *i < argc; ++*i) {
		const char *arg = argv[*i];

		if (strcmp(arg, "--help") == 0 || strcmp(arg, "--aide") == 0 ||
		    strcmp(arg, "-h") == 0 || strcmp(arg, "help") == 0)
			return aide(SORTIE_OK);
		if (strcmp(arg, "--version") == 0)
			return sortie_texte(STR("relais " RELAIS_VERSION "\n"), SORTIE_OK);
		if (strncmp(arg, "--db=", 5) == 0 && arg[5])
			cli->dsn = arg + 5;
		else if (strcmp(arg, "--db") == 0 && *i + 1 < argc)
			cli->dsn = argv[++*i];
		else if (arg[0] == '-')
			return strncmp(arg, "--db", 4) == 0
				       ? cli_erreur(
						 "Il manque la valeur de l'option « --db ». Exemple : relais --db "
						 "relais.db rapport --campagne 2024")
				       : cli_erreur(
						 "Option inconnue : « %s ». Voyez « relais --help ».",
						 arg);
		else
			return -1;
	}
	return aide(SORTIE_OK);
}

int main(int argc, char **argv)
{
	const char *env = getenv("RELAIS_DB");
	struct cli cli = {.dsn = env && env[0] ? env : "./relais.db",
			  .maintenant = instant_maintenant()};
	int i = 1, code;

	occuper_les_trois_premiers();
	/* A reader that goes away is seen as EPIPE, by stdout and by the connection to a server alike. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit fails, and is told */
	if (argc > 1 && strcmp(argv[1], LIRE_COMMANDE) == 0)
		return lire(argc - 1, argv + 1);
	code = avant_commande(&cli, argc, argv, &i);
	if (code < 0)
		code = lancer(&cli, argc - i, argv + i);
	/* What a command left in stdio must be out before the exit code says that all is well. */
	if (fflush(stdout) && errno != EPIPE)
		return cli_erreur("Le résultat n'a pas pu être écrit sur la sortie : %s.",
				  erreur_phrase(errno));
	return code;
}
