/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store.c - what does not depend on the engine: dispatch, transactions, words of failures
 *
 * PostgreSQL condemns a transaction in which a statement failed, SQLite does not. Here both do: a unit of work that
 * could go on on one engine only would be found wrong on the day of the change of engine.
 */
#include "store/moteur.h"

#include "base/err.h"
#include "base/mem.h"

static const struct {
	enum err code;
	const char *message, *remede;
} CAUSES[CAUSE__MAX] = {
	[CAUSE_OCCUPEE] = {E_OCCUPE, "La base est occupée : une autre écriture est en cours.",
			   "Attendez la fin de l'autre commande, puis recommencez."},
	[CAUSE_CONTRAINTE] = {E_CONFLIT, "Une ligne contredit ce qui est déjà dans la base.",
			      "Rien n'a été enregistré. Si cela se reproduit, signalez ce message "
			      "et son détail à l'équipe de relais."},
	[CAUSE_VALEUR] = {E_INVALIDE, "La base refuse une valeur : elle n'a pas la forme attendue.",
			  "Rien n'a été enregistré. Si cela se reproduit, signalez ce message et "
			  "son détail à l'équipe de relais."},
	[CAUSE_LECTURE_SEULE] = {E_REFUS, "Cette base est ouverte en lecture seule.",
				 "Vérifiez que votre compte a le droit d'écrire dans la base et "
				 "dans le dossier qui la contient."},
	[CAUSE_DISQUE_PLEIN] = {E_PANNE, "Il n'y a plus de place sur le disque de la base.",
				"Libérez de la place, puis recommencez : ce qui était enregistré "
				"avant n'a pas changé."},
	[CAUSE_ABIMEE] = {E_PANNE, "Le fichier de la base est abîmé.",
			  "Arrêtez les commandes en cours, gardez une copie du fichier, puis "
			  "reprenez la dernière sauvegarde."},
	[CAUSE_COUPEE] = {E_PANNE, "La connexion au serveur PostgreSQL a été perdue.",
			  "Vérifiez que le serveur fonctionne, puis recommencez."},
	[CAUSE_DEMANDE] = {E_PANNE, "relais a fait à la base une demande qu'elle ne comprend pas.",
			   "C'est un défaut de relais, pas de vos données : signalez-le avec le "
			   "détail."},
	[CAUSE_PANNE] = {E_PANNE, "La base n'a pas pu lire ou écrire.",
			 "Vérifiez le disque et les droits sur les fichiers de la base, puis "
			 "recommencez."},
};

enum err db_fail(struct db *db, enum cause cause, const char *moteur)
{
	db->tx_en_echec = db->tx_ouverte;
	incident_set(&db->incident, CAUSES[cause].code, "%s", CAUSES[cause].message);
	incident_detail(&db->incident, "%s", moteur);
	incident_remede(&db->incident, "%s", CAUSES[cause].remede);
	return CAUSES[cause].code;
}

struct str db_propre(struct db *db, struct str v)
{
	const char *fin = v.p + v.n, *nul;

	buf_reset(&db->propre);
	while ((nul = memchr(v.p, 0, (size_t)(fin - v.p)))) {
		buf_add(&db->propre, v.p, (size_t)(nul - v.p));
		buf_cstr(&db->propre, "\xef\xbf\xbd");
		v.p = nul + 1;
	}
	buf_add(&db->propre, v.p, (size_t)(fin - v.p));
	return buf_view(&db->propre);
}

/* The common case costs one memchr; an empty str gets an address, because a NULL one would be read as NULL. */
static struct str texte_de_base(struct db *db, struct str v)
{
	if (v.n == 0)
		return STR("");
	return memchr(v.p, 0, v.n) ? db_propre(db, v) : v;
}

/* --- connection --- */

static bool est_postgres(const char *dsn)
{
	static const struct str debuts[] = {{"postgresql://", 13},
					    {"postgres://", 11},
					    {"host=", 5},
					    {"dbname=", 7},
					    {"service=", 8}};

	for (size_t i = 0; i < sizeof debuts / sizeof *debuts; i++)
		if (str_starts(str_of(dsn), debuts[i]))
			return true;
	return false;
}

enum err db_open(const char *dsn, enum db_mode mode, struct db **ret, struct incident *inc)
{
	struct db *db;
	enum err e = est_postgres(dsn) ? postgres_open(dsn, mode, &db, inc)
				       : sqlite_open(dsn, mode, &db, inc);

	if (e != OK)
		return e;
	db->mode = mode;
	buf_init(&db->propre, STORE_TEXTE_MAX);
	*ret = db;
	return OK;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	if (db->tx_ouverte)
		tx_rollback(&(struct tx){db, true});
	db->ferme = true;
	while (db->bulks) {
		struct bulk *b = db->bulks;

		db->bulks = b->apres;
		b->moteur->bulk_free(b);
	}
	while (db->stmts) {
		struct stmt *st = db->stmts;

		db->stmts = st->apres;
		gardee_liberer(st);
	}
	gardees_vider(db);
	buf_free(&db->propre);
	db->moteur->close(db);
}

