/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_arret_test.c - an import killed at any instant leaves a base that opens, as it was or as it would have been
 *
 * A child process imports, and is killed without warning. SQLite only: with PostgreSQL the server keeps the base, and a client that dies is a
 * rollback.
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>

enum { INSTANTS = 14, OFFRES = 3000, ETATS_MAX = 8 };

/* The files of one command, the base before it, and what the base may hold afterwards. */
struct essai {
	struct depot *d; /* its folder and arena; its base is the one that is killed */
	const char *dsn, *copie;
	const char *fichiers[4];
	size_t n;
	const char *etats[ETATS_MAX]; /* counts after each transaction, the first one before */
	int n_etats;
};

static int64_t maintenant_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void copier(const char *de, const char *vers)
{
	char tampon[65536];
	FILE *lu = fopen(de, "rb"), *ecrit = fopen(vers, "wb");
	size_t n;

	while (lu && ecrit && (n = fread(tampon, 1, sizeof tampon, lu)) > 0)
		(void)!fwrite(tampon, 1, n, ecrit);
	if (!lu || !ecrit || fclose(ecrit) != 0) {
		puts("Bail out! the base cannot be copied");
		exit(1);
	}
	(void)fclose(lu);
}

/* The base as it was before the command. */
static void remettre(struct essai *e)
{
	static const char *const SUITES[] = {"-wal", "-shm", "-journal"};

	for (size_t i = 0; i < sizeof SUITES / sizeof *SUITES; i++)
		(void)unlink(arena_printf(e->d->a, "%s%s", e->dsn, SUITES[i]));
	copier(e->copie, e->dsn);
}

/* Open as the program does: what is missing in the schema is made. */
static void ouvrir(struct essai *e)
{
	struct incident inc = {0};

	e->d->db = base_open(e->dsn, DB_ECRITURE);
	if (db_migrate(e->d->db, embarque_migrations, e->d->instant, &inc) != OK) {
		printf("Bail out! %s %s\n", inc.message, inc.detail);
		exit(1);
	}
}

static void fermer(struct essai *e)
{
	db_close(e->d->db);
	e->d->db = NULL;
}

/* In the child: the command, on a connection of its own. */
static void enfant(struct essai *e)
{
	struct importation i = {0};

	e->d->db = base_open(e->dsn, DB_ECRITURE);
	importer_n(e->d, &i, e->fichiers, e->n);
	db_close(e->d->db);
	_exit(i.err ? 1 : 0);
}

/* Run the command in a child; after that time, kill it. True: it was killed before its end. */
static bool lancer(struct essai *e, int64_t us)
{
	const struct timespec attente = {us / 1000000, us % 1000000 * 1000};
	const pid_t pid = fork();
	int etat;

	if (pid == 0)
		enfant(e);
	if (us >= 0) {
		(void)nanosleep(&attente, NULL);
		(void)kill(pid, SIGKILL);
	}
	EQ_INT(waitpid(pid, &etat, 0), pid);
	if (WIFEXITED(etat))
		EQ_INT(WEXITSTATUS(etat), 0);
	return WIFSIGNALED(etat);
}

static bool un_etat_connu(const struct essai *e, const char *comptes)
{
	for (int i = 0; i < e->n_etats; i++)
		if (strcmp(comptes, e->etats[i]) == 0)
			return true;
	printf("# %s\n", comptes);
	return false;
}

