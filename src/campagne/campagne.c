/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne.c - the presets, and what a base changed in them
 *
 * Source: the annex of the academy for 2024 (domain.md 5); the calendars of the other years as published, else deduced (marked D).
 */
#include "campagne/campagne.h"

#include <stdlib.h>

#include <stdio.h>

#include "base/vec.h"
#include "campagne/regles.h"
#include "campagne/valeurs.h"

static const struct {
	const char *code, *libelle;
} JALONS[JALON__MAX] = {
	[JALON_OUVERTURE_REFERENCEMENT] = {"ouverture_referencement", "ouverture du référencement"},
	[JALON_IMPORT_DEBUT] = {"import_debut", "début de la mise à jour automatique"},
	[JALON_IMPORT_FIN] = {"import_fin", "fin de la mise à jour automatique"},
	[JALON_OUVERTURE_GESTION] = {"ouverture_gestion", "ouverture du site de gestion"},
	[JALON_VISIBLE_CANDIDATS] = {"visible_candidats", "catalogue visible par les candidats"},
	[JALON_VOEUX_DEBUT] = {"voeux_debut", "début des vœux"},
	[JALON_VOEUX_FIN] = {"voeux_fin", "fin des vœux"},
	[JALON_DERNIER_VERSEMENT] = {"dernier_versement", "dernier versement vers Parcoursup"},
};

/* A date, or the opposite of a date that is deduced. */
#define D(date) (-(date))

static const struct preset {
	int annee;
	int jalon[JALON__MAX];
} PRESETS[] = {
	{2021,
	 {D(20201001), D(20201101), D(20201115), D(20201114), 20201221, 20210120, 20210311,
	  D(20210829)}},
	{2022,
	 {D(20211001), D(20211101), D(20211115), D(20211114), 20211221, 20220120, 20220329,
	  D(20220829)}},
	{2023,
	 {D(20221001), D(20221101), D(20221115), D(20221114), 20221220, 20230118, 20230309,
	  D(20230829)}},
	{2024, {20231001, 20231101, 20231115, 20231114, 20231220, 20240117, 20240314, 20240829}},
	{2025,
	 {20241003, D(20241101), D(20241115), D(20241114), 20241218, 20250115, 20250313,
	  D(20250829)}},
	{2026,
	 {20251001, D(20251101), D(20251115), D(20251114), 20251217, 20260119, 20260312,
	  D(20260829)}},
	{2027,
	 {D(20261001), D(20261101), D(20261115), D(20261114), D(20261216), D(20270118), D(20270311),
	  D(20270829)}},
};

static const struct sql SQL_VALEURS = SQL_FIXE(
	"SELECT nom, valeur, deduite FROM campagne_valeur WHERE campagne = $1 AND du_version <= $2 UNION ALL SELECT nom, valeur, "
	"deduite FROM campagne_valeur_passe WHERE campagne = $1 AND du_version <= $2 AND au_version > $2 ORDER BY nom");
static const struct sql SQL_CONNUES = SQL_FIXE(
	"SELECT campagne FROM campagne_valeur WHERE du_version <= $1 UNION SELECT campagne FROM campagne_valeur_passe WHERE "
	"du_version <= $1 ORDER BY 1");
static const struct sql SQL_DEPUIS = SQL_FIXE(
	"SELECT c.nom, v.numero, v.connu_le FROM campagne_valeur AS c JOIN version AS v ON v.numero = c.du_version WHERE "
	"c.campagne = $1 AND c.du_version <= $2 UNION ALL SELECT c.nom, v.numero, v.connu_le FROM campagne_valeur_passe AS c "
	"JOIN version AS v ON v.numero = c.du_version WHERE c.campagne = $1 AND c.du_version <= $2 AND c.au_version > $2");
static const struct sql SQL_ETAT =
	SQL_FIXE("SELECT verdicts_version, verdicts_moteur FROM campagne WHERE annee = $1");
static const struct sql SQL_FAITS = SQL_FIXE(
	"INSERT INTO campagne (annee, etat, verdicts_version, verdicts_moteur) VALUES ($1, 'ouverte', $2, $3) "
	"ON CONFLICT (annee) DO UPDATE SET verdicts_version = excluded.verdicts_version, "
	"verdicts_moteur = excluded.verdicts_moteur");
