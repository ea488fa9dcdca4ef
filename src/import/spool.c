/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * spool.c - a temporary file written and read by pieces of a quarter of a megabyte
 */
#include "import/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

enum { MORCEAU = 256 * 1024, RECORD_MAX = 16 * 1024 * 1024 };

struct spool {
	int fd;
	uint64_t taille;
	struct buf tampon;
};

enum err spool_ouvrir(struct spool **ret, struct incident *inc)
{
	const char *dossier = getenv("TMPDIR");
	char chemin[4096];
	const int n = snprintf(chemin, sizeof chemin, "%s/relais-XXXXXX",
			       dossier && *dossier ? dossier : "/tmp");
	const int fd = n > 0 && (size_t)n < sizeof chemin ? mkstemp(chemin) : -1;

	if (fd < 0) {
		incident_set(inc, E_PANNE, "Impossible de créer un fichier temporaire dans %s.",
			     dossier && *dossier ? dossier : "/tmp");
		incident_remede(inc,
				"Libérez de la place, ou donnez un autre dossier dans TMPDIR.");
		return E_PANNE;
	}
	(void)unlink(chemin);
	*ret = mem_alloc(sizeof **ret);
	(*ret)->fd = fd;
	buf_init(&(*ret)->tampon, MORCEAU + RECORD_MAX);
	return OK;
}

void spool_fermer(struct spool *s)
{
	if (!s)
		return;
	(void)close(s->fd);
	buf_free(&s->tampon);
	mem_free(s);
}

static enum err vider(struct spool *s)
{
	size_t fait = 0;

	while (fait < s->tampon.n) {
		const ssize_t n = write(s->fd, s->tampon.p + fait, s->tampon.n - fait);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return E_PANNE;
		fait += (size_t)n;
	}
	s->taille += fait;
	buf_reset(&s->tampon);
	return OK;
}

enum err spool_ecrire(struct spool *s, const struct record *r)
{
	flux_ecrire(&s->tampon, r);
	if (buf_depasse(&s->tampon))
		BUG("record plus grand que %d octets", RECORD_MAX);
	return s->tampon.n < MORCEAU ? OK : vider(s);
}

enum err spool_fin(struct spool *s)
{
	const enum err err = vider(s);

	if (err)
		return err;
	return lseek(s->fd, 0, SEEK_SET) == 0 ? OK : E_PANNE;
}

/* Give every whole record of the buffer; *reste: bytes of the one that is not. */
static enum err donner(const char *p, size_t n, struct puits puits, size_t *reste)
{
	struct record r;
	size_t taille, fait = 0;
	enum err err;

	while (fait < n && !(err = flux_lire(p + fait, n - fait, &r, &taille))) {
		fait += taille;
		if ((err = puits.record(puits.ctx, &r)))
			return err;
	}
	*reste = n - fait;
	return fait == n || err == E_ABSENT ? OK : E_PANNE;
}

enum err spool_lire(struct spool *s, struct puits puits)
{
	size_t cap = 2 * MORCEAU, n = 0, reste;
	char *p = mem_realloc(NULL, cap);
	enum err err = OK;

	for (;;) {
		if (cap - n < MORCEAU)
			p = mem_realloc(p, cap *= 2);
		const ssize_t lu = read(s->fd, p + n, cap - n);

		if (lu < 0 && errno == EINTR)
			continue;
		if (lu <= 0) {
			err = lu < 0 || n ? E_PANNE : OK;
			break;
		}
		n += (size_t)lu;
		if ((err = donner(p, n, puits, &reste)))
			break;
		memmove(p, p + n - reste, reste);
		n = reste;
	}
	mem_free(p);
	return err;
}

uint64_t spool_taille(const struct spool *s)
{
	return s->taille;
}
