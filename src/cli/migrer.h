/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer.h - a migration, told: CSV for machines and spreadsheets, JSON, a page, and a summary for a terminal
 *
 * The CSV says nothing of the run itself (no date, no version): a dry run and the real one give the same bytes.
 */
#ifndef RELAIS_CLI_MIGRER_H
#define RELAIS_CLI_MIGRER_H

#include "base/buf.h"
#include "cli/cli.h"
#include "parcoursup/entrees.h"
#include "parcoursup/migration.h"

/* What is told beside the plan. */
struct migration_dite {
	const struct migration *m;
	const struct campagne *campagne;
	int jour;
	bool essai; /* dry run */
	const struct entrees *entrees;
	const char *csv; /* where all the lines are; NULL: nowhere */
};

/* Each appends its form of the plan to out; sentences are made in the arena. */
void migrer_csv(const struct migration_dite *d, struct buf *out);
void migrer_json(const struct migration_dite *d, struct buf *out);
void migrer_html(const struct migration_dite *d, struct arena *a, struct buf *out);
void migrer_texte(const struct migration_dite *d, struct arena *a, struct buf *out);

/* The sentence that opens the summary and the page: how many formations are « Certifiée ». In the arena. */
const char *migrer_reponse(const struct migration_dite *d, struct arena *a);

/* « campagne migrer N »: argv[2] is N. */
int cli_migrer(struct cli *cli, int argc, char **argv);

#endif
