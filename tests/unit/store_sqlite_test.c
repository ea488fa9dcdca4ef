/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store_sqlite_test.c - files that are not bases, folders without rights, and a kill during the first load
 */
#include "tap.h"
#include "bases.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/moteur.h"

/* Not nobody's real number: any account that owns nothing of the test. */
enum { PERSONNE = 65534 };

static void chemin_dans(char *ret, size_t taille, const char *dossier, const char *nom)
{
	(void)snprintf(ret, taille, "%s/%s", dossier, nom);
}

static void write_file(const char *chemin, const char *octets, size_t n)
{
	FILE *f = fopen(chemin, "w");

	OK(f && fwrite(octets, 1, n, f) == n);
	if (f)
		(void)fclose(f);
}

static int64_t count(struct db *db, const char *sql)
{
	struct stmt *st;
	int64_t n = -1;

	if (db_prepare(db, (struct sql){sql}, 0, &st) != OK)
		return -1;
	OK(stmt_one_int(st, &n) == OK);
	stmt_free(st);
	return n;
}

static void pragma(struct db *db, const char *sql, char ret[16])
{
	struct stmt *st;
	bool row;

	if (db_prepare(db, (struct sql){sql}, 0, &st) == OK && stmt_step(st, &row) == OK && row)
		(void)snprintf(ret, 16, "%.*s", STR_FMT(col_text(st, 0)));
	stmt_free(st);
}

static void les_reglages(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	char mode[16] = "";

	EQ_INT(count(db, "PRAGMA page_size"), 16384);
	EQ_INT(count(db, "PRAGMA foreign_keys"), 1);
	EQ_INT(count(db, "PRAGMA synchronous"), 1);
	pragma(db, "PRAGMA journal_mode", mode);
	EQ_STR(mode, "wal");
	db_close(db);
}

TEST(une_base_neuve_est_bien_reglee)
{
	base_avec_sqlite(les_reglages);
}

static void absente(const char *dsn)
{
	struct incident inc = {0};
	char chemin[160];
	struct db *db;

	EQ_INT(db_open(dsn, DB_LECTURE, &db, &inc), E_ABSENT);
	OK(strstr(inc.message, "n'existe pas") && strstr(inc.message, dsn));
	OK(access(dsn, F_OK) != 0);
	chemin_dans(chemin, sizeof chemin, dsn, "absent/base.db");
	EQ_INT(db_open(chemin, DB_ECRITURE, &db, &inc), E_ABSENT);
	OK(strstr(inc.message, "Le dossier"));
	EQ_INT(db_open("", DB_ECRITURE, &db, &inc), E_ABSENT);
	EQ_INT(db_open("/", DB_ECRITURE, &db, &inc), E_INVALIDE);
	EQ_INT(db_open(dsn, DB_LECTURE, &db, NULL), E_ABSENT);
}

TEST(une_base_absente_n_est_pas_creee_pour_lire)
{
	base_avec_sqlite(absente);
}

static void pas_une_base(const char *dsn)
{
	static char texte[40000];
	static const size_t TAILLES[] = {1, 99, 600, sizeof texte};

	memset(texte, 'a', sizeof texte);
	for (size_t i = 0; i < sizeof TAILLES / sizeof *TAILLES; i++) {
		struct incident inc = {0};
		struct db *db;
		struct stat s;

		write_file(dsn, texte, TAILLES[i]);
		for (int mode = DB_LECTURE; mode <= DB_ECRITURE; mode++) {
			EQ_INT(db_open(dsn, (enum db_mode)mode, &db, &inc), E_INVALIDE);
			OK(strstr(inc.message, "n'est pas une base"));
		}
		OK(stat(dsn, &s) == 0 && (size_t)s.st_size == TAILLES[i]);
	}
}

TEST(un_fichier_qui_n_est_pas_une_base_est_laisse_tel_quel)
{
	base_avec_sqlite(pas_une_base);
}

TEST(une_base_en_memoire_et_un_nom_en_file)
{
	struct db *db = base_open(":memory:", DB_ECRITURE);
	char dossier[64], ici[4096];

	base_exec(db, "CREATE TABLE t (id INTEGER)");
	EQ_INT(count(db, "SELECT count(*) FROM t"), 0);
	OK(db_premier_chargement(db) == OK && db_fin_premier_chargement(db) == OK);
	EQ_INT(count(db, "SELECT count(*) FROM t"), 0);
	db_close(db);

	base_dossier(dossier);
	MUST(getcwd(ici, sizeof ici) && chdir(dossier) == 0);
	db = base_open("file:base.db?mode=memory", DB_ECRITURE);
	base_exec(db, "CREATE TABLE t (id INTEGER)");
	db_close(db);
	EQ_INT(unlink("file:base.db?mode=memory"), 0);
	MUST(chdir(ici) == 0);
	base_supprime(dossier);
}

