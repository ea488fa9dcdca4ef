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

enum { LIENS_MAX = 40 };

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

/* One link followed: its text alone, or beside the folder in which the link stands. 0, or the errno. */
static int suivre(char chemin[FICHIER_CHEMIN_MAX], struct str cible)
{
	const char *dossier = strrchr(chemin, '/');
	const size_t n = dossier && cible.p[0] != '/' ? (size_t)(dossier + 1 - chemin) : 0;

	if (n + cible.n >= FICHIER_CHEMIN_MAX)
		return ENAMETOOLONG;
	memcpy(chemin + n, cible.p, cible.n);
	chemin[n + cible.n] = '\0';
	return 0;
}

int fichier_cible(const char *chemin, char ret[FICHIER_CHEMIN_MAX])
{
	int erreur = 0;

	if (snprintf(ret, FICHIER_CHEMIN_MAX, "%s", chemin) >= FICHIER_CHEMIN_MAX)
		return ENAMETOOLONG;
	for (int i = 0; !erreur && i < LIENS_MAX; i++) {
		char lien[FICHIER_CHEMIN_MAX];
		const ssize_t n = readlink(ret, lien, sizeof lien);

		/* Not a link, or nothing there: whoever writes says what is wrong with it. */
		if (n <= 0)
			return 0;
		erreur = suivre(ret, (struct str){lien, (size_t)n});
	}
	return erreur ? erreur : ELOOP;
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
	char temporaire[FICHIER_CHEMIN_MAX], cible[FICHIER_CHEMIN_MAX];
	struct stat st;
	int erreur;

	if (stat(chemin, &st) == 0 && !S_ISREG(st.st_mode)) {
		incident_set(inc, E_REFUS, "« %s » existe et n'est pas un fichier.", chemin);
		incident_remede(inc, "Donnez un nom de fichier.");
		return E_REFUS;
	}
	erreur = fichier_cible(chemin, cible);
	/* One name a process: two that write the same file at once do not mix. */
	if (!erreur && snprintf(temporaire, sizeof temporaire, "%s.%ld.tmp", cible,
				(long)getpid()) >= (int)sizeof temporaire)
		erreur = ENAMETOOLONG;
	if (!erreur)
		erreur = deposer(temporaire, cible, texte);
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
