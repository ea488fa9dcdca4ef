/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sqlite_open.c - open a SQLite base, and say plainly why it cannot be opened
 *
 * A base opened for reading is opened for writing underneath, with PRAGMA query_only: only so can SQLite finish what
 * a killed process left (a hot journal, a WAL without index). Where even the folder is read-only, a base at rest (no WAL
 * beside it) is read as an immutable file; with a WAL beside it that would hide the last writes, so it is refused.
 */
#include "store/sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/mem.h"

enum {
	ENTETE_MIN = 512
}; /* a base is at least one page; SQLite takes a file of one byte for empty */

static bool in_memory(const char *chemin)
{
	return strcmp(chemin, ":memory:") == 0;
}

/* Debian's SQLite reads « file:… » as a URI; a path of ours never is one. */
static const char *escape_uri(struct buf *b, const char *chemin)
{
	if (strncmp(chemin, "file:", 5) != 0)
		return chemin;
	buf_printf(b, "./%s", chemin);
	return b->p;
}

static enum err check_folder(const char *chemin, struct incident *inc)
{
	const char *fin = strrchr(chemin, '/');
	int n = fin ? (int)(fin - chemin) : 0;
	char dossier[4096];
	struct stat s;

	if (n == 0 || n >= (int)sizeof dossier)
		return OK;
	(void)snprintf(dossier, sizeof dossier, "%.*s", n, chemin);
	if (stat(dossier, &s) == 0 && S_ISDIR(s.st_mode))
		return OK;
	incident_set(inc, E_ABSENT, "Le dossier « %s » n'existe pas.", dossier);
	incident_remede(inc, "Créez ce dossier, ou corrigez le chemin de la base.");
	return E_ABSENT;
}

static enum err refuse_file(const char *chemin, struct incident *inc)
{
	incident_set(inc, E_INVALIDE, "« %s » n'est pas une base de relais.", chemin);
	incident_remede(inc, "Vérifiez le chemin : ce fichier n'a pas été touché.");
	return E_INVALIDE;
}

/* What can be said before SQLite looks. */
static enum err check_path(const char *chemin, enum db_mode mode, struct incident *inc)
{
	struct stat s;
	enum err e;

	if (!chemin[0]) {
		incident_set(inc, E_ABSENT, "Aucune base n'est indiquée.");
		incident_remede(inc, "Donnez le chemin d'un fichier, ou l'adresse « "
				     "postgresql://… » d'une base PostgreSQL.");
		return E_ABSENT;
	}
	if (in_memory(chemin))
		return OK;
	if (stat(chemin, &s) == 0) {
		if (S_ISREG(s.st_mode))
			return s.st_size == 0 || s.st_size >= ENTETE_MIN ? OK
									 : refuse_file(chemin, inc);
		incident_set(inc, E_INVALIDE, "« %s » n'est pas un fichier.", chemin);
		incident_remede(inc, "Donnez le chemin du fichier de la base.");
		return E_INVALIDE;
	}
	if (errno == EACCES) {
		incident_set(inc, E_REFUS, "Vous n'avez pas le droit d'accéder à « %s ».", chemin);
		incident_remede(inc, "Demandez l'accès au dossier qui contient la base.");
		return E_REFUS;
	}
	e = check_folder(chemin, inc);
	if (e != OK || mode == DB_ECRITURE)
		return e;
	incident_set(inc, E_ABSENT, "La base « %s » n'existe pas.", chemin);
	incident_remede(inc, "Vérifiez le chemin ; une première commande d'import crée la base.");
	return E_ABSENT;
}

static enum err open_handle(struct sqlite_db *base, const char *chemin, int flags)
{
	int rc;

