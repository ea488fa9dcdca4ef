/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre.c - receives the offres of a feed: new, changed, unchanged or gone
 *
 * What is known of every offre is held in memory (identite.h): an unchanged offre costs a few fingerprints and no question to the base. What
 * replaces something in the base waits in a lot of a few hundred: the rows it replaces become the past in four statements, then the lot is written.
 */
#include "offre/offre.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/empreinte.h"
#include "base/index64.h"
#include "base/mem.h"
#include "base/vec.h"
#include "offre/identite.h"
#include "offre/offre_sql.h"

enum { LOT = 512, CONTENU_MAX = 64 << 20 };

#define DU_LOT(colonne) colonne " IN (SELECT numero FROM lot)"

static const struct sql SQL_AUTRES_SOURCES =
	SQL_FIXE("SELECT offre, source FROM offre_source ORDER BY offre, source");
/* A row that this very version made was seen by nobody: it leaves no trace. */
static const struct sql SQL_LOT[] = {
	SQL_FIXE("INSERT INTO offre_passe (" OFFRE_SQL ", au_version) SELECT " OFFRE_SQL
		 ", CAST($1 AS BIGINT) FROM offre WHERE " DU_LOT(
			 "numero") " AND du_version < CAST($1 AS BIGINT)"),
	SQL_FIXE("INSERT INTO session_passe (" SESSION_SQL ", au_version) SELECT " SESSION_SQL
		 ", CAST($1 AS BIGINT) FROM session WHERE " DU_LOT(
			 "offre") " AND du_version < CAST($1 AS BIGINT)"),
	SQL_FIXE("DELETE FROM offre WHERE " DU_LOT("numero")),
	SQL_FIXE("DELETE FROM session WHERE " DU_LOT("offre")),
	SQL_FIXE("DELETE FROM lot"),
};
enum { LOT_ETAPES = sizeof SQL_LOT / sizeof *SQL_LOT, LOT_VERSIONNEES = 2 };
/*
 * What a feed does to the sources of one offre; $1: the offre, $2: the version, $3: the source. Here too, what this very version made leaves no trace.
 * A source that takes an offre over gives it a new row: whose content it was is known of any date.
 */
static const struct {
	struct sql sql;
	int n;
} GESTES[] = {
	{SQL_FIXE(
		 "INSERT INTO offre_source (offre, du_version, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"),
	 3},
	{SQL_FIXE(
		 "INSERT INTO offre_source_passe (offre, source, du_version, au_version) SELECT offre, source, du_version, "
		 "CAST($2 AS BIGINT) FROM offre_source WHERE offre = $1 AND du_version < CAST($2 AS BIGINT) AND source = $3"),
	 3},
	{SQL_FIXE("DELETE FROM offre_source WHERE offre = $1 AND du_version <= $2 AND source = $3"),
	 3},
	{SQL_FIXE("INSERT INTO offre_passe (" OFFRE_SQL ", au_version) SELECT " OFFRE_SQL
		  ", CAST($2 AS BIGINT) FROM offre WHERE numero = $1 AND du_version < CAST($2 AS "
		  "BIGINT)"),
	 2},
	{SQL_FIXE("INSERT INTO session_passe (" SESSION_SQL ", au_version) SELECT " SESSION_SQL
		  ", CAST($2 AS BIGINT) FROM session WHERE offre = $1 AND du_version < CAST($2 AS "
		  "BIGINT)"),
	 2},
	{SQL_FIXE("UPDATE offre SET source = $3, du_version = $2 WHERE numero = $1"), 3},
	{SQL_FIXE("UPDATE session SET du_version = $2 WHERE offre = $1"), 2},
};
enum { AJOUTER = 0, RETIRER = 1, REPRENDRE = 3, GESTES_N = sizeof GESTES / sizeof *GESTES };
static const struct sql TABLE_OFFRE = SQL_FIXE("offre");
static const struct sql COLONNES_OFFRE = SQL_FIXE(OFFRE_SQL);
static const struct sql TABLE_SESSION = SQL_FIXE("session");
static const struct sql COLONNES_SESSION = SQL_FIXE(SESSION_SQL);
static const struct sql TABLE_LOT = SQL_FIXE("lot");
static const struct sql COLONNES_LOT = SQL_FIXE("numero");

/* An offre that a source declares without being the one whose content is kept. */
struct autre {
	uint32_t index; /* in connues */
	uint32_t source, flux;
	uint32_t suivante; /* index + 1 of another one of the same offre */
};

