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
/*
 * The next file that is read; waits for one, and tells the demande's progres meanwhile. *i is its place in the command. ORDRE_STRICT: the files come
 * in the order of the command. ORDRE_DES_FAITS: those that speak of the same things do, whatever their format, and the writer does not wait for them while another is ready. To be called
 * as many times as there are files.
 */
enum ordre { ORDRE_STRICT, ORDRE_DES_FAITS };
struct lecture *lectures_suivante(struct lectures *ls, enum ordre ordre, size_t *i);
void lectures_rendre(struct lectures *ls, size_t i); /* done with that one: its spool is closed */
void lectures_finir(struct lectures *ls); /* waits for the threads; accepts NULL */

#endif
