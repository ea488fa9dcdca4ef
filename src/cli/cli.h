/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cli.h - the command line: what every command shares, and the commands
 *
 * Invariants. A command writes its result on stdout only when it is surely computed, everything else on stderr, each
 * sentence on one line that starts with « relais : ». It ends with one of the three codes below. Nothing here decides anything about an offre:
 * what two front rooms need is a function of a domain room.
 */
#ifndef RELAIS_CLI_CLI_H
#define RELAIS_CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "campagne/etude.h"

#define RELAIS_VERSION "0.1.0"

/* What the shell receives. */
enum {
	SORTIE_OK = 0,
	SORTIE_NON =
		1, /* the answer is no: check found offers to correct, import refused or rejected something */
	SORTIE_ERREUR =
		2, /* nothing could be answered: bad arguments, no base, unreadable file; nothing changed */
};

/* The first is main's: what was given before the command, and the clock, read once. */
struct cli {
	const char *dsn; /* --db, else $RELAIS_DB, else ./relais.db */
	int64_t maintenant; /* instant */
};

/* argv[0] is the command's name. Each returns an exit code. */
int cli_import(struct cli *cli, int argc, char **argv);
int cli_verdicts(struct cli *cli, int argc, char **argv);
int cli_explain(struct cli *cli, int argc, char **argv);
int cli_check(struct cli *cli, int argc, char **argv);
int cli_export(struct cli *cli, int argc, char **argv);
int cli_rapport(struct cli *cli, int argc, char **argv);
int cli_alertes(struct cli *cli, int argc, char **argv);
int cli_doublons(struct cli *cli, int argc, char **argv);
int cli_diff(struct cli *cli, int argc, char **argv);
int cli_simulate(struct cli *cli, int argc, char **argv);
int cli_campagne(struct cli *cli, int argc, char **argv);
int cli_calendrier(struct cli *cli, int argc, char **argv);
int cli_regle(struct cli *cli, int argc, char **argv);
int cli_decider(struct cli *cli, int argc, char **argv);
int cli_statut(struct cli *cli, int argc, char **argv);
int cli_formation(struct cli *cli, int argc, char **argv);
int cli_succession(struct cli *cli, int argc, char **argv);
int cli_restructurer(struct cli *cli, int argc, char **argv);
int cli_transmettre(struct cli *cli, int argc, char **argv);

/* One line on stderr, « relais : … »; returns SORTIE_ERREUR. Line breaks of foreign values become spaces. */
int cli_erreur(const char *fmt, ...) PRINTF(1, 2);
/* The same for what is worth knowing and stops nothing. */
void cli_note(const char *fmt, ...) PRINTF(1, 2);
/* An incident as one line: message, detail, remedy; returns SORTIE_ERREUR. */
int cli_incident(const struct incident *inc);

/* What is left to do after a decision on that campagne: a sentence and a line break when it was never migrated or when no import follows it any more, else empty. In the arena. */
const char *cli_a_migrer(const struct cli *cli, struct db *db, struct arena *a, int campagne);

/* The instant of a decision that is made on that day: its last second, or now; date 0: now. */
int64_t cli_instant(const struct cli *cli, int date);
/* False, and told: the day is in the future. */
bool cli_jour_passe(const struct cli *cli, int date);

/* Who gives the command, for the journal: the name of the process's account. In the arena. */
struct str cli_acteur(struct arena *a);
/* Check a decision's --reason: a text is needed. False: told. */
bool cli_raison(const char *raison);
/* A change was written in that transaction: commit it, then renew the verdicts of the open campagnes. False: told. */
bool cli_valider(const struct cli *cli, struct tx *tx);

/* The base, open and at the program's schema; when it is not, the reason is told and *ret untouched. */
enum err cli_base(const struct cli *cli, enum db_mode mode, struct db **ret) MUST_CHECK;

/*
 * What verdicts, explain, check and rapport start with (campagne/etude.h): the base in reading, its view on a date, the campagne as known then. When
 * it fails the reason is told. What was not known yet on that date is told in one line. A base without any fact fails too.
 */
enum { SANS_CAMPAGNE = -1 }; /* for etude_ouvrir: no campagne is read */
enum err etude_ouvrir(struct etude *e, const struct cli *cli, int campagne, int date) MUST_CHECK;
/* The same base, transaction and arena as known on another date: for a copy of an open etude, which is not closed by itself. */
enum err etude_reculer(struct etude *copie, int date) MUST_CHECK;
/* Open it, do that with it, close it; the exit code. */
int etude_faire(const struct cli *cli, int campagne, int date,
		int (*faire)(struct etude *e, const void *demande), const void *demande);
/* The same for an answer that only looks at campagnes: a base without any fact will do, and nothing is told of the offres that it did not know. */
int etude_faire_calendrier(const struct cli *cli, int campagne, int date,
			   int (*faire)(struct etude *e, const void *demande), const void *demande);
void etude_fermer(struct etude *e); /* harmless when it is closed */
/* Change to a write transaction on the present state; false, the reading etude untouched, when the base cannot be written now. */
bool etude_ecrire(struct etude *e, const struct cli *cli, struct incident *inc);

#endif
