/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * acces.h - the access log: one line of logfmt a request, written by a thread of its own
 *
 * A disk or a pipe that is stuck must not stop the loop: lines wait in a bounded buffer; those that find it full are lost, and counted.
 *
 * A line tells when, what was asked (method, path without its parameters), what was answered, how long it took, and a number that the answer carries too.
 * It does not tell who: no address, no browser, no referrer, no parameter, since these hold what people look for and type.
 */
#ifndef RELAIS_HTTP_ACCES_H
#define RELAIS_HTTP_ACCES_H

#include <pthread.h>

#include "http/http.h"

struct acces {
	pthread_mutex_t verrou;
	pthread_cond_t reveil;
	pthread_t fil;
	struct buf attente;
	uint64_t perdues;
	bool fini;
	void (*ecrire)(void *ctx, struct str lignes);
	void *ctx;
};

struct acces_ligne {
	int64_t instant; /* seconds since 1970 */
	uint64_t numero, octets;
	struct str methode, chemin;
	const char *refus; /* the guard's word; NULL: none */
	int statut; /* 0: the client left before its answer */
	int64_t duree_us;
};

/* ecrire NULL: nothing is kept, and no thread is made. acces_fin writes what still waits. */
void acces_init(struct acces *a, void (*ecrire)(void *ctx, struct str lignes), void *ctx);
void acces_fin(struct acces *a);
void acces_noter(struct acces *a, const struct acces_ligne *l);
uint64_t acces_perdues(struct acces *a); /* lines lost so far */

/* The line itself, ended by a line feed. Pure. */
void acces_ecrire(const struct acces_ligne *l, struct buf *out);

#endif
