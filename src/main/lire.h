/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lire.h - the hidden command that reads a foreign file for the server (controle/isole.h)
 */
#ifndef RELAIS_MAIN_LIRE_H
#define RELAIS_MAIN_LIRE_H

/* Its name on the command line. No help tells it: a person has « check ». */
#define LIRE_COMMANDE "_lire"

/* argv[1]: the name of the file, which stands on descriptor 0. The exit code. */
int lire(int argc, char **argv);

#endif