/* A row that waits for the one it replaces to be archived. */
struct attente {
	struct offre_fait fait;
	size_t index; /* in connues */
};

struct offres_ecriture {
	struct db *db;
	struct version_paresseuse version;
	struct annuaire annuaire;
	struct index64 de_l_offre; /* number of an offre → index + 1 of its last one in autres */
	struct VEC(struct autre) autres;
	struct bulk *offres, *sessions, *lot;
	struct stmt *etapes[LOT_ETAPES];
	struct stmt *gestes[GESTES_N];
	struct VEC(int64_t) touchees;
	struct VEC(struct attente) attentes;
	struct arena *arena; /* of what waits */
	size_t n_lot;
	bool cle_liberee; /* an offre of the lot has left its clé: a new one may want it */
	struct buf contenu;
	int64_t source;
	uint32_t flux;
	struct bilan bilan;
};

static void ajouter_autre(struct offres_ecriture *e, struct autre autre)
{
	uint32_t *tete = index64_put(&e->de_l_offre, e->annuaire.connues.v[autre.index].numero);

	autre.suivante = *tete;
	*VEC_PUSH(&e->autres) = autre;
	*tete = (uint32_t)e->autres.n;
}

static enum err lire_autres(struct offres_ecriture *e)
{
	struct stmt *st;
	size_t index = 0;
	bool row;
	enum err err = db_prepare(e->db, SQL_AUTRES_SOURCES, DB_FLUX, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row) { /* both in the order of numbers */
		while (index < e->annuaire.connues.n &&
		       e->annuaire.connues.v[index].numero < col_int(st, 0))
			index++;
		if (index < e->annuaire.connues.n &&
		    e->annuaire.connues.v[index].numero == col_int(st, 0))
			ajouter_autre(e, (struct autre){.index = (uint32_t)index,
							.source = (uint32_t)col_int(st, 1)});
	}
	stmt_free(st);
	return err;
}

static enum err preparer(struct offres_ecriture *e)
{
	enum err err = OK;

	for (int i = 0; !err && i < (int)LOT_ETAPES; i++)
		err = db_prepare(e->db, SQL_LOT[i], 0, &e->etapes[i]);
	for (int i = 0; !err && i < (int)GESTES_N; i++)
		err = db_prepare(e->db, GESTES[i].sql, 0, &e->gestes[i]);
	if (err || (err = bulk_open(e->db, TABLE_OFFRE, COLONNES_OFFRE, &e->offres)) ||
	    (err = bulk_open(e->db, TABLE_SESSION, COLONNES_SESSION, &e->sessions)))
		return err;
	return bulk_open(e->db, TABLE_LOT, COLONNES_LOT, &e->lot);
}

enum err offres_ouvrir(struct db *db, struct version_paresseuse version,
		       struct offres_ecriture **ret)
{
	struct offres_ecriture *e = mem_alloc(sizeof *e);
	enum err err;

	e->db = db;
	e->version = version;
	e->arena = arena_new(0);
	buf_init(&e->contenu, CONTENU_MAX);
	if ((err = annuaire_ouvrir(db, &e->annuaire)) || (err = lire_autres(e)) ||
	    (err = preparer(e))) {
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
	for (int i = 0; i < (int)LOT_ETAPES; i++)
		stmt_free(e->etapes[i]);
	for (int i = 0; i < (int)GESTES_N; i++)
		stmt_free(e->gestes[i]);
	bulk_abandonner(e->offres);
	bulk_abandonner(e->sessions);
	bulk_abandonner(e->lot);
	annuaire_fermer(&e->annuaire);
	index64_free(&e->de_l_offre);
	VEC_FREE(&e->autres);
	VEC_FREE(&e->attentes);
	VEC_FREE(&e->touchees);
	arena_free(e->arena);
	buf_free(&e->contenu);
	mem_free(e);
}

/* How many offers that source declares, as the main one or beside it. */
static int64_t declarees(const struct offres_ecriture *e, int64_t source)
{
	int64_t n = 0;

	for (size_t i = 0; i < e->annuaire.connues.n; i++)
		n += e->annuaire.connues.v[i].source == (uint32_t)source;
	for (size_t i = 0; i < e->autres.n; i++)
		n += e->autres.v[i].source == (uint32_t)source;
	return n;
}

enum err offres_flux_debut(struct offres_ecriture *e, int64_t source)
{
	e->source = source;
	e->flux++;
	e->touchees.n = 0;
	e->bilan = (struct bilan){.avant = declarees(e, source)};
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

/* The lot's rows become the past, then what waits is written. */
static enum err vider_lot(struct offres_ecriture *e)
{
	int64_t version;
	enum err err;

