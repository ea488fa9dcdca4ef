/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * utf8.c - UTF-8 read with no indulgence, cp1252 for what is not UTF-8
 *
 * The files of the administrations come in both, sometimes in the same file. Text is nearly all
 * ASCII and nearly all valid, so runs are looked at eight bytes at a time and copied whole; only a
 * byte that is not UTF-8 stops a run.
 */
#include "base/utf8.h"

#include <string.h>

enum { COUPE = -1, INVALIDE = 0, BOM = 0xfeff, REMPLACEMENT = 0xfffd };

#define HAUTS UINT64_C(0x8080808080808080)

/* The first byte that is not ASCII, or end. */
static inline const char *sauter_ascii(const char *p, const char *end)
{
	for (; end - p >= 8; p += 8) {
		uint64_t mot;

		memcpy(&mot, p, sizeof mot);
		if (mot & HAUTS)
			break;
	}
	while (p < end && (unsigned char)*p < 0x80)
		p++;
	return p;
}

/*
 * The sequence at p, n >= 1: its length and its code point; COUPE when what is there begins a
 * sequence that the end cuts; INVALIDE. The second byte alone tells overlong forms, surrogates and
 * what lies past U+10FFFF.
 */
static int decoder(const char *s, size_t n, uint32_t *cp)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned char tete = p[0];
	unsigned char bas = 0x80, haut = 0xbf;
	int longueur = tete < 0xe0 ? 2 : tete < 0xf0 ? 3 : 4;
	uint32_t v = tete & (0x7fu >> longueur);

	if (tete < 0x80) {
		*cp = tete;
		return 1;
	}
	if (tete < 0xc2 || tete > 0xf4)
		return INVALIDE;

	if (tete == 0xe0)
		bas = 0xa0;
	else if (tete == 0xed)
		haut = 0x9f;
	else if (tete == 0xf0)
		bas = 0x90;
	else if (tete == 0xf4)
		haut = 0x8f;

	for (int i = 1; i < longueur; i++) {
		if ((size_t)i == n)
			return COUPE;
		if (p[i] < bas || p[i] > haut)
			return INVALIDE;
		v = v << 6 | (p[i] & 0x3fu);
		bas = 0x80;
		haut = 0xbf;
	}
	*cp = v;
	return longueur;
}

size_t utf8_sequence(const char *s, size_t n)
{
	uint32_t cp;
	int r = n ? decoder(s, n, &cp) : INVALIDE;

	return r > 0 ? (size_t)r : 0;
}

bool utf8_valide(struct str s)
{
	const char *p = s.n ? s.p : "";
	const char *end = p + s.n;

	while ((p = sauter_ascii(p, end)) < end) {
		size_t n = utf8_sequence(p, (size_t)(end - p));

		if (!n)
			return false;
		p += n;
	}
	return true;
}

struct str utf8_debut(struct str s, size_t n)
{
	size_t i = 0;

	for (; n && i < s.n; n--) {
		const size_t pas = utf8_sequence(s.p + i, s.n - i);

		i += pas ? pas : 1;
	}
	return str_sub(s, 0, i);
}