/* After the kill: the base is whole, in a known state, and the command done again ends as if nothing had happened. */
static void verifier(struct essai *e)
{
	struct importation i = {0};

	ouvrir(e);
	EQ_STR(depot_texte(e->d, "PRAGMA integrity_check"), "ok");
	OK(un_etat_connu(e, depot_comptes(e->d, "")));
	EQ_INT(depot_entier(e->d, "SELECT COUNT(*) FROM session AS s LEFT JOIN offre AS o ON "
				  "o.numero = s.offre WHERE o.numero IS NULL"),
	       0);
	EQ_INT(depot_entier(e->d, "SELECT COUNT(*) FROM offre AS o LEFT JOIN texte AS t ON "
				  "t.numero = o.texte WHERE t.numero IS NULL"),
	       0);
	EQ_INT(depot_entier(e->d, "SELECT COUNT(*) FROM offre WHERE du_version NOT IN (SELECT "
				  "numero FROM version)"),
	       0);
	importer_n(e->d, &i, e->fichiers, e->n);
	EQ_INT(i.err, OK);
	EQ_STR(depot_comptes(e->d, ""), e->etats[e->n_etats - 1]);
	EQ_STR(depot_texte(e->d, "PRAGMA integrity_check"), "ok");
	fermer(e);
}

static void tuer_partout(struct essai *e)
{
	int64_t debut = maintenant_us(), duree;
	int tues = 0;

	remettre(e);
	OK(!lancer(e, -1));
	duree = maintenant_us() - debut;
	for (int i = 0; i < INSTANTS; i++) {
		/* all over the command, never twice at the same place */
		const int64_t us = duree * (2 * i + 1) / (2 * INSTANTS) + duree * (i * 7 % 5) / 200;

		remettre(e);
		tues += lancer(e, us);
		verifier(e);
	}
	printf("# %d of %d killed before their end, in %lld ms\n", tues, INSTANTS,
	       (long long)duree / 1000);
	OK(tues > INSTANTS / 3);
}

/* What the base holds before, and after each transaction of the command: one for all files, or one a file. */
static void etats(struct essai *e, bool d_un_coup)
{
	struct importation i = {0};

	ouvrir(e);
	e->etats[e->n_etats++] = depot_comptes(e->d, "");
	for (size_t f = d_un_coup ? e->n : 1; f <= e->n; f++) {
		importer_n(e->d, &i, e->fichiers, f);
		EQ_INT(i.err, OK);
		e->etats[e->n_etats++] = depot_comptes(e->d, "");
	}
	fermer(e);
}

static void commencer(struct essai *e, struct depot *d, const char *dsn)
{
	*e = (struct essai){.d = d, .dsn = dsn};
	e->copie = arena_printf(d->a, "%s/avant.db", d->dossier);
	e->n = 3;
	e->fichiers[0] = depot_fichier(d, "s.csv", CSV_SIRENE);
	e->fichiers[1] = depot_fichier(d, "l.xml", lheo_foule(d, OFFRES, "BTS"));
	e->fichiers[2] = depot_fichier(d, "k.csv", CSV_KIT);
}

TEST(tue_pendant_le_premier_chargement)
{
	char dossier[64], dsn[BASES_DSN_MAX];
	struct essai e;

	base_dossier(dossier);
	(void)snprintf(dsn, sizeof dsn, "%s/base.db", dossier);
	AUTO_DEPOT d = depot_ouvrir(dsn);
	commencer(&e, &d, dsn);
	fermer(&e);
	copier(dsn, e.copie);
	etats(&e, true);
	tuer_partout(&e);
	base_supprime(dossier);
}

TEST(tue_pendant_un_import_suivant)
{
	char dossier[64], dsn[BASES_DSN_MAX];
	struct importation i = {0};
	struct essai e;

	base_dossier(dossier);
	(void)snprintf(dsn, sizeof dsn, "%s/base.db", dossier);
	AUTO_DEPOT d = depot_ouvrir(dsn);
	commencer(&e, &d, dsn);
	importer_n(&d, &i, e.fichiers, e.n);
	EQ_INT(i.err, OK);
	fermer(&e);
	copier(dsn, e.copie);
	d.instant += DEPOT_JOUR;
	e.fichiers[0] = depot_fichier(&d, "s2.csv", "siret;etat\n99900011000018;F\n");
	e.fichiers[1] = depot_fichier(&d, "l2.xml", lheo_foule(&d, OFFRES + 100, "BUT"));
	e.fichiers[2] = depot_fichier(&d, "u2.csv", CSV_UAI);
	etats(&e, false);
	tuer_partout(&e);
	base_supprime(dossier);
}
