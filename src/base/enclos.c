/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * enclos.c - rlimits, then Landlock for the files, then seccomp for the rest
 */
#include "base/enclos.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ENCLOS_LIBRE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ENCLOS_LIBRE 1
#endif
#endif
#ifndef ENCLOS_LIBRE
#define ENCLOS_LIBRE 0
#endif

static void limiter(int quoi, rlim_t combien)
{
	const struct rlimit l = {combien, combien};

	(void)setrlimit(quoi, &l);
}

#if !ENCLOS_LIBRE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/syscall.h>

/* Every access of the first version of Landlock; of them, /usr/lib may be read: libxml2 loads the tables of an encoding from there. */
static void fichiers(void)
{
	const struct landlock_ruleset_attr tout = {.handled_access_fs =
							   (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	const int regles = (int)syscall(SYS_landlock_create_ruleset, &tout, sizeof tout, 0);
	struct landlock_path_beneath_attr lib = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};

	if (regles < 0)
		return;
	lib.parent_fd = open("/usr/lib", O_PATH | O_CLOEXEC);
	if (lib.parent_fd >= 0) {
		(void)syscall(SYS_landlock_add_rule, regles, LANDLOCK_RULE_PATH_BENEATH, &lib, 0);
		(void)close(lib.parent_fd);
	}
	(void)syscall(SYS_landlock_restrict_self, regles, 0);
	(void)close(regles);
}

#if defined(__x86_64__)
#define ENCLOS_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ENCLOS_ARCH AUDIT_ARCH_AARCH64
#endif

/* What a reader of bytes has no use for fails with EPERM; another architecture's calls, whose numbers mean other things, end it. */
static void appels(void)
{
#ifdef ENCLOS_ARCH
	static const uint32_t REFUSES[] = {
		SYS_socket,
		SYS_socketpair,
		SYS_execve,
		SYS_execveat,
		SYS_clone,
		SYS_clone3,
		SYS_ptrace,
		SYS_process_vm_readv,
		SYS_process_vm_writev,
		SYS_kill,
		SYS_unshare,
		SYS_setns,
		SYS_mount,
		SYS_bpf,
		SYS_perf_event_open,
		SYS_io_uring_setup,
		SYS_userfaultfd,
		SYS_keyctl,
		SYS_add_key,
		SYS_pidfd_open,
#ifdef __x86_64__
		SYS_fork,
		SYS_vfork,
#endif
	};
	enum { N = sizeof REFUSES / sizeof *REFUSES, AVANT = 5 };
	struct sock_filter f[AVANT + N + 2] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ENCLOS_ARCH, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		/* numbers of the x32 calls */
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, N + 1, 0),
	};
	const struct sock_fprog programme = {AVANT + N + 2, f};

	for (unsigned i = 0; i < N; i++)
		f[AVANT + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, REFUSES[i],
							    (unsigned char)(N - i), 0);
	f[AVANT + N] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	f[AVANT + N + 1] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	(void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &programme);
#endif
}

static void enfermer(const struct enclos *e)
{
	(void)close_range(STDERR_FILENO + 1, ~0U, 0);
	limiter(RLIMIT_AS, e->memoire);
	limiter(RLIMIT_NOFILE, e->descripteurs);
	limiter(RLIMIT_FSIZE, 0);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	fichiers();
	appels();
}
#else
static void enfermer(const struct enclos *e)
{
	(void)e;
}
#endif

void enclos_fermer(const struct enclos *e)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	limiter(RLIMIT_CORE, 0);
	limiter(RLIMIT_CPU, e->cpu_s);
	enfermer(e);
}
