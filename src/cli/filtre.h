/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * filtre.h - which offers a list or an export holds: the same options everywhere
 */
#ifndef RELAIS_CLI_FILTRE_H
#define RELAIS_CLI_FILTRE_H

#include "cli/options.h"
#include "offre/dossiers.h"
#include "offre/sources.h"
#include "regle/verdict.h"

struct filtre {
	const char *region, *academie, *siret, *source, *classification, *critere,
		*importable; /* as typed; NULL: any */
	/* what they mean */
	uint64_t siret_n; /* 0: any */
	bool siren; /* siret_n is a SIREN */
	int critere_n; /* 0: any */
	int avis; /* of that criterion; -1: not conforme and not without object */
	struct declarees declarees;
};

/* The options, for a command's table. */
#define FILTRE_OPTIONS(f)                                                                           \
	{"--region",   "CODE", "les offres d'une région (code INSEE : 11, 53…)",                    \
	 OPTION_TEXTE, false,  &(f)->region},                                                       \
		{"--academie", "CODE", "les offres d'une académie (deux chiffres : 24, 01…)",       \
		 OPTION_TEXTE, false,  &(f)->academie},                                             \
		{"--siret",                                                                         \
		 "SIRET",                                                                           \
		 "celles d'un organisme, responsable ou formateur (ou SIREN)",                      \
		 OPTION_TEXTE,                                                                      \
		 false,                                                                             \
		 &(f)->siret},                                                                      \
		{"--source",   "S",   "celles que déclare un flux (le nom que montre « rapport »)", \
		 OPTION_TEXTE, false, &(f)->source},                                                \
		{"--classification", "C",   "reglementaire, non_reglementaire ou non_affichee",     \
		 OPTION_TEXTE,       false, &(f)->classification},                                  \
		{"--importable", "R",   "oui ou non : importables dans Parcoursup, ou pas",         \
		 OPTION_TEXTE,   false, &(f)->importable},                                          \
	{                                                                                           \
		"--critere", "K[=AVIS]",                                                            \
			"celles dont le critère K (1 à 8) est non conforme ou à vérifier",          \
			OPTION_TEXTE, false, &(f)->critere                                          \
	}

/* Check a région and an académie as typed (NULL: any), and that one holds the other; SORTIE_OK, or the reason was told. */
int filtre_lieu(const char *region, const char *academie);
/* Check the values of the options; SORTIE_OK, or the reason was told. */
int filtre_lire(struct filtre *f);
/* Does it ask something of the verdict? */
bool filtre_juge(const struct filtre *f);
/* Find the source in the base; SORTIE_OK, or the reason was told. */
int filtre_ouvrir(struct filtre *f, const struct etude *e);
void filtre_liberer(struct filtre *f);
/* v: NULL when nothing was judged; then filtre_juge is false. */
bool filtre_passe(const struct filtre *f, const struct offre_lue *o, const struct verdict *v);

#endif
