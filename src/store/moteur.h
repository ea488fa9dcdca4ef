/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * moteur.h - what the two engines share inside the room; no other room includes it (but the tests of this one)
 *
 * store.c keeps the rules that must be the same on both engines (which calls are impossible, what a failed statement
 * does to its transaction, text without NUL, the French words); an engine only carries out. An engine's own struct starts with the
 * struct declared here, so that a pointer to one is a pointer to the other.
 *
 * Invariants: a statement and a bulk stand in their connection's list until they are freed; at the end of a transaction every
 * statement is reset and every bulk is flushed (commit) or emptied (rollback).
 */
#ifndef RELAIS_STORE_MOTEUR_H
#define RELAIS_STORE_MOTEUR_H

#include "base/buf.h"
#include "store/store.h"

enum {
	STORE_ATTENTE_MS = 5000, /* how long a writer waits for its place */
	STORE_FLUX_LIGNES = 2000, /* rows of one piece of a DB_FLUX result on PostgreSQL */
	STORE_BULK_OCTETS = 1024 * 1024, /* bytes of one piece of a bulk on PostgreSQL */
	STORE_TEXTE_MAX = 256 * 1024 * 1024, /* longest text, and longest row of a bulk */
	STORE_PARAMETRES_MAX = 200, /* $1 … $200 */
	STORE_GARDEES = 64, /* statements that a connection keeps prepared */
};

/* What an engine's failure means for the person; store.c holds the words and the enum err of each. */
enum cause {
	CAUSE_OCCUPEE, /* somebody else is writing */
	CAUSE_CONTRAINTE, /* unique, foreign key, check, not null */
	CAUSE_VALEUR, /* a value of the wrong type or size */
	CAUSE_LECTURE_SEULE,
	CAUSE_DISQUE_PLEIN,
	CAUSE_ABIMEE, /* the file is damaged */
	CAUSE_COUPEE, /* the server went away */
	CAUSE_DEMANDE, /* the SQL is wrong, or a table is missing: a fault of the program */
	CAUSE_PANNE, /* anything else */
	CAUSE__MAX,
};

struct moteur {
	bool postgres;
	void (*close)(struct db *db);
	void (*wait)(struct db *db, int ms);
	enum err (*exec)(struct db *db, const char *sql);
	enum err (*begin)(struct db *db, enum tx_mode mode);
	enum err (*commit)(struct db *db);
	void (*rollback)(struct db *db);
	enum err (*premier)(struct db *db, bool debut);
	enum err (*range)(struct db *db);

	/* Sets n_parametres and n_colonnes; the text outlives the statement. */
	enum err (*prepare)(struct db *db, const char *sql, int flags, struct stmt **ret);
	void (*finalize)(struct stmt *st);
	void (*bind_int)(struct stmt *st, int i, int64_t v);
	void (*bind_text)(struct stmt *st, int i, struct str v);
	void (*bind_blob)(struct stmt *st, int i, struct str v);
	void (*bind_null)(struct stmt *st, int i);
	enum err (*step)(struct stmt *st,
			 bool *row); /* resets by itself at the end and on failure */
	void (*reset)(struct stmt *st);
	int64_t (*column_int)(struct stmt *st, int i);
	struct str (*column_text)(struct stmt *st, int i);
	struct str (*column_blob)(struct stmt *st, int i);
	bool (*column_null)(struct stmt *st, int i);

	/* table and colonnes are literals; n is the number of columns. */
	enum err (*bulk_open)(struct db *db, const char *table, const char *colonnes, int n,
			      struct bulk **ret);
	void (*bulk_int)(struct bulk *b, int64_t v);
	void (*bulk_text)(struct bulk *b, struct str v);
	void (*bulk_blob)(struct bulk *b, struct str v);
	void (*bulk_null)(struct bulk *b);
	enum err (*bulk_row)(struct bulk *b);
	enum err (*bulk_flush)(struct bulk *b);
	void (*bulk_empty)(struct bulk *b); /* forget what is not yet in the table */
	void (*bulk_free)(struct bulk *b);
};

struct db {
	const struct moteur *moteur;
	enum db_mode mode;
	bool tx_ouverte, tx_en_echec; /* en_echec: a statement failed, it can only be rolled back */
	struct stmt *stmts;
	struct stmt *gardees; /* freed and kept, the last one first (gardees.c) */
	int n_gardees;
	bool ferme; /* being closed: what the connection holds goes with it */
	struct bulk *bulks;
	struct incident incident;
	struct buf propre; /* the last text that had to be cleaned of its NULs */
};

struct stmt {
	const struct moteur *moteur;
	struct db *db;
	struct stmt *avant, *apres;
	const char *adresse; /* of the literal, which finds it; never looked at */
	char *texte; /* a copy */
	int flags;
	int n_parametres, n_colonnes;
	bool en_cours; /* a row is being looked at */
};

struct bulk {
	const struct moteur *moteur;
	struct db *db;
	struct bulk *avant, *apres;
	int n_colonnes, n_valeurs; /* values given for the current row */
};

/* Statements that were freed: one of that text, or NULL; keep that one, reset, without parameters; forget them all; end that one. */
struct stmt *gardee_prendre(struct db *db, const char *sql, int flags);
void gardee_rendre(struct stmt *st);
void gardees_vider(struct db *db);
void gardee_liberer(struct stmt *st);

/* Opening, by engine; `inc` may be NULL. */
enum err sqlite_open(const char *chemin, enum db_mode mode, struct db **ret,
		     struct incident *inc) MUST_CHECK;
enum err postgres_open(const char *dsn, enum db_mode mode, struct db **ret,
		       struct incident *inc) MUST_CHECK;

/*
 * Keep the failure in the connection with the words of its cause, and condemn the open transaction. `moteur` is what the
 * engine said, in its own language. Returns the cause's error.
 */
enum err db_fail(struct db *db, enum cause cause, const char *moteur);

/* How long this connection waits for the writer's place, in milliseconds (tests shorten it). */
void db_set_attente(struct db *db, int ms);

/* Text as both engines can keep it: without NUL (each becomes U+FFFD). Valid until the next call. */
struct str db_propre(struct db *db, struct str v);

#endif
