/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecriture.h - how the rows of a campagne that have a past are written: the old self goes to x_passe, the new one is added in bulk
 *
 * Internal to the room: formation.h and statuts.h say what a row is.
 */
#ifndef RELAIS_PARCOURSUP_ECRITURE_H
#define RELAIS_PARCOURSUP_ECRITURE_H

#include "store/store.h"

/* The orders for one table, whose rows are called by their campagne and one column. */
struct ecriture_ordres {
	struct sql archiver, retirer, table, colonnes;
};
#define ECRITURE_ORDRES(table_, cle_, colonnes_)                                                   \
	{                                                                                          \
		.archiver = SQL_FIXE("INSERT INTO " table_ "_passe (" colonnes_                    \
				     ", au_version) SELECT " colonnes_                             \
				     ", CAST($3 AS BIGINT) FROM " table_                           \
				     " WHERE campagne = $1 AND " cle_ " = $2"),                    \
		.retirer =                                                                         \
			SQL_FIXE("DELETE FROM " table_ " WHERE campagne = $1 AND " cle_ " = $2"),  \
		.table = SQL_FIXE(table_), .colonnes = SQL_FIXE(colonnes_),                        \
	}

struct ecriture {
	int64_t campagne, version;
	struct stmt *archiver, *retirer;
	struct bulk *ajout; /* rows are added here, by whoever knows the columns */
};
/* In a write transaction. ecriture_fermer in any case. */
enum err ecriture_ouvrir(struct db *db, const struct ecriture_ordres *ordres, int campagne,
			 int64_t version, struct ecriture *ret) MUST_CHECK;
/* The row of that key goes to the past. */
enum err ecriture_retirer_texte(struct ecriture *e, struct str cle) MUST_CHECK;
enum err ecriture_retirer_entier(struct ecriture *e, int64_t cle) MUST_CHECK;
void ecriture_fermer(struct ecriture *e);

#endif
