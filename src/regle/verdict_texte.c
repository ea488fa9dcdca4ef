/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_texte.c - a verdict as one short line of text, to be kept and compared byte for byte
 *
 *	1	head	constat…
 *
 * TAB separates; control characters of a value become spaces and long values are cut, so TAB is never in one. The head is
 * « classification importable attend perimetre bloquants mentions », three digits and a character each way of the masks in
 * hexadecimal. A constat is an upper case field (avis letter and rank of the raison), then one lower case field for each slot that
 * is used: a, b, c for the texts, n, p, q for the numbers. The eight criteria come first, then the UAI, then the signalements.
 * What is read back is not trusted: it comes from a base.
 */
#include "base/limites.h"
#include "base/utf8.h"
#include "regle/interne.h"

enum { VERSION = '1', SEPARATEUR = '\t', VALEUR_MAX = LIMITE_VALEUR_VUE, TEXTES = 3, NOMBRES = 3 };
enum { CONSTATS_MIN = CRITERES + 1, CONSTATS_MAX = CONSTATS_MIN + SIGNALEMENTS_MAX };
enum { ENTETE_CHIFFRES = 9 }; /* 4 digits, 2 of bloquants, 3 of mentions */

static const char lettres_avis[] = "CNVS";
static const char lettres_texte[] = "abc";
static const char lettres_nombre[] = "npq";
static const char hexa[] = "0123456789abcdef";

/* Not more than VALEUR_MAX bytes, and no character cut in two. */
static struct str couper(struct str s)
{
	size_t n = s.n < VALEUR_MAX ? s.n : VALEUR_MAX;

	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return (struct str){s.p, n};
}

/* Text that is not UTF-8 would be refused by the base: its foreign bytes become « ? ». */
static void ecrire_texte(struct buf *out, char lettre, struct str s)
{
	char propre[VALEUR_MAX + 2];
	bool utf8;

	s = couper(s);
	if (s.n == 0)
		return;
	utf8 = utf8_valide(s);
	propre[0] = SEPARATEUR;
	propre[1] = lettre;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < ' ')
			propre[i + 2] = ' ';
		else
			propre[i + 2] = c >= 0x80 && !utf8 ? '?' : s.p[i];
	}
	buf_add(out, propre, s.n + 2);
}

static void ecrire_constat(struct buf *out, const struct constat *c)
{
	buf_char(out, SEPARATEUR);
	buf_char(out, lettres_avis[c->avis]);
	buf_uint(out, c->raison);
	for (int i = 0; i < TEXTES; i++)
		ecrire_texte(out, lettres_texte[i], c->texte[i]);
	for (int i = 0; i < NOMBRES; i++) {
		if (c->nombre[i] == 0)
			continue;
		buf_char(out, SEPARATEUR);
		buf_char(out, lettres_nombre[i]);
		buf_int(out, c->nombre[i]);
	}
}

void verdict_ecrire(const struct verdict *v, struct buf *out)
{
	unsigned bloquants = 0, manques = 0;

	for (int i = 0; i < CRITERES; i++)
		bloquants |= (unsigned)v->bloquant[i] << i;
	for (int i = 0; i < MENTION__MAX; i++)
		manques |= (unsigned)v->mention_manque[i] << i;

	const char tete[2 + ENTETE_CHIFFRES] = {
		VERSION,
		SEPARATEUR,
		hexa[v->classification],
		hexa[v->importable],
		hexa[v->attend_saio],
		hexa[v->perimetre],
		hexa[bloquants >> 4 & 15],
		hexa[bloquants & 15],
		hexa[manques >> 8 & 15],
		hexa[manques >> 4 & 15],
		hexa[manques & 15],
	};

	buf_add(out, tete, sizeof tete);
	for (int i = 0; i < CRITERES; i++)
		ecrire_constat(out, &v->critere[i]);
	ecrire_constat(out, &v->uai);
	for (size_t i = 0; i < v->n_signalements; i++)
		ecrire_constat(out, &v->signalements[i]);
}

/* The next field, without its separator; false at the end. */
static bool champ(struct str *reste, struct str *ret)
{
	const char *fin;

	if (reste->n == 0)
		return false;
	fin = memchr(reste->p, SEPARATEUR, reste->n);
	ret->p = reste->p;
	ret->n = fin ? (size_t)(fin - reste->p) : reste->n;
	*reste = str_sub(*reste, ret->n + 1, reste->n);
	return true;
}

