/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_ligne.h - one verdict as a line of the list: CSV, JSON or table
 *
 * The CSV is what people script against: its columns, their order and their codes do not change (docs/compatibilite.md). The JSON has the same keys.
 */
#ifndef RELAIS_CLI_VERDICT_LIGNE_H
#define RELAIS_CLI_VERDICT_LIGNE_H

#include "base/buf.h"
#include "base/json_out.h"
#include "verdict/verdicts.h"

/* How a list is written: what stands before, between and after its lines. */
struct verdict_forme {
	const char *nom; /* of --format */
	const char *debut, *entre, *fin;
	void (*ligne)(struct buf *out, struct arena *a, const struct offre_lue *offre,
		      const struct verdict *v);
};
/* csv, json, table; an entry without a name ends it. */
extern const struct verdict_forme VERDICT_FORMES[];

/* Append a field of our CSV lists: quoted when it has to be. */
void csv_champ(struct buf *out, struct str s);

/* « criteres » or « uai » of a JSON answer: the constat's fields, in the open object. Sentences are in the arena. */
void json_constat(struct json_out *j, struct arena *a, int numero, const struct constat *c);

#endif
