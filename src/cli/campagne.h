/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne.h - what the actions of « relais campagne » receive: one struct for all, each reads the options its row in the table permits
 */
#ifndef RELAIS_CLI_CAMPAGNE_H
#define RELAIS_CLI_CAMPAGNE_H

#include "cli/options.h"

struct campagne_demande {
	int annee; /* its operand; 0: not given */
	int date;
	bool json;
	struct reglages_cli set;
	const char *raison;
	bool essai; /* --dry-run */
};

#endif