static bool lire_nombre(struct str s, int64_t *ret)
{
	bool negatif = s.n && s.p[0] == '-';
	uint64_t n;

	if (!str_to_uint(negatif ? str_sub(s, 1, s.n) : s, &n))
		return false;
	*ret = negatif ? -(int64_t)n : (int64_t)n;
	return true;
}

static int rang(const char *lettres, char c)
{
	const char *p = c ? strchr(lettres, c) : NULL;

	return p ? (int)(p - lettres) : -1;
}

/* The value of n hexadecimal digits, -1 when one is not. */
static int lire_hexa(const char *p, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		const char *h = memchr(hexa, p[i], sizeof hexa - 1);

		if (!h)
			return -1;
		v = 16 * v + (int)(h - hexa);
	}
	return v;
}

static bool lire_tete(struct str s, struct verdict *v)
{
	int classification, importable, attend, perimetre, bloquants, manques;

	if (s.n != ENTETE_CHIFFRES)
		return false;
	classification = lire_hexa(s.p, 1);
	importable = lire_hexa(s.p + 1, 1);
	attend = lire_hexa(s.p + 2, 1);
	perimetre = lire_hexa(s.p + 3, 1);
	bloquants = lire_hexa(s.p + 4, 2);
	manques = lire_hexa(s.p + 6, 3);
	if (classification < 0 || classification >= CLASSIFICATION__MAX || importable < 0 ||
	    importable > 1 || attend < 0 || attend > importable || perimetre < 0 ||
	    perimetre >= PERIMETRE__MAX || bloquants < 0 || manques < 0 || manques >> MENTION__MAX)
		return false;

	v->classification = (enum classification)classification;
	v->importable = importable;
	v->attend_saio = attend;
	v->perimetre = (enum statut_perimetre)perimetre;
	for (int i = 0; i < CRITERES; i++)
		v->bloquant[i] = bloquants >> i & 1;
	for (int i = 0; i < MENTION__MAX; i++)
		v->mention_manque[i] = manques >> i & 1;
	return true;
}

static struct constat *constat_numero(struct verdict *v, int i)
{
	if (i < CRITERES)
		return &v->critere[i];
	return i == CRITERES ? &v->uai : &v->signalements[i - CONSTATS_MIN];
}

static bool lire_constat(struct str s, int avis, struct constat *c)
{
	int64_t raison;

	if (!lire_nombre(str_sub(s, 1, s.n), &raison) || raison < 0 || raison >= RAISON__MAX)
		return false;
	*c = (struct constat){.avis = (enum avis)avis, .raison = (enum raison)raison};
	return true;
}

static bool lire_case(struct str s, struct constat *c)
{
	int texte = rang(lettres_texte, s.p[0]), nombre = rang(lettres_nombre, s.p[0]);
	struct str valeur = str_sub(s, 1, s.n);

	if (texte >= 0) {
		c->texte[texte] = valeur;
		return valeur.n > 0 && valeur.n <= VALEUR_MAX && utf8_valide(valeur);
	}
	return nombre >= 0 && lire_nombre(valeur, &c->nombre[nombre]);
}

enum err verdict_lire(struct str texte, struct verdict *ret)
{
	struct verdict v = {0};
	struct constat *c = NULL;
	struct str f;
	int n = 0;

	if (!champ(&texte, &f) || f.n != 1 || f.p[0] != VERSION)
		return E_INVALIDE;
	if (!champ(&texte, &f) || !lire_tete(f, &v))
		return E_INVALIDE;
	while (champ(&texte, &f)) { /* an empty field is no letter: the next TAB stands there */
		int avis = rang(lettres_avis, f.p[0]);

		if (avis < 0) {
			if (!c || !lire_case(f, c))
				return E_INVALIDE;
			continue;
		}
		if (n == CONSTATS_MAX)
			return E_INVALIDE;
		c = constat_numero(&v, n++);
		if (!lire_constat(f, avis, c))
			return E_INVALIDE;
	}
	if (n < CONSTATS_MIN)
		return E_INVALIDE;
	v.n_signalements = (size_t)(n - CONSTATS_MIN);
	*ret = v;
	return OK;
}