static const struct sql SQL_ANNEES =
	SQL_FIXE("SELECT annee FROM campagne WHERE etat = 'ouverte' ORDER BY annee");

static const struct sql SQL_SUIVRE =
	SQL_FIXE("UPDATE campagne SET verdicts_version = $2 WHERE verdicts_version = $1");

const char *jalon_code(enum jalon j)
{
	return JALONS[j].code;
}

const char *jalon_libelle(enum jalon j)
{
	return JALONS[j].libelle;
}

static enum err lire_valeurs(struct db *db, int64_t version, struct campagne *c, bool *une)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_VALEURS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, c->annee);
	stmt_int(st, 2, version);
	while (!(err = stmt_step(st, &row)) && row) {
		(void)campagne_appliquer(c, col_text(st, 0), col_text(st, 1), col_int(st, 2) != 0);
		*une = true;
	}
	stmt_free(st);
	return err;
}

static bool preset(int annee, struct campagne *c)
{
	*c = (struct campagne){
		.annee = annee,
		.parametres = {.campagne = annee,
			       .fenetre_debut = annee * 10000 + 801,
			       .fenetre_fin = (annee + 1) * 10000 + 731},
	};
	for (size_t i = 0; i < sizeof PRESETS / sizeof *PRESETS; i++) {
		if (PRESETS[i].annee != annee)
			continue;
		for (int j = 0; j < JALON__MAX; j++) {
			const int date = PRESETS[i].jalon[j];

			c->deduite[j] = date < 0;
			c->jalon[j] = date < 0 ? -date : date;
		}
		return true;
	}
	return false;
}

enum err campagne_lire(struct db *db, int annee, int64_t version, struct arena *a,
		       struct campagne *ret, struct incident *inc)
{
	struct campagne c;
	bool connue = preset(annee, &c);
	enum err err = OK;

	if (db && ((err = lire_valeurs(db, version, &c, &connue)) ||
		   (err = regles_en_vigueur(db, version, a, &c.parametres)))) {
		*inc = *db_incident(db);
		return err;
	}
	if (!connue) {
		incident_set(inc, E_ABSENT, "La campagne %d n'existe pas.", annee);
		incident_remede(
			inc,
			"Choisissez une campagne de %d à %d (l'année de la rentrée), ou une de celles que "
			"donne « relais campagne liste » ; « relais campagne creer » en ajoute une.",
			CAMPAGNE_PREMIERE, CAMPAGNE_DERNIERE);
		return E_ABSENT;
	}
	*ret = c;
	return OK;
}

/* The years of the base, between or beside the presets: both lists are in order. */
static size_t reunir(const int *base, size_t n_base, struct campagne_connue *ret)
{
	size_t n = 0, b = 0;

	for (int annee = CAMPAGNE_PREMIERE; annee <= CAMPAGNE_DERNIERE; annee++) {
		while (b < n_base && base[b] < annee)
			ret[n++] = (struct campagne_connue){base[b++], false, true};
		ret[n++] = (struct campagne_connue){annee, true, b < n_base && base[b] == annee};
		b += ret[n - 1].dans_la_base;
	}
	while (b < n_base)
		ret[n++] = (struct campagne_connue){base[b++], false, true};
	return n;
}

enum err campagnes_connues(struct db *db, int64_t version, struct arena *a,
			   const struct campagne_connue **ret, size_t *n)
{
	const size_t presets = sizeof PRESETS / sizeof *PRESETS;
	struct VEC(int) base = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_CONNUES, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, version);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&base) = (int)col_int(st, 0);
	stmt_free(st);
	if (!err) {
		struct campagne_connue *v = arena_alloc(a, (presets + base.n) * sizeof *v);

		*n = reunir(base.v, base.n, v);
		*ret = v;
	}
	VEC_FREE(&base);
	return err;
}

enum err campagne_jalons_depuis(struct db *db, int annee, int64_t version,
				struct jalon_depuis ret[JALON__MAX])
{
	struct jalon_depuis lus[JALON__MAX] = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_DEPUIS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, annee);
	stmt_int(st, 2, version);
	while (!(err = stmt_step(st, &row)) && row)
		for (int j = 0; j < JALON__MAX; j++) {
			if (!str_eq(col_text(st, 0), str_of(JALONS[j].code)))
				continue;
			lus[j].version = col_int(st, 1);
			if (!instant_lire(col_text(st, 2), &lus[j].instant))
				lus[j].instant = 0;
		}
	stmt_free(st);
	if (!err)
		memcpy(ret, lus, sizeof lus);
	return err;
}

