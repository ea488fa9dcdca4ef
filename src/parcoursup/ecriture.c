/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecriture.c - two statements and a bulk
 */
#include "parcoursup/ecriture.h"

enum err ecriture_ouvrir(struct db *db, const struct ecriture_ordres *ordres, int campagne,
			 int64_t version, struct ecriture *ret)
{
	enum err err;

	*ret = (struct ecriture){.campagne = campagne, .version = version};
	if ((err = db_prepare(db, ordres->archiver, 0, &ret->archiver)) ||
	    (err = db_prepare(db, ordres->retirer, 0, &ret->retirer)) ||
	    (err = bulk_open(db, ordres->table, ordres->colonnes, &ret->ajout)))
		return err;
	stmt_int(ret->archiver, 1, campagne);
	stmt_int(ret->archiver, 3, version);
	stmt_int(ret->retirer, 1, campagne);
	return OK;
}

static enum err executer(struct ecriture *e)
{
	const enum err err = stmt_exec(e->archiver);

	return err ? err : stmt_exec(e->retirer);
}

enum err ecriture_retirer_texte(struct ecriture *e, struct str cle)
{
	stmt_text(e->archiver, 2, cle);
	stmt_text(e->retirer, 2, cle);
	return executer(e);
}

enum err ecriture_retirer_entier(struct ecriture *e, int64_t cle)
{
	stmt_int(e->archiver, 2, cle);
	stmt_int(e->retirer, 2, cle);
	return executer(e);
}

void ecriture_fermer(struct ecriture *e)
{
	stmt_free(e->archiver);
	stmt_free(e->retirer);
	bulk_abandonner(e->ajout);
}
