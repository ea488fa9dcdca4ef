/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saisies.h - the UAIs of a file typed by hand, told: what became of its rows, then and now; and an anomaly of any file
 */
#ifndef RELAIS_CLI_SAISIES_H
#define RELAIS_CLI_SAISIES_H

#include "base/buf.h"
#include "base/json_out.h"
#include "import/annulation.h"
#include "import/import.h"

/* A line: where, of what, which field, the value seen, what is wrong, what to do. */
void anomalie_texte(const struct anomalie_lue *a, struct buf *out);
/* The same as one object. */
void anomalie_json(const struct anomalie_lue *a, struct json_out *j);

/* What became of the rows of this file, or of those that waited for the offers of this feed; nothing when there is none. */
void saisies_texte(const struct import_resultat *r, struct buf *out);
/* The same as the object « saisies » of the current object. */
void saisies_json(const struct import_resultat *r, struct json_out *j);

/* Of a run of such a file: every anomaly, and the rows that wait still. Nothing for another run. */
enum err saisies_run_texte(struct db *db, const struct run_lu *r, struct buf *out) MUST_CHECK;
/* The same as the lists « detail_anomalies » and « en_attente » of the current object. */
enum err saisies_run_json(struct db *db, const struct run_lu *r, struct json_out *j) MUST_CHECK;

#endif
