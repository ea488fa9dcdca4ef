/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_mem_test.c - the door to malloc
 */
#include "tap.h"

#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

TEST(what_is_allocated_is_zeroed)
{
	unsigned char *p = mem_alloc(1000);
	unsigned ou = 0;

	for (int i = 0; i < 1000; i++)
		ou |= p[i];
	EQ_INT(ou, 0);
	mem_free(p);
}

TEST(nothing_is_something)
{
	void *p = mem_alloc(0);
	void *q = mem_realloc(NULL, 0);

	OK(p != NULL);
	OK(q != NULL && q != p);
	q = mem_realloc(q, 0);
	OK(q != NULL);
	mem_free(p);
	mem_free(q);
	mem_free(NULL);
}

TEST(realloc_keeps_what_was_there)
{
	char *p = mem_realloc(NULL, 3);

	memcpy(p, "abc", 3);
	p = mem_realloc(p, 100000);
	OK(memcmp(p, "abc", 3) == 0);
	mem_free(p);
}

TEST(memory_exhausted_ends_the_process)
{
	size_t trop = SIZE_MAX / 4;
	pid_t pid;
	int status;

#ifdef __SANITIZE_ADDRESS__
	SKIP("under ASan, ASan itself ends the process");
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	SKIP("under ASan, ASan itself ends the process");
#endif
#endif
	pid = fork();
	MUST(pid >= 0);
	if (pid == 0) {
		close(STDERR_FILENO);
		_exit(mem_alloc(trop) != NULL);
	}
	MUST(waitpid(pid, &status, 0) == pid);
	OK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}
