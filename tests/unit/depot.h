/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * depot.h - a migrated base beside a folder of invented files, and short ways to ask the base what it holds
 *
 *	TEST_BASES(un_fichier_s_importe)
 *	{
 *		AUTO_DEPOT d = depot_ouvrir(dsn);
 *		const char *f = depot_fichier(&d, "a.csv", "siret;etat\n…");
 *		…
 *		EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM sirene"), 1);
 *	}
 *
 * SQL made by a test is not a literal for the store: it is here only. Included after bases.h.
 */
#ifndef RELAIS_DEPOT_H
#define RELAIS_DEPOT_H

#include <dirent.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "journal/journal.h"
#include "store/store.h"

struct depot {
	char dossier[64];
	struct db *db;
	struct arena *a;
	int64_t instant; /* the clock of the test: noon of 2023-10-02 in Paris at first */
};

#define DEPOT_MIDI 1696240800LL /* 2023-10-02T10:00:00Z */
#define DEPOT_JOUR 86400LL

static inline struct depot depot_ouvrir(const char *dsn)
{
	struct depot d = {.a = arena_new(0), .instant = DEPOT_MIDI};
	struct incident inc = {0};

	base_dossier(d.dossier);
	d.db = base_open(dsn, DB_ECRITURE);
	if (db_migrate(d.db, embarque_migrations, d.instant, &inc) != OK) {
		printf("Bail out! %s %s\n", inc.message, inc.detail);
		exit(1);
	}
	return d;
}

/* The base is open again, as another program would see it. */
static inline void depot_rouvrir(struct depot *d, const char *dsn)
{
	db_close(d->db);
	d->db = base_open(dsn, DB_ECRITURE);
}

static inline void depot_fermer(struct depot *d)
{
	DIR *dossier = opendir(d->dossier);
	struct dirent *e;

	while (dossier && (e = readdir(dossier)))
		if (e->d_name[0] != '.')
			(void)unlink(arena_printf(d->a, "%s/%s", d->dossier, e->d_name));
	if (dossier)
		(void)closedir(dossier);
	(void)rmdir(d->dossier);
	db_close(d->db);
	arena_free(d->a);
}
#define AUTO_DEPOT __attribute__((cleanup(depot_fermer))) struct depot

/* Write a file of that name; its path. */
static inline const char *depot_octets(struct depot *d, const char *nom, struct str contenu)
{
	const char *chemin = arena_printf(d->a, "%s/%s", d->dossier, nom);
	FILE *f = fopen(chemin, "wb");

	if (!f || fwrite(contenu.p, 1, contenu.n, f) != contenu.n || fclose(f) != 0) {
		printf("Bail out! %s cannot be written\n", chemin);
		exit(1);
	}
	return chemin;
}

static inline const char *depot_fichier(struct depot *d, const char *nom, const char *contenu)
{
	return depot_octets(d, nom, str_of(contenu));
}

/* The first column of the first row: as a number (-1: no row, or NULL), as a text (« (rien) »: no row). */
static inline int64_t depot_entier(struct depot *d, const char *sql)
{
	struct stmt *st;
	int64_t n = -1;

	if (db_prepare(d->db, (struct sql){sql}, 0, &st) != OK) {
		printf("Bail out! %s: %s\n", sql, db_incident(d->db)->detail);
		exit(1);
	}
	if (stmt_one_int(st, &n) != OK)
		n = -1;
	stmt_free(st);
	return n;
}

static inline const char *depot_texte(struct depot *d, const char *sql)
{
	const char *ret = "(rien)";
	struct stmt *st;
	bool row;

	if (db_prepare(d->db, (struct sql){sql}, 0, &st) != OK || stmt_step(st, &row) != OK) {
		printf("Bail out! %s: %s\n", sql, db_incident(d->db)->detail);
		exit(1);
	}
	if (row)
		ret = arena_cstr(d->a, col_text(st, 0));
	stmt_free(st);
	return ret;
}

/* The first n columns of every row: « a|b » lines, joined by « / ». */
static inline const char *depot_lignes(struct depot *d, const char *sql, int n)
{
	struct stmt *st;
	bool row;
	struct buf b;

	buf_init(&b, 64 << 20);
	if (db_prepare(d->db, (struct sql){sql}, 0, &st) != OK) {
		printf("Bail out! %s: %s\n", sql, db_incident(d->db)->detail);
		exit(1);
	}
	while (stmt_step(st, &row) == OK && row) {
		if (b.n)
			buf_cstr(&b, " / ");
		for (int i = 0; i < n; i++) {
			if (i)
				buf_char(&b, '|');
			buf_str(&b, col_text(st, i));
		}
	}
	stmt_free(st);
	const char *ret = arena_cstr(d->a, buf_view(&b));
	buf_free(&b);
	return ret;
}

static const char *const DEPOT_TABLES[] = {"version",
					   "source",
					   "run",
					   "anomalie",
					   "evenement",
					   "texte",
					   "organisme_liste",
					   "organisme_liste_passe",
					   "sirene",
					   "sirene_passe",
					   "etablissement",
					   "etablissement_passe",
					   "certif_info",
					   "certif_info_passe",
					   "kit",
					   "kit_passe",
					   "diplome",
					   "diplome_passe",
					   "mef",
					   "mef_passe",
					   "niveau_diplome",
					   "niveau_diplome_passe",
					   "option_bts",
					   "option_bts_passe",
					   "commune",
					   "commune_passe",
					   "code_postal",
					   "code_postal_passe",
					   "fiche",
					   "fiche_passe",
					   "offre",
					   "offre_passe",
					   "session",
					   "session_passe",
					   "offre_source",
					   "campagne",
					   "campagne_valeur",
					   "regle_perimetre",
					   "regle_perimetre_passe",
					   "verdict",
					   "verdict_passe"};

/* How many rows each table has: « version=1 source=2 … » ; tables named in `sauf` (« run, ») are left out. */
static inline const char *depot_comptes(struct depot *d, const char *sauf)
{
	const char *ret = "";

	for (size_t i = 0; i < sizeof DEPOT_TABLES / sizeof *DEPOT_TABLES; i++) {
		const char *nom = DEPOT_TABLES[i];

		if (str_contains(str_of(sauf), str_of(arena_printf(d->a, "%s,", nom))))
			continue;
		const char *sql = arena_printf(d->a, "SELECT COUNT(*) FROM %s", nom);
		ret = arena_printf(d->a, "%s %s=%lld", ret, nom, (long long)depot_entier(d, sql));
	}
	return ret;
}

/* A version made by hand, at the clock of the test; 0 when it fails. */
static inline int64_t depot_version(struct depot *d, int64_t run)
{
	const struct version_demande demande = {
		.connu_le = d->instant, .cause = "import", .run = run, .personne = "essai"};
	int64_t numero = 0;
	bool recule;

	return version_nouvelle(d->db, &demande, &numero, &recule) == OK ? numero : 0;
}

/* For what asks for a version only when it changes something. */
struct depot_paresse {
	struct depot *d;
	int64_t version; /* 0: nobody asked */
};

static inline enum err depot_obtenir(void *ctx, int64_t *version)
{
	struct depot_paresse *p = ctx;

	if (!p->version)
		p->version = depot_version(p->d, 0);
	*version = p->version;
	return p->version ? 0 : E_PANNE;
}

#endif
