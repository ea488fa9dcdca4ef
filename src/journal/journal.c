/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * journal.c - versions and events, each in the transaction of what they tell
 */
#include "journal/journal.h"

#include "base/date.h"

static const struct sql SQL_DERNIERE = SQL_FIXE("SELECT MAX(numero) FROM version");
static const struct sql SQL_DERNIER_INSTANT =
	SQL_FIXE("SELECT connu_le FROM version WHERE numero = (SELECT MAX(numero) FROM version)");
static const struct sql SQL_NOUVELLE = SQL_FIXE(
	"INSERT INTO version (numero, connu_le, cause, run, personne) VALUES ($1, $2, $3, $4, $5)");
static const struct sql SQL_CONNUE =
	SQL_FIXE("SELECT MAX(numero) FROM version WHERE connu_le <= $1");
static const struct sql SQL_EVENEMENT =
	SQL_FIXE("INSERT INTO evenement (instant, acteur, objet, changement, raison, version) "
		 "VALUES ($1, $2, $3, $4, $5, $6)");
static const struct sql SQL_LIRE = SQL_FIXE(
	"SELECT version, instant, acteur, objet, changement, raison FROM evenement WHERE objet LIKE $1 AND version <= $2 ORDER BY numero");

enum err version_derniere(struct db *db, int64_t *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_DERNIERE, 0, &st);
	int64_t numero = 0;

	if (err)
		return err;
	err = stmt_one_int(st, &numero);
	stmt_free(st);
	if (err && err != E_ABSENT)
		return err;
	*ret = err ? 0 : numero;
	return OK;
}

/* The instant of the last version, or the smallest instant when there is none. */
static enum err dernier_instant(struct db *db, int64_t *ret)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_DERNIER_INSTANT, 0, &st);

	if (err)
		return err;
	err = stmt_step(st, &row);
	*ret = INT64_MIN;
	if (!err && row && !instant_lire(col_text(st, 0), ret))
		err = E_PANNE;
	stmt_free(st);
	return err;
}

enum err version_nouvelle(struct db *db, const struct version_demande *demande, int64_t *numero,
			  bool *recule)
{
	int64_t derniere, instant;
	struct stmt *st;
	char texte[21];
	enum err err;

	if ((err = version_derniere(db, &derniere)) || (err = dernier_instant(db, &instant)))
		return err;
	*recule = demande->connu_le < instant;
	instant_texte(*recule ? instant : demande->connu_le, texte);
	if ((err = db_prepare(db, SQL_NOUVELLE, 0, &st)))
		return err;
	stmt_int(st, 1, derniere + 1);
	stmt_text(st, 2, str_of(texte));
	stmt_text(st, 3, str_of(demande->cause));
	if (demande->run)
		stmt_int(st, 4, demande->run);
	else
		stmt_null(st, 4);
	stmt_text(st, 5, str_of(demande->personne));
	err = stmt_exec(st);
	stmt_free(st);
	if (!err)
		*numero = derniere + 1;
	return err;
}

enum err version_connue(struct db *db, int64_t instant, int64_t *ret)
{
	struct stmt *st;
	char texte[21];
	enum err err = db_prepare(db, SQL_CONNUE, 0, &st);

	if (err)
		return err;
	instant_texte(instant, texte);
	stmt_text(st, 1, str_of(texte));
	err = stmt_one_int(st, ret);
	stmt_free(st);
	return err;
}

enum err journal_ajouter(struct db *db, const struct evenement *e)
{
	struct stmt *st;
	char texte[21];
	enum err err = db_prepare(db, SQL_EVENEMENT, 0, &st);

	if (err)
		return err;
	instant_texte(e->instant, texte);
	stmt_text(st, 1, str_of(texte));
	stmt_text(st, 2, e->acteur);
	stmt_text(st, 3, e->objet);
	stmt_text(st, 4, e->changement);
	stmt_text(st, 5, e->raison);
	if (e->version)
		stmt_int(st, 6, e->version);
	else
		stmt_null(st, 6);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

enum err journal_lire(struct db *db, const char *objet, int64_t version,
		      struct evenements_puits puits)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_LIRE, 0, &st);

	if (err)
		return err;
	stmt_text(st, 1, str_of(objet));
	stmt_int(st, 2, version);
	while (!(err = stmt_step(st, &row)) && row)
		puits.recevoir(puits.ctx, &(struct evenement_lu){.version = col_int(st, 0),
								 .instant = col_text(st, 1),
								 .acteur = col_text(st, 2),
								 .objet = col_text(st, 3),
								 .changement = col_text(st, 4),
								 .raison = col_text(st, 5)});
	stmt_free(st);
	return err;
}
