/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * album.c - one pointer behind a lock held for a few instructions, and the thread that replaces it
 */
#include "catalogue/album.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/date.h"
#include "base/mem.h"

enum { ATTENTE_S = 1 };

/* A photo and those who read it; the album itself is one of them as long as it is the photo of now. */
struct tirage {
	struct photo *photo;
	int lecteurs;
	struct tirage *suivant; /* older ones that are still read */
};

struct album {
	const struct album_reglages *reglages;
	struct db *db; /* of the thread, once it runs */
	pthread_t fil;
	pthread_mutex_t verrou;
	pthread_cond_t fin;
	bool finir;
	bool dit; /* the reason of the last failure was told */
	struct tirage *tirages; /* the first is that of now */
	atomic_uint_least64_t generation;
};

const struct photo *album_prendre(struct album *a)
{
	const struct photo *p;

	pthread_mutex_lock(&a->verrou);
	a->tirages->lecteurs++;
	p = a->tirages->photo;
	pthread_mutex_unlock(&a->verrou);
	return p;
}

/* One reader less of that photo: what is to be freed, outside of the lock, or NULL. */
static struct tirage *quitter(struct album *a, const struct photo *p)
{
	struct tirage **ou = &a->tirages;

	while ((*ou)->photo != p)
		ou = &(*ou)->suivant;

	struct tirage *t = *ou;

	if (--t->lecteurs)
		return NULL;
	*ou = t->suivant;
	return t;
}

static void jeter(struct tirage *t)
{
	if (!t)
		return;
	photo_liberer(t->photo);
	mem_free(t);
}

void album_rendre(struct album *a, const struct photo *p)
{
	struct tirage *t;

	pthread_mutex_lock(&a->verrou);
	t = quitter(a, p);
	pthread_mutex_unlock(&a->verrou);
	jeter(t);
}

uint64_t album_generation(const struct album *a)
{
	return atomic_load(&a->generation);
}

static void afficher(struct album *a, struct photo *p)
{
	struct tirage *t = mem_alloc(sizeof *t), *ancien = NULL;

	*t = (struct tirage){.photo = p, .lecteurs = 1};
	pthread_mutex_lock(&a->verrou);
	t->suivant = a->tirages;
	a->tirages = t;
	if (t->suivant)
		ancien = quitter(a, t->suivant->photo);
	atomic_store(&a->generation, photo_empreinte(p));
	pthread_mutex_unlock(&a->verrou);
	jeter(ancien);
}

/* By a connection of its own: what it reads once does not stay in the memory of the one that looks at versions. */
static enum err prendre(struct album *a, struct incident *inc)
{
	const struct photo_demande demande = {.campagne = a->reglages->campagne,
					      .date = a->reglages->date,
					      .instant = instant_maintenant()};
	struct photo *p;
	struct db *db;
	enum err err = db_open(a->reglages->dsn, DB_LECTURE, &db, inc);

	if (err)
		return err;
	err = photo_prendre(db, &demande, &p, inc);
	db_close(db);
	if (!err)
		afficher(a, p);
	mem_rendre();
	return err;
}

/* Is the photo of now that of the base, and of today? */
static enum err perimee(struct album *a, bool *ret)
{
	const struct photo *p = a->tirages->photo; /* only this thread replaces it */
	const int jour =
		a->reglages->date ? a->reglages->date : instant_date_paris(instant_maintenant());
	int64_t version;
	const enum err err = photo_version_actuelle(a->db, &version);

	if (!err)
		*ret = version != photo_derniere(p) || jour != photo_jour(p);
	return err;
}

static void regarder(struct album *a)
{
	struct incident inc = {0};
	bool nouvelle = false;
	enum err err = perimee(a, &nouvelle);

	if (err)
		inc = *db_incident(a->db);
	else if (nouvelle)
		err = prendre(a, &inc);
	if (err && !a->dit && a->reglages->dire)
		a->reglages->dire(a->reglages->ctx, inc.message);
	a->dit = err != OK;
}

/* True: the end was asked for. */
static bool attendre(struct album *a)
{
	struct timespec t;
	bool finir;

	clock_gettime(CLOCK_REALTIME, &t);
	t.tv_sec += ATTENTE_S;
	pthread_mutex_lock(&a->verrou);
	if (!a->finir)
		(void)pthread_cond_timedwait(&a->fin, &a->verrou, &t);
	finir = a->finir;
	pthread_mutex_unlock(&a->verrou);
	return finir;
}

static void *veiller(void *arg)
{
	struct album *a = arg;

	while (!attendre(a))
		regarder(a);
	return NULL;
}

static void liberer(struct album *a)
{
	while (a->tirages) {
		struct tirage *t = a->tirages;

		a->tirages = t->suivant;
		jeter(t);
	}
	db_close(a->db);
	pthread_mutex_destroy(&a->verrou);
	pthread_cond_destroy(&a->fin);
	mem_free(a);
}

enum err album_ouvrir(const struct album_reglages *reglages, struct album **ret,
		      struct incident *inc)
{
	struct album *a = mem_alloc(sizeof *a);
	enum err err;

	*a = (struct album){.reglages = reglages,
			    .verrou = PTHREAD_MUTEX_INITIALIZER,
			    .fin = PTHREAD_COND_INITIALIZER};
	err = db_open(reglages->dsn, DB_LECTURE, &a->db, inc);
	if (!err)
		err = prendre(a, inc);
	if (!err && pthread_create(&a->fil, NULL, veiller, a)) {
		err = E_PANNE;
		incident_set(inc, err, "Le fil qui surveille la base n'a pas pu démarrer.");
	}
	if (err)
		liberer(a);
	else
		*ret = a;
	return err;
}

void album_fermer(struct album *a)
{
	if (!a)
		return;
	pthread_mutex_lock(&a->verrou);
	a->finir = true;
	pthread_cond_signal(&a->fin);
	pthread_mutex_unlock(&a->verrou);
	pthread_join(a->fil, NULL);
	liberer(a);
}
