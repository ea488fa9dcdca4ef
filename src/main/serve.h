/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * serve.h - the command that joins http and web
 */
#ifndef RELAIS_MAIN_SERVE_H
#define RELAIS_MAIN_SERVE_H

#include "cli/cli.h"

/* As the commands of cli/cli.h. Returns when SIGTERM or SIGINT ended it. */
int serve(struct cli *cli, int argc, char **argv);

#endif
