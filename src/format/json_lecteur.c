/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_lecteur.c - from a file's bytes to the objects of its list
 */
#include "format/json_lecteur.h"

#include <stdio.h>
#include <string.h>

#include "base/limites.h"
#include "base/mem.h"
#include "format/csv_table.h"
#include "format/xml_record.h"

/* An element that does not make a record: counted, told, not kept. */
static enum err ecarter(struct json_lecteur *l, struct str octets)
{
	l->ecartes++;
	return json_anomalie(l, ANOMALIE_OBJET_ILLISIBLE, "", octets);
}

/* jansson refuses more than the grammar does: say which. */
static const char *defaut(const json_error_t *e)
{
	if (json_error_code(e) == json_error_null_character)
		return " : un texte contient le caractère nul (\\u0000)";
	if (json_error_code(e) == json_error_numeric_overflow)
		return " : un nombre est trop grand";
	if (strstr(e->text, "invalid Unicode"))
		return " : un texte contient la moitié d'un caractère (\\ud800 à \\udfff)";
	return "";
}

static enum err malforme(const struct json_lecteur *l, bool liste, const json_error_t *e)
{
	char rang[64] = "";

	if (liste)
		(void)snprintf(rang, sizeof rang, " (élément %llu de la liste)",
			       (unsigned long long)l->lus);
	incident_set(l->inc, E_INVALIDE, "Le JSON est mal formé à la ligne %u%s%s.",
		     (unsigned)l->ligne + (unsigned)e->line - 1, rang, defaut(e));
	incident_remede(l->inc, "Redemandez le fichier à son producteur : il n'est pas lisible.");
	return E_INVALIDE;
}

void json_noter_compose(struct json_lecteur *l, const char *nom, const json_t *v)
{
	struct json_compose *c;

	if (l->n_composes == JSON_COMPOSES_MAX || (!json_is_object(v) && !json_array_size(v)))
		return;
	for (size_t i = 0; i < l->n_composes; i++)
		if (strcmp(l->composes[i].nom, nom) == 0)
			return;
	c = &l->composes[l->n_composes++];
	memset(c->valeur, 0, sizeof c->valeur);
	/* what does not fit is not written; the last byte stays 0 */
	(void)json_dumpb(v, c->valeur, sizeof c->valeur - 1, JSON_COMPACT | JSON_ENCODE_ANY);
	c->nom = nom;
}

static enum err dire_composes(struct json_lecteur *l)
{
	enum err err = OK;

	for (size_t i = 0; i < l->n_composes && !err; i++)
		err = json_anomalie(l, ANOMALIE_VALEUR_COMPOSEE, l->composes[i].nom,
				    str_of(l->composes[i].valeur));
	return err;
}

/* A member of the envelope: what it says of the length of the list, « total », itself or inside « pagination ». */
static enum err envelopper(struct json_lecteur *l, const json_t *o)
{
	const struct str membre = {l->coupe.membre, l->coupe.n_membre};
	const json_t *total = json_is_object(o)              ? json_object_get(o, "total")
			      : str_eq(membre, STR("total")) ? o
							     : NULL;
	uint64_t n;

	if (total && str_to_uint(json_valeur_texte(l, total), &n) && n > l->total)
		l->total = n;
	return OK;
}

static enum err element(void *ctx, struct str octets, uint32_t ligne, bool liste)
{
	struct json_lecteur *l = ctx;
	json_error_t erreur;
	json_t *o =
		json_loadb(octets.p, octets.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &erreur);
	enum err err;

	l->ligne = ligne;
	l->ref = STR_VIDE;
	l->n_composes = 0;
	arena_reset(l->arena);
	l->lus += liste;
	if (!o && json_error_code(&erreur) == json_error_duplicate_key)
		return liste ? ecarter(l, octets) : OK;
	if (!o)
		return malforme(l, liste, &erreur);
	if (!liste)
		err = envelopper(l, o);
	else if (!json_is_object(o))
		err = ecarter(l, octets);
	else if (!(err = l->objet(l, o)))
		err = dire_composes(l);
	json_decref(o);
	return err;
}

void *json_ouvrir(struct puits puits, enum err (*objet)(struct json_lecteur *l, json_t *o))
{
	struct json_lecteur *l = mem_alloc(sizeof *l);

	l->puits = puits;
	l->objet = objet;
	l->arena = arena_new(0);
	l->coupe.element = element;
	l->coupe.ctx = l;
	json_coupe_init(&l->coupe);
	transcodeur_init(&l->transcodeur);
	buf_init(&l->utf8, 4 * LIMITE_LECTURE + 16);
	return l;
}

enum err json_nourrir(void *lecteur, const char *bytes, size_t n, struct incident *inc)
{
	struct json_lecteur *l = lecteur;
	enum err err = OK;

	l->inc = inc;
	for (size_t i = 0; !err && i < n; i += LIMITE_LECTURE) {
		buf_reset(&l->utf8);
		transcodeur_feed(&l->transcodeur, bytes + i,
				 n - i < LIMITE_LECTURE ? n - i : LIMITE_LECTURE, &l->utf8);
		err = json_coupe_nourrir(&l->coupe, buf_view(&l->utf8), inc);
	}
	return err;
}

static enum err bilan(struct json_lecteur *l)
{
	struct str champs[BILAN__MAX] = {{0}};
	const struct {
		enum anomalie anomalie;
		uint64_t n;
	} caracteres[] = {{ANOMALIE_ENCODAGE, l->transcodeur.convertis},
			  {ANOMALIE_CARACTERES_PERDUS, l->transcodeur.perdus}};
	char lus[24], ecartes[24], compte[24];
	enum err err = OK;