/* In another process, as an account without rights on the folder: 0 when the base reads as `voulu` says. */
static int read_as_nobody(const char *dsn, enum err voulu, int64_t lignes)
{
	int etat = -1;
	pid_t enfant;

	fflush(stdout);
	enfant = fork();
	if (enfant == 0) {
		struct incident inc = {0};
		struct db *db;
		enum err e;

		if (geteuid() == 0 && (setgid(PERSONNE) != 0 || setuid(PERSONNE) != 0))
			_exit(9);
		e = db_open(dsn, DB_LECTURE, &db, &inc);
		if (e != voulu)
			printf("# %d: %s %s\n", (int)e, inc.message, inc.detail);
		if (e != voulu)
			_exit(1);
		if (e == OK && count(db, "SELECT count(*) FROM t") != lignes)
			_exit(2);
		if (e == OK)
			db_close(db);
		else if (!strstr(inc.message, "lecture seule") || !inc.remede[0])
			_exit(3);
		_exit(0);
	}
	waitpid(enfant, &etat, 0);
	return etat;
}

static void dossier_sans_droit(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	char dossier[64];

	(void)snprintf(dossier, sizeof dossier, "%.*s", (int)(strrchr(dsn, '/') - dsn), dsn);
	base_exec(db, "CREATE TABLE t (id INTEGER)");
	base_exec(db, "INSERT INTO t (id) VALUES (1), (2)");
	db_close(db);
	MUST(chmod(dsn, 0444) == 0 && chmod(dossier, 0555) == 0);
	EQ_INT(read_as_nobody(dsn, OK, 2), 0);
	MUST(chmod(dossier, 0755) == 0 && chmod(dsn, 0644) == 0);
}

TEST(une_base_se_lit_dans_un_dossier_en_lecture_seule)
{
	base_avec_sqlite(dossier_sans_droit);
}

/* A process that writes, then is killed: its WAL stays beside the base. */
static void leave_a_wal(const char *dsn)
{
	pid_t enfant;

	fflush(stdout);
	enfant = fork();
	if (enfant == 0) {
		struct db *db = base_open(dsn, DB_ECRITURE);

		base_exec(db, "INSERT INTO t (id) VALUES (3)");
		(void)raise(SIGKILL);
	}
	waitpid(enfant, NULL, 0);
}

static void wal_sans_droit(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	char dossier[64], shm[BASES_DSN_MAX + 8];

	(void)snprintf(dossier, sizeof dossier, "%.*s", (int)(strrchr(dsn, '/') - dsn), dsn);
	(void)snprintf(shm, sizeof shm, "%s-shm", dsn);
	base_exec(db, "CREATE TABLE t (id INTEGER)");
	db_close(db);
	leave_a_wal(dsn);
	MUST(unlink(shm) == 0);
	MUST(chmod(dsn, 0444) == 0 && chmod(dossier, 0555) == 0);
	EQ_INT(read_as_nobody(dsn, E_REFUS, 0), 0);
	MUST(chmod(dossier, 0755) == 0 && chmod(dsn, 0644) == 0);
	db = base_open(dsn, DB_LECTURE); /* with the rights, the last write is there */
	EQ_INT(count(db, "SELECT count(*) FROM t"), 1);
	db_close(db);
}

TEST(une_ecriture_en_attente_ne_se_cache_pas)
{
	base_avec_sqlite(wal_sans_droit);
}

/* --- first load --- */

static void add_rows(struct db *db, int n)
{
	static char texte[1000];
	struct bulk *b;

	memset(texte, 't', sizeof texte);
	if (bulk_open(db, SQL("t"), SQL("id, texte"), &b) != OK)
		_exit(4);
	for (int i = 0; i < n; i++) {
		bulk_int(b, i);
		bulk_text(b, (struct str){texte, sizeof texte});
		if (bulk_row(b) != OK)
			_exit(5);
	}
}

/* 100 MB is three times the cache: pages reach the file before the kill. */
static void tue_en_chargeant(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stat s;
	pid_t enfant;

	base_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, texte TEXT)");
	db_close(db);
	fflush(stdout);
	enfant = fork();
	if (enfant == 0) {
		struct tx tx = {0};

		db = base_open(dsn, DB_ECRITURE);
		if (db_premier_chargement(db) != OK || tx_begin(db, TX_ECRITURE, &tx) != OK)
			_exit(6);
		add_rows(db, 100000);
		(void)raise(SIGKILL);
	}
	waitpid(enfant, NULL, 0);
	MUST(stat(dsn, &s) == 0);
	OK(s.st_size > 10 * 1000 * 1000);
	db = base_open(dsn, DB_LECTURE);
	EQ_INT(count(db, "SELECT count(*) FROM t"), 0);
	db_close(db);
	db = base_open(dsn, DB_ECRITURE);
	EQ_INT(count(db,
		     "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"),
	       1);
	EQ_INT(count(db, "PRAGMA page_count") < 100, 1);
	db_close(db);
}

