/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre.c - receives the offres of a feed: new, changed, unchanged or gone
 *
 * What is known of every offre is held in memory (fingerprint of the clé → number, fingerprint of the content, source): an unchanged offre costs two
 * fingerprints and no question to the base.
 */
#include "offre/offre.h"

#include "base/buf.h"
#include "base/empreinte.h"
#include "base/index64.h"
#include "base/mem.h"
#include "base/vec.h"
#include "offre/offre_sql.h"

static const struct sql SQL_CONNUES =
	SQL_FIXE("SELECT numero, cle, empreinte, source FROM offre ORDER BY numero");
static const struct sql SQL_AUTRES_SOURCES =
	SQL_FIXE("SELECT offre, source FROM offre_source ORDER BY offre, source");
static const struct sql SQL_DERNIER_PASSE = SQL_FIXE("SELECT MAX(numero) FROM offre_passe");
static const struct sql SQL_REVENANTE =
	SQL_FIXE("SELECT MAX(numero) FROM offre_passe WHERE cle = $1");
static const struct sql SQL_ARCHIVER =
	SQL_FIXE("INSERT INTO offre_passe (" OFFRE_SQL ", au_version) SELECT " OFFRE_SQL
		 ", CAST($2 AS BIGINT) FROM offre WHERE numero = $1 AND du_version < "
		 "CAST($2 AS BIGINT)");
static const struct sql SQL_RETIRER = SQL_FIXE("DELETE FROM offre WHERE numero = $1");
static const struct sql SQL_ARCHIVER_SESSIONS =
	SQL_FIXE("INSERT INTO session_passe (" SESSION_SQL ", au_version) SELECT " SESSION_SQL
		 ", CAST($2 AS BIGINT) FROM session WHERE offre = $1 AND du_version < "
		 "CAST($2 AS BIGINT)");
static const struct sql SQL_RETIRER_SESSIONS = SQL_FIXE("DELETE FROM session WHERE offre = $1");
static const struct sql SQL_SOURCE_AJOUTER =
	SQL_FIXE("INSERT INTO offre_source (offre, source) VALUES ($1, $2) ON CONFLICT DO NOTHING");
static const struct sql SQL_SOURCE_RETIRER =
	SQL_FIXE("DELETE FROM offre_source WHERE offre = $1 AND source = $2");
static const struct sql SQL_SOURCE_PRINCIPALE =
	SQL_FIXE("UPDATE offre SET source = $2 WHERE numero = $1");
static const struct sql TABLE_OFFRE = SQL_FIXE("offre");
static const struct sql COLONNES_OFFRE = SQL_FIXE(OFFRE_SQL);
static const struct sql TABLE_SESSION = SQL_FIXE("session");
static const struct sql COLONNES_SESSION = SQL_FIXE(SESSION_SQL);

enum {
	ST_REVENANTE,
	ST_ARCHIVER,
	ST_RETIRER,
	ST_ARCHIVER_SESSIONS,
	ST_RETIRER_SESSIONS,
	ST_SOURCE_AJOUTER,
	ST_SOURCE_RETIRER,
	ST_SOURCE_PRINCIPALE,
	ST__MAX
};

static const struct sql *const SQLS[ST__MAX] = {
	[ST_REVENANTE] = &SQL_REVENANTE,
	[ST_ARCHIVER] = &SQL_ARCHIVER,
	[ST_RETIRER] = &SQL_RETIRER,
	[ST_ARCHIVER_SESSIONS] = &SQL_ARCHIVER_SESSIONS,
	[ST_RETIRER_SESSIONS] = &SQL_RETIRER_SESSIONS,
	[ST_SOURCE_AJOUTER] = &SQL_SOURCE_AJOUTER,
	[ST_SOURCE_RETIRER] = &SQL_SOURCE_RETIRER,
	[ST_SOURCE_PRINCIPALE] = &SQL_SOURCE_PRINCIPALE,
};

struct connue {
	int64_t empreinte;
	uint32_t numero, source;
	uint32_t flux; /* the last feed of this run of the program that declared it, 0: none */
};

/* An offre that a source declares without being its main one. */
struct autre {
	uint32_t numero, source, flux;
};

struct offres_ecriture {
	struct db *db;
	struct version_paresseuse version;
	struct index64 cles; /* fingerprint of the clé → index + 1 in connues */
	struct VEC(struct connue) connues;
	struct VEC(struct autre) autres;
	int64_t dernier;
	bool passe; /* some offre is in the past: a new clé may be one that comes back */
	struct bulk *offres, *sessions;
	struct stmt *st[ST__MAX];
	struct buf contenu;
	int64_t source;
	uint32_t flux;
	struct bilan bilan;
};

