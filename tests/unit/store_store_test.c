/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store_store_test.c - statements, transactions and failures are the same on both engines
 */
#include "tap.h"
#include "bases.h"

#include <sys/wait.h>

#include "store/moteur.h"

/* CREATE TABLE with the engine's word for bytes. */
static void create_tout(struct db *db)
{
	base_exec(db,
		  db_est_postgres(db)
			  ? "CREATE TABLE tout (id BIGINT PRIMARY KEY, t TEXT, b BYTEA, n BIGINT)"
			  : "CREATE TABLE tout (id INTEGER PRIMARY KEY, t TEXT, b BLOB, n "
			    "INTEGER) STRICT");
}

static struct stmt *prepare_flags(struct db *db, const char *sql, int flags)
{
	struct stmt *st;

	if (db_prepare(db, (struct sql){sql}, flags, &st) == OK)
		return st;
	printf("Bail out! %s: %s\n", sql, db_incident(db)->detail);
	exit(1);
}

static struct stmt *prepare(struct db *db, const char *sql)
{
	return prepare_flags(db, sql, 0);
}

static int64_t count(struct db *db, const char *sql)
{
	struct stmt *st = prepare(db, sql);
	int64_t n = -1;

	OK(stmt_one_int(st, &n) == OK);
	stmt_free(st);
	return n;
}

static bool next(struct stmt *st)
{
	bool row = false;

	OK(stmt_step(st, &row) == OK);
	return row;
}

TEST_BASES(chaque_type_se_relit)
{
	static const int64_t ENTIERS[] = {0, -1, 42, INT64_C(1) << 62, INT64_MAX, INT64_MIN};
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *ins, *sel;

	create_tout(db);
	ins = prepare(db, "INSERT INTO tout (id, t, b, n) VALUES ($1, $2, $3, $4)");
	for (int i = 0; i < 6; i++) {
		stmt_int(ins, 1, i);
		stmt_text(ins, 2, STR("Été à Noël : « œuf » 🎓 \\ \t \n fin"));
		stmt_blob(ins, 3, "\0a\0\xff\\", 5);
		stmt_int(ins, 4, ENTIERS[i]);
		OK(stmt_exec(ins) == OK);
	}
	sel = prepare(db, "SELECT t, b, n, id + 1 FROM tout ORDER BY id");
	for (int i = 0; i < 6; i++) {
		MUST(next(sel));
		EQ_STR(col_text(sel, 0), "Été à Noël : « œuf » 🎓 \\ \t \n fin");
		EQ_INT(col_blob(sel, 1).n, 5);
		OK(memcmp(col_blob(sel, 1).p, "\0a\0\xff\\", 5) == 0);
		EQ_INT(col_int(sel, 2), ENTIERS[i]);
		EQ_INT(col_int(sel, 3), i + 1);
		OK(!col_null(sel, 0));
	}
	OK(!next(sel));
	stmt_free(sel);
	stmt_free(ins);
	db_close(db);
}

TEST_BASES(null_et_vide_different)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *ins, *sel;

	create_tout(db);
	ins = prepare(db, "INSERT INTO tout (id, t, b, n) VALUES ($1, $2, $3, $4)");
	stmt_int(ins, 1, 1);
	stmt_null(ins, 2);
	stmt_null(ins, 3);
	stmt_null(ins, 4);
	OK(stmt_exec(ins) == OK);
	stmt_int(ins, 1, 2);
	stmt_text(ins, 2, STR_VIDE);
	stmt_blob(ins, 3, NULL, 0);
	OK(stmt_exec(ins) == OK); /* $4 is still NULL */

	sel = prepare(db, "SELECT t, b, n FROM tout ORDER BY id");
	MUST(next(sel));
	OK(col_null(sel, 0) && col_null(sel, 1) && col_null(sel, 2));
	EQ_STR(col_text(sel, 0), "");
	EQ_INT(col_blob(sel, 1).n, 0);
	EQ_INT(col_int(sel, 2), 0);
	MUST(next(sel));
	OK(!col_null(sel, 0) && !col_null(sel, 1) && col_null(sel, 2));
	EQ_STR(col_text(sel, 0), "");
	EQ_INT(col_blob(sel, 1).n, 0);
	db_close(db); /* frees the two statements */
}

