/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * depot.c - mkostemp, fsync, rename
 */
#include "cli/depot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/erreur.h"
#include "cli/cli.h"
#include "cli/sortie.h"

enum { TAMPON_MAX = 64 * 1024 * 1024, TAMPON_PLEIN = 256 * 1024 };

static enum err panne(const struct depot *d, int erreur, struct incident *inc)
{
	incident_set(inc, E_PANNE, "Le résultat n'a pas pu être écrit dans %s.",
		     d->fichier ? d->fichier : "le dossier temporaire");
	incident_detail(inc, "Cause : %s.", erreur_phrase(erreur));
	incident_remede(inc,
			d->fichier ? "Vérifiez le dossier, ses droits et la place libre."
				   : "Libérez de la place, ou donnez un autre dossier par TMPDIR.");
	return E_PANNE;
}

/* The rights of the file that is replaced, else those of a new file. */
static mode_t droits(const struct stat *avant)
{
	mode_t masque;

	if (avant)
		return avant->st_mode & 0777;
	masque = umask(0);
	(void)umask(masque);
	return 0666 & ~masque;
}

static const char *dossier_temporaire(void)
{
	const char *dossier = getenv("TMPDIR");

	return dossier && dossier[0] ? dossier : "/tmp";
}

enum err depot_ouvrir(struct depot *d, const char *fichier, struct incident *inc)
{
	struct stat avant;
	bool existe;
	int n, erreur;

	if (fichier && strcmp(fichier, "-") == 0)
		fichier = NULL;
	existe = fichier && stat(fichier, &avant) == 0;
	*d = (struct depot){.fichier = fichier, .fd = -1};
	buf_init(&d->tampon, TAMPON_MAX);
	if (existe && !S_ISREG(avant.st_mode)) {
		incident_set(inc, E_REFUS, "« %s » n'est pas un fichier ordinaire.", fichier);
		incident_remede(inc,
				"Donnez un nom de fichier à -o, ou rien pour la sortie standard.");
		return E_REFUS;
	}
	if (fichier && (erreur = fichier_cible(fichier, d->cible)))
		return panne(d, erreur, inc);
	if (fichier)
		n = snprintf(d->temporaire, sizeof d->temporaire, "%s.XXXXXX", d->cible);
	else
		n = snprintf(d->temporaire, sizeof d->temporaire, "%s/relais-XXXXXX",
			     dossier_temporaire());
	errno = ENAMETOOLONG;
	if (n < (int)sizeof d->temporaire)
		d->fd = mkostemp(d->temporaire, O_CLOEXEC);
	if (d->fd < 0) {
		d->temporaire[0] = '\0';
		return panne(d, errno, inc);
	}
	(void)fchmod(d->fd, fichier ? droits(existe ? &avant : NULL) : 0600);
	return OK;
}

struct buf *depot_tampon(struct depot *d)
{
	return &d->tampon;
}

static void vider(struct depot *d)
{
	const char *p = d->tampon.p;
	size_t n = d->tampon.n;

	if (buf_depasse(&d->tampon) && !d->erreur)
		d->erreur = EFBIG;
	while (n && !d->erreur) {
		const ssize_t ecrit = write(d->fd, p, n);

		if (ecrit >= 0) {
			p += ecrit;
			n -= (size_t)ecrit;
		} else if (errno != EINTR) {
			d->erreur = errno;
		}
	}
	buf_reset(&d->tampon);
}

void depot_suite(struct depot *d)
{
	if (d->tampon.n >= TAMPON_PLEIN)
		vider(d);
}

/* What was written goes to stdout, from the file of that name: a library may have replaced ours. */
static enum err copier(struct depot *d, struct incident *inc)
{
	char morceau[SORTIE_TAMPON];
	const int fd = open(d->temporaire, O_RDONLY | O_CLOEXEC);
	struct sortie s;
	ssize_t lu = -1;

	if (fd < 0)
		return panne(d, errno, inc);
	sortie_init(&s);
	while ((lu = read(fd, morceau, sizeof morceau)) > 0)
		sortie_ajouter(&s, (struct str){morceau, (size_t)lu});
	const int erreur = lu < 0 ? errno : 0;

	(void)close(fd);
	if (erreur)
		return panne(d, erreur, inc);
	if (sortie_fin(&s, SORTIE_OK) == SORTIE_OK)
		return OK;
	return incident_set(inc, E_PANNE, "La sortie s'est interrompue.");
}

enum err depot_finir(struct depot *d, struct incident *inc)
{
	vider(d);
	if (!d->erreur && d->fichier && fsync(d->fd))
		d->erreur = errno;
	if (close(d->fd) && !d->erreur)
		d->erreur = errno;
	d->fd = -1;
	if (d->erreur)
		return panne(d, d->erreur, inc);
	if (!d->fichier)
		return copier(d, inc);
	if (rename(d->temporaire, d->cible))
		return panne(d, errno, inc);
	d->temporaire[0] = '\0';
	return OK;
}

void depot_abandonner(struct depot *d)
{
	if (d->fd >= 0)
		(void)close(d->fd);
	d->fd = -1;
	if (d->temporaire[0])
		(void)unlink(d->temporaire);
	d->temporaire[0] = '\0';
	buf_free(&d->tampon);
}
