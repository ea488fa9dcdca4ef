/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * consequence.h - what a change of values or rules does to offres: counted before it is written, told with it
 */
#ifndef RELAIS_CLI_CONSEQUENCE_H
#define RELAIS_CLI_CONSEQUENCE_H

#include "cli/cli.h"
#include "cli/ecran.h"

/* The offers that change between the two states of a campagne, both ways, in a paragraph; on the present state of the base, in a transaction. */
enum err consequence_dire(struct db *db, const struct campagne *avant, const struct campagne *apres,
			  struct arena *a, struct ecran *ecran) MUST_CHECK;
/* Print it: what was done, or that it was only tried (essai); then the consequences. The exit code. */
int consequence_imprimer(bool essai, const char *fait, struct str consequences);

/* How many offers each rule of the campagne decides, by its rank there, and how many none does. */
enum err regles_compter(struct db *db, const struct vue *vue, const struct campagne *c,
			int64_t *offres, int64_t *sans) MUST_CHECK;
/* On stderr: the rules of apres whose conditions are new, and that decide no offer (a spreadsheet takes the 0 of « 0103 » away). */
enum err regles_muettes(struct db *db, const struct vue *vue, const struct campagne *avant,
			const struct campagne *apres, struct arena *a) MUST_CHECK;

#endif