enum err campagne_verdicts(struct db *db, int annee, struct verdicts_etat *ret)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_ETAT, 0, &st);

	*ret = (struct verdicts_etat){0};
	if (err)
		return err;
	stmt_int(st, 1, annee);
	err = stmt_step(st, &row);
	if (!err && row) {
		ret->version = col_int(st, 0);
		(void)snprintf(ret->moteur, sizeof ret->moteur, "%.*s", STR_FMT(col_text(st, 1)));
	}
	stmt_free(st);
	return err;
}

enum err campagne_verdicts_faits(struct db *db, int annee, int64_t version, const char *moteur)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_FAITS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, annee);
	stmt_int(st, 2, version);
	stmt_text(st, 3, str_of(moteur));
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

static enum err annees_de_la_base(struct db *db, struct arena *a, const int **annees, size_t *n)
{
	struct VEC(int) toutes = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_ANNEES, 0, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&toutes) = (int)col_int(st, 0);
	stmt_free(st);

	int *copie = arena_alloc(a, (toutes.n + 1) * sizeof *copie);

	if (toutes.n)
		memcpy(copie, toutes.v, toutes.n * sizeof *copie);
	*annees = copie;
	*n = toutes.n;
	VEC_FREE(&toutes);
	return err;
}

enum err campagnes_ouvertes(struct db *db, int date, struct arena *a, const int **annees, size_t *n)
{
	const int *toutes;
	size_t n_toutes;
	struct incident inc;
	enum err err = annees_de_la_base(db, a, &toutes, &n_toutes);

	*n = 0;
	if (err)
		return err;
	int *ouvertes = arena_alloc(a, (n_toutes + 1) * sizeof *ouvertes);
	for (size_t i = 0; !err && i < n_toutes; i++) {
		struct campagne c;

		err = campagne_lire(db, toutes[i], INT64_MAX, a, &c, &inc);
		if (!err && c.jalon[JALON_OUVERTURE_REFERENCEMENT] <= date &&
		    date <= c.jalon[JALON_DERNIER_VERSEMENT])
			ouvertes[(*n)++] = toutes[i];
	}
	*annees = ouvertes;
	return err;
}

/* Of the presets, the one that began last. */
static int preset_commence(int date)
{
	int annee = CAMPAGNE_PREMIERE;

	for (size_t i = 0; i < sizeof PRESETS / sizeof *PRESETS; i++)
		if (abs(PRESETS[i].jalon[JALON_OUVERTURE_REFERENCEMENT]) <= date)
			annee = PRESETS[i].annee;
	return annee;
}

enum err campagne_courante(struct db *db, int date, int *ret)
{
	AUTO_ARENA a = arena_new(0);
	const int *annees;
	size_t n;
	enum err err = campagnes_ouvertes(db, date, a, &annees, &n);

	if (!err && !n)
		err = annees_de_la_base(db, a, &annees, &n);
	if (!err)
		*ret = n ? annees[n - 1] : preset_commence(date);
	return err;
}

enum err campagne_verdicts_suivent(struct db *db, int64_t avant, int64_t apres)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_SUIVRE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, avant);
	stmt_int(st, 2, apres);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

const char *campagne_echeance(struct arena *a, const struct campagne *c, int date)
{
	if (date <= c->jalon[JALON_IMPORT_FIN])
		return arena_printf(
			a,
			"avant le %s pour la mise à jour automatique ; après, l'offre sera traitée au fil "
			"de l'eau",
			date_longue(a, c->jalon[JALON_IMPORT_FIN]));
	if (date <= c->jalon[JALON_DERNIER_VERSEMENT])
		return arena_printf(
			a,
			"dès que possible : la mise à jour automatique est finie, les offres corrigées sont "
			"traitées au fil de l'eau jusqu'au %s",
			date_longue(a, c->jalon[JALON_DERNIER_VERSEMENT]));
	return arena_printf(
		a,
		"la campagne est close depuis le %s : la correction servira à la campagne suivante",
		date_longue(a, c->jalon[JALON_DERNIER_VERSEMENT]));
}
