/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * codes.c - the checks that a code carries in itself
 *
 * They run several times for each of a hundred thousand offers: bytes and integers, no copy. Sources: formats.md 3.3 (NDA),
 * 4.3 (clé), 6 (SIRET, UAI, RNCP); domain.md 4.2 (what is « non renseignée »).
 */
#include "regle/codes.h"

#include <strings.h>

enum { SIRET_CHIFFRES = 14, SIREN_LA_POSTE = 356000000, NIC_MODULE = 100000 };
enum { NDA_LONGUEUR = 11, UAI_LONGUEUR = 8 };
enum { RNCP_CHIFFRES_MAX = 8, PETIT_CHIFFRES_MAX = 6 };

bool code_renseigne(struct str s)
{
	s = str_trim(s);
	switch (s.n) {
	case 0:
		return false;
	case 1:
		return memchr("-XYD", s.p[0], 4) == NULL;
	case 6:
		return strncasecmp(s.p, "aucune", 6) != 0;
	case 8:
		return memcmp(s.p, "00000000", 8) != 0 && memcmp(s.p, "99999999", 8) != 0;
	default:
		return true;
	}
}

static bool chiffre(char c)
{
	return c >= '0' && c <= '9';
}

/* One to `max` digits; -1 for anything else. */
static int64_t nombre_lu(struct str s, size_t max)
{
	int64_t n = 0;

	if (s.n == 0 || s.n > max)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		if (!chiffre(s.p[i]))
			return -1;
		n = 10 * n + (s.p[i] - '0');
	}
	return n;
}

uint64_t siret_nombre(struct str s)
{
	int64_t n = s.n == SIRET_CHIFFRES ? nombre_lu(s, SIRET_CHIFFRES) : -1;

	return n < 0 ? 0 : (uint64_t)n;
}

bool siret_valide(struct str s)
{
	uint64_t n = siret_nombre(s);
	bool la_poste = n / NIC_MODULE == SIREN_LA_POSTE;
	int luhn = 0, somme = 0;

	if (n == 0)
		return false;
	for (int rang = 0; n; rang++, n /= 10) {
		int c = (int)(n % 10);
		int poids = rang % 2 ? 2 * c : c;

		luhn += poids > 9 ? poids - 9 : poids;
		somme += c;
	}
	return luhn % 10 == 0 || (la_poste && somme % 5 == 0);
}

/* Does s have the form that `modele` draws? 9: a digit, H: a digit or X, N: a digit or P, C: a digit, A or B,
 * L: L or P, A: a digit or a capital; any other character is itself. */
static bool forme(struct str s, const char *modele)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i], m = modele[i];
		bool bon;

		switch (m) {
		case '9':
			bon = chiffre(c);
			break;
		case 'H':
			bon = chiffre(c) || c == 'X';
			break;
		case 'N':
			bon = chiffre(c) || c == 'P';
			break;
		case 'C':
			bon = chiffre(c) || c == 'A' || c == 'B';
			break;
		case 'L':
			bon = c == 'L' || c == 'P';
			break;
		case 'A':
			bon = chiffre(c) || (c >= 'A' && c <= 'Z');
			break;
		default:
			bon = c == m;
		}
		if (!bon)
			return false;
	}
	return true;
}

bool nda_valide(struct str s)
{
	return s.n == NDA_LONGUEUR && forme(s, "9999N999999");
}

bool uai_valide(struct str s)
{
	static const char lettres[] = "ABCDEFGHJKLMNPRSTUVWXYZ"; /* without I, O, Q */
	int64_t n;

	if (s.n != UAI_LONGUEUR)
		return false;
	n = nombre_lu(str_sub(s, 0, UAI_LONGUEUR - 1), UAI_LONGUEUR - 1);
	return n >= 0 && s.p[UAI_LONGUEUR - 1] == lettres[n % 23];
}

bool cle_valide(struct str s)
{
	return s.n == CLE_TAILLE && forme(s, "999999L99HH"
					     "9999999999999999999999999999"
					     "-CCCCC#LAA");
}

int rncp_numero(struct str s)
{
	struct str chiffres = str_starts(s, STR("RNCP")) ? str_sub(s, 4, s.n) : s;
	int64_t n = nombre_lu(chiffres, RNCP_CHIFFRES_MAX);

	return n < 0 ? 0 : (int)n;
}

int petit_entier(struct str s)
{
	return (int)nombre_lu(s, PETIT_CHIFFRES_MAX);
}
