/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_out.h - JSON written as it comes, straight into a buffer
 *
 * Commas are put by the writer. Keys are literals. Text that is not valid UTF-8 gets U+FFFD in
 * place of bad bytes.
 */
#ifndef RELAIS_BASE_JSON_OUT_H
#define RELAIS_BASE_JSON_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum { JSON_PROFONDEUR_MAX = 32 };

struct json_out {
	struct buf *out;
	int indent; /* 0: compact; else spaces per level */
	int profondeur;
	bool plein[JSON_PROFONDEUR_MAX]; /* something was already written at that level */
	bool apres_cle;
};

void json_init(struct json_out *j, struct buf *out, int indent);
void json_objet(struct json_out *j);
void json_fin_objet(struct json_out *j);
void json_liste(struct json_out *j);
void json_fin_liste(struct json_out *j);
void json_cle(struct json_out *j, const char *cle);
void json_texte(struct json_out *j, struct str s);
void json_entier(struct json_out *j, int64_t v);
void json_bool(struct json_out *j, bool v);
void json_rien(struct json_out *j); /* null; jansson has a json_null, and it would call ours */
/* Key and value at once. An empty text becomes null: « not given » has one form in our JSON. */
void json_champ(struct json_out *j, const char *cle, struct str s);
void json_champ_entier(struct json_out *j, const char *cle, int64_t v);
void json_champ_bool(struct json_out *j, const char *cle, bool v);

#endif