static enum err lire_connues(struct offres_ecriture *e)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(e->db, SQL_CONNUES, DB_FLUX, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row) {
		*VEC_PUSH(&e->connues) = (struct connue){.numero = (uint32_t)col_int(st, 0),
							 .empreinte = col_int(st, 2),
							 .source = (uint32_t)col_int(st, 3)};
		*index64_put(&e->cles, (uint64_t)empreinte_record(col_text(st, 1))) =
			(uint32_t)e->connues.n;
		e->dernier = col_int(st, 0);
	}
	stmt_free(st);
	if (err || (err = db_prepare(e->db, SQL_AUTRES_SOURCES, DB_FLUX, &st)))
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&e->autres) = (struct autre){.numero = (uint32_t)col_int(st, 0),
						       .source = (uint32_t)col_int(st, 1)};
	stmt_free(st);
	return err;
}

static enum err lire_passe(struct offres_ecriture *e)
{
	struct stmt *st;
	int64_t dernier;
	enum err err = db_prepare(e->db, SQL_DERNIER_PASSE, 0, &st);

	if (err)
		return err;
	err = stmt_one_int(st, &dernier);
	stmt_free(st);
	if (err == E_ABSENT)
		return OK;
	if (!err) {
		e->passe = true;
		e->dernier = dernier > e->dernier ? dernier : e->dernier;
	}
	return err;
}

enum err offres_ouvrir(struct db *db, struct version_paresseuse version,
		       struct offres_ecriture **ret)
{
	struct offres_ecriture *e = mem_alloc(sizeof *e);
	enum err err;

	e->db = db;
	e->version = version;
	buf_init(&e->contenu, 64 << 20);
	err = lire_connues(e);
	if (!err)
		err = lire_passe(e);
	for (int i = 0; !err && i < ST__MAX; i++)
		err = db_prepare(db, *SQLS[i], 0, &e->st[i]);
	if (!err)
		err = bulk_open(db, TABLE_OFFRE, COLONNES_OFFRE, &e->offres);
	if (!err)
		err = bulk_open(db, TABLE_SESSION, COLONNES_SESSION, &e->sessions);
	if (err) {
		offres_fermer(e);
		return err;
	}
	*ret = e;
	return OK;
}

void offres_fermer(struct offres_ecriture *e)
{
	if (!e)
		return;
	for (int i = 0; i < ST__MAX; i++)
		stmt_free(e->st[i]);
	bulk_abandonner(e->offres);
	bulk_abandonner(e->sessions);
	index64_free(&e->cles);
	VEC_FREE(&e->connues);
	VEC_FREE(&e->autres);
	buf_free(&e->contenu);
	mem_free(e);
}

enum err offres_flux_debut(struct offres_ecriture *e, int64_t source)
{
	e->source = source;
	e->flux++;
	e->bilan = (struct bilan){0};
	return OK;
}

static int64_t empreinte_offre(struct offres_ecriture *e, const struct offre_fait *f)
{
	buf_reset(&e->contenu);
	buf_str(&e->contenu, f->cle);
	for (int i = 0; i < OC__MAX; i++) {
		buf_char(&e->contenu, '\x1f');
		buf_str(&e->contenu, f->col[i]);
	}
	for (size_t i = 0; i < f->n_sessions; i++) {
		buf_char(&e->contenu, '\x1e');
		for (int j = 0; j < SC__MAX; j++) {
			buf_str(&e->contenu, f->sessions[i].col[j]);
			buf_char(&e->contenu, '\x1f');
		}
	}
	buf_str(&e->contenu, f->texte_empreinte);
	return empreinte_record(buf_view(&e->contenu));
}

static enum err ecrire(struct offres_ecriture *e, const struct offre_fait *f,
		       const struct connue *c)
{
	int64_t version;
	enum err err = e->version.obtenir(e->version.ctx, &version);

	if (err)
		return err;
	bulk_int(e->offres, c->numero);
	bulk_text(e->offres, f->cle);
	for (int i = 0; i < OC__MAX; i++)
		bulk_text(e->offres, f->col[i]);
	if (f->texte)
		bulk_int(e->offres, f->texte);
	else
		bulk_null(e->offres);
	bulk_int(e->offres, c->source);
	bulk_int(e->offres, c->empreinte);
	bulk_int(e->offres, version);
	if ((err = bulk_row(e->offres)))
		return err;
	for (size_t i = 0; i < f->n_sessions; i++) {
		bulk_int(e->sessions, c->numero);
		bulk_int(e->sessions, (int64_t)i + 1);
		for (int j = 0; j < SC__MAX; j++)
			bulk_text(e->sessions, f->sessions[i].col[j]);
		bulk_int(e->sessions, version);
		if ((err = bulk_row(e->sessions)))
			return err;
	}
	return OK;
}

/* Run one of the two-parameter statements. */
static enum err faire(struct offres_ecriture *e, int st, int64_t numero, int64_t autre)
{
	stmt_int(e->st[st], 1, numero);
	stmt_int(e->st[st], 2, autre);
	return stmt_exec(e->st[st]);
}

static enum err faire_un(struct offres_ecriture *e, int st, int64_t numero)
{
	stmt_int(e->st[st], 1, numero);
	return stmt_exec(e->st[st]);
}

/* The base's row of that offre, and its sessions, become the past; what is of this very version was seen by nobody and leaves no trace. */
static enum err archiver(struct offres_ecriture *e, int64_t numero)
{
	int64_t version;
	enum err err = e->version.obtenir(e->version.ctx, &version);

