/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * file.c - a list under a lock
 */
#include "http/file.h"

#include <errno.h>
#include <time.h>

#include "base/mem.h"
#include "http/echange.h"

void file_init(struct file *f, size_t max)
{
	pthread_condattr_t monotone;

	f->max = max;
	if (pthread_condattr_init(&monotone) ||
	    pthread_condattr_setclock(&monotone, CLOCK_MONOTONIC) ||
	    pthread_mutex_init(&f->verrou, NULL) || pthread_cond_init(&f->travail, NULL) ||
	    pthread_cond_init(&f->fin, &monotone))
		mem_epuisee();
	pthread_condattr_destroy(&monotone);
}

void file_free(struct file *f)
{
	pthread_cond_destroy(&f->fin);
	pthread_cond_destroy(&f->travail);
	pthread_mutex_destroy(&f->verrou);
}

bool file_pleine(struct file *f)
{
	bool pleine;

	pthread_mutex_lock(&f->verrou);
	pleine = f->n >= f->max;
	pthread_mutex_unlock(&f->verrou);
	return pleine;
}

bool file_ajouter(struct file *f, struct echange *e)
{
	bool ouverte;

	e->suivant = NULL;
	pthread_mutex_lock(&f->verrou);
	ouverte = !f->fermee;
	if (ouverte) {
		if (f->queue)
			f->queue->suivant = e;
		else
			f->tete = e;
		f->queue = e;
		f->n++;
		pthread_cond_signal(&f->travail);
	}
	pthread_mutex_unlock(&f->verrou);
	return ouverte;
}

struct echange *file_prendre(struct file *f, bool premier)
{
	struct echange *e;

	pthread_mutex_lock(&f->verrou);
	f->occupes -= !premier;
	while (!f->tete && !f->fermee)
		pthread_cond_wait(&f->travail, &f->verrou);
	e = f->tete;
	if (e) {
		f->tete = e->suivant;
		if (!f->tete)
			f->queue = NULL;
		f->n--;
		f->occupes++;
	} else if (--f->vivants == 0) {
		pthread_cond_broadcast(&f->fin);
	}
	pthread_mutex_unlock(&f->verrou);
	return e;
}

struct echange *file_vider(struct file *f)
{
	struct echange *e;

	pthread_mutex_lock(&f->verrou);
	e = f->tete;
	f->tete = f->queue = NULL;
	f->n = 0;
	pthread_mutex_unlock(&f->verrou);
	return e;
}

void file_fermer(struct file *f)
{
	pthread_mutex_lock(&f->verrou);
	f->fermee = true;
	pthread_cond_broadcast(&f->travail);
	pthread_mutex_unlock(&f->verrou);
}

bool file_attendre(struct file *f, int ms)
{
	struct timespec t;
	bool fini;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += ms / 1000;
	t.tv_nsec += (long)(ms % 1000) * 1000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&f->verrou);
	while (f->vivants && pthread_cond_timedwait(&f->fin, &f->verrou, &t) != ETIMEDOUT)
		;
	fini = !f->vivants;
	pthread_mutex_unlock(&f->verrou);
	return fini;
}

struct file_etat file_etat(struct file *f)
{
	struct file_etat e;

	pthread_mutex_lock(&f->verrou);
	e = (struct file_etat){f->n, f->occupes};
	pthread_mutex_unlock(&f->verrou);
	return e;
}
