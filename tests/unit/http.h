/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http.h - a server in this process, and a client that sends the bytes it is given
 */
#ifndef RELAIS_TESTS_HTTP_H
#define RELAIS_TESTS_HTTP_H

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/delais.h"
#include "http/http.h"

enum { HTTP_PATIENCE_MS = 5000, HTTP_RECU_MAX = 8 * 1024 * 1024 };

static inline void dormir_ms(int ms)
{
	const struct timespec t = {ms / 1000, (long)(ms % 1000) * 1000000};

	(void)nanosleep(&t, NULL);
}

/* A connection to that port of this machine; recu: bytes that the kernel may keep for us, 0: its choice. -1: none. */
static inline int client_connecter(int port, int recu)
{
	const struct sockaddr_in a = {.sin_family = AF_INET,
				      .sin_port = htons((uint16_t)port),
				      .sin_addr = {htonl(INADDR_LOOPBACK)}};
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || (recu && setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &recu, sizeof recu)) ||
	    connect(fd, (const struct sockaddr *)&a, sizeof a)) {
		if (fd >= 0)
			(void)close(fd);
		return -1;
	}
	return fd;
}

/* False: the other side has closed. */
static inline bool client_envoyer(int fd, struct str s)
{
	while (s.n) {
		const ssize_t n = send(fd, s.p, s.n, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		s = str_sub(s, (size_t)n, s.n);
	}
	return true;
}

/* Read until the other side closes (true), or says nothing for that long (false). */
static inline bool client_lire(int fd, int ms, struct buf *recu)
{
	char p[64 * 1024];
	struct pollfd attente = {.fd = fd, .events = POLLIN};

	while (poll(&attente, 1, ms) == 1) {
		const ssize_t n = recv(fd, p, sizeof p, 0);

		if (n <= 0)
			return true;
		buf_add(recu, p, (size_t)n);
	}
	return false;
}

/* Send these bytes, read all that comes until the server closes; NULL when it did not. */
static inline const char *client_demander(struct arena *a, int port, struct str octets)
{
	const int fd = client_connecter(port, 0);
	AUTO_BUF recu = {0};
	bool fini;

	buf_init(&recu, HTTP_RECU_MAX);
	if (fd < 0)
		return NULL;
	(void)client_envoyer(fd, octets);
	fini = client_lire(fd, HTTP_PATIENCE_MS, &recu);
	(void)close(fd);
	return fini ? arena_cstr(a, buf_view(&recu)) : NULL;
}

static inline const char *client_get(struct arena *a, int port, const char *cible)
{
	return client_demander(a, port,
			       str_of(arena_printf(a,
						   "GET %s HTTP/1.1\r\nHost: essai\r\n"
						   "Connection: close\r\n\r\n",
						   cible)));
}

/* The status of the first answer; 0: none. */
static inline int client_statut(const char *reponse)
{
	return reponse && strncmp(reponse, "HTTP/1.1 ", 9) == 0 ? (int)strtol(reponse + 9, NULL, 10)
								: 0;
}

static inline int client_reponses(const char *recu)
{
	int n = 0;

	for (const char *p = recu; p && (p = strstr(p, "HTTP/1.1 ")); p++)
		n += p[9] >= '1' && p[9] <= '5'; /* a page may speak of HTTP/1.1 */
	return n;
}

static inline const char *client_corps(const char *reponse)
{
	const char *p = reponse ? strstr(reponse, "\r\n\r\n") : NULL;

	return p ? p + 4 : "";
}

#endif