	/* a row received a moment ago may still be on its way to the base */
	if (err || (err = bulk_flush(e->offres)) || (err = bulk_flush(e->sessions)))
		return err;
	if ((err = faire(e, ST_ARCHIVER, numero, version)) ||
	    (err = faire_un(e, ST_RETIRER, numero)) ||
	    (err = faire(e, ST_ARCHIVER_SESSIONS, numero, version)))
		return err;
	return faire_un(e, ST_RETIRER_SESSIONS, numero);
}

/* The number of a clé that the base does not have: the one it had when it comes back, else the next. */
static enum err numero_nouveau(struct offres_ecriture *e, struct str cle, uint32_t *ret)
{
	int64_t numero;
	enum err err;

	if (e->passe) {
		stmt_text(e->st[ST_REVENANTE], 1, cle);
		err = stmt_one_int(e->st[ST_REVENANTE], &numero);
		if (err && err != E_ABSENT)
			return err;
		if (!err) {
			*ret = (uint32_t)numero;
			return OK;
		}
	}
	*ret = (uint32_t)++e->dernier;
	return OK;
}

/* Another source declares it too: remember both. The one that spoke last is the main one. */
static enum err partager(struct offres_ecriture *e, const struct connue *c)
{
	struct autre *nous = NULL;
	enum err err;

	for (size_t i = 0; i < e->autres.n; i++)
		if (e->autres.v[i].numero == c->numero &&
		    e->autres.v[i].source == (uint32_t)e->source)
			nous = &e->autres.v[i];
	if (nous) {
		nous->flux = e->flux;
		return OK;
	}
	*VEC_PUSH(&e->autres) =
		(struct autre){.numero = c->numero, .source = (uint32_t)e->source, .flux = e->flux};
	err = faire(e, ST_SOURCE_AJOUTER, c->numero, e->source);
	return err;
}

enum err offres_recevoir(struct offres_ecriture *e, const struct offre_fait *fait,
			 enum reception *ret)
{
	const int64_t empreinte = empreinte_offre(e, fait);
	uint32_t *place = index64_put(&e->cles, (uint64_t)empreinte_record(fait->cle));
	enum err err;

	if (!*place) {
		struct connue c = {
			.empreinte = empreinte, .source = (uint32_t)e->source, .flux = e->flux};

		if ((err = numero_nouveau(e, fait->cle, &c.numero)))
			return err;
		*VEC_PUSH(&e->connues) = c;
		*place = (uint32_t)e->connues.n;
		e->bilan.nouveaux++;
		*ret = RECEPTION_NOUVELLE;
		return ecrire(e, fait, &c);
	}
	struct connue *c = &e->connues.v[*place - 1];
	if (c->flux == e->flux) {
		e->bilan.doublons++;
		*ret = RECEPTION_DOUBLON;
		return OK;
	}
	c->flux = e->flux;
	if (c->source != (uint32_t)e->source && c->source && (err = partager(e, c)))
		return err;
	if (c->empreinte == empreinte && c->source) {
		e->bilan.inchanges++;
		*ret = RECEPTION_INCHANGEE;
		return OK;
	}
	*ret = c->source ? RECEPTION_MODIFIEE : RECEPTION_NOUVELLE;
	if (c->source) {
		e->bilan.modifies++;
		if ((err = archiver(e, c->numero)))
			return err;
	} else { /* it went earlier in this run, and comes back */
		e->bilan.nouveaux++;
		c->source = (uint32_t)e->source;
	}
	c->empreinte = empreinte;
	return ecrire(e, fait, c);
}

/* The source does not declare it any more: another one takes it over, or it is gone. */
static enum err quitter(struct offres_ecriture *e, struct connue *c)
{
	enum err err;

	for (size_t i = 0; i < e->autres.n; i++) {
		struct autre *a = &e->autres.v[i];

		if (a->numero != c->numero || !a->source)
			continue;
		c->source = a->source;
		a->source = 0;
		if ((err = faire(e, ST_SOURCE_RETIRER, c->numero, c->source)))
			return err;
		return faire(e, ST_SOURCE_PRINCIPALE, c->numero, c->source);
	}
	e->bilan.disparus++;
	c->source = 0;
	e->passe = true;
	return archiver(e, c->numero);
}

enum err offres_flux_fin(struct offres_ecriture *e, bool complet, struct bilan *ret)
{
	enum err err = bulk_flush(e->offres);

	if (!err)
		err = bulk_flush(e->sessions);
	for (size_t i = 0; !err && complet && i < e->autres.n; i++) {
		struct autre *a = &e->autres.v[i];

		if (a->source != (uint32_t)e->source || a->flux == e->flux)
			continue;
		err = faire(e, ST_SOURCE_RETIRER, a->numero, a->source);
		a->source = 0;
	}
	for (size_t i = 0; !err && complet && i < e->connues.n; i++) {
		struct connue *c = &e->connues.v[i];

		if (c->source == (uint32_t)e->source && c->flux != e->flux)
			err = quitter(e, c);
	}
	if (!err)
		*ret = e->bilan;
	return err;
}
