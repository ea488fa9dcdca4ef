/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lectures.c - two reading threads and the order in which their work is handed over
 */
#include "import/lectures.h"

#include <pthread.h>
#include <time.h>

#include "base/mem.h"

/*
 * LECTEURS threads parse while the caller writes. Spools that wait for their turn use disk: past SPOOLS_MAX only the file whose turn is next is
 * begun.
 */
enum { LECTEURS = 2, PROGRES_MS = 100 };
static const uint64_t SPOOLS_MAX = 1ULL << 30;

enum etape { ETAPE_A_LIRE, ETAPE_EN_COURS, ETAPE_LUE, ETAPE_RENDUE };

struct fichier {
	struct lecture lecture;
	enum etape etape;
	enum format genre; /* as its first bytes say */
	uint64_t taille;
};

struct lectures {
	const struct import_demande *demande;
	struct fichier *fichiers;
	size_t n;
	uint64_t total;
	atomic_ullong octets_lus;
	pthread_mutex_t verrou;
	pthread_cond_t signal;
	pthread_t fils[LECTEURS];
	size_t suivant; /* the first file that was not handed over */
	uint64_t en_attente; /* bytes of spools read and not handed back */
	atomic_bool fini; /* nobody waits any more: readers stop at their next piece */
};

struct fil {
	struct lectures *ls;
	bool grands_d_abord;
};

/* Only what is large is worth being begun first: small files go in order, and an archive of many of them is walked once. */
static uint64_t poids(const struct fichier *f)
{
	return f->taille >> 20;
}

/* The next file for this thread, or n: none now. Called with the lock. */
static size_t choisir(const struct lectures *ls, bool grands_d_abord)
{
	size_t choix = ls->n;

	for (size_t i = ls->suivant; i < ls->n; i++) {
		if (ls->fichiers[i].etape != ETAPE_A_LIRE)
			continue;
		if (ls->en_attente > SPOOLS_MAX)
			return i == ls->suivant ? i : ls->n;
		if (!grands_d_abord)
			return i;
		if (choix == ls->n || poids(&ls->fichiers[i]) > poids(&ls->fichiers[choix]))
			choix = i;
	}
	return choix;
}

static bool reste_a_lire(const struct lectures *ls)
{
	for (size_t i = ls->suivant; i < ls->n; i++)
		if (ls->fichiers[i].etape == ETAPE_A_LIRE)
			return true;
	return false;
}

static void *travailler(void *ctx)
{
	struct fil *fil = ctx;
	struct lectures *ls = fil->ls;
	const bool grands_d_abord = fil->grands_d_abord;
	struct archive_gardee archive = {0};

	mem_free(fil);
	pthread_mutex_lock(&ls->verrou);
	while (!ls->fini && reste_a_lire(ls)) {
		const size_t i = choisir(ls, grands_d_abord);

		if (i == ls->n) {
			pthread_cond_wait(&ls->signal, &ls->verrou);
			continue;
		}
		ls->fichiers[i].etape = ETAPE_EN_COURS;
		ls->fichiers[i].lecture.archive = &archive;
		pthread_mutex_unlock(&ls->verrou);
		lecture_faire(&ls->fichiers[i].lecture);
		pthread_mutex_lock(&ls->verrou);
		ls->fichiers[i].etape = ETAPE_LUE;
		ls->en_attente += lecture_attente(&ls->fichiers[i].lecture);
		pthread_cond_broadcast(&ls->signal);
	}
	pthread_mutex_unlock(&ls->verrou);
	archive_gardee_fermer(&archive);
	return NULL;
}

struct lectures *lectures_lancer(const struct import_demande *demande)
{
	struct lectures *ls = mem_alloc(sizeof *ls);

