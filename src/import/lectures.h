/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lectures.h - several files read at once, handed over in the order they were given
 *
 * One thread takes the largest files first, the other follows the order of the command, so that both end together and the writer rarely waits.
 */
#ifndef RELAIS_IMPORT_LECTURES_H
#define RELAIS_IMPORT_LECTURES_H

#include "import/import.h"
#include "import/lecture.h"

struct lectures;

struct lectures *lectures_lancer(const struct import_demande *demande); /* never NULL */
/* The i-th file, read; waits for it, and tells the demande's progres meanwhile. i goes up from 0. */
struct lecture *lectures_attendre(struct lectures *ls, size_t i);
void lectures_rendre(struct lectures *ls, size_t i); /* done with that one: its spool is closed */
void lectures_finir(struct lectures *ls); /* waits for the threads; accepts NULL */

#endif
