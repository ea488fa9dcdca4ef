/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fichier.h - reading a file by whole pieces, writing one whole or not at all
 */
#ifndef RELAIS_BASE_FICHIER_H
#define RELAIS_BASE_FICHIER_H

#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"

/* Up to n bytes; fewer only at the end of the file. -1: errno says why. An interrupted call goes on. */
ssize_t fichier_lire(int fd, char *p, size_t n);

enum { FICHIER_CHEMIN_MAX = 4096 };
/* Where a file that is written under that path stands: what a symbolic link names, there or not, else the path. 0, or the errno. */
int fichier_cible(const char *chemin, char ret[FICHIER_CHEMIN_MAX]) MUST_CHECK;
/*
 * The file holds exactly this text, or keeps what it held: the text is written beside it under a temporary name, then renamed. A symbolic link stays, and
 * the file it names is replaced. E_REFUS: the path is something else than a file. E_PANNE: it could not be written.
 */
enum err fichier_remplacer(const char *chemin, struct str texte, struct incident *inc) MUST_CHECK;
/* The size of an ordinary file; -1 for anything else (absent, folder, pipe). */
int64_t fichier_taille(const char *chemin);

#endif
