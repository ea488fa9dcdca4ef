/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fichier.c - read(2) until the piece is whole, write(2) until all is written
 */
#include "base/fichier.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/erreur.h"

enum { CHEMIN_MAX = 4096 };

ssize_t fichier_lire(int fd, char *p, size_t n)
{
	size_t fait = 0;

	while (fait < n) {
		const ssize_t lu = read(fd, p + fait, n - fait);

		if (lu < 0 && errno == EINTR)
			continue;
		if (lu < 0)
			return -1;
		if (lu == 0)
			break;
		fait += (size_t)lu;
	}
	return (ssize_t)fait;
}

/* 0, or the errno of what failed. */
static int ecrire(int fd, struct str texte)
{
	while (texte.n) {
		const ssize_t ecrit = write(fd, texte.p, texte.n);

		if (ecrit < 0 && errno != EINTR)
			return errno;
		if (ecrit > 0)
			texte = (struct str){texte.p + ecrit, texte.n - (size_t)ecrit};
	}
	/* Renamed before its bytes are on the disk, it could be found empty after a power cut. */
	return fsync(fd) ? errno : 0;
}

/* Under the temporary name, then under its own; 0, or the errno. */
static int deposer(const char *temporaire, const char *chemin, struct str texte)
{
	const int fd =
		open(temporaire, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	int erreur;

	if (fd < 0)
		return errno;
	erreur = ecrire(fd, texte);
	if (close(fd) && !erreur)
		erreur = errno;
	if (!erreur && rename(temporaire, chemin))
		erreur = errno;
	if (erreur)
		(void)unlink(temporaire);
	return erreur;
}

enum err fichier_remplacer(const char *chemin, struct str texte, struct incident *inc)
{
	char temporaire[CHEMIN_MAX];
	struct stat st;
	int erreur;

	if (stat(chemin, &st) == 0 && !S_ISREG(st.st_mode)) {
		incident_set(inc, E_REFUS, "« %s » existe et n'est pas un fichier.", chemin);
		incident_remede(inc, "Donnez un nom de fichier.");
		return E_REFUS;
	}
	/* One name a process: two that write the same file at once do not mix. */
	if (snprintf(temporaire, sizeof temporaire, "%s.%ld.tmp", chemin, (long)getpid()) >=
	    (int)sizeof temporaire)
		erreur = ENAMETOOLONG;
	else
		erreur = deposer(temporaire, chemin, texte);
	if (!erreur)
		return OK;
	incident_set(inc, E_PANNE, "Le fichier « %s » n'a pas pu être écrit : %s.", chemin,
		     erreur_phrase(erreur));
	incident_remede(inc,
			"Vérifiez que le dossier existe, que vous pouvez y écrire et qu'il y reste "
			"de la place.");
	return E_PANNE;
}

int64_t fichier_taille(const char *chemin)
{
	struct stat st;

	return stat(chemin, &st) == 0 && S_ISREG(st.st_mode) ? (int64_t)st.st_size : -1;
}
