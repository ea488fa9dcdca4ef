/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jetons.c - a text is cut; then each way of writing a code looks at the jetons that follow each other
 */
#include "recherche/jetons.h"

#include "base/limites.h"
#include "base/utf8.h"

enum { SIREN = 9, SIRET = 14, UAI_CHIFFRES = 7, GROUPES_MAX = 9 };
/* A clé ministères éducatifs without its « - » and « # » (formats.md 4.3): what stands before the commune, then the commune and the place. */
enum { CLE_CORPS = 39, CLE_COMMUNE = 5, CLE_LIEU = 3, CLE_DEBUT = 9 };

static bool lettre_ascii(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/*
 * The bytes of the letter or digit at p, 0 when it separates. What folding leaves outside ASCII is foreign letters and signs: the
 * signs of Latin-1, U+2000 to U+2FFF (punctuation, arrows, boxes), those of ideographs, and what was no UTF-8.
 */
static size_t lettre(const char *p, size_t n)
{
	const unsigned char c = (unsigned char)p[0], d = n > 1 ? (unsigned char)p[1] : 0;

	if (c < 0x80)
		return lettre_ascii(p[0]);
	if (c == 0xc2 || (c == 0xc3 && (d == 0x97 || d == 0xb7)))
		return 0;
	if (c == 0xe2 || (c == 0xe3 && d == 0x80) || (c == 0xef && d == 0xbf))
		return 0;
	return utf8_sequence(p, n);
}

/* « l'hotellerie »: what an apostrophe cuts off and nobody types. */
static bool elidee(struct str s)
{
	static const struct str particules[] = {
		STR_FIXE("l"), STR_FIXE("d"),     STR_FIXE("qu"),     STR_FIXE("c"),
		STR_FIXE("j"), STR_FIXE("m"),     STR_FIXE("n"),      STR_FIXE("s"),
		STR_FIXE("t"), STR_FIXE("jusqu"), STR_FIXE("lorsqu"), STR_FIXE("puisqu"),
	};

	for (size_t i = 0; i < sizeof particules / sizeof *particules; i++)
		if (str_eq(s, particules[i]))
			return true;
	return false;
}

static bool ouvre(struct str plie, size_t i)
{
	const char c = plie.p[i];

	if (c == '-')
		return i > 0 && plie.p[i - 1] == ' ' && i + 1 < plie.n && plie.p[i + 1] == ' ';
	return c == '(' || c == '[' || c == ':' || c == '/';
}

static struct jeton jeton_lire(struct str plie, size_t i)
{
	struct jeton v = {.debut = (uint32_t)i, .avant = i ? plie.p[i - 1] : '\0', .nombre = true};
	size_t n;

	for (; i < plie.n && (n = lettre(plie.p + i, plie.n - i)) > 0; i += n) {
		if (i + n - v.debut <= LIMITE_CODE)
			v.n = (uint32_t)(i + n - v.debut);
		v.nombre = v.nombre && plie.p[i] >= '0' && plie.p[i] <= '9';
	}
	v.fin = (uint32_t)i;
	return v;
}

void jetons_lire(struct jetons *j, struct str plie)
{
	bool rupture = false;

	j->n = 0;
	for (size_t i = 0; i < plie.n;) {
		struct jeton v;

		if (!lettre(plie.p + i, plie.n - i)) {
			size_t saut = utf8_sequence(plie.p + i, plie.n - i);

			rupture = rupture || ouvre(plie, i);
			i += saut ? saut : 1;
			continue;
		}
		v = jeton_lire(plie, i);
		i = v.fin;
		if (i < plie.n && plie.p[i] == '\'' && elidee(str_sub(plie, v.debut, v.n)))
			continue;
		v.rupture = rupture;
		rupture = false;
		*VEC_PUSH(j) = v;
	}
}

/* The text that a code is looked for in, from one of its jetons. */
struct ici {
	const struct jeton *v;
	size_t n; /* jetons that are left, at least one */
	struct str plie;
};

static struct str texte(const struct ici *t, size_t i)
{
	return str_sub(t->plie, t->v[i].debut, t->v[i].n);
}

/* Jeton i exists and only one byte separates it from the one before: what is spread over both may be one code. */
static bool suit(const struct ici *t, size_t i)
{
	return i < t->n && t->v[i].debut - t->v[i - 1].fin == 1;
}

static size_t joindre(const struct ici *t, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++)
		buf_str(out, texte(t, i));
	return n;
}

/* B.T.S. */
static size_t lire_pointees(const struct ici *t, struct buf *out, bool *petit)
{
	size_t n = 1;

	(void)petit;
	if (t->v[0].n != 1 || t->v[0].nombre)
		return 0;
	while (suit(t, n) && t->v[n].n == 1 && !t->v[n].nombre && t->v[n].avant == '.' &&
	       n < LIMITE_CODE)
		n++;
	return n > 1 ? joindre(t, n, out) : 0;
}

/* RNCP 38362, RNCP n° 38362, RS 5801 */
static size_t lire_rncp(const struct ici *t, struct buf *out, bool *petit)
{
	size_t i = 1;

	(void)petit;
	if (!str_eq(texte(t, 0), STR("rncp")) && !str_eq(texte(t, 0), STR("rs")))
		return 0;
	if (i < t->n && (str_eq(texte(t, i), STR("n")) || str_eq(texte(t, i), STR("no")) ||
			 str_eq(texte(t, i), STR("numero"))))
		i++;
	if (i == t->n || !t->v[i].nombre || t->v[i].n < 3 || t->v[i].n > 6)
		return 0;
	buf_str(out, texte(t, 0));
	buf_str(out, texte(t, i));
	return i + 1;
}

