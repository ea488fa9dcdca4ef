/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * confrontation.h - what diff and simulate answer: the counts first, then the offers that changed, in the order of their clés
 */
#ifndef RELAIS_CLI_CONFRONTATION_H
#define RELAIS_CLI_CONFRONTATION_H

#include "cli/cli.h"
#include "cli/ecran.h"
#include "cli/sortie.h"
#include "verdict/causes.h"
#include "verdict/ecarts.h"

enum confrontation_forme { FORME_TEXTE, FORME_TABLE, FORME_CSV, FORME_JSON };
/* texte, table, csv, json; false: told on stderr. */
bool confrontation_forme_lire(const char *nom, bool json, enum confrontation_forme *ret);

/* A line that is written, and waits for its place. */
struct confrontation_ligne {
	struct str cle;
	int64_t numero;
	enum ecart_genre genre;
	uint64_t ou;
	size_t n;
};

struct confrontation {
	const struct etude *e;
	const struct confrontation_demande *demande;
	const char *titre; /* what is compared, in one sentence */
	const struct causes *causes; /* NULL: a simulation */
	enum confrontation_forme forme;
	bool partielle; /* a filter is on: the counts of both sides are not those of the list */
	struct ecarts_bilan bilan;
	struct confrontation_bilan total;
	struct brouillon brouillon;
	struct VEC(struct confrontation_ligne) lignes;
	struct buf ligne;
	struct arena *a; /* reset at each line */
	struct arena *cles;
	int64_t dites[ECART__MAX]; /* lines made, a kind: the text shows a few of each */
};
/* One ecart: counted, and its line written. */
enum err confrontation_recevoir(struct confrontation *c, const struct ecart *e);
/* Compare as the demande says, and print everything; each ecart goes to puits, which gives confrontation_recevoir those it keeps. The exit code. */
int confrontation_faire(struct confrontation *c, struct ecarts_puits puits);

/* One offre, in the format (ecart_ligne.c). */
void ecart_ligne(struct confrontation *c, const struct ecart *e);
extern const char ECART_CSV_ENTETE[];
/* « 62 offres changent : 12 deviennent importables dans Parcoursup, 3 ne le sont plus. » In the arena. */
const char *ecarts_phrase(struct arena *a, const struct ecarts_bilan *b);
/* « En plus, 3 offres gardent leur verdict, pour un autre motif. » They are in no list and no other count. In the arena. */
const char *ecarts_motif_seul(struct arena *a, const struct ecarts_bilan *b);
/* The counts, for a person and for a program; the JSON is left open at its list « offres ». */
void confrontation_texte(const struct confrontation *c, struct ecran *e);
void confrontation_json(const struct confrontation *c, struct buf *out);

#endif
