/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * isole.h - the program that stands beside a test program, and one that does as a script says
 */
#ifndef RELAIS_TESTS_ISOLE_H
#define RELAIS_TESTS_ISOLE_H

#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

/* build/x/tests/y_test → build/x/relais */
static inline const char *relais_voisin(struct arena *a)
{
	char moi[4096];
	const ssize_t n = readlink("/proc/self/exe", moi, sizeof moi - 1);

	moi[n > 0 ? n : 0] = '\0';
	for (int i = 0; i < 2 && strrchr(moi, '/'); i++)
		*strrchr(moi, '/') = '\0';
	return arena_printf(a, "%s/relais", moi);
}

/* A file that the shell runs, in a folder that exists. */
static inline const char *programme_faux(struct arena *a, const char *dossier, const char *script)
{
	const char *chemin = arena_printf(a, "%s/faux", dossier);
	FILE *f = fopen(chemin, "w");

	if (!f || fprintf(f, "#!/bin/sh\n%s\n", script) < 0 || fclose(f) || chmod(chemin, 0700)) {
		printf("Bail out! %s cannot be written\n", chemin);
		exit(1);
	}
	return chemin;
}

#endif
