/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * isole.h - a foreign file read by another process, which has no base, no network, little memory and little time
 *
 * The bytes are put in a file that has no name, « relais _lire » is started on it (never a fork of this process, which has threads), and what it says
 * is checked (ecoute.h) and handed over as it comes. A file that would harm its reader harms that process only.
 */
#ifndef RELAIS_CONTROLE_ISOLE_H
#define RELAIS_CONTROLE_ISOLE_H

#include "controle/ecoute.h"

struct isole_demande {
	const char *programme; /* relais; NULL: this program */
	struct str octets;
	const char *nom; /* how the file is called in what is told: a word, without a path */
	int delai_ms; /* for all of it, what the puits does included; 0: LIMITE_CONTROLE_MS */
};

/*
 * E_INVALIDE: the file cannot be used, or asks for too much. E_PANNE: no process could be started, or it is not believed. Both with the incident; others:
 * what a puits returned. When it returns the process is gone.
 */
enum err isole_lire(const struct isole_demande *d, struct ecoute_puits puits,
		    struct incident *inc) MUST_CHECK;

/*
 * The other side: read the file that stands on descriptor 0 and say it on descriptor 1. For the program's hidden command, in a process of its own.
 * False: nobody listens any more.
 */
bool isole_dire(const char *nom);

#endif
