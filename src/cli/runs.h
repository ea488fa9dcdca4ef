/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * runs.h - the runs told: the list, one of them, its undoing; and what the guard measured
 */
#ifndef RELAIS_CLI_RUNS_H
#define RELAIS_CLI_RUNS_H

#include "base/buf.h"
#include "base/json_out.h"
#include "cli/cli.h"

/* Is that word of « relais import MOT … » one of its subcommands? */
bool runs_mot(const char *mot);
/* « liste », « montrer » or « annuler »: argv[0] is the word. An exit code. */
int cli_runs(struct cli *cli, int argc, char **argv);

/* What the guard measured of a run, a line a figure; nothing when it measured nothing. */
enum err mesures_texte(struct db *db, int64_t run, struct buf *out) MUST_CHECK;
/* The same as the list « garde » of the current object. */
enum err mesures_json(struct db *db, int64_t run, struct json_out *j) MUST_CHECK;

#endif