TEST(tue_pendant_le_premier_chargement_la_base_reste_vide)
{
	base_avec_sqlite(tue_en_chargeant);
}

static void charge_entier(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct tx tx = {0};
	char mode[16] = "";

	base_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, texte TEXT)");
	MUST(db_premier_chargement(db) == OK);
	pragma(db, "PRAGMA journal_mode", mode);
	EQ_STR(mode, "delete");
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	add_rows(db, 1000);
	OK(tx_commit(&tx) == OK);
	OK(db_fin_premier_chargement(db) == OK);
	pragma(db, "PRAGMA journal_mode", mode);
	EQ_STR(mode, "wal");
	EQ_INT(count(db, "SELECT count(*) FROM t"), 1000);
	db_close(db);
}

TEST(le_premier_chargement_rend_le_journal)
{
	base_avec_sqlite(charge_entier);
}

static void charge_sous_un_lecteur(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE), *lit;
	struct tx tx = {0}, lecture = {0};

	base_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, texte TEXT)");
	lit = base_open(dsn, DB_LECTURE);
	MUST(tx_begin(lit, TX_LECTURE, &lecture) == OK);
	EQ_INT(count(lit, "SELECT count(*) FROM t"), 0);
	OK(db_premier_chargement(db) == OK); /* the WAL stays */
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	add_rows(db, 1000);
	OK(tx_commit(&tx) == OK);
	OK(db_fin_premier_chargement(db) == OK);
	EQ_INT(count(lit, "SELECT count(*) FROM t"), 0);
	OK(tx_commit(&lecture) == OK);
	EQ_INT(count(lit, "SELECT count(*) FROM t"), 1000);
	db_close(lit);
	db_close(db);
}

TEST(un_lecteur_n_empeche_pas_le_premier_chargement)
{
	base_avec_sqlite(charge_sous_un_lecteur);
}

/* A full disk, made of a limit on the file's pages. */
static void disque_plein(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct tx tx = {0};
	struct bulk *b;
	enum err e = OK;

	base_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, texte TEXT)");
	base_exec(db, "PRAGMA max_page_count=10");
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	MUST(bulk_open(db, SQL("t"), SQL("id, texte"), &b) == OK);
	for (int i = 0; e == OK && i < 1000; i++) {
		bulk_int(b, i);
		bulk_text(b, STR("un texte assez long pour que dix pages se remplissent vite, "
				 "et cela suffit largement avec mille lignes comme celle-ci, "
				 "puisque dix pages ne font que cent soixante kilo-octets"));
		e = bulk_row(b);
	}
	EQ_INT(e, E_PANNE);
	OK(strstr(db_incident(db)->message, "plus de place"));
	EQ_INT(tx_commit(&tx), E_PANNE);
	bulk_abandonner(b);
	base_exec(db, "PRAGMA max_page_count=1000000");
	EQ_INT(count(db, "SELECT count(*) FROM t"), 0);
	base_exec(db, "INSERT INTO t (id) VALUES (1)");
	EQ_INT(count(db, "SELECT count(*) FROM t"), 1);
	db_close(db);
}

TEST(un_disque_plein_est_dit_et_n_enregistre_rien)
{
	base_avec_sqlite(disque_plein);
}

static void range_sans_gener(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE), *lit, *ecrit;
	struct tx lecture = {0}, ecriture = {0};

	base_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, texte TEXT)");
	lit = base_open(dsn, DB_LECTURE);
	ecrit = base_open(dsn, DB_ECRITURE);
	MUST(tx_begin(lit, TX_LECTURE, &lecture) == OK);
	EQ_INT(count(lit, "SELECT count(*) FROM t"), 0);
	base_exec(db, "INSERT INTO t (id) VALUES (1)");
	EQ_INT(db_range(db), OK);
	MUST(tx_begin(ecrit, TX_ECRITURE, &ecriture) == OK);
	EQ_INT(db_range(db), OK);
	EQ_INT(count(lit, "SELECT count(*) FROM t"), 0);
	db_close(lit);
	db_close(ecrit);
	db_close(db);
}

TEST(ranger_laisse_passer_les_autres)
{
	base_avec_sqlite(range_sans_gener);
}
