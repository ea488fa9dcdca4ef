/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * archives_fuzz.c - any bytes as the file of a command: the inventory ends, and what it offers can be read or says why not
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limites.h"
#include "format/inventaire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* The bytes of a piece are as many as the inventory counted. */
static void lire(const struct piece *p, struct archive_gardee *garde)
{
	char morceau[4096];
	struct contenu *c;
	struct incident inc = {0};
	uint64_t total = 0;
	size_t lu;
	enum err err = contenu_ouvrir_dans(p, garde, &c, &inc);

	if (err)
		abort();
	while (!(err = contenu_lire(c, morceau, sizeof morceau, &lu, &inc)) && lu)
		total += lu;
	contenu_fermer(c);
	if (err ? !inc.message[0] || p->contenant == CONTENANT_ZIP
		: total != p->taille && p->contenant != CONTENANT_GZ)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const int fd = memfd_create("archive", 0);
	AUTO_ARENA a = arena_new(0);
	struct archive_gardee garde = {0};
	struct inventaire v;
	char chemin[64];

	if (fd < 0 || write(fd, data, n) != (ssize_t)n)
		abort();
	(void)snprintf(chemin, sizeof chemin, "/proc/self/fd/%d", fd);
	inventaire_faire((const char *const[]){chemin}, 1, FORMAT_INCONNU, a, &v);
	if (!v.n)
		abort();
	for (size_t i = 0; i < v.n; i++) {
		const struct lot *l = &v.lots[i];

		if ((l->refuse || l->laisse) && (!l->inc.message[0] || !l->inc.remede[0]))
			abort();
		for (size_t k = 0; k < l->n && !l->refuse; k++)
			lire(&l->pieces[k], &garde);
	}
	/* and again from the last one, alone and by the archive left open */
	for (size_t i = v.n; i-- > 0;)
		for (size_t k = 0; k < v.lots[i].n && !v.lots[i].refuse; k++)
			lire(&v.lots[i].pieces[k], i % 2 ? &garde : NULL);
	archive_gardee_fermer(&garde);
	(void)close(fd);
	return 0;
}
