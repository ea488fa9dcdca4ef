/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * processus.h - another program, run to its end or beside the test
 */
#ifndef RELAIS_TESTS_PROCESSUS_H
#define RELAIS_TESTS_PROCESSUS_H

#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Its standard descriptors: 0 input, 1 output, 2 errors; -1: that of the test. 0: it could not be started. */
static inline pid_t processus_lancer(const char *const *argv, const int descripteurs[3])
{
	posix_spawn_file_actions_t actions;
	pid_t pid = 0;

	(void)posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 3; i++)
		if (descripteurs[i] >= 0)
			(void)posix_spawn_file_actions_adddup2(&actions, descripteurs[i], i);
	if (posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ))
		pid = 0;
	(void)posix_spawn_file_actions_destroy(&actions);
	return pid;
}

/* Its exit code; -1: it did not exit by itself. */
static inline int processus_fin(pid_t pid)
{
	int etat;

	return pid > 0 && waitpid(pid, &etat, 0) == pid && WIFEXITED(etat) ? WEXITSTATUS(etat) : -1;
}

/* A whole command, silent: its exit code. */
#define COMMANDE(...) commande((const char *const[]){__VA_ARGS__, NULL})
static inline int commande(const char *const *argv)
{
	const int rien = open("/dev/null", O_RDWR | O_CLOEXEC);
	const int fin = processus_fin(processus_lancer(argv, (const int[3]){rien, rien, rien}));

	(void)close(rien);
	return fin;
}

#endif