size_t utf8_longueur(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

void transcodeur_init(struct transcodeur *t)
{
	*t = (struct transcodeur){0};
}

/* One byte that is not UTF-8. From 0xA0 cp1252 is Latin-1, whose codes are those of Unicode. */
static void convertir(struct transcodeur *t, unsigned char octet, struct buf *out)
{
	static const uint16_t cp1252[32] = {
		0x20ac, REMPLACEMENT, 0x201a,       0x0192, 0x201e, 0x2026, 0x2020,
		0x2021, 0x02c6,       0x2030,       0x0160, 0x2039, 0x0152, REMPLACEMENT,
		0x017d, REMPLACEMENT, REMPLACEMENT, 0x2018, 0x2019, 0x201c, 0x201d,
		0x2022, 0x2013,       0x2014,       0x02dc, 0x2122, 0x0161, 0x203a,
		0x0153, REMPLACEMENT, 0x017e,       0x0178,
	};
	unsigned cp = octet < 0xa0 ? cp1252[octet - 0x80] : octet;

	t->convertis++;
	t->perdus += cp == REMPLACEMENT;
	if (cp < 0x800) {
		buf_add(out, (const char[2]){(char)(0xc0 | cp >> 6), (char)(0x80 | (cp & 63))}, 2);
		return;
	}
	buf_add(out,
		(const char[3]){(char)(0xe0 | cp >> 12), (char)(0x80 | (cp >> 6 & 63)),
				(char)(0x80 | (cp & 63))},
		3);
}

/* Convert [p, end); returns where it stopped: end, or the start of a cut sequence unless these
 * are the last bytes. */
static const char *passer(struct transcodeur *t, const char *p, const char *end, bool derniers,
			  struct buf *out)
{
	const char *run = p;

	while ((p = sauter_ascii(p, end)) < end) {
		uint32_t cp = 0;
		int r = decoder(p, (size_t)(end - p), &cp);

		if (r == COUPE && !derniers)
			break;
		if (r > 0) {
			t->multioctets++;
			t->perdus += cp == REMPLACEMENT;
			p += r;
			continue;
		}
		buf_add(out, run, (size_t)(p - run));
		convertir(t, (unsigned char)*p++, out);
		run = p;
	}
	buf_add(out, run, (size_t)(p - run));
	return p;
}

/* The same, behind a BOM if there is one at the start of the file. */
static const char *passer_bom(struct transcodeur *t, const char *p, const char *end, bool derniers,
			      struct buf *out)
{
	if (!t->debut_vu && p < end) {
		uint32_t cp = 0;
		int r = decoder(p, (size_t)(end - p), &cp);

		if (r == COUPE && !derniers)
			return p;
		t->debut_vu = true;
		t->bom = r > 0 && cp == BOM;
		if (t->bom)
			p += r;
	}
	return passer(t, p, end, derniers, out);
}

/* Convert what waits in t->reste; what is still cut goes on waiting. */
static void vider_reste(struct transcodeur *t, bool derniers, struct buf *out)
{
	const char *fin = t->reste + t->n_reste;
	const char *p = passer_bom(t, t->reste, fin, derniers, out);

	t->n_reste = (size_t)(fin - p);
	memmove(t->reste, p, t->n_reste);
}

void transcodeur_feed(struct transcodeur *t, const char *bytes, size_t n, struct buf *out)
{
	const char *end;

	if (n == 0)
		return;

	end = bytes + n;
	while (t->n_reste && bytes < end) {
		t->reste[t->n_reste++] = *bytes++;
		vider_reste(t, false, out);
	}
	if (bytes == end)
		return;

	bytes = passer_bom(t, bytes, end, false, out);
	t->n_reste = (size_t)(end - bytes);
	memcpy(t->reste, bytes, t->n_reste);
}

void transcodeur_end(struct transcodeur *t, struct buf *out)
{
	vider_reste(t, true, out);
}

const char *transcodeur_nom(const struct transcodeur *t)
{
	if (!t->convertis)
		return t->bom ? "UTF-8 avec BOM" : "UTF-8";
	return t->multioctets || t->bom ? "mélange UTF-8 et cp1252" : "cp1252";
}

/* Latin-1 and Latin Extended-A, from U+00A0: what each folds to; NULL: itself. */
static const char *const latin[] = {
	" ",  NULL, NULL, NULL, NULL, NULL, NULL, NULL, /* 00A0 */
	NULL, NULL, "a",  NULL, NULL, "",   NULL, NULL, /* 00A8 */
	NULL, NULL, NULL, NULL, "'",  NULL, NULL, NULL, /* 00B0 */
	NULL, NULL, "o",  NULL, NULL, NULL, NULL, NULL, /* 00B8 */
	"a",  "a",  "a",  "a",  "a",  "a",  "ae", "c", /* 00C0 */
	"e",  "e",  "e",  "e",  "i",  "i",  "i",  "i", /* 00C8 */
	"d",  "n",  "o",  "o",  "o",  "o",  "o",  NULL, /* 00D0 */
	"o",  "u",  "u",  "u",  "u",  "y",  "th", "ss", /* 00D8 */
	"a",  "a",  "a",  "a",  "a",  "a",  "ae", "c", /* 00E0 */
	"e",  "e",  "e",  "e",  "i",  "i",  "i",  "i", /* 00E8 */
	"d",  "n",  "o",  "o",  "o",  "o",  "o",  NULL, /* 00F0 */
	"o",  "u",  "u",  "u",  "u",  "y",  "th", "y", /* 00F8 */
	"a",  "a",  "a",  "a",  "a",  "a",  "c",  "c", /* 0100 */
	"c",  "c",  "c",  "c",  "c",  "c",  "d",  "d", /* 0108 */
	"d",  "d",  "e",  "e",  "e",  "e",  "e",  "e", /* 0110 */
	"e",  "e",  "e",  "e",  "g",  "g",  "g",  "g", /* 0118 */
	"g",  "g",  "g",  "g",  "h",  "h",  "h",  "h", /* 0120 */
	"i",  "i",  "i",  "i",  "i",  "i",  "i",  "i", /* 0128 */
	"i",  "i",  "ij", "ij", "j",  "j",  "k",  "k", /* 0130 */
	"k",  "l",  "l",  "l",  "l",  "l",  "l",  "l", /* 0138 */
	"l",  "l",  "l",  "n",  "n",  "n",  "n",  "n", /* 0140 */
	"n",  "n",  "n",  "n",  "o",  "o",  "o",  "o", /* 0148 */
	"o",  "o",  "oe", "oe", "r",  "r",  "r",  "r", /* 0150 */
	"r",  "r",  "s",  "s",  "s",  "s",  "s",  "s", /* 0158 */
	"s",  "s",  "t",  "t",  "t",  "t",  "t",  "t", /* 0160 */
	"u",  "u",  "u",  "u",  "u",  "u",  "u",  "u", /* 0168 */
	"u",  "u",  "u",  "u",  "w",  "w",  "y",  "y", /* 0170 */
	"y",  "z",  "z",  "z",  "z",  "z",  "z",  "s", /* 0178 */
};

enum { LATIN_DEBUT = 0xa0, LATIN_FIN = LATIN_DEBUT + sizeof latin / sizeof *latin };

/* The rest, in order. Combining accents and marks without width fold to nothing. */
static const struct plage {
	uint32_t de, a;
	const char *texte;
} plages[] = {
	{0x0085, 0x0085, " "},  {0x02bc, 0x02bc, "'"}, {0x0300, 0x036f, ""},  {0x1680, 0x1680, " "},
	{0x1e9e, 0x1e9e, "ss"}, {0x2000, 0x200a, " "}, {0x200b, 0x200f, ""},  {0x2010, 0x2015, "-"},
	{0x2018, 0x2019, "'"},  {0x201b, 0x201b, "'"}, {0x2028, 0x2029, " "}, {0x202f, 0x202f, " "},
	{0x2032, 0x2032, "'"},  {0x205f, 0x205f, " "}, {0x2060, 0x2060, ""},  {0x3000, 0x3000, " "},
	{0xfeff, 0xfeff, ""},
};

static const char *repli_de(uint32_t cp)
{
	if (cp >= LATIN_DEBUT && cp < LATIN_FIN)
		return latin[cp - LATIN_DEBUT];
	for (size_t i = 0; i < sizeof plages / sizeof *plages && cp >= plages[i].de; i++)
		if (cp <= plages[i].a)
			return plages[i].texte;
	return NULL;
}

/* What is folded waits here: a white space written last is taken back when nothing follows it. */
struct repli {
	struct buf *out;
	bool blanc; /* the last thing written is a white space, or nothing was written */
	size_t n;
	char texte[512];
};

static void repli_vider(struct repli *r)
{
	size_t garde = r->n && r->blanc;

	buf_add(r->out, r->texte, r->n - garde);
	r->texte[0] = ' ';
	r->n = garde;
}

static inline void repli_char(struct repli *r, char c)
{
	if (c == ' ' && r->blanc)
		return;
	if (r->n == sizeof r->texte)
		repli_vider(r);
	r->blanc = c == ' ';
	r->texte[r->n++] = c;
}

static inline void repli_ascii(struct repli *r, char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c | 0x20);
	else if (c >= '\t' && c <= '\r')
		c = ' ';
	repli_char(r, c);
}