TEST_BASES(un_grand_texte_et_un_texte_avec_nul)
{
	enum { N = 1024 * 1024 };
	static char grand[N];
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *ins, *sel;

	memset(grand, 'x', N);
	memcpy(grand, "\xc3\xa9\\\t", 4);
	create_tout(db);
	ins = prepare(db, "INSERT INTO tout (id, t, b) VALUES ($1, $2, $3)");
	stmt_int(ins, 1, 1);
	stmt_text(ins, 2, (struct str){grand, N});
	stmt_blob(ins, 3, grand, N);
	OK(stmt_exec(ins) == OK);
	stmt_int(ins, 1, 2);
	stmt_text(ins, 2, STR("a\0b\0"));
	OK(stmt_exec(ins) == OK);
	sel = prepare(db, "SELECT t, b FROM tout ORDER BY id");
	MUST(next(sel));
	OK(str_eq(col_text(sel, 0), (struct str){grand, N}));
	OK(str_eq(col_blob(sel, 1), (struct str){grand, N}));
	MUST(next(sel));
	EQ_STR(col_text(sel, 0), "a\xef\xbf\xbd"
				 "b\xef\xbf\xbd");
	db_close(db);
}

TEST_BASES(les_parametres_servent_deux_fois_et_en_desordre)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *ins, *sel;

	create_tout(db);
	ins = prepare(db, "INSERT INTO tout (n, t, id) VALUES ($3, $2, $1) ");
	for (int i = 1; i <= 3; i++) {
		stmt_text(ins, 2, i == 2 ? STR("deux") : STR("autre"));
		stmt_int(ins, 1, i);
		stmt_int(ins, 3, 10 * i);
		OK(stmt_exec(ins) == OK);
	}
	sel = prepare(db,
		      "SELECT id FROM tout WHERE n > $2 AND (t = $1 OR t = '$9') AND n < $2 + 15");
	stmt_int(sel, 2, 10);
	stmt_text(sel, 1, STR("deux"));
	MUST(next(sel));
	EQ_INT(col_int(sel, 0), 2);
	EQ_STR(col_text(sel, 0), "2");
	stmt_int(sel, 2, 15); /* binding starts anew */
	MUST(next(sel));
	EQ_INT(col_int(sel, 0), 2);
	OK(!next(sel));
	MUST(next(sel)); /* after the end it executes again */
	EQ_INT(col_int(sel, 0), 2);
	db_close(db);
}

TEST_BASES(un_entier_ou_rien)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *st;
	int64_t n = 7;

	create_tout(db);
	st = prepare(db, "SELECT MAX(id) FROM tout");
	EQ_INT(stmt_one_int(st, &n), E_ABSENT);
	EQ_INT(n, 7);
	stmt_free(st);
	st = prepare(db, "SELECT id FROM tout");
	EQ_INT(stmt_one_int(st, &n), E_ABSENT);
	base_exec(db, "INSERT INTO tout (id) VALUES (-3)");
	EQ_INT(stmt_one_int(st, &n), OK);
	EQ_INT(n, -3);
	db_close(db);
}

TEST_BASES(la_transaction_s_annule_sans_commit)
{
	struct db *db = base_open(dsn, DB_ECRITURE);

	create_tout(db);
	{
		AUTO_TX tx = {0};

		MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
		base_exec(db, "INSERT INTO tout (id) VALUES (1)");
		EQ_INT(count(db, "SELECT count(*) FROM tout"), 1);
	}
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 0);
	{
		AUTO_TX tx = {0};

		MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
		base_exec(db, "INSERT INTO tout (id) VALUES (1)");
		OK(tx_commit(&tx) == OK);
	}
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 1);
	db_close(db);
}

