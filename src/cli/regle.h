/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle.h - the actions of « relais regle », and how the rules are shown: the list with what each decides, one rule, its history
 */
#ifndef RELAIS_CLI_REGLE_H
#define RELAIS_CLI_REGLE_H

#include "campagne/regles.h"
#include "cli/cli.h"

/* What the actions of « relais regle » receive. */
struct regle_demande {
	int campagne, date;
	bool json, csv, nouvelle, retirer, essai;
	const char *champ[RC__MAX]; /* as typed; NULL: not given; « - »: nothing */
	const char *raison;
	const char *quoi; /* the operand: a rule, or a file; NULL */
};
/* Both write; the exit code. */
int regle_modifier(struct cli *cli, const void *demande);
int regle_importer(struct cli *cli, const void *demande);
/* Tell that no rule, or several, have that number or name; SORTIE_ERREUR. */
int regle_inconnue(const struct regle_fait *v, size_t n, const char *quoi);

struct regle_affichage {
	struct etude *e;
	const struct regle_fait *v; /* those to show */
	size_t n;
	const int64_t *
		offres; /* how many each decides in the campagne; NULL: no campagne was asked for */
	int64_t sans; /* offers that no rule decides */
};
void regle_liste_texte(const struct regle_affichage *r, struct buf *out);
void regle_liste_json(const struct regle_affichage *r, struct buf *out);
/* One rule, field by field, then its history. */
enum err regle_montrer_texte(const struct regle_affichage *r, struct buf *out) MUST_CHECK;
enum err regle_montrer_json(const struct regle_affichage *r, struct buf *out) MUST_CHECK;
/* The events of a rule, or of all (0). */
enum err regle_historique_texte(const struct etude *e, int64_t regle, struct buf *out) MUST_CHECK;
enum err regle_historique_json(const struct etude *e, int64_t regle, struct buf *out) MUST_CHECK;

#endif