	l->ligne = l->coupe.ligne;
	l->ref = STR_VIDE;
	if (l->total > l->lus) {
		l->ligne = 0; /* of the file */
		err = json_anomalie(
			l, ANOMALIE_PAGE_SEULE, "total",
			str_of(arena_printf(l->arena, "%llu sur %llu", (unsigned long long)l->lus,
					    (unsigned long long)l->total)));
		l->ligne = l->coupe.ligne;
	}
	for (size_t i = 0; !err && i < sizeof caracteres / sizeof *caracteres; i++) {
		(void)snprintf(compte, sizeof compte, "%llu", (unsigned long long)caracteres[i].n);
		if (caracteres[i].n)
			err = json_anomalie(l, caracteres[i].anomalie, "", str_of(compte));
	}
	(void)snprintf(lus, sizeof lus, "%llu", (unsigned long long)l->lus);
	(void)snprintf(ecartes, sizeof ecartes, "%llu", (unsigned long long)l->ecartes);
	champs[BILAN_LUS] = str_of(lus);
	champs[BILAN_ECARTES] = str_of(ecartes);
	champs[BILAN_ENCODAGE] = str_of(transcodeur_nom(&l->transcodeur));
	if (l->ecartes)
		champs[BILAN_SANS_CODE] = champs[BILAN_ECARTES];
	return err ? err : json_record(l, RECORD_BILAN, champs);
}

/* As a CSV that has only its titles. */
static enum err rien(const struct json_lecteur *l)
{
	if (l->lus)
		incident_set(
			l->inc, E_INVALIDE,
			"Rien n'est utilisable dans ce fichier : ses éléments (%llu) n'ont pas "
			"les champs attendus, ou n'ont aucun code.",
			(unsigned long long)l->lus);
	else
		incident_set(l->inc, E_INVALIDE,
			     "Rien n'est utilisable dans ce fichier : sa liste est vide.");
	incident_remede(l->inc, "Vérifier que c'est le bon fichier et que l'export est complet, et "
				"le refaire.");
	return E_INVALIDE;
}

enum err json_fin(void *lecteur, struct incident *inc)
{
	struct json_lecteur *l = lecteur;
	enum err err;

	l->inc = inc;
	buf_reset(&l->utf8);
	transcodeur_end(&l->transcodeur, &l->utf8);
	if ((err = json_coupe_nourrir(&l->coupe, buf_view(&l->utf8), inc)) ||
	    (err = json_coupe_fin(&l->coupe, inc)))
		return err;
	return l->lus == l->ecartes ? rien(l) : bilan(l);
}

void json_fermer(void *lecteur)
{
	struct json_lecteur *l = lecteur;

	if (!l)
		return;
	json_coupe_free(&l->coupe);
	buf_free(&l->utf8);
	arena_free(l->arena);
	mem_free(l);
}

struct str json_valeur_texte(struct json_lecteur *l, const json_t *v)
{
	struct str s = STR_VIDE;

	if (json_is_string(v))
		s = str_trim((struct str){json_string_value(v), json_string_length(v)});
	else if (json_is_integer(v))
		s = str_of(arena_printf(l->arena, "%lld", (long long)json_integer_value(v)));
	else if (json_is_real(v))
		s = str_of(arena_printf(l->arena, "%.10g", json_real_value(v)));
	else if (json_is_boolean(v))
		s = json_is_true(v) ? STR("true") : STR("false");
	return str_eq(s, STR("null")) || str_eq(s, STR("[]")) ? STR_VIDE : s;
}

struct str json_champ_texte(struct json_lecteur *l, const json_t *o, const char *nom)
{
	const json_t *v = json_object_get(o, nom);

	json_noter_compose(l, nom, v);
	return json_valeur_texte(l, v);
}

enum err json_anomalie(struct json_lecteur *l, enum anomalie a, const char *champ,
		       struct str valeur)
{
	return xml_anomalie(l->puits, &(struct xml_anomalie){.code = a,
							     .ligne = l->ligne,
							     .ref = l->ref,
							     .champ = str_of(champ),
							     .valeur = valeur});
}

enum err json_record(struct json_lecteur *l, enum record_kind kind, const struct str *champs)
{
	struct record r = {.kind = kind, .ligne = l->ligne, .n = record_n(kind)};

	memcpy(r.champ, champs, r.n * sizeof *champs);
	return l->puits.record(l->puits.ctx, &r);
}

enum err json_code(struct json_lecteur *l, struct json_code c, struct str *ret)
{
	char *place = arena_bytes(l->arena, CSV_PLACE);
	const struct record vide = {0};
	enum anomalie a;

	*ret = c.vu;
	if (!c.vu.n)
		return OK;
	a = c.nettoyage(&vide, c.vu, place, ret);
	if (a == ANOMALIE_CODE_MALFORME && csv_scientifique(c.vu))
		a = ANOMALIE_CODE_SCIENTIFIQUE;
	return a == ANOMALIE__N ? OK : json_anomalie(l, a, c.champ, c.vu);
}

enum err json_identifiant(struct json_lecteur *l, struct json_code c, struct str *ret, bool *garde)
{
	char *place = arena_bytes(l->arena, CSV_PLACE);
	const struct record vide = {0};
	struct str propre;

	if (c.nettoyage(&vide, c.vu, place, &propre) != ANOMALIE_CODE_MALFORME)
		return json_code(l, c, ret);
	*garde = false;
	return json_anomalie(
		l, csv_scientifique(c.vu) ? ANOMALIE_CLE_SCIENTIFIQUE : ANOMALIE_CLE_MALFORMEE,
		c.champ, c.vu);
}
