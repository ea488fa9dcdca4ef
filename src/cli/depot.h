/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * depot.h - a large result written beside its place, and put there only when it is whole
 *
 * With a file: a temporary name in its folder, then a rename; a failure leaves what was there; a symbolic link stays, and the file it names is
 * replaced. Without, or with « - »: a temporary file, then stdout.
 */
#ifndef RELAIS_CLI_DEPOT_H
#define RELAIS_CLI_DEPOT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/fichier.h"

struct depot {
	const char *fichier; /* as it was given; NULL: stdout */
	char cible[FICHIER_CHEMIN_MAX]; /* where it stands: links followed */
	char temporaire[FICHIER_CHEMIN_MAX];
	int fd; /* -1: closed */
	struct buf tampon;
	int erreur; /* errno of the first failed write, 0: none */
};
/* E_REFUS: it is a folder, a device…; E_PANNE: it cannot be written there. */
enum err depot_ouvrir(struct depot *d, const char *fichier, struct incident *inc) MUST_CHECK;
/* A buffer to write into; depot_suite sends what it holds when it is large. */
struct buf *depot_tampon(struct depot *d);
void depot_suite(struct depot *d);
/* Put it in its place, or on stdout. Then, or instead, depot_abandonner. */
enum err depot_finir(struct depot *d, struct incident *inc) MUST_CHECK;
void depot_abandonner(struct depot *d);

#endif
