/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_etablissements.c - which organisme has which UAI: the établissements of the réseau des Carif-Oref, the UAI-SIRET referential
 *
 * These files are believed for the link between a UAI and a SIRET, and for the commune. They also copy what other lists say: whether INSEE
 * closed the SIRET, the NDA, Qualiopi. A copy proves nothing (criteria 1 and 2 ask for the lists themselves) and grows old: it is not kept. A closed
 * SIRET does not close the school of that UAI either, so its état is not said.
 */
#include "format/csv_table.h"
#include "format/json_lecteur.h"

/* What an organisme says of itself, under the names of its file. An organisme without UAI is read, and teaches nothing. */
static enum err organisme(struct json_lecteur *l, struct str uai, struct str nom, struct str insee,
			  const json_t *o)
{
	struct str champs[UAI__MAX] = {[UAI_NOM] = nom};
	const struct {
		struct json_code code;
		enum champ_uai champ;
	} codes[] = {{{"siret", json_champ_texte(l, o, "siret"), csv_siret}, UAI_SIRET},
		     {{"uai", uai, csv_uai}, UAI_UAI}};
	bool garde = true;
	enum err err = OK;

	l->ref = codes[0].code.vu;
	if (!l->ref.n) {
		l->ecartes++;
		return json_anomalie(l, ANOMALIE_CODE_ABSENT, "siret", STR_VIDE);
	}
	if (!uai.n)
		return OK;
	for (size_t i = 0; !err && garde && i < sizeof codes / sizeof *codes; i++)
		err = json_identifiant(l, codes[i].code, &champs[codes[i].champ], &garde);
	if (!err && garde)
		err = json_code(l, (struct json_code){"insee", insee, csv_commune},
				&champs[UAI_INSEE]);
	l->ecartes += !garde;
	return err || !garde ? err : json_record(l, RECORD_UAI, champs);
}

static enum err rco(struct json_lecteur *l, json_t *o)
{
	struct str nom = json_champ_texte(l, o, "entreprise_raison_sociale");

	if (!nom.n)
		nom = json_champ_texte(l, o, "enseigne");
	return organisme(l, json_champ_texte(l, o, "uai"), nom,
			 json_champ_texte(l, o, "code_insee_localite"), o);
}

static enum err uai_siret(struct json_lecteur *l, json_t *o)
{
	const json_t *adresse = json_object_get(o, "adresse");
	struct str nom = json_champ_texte(l, o, "raison_sociale");

	if (!nom.n)
		nom = json_champ_texte(l, o, "enseigne");
	return organisme(l, json_champ_texte(l, o, "uai"), nom,
			 json_champ_texte(l, adresse, "code_insee"), o);
}

JSON_LECTEUR(lecteur_rco_etablissements, rco);
JSON_LECTEUR(lecteur_uai_siret, uai_siret);