	if (!e->n_lot)
		return OK;
	if ((err = e->version.obtenir(e->version.ctx, &version)) || (err = bulk_flush(e->offres)) ||
	    (err = bulk_flush(e->sessions)) || (err = bulk_flush(e->lot)))
		return err;
	for (int i = 0; !err && i < (int)LOT_ETAPES; i++) {
		if (i < LOT_VERSIONNEES)
			stmt_int(e->etapes[i], 1, version);
		err = stmt_exec(e->etapes[i]);
	}
	for (size_t i = 0; !err && i < e->attentes.n; i++)
		err = ecrire(e, &e->attentes.v[i].fait,
			     &e->annuaire.connues.v[e->attentes.v[i].index]);
	e->attentes.n = 0;
	e->n_lot = 0;
	e->cle_liberee = false;
	arena_reset(e->arena);
	return err;
}

/* The base's row of that offre is over. */
static enum err archiver(struct offres_ecriture *e, const struct connue *c)
{
	bulk_int(e->lot, c->numero);
	e->n_lot++;
	return bulk_row(e->lot);
}

/* It replaces the base's row: it waits, copied, until the lot is archived. */
static enum err remplacer(struct offres_ecriture *e, const struct offre_fait *f, size_t index)
{
	struct session_fait *s = arena_alloc(e->arena, (f->n_sessions + 1) * sizeof *s);
	struct attente a = {.fait = *f, .index = index};
	const enum err err = archiver(e, &e->annuaire.connues.v[index]);

	if (err)
		return err;
	a.fait.cle = arena_str(e->arena, f->cle);
	for (int i = 0; i < OC__MAX; i++)
		a.fait.col[i] = arena_str(e->arena, f->col[i]);
	for (size_t i = 0; i < f->n_sessions; i++)
		for (int j = 0; j < SC__MAX; j++)
			s[i].col[j] = arena_str(e->arena, f->sessions[i].col[j]);
	a.fait.sessions = s;
	*VEC_PUSH(&e->attentes) = a;
	return e->n_lot < LOT ? OK : vider_lot(e);
}

/* One of the GESTES to the next. */
static enum err faire(struct offres_ecriture *e, int de, int a, int64_t numero, int64_t source)
{
	int64_t version;
	enum err err = e->version.obtenir(e->version.ctx, &version);

	for (int i = de; !err && i < a; i++) {
		stmt_int(e->gestes[i], 1, numero);
		stmt_int(e->gestes[i], 2, version);
		if (GESTES[i].n > 2)
			stmt_int(e->gestes[i], 3, source);
		err = stmt_exec(e->gestes[i]);
	}
	return err;
}

/* That source declares it too, besides the main one. */
static enum err partager(struct offres_ecriture *e, size_t index, uint32_t source)
{
	const uint32_t numero = e->annuaire.connues.v[index].numero;
	const uint32_t *tete = index64_get(&e->de_l_offre, numero);

	for (uint32_t i = tete ? *tete : 0; i; i = e->autres.v[i - 1].suivante) {
		if (e->autres.v[i - 1].source != source)
			continue;
		e->autres.v[i - 1].flux = e->flux;
		return OK;
	}
	ajouter_autre(e,
		      (struct autre){.index = (uint32_t)index, .source = source, .flux = e->flux});
	return faire(e, AJOUTER, RETIRER, numero, source);
}

/* That source is not beside the main one any more. */
static enum err departager(struct offres_ecriture *e, struct autre *a)
{
	const enum err err =
		faire(e, RETIRER, REPRENDRE, e->annuaire.connues.v[a->index].numero, a->source);

	a->source = 0;
	return err;
}

/*
 * Another source declares it. The same content: it stands beside the main one. Another content: it spoke last, its content is kept, it becomes the
 * main one and the other stands beside it.
 */
static enum err accueillir(struct offres_ecriture *e, size_t index, int64_t empreinte)
{
	struct connue *c = &e->annuaire.connues.v[index];
	const uint32_t source = (uint32_t)e->source, avant = c->source;
	const uint32_t *tete;
	enum err err;

