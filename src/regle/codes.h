/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * codes.h - the checks that a code carries in itself (formats.md 6), and what counts as « non renseigné »
 *
 * Pure functions of the text given, already trimmed. A code that is well formed may still be unknown: that is the
 * referentials' business.
 */
#ifndef RELAIS_REGLE_CODES_H
#define RELAIS_REGLE_CODES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* domain.md 4.2: empty, « - », « aucune », X, Y, D, 00000000, 99999999 are « non renseignée ». */
bool code_renseigne(struct str s);

/* 14 digits as a number, 0 when s is not 14 digits. */
uint64_t siret_nombre(struct str s);
/* The SIRET passes its key: Luhn on 14 digits; La Poste (SIREN 356000000): Luhn, or sum of digits multiple of 5. */
bool siret_valide(struct str s);
/* ^\d{4}[0-9P]\d{6}$ (formats.md 3.3) */
bool nda_valide(struct str s);
/* 7 digits and the check letter, upper case. */
bool uai_valide(struct str s);
/* ^\d{6}[PL]\d{2}[0-9X][0-9X]\d{28}-[0-9AB]{5}#[LP][0-9A-Z]{2}$ : clé ministères éducatifs (formats.md 4.3). */
bool cle_valide(struct str s);
/* Where the parts of a clé stand: CERTIFINFO (6), P, sequence (2), durée, année, SIRET of the responsable (14) and of the formateur (14), -, commune
 * (5), #L, place number (2). */
enum {
	CLE_CERTIFINFO = 0,
	CLE_SEQUENCE = 7,
	CLE_DUREE = 9,
	CLE_ANNEE = 10,
	CLE_RESPONSABLE = 11,
	CLE_FORMATEUR = 25,
	CLE_INSEE = 40,
	CLE_LIEU = 47,
	CLE_TAILLE = 49,
};
/* « RNCP38362 », « 38362 » → 38362; 0 when s is not RNCP and digits, or digits alone. */
int rncp_numero(struct str s);
/* A declared small whole number: -1 when s is not one to six digits (« X », empty, « 2 ans »). */
int petit_entier(struct str s);

#endif