/* Fold one sequence that is not ASCII, and say how long it is. A bad byte becomes U+FFFD. */
static size_t repli_sequence(struct repli *r, const char *p, size_t n)
{
	uint32_t cp = REMPLACEMENT;
	int longueur = decoder(p, n, &cp);
	const char *texte = longueur > 0 ? repli_de(cp) : "\xef\xbf\xbd";
	size_t lu = longueur > 0 ? (size_t)longueur : 1;

	if (!texte)
		for (size_t i = 0; i < lu; i++)
			repli_char(r, p[i]);
	else
		for (; *texte; texte++)
			repli_char(r, *texte);
	return lu;
}

#define CHAQUE(octet) (UINT64_C(0x0101010101010101) * (octet))

/*
 * Eight ASCII bytes at once, when they hold no control byte and no white space next to another:
 * only the capitals change. Sums stay below 0x80 + 0x80 in each byte, so nothing carries into its
 * neighbour.
 */
static inline bool repli_huit(struct repli *r, const char *p)
{
	uint64_t mot, blancs, capitales;

	memcpy(&mot, p, sizeof mot);
	if (mot & HAUTS || ((mot + CHAQUE(0x60)) & HAUTS) != HAUTS)
		return false;

	blancs = ~(mot + CHAQUE(0x5f)) & HAUTS;
	if (blancs & (blancs << 8) || (*p == ' ' && r->blanc))
		return false;
	if (sizeof r->texte - r->n < sizeof mot)
		repli_vider(r);

	capitales = (mot + CHAQUE(0x3f)) & ~(mot + CHAQUE(0x25)) & HAUTS;
	mot |= capitales >> 2;
	memcpy(r->texte + r->n, &mot, sizeof mot);
	r->n += sizeof mot;
	r->blanc = p[7] == ' ';
	return true;
}