/* How many of the jetons are numbers that follow each other, of max digits in all; *chiffres: how many they have. */
static size_t nombres(const struct ici *t, size_t max, size_t *chiffres)
{
	size_t n = 0;

	*chiffres = 0;
	while (n < GROUPES_MAX && (n == 0 || suit(t, n)) && t->v[n].nombre &&
	       *chiffres + t->v[n].n <= max)
		*chiffres += t->v[n++].n;
	return n;
}

/* The check letter of a UAI: its seven digits as a number, modulo 23 (formats.md 6). */
static char lettre_uai(const struct ici *t, size_t groupes)
{
	static const char lettres[] = "abcdefghjklmnprstuvwxyz";
	unsigned n = 0;

	for (size_t i = 0; i < groupes; i++)
		for (size_t k = 0; k < t->v[i].n; k++)
			n = n * 10 + (unsigned)(texte(t, i).p[k] - '0');
	return lettres[n % 23];
}

/* 075 1234 J: with another letter it is a word that follows a number. */
static size_t lire_uai(const struct ici *t, struct buf *out, bool *petit)
{
	size_t chiffres;
	const size_t n = nombres(t, UAI_CHIFFRES, &chiffres);

	(void)petit;
	if (chiffres != UAI_CHIFFRES || !suit(t, n) || t->v[n].n != 1 ||
	    texte(t, n).p[0] != lettre_uai(t, n))
		return 0;
	return joindre(t, n + 1, out);
}

/* 552 100 554 00013, 552100554 00013, and what is typed of them; 55 21 00 55 40 00 13 */
static size_t lire_siret(const struct ici *t, struct buf *out, bool *petit)
{
	size_t chiffres;
	const size_t n = nombres(t, SIRET, &chiffres);
	bool siren;

	(void)petit;
	if (n < 2)
		return 0;
	siren = t->v[0].n == SIREN || (n > 2 && t->v[0].n == 3 && t->v[1].n == 3 && t->v[2].n == 3);
	return siren || (chiffres == SIRET && t->v[0].n <= 3) ? joindre(t, n, out) : 0;
}

/* 104239P01…: a certifinfo, P or L, a sequence. */
static bool debut_de_cle(struct str s)
{
	for (size_t i = 0; i < CLE_DEBUT; i++)
		if (i >= s.n ||
		    (i == 6 ? s.p[i] != 'p' && s.p[i] != 'l' : s.p[i] < '0' || s.p[i] > '9'))
			return false;
	return true;
}

static bool commune_de_cle(const struct ici *t, size_t i)
{
	return i < t->n && t->v[i].n == CLE_COMMUNE && t->v[i].avant == '-';
}

static bool lieu_de_cle(const struct ici *t, size_t i)
{
	const char c = i < t->n ? texte(t, i).p[0] : '\0';

	return (c == 'l' || c == 'p') && t->v[i].n == CLE_LIEU;
}

/* The parts of a clé; of one that was shortened, its start alone. */
static size_t lire_cle(const struct ici *t, struct buf *out, bool *petit)
{
	(void)petit;
	if (t->v[0].n != CLE_CORPS || !debut_de_cle(texte(t, 0)) || !commune_de_cle(t, 1))
		return 0;
	return joindre(t, lieu_de_cle(t, 2) ? 3 : 2, out);
}

/* What is left of one that was shortened: its place says more than « l01 » would; its commune is no code postal. */
static size_t lire_reste_de_cle(const struct ici *t, struct buf *out, bool *petit)
{
	struct str avant;

	if (t->v[0].avant == '#' && lieu_de_cle(t, 0)) {
		buf_char(out, '#');
		return joindre(t, 1, out);
	}
	if (!commune_de_cle(t, 0) || t->v[0].debut < 4)
		return 0;
	avant = str_sub(t->plie, t->v[0].debut - 4, 3);
	if (!str_eq(avant, STR("…")) && !str_eq(avant, STR("...")))
		return 0;
	*petit = true;
	return joindre(t, 1, out);
}

/* What people shorten in the names of places and of schools. */
static size_t lire_abrege(const struct ici *t, struct buf *out, bool *petit)
{
	static const struct str abreges[][2] = {
		{STR_FIXE("st"), STR_FIXE("saint")},
		{STR_FIXE("ste"), STR_FIXE("sainte")},
	};

	(void)petit;
	for (size_t i = 0; i < sizeof abreges / sizeof *abreges; i++)
		if (str_eq(texte(t, 0), abreges[i][0])) {
			buf_str(out, abreges[i][1]);
			return 1;
		}
	return 0;
}

size_t jetons_terme(const struct jetons *j, struct str plie, size_t i, struct buf *out, bool *petit)
{
	static size_t (*const lectures[])(const struct ici *, struct buf *, bool *) = {
		lire_cle, lire_reste_de_cle, lire_pointees, lire_rncp,
		lire_uai, lire_siret,        lire_abrege,
	};
	const struct ici t = {.v = j->v + i, .n = j->n - i, .plie = plie};

	*petit = false;
	for (size_t k = 0; k < sizeof lectures / sizeof *lectures; k++) {
		const size_t lus = lectures[k](&t, out, petit);

		if (lus)
			return lus;
	}
	return joindre(&t, 1, out);
}
