/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store_gardees_test.c - a statement that was freed serves again as if it were new, and only for its own text
 */
#include "tap.h"
#include "bases.h"

#include "store/moteur.h"

/* A text of the test's own memory, as no literal is. */
static struct stmt *preparer(struct db *db, const char *texte, int flags)
{
	struct stmt *st = NULL;

	EQ_INT(db_prepare(db, (struct sql){texte}, flags, &st), OK);
	return st;
}

static struct db *ouvrir(const char *dsn)
{
	struct db *db = base_open(dsn, DB_ECRITURE);

	base_exec(db, db_est_postgres(db)
			      ? "CREATE TABLE t (n BIGINT PRIMARY KEY, texte TEXT)"
			      : "CREATE TABLE t (n INTEGER PRIMARY KEY, texte TEXT) STRICT");
	return db;
}

static const char INSERER[] = "INSERT INTO t (n, texte) VALUES ($1, $2)";
static const char LIRE[] = "SELECT texte FROM t WHERE n = $1";

static const char *lire(struct db *db, int64_t n, char ret[64])
{
	struct stmt *st = preparer(db, LIRE, 0);
	bool row = false;

	stmt_int(st, 1, n);
	OK(stmt_step(st, &row) == OK);
	(void)snprintf(ret, 64, "%s%.*s",
		       !row              ? "(rien)"
		       : col_null(st, 0) ? "(null)"
					 : "",
		       row ? (int)col_text(st, 0).n : 0, row ? col_text(st, 0).p : "");
	stmt_free(st); /* in the middle of its rows */
	return ret;
}

TEST_BASES(la_meme_demande_sert_de_nouveau_sans_ses_parametres)
{
	struct db *db = ouvrir(dsn);
	struct stmt *st = preparer(db, INSERER, 0), *premier = st;
	char texte[64];

	stmt_int(st, 1, 1);
	stmt_text(st, 2, STR("un"));
	EQ_INT(stmt_exec(st), OK);
	stmt_free(st);
	st = preparer(db, INSERER, 0);
	OK(st == premier);
	stmt_int(st, 1, 2);
	EQ_INT(stmt_exec(st), OK); /* its text is NULL, not « un » */
	stmt_free(st);
	for (int i = 0; i < 3; i++) {
		EQ_STR(lire(db, 1, texte), "un");
		EQ_STR(lire(db, 2, texte), "(null)");
		EQ_STR(lire(db, 3, texte), "(rien)");
	}
	db_close(db);
}

TEST_BASES(un_autre_texte_a_la_meme_adresse_est_une_autre_demande)
{
	struct db *db = ouvrir(dsn);
	char sql[64] = "SELECT 1";
	struct stmt *st = preparer(db, sql, 0);
	int64_t n = 0;

	stmt_free(st);
	memcpy(sql, "SELECT 2", 9);
	st = preparer(db, sql, 0);
	EQ_INT(stmt_one_int(st, &n), OK);
	EQ_INT(n, 2);
	stmt_free(st);
	db_close(db);
}

TEST_BASES(deux_a_la_fois_ne_se_melent_pas)
{
	struct db *db = ouvrir(dsn);
	char texte[64];

	base_exec(db, "INSERT INTO t VALUES (1, 'un'), (2, 'deux')");
	EQ_STR(lire(db, 1, texte), "un");
	struct stmt *a = preparer(db, LIRE, 0), *b = preparer(db, LIRE, 0);
	struct stmt *flux = preparer(db, LIRE, DB_FLUX);
	bool row = false;

	OK(a != b && b != flux && a != flux);
	stmt_int(a, 1, 1);
	stmt_int(b, 1, 2);
	MUST(stmt_step(a, &row) == OK && row);
	MUST(stmt_step(b, &row) == OK && row);
	EQ_STR(col_text(a, 0), "un");
	EQ_STR(col_text(b, 0), "deux");
	stmt_free(a);
	stmt_free(b);
	stmt_free(flux);
	OK(preparer(db, LIRE, DB_FLUX) == flux); /* left to db_close */
	db_close(db);
}

TEST_BASES(il_n_en_reste_qu_un_nombre_borne)
{
	struct db *db = ouvrir(dsn);
	char sql[STORE_GARDEES + 10][32];
	int64_t n = 0;

	for (int passe = 0; passe < 2; passe++)
		for (int i = 0; i < STORE_GARDEES + 10; i++) {
			(void)snprintf(sql[i], sizeof sql[i], "SELECT %d", i);
			struct stmt *st = preparer(db, sql[i], 0);

			EQ_INT(stmt_one_int(st, &n), OK);
			EQ_INT(n, i);
			stmt_free(st);
			OK(db->n_gardees <= STORE_GARDEES);
		}
	EQ_INT(db->n_gardees, STORE_GARDEES);
	db_close(db);
}

TEST_BASES(celle_d_une_transaction_condamnee_n_est_pas_gardee)
{
	struct db *db = ouvrir(dsn);
	struct tx tx;
	char texte[64];

	base_exec(db, "INSERT INTO t VALUES (1, 'un')");
	EQ_INT(tx_begin(db, TX_ECRITURE, &tx), OK);
	EQ_STR(lire(db, 1, texte), "un");
	struct stmt *st = preparer(db, INSERER, 0);
	const int gardees = db->n_gardees;

	stmt_int(st, 1, 1);
	EQ_INT(stmt_exec(st), E_CONFLIT);
	stmt_free(st);
	EQ_INT(db->n_gardees, gardees);
	tx_rollback(&tx);
	/* what was kept before serves after */
	EQ_STR(lire(db, 1, texte), "un");
	st = preparer(db, INSERER, 0);
	stmt_int(st, 1, 2);
	stmt_text(st, 2, STR("deux"));
	EQ_INT(stmt_exec(st), OK);
	stmt_free(st);
	EQ_STR(lire(db, 2, texte), "deux");
	db_close(db);
}

TEST_BASES(elle_suit_une_table_qui_change)
{
	struct db *db = ouvrir(dsn);
	char texte[64];

	base_exec(db, "INSERT INTO t VALUES (1, 'un')");
	EQ_STR(lire(db, 1, texte), "un");
	base_exec(db, "ALTER TABLE t ADD COLUMN suite TEXT");
	EQ_STR(lire(db, 1, texte), "un");
	base_exec(db, "CREATE INDEX t_texte ON t (texte)");
	EQ_STR(lire(db, 1, texte), "un");
	EQ_INT(db_range(db), OK);
	EQ_STR(lire(db, 1, texte), "un");
	db_close(db);
}
