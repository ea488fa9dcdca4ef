/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * panne.c - preloaded before the program under test: its k-th write, or its k-th allocation, goes wrong
 *
 * RELAIS_PANNE is « mode:k ». Calls that change a file are counted (write, pwrite, fsync, fdatasync, ftruncate, rename, unlink, open that
 * creates), of any descriptor after the three standard ones:
 *   tue      the process is killed (SIGKILL) instead of its k-th call
 *   dechire  the same, after half of the bytes when the call writes any
 *   court    the k-th call, if it writes, writes half of the bytes and says so; the program must write the rest
 *   eio      from the k-th call on, each fails with EIO
 *   plein    the k-th call writes half of its bytes, then nothing more can be written: ENOSPC
 *   memoire  the k-th allocation fails, only that one
 * With RELAIS_PANNE_COMPTE, a file, « writes allocations » of the whole run are written there at its end.
 */
#include <errno.h>
#include <fcntl.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { RIEN, TUE, DECHIRE, COURT, EIO_, PLEIN, MEMOIRE, MODES };

/* What a call must do. */
enum sort { FAIRE, MOITIE, ECHOUER };

static enum mode mode;
static long rang;
static atomic_long ecritures, allocations;

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t taille);
extern void *__libc_realloc(void *p, size_t n);

__attribute__((constructor)) static void lire_demande(void)
{
	static const char *const NOMS[MODES] = {"rien", "tue",   "dechire", "court",
						"eio",  "plein", "memoire"};
	const char *panne = getenv("RELAIS_PANNE"), *k = panne ? strchr(panne, ':') : NULL;

	for (int m = 0; k && m < MODES; m++)
		if (strlen(NOMS[m]) == (size_t)(k - panne) &&
		    strncmp(NOMS[m], panne, (size_t)(k - panne)) == 0) {
			rang = strtol(k + 1, NULL, 10);
			mode = (enum mode)m;
		}
}

__attribute__((destructor)) static void dire_compte(void)
{
	const char *chemin = getenv("RELAIS_PANNE_COMPTE");
	FILE *f;

	mode = RIEN;
	if (!chemin || !(f = fopen(chemin, "w")))
		return;
	fprintf(f, "%ld %ld\n", atomic_load(&ecritures), atomic_load(&allocations));
	fclose(f);
}

typedef void (*fonction)(void);

static fonction vraie(const char *nom)
{
	void *p = dlsym(RTLD_NEXT, nom);
	fonction f;

	if (!p)
		abort();
	memcpy(&f, &p, sizeof f); /* ISO C has no conversion from one to the other */
	return f;
}

static void mourir(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

/* One call that changes a file; `ecrit`: it writes bytes, so that half of it can be done. */
static enum sort sort_de(bool ecrit)
{
	const long n = 1 + atomic_fetch_add(&ecritures, 1);

	if (mode == RIEN || mode == MEMOIRE || n < rang)
		return FAIRE;
	switch (mode) {
	case TUE:
		mourir();
		break;
	case DECHIRE:
		if (!ecrit)
			mourir();
		return MOITIE;
	case COURT:
		return ecrit && n == rang ? MOITIE : FAIRE;
	case EIO_:
		errno = EIO;
		return ECHOUER;
	case PLEIN:
		if (!ecrit)
			return FAIRE;
		errno = ENOSPC;
		return n == rang ? MOITIE : ECHOUER;
	default:
		break;
	}
	return FAIRE;
}

/* What follows the half of a write. */
static ssize_t apres_moitie(ssize_t fait)
{
	if (mode == DECHIRE)
		mourir();
	return fait;
}

ssize_t write(int fd, const void *p, size_t n)
{
	ssize_t (*f)(int, const void *, size_t) =
		(ssize_t(*)(int, const void *, size_t))vraie("write");

	if (fd <= STDERR_FILENO)
		return f(fd, p, n);
	switch (sort_de(true)) {
	case MOITIE:
		return apres_moitie(f(fd, p, n / 2 ? n / 2 : n));
	case ECHOUER:
		return -1;
	default:
		return f(fd, p, n);
	}
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t ou)
{
	ssize_t (*f)(int, const void *, size_t, off64_t) =
		(ssize_t(*)(int, const void *, size_t, off64_t))vraie("pwrite64");

	switch (sort_de(true)) {
	case MOITIE:
		return apres_moitie(f(fd, p, n / 2 ? n / 2 : n, ou));
	case ECHOUER:
		return -1;
	default:
		return f(fd, p, n, ou);
	}
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t ou)
{
	return pwrite64(fd, p, n, ou);
}

#define APPEL_FD(nom)                                                                              \
	int nom(int fd)                                                                            \
	{                                                                                          \
		return sort_de(false) == ECHOUER ? -1 : ((int (*)(int))vraie(#nom))(fd);           \
	}
APPEL_FD(fsync)
APPEL_FD(fdatasync)

int ftruncate64(int fd, off64_t n)
{
	return sort_de(false) == ECHOUER ? -1
					 : ((int (*)(int, off64_t))vraie("ftruncate64"))(fd, n);
}

int ftruncate(int fd, off_t n)
{
	return ftruncate64(fd, n);
}

int unlink(const char *chemin)
{
	return sort_de(false) == ECHOUER ? -1 : ((int (*)(const char *))vraie("unlink"))(chemin);
}

int rename(const char *de, const char *a)
{
	return sort_de(false) == ECHOUER
		       ? -1
		       : ((int (*)(const char *, const char *))vraie("rename"))(de, a);
}

int open64(const char *chemin, int drapeaux, ...)
{
	va_list args;
	mode_t droits;

	va_start(args, drapeaux);
	droits = drapeaux & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	if ((drapeaux & O_CREAT) && sort_de(false) == ECHOUER)
		return -1;
	return ((int (*)(const char *, int, ...))vraie("open64"))(chemin, drapeaux, droits);
}

int open(const char *chemin, int drapeaux, ...)
{
	va_list args;
	mode_t droits;

	va_start(args, drapeaux);
	droits = drapeaux & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open64(chemin, drapeaux, droits);
}

static bool refuser_memoire(void)
{
	const long n = 1 + atomic_fetch_add(&allocations, 1);

	if (mode != MEMOIRE || n != rang)
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t n)
{
	return refuser_memoire() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t taille)
{
	return refuser_memoire() ? NULL : __libc_calloc(n, taille);
}

void *realloc(void *p, size_t n)
{
	return refuser_memoire() ? NULL : __libc_realloc(p, n);
}
