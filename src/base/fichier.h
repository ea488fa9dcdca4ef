/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fichier.h - reading a file by whole pieces
 */
#ifndef RELAIS_BASE_FICHIER_H
#define RELAIS_BASE_FICHIER_H

#include <sys/types.h>

/* Up to n bytes; fewer only at the end of the file. -1: errno says why. An interrupted call goes on. */
ssize_t fichier_lire(int fd, char *p, size_t n);

#endif
