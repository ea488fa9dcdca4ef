/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * delais.c - the list of connections, and the thread that cuts the late ones
 *
 * A socket is shut down under the lock that delais_fermer takes before libmicrohttpd closes it: its number cannot be another connection's by then.
 */
#include "http/delais.h"

#include <errno.h>
#include <sys/socket.h>
#include <time.h>

#include "base/err.h"
#include "base/mem.h"

enum { RONDE_MS = 100 };

int64_t delais_horloge_us(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t))
		BUG("no monotonic clock");
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t maintenant(void)
{
	return delais_horloge_us() / 1000;
}

/* Wait on a condition until that instant. */
static bool attendre(struct delais *d, pthread_cond_t *quoi, int64_t jusqu_a_ms)
{
	const struct timespec t = {.tv_sec = (time_t)(jusqu_a_ms / 1000),
				   .tv_nsec = (long)(jusqu_a_ms % 1000) * 1000000};

	return pthread_cond_timedwait(quoi, &d->verrou, &t) != ETIMEDOUT;
}

static void ronde(struct delais *d)
{
	const int64_t ici = maintenant();

	for (struct liaison *l = d->premiere; l; l = l->apres) {
		const bool tard = l->echeance && l->echeance <= ici;

		if (l->coupee || !(tard || (d->arret && l->phase == PHASE_INACTIVE)))
			continue;
		(void)shutdown(l->fd, SHUT_RDWR);
		l->coupee = true;
		d->coupees += tard;
	}
}

static void *garder(void *arg)
{
	struct delais *d = arg;

	pthread_mutex_lock(&d->verrou);
	while (!d->fini) {
		ronde(d);
		(void)attendre(d, &d->reveil, maintenant() + RONDE_MS);
	}
	pthread_mutex_unlock(&d->verrou);
	return NULL;
}

void delais_init(struct delais *d)
{
	pthread_condattr_t monotone;

	if (pthread_condattr_init(&monotone) ||
	    pthread_condattr_setclock(&monotone, CLOCK_MONOTONIC) ||
	    pthread_mutex_init(&d->verrou, NULL) || pthread_cond_init(&d->reveil, &monotone) ||
	    pthread_cond_init(&d->calme, &monotone) || pthread_create(&d->fil, NULL, garder, d))
		mem_epuisee();
	pthread_condattr_destroy(&monotone);
}

void delais_fin(struct delais *d)
{
	pthread_mutex_lock(&d->verrou);
	d->fini = true;
	pthread_cond_signal(&d->reveil);
	pthread_mutex_unlock(&d->verrou);
	(void)pthread_join(d->fil, NULL);
	pthread_cond_destroy(&d->calme);
	pthread_cond_destroy(&d->reveil);
	pthread_mutex_destroy(&d->verrou);
}

/* Whether a connection is in an exchange is counted here, and nowhere else. */
static void passer(struct delais *d, struct liaison *l, enum phase phase)
{
	d->actives += phase != PHASE_INACTIVE;
	d->actives -= l->phase != PHASE_INACTIVE;
	l->phase = phase;
	if (!d->actives)
		pthread_cond_broadcast(&d->calme);
}

struct liaison *delais_ouvrir(struct delais *d, int fd)
{
	struct liaison *l = mem_alloc(sizeof *l);

	l->fd = fd;
	l->echeance = maintenant() + d->inactif_ms;
	pthread_mutex_lock(&d->verrou);
	l->apres = d->premiere;
	if (l->apres)
		l->apres->avant = l;
	d->premiere = l;
	d->ouvertes++;
	pthread_mutex_unlock(&d->verrou);
	return l;
}

void delais_fermer(struct delais *d, struct liaison *l)
{
	pthread_mutex_lock(&d->verrou);
	passer(d, l, PHASE_INACTIVE);
	if (l->avant)
		l->avant->apres = l->apres;
	else
		d->premiere = l->apres;
	if (l->apres)
		l->apres->avant = l->avant;
	d->ouvertes--;
	pthread_mutex_unlock(&d->verrou);
	mem_free(l);
}

void delais_phase(struct delais *d, struct liaison *l, enum phase phase, uint64_t octets)
{
	int64_t ms = 0;

	if (phase == PHASE_INACTIVE)
		ms = d->inactif_ms;
	else if (phase == PHASE_ENTETES)
		ms = d->entetes_ms;
	else if (phase != PHASE_TRAITEMENT)
		ms = d->echange_ms + (int64_t)(octets / (uint64_t)d->debit);
	pthread_mutex_lock(&d->verrou);
	passer(d, l, phase);
	l->echeance = ms ? maintenant() + ms : 0;
	pthread_mutex_unlock(&d->verrou);
}

void delais_arret(struct delais *d)
{
	pthread_mutex_lock(&d->verrou);
	d->arret = true;
	pthread_cond_signal(&d->reveil);
	pthread_mutex_unlock(&d->verrou);
}

bool delais_attendre(struct delais *d, int ms)
{
	const int64_t fin = maintenant() + ms;
	bool calme;

	pthread_mutex_lock(&d->verrou);
	while (d->actives && attendre(d, &d->calme, fin))
		;
	calme = !d->actives;
	pthread_mutex_unlock(&d->verrou);
	return calme;
}

struct delais_etat delais_etat(struct delais *d)
{
	struct delais_etat e;

	pthread_mutex_lock(&d->verrou);
	e = (struct delais_etat){d->ouvertes, d->actives, d->coupees};
	pthread_mutex_unlock(&d->verrou);
	return e;
}