void utf8_replie(struct str s, struct buf *out)
{
	struct repli r;
	const char *p = s.n ? s.p : "";
	const char *end = p + s.n;

	r.out = out;
	r.blanc = true;
	r.n = 0;
	while (p < end) {
		if (end - p >= 8 && repli_huit(&r, p)) {
			p += 8;
			continue;
		}
		if ((unsigned char)*p < 0x80)
			repli_ascii(&r, *p++);
		else
			p += repli_sequence(&r, p, (size_t)(end - p));
	}
	repli_vider(&r);
}

/* U+202A to U+202E, U+2066 to U+2069: what follows would be read the other way. */
static bool tourne(const unsigned char *p, size_t n)
{
	if (n != 3 || p[0] != 0xE2)
		return false;
	return p[1] == 0x80 ? p[2] >= 0xAA && p[2] <= 0xAE
			    : p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9;
}

/* C0, DEL, C1. */
static bool commande(const unsigned char *p, size_t n)
{
	if (n == 2)
		return p[0] == 0xC2 && p[1] < 0xA0;
	return n == 1 && (p[0] < ' ' || p[0] == 0x7F);
}

void utf8_visible(struct str s, bool lignes, struct buf *out)
{
	for (size_t i = 0; i < s.n;) {
		const unsigned char *p = (const unsigned char *)s.p + i;
		const size_t n = utf8_sequence(s.p + i, s.n - i);

		if (commande(p, n) && !(lignes && *p == '\n'))
			buf_char(out, ' ');
		else if (!n || tourne(p, n))
			buf_cstr(out, "\xEF\xBF\xBD");
		else
			buf_add(out, p, n);
		i += n ? n : 1;
	}
}
