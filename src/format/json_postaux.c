/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_postaux.c - the codes postaux of the communes: {"nom", "code", "codesPostaux": […]}
 */
#include "format/csv_table.h"
#include "format/json_lecteur.h"

static enum err commune(struct json_lecteur *l, json_t *o)
{
	const json_t *codes = json_object_get(o, "codesPostaux");
	struct str champs[POSTAL__MAX] = {[POSTAL_LIBELLE] = json_champ_texte(l, o, "nom")};
	enum err err;

	l->ref = json_champ_texte(l, o, "code");
	if (!l->ref.n) {
		l->ecartes++;
		return json_anomalie(l, ANOMALIE_CODE_ABSENT, "code", l->ref);
	}
	err = json_code(l, (struct json_code){"code", l->ref, csv_commune}, &champs[POSTAL_INSEE]);
	if (!err && !json_is_array(codes))
		return json_anomalie(l, ANOMALIE_CODE_ABSENT, "codesPostaux", STR_VIDE);
	for (size_t i = 0; !err && i < json_array_size(codes); i++) {
		const struct str vu = json_valeur_texte(l, json_array_get(codes, i));

		if (!vu.n)
			continue;
		err = json_code(l, (struct json_code){"codesPostaux", vu, csv_postal},
				&champs[POSTAL_CODE]);
		if (!err)
			err = json_record(l, RECORD_CODE_POSTAL, champs);
	}
	return err;
}

JSON_LECTEUR(lecteur_postaux, commune);
