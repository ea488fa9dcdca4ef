/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication.h - the explication of one offre (explication/explication.h), laid out
 */
#ifndef RELAIS_CLI_EXPLICATION_H
#define RELAIS_CLI_EXPLICATION_H

#include "base/json_out.h"
#include "cli/ecran.h"
#include "explication/explication.h"

/* What explain prints, and what explain --json prints. */
void explication_texte(const struct explication *x, struct ecran *ecran);
void explication_json(const struct explication *x, struct buf *out);

/* What it is for Parcoursup and what comes next: a key of the open object. */
void parcoursup_json(const struct parcours *p, const struct suite *s, struct arena *a,
		     struct json_out *j);

/* The parts that are about other offres, and about the place (explication_ressemblances.c). */
void ressemblances_texte(const struct explication *x, struct ecran *ecran);
void ressemblances_json(const struct explication *x, struct json_out *j);
void contradictions_texte(const struct explication *x, struct ecran *ecran);

#endif