	ls->demande = demande;
	ls->n = demande->n;
	ls->fichiers = mem_alloc((demande->n + 1) * sizeof *ls->fichiers);
	pthread_mutex_init(&ls->verrou, NULL);
	pthread_cond_init(&ls->signal, NULL);
	for (size_t i = 0; i < ls->n; i++) {
		const struct lot *lot = &demande->lots[i];
		struct fichier *f = &ls->fichiers[i];

		f->taille = lot->taille;
		ls->total += f->taille;
		/* the two exports of France compétences give the same fiches */
		f->genre = lot->format == FORMAT_RNCP_CSV ? FORMAT_RNCP_XML : lot->format;
		f->lecture.lot = lot;
		f->lecture.force = demande->force;
		f->lecture.octets_lus = &ls->octets_lus;
		f->lecture.arret = &ls->fini;
	}
	format_demarrer();
	for (int i = 0; i < LECTEURS; i++) {
		struct fil *fil = mem_alloc(sizeof *fil);

		*fil = (struct fil){ls, i == 0};
		if (pthread_create(&ls->fils[i], NULL, travailler, fil) != 0)
			BUG("impossible de créer un fil de lecture");
	}
	return ls;
}

static void dire(const struct lectures *ls)
{
	if (ls->demande->progres)
		ls->demande->progres(ls->demande->ctx, atomic_load(&ls->octets_lus), ls->total);
}

static bool d_offres(enum format f)
{
	return format_est_flux(f) || f == FORMAT_UAI_SAISIS;
}

/* Two formats that speak of the same things: the last file has the last word. UAIs typed by hand are told beside the offres that are there. */
static bool memes_faits(enum format a, enum format b)
{
	const char *x = format_code(a), *y = format_code(b);

	if (a == b || (d_offres(a) && d_offres(b)))
		return true;
	const enum ref_table t = x ? ref_de_genre(str_of(x)) : REF__MAX;

	return t != REF__MAX && y && ref_de_genre(str_of(y)) == t;
}

/* The first file that is read and whose turn it is, or n. Called with the lock. */
static size_t prete(const struct lectures *ls, enum ordre ordre)
{
	for (size_t i = ls->suivant; i < ls->n; i++) {
		bool tour = ls->fichiers[i].etape == ETAPE_LUE;

		for (size_t j = ls->suivant; tour && j < i; j++)
			tour = ls->fichiers[j].etape == ETAPE_RENDUE ||
			       (ordre == ORDRE_DES_FAITS &&
				!memes_faits(ls->fichiers[j].genre, ls->fichiers[i].genre));
		if (tour)
			return i;
	}
	return ls->n;
}

struct lecture *lectures_suivante(struct lectures *ls, enum ordre ordre, size_t *i)
{
	pthread_mutex_lock(&ls->verrou);
	while ((*i = prete(ls, ordre)) == ls->n) {
		struct timespec t;

		(void)clock_gettime(CLOCK_REALTIME, &t);
		t.tv_nsec += PROGRES_MS * 1000000L;
		t.tv_sec += t.tv_nsec / 1000000000L;
		t.tv_nsec %= 1000000000L;
		pthread_cond_timedwait(&ls->signal, &ls->verrou, &t);
		pthread_mutex_unlock(&ls->verrou);
		dire(ls);
		pthread_mutex_lock(&ls->verrou);
	}
	pthread_mutex_unlock(&ls->verrou);
	dire(ls);
	return &ls->fichiers[*i].lecture;
}

void lectures_rendre(struct lectures *ls, size_t i)
{
	struct lecture *l = &ls->fichiers[i].lecture;

	pthread_mutex_lock(&ls->verrou);
	ls->en_attente -= lecture_attente(l);
	ls->fichiers[i].etape = ETAPE_RENDUE;
	while (ls->suivant < ls->n && ls->fichiers[ls->suivant].etape == ETAPE_RENDUE)
		ls->suivant++;
	pthread_cond_broadcast(&ls->signal);
	pthread_mutex_unlock(&ls->verrou);
	lecture_rendre(l);
}

void lectures_finir(struct lectures *ls)
{
	if (!ls)
		return;
	pthread_mutex_lock(&ls->verrou);
	ls->fini = true;
	pthread_cond_broadcast(&ls->signal);
	pthread_mutex_unlock(&ls->verrou);
	for (int i = 0; i < LECTEURS; i++)
		pthread_join(ls->fils[i], NULL);
	for (size_t i = 0; i < ls->n; i++)
		lecture_rendre(&ls->fichiers[i].lecture);
	pthread_mutex_destroy(&ls->verrou);
	pthread_cond_destroy(&ls->signal);
	mem_free(ls->fichiers);
	mem_free(ls);
}