bool db_est_postgres(const struct db *db)
{
	return db->moteur->postgres;
}

const struct incident *db_incident(const struct db *db)
{
	return &db->incident;
}

void db_set_attente(struct db *db, int ms)
{
	db->moteur->wait(db, ms);
}

enum err db_exec(struct db *db, struct sql sql)
{
	return db->moteur->exec(db, sql.text);
}

enum err db_premier_chargement(struct db *db)
{
	if (db->tx_ouverte)
		BUG("db_premier_chargement in a transaction");
	return db->moteur->premier(db, true);
}

enum err db_fin_premier_chargement(struct db *db)
{
	if (db->tx_ouverte)
		BUG("db_fin_premier_chargement in a transaction");
	return db->moteur->premier(db, false);
}

enum err db_range(struct db *db)
{
	if (db->tx_ouverte)
		BUG("db_range in a transaction");
	return db->moteur->range(db);
}

/* --- statements --- */

/* None was kept: prepare one from a copy of the text. */
static enum err preparer(struct db *db, const char *sql, int flags, struct stmt **ret)
{
	const size_t n = strlen(sql) + 1;
	char *texte = mem_alloc(n);
	enum err e;

	memcpy(texte, sql, n);
	if ((e = db->moteur->prepare(db, texte, flags, ret))) {
		mem_free(texte);
		return e;
	}
	(*ret)->moteur = db->moteur;
	(*ret)->db = db;
	(*ret)->adresse = sql;
	(*ret)->texte = texte;
	(*ret)->flags = flags;
	return OK;
}

enum err db_prepare(struct db *db, struct sql sql, int flags, struct stmt **ret)
{
	struct stmt *st = gardee_prendre(db, sql.text, flags);
	enum err e = st ? OK : preparer(db, sql.text, flags, &st);

	if (e != OK)
		return e;
	st->apres = db->stmts;
	if (st->apres)
		st->apres->avant = st;
	db->stmts = st;
	*ret = st;
	return OK;
}

void stmt_free(struct stmt *st)
{
	if (!st)
		return;
	stmt_reset(st);
	if (st->avant)
		st->avant->apres = st->apres;
	else
		st->db->stmts = st->apres;
	if (st->apres)
		st->apres->avant = st->avant;
	/* one that a failure left behind is not trusted */
	if (st->db->tx_en_echec)
		gardee_liberer(st);
	else
		gardee_rendre(st);
}

/* SQLite refuses to bind while rows are being read: on both engines binding starts anew. */
static void pret_a_lier(struct stmt *st, int i)
{
	if (i < 1 || i > st->n_parametres)
		BUG("parameter $%d of a statement that has %d", i, st->n_parametres);
	stmt_reset(st);
}

void stmt_int(struct stmt *st, int i, int64_t v)
{
	pret_a_lier(st, i);
	st->moteur->bind_int(st, i, v);
}

void stmt_text(struct stmt *st, int i, struct str v)
{
	pret_a_lier(st, i);
	st->moteur->bind_text(st, i, texte_de_base(st->db, v));
}

void stmt_blob(struct stmt *st, int i, const void *bytes, size_t n)
{
	pret_a_lier(st, i);
	st->moteur->bind_blob(st, i, (struct str){n ? bytes : "", n});
}

void stmt_null(struct stmt *st, int i)
{
	pret_a_lier(st, i);
	st->moteur->bind_null(st, i);
}

enum err stmt_step(struct stmt *st, bool *row)
{
	enum err e;

	st->en_cours = false;
	e = st->moteur->step(st, &st->en_cours);
	if (e == OK)
		*row = st->en_cours;
	return e;
}

void stmt_reset(struct stmt *st)
{
	if (!st->en_cours)
		return;
	st->en_cours = false;
	st->moteur->reset(st);
}

enum err stmt_exec(struct stmt *st)
{
	bool row = true;

	stmt_reset(st);
	while (row) {
		enum err e = stmt_step(st, &row);

		if (e != OK)
			return e;
	}
	return OK;
}

enum err stmt_one_int(struct stmt *st, int64_t *ret)
{
	bool row;
	enum err e;

	stmt_reset(st);
	e = stmt_step(st, &row);
	if (e != OK)
		return e;
	if (!row || col_null(st, 0))
		e = incident_set(&st->db->incident, E_ABSENT,
				 "La valeur demandée n'est pas dans la base.");
	else
		*ret = col_int(st, 0);
	stmt_reset(st);
	return e;
}

static void colonne_lisible(const struct stmt *st, int i)
{
	if (!st->en_cours || i < 0 || i >= st->n_colonnes)
		BUG("column %d of %d, %s", i, st->n_colonnes, st->en_cours ? "row" : "no row");
}

int64_t col_int(struct stmt *st, int i)
{
	colonne_lisible(st, i);
	return st->moteur->column_int(st, i);
}

struct str col_text(struct stmt *st, int i)
{
	colonne_lisible(st, i);
	return st->moteur->column_text(st, i);
}

