/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan.h - the figures of a campagne (explication/bilan.h), laid out
 */
#ifndef RELAIS_CLI_BILAN_H
#define RELAIS_CLI_BILAN_H

#include "base/json_out.h"
#include "cli/ecran.h"
#include "explication/bilan.h"

/* What rapport prints, what rapport --json prints, and the page of rapport --html. */
void bilan_texte(const struct bilan_campagne *b, struct ecran *e);
void bilan_json(const struct bilan_campagne *b, struct buf *out);
void bilan_html(const struct bilan_campagne *b, struct buf *out);

/* The part about Parcoursup (bilan_parcoursup.c). */
void bilan_texte_parcoursup(const struct bilan_campagne *b, struct ecran *e);
void bilan_json_parcoursup(const struct bilan_campagne *b, struct json_out *j);

#endif
