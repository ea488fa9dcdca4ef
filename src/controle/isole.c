/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * isole.c - the process is started, listened to until the time is over, and ended
 */
#include "controle/isole.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/erreur.h"
#include "base/limites.h"

enum { FIN_MS = 200 };

struct enfant {
	pid_t pid;
	int lit; /* what it says */
};

static int64_t maintenant_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static enum err impossible(struct incident *inc, int erreur)
{
	incident_set(inc, E_PANNE, "Le contrôle ne peut pas être fait en ce moment : %s.",
		     erreur_phrase(erreur));
	incident_remede(inc, "Recommencez dans quelques minutes.");
	return E_PANNE;
}

/* A file without a name that holds the bytes; -1: errno says why. */
static int deposer(struct str octets)
{
	const int fd = memfd_create("relais", MFD_CLOEXEC);
	size_t fait = 0;

	while (fd >= 0 && fait < octets.n) {
		const ssize_t n = write(fd, octets.p + fait, octets.n - fait);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			const int erreur = errno;

			(void)close(fd);
			errno = erreur;
			return -1;
		}
		fait += (size_t)n;
	}
	return fd;
}

/*
 * The descriptors of the server are all close-on-exec; nothing else is inherited either: no environment (it may hold the password of a base), no blocked
 * signal.
 */
static int demarrer(const struct isole_demande *d, int fichier, int sortie, pid_t *pid)
{
	const char *const argv[] = {"relais", "_lire", d->nom, NULL};
	const char *const env[] = {NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributs;
	sigset_t aucun, tous;
	int erreur;

	(void)sigemptyset(&aucun);
	(void)sigfillset(&tous);
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawnattr_init(&attributs);
	(void)posix_spawnattr_setsigmask(&attributs, &aucun);
	(void)posix_spawnattr_setsigdefault(&attributs, &tous);
	(void)posix_spawnattr_setflags(&attributs, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	(void)posix_spawn_file_actions_adddup2(&actions, fichier, STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&actions, sortie, STDOUT_FILENO);
	(void)posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	(void)posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	erreur = posix_spawn(pid, d->programme ? d->programme : "/proc/self/exe", &actions,
			     &attributs, (char *const *)(uintptr_t)argv,
			     (char *const *)(uintptr_t)env);
	(void)posix_spawnattr_destroy(&attributs);
	(void)posix_spawn_file_actions_destroy(&actions);
	return erreur;
}

static enum err lancer(const struct isole_demande *d, struct enfant *e, struct incident *inc)
{
	const int fichier = deposer(d->octets);
	int tube[2], erreur;

	if (fichier < 0)
		return impossible(inc, errno);
	if (pipe2(tube, O_CLOEXEC) < 0) {
		erreur = errno;
	} else {
		erreur = demarrer(d, fichier, tube[1], &e->pid);
		(void)close(tube[1]);
		e->lit = tube[0];
		if (erreur)
			(void)close(tube[0]);
	}
	(void)close(fichier);
	return erreur ? impossible(inc, erreur) : OK;
}

static enum err trop_long(struct incident *inc)
{
	incident_set(
		inc, E_INVALIDE,
		"La lecture de ce fichier a été arrêtée : elle demandait plus de temps que ce contrôle n'en donne.");
	incident_remede(
		inc,
		"S'il est gros, donnez-le en plusieurs parties ; s'il est petit, il est abîmé ou piégé : refaites l'export.");
	return E_INVALIDE;
}

/* It stopped without a word: how it ended says why. */
static enum err muet(int etat, struct incident *inc)
{
	if (WIFSIGNALED(etat) && (WTERMSIG(etat) == SIGXCPU || WTERMSIG(etat) == SIGKILL))
		return trop_long(inc);
	incident_set(inc, E_INVALIDE, "La lecture de ce fichier s'est arrêtée avant la fin.");
	incident_detail(inc, "Il demande trop de mémoire, ou il est abîmé.");
	incident_remede(inc, "Refaites l'export, ou donnez-le en plusieurs parties.");
	return E_INVALIDE;
}

/* Until it said all, or stopped (*ferme), or the time is over. */
static enum err ecouter(const struct enfant *enfant, int64_t fin, struct ecoute *e, bool *ferme,
			struct incident *inc)
{
	char morceau[LIMITE_LECTURE];

	for (;;) {
		struct pollfd attente = {.fd = enfant->lit, .events = POLLIN};
		const int64_t reste = fin - maintenant_ms();
		const int pret = reste > 0 ? poll(&attente, 1, (int)reste) : 0;

		if (!pret)
			return trop_long(inc);
		if (pret < 0) /* a signal */
			continue;
		const ssize_t n = read(enfant->lit, morceau, sizeof morceau);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			*ferme = true;
			return OK;
		}
		const enum err err = ecoute_nourrir(e, morceau, (size_t)n, inc);

		if (err)
			return err;
	}
}

/* It is gone when this returns: how it ended. Whoever has closed its end may still run, and has a moment to end by itself. */
static int finir(pid_t pid, bool ferme)
{
	const int fd = ferme ? pidfd_open(pid, 0) : -1;
	struct pollfd attente = {.fd = fd, .events = POLLIN};
	int etat = 0;

	if (fd < 0 || poll(&attente, 1, FIN_MS) != 1)
		(void)kill(pid, SIGKILL);
	if (fd >= 0)
		(void)close(fd);
	while (waitpid(pid, &etat, 0) < 0 && errno == EINTR)
		;
	return etat;
}

enum err isole_lire(const struct isole_demande *d, struct ecoute_puits puits, struct incident *inc)
{
	const int64_t fin = maintenant_ms() + (d->delai_ms ? d->delai_ms : LIMITE_CONTROLE_MS);
	struct enfant enfant;
	struct ecoute ecoute;
	bool ferme = false;
	int etat;
	enum err err = lancer(d, &enfant, inc);

	if (err)
		return err;
	ecoute_init(&ecoute, puits);
	err = ecouter(&enfant, fin, &ecoute, &ferme, inc);
	(void)close(enfant.lit);
	etat = finir(enfant.pid, ferme);
	if (!err && !ecoute_finie(&ecoute))
		err = muet(etat, inc);
	ecoute_liberer(&ecoute);
	return err;
}