struct str col_blob(struct stmt *st, int i)
{
	colonne_lisible(st, i);
	return st->moteur->column_blob(st, i);
}

bool col_null(struct stmt *st, int i)
{
	colonne_lisible(st, i);
	return st->moteur->column_null(st, i);
}

/* --- transactions --- */

enum err tx_begin(struct db *db, enum tx_mode mode, struct tx *ret)
{
	enum err e;

	if (db->tx_ouverte)
		BUG("a transaction is already open on this connection");
	if (mode == TX_ECRITURE && db->mode == DB_LECTURE)
		return db_fail(db, CAUSE_LECTURE_SEULE, "");
	e = db->moteur->begin(db, mode);
	if (e != OK)
		return e;
	db->tx_ouverte = true;
	db->tx_en_echec = false;
	*ret = (struct tx){db, true};
	return OK;
}

/* No result may outlive its transaction: a cursor would die on one engine and not on the other. */
static void reset_all(struct db *db)
{
	for (struct stmt *st = db->stmts; st; st = st->apres)
		stmt_reset(st);
}

static enum err refuse_commit(struct db *db)
{
	struct incident cause = db->incident;

	incident_set(&db->incident, E_PANNE,
		     "Rien n'a été enregistré : une des écritures avait échoué.");
	incident_detail(&db->incident, "%s %s", cause.message, cause.detail);
	incident_remede(&db->incident, "%s", cause.remede);
	return E_PANNE;
}

enum err tx_commit(struct tx *tx)
{
	struct db *db = tx->db;
	enum err e = OK;

	if (!tx->ouverte)
		BUG("tx_commit of a transaction that is not open");
	for (struct bulk *b = db->bulks; b && !db->tx_en_echec; b = b->apres)
		e = bulk_flush(b);
	if (db->tx_en_echec) {
		e = e == OK ? refuse_commit(db) : e;
		tx_rollback(tx);
		return e;
	}
	reset_all(db);
	e = db->moteur->commit(db);
	if (e != OK) {
		tx_rollback(tx);
		return e;
	}
	tx->ouverte = db->tx_ouverte = false;
	return OK;
}

void tx_rollback(struct tx *tx)
{
	struct db *db = tx->db;

	if (!tx->ouverte)
		return;
	for (struct bulk *b = db->bulks; b; b = b->apres) {
		b->moteur->bulk_empty(b);
		b->n_valeurs = 0;
	}
	reset_all(db);
	db->moteur->rollback(db);
	tx->ouverte = db->tx_ouverte = db->tx_en_echec = false;
}

/* --- bulk --- */

static int count_columns(const char *colonnes)
{
	int n = 1;

	for (const char *p = colonnes; *p; p++)
		n += *p == ',';
	return n;
}

enum err bulk_open(struct db *db, struct sql table, struct sql colonnes, struct bulk **ret)
{
	int n = count_columns(colonnes.text);
	struct bulk *b;
	enum err e = db->moteur->bulk_open(db, table.text, colonnes.text, n, &b);

	if (e != OK)
		return e;
	b->moteur = db->moteur;
	b->db = db;
	b->n_colonnes = n;
	b->apres = db->bulks;
	if (b->apres)
		b->apres->avant = b;
	db->bulks = b;
	*ret = b;
	return OK;
}

static void next_value(struct bulk *b)
{
	if (b->n_valeurs++ >= b->n_colonnes)
		BUG("a bulk row of %d columns got more values", b->n_colonnes);
}

void bulk_int(struct bulk *b, int64_t v)
{
	next_value(b);
	b->moteur->bulk_int(b, v);
}

void bulk_text(struct bulk *b, struct str v)
{
	next_value(b);
	b->moteur->bulk_text(b, texte_de_base(b->db, v));
}

void bulk_blob(struct bulk *b, const void *bytes, size_t n)
{
	next_value(b);
	b->moteur->bulk_blob(b, (struct str){n ? bytes : "", n});
}

void bulk_null(struct bulk *b)
{
	next_value(b);
	b->moteur->bulk_null(b);
}

enum err bulk_row(struct bulk *b)
{
	if (b->n_valeurs != b->n_colonnes)
		BUG("a bulk row of %d columns got %d values", b->n_colonnes, b->n_valeurs);
	if (!b->db->tx_ouverte)
		BUG("a bulk row outside a transaction");
	b->n_valeurs = 0;
	return b->moteur->bulk_row(b);
}

enum err bulk_flush(struct bulk *b)
{
	if (b->db->tx_en_echec) { /* the incident already says why: keep it */
		b->moteur->bulk_empty(b);
		return E_PANNE;
	}
	return b->moteur->bulk_flush(b);
}

void bulk_abandonner(struct bulk *b)
{
	if (!b)
		return;
	if (b->avant)
		b->avant->apres = b->apres;
	else
		b->db->bulks = b->apres;
	if (b->apres)
		b->apres->avant = b->avant;
	b->moteur->bulk_free(b);
}

enum err bulk_close(struct bulk *b)
{
	enum err e = b ? bulk_flush(b) : OK;

	bulk_abandonner(b);
	return e;
}
