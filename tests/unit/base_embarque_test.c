/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_embarque_test.c - what travels inside the program is found, followed by a NUL, in order
 */
#include "tap.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/embarque.h"

static void table(const struct embarque *t)
{
	size_t n = 0;

	for (; t[n].nom; n++) {
		OK(t[n].octets[t[n].taille] == '\0');
		OK(n == 0 || strcmp(t[n - 1].nom, t[n].nom) < 0);
	}
	OK(n > 0);
}

TEST(the_migrations_are_in_order)
{
	table(embarque_migrations);
}

TEST(every_table_of_data_is_found)
{
	table(embarque_donnees);
	for (const struct embarque *e = embarque_donnees; e->nom; e++)
		OK(embarque_donnee(e->nom) == e);
}

TEST(what_the_build_forgot_is_a_bug)
{
	pid_t pid = fork();
	int status;

	MUST(pid >= 0);
	if (pid == 0) {
		close(STDERR_FILENO);
		_exit(embarque_donnee("absent.csv") == NULL);
	}
	MUST(waitpid(pid, &status, 0) == pid);
	OK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}