	if (avant == source || avant == 0)
		return OK;
	if (c->empreinte == empreinte)
		return partager(e, index, source);
	if ((err = partager(e, index, avant)))
		return err;
	c->source = source;
	tete = index64_get(&e->de_l_offre, c->numero);
	for (uint32_t i = tete ? *tete : 0; !err && i; i = e->autres.v[i - 1].suivante)
		if (e->autres.v[i - 1].source == source)
			err = departager(e, &e->autres.v[i - 1]);
	return err;
}

/* It is not in the base, or was and went earlier in this command. What it may replace in the lot that waits goes first. */
static enum err recevoir_nouvelle(struct offres_ecriture *e, const struct offre_fait *f,
				  const struct connue *c, bool revient)
{
	const enum err err = revient || e->cle_liberee ? vider_lot(e) : OK;

	e->bilan.nouveaux++;
	return err ? err : ecrire(e, f, c);
}

enum err offres_recevoir(struct offres_ecriture *e, const struct offre_fait *fait,
			 enum reception *ret)
{
	const struct declaration d = {.source = e->source, .flux = e->flux};
	struct offre_fait f = *fait;
	enum identification comment;
	bool nouvelle, revient;
	int64_t empreinte;
	size_t index;
	enum err err = annuaire_identifier(&e->annuaire, &d, &f, &index, &comment);

	if (err)
		return err;
	struct connue *c = &e->annuaire.connues.v[index];
	nouvelle = comment == INCONNUE;
	if (!nouvelle && c->flux == e->flux) {
		e->bilan.doublons++;
		*ret = RECEPTION_DOUBLON;
		return OK;
	}
	c->flux = e->flux;
	empreinte = empreinte_offre(e, &f);
	revient = !nouvelle && c->source == 0;
	if ((err = accueillir(e, index, empreinte)))
		return err;
	if (!nouvelle && !revient && c->empreinte == empreinte) {
		e->bilan.inchanges++;
		*ret = RECEPTION_INCHANGEE;
		return OK;
	}
	c->empreinte = empreinte;
	c->source = (uint32_t)e->source;
	*VEC_PUSH(&e->touchees) = c->numero;
	*ret = nouvelle || revient ? RECEPTION_NOUVELLE : RECEPTION_MODIFIEE;
	if (*ret == RECEPTION_NOUVELLE)
		return recevoir_nouvelle(e, &f, c, revient);
	e->bilan.modifies++;
	e->cle_liberee = e->cle_liberee || comment == RENOMMEE;
	return remplacer(e, &f, index);
}

/* The main source does not declare it any more: another one takes it over, or it is gone. */
static enum err quitter(struct offres_ecriture *e, size_t index)
{
	struct connue *c = &e->annuaire.connues.v[index];
	const uint32_t *tete = index64_get(&e->de_l_offre, c->numero);
	enum err err;

	for (uint32_t i = tete ? *tete : 0; i; i = e->autres.v[i - 1].suivante) {
		struct autre *a = &e->autres.v[i - 1];

		if (!a->source)
			continue;
		c->source = a->source;
		if ((err = departager(e, a)))
			return err;
		return faire(e, REPRENDRE, GESTES_N, c->numero, c->source);
	}
	e->bilan.disparus++;
	*VEC_PUSH(&e->touchees) = c->numero;
	c->source = 0;
	e->annuaire.passe = true;
	if ((err = archiver(e, c)))
		return err;
	return e->n_lot < LOT ? OK : vider_lot(e);
}

enum err offres_flux_fin(struct offres_ecriture *e, bool complet, struct bilan *ret)
{
	enum err err = vider_lot(e);

	if (!err)
		err = bulk_flush(e->offres);
	if (!err)
		err = bulk_flush(e->sessions);
	for (size_t i = 0; !err && complet && i < e->autres.n; i++) {
		struct autre *a = &e->autres.v[i];

		if (a->source == (uint32_t)e->source && a->flux != e->flux)
			err = departager(e, a);
	}
	for (size_t i = 0; !err && complet && i < e->annuaire.connues.n; i++) {
		const struct connue *c = &e->annuaire.connues.v[i];

		if (c->source == (uint32_t)e->source && c->flux != e->flux)
			err = quitter(e, i);
	}
	if (!err)
		err = vider_lot(e);
	e->bilan.apres = declarees(e, e->source);
	if (!err)
		*ret = e->bilan;
	return err;
}

const int64_t *offres_touchees(const struct offres_ecriture *e, size_t *n)
{
	*n = e->touchees.n;
	return e->touchees.v;
}
