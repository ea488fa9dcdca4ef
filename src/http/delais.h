/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * delais.h - every connection has an instant by which it must have gone on, or is cut
 *
 * A time-out on inactivity alone lets a client hold a connection for ever by sending a byte now and then. Here each phase of an exchange has its
 * own end, whatever trickles in. A thread looks at them all a few times a second and shuts down the socket of those that are late; the loop, which alone closes
 * sockets, then sees the end of the connection. Called by the loop, but where said.
 */
#ifndef RELAIS_HTTP_DELAIS_H
#define RELAIS_HTTP_DELAIS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum phase {
	PHASE_INACTIVE, /* between two requests, or before the first line of one */
	PHASE_ENTETES,
	PHASE_CORPS,
	PHASE_TRAITEMENT, /* no end: the handler's own limits are its end */
	PHASE_REPONSE,
};

struct liaison {
	int fd;
	enum phase phase;
	int64_t echeance; /* in ms of the monotonic clock; 0: none */
	bool coupee;
	struct liaison *avant, *apres;
};

struct delais {
	pthread_mutex_t verrou;
	pthread_cond_t reveil, calme;
	pthread_t fil;
	struct liaison *premiere;
	size_t ouvertes, actives; /* actives: not PHASE_INACTIVE */
	uint64_t coupees;
	bool fini, arret;
	int inactif_ms, entetes_ms, echange_ms, debit; /* debit: bytes a millisecond */
};

int64_t delais_horloge_us(void); /* monotonic */
/* Starts the thread; the durations are set before. delais_fin ends it, when no connection is left. */
void delais_init(struct delais *d);
void delais_fin(struct delais *d);

struct liaison *delais_ouvrir(struct delais *d, int fd);
void delais_fermer(struct delais *d, struct liaison *l); /* before its socket is closed */
/* The next phase; octets: of the body to come, or of the answer that leaves. */
void delais_phase(struct delais *d, struct liaison *l, enum phase phase, uint64_t octets);

/* By the thread that ends the server: from now on a connection without request is cut at once. */
void delais_arret(struct delais *d);
/* Wait until no connection is in an exchange. False: some still are after that many ms. */
bool delais_attendre(struct delais *d, int ms);

struct delais_etat {
	size_t ouvertes, actives;
	uint64_t coupees;
};
struct delais_etat delais_etat(struct delais *d); /* by any thread */

#endif
