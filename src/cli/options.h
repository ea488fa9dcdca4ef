/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * options.h - a command's arguments: one table says them, reads them and explains them
 *
 * « --nom valeur » and « --nom=valeur » are the same; options and operands come in any order; « -- » ends the options. --db and --help (or --aide)
 * belong to every command and are in no table.
 */
#ifndef RELAIS_CLI_OPTIONS_H
#define RELAIS_CLI_OPTIONS_H

#include <stddef.h>

#include "campagne/valeurs.h"
#include "cli/cli.h"

enum option_genre {
	OPTION_DRAPEAU, /* ret: bool */
	OPTION_TEXTE, /* ret: const char * */
	OPTION_ENTIER, /* ret: int, 0 to 999999 */
	OPTION_DATE, /* ret: int, AAAAMMJJ */
	OPTION_REGLAGE, /* ret: struct reglages_cli; may be given several times */
	OPTION_ENTIERS, /* ret: struct entiers_cli; may be given several times */
};

/* « PARAM=VALEUR », in the order given. */
enum { REGLAGES_MAX = 32 };
struct reglages_cli {
	struct reglage v[REGLAGES_MAX];
	size_t n;
};

/* Each once, in the order given. */
enum { ENTIERS_MAX = 32 };
struct entiers_cli {
	int v[ENTIERS_MAX];
	size_t n;
};

struct option_cli {
	const char *nom; /* « --campagne » */
	const char *valeur; /* « N », as the help shows it; NULL for a flag */
	const char *aide; /* one line */
	enum option_genre genre;
	bool obligatoire;
	void *ret; /* untouched when the option is not given */
};

/* What a command says of itself. Lists end with NULL. */
struct commande_aide {
	const char *usage; /* « explain CLE|ID --campagne N [--date D] [--json] » */
	const char *resume; /* one sentence */
	const char *const *exemples; /* whole command lines */
	const char *const *notes; /* lines said after the options; NULL: none */
};

/* The arguments, read. Operands are moved to argv[1], argv[2]… and counted. */
struct arguments {
	const struct commande_aide *aide;
	const struct option_cli *options;
	size_t n_options;
	int operandes_min, operandes_max;
	int n_operandes; /* filled */
};

/* OPTIONS_LUES: go on. OPTIONS_AIDE: the help was printed. OPTIONS_FAUSSES: told. */
enum options_etat { OPTIONS_LUES, OPTIONS_AIDE, OPTIONS_FAUSSES };
enum options_etat options_lire(struct cli *cli, struct arguments *a, int argc,
			       char **argv) MUST_CHECK;
/* The exit code of a command that does not go on. */
int options_code(enum options_etat etat);

/*
 * Of the options that were given, is one of no use to that action (« regle modifier »)? permises: the names it takes, until NULL. True: told.
 */
bool options_de_trop(const struct arguments *a, const char *action,
		     const char *const *permises) MUST_CHECK;

/* An action of a command that has several: « campagne montrer ». Its operands are what follows its name. */
enum { ACTION_OPTIONS_MAX = 24 };
struct action_cli {
	const char *nom;
	int operandes_min, operandes_max;
	const char *permises[ACTION_OPTIONS_MAX]; /* the options it takes; NULL ends them */
	int (*faire)(struct cli *cli, const void *demande); /* gives the exit code */
	const char *manque; /* told when an operand is missing: the question and an example */
};
/*
 * Do the action that argv[1] names, of the command of that name. The table ends with an action without a name. When there is no such action, an operand is
 * missing or too many, or an option is of no use to it, that is told.
 */
int actions_faire(struct cli *cli, const struct arguments *a, const struct action_cli *actions,
		  char **argv, const void *demande);

/* The options that most commands share. */
#define OPTION_CAMPAGNE(ou)                                                                        \
	{                                                                                          \
		"--campagne", "N", "la campagne : l'année de la rentrée (2024)", OPTION_ENTIER,    \
			true, ou                                                                   \
	}
#define OPTION_CONNU_LE(ou)                                                                        \
	{                                                                                          \
		"--date", "D", "répondre comme on l'aurait fait le jour D (AAAA-MM-JJ)",           \
			OPTION_DATE, false, ou                                                     \
	}
#define OPTION_ESSAI(ou)                                                                           \
	{                                                                                          \
		"--dry-run", NULL, "dire ce qui changerait, ne rien enregistrer", OPTION_DRAPEAU,  \
			false, ou                                                                  \
	}
#define OPTION_JSON(ou)                                                                            \
	{                                                                                          \
		"--json", NULL, "répondre en JSON", OPTION_DRAPEAU, false, ou                      \
	}

#endif
