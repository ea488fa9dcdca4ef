/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offre_sql.h - the column lists of offre and session, as SQL text made from the one list in offre.h
 */
#ifndef RELAIS_OFFRE_OFFRE_SQL_H
#define RELAIS_OFFRE_OFFRE_SQL_H

#include "offre/offre.h"

#define OFFRE_VIRGULE(nom) ", " #nom
#define OFFRE_SQL                                                                                  \
	"numero, cle" OFFRE_COLONNES(OFFRE_VIRGULE) ", texte, source, empreinte, du_version"
#define SESSION_SQL "offre, rang" SESSION_COLONNES(OFFRE_VIRGULE) ", du_version"

#endif
