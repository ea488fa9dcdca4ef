/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * enclos.h - a process that is about to read foreign bytes gives up what it does not need
 */
#ifndef RELAIS_BASE_ENCLOS_H
#define RELAIS_BASE_ENCLOS_H

#include <stddef.h>

struct enclos {
	size_t memoire; /* bytes of address space */
	unsigned cpu_s; /* seconds of work */
	unsigned descripteurs; /* open files */
};

/*
 * From now on, for ever: those limits; no byte written into a file, no core; no descriptor but the three standard ones; no new process, no
 * socket, no other program; of the files only what a library may load (/usr/lib), and what is open already. It dies with the process that started
 * it. What the kernel does not know (Landlock, seccomp) is left out: the rest holds. Under a sanitizer, which needs memory, threads and files of its own, only
 * the time is limited.
 */
void enclos_fermer(const struct enclos *e);

#endif
