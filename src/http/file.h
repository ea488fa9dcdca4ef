/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * file.h - the requests that wait for a worker, and the workers
 */
#ifndef RELAIS_HTTP_FILE_H
#define RELAIS_HTTP_FILE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct echange;

struct file {
	pthread_mutex_t verrou;
	pthread_cond_t travail, fin;
	struct echange *tete, *queue;
	size_t n, max, occupes, vivants;
	bool fermee;
};

void file_init(struct file *f, size_t max);
void file_free(struct file *f); /* no worker is left */
/* Only the loop adds: what file_pleine said holds until it does. False: the queue is closed, nobody will take it. */
bool file_pleine(struct file *f);
bool file_ajouter(struct file *f, struct echange *e);
/* Wait for the next; NULL: the queue is closed and empty, the worker ends. The one before it is then counted as done. */
struct echange *file_prendre(struct file *f, bool premier);
struct echange *file_vider(struct file *f); /* all those that wait, as a list */
void file_fermer(struct file *f); /* workers end once it is empty */
/* Wait until every worker has ended. False: some still work after that many ms. */
bool file_attendre(struct file *f, int ms);

struct file_etat {
	size_t n, occupes;
};
struct file_etat file_etat(struct file *f); /* by any thread */

#endif