TEST_BASES(un_echec_condamne_la_transaction)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *ins;
	struct tx tx = {0};

	create_tout(db);
	ins = prepare(db, "INSERT INTO tout (id) VALUES ($1)");
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	stmt_int(ins, 1, 1);
	EQ_INT(stmt_exec(ins), OK);
	EQ_INT(stmt_exec(ins), E_CONFLIT);
	OK(db_incident(db)->message[0] && db_incident(db)->detail[0] && db_incident(db)->remede[0]);
	EQ_INT(tx_commit(&tx), E_PANNE);
	OK(strstr(db_incident(db)->message, "Rien n'a été enregistré"));
	OK(!tx.ouverte);
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 0);
	/* The connection and the statement serve again. */
	EQ_INT(stmt_exec(ins), OK);
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 1);
	db_close(db);
}

TEST_BASES(les_echecs_ont_leur_code)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *st;

	create_tout(db);
	base_exec(db, "CREATE TABLE sage (n INTEGER NOT NULL CHECK (n IN (0, 1)))");
	EQ_INT(db_exec(db, SQL("INSERT INTO sage (n) VALUES (2)")), E_CONFLIT);
	EQ_INT(db_exec(db, SQL("INSERT INTO sage (n) VALUES (NULL)")), E_CONFLIT);
	EQ_INT(db_exec(db, SQL("INSERT INTO tout (id, n) VALUES (1, 'abc')")), E_INVALIDE);
	EQ_INT(db_prepare(db, SQL("SELECT rien FROM nulle_part"), 0, &st), E_PANNE);
	EQ_INT(db_prepare(db, SQL("SELECT \"rien\" FROM tout"), 0, &st), E_PANNE);
	OK(strstr(db_incident(db)->remede, "défaut de relais"));
	db_close(db);
}

TEST_BASES(un_seul_ecrivain_a_la_fois)
{
	struct db *un = base_open(dsn, DB_ECRITURE), *deux = base_open(dsn, DB_ECRITURE);
	struct tx a = {0}, b = {0};

	create_tout(un);
	db_set_attente(deux, 60);
	MUST(tx_begin(un, TX_ECRITURE, &a) == OK);
	EQ_INT(tx_begin(deux, TX_ECRITURE, &b), E_OCCUPE);
	OK(!b.ouverte);
	OK(strstr(db_incident(deux)->message, "occupée"));
	EQ_INT(tx_commit(&a), OK);
	EQ_INT(tx_begin(deux, TX_ECRITURE, &b), OK);
	tx_rollback(&b);
	db_close(un);
	db_close(deux);
}

TEST_BASES(on_lit_pendant_qu_un_autre_ecrit)
{
	struct db *ecrit = base_open(dsn, DB_ECRITURE), *lit;
	struct tx ecriture = {0}, lecture = {0};

	create_tout(ecrit);
	base_exec(ecrit, "INSERT INTO tout (id) VALUES (1)");
	lit = base_open(dsn, DB_LECTURE);
	MUST(tx_begin(ecrit, TX_ECRITURE, &ecriture) == OK);
	base_exec(ecrit, "INSERT INTO tout (id) VALUES (2)");
	MUST(tx_begin(lit, TX_LECTURE, &lecture) == OK);
	EQ_INT(count(lit, "SELECT count(*) FROM tout"), 1);
	OK(tx_commit(&ecriture) == OK);
	EQ_INT(count(lit, "SELECT count(*) FROM tout"), 1); /* one state until its end */
	OK(tx_commit(&lecture) == OK);
	EQ_INT(count(lit, "SELECT count(*) FROM tout"), 2);
	db_close(ecrit);
	db_close(lit);
}