	sqlite3_close_v2(base->h);
	base->h = NULL;
	rc = sqlite3_open_v2(chemin, &base->h, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
			     NULL);
	if (!base->h)
		mem_epuisee();
	if (rc != SQLITE_OK)
		return sqlite_fail(&base->db, rc);
	sqlite3_busy_timeout(base->h, base->attente_ms);
	/* "name" is never a text, as in PostgreSQL. */
	sqlite3_db_config(base->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(base->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	return OK;
}

/* The first read: only here does SQLite see whether the file is a base. */
static int configure(struct sqlite_db *base, enum db_mode mode)
{
	static const char PRAGMAS[] = "PRAGMA page_size=16384;"
				      "PRAGMA synchronous=NORMAL;"
				      "PRAGMA foreign_keys=1;"
				      "PRAGMA cache_size=-16384;"
				      "PRAGMA temp_store=MEMORY;"
				      "PRAGMA mmap_size=0;"
				      "PRAGMA secure_delete=0;"
				      "PRAGMA trusted_schema=0;"
				      "PRAGMA journal_size_limit=67108864;"
				      "SELECT count(*) FROM sqlite_schema";
	char journal[16];
	int rc = sqlite3_exec(base->h, PRAGMAS, NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		return rc;
	if (mode == DB_LECTURE)
		return sqlite3_exec(base->h, "PRAGMA query_only=1", NULL, NULL, NULL);
	if (sqlite3_db_readonly(base->h, "main") == 1)
		return SQLITE_READONLY;
	rc = sqlite_pragma(base->h, "PRAGMA journal_mode", journal, sizeof journal);
	if (rc != SQLITE_OK || strcmp(journal, "wal") == 0)
		return rc;
	return sqlite_journal(base, "PRAGMA journal_mode=WAL");
}

static bool has_beside(const char *chemin, const char *suffixe)
{
	char beside[4096];
	struct stat s;

	(void)snprintf(beside, sizeof beside, "%s%s", chemin, suffixe);
	return stat(beside, &s) == 0 && s.st_size > 0;
}

static int open_immutable(struct sqlite_db *base, const char *chemin)
{
	AUTO_BUF uri;

	buf_init(&uri, 16 * 1024);
	buf_cstr(&uri, "file:");
	for (const unsigned char *p = (const unsigned char *)chemin; *p; p++) {
		if (strchr("%?# ", *p))
			buf_printf(&uri, "%%%02X", *p);
		else
			buf_char(&uri, (char)*p);
	}
	buf_cstr(&uri, "?immutable=1");
	if (open_handle(base, uri.p, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI) != OK)
		return sqlite3_extended_errcode(base->h);
	return configure(base, DB_LECTURE);
}

static enum err tell_read_only_folder(const char *chemin, struct incident *inc)
{
	incident_set(inc, E_REFUS,
		     "La base « %s » ne peut pas être lue : une écriture y est restée en attente, "
		     "et son dossier est en lecture seule.",
		     chemin);
	incident_remede(inc, "Ouvrez la base une fois avec un compte qui peut écrire dans ce "
			     "dossier, ou donnez-vous ce droit.");
	return E_REFUS;
}

static enum err tell(struct sqlite_db *base, const char *chemin, int rc, struct incident *inc)
{
	enum cause cause = sqlite_cause_de(base->h, rc);

	if (rc == SQLITE_NOTADB) {
		refuse_file(chemin, inc);
		incident_detail(inc, "%s", sqlite3_errmsg(base->h));
		return E_INVALIDE;
	}
	if (cause == CAUSE_LECTURE_SEULE) {
		incident_set(inc, E_REFUS, "Vous n'avez pas le droit d'écrire dans la base « %s ».",
			     chemin);
		incident_remede(inc, "Demandez le droit d'écrire dans ce fichier et son dossier.");
		return E_REFUS;
	}
	if ((rc & 0xff) == SQLITE_CANTOPEN) {
		incident_set(inc, E_PANNE, "La base « %s » ne peut pas être ouverte.", chemin);
		incident_detail(inc, "%s", sqlite3_errmsg(base->h));
		incident_remede(inc, "Vérifiez vos droits sur ce fichier et sur son dossier.");
		return E_PANNE;
	}
	rc = (int)db_fail(&base->db, cause, sqlite3_errmsg(base->h));
	incident_set(inc, (enum err)rc, "%s", base->db.incident.message);
	incident_detail(inc, "%s : %s", chemin, base->db.incident.detail);
	incident_remede(inc, "%s", base->db.incident.remede);
	return (enum err)rc;
}

static enum err try_open(struct sqlite_db *base, const char *chemin, enum db_mode mode,
			 struct incident *inc)
{
	int flags = SQLITE_OPEN_READWRITE | (mode == DB_ECRITURE ? SQLITE_OPEN_CREATE : 0);
	int rc, classe;

	if (open_handle(base, chemin, flags) == OK)
		rc = configure(base, mode);
	else
		rc = sqlite3_extended_errcode(base->h);
	classe = rc & 0xff;
	if (mode == DB_LECTURE && (classe == SQLITE_CANTOPEN || classe == SQLITE_READONLY)) {
		if (has_beside(chemin, "-wal") || has_beside(chemin, "-journal"))
			return tell_read_only_folder(chemin, inc);
		rc = open_immutable(base, chemin);
	}
	return rc == SQLITE_OK ? OK : tell(base, chemin, rc, inc);
}

enum err sqlite_open(const char *chemin, enum db_mode mode, struct db **ret, struct incident *inc)
{
	AUTO_BUF echappe;
	struct sqlite_db *base;
	enum err e;

	buf_init(&echappe, 16 * 1024);
	e = check_path(chemin, mode, inc);
	if (e != OK)
		return e;
	base = mem_alloc(sizeof *base);
	base->db.moteur = &sqlite_moteur;
	base->attente_ms = STORE_ATTENTE_MS;
	e = try_open(base, escape_uri(&echappe, chemin), mode, inc);
	if (e != OK) {
		base->db.moteur->close(&base->db);
		return e;
	}
	*ret = &base->db;
	return OK;
}
