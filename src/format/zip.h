/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip.h - the entries of a zip, one after the other, each read to its end (internal to the room)
 *
 * Nothing is written on the disk and no name inside is ever a path. What an honest sender never makes (a password, a path that climbs, a link, too
 * many entries, a bomb) refuses the archive: E_INVALIDE, with the sentence. libarchive is nowhere else.
 */
#ifndef RELAIS_FORMAT_ZIP_H
#define RELAIS_FORMAT_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct zip;

/* E_ABSENT, with the incident: no such file. */
enum err zip_ouvrir(const char *chemin, struct zip **ret, struct incident *inc) MUST_CHECK;
void zip_fermer(struct zip *z); /* accepts NULL */
/* Go to the next file inside, in the order of the archive, folders left out; its name, in any bytes, lives until the next call. E_ABSENT: none is left. */
enum err zip_suivante(struct zip *z, struct str *nom, struct incident *inc) MUST_CHECK;
/* Up to n bytes of it; fewer only at its end, where its length and its CRC were checked. */
enum err zip_lire(struct zip *z, char *p, size_t n, size_t *lu, struct incident *inc) MUST_CHECK;
/* The name of an entry made fit to be shown: UTF-8, and nothing in it that a terminal would obey. */
void zip_nom_lisible(struct str nom, struct buf *out);

#endif
