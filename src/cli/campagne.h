/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne.h - what the actions of « relais campagne » receive: one struct for all, each reads the options its row in the table permits
 */
#ifndef RELAIS_CLI_CAMPAGNE_H
#define RELAIS_CLI_CAMPAGNE_H

#include "cli/ecran.h"
#include "cli/options.h"

struct campagne_demande {
	int annee; /* its operand; 0: not given */
	int depuis; /* 0: not given */
	int date;
	bool json, csv;
	struct reglages_cli set;
	const char *raison;
	bool essai; /* --dry-run */
};

/* The actions that have a file of their own. */
int cli_campagne_liste(struct cli *cli, const void *demande);
int cli_campagne_creer(struct cli *cli, const void *demande);

/* « campagne suivre », and « campagne migrer » (migrer.h): their options are their own. */
int cli_suivre(struct cli *cli, int argc, char **argv);

/* The calendar of a campagne, one line a jalon in the order of their dates, and today at its place. */
void frise_texte(struct ecran *e, struct arena *a, const struct campagne *c, int jour);

#endif