TEST_BASES(lire_n_ecrit_jamais)
{
	struct db *ecrit = base_open(dsn, DB_ECRITURE), *lit;
	struct tx tx = {0};

	create_tout(ecrit);
	lit = base_open(dsn, DB_LECTURE);
	EQ_INT(db_exec(lit, SQL("INSERT INTO tout (id) VALUES (1)")), E_REFUS);
	EQ_INT(tx_begin(lit, TX_ECRITURE, &tx), E_REFUS);
	MUST(tx_begin(ecrit, TX_LECTURE, &tx) == OK);
	EQ_INT(db_exec(ecrit, SQL("INSERT INTO tout (id) VALUES (1)")), E_REFUS);
	tx_rollback(&tx);
	base_exec(ecrit, "INSERT INTO tout (id) VALUES (1)");
	EQ_INT(count(lit, "SELECT count(*) FROM tout"), 1);
	db_close(lit);
	db_close(ecrit);
}

TEST_BASES(un_flux_laisse_travailler)
{
	enum { N = 3 * STORE_FLUX_LIGNES };
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct stmt *flux, *maj;
	struct bulk *b;
	struct tx tx = {0};
	int vues = 0;

	create_tout(db);
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	MUST(bulk_open(db, SQL("tout"), SQL("id, t"), &b) == OK);
	for (int i = 0; i < N; i++) {
		bulk_int(b, i);
		bulk_text(b, STR("x"));
		OK(bulk_row(b) == OK);
	}
	OK(bulk_close(b) == OK);
	flux = prepare_flags(db, "SELECT id, t FROM tout WHERE id >= $1 ORDER BY id", DB_FLUX);
	maj = prepare(db, "UPDATE tout SET n = $2 WHERE id = $1");
	stmt_int(flux, 1, 10);
	while (next(flux)) {
		EQ_INT(col_int(flux, 0), vues + 10);
		stmt_int(maj, 1, vues + 10);
		stmt_int(maj, 2, vues);
		OK(vues % 50 || stmt_exec(maj) == OK);
		vues++;
	}
	EQ_INT(vues, N - 10);
	stmt_int(flux, 1, N - 1); /* again, and left before the end */
	OK(next(flux));
	OK(tx_commit(&tx) == OK);
	EQ_INT(count(db, "SELECT count(*) FROM tout WHERE n IS NOT NULL"), (N - 10 + 49) / 50);
	/* Without a transaction it still reads everything. */
	stmt_int(flux, 1, N - 2);
	OK(next(flux) && next(flux) && !next(flux));
	db_close(db);
}

TEST_BASES(cinquante_mille_lignes_en_vrac)
{
	enum { N = 50000 };
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct bulk *un, *deux;
	struct stmt *autre;
	struct tx tx = {0};

	create_tout(db);
	base_exec(db, "CREATE TABLE suite (id BIGINT, t TEXT)");
	autre = prepare(db, "INSERT INTO suite (id) VALUES ($1)");
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	MUST(bulk_open(db, SQL("tout"), SQL("id, t, b, n"), &un) == OK);
	MUST(bulk_open(db, SQL("suite"), SQL("id, t"), &deux) == OK);
	for (int i = 0; i < N; i++) {
		char t[32];

		(void)snprintf(t, sizeof t, "é\t\\%d\r\n", i);
		bulk_int(un, i);
		bulk_text(un, str_of(t));
		bulk_blob(un, t, 4);
		memset(t, 'z', sizeof t); /* values are copied when given */
		if (i % 2)
			bulk_int(un, -i);
		else
			bulk_null(un);
		OK(bulk_row(un) == OK);
		bulk_int(deux, i);
		bulk_text(deux, STR_VIDE);
		OK(bulk_row(deux) == OK);
		if (i % 5000 == 0) {
			stmt_int(autre, 1, -1);
			OK(stmt_exec(autre) == OK);
		}
	}
	OK(bulk_flush(un) == OK);
	EQ_INT(count(db, "SELECT count(*) FROM tout"), N);
	OK(bulk_close(un) == OK);
	OK(tx_commit(&tx) == OK); /* flushes the other one */
	OK(bulk_close(deux) == OK);
	EQ_INT(count(db, "SELECT count(*) FROM tout WHERE n IS NULL"), N / 2);
	EQ_INT(count(db, "SELECT count(*) FROM suite WHERE t = ''"), N);
	EQ_INT(count(db, "SELECT count(*) FROM suite WHERE t IS NULL"), 10);
	autre = prepare(db, "SELECT t, b, n FROM tout WHERE id = 31415");
	MUST(next(autre));
	EQ_STR(col_text(autre, 0), "é\t\\31415\r\n");
	EQ_STR(col_blob(autre, 1), "é\t\\");
	EQ_INT(col_int(autre, 2), -31415);
	db_close(db);
}

