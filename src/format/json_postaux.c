/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_postaux.c - the codes postaux of the communes: {"nom", "code", "codesPostaux": […]}
 */
#include "format/csv_table.h"
#include "format/json_lecteur.h"

/* One code of the commune; *donnes counts those that are. */
static enum err postal(struct json_lecteur *l, const json_t *code, struct str *champs,
		       size_t *donnes)
{
	const struct str vu = json_valeur_texte(l, code);
	bool garde = true;
	enum err err;

	if (!vu.n)
		return json_anomalie(l, ANOMALIE_CODE_ABSENT, "codesPostaux", STR_VIDE);
	err = json_identifiant(l, (struct json_code){"codesPostaux", vu, csv_postal},
			       &champs[POSTAL_CODE], &garde);
	if (err || !garde)
		return err;
	++*donnes;
	return json_record(l, RECORD_CODE_POSTAL, champs);
}

/* A lone code may be written without its list. */
static enum err commune(struct json_lecteur *l, json_t *o)
{
	const json_t *codes = json_object_get(o, "codesPostaux");
	struct str champs[POSTAL__MAX] = {[POSTAL_LIBELLE] = json_champ_texte(l, o, "nom")};
	bool garde = true;
	size_t donnes = 0;
	enum err err;

	l->ref = json_champ_texte(l, o, "code");
	if (!l->ref.n) {
		l->ecartes++;
		return json_anomalie(l, ANOMALIE_CODE_ABSENT, "code", l->ref);
	}
	err = json_identifiant(l, (struct json_code){"code", l->ref, csv_commune},
			       &champs[POSTAL_INSEE], &garde);
	if (err || !garde) {
		l->ecartes++;
		return err;
	}
	if (!json_is_array(codes))
		err = postal(l, codes, champs, &donnes);
	else if (!json_array_size(codes))
		err = json_anomalie(l, ANOMALIE_CODE_ABSENT, "codesPostaux", STR_VIDE);
	for (size_t i = 0; !err && i < json_array_size(codes); i++)
		err = postal(l, json_array_get(codes, i), champs, &donnes);
	l->ecartes += !donnes;
	return err;
}

JSON_LECTEUR(lecteur_postaux, commune);
