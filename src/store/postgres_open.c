/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_open.c - connect to a PostgreSQL base, and say plainly why it does not answer
 *
 * The address may hold a password: it is never quoted. What is told of it (server, port, base) comes from libpq once it has
 * read the address.
 */
#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

static void ignore_notice(void *ctx, const char *message)
{
	(void)ctx;
	(void)message;
}

/* libpq's words may quote the part of the address that it did not understand, password included: not repeated. */
static enum err check_address(const char *dsn, struct incident *inc)
{
	PQconninfoOption *options = PQconninfoParse(dsn, NULL);

	if (options) {
		PQconninfoFree(options);
		return OK;
	}
	incident_set(inc, E_INVALIDE, "L'adresse de la base PostgreSQL n'est pas bien écrite.");
	incident_remede(inc, "Elle ressemble à postgresql://compte@serveur:5432/base ; un "
			     "caractère spécial du mot de passe s'écrit %%XX.");
	return E_INVALIDE;
}

static bool says(PGconn *c, const char *anglais, const char *francais)
{
	struct str mots = str_of(PQerrorMessage(c));

	return str_contains(mots, str_of(anglais)) || str_contains(mots, str_of(francais));
}

/* Only words tell an absent base from a silent server: libpq 15 gives no SQLSTATE here. */
static enum err tell(PGconn *c, struct incident *inc)
{
	struct str mots = str_trim(str_of(PQerrorMessage(c)));
	const char *base = PQdb(c) ? PQdb(c) : "";
	const char *serveur = PQhost(c) ? PQhost(c) : "";
	enum err e;

	if (says(c, "database \"", "base de données « ") &&
	    says(c, "does not exist", "n'existe pas")) {
		e = incident_set(inc, E_ABSENT, "La base PostgreSQL « %s » n'existe pas.", base);
		incident_remede(inc, "Créez-la (createdb %s), ou corrigez l'adresse.", base);
	} else if (says(c, "authentication failed", "authentification") ||
		   says(c, "no password", "mot de passe") || says(c, "pg_hba", "pg_hba")) {
		e = incident_set(inc, E_REFUS, "Le serveur PostgreSQL « %s » refuse ce compte.",
				 serveur);
		incident_remede(inc, "Vérifiez le compte et le mot de passe de l'adresse.");
	} else {
		e = incident_set(inc, E_PANNE, "Le serveur PostgreSQL « %s » ne répond pas.",
				 serveur);
		incident_remede(inc, "Vérifiez qu'il fonctionne, et le nom du serveur et le port "
				     "de l'adresse.");
	}
	incident_detail(inc, "%.*s", STR_FMT(mots));
	return e;
}

static PGconn *connect_to(const char *dsn)
{
	/* Before dbname: what the address may change. After: what it may not. */
	static const char *const NOMS[] = {"connect_timeout", "dbname", "client_encoding",
					   "application_name", NULL};
	const char *valeurs[] = {"10", dsn, "UTF8", "relais", NULL};

	return PQconnectdbParams(NOMS, valeurs, 1);
}

static enum err configure(struct postgres_db *base, enum db_mode mode)
{
	char sql[256];

	(void)snprintf(sql, sizeof sql,
		       "SET lock_timeout = %d; SET bytea_output = hex; SET jit = off;"
		       "SET default_transaction_read_only = %s",
		       STORE_ATTENTE_MS, mode == DB_LECTURE ? "on" : "off");
	return postgres_exec(&base->db, sql);
}

static enum err find_schema(struct postgres_db *base, struct incident *inc)
{
	PGresult *res = PQexec(base->c, "SELECT current_schema()::regnamespace::oid::int4");
	enum err e = OK;

	if (PQresultStatus(res) != PGRES_TUPLES_OK) {
		e = postgres_fail(&base->db, res);
		*inc = base->db.incident;
	} else if (PQgetisnull(res, 0, 0)) {
		e = incident_set(inc, E_ABSENT, "Le schéma demandé n'existe pas dans cette base.");
		incident_remede(inc, "Créez-le (CREATE SCHEMA), ou corrigez search_path.");
	} else {
		base->schema = (int)strtol(PQgetvalue(res, 0, 0), NULL, 10);
	}
	PQclear(res);
	return e;
}

enum err postgres_open(const char *dsn, enum db_mode mode, struct db **ret, struct incident *inc)
{
	struct incident sans_lecteur;
	struct postgres_db *base;
	PGconn *c;
	enum err e;

	inc = inc ? inc : &sans_lecteur;
	e = check_address(dsn, inc);
	if (e != OK)
		return e;
	c = connect_to(dsn);
	if (PQstatus(c) != CONNECTION_OK) {
		e = tell(c, inc);
		PQfinish(c);
		return e;
	}
	PQsetNoticeProcessor(c, ignore_notice, NULL);
	base = mem_alloc(sizeof *base);
	base->db.moteur = &postgres_moteur;
	base->c = c;
	e = configure(base, mode);
	if (e != OK)
		*inc = base->db.incident;
	else
		e = find_schema(base, inc);
	if (e != OK) {
		base->db.moteur->close(&base->db);
		return e;
	}
	*ret = &base->db;
	return OK;
}
