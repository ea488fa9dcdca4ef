/* SPDX-License-Identifier: EUPL-1.2 */
/* base_enclos_test.c - what an enclosed process can do no more, each tried in a process of its own */
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/enclos.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { LIBRE = 1 };
#else
enum { LIBRE = 0 };
#endif

enum { MEMOIRE = 64 * 1024 * 1024 };
static const char FICHIER[] = "/tmp/relais-enclos-test";

/* How a process ended that was enclosed, then did this: its exit code, or 1000 and the signal. */
static int enfermer(int (*faire)(void))
{
	int etat = 0;
	const pid_t pid = fork();

	if (!pid) {
		enclos_fermer(&(struct enclos){.memoire = MEMOIRE, .cpu_s = 1, .descripteurs = 8});
		_exit(faire());
	}
	(void)waitpid(pid, &etat, 0);
	return WIFSIGNALED(etat) ? 1000 + WTERMSIG(etat) : WEXITSTATUS(etat);
}

static int rien(void)
{
	return 0;
}

static int lire_un_fichier(void)
{
	return open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0 ? errno : 0;
}

static int lire_une_bibliotheque(void)
{
	return open("/usr/lib/os-release", O_RDONLY | O_CLOEXEC) < 0 ? errno : 0;
}

static int creer_un_fichier(void)
{
	return open(FICHIER, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) < 0 ? errno : 0;
}

static int parler_au_reseau(void)
{
	return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) < 0 ? errno : 0;
}

static int se_dedoubler(void)
{
	const pid_t pid = fork();

	if (!pid)
		_exit(0);
	return pid < 0 ? errno : 0;
}

static int lancer_un_programme(void)
{
	char *const argv[] = {NULL};

	return execv("/bin/true", argv) < 0 ? errno : 0;
}

static int prendre_de_la_memoire(void)
{
	return mmap(NULL, 2UL * MEMOIRE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0) == MAP_FAILED
		       ? errno
		       : 0;
}

static int tourner(void)
{
	volatile bool sans_fin = true;

	while (sans_fin)
		;
	return 0;
}

/* A descriptor that was open before is not there any more. */
static int garder_un_descripteur(void)
{
	return fcntl(40, F_GETFD) < 0 ? errno : 0;
}

TEST(ce_qui_ne_sert_pas_a_lire_des_octets_est_refuse)
{
	if (LIBRE)
		SKIP("sous un outil d'analyse, seul le temps est limité");
	EQ_INT(enfermer(rien), 0);
	EQ_INT(enfermer(lire_un_fichier), EACCES);
	EQ_INT(enfermer(lire_une_bibliotheque), 0);
	EQ_INT(enfermer(creer_un_fichier), EACCES);
	OK(access(FICHIER, F_OK) < 0);
	EQ_INT(enfermer(parler_au_reseau), EPERM);
	EQ_INT(enfermer(se_dedoubler), EPERM);
	OK(enfermer(lancer_un_programme) == EPERM);
	EQ_INT(enfermer(prendre_de_la_memoire), ENOMEM);
	(void)dup2(STDERR_FILENO, 40);
	EQ_INT(enfermer(garder_un_descripteur), EBADF);
	(void)close(40);
}

TEST(le_temps_de_travail_est_compte)
{
	const int fin = enfermer(tourner);

	OK(fin == 1000 + SIGXCPU || fin == 1000 + SIGKILL);
}
