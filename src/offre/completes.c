/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * completes.c - one row of offre with its block of texts, then its sessions, from two streams read side by side
 */
#include "offre/completes.h"

#include "base/arena.h"
#include "base/comprime.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/vec.h"
#include "offre/offre_sql.h"

#define SESSION_COLS "offre" SESSION_COLONNES(OFFRE_VIRGULE)
#define OFFRE_COLS "numero, cle" OFFRE_COLONNES(OFFRE_VIRGULE) ", source, texte"
#define AVANT " WHERE du_version <= $1"
#define ENTRE " WHERE du_version <= $1 AND au_version > $1"
#define AVEC(offres)                                                                                 \
	"SELECT o.*, s.code, t.taille, t.contenu FROM (" offres                                      \
	") AS o JOIN source AS s ON s.numero = o.source LEFT JOIN texte AS t ON t.numero = o.texte " \
	"ORDER BY o.numero"

static const struct sql SQL_OFFRES = SQL_FIXE(AVEC("SELECT " OFFRE_COLS " FROM offre"));
static const struct sql SQL_OFFRES_PASSE =
	SQL_FIXE(AVEC("SELECT " OFFRE_COLS " FROM offre" AVANT " UNION ALL SELECT " OFFRE_COLS
		      " FROM offre_passe" ENTRE));
static const struct sql SQL_SESSIONS =
	SQL_FIXE("SELECT " SESSION_COLS ", rang FROM session ORDER BY offre, rang");
static const struct sql SQL_SESSIONS_PASSE = SQL_FIXE(
	"SELECT " SESSION_COLS ", rang FROM session" AVANT " UNION ALL SELECT " SESSION_COLS
	", rang FROM session_passe" ENTRE " ORDER BY offre, rang");

enum {
	COL_NUMERO,
	COL_CLE,
	COL_COLONNES,
	COL_SOURCE = COL_COLONNES + OC__MAX,
	COL_TEXTE,
	COL_CODE,
	COL_TAILLE,
	COL_CONTENU
};

struct completes {
	struct stmt *offres, *sessions;
	struct arena *arena; /* of the present offre's sessions */
	struct VEC(struct session_fait) tampon;
	struct buf bloc;
	bool textes;
	bool session_lue, sessions_finies;
	struct offre_complete lue;
};

enum err completes_ouvrir(struct db *db, const struct vue *vue, bool textes, struct completes **ret)
{
	struct completes *c = mem_alloc(sizeof *c);
	const bool ici = vue->courante;
	enum err err;

	c->arena = arena_new(0);
	c->textes = textes;
	buf_init(&c->bloc, LIMITE_XML_FORMATION);
	if ((err = db_prepare(db, ici ? SQL_OFFRES : SQL_OFFRES_PASSE, DB_FLUX, &c->offres)) ||
	    (err = db_prepare(db, ici ? SQL_SESSIONS : SQL_SESSIONS_PASSE, DB_FLUX,
			      &c->sessions))) {
		completes_fermer(c);
		return err;
	}
	if (!ici) {
		stmt_int(c->offres, 1, vue->offres);
		stmt_int(c->sessions, 1, vue->offres);
	}
	*ret = c;
	return OK;
}

void completes_fermer(struct completes *c)
{
	if (!c)
		return;
	stmt_free(c->offres);
	stmt_free(c->sessions);
	arena_free(c->arena);
	VEC_FREE(&c->tampon);
	buf_free(&c->bloc);
	mem_free(c);
}

static void garder_session(struct completes *c)
{
	struct session_fait *s = VEC_PUSH(&c->tampon);

	for (int i = 0; i < SC__MAX; i++)
		s->col[i] = arena_str(c->arena, col_text(c->sessions, 1 + i));
}

static enum err lire_sessions(struct completes *c, int64_t numero)
{
	bool row;
	enum err err;

	arena_reset(c->arena);
	c->tampon.n = 0;
	while (!c->sessions_finies) {
		if (!c->session_lue) {
			if ((err = stmt_step(c->sessions, &row)))
				return err;
			c->sessions_finies = !row;
			c->session_lue = row;
			continue;
		}
		if (col_int(c->sessions, 0) > numero)
			break;
		c->session_lue = false;
		if (col_int(c->sessions, 0) == numero)
			garder_session(c);
	}
	c->lue.fait.sessions = c->tampon.v;
	c->lue.fait.n_sessions = c->tampon.n;
	return OK;
}

static enum err lire_textes(struct completes *c)
{
	enum err err = OK;

	buf_reset(&c->bloc);
	if (c->textes && !col_null(c->offres, COL_TEXTE))
		err = decomprime(col_blob(c->offres, COL_CONTENU),
				 (size_t)col_int(c->offres, COL_TAILLE), &c->bloc);
	c->lue.bloc = buf_view(&c->bloc);
	return err;
}

enum err completes_lire(struct completes *c, int64_t numero, const struct offre_complete **ret)
{
	bool row;
	enum err err;

	do {
		if ((err = stmt_step(c->offres, &row)))
			return err;
		if (!row || col_int(c->offres, COL_NUMERO) > numero)
			return E_ABSENT;
	} while (col_int(c->offres, COL_NUMERO) < numero);
	c->lue = (struct offre_complete){
		.numero = numero,
		.fait = {.cle = col_text(c->offres, COL_CLE)},
		.source = col_text(c->offres, COL_CODE),
	};
	for (int i = 0; i < OC__MAX; i++)
		c->lue.fait.col[i] = col_text(c->offres, COL_COLONNES + i);
	if ((err = lire_sessions(c, numero)) || (err = lire_textes(c)))
		return err;
	*ret = &c->lue;
	return OK;
}
