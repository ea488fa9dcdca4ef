/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_lecteur.h - what the JSON readers have in common (internal to the room)
 *
 * Bytes are put into UTF-8, cut into elements by json_coupe.h, and each element that is an object goes to the format's own function. An element that
 * is not JSON refuses the file; one that is no object, or names a field twice, is not kept and says so.
 */
#ifndef RELAIS_FORMAT_JSON_LECTEUR_H
#define RELAIS_FORMAT_JSON_LECTEUR_H

#include <jansson.h>

#include "base/arena.h"
#include "base/limites.h"
#include "base/utf8.h"
#include "format/anomalie.h"
#include "format/json_coupe.h"
#include "format/lecteur.h"

enum { JSON_COMPOSES_MAX = 16 };

/* A field that holds a list or an object where one value is meant. */
struct json_compose {
	const char *nom;
	char valeur[2 * LIMITE_VALEUR_VUE];
};

struct json_lecteur {
	struct puits puits;
	enum err (*objet)(struct json_lecteur *l, json_t *o);
	struct arena *arena; /* of the object */
	uint32_t ligne; /* where the object starts */
	struct str ref; /* what names it in an anomaly; the object's own to set */
	uint64_t lus, ecartes;
	uint64_t total; /* how many elements the envelope says that there are; 0: not said */
	/* private */
	struct json_compose composes[JSON_COMPOSES_MAX]; /* told at the end of the object */
	size_t n_composes;
	struct json_coupe coupe;
	struct transcodeur transcodeur;
	struct buf utf8;
	struct incident *inc;
};

/* The four functions of lecteur.h; `objet` is given each object of the list, and what it returns other than OK stops the reading. */
void *json_ouvrir(struct puits puits, enum err (*objet)(struct json_lecteur *l, json_t *o));
enum err json_nourrir(void *l, const char *bytes, size_t n, struct incident *inc);
enum err json_fin(void *l, struct incident *inc);
void json_fermer(void *l);

/* A field as a trimmed text: a text, a number or a boolean; empty when it is absent, null, a list, an object (both are told), or « null » or « [] »
 * written as a text. */
struct str json_champ_texte(struct json_lecteur *l, const json_t *o, const char *nom);
/* What stands there should be one value: when it is a list that is not empty, or an object, that is told at the end of the object. */
void json_noter_compose(struct json_lecteur *l, const char *nom, const json_t *v);
/* The same as json_champ_texte of one value, without telling anything. */
struct str json_valeur_texte(struct json_lecteur *l, const json_t *v);
/* Note what is wrong in the object under way. */
enum err json_anomalie(struct json_lecteur *l, enum anomalie a, const char *champ,
		       struct str valeur) MUST_CHECK;
/* Send a record of the object under way. */
enum err json_record(struct json_lecteur *l, enum record_kind kind,
		     const struct str *champs) MUST_CHECK;

/* Cleaned as the CSV readers do (csv_table.h), with its anomaly. An empty value stays empty. */
struct json_code {
	const char *champ;
	struct str vu;
	enum anomalie (*nettoyage)(const struct record *r, struct str vu, char *place,
				   struct str *ret);
};
enum err json_code(struct json_lecteur *l, struct json_code c, struct str *ret) MUST_CHECK;
/* The same of a code that makes a key: when it has not its form, *garde becomes false and the anomaly says that what it names is not kept. */
enum err json_identifiant(struct json_lecteur *l, struct json_code c, struct str *ret,
			  bool *garde) MUST_CHECK;

#define JSON_LECTEUR(nom, objet)                                                                   \
	static void *nom##_ouvrir(struct puits puits)                                              \
	{                                                                                          \
		return json_ouvrir(puits, objet);                                                  \
	}                                                                                          \
	const struct lecteur_ops nom = {.ouvrir = nom##_ouvrir,                                    \
					.nourrir = json_nourrir,                                   \
					.fin = json_fin,                                           \
					.fermer = json_fermer}

#endif
