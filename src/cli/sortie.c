/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sortie.c - plain write and pread: stdio would buffer twice and hide errors until exit
 */
#include "cli/sortie.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/erreur.h"
#include "cli/cli.h"

enum { MEMOIRE_MAX = 16 * 1024 * 1024, CHEMIN_MAX = 4096 };

void sortie_init(struct sortie *s)
{
	s->n = 0;
	s->partie = false;
	s->erreur = 0;
}

static void envoyer(struct sortie *s, const char *p, size_t n)
{
	while (n && !s->partie && !s->erreur) {
		const ssize_t ecrit = write(STDOUT_FILENO, p, n);

		if (ecrit >= 0) {
			p += ecrit;
			n -= (size_t)ecrit;
		} else if (errno == EPIPE) {
			s->partie = true;
		} else if (errno != EINTR) {
			s->erreur = errno;
		}
	}
}

static void vider(struct sortie *s)
{
	envoyer(s, s->tampon, s->n);
	s->n = 0;
}

void sortie_ajouter(struct sortie *s, struct str texte)
{
	if (texte.n > sizeof s->tampon - s->n)
		vider(s);
	if (texte.n > sizeof s->tampon) {
		envoyer(s, texte.p, texte.n);
		return;
	}
	if (texte.n)
		memcpy(s->tampon + s->n, texte.p, texte.n);
	s->n += texte.n;
}

int sortie_fin(struct sortie *s, int code)
{
	vider(s);
	if (!s->erreur)
		return code;
	return cli_erreur("Le résultat n'a pas pu être écrit sur la sortie : %s.",
			  erreur_phrase(s->erreur));
}

int sortie_texte(struct str texte, int code)
{
	struct sortie s;

	sortie_init(&s);
	sortie_ajouter(&s, texte);
	return sortie_fin(&s, code);
}

void brouillon_init(struct brouillon *b)
{
	*b = (struct brouillon){.fd = -1};
	buf_init(&b->memoire, MEMOIRE_MAX);
}

void brouillon_vider(struct brouillon *b)
{
	buf_reset(&b->memoire);
	if (b->fd >= 0)
		(void)close(b->fd);
	b->fd = -1;
	b->dans_fichier = 0;
	b->panne = false;
}

void brouillon_liberer(struct brouillon *b)
{
	brouillon_vider(b);
	buf_free(&b->memoire);
}

/* A file that has no name, and goes with the process. */
static int fichier_temporaire(void)
{
	const char *dossier = getenv("TMPDIR");
	char chemin[CHEMIN_MAX];
	int fd;

	if (!dossier || !dossier[0])
		dossier = "/tmp";
	fd = open(dossier, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	if (snprintf(chemin, sizeof chemin, "%s/relais-XXXXXX", dossier) >= (int)sizeof chemin)
		return -1;
	fd = mkostemp(chemin, O_CLOEXEC);
	if (fd >= 0)
		(void)unlink(chemin);
	return fd;
}

static void au_fichier(struct brouillon *b)
{
	const char *p = b->memoire.p;
	size_t n = b->memoire.n;

	if (b->fd < 0)
		b->fd = fichier_temporaire();
	b->panne = b->panne || b->fd < 0;
	while (n && !b->panne) {
		const ssize_t ecrit = write(b->fd, p, n);

		if (ecrit >= 0) {
			p += ecrit;
			n -= (size_t)ecrit;
		} else if (errno != EINTR) {
			b->panne = true;
		}
	}
	b->dans_fichier += b->memoire.n;
	buf_reset(&b->memoire);
}

uint64_t brouillon_ajouter(struct brouillon *b, struct str texte)
{
	if (texte.n > b->memoire.max - b->memoire.n)
		au_fichier(b);
	const uint64_t ou = b->dans_fichier + b->memoire.n;

	buf_str(&b->memoire, texte);
	return ou;
}

enum err brouillon_fin(struct brouillon *b, struct incident *inc)
{
	if (b->fd >= 0 && !b->panne) {
		au_fichier(b);
		buf_free(&b->memoire);
		buf_init(&b->memoire, MEMOIRE_MAX);
	}
	if (!b->panne && !buf_depasse(&b->memoire))
		return OK;
	incident_set(inc, E_PANNE,
		     "Le résultat n'a pas pu être préparé dans le dossier temporaire.");
	incident_remede(inc, "Libérez de la place dans %s, ou donnez un autre dossier par TMPDIR.",
			getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	return E_PANNE;
}

enum err brouillon_copier(struct brouillon *b, uint64_t ou, size_t n, struct sortie *s)
{
	if (b->fd < 0) {
		sortie_ajouter(s, str_sub(buf_view(&b->memoire), ou, n));
		return OK;
	}
	while (n) {
		char *libre;
		size_t pas = n < sizeof s->tampon ? n : sizeof s->tampon;
		ssize_t lu;

		if (pas > sizeof s->tampon - s->n)
			vider(s);
		libre = s->tampon + s->n;
		lu = pread(b->fd, libre, pas, (off_t)ou);
		if (lu < 0 && errno == EINTR)
			continue;
		if (lu <= 0)
			return E_PANNE;
		s->n += (size_t)lu;
		ou += (uint64_t)lu;
		n -= (size_t)lu;
	}
	return OK;
}
