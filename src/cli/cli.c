/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cli.c - what every command does first: say what is wrong, open the base, resolve the date, read the campagne
 */
#include "cli/cli.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/utf8.h"
#include "parcoursup/fil.h"
#include "parcoursup/migration.h"

enum { LIGNE_MAX = 4096 };

static PRINTF(1, 0) void dire(const char *fmt, va_list args)
{
	char ligne[LIGNE_MAX];

	(void)vsnprintf(ligne, sizeof ligne, fmt, args);
	for (char *p = ligne; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	(void)fprintf(stderr, "relais : %s\n", ligne);
}

int cli_erreur(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	dire(fmt, args);
	va_end(args);
	return SORTIE_ERREUR;
}

void cli_note(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	dire(fmt, args);
	va_end(args);
}

int cli_incident(const struct incident *inc)
{
	const char *suite = inc->detail[0] ? " " : "", *fin = inc->remede[0] ? " " : "";

	return cli_erreur("%s%s%s%s%s", inc->message, suite, inc->detail, fin, inc->remede);
}

const char *cli_a_migrer(const struct cli *cli, struct db *db, struct arena *a, int campagne)
{
	struct migration_faite faite;
	bool suivie;

	if (migration_derniere(db, campagne, INT64_MAX, &faite) == E_ABSENT)
		return arena_printf(
			a,
			"La campagne %d n'a pas encore été migrée : « relais campagne migrer %d » fera ses formations.\n",
			campagne, campagne);
	if (suites_suivent(db, campagne, cli->maintenant, &suivie) || suivie)
		return "";
	return arena_printf(
		a,
		"La campagne %d n'est pas ouverte aujourd'hui : ses formations ne suivent pas d'elles-mêmes. « relais campagne migrer %d » "
		"les met à jour.\n",
		campagne, campagne);
}

int64_t cli_instant(const struct cli *cli, int date)
{
	const int64_t fin = date ? instant_fin_de_jour_paris(date) : cli->maintenant;

	return fin < cli->maintenant ? fin : cli->maintenant;
}

bool cli_jour_passe(const struct cli *cli, int date)
{
	if (date <= instant_date_paris(cli->maintenant))
		return true;
	cli_erreur("--date est dans l'avenir : une décision se prend au plus tard aujourd'hui.");
	return false;
}

struct str cli_acteur(struct arena *a)
{
	char tampon[LIGNE_MAX];
	struct passwd compte, *trouve = NULL;

	if (getpwuid_r(getuid(), &compte, tampon, sizeof tampon, &trouve) || !trouve)
		return STR("ligne de commande");
	return arena_str(a, str_of(compte.pw_name));
}

/* Only what a line of text holds. */
static bool lisible(const char *texte)
{
	AUTO_BUF vu;

	buf_init(&vu, 4 * strlen(texte) + 1);
	utf8_visible(str_of(texte), false, &vu);
	return str_eq(buf_view(&vu), str_of(texte));
}

bool cli_raison(const char *raison)
{
	if (raison && str_trim(str_of(raison)).n && lisible(raison))
		return true;
	if (raison && str_trim(str_of(raison)).n) {
		cli_erreur(
			"La raison doit être une ligne de texte en UTF-8, sans caractère de commande.");
		return false;
	}
	cli_erreur(
		"Il manque la raison du changement : elle est gardée avec lui. Exemple : --reason "
		"\"arrêté du 3 mars\"");
	return false;
}

bool cli_valider(const struct cli *cli, struct tx *tx)
{
	struct db *db = tx->db;
	struct incident inc = {0};

	if (tx_commit(tx))
		inc = *db_incident(db);
	else if (!suites_renouveler(db, cli->maintenant, &inc))
		return true;
	cli_incident(&inc);
	return false;
}

enum err cli_base(const struct cli *cli, enum db_mode mode, struct db **ret)
{
	struct incident inc = {0};
	struct db *db;
	enum err err = db_open(cli->dsn, mode, &db, &inc);

	if (!err && (err = db_migrate(db, embarque_migrations, cli->maintenant, &inc)))
		db_close(db);
	if (err) {
		cli_incident(&inc);
		return err;
	}
	*ret = db;
	return OK;
}

/* On a date, what was not known yet is read at its first edition: the answer must say so. */
static void dire_anticipations(const struct etude *e)
{
	AUTO_BUF quoi = {0};
	const char *separateur = "";

	if (e->vue.version == 0) {
		cli_note(
			"Le %s, la base ne connaissait encore rien : le premier état connu est utilisé à la place.",
			date_longue(e->arena, e->vue.date));
		return;
	}
	buf_init(&quoi, LIGNE_MAX / 2);
	if (e->vue.offres_anticipees) {
		buf_cstr(&quoi, "les offres");
		separateur = ", ";
	}
	for (int t = 0; t < REF__MAX; t++) {
		/* no verdict reads the formations of Parcoursup */
		if (!e->vue.ref_anticipe[t] || t == REF_FORMATIONS)
			continue;
		buf_cstr(&quoi, separateur);
		buf_cstr(&quoi, ref_libelle((enum ref_table)t));
		separateur = ", ";
	}
	if (quoi.n)
		cli_note(
			"Le %s, la base ne connaissait pas encore : %s. La première version connue est utilisée à la "
			"place.",
			date_longue(e->arena, e->vue.date), quoi.p);
}

static enum err resoudre(struct etude *e, int date)
{
	enum err err = vue_resoudre(e->db, date, &e->vue);

	if (err == E_ABSENT)
		cli_erreur(
			"La base ne contient encore aucune offre : commencez par « relais import FICHIER… » (liste : "
			"« relais import --help »).");
	else if (err)
		cli_incident(db_incident(e->db));
	return err;
}

/* The base, open in one reading transaction. */
static enum err commencer(struct etude *e, const struct cli *cli, int date)
{
	enum err err;

	*e = (struct etude){.arena = arena_new(0)};
	e->jour = date ? date : instant_date_paris(cli->maintenant);
	if ((err = cli_base(cli, DB_LECTURE, &e->db)))
		return err;
	if ((err = tx_begin(e->db, TX_LECTURE, &e->tx)))
		cli_incident(db_incident(e->db));
	return err;
}

static enum err lire_campagne(struct etude *e, int campagne)
{
	struct incident inc = {0};
	enum err err = OK;

	if (campagne != SANS_CAMPAGNE &&
	    (err = campagne_lire(e->db, campagne, e->vue.version, e->arena, &e->campagne, &inc)))
		cli_incident(&inc);
	return err;
}

enum err etude_ouvrir(struct etude *e, const struct cli *cli, int campagne, int date)
{
	enum err err = commencer(e, cli, date);

	if (!err)
		err = resoudre(e, date);
	if (!err)
		err = lire_campagne(e, campagne);
	if (err)
		etude_fermer(e);
	else
		dire_anticipations(e);
	return err;
}

static enum err etude_ouvrir_calendrier(struct etude *e, const struct cli *cli, int campagne,
					int date)
{
	enum err err = commencer(e, cli, date);

	if (!err) {
		err = vue_resoudre(e->db, date, &e->vue);
		if (err == E_ABSENT)
			err = OK; /* no fact at all: the presets */
		else if (err)
			cli_incident(db_incident(e->db));
	}
	if (!err)
		err = lire_campagne(e, campagne);
	if (err)
		etude_fermer(e);
	return err;
}

/* Do that with the etude, close it. */
static int finir(struct etude *e, int (*faire)(struct etude *e, const void *demande),
		 const void *demande)
{
	const int code = faire(e, demande);

	etude_fermer(e);
	return code;
}

int etude_faire(const struct cli *cli, int campagne, int date,
		int (*faire)(struct etude *e, const void *demande), const void *demande)
{
	struct etude e;

	return etude_ouvrir(&e, cli, campagne, date) ? SORTIE_ERREUR : finir(&e, faire, demande);
}

int etude_faire_calendrier(const struct cli *cli, int campagne, int date,
			   int (*faire)(struct etude *e, const void *demande), const void *demande)
{
	struct etude e;

	return etude_ouvrir_calendrier(&e, cli, campagne, date) ? SORTIE_ERREUR
								: finir(&e, faire, demande);
}

enum err etude_reculer(struct etude *copie, int date)
{
	struct incident inc = {0};
	enum err err = resoudre(copie, date);

	copie->jour = date;
	if (!err && (err = campagne_lire(copie->db, copie->campagne.annee, copie->vue.version,
					 copie->arena, &copie->campagne, &inc)))
		cli_incident(&inc);
	if (!err)
		dire_anticipations(copie);
	return err;
}

bool etude_ecrire(struct etude *e, const struct cli *cli, struct incident *inc)
{
	struct etude w = *e;

	w.tx = (struct tx){0};
	if (db_open(cli->dsn, DB_ECRITURE, &w.db, inc))
		return false;
	if (tx_begin(w.db, TX_ECRITURE, &w.tx) || vue_resoudre(w.db, 0, &w.vue)) {
		*inc = *db_incident(w.db);
	} else if (!campagne_lire(w.db, e->campagne.annee, w.vue.version, e->arena, &w.campagne,
				  inc)) {
		tx_rollback(&e->tx);
		db_close(e->db);
		*e = w;
		e->tx.db = e->db;
		return true;
	}
	tx_rollback(&w.tx);
	db_close(w.db);
	return false;
}

void etude_fermer(struct etude *e)
{
	if (e->db)
		tx_rollback(&e->tx);
	db_close(e->db);
	arena_free(e->arena);
	e->db = NULL;
	e->arena = NULL;
}