TEST_BASES(un_vrac_refuse_ou_annule_ne_laisse_rien)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct bulk *b, *autre;
	struct tx tx = {0};
	enum err e;

	create_tout(db);
	EQ_INT(bulk_close(NULL), OK);
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	MUST(bulk_open(db, SQL("tout"), SQL("id"), &b) == OK);
	bulk_int(b, 1);
	OK(bulk_row(b) == OK);
	tx_rollback(&tx);
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 0);
	bulk_abandonner(NULL);
	MUST(bulk_open(db, SQL("tout"), SQL("t"), &autre) == OK);
	bulk_text(autre, STR("une ligne non finie"));
	bulk_abandonner(autre);

	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK); /* the bulk serves again */
	bulk_int(b, 2);
	OK(bulk_row(b) == OK);
	bulk_int(b, 2);
	e = bulk_row(b);
	if (e == OK)
		e = bulk_flush(b);
	EQ_INT(e, E_CONFLIT);
	OK(bulk_close(b) != OK);
	OK(strstr(db_incident(db)->message, "contredit"));
	OK(tx_commit(&tx) != OK);
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 0);
	db_close(db);
}

TEST_BASES(ranger_et_charger_la_premiere_fois)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	struct tx tx = {0};

	create_tout(db);
	OK(db_premier_chargement(db) == OK);
	MUST(tx_begin(db, TX_ECRITURE, &tx) == OK);
	base_exec(db, "INSERT INTO tout (id) VALUES (1), (2)");
	OK(tx_commit(&tx) == OK);
	OK(db_fin_premier_chargement(db) == OK);
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 2);
	OK(db_range(db) == OK);
	OK(db_range(db) == OK);
	db_close(db);
	db = base_open(dsn, DB_LECTURE);
	EQ_INT(count(db, "SELECT count(*) FROM tout"), 2);
	OK(db_range(db) == OK);
	db_close(db);
}

/* Two processes that add one to the same number lose nothing. */
TEST_BASES(deux_processus_se_succedent)
{
	enum { TOURS = 20 };
	struct db *db = base_open(dsn, DB_ECRITURE);
	pid_t enfants[2];

	base_exec(db, "CREATE TABLE compteur (n BIGINT)");
	base_exec(db, "INSERT INTO compteur (n) VALUES (0)");
	db_close(db);
	fflush(stdout);
	for (int k = 0; k < 2; k++) {
		enfants[k] = fork();
		if (enfants[k])
			continue;
		db = base_open(dsn, DB_ECRITURE);
		for (int i = 0; i < TOURS; i++) {
			struct tx tx = {0};
			int64_t n;
			struct stmt *maj;

			if (tx_begin(db, TX_ECRITURE, &tx) != OK)
				_exit(1);
			n = count(db, "SELECT n FROM compteur");
			maj = prepare(db, "UPDATE compteur SET n = $1");
			stmt_int(maj, 1, n + 1);
			if (stmt_exec(maj) != OK || tx_commit(&tx) != OK)
				_exit(2);
			stmt_free(maj);
		}
		db_close(db);
		_exit(0);
	}
	for (int k = 0; k < 2; k++) {
		int etat = -1;

		waitpid(enfants[k], &etat, 0);
		EQ_INT(etat, 0);
	}
	db = base_open(dsn, DB_ECRITURE);
	EQ_INT(count(db, "SELECT n FROM compteur"), 2 * TOURS);
	db_close(db);
}
